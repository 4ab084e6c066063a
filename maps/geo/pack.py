"""A map pack: one folder with everything that is drawn of a district, described by its ``pack.toml``.

Towns and villages come from the national list of divisions, which has names and codes and no coordinates: they are
carried for search and for forms, and are drawn only where a district has imported a place for them.
"""

from __future__ import annotations

import csv
import json
import tomllib
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from maps.geo.errors import MapDataError
from maps.geo.projection import Bounds
from maps.geo.vectors import AREAS, LINES, Shape, read_shapes

PACK_FILE = "pack.toml"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Village:
    """A village or neighbourhood committee; where it lies is not known."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Town:
    """A town or street; where its seat lies is not known."""

    code: str
    name: str
    kind: str
    villages: tuple[Village, ...]


@dataclass(frozen=True, slots=True)
class Station:
    """A public weather or rain station whose place is published."""

    id: str
    name: str
    lat: float
    lon: float
    alt_m: float | None


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """What one folder holds, ready to be drawn."""

    root: Path
    name: str
    adcode: str
    datum: str
    bounds: Bounds
    centre: tuple[float, float]
    attribution: tuple[str, ...]
    relief: Path | None = None
    dem: Path | None = None
    boundary: tuple[Shape, ...] = ()
    neighbours: tuple[Shape, ...] = ()
    rivers: tuple[Shape, ...] = ()
    roads: tuple[Shape, ...] = ()
    rails: tuple[Shape, ...] = ()
    contours: tuple[Shape, ...] = ()
    towns: tuple[Town, ...] = ()
    stations: tuple[Station, ...] = ()


def load_pack(root: Path) -> Pack:
    """Read a pack folder; what is listed in it must be there and be what it claims to be."""
    path = root / PACK_FILE
    if not path.is_file():
        raise MapDataError("missing", path)
    try:
        sheet = tomllib.loads(path.read_text(encoding="utf-8"))
        pack = _head(root, sheet)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise MapDataError("bad_pack", path, str(error)) from error
    return _with_layers(pack, sheet.get("layers", {}))


def _head(root: Path, sheet: dict[str, Any]) -> Pack:
    if sheet["format"] != FORMAT:
        raise ValueError(f"format {sheet['format']}, not {FORMAT}")
    if sheet["datum"] != "WGS-84":
        raise ValueError(f"datum {sheet['datum']}, not WGS-84")
    west, south, east, north = (float(value) for value in sheet["bounds"])
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        raise ValueError(f"bounds {west}, {south}, {east}, {north}")
    lat, lon = (float(value) for value in sheet["centre"])
    attribution = tuple(str(line) for line in sheet.get("attribution", ()))
    box = Bounds(west, south, east, north)
    return Pack(root, str(sheet["name"]), str(sheet["adcode"]), str(sheet["datum"]), box, (lat, lon), attribution)


def _with_layers(pack: Pack, layers: dict[str, Any]) -> Pack:
    def one(key: str) -> Path | None:
        return pack.root / str(layers[key]) if key in layers else None

    def shapes(key: str, kinds: tuple[str, ...]) -> tuple[Shape, ...]:
        named = layers.get(key, [])
        names = [named] if isinstance(named, str) else named
        return tuple(shape for name in names for shape in read_shapes(pack.root / str(name), kinds))

    for path in (one("relief"), one("dem")):
        if path is not None and not path.is_file():
            raise MapDataError("missing", path)
    divisions, stations = one("divisions"), one("stations")
    return replace(
        pack,
        relief=one("relief"),
        dem=one("dem"),
        boundary=shapes("boundary", AREAS),
        neighbours=shapes("neighbours", AREAS),
        rivers=shapes("rivers", LINES),
        roads=shapes("roads", LINES),
        rails=shapes("rails", LINES),
        contours=shapes("contours", LINES),
        towns=read_divisions(divisions) if divisions else (),
        stations=read_stations(stations) if stations else (),
    )


def read_divisions(path: Path) -> tuple[Town, ...]:
    """Towns with their villages from a JSON list of divisions (``towns`` → ``code``, ``name``, ``kind``, ``villages``)."""
    if not path.is_file():
        raise MapDataError("missing", path)
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        return tuple(
            Town(
                str(town["code"]),
                str(town["name"]),
                str(town.get("kind", "")),
                tuple(Village(str(place["code"]), str(place["name"])) for place in town.get("villages", ())),
            )
            for town in document["towns"]
        )
    except (UnicodeDecodeError, json.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
        raise MapDataError("not_divisions", path, repr(error)) from error


def read_stations(path: Path) -> tuple[Station, ...]:
    """Stations from CSV with ``cma_id, name, lon, lat`` and maybe ``alt_m``; one without a name is called by its number."""
    if not path.is_file():
        raise MapDataError("missing", path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        wanted = {"cma_id", "name", "lon", "lat"}
        if not wanted <= set(reader.fieldnames or ()):
            raise MapDataError("missing_columns", path, ", ".join(sorted(wanted)))
        make = partial(_station, path)
        return tuple(make(reader.line_num, row) for row in reader)


def _station(path: Path, line: int, row: dict[str, str]) -> Station:
    try:
        lat, lon = float(row["lat"]), float(row["lon"])
        alt_m = float(row["alt_m"]) if row.get("alt_m") else None
    except (TypeError, ValueError) as error:
        raise MapDataError("bad_row", path, f"line {line}: {error}") from error
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise MapDataError("out_of_range", path, f"line {line}")
    return Station(row["cma_id"], row["name"] or row["cma_id"], lat, lon, alt_m)
