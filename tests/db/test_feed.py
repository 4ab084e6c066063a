"""A follower hands on everything, in order, once – while others write, and through an outage."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from console.domain.facts import Fact
from console.domain.records import PositionRow, ReadingRow, StoreDown
from db.bus import LocalBus
from db.feed import FACTS, Follower, News, poke_over
from db.head import Head
from db.store import SqlStore
from tests.db.making import ACTOR, NOW, Opener, log_written, write_log

ROOT = Path(__file__).parents[2]
LIMIT_S = 30.0

WRITER = """
import sys
from itertools import pairwise
from pathlib import Path
from console.domain.records import PositionRow
from db.bus import LocalBus
from db.feed import poke_over
from db.store import open_store
from tests.db.making import ACTOR, NOW, later, log_written
url, run_dir, first, count = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
store = open_store(url, poke=poke_over(LocalBus(run_dir)))
for number in range(first, first + count):
    with store.transaction(ACTOR, NOW) as unit:
        unit.record(log_written(number))
        unit.add_positions([PositionRow(0, f"d{first}", later(number), NOW, 34.5, 105.7, None, None, None)])
store.close()
"""


class NoBus:
    """A bus on which every poke is lost."""

    def publish(self, topic: str, payload: Mapping[str, Any]) -> None:
        pass

    def subscribe(self, topics: Iterable[str], hear: Callable[[str, Mapping[str, Any]], None]) -> Callable[[], None]:
        return lambda: None


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[LocalBus]:
    bus = LocalBus(tmp_path)
    yield bus
    bus.close()


def gather(follower: Follower, enough: Callable[[], bool], take: Callable[[News], None]) -> None:
    """Follow until there is enough, or too late."""
    stop = threading.Event()
    deadline = time.monotonic() + LIMIT_S
    for news in follower.news(stop):
        take(news)
        if enough():
            return
        assert time.monotonic() < deadline


@pytest.mark.parametrize("poked", [True, False], ids=["poked", "polling"])
def test_nothing_is_missing_while_two_processes_write(opener: Opener, url: str, bus: LocalBus, tmp_path: Path, poked: bool) -> None:
    store = opener()
    follower = Follower(store, bus if poked else NoBus(), seq=0, positions=0)
    count = 60
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, url, str(tmp_path), str(first), str(count)], cwd=ROOT) for first in (1, 1001)
    ]
    facts: list[Fact] = []
    positions: list[PositionRow] = []

    def take(news: News) -> None:
        assert news.down is None
        facts.extend(news.facts)
        positions.extend(news.positions)

    gather(follower, lambda: len(facts) >= 2 * count and len(positions) >= 2 * count, take)
    follower.close()
    assert [writer.wait(LIMIT_S) for writer in writers] == [0, 0]
    assert [fact.seq for fact in facts] == list(range(1, 2 * count + 1))
    assert [row.seq for row in positions] == list(range(1, 2 * count + 1))
    assert all(before.hash == after.previous for before, after in pairwise(facts))


def test_a_commit_of_another_process_ends_the_wait(opener: Opener, url: str, bus: LocalBus, tmp_path: Path) -> None:
    follower = Follower(opener(), bus, seq=0)
    writer = subprocess.Popen([sys.executable, "-c", WRITER, url, str(tmp_path), "1", "1"], cwd=ROOT)
    began = time.monotonic()
    follower.wait(LIMIT_S)
    assert time.monotonic() - began < LIMIT_S
    assert [fact.seq for fact in follower.look().facts] == [1]
    assert writer.wait(LIMIT_S) == 0
    follower.close()


def test_it_begins_where_it_is_told_and_telemetry_where_it_first_looks(opener: Opener) -> None:
    store = opener()
    place = PositionRow(0, "a", NOW, NOW, 34.5, 105.7, None, None, None)
    level = ReadingRow(0, "r", "water_level", NOW, NOW, 1.0, "m", "")
    write_log(store, 1, 5)
    with store.transaction(ACTOR, NOW) as unit:
        unit.add_positions([place])
        unit.add_readings([level])
    follower = Follower(store, NoBus(), seq=3)
    news = follower.look()
    assert ([fact.seq for fact in news.facts], news.positions, news.readings) == ([4, 5], (), ())
    assert not follower.look()
    with store.transaction(ACTOR, NOW) as unit:
        unit.add_positions([place, place])
        unit.add_readings([level])
    news = follower.look()
    assert ([row.seq for row in news.positions], [row.seq for row in news.readings], news.facts) == ([2, 3], [2], ())


def test_a_long_absence_comes_in_pages(opener: Opener) -> None:
    store = opener()
    with store.transaction(ACTOR, NOW) as unit:
        for number in range(FACTS + 1):
            unit.record(log_written(number))
    follower = Follower(store, NoBus(), seq=0)
    first, second = follower.look(), follower.look()
    assert (len(first.facts), first.more) == (FACTS, True)
    assert ([fact.seq for fact in second.facts], second.more) == ([FACTS + 1], False)


def test_an_outage_is_told_once_and_followed_by_all_that_came_meanwhile(opener: Opener, file: Path, tmp_path: Path) -> None:
    store, writer = opener(), opener()
    follower = Follower(store, NoBus(), seq=0)
    write_log(writer, 1, 2)
    away = tmp_path / "away"
    os.rename(file.parent, away)
    seen: list[tuple[str, list[int]]] = []

    def take(news: News) -> None:
        seen.append((news.down.code if news.down else "", [fact.seq for fact in news.facts]))
        if len(seen) == 1:
            os.rename(away, file.parent)
            write_log(writer, 3, 3)

    gather(follower, lambda: len(seen) >= 2, take)
    assert seen == [("gone", []), ("", [1, 2, 3])]


class Away:
    """A store that cannot be had, and counts how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    def head(self) -> Head:
        self.asked += 1
        raise StoreDown("gone")

    def facts_after(self, seq: int, limit: int = 0) -> list[Fact]:
        raise AssertionError

    positions_after = readings_after = facts_after  # type: ignore[assignment]


def test_it_asks_a_lost_database_with_growing_pauses_of_at_most_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    store = Away()
    follower = Follower(store, NoBus(), seq=0)
    pauses = []
    for _ in range(6):
        before, asked = now[0], store.asked
        while store.asked == asked:
            news = follower.look()
            assert news.down is not None and news.down.code == "gone"
            now[0] += 0.01
        pauses.append(now[0] - before)
    assert pauses[1] < 0.2 and 0.9 < pauses[-1] < 1.1 and pauses == sorted(pauses)


def test_another_database_in_the_place_is_said(opener: Opener) -> None:
    store = opener()
    write_log(store, 1, 1)
    news = Follower(store, NoBus(), seq=7).look()
    assert news.down is not None and news.down.code == "broken"


def test_the_poke_carries_what_came(tmp_path: Path) -> None:
    said: list[tuple[str, Mapping[str, Any]]] = []

    class Ear(NoBus):
        def publish(self, topic: str, payload: Mapping[str, Any]) -> None:
            said.append((topic, payload))

    poke_over(Ear())(7, True, False)
    assert said == [("feed", {"seq": 7, "facts": True, "telemetry": False})]


def test_stop_ends_the_following(opener: Opener, store: SqlStore) -> None:
    stop = threading.Event()
    follower = Follower(opener(), NoBus(), seq=0)
    ended = threading.Event()

    def follow() -> None:
        for _ in follower.news(stop):
            pass
        ended.set()

    thread = threading.Thread(target=follow)
    thread.start()
    stop.set()
    follower.wake()
    assert ended.wait(LIMIT_S)
    thread.join()
