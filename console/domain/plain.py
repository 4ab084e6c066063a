"""Frozen dataclasses to plain JSON values and back, by their annotations: the one form that journal, tables and feed share."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")


def to_plain(value: Any) -> Any:
    """A value of our dataclasses as JSON knows it: enums by value, times as UTC ISO-8601, tuples as lists."""
    if value is None or isinstance(value, (bool, str)):
        return value.value if isinstance(value, Enum) else value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (int, float)):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, (tuple, list)):
        return [to_plain(item) for item in value]
    if is_dataclass(value):
        return {item.name: to_plain(getattr(value, item.name)) for item in fields(value)}
    raise TypeError(f"no plain form for {type(value).__name__}")


@cache
def _readers(kind: type[Any]) -> dict[str, Callable[[Any], Any]]:
    hints = typing.get_type_hints(kind)
    return {item.name: _reader(hints[item.name]) for item in fields(kind)}


def _reader(hint: Any) -> Callable[[Any], Any]:
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        inner = [part for part in typing.get_args(hint) if part is not type(None)]
        read = _reader(inner[0])
        return lambda value: None if value is None else read(value)
    if origin is tuple:
        read = _reader(typing.get_args(hint)[0])
        return lambda value: tuple(read(item) for item in value)
    if hint is datetime:
        return datetime.fromisoformat
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    if is_dataclass(hint):
        return lambda value: from_plain(typing.cast(type[Any], hint), value)
    if hint is float:
        return float
    return lambda value: value


def from_plain(kind: type[T], data: Mapping[str, Any]) -> T:
    """The inverse of :func:`to_plain` for the dataclass ``kind``; fields that are absent take their defaults.

    Raises:
        TypeError: a field without default is missing.
        ValueError: a value is not one of its closed list, or no time.
    """
    readers = _readers(typing.cast(Any, kind))
    return kind(**{name: readers[name](value) for name, value in data.items() if name in readers})
