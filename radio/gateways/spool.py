"""The intake spool: what a protocol acknowledges is in this file before the acknowledgement is on the wire.

One SQLite file (WAL, ``synchronous=FULL``), one writer thread that commits for all wires together: a wire hands in its batch
and waits until it is durable, and whatever other wires handed in meanwhile goes into the same commit.

A repeat is the same source and the same bytes (which hold the serial number and the frame's time) within the retry window; it
is acknowledged again and stored once. Only time in which the line could be heard counts for the window: a sender cannot
have been answered while the gateway was down or its line was cut.

Sequence numbers start at the time of creation, so a reader's position stays good when a spool file has to be replaced.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import queue
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, TypeVar

from radio.gateways.heard import Heard
from radio.messages import Message, from_dict, to_dict

T = TypeVar("T")
SpoolCode = Literal["full", "locked", "corrupt", "io", "refused", "closed"]
"""``refused``: the frame itself cannot be stored (a bug of ours); the disk is fine."""
JobState = Literal["sending", "accepted", "delivered", "read", "rejected", "uncertain"]

RETRY_WINDOW_S = 60.0
BUSY_TIMEOUT_S = 2.0
ALIVE_EVERY_S = 10.0
GATHER = 256
"""The most requests in one commit."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS frame (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    wire TEXT NOT NULL, protocol TEXT NOT NULL, source TEXT NOT NULL, received_at REAL NOT NULL,
    raw BLOB NOT NULL, messages TEXT NOT NULL, key BLOB);
CREATE INDEX IF NOT EXISTS frame_key ON frame (key) WHERE key IS NOT NULL;
CREATE INDEX IF NOT EXISTS frame_time ON frame (received_at);
CREATE TABLE IF NOT EXISTS job (
    id TEXT PRIMARY KEY, wire TEXT NOT NULL, state TEXT NOT NULL, ref TEXT, address TEXT NOT NULL, at REAL NOT NULL);
CREATE INDEX IF NOT EXISTS job_wire ON job (wire, at);
CREATE TABLE IF NOT EXISTS gap (wire TEXT NOT NULL, since REAL NOT NULL, until REAL NOT NULL);
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value REAL NOT NULL);
"""


class SpoolError(Exception):
    """The spool cannot take a frame now; nothing of the batch is stored, and nothing may be acknowledged."""

    def __init__(self, code: SpoolCode, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code: SpoolCode = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class SpooledFrame:
    """A stored frame, in the order of storing."""

    seq: int
    wire: str
    protocol: str
    source: str
    received_at: datetime
    messages: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class JobRecord:
    """How far a job came, as the file knows it. ``ref`` is the far end's own number for it."""

    id: str
    wire: str
    state: JobState
    ref: str | None = None
    address: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Request:
    """Work for the writer thread and where its answer goes."""

    work: Callable[[sqlite3.Connection], Any]
    answer: queue.SimpleQueue[Any]


class Spool:
    """The durable intake of one gateway.

    Args:
        path: the file; it is made if it is not there.
        retry_window_s: how long the same bytes of the same source are a repeat.
        max_bytes: the most that the file may take of the disk; None for no limit of our own.
    """

    def __init__(self, path: Path, *, retry_window_s: float = RETRY_WINDOW_S, max_bytes: int | None = None) -> None:
        self.path = path
        self.retry_window_s = retry_window_s
        self.quarantined: Path | None = None
        self._max_bytes = max_bytes
        self._requests: queue.Queue[_Request | None] = queue.Queue(maxsize=4096)
        self._connection: sqlite3.Connection | None = None
        self._inode: tuple[int, int] | None = None
        self._gaps: list[tuple[str, float, float]] = []
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._run, name="spool-writer", daemon=True)
        self._thread.start()

    def append(self, batch: Sequence[Heard], jobs: Sequence[JobRecord] = ()) -> list[int]:
        """Store frames and job states in one durable commit; gives each frame's number (a repeat's: the first one's).

        Raises:
            SpoolError: nothing was stored.
        """
        if not batch and not jobs:
            return []
        rows = [_row(heard) for heard in batch]
        return self._ask(lambda connection: self._store(connection, rows, jobs))

    def read(self, after_seq: int, limit: int = 500) -> list[SpooledFrame]:
        """The frames after ``after_seq``, in order; none where nothing was ever heard. Any thread, any process.

        Raises:
            SpoolError: the file cannot be read now.
        """
        if not self.path.exists():
            return []
        try:
            connection = sqlite3.connect(f"{self.path.absolute().as_uri()}?mode=ro", uri=True, timeout=BUSY_TIMEOUT_S)
            try:
                rows = connection.execute(
                    "SELECT seq, wire, protocol, source, received_at, raw, messages FROM frame WHERE seq > ? ORDER BY seq LIMIT ?",
                    (after_seq, limit),
                ).fetchall()
            finally:
                connection.close()
        except sqlite3.Error as problem:
            raise _spool_error(problem) from problem
        return [_spooled(row) for row in rows]

    def prune(self, before: datetime) -> int:
        """Forget frames received before a time; the retry window is always kept. Gives how many."""
        limit = min(before.timestamp(), time.time() - self.retry_window_s)
        return self._ask(lambda connection: _prune(connection, limit))

    def job(self, job_id: str) -> JobRecord | None:
        """What is known of a job."""

        def work(connection: sqlite3.Connection) -> JobRecord | None:
            row = connection.execute(f"{_JOB} WHERE id = ?", (job_id,)).fetchone()
            return None if row is None else _job_record(row)

        return self._ask(work)

    def jobs(self, wire: str) -> list[JobRecord]:
        """All jobs of a wire that are remembered, oldest first."""

        def work(connection: sqlite3.Connection) -> list[JobRecord]:
            return [_job_record(row) for row in connection.execute(f"{_JOB} WHERE wire = ? ORDER BY at, rowid", (wire,))]

        return self._ask(work)

    def jobs_in_doubt(self, wire: str) -> list[JobRecord]:
        """Jobs that were being sent when the last process ended."""
        return [job for job in self.jobs(wire) if job.state == "sending"]

    def line_was_down(self, wire: str, since: datetime, until: datetime) -> None:
        """Time that does not count for the retry window of a wire."""
        gap = (wire, since.timestamp(), until.timestamp())

        def work(connection: sqlite3.Connection) -> None:
            connection.execute("INSERT INTO gap VALUES (?, ?, ?)", gap)
            self._gaps.append(gap)

        self._ask(work)

    def set_limit(self, max_bytes: int | None) -> None:
        """Change how much of the disk the file may take."""
        self._max_bytes = max_bytes
        self._ask(self._apply_limit)

    def close(self, timeout_s: float = 5.0) -> bool:
        """Commit what was handed in, close the file, join."""
        if not self._closed.is_set():
            self._closed.set()
            self._requests.put(None)
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _ask(self, work: Callable[[sqlite3.Connection], T]) -> T:
        if self._closed.is_set():
            raise SpoolError("closed")
        answer: queue.SimpleQueue[T | SpoolError] = queue.SimpleQueue()
        self._requests.put(_Request(work, answer))
        while True:
            try:
                result = answer.get(timeout=1.0)
                break
            except queue.Empty:
                if not self._thread.is_alive():
                    raise SpoolError("closed") from None
        if isinstance(result, SpoolError):
            raise result
        return result

    # ---- the writer's thread ----

    def _run(self) -> None:
        while True:
            try:
                first = self._requests.get(timeout=ALIVE_EVERY_S)
            except queue.Empty:
                first = _Request(lambda connection: None, queue.SimpleQueue())
            group: list[_Request] = []
            ending = first is None
            if first is not None:
                group.append(first)
            while len(group) < GATHER and not ending:
                try:
                    request = self._requests.get_nowait()
                except queue.Empty:
                    break
                if request is None:
                    ending = True
                else:
                    group.append(request)
            if group:
                self._commit(group)
            if ending:
                self._disconnect()
                return

    def _commit(self, group: list[_Request]) -> None:
        """One transaction for all; every request is answered only after it is durable, or refused."""
        try:
            connection = self._connect()
            connection.execute("BEGIN IMMEDIATE")
            results = [request.work(connection) for request in group]
            connection.execute("INSERT OR REPLACE INTO meta VALUES ('alive', ?)", (time.time(),))
            connection.execute("COMMIT")
        except (sqlite3.OperationalError, OSError) as problem:
            self._refuse(group, _spool_error(problem))
            return
        except Exception as problem:
            error = _spool_error(problem) if isinstance(problem, sqlite3.Error) else SpoolError("refused")
            if error.code == "corrupt":
                self._refuse(group, error)
                return
            # One request that cannot be stored must not take the others down, nor the only writer.
            self._recover(SpoolError("refused"))
            if len(group) > 1:
                for request in group:
                    self._commit([request])
                return
            logging.getLogger(__name__).exception("a frame cannot be stored")
            group[0].answer.put(SpoolError("refused", repr(problem)))
            return
        for request, result in zip(group, results, strict=True):
            request.answer.put(result)

    def _refuse(self, group: list[_Request], error: SpoolError) -> None:
        """The disk is to blame: nothing of the group is stored."""
        self._recover(error)
        for request in group:
            request.answer.put(error)

    def _store(self, connection: sqlite3.Connection, rows: list[_Row], jobs: Sequence[JobRecord]) -> list[int]:
        now = time.time()
        seqs: list[int] = []
        for row in rows:
            known = self._repeat_of(connection, row) if row[7] else None
            if known is None:
                cursor = connection.execute(
                    "INSERT INTO frame (wire, protocol, source, received_at, raw, messages, key) VALUES (?,?,?,?,?,?,?)", row[:7]
                )
                known = cursor.lastrowid or 0
            seqs.append(known)
        for job in jobs:
            connection.execute(
                "INSERT OR REPLACE INTO job (id, wire, state, ref, address, at) VALUES (?, ?, ?, ?, ?, ?)",
                (job.id, job.wire, job.state, job.ref, job.address, now),
            )
        return seqs

    def _repeat_of(self, connection: sqlite3.Connection, row: _Row) -> int | None:
        """The number of the frame that this one repeats, if it does."""
        found = connection.execute("SELECT seq, received_at FROM frame WHERE key = ? ORDER BY seq DESC LIMIT 1", (row[6],))
        first = found.fetchone()
        if first is None:
            return None
        seq, heard_at = first
        deaf_s = sum(max(0.0, min(until, row[3]) - max(since, heard_at)) for wire, since, until in self._gaps if wire in ("", row[0]))
        return int(seq) if abs(row[3] - heard_at) - deaf_s <= self.retry_window_s else None

    def _connect(self) -> sqlite3.Connection:
        """The open connection; a file that was taken away under it is made anew."""
        if self._connection is not None and self._file_identity() == self._inode:
            return self._connection
        self._disconnect()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self.path, timeout=BUSY_TIMEOUT_S, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=FULL")
            connection.executescript(_SCHEMA)
            self._first_use(connection)
        except sqlite3.Error:
            connection.close()
            raise
        self._connection = connection
        self._inode = self._file_identity()
        return connection

    def _first_use(self, connection: sqlite3.Connection) -> None:
        """Numbers begin at the time of creation; the time since the last sign of life was spent deaf."""
        now = time.time()
        if connection.execute("SELECT 1 FROM sqlite_sequence WHERE name = 'frame'").fetchone() is None:
            connection.execute("INSERT INTO sqlite_sequence VALUES ('frame', ?)", (int(now) * 1000,))
        alive = connection.execute("SELECT value FROM meta WHERE name = 'alive'").fetchone()
        if alive is not None:
            connection.execute("INSERT INTO gap VALUES ('', ?, ?)", (alive[0], now))
        self._gaps = connection.execute("SELECT wire, since, until FROM gap ORDER BY until DESC LIMIT 1000").fetchall()
        self._apply_limit(connection)

    def _apply_limit(self, connection: sqlite3.Connection) -> None:
        page_size = connection.execute("PRAGMA page_size").fetchone()[0]
        pages = 4294967294 if self._max_bytes is None else max(1, self._max_bytes // page_size)
        connection.execute(f"PRAGMA max_page_count={pages}")

    def _file_identity(self) -> tuple[int, int] | None:
        try:
            info = os.stat(self.path)
        except OSError:
            return None
        return info.st_dev, info.st_ino

    def _recover(self, error: SpoolError) -> None:
        """After a failed commit: take it back, and make sure that the next one can work."""
        if error.code == "corrupt":
            self._disconnect()
            self._set_aside()
        elif error.code == "io":
            self._disconnect()
        elif self._connection is not None and self._connection.in_transaction:
            try:
                self._connection.execute("ROLLBACK")
            except sqlite3.Error:
                self._disconnect()

    def _set_aside(self) -> None:
        """Keep a broken file for a person to look at, and begin a new one."""
        aside = self.path.with_name(f"{self.path.name}.corrupt-{datetime.now(UTC):%Y%m%dT%H%M%S%f}")
        try:
            os.replace(self.path, aside)
            for suffix in ("-wal", "-shm"):
                side = self.path.with_name(self.path.name + suffix)
                if side.exists():
                    os.replace(side, aside.with_name(aside.name + suffix))
        except OSError:
            return  # the disk is not there at all: the next try finds out
        self.quarantined = aside

    def _disconnect(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            try:
                connection.close()
            except sqlite3.Error:
                return


_Row = tuple[str, str, str, float, bytes, str, bytes | None, bool]
"""The columns of a frame, and whether it may be one that was heard before."""
_JOB = "SELECT id, wire, state, ref, address, at FROM job"


def _row(heard: Heard) -> _Row:
    packed = []
    for message in heard.messages:
        item = to_dict(message)
        if message.raw == heard.raw:
            del item["raw"]
        packed.append(item)
    return (
        heard.wire,
        heard.protocol,
        heard.source.encode(errors="backslashreplace").decode(),
        heard.received_at.timestamp(),
        heard.raw,
        json.dumps(packed, separators=(",", ":")),  # ASCII: a half character in a broken text must not stop the commit
        _key(heard) if heard.owed or heard.again is not None else None,
        heard.owed or bool(heard.again),
    )


def _key(heard: Heard) -> bytes:
    """What makes a frame the same frame. A source that says nothing (all zeros) is told apart by its wire."""
    source = heard.source if heard.source.strip("0:. ") else f"{heard.wire}/{heard.source}"
    return hashlib.blake2b(source.encode(errors="backslashreplace") + b"\0" + heard.raw, digest_size=16).digest()


def _spooled(row: tuple[Any, ...]) -> SpooledFrame:
    seq, wire, protocol, source, received_at, raw, packed = row
    messages = tuple(from_dict({"raw": raw.hex(), **item}) for item in json.loads(packed))
    return SpooledFrame(seq, wire, protocol, source, datetime.fromtimestamp(received_at, UTC), messages)


def _prune(connection: sqlite3.Connection, limit: float) -> int:
    count = connection.execute("DELETE FROM frame WHERE received_at < ?", (limit,)).rowcount
    connection.execute("DELETE FROM job WHERE at < ?", (limit,))
    connection.execute("DELETE FROM gap WHERE until < ?", (limit,))
    return count


def _job_record(row: tuple[Any, ...]) -> JobRecord:
    return replace(JobRecord(*row[:5]), at=datetime.fromtimestamp(row[5], UTC))


def _spool_error(problem: sqlite3.Error | OSError) -> SpoolError:
    """A code for what SQLite or the system said."""
    primary = (getattr(problem, "sqlite_errorcode", None) or 0) & 0xFF
    if primary == sqlite3.SQLITE_FULL or getattr(problem, "errno", None) == 28:
        return SpoolError("full", str(problem))
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return SpoolError("locked", str(problem))
    if primary in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return SpoolError("corrupt", str(problem))
    return SpoolError("io", str(problem))
