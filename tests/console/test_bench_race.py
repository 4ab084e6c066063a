"""The race of many seats: its figures add up – and its judges would see a force committed twice, and a fact that got lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection

from console import cli
from console.bench import race_judge
from console.bench.race_judge import Ledger, Line, Seen, Told
from console.domain.codes import AssignmentStatus
from console.domain.facts import AssignmentStatusChanged, ForceAssigned
from db.engine import READING
from db.store import SqlStore, open_store
from tests.db.making import ACTOR, NOW, assignment, later, set_scene


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    made = open_store(f"sqlite:///{tmp_path / 'race.sqlite'}")
    yield made
    made.close()


def test_three_seats_race(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("ONEBOARD_HOME", str(tmp_path))
    words = ["bench", "race", "--seats", "3", "--seconds", "2", "--rate", "10", "--forces", "4", "--incidents", "3", "--json"]
    monkeypatch.setattr("sys.argv", ["oneboard", *words])
    assert cli.main(words) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["attempts"] == figures["commits"] + figures["refusals"] + figures["errors"] >= 3 * 2 * 10 - 3
    assert figures["releases"] == figures["commits"] >= 4
    assert figures["refusals"] > 0
    assert figures["double_commitments"] == figures["lost_facts"] == figures["untold_facts"] == figures["states_amiss"] == 0
    assert figures["journal"] == "ok"
    for name in ("commit", "refusal", "answer", "feed"):
        assert 0 < figures[f"{name}_ms_p50"] <= figures[f"{name}_ms_p99"]


def test_a_database_that_holds_a_hall_is_left_alone(
    tmp_path: Path, store: SqlStore, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    set_scene(store)
    facts = store.head().count
    words = ["bench", "race", "--database-url", f"sqlite:///{tmp_path / 'race.sqlite'}"]
    monkeypatch.setattr("sys.argv", ["oneboard", *words])
    assert cli.main(words) == 2
    assert "holds a hall already" in capsys.readouterr().err
    assert store.head().count == facts


# --- what the judges see in a database ---------------------------------------------------------------------------------------------


def commit(store: SqlStore, name: str, force: int, incident: int) -> None:
    with store.transaction(ACTOR, NOW) as unit:
        unit.record(ForceAssigned(assignment=assignment(name, force, incident)))


def release(store: SqlStore, name: str, force: int, incident: int) -> None:
    status = AssignmentStatus.RELEASED
    with store.transaction(ACTOR, later(1)) as unit:
        unit.record(
            AssignmentStatusChanged(
                incident_id=f"incident-{incident}", assignment_id=name, force_id=f"force-{force}", status=status, status_at=later(1)
            )
        )


@contextmanager
def looked_at(store: SqlStore) -> Iterator[Connection]:
    with store.engine.connect() as connection:
        connection.info[READING] = True
        yield connection


def test_one_after_the_other_is_no_double(store: SqlStore) -> None:
    set_scene(store)
    commit(store, "a", 1, 1)
    release(store, "a", 1, 1)
    commit(store, "b", 1, 2)
    commit(store, "c", 2, 2)
    with looked_at(store) as connection:
        lines = race_judge.read_journal(connection)
        assert race_judge.doubles_in_journal(lines) == race_judge.doubles_in_tables(connection) == 0
        assert race_judge.states_amiss(connection, lines) == 0


def test_two_commitments_at_once_are_seen_while_they_stand_and_afterwards(store: SqlStore) -> None:
    set_scene(store)
    with store.writing() as connection:
        connection.exec_driver_sql("DROP INDEX one_open_assignment_a_force")
    for number, name in enumerate(("a", "b"), start=1):
        commit(store, name, 1, number)
    with looked_at(store) as connection:
        assert race_judge.open_twice(connection) == 1
    release(store, "a", 1, 1)
    release(store, "b", 1, 2)
    with looked_at(store) as connection:
        lines = race_judge.read_journal(connection)
        assert race_judge.open_twice(connection) == 0
        assert race_judge.doubles_in_tables(connection) == 1
        assert race_judge.doubles_in_journal(lines) == 1


@pytest.mark.parametrize(
    "meddling",
    [
        "UPDATE assignment SET released_at = NULL WHERE id = 'a'",
        "UPDATE assignment SET released_at = assigned_at WHERE id = 'b'",
        "DELETE FROM assignment WHERE id = 'a'",
        "DELETE FROM journal WHERE kind = 'force_assigned' AND body LIKE '%\"b\"%'",
    ],
)
def test_a_row_that_is_not_what_its_facts_say_is_seen(store: SqlStore, meddling: str) -> None:
    set_scene(store)
    commit(store, "a", 1, 1)
    release(store, "a", 1, 1)
    commit(store, "b", 2, 2)
    with store.writing() as connection:
        assert connection.exec_driver_sql(meddling).rowcount == 1
    with looked_at(store) as connection:
        assert race_judge.states_amiss(connection, race_judge.read_journal(connection)) == 1


# --- what the judges see in the ledgers --------------------------------------------------------------------------------------------

ASSIGNED_A = Line(1, "one", "force_assigned", {"assignment": {"id": "a", "force_id": "f", "incident_id": "i"}}, "hash 1")
RELEASED_A = Line(2, "one", "assignment_status_changed", {"assignment_id": "a", "force_id": "f", "status": "released"}, "hash 2")
REFUSED = Line(3, "two", "commitment_refused", {"incident_id": "i", "force_id": "f"}, "hash 3")
ASSIGNED_B = Line(4, "two", "force_assigned", {"assignment": {"id": "b", "force_id": "f", "incident_id": "i"}}, "hash 4")
JOURNAL = [ASSIGNED_A, RELEASED_A, REFUSED, ASSIGNED_B]


def ledgers() -> list[Ledger]:
    """Of two seats that saw all of :data:`JOURNAL`, a quarter and half a second after each commit."""
    made = []
    for seat, after_s in (("one", 0.25), ("two", 0.5)):
        ledger = Ledger(seat)
        for line in JOURNAL:
            ledger.seen.append(Seen(line.seq, line.hash, race_judge.key_of(line), line.seq + after_s))
            if line.seat == seat:
                ledger.told.append(Told(race_judge.key_of(line), "f", float(line.seq)))
        made.append(ledger)
    return made


def test_whole_ledgers_lose_nothing() -> None:
    assert race_judge.losses(JOURNAL, ledgers()) == race_judge.Losses(0, 0, 0)
    assert race_judge.doubles_in_ledgers(ledgers()) == 0
    assert race_judge.feed_waits_s(ledgers()) == [0.25, 0.5, 0.5]


def test_what_a_seat_was_told_and_is_not_in_the_journal_is_lost() -> None:
    for line in JOURNAL:
        rest = [other for other in JOURNAL if other is not line]
        assert race_judge.losses(rest, ledgers()).journal == 1


def test_what_is_in_the_journal_twice_is_counted() -> None:
    again = replace(ASSIGNED_B, seq=5, hash="hash 5")
    assert race_judge.losses([*JOURNAL, again], ledgers()).journal == 1


def test_what_no_seat_was_told_is_counted_unless_it_was_not_certain() -> None:
    one, two = ledgers()
    for told in list(two.told):
        two.told.remove(told)
        assert race_judge.losses(JOURNAL, [one, two]) == race_judge.Losses(0, 0, 1)
        two.unknown.append(told.key)
        assert race_judge.losses(JOURNAL, [one, two]) == race_judge.Losses(0, 0, 0)
        two.told.append(told)
        two.unknown.clear()


def test_a_feed_with_a_gap_a_repeat_a_wrong_fact_or_another_order_is_seen() -> None:
    _, ledger = ledgers()
    whole = list(ledger.seen)
    for amiss in (
        [*whole[:1], *whole[2:]],
        [*whole[:2], *whole[1:]],
        [*whole[:1], replace(whole[1], hash="another"), *whole[2:]],
        [whole[0], whole[2], whole[1], whole[3]],
        whole[:-1],
    ):
        ledger.seen = amiss
        assert race_judge.feed_losses(JOURNAL, ledger) == 1


def test_a_feed_that_began_anew_after_an_outage_is_judged_from_there() -> None:
    _, ledger = ledgers()
    ledger.start, ledger.before, ledger.seen = 2, 1, [ledger.seen[0], *ledger.seen[2:]]
    assert race_judge.feed_losses(JOURNAL, ledger) == 0


def test_two_commitments_are_seen_in_the_ledgers_alone() -> None:
    one, two = ledgers()
    one.told = [told for told in one.told if told.key != "released a"]
    assert race_judge.doubles_in_ledgers([one, two]) == 1


def test_a_ledger_is_read_as_the_seat_writes_it(tmp_path: Path) -> None:
    from console.bench.race_seat import Book

    book = Book(tmp_path / "ledger")
    book.write("start", 7)
    book.told("assigned a", "f", 1.5)
    book.write("unknown", "released a")
    book.write("seen", 8, "hash", "assigned a", 1.75)
    book.write("double", "f", "a", "b")
    book.close()
    assert race_judge.read_ledger(tmp_path / "ledger", "one") == Ledger(
        "one", 7, 0, [Told("assigned a", "f", 1.5)], ["released a"], [Seen(8, "hash", "assigned a", 1.75)], 1
    )
