"""One force, one commitment; one incident, one command: kept by the database itself, whoever races."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from console.domain.codes import AssignmentStatus, CommandState
from console.domain.entities import Assignment, Command, Device, Sector
from console.domain.facts import (
    AssignmentStatusChanged,
    CommandEstablished,
    CommitmentRefused,
    DeviceRegistered,
    ForceAssigned,
    SectorsSet,
)
from console.domain.refusal import Refused
from db.store import SqlStore
from tests.db.making import ACTOR, NOW, Opener, assign, assignment, command, device, later, log_written, sector, set_scene


def test_two_seats_race_for_each_force_and_one_of_them_gets_it(opener: Opener) -> None:
    """Nobody looks before recording: what says no is the index alone."""
    rounds = 25
    set_scene(opener(), forces=rounds)
    start = threading.Barrier(2)

    def seat(number: int) -> list[str]:
        store, heard = opener(), []
        for force_number in range(1, rounds + 1):
            start.wait(10)
            try:
                assign(store, f"seat{number}-{force_number}", force_number, number)
                heard.append("yes")
            except Refused as refused:
                assert refused.details == {"force_id": f"force-{force_number}"}
                heard.append(refused.code)
        return heard

    with ThreadPoolExecutor(2) as pool:
        answers = list(zip(*pool.map(seat, (1, 2)), strict=True))
    assert all(sorted(pair) == ["already_committed", "yes"] for pair in answers)
    store = opener()
    with store.transaction(ACTOR, NOW) as unit:
        assert len({found.force_id for found in unit.find(Assignment)}) == len(unit.find(Assignment)) == rounds
    assert store.verify() is None


def test_a_refused_commitment_leaves_no_trace_and_the_try_can_be_kept(store: SqlStore) -> None:
    set_scene(store)
    assign(store, "a1", 1, 1)
    before = store.head().count
    with store.transaction(ACTOR, NOW) as unit:
        unit.record(log_written(1))
        with pytest.raises(Refused, match="already_committed"):
            unit.record(ForceAssigned(assignment=assignment("a2", 1, 2)))
        with pytest.raises(KeyError):
            unit.get(Assignment, "a2")
        unit.record(CommitmentRefused(incident_id="incident-2", force_id="force-1", holder_incident_id="incident-1"))
    assert [fact.body.kind for fact in store.facts_after(before)] == ["log_written", "commitment_refused"]
    assert store.verify() is None


def test_a_released_force_can_be_had_again(store: SqlStore) -> None:
    set_scene(store)
    assign(store, "a1", 1, 1)
    with store.transaction(ACTOR, NOW) as unit:
        words = {"incident_id": "incident-1", "assignment_id": "a1", "force_id": "force-1", "status_at": later(9)}
        unit.record(AssignmentStatusChanged(status=AssignmentStatus.RELEASED, **words))
    assign(store, "a2", 1, 2)
    with pytest.raises(Refused, match="already_committed"):
        assign(store, "a3", 1, 1)


def test_a_second_active_command_is_refused(store: SqlStore) -> None:
    set_scene(store)
    with pytest.raises(Refused) as caught, store.transaction(ACTOR, NOW) as unit:
        unit.record(CommandEstablished(command=command(7, of=1), sectors=()))
    assert (caught.value.code, caught.value.details) == ("second_command", {"incident_id": "incident-1"})
    with store.transaction(ACTOR, NOW) as unit:
        unit.record(CommandEstablished(command=command(8, of=1, state=CommandState.CLOSED), sectors=()))
        assert [found.id for found in unit.find(Command, state=CommandState.ACTIVE)] == ["command-1", "command-2"]


@pytest.mark.parametrize("wire", [None, "serial-1"])
def test_an_address_of_a_wire_is_one_device(store: SqlStore, wire: str | None) -> None:
    with store.transaction(ACTOR, NOW) as unit:
        unit.record(DeviceRegistered(device=device("one", wire=wire)))
        with pytest.raises(Refused) as caught:
            unit.record(DeviceRegistered(device=device("other", wire=wire)))
        unit.record(DeviceRegistered(device=device("other", wire="serial-2")))
        unit.record(DeviceRegistered(device=device("third", wire=wire, address="2")))
        assert [found.id for found in unit.find(Device)] == ["one", "other", "third"]
    assert caught.value.code == "device_known"
    assert caught.value.details == {"protocol": "sl651", "address": "1", "wire": wire}


def test_of_many_rows_of_one_fact_the_refused_one_is_named_and_none_is_kept(store: SqlStore) -> None:
    set_scene(store)
    good = [replace(sector(1), id=f"good-{number}") for number in range(3)]
    bad = replace(sector(1), id="bad", command_id="nowhere")
    with store.transaction(ACTOR, NOW) as unit:
        with pytest.raises(KeyError, match="Sector bad"):
            unit.record(SectorsSet(incident_id="incident-1", sectors=(*good[:2], bad, good[2])))
        assert len(unit.find(Sector, command_id="command-1")) == 1
        unit.record(SectorsSet(incident_id="incident-1", sectors=tuple(good)))
        assert unit.get(Sector, "good-2") == good[2]
    with store.transaction(ACTOR, NOW) as unit:
        assert [found.id for found in unit.find(Sector, command_id="command-1")] == ["good-0", "good-1", "good-2", "sector-1"]
    assert store.verify() is None
