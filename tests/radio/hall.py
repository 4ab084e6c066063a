"""A small hall for the tests of the wires: a spool, a switchboard, simulated devices, and one way to wait."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from radio.gateways.spool import Spool
from radio.gateways.switchboard import Switchboard
from radio.gateways.wires import WireConfig, WireStatus
from radio.links.base import Chunk, LinkState
from radio.messages import Ack, Message
from radio.simulator.fire_panel import FirePanel, PanelSettings
from radio.simulator.ledger import Ledger
from radio.simulator.lines import PtyLine

PANEL_SOURCE = 0x620502
PANEL_ADDRESS = f"{PANEL_SOURCE:012x}"


def wait_for(condition: Callable[[], object], what: str, limit_s: float = 8.0) -> None:
    """Look again and again until it holds; fail with words when it does not."""
    until = time.monotonic() + limit_s
    while not condition():
        assert time.monotonic() < until, f"waited {limit_s} s for: {what}"
        time.sleep(0.005)


class Listener:
    """A sink that writes down what a link tells it, and answers if told how."""

    def __init__(self, answer: Callable[[Chunk], bytes] = lambda chunk: b"", greeting: bytes = b"") -> None:
        self.states: list[LinkState] = []
        self.heard: dict[str, bytes] = {}
        self.opened: list[str] = []
        self.closed: list[str] = []
        self.outbox: list[Chunk] = []
        self.is_durable = True
        self._answer = answer
        self._greeting = greeting

    def link_state(self, state: LinkState) -> None:
        self.states.append(state)

    def peer_opened(self, peer: str) -> Sequence[Chunk]:
        self.opened.append(peer)
        return [Chunk(peer, self._greeting)] if self._greeting else []

    def peer_closed(self, peer: str) -> None:
        self.closed.append(peer)

    def received(self, chunks: Sequence[Chunk]) -> Sequence[Chunk]:
        for chunk in chunks:
            self.heard[chunk.peer] = self.heard.get(chunk.peer, b"") + chunk.data
        return [Chunk(chunk.peer, data) for chunk in chunks if (data := self._answer(chunk))]

    def durable(self) -> bool:
        return self.is_durable

    def tick(self) -> Sequence[Chunk]:
        out, self.outbox = self.outbox, []
        return out

    @property
    def state(self) -> str:
        """The newest phase."""
        return self.states[-1].state if self.states else ""

    @property
    def codes(self) -> list[str | None]:
        """All error codes so far."""
        return [state.error_code for state in self.states]


class Hall:
    """One switchboard over one spool, as the gateway process has it."""

    def __init__(self, folder: Path, wires: Sequence[WireConfig], spool: Spool) -> None:
        self.folder = folder
        self.spool = spool
        self.woken = threading.Event()
        self.board = Switchboard(wires, spool, self.woken.set)

    def status(self, wire: str) -> WireStatus:
        """One wire's light."""
        return next(status for status in self.board.statuses() if status.name == wire)

    def messages(self) -> list[Message]:
        """Everything in the spool, in order."""
        return [message for frame in self.spool.read(0, 100_000) for message in frame.messages]

    def raws(self) -> list[str]:
        """The bytes of every stored frame, in order."""
        return [frame.messages[0].raw.hex() for frame in self.spool.read(0, 100_000)]

    def progress(self, job_id: str) -> list[tuple[str, str | None]]:
        """How far a job came: states and codes."""
        return [(m.state, m.code) for m in self.messages() if isinstance(m, Ack) and m.ref == job_id]


@contextmanager
def open_hall(folder: Path, *wires: WireConfig, spool: Spool | None = None) -> Iterator[Hall]:
    """A running hall; afterwards every thread has ended."""
    own = spool or Spool(folder / "spool.db")
    hall = Hall(folder, wires, own)
    try:
        hall.board.start()
        yield hall
    finally:
        stopped = hall.board.stop()
        closed = own.close()
    assert stopped, "a wire's thread did not end"
    assert closed, "the spool's writer did not end"


@contextmanager
def fire_panel(folder: Path, name: str = "panel-1", **patience: float) -> Iterator[FirePanel]:
    """A running panel on a pseudo-terminal under ``folder/lines``."""
    settings = PanelSettings(PANEL_SOURCE, **{"ack_timeout_s": 0.4, "later_s": 0.3, "heartbeat_s": 600, **patience})  # type: ignore[arg-type]
    line = PtyLine(folder / "lines" / name)
    ledger = Ledger(folder / f"{name}.jsonl")
    panel = FirePanel(name, line, ledger, settings)
    panel.start()
    try:
        yield panel
    finally:
        ended = panel.stop()
        line.close()
        ledger.close()
    assert ended


def pty_wire(folder: Path, name: str = "panel-1", protocol: str = "gbt26875", **options: object) -> WireConfig:
    """The hall's side of a line under ``folder/lines``."""
    return WireConfig(name, name, protocol, str(folder / "lines" / name), options=options)
