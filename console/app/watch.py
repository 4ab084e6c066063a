"""What fires by itself: deadlines, expiry, silent stations, dead wires. Runs in the one gateway that holds the lease."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from console.app import alarms, orders, warnings
from console.app.context import Ctx
from console.domain.codes import DeliveryState, DeviceRole
from console.domain.entities import Alarm, Delivery, Device
from console.domain.facts import WireChanged
from console.domain.rules import alarms as alarm_rules

STATIONS = frozenset({DeviceRole.RAIN_STATION, DeviceRole.RIVER_STATION})


def watch_deadlines(ctx: Ctx) -> None:
    """Orders without their receipt, deliveries that nobody could bring in time."""
    orders.watch_orders(ctx)
    for delivery in ctx.unit.find(Delivery, state=DeliveryState.QUEUED):
        if ctx.now >= delivery.expires_at:
            warnings.advance(ctx, delivery.id, DeliveryState.EXPIRED, "expired")


def watch_stations(ctx: Ctx, last_heard: Mapping[str, datetime]) -> None:
    """A station that has said nothing for too long is an alarm of its own; speaking again ends it."""
    for role in STATIONS:
        for station in ctx.unit.find(Device, role=role):
            heard = last_heard.get(station.id)
            if heard is None:
                continue
            standing = alarms.standing_alarm(ctx, alarm_rules.key_of(station.id, "stale", None))
            silent = (ctx.now - heard).total_seconds() > ctx.figures.station_stale_s
            if silent and standing is None:
                alarms.sound(ctx, device=station, event="stale", zone=None, text="")
            elif not silent and standing is not None:
                alarms.quiet(ctx, standing)


def wire_changed(ctx: Ctx, wire: str, label: str, state: str, code: str) -> None:
    """A wire went dead or came back: said with the devices that hang on it, and an alarm while it lasts."""
    devices: Sequence[Device] = ctx.unit.find(Device, wire=wire)
    ctx.unit.record(WireChanged(wire=wire, state=state, code=code, devices=tuple(device.name for device in devices)))
    stand_in = Device(id=f"wire:{wire}", protocol="", address=wire, role=DeviceRole.UNKNOWN, name=label, place="")
    if state == "dead":
        alarms.sound(ctx, device=stand_in, event="wire_dead", zone=None, text=", ".join(device.name for device in devices))
        return
    for alarm in ctx.unit.find(Alarm, device_id=stand_in.id, active=True):
        alarms.quiet(ctx, alarm)
