"""Use cases of a seat: taken, locked, unlocked – by its own person or by the one who relieves him."""

from __future__ import annotations

from dataclasses import dataclass

from console.app.accounts import check_passphrase
from console.app.context import EVERYONE, GATEWAY_ONLY, Command, Ctx, Handler
from console.domain.facts import SeatLocked, SeatUnlocked, SignedIn
from console.domain.records import Account
from console.domain.refusal import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeSeat(Command):
    """A person who has signed in takes a seat (the check itself is :func:`console.app.accounts.check_passphrase`)."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LockSeat(Command):
    """The screen takes no command until somebody proves who he is; ``by_itself`` after a time without a hand on it."""

    by_itself: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UnlockSeat(Command):
    """Take the locked seat of ``holder``: one's own again, or another's – then it is the taker's from now on.

    Who asks has not proved yet who he is, so he asks without a role. An account without a pass-phrase (only the drill hall has such)
    takes back its own seat with an empty one.
    """

    holder: str
    name: str
    passphrase: str

    def __repr__(self) -> str:
        return f"UnlockSeat(name={self.name!r})"


def take_seat(ctx: Ctx, cmd: TakeSeat) -> str:
    if ctx.actor.role is not None and cmd.name != ctx.actor.who:
        raise Refused("not_oneself", name=cmd.name)
    ctx.unit.record(SignedIn(name=cmd.name))
    return cmd.name


def lock_seat(ctx: Ctx, cmd: LockSeat) -> str:
    ctx.unit.record(SeatLocked(name=ctx.actor.who, by_itself=cmd.by_itself))
    return ctx.actor.who


def unlock_seat(ctx: Ctx, cmd: UnlockSeat) -> str:
    account = _who_unlocks(ctx, cmd)
    if account.name != cmd.holder:
        ctx.unit.record(SignedIn(name=account.name))
    ctx.unit.record(SeatUnlocked(name=account.name))
    return account.name


def _who_unlocks(ctx: Ctx, cmd: UnlockSeat) -> Account:
    account = ctx.unit.account(cmd.name)
    without = account is not None and account.passphrase_hash is None and account.name == cmd.holder
    if account is not None and without and account.enabled and not cmd.passphrase:
        return account
    return check_passphrase(ctx, cmd.name, cmd.passphrase)


HANDLERS = (
    Handler(TakeSeat, EVERYONE, take_seat, lent=False),
    Handler(LockSeat, EVERYONE, lock_seat, lent=False),
    Handler(UnlockSeat, GATEWAY_ONLY, unlock_seat, lent=False),
)
