"""The live picture as the map draws it: forces with a position, incidents, stations and panels with a place.

What has no coordinates is not drawn and not guessed; whoever looks for it is told 无坐标.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from console.domain.codes import AssignmentStatus, DeviceRole, ForceDuty
from console.domain.entities import Alarm, Device, Force
from console.domain.figures import Figures
from console.domain.rules.alarms import stands
from console.models import stations, words
from console.models.picture import Picture
from maps.model import MapPlace, PlaceKind, Severity, Unit, UnitMoves
from widgets import format as fmt

SEVERITIES: tuple[Severity, ...] = ("red", "orange", "yellow", "blue")
DUTY_STATES = {
    ForceDuty.AVAILABLE: "standby",
    ForceDuty.RESTING: "resting",
    ForceDuty.OUT_OF_SERVICE: "out_of_service",
}
PLACES: dict[DeviceRole, PlaceKind] = {
    DeviceRole.FIRE_PANEL: "fire_panel",
    DeviceRole.RAIN_STATION: "rain",
    DeviceRole.RIVER_STATION: "river",
    DeviceRole.STATION: "facility",
    DeviceRole.RADIO: "radio",
    DeviceRole.RELAY: "siren",
    DeviceRole.LOUDSPEAKER: "siren",
}


def unit_state(picture: Picture, force: Force) -> str:
    """The one status of a force in the map's words: from its open assignment, else its duty."""
    held = picture.assignment_of(force.id)
    if held is not None and held.status is not AssignmentStatus.RELEASED:
        return held.status.value
    return DUTY_STATES[force.duty]


def units(picture: Picture, figures: Figures, only: Iterable[str] | None = None) -> list[Unit]:
    """Forces as the map has them; ``only`` names some. One that never said where it is has no place."""
    chosen = picture.all(Force) if only is None else [f for id in only if (f := picture.find(Force, id)) is not None]
    made = []
    for force in chosen:
        tracker = picture.tracker_of(force.id)
        row = picture.positions.get(tracker.id) if tracker else None
        made.append(
            Unit(
                id=force.id,
                name=force.name,
                kind=force.kind.value,
                lat=row.lat if row else None,
                lon=row.lon if row else None,
                course_deg=row.course_deg if row else None,
                speed_kmh=row.speed_kmh if row else None,
                at=row.at.timestamp() if row else None,
                state=unit_state(picture, force),
                stale_after_s=float(figures.position_late_s),
                lost_after_s=float(figures.position_lost_s),
                drill=bool(tracker and tracker.drill),
            )
        )
    return made


def places(picture: Picture, figures: Figures, drill: bool = False) -> list[MapPlace]:
    """Incidents, stations and panels with a known place; those with an alarm carry it."""
    return [*_incidents(picture, drill), *_devices(picture, figures)]


def _incidents(picture: Picture, drill: bool) -> list[MapPlace]:
    made = []
    for incident in picture.open_incidents():
        if incident.lat is None or incident.lon is None:
            continue
        grade = words.grade_short(incident.grade)
        made.append(
            MapPlace(
                id=incident.id,
                name=incident.title,
                kind="incident",
                lat=incident.lat,
                lon=incident.lon,
                severity=SEVERITIES[incident.grade - 1] if incident.grade else None,
                value=grade if incident.grade else "",
                drill=drill,
            )
        )
    return made


def _devices(picture: Picture, figures: Figures) -> list[MapPlace]:
    worst: dict[str, Alarm] = {}
    for alarm in picture.all(Alarm, stands):
        held = worst.get(alarm.device_id or "")
        if alarm.device_id and (held is None or (alarm.acknowledged, alarm.grade) < (held.acknowledged, held.grade)):
            worst[alarm.device_id] = alarm
    latest: dict[str, tuple[str, ...]] = {}
    for device_id, element in picture.readings:
        latest[device_id] = (*latest.get(device_id, ()), element)
    made = []
    for device in picture.all(Device, lambda d: d.role in PLACES and d.lat is not None and d.lon is not None):
        alarm = worst.get(device.id)
        value, at = _said(picture, device, latest.get(device.id, ()))
        measures = device.role in (DeviceRole.RAIN_STATION, DeviceRole.RIVER_STATION)
        made.append(
            MapPlace(
                id=device.id,
                name=device.name,
                kind=PLACES[device.role],
                lat=device.lat or 0.0,
                lon=device.lon or 0.0,
                severity=SEVERITIES[alarm.grade - 1] if alarm else None,
                acknowledged=alarm.acknowledged if alarm else True,
                value=value,
                at=at,
                stale_after_s=float(figures.station_stale_s) if measures else None,
                drill=device.drill,
            )
        )
    return made


def _said(picture: Picture, device: Device, elements: tuple[str, ...]) -> tuple[str, float | None]:
    """The figure that a station shows on the map, with its time: the first of the usual order that it sends."""
    ranked = sorted(elements, key=lambda e: stations.ORDER.index(e) if e in stations.ORDER else 99)
    if not ranked:
        return "", None
    key = (device.id, ranked[0])
    row = stations.newest(picture, key)
    if row is None:
        return "", None
    return fmt.number(row.value, stations.unit_of(picture, key), stations.decimals(ranked[0])), row.at.timestamp()


def moves(picture: Picture, force_ids: Iterable[str]) -> UnitMoves:
    """New positions of forces that the map has already."""
    import numpy as np

    found = [(id, picture.positions[t.id]) for id in force_ids if (t := picture.tracker_of(id)) is not None]
    nan = float("nan")

    def column(values: Iterable[float | None]) -> Any:
        return np.array([nan if value is None else value for value in values], dtype=np.float64)

    return UnitMoves(
        ids=tuple(id for id, _ in found),
        lat=column(row.lat for _, row in found),
        lon=column(row.lon for _, row in found),
        course_deg=column(row.course_deg for _, row in found),
        speed_kmh=column(row.speed_kmh for _, row in found),
        at=column(row.at.timestamp() for _, row in found),
    )
