"""How many frames a second a gateway takes in durably: bytes on a TCP wire, each frame on disk before its acknowledgement.

A real gateway process; this process is the far end – the transmission devices of a hundred buildings behind one connection – and
counts the acknowledgements that it gets. The facts are made meanwhile in the same gateway; how far they are behind is said too.
"""

from __future__ import annotations

import argparse
import socket
import threading
import time

from console.bench.hall import BenchHall, free_port, percentile, utc_now, wait_for
from radio.codecs import gbt26875, gbt26875_build
from radio.gateways.wires import WireConfig

BUILDINGS = 100
POINTS = 8
WINDOW = 2000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How many."""
    parser.add_argument("--frames", type=int, default=30_000, help="frames to send (30000)")


def run(options: argparse.Namespace) -> dict[str, float | int | str]:
    """The figures."""
    port = free_port()
    wire = WireConfig("intake", "intake", "gbt26875", f"tcp-listen://127.0.0.1:{port}")
    frames = make_frames(options.frames)
    with BenchHall([wire]) as bench:
        bench.start_gateway()
        line = _connect(port)
        cpu_before = bench.gateway_cpu_s()
        sender = Sender(line, frames)
        seconds = sender.run()
        cpu_s = bench.gateway_cpu_s() - cpu_before
        line.close()
    return {
        "frames": len(frames),
        "acknowledged": sender.acknowledged,
        "durable_frames_per_s": round(sender.acknowledged / seconds),
        "ack_ms_p50": round(percentile(sender.waits_s, 0.5) * 1000, 1),
        "ack_ms_p99": round(percentile(sender.waits_s, 0.99) * 1000, 1),
        "gateway_cpu_share": round(cpu_s / seconds, 2),
        "seconds": round(seconds, 2),
        "in_flight": WINDOW,
    }


def make_frames(count: int) -> list[bytes]:
    """Part status of real detectors: fire and normal in turn, every frame with its own serial number and source."""
    now = utc_now()
    out = []
    for number in range(count):
        building, turn = number % BUILDINGS, number // BUILDINGS
        part = gbt26875_build.PartStatus(
            part_type=40, loop=1, point=1 + turn % POINTS, status=2 if (turn // POINTS) % 2 == 0 else 1, text="感烟探测器", time=now
        )
        frame = gbt26875.Frame(
            serial=turn % 65536,
            time=now,
            source=0x0500_0000_0000 + building,
            destination=1,
            command=gbt26875.SEND,
            data=gbt26875_build.part_status(part),
        )
        out.append(gbt26875.encode(frame))
    return out


def _connect(port: int) -> socket.socket:
    found: list[socket.socket] = []

    def reach() -> bool:
        try:
            found.append(socket.create_connection(("127.0.0.1", port), 1))
        except OSError:
            return False
        return True

    wait_for(reach, "the wire did not open")
    return found[0]


class Sender:
    """Keeps a window of frames in flight and takes the acknowledgements."""

    def __init__(self, line: socket.socket, frames: list[bytes]) -> None:
        self._line = line
        self._frames = frames
        self._sent_at: dict[tuple[int, int], float] = {}
        self._room = threading.Semaphore(WINDOW)
        self.acknowledged = 0
        self.waits_s: list[float] = []

    def run(self, limit_s: float = 120.0) -> float:
        """Send all, hear all; returns the seconds from the first byte to the last acknowledgement."""
        hearer = threading.Thread(target=self._hear, name="hearer", daemon=True)
        started = time.perf_counter()
        self._line.settimeout(limit_s)
        hearer.start()
        for frame in self._frames:
            self._room.acquire(timeout=limit_s)
            self._sent_at[_key(frame, 12)] = time.perf_counter()
            self._line.sendall(frame)
        hearer.join(limit_s)
        return time.perf_counter() - started

    def _hear(self) -> None:
        held = b""
        while self.acknowledged < len(self._frames):
            try:
                data = self._line.recv(65536)
            except OSError:
                return
            if not data:
                return
            held += data
            # An acknowledgement is a frame without data: 30 bytes, its command 3, the addresses swapped.
            whole = len(held) // 30
            for at in range(0, whole * 30, 30):
                frame = held[at : at + 30]
                if frame[26] != gbt26875.ACK:
                    continue
                sent = self._sent_at.pop(_key(frame, 18), None)
                if sent is not None:
                    self.waits_s.append(time.perf_counter() - sent)
                    self.acknowledged += 1
                    self._room.release()
            held = held[whole * 30 :]


def _key(frame: bytes, address_at: int) -> tuple[int, int]:
    """Serial number and the building's address, which stands at 12 in what it sends and at 18 in what it gets."""
    return int.from_bytes(frame[2:4], "little"), int.from_bytes(frame[address_at : address_at + 6], "little")
