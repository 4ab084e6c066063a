"""The database to the form that this program knows, by Alembic, from the first table on."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from console.domain.records import StoreDown
from db.engine import PATIENCE, READING
from db.errors import told
from db.schema import REVISION

if TYPE_CHECKING:
    from alembic.config import Config

LOCK_KEY = 0x0B_0A_2D  # PostgreSQL's advisory lock for this work: any number, the same in every process
PATIENCE_S = 30.0


def revision_of(connection: Connection) -> str | None:
    """The revision that the database says it has; None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def check(connection: Connection) -> None:
    """Refuse to work on a database of another form.

    Raises:
        StoreDown: ``old`` where the database is newer than the program, ``broken`` where it has not been brought up.
    """
    found = revision_of(connection)
    if found == REVISION:
        return
    if found is None:
        raise StoreDown("broken", "the database holds no hall")
    if found in _known():
        raise StoreDown("broken", f"the database is at revision {found}; it must be upgraded to {REVISION}")
    raise _too_new(found)


def upgrade(engine: Engine) -> None:
    """Bring the database to :data:`REVISION`; any number of processes may do so at once, one does the work.

    Raises:
        StoreDown: ``old`` where the database is newer than this program.
    """
    with told():
        with engine.connect() as connection:
            connection.info[READING] = True
            if _is_current(connection):
                return
        with _alone(engine) as connection:
            if _is_current(connection):
                return
            from alembic import command

            command.upgrade(_config(connection), REVISION)


def downgrade(engine: Engine, revision: str) -> None:
    """Take the database back to an earlier form (``base`` is empty); for an administrator with a backup at hand."""
    with told(), _alone(engine) as connection:
        from alembic import command

        command.downgrade(_config(connection), revision)


def _is_current(connection: Connection) -> bool:
    found = revision_of(connection)
    if found is None or found == REVISION:
        return found is not None
    if found in _known():
        return False
    raise _too_new(found)


def _too_new(found: str) -> StoreDown:
    return StoreDown("old", f"the database is at revision {found}, this program knows {REVISION}: install a newer program")


def _known() -> set[str]:
    from alembic.script import ScriptDirectory

    return {script.revision for script in ScriptDirectory.from_config(_config(None)).walk_revisions()}


def _config(connection: Connection | None) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    """One transaction that no other process can be in at the same time; its DDL is kept whole or not at all."""
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            _use_wal(connection)
            # Batch migrations copy tables; SQLite asks that foreign keys rest meanwhile, and lets them be set outside a transaction only.
            _pragma(connection, "foreign_keys=OFF")
            connection.info[PATIENCE] = PATIENCE_S
        with connection.begin():
            if connection.dialect.name == "postgresql":
                from db.postgres import wait_long

                wait_long(connection, PATIENCE_S)
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK_KEY})
            yield connection


def _pragma(connection: Connection, words: str) -> str:
    """A PRAGMA outside any transaction."""
    raw = connection.connection.driver_connection
    assert raw is not None
    row = raw.execute(f"PRAGMA {words}").fetchone()
    return "" if row is None else str(row[0])


def _use_wal(connection: Connection) -> None:
    """Switch the file to the write-ahead log once; SQLite does not wait by itself when others are in the file at that moment."""
    import sqlite3

    deadline = time.monotonic() + PATIENCE_S
    pause = threading.Event()
    while True:
        try:
            if _pragma(connection, "journal_mode") == "wal" or _pragma(connection, "journal_mode=WAL") == "wal":
                return
        except sqlite3.OperationalError as error:
            if (getattr(error, "sqlite_errorcode", 0) & 0xFF) != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
        if time.monotonic() > deadline:
            raise StoreDown("locked", "the write-ahead log cannot be switched on")
        pause.wait(0.02)
