"""Cut a byte stream into frames; every byte ends up in exactly one frame or in exactly one :class:`Bad`.

A protocol says three things about its frames (:class:`Grammar`): where one may start, how long the one that starts here
is, and whether a whole one is right. The :class:`Cutter` does the rest, the same way for every protocol: after a refusal it
goes on **one** byte later, so a frame that hides behind a false start is found; it holds no more than twice the longest frame;
the result does not depend on how the bytes were cut into reads. A frame that never ends is given up by :meth:`Cutter.tick`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from radio.messages import FaultReason

NOISE_RUN = 256
"""Bytes outside of any frame are reported in runs of at most this many."""


@dataclass(frozen=True, slots=True)
class Reject:
    """Why the bytes at a start are no frame; ``span`` of them are reported under this reason."""

    reason: FaultReason
    detail: str
    span: int = 1


@dataclass(frozen=True, slots=True)
class Bad:
    """Bytes that belong to no frame. ``whole`` tells a refused frame from noise and from one that never ended."""

    raw: bytes
    reason: FaultReason
    detail: str
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Grammar:
    """What the cutter must know of a protocol.

    find: the next place at or after the given one where a frame may start, ``len(buffer)`` if there is none. A start that is cut
        by the end of the buffer counts as one.
    measure: the length of the frame that starts here, 0 while that cannot be known, or a refusal. The answer for given bytes
        must not change when more bytes follow.
    check: a refusal of the whole frame, or None if it is right.
    limit: the longest frame.
    fill: bytes that may stand between frames and mean nothing.
    """

    find: Callable[[bytearray, int], int]
    measure: Callable[[bytearray, int], int | Reject]
    check: Callable[[bytes], Reject | None]
    limit: int
    fill: bytes = b""


class Cutter:
    """One stream of bytes in, frames and bad runs out, in the order of the wire."""

    def __init__(self, grammar: Grammar, *, idle_s: float = 3.0) -> None:
        self._grammar = grammar
        self._idle = timedelta(seconds=idle_s)
        self._buffer = bytearray()
        self._scan = 0
        self._why: Reject | None = None
        self._whole = False
        self._extent = NOISE_RUN
        self._last: datetime | None = None

    @property
    def pending(self) -> int:
        """How many bytes are held."""
        return len(self._buffer)

    def feed(self, data: bytes, now: datetime) -> list[bytes | Bad]:
        """Take bytes as they came; give what they complete."""
        self._buffer += data
        self._last = now
        out: list[bytes | Bad] = []
        self._run(out, final=False)
        return out

    def tick(self, now: datetime) -> list[bytes | Bad]:
        """Give up what has waited too long for its end; look for frames behind it."""
        if not self._buffer or self._last is None or now - self._last < self._idle:
            return []
        out: list[bytes | Bad] = []
        self._run(out, final=True)
        self._advance(len(self._buffer), out)
        self._flush(out)
        return out

    def _run(self, out: list[bytes | Bad], *, final: bool) -> None:
        buffer, grammar = self._buffer, self._grammar
        while True:
            self._advance(grammar.find(buffer, self._scan), out)
            at = self._scan
            held = len(buffer) - at
            if held <= 0:
                return
            length = grammar.measure(buffer, at)
            if isinstance(length, Reject):
                self._refuse(length, out, whole=True)
            elif length and length <= held:
                frame = bytes(buffer[at : at + length])
                refusal = grammar.check(frame)
                if refusal is None:
                    self._flush(out)
                    out.append(frame)
                    del buffer[:length]
                else:
                    self._refuse(Reject(refusal.reason, refusal.detail, length), out, whole=True)
            elif final:
                want = f" of {length}" if length else ""
                self._refuse(Reject("length", f"unfinished frame: {held}{want} bytes", held), out, whole=False)
            else:
                return

    def _refuse(self, refusal: Reject, out: list[bytes | Bad], *, whole: bool) -> None:
        """Remember why the start at the scan mark is no frame, and go on one byte later."""
        if self._why is None:
            self._flush(out)
            self._why, self._whole, self._extent = refusal, whole, refusal.span
        else:
            self._extent = max(self._extent, self._scan + refusal.span)
        self._advance(self._scan + 1, out)

    def _advance(self, target: int, out: list[bytes | Bad]) -> None:
        """Move the scan mark; report what it has left behind as soon as that is complete."""
        while target >= (cut := min(self._extent, self._grammar.limit)):
            self._scan = cut
            target -= cut
            self._flush(out)
        self._scan = target

    def _flush(self, out: list[bytes | Bad]) -> None:
        """Report everything before the scan mark as one bad run."""
        if self._scan:
            raw = bytes(self._buffer[: self._scan])
            del self._buffer[: self._scan]
            self._scan = 0
            noise = raw.strip(self._grammar.fill)
            if noise and self._why is not None:
                out.append(Bad(raw, self._why.reason, self._why.detail, self._whole))
            elif noise:
                out.append(Bad(noise, "syntax", f"{len(noise)} bytes outside of any frame"))
        self._why, self._whole, self._extent = None, False, NOISE_RUN


def lines(limit: int, *, ends: bytes = b"\r\n", skip: bytes = b"\r\n\x00") -> Grammar:
    """The grammar of text lines: a frame is what stands before any of ``ends``, without it."""

    def find(buffer: bytearray, at: int) -> int:
        size = len(buffer)
        while at < size and buffer[at] in skip:
            at += 1
        return at

    def measure(buffer: bytearray, at: int) -> int | Reject:
        stops = [stop for stop in (buffer.find(end, at, at + limit + 1) for end in ends) if stop >= 0]
        if stops:
            return min(stops) - at
        if len(buffer) - at > limit:
            return Reject("overflow", f"line longer than {limit} bytes", limit)
        return 0

    def check(frame: bytes) -> Reject | None:
        return None

    return Grammar(find, measure, check, limit, fill=skip)


def delimited(flag: int, limit: int, check: Callable[[bytes], Reject | None]) -> Grammar:
    """The grammar of frames between flags. A frame is the flag before it and what stands behind, without the flag that ends it.

    That one may begin the next frame as well: a frame whose last flag was lost costs nobody else's.
    """

    def find(buffer: bytearray, at: int) -> int:
        found = buffer.find(flag, at)
        if found < 0:
            return len(buffer)
        while found + 1 < len(buffer) and buffer[found + 1] == flag:
            found += 1
        return found

    def measure(buffer: bytearray, at: int) -> int | Reject:
        stop = buffer.find(flag, at + 1, at + limit + 1)
        if stop >= 0:
            return stop - at
        if len(buffer) - at > limit:
            return Reject("overflow", f"frame longer than {limit} bytes", limit)
        return 0

    return Grammar(find, measure, check, limit, fill=bytes((flag,)))
