"""The hall's memory: ``console.app.ports.Store`` on SQLite or PostgreSQL.

A store belongs to one thread and keeps one connection. Whatever happens to the database is said as ``StoreDown``; the next call
tries again, on a new connection where the old one is of no use.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine

from console.domain.facts import Fact
from console.domain.records import Actor, Flaw, Mark, News, PositionRow, ReadingRow, Snapshot, StoreDown
from db import journal, telemetry
from db.engine import BUSY_S, GLANCE, READING, create_file, database_file, make_engine
from db.errors import told
from db.feed import FEED, news
from db.head import Head, read_copy, write_copy
from db.migrate import check, upgrade
from db.snapshot import snapshot
from db.unit import SqlUnit
from db.words import DATABASE, pack

LOOK_BACK_S = 0.5
"""Who was disconnected at once may still ask what came of his commit, and be heard within the three seconds that an outage is said in."""

Poke = Callable[[int, bool, bool], None]
"""Called after a commit: seq of the newest fact, whether facts came, whether telemetry came."""

log = logging.getLogger(__name__)


def _nobody(seq: int, facts: bool, telemetry: bool) -> None:
    """Nobody follows."""


def open_store(url: str, *, poke: Poke = _nobody, head_file: Path | None = None, create: bool = True, busy_s: float = BUSY_S) -> SqlStore:
    """Make the database where there is none, bring it to this program's form, and open it.

    Args:
        poke: told of each commit (see ``db.feed.poke_over``); PostgreSQL tells its followers by itself.
        head_file: where the copy of the journal's head lies, outside the database; None keeps none.
        create: make an embedded database that is not there; without it that is ``gone``.
        busy_s: how long a transaction waits for another one before it says ``locked``.

    Raises:
        StoreDown: locked, full, gone, readonly, broken – or old, where the database is newer than this program.
        ValueError: the address is none of a database that a hall can have.
    """
    file = database_file(url)
    if file is not None and create:
        create_file(file)
    elif file is not None:
        _inode(file)
    engine = make_engine(url, busy_s=busy_s)
    upgrade(engine)
    return SqlStore(engine, file=file, poke=poke, head_file=head_file)


class SqlStore:
    """See :mod:`db.store`. ``engine`` is there for whoever needs tables that the ports do not know (the lease)."""

    def __init__(self, engine: Engine, *, file: Path | None, poke: Poke, head_file: Path | None) -> None:
        self.engine = engine
        self._file = file
        self._inode: tuple[int, int] | None = None
        self._poke = poke
        self._head_file = head_file
        self._copy_fitted = True
        self._connection: Connection | None = None
        self._use = threading.Lock()

    # --- writing

    @contextmanager
    def transaction(self, actor: Actor, now: datetime) -> Iterator[SqlUnit]:
        """Begin; commit on leaving, roll back on any exception. Followers are poked after the commit."""
        unit: SqlUnit | None = None
        finished_at = None
        try:
            with self.writing() as connection:
                unit = SqlUnit(connection, actor, now)
                yield unit
                unit.finish(_poke_of(unit))
                finished_at = time.monotonic()
        except StoreDown as lost:
            if unit is None or finished_at is None or not self._was_kept(unit, lost, finished_at):
                raise
        if unit.has_facts or unit.has_telemetry:
            self._after_commit(unit)

    def _was_kept(self, unit: SqlUnit, lost: StoreDown, finished_at: float) -> bool:
        """Whether a commit stands whose answer was lost on its way: the journal has its newest hash then."""
        if lost.code != "gone" or not unit.has_facts or time.monotonic() - finished_at > LOOK_BACK_S:
            return False
        try:
            with self._begun(reading=True, glance=True) as connection:
                return journal.hash_at(connection, unit.head.count) == unit.head.hash
        except StoreDown:
            return False

    def _after_commit(self, unit: SqlUnit) -> None:
        """The commit stands: what fails from here on is logged, never raised."""
        if self._head_file is not None and unit.has_facts:
            self._copy_head(self._head_file, unit)
        try:
            self._poke(unit.head.count, unit.has_facts, unit.has_telemetry)
        except Exception:
            log.exception("a follower could not be poked")

    def _copy_head(self, path: Path, unit: SqlUnit) -> None:
        def hash_at(count: int) -> str | None:
            """Nearly always the copy is of the commit just before ours."""
            if count == unit.began.count:
                return unit.began.hash
            with self._begun(reading=True, glance=True) as connection:
                return journal.hash_at(connection, count)

        try:
            fits = write_copy(path, unit.head, hash_at)
        except (OSError, StoreDown) as error:
            log.error("the copy of the journal's head could not be written: %s", error)
            return
        if not fits and self._copy_fitted:
            log.error("the copy of the journal's head is not of this journal: it stays as it is; run `oneboard journal verify`")
        self._copy_fitted = fits

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A bare write transaction, for tables beside the facts."""
        with self._begun(reading=False) as connection:
            yield connection

    # --- reading

    def snapshot(self, *, closed_since: datetime | None = None) -> Snapshot:
        """What a screen starts from: everything open, and what was closed, ended or recorded since that time."""
        with self._begun(reading=True) as connection:
            return snapshot(connection, closed_since)

    def facts_after(self, seq: int, limit: int = 1000) -> list[Fact]:
        """The journal from there on."""
        with self._begun(reading=True, glance=True) as connection:
            return journal.facts_after(connection, seq, limit)

    def last_facts(self, limit: int, *, incident_id: str | None = None) -> list[Fact]:
        """The newest lines, oldest of them first."""
        with self._begun(reading=True, glance=True) as connection:
            return journal.last_facts(connection, limit, incident_id)

    def positions_after(self, seq: int, limit: int = 20000) -> list[PositionRow]:
        """Telemetry from there on."""
        with self._begun(reading=True, glance=True) as connection:
            return telemetry.positions_after(connection, seq, limit)

    def latest_positions(self) -> list[PositionRow]:
        """The newest position of each device."""
        with self._begun(reading=True, glance=True) as connection:
            return telemetry.latest_positions(connection)

    def readings_after(self, seq: int, limit: int = 20000) -> list[ReadingRow]:
        """Telemetry from there on."""
        with self._begun(reading=True, glance=True) as connection:
            return telemetry.readings_after(connection, seq, limit)

    def readings_since(self, since: datetime) -> list[ReadingRow]:
        """All readings received since then, in order of seq."""
        with self._begun(reading=True, glance=True) as connection:
            return telemetry.readings_since(connection, since)

    def readings_of(self, device_id: str, element: str, since: datetime) -> list[ReadingRow]:
        """The series of one element of one station."""
        with self._begun(reading=True, glance=True) as connection:
            return telemetry.readings_of(connection, device_id, element, since)

    def mark(self) -> Mark:
        """The newest seq of everything: where following begins."""
        head = self.head()
        return Mark(head.count, head.positions, head.readings)

    def news(self, mark: Mark, *, telemetry: bool = True) -> News:
        """What was committed behind the mark; without ``telemetry`` only its facts.

        Raises:
            StoreDown: also ``broken``, where this is not the journal that the mark was taken of.
        """
        with self._begun(reading=True, glance=True) as connection:
            return news(connection, mark, telemetry)

    def head(self) -> Head:
        """How far journal and telemetry have come, and the newest hash."""
        with self._begun(reading=True, glance=True) as connection:
            return journal.read_head(connection)

    def verify(self) -> Flaw | None:
        """Walk the whole hash chain, and hold its head against the copy outside the database; None where all is well.

        A copy that cannot be read proves nothing about the end: a flaw of the head. So is one that is missing beside an embedded
        database, for whoever wrote facts into that wrote the copy too; a seat on a server may never have written (:meth:`witnesses`).
        """
        try:
            copy, unreadable = (None if self._head_file is None else read_copy(self._head_file)), False
        except ValueError:
            copy, unreadable = None, True
        with self._begun(reading=True) as connection:
            flaw = journal.verify(connection, copy)
            if flaw is None and self._head_file is not None and copy is None:
                count = journal.read_head(connection).count
                lost = self._file is not None and count > 0
                return Flaw(count, "head") if lost or unreadable else None
            return flaw

    def witnesses(self) -> bool:
        """Whether this machine has kept the head of the journal, so that :meth:`verify` could tell if the newest facts were cut off.

        Where it has not, it does from now on. Call it behind a verification without a flaw.
        """
        if self._head_file is None:
            return False
        if self._head_file.exists():
            return True
        head = self.head()
        if head.count:
            write_copy(self._head_file, head, lambda count: None)
        return not head.count

    def close(self) -> None:
        """Let go of the connection; the next call would take a new one."""
        self._drop()

    # --- the connection

    @contextmanager
    def _begun(self, *, reading: bool, glance: bool = False) -> Iterator[Connection]:
        """A transaction on the one connection, with its errors told in the hall's words; ``glance`` where each statement stands alone."""
        if not self._use.acquire(blocking=False):
            raise RuntimeError("a store has one thread and one transaction at a time")
        try:
            with told():
                connection = self._connected()
                connection.info[READING] = GLANCE if glance else reading
                with connection.begin():
                    yield connection
        except StoreDown as error:
            if error.code not in ("locked", "full"):
                self._drop()
            raise
        finally:
            self._use.release()

    def _connected(self) -> Connection:
        """The connection we have, or a new one; an SQLite file that was removed or exchanged under us counts as lost."""
        if self._connection is not None and self._file is not None and self._inode != _inode(self._file):
            self._drop()
        if self._connection is None:
            if self._file is not None:
                self._inode = _inode(self._file)
            connection = self.engine.connect()
            try:
                connection.info[READING] = True
                check(connection)
                connection.rollback()
            except BaseException:
                connection.close()
                raise
            self._connection = connection
        return self._connection

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is None:
            return
        try:
            connection.close()
        except Exception as error:
            log.debug("closing a lost connection: %s", error)


def _poke_of(unit: SqlUnit) -> str:
    """PostgreSQL pokes followers itself, with the commit: no poke is lost with the process that should have sent it."""
    (word,) = pack(DATABASE, unit.head.count, FEED, {"seq": unit.head.count, "facts": unit.has_facts, "telemetry": unit.has_telemetry})
    return word


def _inode(file: Path) -> tuple[int, int]:
    try:
        found = os.stat(file)
    except OSError as error:
        raise StoreDown("gone", f"{file.name}: {error.strerror}") from error
    return found.st_dev, found.st_ino
