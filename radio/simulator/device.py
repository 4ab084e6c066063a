"""What all simulated devices share: one named thread that turns until it is told to stop."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Protocol

from radio.simulator.lines import Line


class Device(Protocol):
    """One device of the district."""

    name: str
    line: Line

    def start(self) -> None:
        """Switch it on."""

    def stop(self, timeout_s: float = 3.0) -> bool:
        """Switch it off; True if its thread ended."""


class DeviceThread:
    """Turns a device's ``turn`` until stopped; a turn waits for bytes, so it is never busy."""

    def __init__(self, name: str, turn: Callable[[], None]) -> None:
        self.stopping = threading.Event()
        self._turn = turn
        self._thread = threading.Thread(target=self._run, name=f"sim-{name}", daemon=True)

    def start(self) -> None:
        """Start it, once."""
        self._thread.start()

    def stop(self, timeout_s: float) -> bool:
        """End and join."""
        self.stopping.set()
        if self._thread.ident is None:
            return True
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while not self.stopping.is_set():
            try:
                self._turn()
            except Exception:
                logging.getLogger(__name__).exception("simulated device %s broke; it goes on", self._thread.name)
                self.stopping.wait(1.0)
