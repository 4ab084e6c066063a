"""Lines and areas of GeoJSON (RFC 7946) as arrays, checked once when they are read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from maps.geo.datum import gcj02_to_wgs84
from maps.geo.errors import MapDataError
from maps.geo.projection import Bounds

Line = NDArray[np.float64]  # n x 2: longitude, latitude

_LINES = {"LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}  # depth of the coordinate lists
AREAS = ("Polygon", "MultiPolygon")
LINES = ("LineString", "MultiLineString")


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """One named thing made of lines, or of rings when it is an area; ``rank`` says how important, 1 the least."""

    name: str
    rank: int
    lines: tuple[Line, ...]

    @property
    def bounds(self) -> Bounds:
        low = np.min([line.min(axis=0) for line in self.lines], axis=0)
        high = np.max([line.max(axis=0) for line in self.lines], axis=0)
        return Bounds(float(low[0]), float(low[1]), float(high[0]), float(high[1]))


def union(boxes: Iterable[Bounds]) -> Bounds:
    """The box around all boxes; there must be one."""
    found = list(boxes)
    return Bounds(
        min(box.west for box in found),
        min(box.south for box in found),
        max(box.east for box in found),
        max(box.north for box in found),
    )


def _flat(coordinates: Any, depth: int) -> Iterator[Any]:
    if depth == 1:
        yield coordinates
    else:
        for part in coordinates:
            yield from _flat(part, depth - 1)


def _rank(properties: dict[str, Any]) -> int:
    """A derived stream has an order of 1…3; what has none is of the first rank only if it has a name."""
    order = properties.get("order")
    if isinstance(order, int):
        return max(1, min(order, 3))
    return 3 if properties.get("name") else 1


def read_document(path: Path) -> dict[str, Any]:
    """A GeoJSON FeatureCollection or single Feature as a dictionary with ``features``."""
    if not path.is_file():
        raise MapDataError("missing", path)
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise MapDataError("not_geojson", path, str(error)) from error
    if isinstance(document, dict) and document.get("type") == "Feature":
        document = {"type": "FeatureCollection", "features": [document]}
    if not isinstance(document, dict) or not isinstance(document.get("features"), list):
        raise MapDataError("not_geojson", path, "no features")
    return document


def read_shapes(path: Path, kinds: tuple[str, ...]) -> tuple[Shape, ...]:
    """Every feature of the wanted geometry kinds; none at all, or coordinates that are no degrees, is an error."""
    shapes = []
    for index, feature in enumerate(read_document(path)["features"]):
        geometry = feature.get("geometry") if isinstance(feature, dict) else None
        if not isinstance(geometry, dict) or geometry.get("type") not in kinds:
            continue
        lines = _lines(path, index, geometry)
        if lines:
            properties = feature.get("properties") or {}
            shapes.append(Shape(str(properties.get("name") or ""), _rank(properties), lines))
    if not shapes:
        raise MapDataError("wrong_geometry", path, " / ".join(kinds))
    return tuple(shapes)


def _lines(path: Path, index: int, geometry: dict[str, Any]) -> tuple[Line, ...]:
    lines = []
    for part in _flat(geometry["coordinates"], _LINES[geometry["type"]]):
        try:
            line = np.array([pair[:2] for pair in part], dtype=np.float64)
        except (TypeError, ValueError, IndexError) as error:
            raise MapDataError("not_geojson", path, f"feature {index}: {error}") from error
        if line.ndim != 2 or line.shape[1] != 2 or len(line) < 2:
            continue
        if not (np.isfinite(line).all() and np.abs(line[:, 0]).max() <= 180 and np.abs(line[:, 1]).max() <= 90):
            raise MapDataError("out_of_range", path, f"feature {index}")
        lines.append(line)
    return tuple(lines)


def shifted(document: dict[str, Any], to_wgs84: Callable[..., Any] = gcj02_to_wgs84) -> dict[str, Any]:
    """A copy of a GeoJSON document with every coordinate taken from GCJ-02 to WGS-84."""

    def move(node: Any) -> Any:
        if isinstance(node, list) and len(node) >= 2 and all(isinstance(value, int | float) for value in node[:2]):
            lat, lon = to_wgs84(node[1], node[0])
            return [round(float(lon), 6), round(float(lat), 6), *node[2:]]
        return [move(child) for child in node] if isinstance(node, list) else node

    features = []
    for feature in document["features"]:
        geometry = feature.get("geometry")
        if geometry:
            geometry = {**geometry, "coordinates": move(geometry["coordinates"])}
        features.append({**feature, "geometry": geometry})
    return {**document, "features": features}


def inside(shape: Shape, lon: float, lat: float) -> bool:
    """Whether a place lies in an area (even-odd over all its rings, so holes count)."""
    crossings = 0
    for ring in shape.lines:
        x, y = ring[:, 0], ring[:, 1]
        x2, y2 = np.roll(x, -1), np.roll(y, -1)
        spans = (y > lat) != (y2 > lat)
        at = x[spans] + (lat - y[spans]) * (x2[spans] - x[spans]) / (y2[spans] - y[spans])
        crossings += int((at > lon).sum())
    return crossings % 2 == 1
