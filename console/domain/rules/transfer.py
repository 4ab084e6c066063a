"""The command passes on (A4, A14): to another commander, up or down a level, or to a joint command over a boundary.

::

    command 1: active ──transfer──► transferred      command 2: active (previous = 1) ──► …

One ends and the next begins in the same fact, with sectors, forces and open orders: at no instant there is none or two, and the chain
of who commanded from when to when is the commands themselves. Neighbours under a joint command are its ``partners``; the commander is
still one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from console.domain.codes import CommandLevel
from console.domain.entities import Assignment, Command, Incident, Order, Sector
from console.domain.facts import CommandTransferred
from console.domain.refusal import Refused
from console.domain.rules.incidents import require_open

LEVELS: tuple[CommandLevel, ...] = (CommandLevel.TOWN, CommandLevel.DISTRICT, CommandLevel.CITY, CommandLevel.PROVINCE)


def transfer(
    incident: Incident,
    old: Command | None,
    new: Command,
    why: str,
    *,
    sectors: Sequence[Sector],
    held: Sequence[Assignment],
    orders: Sequence[Order],
) -> CommandTransferred:
    """Pass it on; ``sectors``, ``held`` and ``orders`` are those of the old command that are open.

    Raises:
        Refused: ``incident_closed``, ``no_command``, ``commander_missing``, ``reason_missing``, ``transfer_same``.
    """
    require_open(incident)
    if old is None:
        raise Refused("no_command")
    if not new.commander.strip():
        raise Refused("commander_missing")
    if not why.strip():
        raise Refused("reason_missing")
    if (new.commander, new.level, set(new.partners)) == (old.commander, old.level, set(old.partners)):
        raise Refused("transfer_same", commander=old.commander)
    return CommandTransferred(
        incident_id=incident.id,
        from_id=old.id,
        command=new,
        sectors=tuple(replace(sector, command_id=new.id) for sector in sectors),
        assignment_ids=tuple(assignment.id for assignment in held),
        order_ids=tuple(order.id for order in orders),
    )


def direction(old: Command, new: Command) -> str:
    """Where a command went: ``up``, ``down``, ``joint`` (with neighbours that were not under it before) or ``sideways``."""
    before, after = LEVELS.index(old.level), LEVELS.index(new.level)
    if before != after:
        return "up" if after > before else "down"
    return "joint" if set(new.partners) - set(old.partners) else "sideways"


def chain(commands: Sequence[Command]) -> list[Command]:
    """All commands of an incident, the first one first; a reopened incident begins a new one after a gap."""
    return sorted(commands, key=lambda command: (command.established_at, command.previous_id is not None, command.id))
