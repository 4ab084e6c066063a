"""A connection to the hall's database, with what each kind of database needs to be trusted.

SQLite: write-ahead log (readers do not wait for the writer), synchronous=FULL (a commit is on the disk when it returns), foreign keys,
transactions that take the writer's lock at their beginning, and a file that is never made anew by a reconnect. PostgreSQL: see
``db.postgres``.
"""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path
from typing import cast

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool

from console.domain.records import StoreDown

BUSY_S = 2.5
ASK_S = 0.001
READING = "reading"  # keys of Connection.info: this transaction only reads; how long it waits for the writer's lock
GLANCE = "glance"  # a value of READING: each statement sees a moment of its own, and a server is asked once for it instead of three times
PATIENCE = "patience"


def database_file(url: str) -> Path | None:
    """The file of an SQLite database, or None for a server.

    Raises:
        ValueError: for a database in memory, which no second process could see, and for an unknown kind of database.
    """
    parsed = make_url(url)
    kind = parsed.get_backend_name()
    if kind == "postgresql":
        return None
    if kind != "sqlite":
        raise ValueError(f"no hall can live in a database of the kind {kind!r}")
    if not parsed.database or parsed.database == ":memory:":
        raise ValueError("a hall needs a database that other processes can open")
    return Path(parsed.database).absolute()


def create_file(path: Path) -> None:
    """Make an empty database file that only its owner can read, unless it is there."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except PermissionError as error:
        if not path.exists():
            raise StoreDown("readonly", str(error)) from error
    except OSError as error:
        raise StoreDown("gone", str(error)) from error


def make_engine(url: str, *, busy_s: float = BUSY_S) -> Engine:
    """An engine without a pool: whoever connects owns that connection."""
    path = database_file(url)
    if path is None:
        return _server_engine(url, busy_s)

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            f"{path.as_uri()}?mode=rw",
            uri=True,
            timeout=busy_s,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=256,
        )
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA cache_size=-16000")
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        """Writers queue before they read, so that what they read is still true when they write."""
        if connection.info.get(READING):
            connection.exec_driver_sql("BEGIN")
        else:
            _begin_writing(connection, connection.info.get(PATIENCE, busy_s))

    return engine


def _server_engine(url: str, busy_s: float) -> Engine:
    from db import postgres

    engine = postgres.make_postgres_engine(make_url(url), busy_s)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        postgres.begin(connection, reading=bool(connection.info.get(READING)), glance=connection.info.get(READING) == GLANCE)

    return engine


def _begin_writing(connection: Connection, busy_s: float) -> None:
    """Take the writer's lock, asking each millisecond for as long as ``busy_s``.

    SQLite's own waiting sleeps for up to 100 ms at a time: with four busy seats somebody then waits for a second while the lock is
    free again and again.
    """
    raw = cast(sqlite3.Connection, connection.connection.driver_connection)
    deadline = time.monotonic() + busy_s
    raw.execute("PRAGMA busy_timeout = 0")
    try:
        while True:
            try:
                raw.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() >= deadline:
                    raise
            time.sleep(ASK_S)
    finally:
        raw.execute(f"PRAGMA busy_timeout = {int(busy_s * 1000)}")
