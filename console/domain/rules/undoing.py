"""Taking back a deed of a moment ago (撤销): a compensating fact, never a fact removed.

A deed can be taken back only while the world is still as the deed left it – what another seat, a crew or the clock has built on it
stands. What left the hall cannot be called back at all: an order is countered by an order, a broadcast by a broadcast.

=========================  =================================================  =============================
deed                       taken back by                                      only while
=========================  =================================================  =============================
force assigned             released (nothing was ordered: it goes nowhere)    assigned, and no order to it
force moved                moved back                                         in the lane it was moved to
duty changed               changed back                                       in the duty it was changed to
graded                     graded as before                                   graded as the deed did
report claimed             released                                           claimed by this seat
report discarded, merged   waits again                                        discarded, merged there
force reserved             reservation ended                                  the reservation is open
=========================  =================================================  =============================
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from console.domain.codes import AssignmentStatus, ForceDuty, Grade, ReportState
from console.domain.entities import Assignment, Force, Incident, Order, Report, Reservation
from console.domain.facts import (
    AssignmentMoved,
    AssignmentStatusChanged,
    ForceDutyChanged,
    IncidentGraded,
    ReportReleased,
    ReservationEnded,
)
from console.domain.refusal import Refused
from console.domain.rules import incidents as incident_rules


def assignment(held: Assignment, orders: Sequence[Order], at: datetime) -> AssignmentStatusChanged:
    """Raises Refused ``undo_ordered`` or ``undo_changed``; ``orders`` are those to the force since it was assigned."""
    if held.status is not AssignmentStatus.ASSIGNED or held.released_at is not None:
        raise Refused("undo_changed")
    if any(order.issued_at >= held.assigned_at for order in orders):
        raise Refused("undo_ordered")
    return AssignmentStatusChanged(
        incident_id=held.incident_id,
        assignment_id=held.id,
        force_id=held.force_id,
        status=AssignmentStatus.RELEASED,
        status_at=at,
    )


def move(held: Assignment, now_sector_id: str | None, before_sector_id: str | None) -> AssignmentMoved:
    """Raises Refused ``undo_changed``."""
    if held.released_at is not None or held.sector_id != now_sector_id:
        raise Refused("undo_changed")
    return AssignmentMoved(incident_id=held.incident_id, assignment_id=held.id, sector_id=before_sector_id)


def duty(force: Force, held: Assignment | None, now: ForceDuty, before: ForceDuty, at: datetime) -> ForceDutyChanged:
    """Raises Refused ``undo_changed``: a force that is committed by now stays what it is."""
    if force.duty is not now or held is not None:
        raise Refused("undo_changed")
    return ForceDutyChanged(force_id=force.id, duty=before, since=at)


def graded(incident: Incident, now: tuple[Grade | None, Grade | None, str], before: Incident) -> IncidentGraded:
    """Grade, response, basis and decider as they were ``before``.

    Raises:
        Refused: ``incident_closed``, ``undo_changed``.
    """
    incident_rules.require_open(incident)
    if (incident.grade, incident.response, incident.basis) != now:
        raise Refused("undo_changed")
    return IncidentGraded(
        incident_id=incident.id,
        grade=before.grade,
        response=before.response,
        basis=before.basis,
        decided_by=before.decided_by,
    )


def report(taken: Report, state: ReportState, seat: str, incident_id: str | None) -> ReportReleased:
    """Raises Refused ``undo_changed``; ``state`` is what the deed made of it, ``incident_id`` where it was merged."""
    if taken.state is not state or taken.incident_id != incident_id:
        raise Refused("undo_changed")
    if state is ReportState.CLAIMED:
        return incident_rules.release(taken, seat)
    return incident_rules.put_back(taken)


def reservation(held: Reservation, at: datetime) -> ReservationEnded:
    """Raises Refused ``undo_changed``."""
    if held.ended_at is not None:
        raise Refused("undo_changed")
    return ReservationEnded(incident_id=held.incident_id, reservation_id=held.id, ended_at=at)
