"""Life of reports and incidents: who may touch them in which state, and what closes, opens and places them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from console.domain.codes import CommandLevel, Grade, IncidentState, ReportState
from console.domain.entities import Assignment, Command, Incident, IncidentLink, Mayday
from console.domain.refusal import Refused
from console.domain.rules import incidents, merging, response, transfer
from tests.domain.test_duplicates import T0, incident, report

ALL = list(ReportState)
LIVE = (ReportState.WAITING, ReportState.CLAIMED)


def in_state(state: ReportState, seat: str | None = None) -> Any:
    return report(state=state, claimed_by=seat, claimed_at=T0 if seat else None)


@pytest.mark.parametrize("state", [s for s in ALL if s not in LIVE])
def test_what_is_done_is_not_claimed_merged_opened_or_discarded_again(state: ReportState) -> None:
    done = in_state(state)
    deeds = (
        lambda: incidents.claim(done, "甲", T0),
        lambda: incidents.release(done, "甲"),
        lambda: incidents.discard(done, "甲", "误报"),
        lambda: incidents.merge_report(done, incident(), "甲"),
        lambda: incidents.open_incident(incident(), done, "甲"),
    )
    for deed in deeds:
        with pytest.raises(Refused, match="report_done"):
            deed()


def test_what_another_seat_has_is_not_touched() -> None:
    held = in_state(ReportState.CLAIMED, "甲")
    deeds = (
        lambda: incidents.claim(held, "乙", T0),
        lambda: incidents.release(held, "乙"),
        lambda: incidents.discard(held, "乙", "误报"),
        lambda: incidents.merge_report(held, incident(), "乙"),
        lambda: incidents.open_incident(incident(), held, "乙"),
    )
    for deed in deeds:
        with pytest.raises(Refused, match="report_claimed") as no:
            deed()
        assert no.value.details == {"by": "甲", "since": T0}
    assert incidents.claim(held, "甲", T0).by == "甲"


@pytest.mark.parametrize(("age_s", "lapsed"), [(300, False), (301, True)])
def test_a_claim_lapses_once_it_is_stale_and_says_whose_it_was(age_s: int, lapsed: bool) -> None:
    fact = incidents.lapsed(in_state(ReportState.CLAIMED, "甲"), T0 + timedelta(seconds=age_s), 300)
    assert (fact is not None) is lapsed
    assert fact is None or fact.lapsed == "甲"


@pytest.mark.parametrize("state", [s for s in ALL if s is not ReportState.CLAIMED])
def test_only_a_claim_lapses(state: ReportState) -> None:
    assert incidents.lapsed(in_state(state), T0 + timedelta(days=1), 300) is None


def test_a_report_is_put_back_from_where_nothing_came_of_it() -> None:
    for state in (ReportState.DISCARDED, ReportState.MERGED):
        assert incidents.put_back(in_state(state)).report_id == "new"
    for state, code in ((ReportState.OPENED, "report_done"), (ReportState.WAITING, "report_not_done")):
        with pytest.raises(Refused, match=code):
            incidents.put_back(in_state(state))


def test_a_report_is_merged_into_what_is_open() -> None:
    assert incidents.merge_report(report(), incident(), "甲").incident_id == "i"
    with pytest.raises(Refused, match="incident_closed"):
        incidents.merge_report(report(), incident(state=IncidentState.CLOSED), "甲")
    with pytest.raises(Refused, match="incident_merged") as no:
        incidents.merge_report(report(), incident(state=IncidentState.MERGED, merged_into="b"), "甲")
    assert no.value.details["into_id"] == "b"


def test_nobody_missing_and_nobody_committed_is_left_behind() -> None:
    mayday = Mayday(id="m", incident_id="i", force_id="f", cause="par", opened_at=T0)
    with pytest.raises(Refused, match="maydays_open"):
        incidents.close(incident(), [], [mayday], T0)
    with pytest.raises(Refused, match="forces_committed"):
        incidents.close(incident(), [_held("a")], [], T0)
    assert incidents.close(incident(), [], [], T0).closed_at == T0


def test_reopening_is_for_what_is_closed_and_has_its_reason() -> None:
    closed = incident(state=IncidentState.CLOSED)
    assert incidents.reopen(closed, "余火复燃").incident_id == "i"
    for it, why, code in (
        (closed, " ", "reason_missing"),
        (incident(), "x", "incident_open"),
        (incident(state=IncidentState.MERGED, merged_into="b"), "x", "incident_merged"),
    ):
        with pytest.raises(Refused, match=code):
            incidents.reopen(it, why)


@pytest.mark.parametrize(
    ("at", "radius_m", "code"),
    [
        ((34.5, None), None, "place_bad"),
        ((95.0, 105.0), None, "place_bad"),
        ((34.5, 105.7), 0.0, "radius_bad"),
        ((34.5, 105.7), 50_001.0, "radius_bad"),
    ],
)
def test_a_scene_has_a_place_that_can_be(at: tuple[Any, Any], radius_m: float | None, code: str) -> None:
    with pytest.raises(Refused, match=code):
        incidents.place(incident(), *at, radius_m)


def test_placing_keeps_the_larger_event() -> None:
    fact = incidents.place(incident(parent_id="p"), 34.5, 105.7, 800.0)
    assert (fact.parent_id, fact.lat, fact.radius_m) == ("p", 34.5, 800.0)


# ---- grade and response ---------------------------------------------------------------------------------------------------------------

I, II, III, IV = Grade.I, Grade.II, Grade.III, Grade.IV


@pytest.mark.parametrize(
    ("before", "after", "named"),
    [
        ((None, None), (IV, None), False),  # first judgement
        ((IV, None), (II, None), False),  # erring upwards
        ((II, None), (IV, None), True),  # lower grade
        ((IV, None), (IV, IV), True),  # start
        ((IV, IV), (IV, III), True),  # raise
        ((II, II), (II, III), True),  # lower
        ((II, II), (II, None), True),  # end
        ((III, III), (II, III), False),
    ],
)
def test_who_must_be_named(before: tuple[Any, Any], after: tuple[Any, Any], named: bool) -> None:
    now = incident(grade=before[0], response=before[1], basis="旧")
    if named:
        with pytest.raises(Refused, match="decider_missing"):
            response.decide(now, *after, "新依据", " ")
    else:
        assert response.decide(now, *after, "新依据", "").decided_by == ""
    assert response.decide(now, *after, "新依据", "王区长").decided_by == "王区长"


def test_lowering_and_ending_rest_on_words_of_their_own() -> None:
    now = incident(grade=II, response=II, basis="三人被困")
    for after in ((II, III), (II, None), (III, II)):
        with pytest.raises(Refused, match="reason_old"):
            response.decide(now, *after, "三人被困 ", "王区长")
    assert response.decide(now, I, I, "三人被困", "王区长").grade is I
    with pytest.raises(Refused, match="grade_same"):
        response.decide(now, II, II, "三人被困", "王区长")
    assert response.decide(now, II, II, "四人被困", "").basis == "四人被困"


def test_the_level_that_a_grade_wants_is_the_districts_table() -> None:
    assert [response.wanted_level(g) for g in (None, IV, III, II, I)] == [
        CommandLevel.TOWN,
        CommandLevel.DISTRICT,
        CommandLevel.CITY,
        CommandLevel.PROVINCE,
        CommandLevel.PROVINCE,
    ]
    own = response.ResponseTable(levels=dict.fromkeys(Grade, CommandLevel.CITY), deciders={IV: "值班领导"})
    assert response.wanted_level(I, own) is CommandLevel.CITY and response.decider(IV, own) == "值班领导"
    assert response.decider(I, own) == ""
    assert not response.carries(CommandLevel.DISTRICT, III) and response.carries(CommandLevel.CITY, III)


# ---- command passing on ---------------------------------------------------------------------------------------------------------------


def post(id: str = "c1", **changed: Any) -> Command:
    told: dict[str, Any] = {
        "incident_id": "i",
        "level": CommandLevel.DISTRICT,
        "name": "",
        "commander": "王指挥",
        "established_at": T0,
    }
    return Command(id=id, **(told | changed))


def _transfer(new: Command, old: Command | None = None, why: str = "升级") -> Any:
    return transfer.transfer(incident(), old or post(), new, why, sectors=(), held=(), orders=())


def test_a_transfer_changes_something_and_says_why() -> None:
    with pytest.raises(Refused, match="transfer_same"):
        _transfer(post("c2"))
    with pytest.raises(Refused, match="reason_missing"):
        _transfer(post("c2", commander="李"), why=" ")
    with pytest.raises(Refused, match="commander_missing"):
        _transfer(post("c2", commander=" "))
    with pytest.raises(Refused, match="no_command"):
        transfer.transfer(incident(), None, post("c2"), "升级", sectors=(), held=(), orders=())
    with pytest.raises(Refused, match="incident_closed"):
        transfer.transfer(
            incident(state=IncidentState.CLOSED), post(), post("c2", commander="李"), "升级", sectors=(), held=(), orders=()
        )
    assert _transfer(post("c2", partners=("秦安县",))).from_id == "c1"


@pytest.mark.parametrize(
    ("changed", "way"),
    [
        ({"level": CommandLevel.CITY}, "up"),
        ({"level": CommandLevel.TOWN}, "down"),
        ({"commander": "李"}, "sideways"),
        ({"partners": ("秦安县",)}, "joint"),
    ],
)
def test_which_way_a_command_went(changed: dict[str, Any], way: str) -> None:
    assert transfer.direction(post(), post("c2", **changed)) == way


def test_the_chain_is_in_order() -> None:
    second = post("a", established_at=T0 + timedelta(hours=1), previous_id="c1")
    assert [one.id for one in transfer.chain([second, post()])] == ["c1", "a"]


# ---- merging, links, parents ----------------------------------------------------------------------------------------------------------


def _held(id: str, command_id: str = "c1") -> Assignment:
    from console.domain.codes import AssignmentStatus

    return Assignment(
        id=id,
        force_id=f"force-{id}",
        command_id=command_id,
        incident_id="i",
        sector_id=None,
        status=AssignmentStatus.ON_SCENE,
        assigned_at=T0,
        status_at=T0,
    )


def _merge(
    a: Incident, b: Incident, a_post: Command | None = None, b_post: Command | None = None, **more: Any
) -> Any:
    told: dict[str, Any] = {"reports": (), "held": (), "orders": (), "maydays": (), "at": T0, "why": "同一处山洪"}
    return merging.merge(a, b, a_post, b_post, **(told | more))


def test_a_merge_names_everything_that_goes_over() -> None:
    fact = _merge(
        incident("i"), incident("b"), post(), post("c2", incident_id="b"), reports=[report("r")], held=[_held("a1")]
    )
    assert (fact.incident_id, fact.into_id, fact.command_id, fact.into_command_id) == ("i", "b", "c1", "c2")
    assert (fact.report_ids, fact.assignment_ids) == (("r",), ("a1",))


@pytest.mark.parametrize(
    ("a", "b", "more", "code"),
    [
        (incident("i"), incident("i"), {}, "merge_itself"),
        (incident("i", state=IncidentState.CLOSED), incident("b"), {}, "incident_closed"),
        (incident("i"), incident("b", state=IncidentState.MERGED, merged_into="c"), {}, "incident_merged"),
        (incident("i"), incident("b"), {"why": ""}, "reason_missing"),
        (
            incident("i"),
            incident("b"),
            {"maydays": [Mayday(id="m", incident_id="i", force_id="f", cause="par", opened_at=T0)]},
            "maydays_open",
        ),
    ],
)
def test_what_is_not_merged(a: Incident, b: Incident, more: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused, match=code):
        _merge(a, b, **more)


def test_a_command_is_not_lost_in_a_merge() -> None:
    with pytest.raises(Refused, match="merge_other_way") as no:
        _merge(incident("i"), incident("b"), post(), None, held=[_held("a1")])
    assert no.value.details["forces"] == 1
    assert _merge(incident("i"), incident("b"), None, post("c2")).command_id is None


def _link(first: str, second: str, **changed: Any) -> IncidentLink:
    told: dict[str, Any] = {"why": "同一河道", "linked_at": T0, "linked_by": "li"}
    return IncidentLink(id=f"{first}-{second}", first_id=first, second_id=second, **(told | changed))


def test_two_incidents_are_linked_once_either_way() -> None:
    a, b = incident("a"), incident("b")
    assert merging.link(a, b, [], _link("a", "b")).link.first_id == "a"
    for existing in (_link("a", "b"), _link("b", "a")):
        with pytest.raises(Refused, match="linked_already"):
            merging.link(a, b, [existing], _link("a", "b"))
    assert merging.link(a, b, [_link("a", "b", ended_at=T0)], _link("a", "b"))
    with pytest.raises(Refused, match="link_itself"):
        merging.link(a, a, [], _link("a", "a"))
    with pytest.raises(Refused, match="reason_missing"):
        merging.link(a, b, [], _link("a", "b", why=""))
    with pytest.raises(Refused, match="link_ended"):
        merging.unlink(_link("a", "b", ended_at=T0), T0)


def test_a_parent_is_never_below() -> None:
    a, b, c = incident("a", parent_id="b"), incident("b", parent_id="c"), incident("c")
    known = {one.id: one for one in (a, b, c)}
    with pytest.raises(Refused, match="parent_cycle"):
        merging.part_of(c, a, known.get)
    with pytest.raises(Refused, match="parent_cycle"):
        merging.part_of(c, c, known.get)
    with pytest.raises(Refused, match="parent_same"):
        merging.part_of(a, b, known.get)
    assert merging.part_of(a, c, known.get).parent_id == "c"
    assert merging.part_of(a, None, known.get).parent_id is None
    with pytest.raises(Refused, match="incident_closed"):
        merging.part_of(a, replace(c, state=IncidentState.CLOSED), known.get)
