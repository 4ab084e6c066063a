"""Objectives, needs, periods, support, groups of a command: figures that can be, states that do not go back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from console.domain.codes import (
    AssignmentStatus,
    CommandState,
    ForceDuty,
    ForceKind,
    Grade,
    NeedState,
    ObjectiveState,
    ReportState,
    SectorKind,
    SupportDirection,
    SupportState,
)
from console.domain.entities import Assignment, Force, Need, Objective, OperationalPeriod, Order, Sector, SupportRequest
from console.domain.refusal import Refused
from console.domain.rules import aims, sectors, support, undoing
from tests.domain.test_duplicates import T0, incident, report
from tests.domain.test_incidents import post

HOUR = timedelta(hours=1)


def objective(**changed: Any) -> Objective:
    told: dict[str, Any] = {"incident_id": "i", "number": 1, "text": "转移三组群众", "set_at": T0, "set_by": "li"}
    return Objective(id="o", **(told | changed))


def need(**changed: Any) -> Need:
    told: dict[str, Any] = {
        "incident_id": "i",
        "what": "帐篷",
        "wanted": 200.0,
        "unit": "顶",
        "stated_at": T0,
        "stated_by": "li",
    }
    return Need(id="n", **(told | changed))


def test_an_objective_has_words_and_a_time_to_come() -> None:
    assert aims.set_objective(incident(), objective(due_at=T0 + HOUR))
    for bad, code in ((objective(text=" "), "text_missing"), (objective(due_at=T0), "due_past")):
        with pytest.raises(Refused, match=code):
            aims.set_objective(incident(), bad)


def test_an_objective_ends_once_and_is_dropped_with_a_reason() -> None:
    assert aims.end_objective(objective(), ObjectiveState.REACHED, T0, "").state is ObjectiveState.REACHED
    with pytest.raises(Refused, match="reason_missing"):
        aims.end_objective(objective(), ObjectiveState.DROPPED, T0, "")
    with pytest.raises(Refused, match="objective_ended"):
        aims.end_objective(objective(state=ObjectiveState.REACHED), ObjectiveState.DROPPED, T0, "x")


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"what": ""}, "text_missing"),
        ({"unit": " "}, "unit_missing"),
        ({"wanted": 0.0}, "quantity_bad"),
        ({"wanted": -3.0}, "quantity_bad"),
        ({"wanted": float("nan")}, "quantity_bad"),
        ({"wanted": float("inf")}, "quantity_bad"),
    ],
)
def test_a_need_is_a_quantity_with_its_unit(changed: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused, match=code):
        aims.state_need(incident(), need(**changed))


def test_a_need_is_met_with_the_last_of_it() -> None:
    half = aims.came(need(), 120, "", T0)
    assert (half.met, half.state) == (120, NeedState.OPEN)
    full = aims.came(need(met=120.0), 80, "顶", T0)
    assert (full.met, full.state) == (200, NeedState.MET)
    assert aims.came(need(met=120.0), 100, "", T0).met == 220


@pytest.mark.parametrize("amount", [0, -1, float("nan"), float("inf")])
def test_nothing_or_less_does_not_come(amount: float) -> None:
    with pytest.raises(Refused, match="quantity_bad"):
        aims.came(need(), amount, "", T0)


def test_a_need_counts_in_its_own_unit() -> None:
    with pytest.raises(Refused, match="unit_differs") as no:
        aims.came(need(), 5, "箱", T0)
    assert no.value.details == {"unit": "顶", "said": "箱"}


def test_a_need_that_is_over_takes_no_more() -> None:
    for state in (NeedState.MET, NeedState.DROPPED):
        with pytest.raises(Refused, match="need_ended"):
            aims.came(need(state=state), 5, "", T0)
    with pytest.raises(Refused, match="reason_missing"):
        aims.drop_need(need(), T0, "")
    assert aims.drop_need(need(met=5.0), T0, "天晴").met == 5


def test_correcting_a_need_opens_or_meets_it() -> None:
    met = need(met=200.0, state=NeedState.MET)
    assert aims.correct_need(met, 300, 200, T0).state is NeedState.OPEN
    assert aims.correct_need(need(met=150.0), 150, 150, T0).state is NeedState.MET
    with pytest.raises(Refused, match="need_same"):
        aims.correct_need(need(), 200, 0, T0)
    with pytest.raises(Refused, match="quantity_bad"):
        aims.correct_need(need(), 200, -1, T0)
    with pytest.raises(Refused, match="need_ended"):
        aims.correct_need(need(state=NeedState.DROPPED), 100, 0, T0)


def test_the_next_period_ends_the_one_before() -> None:
    first = OperationalPeriod(
        id="p1", incident_id="i", number=1, aims="搜救", starts_at=T0, ends_at=T0 + HOUR, opened_by="li"
    )
    assert aims.open_period(incident(), first, first).previous_id == "p1"
    assert aims.open_period(incident(), None, first).previous_id is None
    backwards = OperationalPeriod(
        id="p2", incident_id="i", number=2, aims="安置", starts_at=T0, ends_at=T0, opened_by="li"
    )
    with pytest.raises(Refused, match="period_backwards"):
        aims.open_period(incident(), first, backwards)
    with pytest.raises(Refused, match="no_period"):
        aims.end_period(None, T0)


def request(state: SupportState = SupportState.ASKED) -> SupportRequest:
    return SupportRequest(
        id="s",
        incident_id="i",
        direction=SupportDirection.FROM_ABOVE,
        party="市应急局",
        what="排涝车 2 台",
        why="超出本区能力",
        asked_at=T0,
        asked_by="li",
        state=state,
    )


S = SupportState


@pytest.mark.parametrize("now", list(S))
@pytest.mark.parametrize("wanted", list(S))
def test_support_goes_its_way(now: SupportState, wanted: SupportState) -> None:
    ways = {(S.ASKED, S.AGREED), (S.ASKED, S.REFUSED), (S.ASKED, S.ARRIVED), (S.ASKED, S.WITHDRAWN)}
    ways |= {(S.AGREED, S.ARRIVED), (S.AGREED, S.WITHDRAWN)}
    if (now, wanted) in ways:
        assert support.answer(request(now), wanted, "已同意", T0).words == "已同意"
        with pytest.raises(Refused, match="words_missing"):
            support.answer(request(now), wanted, " ", T0)
    else:
        with pytest.raises(Refused, match=r"support_(ended|step)"):
            support.answer(request(now), wanted, "已同意", T0)


def sector(id: str = "s1", **changed: Any) -> Sector:
    told: dict[str, Any] = {"command_id": "c1", "kind": SectorKind.RESCUE, "minimum": 2, "maximum": 6, "order": 1}
    return Sector(id=id, **(told | changed))


@pytest.mark.parametrize(("minimum", "maximum"), [(-1, 3), (4, 3), (0, 0), (0, 100)])
def test_figures_of_a_group_that_cannot_be(minimum: int, maximum: int) -> None:
    with pytest.raises(Refused, match="figures_bad"):
        sectors.set_figures(post(), sector(minimum=minimum, maximum=maximum))


def test_a_second_group_of_a_kind_has_a_name() -> None:
    there = [sector(), sector("s2", name="东侧")]
    with pytest.raises(Refused, match="sector_name_missing"):
        sectors.add(post(), there, sector("s3"))
    with pytest.raises(Refused, match="sector_exists"):
        sectors.add(post(), there, sector("s3", name="东侧"))
    assert sectors.add(post(), there, sector("s3", name="西侧")).sectors[0].name == "西侧"
    assert sectors.next_order(there, SectorKind.RESCUE) == 1
    assert sectors.next_order(there, SectorKind.EXPERT) == 2
    with pytest.raises(Refused, match="no_command"):
        sectors.add(post(state=CommandState.TRANSFERRED), there, sector("s3", name="西侧"))
    with pytest.raises(Refused, match="sector_of_another_command"):
        sectors.set_figures(post("c9"), sector())


# ---- taking back ----------------------------------------------------------------------------------------------------------------------


def held(**changed: Any) -> Assignment:
    told: dict[str, Any] = {
        "force_id": "f1",
        "command_id": "c1",
        "incident_id": "i",
        "sector_id": "s1",
        "status": AssignmentStatus.ASSIGNED,
        "assigned_at": T0,
        "status_at": T0,
    }
    return Assignment(id="a", **(told | changed))


def order(issued_at: Any) -> Order:
    return Order(
        id="x",
        number=1,
        command_id="c1",
        incident_id="i",
        force_id="f1",
        text="去",
        issued_at=issued_at,
        issued_by="li",
        answer_by=issued_at + HOUR,
    )


def test_an_assignment_is_taken_back_while_nothing_came_of_it() -> None:
    assert undoing.assignment(held(), [order(T0 - HOUR)], T0).status is AssignmentStatus.RELEASED
    with pytest.raises(Refused, match="undo_ordered"):
        undoing.assignment(held(), [order(T0)], T0)
    for changed in ({"status": AssignmentStatus.EN_ROUTE}, {"released_at": T0}):
        with pytest.raises(Refused, match="undo_changed"):
            undoing.assignment(held(**changed), [], T0)


def test_what_somebody_else_changed_since_stands() -> None:
    assert undoing.move(held(), "s1", None).sector_id is None
    with pytest.raises(Refused, match="undo_changed"):
        undoing.move(held(), "s2", None)
    force = Force(id="f1", name="消防一站", kind=ForceKind.FIRE_RESCUE, duty=ForceDuty.RESTING)
    assert undoing.duty(force, None, ForceDuty.RESTING, ForceDuty.AVAILABLE, T0).duty is ForceDuty.AVAILABLE
    with pytest.raises(Refused, match="undo_changed"):
        undoing.duty(force, None, ForceDuty.OUT_OF_SERVICE, ForceDuty.AVAILABLE, T0)
    now = incident(grade=Grade.II, response=None, basis="初判")
    assert undoing.graded(now, (Grade.II, None, "初判"), incident()).grade is None
    with pytest.raises(Refused, match="undo_changed"):
        undoing.graded(now, (Grade.III, None, "初判"), incident())


def test_a_report_is_taken_back_from_where_the_deed_put_it() -> None:
    claimed = report(state=ReportState.CLAIMED, claimed_by="甲")
    assert undoing.report(claimed, ReportState.CLAIMED, "甲", None)
    with pytest.raises(Refused, match="report_claimed"):
        undoing.report(claimed, ReportState.CLAIMED, "乙", None)
    merged = report(state=ReportState.MERGED, incident_id="i")
    assert undoing.report(merged, ReportState.MERGED, "甲", "i")
    with pytest.raises(Refused, match="undo_changed"):
        undoing.report(merged, ReportState.MERGED, "甲", "other")
