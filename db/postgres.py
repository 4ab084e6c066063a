"""Connections to PostgreSQL that a hall can trust: a server that stands still is said to be away within three seconds.

The protocol has no time limit of its own, and a frozen server's kernel still takes what we send, so we keep the limit ourselves. The
server keeps limits too: it ends a statement that takes too long, a wait for another's lock, and a session that fell silent in the
middle of a transaction – a seat whose machine froze must not hold the journal's head for ever.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

import psycopg
from psycopg import IsolationLevel
from psycopg.abc import RV, Buffer, PQGen
from psycopg.types.string import StrDumper
from sqlalchemy import Connection, Engine, Executable, create_engine, event
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

CONNECT_S = 2  # libpq takes no less
ANSWER_S = 2.8
STATEMENT_S = 2.6
SILENT_S = 3.0
LOOK_S = 0.1


class TextDumper(StrDumper):
    """PostgreSQL's text holds no NUL, and a device may send one: it is kept as the sign for it, ␀."""

    def dump(self, obj: str) -> Buffer | None:
        """See psycopg."""
        return super().dump(obj.replace("\0", "\N{SYMBOL FOR NULL}") if "\0" in obj else obj)


class PatientConnection(psycopg.Connection[Any]):
    """Waits for an answer for ``patience_s``, then lets the connection go; None waits for as long as it takes."""

    patience_s: float | None = ANSWER_S

    def wait(self, gen: PQGen[RV], interval: float = LOOK_S, timeout: float | None = None) -> RV:
        """See psycopg; a ``timeout`` of the caller's own goes before our patience."""
        if timeout is not None or self.patience_s is None:
            return super().wait(gen, interval, timeout)
        deadline = time.monotonic() + self.patience_s
        try:
            return super().wait(gen, interval, self.patience_s)
        except psycopg.OperationalError as error:
            if time.monotonic() < deadline:
                raise
            self.pgconn.finish()
            raise psycopg.OperationalError(f"the server has not answered for {self.patience_s:.1f} s") from error


def connect_words(url: URL) -> dict[str, Any]:
    """The keywords of a connection for whoever opens one without an engine."""
    words = {name: value[-1] if isinstance(value, tuple) else value for name, value in url.query.items()}
    given = {"host": url.host, "port": url.port, "user": url.username, "password": url.password, "dbname": url.database}
    return {name: value for name, value in given.items() if value} | words | _patience()


def _patience() -> dict[str, Any]:
    limits = {"connect_timeout": CONNECT_S, "tcp_user_timeout": int(ANSWER_S * 1000)}
    return limits | {"client_encoding": "utf8", "application_name": "oneboard"}


def make_postgres_engine(url: URL, busy_s: float) -> Engine:
    """See :func:`db.engine.make_engine`."""
    limits = {
        "lock_timeout": int(busy_s * 1000),
        "statement_timeout": int(max(STATEMENT_S, busy_s + 0.1) * 1000),
        "idle_in_transaction_session_timeout": int(SILENT_S * 1000),
    }
    options = " ".join(f"-c {name}={value}" for name, value in limits.items())
    engine = create_engine(
        url.set(drivername="postgresql+psycopg"),
        poolclass=NullPool,
        connect_args=_patience() | {"options": options},
        use_native_hstore=False,
    )

    @event.listens_for(engine, "do_connect")
    def connect(dialect: object, record: object, words: list[Any], named: dict[str, Any]) -> PatientConnection:
        connection = PatientConnection.connect(*words, **named)
        connection.adapters.register_dumper(str, TextDumper)
        connection.patience_s = max(ANSWER_S, busy_s + 0.3)
        return connection

    return engine


def begin(connection: Connection, *, reading: bool, glance: bool) -> None:
    """Before a transaction: a reader sees one moment; a writer sees what was committed before it got the journal's head.

    A glance is no transaction at all: a single statement needs none, and begin and end would each be a way to the server and back.
    """
    raw = connection.connection.driver_connection
    assert isinstance(raw, PatientConnection)
    if raw.autocommit != glance:
        raw.autocommit = glance
    level = IsolationLevel.REPEATABLE_READ if reading else IsolationLevel.READ_COMMITTED
    if not glance and raw.isolation_level != level:
        raw.isolation_level = level
        raw.read_only = reading


def wait_long(connection: Connection, limit_s: float) -> None:
    """Inside a transaction: rebuild tables for as long as it takes, wait for others for ``limit_s``."""
    raw = connection.connection.driver_connection
    assert isinstance(raw, PatientConnection)
    raw.patience_s = None
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(limit_s * 1000)}")
    connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
    connection.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = 0")


@dataclass(frozen=True, slots=True)
class ServerState:
    """What a doctor wants to know of a server. ``durable`` is False where it may lose what it said was committed."""

    version: str
    durable: bool
    free_connections: int
    answer_ms: float


def server_state(connection: Connection) -> ServerState:
    """Of the server behind an open connection."""
    began = time.perf_counter()
    version = str(connection.exec_driver_sql("SHOW server_version").scalar())
    answer_ms = (time.perf_counter() - began) * 1000
    kept = {str(connection.exec_driver_sql(f"SHOW {name}").scalar()) for name in ("fsync", "synchronous_commit", "full_page_writes")}
    most = int(str(connection.exec_driver_sql("SHOW max_connections").scalar()))
    used = connection.exec_driver_sql("SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'").scalar()
    return ServerState(version.split()[0], not kept & {"off", "local"}, most - int(used or 0), answer_ms)


# --- short ways --------------------------------------------------------------------------------------------------------------------
#
# Whoever writes holds the journal's head, and all other seats wait: what counts is how often he goes to the server and back, and how
# long he thinks in between. Statements of a fixed form go to the driver as they are, and those of one fact go together.

_DIALECT = PGDialect_psycopg()  # type: ignore[no-untyped-call]
Statement = tuple[Executable, Mapping[str, Any]]


@cache
def _compiled(statement: Any) -> tuple[str, dict[str, Any]]:
    """The text of a statement that lives as long as the program, and the values that it brings along."""
    compiled = statement.compile(dialect=_DIALECT)
    return str(compiled), dict(compiled.params)


@cache
def _names(statement: Any) -> tuple[str, ...]:
    return tuple(column.key for column in statement.selected_columns)


def fetch(connection: Connection, statement: Executable, values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows of a select of a fixed form, inside the transaction of ``connection``."""
    text, own = _compiled(statement)
    names = _names(statement)
    with _said(connection):
        found = _raw(connection).execute(text, own | dict(values)).fetchall()
    return [dict(zip(names, row, strict=True)) for row in found]


def run(connection: Connection, statement: Executable, values: Mapping[str, Any]) -> None:
    """A statement of a fixed form whose answer nobody needs."""
    text, own = _compiled(statement)
    with _said(connection):
        _raw(connection).execute(text, own | dict(values))


def together(connection: Connection, statements: Sequence[Statement]) -> bool:
    """All of them, in two ways to the server and back; False, and none of them done, where the database refuses a row."""
    raw = _raw(connection)
    with _said(connection):
        try:
            with raw.pipeline():
                raw.execute("SAVEPOINT together")
                for statement, values in statements:
                    text, own = _compiled(statement)
                    raw.execute(text, own | dict(values))
        except psycopg.Error as error:
            if not raw.closed:
                raw.execute("ROLLBACK TO SAVEPOINT together")
                raw.execute("RELEASE SAVEPOINT together")
            if isinstance(error, psycopg.IntegrityError):
                return False
            raise
        # By itself: after a pipeline PostgreSQL 15 does not end a session that falls silent, and this one holds the head.
        raw.execute("RELEASE SAVEPOINT together")
    return True


def _raw(connection: Connection) -> PatientConnection:
    raw = connection.connection.driver_connection
    assert isinstance(raw, PatientConnection)
    return raw


@contextmanager
def _said(connection: Connection) -> Iterator[None]:
    """A driver's error as SQLAlchemy would have told it."""
    try:
        yield
    except psycopg.Error as error:
        lost = _raw(connection).closed
        if lost:
            connection.invalidate(error)
        raise DBAPIError.instance(None, None, error, psycopg.Error, connection_invalidated=lost, dialect=connection.dialect) from error
