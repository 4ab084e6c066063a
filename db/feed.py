"""Following the journal and the telemetry: new rows in order and without gaps, woken by a poke of the bus or by a slow poll.

Pokes carry no data and may be lost; what is new is always read from the database behind the last seq that was handed on. Writers
come one after the other (see ``journal_head``), so a seq that is seen has none below it that comes later.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from console.domain.facts import Fact
from console.domain.records import PositionRow, ReadingRow, StoreDown
from db.head import Head

FEED = "feed"
POLL_S = 0.2
FACTS = 1000
ROWS = 20000
FIRST_RETRY_S = 0.1
LAST_RETRY_S = 1.0


class Bus(Protocol):
    """What following needs of a bus."""

    def publish(self, topic: str, payload: Mapping[str, Any]) -> None:
        """Say it."""

    def subscribe(self, topics: Iterable[str], hear: Callable[[str, Mapping[str, Any]], None]) -> Callable[[], None]:
        """Hear it."""


class Source(Protocol):
    """What following needs of a store."""

    def head(self) -> Head:
        """How far everything has come."""

    def facts_after(self, seq: int, limit: int = FACTS) -> list[Fact]:
        """The journal from there on."""

    def positions_after(self, seq: int, limit: int = ROWS) -> list[PositionRow]:
        """Telemetry from there on."""

    def readings_after(self, seq: int, limit: int = ROWS) -> list[ReadingRow]:
        """Telemetry from there on."""


def poke_over(bus: Bus) -> Callable[[int, bool, bool], None]:
    """The ``poke`` for ``open_store``: after a commit, one word on the topic ``feed``."""

    def poke(seq: int, facts: bool, telemetry: bool) -> None:
        bus.publish(FEED, {"seq": seq, "facts": facts, "telemetry": telemetry})

    return poke


@dataclass(frozen=True, slots=True)
class News:
    """What came since the last look; ``down`` while the database cannot be had. ``more`` says that a page was full: look again at once."""

    facts: tuple[Fact, ...] = ()
    positions: tuple[PositionRow, ...] = ()
    readings: tuple[ReadingRow, ...] = ()
    down: StoreDown | None = None
    more: bool = False

    def __bool__(self) -> bool:
        return bool(self.facts or self.positions or self.readings or self.down)


class Follower:
    """Reads on from where it was. Belongs to the thread of its store; only :meth:`wake` may be called from another.

    ``seq`` is the fact after which the reader's picture stands (``Snapshot.seq``). Telemetry begins with what is committed after the
    first look unless ``positions`` and ``readings`` say where: a reader makes its follower first, looks once, and loads after that.
    """

    def __init__(self, store: Source, bus: Bus, *, seq: int, positions: int | None = None, readings: int | None = None) -> None:
        self._store = store
        self.seq = seq
        self._positions = positions
        self._readings = readings
        self._poked = threading.Event()
        self._down: StoreDown | None = None
        self._retry_s = 0.0
        self._retry_at = 0.0
        self._unsubscribe = bus.subscribe((FEED,), lambda topic, payload: self.wake())

    def close(self) -> None:
        """Listen no more."""
        self._unsubscribe()

    def wake(self) -> None:
        """End a wait."""
        self._poked.set()

    def wait(self, limit_s: float = POLL_S) -> None:
        """Until something was committed, or the time is over."""
        self._poked.wait(limit_s)
        self._poked.clear()

    def look(self) -> News:
        """What is new now; never raises ``StoreDown``. While the database is away it is tried again after 0.1 s, later after up to 1 s."""
        if self._down is not None and time.monotonic() < self._retry_at:
            return News(down=self._down)
        try:
            news = self._read()
        except StoreDown as error:
            self._down = error
            self._retry_s = min(max(2 * self._retry_s, FIRST_RETRY_S), LAST_RETRY_S)
            self._retry_at = time.monotonic() + self._retry_s
            return News(down=error)
        self._down, self._retry_s = None, 0.0
        return news

    def news(self, stop: threading.Event) -> Iterator[News]:
        """Everything new until ``stop`` is set (wake the follower after setting it); an outage is told once, at its beginning."""
        told = False
        while not stop.is_set():
            news = self.look()
            if news.down is None or not told:
                if news:
                    yield news
                told = news.down is not None
            if not news.more and not stop.is_set():
                self.wait()

    def _read(self) -> News:
        head = self._store.head()
        if head.count < self.seq:
            raise StoreDown("broken", f"the journal has {head.count} facts where {self.seq} were read: another database lies there")
        if self._positions is None:
            self._positions = head.positions
        if self._readings is None:
            self._readings = head.readings
        facts = self._store.facts_after(self.seq, FACTS) if head.count > self.seq else []
        positions = self._store.positions_after(self._positions, ROWS) if head.positions > self._positions else []
        readings = self._store.readings_after(self._readings, ROWS) if head.readings > self._readings else []
        if facts:
            self.seq = facts[-1].seq
        if positions:
            self._positions = positions[-1].seq
        if readings:
            self._readings = readings[-1].seq
        more = len(facts) == FACTS or len(positions) == ROWS or len(readings) == ROWS
        return News(tuple(facts), tuple(positions), tuple(readings), more=more)
