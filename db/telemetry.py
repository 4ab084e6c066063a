"""Positions and readings in bulk: no facts, no chain, but in the same transactions and with a seq of their own without gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Select, insert, select

from console.domain.records import PositionRow, ReadingRow
from db.schema import latest_position, position, reading
from db.upsert import upsert

_ADD_POSITION = insert(position)
_ADD_READING = insert(reading)
_PLACE = tuple(item.name for item in fields(PositionRow))  # the order of the fields is the order of the columns read
_POSITIONS = select(*(position.c[name] for name in _PLACE))
_LATEST = select(*(latest_position.c[name] for name in _PLACE)).order_by(latest_position.c.device_id)
_READINGS = select(*(reading.c[item.name] for item in fields(ReadingRow)))


def add_positions(connection: Connection, rows: Sequence[PositionRow], newest_seq: int) -> int:
    """Store rows behind ``newest_seq`` and move the latest position of each device on; returns the newest seq now."""
    if not rows:
        return newest_seq
    plain = [_position(seq, row) for seq, row in enumerate(rows, newest_seq + 1)]
    connection.execute(_ADD_POSITION, plain)
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
    connection.execute(_ADD_READING, [_reading(seq, row) for seq, row in enumerate(rows, newest_seq + 1)])
    return newest_seq + len(rows)


def _time(value: datetime) -> str:
    """As ``to_plain`` has it, without its search for the type: this runs twice a row, ten thousand rows a second."""
    return (value if value.tzinfo is UTC else value.astimezone(UTC)).isoformat(timespec="microseconds")


def _position(seq: int, row: PositionRow) -> dict[str, Any]:
    return {
        "seq": seq,
        "device_id": row.device_id,
        "at": _time(row.at),
        "received_at": _time(row.received_at),
        "lat": row.lat,
        "lon": row.lon,
        "alt_m": row.alt_m,
        "speed_kmh": row.speed_kmh,
        "course_deg": row.course_deg,
    }


def _reading(seq: int, row: ReadingRow) -> dict[str, Any]:
    return {
        "seq": seq,
        "device_id": row.device_id,
        "element": row.element,
        "at": _time(row.at),
        "received_at": _time(row.received_at),
        "value": row.value,
        "unit": row.unit,
        "quality": row.quality,
    }


def _positions(connection: Connection, wanted: Select[Any]) -> list[PositionRow]:
    moment = datetime.fromisoformat
    return [
        PositionRow(seq, device_id, moment(at), moment(received_at), *place)
        for seq, device_id, at, received_at, *place in connection.execute(wanted)
    ]


def _readings(connection: Connection, wanted: Select[Any]) -> list[ReadingRow]:
    moment = datetime.fromisoformat
    return [
        ReadingRow(seq, device_id, element, moment(at), moment(received_at), *rest)
        for seq, device_id, element, at, received_at, *rest in connection.execute(wanted)
    ]


def positions_after(connection: Connection, seq: int, limit: int) -> list[PositionRow]:
    """Positions from there on."""
    return _positions(connection, _POSITIONS.where(position.c.seq > seq).order_by(position.c.seq).limit(limit))


def latest_positions(connection: Connection) -> list[PositionRow]:
    """The newest position of each device."""
    return _positions(connection, _LATEST)


def readings_after(connection: Connection, seq: int, limit: int) -> list[ReadingRow]:
    """Readings from there on."""
    return _readings(connection, _READINGS.where(reading.c.seq > seq).order_by(reading.c.seq).limit(limit))


def readings_since(connection: Connection, since: datetime) -> list[ReadingRow]:
    """All readings received since then, in order of seq."""
    return _readings(connection, _READINGS.where(reading.c.received_at >= _time(since)).order_by(reading.c.seq))


def readings_of(connection: Connection, device_id: str, element: str, since: datetime) -> list[ReadingRow]:
    """One element of one station since a time, by that time."""
    wanted = _READINGS.where(reading.c.device_id == device_id, reading.c.element == element, reading.c.at >= _time(since))
    return _readings(connection, wanted.order_by(reading.c.at, reading.c.seq))
