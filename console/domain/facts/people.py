"""Who sat where. Accounts themselves are not entities: a pass-phrase hash has no business in a journal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from console.domain.codes import Role
from console.domain.facts.base import Body


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
