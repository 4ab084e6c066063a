"""Building a map pack from a district's own files: check everything first, then write the folder in one go."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from maps.geo.dem import Dem, read_dem
from maps.geo.errors import MapDataError
from maps.geo.mbtiles import MBTiles, write_mbtiles
from maps.geo.pack import FORMAT, PACK_FILE, Pack, load_pack, read_divisions, read_stations
from maps.geo.projection import Bounds
from maps.geo.relief import relief_tiles
from maps.geo.style import load_relief_style
from maps.geo.vectors import AREAS, LINES, read_document, read_shapes, shifted, union

MIN_ZOOM = 7

# Layer in pack.toml, name of its file in the pack, geometry that it must hold.
_VECTORS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("boundary", "boundary", AREAS),
    ("neighbours", "neighbours", AREAS),
    ("rivers", "rivers", LINES),
    ("roads", "roads", LINES),
    ("rails", "rails", LINES),
    ("contours", "contours", LINES),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildRequest:
    """The files given and the words about them; only boundary, DEM or a finished relief, and target must be there."""

    out: Path
    boundary: Path
    dem: Path | None = None
    relief: Path | None = None
    neighbours: Path | None = None
    rivers: tuple[Path, ...] = ()
    roads: Path | None = None
    rails: Path | None = None
    contours: Path | None = None
    divisions: Path | None = None
    stations: Path | None = None
    notice: Path | None = None
    name: str = ""
    adcode: str = ""
    attribution: tuple[str, ...] = ()
    gcj02: tuple[str, ...] = ()  # layers whose files are GCJ-02 and are taken to WGS-84
    max_zoom: int = 11
    replace: bool = False

    def vectors(self, layer: str) -> tuple[Path, ...]:
        given = getattr(self, layer)
        if given is None:
            return ()
        return given if isinstance(given, tuple) else (given,)


def build(request: BuildRequest, progress: Callable[[str], None] = lambda step: None) -> Pack:
    """Make the pack and read it back, or raise MapDataError and leave the target as it was."""
    if _occupied(request.out) and not (request.replace and (request.out / PACK_FILE).is_file()):
        raise MapDataError("exists", request.out)
    dem = _check(request)
    request.out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{request.out.name}-", dir=request.out.parent) as scratch:
        work = Path(scratch) / "pack"
        work.mkdir()
        layers = _write_vectors(request, work) | _write_tables(request, work)
        progress("relief")
        layers |= _write_relief(request, work, dem)
        bounds = union(shape.bounds for shape in read_shapes(work / "boundary.geojson", AREAS))
        (work / PACK_FILE).write_text(_sheet(request, bounds, layers), encoding="utf-8")
        load_pack(work)
        if request.out.exists():
            request.out.rename(Path(scratch) / "old")
        work.rename(request.out)
    return load_pack(request.out)


def _occupied(target: Path) -> bool:
    return target.exists() and (not target.is_dir() or any(target.iterdir()))


def _check(request: BuildRequest) -> Dem | None:
    """Read everything that was given once, so that the first bad file is named before anything is written."""
    for layer, _, kinds in _VECTORS:
        for path in request.vectors(layer):
            read_shapes(path, kinds)
    if request.divisions:
        read_divisions(request.divisions)
    if request.stations:
        read_stations(request.stations)
    if request.notice and not request.notice.is_file():
        raise MapDataError("missing", request.notice)
    if request.relief:
        MBTiles(request.relief).close()
    bounds = union(shape.bounds for shape in read_shapes(request.boundary, AREAS))
    dem = read_dem(request.dem) if request.dem else None
    if dem is not None and request.dem is not None:
        have = dem.bounds
        if have.west > bounds.east or have.east < bounds.west or have.south > bounds.north or have.north < bounds.south:
            where = f"{have.west:.3f}, {have.south:.3f} … {have.east:.3f}, {have.north:.3f}"
            raise MapDataError("no_overlap", request.dem, where)
    return dem


def _write_vectors(request: BuildRequest, work: Path) -> dict[str, str | list[str]]:
    layers: dict[str, str | list[str]] = {}
    for layer, stem, _ in _VECTORS:
        names = []
        drawn: set[str] = set()
        for number, path in enumerate(request.vectors(layer)):
            document = _without(read_document(path), drawn)
            drawn |= _names(document)
            if layer in request.gcj02:
                document = shifted(document)
            name = f"{stem}{number + 1 if number else ''}.geojson"
            text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
            (work / name).write_text(text, encoding="utf-8")
            names.append(name)
        if names:
            layers[layer] = names if len(names) > 1 else names[0]
    return layers


def _names(document: dict[str, Any]) -> set[str]:
    return {str(feature["properties"]["name"]) for feature in document["features"] if _named(feature)}


def _named(feature: dict[str, Any]) -> bool:
    return bool((feature.get("properties") or {}).get("name"))


def _without(document: dict[str, Any], names: set[str]) -> dict[str, Any]:
    """A river that an earlier, better file has is not drawn a second time beside itself from a later one."""
    kept = [f for f in document["features"] if not (_named(f) and str(f["properties"]["name"]) in names)]
    return {**document, "features": kept}


def _write_tables(request: BuildRequest, work: Path) -> dict[str, str | list[str]]:
    layers: dict[str, str | list[str]] = {}
    for layer, path, name in (
        ("divisions", request.divisions, "divisions.json"),
        ("stations", request.stations, "stations.csv"),
        ("dem", request.dem, "dem.tif"),
    ):
        if path is not None:
            shutil.copyfile(path, work / name)
            layers[layer] = name
    if request.notice:
        shutil.copyfile(request.notice, work / f"SOURCES{request.notice.suffix}")
    return layers


def _write_relief(request: BuildRequest, work: Path, dem: Dem | None) -> dict[str, str | list[str]]:
    target = work / "relief.mbtiles"
    if request.relief is not None:
        shutil.copyfile(request.relief, target)
    elif dem is not None:
        box = dem.bounds
        metadata = {
            "name": f"{request.name} relief",
            "format": "webp",
            "type": "baselayer",
            "minzoom": str(MIN_ZOOM),
            "maxzoom": str(request.max_zoom),
            "bounds": f"{box.west:.6f},{box.south:.6f},{box.east:.6f},{box.north:.6f}",
        }
        write_mbtiles(target, metadata, relief_tiles(dem, load_relief_style(), MIN_ZOOM, request.max_zoom))
    else:
        return {}
    return {"relief": target.name}


def _sheet(request: BuildRequest, bounds: Bounds, layers: dict[str, str | list[str]]) -> str:
    """The text of pack.toml; JSON's strings, lists and numbers are TOML's as well."""
    properties = read_document(request.boundary)["features"][0].get("properties") or {}
    lat, lon = bounds.centre

    def quote(value: object) -> str:
        return json.dumps(value, ensure_ascii=False)

    lines = [
        f"format = {FORMAT}",
        f"name = {quote(request.name or str(properties.get('name') or request.out.name))}",
        f"adcode = {quote(request.adcode or str(properties.get('adcode') or ''))}",
        'datum = "WGS-84"',
        f"centre = [{lat:.6f}, {lon:.6f}]  # latitude, longitude",
        f"bounds = [{bounds.west:.6f}, {bounds.south:.6f}, {bounds.east:.6f}, {bounds.north:.6f}]  # W, S, E, N",
        f"attribution = {quote(list(request.attribution))}",
        "",
        "[layers]",
        *(f"{layer} = {quote(value)}" for layer, value in sorted(layers.items())),
    ]
    return "\n".join(lines) + "\n"
