"""Hillshade and tint of a DEM as map tiles: what gives the eye valleys and ridges before any name is read.

Heights are taken through a cubic B-spline, whose second derivative is continuous: enlarging a coarse grid then shows
rounded hills instead of the facets that linear interpolation lights up.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from maps.geo.dem import Dem
from maps.geo.projection import EARTH_M, TILE_PX, from_world, to_world
from maps.geo.style import ReliefStyle
from maps.geo.tone import rgb_of

Grid = NDArray[np.float64]


def _spline(position: Grid, cells: int) -> Grid:
    """Weights (len(position) x cells) of the cubic B-spline at fractional cell positions; edges repeat."""
    base = np.floor(position).astype(np.intp)
    t = position - base
    weights = np.zeros((len(position), cells))
    parts = (
        (1 - t) ** 3 / 6,
        (3 * t**3 - 6 * t**2 + 4) / 6,
        (-3 * t**3 + 3 * t**2 + 3 * t + 1) / 6,
        t**3 / 6,
    )
    rows = np.arange(len(position))
    for offset, part in zip((-1, 0, 1, 2), parts, strict=True):
        np.add.at(weights, (rows, np.clip(base + offset, 0, cells - 1)), part)
    return weights


@dataclass(frozen=True, slots=True, eq=False)
class Shader:
    """A DEM made ready for shading: gaps filled, its known part, and the heights that the tint spreads over."""

    dem: Dem
    style: ReliefStyle
    filled: Grid
    known: Grid
    low_m: float
    high_m: float

    @classmethod
    def of(cls, dem: Dem, style: ReliefStyle) -> Shader:
        heights = dem.heights_m.astype(np.float64)
        known = np.isfinite(heights)
        low, high = np.percentile(heights[known], [1, 99.5])
        filled = np.where(known, heights, np.median(heights[known]))
        return cls(dem, style, filled, known.astype(np.float64), float(low), float(max(high, low + 1)))

    def tile(self, z: int, x: int, y: int) -> Image.Image | None:
        """The picture of one tile, or None where the DEM knows nothing of it."""
        pixels = np.arange(-1, TILE_PX + 1) + 0.5
        world = TILE_PX * 2**z
        lat, _ = from_world(0.5, (y * TILE_PX + pixels) / world)
        _, lon = from_world((x * TILE_PX + pixels) / world, 0.5)
        row, column = (self.dem.north - lat) / self.dem.step_lat, (lon - self.dem.west) / self.dem.step_lon
        rows, columns = self.filled.shape
        if row[-1] < 0 or row[0] > rows - 1 or column[-1] < 0 or column[0] > columns - 1:
            return None
        down, across = _spline(np.clip(row, 0, rows - 1), rows), _spline(np.clip(column, 0, columns - 1), columns)
        alpha = self._edge(row, rows)[1:-1, None] * self._edge(column, columns)[None, 1:-1]
        alpha *= np.clip((down @ self.known @ across.T)[1:-1, 1:-1] * 2 - 1, 0, 1)
        if not alpha.any():
            return None
        ground = EARTH_M * math.cos(math.radians(float(lat.mean()))) / world
        heights = down @ self.filled @ across.T
        colour = self._tint(heights[1:-1, 1:-1]) * self._shade(heights, ground)[..., None]
        picture = np.dstack([np.clip(colour, 0, 255), alpha * 255]).round().astype(np.uint8)
        return Image.fromarray(picture, "RGBA")

    def _edge(self, position: Grid, cells: int) -> Grid:
        """1 well inside, falling to 0 at the last known cell: the relief ends in a fade, not in a cut."""
        return np.clip(np.minimum(position, cells - 1 - position) / self.style.feather_cells, 0, 1)

    def _tint(self, heights: Grid) -> Grid:
        ramp = np.array([rgb_of(colour) for colour in self.style.ramp], dtype=np.float64)
        place = np.clip((heights - self.low_m) / (self.high_m - self.low_m), 0, 1) * (len(ramp) - 1)
        steps = np.arange(len(ramp))
        return np.dstack([np.interp(place, steps, ramp[:, band]) for band in range(3)])

    def _shade(self, heights: Grid, ground_m: float) -> Grid:
        """Light on the slope, as a factor on the tint; level ground is left as it is."""
        east = (heights[1:-1, 2:] - heights[1:-1, :-2]) / (2 * ground_m) * self.style.exaggeration
        north = (heights[:-2, 1:-1] - heights[2:, 1:-1]) / (2 * ground_m) * self.style.exaggeration
        azimuth, rise = math.radians(self.style.sun_azimuth_deg), math.radians(self.style.sun_height_deg)
        toward_east, toward_north = math.sin(azimuth) * math.cos(rise), math.cos(azimuth) * math.cos(rise)
        light = (math.sin(rise) - east * toward_east - north * toward_north) / np.sqrt(1 + east**2 + north**2)
        return np.clip(0.45 + 0.55 * light / math.sin(rise), 0.35, 1.25)


def tile_range(dem: Dem, zoom: int) -> tuple[range, range]:
    """Columns and rows of tiles that the DEM touches."""
    box = dem.bounds
    x, y = to_world([box.north, box.south], [box.west, box.east])
    side = 2**zoom
    return (
        range(int(x[0] * side), int(x[1] * side) + 1),
        range(int(y[0] * side), int(y[1] * side) + 1),
    )


def relief_tiles(dem: Dem, style: ReliefStyle, min_zoom: int, max_zoom: int) -> Iterator[tuple[int, int, int, bytes]]:
    """Every tile of the pyramid as WebP, which keeps the fading edge and is as small as JPEG."""
    shader = Shader.of(dem, style)
    for zoom in range(min_zoom, max_zoom + 1):
        columns, rows = tile_range(dem, zoom)
        for x in columns:
            for y in rows:
                picture = shader.tile(zoom, x, y)
                if picture is not None:
                    buffer = io.BytesIO()
                    picture.save(buffer, "WEBP", quality=82, method=4)
                    yield zoom, x, y, buffer.getvalue()
