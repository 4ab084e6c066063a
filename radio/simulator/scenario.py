"""A drill as a TOML file: reading it, and naming line and key of whatever is wrong in it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import resources
from radio.simulator.curves import Curve
from radio.simulator.parts import (
    DrillDevice,
    DrillEvent,
    DrillForce,
    DrillModem,
    DrillPanel,
    DrillRelay,
    DrillStation,
    LineKind,
    Scenario,
)
from radio.toml_places import place

__all__ = ["DrillDevice", "Scenario", "ScenarioError", "load_scenario"]

FORCE_KINDS = frozenset(
    {
        *("fire_rescue", "professional", "social", "grassroots", "military"),
        *("medical", "police", "traffic", "power", "telecom"),
    }
)
DO = frozenset({"alarm", "say", "status", "emergency", "report", "skip", "vanish", "come_back", "garbage", "cut", "silent"})


class ScenarioError(Exception):
    """The file is no scenario: what is wrong, and where (file, line, key)."""

    def __init__(self, reason: str, where: str) -> None:
        super().__init__(f"{where}: {reason}")
        self.reason = reason
        self.where = where


def load_scenario(path_or_name: str | Path) -> Scenario:
    """A scenario from a file, or one of ours by its name.

    Raises:
        ScenarioError: naming the line and the key.
    """
    path = Path(path_or_name)
    if path.suffix != ".toml" and not path.exists():
        try:
            path = resources.path("scenarios", f"{path_or_name}.toml")
        except FileNotFoundError:
            raise ScenarioError("there is no scenario of this name, and no such file", str(path_or_name)) from None
    try:
        text = path.read_text(encoding="utf-8-sig")
        data = tomllib.loads(text)
    except OSError as problem:
        raise ScenarioError(problem.strerror or str(problem), str(path)) from problem
    except UnicodeDecodeError as problem:
        raise ScenarioError("is not UTF-8 text", path.name) from problem
    except tomllib.TOMLDecodeError as problem:
        raise ScenarioError(f"is not TOML: {problem}", path.name) from problem
    return _Reader(path.name, text, data).scenario(path.stem)


class _Row:
    """One table: typed access that names line and key when something is wrong."""

    def __init__(self, file: str, text: str, table: str, index: int, data: Mapping[str, Any]) -> None:
        self._where = (file, text, table, index)
        self._data = dict(data)
        self._known: set[str] = set()

    def fail(self, reason: str, key: str | None = None) -> ScenarioError:
        """An error at this place."""
        return ScenarioError(reason, place(*self._where, key))

    def text(self, key: str, default: str | None = None) -> str:
        """A text; without a default it must be there and not empty."""
        value = self._get(key, default)
        if not isinstance(value, str) or (default is None and not value):
            raise self.fail("must be a text" if key in self._data else "is missing", key)
        return value

    def choice(self, key: str, allowed: Sequence[str], default: str | None = None) -> str:
        """One of some words."""
        value = self.text(key, default)
        if value not in allowed:
            raise self.fail(f"{value!r} is none of {', '.join(sorted(allowed))}", key)
        return value

    def number(self, key: str, low: float, high: float, default: float | None = None) -> float:
        """A number between bounds."""
        value = self._get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.fail("must be a number" if key in self._data else "is missing", key)
        if not low <= value <= high:
            raise self.fail(f"{value:g} is not between {low:g} and {high:g}", key)
        return float(value)

    def words(self, key: str) -> tuple[str, ...]:
        """A list of words, empty where it is not there."""
        value = self._get(key, [])
        if not isinstance(value, list) or not all(isinstance(word, str) and word and not set(word) & set(" |") for word in value):
            raise self.fail("must be a list of words", key)
        return tuple(value)

    def pairs(self, key: str, default: tuple[tuple[float, float], ...] | None = None) -> tuple[tuple[float, float], ...]:
        """A list of pairs of numbers."""
        if key not in self._data and default is not None:
            self._known.add(key)
            return default
        value = self._get(key, None)
        good = (
            isinstance(value, list)
            and value
            and all(isinstance(pair, list) and len(pair) == 2 and all(isinstance(n, int | float) for n in pair) for pair in value)
        )
        if not good:
            raise self.fail("must be a list of pairs of numbers" if key in self._data else "is missing", key)
        return tuple((float(pair[0]), float(pair[1])) for pair in value)

    def curve(self, key: str, low: float, high: float, default: Curve | None = None) -> Curve | None:
        """Pairs of seconds and values, the seconds ascending."""
        if key not in self._data:
            self._known.add(key)
            return default
        points = self.pairs(key)
        if any(a[0] >= b[0] for a, b in pairwise(points)):
            raise self.fail("the times must ascend", key)
        if any(not low <= value <= high for _, value in points):
            raise self.fail(f"every value must be between {low:g} and {high:g}", key)
        return Curve(points)

    def rest(self) -> dict[str, Any]:
        """Everything that was not asked for."""
        return {key: value for key, value in self._data.items() if key not in self._known}

    def no_more(self) -> None:
        """Nothing unknown may be left: a mistyped key must not be ignored."""
        for key in self.rest():
            raise self.fail(f"unknown key; known here are {', '.join(sorted(self._known))}", key)

    def _get(self, key: str, default: Any) -> Any:
        self._known.add(key)
        return self._data.get(key, default)


class _Reader:
    def __init__(self, file: str, text: str, data: Mapping[str, Any]) -> None:
        self._file = file
        self._text = text
        self._data = data

    def scenario(self, name: str) -> Scenario:
        top = _Row(self._file, self._text, "", 0, {k: v for k, v in self._data.items() if not isinstance(v, dict | list)})
        title = top.text("title", name)
        accelerate = top.number("accelerate", 0.01, 10_000, 1.0)
        top.no_more()
        known = {"force", "panel", "station", "modem", "relay", "event"}
        for table in self._data:
            if isinstance(self._data[table], dict | list) and table not in known:
                raise ScenarioError(f"unknown table; known are {', '.join(sorted(known))}", place(self._file, self._text, table))
        modems = [_modem(row) for row in self._rows("modem")]
        scenario = Scenario(
            name=name,
            title=title,
            accelerate=accelerate,
            forces=tuple(_force(row) for row in self._rows("force")),
            panels=tuple(_panel(row) for row in self._rows("panel")),
            stations=tuple(_station(row) for row in self._rows("station")),
            modem=modems[0] if modems else None,
            relays=tuple(_relay(row) for row in self._rows("relay")),
            events=(),
        )
        self._check_wires(scenario)
        wires = scenario.wires
        events = tuple(sorted((_event(row, wires) for row in self._rows("event")), key=lambda event: event.at_s))
        return Scenario(
            name, title, accelerate, scenario.forces, scenario.panels, scenario.stations, scenario.modem, scenario.relays, events
        )

    def _rows(self, table: str) -> list[_Row]:
        value = self._data.get(table, [])
        rows = [value] if isinstance(value, dict) else value
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise ScenarioError("must be a table", place(self._file, self._text, table))
        return [_Row(self._file, self._text, table, index, row) for index, row in enumerate(rows)]

    def _check_wires(self, scenario: Scenario) -> None:
        """A wire carries one device (a relay board: several channels)."""
        seen: set[str] = set()
        for table, items in (("force", scenario.forces), ("panel", scenario.panels), ("station", scenario.stations)):
            for index, wire in enumerate(item.wire for item in items):
                if wire in seen:
                    raise ScenarioError(f"wire {wire!r} is taken already", place(self._file, self._text, table, index, "wire"))
                seen.add(wire)


def _place(row: _Row) -> dict[str, Any]:
    return {
        "wire": row.text("wire"),
        "name": row.text("name"),
        "place": row.text("place"),
        "lat": row.number("lat", -90, 90),
        "lon": row.number("lon", -180, 180),
    }


def _line(row: _Row) -> LineKind:
    return "tcp" if row.choice("line", ("pty", "tcp"), "pty") == "tcp" else "pty"


def _force(row: _Row) -> DrillForce:
    waypoints = row.pairs("waypoints")
    if any(not (-90 <= lat <= 90 and -180 <= lon <= 180) for lat, lon in waypoints):
        raise row.fail("every waypoint is [latitude, longitude] in degrees", "waypoints")
    home = row.pairs("home", ())
    if len(home) > 1 or any(not (-90 <= lat <= 90 and -180 <= lon <= 180) for lat, lon in home):
        raise row.fail("is one [[latitude, longitude]] in degrees", "home")
    force = DrillForce(
        wire=row.text("wire"),
        name=row.text("name"),
        kind=row.choice("kind", sorted(FORCE_KINDS)),
        organisation=row.text("organisation", ""),
        crew=int(row.number("crew", 0, 10_000, 0)),
        radio=row.text("radio", ""),
        speed_kmh=row.number("speed_kmh", 0, 200, 40),
        waypoints=waypoints,
        capabilities=row.words("capabilities"),
        town=row.text("town", ""),
        home=home[0] if home else None,
    )
    if not (force.radio == "" or (force.radio.isascii() and force.radio.isdigit())):
        raise row.fail("must be the digits of a terminal's identity", "radio")
    row.no_more()
    return force


def _panel(row: _Row) -> DrillPanel:
    panel = DrillPanel(
        **_place(row),
        source=int(row.number("source", 0, 2**48 - 1)),
        line=_line(row),
        ack_timeout_s=row.number("ack_timeout_s", 0.05, 10, 10),
        later_s=row.number("later_s", 0.05, 3600, 20),
        heartbeat_s=row.number("heartbeat_s", 0.1, 3600, 25),
    )
    row.no_more()
    return panel


def _station(row: _Row) -> DrillStation:
    rain = row.curve("rain", 0, 1000, Curve(((0.0, 0.0),)))
    assert rain is not None
    level = row.curve("level", -100, 9999)
    station = DrillStation(
        **_place(row),
        station=row.text("station"),
        station_class=row.choice("class", tuple("PHKZDTMGQIO"), "H"),
        ascii=row.choice("form", ("ascii", "binary"), "binary") == "ascii",
        line=_line(row),
        report_every_s=row.number("report_every_s", 0.1, 86400, 10),
        rain=rain,
        level=level,
        alarm_level_m=row.number("alarm_level_m", -100, 9999) if "alarm_level_m" in row.rest() else None,
    )
    if len(station.station) != 10 or not station.station.isascii() or not station.station.isdigit():
        raise row.fail("must be ten digits", "station")
    row.no_more()
    return station


def _modem(row: _Row) -> DrillModem:
    modem = DrillModem(
        wire=row.text("wire"),
        name=row.text("name"),
        issi=row.text("issi", "9000"),
        deliver_after_s=row.number("deliver_after_s", 0, 600, 0.5),
        reads_after_s=row.number("reads_after_s", 0, 3600, 4.0),
    )
    row.no_more()
    return modem


def _relay(row: _Row) -> DrillRelay:
    relay = DrillRelay(**_place(row), channel=int(row.number("channel", 1, 4, 1)))
    row.no_more()
    return relay


def _event(row: _Row, wires: Sequence[str]) -> DrillEvent:
    at_s = row.number("at_s", 0, 86400 * 7)
    do = row.choice("do", sorted(DO))
    device = row.text("device")
    if device not in wires:
        raise row.fail(f"{device!r} is none of the wires {', '.join(wires)}", "device")
    return DrillEvent(at_s, do, device, row.rest())
