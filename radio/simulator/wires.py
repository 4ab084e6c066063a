"""The hall's side of a drill: which wires lead to the simulated district, as settings and as a ``gateway.toml``."""

from __future__ import annotations

import contextlib
import os
import socket
from pathlib import Path
from typing import Any

from radio.gateways.wires import WireConfig
from radio.simulator.parts import Scenario


def line_path(run_dir: Path, wire: str) -> Path:
    """Where the serial line of a wire is found, also after a restart of either end."""
    return run_dir / "lines" / wire


def tcp_port(run_dir: Path, wire: str) -> int:
    """The loopback port on which the hall listens for a wire: chosen once, then kept."""
    path = run_dir / "lines" / f"{wire}.port"
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            number = probe.getsockname()[1]
        mine = path.with_name(f"{path.name}.{os.getpid()}")
        mine.write_text(str(number))
        with contextlib.suppress(FileExistsError):
            os.link(mine, path)  # only one of two programs that begin together wins; both then read the winner's
        mine.unlink()
    return int(path.read_text())


def drill_wires(scenario: Scenario, run_dir: Path) -> list[WireConfig]:
    """The wires of a drill hall."""
    run_dir = run_dir.absolute()
    wires: list[WireConfig] = []

    def add(name: str, label: str, protocol: str, line: str, baud: int, **options: Any) -> None:
        link = f"tcp-listen://127.0.0.1:{tcp_port(run_dir, name)}" if line == "tcp" else str(line_path(run_dir, name))
        wires.append(WireConfig(name, label, protocol, link, baud=baud, options=options))

    for panel in scenario.panels:
        add(panel.wire, panel.name, "gbt26875", panel.line, 9600, silent_after_s=3 * panel.heartbeat_s)
    for station in scenario.stations:
        silent_s = max(30.0, 3 * station.report_every_s)
        add(station.wire, station.name, "sl651", station.line, 9600, silent_after_s=silent_s)
    for force in scenario.forces:
        add(force.wire, force.name, "nmea", "pty", 4800, silent_after_s=5.0)
    if scenario.modem is not None:
        add(scenario.modem.wire, scenario.modem.name, "tetra", "pty", 9600, poll_s=10.0, silent_after_s=30.0)
    for relay in {relay.wire: relay for relay in scenario.relays}.values():
        add(relay.wire, relay.name, "modbus", "pty", 9600, map="relay_fe")
    return wires


def write_gateway_toml(wires: list[WireConfig], path: Path) -> None:
    """The same as a file that :func:`radio.gateways.wires.load_wires` reads."""
    blocks = []
    for wire in wires:
        lines = ["[[wire]]"]
        for key in ("name", "label", "protocol", "link", "baud", "bits", "parity", "stopbits", "source_hint"):
            lines.append(f"{key} = {_toml(getattr(wire, key))}")
        if wire.options:
            lines.append("[wire.options]")
            lines += [f"{key} = {_toml(value)}" for key, value in wire.options.items()]
        blocks.append("\n".join(lines) + "\n")
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(path.name + ".new")
    fresh.write_text("\n".join(blocks), encoding="utf-8")
    os.replace(fresh, path)


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_toml, value))}]"
    text = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text) + '"'
