"""Use cases of support from above, and of aid from and to neighbours (A14)."""

from __future__ import annotations

from dataclasses import dataclass

from console.app.command import AssignForce, assign_force
from console.app.context import DISPATCH, Command, Ctx, Handler
from console.domain.codes import ForceKind, SupportDirection, SupportState
from console.domain.entities import Force, Incident, SupportRequest
from console.domain.facts import ForceRegistered
from console.domain.refusal import Refused
from console.domain.rules import support as rules


@dataclass(frozen=True, slots=True, kw_only=True)
class AskSupport(Command):
    """Ask the level above or a neighbour, or write down what a neighbour asks of us."""

    incident_id: str
    direction: SupportDirection
    party: str
    what: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSupport(Command):
    """Agreed, refused, arrived or withdrawn – in the words of who said it."""

    request_id: str
    state: SupportState
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeInAid(Command):
    """A force of a neighbour is here: it is registered with where it comes from and comes under the incident's one command at once."""

    incident_id: str
    name: str
    kind: ForceKind
    jurisdiction: str
    crew: int | None = None
    sector_id: str | None = None
    radio_id: str | None = None


def ask_support(ctx: Ctx, cmd: AskSupport) -> str:
    request = SupportRequest(
        id=ctx.new_id(),
        incident_id=cmd.incident_id,
        direction=cmd.direction,
        party=cmd.party.strip(),
        what=cmd.what.strip(),
        why=cmd.why.strip(),
        asked_at=ctx.now,
        asked_by=ctx.actor.who,
    )
    ctx.unit.record(rules.ask(ctx.unit.get(Incident, cmd.incident_id), request), why=request.why)
    return request.id


def answer_support(ctx: Ctx, cmd: AnswerSupport) -> str:
    request = ctx.unit.get(SupportRequest, cmd.request_id)
    ctx.unit.record(rules.answer(request, cmd.state, cmd.words, ctx.now))
    return request.id


def take_in_aid(ctx: Ctx, cmd: TakeInAid) -> str:
    if not cmd.name.strip():
        raise Refused("title_missing")
    if not cmd.jurisdiction.strip():
        raise Refused("party_missing")
    force = Force(
        id=ctx.new_id(),
        name=cmd.name.strip(),
        kind=cmd.kind,
        organisation=cmd.jurisdiction.strip(),
        crew=cmd.crew,
        radio_id=cmd.radio_id or None,
        jurisdiction=cmd.jurisdiction.strip(),
    )
    ctx.unit.record(ForceRegistered(force=force))
    assign_force(ctx, AssignForce(force_id=force.id, incident_id=cmd.incident_id, sector_id=cmd.sector_id))
    return force.id


HANDLERS = (
    Handler(AskSupport, DISPATCH, ask_support),
    Handler(AnswerSupport, DISPATCH, answer_support),
    Handler(TakeInAid, DISPATCH, take_in_aid),
)
