"""Use cases of what ought to be sent: run cards, supplies of forces, and sending what was recommended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from console.app.catalogue import default_cards
from console.app.command import active_command, commit
from console.app.context import DISPATCH, HALL, Command, Ctx, Handler
from console.domain.codes import Grade, IncidentKind
from console.domain.entities import Force, Incident, Recommendation, RunCard
from console.domain.facts import CommitmentRefused, RecommendationKept, RunCardSet
from console.domain.refusal import Refused
from console.domain.rules import forces as force_rules
from console.domain.rules import kept, run_cards
from console.domain.rules.incidents import require_open


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRunCard(Command):
    """Write the run card of a kind at a level; ``lines`` as a person writes them."""

    kind: IncidentKind
    level: Grade
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptRunCards(Command):
    """Take the program's own cards where the hall has none; those that it has stay."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSupplies(Command):
    """A force said what it has left of fuel and water."""

    force_id: str
    fuel_percent: float | None = None
    water_l: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A force to be sent, and into which sector."""

    force_id: str
    sector_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DispatchRecommended(Command):
    """Send what was chosen from a recommendation (or beside it), and keep both.

    ``forces``, ``reasons`` and ``shortfalls`` are the recommendation as the person saw it at ``made_at`` (console.domain.rules.kept).
    """

    incident_id: str
    made_at: datetime
    forces: tuple[str, ...]
    reasons: tuple[str, ...]
    shortfalls: tuple[str, ...]
    sent: tuple[Sent, ...]


def set_run_card(ctx: Ctx, cmd: SetRunCard) -> str:
    id = run_cards.card_id(cmd.kind, cmd.level)
    before = ctx.unit.find(RunCard, id=id)
    ctx.unit.record(run_cards.set_card(cmd.kind, cmd.level, cmd.lines, before[0] if before else None))
    return id


def adopt_run_cards(ctx: Ctx, cmd: AdoptRunCards) -> None:
    there = {card.id for card in ctx.unit.find(RunCard)}
    fresh = [card for card in default_cards() if card.id not in there]
    if not fresh:
        raise Refused("cards_there", count=len(there))
    for card in fresh:
        ctx.unit.record(RunCardSet(card=card))


def report_supplies(ctx: Ctx, cmd: ReportSupplies) -> str:
    force = ctx.unit.get(Force, cmd.force_id)
    ctx.unit.record(force_rules.report_supplies(force, cmd.fuel_percent, cmd.water_l, ctx.now))
    return force.id


def dispatch_recommended(ctx: Ctx, cmd: DispatchRecommended) -> str:
    """Each force by itself, not all or nothing: seconds count, and one force lost to another seat a moment ago is no reason to keep the
    others at home. Whatever was refused stands in the kept recommendation beside what went, also where that is everything."""
    require_open(ctx.unit.get(Incident, cmd.incident_id))
    if active_command(ctx, cmd.incident_id) is None:
        raise Refused("no_command")
    if not cmd.sent:
        raise Refused("nothing_chosen")
    chosen: list[str] = []
    refused: list[str] = []
    for wanted in {sent.force_id: sent for sent in cmd.sent}.values():
        try:
            with ctx.unit.attempt():
                commit(ctx, wanted.force_id, cmd.incident_id, wanted.sector_id)
        except Refused as no:
            refused.append(kept.write_refused(wanted.force_id, no.code))
            _keep_the_try(ctx, cmd.incident_id, no)
        else:
            chosen.append(wanted.force_id)
    recommendation = Recommendation(
        id=ctx.new_id(),
        incident_id=cmd.incident_id,
        made_at=cmd.made_at,
        made_by=ctx.actor.who,
        forces=cmd.forces,
        reasons=cmd.reasons,
        shortfalls=cmd.shortfalls,
        chosen=tuple(chosen),
        refused=tuple(refused),
        chosen_at=ctx.now,
    )
    ctx.unit.record(RecommendationKept(recommendation=recommendation))
    return recommendation.id


def _keep_the_try(ctx: Ctx, incident_id: str, no: Refused) -> None:
    """What a single assignment keeps for the review, a sending of many keeps too."""
    if no.code == "already_committed":
        force_id, holder = str(no.details["force_id"]), str(no.details.get("holder_incident_id", ""))
        ctx.unit.record(CommitmentRefused(incident_id=incident_id, force_id=force_id, holder_incident_id=holder))


HANDLERS = (
    Handler(SetRunCard, DISPATCH, set_run_card),
    Handler(AdoptRunCards, DISPATCH, adopt_run_cards),
    Handler(ReportSupplies, HALL, report_supplies),
    Handler(DispatchRecommended, DISPATCH, dispatch_recommended),
)
