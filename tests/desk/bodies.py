"""A body of any kind of fact, filled by its annotations: so that a new kind is covered the day it comes."""

from __future__ import annotations

import types
import typing
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from enum import Enum
from typing import Any


def sample(kind: type[Any]) -> Any:
    """An instance with a plain value in every field."""
    hints = typing.get_type_hints(kind)
    return kind(**{field.name: _value(hints[field.name], field.name) for field in fields(kind)})


def _value(hint: Any, name: str) -> Any:
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        return _value(next(part for part in typing.get_args(hint) if part is not type(None)), name)
    if origin is tuple:
        return (_value(typing.get_args(hint)[0], name),)
    if hint is datetime:
        return datetime(2026, 7, 1, 12, 0, tzinfo=UTC)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return next(iter(hint))
    if is_dataclass(hint):
        return sample(hint)  # type: ignore[arg-type]
    return {str: name, int: 3, float: 2.5, bool: True}[hint]
