"""``oneboard basemap build|info``: a district's own map pack out of its own files, and what a pack holds."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from maps.geo.errors import MapDataError
    from maps.geo.pack import Pack

# What is wrong, and what to do about it: one sentence each.
FAULTS = {
    "missing": "there is no such file; check the path",
    "unreadable": "the file cannot be read; check its rights and whether it was copied completely",
    "not_geojson": "this is no GeoJSON; export the layer as GeoJSON (RFC 7946, UTF-8)",
    "wrong_geometry": "nothing in it has the geometry that this layer needs; give a file with such features",
    "out_of_range": "it holds coordinates that are no degrees; export it in WGS-84 longitude and latitude",
    "not_geotiff": "this is no plain GeoTIFF of one band, north up; convert it, for example with gdal_translate",
    "projected": "the heights are on a projected grid; warp them to degrees, for example with gdalwarp -t_srs EPSG:4326",
    "no_overlap": "the heights do not cover the district; give a raster of the area of the boundary",
    "not_mbtiles": "this is no MBTiles file; give one with the tables metadata and tiles",
    "no_tiles": "the MBTiles file holds no tiles; make it again",
    "not_divisions": 'this is no list of divisions; it must be JSON with "towns", each with "code", "name" and "villages"',
    "missing_columns": "the table lacks columns; its first line must name them",
    "bad_row": "a row of the table cannot be read; correct it",
    "bad_pack": "pack.toml cannot be used; correct it or build the pack again",
    "exists": "the folder holds something already; choose another or, for a pack, add --replace",
}
FILES = {
    "boundary": "district outline, GeoJSON polygons",
    "dem": "heights, GeoTIFF in degrees; the relief is made from them",
    "relief": "a finished relief, MBTiles, instead of one made from --dem",
    "neighbours": "outlines around the district, GeoJSON polygons",
    "roads": "roads, GeoJSON lines",
    "rails": "railways, GeoJSON lines",
    "contours": "contour lines, GeoJSON lines",
    "divisions": "towns and villages, JSON",
    "stations": "stations with places, CSV: cma_id, name, lon, lat, alt_m",
    "notice": "sources and licences of the files, a text that goes into the pack",
}
VECTORS = ("boundary", "neighbours", "rivers", "roads", "rails", "contours")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The two actions."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    build = actions.add_parser("build", help="make a pack from files")
    for name, words in FILES.items():
        build.add_argument(f"--{name}", type=Path, metavar="FILE", required=name == "boundary", help=words)
    build.add_argument(
        "--rivers",
        type=Path,
        metavar="FILE",
        action="append",
        default=[],
        help="rivers, GeoJSON lines; may be given again: a river named in an earlier file is left out of later ones",
    )
    build.add_argument("--out", type=Path, metavar="DIR", required=True, help="folder of the new pack")
    build.add_argument("--name", default="", help="name of the district (else the boundary's own)")
    build.add_argument("--adcode", default="", help="six-digit code of the district (else the boundary's own)")
    build.add_argument("--attribution", action="append", default=[], metavar="TEXT", help="credit shown on the map")
    build.add_argument("--gcj02", action="append", default=[], choices=VECTORS, help="this layer's file is GCJ-02: take it to WGS-84")
    build.add_argument("--max-zoom", type=_level, default=11, metavar="7-14", help="deepest level of the relief (11)")
    build.add_argument("--replace", action="store_true", help="put the new pack in the place of an old one")
    info = actions.add_parser("info", help="what a pack holds")
    info.add_argument("pack", type=Path, nargs="?", metavar="DIR", help="folder of the pack (else the base pack)")


def _level(text: str) -> int:
    if not (text.isdigit() and 7 <= int(text) <= 14):
        raise argparse.ArgumentTypeError(f"{text!r} is no level from 7 to 14")
    return int(text)


def run(options: argparse.Namespace) -> int:
    """Do it; a file that cannot be used is one line on the error stream and exit code 2."""
    from maps.geo.errors import MapDataError

    try:
        return _build(options) if options.action == "build" else _info(options.pack)
    except MapDataError as error:
        print(f"oneboard basemap: {in_words(error)}", file=sys.stderr)
        return 2
    except OSError as error:
        where = f": {error.filename}" if error.filename else ""
        print(f"oneboard basemap: {error.strerror or error}{where}", file=sys.stderr)
        return 1


def in_words(error: MapDataError) -> str:
    """One line: the file, what is wrong with it and what to do, and the detail that a technician wants."""
    detail = f" ({error.detail})" if error.detail else ""
    return f"{error.path}: {FAULTS[error.fault]}{detail}"


def _build(options: argparse.Namespace) -> int:
    from maps.geo.build import BuildRequest, build

    if options.dem is None and options.relief is None:
        print("oneboard basemap: no --dem and no --relief: the map will have no ground", file=sys.stderr)
    request = BuildRequest(
        **{name: getattr(options, name) for name in FILES},
        out=options.out,
        rivers=tuple(options.rivers),
        name=options.name,
        adcode=options.adcode,
        attribution=tuple(options.attribution),
        gcj02=tuple(options.gcj02),
        max_zoom=options.max_zoom,
        replace=options.replace,
    )
    _table(build(request))
    return 0


def _info(folder: Path | None) -> int:
    import resources
    from maps.geo.pack import load_pack

    _table(load_pack(folder or resources.path("map", "qinzhou")))
    return 0


def _table(pack: Pack) -> None:
    from maps.geo.mbtiles import MBTiles

    box = pack.bounds
    rows = {
        "folder": str(pack.root),
        "name": pack.name,
        "adcode": pack.adcode or "–",
        "datum": pack.datum,
        "bounds": f"{box.west:.4f}–{box.east:.4f}°E {box.south:.4f}–{box.north:.4f}°N",
        "boundary": f"{sum(len(line) for shape in pack.boundary for line in shape.lines)} vertices",
    }
    if pack.relief is not None:
        tiles = MBTiles(pack.relief)
        rows["relief"] = f"{tiles.count()} tiles, levels {tiles.min_zoom} to {tiles.max_zoom}"
        tiles.close()
    for layer in ("neighbours", "rivers", "roads", "rails", "contours", "stations"):
        count = len(getattr(pack, layer))
        rows[layer] = str(count) if count else "–"
    villages = sum(len(town.villages) for town in pack.towns)
    rows["divisions"] = f"{len(pack.towns)} towns, {villages} villages, none with a place" if pack.towns else "–"
    rows["heights"] = "yes" if pack.dem else "–"
    rows["credits"] = " · ".join(pack.attribution) or "–"
    width = max(len(key) for key in rows)
    for key, value in rows.items():
        print(f"{key:<{width}}  {value}")
