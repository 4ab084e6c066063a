"""Dataclasses to rows and back, by field names: columns carry the names of the fields, values are those of ``console.domain.plain``."""

from __future__ import annotations

import json
import typing
from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from typing import Any, TypeVar, cast

from sqlalchemy import RowMapping

from console.domain.plain import from_plain, to_plain

T = TypeVar("T")

_PLAIN = frozenset({str, int, float, bool})


def dumps(value: Any) -> str:
    """JSON as it lies in a text column: one form for one value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def to_row(record: Any) -> dict[str, Any]:
    """The columns of an entity, an account, a telemetry row: each value as ``to_plain`` has it, without its search where none is needed."""
    row = {}
    for name in _names(cast(Any, type(record))):
        value = getattr(record, name)
        if value is not None and type(value) not in _PLAIN:
            value = to_plain(value)
            if isinstance(value, list):
                value = dumps(value)
        row[name] = value
    return row


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(item.name for item in fields(kind))


@cache
def _list_fields(kind: type[Any]) -> frozenset[str]:
    hints = typing.get_type_hints(kind)
    return frozenset(item.name for item in fields(kind) if typing.get_origin(hints[item.name]) is tuple)


def from_row(kind: type[T], row: RowMapping) -> T:
    """The inverse of :func:`to_row`."""
    lists = _list_fields(cast(Any, kind))
    values = cast(Mapping[str, Any], row)
    if lists:
        values = {name: json.loads(value) if name in lists else value for name, value in values.items()}
    return from_plain(kind, values)
