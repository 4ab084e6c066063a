"""GCJ-02, the shifted datum of Chinese web maps, to WGS-84 and back.

Positions of receivers and the base pack are WGS-84 (CGCS2000 differs by centimetres); AMap and its derivatives are GCJ-02,
some hundreds of metres off. The shift is defined for mainland China only and is nothing outside of it. The figures are
the well-known public ones: Krasovsky's ellipsoid and a series of sines in the offset from 105°E 35°N.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

CHINA_LAT = (0.8293, 55.8271)  # the box in which the shift is applied
CHINA_LON = (72.004, 137.8347)
_AXIS_M = 6378245.0  # Krasovsky 1940
_E2 = 0.00669342162296594323


def inside_china(lat: ArrayLike, lon: ArrayLike) -> NDArray[np.bool_]:
    """Whether the shift applies; a plain box, as the shift itself has it."""
    lat_, lon_ = np.asarray(lat, dtype=np.float64), np.asarray(lon, dtype=np.float64)
    return (lat_ >= CHINA_LAT[0]) & (lat_ <= CHINA_LAT[1]) & (lon_ >= CHINA_LON[0]) & (lon_ <= CHINA_LON[1])


def _waves(v: Floats) -> Floats:
    """The sines that both axes share, in the coordinate that the term depends on."""
    return (20.0 * np.sin(v * np.pi) + 40.0 * np.sin(v / 3.0 * np.pi)) * 2.0 / 3.0


def _shift(lat: Floats, lon: Floats) -> tuple[Floats, Floats]:
    """(dlat, dlon) in degrees that GCJ-02 adds at a WGS-84 place inside the box."""
    x, y = lon - 105.0, lat - 35.0
    ripple = (20.0 * np.sin(6.0 * x * np.pi) + 20.0 * np.sin(2.0 * x * np.pi)) * 2.0 / 3.0
    root = np.sqrt(np.abs(x))
    north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + ripple
    north += _waves(y) + (160.0 * np.sin(y / 12.0 * np.pi) + 320.0 * np.sin(y * np.pi / 30.0)) * 2.0 / 3.0
    east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + ripple
    east += _waves(x) + (150.0 * np.sin(x / 12.0 * np.pi) + 300.0 * np.sin(x / 30.0 * np.pi)) * 2.0 / 3.0
    rad = np.radians(lat)
    magic = 1.0 - _E2 * np.sin(rad) ** 2
    dlat = np.degrees(north / (_AXIS_M * (1.0 - _E2) / (magic * np.sqrt(magic))))
    dlon = np.degrees(east / (_AXIS_M / np.sqrt(magic) * np.cos(rad)))
    return dlat, dlon


def wgs84_to_gcj02(lat: ArrayLike, lon: ArrayLike) -> tuple[Floats, Floats]:
    """What AMap would show for a receiver's position."""
    lat_, lon_ = np.asarray(lat, dtype=np.float64), np.asarray(lon, dtype=np.float64)
    dlat, dlon = _shift(lat_, lon_)
    inside = inside_china(lat_, lon_)
    return np.where(inside, lat_ + dlat, lat_), np.where(inside, lon_ + dlon, lon_)


def gcj02_to_wgs84(lat: ArrayLike, lon: ArrayLike) -> tuple[Floats, Floats]:
    """The true place of an AMap coordinate, to better than a millimetre.

    The shift has no closed inverse; it changes so slowly that taking it at the last guess converges in a few rounds.
    """
    lat_, lon_ = np.asarray(lat, dtype=np.float64), np.asarray(lon, dtype=np.float64)
    guess_lat, guess_lon = lat_, lon_
    for _ in range(6):
        there_lat, there_lon = wgs84_to_gcj02(guess_lat, guess_lon)
        guess_lat, guess_lon = guess_lat + (lat_ - there_lat), guess_lon + (lon_ - there_lon)
    inside = inside_china(lat_, lon_)
    return np.where(inside, guess_lat, lat_), np.where(inside, guess_lon, lon_)
