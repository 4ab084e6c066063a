"""Lines through points: rain over time, water over time, a path over the ground."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

EARTH_M = 6_371_008.8


@dataclass(frozen=True, slots=True)
class Curve:
    """Values at times (s), straight between them, constant before the first and after the last."""

    points: tuple[tuple[float, float], ...]

    def at(self, time_s: float) -> float:
        """The value at a time."""
        times = [point[0] for point in self.points]
        index = bisect_right(times, time_s)
        if index == 0:
            return self.points[0][1]
        if index == len(self.points):
            return self.points[-1][1]
        (t0, v0), (t1, v1) = self.points[index - 1], self.points[index]
        return v0 + (v1 - v0) * (time_s - t0) / (t1 - t0)

    def area(self, start_s: float, end_s: float) -> float:
        """The integral from ``start_s`` to ``end_s``: exact, for the lines are straight between the corners."""
        corners = sorted({start_s, end_s, *(t for t, _ in self.points if start_s < t < end_s)})
        return sum((self.at(a) + self.at(b)) / 2 * (b - a) for a, b in pairwise(corners))


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is, and where it is going."""

    lat: float
    lon: float
    course_deg: float
    speed_kmh: float


class Route:
    """There and back along waypoints at a constant speed; one waypoint is a parking place."""

    def __init__(self, waypoints: Sequence[tuple[float, float]], speed_kmh: float) -> None:
        self._waypoints = tuple(waypoints)
        self._speed_kmh = speed_kmh
        self._legs_m = [distance_m(a, b) for a, b in pairwise(self._waypoints)]

    def at(self, time_s: float) -> Place:
        """Where it is after a time."""
        total_m = sum(self._legs_m)
        if total_m <= 0 or self._speed_kmh <= 0:
            return Place(*self._waypoints[0], 0.0, 0.0)
        run_m = time_s * self._speed_kmh / 3.6 % (2 * total_m)
        back = run_m > total_m
        along_m = 2 * total_m - run_m if back else run_m
        for index, leg_m in enumerate(self._legs_m):
            if along_m <= leg_m or index == len(self._legs_m) - 1:
                break
            along_m -= leg_m
        (lat0, lon0), (lat1, lon1) = self._waypoints[index], self._waypoints[index + 1]
        share = min(1.0, along_m / leg_m) if leg_m else 0.0
        course = course_deg((lat0, lon0), (lat1, lon1))
        return Place(lat0 + (lat1 - lat0) * share, lon0 + (lon1 - lon0) * share, (course + 180 * back) % 360, self._speed_kmh)


def distance_m(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance of two (lat, lon) in degrees."""
    lat0, lon0, lat1, lon1 = map(math.radians, (*a, *b))
    half = math.sin((lat1 - lat0) / 2) ** 2 + math.cos(lat0) * math.cos(lat1) * math.sin((lon1 - lon0) / 2) ** 2
    return 2 * EARTH_M * math.asin(math.sqrt(half))


def course_deg(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Initial course from one (lat, lon) to another, 0 is north."""
    lat0, lon0, lat1, lon1 = map(math.radians, (*a, *b))
    east = math.sin(lon1 - lon0) * math.cos(lat1)
    north = math.cos(lat0) * math.sin(lat1) - math.sin(lat0) * math.cos(lat1) * math.cos(lon1 - lon0)
    return math.degrees(math.atan2(east, north)) % 360
