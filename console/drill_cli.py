"""``oneboard drill SCENARIO``: the simulated district, a process of its own that owns the far ends of the drill's lines."""

from __future__ import annotations

import argparse
import sys
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

from console import logs
from console.cli import UsageError
from console.halls import Hall, choose_hall
from console.locks import ProcessLock
from console.processes import DRILL_LOCK

SCREENS_GONE_S = 30.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which scenario."""
    parser.add_argument("scenario", nargs="?", default=None, help="name or file of a scenario (default: the last one)")
    parser.add_argument("--stay", action="store_true", help="go on without any screen, until stopped")


def run(options: argparse.Namespace) -> int:
    """Play until a signal, or until the last screen has been gone for half a minute."""
    from console.founding import DEFAULT_SCENARIO, ensure_founded
    from radio.simulator.district import District, DistrictError
    from radio.simulator.scenario import ScenarioError, load_scenario

    if options.hall == "live":
        raise UsageError("a drill never plays in the live hall")
    hall = Hall("drill", choose_hall("drill").home)
    ensure_founded(hall, options.scenario)
    logs.set_up(hall.log_dir, "drill")
    lock = ProcessLock(hall.run_dir / DRILL_LOCK)
    if not lock.acquire():
        print("oneboard drill: a drill is running already", file=sys.stderr)
        return 0
    last = hall.folder / "scenario"
    name = options.scenario or (last.read_text("utf-8") if last.exists() else DEFAULT_SCENARIO)
    with lock:
        try:
            district = District(load_scenario(name), hall.run_dir)
            watcher = threading.Thread(target=_leave_with_screens, args=(hall, district.obey), name="screens", daemon=True)
            if not options.stay:
                watcher.start()
            district.run()
        except (ScenarioError, DistrictError) as error:
            raise UsageError(str(error)) from error
    return 0


def _leave_with_screens(hall: Hall, obey: Callable[[Mapping[str, Any]], object]) -> None:
    """End the district when no screen of the hall has been heard for half a minute."""
    from console.bootstrap import open_bus

    seen = [time.monotonic()]

    def hear(_topic: str, _payload: Mapping[str, Any]) -> None:
        seen[0] = time.monotonic()

    unsubscribe = open_bus(hall).subscribe(("screen",), hear)
    pause = threading.Event()
    while time.monotonic() - seen[0] <= SCREENS_GONE_S:
        pause.wait(0.5)
    unsubscribe()
    obey({"do": "stop"})
