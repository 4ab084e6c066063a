"""The one thread of a screen that owns the database: commands go in, snapshots and facts come out. No Qt.

A command is answered by an :class:`Outcome` with its ticket – also while the database is away: then the outcome says so, and
what the person typed is still on the screen. The thread follows the journal on a poke of the bus, and on a slow poll without.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from console.app.context import Command
from console.app.execute import Executor
from console.app.ports import Bus, Clock, Store
from console.domain.facts import Fact
from console.domain.records import Actor, Mark, PositionRow, ReadingRow, Snapshot, StoreDown
from console.domain.refusal import Refused

log = logging.getLogger(__name__)

POLL_S = 0.2
AWAY_S = 0.1
PACE_S = 0.05  # between two looks at what came: sixteen seats that all read after every commit stand in its way
RETRY_S = 0.5
TELEMETRY_S = 0.1
HISTORY = timedelta(hours=12)
READINGS = timedelta(hours=6)
FACTS_AT_START = 500


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a screen starts from, or starts again from after the database came back."""

    snapshot: Snapshot
    positions: tuple[PositionRow, ...]
    readings: tuple[ReadingRow, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Advanced:
    """What was committed since: by this seat, by others, by the gateway."""

    facts: tuple[Fact, ...]
    positions: tuple[PositionRow, ...]
    readings: tuple[ReadingRow, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answer to one command: the id it made, or the rule's no, or that the database is away, or our own fault."""

    ticket: int
    command: Command
    value: str | None = None
    refused: Refused | None = None
    down: StoreDown | None = None
    bug: str | None = None

    @property
    def done(self) -> bool:
        """Whether it was committed."""
        return self.refused is None and self.down is None and self.bug is None


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a question that changes nothing: what was read, or that the database is away."""

    ticket: int
    value: Any = None
    down: StoreDown | None = None


@dataclass(frozen=True, slots=True)
class DatabaseState:
    """Whether the hall's memory can be had."""

    up: bool
    code: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """Something short from another process: wire lights, sound levels, the state of a PTT key."""

    topic: str
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Ask:
    ticket: int
    actor: Actor
    command: Command


@dataclass(frozen=True, slots=True)
class _Look:
    ticket: int
    read: Callable[[Store], Any]


_POKE = object()
_MEASURED = object()
_RELOAD = object()


class Engine:
    """Runs one thread. ``deliver`` is called in that thread with the frozen objects above."""

    def __init__(
        self,
        *,
        open_executor: Callable[[], Executor],
        bus: Bus,
        actor: Actor,
        deliver: Callable[[object], None],
        clock: Clock,
        topics: tuple[str, ...] = (),
        beat: Callable[[], None] | None = None,
    ) -> None:
        self._open = open_executor
        self._bus = bus
        self._actor = actor
        self._deliver = deliver
        self._clock = clock
        self._topics = topics
        self._beat = beat
        self._inbox: queue.Queue[object] = queue.Queue()
        self._stop = threading.Event()
        self._tickets = 0
        self._executor: Executor | None = None
        self._mark = Mark(0, 0, 0)
        self._up: bool | None = None
        self._retry_at = 0.0
        self._last_beat = 0.0
        self._waiting: set[object] = set()  # pokes that the next look answers; more of them say nothing new
        self._looked_at = self._look_at = 0.0
        self._telemetry_at = 0.0
        self._thread = threading.Thread(target=self._run, name="engine", daemon=True)
        self._unsubscribe: Callable[[], None] = lambda: None

    def start(self) -> None:
        """Begin: the first thing delivered is Loaded, or DatabaseState(up=False)."""
        self._unsubscribe = self._bus.subscribe(("feed", *self._topics), self._hear)
        self._thread.start()

    def stop(self, limit_s: float = 3.0) -> None:
        """Finish what was asked, then end."""
        self._unsubscribe()
        self._stop.set()
        self._inbox.put(_POKE)
        self._thread.join(limit_s)

    def submit(self, command: Command, actor: Actor | None = None) -> int:
        """Ask for a command; its Outcome comes with the ticket returned here. Never blocks."""
        self._tickets += 1
        self._inbox.put(_Ask(self._tickets, actor or self._actor, command))
        return self._tickets

    def look(self, read: Callable[[Store], Any]) -> int:
        """Read something from the memory that a screen does not keep; a Found comes with the ticket. Never blocks."""
        self._tickets += 1
        self._inbox.put(_Look(self._tickets, read))
        return self._tickets

    def reload(self) -> None:
        """Deliver everything anew: the screen was told of something that it does not hold (an incident of long ago goes on)."""
        self._inbox.put(_RELOAD)

    def _hear(self, topic: str, payload: Mapping[str, Any]) -> None:
        if topic == "feed":
            poke = _POKE if payload.get("facts", True) else _MEASURED
            if poke not in self._waiting:
                self._waiting.add(poke)
                self._inbox.put(poke)
        else:
            self._deliver(Word(topic, payload))

    def _run(self) -> None:
        while not self._stop.is_set():
            items = self._take()
            self._beat_now()
            for item in items:
                if isinstance(item, _Ask):
                    self._deliver(self._answer(item))
                elif isinstance(item, _Look):
                    self._deliver(self._found(item))
                elif item is _RELOAD and self._up:
                    self._up = None
                due = self._telemetry_at + TELEMETRY_S if item is _MEASURED else self._looked_at + PACE_S
                self._look_at = min(self._look_at, due)
            if time.monotonic() >= self._look_at:
                self._waiting.clear()
                self._follow()
                self._looked_at = time.monotonic()
                self._look_at = self._looked_at + (POLL_S if self._up else AWAY_S)
        if self._executor is not None:
            self._executor.store.close()

    def _take(self) -> list[object]:
        """What came; waits for it until the next look is due."""
        try:
            items = [self._inbox.get(timeout=max(0.0, self._look_at - time.monotonic()))]
        except queue.Empty:
            return []
        while not self._inbox.empty() and len(items) < 500:
            items.append(self._inbox.get_nowait())
        return items

    def _beat_now(self) -> None:
        if self._beat is not None and time.monotonic() - self._last_beat >= 1.0:
            self._last_beat = time.monotonic()
            self._beat()

    def _answer(self, ask: _Ask) -> Outcome:
        try:
            executor = self._connected()
            return Outcome(ask.ticket, ask.command, value=executor.execute(ask.actor, ask.command))
        except Refused as refused:
            return Outcome(ask.ticket, ask.command, refused=refused)
        except StoreDown as down:
            self._went_down(down)
            return Outcome(ask.ticket, ask.command, down=down)
        except Exception as bug:
            log.exception("internal error in %r", ask.command)
            return Outcome(ask.ticket, ask.command, bug=f"{type(bug).__name__}: {bug}")

    def _found(self, look: _Look) -> Found:
        try:
            return Found(look.ticket, look.read(self._connected().store))
        except StoreDown as down:
            self._went_down(down)
            return Found(look.ticket, down=down)
        except Exception as bug:
            log.exception("internal error in a question")
            return Found(look.ticket, down=StoreDown("broken", f"{type(bug).__name__}: {bug}"))

    def _follow(self) -> None:
        if self._up is False and time.monotonic() < self._retry_at:
            return
        try:
            store = self._connected().store
            if self._up is not True:
                self._load(store)
                return
            news = store.news(self._mark, telemetry=self._telemetry_is_due())
        except StoreDown as down:
            self._went_down(down)
            return
        except Exception:
            log.exception("internal error while following the journal")
            return
        self._mark = news.mark
        if news:
            self._deliver(Advanced(news.facts, news.positions, news.readings))
        if news.more:
            self._inbox.put(_POKE)

    def _telemetry_is_due(self) -> bool:
        """Ten times a second: an alarm must not wait behind a picture of the rain."""
        now = time.monotonic()
        if now - self._telemetry_at < TELEMETRY_S:
            return False
        self._telemetry_at = now
        return True

    def _load(self, store: Store) -> None:
        now = self._clock()
        # Where to go on from, taken before anything is read: what comes meanwhile is read again, and nothing is missed.
        mark = store.mark()
        positions = store.latest_positions()
        readings = store.readings_since(now - READINGS)
        snapshot = store.snapshot(closed_since=now - HISTORY)
        facts = store.last_facts(FACTS_AT_START)
        self._mark = replace(mark, facts=snapshot.seq)
        kept = tuple(fact for fact in facts if fact.seq <= snapshot.seq)
        self._up = True
        self._deliver(Loaded(snapshot, tuple(positions), tuple(readings), kept))
        self._deliver(DatabaseState(up=True))

    def _connected(self) -> Executor:
        if self._executor is None:
            self._executor = self._open()
        return self._executor

    def _went_down(self, down: StoreDown) -> None:
        self._retry_at = time.monotonic() + RETRY_S
        if down.code == "locked":
            return
        if self._executor is not None:
            self._executor.store.close()
            self._executor = None
        if self._up is not False:
            log.error("database away: %s", down)
            self._up = False
        self._deliver(DatabaseState(up=False, code=down.code, detail=down.detail))


def utc_now() -> datetime:
    """The time, aware."""
    from datetime import UTC

    return datetime.now(UTC)
