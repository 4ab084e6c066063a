"""One transaction: read, record, keep all of it or none."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest

from console.app import ports
from console.domain.codes import AssignmentStatus, CommandState, ForceDuty, Role
from console.domain.entities import Assignment, Command, Force, Incident, LogEntry, Sector
from console.domain.facts import (
    AssignmentStatusChanged,
    CommandTransferred,
    ForceAssigned,
    ForceDutyChanged,
    ForceRegistered,
    HallFounded,
    IncidentOpened,
)
from console.domain.records import Account, Actor
from db.bus import LocalBus
from db.pgbus import PostgresBus
from db.store import SqlStore
from db.unit import SqlUnit
from tests.db.making import (
    ACTOR,
    NOW,
    ON_SQLITE,
    Opener,
    assign,
    assignment,
    command,
    force,
    incident,
    later,
    log_written,
    set_scene,
    write_log,
)

PORTS = [(ports.Store, SqlStore), (ports.Unit, SqlUnit), (ports.Bus, LocalBus), (ports.Bus, PostgresBus)]


@pytest.mark.parametrize(("port", "real"), PORTS)
def test_the_room_has_the_shape_of_the_port(port: type, real: type) -> None:
    for name, wanted in vars(port).items():
        if not name.startswith("_"):
            found = inspect.signature(getattr(real, name)).parameters.values()
            expected = inspect.signature(wanted).parameters.values()
            assert [(p.name, p.kind, p.default) for p in found] == [(p.name, p.kind, p.default) for p in expected], name


def test_a_fact_and_its_state_come_together(store: SqlStore) -> None:
    with store.transaction(ACTOR, NOW) as unit:
        fact = unit.record(ForceRegistered(force=force(1)), why="新建")
        assert unit.get(Force, "force-1") == force(1)
    assert (fact.seq, fact.who, fact.seat, fact.at, fact.why) == (1, "李调度", "desk-1", NOW, "新建")
    assert store.facts_after(0) == [fact]
    assert store.snapshot().entities == (force(1),)
    assert store.head().count == 1 and store.head().hash == fact.hash


def test_what_fails_leaves_neither_fact_nor_state(store: SqlStore) -> None:
    with pytest.raises(ZeroDivisionError), store.transaction(ACTOR, NOW) as unit:
        unit.record(ForceRegistered(force=force(1)))
        unit.set_cursor("spool", 7)
        raise ZeroDivisionError
    assert store.facts_after(0) == []
    with store.transaction(ACTOR, NOW) as unit:
        assert unit.find(Force) == []
        assert unit.cursor("spool") == 0
        assert unit.record(log_written(1)).seq == 1
    assert store.verify() is None


def test_facts_of_one_transaction_see_each_other(store: SqlStore) -> None:
    set_scene(store)
    with store.transaction(ACTOR, NOW) as unit:
        unit.record(ForceAssigned(assignment=assignment("a1", 1, 1)))
        words = {"incident_id": "incident-1", "assignment_id": "a1", "force_id": "force-1", "status_at": later(5)}
        unit.record(AssignmentStatusChanged(status=AssignmentStatus.ON_SCENE, **words))
        assert unit.get(Assignment, "a1").status is AssignmentStatus.ON_SCENE
        assert [found.status for found in unit.find(Assignment)] == [AssignmentStatus.ON_SCENE]
    with store.transaction(ACTOR, NOW) as unit:
        assert unit.get(Assignment, "a1").status_at == later(5)


def test_get_says_what_is_not_there(store: SqlStore) -> None:
    with store.transaction(ACTOR, NOW) as unit, pytest.raises(KeyError, match="Force nobody"):
        unit.get(Force, "nobody")


def test_find_by_values_by_enums_and_by_emptiness_in_order_of_id(store: SqlStore) -> None:
    set_scene(store, forces=12)
    assign(store, "a2", 2, 1)
    assign(store, "a1", 1, 1)
    with store.transaction(ACTOR, NOW) as unit:
        unit.record(ForceDutyChanged(force_id="force-3", duty=ForceDuty.RESTING, since=NOW))
        assert [found.id for found in unit.find(Force, duty=ForceDuty.RESTING)] == ["force-3"]
        assert [found.id for found in unit.find(Assignment, incident_id="incident-1", released_at=None)] == ["a1", "a2"]
        assert unit.find(Assignment, released_at=NOW) == []
        assert [found.id for found in unit.find(Force)] == sorted(f"force-{number}" for number in range(1, 13))
        assert [found.id for found in unit.find(Incident, opened_at=NOW)] == ["incident-1", "incident-2"]
        assert [found.id for found in unit.find(Command, state=CommandState.CLOSED)] == []


def test_an_attempt_that_fails_is_undone_alone(store: SqlStore) -> None:
    with store.transaction(ACTOR, NOW) as unit:
        unit.record(ForceRegistered(force=force(1)))
        with pytest.raises(KeyError), unit.attempt():
            unit.record(ForceRegistered(force=force(2)))
            unit.record(ForceDutyChanged(force_id="force-1", duty=ForceDuty.RESTING, since=NOW))
            unit.set_cursor("spool", 3)
            unit.get(Force, "nobody")
        with pytest.raises(KeyError):
            unit.get(Force, "force-2")
        assert unit.get(Force, "force-1").duty is ForceDuty.AVAILABLE
        assert unit.cursor("spool") == 0
        with unit.attempt():
            unit.record(ForceRegistered(force=force(3)))
    assert [fact.seq for fact in store.facts_after(0)] == [1, 2]
    assert {entity.id for entity in store.snapshot().entities} == {"force-1", "force-3"}
    assert store.verify() is None


def test_what_names_nothing_is_not_kept(store: SqlStore) -> None:
    with store.transaction(ACTOR, NOW) as unit:
        with pytest.raises(KeyError, match="Assignment a1"):
            unit.record(ForceAssigned(assignment=assignment("a1", 1, 1)))
        unit.record(log_written(1))
    assert [fact.body.kind for fact in store.facts_after(0)] == ["log_written"]


def test_a_command_is_handed_over_in_one_fact(store: SqlStore) -> None:
    set_scene(store)
    assign(store, "a1", 1, 1)
    new = command(9, of=1)
    with store.transaction(ACTOR, NOW) as unit:
        sectors = (Sector(id="sector-9", command_id=new.id, kind=unit.get(Sector, "sector-1").kind, minimum=0, maximum=2, order=1),)
        words = {"incident_id": "incident-1", "from_id": "command-1", "assignment_ids": ("a1",), "order_ids": ()}
        unit.record(CommandTransferred(command=new, sectors=sectors, **words))
    with store.transaction(ACTOR, NOW) as unit:
        assert [found.id for found in unit.find(Command, incident_id="incident-1", state=CommandState.ACTIVE)] == ["command-9"]
        assert unit.get(Assignment, "a1").command_id == "command-9"


def test_followers_are_poked_after_the_commit_and_only_where_something_came(opener: Opener) -> None:
    pokes: list[tuple[int, bool, bool, int]] = []
    reader = opener()
    store = opener(poke=lambda seq, facts, telemetry: pokes.append((seq, facts, telemetry, reader.head().count)))
    write_log(store, 1, 2)
    with store.transaction(ACTOR, NOW) as unit:
        unit.find(Force)
    with pytest.raises(ZeroDivisionError), store.transaction(ACTOR, NOW) as unit:
        unit.record(log_written(3))
        raise ZeroDivisionError
    assert pokes == [(1, True, False, 1), (2, True, False, 2)]


def test_a_follower_that_cannot_be_poked_undoes_nothing(opener: Opener, caplog: pytest.LogCaptureFixture) -> None:
    def fail(*words: object) -> None:
        raise OSError("no bus")

    store = opener(poke=fail)
    write_log(store, 1, 1)
    assert store.head().count == 1
    assert "could not be poked" in caplog.text


def test_last_facts_of_all_and_of_one_incident_oldest_first(store: SqlStore) -> None:
    set_scene(store, forces=1, incidents=2)
    assert [fact.seq for fact in store.last_facts(2)] == [4, 5]
    found = store.last_facts(10, incident_id="incident-1")
    assert [(fact.seq, fact.body.kind) for fact in found] == [(2, "incident_opened"), (3, "command_established")]
    assert [fact.seq for fact in store.facts_after(1, limit=2)] == [2, 3]


def test_accounts_and_cursors(store: SqlStore) -> None:
    chief = Account(name="chief", display_name="王指挥", role=Role.COMMANDER, passphrase_hash="$argon2id$x")
    clerk = Account(name="adesk", display_name="李", role=Role.DISPATCHER, passphrase_hash=None, enabled=False)
    with store.transaction(ACTOR, NOW) as unit:
        assert unit.accounts() == [] and unit.account("chief") is None
        unit.put_account(Account(name="chief", display_name="?", role=Role.WALL, passphrase_hash=None))
        unit.put_account(chief)
        unit.put_account(clerk)
        unit.set_cursor("spool", 5)
        unit.set_cursor("spool", 6)
    with store.transaction(ACTOR, NOW) as unit:
        assert unit.account("chief") == chief
        assert unit.accounts() == [clerk, chief]
        assert unit.cursor("spool") == 6 and unit.cursor("other") == 0


def test_an_entity_that_is_recorded_again_is_replaced(store: SqlStore) -> None:
    with store.transaction(ACTOR, NOW) as unit:
        unit.record(IncidentOpened(incident=incident(1)))
    with store.transaction(ACTOR, NOW) as unit:
        unit.record(IncidentOpened(incident=incident(1)))
        assert len(unit.find(Incident)) == 1


def test_a_store_is_used_by_one_at_a_time(store: SqlStore) -> None:
    with store.transaction(ACTOR, NOW) as unit:
        unit.record(log_written(1))
        with pytest.raises(RuntimeError, match="one transaction at a time"):
            store.head()
    assert store.head().count == 1


def test_two_stores_see_each_other_s_commits(opener: Opener) -> None:
    one, other = opener(), opener()
    write_log(one, 1, 1)
    write_log(other, 2, 2)
    write_log(one, 3, 3)
    assert [fact.seq for fact in other.facts_after(0)] == [1, 2, 3]
    with one.transaction(ACTOR, NOW) as unit:
        assert len(unit.find(LogEntry)) == 3
    assert other.verify() is None


def test_the_seat_and_person_of_a_fact_are_those_of_its_transaction(store: SqlStore) -> None:
    with store.transaction(Actor(who="gateway", seat="gateway", role=None), NOW) as unit:
        unit.record(HallFounded(hall="drill", district="620502"))
    assert [(fact.who, fact.seat) for fact in store.last_facts(1)] == [("gateway", "gateway")]


@ON_SQLITE
def test_the_folder_is_made(opener: Opener, file: Path) -> None:
    assert not file.parent.exists()
    opener()
    assert file.exists()
