"""Alarms, the devices that raise them, and the wires that those hang on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from console.domain.entities import Alarm, Device, Entity, Report, Threshold
from console.domain.facts.base import Body, World


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceRegistered(Body):
    """A device got its name and place, or was heard for the first time."""

    kind: ClassVar[str] = "device_registered"
    device: Device

    def apply(self, world: World) -> tuple[Entity, ...]:
        return (self.device,)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceNamed(Body):
    """A device that was heard got its name, its force, its place – and with it the alarms that stand and the reports that wait."""

    kind: ClassVar[str] = "device_named"
    device: Device
    before: str
    alarm_ids: tuple[str, ...] = ()
    report_ids: tuple[str, ...] = ()

    def apply(self, world: World) -> tuple[Entity, ...]:
        alarms = (self._alarm(world.get(Alarm, id)) for id in self.alarm_ids)
        return (self.device, *alarms, *(self._report(world.get(Report, id)) for id in self.report_ids))

    def _alarm(self, alarm: Alarm) -> Alarm:
        return replace(alarm, label=self.device.name, place=self.device.place, lat=self.device.lat, lon=self.device.lon)

    def _report(self, report: Report) -> Report:
        """What a person has written of its place stays."""
        known = report.lat is not None
        return replace(
            report,
            place=report.place or self.device.place,
            lat=report.lat if known else self.device.lat,
            lon=report.lon if known else self.device.lon,
            caller=self.device.name if report.caller == self.before else report.caller,
            text=self.device.name + report.text.removeprefix(self.before) if report.text.startswith(self.before) else report.text,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdSet(Body):
    """A limit of a station was set."""

    kind: ClassVar[str] = "threshold_set"
    threshold: Threshold

    def apply(self, world: World) -> tuple[Entity, ...]:
        return (self.threshold,)


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmRaised(Body):
    """An alarm point went active after being normal."""

    kind: ClassVar[str] = "alarm_raised"
    alarm: Alarm

    def apply(self, world: World) -> tuple[Entity, ...]:
        return (self.alarm,)


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmRepeated(Body):
    """A point that still stands spoke again: by a new frame, or after it had returned without being acknowledged."""

    kind: ClassVar[str] = "alarm_repeated"
    alarm_id: str
    last_at: datetime
    value: float | None = None

    def apply(self, world: World) -> tuple[Entity, ...]:
        alarm = world.get(Alarm, self.alarm_id)
        value = alarm.value if self.value is None else self.value
        return (
            replace(alarm, active=True, returned_at=None, last_at=self.last_at, count=alarm.count + 1, value=value),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmAcknowledged(Body):
    """A person has seen it."""

    kind: ClassVar[str] = "alarm_acknowledged"
    alarm_id: str
    by: str
    acknowledged_at: datetime

    def apply(self, world: World) -> tuple[Entity, ...]:
        alarm = world.get(Alarm, self.alarm_id)
        return (replace(alarm, acknowledged=True, acknowledged_at=self.acknowledged_at, acknowledged_by=self.by),)


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmReturned(Body):
    """The point says normal again."""

    kind: ClassVar[str] = "alarm_returned"
    alarm_id: str
    returned_at: datetime
    value: float | None = None

    def apply(self, world: World) -> tuple[Entity, ...]:
        alarm = world.get(Alarm, self.alarm_id)
        value = alarm.value if self.value is None else self.value
        return (replace(alarm, active=False, returned_at=self.returned_at, value=value),)


@dataclass(frozen=True, slots=True, kw_only=True)
class WireChanged(Body):
    """A wire went dead or came back; the devices on it are named with it."""

    kind: ClassVar[str] = "wire_changed"
    wire: str
    state: str
    code: str
    devices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WireSettingsChanged(Body):
    """A wire was added, changed or removed, or the file of wires edited by hand. What is secret of it stands in the file alone."""

    kind: ClassVar[str] = "wire_settings_changed"
    gateway: str
    wire: str
    change: str
    label: str = ""
    protocol: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusReported(Body):
    """A device said something that is neither a reading nor an alarm: a status, a text, an unknown frame."""

    kind: ClassVar[str] = "status_reported"
    device_id: str | None
    wire: str
    source: str
    what: str
    text: str
