"""What may be open only once: each index says its own no, on both kinds of database; what has ended stands in nobody's way."""

from __future__ import annotations

from dataclasses import replace

import pytest

from console.domain.codes import AssignmentStatus, ParState, RequestState
from console.domain.entities import Assignment, ForceRequest, Mayday, OperationalPeriod, ParRound, Presence, Reservation
from console.domain.facts import (
    Body,
    DeviceRegistered,
    ForceHandedOver,
    ForceRequested,
    ForceReserved,
    MaydayOpened,
    ParCalled,
    PeriodOpened,
    SceneEntered,
)
from console.domain.refusal import Refused
from db.store import SqlStore
from tests.db.making import ACTOR, NOW, assign, assignment, device, later, set_scene

OF = {"force_id": "force-1", "incident_id": "incident-1"}


def reserved(name: str, **other: object) -> ForceReserved:
    kept = Reservation(id=name, **OF, reserved_at=NOW, reserved_by="li", until=later(600))
    return ForceReserved(reservation=replace(kept, **other))


def requested(name: str, **other: object) -> ForceRequested:
    wanted = ForceRequest(
        id=name, **OF, holder_incident_id="incident-2", asked_at=NOW, asked_by="li", why="水涨", answer_by=later(180)
    )
    return ForceRequested(request=replace(wanted, **other))


def entered(name: str, **other: object) -> SceneEntered:
    seen = Presence(id=name, incident_id="incident-1", device_id="tracker", force_id=None, entered_at=NOW)
    return SceneEntered(presence=replace(seen, **other))


def called(name: str, **other: object) -> ParCalled:
    round = ParRound(id=name, incident_id="incident-1", number=1, called_at=NOW, called_by="li", answer_by=later(60))
    return ParCalled(round=replace(round, **other), answers=())


def mayday(name: str, **other: object) -> MaydayOpened:
    return MaydayOpened(mayday=replace(Mayday(id=name, **OF, cause="par", opened_at=NOW), **other))


def period(name: str, **other: object) -> PeriodOpened:
    span = OperationalPeriod(
        id=name, incident_id="incident-1", number=1, aims="转移", starts_at=NOW, ends_at=later(3600), opened_by="li"
    )
    return PeriodOpened(period=replace(span, **other))


@pytest.mark.parametrize(
    ("code", "make", "ended"),
    [
        ("reserved", reserved, {"ended_at": NOW}),
        ("request_open", requested, {"answered_at": NOW, "state": RequestState.REFUSED}),
        ("present", entered, {"left_at": NOW}),
        ("par_running", called, {"ended_at": NOW, "state": ParState.COMPLETE}),
        ("mayday_open", mayday, {"ended_at": NOW}),
        ("period_open", period, {"ended_at": NOW}),
    ],
)
def test_there_is_one_open_and_no_second(store: SqlStore, code: str, make, ended: dict[str, object]) -> None:  # type: ignore[no-untyped-def]
    set_scene(store)
    with store.transaction(ACTOR, NOW) as unit:
        unit.record(DeviceRegistered(device=device("tracker")))
        over: Body = make("before", **ended)
        unit.record(over)
        unit.record(make("open"))
        with pytest.raises(Refused) as no:
            unit.record(make("second"))
        unit.record(make("after", **ended))
    assert no.value.code == code and no.value.details


def test_a_force_goes_over_in_one_fact_and_is_never_held_twice(store: SqlStore) -> None:
    """The ended assignment comes before the new one: else the index would see two."""
    set_scene(store)
    assign(store, "a1", 1, 1)
    over = ForceHandedOver(
        incident_id="incident-2",
        from_incident_id="incident-1",
        from_assignment_id="a1",
        assignment=assignment("a2", 1, 2),
        state=RequestState.TAKEN,
        at=later(5),
        by="wang",
    )
    with store.transaction(ACTOR, NOW) as unit:
        unit.record(over)
    with store.transaction(ACTOR, NOW) as unit:
        assert [found.id for found in unit.find(Assignment, force_id="force-1", released_at=None)] == ["a2"]
        old = unit.get(Assignment, "a1")
        assert (old.status, old.released_at) == (AssignmentStatus.RELEASED, later(5))
        with pytest.raises(Refused, match="already_committed"):
            unit.record(replace(over, assignment=assignment("a3", 1, 1)))
