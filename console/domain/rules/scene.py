"""Who is on the scene: every force that enters it comes under the one command (现场指挥机构对所有进入现场的力量统一调度).

A scene is a circle about the incident's place. A tracker is in when its newest position lies inside, and out only when a fresh one
lies a fifth of the radius beyond it, so that a crew at the edge does not come and go; one that fell silent has not left.

::

    out ──inside, fresh──► present ──beyond 1.2 r, fresh──► left
                              ▲  └──── silent, or between r and 1.2 r: stays

Being present is one truth, being commanded another: that stands in the assignment alone. What this command has let go since it came is on
its way home and no stranger.

Checking in (报到) moves the ledger of a force assigned here forward, by the geofence, by a status of its radio, or by the button;
what comes late or twice is no news.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from console.domain.codes import AssignmentStatus
from console.domain.entities import Assignment, Incident, Presence
from console.domain.facts import AssignmentStatusChanged
from console.domain.rules.command import LADDER

EARTH_M = 6_371_008.8  # mean radius, IUGG
LEAVING = 1.2
_DEGREE_M = EARTH_M * math.pi / 180
_CELLS = 50  # cells a degree: about 2 km


@dataclass(frozen=True, slots=True)
class Scene:
    """The circle of an open incident."""

    incident_id: str
    lat: float
    lon: float
    radius_m: float


def scene_of(incident: Incident, usual_radius_m: float) -> Scene | None:
    """The scene of an incident; None while nobody knows where it is, or when it is over."""
    if incident.closed_at is not None or incident.lat is None or incident.lon is None:
        return None
    return Scene(incident.id, incident.lat, incident.lon, incident.radius_m or usual_radius_m)


def distance_m(lat: float, lon: float, to_lat: float, to_lon: float) -> float:
    """Over the sphere (haversine): right to half a percent, far better than a tracker in a valley."""
    a, b = math.radians(lat), math.radians(to_lat)
    across = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(to_lon - lon) / 2) ** 2
    return 2 * EARTH_M * math.asin(math.sqrt(min(1.0, across)))


@dataclass(frozen=True, slots=True)
class Scenes:
    """Many scenes, asked ten thousand times a second: a grid of cells says which circles can be meant before anything is measured."""

    scenes: tuple[Scene, ...]
    _cells: dict[tuple[int, int], tuple[Scene, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        cells: dict[tuple[int, int], list[Scene]] = {}
        for scene in self.scenes:
            for cell in _cells_of(scene):
                cells.setdefault(cell, []).append(scene)
        object.__setattr__(self, "_cells", {cell: tuple(found) for cell, found in cells.items()})

    def near(self, lat: float, lon: float) -> Sequence[tuple[str, bool]]:
        """The incidents near whose scene the place is, each with whether it lies inside; None of the rest need be asked."""
        found = self._cells.get((math.floor(lat * _CELLS), math.floor(lon * _CELLS)))
        if found is None:
            return ()
        measured = ((scene, distance_m(scene.lat, scene.lon, lat, lon)) for scene in found)
        return [(scene.incident_id, away <= scene.radius_m) for scene, away in measured if away <= scene.radius_m * LEAVING]


def _cells_of(scene: Scene) -> Iterable[tuple[int, int]]:
    """Every cell that the box about a scene, with the margin for leaving, touches."""
    high = scene.radius_m * LEAVING / _DEGREE_M
    wide = high / max(0.01, math.cos(math.radians(scene.lat)))
    south, north = math.floor((scene.lat - high) * _CELLS), math.floor((scene.lat + high) * _CELLS)
    west, east = math.floor((scene.lon - wide) * _CELLS), math.floor((scene.lon + wide) * _CELLS)
    return ((row, column) for row in range(south, north + 1) for column in range(west, east + 1))


def commanded(presence: Presence, assignments: Iterable[Assignment]) -> bool:
    """Whether the force of a presence is, or was since it came, under the command of that incident."""
    return any(
        a.incident_id == presence.incident_id and (a.released_at is None or a.released_at >= presence.entered_at) for a in assignments
    )


def check_in(assignment: Assignment, status: AssignmentStatus, at: datetime, by: str) -> AssignmentStatusChanged | None:
    """The next line of the status ledger as a machine heard it; None where that is no news."""
    if assignment.released_at is not None or LADDER.index(status) <= LADDER.index(assignment.status):
        return None
    return AssignmentStatusChanged(
        incident_id=assignment.incident_id,
        assignment_id=assignment.id,
        force_id=assignment.force_id,
        status=status,
        status_at=at,
        by=by,
    )
