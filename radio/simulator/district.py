"""A district of devices at the far ends of the drill hall's wires. Runs in a process of its own, and outlives the gateway."""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from radio.simulator.control import ControlServer
from radio.simulator.device import Device
from radio.simulator.fire_panel import FirePanel, PanelSettings
from radio.simulator.hydro_station import HydroStation, StationSettings
from radio.simulator.ledger import Ledger, read_ledger
from radio.simulator.lines import Line, PtyLine, TcpCaller
from radio.simulator.parts import Scenario
from radio.simulator.relay_board import RelayBoard
from radio.simulator.tetra_modem import ModemSettings, Terminal, TetraModem
from radio.simulator.tracker import Tracker, TrackerSettings
from radio.simulator.wires import line_path, tcp_port

LOCK_FILE = "district.lock"


class DistrictError(Exception):
    """The district cannot run here."""


class District:
    """All devices of one scenario.

    Args:
        scenario: what there is, and what happens.
        run_dir: where lines, ledgers and the control file are; one district at a time.
    """

    def __init__(self, scenario: Scenario, run_dir: Path) -> None:
        self.scenario = scenario
        self.run_dir = run_dir.absolute()
        self._devices: dict[str, Device] = {}
        self._ledgers: dict[str, Ledger] = {}
        self._stopping = threading.Event()
        self._lock: IO[str] | None = None
        self._control: ControlServer | None = None
        self._log = logging.getLogger(__name__)

    def start(self) -> None:
        """Switch everything on.

        Raises:
            DistrictError: another district runs here, or this system has no pseudo-terminals.
        """
        if not hasattr(os, "openpty"):
            raise DistrictError("this system has no pseudo-terminals")
        self.run_dir.mkdir(parents=True, exist_ok=True)
        self._take_lock()
        self._build()
        self._control = ControlServer(self.run_dir, self.obey)
        self._control.start()
        for device in self._devices.values():
            device.start()

    def stop(self, timeout_s: float = 5.0) -> bool:
        """Switch everything off; True if every thread ended in time."""
        self._stopping.set()
        until = time.monotonic() + timeout_s
        ended = [device.stop(max(0.1, until - time.monotonic())) for device in self._devices.values()]
        if self._control is not None:
            ended.append(self._control.stop())
        for device in self._devices.values():
            device.line.close()
        for ledger in self._ledgers.values():
            ledger.close()
        if self._lock is not None:
            self._lock.close()
            self._lock = None
        return all(ended)

    def run(self) -> None:
        """Start, let happen what the scenario says, and end on SIGTERM, SIGINT or the control line's ``stop``.

        Raises:
            DistrictError: see :meth:`start`.
        """
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda *_: self._stopping.set())
        self.start()
        begun = time.monotonic()
        try:
            for event in self.scenario.events:
                if self._stopping.wait(max(0.0, begun + event.at_s - time.monotonic())):
                    break
                try:
                    self.obey({"do": event.do, "device": event.device, **event.params})
                except (ValueError, KeyError, TypeError) as problem:
                    self._log.error("event at %g s (%s %s): %s", event.at_s, event.do, event.device, problem)
            self._stopping.wait()
        finally:
            self.stop()

    def obey(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """One order of the control line or of the scenario.

        Raises:
            KeyError, ValueError, TypeError: there is no such device or order, or it lacks something.
        """
        do = str(request["do"])
        if do == "devices":
            return {"devices": [asdict(device) for device in self.scenario.devices], "wires": self.scenario.wires}
        if do == "stop":
            self._stopping.set()
            return {}
        name = str(request["device"])
        if name not in self._devices:
            raise ValueError(f"no device {name!r}; there are {', '.join(self._devices)}")
        device = self._devices[name]
        params = {key: value for key, value in request.items() if key not in ("do", "device")}
        if do == "ledger":
            path = self._ledgers[name].path
            return {"path": str(path), "rows": [asdict(row) for row in read_ledger(path)]}
        if _order_line(device.line, do, params) or _order_device(device, do, params):
            return {}
        if do == "state":
            return _state(device)
        raise ValueError(f"{name} cannot {do}")

    def _take_lock(self) -> None:
        import fcntl

        lock = (self.run_dir / LOCK_FILE).open("a+")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.close()
            raise DistrictError(f"another district runs in {self.run_dir}") from None
        self._lock = lock

    def _build(self) -> None:
        scenario = self.scenario
        for force in scenario.forces:
            settings = TrackerSettings(force.waypoints, force.speed_kmh)
            self._devices[force.wire] = Tracker(force.wire, self._line(force.wire, "pty"), settings)
        for panel in scenario.panels:
            patience = PanelSettings(
                source=panel.source,
                ack_timeout_s=panel.ack_timeout_s,
                later_s=panel.later_s,
                heartbeat_s=panel.heartbeat_s,
            )
            line = self._line(panel.wire, panel.line)
            self._devices[panel.wire] = FirePanel(panel.wire, line, self._ledger(panel.wire), patience)
        for station in scenario.stations:
            built = StationSettings(
                station=station.station,
                ascii=station.ascii,
                station_class=station.station_class,
                report_every_s=station.report_every_s,
                accelerate=scenario.accelerate,
                rain=station.rain,
                level=station.level,
                alarm_level_m=station.alarm_level_m,
            )
            line = self._line(station.wire, station.line)
            self._devices[station.wire] = HydroStation(station.wire, line, self._ledger(station.wire), built)
        if scenario.modem is not None:
            modem = scenario.modem
            terminals = {
                force.radio: Terminal(force.radio, modem.deliver_after_s, modem.reads_after_s) for force in scenario.forces if force.radio
            }
            self._devices[modem.wire] = TetraModem(
                modem.wire, self._line(modem.wire, "pty"), self._ledger(modem.wire), ModemSettings(modem.issi, terminals)
            )
        for wire in dict.fromkeys(relay.wire for relay in scenario.relays):
            self._devices[wire] = RelayBoard(wire, self._line(wire, "pty"), self._ledger(wire))

    def _line(self, wire: str, kind: str) -> Line:
        if kind == "tcp":
            return TcpCaller("127.0.0.1", tcp_port(self.run_dir, wire))
        return PtyLine(line_path(self.run_dir, wire))

    def _ledger(self, wire: str) -> Ledger:
        ledger = Ledger(self.run_dir / "ledgers" / f"{wire}.jsonl")
        self._ledgers[wire] = ledger
        return ledger


def _order_line(line: Line, do: str, params: Mapping[str, Any]) -> bool:
    """What can be done to any line."""
    if do == "vanish":
        line.vanish()
    elif do == "come_back":
        line.come_back()
    elif do == "garbage":
        line.garble(bytes.fromhex(params["hex"]) if "hex" in params else os.urandom(int(params.get("bytes", 64))))
    elif do == "cut":
        line.cut_next()
    else:
        return False
    return True


def _order_device(device: Device, do: str, params: Mapping[str, Any]) -> bool:
    """What only devices of a kind can do."""
    if isinstance(device, FirePanel) and do == "alarm":
        known = {key: params[key] for key in ("event", "loop", "point", "text", "part_type") if key in params}
        for _ in range(int(params.get("times", 1))):
            device.raise_alarm(**known)
    elif isinstance(device, HydroStation) and do == "report":
        device.report_now()
    elif isinstance(device, HydroStation) and do == "skip":
        device.skip(float(params["seconds"]))
    elif isinstance(device, TetraModem) and do == "say":
        device.say(str(params["issi"]), str(params["text"]))
    elif isinstance(device, TetraModem) and do == "status":
        device.status(str(params["issi"]), int(params["code"]))
    elif isinstance(device, TetraModem) and do == "emergency":
        device.emergency(str(params["issi"]))
    elif do == "silent":
        silent = bool(params.get("on", True))
        if isinstance(device, RelayBoard):
            device.silent = silent
        elif isinstance(device, TetraModem):
            device.deaf = silent
        elif isinstance(device, Tracker):
            device.quiet = silent
        else:
            return False
    else:
        return False
    return True


def _state(device: Device) -> dict[str, Any]:
    """What a test may want to wait for."""
    if isinstance(device, FirePanel):
        return {"idle": device.idle(), "unacknowledged": device.unacknowledged}
    if isinstance(device, HydroStation):
        return {"acknowledged": device.reports_acknowledged}
    if isinstance(device, RelayBoard):
        return {"coils": list(device.coils()), "pulses": device.pulses}
    return {}
