"""How good a force is for a line of a run card: minutes, so that a person can follow it.

The score of a force is its estimated way in minutes, and for each thing that speaks against it so many minutes more; every minute
has its reason, and the least is the best. **What is not known is said to be unknown and counts nothing.** Only the place is
different: without one there is no way to estimate, and the force stands behind all whose way is known.

::

    thing            known                                               unknown
    capability       recorded 0 · presumed from the kind +presumed      (a force without it is no candidate)
    way 估算          straight line ÷ speed of the kind                   behind the others
    age of position  late: +its age (it may have driven away so long)   –
    crew             enough 0 · short: +share that is missing × crew    0
    rest             rested 0 · tired: +share still missing × tired     0
    fuel, water      enough 0 · low +fuel, +water                       0 (also where the report is older than a shift)
    radio            heard 0 · silent +silent                           0
    closures         line crosses one: +closure                         0, said once for all

Straight lines and speeds are estimates (估算) until roads exist: the speeds are low because a road is longer than its straight line. All
figures here are our own, chosen to be plain; they are no standard.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from math import asin, cos, hypot, radians, sin, sqrt

from console.domain import capabilities
from console.domain.capabilities import Capability
from console.domain.codes import ForceKind
from console.domain.entities import Force
from console.domain.figures import Figures
from console.domain.rules.run_cards import CardLine

EARTH_KM = 6371.0088

# Kilometres of straight line an hour.
SPEED_KMH: Mapping[ForceKind, float] = {
    ForceKind.FIRE_RESCUE: 40.0,
    ForceKind.PROFESSIONAL: 35.0,
    ForceKind.SOCIAL: 35.0,
    ForceKind.GRASSROOTS: 25.0,
    ForceKind.MILITARY: 30.0,
    ForceKind.MEDICAL: 45.0,
    ForceKind.POLICE: 45.0,
    ForceKind.TRAFFIC: 35.0,
    ForceKind.POWER: 35.0,
    ForceKind.TELECOM: 35.0,
}
NEEDS_WATER = frozenset({Capability.FIRE_SUPPRESSION.value, Capability.WATER_SUPPLY.value})


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """What counts how many minutes, and where low begins."""

    presumed_min: float = 5.0
    crew_min: float = 20.0
    tired_min: float = 15.0
    fuel_min: float = 10.0
    fuel_low_percent: float = 25.0
    water_min: float = 5.0
    water_low_l: float = 1000.0
    silent_min: float = 10.0
    closure_min: float = 15.0
    late_most_min: float = 30.0
    supplies_old_s: float = 8 * 3600.0
    speed_kmh: Mapping[ForceKind, float] = field(default_factory=lambda: SPEED_KMH)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A force as the hall sees it now. ``lat`` and ``lon`` are its newest position, its home stands in the force itself.

    ``held_by`` is the incident that it is committed to, ``reserved_for`` the one that it is kept for. ``reached`` says whether its
    radio or tracker is alive, ``heard_at`` when it was last heard; unknown is None.
    """

    force: Force
    lat: float | None = None
    lon: float | None = None
    position_at: datetime | None = None
    held_by: str | None = None
    reserved_for: str | None = None
    reached: bool | None = None
    heard_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """A road that is closed within ``radius_m`` of a place."""

    label: str
    lat: float
    lon: float
    radius_m: float = 300.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """Where to, and by which figures. ``closures`` None means that nobody knows which roads are closed."""

    incident_id: str
    lat: float | None
    lon: float | None
    now: datetime
    figures: Figures = field(default_factory=Figures)
    closures: tuple[Closure, ...] | None = None
    scale: Scale = field(default_factory=Scale)


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that was looked at: its code, the minutes that it counts, and the figures behind it."""

    code: str
    minutes: float = 0.0
    amount: float | None = None
    limit: float | None = None
    at: datetime | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """The estimated way of a candidate, and from where: its newest position, its home, or nowhere known."""

    minutes: float | None
    km: float | None
    start: str
    lat: float | None = None
    lon: float | None = None


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance (haversine)."""
    p1, p2 = radians(lat1), radians(lat2)
    a = sin((p2 - p1) / 2) ** 2 + cos(p1) * cos(p2) * sin(radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(a)))


def start(aim: Aim, candidate: Candidate) -> tuple[str, float | None, float | None]:
    """Where a force is taken to be: at its newest position while that holds, else at home, else at the old position."""
    force = candidate.force
    placed = candidate.lat is not None and candidate.lon is not None
    at_home = force.lat is not None and force.lon is not None
    lost = candidate.position_at is None or _age_s(aim, candidate.position_at) > aim.figures.position_lost_s
    if placed and not (lost and at_home):
        return "position", candidate.lat, candidate.lon
    return ("home", force.lat, force.lon) if at_home else ("unknown", None, None)


def way(aim: Aim, candidate: Candidate) -> Way:
    """The estimated way to the incident."""
    where, lat, lon = start(aim, candidate)
    if lat is None or lon is None or aim.lat is None or aim.lon is None:
        return Way(None, None, where, lat, lon)
    km = distance_km(lat, lon, aim.lat, aim.lon)
    return Way(60.0 * km / aim.scale.speed_kmh[candidate.force.kind], km, where, lat, lon)


def _age_s(aim: Aim, at: datetime) -> float:
    return max(0.0, (aim.now - at).total_seconds())


@dataclass(frozen=True, slots=True)
class Base:
    """What of a score is the same for every line: worked out once for a force and an incident."""

    candidate: Candidate
    can: frozenset[str]
    presumed: bool
    way: Way
    minutes: float


def base(aim: Aim, candidate: Candidate) -> Base:
    """The part of the score that has nothing to do with the line."""
    can, presumed = capabilities.of(candidate.force)
    road = way(aim, candidate)
    minutes = (
        (road.minutes or 0.0)
        + _late_min(aim, candidate, road)
        + _tired_min(aim, candidate.force)
        + _fuel_min(aim, candidate.force)
        + (aim.scale.silent_min if candidate.reached is False else 0.0)
        + (aim.scale.closure_min if aim.closures and _closed(aim, road) else 0.0)
        + (aim.scale.presumed_min if presumed else 0.0)
    )
    return Base(candidate, can, presumed, road, minutes)


def line_min(aim: Aim, known: Base, line: CardLine) -> float:
    """What the line adds: crew, and water where it fights fire."""
    force = known.candidate.force
    return _crew_min(aim, force, line) + (_water_min(aim, force) if line.capability in NEEDS_WATER else 0.0)


Key = tuple[bool, float, str]


def key(aim: Aim, known: Base, line: CardLine) -> Key:
    """Best first; equal forces by their id, so that every seat reads the same order."""
    return (known.way.minutes is None, known.minutes + line_min(aim, known, line), known.candidate.force.id)


def _late_min(aim: Aim, candidate: Candidate, road: Way) -> float:
    if road.start != "position" or candidate.position_at is None:
        return 0.0
    age_s = _age_s(aim, candidate.position_at)
    return min(age_s / 60.0, aim.scale.late_most_min) if age_s > aim.figures.position_late_s else 0.0


def _tired_min(aim: Aim, force: Force) -> float:
    rest_s = aim.figures.rest_s
    if force.free_since is None or rest_s <= 0:
        return 0.0
    return aim.scale.tired_min * max(0.0, 1.0 - _age_s(aim, force.free_since) / rest_s)


def _fresh(aim: Aim, force: Force) -> bool:
    return force.supplies_at is not None and _age_s(aim, force.supplies_at) <= aim.scale.supplies_old_s


def _fuel_min(aim: Aim, force: Force) -> float:
    low = force.fuel_percent is not None and force.fuel_percent < aim.scale.fuel_low_percent
    return aim.scale.fuel_min if low and _fresh(aim, force) else 0.0


def _water_min(aim: Aim, force: Force) -> float:
    low = force.water_l is not None and force.water_l < aim.scale.water_low_l
    return aim.scale.water_min if low and _fresh(aim, force) else 0.0


def _crew_min(aim: Aim, force: Force, line: CardLine) -> float:
    if line.least_crew is None or force.crew is None or force.crew >= line.least_crew:
        return 0.0
    return aim.scale.crew_min * (line.least_crew - force.crew) / line.least_crew


def _closed(aim: Aim, road: Way) -> str:
    """The first closure that the straight line crosses; empty where it crosses none or is not known."""
    if road.minutes is None or road.lat is None or road.lon is None or aim.lat is None or aim.lon is None:
        return ""
    for closure in aim.closures or ():
        if _to_line_m(closure, road.lat, road.lon, aim.lat, aim.lon) <= closure.radius_m:
            return closure.label
    return ""


def _to_line_m(closure: Closure, lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """How far a place is from a straight line, on the flat: good enough for the length of a district."""
    per_lat = EARTH_KM * 1000.0 * radians(1.0)
    per_lon = per_lat * cos(radians(closure.lat))
    x1, y1 = (lon1 - closure.lon) * per_lon, (lat1 - closure.lat) * per_lat
    x2, y2 = (lon2 - closure.lon) * per_lon, (lat2 - closure.lat) * per_lat
    dx, dy = x2 - x1, y2 - y1
    length = dx * dx + dy * dy
    along = 0.0 if length == 0 else max(0.0, min(1.0, -(x1 * dx + y1 * dy) / length))
    return hypot(x1 + along * dx, y1 + along * dy)


def reasons(aim: Aim, known: Base, line: CardLine) -> tuple[Reason, ...]:
    """Everything that was looked at, in the order of the table above; their minutes add up to the score."""
    force, candidate = known.candidate.force, known.candidate
    scale = aim.scale
    found = [
        Reason("capability_presumed", scale.presumed_min, name=line.capability)
        if known.presumed
        else Reason("capability_recorded", name=line.capability)
    ]
    found += _way_reasons(aim, known)
    found.append(_crew_reason(aim, force, line))
    found.append(_rest_reason(aim, force))
    found.append(_supply_reason(aim, force, "fuel", force.fuel_percent, scale.fuel_low_percent, _fuel_min(aim, force)))
    if line.capability in NEEDS_WATER:
        found.append(_supply_reason(aim, force, "water", force.water_l, scale.water_low_l, _water_min(aim, force)))
    radio = {True: "radio_heard", False: "radio_silent", None: "radio_unknown"}[candidate.reached]
    found.append(Reason(radio, scale.silent_min if candidate.reached is False else 0.0, at=candidate.heard_at, name=force.radio_id or ""))
    if candidate.reserved_for == aim.incident_id:
        found.append(Reason("reserved_here"))
    return tuple(found)


def _way_reasons(aim: Aim, known: Base) -> list[Reason]:
    road, candidate = known.way, known.candidate
    if road.start == "unknown":
        return [Reason("place_unknown")]
    found = []
    if road.minutes is None:
        found.append(Reason("incident_unplaced"))
    else:
        found.append(Reason("way", road.minutes, road.km, aim.scale.speed_kmh[candidate.force.kind]))
    if road.start == "home":
        found.append(Reason("from_home", at=candidate.position_at))
    else:
        late = _late_min(aim, candidate, road)
        found.append(Reason("position_late" if late else "position", late, at=candidate.position_at))
    crossed = _closed(aim, road) if aim.closures else ""
    if crossed:
        found.append(Reason("closure", aim.scale.closure_min, name=crossed))
    return found


def _crew_reason(aim: Aim, force: Force, line: CardLine) -> Reason:
    if force.crew is None:
        return Reason("crew_unknown", limit=line.least_crew)
    short = _crew_min(aim, force, line)
    return Reason("crew_short" if short else "crew", short, force.crew, line.least_crew)


def _rest_reason(aim: Aim, force: Force) -> Reason:
    if force.free_since is None:
        return Reason("rest_unknown")
    tired = _tired_min(aim, force)
    return Reason("tired" if tired else "rested", tired, limit=aim.figures.rest_s / 60.0, at=force.free_since)


def _supply_reason(aim: Aim, force: Force, what: str, amount: float | None, low: float, counted: float) -> Reason:
    if amount is None:
        return Reason(f"{what}_unknown")
    if not _fresh(aim, force):
        return Reason(f"{what}_old", 0.0, amount, low, force.supplies_at)
    return Reason(f"{what}_low" if counted else what, counted, amount, low, force.supplies_at)
