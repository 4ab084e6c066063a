"""Accounts and sign-in. The hash of a pass-phrase stays in its table; the journal has who and when."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from console.app.context import ADMIN, EVERYONE, Command, Ctx, Handler
from console.domain.codes import Role
from console.domain.facts import AccountChanged, HallFounded, SignedIn
from console.domain.records import Account
from console.domain.refusal import Refused

SHORTEST_PASSPHRASE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundHall(Command):
    """The first fact of a new hall, with its first administrator (or the drill hall's people)."""

    hall: str
    district: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddAccount(Command):
    """A new account. Without a pass-phrase only the drill hall lets it sign in."""

    name: str
    display_name: str
    role: Role
    passphrase: str | None

    def __repr__(self) -> str:
        return f"AddAccount(name={self.name!r}, role={self.role.value!r})"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPassphrase(Command):
    """Another pass-phrase for an account."""

    name: str
    passphrase: str

    def __repr__(self) -> str:
        return f"SetPassphrase(name={self.name!r})"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeSeat(Command):
    """A person who has signed in takes a seat (the check itself is :func:`check_passphrase`)."""

    name: str


def found_hall(ctx: Ctx, cmd: FoundHall) -> str:
    ctx.unit.record(HallFounded(hall=cmd.hall, district=cmd.district))
    return cmd.hall


def add_account(ctx: Ctx, cmd: AddAccount) -> str:
    if not re.fullmatch(r"[\w.-]{2,32}", cmd.name):
        raise Refused("account_name_bad", name=cmd.name)
    if ctx.unit.account(cmd.name) is not None:
        raise Refused("account_exists", name=cmd.name)
    hashed = _hash(ctx, cmd.passphrase) if cmd.passphrase is not None else None
    ctx.unit.put_account(
        Account(name=cmd.name, display_name=cmd.display_name.strip() or cmd.name, role=cmd.role, passphrase_hash=hashed)
    )
    ctx.unit.record(AccountChanged(name=cmd.name, display_name=cmd.display_name, role=cmd.role, change="added"))
    return cmd.name


def set_passphrase(ctx: Ctx, cmd: SetPassphrase) -> str:
    account = ctx.unit.account(cmd.name)
    if account is None:
        raise Refused("account_unknown", name=cmd.name)
    ctx.unit.put_account(replace(account, passphrase_hash=_hash(ctx, cmd.passphrase)))
    ctx.unit.record(
        AccountChanged(name=account.name, display_name=account.display_name, role=account.role, change="passphrase")
    )
    return cmd.name


def take_seat(ctx: Ctx, cmd: TakeSeat) -> str:
    ctx.unit.record(SignedIn(name=cmd.name))
    return cmd.name


def check_passphrase(ctx: Ctx, name: str, passphrase: str) -> Account:
    """The account, if the pass-phrase is its own.

    Raises:
        Refused: ``passphrase_wrong`` – for an unknown name too, so that names cannot be fished for.
    """
    account = ctx.unit.account(name)
    if (
        account is None
        or not account.enabled
        or account.passphrase_hash is None
        or ctx.hasher is None
        or not ctx.hasher.verify(account.passphrase_hash, passphrase)
    ):
        raise Refused("passphrase_wrong", name=name)
    return account


def _hash(ctx: Ctx, passphrase: str) -> str:
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise Refused("passphrase_short", least=SHORTEST_PASSPHRASE)
    if ctx.hasher is None:
        raise Refused("no_hasher")
    return ctx.hasher.hash(passphrase)


HANDLERS = (
    Handler(FoundHall, ADMIN, found_hall),
    Handler(AddAccount, ADMIN, add_account),
    Handler(SetPassphrase, ADMIN, set_passphrase),
    Handler(TakeSeat, EVERYONE, take_seat),
)
