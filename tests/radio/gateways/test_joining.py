"""Parts: in any order, twice, never, too many – and in the next life."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from radio.gateways.joining import Joined, Joiner
from radio.gateways.spool import Spool

NOW = datetime(2026, 7, 1, 8, 0, tzinfo=UTC)


def later(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


@pytest.fixture
def spool(tmp_path: Path) -> Iterator[Spool]:
    spool = Spool(tmp_path / "spool.db")
    yield spool
    assert spool.close()


class Life:
    """A joiner whose changes go to disk, as a wire does it."""

    def __init__(self, spool: Spool, **bounds: Any) -> None:
        self.joiner = Joiner("w", spool, **{"patience_s": 60, "remember_s": 600, **bounds})
        self._spool = spool

    def add(self, key: str, number: int, total: int, raw: bytes, now: datetime = NOW) -> Joined:
        joined = self.joiner.add(key, number, total, raw, now)
        self._spool.append([], [], joined.changes)
        return joined

    def tick(self, now: datetime) -> list[tuple[str, dict[int, bytes]]]:
        lost, changes = self.joiner.tick(now)
        self._spool.append([], [], changes)
        return [(item.key, dict(item.parts)) for item in lost]


def test_parts_in_any_order_make_a_whole(spool: Spool) -> None:
    life = Life(spool)
    assert [life.add("a", number, 3, b"%d" % number).state for number in (3, 1)] == ["part", "part"]
    whole = life.add("a", 2, 3, b"2")
    assert (whole.state, whole.parts) == ("whole", (b"1", b"2", b"3"))
    assert len(life.joiner) == 0 and [record.number for record in spool.parts("w")] == [0]


def test_a_single_part_is_a_whole_and_known_when_it_comes_again(spool: Spool) -> None:
    life = Life(spool)
    assert life.add("a", 1, 1, b"x").parts == (b"x",)
    assert life.add("a", 1, 1, b"x").state == "repeat"
    assert life.add("a", 1, 1, b"y").state == "whole"


def test_repeats_before_and_after_the_whole_change_nothing(spool: Spool) -> None:
    life = Life(spool)
    assert [life.add("a", 1, 2, b"1").state, life.add("a", 1, 2, b"1").state] == ["part", "repeat"]
    assert life.add("a", 2, 2, b"2").state == "whole"
    assert [life.add("a", number, 2, b"%d" % number).state for number in (2, 1)] == ["repeat", "repeat"]
    assert life.tick(later(3600)) == []


def test_the_next_life_goes_on_where_the_last_one_ended(spool: Spool) -> None:
    assert Life(spool).add("a", 2, 3, b"2").state == "part"
    assert Life(spool).add("a", 2, 3, b"2").state == "repeat"
    assert Life(spool).add("a", 1, 3, b"1").state == "part"
    assert Life(spool).add("a", 3, 3, b"3").parts == (b"1", b"2", b"3")
    assert Life(spool).add("a", 3, 3, b"3").state == "repeat"
    assert Life(spool).tick(later(599)) == [] and spool.parts("w")
    assert Life(spool).tick(later(601)) == [] and not spool.parts("w")


def test_what_never_becomes_whole_is_given_up_once_even_over_a_restart(spool: Spool) -> None:
    Life(spool).add("a", 2, 3, b"2")
    Life(spool).add("a", 1, 3, b"1", later(50))
    assert Life(spool).tick(later(109)) == []
    life = Life(spool)
    assert life.tick(later(110)) == [("a", {1: b"1", 2: b"2"})]
    assert life.tick(later(111)) == [] and Life(spool).tick(later(111)) == []


def test_the_same_key_with_other_bytes_is_a_new_message(spool: Spool) -> None:
    life = Life(spool)
    life.add("a", 1, 2, b"old 1")
    begun = life.add("a", 1, 2, b"new 1")
    assert begun.state == "part" and [dict(lost.parts) for lost in begun.lost] == [{1: b"old 1"}]
    other = life.add("a", 2, 3, b"of three")
    assert other.state == "part" and [lost.total for lost in other.lost] == [2]
    assert life.add("a", 1, 3, b"1").state == "part"
    assert life.add("a", 3, 3, b"3").parts == (b"1", b"of three", b"3")
    assert life.add("a", 1, 3, b"after a reboot").state == "part"
    assert Life(spool).tick(later(60)) == [("a", {1: b"after a reboot"})]


@pytest.mark.parametrize(("number", "total"), [(0, 2), (3, 2), (1, 256), (-1, 2)])
def test_what_is_no_part(spool: Spool, number: int, total: int) -> None:
    life = Life(spool)
    assert life.add("a", number, total, b"x").state == "refused"
    assert not spool.parts("w")


def test_of_too_many_the_one_that_waited_longest_gives_way(spool: Spool) -> None:
    life = Life(spool, max_open=2)
    life.add("a", 1, 2, b"1")
    life.add("b", 1, 2, b"1", later(1))
    life.add("a", 1, 2, b"1", later(2))
    assert [lost.key for lost in life.add("c", 1, 2, b"1", later(3)).lost] == ["a"]
    assert sorted(record.key for record in spool.parts("w")) == ["b", "c"]


def test_bytes_are_bounded_together(spool: Spool) -> None:
    life = Life(spool, max_bytes=100)
    life.add("a", 1, 2, b"x" * 60)
    assert [lost.key for lost in life.add("b", 1, 2, b"y" * 60).lost] == ["a"]
    assert life.add("c", 1, 2, b"z" * 101).state == "refused"
    for number in range(50):  # what was given up or became whole no longer counts
        life.add(f"d{number}", 1, 1, b"w" * 60)
    assert life.add("b", 2, 2, b"y" * 20).state == "whole"


def test_only_so_many_wholes_are_remembered(spool: Spool) -> None:
    life = Life(spool, max_marks=3)
    for number in range(5):
        life.add(f"{number}", 1, 1, b"x")
    assert sorted(record.key for record in spool.parts("w")) == ["2", "3", "4"]


def test_what_lacks_is_asked_for_so_often_and_anew_after_a_part(spool: Spool) -> None:
    life = Life(spool)
    life.add("a", 2, 4, b"2")
    assert life.joiner.missing(later(4), 5, 2) == []
    assert life.joiner.missing(later(5), 5, 2) == [("a", 4, [1, 3, 4], b"2")]
    assert life.joiner.missing(later(6), 5, 2) == []
    assert life.joiner.missing(later(10), 5, 2) == [("a", 4, [1, 3, 4], b"2")]
    assert life.joiner.missing(later(30), 5, 2) == []
    life.add("a", 1, 4, b"1", later(31))
    assert life.joiner.missing(later(36), 5, 2) == [("a", 4, [3, 4], b"2")]
