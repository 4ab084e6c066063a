"""Who may have a force next: asked for, offered, given, taken – and reserved for some minutes before anything is ordered.

A request (商调) is between the incident that wants a force and the one that holds it. Asked for by the one or offered by the other,
it waits for an answer until its time is out:

::

    asked ────┬── the holder gives ─────────► given      the force goes over in the same fact
    offered ──┤── the other accepts ────────► given
              ├── with a reason ────────────► refused
              ├── by whoever began it ──────► withdrawn
              ├── by order from above ──────► taken      the force goes over in the same fact
              └── time out, force let go ───► expired

Why a person who began a request may answer it, too: at night one dispatcher works two incidents. Then the words of the other
commander who agreed must be written down, or asking would be taking.

A commander may take without being given: a command of a higher level directs the lower one's forces (突发事件应对法: where the county
cannot hold it, 上级人民政府…统一领导应急处置工作), and within the hall the person in the role of commander answers for all incidents.

An order given under the old command is cancelled with the handing over. Kept, two commanders' orders would stand for one force; moved
along, the new commander would answer for an order that he never gave.

A reservation holds a free force for one incident:

::

    reserved ──┬── assigned to that incident ──► ended in the same transaction
               ├── given up ───────────────────► ended
               ├── until ──────────────────────► lapsed, by the clock
               └── a commander assigns elsewhere ► ended in the same transaction
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from console.domain.codes import CommandLevel, CommandState, ForceDuty, RequestState, Role
from console.domain.entities import Assignment, Command, Force, ForceRequest, Incident, Reservation
from console.domain.facts import (
    Body,
    ForceHandedOver,
    ForceRequestAnswered,
    ForceRequested,
    ForceReserved,
    ReservationEnded,
)
from console.domain.refusal import Refused
from console.domain.rules.incidents import require_open

# Who may take a force that another holds, and who may pass over a reservation.
FROM_ABOVE = frozenset({Role.COMMANDER, Role.ADMINISTRATOR})

LEVELS: tuple[CommandLevel, ...] = (CommandLevel.TOWN, CommandLevel.DISTRICT, CommandLevel.CITY, CommandLevel.PROVINCE)

# Why a request ended without anybody's answer; the words for them are the screens'.
TIME_OUT, RELEASED, HOLDER_CHANGED, INCIDENT_OVER = "time_out", "released", "holder_changed", "incident_over"


def open_request(
    request: ForceRequest, post: Command | None, held: Assignment | None, standing: Sequence[ForceRequest]
) -> ForceRequested:
    """One incident asks for a force of another, or is offered one. ``post`` is the command of the incident that is to have it.

    Raises:
        Refused: ``no_command``, ``reason_missing``, ``force_not_held``, ``already_here``, ``request_open`` with who began it.
    """
    _wanting(post)
    if not request.why.strip():
        raise Refused("reason_missing")
    _held_elsewhere(request.force_id, request.incident_id, held)
    for open in standing:
        if open.incident_id == request.incident_id:
            raise Refused(
                "request_open", force_id=open.force_id, by=open.asked_by, since=open.asked_at, until=open.answer_by, state=open.state.value
            )
    return ForceRequested(request=request)


def refuse(request: ForceRequest, who: str, words: str, at: datetime) -> ForceRequestAnswered:
    """The other side says no, with a reason.

    Raises:
        Refused: ``request_done``, ``reason_missing``.
    """
    require_waiting(request, at)
    if not words.strip():
        raise Refused("reason_missing")
    return _answered(request, RequestState.REFUSED, who, words.strip(), at)


def withdraw(request: ForceRequest, who: str, words: str, at: datetime) -> ForceRequestAnswered:
    """The side that began it takes it back.

    Raises:
        Refused: ``request_done``.
    """
    require_waiting(request, at)
    return _answered(request, RequestState.WITHDRAWN, who, words.strip(), at)


def expire(request: ForceRequest, why: str, at: datetime) -> ForceRequestAnswered:
    """Nobody answered, or there is nothing left to answer. ``why`` is one of the codes above."""
    return _answered(request, RequestState.EXPIRED, "", why, at)


def give(
    request: ForceRequest, post: Command | None, held: Assignment | None, assignment: Assignment, who: str, words: str, at: datetime
) -> ForceHandedOver:
    """The holder gives what was asked for, or the other accepts what was offered.

    Raises:
        Refused: ``request_done``, ``no_command``, ``force_not_held``, ``already_here``, ``holder_changed``, ``agreement_missing``
            where the person who began the request answers it.
    """
    require_waiting(request, at)
    now_held = _held_elsewhere(request.force_id, request.incident_id, held)
    if now_held.incident_id != request.holder_incident_id:
        raise Refused("holder_changed", force_id=request.force_id, holder_incident_id=now_held.incident_id)
    if who == request.asked_by and not words.strip():
        raise Refused("agreement_missing")
    return _handed_over(RequestState.GIVEN, request, post, now_held, assignment, who, words, at)


def take(
    request: ForceRequest | None,
    post: Command | None,
    held: Assignment | None,
    holding: Command | None,
    assignment: Assignment,
    role: Role | None,
    who: str,
    why: str,
    at: datetime,
) -> ForceHandedOver:
    """A force is taken from the incident that holds it, with or without having been asked for. ``holding`` is the holder's command.

    Raises:
        Refused: ``no_command``, ``reason_missing``, ``force_not_held``, ``already_here``, ``may_not_take`` with the holder's level and
            commander.
    """
    wanting = _wanting(post)
    if not why.strip():
        raise Refused("reason_missing")
    now_held = _held_elsewhere(assignment.force_id, assignment.incident_id, held)
    above = holding is None or LEVELS.index(wanting.level) > LEVELS.index(holding.level)
    if role not in FROM_ABOVE and not above:
        raise Refused(
            "may_not_take",
            level=wanting.level.value,
            holder_level=holding.level.value if holding else "",
            commander=holding.commander if holding else "",
        )
    return _handed_over(RequestState.TAKEN, request, wanting, now_held, assignment, who, why, at)


def pointless(request: ForceRequest, held: Assignment | None, wanting: Incident, at: datetime) -> str | None:
    """Why an open request has come to its end by itself; None while it waits."""
    if wanting.closed_at is not None:
        return INCIDENT_OVER
    if held is None:
        return RELEASED
    if held.incident_id != request.holder_incident_id:
        return HOLDER_CHANGED
    return TIME_OUT if at >= request.answer_by else None


def reserve(
    force: Force, held: Assignment | None, incident: Incident, standing: Reservation | None, reservation: Reservation
) -> tuple[Body, ...]:
    """A free force is held for an incident; reserving it again for the same incident begins its time anew.

    Raises:
        Refused: ``incident_closed``, ``already_committed``, ``already_here``, ``force_unavailable``, ``reserved``.
    """
    require_open(incident)
    if held is not None:
        if held.incident_id == incident.id:
            raise Refused("already_here", force_id=force.id)
        raise Refused("already_committed", force_id=force.id, incident_id=incident.id, holder_incident_id=held.incident_id)
    if force.duty is not ForceDuty.AVAILABLE:
        raise Refused("force_unavailable", duty=force.duty.value)
    kept = ForceReserved(reservation=reservation)
    before = past_reservation(standing, incident.id, None, reservation.reserved_at)
    return (kept,) if before is None else (before, kept)


def past_reservation(standing: Reservation | None, incident_id: str, role: Role | None, at: datetime) -> ReservationEnded | None:
    """What ends when a reserved force goes to ``incident_id``; None where it was not reserved.

    Raises:
        Refused: ``reserved`` for another incident, with who reserved it and until when.
    """
    if standing is None or standing.ended_at is not None:
        return None
    if standing.incident_id != incident_id and at < standing.until and role not in FROM_ABOVE:
        raise Refused(
            "reserved",
            force_id=standing.force_id,
            holder_incident_id=standing.incident_id,
            by=standing.reserved_by,
            until=standing.until,
        )
    return end_reservation(standing, at)


def end_reservation(reservation: Reservation, at: datetime) -> ReservationEnded:
    """The force can be had by others again.

    Raises:
        Refused: ``reservation_over``.
    """
    if reservation.ended_at is not None:
        raise Refused("reservation_over")
    return ReservationEnded(incident_id=reservation.incident_id, reservation_id=reservation.id, ended_at=at)


def require_waiting(request: ForceRequest, at: datetime) -> None:
    """Raises Refused ``request_done`` with how, by whom and when – also in the moment between its time and the clock's word."""
    if request.answered_at is not None:
        raise Refused("request_done", state=request.state.value, by=request.answered_by, at=request.answered_at)
    if at >= request.answer_by:
        raise Refused("request_done", state=RequestState.EXPIRED.value, by="", at=request.answer_by)


def _wanting(post: Command | None) -> Command:
    if post is None or post.state is not CommandState.ACTIVE:
        raise Refused("no_command")
    return post


def _held_elsewhere(force_id: str, incident_id: str, held: Assignment | None) -> Assignment:
    if held is None:
        raise Refused("force_not_held", force_id=force_id)
    if held.incident_id == incident_id:
        raise Refused("already_here", force_id=force_id)
    return held


def _answered(request: ForceRequest, state: RequestState, who: str, words: str, at: datetime) -> ForceRequestAnswered:
    return ForceRequestAnswered(
        incident_id=request.incident_id, request_id=request.id, state=state, answered_at=at, answered_by=who, answer=words
    )


def _handed_over(
    state: RequestState,
    request: ForceRequest | None,
    post: Command | None,
    held: Assignment,
    assignment: Assignment,
    who: str,
    words: str,
    at: datetime,
) -> ForceHandedOver:
    _wanting(post)
    return ForceHandedOver(
        incident_id=assignment.incident_id,
        from_incident_id=held.incident_id,
        from_assignment_id=held.id,
        assignment=assignment,
        state=state,
        at=at,
        by=who,
        request_id=request.id if request else None,
        answer=words.strip(),
    )
