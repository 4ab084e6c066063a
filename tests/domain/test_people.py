"""Lent roles: never above the giver, never to oneself, over at their time to the instant; wrong pass-phrases are slowed down."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from console.domain.codes import Role
from console.domain.entities import Grant
from console.domain.records import Account
from console.domain.refusal import Refused
from console.domain.rules import people

T0 = datetime(2026, 7, 1, 3, 0, tzinfo=UTC)


def grant(role: Role = Role.COMMANDER, minutes: int = 60, why: str = "王指挥在途") -> Grant:
    return Grant(
        id="g", account="li", role=role, granted_at=T0, granted_by="wang", until=T0 + timedelta(minutes=minutes), why=why
    )


def account(role: Role = Role.DISPATCHER, name: str = "li", enabled: bool = True) -> Account:
    return Account(name=name, display_name=name, role=role, passphrase_hash="x", enabled=enabled)


LENDS = {
    Role.ADMINISTRATOR: {Role.RADIO_OPERATOR, Role.DISPATCHER, Role.COMMANDER, Role.ADMINISTRATOR},
    Role.COMMANDER: {Role.RADIO_OPERATOR, Role.DISPATCHER, Role.COMMANDER},
    Role.DISPATCHER: set(),
    Role.RADIO_OPERATOR: set(),
    Role.WALL: set(),
}


@pytest.mark.parametrize("giver", list(Role))
def test_nobody_lends_above_his_own_role(giver: Role) -> None:
    given = set()
    for role in Role:
        try:
            people.give(grant(role), giver, account(Role.WALL))
        except Refused as refused:
            assert refused.code in ("grant_above", "grant_useless")
        else:
            given.add(role)
    assert given == LENDS[giver]


@pytest.mark.parametrize("own", list(Role))
def test_a_role_is_lent_only_to_who_is_below_it(own: Role) -> None:
    for role in (Role.DISPATCHER, Role.COMMANDER):
        if people.above(role, own):
            people.give(grant(role), Role.ADMINISTRATOR, account(own))
        else:
            with pytest.raises(Refused, match="grant_useless"):
                people.give(grant(role), Role.ADMINISTRATOR, account(own))


@pytest.mark.parametrize(
    ("given", "receiver", "code"),
    [
        (grant(), None, "account_unknown"),
        (grant(), account(enabled=False), "account_disabled"),
        (grant(), account(name="wang"), "grant_to_oneself"),
        (grant(minutes=0), account(), "grant_minutes"),
        (grant(minutes=people.LONGEST_MIN + 1), account(), "grant_minutes"),
        (grant(why="  "), account(), "reason_missing"),
    ],
)
def test_what_makes_no_grant(given: Grant, receiver: Account | None, code: str) -> None:
    with pytest.raises(Refused, match=code):
        people.give(given, Role.COMMANDER, receiver)


def test_it_ends_at_its_time_to_the_instant() -> None:
    one = grant(minutes=10)
    just_before = one.until - timedelta(microseconds=1)
    assert people.lent([one], {Role.COMMANDER}, just_before) is one
    assert people.lent([one], {Role.COMMANDER}, one.until) is None
    assert people.expire(one, just_before) is None
    late = people.expire(one, one.until + timedelta(minutes=3))
    assert late is not None and late.ended_at == one.until, "a late watch does not prolong it"
    assert people.expire(replace(one, ended_at=one.until), one.until + timedelta(minutes=3)) is None


def test_a_grant_allows_its_own_role_and_no_other() -> None:
    assert people.lent([grant(Role.DISPATCHER)], {Role.ADMINISTRATOR}, T0) is None
    short, long = grant(minutes=5), grant(minutes=50)
    assert people.lent([short, long], {Role.COMMANDER}, T0) is long


@pytest.mark.parametrize(
    ("by", "own", "may"),
    [
        ("li", Role.DISPATCHER, True),
        ("wang", Role.COMMANDER, True),
        ("zhao", Role.RADIO_OPERATOR, False),
        ("qian", Role.DISPATCHER, False),
    ],
)
def test_who_may_end_it(by: str, own: Role, may: bool) -> None:
    if may:
        assert people.end(grant(), by, own, T0).ended_at == T0
    else:
        with pytest.raises(Refused, match="grant_above"):
            people.end(grant(), by, own, T0)


def test_a_commander_does_not_take_back_what_the_administrator_lent_above_him() -> None:
    with pytest.raises(Refused, match="grant_above"):
        people.end(grant(Role.ADMINISTRATOR), "qian", Role.COMMANDER, T0)


def test_what_is_over_is_not_ended_again() -> None:
    with pytest.raises(Refused, match="grant_over"):
        people.end(grant(minutes=5), "li", Role.DISPATCHER, T0 + timedelta(minutes=5))


def test_guessing_is_slowed_down() -> None:
    assert [people.wait_after(n) for n in range(9)] == [0, 0, 0, 5, 10, 20, 40, 60, 60]
    assert people.wait_after(10**6) == 60


def test_the_last_administrator_stays() -> None:
    admin = account(Role.ADMINISTRATOR, "a")
    with pytest.raises(Refused, match="last_administrator"):
        people.keep_an_administrator(admin, [admin, account(Role.ADMINISTRATOR, "b", enabled=False), account()])
    people.keep_an_administrator(admin, [admin, account(Role.ADMINISTRATOR, "b")])
    people.keep_an_administrator(account(), [admin])
