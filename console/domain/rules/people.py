"""Who may lend a role to whom, for how long, and how a wrong pass-phrase is slowed down.

A lent role (限时授权) is for the night on which somebody is missing; it never makes anybody greater than the giver:

| giver, by his own role | may lend, take back          | to whom                                          |
|------------------------|------------------------------|--------------------------------------------------|
| administrator          | every role but the wall's    | anybody but himself whose own role is below it   |
| commander              | commander, dispatcher, radio | anybody but himself whose own role is below it   |
| anybody else           | –                            | –                                                |

| grant   | giver gives it again | taken back or given back | ``until`` has come               |
|---------|----------------------|--------------------------|----------------------------------|
| (none)  | stands               | –                        | –                                |
| stands  | ended, new one stands | ended                   | allows nothing; the watch ends it |
| ended   | stands (a new one)   | refused: ``grant_over``  | –                                |

What is lent is not lent on: only a person's own role counts here. Ended at ``until`` exactly – the watch only writes it down.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from console.domain.codes import Role
from console.domain.entities import Grant
from console.domain.facts import GrantEnded, GrantGiven
from console.domain.records import Account
from console.domain.refusal import Refused

# From the least to the greatest. The wall shows and does nothing, so there is nothing in it to lend.
RANK = (Role.WALL, Role.RADIO_OPERATOR, Role.DISPATCHER, Role.COMMANDER, Role.ADMINISTRATOR)
GIVERS = frozenset({Role.COMMANDER, Role.ADMINISTRATOR})
LONGEST_MIN = 24 * 60  # one watch and its relief; what is needed for longer is a role, not a loan
TRIES_FREE = 3
FIRST_WAIT_S = 5
LONGEST_WAIT_S = 60


def above(one: Role, other: Role) -> bool:
    """Whether the first role is the greater."""
    return RANK.index(one) > RANK.index(other)


def stands(grant: Grant, now: datetime) -> bool:
    """Whether it allows anything at this moment."""
    return grant.ended_at is None and now < grant.until


def lent(grants: Iterable[Grant], allowed: Collection[Role], now: datetime) -> Grant | None:
    """The grant that allows what those roles may do; of several the one that lasts longest."""
    fitting = [grant for grant in grants if stands(grant, now) and grant.role in allowed]
    return max(fitting, key=lambda grant: grant.until, default=None)


def give(grant: Grant, giver: Role | None, receiver: Account | None) -> GrantGiven:
    """Lend a role. The giver stands in the grant; ``giver`` is his own role, never a lent one (None is the hall's own machinery).

    Raises:
        Refused: ``account_unknown``, ``account_disabled``, ``grant_to_oneself``, ``grant_minutes``, ``grant_above``,
            ``grant_useless``, ``reason_missing``.
    """
    if receiver is None:
        raise Refused("account_unknown", name=grant.account)
    if not receiver.enabled:
        raise Refused("account_disabled", name=receiver.display_name)
    if receiver.name == grant.granted_by:
        raise Refused("grant_to_oneself")
    if not timedelta(minutes=1) <= grant.until - grant.granted_at <= timedelta(minutes=LONGEST_MIN):
        raise Refused("grant_minutes", least=1, most=LONGEST_MIN)
    if not may_dispose(giver, grant.role):
        raise Refused("grant_above", role=grant.role.value)
    if grant.role is Role.WALL or not above(grant.role, receiver.role):
        raise Refused("grant_useless", name=receiver.display_name, role=receiver.role.value)
    if not grant.why.strip():
        raise Refused("reason_missing")
    return GrantGiven(grant=grant)


def may_dispose(own: Role | None, role: Role) -> bool:
    """Whether who has that role of his own may lend or take back the other."""
    return own is None or (own in GIVERS and not above(role, own))


def end(grant: Grant, by: str, own: Role | None, now: datetime) -> GrantEnded:
    """Taken back by who could have given it, or given back by who has it.

    Raises:
        Refused: ``grant_over``, ``grant_above``.
    """
    if not stands(grant, now):
        raise Refused("grant_over", role=grant.role.value, at=grant.ended_at or grant.until)
    if by != grant.account and not may_dispose(own, grant.role):
        raise Refused("grant_above", role=grant.role.value)
    return GrantEnded(grant_id=grant.id, ended_at=now)


def expire(grant: Grant, now: datetime) -> GrantEnded | None:
    """What the watch writes down once the time has come: the end was at ``until``, however late the watch is."""
    return GrantEnded(grant_id=grant.id, ended_at=grant.until) if grant.ended_at is None and now >= grant.until else None


def wait_after(wrong: int) -> int:
    """Seconds until the next try after so many wrong ones: a slip costs nothing, guessing takes for ever (5, 10, 20, 40, 60, 60 …)."""
    if wrong < TRIES_FREE:
        return 0
    return min(LONGEST_WAIT_S, FIRST_WAIT_S << min(wrong - TRIES_FREE, 8))


def keep_an_administrator(account: Account, everybody: Iterable[Account]) -> None:
    """The last administrator who can sign in stays one: nobody else could make another.

    Raises:
        Refused: ``last_administrator``.
    """
    others = [a for a in everybody if a.name != account.name and a.enabled and a.role is Role.ADMINISTRATOR]
    if account.role is Role.ADMINISTRATOR and account.enabled and not others:
        raise Refused("last_administrator")
