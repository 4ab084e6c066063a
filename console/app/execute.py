"""One door for every command: who may, one transaction, all or nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from console.app import (
    accounts,
    aims,
    alarms,
    command,
    devices,
    grants,
    holding,
    incidents,
    merging,
    orders,
    recommendations,
    roles,
    safety,
    scene,
    seats,
    sectors,
    support,
    undo,
    warnings,
    wires,
)
from console.app.context import Command, Ctx, Handler, Hasher
from console.app.ports import Clock, NewId, Store, Unit
from console.app.texts import Texts, hall_texts
from console.domain.entities import Assignment
from console.domain.entities import Command as CommandPost
from console.domain.facts import CommitmentRefused
from console.domain.figures import Figures
from console.domain.records import Actor
from console.domain.refusal import Refused

HANDLERS: dict[type[Command], Handler] = {
    handler.command: handler
    for module in (
        *(accounts, aims, alarms, command, devices, grants, holding, incidents, merging),
        *(orders, recommendations, safety, scene, seats, sectors, support, undo, warnings, wires),
    )
    for handler in module.HANDLERS
}


@dataclass(frozen=True, slots=True)
class Executor:
    """Executes commands against one store. Use one per thread, as the store."""

    store: Store
    clock: Clock
    new_id: NewId
    figures: Figures = field(default_factory=Figures)
    hasher: Hasher | None = None
    texts: Texts = field(default_factory=hall_texts)
    drill: bool = False

    def execute(self, actor: Actor, cmd: Command) -> str | None:
        """Do it, or raise; returns the id of what it made or changed.

        Raises:
            Refused: the rule's or the database's no; ``role_may_not`` where neither the person's role nor a lent one allows it.
            StoreDown: the database cannot be had; nothing was done.
        """
        handler = HANDLERS[type(cmd)]
        now = self.clock()
        kept: Refused | None = None
        try:
            with self.store.transaction(actor, now) as unit:
                admitted = roles.admit(unit, actor, handler, now, drill=self.drill)
                try:
                    return handler.run(Ctx(unit, admitted, now, self.new_id, self.figures, self.hasher, self.texts), cmd)
                except Refused as refused:
                    # The rule says who holds the force, before anything is recorded: the try is kept without queueing for the journal anew.
                    said_by_rule = refused.code == "already_committed" and "holder_incident_id" in refused.details
                    if not said_by_rule or not isinstance(cmd, command.AssignForce):
                        raise
                    kept = self._keep_the_try(unit, cmd.force_id, cmd.incident_id)
        except Refused as refused:
            if refused.code == "passphrase_wrong":
                self._keep_the_failure(actor, str(refused.details["name"]), now)
            wanting = refused.details.get("incident_id") or getattr(cmd, "incident_id", None)
            if refused.code != "already_committed" or wanting is None:
                raise
            with self.store.transaction(actor, now) as unit:
                kept = self._keep_the_try(unit, str(refused.details["force_id"]), str(wanting))
        raise kept

    def at(self, unit: Unit, actor: Actor, now: datetime) -> Ctx:
        """What the gateway's own doings by wire and clock have in their hands, inside a transaction of this store."""
        return Ctx(unit, actor, now, self.new_id, self.figures, self.hasher, self.texts)

    def _keep_the_failure(self, actor: Actor, name: str, now: datetime) -> None:
        """A wrong pass-phrase stands in the journal, whatever it was for; who gave it is who was at the seat, not who he said he is."""
        with self.store.transaction(actor, now) as unit:
            accounts.note_failure(unit, name)

    def _keep_the_try(self, unit: Unit, force_id: str, incident_id: str) -> Refused:
        """The refusal as the screen needs it: who holds the force, under whom, since when. The try goes into the journal for the review."""
        held = unit.find(Assignment, force_id=force_id, released_at=None)
        holder = held[0].incident_id if held else ""
        unit.record(CommitmentRefused(incident_id=incident_id, force_id=force_id, holder_incident_id=holder))
        commander = unit.get(CommandPost, held[0].command_id).commander if held else ""
        return Refused(
            "already_committed",
            force_id=force_id,
            incident_id=incident_id,
            holder_incident_id=holder,
            commander=commander,
            since=held[0].assigned_at if held else None,
        )
