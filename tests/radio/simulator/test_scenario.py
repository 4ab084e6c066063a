"""Scenarios: ours is sound, and a broken one is told with its line and key."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest

import resources
from radio.gateways.wires import load_wires
from radio.simulator.scenario import Scenario, ScenarioError, load_scenario
from radio.simulator.wires import drill_wires, write_gateway_toml


@pytest.fixture(scope="module")
def default() -> Scenario:
    return load_scenario("default")


def inside(lat: float, lon: float) -> bool:
    """Is a place in the district's polygon?"""
    boundary = json.loads(resources.read_text("map", "qinzhou", "boundary.geojson"))
    odd = False
    for feature in boundary["features"]:
        shape = feature["geometry"]
        polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        for ring in (ring for polygon in polygons for ring in polygon):
            for (x0, y0), (x1, y1) in pairwise(ring):
                if (y0 > lat) != (y1 > lat) and lon < (x1 - x0) * (lat - y0) / (y1 - y0) + x0:
                    odd = not odd
    return odd


def test_the_default_drill_lies_in_the_district_and_says_that_it_is_a_drill(default: Scenario) -> None:
    assert len(default.forces) == 6 and len(default.stations) == 2 and {s.ascii for s in default.stations} == {True, False}
    places = [point for force in default.forces for point in force.waypoints]
    places += [force.home for force in default.forces if force.home]
    assert [force.town for force in default.forces if "演练" not in force.town] == []
    places += [(device.lat, device.lon) for device in default.devices if device.lat is not None and device.lon is not None]
    assert [place for place in places if not inside(*place)] == []
    assert not inside(34.58, 105.0), "the judge must be able to say no"
    assert [device.place for device in default.devices if device.lat is not None and "演练" not in device.place] == []
    assert [force.organisation for force in default.forces if "演练" not in force.organisation] == []
    assert "演练" in default.title


def test_the_devices_are_what_the_hall_registers(default: Scenario) -> None:
    by_role: dict[str, list[str]] = {}
    for device in default.devices:
        by_role.setdefault(device.role, []).append(device.address)
    assert by_role["tracker"] == [f"force-{n}" for n in range(1, 7)]
    assert by_role["radio"] == [f"100{n}" for n in range(1, 7)]
    assert by_role["fire_panel"] == ["000062050201", "000062050202"]
    assert by_role["rain_station"] == ["0062050201"] and by_role["river_station"] == ["0062050202"]
    assert by_role["relay"] == ["siren/1"]


def test_the_drill_s_wires_survive_being_written_and_read(default: Scenario, tmp_path: Path) -> None:
    wires = drill_wires(default, tmp_path)
    assert [wire.name for wire in wires if wire.link.startswith("tcp-listen://127.0.0.1:")] == ["panel-2", "station-1"]
    assert drill_wires(default, tmp_path) == wires, "the ports are chosen once"
    write_gateway_toml(wires, tmp_path / "gateway.toml")
    assert load_wires(tmp_path / "gateway.toml") == wires


def text_of_default() -> str:
    return resources.read_text("scenarios", "default.toml")


@pytest.mark.parametrize(
    ("old", "new", "key", "reason"),
    [
        ("accelerate = 60.0", "accelerate = -1", "accelerate", "between"),
        ('kind = "fire_rescue"', 'kind = "firemen"', "[force] 1, kind", "none of"),
        ("crew = 10\n", 'crew = "ten"\n', "[force] 2, crew", "number"),
        ("[[34.582, 105.717]", "[[105.717, 34.582]", "[force] 1, waypoints", "degrees"),
        ('radio = "1003"', 'radio = "A3"', "[force] 3, radio", "digits"),
        ('["ambulance", "medical"]', '["ambulance medical"]', "[force] 4, capabilities", "list of words"),
        ("home = [[34.569, 105.707]]", "home = [[105.707, 34.569]]", "[force] 2, home", "degrees"),
        ('name = "玉泉观消防主机"\n', "", "[panel] 1, name", "missing"),
        ('wire = "panel-2"', 'wire = "panel-1"', "[panel] 2, wire", "taken"),
        ('station = "0062050201"', 'station = "62"', "[station] 1, station", "ten digits"),
        ("[2400, 45.0]", "[24, 45.0]", "[station] 1, rain", "ascend"),
        ("heartbeat_s = 25.0", "heartbeats = 25.0", "[panel] 1, heartbeats", "unknown key"),
        ('device = "panel-2"', 'device = "panel-9"', "[event] 3, device", "none of the wires"),
        ('do = "say"', 'do = "shout"', "[event] 2, do", "none of"),
        ("[[relay]]", "[[relais]]", "[relais]", "unknown table"),
    ],
)
def test_a_mistake_is_named_with_line_and_key(tmp_path: Path, old: str, new: str, key: str, reason: str) -> None:
    text = text_of_default()
    assert old in text
    line = text[: text.index(old)].count("\n") + 1
    path = tmp_path / "mine.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ScenarioError) as refused:
        load_scenario(path)
    assert key in refused.value.where and reason in refused.value.reason
    if reason != "missing":  # a key that is not there has no line of its own
        assert f"mine.toml line {line}" in refused.value.where


def test_no_scenario_no_toml(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="no scenario of this name"):
        load_scenario("there-is-none")
    path = tmp_path / "broken.toml"
    path.write_text("title = \n")
    with pytest.raises(ScenarioError, match="line 1"):
        load_scenario(path)
