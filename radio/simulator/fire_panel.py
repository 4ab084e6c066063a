"""A user information transmission device of GB/T 26875.3: it reports, waits for its acknowledgement, and does not give up.

As the standard wants (clause 6): an answer within 10 s, three repeats, then the line counts as faulty; and as devices do: what
was not acknowledged is kept and tried again later, with the same serial number, the same time and the same bytes.
"""

from __future__ import annotations

import queue
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from radio.codecs import gbt26875, gbt26875_build
from radio.messages import Ack, Reply
from radio.simulator.device import DeviceThread
from radio.simulator.ledger import Ledger
from radio.simulator.lines import Line

PanelEvent = Literal["fire", "fault", "restored", "test"]
_STATUS: dict[str, int] = {"fire": 0x0002, "fault": 0x0004, "restored": 0x0001, "test": 0x0000}
TURN_S = 0.05
LINE_AWAY_S = 0.3


@dataclass(frozen=True, slots=True)
class PanelSettings:
    """How patient the device is."""

    source: int
    centre: int = 1
    ack_timeout_s: float = 10.0
    repeats: int = 3
    later_s: float = 20.0
    heartbeat_s: float = 25.0


@dataclass(frozen=True, slots=True)
class _Report:
    serial: int
    raw: bytes


class FirePanel:
    """See the module. ``raise_alarm`` may be called from any thread."""

    def __init__(
        self,
        name: str,
        line: Line,
        ledger: Ledger,
        settings: PanelSettings,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.name = name
        self.line = line
        self.ledger = ledger
        self.settings = settings
        self._clock = clock
        self._thread = DeviceThread(name, self._turn)
        self._orders: queue.Queue[bytes] = queue.Queue()
        self._decoder = gbt26875.Decoder(role="device")
        self._waiting: deque[_Report] = deque()
        self._serial = 0
        self._tries = 0
        self._sent_at = 0.0
        self._not_before = 0.0
        self._heartbeat_at = time.monotonic() + settings.heartbeat_s
        self.unacknowledged = 0

    def start(self) -> None:
        """Switch it on."""
        self._thread.start()

    def stop(self, timeout_s: float = 3.0) -> bool:
        """Switch it off."""
        return self._thread.stop(timeout_s)

    def raise_alarm(self, event: PanelEvent = "fire", *, loop: int = 1, point: int = 1, text: str = "", part_type: int = 40) -> None:
        """A detector reports; 40 is a smoke detector, 23 a manual call point."""
        part = gbt26875_build.PartStatus(part_type=part_type, loop=loop, point=point, status=_STATUS[event], text=text, time=self._clock())
        self._orders.put(gbt26875_build.part_status(part))

    def idle(self) -> bool:
        """Is everything that was raised acknowledged?"""
        return self._orders.unfinished_tasks == 0

    def _turn(self) -> None:
        self._take_orders()
        self._hear(self.line.read(TURN_S if self._orders.empty() else 0.0))
        now = time.monotonic()
        if self._waiting:
            self._report(now)
        elif now >= self._heartbeat_at:
            self._heartbeat_at = now + self.settings.heartbeat_s
            self.line.write(self._frame(b""))

    def _take_orders(self) -> None:
        while not self._orders.empty():
            data = self._orders.get()
            self._waiting.append(_Report(self._serial, self._frame(data)))
        self.unacknowledged = len(self._waiting)

    def _frame(self, data: bytes) -> bytes:
        frame = gbt26875.Frame(
            serial=self._serial,
            time=self._clock(),
            source=self.settings.source,
            destination=self.settings.centre,
            command=gbt26875.SEND,
            data=data,
        )
        self._serial = (self._serial + 1) % 65536
        return gbt26875.encode(frame)

    def _report(self, now: float) -> None:
        """Send what is first in line, or repeat it, or rest after the last repeat."""
        if now < self._not_before or (self._tries and now - self._sent_at < self.settings.ack_timeout_s):
            return
        report = self._waiting[0]
        if self._tries > self.settings.repeats:
            self.ledger.write("gave_up", str(report.serial), report.raw, "tried again later")
            self._tries = 0
            self._not_before = now + self.settings.later_s
            return
        if not self.line.write(report.raw):
            self._not_before = now + LINE_AWAY_S  # no line, no try
            return
        self._tries += 1
        self._sent_at = now
        self.ledger.write("sent", str(report.serial), report.raw, f"try {self._tries}")

    def _hear(self, data: bytes) -> None:
        now = self._clock()
        for item in self._decoder.feed(data, now) if data else self._decoder.tick(now):
            if isinstance(item, Reply):
                self.line.write(item.data)
            elif isinstance(item, Ack) and self._waiting and item.ref == str(self._waiting[0].serial):
                if item.state == "accepted":
                    report = self._waiting.popleft()
                    self.ledger.write("acked", str(report.serial), report.raw)
                    self._orders.task_done()
                    self._tries = 0
                    self._not_before = 0.0
                    self.unacknowledged = len(self._waiting)
                else:
                    self.ledger.write("refused", str(item.ref), self._waiting[0].raw)
                    self._sent_at = 0.0  # a NAK asks for the frame again, now
