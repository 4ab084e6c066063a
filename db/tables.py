"""Tables from the dataclasses that they keep: a column a field, its type and whether it may be empty from the annotation."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from enum import IntEnum
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Double, ForeignKey, Integer, MetaData, Table, Text
from sqlalchemy.types import TypeEngine

TEXT: TypeEngine[Any] = Text().with_variant(Text(collation="C"), "postgresql")
SEQ: TypeEngine[Any] = BigInteger().with_variant(Integer(), "sqlite")


def table_of(kind: type[Any], metadata: MetaData, name: str, references: Mapping[str, str], key: str = "id") -> Table:
    """The table ``name`` of a dataclass; ``references`` names the table that a field holds an id of."""
    hints = typing.get_type_hints(kind)
    return Table(name, metadata, *(_column(item.name, hints[item.name], references.get(item.name), key) for item in fields(kind)))


def _column(name: str, hint: Any, of: str | None, key: str) -> Column[Any]:
    inner = [part for part in typing.get_args(hint) if part is not type(None)]
    may_be_empty = typing.get_origin(hint) in (typing.Union, types.UnionType)
    kind = _kind(inner[0] if may_be_empty else hint)
    if name == key:
        return Column(name, kind, primary_key=True)
    return Column(name, kind, *([ForeignKey(f"{of}.id")] if of else []), nullable=may_be_empty)


def _kind(hint: Any) -> TypeEngine[Any]:
    """Times and lists are text (see :mod:`db.schema`); closed lists are what their values are."""
    if typing.get_origin(hint) is tuple or hint is datetime:
        return TEXT
    if hint is bool:
        return Boolean()
    if hint is float:
        return Double()
    if hint is int or issubclass(hint, IntEnum):
        return Integer()
    if issubclass(hint, str):
        return TEXT
    raise TypeError(f"no column for {hint!r}")
