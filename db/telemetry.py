"""Positions and readings in bulk: no facts, no chain, but in the same transactions and with a seq of their own without gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from console.domain.plain import to_plain
from console.domain.records import PositionRow, ReadingRow
from db.rows import from_row, to_row
from db.schema import latest_position, position, reading
from db.upsert import upsert

_PLACE = tuple(item.name for item in fields(PositionRow))
_POSITIONS = select(*(position.c[name] for name in _PLACE))
_LATEST = select(*(latest_position.c[name] for name in _PLACE)).order_by(latest_position.c.device_id)
_READINGS = select(*(reading.c[item.name] for item in fields(ReadingRow)))


def add_positions(connection: Connection, rows: Sequence[PositionRow], newest_seq: int) -> int:
    """Store rows behind ``newest_seq`` and move the latest position of each device on; returns the newest seq now."""
    if not rows:
        return newest_seq
    plain = _numbered(rows, newest_seq)
    connection.execute(insert(position), plain)
    latest: dict[str, dict[str, Any]] = {}
    for row in plain:
        known = latest.get(row["device_id"])
        if known is None or row["at"] >= known["at"]:
            latest[row["device_id"]] = row
    statement = upsert(connection, latest_position, "device_id", newer=lambda fresh: fresh.at >= latest_position.c.at)
    connection.execute(statement, list(latest.values()))
    return newest_seq + len(plain)


def add_readings(connection: Connection, rows: Sequence[ReadingRow], newest_seq: int) -> int:
    """Store rows behind ``newest_seq``; returns the newest seq now."""
    if not rows:
        return newest_seq
    connection.execute(insert(reading), _numbered(rows, newest_seq))
    return newest_seq + len(rows)


def _numbered(rows: Sequence[Any], newest_seq: int) -> list[dict[str, Any]]:
    return [{**to_row(row), "seq": seq} for seq, row in enumerate(rows, newest_seq + 1)]


def positions_after(connection: Connection, seq: int, limit: int) -> list[PositionRow]:
    """Positions from there on."""
    wanted = _POSITIONS.where(position.c.seq > seq).order_by(position.c.seq).limit(limit)
    return [from_row(PositionRow, row) for row in connection.execute(wanted).mappings()]


def latest_positions(connection: Connection) -> list[PositionRow]:
    """The newest position of each device."""
    return [from_row(PositionRow, row) for row in connection.execute(_LATEST).mappings()]


def readings_after(connection: Connection, seq: int, limit: int) -> list[ReadingRow]:
    """Readings from there on."""
    wanted = _READINGS.where(reading.c.seq > seq).order_by(reading.c.seq).limit(limit)
    return [from_row(ReadingRow, row) for row in connection.execute(wanted).mappings()]


def readings_of(connection: Connection, device_id: str, element: str, since: datetime) -> list[ReadingRow]:
    """One element of one station since a time, by that time."""
    wanted = (_READINGS.where(reading.c.device_id == device_id, reading.c.element == element, reading.c.at >= to_plain(since))).order_by(
        reading.c.at, reading.c.seq
    )
    return [from_row(ReadingRow, row) for row in connection.execute(wanted).mappings()]
