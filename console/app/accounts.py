"""Accounts, and whose a pass-phrase is. The hash of a pass-phrase stays in its table; the journal has who and when."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from console.app.context import ADMIN, GATEWAY_ONLY, HALL, Command, Ctx, Handler
from console.app.grants import end_now_or_before
from console.app.ports import Unit
from console.domain.codes import Role
from console.domain.entities import Grant
from console.domain.facts import AccountChanged, HallFounded, SignInFailed
from console.domain.records import Account
from console.domain.refusal import Refused
from console.domain.rules.people import keep_an_administrator

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
class ChangePassphrase(Command):
    """Another pass-phrase for oneself, against the one that holds now."""

    old: str
    new: str

    def __repr__(self) -> str:
        return "ChangePassphrase()"


@dataclass(frozen=True, slots=True, kw_only=True)
class EnableAccount(Command):
    """An account may sign in and act, or may not any more – at once, wherever its person sits."""

    name: str
    enabled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRole(Command):
    """Another role of an account's own."""

    name: str
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What may be known of an account by everybody: no hash."""

    name: str
    display_name: str
    role: Role
    enabled: bool
    has_passphrase: bool


def people(unit: Unit) -> tuple[Person, ...]:
    """The accounts of the hall, by name."""
    return tuple(
        Person(
            name=account.name,
            display_name=account.display_name,
            role=account.role,
            enabled=account.enabled,
            has_passphrase=account.passphrase_hash is not None,
        )
        for account in unit.accounts()
    )


def found_hall(ctx: Ctx, cmd: FoundHall) -> str:
    ctx.unit.record(HallFounded(hall=cmd.hall, district=cmd.district))
    return cmd.hall


def add_account(ctx: Ctx, cmd: AddAccount) -> str:
    if not re.fullmatch(r"[\w.-]{2,32}", cmd.name):
        raise Refused("account_name_bad", name=cmd.name)
    if ctx.unit.account(cmd.name) is not None:
        raise Refused("account_exists", name=cmd.name)
    hashed = _hash(ctx, cmd.passphrase) if cmd.passphrase is not None else None
    shown = cmd.display_name.strip() or cmd.name
    _keep(ctx, Account(name=cmd.name, display_name=shown, role=cmd.role, passphrase_hash=hashed), "added")
    return cmd.name


def set_passphrase(ctx: Ctx, cmd: SetPassphrase) -> str:
    _keep(ctx, replace(_account(ctx, cmd.name), passphrase_hash=_hash(ctx, cmd.passphrase)), "passphrase")
    return cmd.name


def change_passphrase(ctx: Ctx, cmd: ChangePassphrase) -> str:
    account = ctx.unit.account(ctx.actor.who)
    if account is None or account.passphrase_hash is None:
        raise Refused("passphrase_none")
    check_passphrase(ctx, account.name, cmd.old)
    if cmd.new == cmd.old:
        raise Refused("passphrase_same")
    _keep(ctx, replace(account, passphrase_hash=_hash(ctx, cmd.new)), "passphrase")
    return account.name


def enable_account(ctx: Ctx, cmd: EnableAccount) -> str:
    account = _account(ctx, cmd.name)
    if account.enabled == cmd.enabled:
        raise Refused("account_as_it_is", name=account.display_name)
    if not cmd.enabled:
        keep_an_administrator(account, ctx.unit.accounts())
        for grant in ctx.unit.find(Grant, account=account.name, ended_at=None):
            end_now_or_before(ctx, grant)
    _keep(ctx, replace(account, enabled=cmd.enabled), "enabled" if cmd.enabled else "disabled")
    return account.name


def set_role(ctx: Ctx, cmd: SetRole) -> str:
    account = _account(ctx, cmd.name)
    if account.role is cmd.role:
        raise Refused("account_as_it_is", name=account.display_name)
    keep_an_administrator(account, ctx.unit.accounts())
    _keep(ctx, replace(account, role=cmd.role), "role")
    return account.name


def _account(ctx: Ctx, name: str) -> Account:
    account = ctx.unit.account(name)
    if account is None:
        raise Refused("account_unknown", name=name)
    return account


def _keep(ctx: Ctx, account: Account, change: str) -> None:
    ctx.unit.put_account(account)
    ctx.unit.record(AccountChanged(name=account.name, display_name=account.display_name, role=account.role, change=change))


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


def known_name(unit: Unit, name: str) -> str:
    """The name as the journal may have it: people also type their pass-phrase where the name belongs, and that must not stay there."""
    return name if unit.account(name) is not None else "–"


def note_failure(unit: Unit, name: str) -> None:
    """A wrong name or pass-phrase."""
    unit.record(SignInFailed(name=known_name(unit, name)))


def _hash(ctx: Ctx, passphrase: str) -> str:
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise Refused("passphrase_short", least=SHORTEST_PASSPHRASE)
    if ctx.hasher is None:
        raise Refused("no_hasher")
    return ctx.hasher.hash(passphrase)


HANDLERS = (
    Handler(FoundHall, GATEWAY_ONLY, found_hall),
    Handler(AddAccount, ADMIN, add_account, lent=False),
    Handler(SetPassphrase, ADMIN, set_passphrase, lent=False),
    Handler(ChangePassphrase, HALL, change_passphrase, lent=False),
    Handler(EnableAccount, ADMIN, enable_account, lent=False),
    Handler(SetRole, ADMIN, set_role, lent=False),
)
