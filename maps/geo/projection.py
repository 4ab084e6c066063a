"""Web Mercator for screens: degrees to pixels and back, vectorised.

The world is a square of side 1 (EPSG:3857, north-west corner at 0, 0); at zoom ``z`` it is ``256 * 2**z`` pixels wide.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

TILE_PX = 256
MAX_LAT = 85.05112877980659  # where the Mercator square ends
EARTH_M = 40_075_016.685578488  # equator of WGS-84

Floats = NDArray[np.float64]


def to_world(lat: ArrayLike, lon: ArrayLike) -> tuple[Floats, Floats]:
    """Degrees to the unit square; latitudes beyond the square are clamped, NaN stays NaN."""
    lat_rad = np.radians(np.clip(np.asarray(lat, dtype=np.float64), -MAX_LAT, MAX_LAT))
    x = np.asarray(lon, dtype=np.float64) / 360.0 + 0.5
    y = 0.5 - np.arcsinh(np.tan(lat_rad)) / (2.0 * math.pi)
    return x, y


def from_world(x: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
    """The unit square back to (lat, lon) in degrees."""
    lat = np.degrees(np.arctan(np.sinh((0.5 - np.asarray(y, dtype=np.float64)) * 2.0 * math.pi)))
    return lat, (np.asarray(x, dtype=np.float64) - 0.5) * 360.0


@dataclass(frozen=True, slots=True)
class Bounds:
    """A box of degrees that does not cross the date line."""

    west: float
    south: float
    east: float
    north: float

    @property
    def centre(self) -> tuple[float, float]:
        """(lat, lon) of the middle as the screen shows it: half way in Mercator, not in degrees."""
        x, y = to_world([self.south, self.north], [self.west, self.east])
        lat, lon = from_world(x.mean(), y.mean())
        return float(lat), float(lon)

    def contains(self, lat: float, lon: float) -> bool:
        return self.south <= lat <= self.north and self.west <= lon <= self.east


@dataclass(frozen=True, slots=True)
class Viewport:
    """Where a screen of ``width`` x ``height`` pixels looks: its centre and zoom."""

    lat: float
    lon: float
    zoom: float
    width: int
    height: int

    @property
    def world_px(self) -> float:
        """Side of the whole world at this zoom, in pixels."""
        return TILE_PX * float(2.0**self.zoom)

    @property
    def origin_px(self) -> tuple[float, float]:
        """World pixel under the upper left corner."""
        x, y = to_world(self.lat, self.lon)
        return float(x) * self.world_px - self.width / 2, float(y) * self.world_px - self.height / 2

    def to_screen(self, lat: ArrayLike, lon: ArrayLike) -> tuple[Floats, Floats]:
        x, y = to_world(lat, lon)
        left, top = self.origin_px
        return x * self.world_px - left, y * self.world_px - top

    def to_geo(self, x: float, y: float) -> tuple[float, float]:
        left, top = self.origin_px
        lat, lon = from_world((left + x) / self.world_px, (top + y) / self.world_px)
        return float(lat), float(lon)

    def panned(self, dx: float, dy: float) -> Viewport:
        """Looking ``dx`` pixels further east and ``dy`` further south."""
        lat, lon = self.to_geo(self.width / 2 + dx, self.height / 2 + dy)
        return replace(self, lat=lat, lon=lon)

    def zoomed(self, zoom: float, anchor_x: float, anchor_y: float) -> Viewport:
        """The same place stays under the anchor: what the wheel points at must not run away."""
        lat, lon = self.to_geo(anchor_x, anchor_y)
        there = replace(self, zoom=zoom)
        x, y = there.to_screen(lat, lon)
        return there.panned(float(x) - anchor_x, float(y) - anchor_y)

    def aligned(self) -> Viewport:
        """The nearest view whose corner is a whole pixel, so that images shift without being resampled."""
        left, top = self.origin_px
        return self.panned(round(left) - left, round(top) - top)

    def bounds(self) -> Bounds:
        north, west = self.to_geo(0, 0)
        south, east = self.to_geo(self.width, self.height)
        return Bounds(west, south, east, north)

    @property
    def metres_per_px(self) -> float:
        """Ground length of a pixel at the centre."""
        return EARTH_M * math.cos(math.radians(self.lat)) / self.world_px


def fit(bounds: Bounds, width: int, height: int, margin_px: int = 24) -> Viewport:
    """The view that shows all of ``bounds`` with a margin around."""
    x, y = to_world([bounds.north, bounds.south], [bounds.west, bounds.east])
    free_w, free_h = max(width - 2 * margin_px, 1), max(height - 2 * margin_px, 1)
    span_x, span_y = max(float(x[1] - x[0]), 1e-9), max(float(y[1] - y[0]), 1e-9)
    zoom = math.log2(min(free_w / span_x, free_h / span_y) / TILE_PX)
    lat, lon = bounds.centre
    return Viewport(lat, lon, zoom, width, height)
