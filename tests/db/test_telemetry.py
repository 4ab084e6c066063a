"""Positions and readings: numbered without gaps, in the transaction of what they came with."""

from __future__ import annotations

from dataclasses import replace

import pytest

from console.domain.records import PositionRow, ReadingRow
from db.store import SqlStore
from tests.db.making import ACTOR, NOW, Opener, later, log_written


def place(device: str, seconds: float, lat: float = 34.58) -> PositionRow:
    return PositionRow(0, device, later(seconds), later(seconds + 1), lat, 105.72, 1171.5, None, 12.0)


def level(device: str, seconds: float, value: float | None, element: str = "water_level") -> ReadingRow:
    return ReadingRow(0, device, element, later(seconds), later(seconds + 60), value, "m", "")


def add(store: SqlStore, *, positions: list[PositionRow] | None = None, readings: list[ReadingRow] | None = None) -> None:
    with store.transaction(ACTOR, NOW) as unit:
        unit.add_positions(positions or [])
        unit.add_readings(readings or [])


def test_positions_are_numbered_through_all_transactions_and_writers(opener: Opener) -> None:
    one, other = opener(), opener()
    sent = [place("a", 1), place("b", 1), place("a", 2), place("b", 2)]
    add(one, positions=sent[:2])
    add(other, positions=sent[2:3])
    add(one, positions=sent[3:])
    assert one.positions_after(0) == [replace(row, seq=seq) for seq, row in enumerate(sent, 1)]
    assert [row.seq for row in one.positions_after(1, limit=2)] == [2, 3]
    assert one.head().positions == 4 and one.head().count == 0


def test_the_latest_position_is_the_newest_by_its_own_time(store: SqlStore) -> None:
    add(store, positions=[place("b", 5), place("a", 9, lat=1.0), place("a", 10, lat=2.0), place("a", 8, lat=3.0)])
    assert [(row.seq, row.device_id, row.lat) for row in store.latest_positions()] == [(3, "a", 2.0), (1, "b", 34.58)]
    add(store, positions=[place("a", 7, lat=4.0)])
    assert store.latest_positions()[0].lat == 2.0, "a late one does not move it back"
    add(store, positions=[place("a", 10, lat=5.0)])
    assert store.latest_positions()[0] == replace(place("a", 10, lat=5.0), seq=6)


def test_readings_by_seq_by_station_and_by_their_arrival(store: SqlStore) -> None:
    sent = [level("r1", 0, 1.5), level("r1", 300, None), level("r2", 300, 7.0), level("r1", 300, 0.2, "rain_5min"), level("r1", 200, 1.6)]
    add(store, readings=sent)
    stored = [replace(row, seq=seq) for seq, row in enumerate(sent, 1)]
    assert store.readings_after(0) == stored
    assert store.readings_after(3, limit=1) == stored[3:4]
    assert store.readings_of("r1", "water_level", NOW) == [stored[0], stored[4], stored[1]], "in order of its time"
    assert store.readings_of("r1", "water_level", later(200)) == [stored[4], stored[1]]
    assert store.readings_since(later(260)) == stored[1:], "by arrival, in order of seq"
    assert store.readings_since(later(361)) == []


def test_telemetry_of_a_failed_attempt_or_transaction_leaves_no_gap(store: SqlStore) -> None:
    with store.transaction(ACTOR, NOW) as unit:
        unit.add_positions([place("a", 1)])
        with pytest.raises(ZeroDivisionError), unit.attempt():
            unit.add_positions([place("a", 2), place("b", 2)])
            unit.add_readings([level("r", 0, 1.0)])
            raise ZeroDivisionError
        unit.add_positions([place("a", 3)])
    with pytest.raises(ZeroDivisionError), store.transaction(ACTOR, NOW) as unit:
        unit.add_positions([place("c", 4)])
        raise ZeroDivisionError
    add(store, positions=[place("a", 5)])
    assert [(row.seq, row.at) for row in store.positions_after(0)] == [(1, later(1)), (2, later(3)), (3, later(5))]
    assert [row.device_id for row in store.latest_positions()] == ["a"]
    assert store.readings_after(0) == []


def test_the_poke_says_what_came(opener: Opener) -> None:
    pokes: list[tuple[int, bool, bool]] = []
    store = opener(poke=lambda *words: pokes.append(words))
    add(store, positions=[place("a", 1)])
    with store.transaction(ACTOR, NOW) as unit:
        unit.record(log_written(1))
        unit.add_readings([level("r", 0, 1.0)])
    add(store)
    assert pokes == [(0, False, True), (1, True, True)]


def test_many_rows_in_one_go(store: SqlStore) -> None:
    add(store, positions=[place(f"device-{number % 100}", number) for number in range(5000)])
    assert len(store.latest_positions()) == 100
    assert min(row.at for row in store.latest_positions()) == later(4900)
