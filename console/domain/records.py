"""Plain records that pass between the use cases and the hall's memory: no entities, no facts, but what stands beside them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from console.domain.codes import Role
from console.domain.entities import Entity
from console.domain.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who does something, at which seat, in which role. The gateway acts as ``gateway`` with role None."""

    who: str
    seat: str
    role: Role | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A person who may sign in. ``passphrase_hash`` is an Argon2id string, or None where the drill hall signs in by itself."""

    name: str
    display_name: str
    role: Role
    passphrase_hash: str | None
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class PositionRow:
    """One position as telemetry keeps it. ``device_id`` names the tracker; ``seq`` orders all rows (0 before it is stored)."""

    seq: int
    device_id: str
    at: datetime
    received_at: datetime
    lat: float
    lon: float
    alt_m: float | None
    speed_kmh: float | None
    course_deg: float | None


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """One reading as telemetry keeps it."""

    seq: int
    device_id: str
    element: str
    at: datetime
    received_at: datetime
    value: float | None
    unit: str
    quality: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All entities of the wanted kinds as they were after fact ``seq``."""

    seq: int
    entities: tuple[Entity, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a reader has come: the seq of the newest fact, position and reading that he knows."""

    facts: int
    positions: int
    readings: int


@dataclass(frozen=True, slots=True)
class News:
    """What was committed behind a mark, and the mark behind it; ``more`` where another look would find still more."""

    facts: tuple[Fact, ...]
    positions: tuple[PositionRow, ...]
    readings: tuple[ReadingRow, ...]
    mark: Mark
    more: bool = False

    def __bool__(self) -> bool:
        return bool(self.facts or self.positions or self.readings)


@dataclass(frozen=True, slots=True)
class Flaw:
    """The first thing wrong with a journal: at ``seq``, ``reason`` edited, missing, reordered, truncated or head."""

    seq: int
    reason: str


class StoreDown(Exception):
    """The database is locked, full or gone.

    ``code`` is one of locked, full, gone, readonly, old, broken; ``detail`` is the driver's word.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail
