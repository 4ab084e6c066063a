"""What the wires say becomes facts and telemetry. Runs in the gateway alone, in the order of the spool."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from console.app import alarms, safety, scene, warnings
from console.app.context import Ctx
from console.app.radio_status import RadioStatuses, catalogue
from console.domain.codes import Channel, DeliveryState, DeviceRole
from console.domain.entities import Alarm, Delivery, Device, Threshold
from console.domain.facts import DeviceRegistered, StatusReported
from console.domain.records import PositionRow, ReadingRow
from console.domain.rules import alarms as rules
from console.domain.rules import safety as safety_rules
from radio import messages

FROM_ACK: dict[str, DeliveryState] = {
    "accepted": DeliveryState.ACCEPTED,
    "sent": DeliveryState.SENT,
    "delivered": DeliveryState.DELIVERED,
    "read": DeliveryState.READ,
    "uncertain": DeliveryState.UNCERTAIN,
    "rejected": DeliveryState.FAILED,
}


@dataclass(frozen=True, slots=True)
class Heard:
    """Some messages of one wire, as the intake took them."""

    wire: str
    received_at: datetime
    messages: tuple[messages.Message, ...]


class Hearing:
    """Takes in what the wires say inside one transaction; what it has looked up there it need not look up again."""

    def __init__(self, ctx: Ctx, statuses: RadioStatuses | None = None) -> None:
        self._ctx = ctx
        self._statuses = statuses or catalogue()
        self._devices: dict[tuple[str, str, str], Device] = {}
        self._limits: dict[str, list[Threshold]] = {}

    def hear(self, heard: Heard) -> Device | None:
        """Take in what one frame meant; the device that reported readings, if one did."""
        readings: list[ReadingRow] = []
        station: Device | None = None
        for message in heard.messages:
            if isinstance(message, messages.Reading):
                station = self.device_of(heard.wire, message.protocol, message.source)
                row = _reading(station, message, heard.received_at)
                readings.append(row)
                self._check_limits(station, row)
            elif isinstance(message, messages.Alarm):
                _alarm(self._ctx, self.device_of(heard.wire, message.protocol, message.source), message)
            elif isinstance(message, messages.Ack):
                _receipt(self._ctx, message)
            elif isinstance(message, messages.Status | messages.Text):
                self._status(heard, message)
            elif isinstance(message, messages.Call) and message.caller_id:
                self.device_of(heard.wire, message.protocol, message.caller_id)  # who is not known waits for a name, whatever he says
            elif isinstance(message, messages.Registration | messages.Heartbeat):
                self.device_of(heard.wire, message.protocol, message.source)
        if readings:
            self._ctx.unit.add_readings(readings)
        self.hear_positions((heard,))  # a frame that had to be on disk first may say where its sender is, too
        return station

    def hear_positions(self, heard: Sequence[Heard]) -> int:
        """Take in positions in bulk. Returns how many rows were kept."""
        rows = [row for item in heard for row in self._positions(item)]
        if rows:
            self._ctx.unit.add_positions(rows)
        return len(rows)

    def _positions(self, heard: Heard) -> list[PositionRow]:
        """The positions of one frame. Without a fix there is none: a terminal may repeat its last place, marked as not valid."""
        rows = []
        for message in heard.messages:
            if not isinstance(message, messages.Position) or message.valid is False or message.lat is None or message.lon is None:
                continue
            device = self.device_of(heard.wire, message.protocol, message.source)
            rows.append(
                PositionRow(
                    seq=0,
                    device_id=device.id,
                    at=message.time or heard.received_at,
                    received_at=heard.received_at,
                    lat=message.lat,
                    lon=message.lon,
                    alt_m=message.alt_m,
                    speed_kmh=message.speed_kmh,
                    course_deg=message.course_deg,
                )
            )
        return rows

    def device_of(self, wire: str, protocol: str, source: str | None) -> Device:
        """The device that spoke; an unknown one gets a row that waits for its name, and keeps what it says."""
        # A fire panel's analog readings name the detector behind the panel: panel/system/address/loop/point.
        address = (source or wire).partition("/")[0] if protocol == "gbt26875" else source or wire
        known = self._devices.get((wire, protocol, address))
        if known is None:
            known = self._devices[wire, protocol, address] = _find_or_register(self._ctx, wire, protocol, address)
        return known

    def _status(self, heard: Heard, message: messages.Status | messages.Text) -> None:
        device = self.device_of(heard.wire, message.protocol, message.source)
        self._ctx.unit.record(
            StatusReported(
                device_id=device.id,
                wire=heard.wire,
                source=message.source or heard.wire,
                what=message.code or message.type,
                text=message.text or "",
            )
        )
        meaning = self._statuses.meaning(message.protocol, message.code) if isinstance(message, messages.Status) else None
        if meaning is not None:
            scene.hear_status(self._ctx, device, message.source, meaning)
        if not any(isinstance(other, messages.Position) for other in heard.messages):
            # What rides on a report of the position was sent by the machine; it proves nobody's safety.
            safety.heard(self._ctx, device, message.text or message.code or "")

    def _check_limits(self, device: Device, row: ReadingRow) -> None:
        if device.id not in self._limits:
            self._limits[device.id] = self._ctx.unit.find(Threshold, device_id=device.id)
        for threshold in self._limits[device.id]:
            if threshold.element == row.element:
                _check_limit(self._ctx, device, threshold, row)


def _find_or_register(ctx: Ctx, wire: str, protocol: str, address: str) -> Device:
    found = ctx.unit.find(Device, protocol=protocol, address=address)
    if found:
        return next((device for device in found if device.wire == wire), found[0])
    device = Device(
        id=ctx.new_id(), protocol=protocol, address=address, role=DeviceRole.UNKNOWN, name=f"{protocol} {address}", wire=wire
    )
    ctx.unit.record(DeviceRegistered(device=device))
    return device


def _alarm(ctx: Ctx, device: Device, message: messages.Alarm) -> None:
    if message.state != "restored":
        alarms.sound(ctx, device=device, event=message.event, zone=message.zone, text=message.text or message.code or "")
        if message.event in safety_rules.CRIES:
            safety.cry(ctx, device)
        return
    for alarm in ctx.unit.find(Alarm, device_id=device.id, active=True):
        if rules.ended_by(alarm, message.event, message.zone):
            alarms.quiet(ctx, alarm)


def _reading(device: Device, message: messages.Reading, received_at: datetime) -> ReadingRow:
    return ReadingRow(
        seq=0,
        device_id=device.id,
        element=message.element,
        at=message.time or received_at,
        received_at=received_at,
        value=message.value,
        unit=message.unit or "",
        quality=message.quality or "",
    )


def _check_limit(ctx: Ctx, device: Device, threshold: Threshold, row: ReadingRow) -> None:
    zone = f"{row.element}>{threshold.limit:g}"
    standing = alarms.standing_alarm(ctx, rules.key_of(device.id, "threshold", zone))
    step = rules.crossing(threshold, row.value, standing)
    if step == "raise":
        alarms.sound(
            ctx,
            device=device,
            event="threshold",
            zone=zone,
            text=zone,
            grade=threshold.grade,
            value=row.value,
            unit=threshold.unit,
        )
    elif step == "return" and standing is not None:
        alarms.quiet(ctx, standing, row.value)


def _receipt(ctx: Ctx, message: messages.Ack) -> None:
    if message.ref is None or not ctx.unit.find(Delivery, id=message.ref):
        return
    state = FROM_ACK[message.state]
    delivery = ctx.unit.get(Delivery, message.ref)
    if delivery.channel is Channel.SIREN and state is DeliveryState.READ:
        state = DeliveryState.CONFIRMED  # a relay that was read back is proof; nobody reads a siren
    warnings.advance(ctx, delivery.id, state, message.code or message.state)
