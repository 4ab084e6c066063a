"""What a fact is, and the chain that it hangs on."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, ClassVar, Protocol, TypeVar

from console.domain.entities import Entity
from console.domain.plain import to_plain

E = TypeVar("E", bound=Entity)

FIRST_HASH = "0" * 64


class World(Protocol):
    """Where a fact finds the entities that it changes."""

    def get(self, kind: type[E], id: str) -> E:
        """The entity of that kind and id; raises KeyError where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What happened. ``kind`` is its name in the journal; ``apply`` gives the entities as they are after it."""

    kind: ClassVar[str] = ""

    def apply(self, world: World) -> tuple[Entity, ...]:
        """The entities that this fact makes or changes. Pure: the same world gives the same entities."""
        return ()

    def timeline(self) -> str | None:
        """The id of the incident in whose timeline this fact stands, if any."""
        value: str | None = getattr(self, "incident_id", None)
        return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One line of the journal: who, at which seat, when, what, why – chained to the line before."""

    seq: int
    at: datetime
    who: str
    seat: str
    why: str
    body: Body
    previous: str
    hash: str


def digest(seq: int, at: datetime, who: str, seat: str, why: str, kind: str, body: Any, previous: str) -> str:
    """The SHA-256 that seals a fact: its canonical JSON after the hash of the fact before it."""
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    text = json.dumps([seq, moment, who, seat, why, kind, body], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(previous.encode() + text.encode()).hexdigest()


def seal(seq: int, at: datetime, who: str, seat: str, why: str, body: Body, previous: str) -> Fact:
    """A body with its place in the chain."""
    sealed = digest(seq, at, who, seat, why, body.kind, to_plain(body), previous)
    return Fact(seq=seq, at=at, who=who, seat=seat, why=why, body=body, previous=previous, hash=sealed)
