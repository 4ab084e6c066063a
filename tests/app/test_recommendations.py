"""Run cards, supplies, the register, and sending what was recommended: each force by itself, all of it kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from console.app.catalogue import default_cards
from console.app.command import AssignForce, EstablishCommand, RegisterForce, ReportStatus, SetForceDuty
from console.app.incidents import CloseIncident, OpenIncident
from console.app.recommendations import AdoptRunCards, DispatchRecommended, ReportSupplies, Sent, SetRunCard
from console.domain.codes import AssignmentStatus, CommandLevel, ForceDuty, ForceKind, Grade, IncidentKind
from console.domain.entities import Assignment, Force, Recommendation, RunCard, Sector
from console.domain.facts import RunCardSet
from console.domain.refusal import Refused
from console.domain.rules import kept
from console.domain.rules.recommend import recommend
from console.domain.rules.run_cards import CardLine
from console.domain.rules.scoring import Aim, Candidate
from tests.app.conftest import OPERATOR, SECOND_SEAT, Scene


def incident(scene: Scene, title: str = "玉泉火情") -> str:
    id = scene.do(OpenIncident(kind=IncidentKind.FIRE, title=title, place="玉泉观"))
    scene.do(EstablishCommand(incident_id=id, level=CommandLevel.DISTRICT, commander="王指挥"))
    return id


def sending(scene: Scene, incident_id: str, *force_ids: str) -> DispatchRecommended:
    """What the desk sends: a recommendation over the hall's own forces, and what was ticked of it."""
    candidates = [Candidate(force=force) for force in scene.find(Force)]
    aim = Aim(incident_id=incident_id, lat=None, lon=None, now=scene.now)
    advice = recommend(aim, [CardLine("fire_suppression", 2), CardLine("hazmat", 1)], candidates)
    return DispatchRecommended(
        incident_id=incident_id,
        made_at=scene.now,
        forces=advice.forces(),
        reasons=tuple(kept.write(choice) for choice in kept.choices(advice)),
        shortfalls=tuple(kept.write(short) for short in kept.shortfalls(advice)),
        sent=tuple(Sent(force_id=id) for id in force_ids),
    )


def test_what_was_recommended_and_what_was_chosen_are_both_kept(scene: Scene) -> None:
    id = incident(scene)
    command = sending(scene, id, "f1", "f4")
    scene.later(seconds=40)
    kept_as = scene.get(Recommendation, scene.do(command))
    assert kept_as.forces == ("f1", "f2") and kept_as.chosen == ("f1", "f4") and kept_as.refused == ()
    assert kept_as.made_at == scene.now - timedelta(seconds=40) and kept_as.chosen_at == scene.now
    assert kept_as.made_by == "li"
    assert [kept.read_choice(line).force_id for line in kept_as.reasons] == ["f1", "f2"]
    assert [(short.capability, short.missing) for short in map(kept.read_shortfall, kept_as.shortfalls)] == [("hazmat", 1)]
    assert {a.force_id for a in scene.find(Assignment, incident_id=id, released_at=None)} == {"f1", "f4"}
    assert scene.kinds()[-3:] == ["force_assigned", "force_assigned", "recommendation_kept"]


def test_a_force_lost_to_another_seat_does_not_hold_up_the_others(scene: Scene) -> None:
    first, second = incident(scene), incident(scene, "娘娘坝滑坡")
    command = sending(scene, first, "f1", "f2", "f3")
    scene.do(AssignForce(force_id="f1", incident_id=second), SECOND_SEAT)
    scene.do(SetForceDuty(force_id="f3", duty=ForceDuty.RESTING), OPERATOR)
    found = scene.get(Recommendation, scene.do(command))
    assert found.chosen == ("f2",)
    assert [kept.read_refused(line) for line in found.refused] == [("f1", "already_committed"), ("f3", "force_unavailable")]
    assert [a.force_id for a in scene.find(Assignment, incident_id=first, released_at=None)] == ["f2"]
    tried = [fact.body for fact in scene.executor.store.last_facts(10) if fact.body.kind == "commitment_refused"]
    assert [(body.force_id, body.incident_id, body.holder_incident_id) for body in tried] == [("f1", first, second)]
    assert scene.executor.store.verify() is None


def test_everything_refused_is_kept_too(scene: Scene) -> None:
    first, second = incident(scene), incident(scene, "娘娘坝滑坡")
    command = sending(scene, first, "f1")
    scene.do(AssignForce(force_id="f1", incident_id=second))
    found = scene.get(Recommendation, scene.do(command))
    assert (found.chosen, len(found.refused)) == ((), 1)


def test_a_force_ticked_twice_is_sent_once(scene: Scene) -> None:
    id = incident(scene)
    found = scene.get(Recommendation, scene.do(sending(scene, id, "f1", "f1")))
    assert (found.chosen, found.refused) == (("f1",), ())


def test_forces_go_into_the_sectors_that_were_said(scene: Scene) -> None:
    id = incident(scene)
    sector = next(s for s in scene.find(Sector) if s.kind == "rescue")
    scene.do(replace(sending(scene, id), sent=(Sent(force_id="f1", sector_id=sector.id), Sent(force_id="f2"))))
    assert {a.force_id: a.sector_id for a in scene.find(Assignment, incident_id=id)} == {"f1": sector.id, "f2": None}


def test_nothing_is_sent_without_a_command_to_a_closed_incident_or_without_a_choice(scene: Scene) -> None:
    bare = scene.do(OpenIncident(kind=IncidentKind.FIRE, title="火", place=""))
    with pytest.raises(Refused, match="no_command"):
        scene.do(sending(scene, bare, "f1"))
    id = incident(scene)
    with pytest.raises(Refused, match="nothing_chosen"):
        scene.do(sending(scene, id))
    scene.do(CloseIncident(incident_id=id, why="误报"))
    with pytest.raises(Refused, match="incident_closed"):
        scene.do(sending(scene, id, "f1"))
    assert not scene.find(Recommendation)


def test_a_card_is_written_and_written_anew(scene: Scene) -> None:
    card = SetRunCard(kind=IncidentKind.FIRE, level=Grade.IV, lines=("fire_suppression|1|5",))
    assert scene.do(card) == "fire/4"
    with pytest.raises(Refused, match="card_same"):
        scene.do(card)
    scene.do(SetRunCard(kind=IncidentKind.FIRE, level=Grade.IV, lines=("fire_suppression | 2",)))
    assert scene.get(RunCard, "fire/4").lines == ("fire_suppression|2|",)


def test_the_program_s_cards_fill_the_gaps_and_leave_the_hall_s_own(scene: Scene) -> None:
    scene.do(SetRunCard(kind=IncidentKind.FIRE, level=Grade.IV, lines=("drone|1|",)))
    scene.executor.execute(SECOND_SEAT, AdoptRunCards())
    cards = {card.id: card for card in scene.find(RunCard)}
    assert cards["fire/4"].lines == ("drone|1|",)
    assert all(cards[card.id] == card for card in default_cards() if card.id != "fire/4")
    with pytest.raises(Refused, match="cards_there"):
        scene.executor.execute(SECOND_SEAT, AdoptRunCards())



def test_supplies_are_as_of_the_report_and_what_was_not_said_is_unknown(scene: Scene) -> None:
    scene.do(ReportSupplies(force_id="f1", fuel_percent=60.0, water_l=2000.0), OPERATOR)
    scene.later(minutes=10)
    scene.do(ReportSupplies(force_id="f1", fuel_percent=40.0), OPERATOR)
    force = scene.get(Force, "f1")
    assert (force.fuel_percent, force.water_l, force.supplies_at) == (40.0, None, scene.now)
    for bad in ({"fuel_percent": 101.0}, {"fuel_percent": -1.0}, {"water_l": -1.0}):
        with pytest.raises(Refused, match="supplies_bad"):
            scene.do(ReportSupplies(force_id="f1", **bad))
    with pytest.raises(Refused, match="supplies_missing"):
        scene.do(ReportSupplies(force_id="f1"))


def test_a_correction_of_the_register_leaves_what_is_reported_alone(scene: Scene) -> None:
    seen = scene.get(Force, "f1")
    id = incident(scene)
    assignment = scene.do(AssignForce(force_id="f1", incident_id=id))
    scene.do(ReportStatus(assignment_id=assignment, status=AssignmentStatus.RELEASED))
    scene.do(ReportSupplies(force_id="f1", fuel_percent=10.0))
    scene.do(SetForceDuty(force_id="f1", duty=ForceDuty.RESTING))
    scene.do(RegisterForce(force=replace(seen, name=" 消防特勤站 ", capabilities=("drone", "drone"), town="太京镇", lat=34.5, lon=105.6)))
    force = scene.get(Force, "f1")
    assert (force.name, force.capabilities, force.town) == ("消防特勤站", ("drone",), "太京镇")
    assert (force.duty, force.fuel_percent, force.free_since) == (ForceDuty.RESTING, 10.0, scene.now)


@pytest.mark.parametrize(
    ("code", "wrong"),
    [
        ("title_missing", {"name": " "}),
        ("place_bad", {"lat": 34.5}),
        ("place_bad", {"lat": 91.0, "lon": 1.0}),
        ("place_bad", {"lat": 1.0, "lon": -181.0}),
        ("crew_bad", {"crew": -1}),
        ("crew_bad", {"crew": 1000}),
        ("capability_bad", {"capabilities": ("a|b",)}),
        ("radio_taken", {"radio_id": "1001"}),
    ],
)
def test_what_may_not_stand_in_the_register(scene: Scene, code: str, wrong: dict[str, object]) -> None:
    scene.do(RegisterForce(force=Force(id="n1", name="甲", kind=ForceKind.SOCIAL, radio_id="1001")))
    with pytest.raises(Refused, match=code):
        scene.do(RegisterForce(force=replace(Force(id="n2", name="乙", kind=ForceKind.SOCIAL, radio_id="1002"), **wrong)))  # type: ignore[arg-type]


def test_a_force_keeps_its_own_radio_when_it_is_corrected(scene: Scene) -> None:
    mine = Force(id="n1", name="甲", kind=ForceKind.SOCIAL, radio_id="1001")
    scene.do(RegisterForce(force=mine))
    scene.do(RegisterForce(force=replace(mine, name="乙")))
    assert scene.get(Force, "n1").name == "乙"


def test_the_cards_are_facts_like_any_other(scene: Scene) -> None:
    scene.do(SetRunCard(kind=IncidentKind.MINE, level=Grade.I, lines=("mine_rescue|4|6",)))
    body = scene.executor.store.last_facts(1)[0].body
    assert isinstance(body, RunCardSet) and body.card.kind is IncidentKind.MINE
