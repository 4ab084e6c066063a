"""One assignment over all incidents: never worse than one by one, and every difference explained and worth something."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.app.plan_all import EMPTY_MIN, Plan, Wanting, plan_all
from console.domain.codes import ForceDuty, ForceKind, Grade
from console.domain.entities import Force
from console.domain.rules.recommend import WhatIf, recommend
from console.domain.rules.run_cards import CardLine
from console.domain.rules.scoring import Aim, Candidate

T0 = datetime(2026, 7, 1, 3, 0, tzinfo=UTC)
KM = 1 / 111.195


def wanting(id: str, km: float | None, grade: Grade | None, *lines: CardLine) -> Wanting:
    """An incident so many kilometres north of the zero of all these tests."""
    lat = None if km is None else 34.0 + km * KM
    return Wanting(aim=Aim(incident_id=id, lat=lat, lon=None if km is None else 105.7, now=T0), grade=grade, lines=lines)


def force(id: str, km: float | None, *can: str, **more: object) -> Candidate:
    duty = more.pop("duty", ForceDuty.AVAILABLE)
    made = Force(id=id, name=id, kind=ForceKind.FIRE_RESCUE, capabilities=can, duty=duty)  # type: ignore[arg-type]
    placed = {} if km is None else {"lat": 34.0 + km * KM, "lon": 105.7, "position_at": T0}
    return Candidate(force=made, **placed, **more)  # type: ignore[arg-type]


def where(plan: Plan) -> dict[str, str]:
    return {put.force_id: put.place.incident_id for put in plan.together}


def test_the_force_that_alone_can_help_elsewhere_is_kept_for_there() -> None:
    """The worse incident would take the nearest, and leave the other without anybody."""
    incidents = [wanting("a", 0.0, Grade.II, CardLine("fire", 1)), wanting("b", 1.0, Grade.IV, CardLine("boat", 1))]
    plan = plan_all(incidents, [force("both", 0.5, "fire", "boat"), force("fire", 2.5, "fire")])
    assert {put.force_id: put.place.incident_id for put in plan.one_by_one} == {"both": "a"}
    assert where(plan) == {"fire": "a", "both": "b"}
    assert plan.empty == () and [place.incident_id for place in plan.empty_before] == ["b"]
    (exchange,) = plan.exchanges
    assert exchange.filled == 1
    # 2.5 km and 0.5 km instead of 0.5 km alone, at 40 km/h.
    assert exchange.saved_min == pytest.approx(-3.75, rel=1e-3)
    moves = {move.force_id: move for move in exchange.moves}
    assert moves["both"].before is not None and moves["both"].before.place.incident_id == "a"
    assert moves["both"].after is not None and moves["both"].after.place.incident_id == "b"
    assert moves["fire"].before is None and moves["fire"].after is not None


def test_minutes_are_saved_by_a_swap_and_the_exchange_says_how_many() -> None:
    # One by one a (worse) takes the one at 4 km, 1 km nearer than the other; b is then left with the one 6 km beyond.
    incidents = [wanting("a", 0.0, Grade.III, CardLine("fire", 1)), wanting("b", 5.0, Grade.III, CardLine("fire", 1))]
    plan = plan_all(incidents, [force("x", 4.0, "fire"), force("y", -5.0, "fire")])
    assert {put.force_id: put.place.incident_id for put in plan.one_by_one} == {"x": "a", "y": "b"}
    assert where(plan) == {"y": "a", "x": "b"}
    (exchange,) = plan.exchanges
    assert exchange.filled == 0
    assert exchange.saved_min == pytest.approx((4 + 10 - 5 - 1) * 1.5, rel=1e-3)
    assert exchange.worth_min == pytest.approx(2 * exchange.saved_min)
    assert plan.cost_before_min - plan.cost_min == pytest.approx(exchange.worth_min)


def test_the_worse_incident_keeps_what_it_needs_more() -> None:
    incidents = [wanting("a", 0.0, Grade.I, CardLine("fire", 1)), wanting("b", 0.0, Grade.IV, CardLine("fire", 1))]
    plan = plan_all(incidents, [force("x", 4.0, "fire")])
    assert where(plan) == {"x": "a"} and plan.exchanges == ()
    assert plan.cost_min == pytest.approx(EMPTY_MIN + 4 * 6.0, rel=1e-6)


def test_a_difference_that_gains_nothing_is_none() -> None:
    incidents = [wanting("a", 0.0, None, CardLine("fire", 2)), wanting("b", 0.0, None, CardLine("fire", 2))]
    forces = [force(id, 3.0, "fire") for id in "stuvw"]
    plan = plan_all(incidents, forces)
    assert plan.together == plan.one_by_one and plan.exchanges == ()


def test_who_is_there_fills_a_place_and_goes_nowhere() -> None:
    incidents = [wanting("a", 0.0, None, CardLine("fire", 1)), wanting("b", 9.0, None, CardLine("fire", 1), CardLine("boat", 1))]
    forces = [force("there", 0.0, "fire", "boat", held_by="b"), force("x", 9.0, "fire")]
    plan = plan_all(incidents, forces)
    # The one at b is its boat, so that x, which stands beside it, fights the fire there.
    assert where(plan) == {"x": "b"}
    assert [(place.incident_id, place.capability) for place in plan.empty] == [("a", "fire")]


def test_a_way_that_is_not_known_is_the_last_resort() -> None:
    incidents = [wanting("a", 0.0, None, CardLine("fire", 1))]
    assert where(plan_all(incidents, [force("lost", None, "fire"), force("far", 400.0, "fire")])) == {"far": "a"}
    assert where(plan_all(incidents, [force("lost", None, "fire")])) == {"lost": "a"}


def test_a_what_if_holds_here_too() -> None:
    incidents = [wanting("a", 0.0, None, CardLine("fire", 1))]
    forces = [force("x", 1.0, "fire"), force("held", 0.5, "fire", held_by="z")]
    assert where(plan_all(incidents, forces, WhatIf(without=frozenset({"x"})))) == {}
    assert where(plan_all(incidents, forces, WhatIf(free=frozenset({"held"})))) == {"held": "a"}


def test_no_incident_and_no_force_are_no_trouble() -> None:
    assert plan_all([], [force("x", 1.0, "fire")]).together == ()
    assert plan_all([wanting("a", 0.0, None, CardLine("fire", 1))], []).together == ()


CAN = ("fire", "boat", "medical")
CREW = st.none() | st.integers(1, 9)


@st.composite
def halls(draw: st.DrawFn) -> tuple[list[Wanting], list[Candidate]]:
    incidents = [
        wanting(
            f"i{number}",
            draw(st.none() | st.floats(0, 40)),
            draw(st.none() | st.sampled_from(Grade)),
            *(CardLine(can, draw(st.integers(1, 3)), draw(CREW)) for can in draw(st.sets(st.sampled_from(CAN), min_size=1))),
        )
        for number in range(draw(st.integers(1, 4)))
    ]
    forces = [
        force(
            f"f{number:02}",
            draw(st.none() | st.floats(0, 40)),
            *sorted(draw(st.sets(st.sampled_from(CAN), min_size=1))),
            held_by=draw(st.sampled_from((None, None, None, "i0", "i1", "gone"))),
            reserved_for=draw(st.sampled_from((None, None, None, "i0", "i1"))),
            duty=draw(st.sampled_from((ForceDuty.AVAILABLE, ForceDuty.AVAILABLE, ForceDuty.RESTING))),
        )
        for number in range(draw(st.integers(0, 10)))
    ]
    return incidents, forces


@settings(max_examples=60, deadline=None)
@given(halls())
def test_it_is_never_worse_than_one_by_one_and_every_exchange_gains(hall: tuple[list[Wanting], list[Candidate]]) -> None:
    incidents, forces = hall
    plan = plan_all(incidents, forces)
    assert plan.cost_min <= plan.cost_before_min + 1e-6 * max(1.0, plan.cost_before_min)
    assert sum(exchange.worth_min for exchange in plan.exchanges) == pytest.approx(plan.cost_before_min - plan.cost_min, abs=1e-2)
    assert all(exchange.worth_min > 0 for exchange in plan.exchanges)
    # The whole gain in places is that of the exchanges.
    assert sum(exchange.filled for exchange in plan.exchanges) == len(plan.empty_before) - len(plan.empty)


@settings(max_examples=60, deadline=None)
@given(halls())
def test_nobody_is_put_where_he_may_not_be(hall: tuple[list[Wanting], list[Candidate]]) -> None:
    incidents, forces = hall
    by_id = {one.force.id: one for one in forces}
    plan = plan_all(incidents, forces)
    assert len({put.force_id for put in plan.together}) == len(plan.together)
    for put in plan.together:
        one = by_id[put.force_id]
        assert one.held_by is None and one.force.duty is ForceDuty.AVAILABLE
        assert one.reserved_for in (None, put.place.incident_id)
        assert put.place.capability in one.force.capabilities


@settings(max_examples=40, deadline=None)
@given(halls())
def test_one_incident_alone_has_no_fewer_places_filled_than_its_own_recommendation(hall: tuple[list[Wanting], list[Candidate]]) -> None:
    incidents, forces = hall
    only = incidents[0]
    plan = plan_all([only], forces)
    advice = recommend(only.aim, only.lines, forces)
    assert len(plan.empty) == len(plan.empty_before) == sum(line.missing for line in advice.lines)
