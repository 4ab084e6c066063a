"""A recorded line: write down what came, and play it again as if it came now.

A recording is JSON lines ``{"t": seconds since its start, "peer": "", "hex": "…"}``, one chunk of bytes a line: it can be read
by eye, cut with any editor, and appended to while the line runs.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

from radio.links.base import Chunk, LinkState, LinkThread, Sink

POLL_S = 0.2


class LineRecorder:
    """A sink in front of a sink: writes down what comes in, changes nothing."""

    def __init__(self, sink: Sink, path: Path) -> None:
        self._sink = sink
        self._file: IO[str] = path.open("a", encoding="utf-8")
        self._start = time.monotonic()

    def link_state(self, state: LinkState) -> None:
        """Passed on."""
        self._sink.link_state(state)
        if state.state == "closed":
            self._file.close()

    def peer_opened(self, peer: str) -> Sequence[Chunk]:
        """Passed on."""
        return self._sink.peer_opened(peer)

    def peer_closed(self, peer: str) -> None:
        """Passed on."""
        self._sink.peer_closed(peer)

    def received(self, chunks: Sequence[Chunk]) -> Sequence[Chunk]:
        """Written down, then passed on."""
        at_s = round(time.monotonic() - self._start, 4)
        for chunk in chunks:
            self._file.write(json.dumps({"t": at_s, "peer": chunk.peer, "hex": chunk.data.hex()}) + "\n")
        self._file.flush()
        return self._sink.received(chunks)

    def durable(self) -> bool:
        """Passed on."""
        return self._sink.durable()

    def tick(self) -> Sequence[Chunk]:
        """Passed on."""
        return self._sink.tick()


def read_recording(path: Path) -> Iterator[tuple[float, Chunk]]:
    """The chunks of a recording with their seconds.

    Raises:
        ValueError: names the line that is no recording.
    """
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                yield float(row["t"]), Chunk(str(row.get("peer", "")), bytes.fromhex(row["hex"]))
            except (ValueError, KeyError, TypeError) as problem:
                raise ValueError(f"{path.name} line {number}: not a recorded chunk ({problem})") from problem


class ReplayLink:
    """Plays a recording, ``speed`` times as fast as it was (0: as fast as it goes). What we answer goes nowhere."""

    def __init__(self, name: str, path: Path, *, speed: float = 1.0, loop: bool = False) -> None:
        self.name = name
        self._path = path
        self._speed = speed
        self._loop = loop
        self._thread = LinkThread(f"link-{name}", self._run)

    def start(self, sink: Sink) -> None:
        """Begin."""
        self._thread.start(sink)

    def wake(self) -> None:
        """Nothing waits here longer than a tick."""

    def stop(self, timeout_s: float = 3.0) -> bool:
        """End and join."""
        return self._thread.stop(timeout_s)

    def _run(self, sink: Sink) -> None:
        sink.link_state(LinkState("opening"))
        try:
            self._play(sink)
            while self._loop and not self._thread.stopping.is_set():
                self._play(sink)
            over = LinkState("closed", "ended", "the recording is over")
        except FileNotFoundError as problem:
            over = LinkState("failed", "missing", str(problem))
        except (OSError, ValueError) as problem:
            over = LinkState("failed", "settings", str(problem))
        if not self._thread.stopping.is_set():
            sink.link_state(over)
            while not self._thread.stopping.wait(POLL_S):
                sink.tick()
        sink.link_state(LinkState("closed"))

    def _play(self, sink: Sink) -> None:
        peers: set[str] = set()
        start = time.monotonic()
        for at_s, chunk in read_recording(self._path):
            if not peers:
                sink.link_state(LinkState("open"))
            due = start + at_s / self._speed if self._speed > 0 else 0.0
            while (wait_s := due - time.monotonic()) > 0 and not self._thread.stopping.wait(min(wait_s, POLL_S)):
                sink.tick()
            if self._thread.stopping.is_set():
                break
            if chunk.peer not in peers:
                peers.add(chunk.peer)
                sink.peer_opened(chunk.peer)
            sink.received((chunk,))
        for peer in sorted(peers):
            sink.peer_closed(peer)
