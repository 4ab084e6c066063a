"""One door for every command: who may, one transaction, all or nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from console.app import accounts, alarms, command, incidents, warnings
from console.app.context import Command, Ctx, Handler, Hasher
from console.app.ports import Clock, NewId, Store
from console.domain.entities import Assignment
from console.domain.facts import CommitmentRefused
from console.domain.figures import Figures
from console.domain.records import Actor
from console.domain.refusal import Refused

HANDLERS: dict[type[Command], Handler] = {
    handler.command: handler
    for module in (accounts, alarms, command, incidents, warnings)
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

    def execute(self, actor: Actor, cmd: Command) -> str | None:
        """Do it, or raise; returns the id of what it made or changed.

        Raises:
            Refused: the rule's or the database's no; ``role_may_not`` where the person's role does not allow it.
            StoreDown: the database cannot be had; nothing was done.
        """
        handler = HANDLERS[type(cmd)]
        if actor.role is not None and actor.role not in handler.roles:
            raise Refused("role_may_not", role=actor.role.value, command=type(cmd).__name__)
        now = self.clock()
        try:
            with self.store.transaction(actor, now) as unit:
                return handler.run(Ctx(unit, actor, now, self.new_id, self.figures, self.hasher), cmd)
        except Refused as refused:
            if isinstance(cmd, command.AssignForce) and refused.code == "already_committed":
                raise self._keep_the_try(actor, cmd, now) from None
            raise

    def _keep_the_try(self, actor: Actor, cmd: command.AssignForce, now: datetime) -> Refused:
        """The refusal as the screen needs it, with who holds the force; the try goes into the journal for the review."""
        with self.store.transaction(actor, now) as unit:
            held = unit.find(Assignment, force_id=cmd.force_id, released_at=None)
            holder = held[0].incident_id if held else ""
            unit.record(CommitmentRefused(incident_id=cmd.incident_id, force_id=cmd.force_id, holder_incident_id=holder))
        return Refused("already_committed", force_id=cmd.force_id, holder_incident_id=holder)
