"""A vehicle's receiver: GGA and RMC once a second along a path, heard by nobody in particular and answered by nobody."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from radio.codecs import nmea
from radio.simulator.curves import Route
from radio.simulator.device import DeviceThread
from radio.simulator.lines import Line


@dataclass(frozen=True, slots=True)
class TrackerSettings:
    """One receiver: where it drives, and how often it says so."""

    waypoints: Sequence[tuple[float, float]]
    speed_kmh: float = 40.0
    alt_m: float = 1150.0
    every_s: float = 1.0


class Tracker:
    """See the module. ``has_fix`` may be set from any thread: without a fix the sentences say so."""

    def __init__(
        self,
        name: str,
        line: Line,
        settings: TrackerSettings,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.name = name
        self.line = line
        self.settings = settings
        self.has_fix = True
        self.quiet = False
        self._clock = clock
        self._path = Route(settings.waypoints, settings.speed_kmh)
        self._thread = DeviceThread(name, self._turn)
        self._start = time.monotonic()
        self._next = self._start

    def start(self) -> None:
        """Switch it on."""
        self._thread.start()

    def stop(self, timeout_s: float = 3.0) -> bool:
        """Switch it off."""
        return self._thread.stop(timeout_s)

    def _turn(self) -> None:
        now = time.monotonic()
        if now < self._next:
            self._thread.stopping.wait(min(0.1, self._next - now))
            return
        self._next = max(self._next + self.settings.every_s, now)
        if self.quiet:
            return
        at = self._clock()
        place = self._path.at(now - self._start)
        lat, lon = (place.lat, place.lon) if self.has_fix else (None, None)
        sentences = nmea.gga(at, lat, lon, alt_m=self.settings.alt_m if self.has_fix else None)
        sentences += nmea.rmc(at, lat, lon, speed_kmh=place.speed_kmh, course_deg=place.course_deg)
        self.line.write(sentences)
