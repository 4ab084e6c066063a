"""Use cases of accountability checks and maydays – and what the clock does with them: checks begin, go on and end by themselves.

All that a check is stands in the database, so whoever holds the lease goes on where another gateway ended.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from console.app import alarms
from console.app.context import DISPATCH, HALL, Command, Ctx, Handler
from console.app.orders import data_radio
from console.domain.codes import Channel, DeviceRole, IncidentState, MaydayStep, ParAnswerState
from console.domain.entities import Alarm, Assignment, Delivery, Device, Force, Incident, Mayday, ParAnswer, ParRound
from console.domain.refusal import Refused
from console.domain.rules import safety as rules


@dataclass(frozen=True, slots=True, kw_only=True)
class CallPar(Command):
    """Call all forces on the scene now, without waiting for the cadence."""

    incident_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPar(Command):
    """A force was heard by voice; ``crew`` is how many it says it has.

    ``proxy`` is who answered for a force that was not heard itself; then ``words`` are what was said.
    """

    incident_id: str
    force_id: str
    crew: int | None = None
    words: str = ""
    proxy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelPar(Command):
    """End a running check, with a reason."""

    incident_id: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenMayday(Command):
    """A force called for help by voice, or somebody saw that it needs it; ``words`` are what was said."""

    force_id: str
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DoMaydayStep(Command):
    """The person at this seat has done a step of a mayday."""

    mayday_id: str
    step: MaydayStep
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndMayday(Command):
    """A mayday is over; ``outcome`` says how it ended."""

    mayday_id: str
    outcome: str


# ---- by hand ---------------------------------------------------------------------------------------------------------------------


def call_par(ctx: Ctx, cmd: CallPar) -> str:
    here = rules.present(ctx.unit.find(Assignment, incident_id=cmd.incident_id, released_at=None))
    return _call(ctx, cmd.incident_id, here).id


def answer_par(ctx: Ctx, cmd: AnswerPar) -> str:
    running = _running(ctx, cmd.incident_id)
    if running is None:
        raise Refused("no_par")
    found = ctx.unit.find(ParAnswer, round_id=running.id, force_id=cmd.force_id)
    proxy = cmd.proxy.strip()
    fact = rules.answer(
        found[0] if found else None,
        at=ctx.now,
        by=proxy or ctx.actor.who,
        words=cmd.words,
        crew=cmd.crew,
        proxy=bool(proxy),
    )
    ctx.unit.record(fact)
    _end_if_over(ctx, running)
    return fact.answer_id


def cancel_par(ctx: Ctx, cmd: CancelPar) -> str:
    fact = rules.cancel(_running(ctx, cmd.incident_id), ctx.now, cmd.why)
    ctx.unit.record(fact, why=cmd.why.strip())
    return fact.round_id


def open_mayday(ctx: Ctx, cmd: OpenMayday) -> str:
    held = _held(ctx, cmd.force_id)
    if held is None:
        raise Refused("force_free", force_id=cmd.force_id)
    mayday = _new_mayday(ctx, held, "call")
    ctx.unit.record(rules.open_mayday(mayday, _standing(ctx, cmd.force_id)), why=cmd.words.strip())
    _sound(ctx, mayday)
    return mayday.id


def do_mayday_step(ctx: Ctx, cmd: DoMaydayStep) -> str:
    mayday = ctx.unit.get(Mayday, cmd.mayday_id)
    ctx.unit.record(rules.do_step(mayday, cmd.step, ctx.now, ctx.actor.who), why=cmd.words.strip())
    return mayday.id


def end_mayday(ctx: Ctx, cmd: EndMayday) -> str:
    mayday = ctx.unit.get(Mayday, cmd.mayday_id)
    ctx.unit.record(rules.end_mayday(mayday, ctx.now, ctx.actor.who, cmd.outcome))
    for alarm in ctx.unit.find(Alarm, device_id=_stand_in(ctx, mayday).id, active=True):
        alarms.quiet(ctx, alarm)
    return mayday.id


# ---- by wire ---------------------------------------------------------------------------------------------------------------------


def heard(ctx: Ctx, device: Device, words: str) -> None:
    """A status or a text from a force's radio while its check waits for it: it is heard, and with these words."""
    held = _held_by_carrier(ctx, device)
    running = _running(ctx, held.incident_id) if held is not None else None
    if held is None or running is None:
        return
    for asked in ctx.unit.find(ParAnswer, round_id=running.id, force_id=held.force_id):
        if asked.state is ParAnswerState.WAITING:
            ctx.unit.record(rules.answer(asked, at=ctx.now, by=device.name, words=words))
            _end_if_over(ctx, running)


def cry(ctx: Ctx, device: Device) -> None:
    """The emergency of a radio or a tracker: a mayday of the force that carries it, if it is committed and none stands.

    The device's own alarm sounds already; a force without an incident has that alarm and its report.
    """
    held = _held_by_carrier(ctx, device)
    if held is not None and _standing(ctx, held.force_id) is None:
        ctx.unit.record(rules.open_mayday(_new_mayday(ctx, held, "call"), None))


def _held_by_carrier(ctx: Ctx, device: Device) -> Assignment | None:
    """What the force is committed to that carries a device. Whose it is stands in the device, else in the register of forces."""
    force_id = device.force_id
    if force_id is None:
        carried = ctx.unit.find(Force, radio_id=device.address)
        force_id = carried[0].id if carried else None
    return _held(ctx, force_id) if force_id is not None else None


# ---- by the clock ----------------------------------------------------------------------------------------------------------------


def watch_safety(ctx: Ctx) -> None:
    """Checks that are due begin, those that run go on. In the gateway that holds the lease, once for the whole hall."""
    for running in ctx.unit.find(ParRound, ended_at=None):
        _go_on(ctx, running)
    if ctx.figures.par_cadence_s:
        _begin_those_due(ctx)


def _begin_those_due(ctx: Ctx) -> None:
    by_incident: dict[str, list[Assignment]] = defaultdict(list)
    for held in rules.present(ctx.unit.find(Assignment, released_at=None)):
        by_incident[held.incident_id].append(held)
    for incident_id, here in by_incident.items():
        rounds = ctx.unit.find(ParRound, incident_id=incident_id)
        due = rules.due_at(here, max(rounds, key=lambda r: r.called_at, default=None), ctx.figures)
        if due is not None and ctx.now >= due and ctx.unit.get(Incident, incident_id).state is IncidentState.OPEN:
            _call(ctx, incident_id, here)


def _go_on(ctx: Ctx, running: ParRound) -> None:
    here = {held.force_id for held in rules.present(ctx.unit.find(Assignment, incident_id=running.incident_id, released_at=None))}
    waiting = _waiting(ctx, running)
    for asked in waiting:
        if asked.force_id not in here:
            ctx.unit.record(rules.left(asked, ctx.now))
    waiting = [asked for asked in waiting if asked.force_id in here]
    if waiting and rules.window_over(running, ctx.now):
        _count_misses(ctx, running, waiting)
    elif waiting and rules.retry_due(running, ctx.now):
        again = rules.retry(running, ctx.now, ctx.figures)
        calls = _calls(ctx, waiting, ctx.texts.par_again, again.answer_by)
        ctx.unit.record(replace(again, deliveries=calls))
    _end_if_over(ctx, running)


def _count_misses(ctx: Ctx, running: ParRound, waiting: Sequence[ParAnswer]) -> None:
    steps = [(asked, rules.missed(asked, ctx.figures)) for asked in waiting]
    for asked, step in steps:
        ctx.unit.record(step)
        if step.state is ParAnswerState.MISSED:
            _open_for_missed(ctx, asked)
    if any(step.state is ParAnswerState.WAITING for _, step in steps):
        ctx.unit.record(rules.wait_for_retry(running, ctx.figures))


def _open_for_missed(ctx: Ctx, asked: ParAnswer) -> None:
    """The mayday of a force that was not heard, unless one stands for it already."""
    held = _held(ctx, asked.force_id)
    if held is None or _standing(ctx, asked.force_id) is not None:
        return
    mayday = _new_mayday(ctx, held, "par")
    ctx.unit.record(rules.open_mayday(mayday, None))
    _sound(ctx, mayday)


# ---- what they share -------------------------------------------------------------------------------------------------------------


def _call(ctx: Ctx, incident_id: str, here: Iterable[Assignment]) -> ParRound:
    number = max((one.number for one in ctx.unit.find(ParRound, incident_id=incident_id)), default=0) + 1
    fresh = ParRound(
        id=ctx.new_id(),
        incident_id=incident_id,
        number=number,
        called_at=ctx.now,
        called_by=ctx.actor.who,
        answer_by=ctx.now + timedelta(seconds=ctx.figures.par_window_s),
    )
    answers = tuple(
        ParAnswer(id=ctx.new_id(), round_id=fresh.id, incident_id=incident_id, force_id=held.force_id) for held in here
    )
    fact = rules.call(fresh, answers, _running(ctx, incident_id))
    ctx.unit.record(replace(fact, deliveries=_calls(ctx, answers, ctx.texts.par_call, fresh.answer_by)))
    return fresh


def _calls(ctx: Ctx, asked: Iterable[ParAnswer], text: str, until: datetime) -> tuple[Delivery, ...]:
    """The calls that go by data; a call has no sense after its window. Forces without a data radio are called by voice."""
    made = []
    for one in asked:
        radio = data_radio(ctx, one.force_id)
        if radio is not None:
            made.append(
                Delivery(
                    id=ctx.new_id(),
                    purpose="par",
                    purpose_id=one.id,
                    channel=Channel.TETRA,
                    wire=radio.wire or "",
                    address=radio.address,
                    label=ctx.unit.get(Force, one.force_id).name,
                    text=text,
                    created_at=ctx.now,
                    expires_at=until,
                    state_at=ctx.now,
                )
            )
    return tuple(made)


def _running(ctx: Ctx, incident_id: str) -> ParRound | None:
    found = ctx.unit.find(ParRound, incident_id=incident_id, ended_at=None)
    return found[0] if found else None


def _waiting(ctx: Ctx, running: ParRound) -> list[ParAnswer]:
    return ctx.unit.find(ParAnswer, round_id=running.id, state=ParAnswerState.WAITING)


def _end_if_over(ctx: Ctx, running: ParRound) -> None:
    answers = ctx.unit.find(ParAnswer, round_id=running.id)
    end = rules.over(ctx.unit.get(ParRound, running.id), answers, ctx.now)
    if end is not None:
        ctx.unit.record(end)


def _held(ctx: Ctx, force_id: str) -> Assignment | None:
    found = ctx.unit.find(Assignment, force_id=force_id, released_at=None)
    return found[0] if found else None


def _standing(ctx: Ctx, force_id: str) -> Mayday | None:
    found = ctx.unit.find(Mayday, force_id=force_id, ended_at=None)
    return found[0] if found else None


def _new_mayday(ctx: Ctx, held: Assignment, cause: str) -> Mayday:
    return Mayday(
        id=ctx.new_id(), incident_id=held.incident_id, force_id=held.force_id, cause=cause, opened_at=ctx.now
    )


def _sound(ctx: Ctx, mayday: Mayday) -> None:
    """No device speaks for a silent force: its mayday is an alarm of its own, so that every room hears it."""
    alarms.sound(ctx, device=_stand_in(ctx, mayday), event="mayday", zone=None, text="")


def _stand_in(ctx: Ctx, mayday: Mayday) -> Device:
    force, incident = ctx.unit.get(Force, mayday.force_id), ctx.unit.get(Incident, mayday.incident_id)
    return Device(
        id=f"mayday:{force.id}", protocol="", address=force.name, role=DeviceRole.UNKNOWN, name=force.name, place=incident.place
    )


HANDLERS = (
    Handler(CallPar, HALL, call_par),
    Handler(AnswerPar, HALL, answer_par),
    Handler(CancelPar, DISPATCH, cancel_par),
    Handler(OpenMayday, HALL, open_mayday),
    Handler(DoMaydayStep, HALL, do_mayday_step),
    Handler(EndMayday, DISPATCH, end_mayday),
)
