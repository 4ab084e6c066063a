"""From the last byte of a fire frame on a serial line to its row painted on a full desk, with other frames beside it.

A real gateway process reads a real pseudo-terminal; the desk in this process is whole – map, charts, boards – at 1920 × 1080. Each
alarm is a detector of its own. The clock starts when the frame's last byte is written to the line and stops when the board's
paint event that shows the row has ended.
"""

from __future__ import annotations

import argparse
import os
import pty
import socket
import sys
import threading
import time
import tty
from typing import TYPE_CHECKING, Any

from console.bench.hall import BenchHall, free_port, percentile, utc_now, wait_for
from radio.codecs import gbt26875, gbt26875_build, sl651_build
from radio.gateways.wires import WireConfig

if TYPE_CHECKING:
    from console.desk.window import DeskWindow

PANEL = 0x0620_5020_1000
SETTLE_S = 4.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How many, and how much beside them."""
    parser.add_argument("--alarms", type=int, default=100, help="fire alarms to measure (100)")
    parser.add_argument("--beside", type=int, default=200, metavar="PER_S", help="other frames a second meanwhile (200)")


def run(options: argparse.Namespace) -> dict[str, float | int | str]:
    """The figures."""
    if sys.platform.startswith("linux") and not os.environ.get("DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    near, far = pty.openpty()
    tty.setraw(far)
    port = free_port()
    wires = [
        WireConfig("panel", "panel", "gbt26875", os.ttyname(far)),
        WireConfig("beside", "beside", "sl651", f"tcp-listen://127.0.0.1:{port}"),
    ]
    with BenchHall(wires) as bench:
        bench.start_gateway()
        stop = threading.Event()
        beside = Beside(port, options.beside)
        beside.start(stop)
        try:
            measured = _measure(bench, near, options.alarms)
        finally:
            stop.set()
    waits = [wait * 1000 for _, wait in measured]
    known = [wait * 1000 for wait, _ in measured]
    return {
        "alarms": len(waits),
        "wire_to_picture_ms_p50": round(percentile(known, 0.5), 1),
        "wire_to_paint_ms_p50": round(percentile(waits, 0.5), 1),
        "wire_to_paint_ms_p99": round(percentile(waits, 0.99), 1),
        "over_100_ms": sum(wait > 100 for wait in waits),
        "wire_to_paint_ms_max": round(max(waits), 1),
        "beside_frames_per_s": round(beside.rate()),
        "platform": os.environ.get("QT_QPA_PLATFORM", ""),
    }


class Beside:
    """Telemetry stations on a TCP wire that report at a steady rate and wait for no answer."""

    def __init__(self, port: int, per_s: int) -> None:
        self._port = port
        self._per_s = per_s
        self._sent = 0
        self._began = self._ended = time.monotonic()

    def start(self, stop: threading.Event) -> None:
        """Connect and begin."""
        line: list[socket.socket] = []

        def reach() -> bool:
            try:
                line.append(socket.create_connection(("127.0.0.1", self._port), 1))
            except OSError:
                return False
            return True

        wait_for(reach, "the wire beside did not open")
        threading.Thread(target=self._run, args=(line[0], stop), name="beside", daemon=True).start()

    def _run(self, line: socket.socket, stop: threading.Event) -> None:
        line.setblocking(True)
        self._began = time.monotonic()
        period_s = 0.05
        while self._per_s and not stop.wait(period_s):
            due = int((time.monotonic() - self._began) * self._per_s)
            now = utc_now()
            frames = b"".join(self._frame(number, now) for number in range(self._sent, due))
            self._sent = due
            line.sendall(frames)
            line.setblocking(False)
            try:
                line.recv(1 << 20)
            except BlockingIOError:
                line.setblocking(True)
            line.setblocking(True)
        self._ended = time.monotonic()
        line.close()

    def _frame(self, number: int, now: Any) -> bytes:
        return sl651_build.report(
            station=f"00620502{number % 20:02d}",
            serial=1 + number % 60000,
            sent=now,
            observed=now,
            values=[("rain_1h", 1.5), ("rain_total", 123.0), ("battery_voltage", 12.6)],
        )

    def rate(self) -> float:
        """Frames a second that were sent."""
        return self._sent / max(0.001, time.monotonic() - self._began)


def _measure(bench: BenchHall, near: int, alarms: int) -> list[tuple[float, float]]:
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication

    from console import cli
    from console.domain.entities import Alarm
    from console.models.picture import Change
    from console.screens import Screen

    options = cli.parse(["desk", "--hall", "drill", "--size", "1920x1080"])
    written: dict[str, float] = {}
    waits: list[tuple[float, float]] = []
    arrived: dict[str, float] = {}

    class Eye(QObject):
        """Sees the paint events of the alarm board."""

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.Paint and arrived:
                QTimer.singleShot(0, self, self._painted)
            return False

        def _painted(self) -> None:
            now = time.perf_counter()
            for zone in list(arrived):
                waits.append((arrived.pop(zone) - written[zone], now - written[zone]))

    class Measured(Screen):
        def opened(self, window: Any) -> None:
            self._desk: DeskWindow = window
            board = window.panels.boards.alarms.viewport()
            eye = Eye(board)
            board.installEventFilter(eye)
            window.hands.picture.changed.connect(self._changed)
            self._number = 0
            self._timer = QTimer(window)
            self._timer.timeout.connect(self._next)
            QTimer.singleShot(int(SETTLE_S * 1000), window, lambda: self._timer.start(130))

        def _changed(self, change: Change) -> None:
            for id in change.ids.get(Alarm, ()):
                alarm = self._desk.hands.picture.get(Alarm, id)
                zone = alarm.key.rpartition("|")[2]
                if zone in written and alarm.count == 1 and not alarm.acknowledged:
                    arrived[zone] = time.perf_counter()

        def _next(self) -> None:
            if len(waits) >= alarms or self._number >= alarms + 20:
                self._timer.stop()
                QApplication.exit(0)
                return
            if self._number < alarms:
                frame, zone = _fire(self._number)
                os.write(near, frame)
                written[zone] = time.perf_counter()
            self._number += 1

    drained = threading.Thread(target=_drain, args=(near,), name="acks", daemon=True)
    drained.start()
    Measured(options, bench.hall).run()
    return waits


def _fire(number: int) -> tuple[bytes, str]:
    now = utc_now()
    loop, point = 1 + number // 200, 1 + number % 200
    part = gbt26875_build.PartStatus(part_type=40, loop=loop, point=point, status=2, text="感烟探测器", time=now)
    frame = gbt26875.Frame(
        serial=number, time=now, source=PANEL, destination=1, command=gbt26875.SEND, data=gbt26875_build.part_status(part)
    )
    return gbt26875.encode(frame), f"1/1/{loop}/{point}"


def _drain(near: int) -> None:
    while True:
        try:
            if not os.read(near, 4096):
                return
        except OSError:
            return
