"""A wire that cannot work here at all: it is shown, with the reason, and takes no jobs."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from radio.gateways.heard import Job
from radio.gateways.monitor import MonitorRow
from radio.gateways.wires import WireConfig, WireStatus


class BrokenWire:
    """Dead from the start, for a reason that only the settings can change."""

    def __init__(self, config: WireConfig, code: str, detail: str) -> None:
        self.config = config
        self._status = WireStatus(config.name, config.label, config.protocol, "dead", error_code=code, error_detail=detail)

    def start(self) -> None:
        """There is nothing to open."""

    def stop(self, timeout_s: float) -> bool:
        """There is nothing to close."""
        return True

    def submit(self, job: Job) -> None:
        """Never called: the switchboard refuses jobs for a wire that cannot work."""

    def status(self, now: datetime) -> WireStatus:
        """Dead, and why."""
        return self._status

    def monitor(self, after: int = 0) -> tuple[MonitorRow, ...]:
        """Nothing ever came."""
        return ()

    def adopt(self, config: WireConfig) -> None:
        """Shown by its new name."""
        self.config = config
        self._status = replace(self._status, label=config.label)
