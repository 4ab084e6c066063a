"""Use cases of alarms and of the devices that raise them."""

from __future__ import annotations

from dataclasses import dataclass

from console.app.context import ADMIN, DISPATCH, HALL, Command, Ctx, Handler
from console.domain.codes import Grade, IncidentKind
from console.domain.entities import Alarm, Device, Report, Threshold
from console.domain.facts import AlarmRepeated, DeviceRegistered, ReportReceived, ThresholdSet
from console.domain.rules import alarms as rules

REPORT_KINDS = {"fire": IncidentKind.FIRE, "gas": IncidentKind.HAZMAT}


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgeAlarm(Command):
    """A person has seen it."""

    alarm_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterDevice(Command):
    """Name a device, place it, bind it to its force."""

    device: Device


@dataclass(frozen=True, slots=True, kw_only=True)
class SetThreshold(Command):
    """A limit of a station."""

    threshold: Threshold


def acknowledge_alarm(ctx: Ctx, cmd: AcknowledgeAlarm) -> str:
    ctx.unit.record(rules.acknowledge(ctx.unit.get(Alarm, cmd.alarm_id), ctx.actor.who, ctx.now))
    return cmd.alarm_id


def register_device(ctx: Ctx, cmd: RegisterDevice) -> str:
    ctx.unit.record(DeviceRegistered(device=cmd.device))
    return cmd.device.id


def set_threshold(ctx: Ctx, cmd: SetThreshold) -> str:
    ctx.unit.record(ThresholdSet(threshold=cmd.threshold))
    return cmd.threshold.id


def standing_alarm(ctx: Ctx, key: str) -> Alarm | None:
    """The alarm of that point which is active or still unacknowledged."""
    for condition in ({"active": True}, {"acknowledged": False}):
        found = ctx.unit.find(Alarm, key=key, **condition)
        if found:
            return found[-1]
    return None


def sound(
    ctx: Ctx,
    *,
    device: Device,
    event: str,
    zone: str | None,
    text: str,
    grade: Grade | None = None,
    value: float | None = None,
    unit: str | None = None,
) -> Alarm:
    """An active point: a new alarm, or one more count on the alarm that stands. A cry for help opens a report beside it."""
    key = rules.key_of(device.id, event, zone)
    report_id = ctx.new_id() if event in rules.CALLS_FOR_HELP else None
    fresh = Alarm(
        id=ctx.new_id(),
        key=key,
        device_id=device.id,
        event=event,
        grade=grade or rules.grade_of(event),
        label=device.name,
        place=device.place,
        text=text,
        lat=device.lat,
        lon=device.lon,
        active=True,
        acknowledged=False,
        raised_at=ctx.now,
        last_at=ctx.now,
        value=value,
        unit=unit,
        report_id=report_id,
    )
    standing = standing_alarm(ctx, key)
    fact = rules.raise_or_repeat(standing, fresh)
    ctx.unit.record(fact)
    if isinstance(fact, AlarmRepeated):
        return ctx.unit.get(Alarm, fact.alarm_id)
    if report_id is not None:
        ctx.unit.record(ReportReceived(report=_report(fresh, report_id)))
    return fresh


def _report(alarm: Alarm, report_id: str) -> Report:
    return Report(
        id=report_id,
        source="alarm",
        kind=REPORT_KINDS.get(alarm.event, IncidentKind.OTHER),
        grade=None,
        place=alarm.place,
        text=" ".join(part for part in (alarm.label, alarm.text) if part),
        lat=alarm.lat,
        lon=alarm.lon,
        caller=alarm.label,
        received_at=alarm.raised_at,
        alarm_id=alarm.id,
    )


def quiet(ctx: Ctx, alarm: Alarm, value: float | None = None) -> None:
    """The point says normal."""
    fact = rules.returned(alarm, ctx.now, value)
    if fact is not None:
        ctx.unit.record(fact)


HANDLERS = (
    Handler(AcknowledgeAlarm, HALL, acknowledge_alarm),
    Handler(RegisterDevice, DISPATCH, register_device),
    Handler(SetThreshold, ADMIN, set_threshold),
)
