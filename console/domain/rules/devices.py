"""Devices: what was heard and waits for a name gets it, and stays the same device – all that it has sent hangs on its id."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from console.domain.codes import DeviceRole
from console.domain.entities import Alarm, Device, Report
from console.domain.facts import DeviceNamed
from console.domain.refusal import Refused

CARRIED = frozenset({DeviceRole.TRACKER, DeviceRole.RADIO})
"""What a force carries with it; everything else stands where it was put."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What a person says of a device: what it is, whose it is, or where it stands."""

    name: str
    role: DeviceRole
    force_id: str | None = None
    place: str = ""
    lat: float | None = None
    lon: float | None = None


def name_device(device: Device, who: Identity, alarms: Iterable[Alarm], reports: Iterable[Report]) -> DeviceNamed:
    """The device with its name; ``alarms`` that stand and ``reports`` that wait and came from it get it, too.

    Raises:
        Refused: ``device_unnamed``, ``device_role_missing``, ``device_not_carried`` (a force was named for what stands by itself),
            ``place_half`` (one coordinate alone).
    """
    name = who.name.strip()
    if not name:
        raise Refused("device_unnamed", device=device.name)
    if who.role is DeviceRole.UNKNOWN:
        raise Refused("device_role_missing", device=name)
    if who.force_id is not None and who.role not in CARRIED:
        raise Refused("device_not_carried", device=name)
    if (who.lat is None) != (who.lon is None):
        raise Refused("place_half", device=name)
    place = who.place.strip()
    return DeviceNamed(
        device=replace(device, name=name, role=who.role, force_id=who.force_id, place=place, lat=who.lat, lon=who.lon),
        before=device.name,
        alarm_ids=tuple(alarm.id for alarm in alarms),
        report_ids=tuple(report.id for report in reports),
    )
