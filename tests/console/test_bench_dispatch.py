"""The hall that ``bench dispatch`` measures is a real one: its tables are what its facts fold to, and its chain is whole."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from console import cli
from console.bench.dispatch_past import Past, moments
from console.domain.entities import Alarm, Assignment, Delivery, Entity, Force, Incident, LogEntry, Order
from console.domain.records import Actor
from db.store import SqlStore, open_store
from tests.db.making import NOW

FACTS, FORCES = 3000, 30


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    made = open_store(f"sqlite:///{tmp_path / 'past.sqlite'}")
    head = made.head()
    with made.writing() as connection:
        Past(connection, head).write(moments(FACTS, FORCES, NOW))
    yield made
    made.close()


class Folded:
    """All entities by all facts, as a picture has them."""

    def __init__(self, store: SqlStore) -> None:
        self._entities: dict[tuple[type[Any], str], Entity] = {}
        for fact in store.facts_after(0, 10 * FACTS):
            for entity in fact.body.apply(self):
                self._entities[(type(entity), entity.id)] = entity

    def get(self, kind: type[Any], id: str) -> Any:
        return self._entities[(kind, id)]

    def all(self, kind: type[Any]) -> list[Entity]:
        return sorted((entity for (of, _), entity in self._entities.items() if of is kind), key=lambda entity: entity.id)


def test_the_tables_of_the_past_are_what_its_facts_fold_to(store: SqlStore) -> None:
    folded = Folded(store)
    with store.transaction(Actor(who="test", seat="test", role=None), NOW) as unit:
        for kind in (Alarm, Assignment, Delivery, Force, Incident, LogEntry, Order):
            found = unit.find(kind)
            assert found == folded.all(kind) and found, kind.__name__
        assert len(unit.find(Force)) == FORCES
        assert all(assignment.released_at is not None for assignment in unit.find(Assignment))


def test_the_past_has_the_length_that_was_asked_for_and_a_whole_chain(store: SqlStore) -> None:
    assert FACTS - 10 <= store.head().count <= FACTS
    assert store.verify() is None


def test_the_figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("ONEBOARD_HOME", str(tmp_path))
    words = ["bench", "dispatch", "--facts", "2000", "--forces", "80", "--json"]
    monkeypatch.setattr("sys.argv", ["oneboard", *words])
    assert cli.main(words) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["journal"] == "ok" and 1990 <= figures["facts"] <= 2000
    for name in ("incident", "assign", "status", "order", "transfer"):
        assert 0 < figures[f"{name}_ms_p50"] <= figures[f"{name}_ms_p99"]
    assert figures["open_ms"] > 0 and figures["open_entities"] >= 80 * 3
