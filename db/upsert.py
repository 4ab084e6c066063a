"""Insert or replace, in the words of either database."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Executable, Table
from sqlalchemy.dialects import postgresql, sqlite


def upsert(connection: Connection, table: Table, key: str, *, newer: Callable[[Any], ColumnElement[bool]] | None = None) -> Executable:
    """Insert a row, or replace all of it where ``key`` is there already – with ``newer``, only where that holds of the new row."""
    if newer is None:
        return _plain(connection.dialect.name, table, key)
    return _statement(connection.dialect.name, table, key, newer)


@cache
def _plain(dialect: str, table: Table, key: str) -> Executable:
    return _statement(dialect, table, key, None)


def _statement(dialect: str, table: Table, key: str, newer: Callable[[Any], ColumnElement[bool]] | None) -> Executable:
    insert: Any = (postgresql if dialect == "postgresql" else sqlite).insert(table)
    return insert.on_conflict_do_update(  # type: ignore[no-any-return]
        index_elements=[key],
        set_={column.name: insert.excluded[column.name] for column in table.c if column.name != key},
        where=None if newer is None else newer(insert.excluded),
    )
