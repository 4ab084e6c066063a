"""Who sat where. Accounts themselves are not entities: a pass-phrase hash has no business in a journal."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from console.domain.codes import Role
from console.domain.entities import Entity, Grant
from console.domain.facts.base import Body, World


@dataclass(frozen=True, slots=True, kw_only=True)
class HallFounded(Body):
    """The first fact of every hall: which district it is for, and whether it is the drill hall."""

    kind: ClassVar[str] = "hall_founded"
    hall: str
    district: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountChanged(Body):
    """An account was made, its role changed, or its pass-phrase set anew."""

    kind: ClassVar[str] = "account_changed"
    name: str
    display_name: str
    role: Role
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn(Body):
    """A person took a seat."""

    kind: ClassVar[str] = "signed_in"
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInFailed(Body):
    """A wrong name or pass-phrase at a seat."""

    kind: ClassVar[str] = "sign_in_failed"
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingChanged(Body):
    """A setting of the hall got another value."""

    kind: ClassVar[str] = "setting_changed"
    key: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantGiven(Body):
    """A role was lent to a person until a time."""

    kind: ClassVar[str] = "grant_given"
    grant: Grant

    def apply(self, world: World) -> tuple[Entity, ...]:
        return (self.grant,)


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantEnded(Body):
    """A lent role ran out or was taken back."""

    kind: ClassVar[str] = "grant_ended"
    grant_id: str
    ended_at: datetime

    def apply(self, world: World) -> tuple[Entity, ...]:
        return (replace(world.get(Grant, self.grant_id), ended_at=self.ended_at),)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatLocked(Body):
    """A seat's screen was locked by its person, or by itself after a time without a hand on it."""

    kind: ClassVar[str] = "seat_locked"
    name: str
    by_itself: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatUnlocked(Body):
    """A person took a locked seat again, with his pass-phrase."""

    kind: ClassVar[str] = "seat_unlocked"
    name: str
