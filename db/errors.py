"""What went wrong with the database, in the hall's few words (see ``StoreDown``), from the codes of its driver."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from console.domain.records import StoreDown

# Primary result codes, https://www.sqlite.org/rescode.html; extended codes carry them in the low byte.
_SQLITE = {
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_CANTOPEN: "gone",
    sqlite3.SQLITE_IOERR: "gone",
    sqlite3.SQLITE_READONLY: "readonly",
    sqlite3.SQLITE_PERM: "readonly",
    sqlite3.SQLITE_AUTH: "readonly",
    sqlite3.SQLITE_CORRUPT: "broken",
    sqlite3.SQLITE_NOTADB: "broken",
}
_SQLITE_MOVED = 1032  # SQLITE_READONLY_DBMOVED: the file was renamed or removed under the connection

# SQLSTATE, PostgreSQL manual, appendix A: whole codes first, then classes.
_SQLSTATE = {
    "53100": "full",
    "55P03": "locked",
    "57014": "locked",
    "25006": "readonly",
    "25P03": "gone",  # the server ended us for our silence inside a transaction
    "42501": "readonly",
    "40001": "locked",
    "40P01": "locked",
    "08": "gone",
    "28": "gone",
    "3D": "gone",
    "53": "gone",  # too many connections, no memory
    "57": "gone",
    "58": "gone",
    "XX": "broken",
}


def down(error: BaseException) -> StoreDown | None:
    """What ``error`` means for the hall; None where it says nothing about the database's health (a broken rule, our own mistake)."""
    origin: Any = error.orig if isinstance(error, DBAPIError) else error
    detail = str(origin).strip().splitlines()[0] if str(origin).strip() else type(origin).__name__
    code = getattr(origin, "sqlite_errorcode", None)
    if code is not None:
        word = "gone" if code == _SQLITE_MOVED else _SQLITE.get(code & 0xFF)
        return StoreDown(word, detail) if word else None
    state = getattr(origin, "sqlstate", None)
    if state:
        word = _SQLSTATE.get(state) or _SQLSTATE.get(state[:2])
        return StoreDown(word, detail) if word else None
    if isinstance(error, (OperationalError, InterfaceError)):
        return StoreDown("gone", detail)
    if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, (sqlite3.ProgrammingError, sqlite3.IntegrityError)):
        return StoreDown("broken", detail)
    return None


@contextmanager
def told() -> Iterator[None]:
    """Turn a driver's error into ``StoreDown`` where it means that; let everything else pass."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        word = down(error)
        if word is None:
            raise
        raise word from error


def is_unique(error: DBAPIError) -> bool:
    """Whether a unique index said no."""
    origin: Any = error.orig
    name = getattr(origin, "sqlite_errorname", None)
    return name in ("SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY") or getattr(origin, "sqlstate", None) == "23505"


def is_foreign(error: DBAPIError) -> bool:
    """Whether a row names something that is not there."""
    origin: Any = error.orig
    name = getattr(origin, "sqlite_errorname", None)
    return name == "SQLITE_CONSTRAINT_FOREIGNKEY" or getattr(origin, "sqlstate", None) == "23503"
