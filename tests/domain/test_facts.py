"""Every fact survives the journal: its plain form is read back as the same fact, and the seal finds any change."""

from __future__ import annotations

import typing
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from enum import Enum
from types import UnionType
from typing import Any

import pytest

from console.domain.facts import BODIES, FIRST_HASH, Body, body_from_plain, digest, seal
from console.domain.plain import to_plain

T0 = datetime(2026, 7, 1, 3, 0, 0, 123456, tzinfo=UTC)


def example(hint: Any) -> Any:
    """Some value of a field's type, never its default."""
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, UnionType):
        return example(next(part for part in inner if part is not type(None)))
    if origin is tuple:
        return (example(inner[0]),) * 2
    if hint is datetime:
        return T0
    if isinstance(hint, type) and issubclass(hint, Enum):
        return list(hint)[-1]
    if is_dataclass(hint):
        hints = typing.get_type_hints(hint)
        return hint(**{field.name: example(hints[field.name]) for field in fields(hint)})
    return {str: "字 ✓", int: 7, float: 1.5, bool: True}[hint]


@pytest.mark.parametrize("body", BODIES.values(), ids=lambda body: body.kind)
def test_a_fact_is_read_back_as_it_was_written(body: type[Body]) -> None:
    made = example(body)
    assert body_from_plain(body.kind, to_plain(made)) == made


def test_every_fact_class_has_its_own_name() -> None:
    assert len(BODIES) == len({body.kind for body in BODIES.values()}) >= 38


@pytest.mark.parametrize("change", [{"who": "x"}, {"why": "x"}, {"seq": 2}, {"at": T0.replace(microsecond=123457)}, {"previous": "1" * 64}])
def test_the_seal_depends_on_everything(change: dict[str, Any]) -> None:
    body = example(BODIES["incident_graded"])
    fact = seal(1, T0, "li", "一席", "水位超限", body, FIRST_HASH)
    plain = {"seq": 1, "at": T0, "who": "li", "seat": "一席", "why": "水位超限", "previous": FIRST_HASH}
    assert digest(**plain, kind=body.kind, body=to_plain(body)) == fact.hash
    assert digest(**(plain | change), kind=body.kind, body=to_plain(body)) != fact.hash
    other = replace(body, basis="另一个依据")
    assert digest(**plain, kind=body.kind, body=to_plain(other)) != fact.hash
