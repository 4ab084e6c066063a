"""What every link has in common: it moves bytes, says how it is, and owns exactly one thread.

A link knows no protocol. It calls its :class:`Sink` from its own thread and writes what the sink gives back, so everything
that belongs to one line happens in one thread and in the order of the wire. A sink that takes long is back-pressure: the
link does not read meanwhile, and nothing is dropped in memory.
"""

from __future__ import annotations

import logging
import socket
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

LinkPhase = Literal["open", "opening", "closed", "failed"]

ERROR_CODES: frozenset[str] = frozenset(
    {
        "missing",  # the port or file is not there
        "busy",  # another program holds the port
        "forbidden",  # no right to open it
        "settings",  # speed, parity or address that the port does not take
        "unplugged",  # was there, went away
        "refused",  # nobody listens at the far end
        "unreachable",  # no route, time-out, name not found
        "in_use",  # the listening port is taken
        "closed_by_peer",
        "ended",  # the recording is over
        "internal",
    }
)


@dataclass(frozen=True, slots=True)
class LinkState:
    """How a link is: the phase, a code of :data:`ERROR_CODES` and what the system said."""

    state: LinkPhase
    error_code: str | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Bytes from or to one far end; ``peer`` is "" on a line that has only one.

    ``again`` tells of a transport that keeps what it brings until it is acknowledged: True for what it may have brought before, False
    for what is surely new; None on a line that keeps nothing.
    """

    peer: str
    data: bytes
    again: bool | None = None


AFTER_A_BUG_S = 2.0


class LinkError(Exception):
    """The far end cannot be reached; ``code`` is one of :data:`ERROR_CODES`."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


class Sink(Protocol):
    """Who uses a link. Every method is called in the link's thread, never two at once."""

    def link_state(self, state: LinkState) -> None:
        """The link's state has changed."""

    def peer_opened(self, peer: str) -> Sequence[Chunk]:
        """A conversation begins; gives what to say first."""

    def peer_closed(self, peer: str) -> None:
        """A conversation is over."""

    def received(self, chunks: Sequence[Chunk]) -> Sequence[Chunk]:
        """Bytes came in, in order; gives what to send now."""

    def durable(self) -> bool:
        """Whether all that the last :meth:`received` was given is safe, so that a transport may acknowledge it."""

    def tick(self) -> Sequence[Chunk]:
        """Called several times a second and after :meth:`Link.wake`; gives what to send now."""


class Link(Protocol):
    """One line, whatever it is made of."""

    name: str

    def start(self, sink: Sink) -> None:
        """Begin; opening, failing and re-opening are the link's own business."""

    def wake(self) -> None:
        """Have :meth:`Sink.tick` called soon. Any thread."""

    def stop(self, timeout_s: float = 3.0) -> bool:
        """End and join; True if the thread ended within the time limit."""


class LinkThread:
    """The named thread of a link with its stop event and a bounded, joined shutdown.

    A bug in the body costs the line two seconds, not the hall its line: it is logged, said, and the body begins again.
    """

    def __init__(self, name: str, body: Callable[[Sink], None]) -> None:
        self.stopping = threading.Event()
        self._body = body
        self._name = name
        self._thread: threading.Thread | None = None

    def start(self, sink: Sink) -> None:
        """Start it, once."""
        self._thread = threading.Thread(target=self._run, args=(sink,), name=self._name, daemon=True)
        self._thread.start()

    def stop(self, timeout_s: float) -> bool:
        """Ask it to end and wait at most ``timeout_s``."""
        self.stopping.set()
        if self._thread is None:
            return True
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self, sink: Sink) -> None:
        while not self.stopping.is_set():
            try:
                self._body(sink)
            except Exception as problem:
                logging.getLogger(__name__).exception("%s broke and begins again", self._name)
                sink.link_state(LinkState("failed", "internal", repr(problem)))
                self.stopping.wait(AFTER_A_BUG_S)


class Waker:
    """A socket pair that ends a ``select`` from another thread, on every system."""

    def __init__(self) -> None:
        self.reader, self._writer = socket.socketpair()
        self.reader.setblocking(False)
        self._writer.setblocking(False)

    def wake(self) -> None:
        """End the select now; a full pipe means that it is about to end anyway."""
        try:
            self._writer.send(b"\0")
        except (BlockingIOError, OSError):
            return

    def drain(self) -> None:
        """Forget the wakes that came so far."""
        try:
            while self.reader.recv(4096):
                continue
        except (BlockingIOError, OSError):
            return

    def close(self) -> None:
        """Give the sockets back."""
        self.reader.close()
        self._writer.close()


class Backoff:
    """How long to wait before the next try: quick once, then 1, 2, 5, 10, 30 s; never a storm."""

    STEPS_S = (0.3, 1.0, 2.0, 5.0, 10.0, 30.0)

    def __init__(self, steps_s: Sequence[float] = STEPS_S) -> None:
        self._steps_s = tuple(steps_s)
        self._next = 0

    def next_s(self) -> float:
        """The next delay."""
        delay_s = self._steps_s[min(self._next, len(self._steps_s) - 1)]
        self._next += 1
        return delay_s

    def reset(self) -> None:
        """The line proved good: begin again with the quick step."""
        self._next = 0
