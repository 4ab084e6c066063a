"""A telemetry station of SL 651-2014 in report mode M2: it reports, waits for EOT, repeats twice, then gives this report up.

Rain and water follow curves. ``accelerate`` runs their time faster than the clock, so that a drill of minutes shows a flood of
hours; the stations' clocks stay true.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from radio.codecs import sl651, sl651_build
from radio.messages import Ack
from radio.simulator.curves import Curve
from radio.simulator.device import DeviceThread
from radio.simulator.ledger import Ledger
from radio.simulator.lines import Line

TURN_S = 0.05
LINE_AWAY_S = 0.3
TIMED, ALARM = 0x32, 0x33


@dataclass(frozen=True, slots=True)
class StationSettings:
    """One station. Rain in mm/h, level in m; ``alarm_level_m`` reached makes an extra report (加报) at once."""

    station: str
    ascii: bool = False
    center: int = 1
    station_class: str = "H"
    report_every_s: float = 10.0
    heartbeat_s: float = 40.0
    ack_timeout_s: float = 5.0
    repeats: int = 2
    accelerate: float = 1.0
    rain: Curve = field(default_factory=lambda: Curve(((0.0, 0.0),)))
    level: Curve | None = None
    alarm_level_m: float | None = None
    rain_total_mm: float = 123.0


@dataclass(frozen=True, slots=True)
class _Pending:
    serial: int
    raw: bytes
    tries: int
    sent_at: float


class HydroStation:
    """See the module. ``report_now`` may be called from any thread."""

    def __init__(
        self,
        name: str,
        line: Line,
        ledger: Ledger,
        settings: StationSettings,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.name = name
        self.line = line
        self.ledger = ledger
        self.settings = settings
        self._clock = clock
        self._thread = DeviceThread(name, self._turn)
        self._decoder = sl651.Decoder()
        self._start = time.monotonic()
        self._offset_s = 0.0
        self._next_report = self._start
        self._next_heartbeat = self._start + settings.heartbeat_s
        self._last_report_s = 0.0
        self._serial = 0
        self._pending: _Pending | None = None
        self._above = False
        self.reports_acknowledged = 0

    def start(self) -> None:
        """Switch it on."""
        self._thread.start()

    def stop(self, timeout_s: float = 3.0) -> bool:
        """Switch it off."""
        return self._thread.stop(timeout_s)

    def report_now(self) -> None:
        """Have it report in its next turn."""
        self._next_report = 0.0

    def skip(self, seconds: float) -> None:
        """Move the curves on, as if that much of their time had passed."""
        self._offset_s += seconds

    def _curve_s(self, now: float) -> float:
        return (now - self._start) * self.settings.accelerate + self._offset_s

    def _turn(self) -> None:
        self._hear(self.line.read(TURN_S))
        now = time.monotonic()
        if self._pending is not None:
            self._repeat(self._pending, now)
        elif now >= self._next_report or self._alarming(now):
            self._report(now)
        elif now >= self._next_heartbeat:
            self._next_heartbeat = now + self.settings.heartbeat_s
            self.line.write(
                sl651_build.heartbeat(
                    station=self.settings.station,
                    serial=max(1, self._serial),
                    sent=self._clock(),
                    center=self.settings.center,
                    ascii=self.settings.ascii,
                )
            )

    def _alarming(self, now: float) -> bool:
        """Has the water just come above the station's own limit?"""
        limit, level = self.settings.alarm_level_m, self.settings.level
        return limit is not None and level is not None and not self._above and level.at(self._curve_s(now)) >= limit

    def _report(self, now: float) -> None:
        settings = self.settings
        curve_s = self._curve_s(now)
        alarming = self._alarming(now)
        values: list[tuple[str, float | None]] = [
            ("rain_current", round(settings.rain.area(self._last_report_s, curve_s) / 3600, 1)),
            ("rain_total", round(settings.rain_total_mm + settings.rain.area(0.0, curve_s) / 3600, 1)),
            ("rain_1h", round(settings.rain.area(curve_s - 3600, curve_s) / 3600, 1)),
        ]
        if settings.level is not None:
            level_m = settings.level.at(curve_s)
            self._above = settings.alarm_level_m is not None and level_m >= settings.alarm_level_m
            values.append(("water_level", round(level_m, 3)))
        values.append(("battery_voltage", round(12.6 - 0.2 * min(1.0, curve_s / 86400), 2)))
        self._serial = self._serial % 65535 + 1
        at = self._clock()
        raw = sl651_build.report(
            station=settings.station,
            serial=self._serial,
            sent=at,
            observed=at,
            values=values,
            function=ALARM if alarming else TIMED,
            station_class=settings.station_class,
            center=settings.center,
            ascii=settings.ascii,
        )
        self._last_report_s = curve_s
        self._next_report = now + settings.report_every_s
        self._next_heartbeat = now + settings.heartbeat_s
        self._send(_Pending(self._serial, raw, 1, now))

    def _send(self, pending: _Pending) -> None:
        if self.line.write(pending.raw):
            self._pending = pending
            self.ledger.write("sent", str(pending.serial), pending.raw, f"try {pending.tries}")
        else:  # no line, no try: look again soon
            self._pending = _Pending(
                pending.serial, pending.raw, pending.tries - 1, pending.sent_at + LINE_AWAY_S - self.settings.ack_timeout_s
            )

    def _repeat(self, pending: _Pending, now: float) -> None:
        if now - pending.sent_at < self.settings.ack_timeout_s:
            return
        if pending.tries <= self.settings.repeats:
            self._send(_Pending(pending.serial, pending.raw, pending.tries + 1, now))
        else:
            self.ledger.write("gave_up", str(pending.serial), pending.raw)
            self._pending = None

    def _hear(self, data: bytes) -> None:
        now = self._clock()
        for item in self._decoder.feed(data, now) if data else self._decoder.tick(now):
            pending = self._pending
            if isinstance(item, Ack) and pending is not None and item.ref == str(pending.serial):
                self.ledger.write("acked" if item.state == "accepted" else "refused", item.ref, pending.raw)
                if item.state == "accepted":
                    self.reports_acknowledged += 1
                    self._pending = None
