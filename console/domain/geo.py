"""Distances on the ground, for rules: the earth as a sphere is right to half a percent, enough for "is that the same place"."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

EARTH_M = 6_371_008.8  # mean radius of the earth (IUGG)


def distance_m(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance between two places in degrees, in metres (haversine)."""
    rise = radians(other_lat - lat)
    run = radians(other_lon - lon)
    half = sin(rise / 2) ** 2 + cos(radians(lat)) * cos(radians(other_lat)) * sin(run / 2) ** 2
    return 2 * EARTH_M * asin(min(1.0, sqrt(half)))
