"""Small synthetic ground for the map's tests: a GeoTIFF whose heights are known, and files of a district around it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, TiffImagePlugin

WEST, NORTH, STEP = 105.0, 35.0, 0.01

WriteTiff = Callable[..., Path]


@pytest.fixture
def write_tiff(tmp_path: Path) -> WriteTiff:
    """Writes heights as a GeoTIFF whose first cell has its upper left corner at WEST, NORTH."""

    def write(
        heights: NDArray[np.generic],
        name: str = "dem.tif",
        *,
        model: int = 2,
        point: bool = False,
        no_data: str | None = None,
        place: bool = True,
    ) -> Path:
        tags = TiffImagePlugin.ImageFileDirectory_v2()
        if place:
            tags.tagtype.update({33550: 12, 33922: 12, 34735: 3})
            tags[33550] = (STEP, STEP, 0.0)
            tags[33922] = (0.0, 0.0, 0.0, WEST, NORTH, 0.0)
            tags[34735] = (1, 1, 0, 2, 1024, 0, 1, model, 1025, 0, 1, 2 if point else 1)
        if no_data is not None:
            tags.tagtype[42113] = 2
            tags[42113] = no_data
        path = tmp_path / name
        Image.fromarray(heights.astype(np.float32)).save(path, tiffinfo=tags)
        return path

    return write


@pytest.fixture
def ramp(write_tiff: WriteTiff) -> Path:
    """100 x 100 cells that rise by 20 m a cell towards the east."""
    return write_tiff(np.tile(np.arange(100) * 20.0 + 1000.0, (100, 1)))


def feature(kind: str, coordinates: object, **properties: object) -> dict[str, object]:
    return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": coordinates}}


@pytest.fixture
def write_geojson(tmp_path: Path) -> Callable[..., Path]:
    def write(name: str, *features: dict[str, object]) -> Path:
        path = tmp_path / name
        document = {"type": "FeatureCollection", "features": list(features)}
        path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
        return path

    return write


@pytest.fixture
def boundary(write_geojson: Callable[..., Path]) -> Path:
    """A square district in the middle of the ramp."""
    ring = [[105.3, 34.3], [105.7, 34.3], [105.7, 34.7], [105.3, 34.7], [105.3, 34.3]]
    return write_geojson("boundary.geojson", feature("Polygon", [ring], name="方区", adcode=990001))
