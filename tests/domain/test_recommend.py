"""A recommendation that explains itself: every reason, what is unknown, the order, the shortfalls, the towns."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain.codes import ForceDuty, ForceKind
from console.domain.entities import Force
from console.domain.rules import kept
from console.domain.rules.coverage import MoveUp, Uncovered, uncovered_now
from console.domain.rules.recommend import Choice, Elsewhere, WhatIf, recommend
from console.domain.rules.run_cards import CardLine
from console.domain.rules.scoring import Aim, Candidate, Closure, Reason, Scale, distance_km

T0 = datetime(2026, 7, 1, 3, 0, tzinfo=UTC)
HERE = (34.58, 105.72)
FIRE = CardLine("fire_suppression", 1)
AIM = Aim(incident_id="i", lat=HERE[0], lon=HERE[1], now=T0)
# One kilometre to the north.
KM = 1 / 111.195


def engine(id: str = "a", km: float | None = 4.0, age_s: float = 10, **more: object) -> Candidate:
    """A fire engine with everything in order, so many kilometres north of the incident."""
    own = {key: more.pop(key) for key in list(more) if key in Force.__dataclass_fields__}
    force = Force(
        **{  # type: ignore[arg-type]
            "id": id,
            "name": id,
            "kind": ForceKind.FIRE_RESCUE,
            "crew": 8,
            "capabilities": ("fire_suppression",),
            "free_since": T0 - timedelta(hours=5),
            "fuel_percent": 80.0,
            "water_l": 3000.0,
            "supplies_at": T0 - timedelta(minutes=20),
            **own,
        }
    )
    placed: dict[str, object] = (
        {} if km is None else {"lat": HERE[0] + km * KM, "lon": HERE[1], "position_at": T0 - timedelta(seconds=age_s)}
    )
    return Candidate(force=force, **{"reached": True, **placed, **more})  # type: ignore[arg-type]


def first(candidate: Candidate, line: CardLine = FIRE, aim: Aim = AIM) -> Choice:
    return recommend(aim, [line], [candidate]).lines[0].chosen[0]


def reason(choice: Choice, code: str) -> Reason:
    found = [item for item in choice.reasons if item.code == code]
    assert len(found) == 1, [item.code for item in choice.reasons]
    return found[0]


def test_a_force_in_order_costs_its_way_alone_and_says_what_was_looked_at() -> None:
    choice = first(engine(km=4.0))
    assert [item.code for item in choice.reasons] == [
        "capability_recorded", "way", "position", "crew", "rested", "fuel", "water", "radio_heard"
    ]  # fmt: skip
    assert choice.km == pytest.approx(4.0, rel=1e-3)
    assert choice.way_min == pytest.approx(6.0, rel=1e-3), "4 km at 40 km/h"
    assert choice.score_min == choice.way_min
    assert reason(choice, "position").at == T0 - timedelta(seconds=10)


CASES = [
    ("capability_presumed", 5.0, {"capabilities": ()}, FIRE),
    ("position_late", 2.0, {"age_s": 120}, FIRE),
    ("crew_short", 10.0, {"crew": 5}, CardLine("fire_suppression", 1, 10)),
    ("tired", 11.25, {"free_since": T0 - timedelta(minutes=15)}, FIRE),
    ("fuel_low", 10.0, {"fuel_percent": 24.9}, FIRE),
    ("water_low", 5.0, {"water_l": 999.0}, FIRE),
    ("radio_silent", 10.0, {"reached": False}, FIRE),
]


@pytest.mark.parametrize(("code", "minutes", "change", "line"), CASES, ids=[case[0] for case in CASES])
def test_what_speaks_against_a_force_counts_minutes_and_is_said(
    code: str, minutes: float, change: dict[str, object], line: CardLine
) -> None:
    choice = first(engine(**change), line)  # type: ignore[arg-type]
    assert reason(choice, code).minutes == pytest.approx(minutes)
    assert choice.score_min == pytest.approx((choice.way_min or 0) + minutes)


UNKNOWN = [
    ("crew_unknown", {"crew": None}, CardLine("fire_suppression", 1, 10)),
    ("rest_unknown", {"free_since": None}, FIRE),
    ("fuel_unknown", {"fuel_percent": None}, FIRE),
    ("water_unknown", {"water_l": None}, FIRE),
    ("radio_unknown", {"reached": None}, FIRE),
    ("fuel_old", {"fuel_percent": 1.0, "supplies_at": T0 - timedelta(hours=9)}, FIRE),
    ("water_old", {"water_l": 1.0, "supplies_at": T0 - timedelta(hours=9)}, FIRE),
    ("fuel_old", {"fuel_percent": 1.0, "supplies_at": None}, FIRE),
]


@pytest.mark.parametrize(("code", "change", "line"), UNKNOWN, ids=[f"{number}-{case[0]}" for number, case in enumerate(UNKNOWN)])
def test_what_is_unknown_is_said_and_not_scored(code: str, change: dict[str, object], line: CardLine) -> None:
    choice = first(engine(**change), line)  # type: ignore[arg-type]
    assert reason(choice, code).minutes == 0
    assert choice.score_min == choice.way_min


def test_water_is_no_matter_where_nothing_burns() -> None:
    choice = first(engine(water_l=0.0, capabilities=("drone",)), CardLine("drone", 1))
    assert not [item for item in choice.reasons if item.code.startswith("water")]
    assert choice.score_min == choice.way_min


def test_reasons_add_up_to_the_score() -> None:
    worn = engine(
        capabilities=(), age_s=200, crew=5, free_since=T0 - timedelta(minutes=30), fuel_percent=3.0, water_l=0.0, reached=False
    )
    aim = replace(AIM, closures=(Closure(label="北桥", lat=HERE[0] + 2 * KM, lon=HERE[1]),))
    choice = first(worn, CardLine("fire_suppression", 1, 10), aim)
    assert sum(item.minutes for item in choice.reasons) == pytest.approx(choice.score_min)
    assert reason(choice, "closure").name == "北桥"


def test_a_lost_position_gives_way_to_the_home_and_an_old_one_without_a_home_grows_uncertain() -> None:
    home = {"lat": HERE[0] + 2 * KM, "lon": HERE[1]}
    lost = Candidate(
        force=replace(engine().force, **home), lat=HERE[0] + 9 * KM, lon=HERE[1], position_at=T0 - timedelta(hours=3), reached=True
    )
    choice = first(lost)
    assert choice.km == pytest.approx(2.0, rel=1e-3)
    assert reason(choice, "from_home").at == T0 - timedelta(hours=3)
    assert choice.score_min == choice.way_min
    old = first(engine(km=4.0, age_s=3 * 3600))
    assert reason(old, "position_late").minutes == Scale().late_most_min
    untracked = first(Candidate(force=lost.force))
    assert reason(untracked, "from_home").at is None and untracked.km == pytest.approx(2.0, rel=1e-3)


def test_a_fresh_position_goes_before_the_home() -> None:
    placed = replace(engine(km=4.0), force=replace(engine().force, lat=HERE[0], lon=HERE[1]))
    assert first(placed).km == pytest.approx(4.0, rel=1e-3)


def test_a_force_whose_place_is_unknown_stands_behind_the_farthest_that_is_known() -> None:
    nowhere, far = engine("a", None), engine("b", 300.0)
    line = recommend(AIM, [CardLine("fire_suppression", 2)], [nowhere, far]).lines[0]
    assert [choice.force_id for choice in line.chosen] == ["b", "a"]
    assert line.chosen[1].way_min is None and reason(line.chosen[1], "place_unknown").minutes == 0


def test_an_incident_without_a_place_is_said_and_nobody_s_way_is_made_up() -> None:
    advice = recommend(replace(AIM, lat=None, lon=None), [CardLine("fire_suppression", 2)], [engine("b"), engine("a", fuel_percent=1.0)])
    assert advice.notes == ("incident_unplaced", "closures_unknown")
    found = [(choice.force_id, choice.way_min, choice.score_min) for choice in advice.lines[0].chosen]
    assert found == [("b", None, 0.0), ("a", None, 10.0)]
    assert reason(advice.lines[0].chosen[0], "incident_unplaced").minutes == 0


def test_closures_count_only_where_the_line_crosses_them_and_unknown_ones_are_said_once() -> None:
    aside = Closure(label="别处", lat=HERE[0] + 2 * KM, lon=HERE[1] + 0.05)
    beyond = Closure(label="更远", lat=HERE[0] + 6 * KM, lon=HERE[1])
    advice = recommend(replace(AIM, closures=(aside, beyond)), [FIRE], [engine(km=4.0)])
    assert "closure" not in [item.code for item in advice.lines[0].chosen[0].reasons]
    assert advice.notes == ()
    assert recommend(AIM, [FIRE], [engine()]).notes == ("closures_unknown",)


def test_ties_are_settled_by_id_whatever_the_order_of_the_input() -> None:
    forces = [engine(id) for id in "dbca"]
    for turn in range(6):
        random.Random(turn).shuffle(forces)
        line = recommend(AIM, [CardLine("fire_suppression", 2)], forces).lines[0]
        assert [choice.force_id for choice in line.chosen] == ["a", "b"]
        assert [choice.force_id for choice in line.next_best] == ["c", "d"]


def test_who_is_there_already_fills_a_line_and_is_not_sent_again() -> None:
    forces = [engine("a", held_by="i"), engine("b"), engine("c")]
    line = recommend(AIM, [CardLine("fire_suppression", 2)], forces).lines[0]
    assert (line.here, [choice.force_id for choice in line.chosen], line.missing) == (("a",), ["b"], 0)


def test_who_is_there_is_used_as_well_as_it_can_be() -> None:
    both, fire_only = engine("a", held_by="i", capabilities=("fire_suppression", "drone")), engine("b", held_by="i")
    advice = recommend(AIM, [FIRE, CardLine("drone", 1)], [both, fire_only, engine("c", capabilities=("drone",))])
    assert [line.here for line in advice.lines] == [("b",), ("a",)]
    assert advice.forces() == ()


def test_the_order_of_the_lines_owes_nobody_a_shortfall() -> None:
    both, fire_only = engine("a", 1.0, capabilities=("fire_suppression", "swift_water")), engine("b", 20.0)
    advice = recommend(AIM, [FIRE, CardLine("swift_water", 1)], [both, fire_only])
    assert [[choice.force_id for choice in line.chosen] for line in advice.lines] == [["b"], ["a"]]
    assert [line.missing for line in advice.lines] == [0, 0]


def test_a_chain_of_forces_is_rearranged() -> None:
    forces = [engine("a", 1, capabilities=("x", "y")), engine("b", 2, capabilities=("y", "z")), engine("c", 3, capabilities=("x",))]
    advice = recommend(AIM, [CardLine("x", 1), CardLine("y", 1), CardLine("z", 1)], forces)
    assert [line.chosen[0].force_id for line in advice.lines] == ["c", "a", "b"]


def test_a_shortfall_names_what_is_missing_and_who_could_be_asked_for() -> None:
    forces = [
        engine("a"),
        engine("far", 30.0, held_by="other"),
        engine("near", 3.0, held_by="other"),
        engine("kept", 5.0, reserved_for="third"),
        engine("tired", 7.0, duty=ForceDuty.RESTING),
        engine("broken", 1.0, duty=ForceDuty.OUT_OF_SERVICE),
        engine("drone", 1.0, capabilities=("drone",), held_by="other"),
    ]
    line = recommend(AIM, [CardLine("fire_suppression", 3)], forces).lines[0]
    assert ([choice.force_id for choice in line.chosen], line.missing) == (["a"], 2)
    assert [(item.force_id, item.state, item.incident_id) for item in line.elsewhere] == [
        ("near", "committed", "other"),
        ("kept", "reserved", "third"),
        ("tired", "resting", None),
    ]
    assert recommend(AIM, [FIRE], forces).lines[0].elsewhere == (), "nothing is missing, nobody is named"


def test_a_force_reserved_for_this_incident_may_go_and_says_so() -> None:
    assert reason(first(engine(reserved_for="i")), "reserved_here").minutes == 0
    assert not recommend(AIM, [FIRE], [engine(reserved_for="x")]).forces()


def test_a_what_if_is_only_another_question() -> None:
    forces = [engine("a", 1.0), engine("b", 2.0), engine("held", 0.5, held_by="other"), engine("out", 0.4, duty=ForceDuty.OUT_OF_SERVICE)]
    before = list(forces)
    assert recommend(AIM, [FIRE], forces).forces() == ("a",)
    assert recommend(AIM, [FIRE], forces, WhatIf(without=frozenset({"a"}))).forces() == ("b",)
    assert recommend(AIM, [FIRE], forces, WhatIf(free=frozenset({"held"}))).forces() == ("held",)
    assert recommend(AIM, [FIRE], forces, WhatIf(free=frozenset({"held", "out"}))).forces() == ("out",)
    assert recommend(AIM, [CardLine("fire_suppression", 5)], forces, WhatIf(without=frozenset({"held"}))).lines[0].elsewhere == ()
    assert forces == before


def homed(id: str, name: str, km: float, **more: object) -> Candidate:
    """A force at home in its town."""
    made = engine(id, km, town=name, **more)  # type: ignore[arg-type]
    return replace(made, force=replace(made.force, lat=made.lat, lon=made.lon))


def test_a_town_left_without_anybody_is_said_with_who_could_move_up() -> None:
    forces = [
        homed("a", "娘娘坝镇", 1.0),
        homed("b1", "皂郊镇", 8.0),
        homed("b2", "皂郊镇", 9.0),
        homed("c", "太京镇", 2.0),
        homed("medics", "", 1.0, capabilities=("medical",)),
    ]
    advice = recommend(AIM, [FIRE], forces)
    assert advice.forces() == ("a",)
    # c is nearer, but the last of its own town; the medics are nearer still, but do not fight fire.
    move_up = MoveUp(force_id="b1", way_min=pytest.approx(10.5, rel=1e-3))
    assert advice.uncovered == (Uncovered(town="娘娘坝镇", force_ids=("a",), move_up=move_up),)


def test_a_town_stays_named_after_its_last_force_has_been_sent_here_and_not_for_what_others_took() -> None:
    forces = [homed("a", "甲", 1.0, held_by="i"), homed("b", "乙", 2.0, held_by="other"), homed("z", "", 3.0)]
    (town,) = recommend(AIM, [FIRE], forces).uncovered
    assert (town.town, town.force_ids) == ("甲", ("a",))
    assert town.move_up is not None and town.move_up.force_id == "z"


def test_one_force_moves_up_to_one_town_and_leaves_nobody_alone() -> None:
    forces = [homed("a", "甲", 1.0), homed("b", "乙", 1.1), homed("c1", "丙", 5.0), homed("c2", "丙", 6.0)]
    moves = {item.town: item.move_up for item in recommend(AIM, [CardLine("fire_suppression", 2)], forces).uncovered}
    assert sorted(moves) == sorted({"甲", "乙"})
    assert [move.force_id if move else None for move in moves.values()].count("c1") == 1
    assert [move.force_id if move else None for move in moves.values()].count("c2") == 0, "c2 is then the last of its town"
    assert None in moves.values()


def test_a_town_without_a_known_place_gets_a_move_up_without_a_way() -> None:
    advice = recommend(AIM, [FIRE], [engine("a", 1.0, town="甲"), engine("z", 5.0)])
    assert advice.uncovered == (Uncovered(town="甲", force_ids=("a",), move_up=MoveUp(force_id="z", way_min=None)),)


def test_towns_whose_forces_are_all_away_are_known_at_any_time() -> None:
    forces = [
        engine("a", town="甲", held_by="i"),
        engine("b", town="甲", duty=ForceDuty.RESTING),
        engine("c", town="乙", held_by="i"),
        engine("d", town="乙", reserved_for="x"),
        engine("e", town="丙", duty=ForceDuty.OUT_OF_SERVICE),
        engine("f", held_by="i"),
    ]
    assert uncovered_now(forces) == ("丙", "甲")


def test_what_is_kept_is_read_back() -> None:
    advice = recommend(AIM, [CardLine("fire_suppression", 2, 9)], [engine("a", crew=None), engine("b", held_by="x")])
    for choice in kept.choices(advice):
        assert kept.read_choice(kept.write(choice)) == choice
    (short,) = kept.shortfalls(advice)
    assert (short.capability, short.missing) == ("fire_suppression", 1)
    assert kept.read_shortfall(kept.write(short)) == short
    assert isinstance(short.elsewhere[0], Elsewhere)
    assert kept.read_refused(kept.write_refused("f|1", "already_committed")) == ("f|1", "already_committed")
    with pytest.raises(ValueError, match="not a kept line"):
        kept.read_choice("[]")


def test_the_distance_is_the_great_circle() -> None:
    assert distance_km(34.58, 105.72, 34.58, 105.72) == 0
    # One degree of the meridian on the mean sphere: 2π · 6371.0088 / 360.
    assert distance_km(34.0, 105.0, 35.0, 105.0) == pytest.approx(111.195, abs=0.001)


CAPABILITIES = ("fire_suppression", "drone", "medical", "swift_water")
PLACE = st.none() | st.floats(0.0, 60.0)


@st.composite
def candidates(draw: st.DrawFn) -> list[Candidate]:
    count = draw(st.integers(0, 12))
    return [
        engine(
            f"f{number:02}",
            draw(PLACE),
            draw(st.floats(0, 4000)),
            capabilities=tuple(draw(st.sets(st.sampled_from(CAPABILITIES), max_size=3))),
            crew=draw(st.none() | st.integers(0, 20)),
            duty=draw(st.sampled_from(ForceDuty)),
            town=draw(st.sampled_from(("", "甲", "乙", "丙"))),
            held_by=draw(st.sampled_from((None, None, None, "i", "other"))),
            reserved_for=draw(st.sampled_from((None, None, "i", "other"))),
            free_since=draw(st.none() | st.integers(0, 7200).map(lambda s: T0 - timedelta(seconds=s))),
            fuel_percent=draw(st.none() | st.floats(0, 100)),
            reached=draw(st.sampled_from((True, False, None))),
        )
        for number in range(count)
    ]


CARDS = st.lists(
    st.builds(CardLine, st.sampled_from(CAPABILITIES), st.integers(1, 4), st.none() | st.integers(1, 15)),
    min_size=1,
    max_size=4,
    unique_by=lambda line: line.capability,
)


@settings(max_examples=50, deadline=None)
@given(candidates(), CARDS)
def test_nobody_is_sent_who_cannot_be_had_and_nobody_twice(some: list[Candidate], card: list[CardLine]) -> None:
    advice = recommend(AIM, card, some)
    by_id = {one.force.id: one for one in some}
    sent = advice.forces()
    assert len(set(sent)) == len(sent)
    for id in sent:
        one = by_id[id]
        assert one.held_by is None and one.force.duty is ForceDuty.AVAILABLE and one.reserved_for in (None, "i")
    there = [id for line in advice.lines for id in line.here]
    assert len(set(there)) == len(there) and all(by_id[id].held_by == "i" for id in there)
    for line in advice.lines:
        assert line.missing == line.wanted.count - len(line.chosen) - len(line.here) >= 0
        held = {item.force_id for item in line.elsewhere}
        assert not held & set(sent) and not held & set(there)
        if line.missing:
            assert not line.next_best, "a line is short only when nobody is left for it"


@settings(max_examples=50, deadline=None)
@given(candidates(), CARDS, st.randoms())
def test_the_same_hall_gives_the_same_answer(some: list[Candidate], card: list[CardLine], dice: random.Random) -> None:
    shuffled = list(some)
    dice.shuffle(shuffled)
    one, other = recommend(AIM, card, some), recommend(AIM, card, shuffled)
    assert one == other
    assert [sum(reason.minutes for reason in choice.reasons) for choice in kept.choices(one)] == pytest.approx(
        [choice.score_min for choice in kept.choices(one)]
    )


@settings(max_examples=50, deadline=None)
@given(candidates(), CARDS, st.floats(0.5, 50.0), st.floats(0.01, 20.0))
def test_a_nearer_equal_force_is_never_ranked_behind(some: list[Candidate], card: list[CardLine], km: float, nearer: float) -> None:
    line = card[0]
    able = {"capabilities": (line.capability,)}
    # Its id speaks for the far one, so that only the way can speak against it.
    near, far = engine("zz", km, **able), engine("00", km + nearer, **able)  # type: ignore[arg-type]
    advice = recommend(AIM, card, [*some, far, near])
    order = [choice.force_id for found in advice.lines for choice in (*found.chosen, *found.next_best)]
    if "00" in advice.forces():
        assert "zz" in advice.forces()
    if "00" in order:
        assert order.index("zz") < order.index("00")


@settings(max_examples=50, deadline=None)
@given(candidates(), CARDS)
def test_no_shortfall_that_a_better_sharing_out_could_fill(some: list[Candidate], card: list[CardLine]) -> None:
    """Held against every possible sharing out (Hall's condition, tried for each set of lines)."""
    advice = recommend(AIM, card, some)
    usable = [one for one in some if one.held_by == "i" or one.force.id in _free(some)]
    most = 0
    for mask in range(1 << len(card)):
        some_lines = [line for number, line in enumerate(card) if mask >> number & 1]
        wanted = {line.capability for line in some_lines}
        can = sum(bool(wanted & set(_can(one))) for one in usable)
        most = max(most, sum(line.count for line in some_lines) - can)
    assert sum(line.missing for line in advice.lines) == most


def _can(one: Candidate) -> frozenset[str]:
    from console.domain import capabilities

    return capabilities.of(one.force)[0]


def _free(some: list[Candidate]) -> set[str]:
    return {
        one.force.id
        for one in some
        if one.held_by is None and one.reserved_for in (None, "i") and one.force.duty is ForceDuty.AVAILABLE
    }
