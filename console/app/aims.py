"""Use cases of what an incident aims at and lacks: objectives, needs, operational periods (A11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from console.app.context import DISPATCH, HALL, Command, Ctx, Handler
from console.domain.codes import ObjectiveState
from console.domain.entities import Incident, Need, Objective, OperationalPeriod
from console.domain.rules import aims as rules


@dataclass(frozen=True, slots=True, kw_only=True)
class SetObjective(Command):
    """Something to reach."""

    incident_id: str
    text: str
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EndObjective(Command):
    """It was reached, or is dropped with a reason."""

    objective_id: str
    state: ObjectiveState
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StateNeed(Command):
    """So much of something is lacking."""

    incident_id: str
    what: str
    wanted: float
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetNeed(Command):
    """So much of it came. ``unit``, where said, must be the one that the need is counted in."""

    need_id: str
    amount: float
    unit: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectNeed(Command):
    """Other figures for a need."""

    need_id: str
    wanted: float
    met: float
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DropNeed(Command):
    """It is not wanted any more."""

    need_id: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPeriod(Command):
    """The next operational period; the one before ends with it."""

    incident_id: str
    aims: str
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class EndPeriod(Command):
    """The last period ends without another."""

    incident_id: str


def set_objective(ctx: Ctx, cmd: SetObjective) -> str:
    incident = ctx.unit.get(Incident, cmd.incident_id)
    current = _current(ctx, incident.id)
    objective = Objective(
        id=ctx.new_id(),
        incident_id=incident.id,
        number=max((one.number for one in ctx.unit.find(Objective, incident_id=incident.id)), default=0) + 1,
        text=cmd.text.strip(),
        set_at=ctx.now,
        set_by=ctx.actor.who,
        due_at=cmd.due_at,
        period_id=current.id if current else None,
    )
    ctx.unit.record(rules.set_objective(incident, objective))
    return objective.id


def end_objective(ctx: Ctx, cmd: EndObjective) -> str:
    objective = ctx.unit.get(Objective, cmd.objective_id)
    ctx.unit.record(rules.end_objective(objective, cmd.state, ctx.now, cmd.why), why=cmd.why.strip())
    return objective.id


def state_need(ctx: Ctx, cmd: StateNeed) -> str:
    incident = ctx.unit.get(Incident, cmd.incident_id)
    need = Need(
        id=ctx.new_id(),
        incident_id=incident.id,
        what=cmd.what.strip(),
        wanted=cmd.wanted,
        unit=cmd.unit.strip(),
        stated_at=ctx.now,
        stated_by=ctx.actor.who,
    )
    ctx.unit.record(rules.state_need(incident, need))
    return need.id


def meet_need(ctx: Ctx, cmd: MeetNeed) -> str:
    need = ctx.unit.get(Need, cmd.need_id)
    ctx.unit.record(rules.came(need, cmd.amount, cmd.unit, ctx.now), why=cmd.words.strip())
    return need.id


def correct_need(ctx: Ctx, cmd: CorrectNeed) -> str:
    need = ctx.unit.get(Need, cmd.need_id)
    ctx.unit.record(rules.correct_need(need, cmd.wanted, cmd.met, ctx.now), why=cmd.why.strip())
    return need.id


def drop_need(ctx: Ctx, cmd: DropNeed) -> str:
    need = ctx.unit.get(Need, cmd.need_id)
    ctx.unit.record(rules.drop_need(need, ctx.now, cmd.why), why=cmd.why.strip())
    return need.id


def open_period(ctx: Ctx, cmd: OpenPeriod) -> str:
    incident = ctx.unit.get(Incident, cmd.incident_id)
    period = OperationalPeriod(
        id=ctx.new_id(),
        incident_id=incident.id,
        number=max((one.number for one in ctx.unit.find(OperationalPeriod, incident_id=incident.id)), default=0) + 1,
        aims=cmd.aims.strip(),
        starts_at=ctx.now,
        ends_at=cmd.ends_at,
        opened_by=ctx.actor.who,
    )
    ctx.unit.record(rules.open_period(incident, _current(ctx, incident.id), period))
    return period.id


def end_period(ctx: Ctx, cmd: EndPeriod) -> str:
    incident = ctx.unit.get(Incident, cmd.incident_id)
    fact = rules.end_period(_current(ctx, incident.id), ctx.now)
    ctx.unit.record(fact)
    return fact.period_id


def _current(ctx: Ctx, incident_id: str) -> OperationalPeriod | None:
    found = ctx.unit.find(OperationalPeriod, incident_id=incident_id, ended_at=None)
    return found[0] if found else None


HANDLERS = (
    Handler(SetObjective, DISPATCH, set_objective),
    Handler(EndObjective, DISPATCH, end_objective),
    Handler(StateNeed, HALL, state_need),
    Handler(MeetNeed, HALL, meet_need),
    Handler(CorrectNeed, DISPATCH, correct_need),
    Handler(DropNeed, DISPATCH, drop_need),
    Handler(OpenPeriod, DISPATCH, open_period),
    Handler(EndPeriod, DISPATCH, end_period),
)
