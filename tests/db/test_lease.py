"""One process of a hall works; when it is heard of no more, another takes over."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from console.domain.records import StoreDown
from db.lease import Lease
from tests import postgres
from tests.db.making import NOW, ON_POSTGRESQL, ON_SQLITE, Opener, later

TTL = timedelta(seconds=10)


def test_a_standby_takes_over_after_the_lease_ran_out_and_not_before(opener: Opener) -> None:
    first, second = Lease(opener(), "watch", "one", TTL), Lease(opener(), "watch", "two", TTL)
    assert first.hold(NOW) and not second.hold(NOW)
    assert first.hold(later(9)), "renewed in time"
    assert not second.hold(later(18.9))
    assert second.hold(later(20))
    assert not first.hold(later(20)), "who slept through his lease has lost it"
    assert second.hold(later(25)) and not first.hold(later(29))


def test_a_holder_s_belief_never_outlives_the_lease(opener: Opener) -> None:
    first, second = Lease(opener(), "watch", "one", TTL), Lease(opener(), "watch", "two", TTL)
    first.hold(NOW)
    assert second.hold(later(10))
    assert not first.hold(later(10))


def test_a_released_lease_is_free_at_once(opener: Opener) -> None:
    first, second = Lease(opener(), "watch", "one", TTL), Lease(opener(), "watch", "two", TTL)
    first.hold(NOW)
    second.release()
    assert not second.hold(NOW), "nobody gives away what another holds"
    first.release()
    assert second.hold(later(1.5))


def test_leases_of_other_names_do_not_meet(opener: Opener) -> None:
    store = opener()
    assert Lease(store, "watch", "one").hold(NOW) and Lease(store, "audio", "two").hold(NOW)


def test_the_same_holder_comes_back_to_his_own(opener: Opener) -> None:
    assert Lease(opener(), "watch", "one").hold(NOW)
    assert Lease(opener(), "watch", "one").hold(later(1))


def test_a_clock_set_back_asks_again(opener: Opener) -> None:
    first, second = Lease(opener(), "watch", "one", TTL), Lease(opener(), "watch", "two", TTL)
    assert first.hold(later(100))
    first.release()
    assert second.hold(NOW)
    assert not first.hold(later(1))


def test_asking_often_writes_seldom(opener: Opener) -> None:
    store = opener()
    begun = []
    writing = store.writing
    store.writing = lambda: begun.append(1) or writing()  # type: ignore[method-assign, func-returns-value]
    lease = Lease(store, "watch", "one", TTL)
    assert all(lease.hold(later(number / 10)) for number in range(100))
    assert len(begun) == 3
    other = Lease(store, "watch", "two", TTL)
    assert not any(other.hold(later(10 + number / 100)) for number in range(100))
    assert len(begun) == 4


@ON_SQLITE
def test_without_the_database_nobody_holds(opener: Opener, file: Path) -> None:
    store = opener()
    lease = Lease(store, "watch", "one", TTL)
    assert lease.hold(NOW)
    store.close()
    file.rename(file.with_suffix(".away"))
    for seconds in (5, 5.1):
        with pytest.raises(StoreDown):
            lease.hold(later(seconds))


@ON_POSTGRESQL
def test_who_lost_the_server_holds_no_more_until_he_asked_again(opener: Opener, url: str) -> None:
    lease = Lease(opener(), "watch", "one", TTL)
    assert lease.hold(NOW)
    postgres.server().end_backends(url)
    with pytest.raises(StoreDown):
        lease.hold(later(5))
    assert lease.hold(later(5.1)), "the lease lies in the database: it outlives the connection"
