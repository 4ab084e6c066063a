"""What the map draws, as plain data: whoever has forces and places turns them into these.

Codes are text at the door and small integers inside, so that ten thousand forces are a few arrays. Unknown is NaN:
an unknown place is not drawn, an unknown heading has no wedge, an unknown time is drawn as lost, never as live.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Codes = NDArray[np.uint8]
Bools = NDArray[np.bool_]

KINDS = (
    "fire_rescue",
    "professional",
    "social",
    "grassroots",
    "military",
    "medical",
    "police",
    "traffic",
    "power",
    "telecom",
    "other",
)
STATES = ("standby", "assigned", "en_route", "on_scene", "working", "resting", "out_of_service", "unknown")
LIVE, STALE, LOST = 0, 1, 2
FACES = ("live", "stale", "lost")
MOVING_KMH = 2.0  # below it a receiver's course is noise

Severity = Literal["red", "orange", "yellow", "blue"]
PlaceKind = Literal["incident", "command", "rain", "river", "fire_panel", "radio", "siren", "facility", "draft"]


def nan_of(value: float | None) -> float:
    return float("nan") if value is None else float(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One force as a record. ``at`` is when its place was true, in seconds since 1970; None is unknown throughout."""

    id: str
    name: str
    kind: str = "other"
    lat: float | None = None
    lon: float | None = None
    course_deg: float | None = None
    speed_kmh: float | None = None
    at: float | None = None
    state: str = "unknown"
    stale_after_s: float = 60.0
    lost_after_s: float = 600.0
    drill: bool = False


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class UnitArrays:
    """Many forces as parallel arrays; position *i* of each belongs to ``ids[i]``. Treat the arrays as read-only."""

    ids: tuple[str, ...]
    names: tuple[str, ...]
    kinds: Codes
    lat: Floats
    lon: Floats
    course_deg: Floats
    speed_kmh: Floats
    at: Floats
    states: Codes
    stale_after_s: Floats
    lost_after_s: Floats
    drill: Bools

    def __post_init__(self) -> None:
        lengths = {field.name: len(getattr(self, field.name)) for field in fields(self)}
        if len(set(lengths.values())) > 1:
            raise ValueError(f"arrays of different lengths: {lengths}")

    def __len__(self) -> int:
        return len(self.ids)

    @classmethod
    def of(cls, units: Iterable[Unit]) -> UnitArrays:
        """Records to arrays; a kind or state that the map has no sign for becomes ``other`` or ``unknown``."""
        rows = list(units)

        def numbers(values: Iterable[float | None]) -> Floats:
            return np.array([nan_of(value) for value in values], dtype=np.float64)

        return cls(
            ids=tuple(unit.id for unit in rows),
            names=tuple(unit.name for unit in rows),
            kinds=np.array([code(KINDS, unit.kind, "other") for unit in rows], dtype=np.uint8),
            lat=numbers(unit.lat for unit in rows),
            lon=numbers(unit.lon for unit in rows),
            course_deg=numbers(unit.course_deg for unit in rows),
            speed_kmh=numbers(unit.speed_kmh for unit in rows),
            at=numbers(unit.at for unit in rows),
            states=np.array([code(STATES, unit.state, "unknown") for unit in rows], dtype=np.uint8),
            stale_after_s=numbers(unit.stale_after_s for unit in rows),
            lost_after_s=numbers(unit.lost_after_s for unit in rows),
            drill=np.array([unit.drill for unit in rows], dtype=np.bool_),
        )

    def faces(self, now: float) -> Codes:
        """LIVE, STALE or LOST for each force at a moment; without a time of its own a position is LOST."""
        with np.errstate(invalid="ignore"):
            age = now - self.at
            face = np.where(age >= self.stale_after_s, STALE, LIVE)
            face[~(age < self.lost_after_s)] = LOST
        return face.astype(np.uint8)

    def moved(self, moves: UnitMoves, rows: NDArray[np.intp]) -> UnitArrays:
        """The same forces with new positions in the given rows."""
        changed = {}
        for field in fields(moves):
            value = getattr(moves, field.name)
            if field.name != "ids" and value is not None:
                column = getattr(self, field.name).copy()
                column[rows] = value
                changed[field.name] = column
        return replace(self, **changed)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class UnitMoves:
    """New positions, and states if they are given, of forces that the map knows already."""

    ids: Sequence[str]
    lat: Floats
    lon: Floats
    course_deg: Floats
    speed_kmh: Floats
    at: Floats
    states: Codes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPlace:
    """A thing that stays where it is: an incident, a command, a station, a panel; with the alarm it may have."""

    id: str
    name: str
    kind: PlaceKind
    lat: float
    lon: float
    severity: Severity | None = None
    acknowledged: bool = True
    value: str = ""  # what it last said, ready to be read: "42.5 mm"
    at: float | None = None
    stale_after_s: float | None = None  # None: it does not age (an incident's place)
    drill: bool = False

    def stale(self, now: float) -> bool:
        """Whether it should have spoken since; what never spoke is stale too."""
        return self.stale_after_s is not None and (self.at is None or now - self.at >= self.stale_after_s)


def code(codes: Sequence[str], value: str, fallback: str) -> int:
    return codes.index(value if value in codes else fallback)
