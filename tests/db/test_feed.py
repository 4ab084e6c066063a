"""A reader hands on everything, in order, once – while others write, and through an outage."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from console.bootstrap import open_bus
from console.domain.facts import Fact
from console.domain.records import Mark, News, PositionRow, ReadingRow, StoreDown
from console.halls import Hall
from db.feed import FACTS, FEED, poke_over
from db.pgbus import PostgresBus
from db.store import SqlStore
from tests.db.making import ACTOR, NOW, ON_SQLITE, Opener, log_written, write_log

ROOT = Path(__file__).parents[2]
LIMIT_S = 30.0
POLL_S = 0.05
BEGINNING = Mark(0, 0, 0)

WRITER = """
import sys
from pathlib import Path
from console.bootstrap import open_bus, open_store
from console.domain.records import PositionRow
from console.halls import Hall
from tests.db.making import ACTOR, NOW, later, log_written
first, count = int(sys.argv[1]), int(sys.argv[2])
hall = Hall("drill", Path(sys.argv[3]))
hall.make_folders()
store = open_store(hall, open_bus(hall))
for number in range(first, first + count):
    with store.transaction(ACTOR, NOW) as unit:
        unit.record(log_written(number))
        unit.add_positions([PositionRow(0, f"d{first}", later(number), NOW, 34.5, 105.7, None, None, None)])
store.close()
"""


@pytest.fixture
def poked(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Set by each poke that a process of a hall on this database hears."""
    monkeypatch.setenv("ONEBOARD_DATABASE_URL", url)
    hall = Hall("drill", tmp_path)
    hall.make_folders()
    bus = open_bus(hall)
    heard = threading.Event()
    bus.subscribe((FEED,), lambda topic, payload: heard.set())
    if isinstance(bus, PostgresBus):
        assert bus.wait_until_listening(LIMIT_S)
    yield heard
    bus.close()


def start_writer(tmp_path: Path, first: int, count: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", WRITER, str(first), str(count), str(tmp_path)], cwd=ROOT)


def follow(store: SqlStore, mark: Mark, enough: Callable[[], bool], take: Callable[[News], None], wake: threading.Event) -> Mark:
    """Look again and again, as an engine does, until there is enough."""
    deadline = time.monotonic() + LIMIT_S
    while not enough():
        assert time.monotonic() < deadline
        news = store.news(mark)
        take(news)
        mark = news.mark
        if not news:
            wake.wait(POLL_S)
            wake.clear()
    return mark


def test_nothing_is_missing_while_two_processes_write(opener: Opener, poked: threading.Event, tmp_path: Path) -> None:
    store, count = opener(), 60
    writers = [start_writer(tmp_path, first, count) for first in (1, 1001)]
    facts: list[Fact] = []
    positions: list[PositionRow] = []

    def take(news: News) -> None:
        facts.extend(news.facts)
        positions.extend(news.positions)

    mark = follow(store, BEGINNING, lambda: len(facts) >= 2 * count and len(positions) >= 2 * count, take, poked)
    assert [writer.wait(LIMIT_S) for writer in writers] == [0, 0]
    assert [fact.seq for fact in facts] == list(range(1, 2 * count + 1))
    assert [row.seq for row in positions] == list(range(1, 2 * count + 1))
    assert all(before.hash == after.previous for before, after in pairwise(facts))
    assert mark == store.mark() == Mark(2 * count, 2 * count, 0)


def test_a_commit_of_another_process_is_heard(opener: Opener, poked: threading.Event, tmp_path: Path) -> None:
    store = opener()
    writer = start_writer(tmp_path, 1, 1)
    assert poked.wait(LIMIT_S)
    assert [fact.seq for fact in store.news(BEGINNING).facts] == [1], "a poke never comes before what it speaks of"
    assert writer.wait(LIMIT_S) == 0


def test_it_begins_where_it_is_told_and_gives_the_mark_behind_what_it_gave(opener: Opener) -> None:
    store = opener()
    place = PositionRow(0, "a", NOW, NOW, 34.5, 105.7, None, None, None)
    level = ReadingRow(0, "r", "water_level", NOW, NOW, 1.0, "m", "")
    write_log(store, 1, 5)
    with store.transaction(ACTOR, NOW) as unit:
        unit.add_positions([place])
        unit.add_readings([level])
    news = store.news(Mark(3, 1, 1))
    assert ([fact.seq for fact in news.facts], news.positions, news.readings) == ([4, 5], (), ())
    assert news.mark == store.mark() == Mark(5, 1, 1)
    assert not store.news(news.mark)
    with store.transaction(ACTOR, NOW) as unit:
        unit.add_positions([place, place])
        unit.add_readings([level])
    without = store.news(news.mark, telemetry=False)
    assert not without and without.mark == news.mark, "what was not read is still to be read"
    news = store.news(without.mark)
    assert ([row.seq for row in news.positions], [row.seq for row in news.readings], news.facts) == ([2, 3], [2], ())
    assert news.mark == Mark(5, 3, 2)


def test_a_long_absence_comes_in_pages(opener: Opener) -> None:
    store = opener()
    with store.transaction(ACTOR, NOW) as unit:
        for number in range(FACTS + 1):
            unit.record(log_written(number))
    first = store.news(BEGINNING)
    second = store.news(first.mark)
    assert (len(first.facts), first.more) == (FACTS, True)
    assert ([fact.seq for fact in second.facts], second.more) == ([FACTS + 1], False)


@ON_SQLITE
def test_after_an_outage_comes_all_that_came_meanwhile(opener: Opener, file: Path, tmp_path: Path) -> None:
    store, writer = opener(), opener()
    write_log(writer, 1, 2)
    mark = store.news(BEGINNING).mark
    away = tmp_path / "away"
    os.rename(file.parent, away)
    with pytest.raises(StoreDown, match="gone"):
        store.news(mark)
    os.rename(away, file.parent)
    write_log(writer, 3, 3)
    assert [fact.seq for fact in store.news(mark).facts] == [3]


@pytest.mark.parametrize("mark", [Mark(7, 0, 0), Mark(1, 1, 0), Mark(1, 0, 1)])
def test_another_database_in_the_place_is_said(store: SqlStore, mark: Mark) -> None:
    write_log(store, 1, 1)
    with pytest.raises(StoreDown, match="broken"):
        store.news(mark)


def test_the_poke_carries_what_came() -> None:
    said: list[tuple[str, Mapping[str, Any]]] = []

    class Ear:
        def publish(self, topic: str, payload: Mapping[str, Any]) -> None:
            said.append((topic, payload))

    poke_over(Ear())(7, True, False)
    assert said == [("feed", {"seq": 7, "facts": True, "telemetry": False})]
