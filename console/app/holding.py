"""Use cases of who may have a force next: requests between incidents, taking by order from above, reservations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from console.app import lapses
from console.app.command import active_command, open_assignment, open_reservation, voice
from console.app.context import DISPATCH, Command, Ctx, Handler
from console.domain.codes import AssignmentStatus, RequestState
from console.domain.entities import Assignment, Force, ForceRequest, Incident, Reservation, Sector
from console.domain.entities import Command as CommandPost
from console.domain.facts import ForceHandedOver
from console.domain.refusal import Refused
from console.domain.rules import holding as rules
from console.domain.rules.command import require_sector


class Answer(StrEnum):
    """What can be said to a request. Giving what was asked for and accepting what was offered are the same: the force goes over."""

    GIVE = "give"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestForce(Command):
    """Ask the incident that holds a force to let this one have it."""

    force_id: str
    incident_id: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferForce(Command):
    """The incident that holds a force offers it to another."""

    force_id: str
    holder_incident_id: str
    incident_id: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerForceRequest(Command):
    """Answer a request: give, refuse with a reason, or take one's own back."""

    request_id: str
    answer: Answer
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeForce(Command):
    """Take a force from the incident that holds it: a commander's word, or a command of a higher level."""

    force_id: str
    incident_id: str
    why: str
    sector_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReserveForce(Command):
    """Hold a free force for an incident for some minutes, without ordering anything."""

    force_id: str
    incident_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EndReservation(Command):
    """Give up a reservation before its time."""

    reservation_id: str


def request_force(ctx: Ctx, cmd: RequestForce) -> str:
    return _begin(ctx, cmd.force_id, cmd.incident_id, cmd.why, RequestState.ASKED)


def offer_force(ctx: Ctx, cmd: OfferForce) -> str:
    held = open_assignment(ctx, cmd.force_id)
    if held is not None and held.incident_id != cmd.holder_incident_id:
        raise Refused("holder_changed", force_id=cmd.force_id, holder_incident_id=held.incident_id)
    return _begin(ctx, cmd.force_id, cmd.incident_id, cmd.why, RequestState.OFFERED)


def _begin(ctx: Ctx, force_id: str, incident_id: str, why: str, state: RequestState) -> str:
    force = ctx.unit.get(Force, force_id)
    held = open_assignment(ctx, force.id)
    request = ForceRequest(
        id=ctx.new_id(),
        force_id=force.id,
        incident_id=incident_id,
        holder_incident_id=held.incident_id if held else "",
        asked_at=ctx.now,
        asked_by=ctx.actor.who,
        why=why.strip(),
        answer_by=ctx.now + timedelta(seconds=ctx.figures.request_answer_s),
        state=state,
    )
    standing = _standing(ctx, force.id)
    ctx.unit.record(rules.open_request(request, active_command(ctx, incident_id), held, standing), why=request.why)
    return request.id


def _standing(ctx: Ctx, force_id: str) -> list[ForceRequest]:
    """Open requests about a force. Those whose time is out end here: the clock need not have come by."""
    waiting = []
    for request in ctx.unit.find(ForceRequest, force_id=force_id, answered_at=None):
        if ctx.now < request.answer_by:
            waiting.append(request)
        else:
            ctx.unit.record(rules.expire(request, rules.TIME_OUT, ctx.now))
    return waiting


def answer_force_request(ctx: Ctx, cmd: AnswerForceRequest) -> str:
    request = ctx.unit.get(ForceRequest, cmd.request_id)
    who, words = ctx.actor.who, cmd.words
    match cmd.answer:
        case Answer.REFUSE:
            ctx.unit.record(rules.refuse(request, who, words, ctx.now))
        case Answer.WITHDRAW:
            ctx.unit.record(rules.withdraw(request, who, words, ctx.now))
        case Answer.GIVE:
            post = active_command(ctx, request.incident_id)
            assignment = _assignment(ctx, request.force_id, request.incident_id, post, None)
            held = open_assignment(ctx, request.force_id)
            _hand_over(ctx, rules.give(request, post, held, assignment, who, words, ctx.now), words)
    return request.id


def take_force(ctx: Ctx, cmd: TakeForce) -> str:
    force = ctx.unit.get(Force, cmd.force_id)
    post = active_command(ctx, cmd.incident_id)
    held = open_assignment(ctx, force.id)
    holding = active_command(ctx, held.incident_id) if held else None
    asked = next((r for r in _standing(ctx, force.id) if r.incident_id == cmd.incident_id), None)
    assignment = _assignment(ctx, force.id, cmd.incident_id, post, cmd.sector_id)
    role = voice(ctx, rules.FROM_ABOVE)
    _hand_over(ctx, rules.take(asked, post, held, holding, assignment, role, ctx.actor.who, cmd.why, ctx.now), cmd.why)
    return assignment.id


def _assignment(ctx: Ctx, force_id: str, incident_id: str, post: CommandPost | None, sector_id: str | None) -> Assignment:
    if post is not None and sector_id is not None:
        require_sector(ctx.unit.get(Sector, sector_id), post)
    return Assignment(
        id=ctx.new_id(),
        force_id=force_id,
        command_id=post.id if post else "",
        incident_id=incident_id,
        sector_id=sector_id,
        status=AssignmentStatus.ASSIGNED,
        assigned_at=ctx.now,
        status_at=ctx.now,
    )


def _hand_over(ctx: Ctx, fact: ForceHandedOver, why: str) -> None:
    """The force goes over; its old orders are cancelled, and whoever else wanted it of the old holder must ask the new one."""
    force_id = fact.assignment.force_id
    lapses.cancel_orders(ctx, force_id, fact.from_incident_id)
    ctx.unit.record(fact, why=why.strip())
    lapses.end_requests(ctx, force_id, lapses.HOLDER_CHANGED)


def reserve_force(ctx: Ctx, cmd: ReserveForce) -> str:
    force = ctx.unit.get(Force, cmd.force_id)
    reservation = Reservation(
        id=ctx.new_id(),
        force_id=force.id,
        incident_id=cmd.incident_id,
        reserved_at=ctx.now,
        reserved_by=ctx.actor.who,
        until=ctx.now + timedelta(seconds=ctx.figures.reservation_s),
    )
    incident = ctx.unit.get(Incident, cmd.incident_id)
    for fact in rules.reserve(force, open_assignment(ctx, force.id), incident, open_reservation(ctx, force.id), reservation):
        ctx.unit.record(fact)
    return reservation.id


def end_reservation(ctx: Ctx, cmd: EndReservation) -> str:
    ctx.unit.record(rules.end_reservation(ctx.unit.get(Reservation, cmd.reservation_id), ctx.now))
    return cmd.reservation_id


HANDLERS = (
    Handler(RequestForce, DISPATCH, request_force),
    Handler(OfferForce, DISPATCH, offer_force),
    Handler(AnswerForceRequest, DISPATCH, answer_force_request),
    Handler(TakeForce, DISPATCH, take_force),
    Handler(ReserveForce, DISPATCH, reserve_force),
    Handler(EndReservation, DISPATCH, end_reservation),
)
