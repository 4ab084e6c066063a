"""Ground heights from a plain GeoTIFF in degrees, read without GDAL.

Plain means: one band, north up, geographic coordinates (WGS-84 or CGCS2000), the two tags of scale and tie point.
That is what a district's survey office hands out and what the base pack has; anything else is refused by name.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from PIL import Image, UnidentifiedImageError

from maps.geo.errors import MapDataError
from maps.geo.projection import Bounds

# Tags of GeoTIFF 1.1 (OGC 19-008r4) and of GDAL's "no data".
_SCALE, _TIE, _MATRIX, _GEO_KEYS, _NO_DATA = 33550, 33922, 34264, 34735, 42113
_KEY_MODEL, _KEY_RASTER, _MODEL_GEOGRAPHIC, _PIXEL_IS_POINT = 1024, 1025, 2, 2


@dataclass(frozen=True, slots=True, eq=False)
class Dem:
    """Heights in metres by row from the north; ``west``/``north`` is the *centre* of the first cell; NaN is unknown."""

    heights_m: NDArray[np.float32]
    west: float
    north: float
    step_lon: float
    step_lat: float

    @property
    def bounds(self) -> Bounds:
        """From the first cell's centre to the last one's: beyond them nothing is known."""
        rows, columns = self.heights_m.shape
        south = self.north - (rows - 1) * self.step_lat
        return Bounds(self.west, south, self.west + (columns - 1) * self.step_lon, self.north)

    def height_m(self, lat: ArrayLike, lon: ArrayLike) -> NDArray[np.float64]:
        """Bilinear height; NaN outside and beside unknown cells."""
        row = (self.north - np.asarray(lat, dtype=np.float64)) / self.step_lat
        column = (np.asarray(lon, dtype=np.float64) - self.west) / self.step_lon
        rows, columns = self.heights_m.shape
        inside = (row >= 0) & (row <= rows - 1) & (column >= 0) & (column <= columns - 1)
        r = np.clip(np.nan_to_num(row), 0, rows - 1)
        c = np.clip(np.nan_to_num(column), 0, columns - 1)
        r0, c0 = np.minimum(r.astype(np.intp), rows - 2), np.minimum(c.astype(np.intp), columns - 2)
        fr, fc = r - r0, c - c0
        z = self.heights_m
        upper = z[r0, c0] * (1 - fc) + z[r0, c0 + 1] * fc
        lower = z[r0 + 1, c0] * (1 - fc) + z[r0 + 1, c0 + 1] * fc
        return np.where(inside, upper * (1 - fr) + lower * fr, np.nan)


def _geo_key(tags: Any, key: int) -> int | None:
    directory = tags.get(_GEO_KEYS, ())
    for start in range(4, len(directory) - 3, 4):
        if directory[start] == key:
            return int(directory[start + 3])
    return None


def read_dem(path: Path) -> Dem:
    """The heights of a GeoTIFF, or a MapDataError that names what is wrong with it."""
    if not path.is_file():
        raise MapDataError("missing", path)
    try:
        with Image.open(path) as image:
            tags = dict(getattr(image, "tag_v2", {}))
            if len(image.getbands()) != 1:
                raise MapDataError("not_geotiff", path, f"{len(image.getbands())} bands")
            heights = np.asarray(image).astype(np.float32)
    except (UnidentifiedImageError, OSError, ValueError) as error:
        raise MapDataError("not_geotiff", path, str(error)) from error
    return Dem(_without_gaps(heights, tags), *_grid(path, tags, heights.shape))


def _without_gaps(heights: NDArray[np.float32], tags: dict[int, Any]) -> NDArray[np.float32]:
    no_data = tags.get(_NO_DATA)
    if no_data is not None:
        heights[heights == np.float32(str(no_data).strip("\x00 "))] = np.nan
    heights[np.abs(heights) > 9000] = np.nan  # deeper or higher than any ground: a filler that no tag names
    return heights


def _grid(path: Path, tags: dict[int, Any], shape: tuple[int, ...]) -> tuple[float, float, float, float]:
    if _MATRIX in tags or _SCALE not in tags or _TIE not in tags:
        raise MapDataError("not_geotiff", path, "no scale and tie point, or a rotated grid")
    if _geo_key(tags, _KEY_MODEL) != _MODEL_GEOGRAPHIC:
        raise MapDataError("projected", path)
    if min(shape) < 4:
        raise MapDataError("not_geotiff", path, f"only {shape[1]} x {shape[0]} cells")
    step_lon, step_lat = float(tags[_SCALE][0]), float(tags[_SCALE][1])
    column, row, _, lon, lat = (float(value) for value in tags[_TIE][:5])
    shift = 0.0 if _geo_key(tags, _KEY_RASTER) == _PIXEL_IS_POINT else 0.5
    west, north = lon + (shift - column) * step_lon, lat - (shift - row) * step_lat
    if not (step_lon > 0 and step_lat > 0 and -180 <= west <= 180 and -90 <= north <= 90):
        raise MapDataError("out_of_range", path, f"corner {west:.5f}, {north:.5f}")
    return west, north, step_lon, step_lat
