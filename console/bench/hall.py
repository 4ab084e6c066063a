"""A hall for measurements: a folder of its own, a real gateway process, and wires that the measurement holds the far ends of."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from console.founding import found_drill
from console.halls import Hall
from console.processes import gateway_lives
from radio.gateways.wires import WireConfig
from radio.simulator.scenario import load_scenario
from radio.simulator.wires import write_gateway_toml

UP_WITHIN_S = 30.0


def wait_for(condition: Callable[[], bool], what: str, limit_s: float = UP_WITHIN_S) -> None:
    """Poll until it is so.

    Raises:
        TimeoutError: naming what did not come.
    """
    until = time.monotonic() + limit_s
    pause = threading.Event()
    while not condition():
        if time.monotonic() > until:
            raise TimeoutError(what)
        pause.wait(0.01)


def free_port() -> int:
    """A loopback port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class BenchHall:
    """A drill hall in a temporary folder, its wires replaced by those of the measurement."""

    def __init__(self, wires: list[WireConfig]) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="oneboard-bench-"))
        self.hall = Hall("drill", self._folder)
        self._wires = wires
        self._gateway: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> BenchHall:
        self.hall.make_folders()
        found_drill(self.hall, load_scenario("default"))
        write_gateway_toml(self._wires, self.hall.wires_file)
        self.hall.channels_file.write_text("", "utf-8")
        return self

    def start_gateway(self) -> None:
        """The real process; returns when it holds its lock."""
        environment = os.environ | {"ONEBOARD_HOME": str(self._folder)}
        for unwanted in ("ONEBOARD_DATABASE_URL", "PYTHONDONTWRITEBYTECODE"):
            environment.pop(unwanted, None)
        log = (self.hall.log_dir / "bench.out").open("ab")
        command = [sys.executable, "-m", "console", "gateway", "--hall", "drill"]
        self._gateway = subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)
        log.close()
        wait_for(lambda: gateway_lives(self.hall), "the gateway did not start")

    def gateway_cpu_s(self) -> float:
        """Processor time of the gateway so far."""
        import psutil

        assert self._gateway is not None
        times = psutil.Process(self._gateway.pid).cpu_times()
        return float(times.user + times.system)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._gateway is not None:
            self._gateway.send_signal(signal.SIGTERM)
            try:
                self._gateway.wait(10)
            except subprocess.TimeoutExpired:
                self._gateway.kill()
                self._gateway.wait()
        shutil.rmtree(self._folder, ignore_errors=True)


def percentile(values: list[float], share: float) -> float:
    """The value that ``share`` of them do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def utc_now() -> datetime:
    """Aware."""
    return datetime.now(UTC)
