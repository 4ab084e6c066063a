"""From the command to a desk in full sight: the real program in a process of its own, warm, with its map, charts and drill.

The desk is started several times; the clock runs from before the process begins until everything – boards, map, charts – has been
painted. Memory is the desk's own at that moment (proportional set size, so shared pages are counted once over all processes).
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time

from console.bench.hall import BenchHall

STARTED = "ONEBOARD_BENCH_STARTED"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How often."""
    parser.add_argument("--runs", type=int, default=5, help="counted starts, after one that is not (5)")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)


def run(options: argparse.Namespace) -> dict[str, float | int | str]:
    """The figures."""
    if options.child:
        return _child()
    times: list[float] = []
    memory: list[float] = []
    with BenchHall([]) as bench:
        bench.start_gateway()
        for number in range(options.runs + 1):
            ready_ms, resident_mb = _start(str(bench.hall.home))
            if number:
                times.append(ready_ms)
                memory.append(resident_mb)
    return {
        "runs": len(times),
        "full_paint_ms_p50": round(statistics.median(times)),
        "full_paint_ms_max": round(max(times)),
        "memory_mb": round(statistics.median(memory)),
        "platform": os.environ.get("QT_QPA_PLATFORM", ""),
    }


def _start(home: str) -> tuple[float, float]:
    environment = os.environ | {"ONEBOARD_HOME": home, STARTED: repr(time.time())}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # warm means compiled, as an installed program is
    if not os.environ.get("DISPLAY"):
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    command = [sys.executable, "-m", "console", "bench", "start", "--child", "--hall", "drill", "--json"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=True)
    import json

    figures = json.loads(done.stdout.strip().splitlines()[-1])
    return figures["ready_ms"], figures["memory_mb"]


def _child() -> dict[str, float | int | str]:
    """One desk, as ``oneboard desk`` opens it, until it says that all of it is in sight."""
    from console import cli
    from console.halls import choose_hall
    from console.screens import Screen

    options = cli.parse(["desk", "--hall", "drill", "--size", "1920x1080"])
    figures: dict[str, float | int | str] = {}

    class Measured(Screen):
        def opened(self, window: object) -> None:
            from PySide6.QtWidgets import QApplication

            def ready() -> None:
                figures["ready_ms"] = (time.time() - float(os.environ[STARTED])) * 1000
                figures["memory_mb"] = _memory_mb()
                QApplication.exit(0)

            window.ready.connect(ready)  # type: ignore[attr-defined]

    Measured(options, choose_hall("drill")).run()
    return figures


def _memory_mb() -> float:
    import psutil

    full = psutil.Process().memory_full_info()
    return float(getattr(full, "pss", 0) or full.uss) / 1e6
