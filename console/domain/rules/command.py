"""One command (一盘棋): 现场指挥机构对进入现场的所有力量统一调度.

Exactly one active command an incident, exactly one commander; a force is committed to at most one command. What is said here
before the fact for a clear answer, the database's partial unique indexes say again for every seat that races.

The status ledger of a committed force; a crew may skip a step on the air, never go back without being released:

::

    assigned ──► en_route ──► on_scene ──► working ──► released
        └────────────┴────────────┴────────────┴──────────►
"""

from __future__ import annotations

from datetime import datetime

from console.domain.codes import AssignmentStatus, CommandState, ForceDuty, Role, SectorKind
from console.domain.entities import Assignment, Command, Force, Incident, Reservation, Sector
from console.domain.facts import (
    AssignmentMoved,
    AssignmentStatusChanged,
    Body,
    CommandEstablished,
    ForceAssigned,
)
from console.domain.refusal import Refused
from console.domain.rules.holding import past_reservation
from console.domain.rules.incidents import require_open

# The working groups that a command starts with, each with its least and greatest number of forces. A district's plan may differ:
# the figures come in with the command.
USUAL_SECTORS: tuple[tuple[SectorKind, int, int], ...] = (
    (SectorKind.COORDINATION, 0, 2),
    (SectorKind.RESCUE, 2, 6),
    (SectorKind.MEDICAL, 1, 4),
    (SectorKind.SECURITY_TRAFFIC, 1, 3),
    (SectorKind.LOGISTICS, 0, 3),
    (SectorKind.PUBLICITY, 0, 1),
    (SectorKind.EXPERT, 0, 2),
)

LADDER: tuple[AssignmentStatus, ...] = (
    AssignmentStatus.ASSIGNED,
    AssignmentStatus.EN_ROUTE,
    AssignmentStatus.ON_SCENE,
    AssignmentStatus.WORKING,
    AssignmentStatus.RELEASED,
)


def establish(incident: Incident, active: Command | None, command: Command, sectors: tuple[Sector, ...]) -> CommandEstablished:
    """An incident gets its command.

    Raises:
        Refused: ``incident_closed``, ``command_exists`` with its commander, ``commander_missing``.
    """
    require_open(incident)
    if active is not None:
        raise Refused("command_exists", name=active.name, commander=active.commander)
    if not command.commander.strip():
        raise Refused("commander_missing")
    return CommandEstablished(command=command, sectors=sectors)


def assign(
    force: Force,
    held: Assignment | None,
    command: Command | None,
    sector: Sector | None,
    assignment: Assignment,
    reserved: Reservation | None,
    role: Role | None,
) -> tuple[Body, ...]:
    """A force comes under a command; a reservation of it ends with that. ``role`` is whose word it is (see the rules of holding).

    Raises:
        Refused: ``no_command``, ``already_here``, ``already_committed`` with the incident that holds it, ``force_unavailable``,
            ``reserved`` for another incident.
    """
    if command is None or command.state is not CommandState.ACTIVE:
        raise Refused("no_command")
    if held is not None:
        if held.command_id == command.id:
            raise Refused("already_here", force_id=force.id)
        raise Refused(
            "already_committed", force_id=force.id, incident_id=assignment.incident_id, holder_incident_id=held.incident_id
        )
    if force.duty is not ForceDuty.AVAILABLE:
        raise Refused("force_unavailable", duty=force.duty.value)
    require_sector(sector, command)
    ended = past_reservation(reserved, assignment.incident_id, role, assignment.assigned_at)
    assigned = ForceAssigned(assignment=assignment)
    return (assigned,) if ended is None else (ended, assigned)


def require_sector(sector: Sector | None, command: Command) -> None:
    """Raises Refused ``sector_of_another_command``."""
    if sector is not None and sector.command_id != command.id:
        raise Refused("sector_of_another_command")


def move(assignment: Assignment, sector: Sector | None) -> AssignmentMoved:
    """A committed force goes to another sector of the same command.

    Raises:
        Refused: ``released``, ``sector_of_another_command``.
    """
    _committed(assignment)
    if sector is not None and sector.command_id != assignment.command_id:
        raise Refused("sector_of_another_command")
    return AssignmentMoved(
        incident_id=assignment.incident_id, assignment_id=assignment.id, sector_id=sector.id if sector else None
    )


def report_status(assignment: Assignment, status: AssignmentStatus, at: datetime) -> AssignmentStatusChanged:
    """The next line of the status ledger.

    Raises:
        Refused: ``released``, ``status_backwards``, ``status_same``.
    """
    _committed(assignment)
    if status is assignment.status:
        raise Refused("status_same", status=status.value)
    if LADDER.index(status) < LADDER.index(assignment.status):
        raise Refused("status_backwards", now=assignment.status.value, wanted=status.value)
    return AssignmentStatusChanged(
        incident_id=assignment.incident_id,
        assignment_id=assignment.id,
        force_id=assignment.force_id,
        status=status,
        status_at=at,
    )


def _committed(assignment: Assignment) -> None:
    if assignment.released_at is not None:
        raise Refused("released", at=assignment.released_at)
