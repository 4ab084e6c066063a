"""What the use cases need of the world, as protocols. ``console.bootstrap`` hands in the real things."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, Protocol, TypeVar

from console.domain.entities import Entity
from console.domain.facts import Body, Fact
from console.domain.records import Account, Actor, Flaw, Mark, News, PositionRow, ReadingRow, Snapshot

E = TypeVar("E", bound=Entity)


class Unit(Protocol):
    """One transaction: read, record facts, and all of it is kept or none."""

    def get(self, kind: type[E], id: str) -> E:
        """The entity as it stands inside this transaction; raises KeyError."""

    def find(self, kind: type[E], **equal: Any) -> list[E]:
        """Entities whose fields equal the values given (None matches empty), in order of id."""

    def record(self, body: Body, *, why: str = "") -> Fact:
        """Append the fact to the journal and put its entities into their tables.

        Raises:
            Refused: ``already_committed`` or ``second_command`` where the database's own uniqueness says no.
        """

    def attempt(self) -> AbstractContextManager[None]:
        """A savepoint: what fails inside is undone alone, and the exception goes on."""

    def add_positions(self, rows: Sequence[PositionRow]) -> None:
        """Telemetry in bulk, inside the same transaction."""

    def add_readings(self, rows: Sequence[ReadingRow]) -> None:
        """Telemetry in bulk, inside the same transaction."""

    def cursor(self, name: str) -> int:
        """How far a named reader of the spool has come (0 at first)."""

    def set_cursor(self, name: str, value: int) -> None:
        """Move a named cursor in the same transaction as what was read."""

    def account(self, name: str) -> Account | None:
        """An account by its sign-in name."""

    def accounts(self) -> list[Account]:
        """All accounts, by name."""

    def put_account(self, account: Account) -> None:
        """Insert or replace an account."""


class Store(Protocol):
    """The hall's memory. One store a thread; it reconnects by itself and says ``StoreDown`` while it cannot."""

    def transaction(self, actor: Actor, now: datetime) -> AbstractContextManager[Unit]:
        """Begin; commit on leaving, roll back on any exception. Followers are poked after the commit."""

    def snapshot(self, *, closed_since: datetime | None = None) -> Snapshot:
        """What a screen starts from: everything open, and what was closed, ended or recorded since that time."""

    def facts_after(self, seq: int, limit: int = 1000) -> list[Fact]:
        """The journal from there on."""

    def last_facts(self, limit: int, *, incident_id: str | None = None) -> list[Fact]:
        """The newest lines, oldest of them first."""

    def mark(self) -> Mark:
        """The newest seq of everything: where following begins."""

    def news(self, mark: Mark, *, telemetry: bool = True) -> News:
        """What was committed behind the mark, read in one moment; without ``telemetry`` only its facts."""

    def positions_after(self, seq: int, limit: int = 20000) -> list[PositionRow]:
        """Telemetry from there on."""

    def latest_positions(self) -> list[PositionRow]:
        """The newest position of each device."""

    def readings_after(self, seq: int, limit: int = 20000) -> list[ReadingRow]:
        """Telemetry from there on."""

    def readings_since(self, since: datetime) -> list[ReadingRow]:
        """All readings received since then, in order of seq."""

    def readings_of(self, device_id: str, element: str, since: datetime) -> list[ReadingRow]:
        """The series of one element of one station."""

    def verify(self) -> Flaw | None:
        """Walk the whole hash chain, and hold its head against the one kept outside the database; None where all is well."""

    def witnesses(self) -> bool:
        """Whether this machine has kept the head of the journal outside the database; where it has not, it does from now on."""

    def close(self) -> None:
        """Let go of the connection."""


class Bus(Protocol):
    """Short words between the processes of a hall that need no memory: pokes, wire lights, sound levels, the PTT key."""

    def publish(self, topic: str, payload: Mapping[str, Any]) -> None:
        """Say it to everyone who listens; never blocks, never raises for a listener that is gone."""

    def subscribe(self, topics: Iterable[str], hear: Callable[[str, Mapping[str, Any]], None]) -> Callable[[], None]:
        """Call ``hear`` in the bus's own thread; the returned function ends it."""


Clock = Callable[[], datetime]
NewId = Callable[[], str]
