"""Packs: built from files, read back, refused with a reason; and the base pack itself."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import resources
from maps.geo.build import BuildRequest, build
from maps.geo.errors import MapDataError
from maps.geo.mbtiles import MBTiles
from maps.geo.pack import PACK_FILE, load_pack, read_stations
from maps.geo.vectors import AREAS, inside, read_shapes
from tests.maps.conftest import feature

WriteGeojson = Callable[..., Path]


@pytest.fixture
def request_(tmp_path: Path, ramp: Path, boundary: Path, write_geojson: WriteGeojson) -> BuildRequest:
    """Everything a small district has."""
    line = [[105.31, 34.5], [105.6, 34.5]]
    divisions = tmp_path / "d.json"
    town = {"code": "990001001000", "name": "甲镇", "kind": "镇", "villages": [{"code": "990001001201", "name": "乙村"}]}
    divisions.write_text(json.dumps({"towns": [town]}), encoding="utf-8")
    stations = tmp_path / "s.csv"
    stations.write_text("cma_id,name,lon,lat,alt_m\n99001,丙站,105.5,34.5,1200\n99002,,105.4,34.4,\n", encoding="utf-8")
    return BuildRequest(
        out=tmp_path / "pack",
        boundary=boundary,
        dem=ramp,
        rivers=(
            write_geojson("r1.geojson", feature("LineString", line, name="丁河")),
            write_geojson(
                "r2.geojson",
                feature("LineString", line, name="丁河", order=3),
                feature("LineString", [[105.4, 34.4], [105.5, 34.6]], order=1),
            ),
        ),
        roads=write_geojson("roads.geojson", feature("MultiLineString", [line, line])),
        divisions=divisions,
        stations=stations,
        attribution=("测试数据",),
        max_zoom=8,
    )


def test_a_pack_holds_what_was_given(request_: BuildRequest) -> None:
    pack = build(request_)
    assert (pack.name, pack.adcode, pack.attribution) == ("方区", "990001", ("测试数据",))
    assert (pack.bounds.west, pack.bounds.north) == (105.3, 34.7)
    assert pack.centre == pytest.approx((34.5005, 105.5), abs=1e-3)
    assert [len(road.lines) for road in pack.roads] == [2]
    assert [(town.name, [v.name for v in town.villages]) for town in pack.towns] == [("甲镇", ["乙村"])]
    assert [(s.name, s.alt_m) for s in pack.stations] == [("丙站", 1200.0), ("99002", None)]
    assert pack.relief is not None and pack.dem is not None
    tiles = MBTiles(pack.relief)
    assert (tiles.min_zoom, tiles.max_zoom) == (7, 8)
    tiles.close()


def test_a_river_of_two_sources_is_drawn_once(request_: BuildRequest) -> None:
    assert [(river.name, river.rank) for river in build(request_).rivers] == [("丁河", 3), ("", 1)]


def test_gcj02_is_taken_out_of_the_layers_named(request_: BuildRequest, tmp_path: Path) -> None:
    shifted = build(BuildRequest(out=tmp_path / "w", boundary=request_.boundary, gcj02=("boundary",)))
    east_m = (105.3 - shifted.bounds.west) * 111_320 * math.cos(math.radians(34.5))
    assert 200 < east_m < 700  # GCJ-02 lies some hundreds of metres to the east here


def test_nothing_is_written_when_a_file_is_bad(request_: BuildRequest, tmp_path: Path, write_geojson: WriteGeojson) -> None:
    bad = write_geojson("bad.geojson", feature("LineString", [[105.0, 134.0], [106.0, 34.0]]))
    with pytest.raises(MapDataError) as caught:
        build(BuildRequest(out=request_.out, boundary=request_.boundary, roads=bad))
    assert (caught.value.fault, caught.value.path) == ("out_of_range", bad)
    assert not request_.out.exists()
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_a_pack_is_replaced_only_when_asked_and_nothing_else_ever(request_: BuildRequest, tmp_path: Path) -> None:
    first = BuildRequest(out=tmp_path / "p", boundary=request_.boundary, name="旧")
    build(first)
    with pytest.raises(MapDataError, match="exists"):
        build(first)
    assert build(BuildRequest(out=first.out, boundary=request_.boundary, name="新", replace=True)).name == "新"
    mine = tmp_path / "documents"
    mine.mkdir()
    (mine / "letter.txt").write_text("keep me")
    with pytest.raises(MapDataError, match="exists"):
        build(BuildRequest(out=mine, boundary=request_.boundary, replace=True))
    assert (mine / "letter.txt").read_text() == "keep me"


def test_heights_of_another_place_are_refused(request_: BuildRequest, write_geojson: WriteGeojson, tmp_path: Path) -> None:
    ring = [[120.0, 30.0], [121.0, 30.0], [121.0, 31.0], [120.0, 30.0]]
    far = write_geojson("far.geojson", feature("Polygon", [ring]))
    with pytest.raises(MapDataError) as caught:
        build(BuildRequest(out=tmp_path / "x", boundary=far, dem=request_.dem))
    assert caught.value.fault == "no_overlap"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{", "not_geojson"),
        ('{"type": "FeatureCollection"}', "not_geojson"),
        ('{"type": "FeatureCollection", "features": []}', "wrong_geometry"),
        (json.dumps({"type": "FeatureCollection", "features": [feature("Point", [1, 2])]}), "wrong_geometry"),
        (json.dumps({"type": "FeatureCollection", "features": [feature("Polygon", [["a", "b"]])]}), "not_geojson"),
    ],
)
def test_vectors_that_cannot_be_used_are_named(tmp_path: Path, text: str, fault: str) -> None:
    path = tmp_path / "v.geojson"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(MapDataError) as caught:
        read_shapes(path, AREAS)
    assert caught.value.fault == fault


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("id,name\n1,a\n", "missing_columns"),
        ("cma_id,name,lon,lat\n1,a,abc,34\n", "bad_row"),
        ("cma_id,name,lon,lat\n1,a,34,105\n", "out_of_range"),
    ],
)
def test_stations_that_cannot_be_used_are_named(tmp_path: Path, text: str, fault: str) -> None:
    path = tmp_path / "s.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(MapDataError) as caught:
        read_stations(path)
    assert caught.value.fault == fault


@pytest.mark.parametrize(
    "change",
    [
        ("format = 1", "format = 2"),
        ('datum = "WGS-84"', 'datum = "GCJ-02"'),
        ("bounds = [", "bounds = [999.0, "),
        ("[layers]", "[layers"),
        ("name =", "title ="),
    ],
)
def test_a_spoilt_description_is_refused(request_: BuildRequest, change: tuple[str, str]) -> None:
    path = build(request_).root / PACK_FILE
    path.write_text(path.read_text(encoding="utf-8").replace(*change), encoding="utf-8")
    with pytest.raises(MapDataError) as caught:
        load_pack(path.parent)
    assert caught.value.fault == "bad_pack"


def test_a_listed_file_must_be_there(request_: BuildRequest) -> None:
    root = build(request_).root
    (root / "relief.mbtiles").unlink()
    with pytest.raises(MapDataError) as caught:
        load_pack(root)
    assert (caught.value.fault, caught.value.path.name) == ("missing", "relief.mbtiles")


def test_the_base_pack_is_the_district() -> None:
    pack = load_pack(resources.path("map", "qinzhou"))
    assert (pack.name, pack.adcode, pack.datum) == ("秦州区", "620502", "WGS-84")
    assert [town.kind for town in pack.towns].count("镇") == 16 and len(pack.towns) == 23
    assert sum(len(town.villages) for town in pack.towns) == 467
    assert any(town.name == "华歧镇" for town in pack.towns)
    assert any("OpenStreetMap" in credit for credit in pack.attribution)
    district = pack.boundary[0]
    within = {s.name for s in pack.stations if inside(district, s.lon, s.lat)}
    assert {"天水", "齐寿", "上磨", "东山", "庙川", "柏母"} <= within and "麦积山" not in within
    assert _area_km2(district.lines[0]) == pytest.approx(2374, rel=0.01)


def _area_km2(ring: np.ndarray) -> float:
    """By the shoelace on a sphere's local metres: good to half a percent for a district."""
    x = np.radians(ring[:, 0]) * 6371.0 * math.cos(math.radians(ring[:, 1].mean()))
    y = np.radians(ring[:, 1]) * 6371.0
    return abs(float((x * np.roll(y, -1) - np.roll(x, -1) * y).sum())) / 2
