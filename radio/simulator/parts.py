"""What a drill consists of: the forces, what hangs on the wires, and what happens when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from radio.simulator.curves import Curve

LineKind = Literal["pty", "tcp"]


@dataclass(frozen=True, slots=True)
class DrillForce:
    """A force of the drill; its tracker's wire is its address, ``radio`` its terminal. What it can do, its town and its home are the
    drill's own inventions, as its places are."""

    wire: str
    name: str
    kind: str
    organisation: str
    crew: int
    radio: str
    speed_kmh: float
    waypoints: tuple[tuple[float, float], ...]
    capabilities: tuple[str, ...] = ()
    town: str = ""
    home: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class DrillPanel:
    """A fire panel's transmission device."""

    wire: str
    name: str
    place: str
    lat: float
    lon: float
    source: int
    line: LineKind = "pty"
    ack_timeout_s: float = 10.0
    later_s: float = 20.0
    heartbeat_s: float = 25.0


@dataclass(frozen=True, slots=True)
class DrillStation:
    """A telemetry station."""

    wire: str
    name: str
    place: str
    lat: float
    lon: float
    station: str
    station_class: str
    ascii: bool
    line: LineKind
    report_every_s: float
    rain: Curve
    level: Curve | None
    alarm_level_m: float | None


@dataclass(frozen=True, slots=True)
class DrillModem:
    """The TETRA terminal at the hall; the forces' terminals are behind it."""

    wire: str
    name: str
    issi: str
    deliver_after_s: float = 0.5
    reads_after_s: float = 4.0


@dataclass(frozen=True, slots=True)
class DrillRelay:
    """A siren on a relay board."""

    wire: str
    name: str
    place: str
    lat: float
    lon: float
    channel: int


@dataclass(frozen=True, slots=True)
class DrillEvent:
    """Something that happens by itself."""

    at_s: float
    do: str
    device: str
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DrillDevice:
    """What the hall registers: an address on a wire, its role, its name and its (made up) place."""

    wire: str
    protocol: str
    address: str
    role: str
    name: str
    place: str = ""
    lat: float | None = None
    lon: float | None = None
    force: str | None = None
    channel: int | None = None


@dataclass(frozen=True, slots=True)
class Scenario:
    """A whole drill."""

    name: str
    title: str
    accelerate: float
    forces: tuple[DrillForce, ...]
    panels: tuple[DrillPanel, ...]
    stations: tuple[DrillStation, ...]
    modem: DrillModem | None
    relays: tuple[DrillRelay, ...]
    events: tuple[DrillEvent, ...]

    @property
    def devices(self) -> list[DrillDevice]:
        """Everything that the hall must know by name, forces' trackers and radios with the force's name."""
        out = [DrillDevice(f.wire, "nmea", f.wire, "tracker", f.name, force=f.name) for f in self.forces]
        if self.modem is not None:
            modem = self.modem.wire
            out += [DrillDevice(modem, "tetra", f.radio, "radio", f.name, force=f.name) for f in self.forces if f.radio]
        out += [DrillDevice(p.wire, "gbt26875", f"{p.source:012x}", "fire_panel", p.name, p.place, p.lat, p.lon) for p in self.panels]
        for station in self.stations:
            role = "rain_station" if station.level is None else "river_station"
            out.append(DrillDevice(station.wire, "sl651", station.station, role, station.name, station.place, station.lat, station.lon))
        out += [
            DrillDevice(r.wire, "modbus", f"{r.wire}/{r.channel}", "relay", r.name, r.place, r.lat, r.lon, channel=r.channel)
            for r in self.relays
        ]
        return out

    @property
    def wires(self) -> list[str]:
        """Names of all wires, each once."""
        names = [force.wire for force in self.forces] + [panel.wire for panel in self.panels]
        names += [station.wire for station in self.stations]
        names += [self.modem.wire] if self.modem is not None else []
        return list(dict.fromkeys([*names, *(relay.wire for relay in self.relays)]))
