"""Use cases of reports, incidents and the log. What makes two incidents one stands in :mod:`console.app.merging`."""

from __future__ import annotations

from dataclasses import dataclass, replace

from console.app import lapses
from console.app.context import DISPATCH, HALL, Command, Ctx, Handler
from console.domain.codes import Grade, IncidentKind, ParState, ReportState, Role
from console.domain.entities import Alarm, Assignment, Incident, LogEntry, Mayday, OperationalPeriod, ParRound, Report
from console.domain.entities import Command as CommandPost
from console.domain.facts import CommandClosed, LogWritten, ParRoundChanged, ReportReceived
from console.domain.refusal import Refused
from console.domain.rules import aims as aim_rules
from console.domain.rules import alarms as alarm_rules
from console.domain.rules import incidents as rules
from console.domain.rules import response


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeReport(Command):
    """A person tells of something: by phone, radio, at the door."""

    source: str
    kind: IncidentKind
    place: str
    text: str
    caller: str = ""
    lat: float | None = None
    lon: float | None = None
    grade: Grade | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimReport(Command):
    """Take a report in hand at this seat."""

    report_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseReport(Command):
    """Put a claimed report back."""

    report_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscardReport(Command):
    """A report came to nothing."""

    report_id: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeReport(Command):
    """A report tells of an incident that is open. The alarm behind it is acknowledged with it."""

    report_id: str
    incident_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreReport(Command):
    """A report that was discarded or merged by mistake waits again."""

    report_id: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenIncident(Command):
    """Open an incident, from a report or out of hand. The alarm behind the report is acknowledged with it."""

    kind: IncidentKind
    title: str
    place: str
    lat: float | None = None
    lon: float | None = None
    grade: Grade | None = None
    report_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeIncident(Command):
    """Set grade and response level with their basis. ``decided_by`` is who answers for it; a commander answers for himself."""

    incident_id: str
    grade: Grade
    response: Grade | None
    basis: str
    decided_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseIncident(Command):
    """End an incident that holds no force any more; its command ends with it."""

    incident_id: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenIncident(Command):
    """A closed incident goes on, with a reason. It needs a command anew."""

    incident_id: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceIncident(Command):
    """Where the scene is and how far it reaches; no radius takes the hall's usual one."""

    incident_id: str
    lat: float | None
    lon: float | None
    radius_m: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteLog(Command):
    """Write a line into the log."""

    text: str
    incident_id: str | None = None


def take_report(ctx: Ctx, cmd: TakeReport) -> str:
    if not (cmd.text.strip() or cmd.place.strip()):
        raise Refused("text_missing")
    report = Report(
        id=ctx.new_id(),
        source=cmd.source,
        kind=cmd.kind,
        grade=cmd.grade,
        place=cmd.place.strip(),
        text=cmd.text.strip(),
        lat=cmd.lat,
        lon=cmd.lon,
        caller=cmd.caller.strip(),
        received_at=ctx.now,
    )
    ctx.unit.record(ReportReceived(report=report))
    return report.id


def claim_report(ctx: Ctx, cmd: ClaimReport) -> str:
    report = ctx.unit.get(Report, cmd.report_id)
    if report.claimed_at is not None and (ctx.now - report.claimed_at).total_seconds() > ctx.figures.claim_stale_s:
        report = replace(report, claimed_by=ctx.actor.seat)
    ctx.unit.record(rules.claim(report, ctx.actor.seat, ctx.now))
    return report.id


def release_report(ctx: Ctx, cmd: ReleaseReport) -> str:
    ctx.unit.record(rules.release(ctx.unit.get(Report, cmd.report_id), ctx.actor.seat))
    return cmd.report_id


def discard_report(ctx: Ctx, cmd: DiscardReport) -> str:
    fact = rules.discard(ctx.unit.get(Report, cmd.report_id), ctx.actor.seat, cmd.why)
    ctx.unit.record(fact, why=cmd.why.strip())
    return cmd.report_id


def _next_number(ctx: Ctx) -> str:
    """The first free number of the day. Numbers have no gaps, so a few looks find it, however many years lie before."""
    day = ctx.now.astimezone().strftime("%Y%m%d")

    def number(count: int) -> str:
        return f"{day}-{count:03d}"

    taken, free = 0, 1
    while ctx.unit.find(Incident, number=number(free)):
        taken, free = free, 2 * free
    while free - taken > 1:
        middle = (taken + free) // 2
        if ctx.unit.find(Incident, number=number(middle)):
            taken = middle
        else:
            free = middle
    return number(free)


def open_incident(ctx: Ctx, cmd: OpenIncident) -> str:
    incident = Incident(
        id=ctx.new_id(),
        number=_next_number(ctx),
        kind=cmd.kind,
        title=cmd.title.strip(),
        place=cmd.place.strip(),
        lat=cmd.lat,
        lon=cmd.lon,
        grade=cmd.grade,
        opened_at=ctx.now,
        opened_by=ctx.actor.who,
    )
    report = ctx.unit.get(Report, cmd.report_id) if cmd.report_id else None
    ctx.unit.record(rules.open_incident(incident, report, ctx.actor.seat))
    if report is not None:
        _seen(ctx, report)
    return incident.id


def merge_report(ctx: Ctx, cmd: MergeReport) -> str:
    report = ctx.unit.get(Report, cmd.report_id)
    ctx.unit.record(rules.merge_report(report, ctx.unit.get(Incident, cmd.incident_id), ctx.actor.seat))
    _seen(ctx, report)
    return report.id


def restore_report(ctx: Ctx, cmd: RestoreReport) -> str:
    if not cmd.why.strip():
        raise Refused("reason_missing")
    ctx.unit.record(rules.put_back(ctx.unit.get(Report, cmd.report_id)), why=cmd.why.strip())
    return cmd.report_id


def _seen(ctx: Ctx, report: Report) -> None:
    """The alarm behind a report that a person has dealt with is acknowledged."""
    alarm = ctx.unit.get(Alarm, report.alarm_id) if report.alarm_id else None
    if alarm is not None and not alarm.acknowledged:
        ctx.unit.record(alarm_rules.acknowledge(alarm, ctx.actor.who, ctx.now))


def watch_claims(ctx: Ctx) -> None:
    """By the clock: claims that their seats have not touched for too long lapse, as a fact that every seat sees."""
    for report in ctx.unit.find(Report, state=ReportState.CLAIMED):
        fact = rules.lapsed(report, ctx.now, ctx.figures.claim_stale_s)
        if fact is not None:
            ctx.unit.record(fact)


def grade_incident(ctx: Ctx, cmd: GradeIncident) -> str:
    incident = ctx.unit.get(Incident, cmd.incident_id)
    decides_himself = ctx.actor.role in (Role.COMMANDER, None)
    decided_by = cmd.decided_by or (ctx.actor.who if decides_himself else "")
    ctx.unit.record(response.decide(incident, cmd.grade, cmd.response, cmd.basis, decided_by), why=cmd.basis.strip())
    return incident.id


def close_incident(ctx: Ctx, cmd: CloseIncident) -> str:
    incident = ctx.unit.get(Incident, cmd.incident_id)
    committed = ctx.unit.find(Assignment, incident_id=incident.id, released_at=None)
    closing = rules.close(incident, committed, open_maydays(ctx, incident.id), ctx.now)
    if not cmd.why.strip():
        raise Refused("reason_missing")
    for post in ctx.unit.find(CommandPost, incident_id=incident.id, ended_at=None):
        ctx.unit.record(CommandClosed(incident_id=incident.id, command_id=post.id, ended_at=ctx.now))
    ctx.unit.record(closing, why=cmd.why.strip())
    end_what_hangs(ctx, incident.id)
    return incident.id


def open_maydays(ctx: Ctx, incident_id: str) -> list[Mayday]:
    """Forces of this incident that are not heard from, or called for help."""
    return ctx.unit.find(Mayday, incident_id=incident_id, ended_at=None)


def end_what_hangs(ctx: Ctx, incident_id: str) -> None:
    """What cannot go on without its incident ends in the same transaction: requests, reservations, who is in the scene, the
    accountability check, the operational period. What was aimed at and lacked stays open on record."""
    lapses.end_incident(ctx, incident_id)
    for called in ctx.unit.find(ParRound, incident_id=incident_id, ended_at=None):
        ctx.unit.record(
            ParRoundChanged(
                incident_id=incident_id, round_id=called.id, state=ParState.CANCELLED, answer_by=called.answer_by, ended_at=ctx.now
            )
        )
    for period in ctx.unit.find(OperationalPeriod, incident_id=incident_id, ended_at=None):
        ctx.unit.record(aim_rules.end_period(period, ctx.now))


def reopen_incident(ctx: Ctx, cmd: ReopenIncident) -> str:
    incident = ctx.unit.get(Incident, cmd.incident_id)
    ctx.unit.record(rules.reopen(incident, cmd.why), why=cmd.why.strip())
    return incident.id


def place_incident(ctx: Ctx, cmd: PlaceIncident) -> str:
    incident = ctx.unit.get(Incident, cmd.incident_id)
    ctx.unit.record(rules.place(incident, cmd.lat, cmd.lon, cmd.radius_m))
    return incident.id


def write_log(ctx: Ctx, cmd: WriteLog) -> str:
    if not cmd.text.strip():
        raise Refused("text_missing")
    entry = LogEntry(
        id=ctx.new_id(),
        incident_id=cmd.incident_id,
        text=cmd.text.strip(),
        written_at=ctx.now,
        written_by=ctx.actor.who,
    )
    ctx.unit.record(LogWritten(entry=entry))
    return entry.id


HANDLERS = (
    Handler(TakeReport, HALL, take_report),
    Handler(ClaimReport, HALL, claim_report),
    Handler(ReleaseReport, HALL, release_report),
    Handler(DiscardReport, DISPATCH, discard_report),
    Handler(MergeReport, DISPATCH, merge_report),
    Handler(RestoreReport, DISPATCH, restore_report),
    Handler(OpenIncident, DISPATCH, open_incident),
    Handler(GradeIncident, DISPATCH, grade_incident),
    Handler(CloseIncident, DISPATCH, close_incident),
    Handler(ReopenIncident, DISPATCH, reopen_incident),
    Handler(PlaceIncident, DISPATCH, place_incident),
    Handler(WriteLog, HALL, write_log),
)
