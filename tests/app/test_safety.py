"""Accountability by the clock: a check that fires by itself, is answered by voice, proxy and radio, and ends in a mayday if it must."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from console import bootstrap
from console.app import watch
from console.app.command import AssignForce, EstablishCommand, RegisterForce, ReportStatus
from console.app.execute import Executor
from console.app.incidents import CloseIncident, OpenIncident
from console.app.safety import AnswerPar, CallPar, CancelPar, DoMaydayStep, EndMayday, OpenMayday, watch_safety
from console.app.warnings import AdvanceDelivery
from console.domain.codes import (
    AssignmentStatus,
    Channel,
    CommandLevel,
    DeliveryState,
    IncidentKind,
    MaydayStep,
    ParAnswerState,
    ParState,
)
from console.domain.entities import Alarm, Assignment, Delivery, Force, Mayday, ParAnswer, ParRound, Report
from console.domain.refusal import Refused
from console.halls import Hall
from console.ids import new_id
from radio import messages
from tests.app.conftest import OPERATOR, Scene
from tests.halls import GATEWAY

RADIO_1 = {"protocol": "tetra", "source": "1001"}


@pytest.fixture
def fire(scene: Scene) -> str:
    """An incident; f1 (data radio) and f2 (voice) are on the scene, f3 is on its way."""
    id = scene.do(OpenIncident(kind=IncidentKind.FIRE, title="玉泉火情", place="玉泉观"))
    scene.do(EstablishCommand(incident_id=id, level=CommandLevel.DISTRICT, commander="王指挥"))
    for force in ("f1", "f2", "f3"):
        held = scene.do(AssignForce(force_id=force, incident_id=id))
        status = AssignmentStatus.EN_ROUTE if force == "f3" else AssignmentStatus.ON_SCENE
        scene.do(ReportStatus(assignment_id=held, status=status))
    return id


def tick(scene: Scene, seconds: float = 1) -> None:
    """Let time pass, second by second where the clock matters, and the gateway look."""
    scene.later(seconds=seconds)
    scene.ctx_do(watch_safety)


def check(scene: Scene) -> ParRound:
    found: list[ParRound] = scene.find(ParRound)
    return max(found, key=lambda r: r.number)


def answers(scene: Scene) -> dict[str, ParAnswer]:
    return {one.force_id: one for one in scene.find(ParAnswer, round_id=check(scene).id)}


def states(scene: Scene) -> dict[str, str]:
    return {force: one.state.value for force, one in answers(scene).items()}


def test_a_check_fires_by_itself_twenty_minutes_after_the_first_arrived(scene: Scene, fire: str) -> None:
    tick(scene, 1199)
    assert not scene.find(ParRound)
    tick(scene)
    assert states(scene) == {"f1": "waiting", "f2": "waiting"}, "who is on the way is not asked"
    assert (check(scene).called_by, check(scene).number, check(scene).state) == ("gateway", 1, ParState.CALLING)
    (call,) = scene.find(Delivery, purpose="par")
    assert (call.channel, call.address, call.expires_at) == (Channel.TETRA, "1001", check(scene).answer_by)
    assert call.text == "人员清点：请立即报告人员安全情况"
    scene.ctx_do(watch_safety)
    assert len(scene.find(ParRound)) == 1


def test_all_heard_ends_it_and_the_next_is_due_a_cadence_later(scene: Scene, fire: str) -> None:
    tick(scene, 1200)
    scene.later(seconds=30)
    scene.do(AnswerPar(incident_id=fire, force_id="f1", crew=11), OPERATOR)
    scene.do(AnswerPar(incident_id=fire, force_id="f2", words="二站十人安全"), OPERATOR)
    assert (check(scene).state, check(scene).ended_at) == (ParState.COMPLETE, scene.now)
    assert (answers(scene)["f1"].crew, answers(scene)["f2"].words, answers(scene)["f2"].by) == (11, "二站十人安全", "zhao")
    with pytest.raises(Refused, match="no_par"):
        scene.do(AnswerPar(incident_id=fire, force_id="f1"), OPERATOR)
    tick(scene, 1199)
    assert check(scene).number == 1
    tick(scene)
    assert check(scene).number == 2


def test_whole_miss_retry_miss_opens_a_mayday_once(scene: Scene, fire: str) -> None:
    tick(scene, 1200)
    scene.do(AnswerPar(incident_id=fire, force_id="f1"), OPERATOR)
    tick(scene, 59)
    assert answers(scene)["f2"].misses == 0
    tick(scene)
    assert (answers(scene)["f2"].misses, states(scene)["f2"], check(scene).state) == (1, "waiting", ParState.CALLING)
    tick(scene, 119)
    assert check(scene).retry_at is not None
    tick(scene)
    assert (check(scene).state, check(scene).retry_at) == (ParState.RETRYING, None)
    tick(scene, 59)
    assert not scene.find(Mayday)
    tick(scene)
    assert (answers(scene)["f2"].misses, states(scene)["f2"], check(scene).state) == (2, "missed", ParState.MISSED)
    (mayday,) = scene.find(Mayday)
    assert (mayday.force_id, mayday.cause, mayday.incident_id, mayday.ended_at) == ("f2", "par", fire, None)
    (alarm,) = scene.find(Alarm, event="mayday")
    assert (alarm.label, alarm.active, alarm.acknowledged, int(alarm.grade)) == ("消防二站", True, False, 1)
    # the next check misses it again: the mayday that stands is enough
    tick(scene, 1200)
    scene.do(AnswerPar(incident_id=fire, force_id="f1"), OPERATOR)
    for seconds in (60, 120, 60):
        tick(scene, seconds)
    assert (check(scene).number, check(scene).state, len(scene.find(Mayday))) == (2, ParState.MISSED, 1)


def test_the_second_call_goes_out_to_data_radios_again_and_a_late_answer_counts(scene: Scene, fire: str) -> None:
    tick(scene, 1200)
    tick(scene, 60)
    scene.later(seconds=20)
    scene.do(AnswerPar(incident_id=fire, force_id="f2"), OPERATOR)
    tick(scene, 100)
    calls = sorted(scene.find(Delivery, purpose="par"), key=lambda d: d.created_at)
    assert [c.text[:6] for c in calls] == ["人员清点：请", "再次人员清点"]
    scene.hear("tetra-1", messages.Text(**RADIO_1, text="一站十二人安全"))
    assert (answers(scene)["f1"].state, answers(scene)["f1"].by) == (ParAnswerState.ANSWERED, "消防一站电台")
    assert (answers(scene)["f1"].words, check(scene).state) == ("一站十二人安全", ParState.COMPLETE)
    assert not scene.find(Mayday)


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ((messages.Status(**RADIO_1, code="8003"),), True),
        ((messages.Text(**RADIO_1, text="安全"),), True),
        ((messages.Position(**RADIO_1, lat=34.5, lon=105.7, valid=True),), False),
        ((messages.Position(**RADIO_1, lat=34.5, lon=105.7, valid=True), messages.Status(**RADIO_1, code="lip_1")), False),
        ((messages.Ack(**RADIO_1, ref="nobody", state="read"),), False),
        ((messages.Text(protocol="tetra", source="4711", text="安全"),), False),
    ],
    ids=["status", "text", "position", "status of a beacon", "receipt", "a stranger"],
)
def test_what_a_person_sends_from_the_radio_of_the_force_is_an_answer(
    scene: Scene, fire: str, said: tuple[messages.Message, ...], heard: bool
) -> None:
    tick(scene, 1200)
    scene.hear("tetra-1", *said)
    assert (states(scene)["f1"] == "answered") is heard


def test_a_radio_that_stands_in_the_register_alone_answers_and_cries_too(scene: Scene, fire: str) -> None:
    scene.do(RegisterForce(force=replace(scene.get(Force, "f2"), radio_id="4711")))
    tick(scene, 1200)
    scene.hear("tetra-1", messages.Text(protocol="tetra", source="4711", text="安全"))
    assert states(scene)["f2"] == "answered"
    scene.hear("tetra-1", messages.Alarm(protocol="tetra", source="4711", event="panic"))
    assert [m.force_id for m in scene.find(Mayday)] == ["f2"]


def test_that_the_call_was_read_is_no_answer(scene: Scene, fire: str) -> None:
    tick(scene, 1200)
    (call,) = scene.find(Delivery, purpose="par")
    scene.do(AdvanceDelivery(delivery_id=call.id, state=DeliveryState.READ, evidence="read"), GATEWAY)
    assert states(scene)["f1"] == "waiting"
    assert scene.executor.store.last_facts(1)[0].body.timeline() == fire


def test_a_call_that_could_not_leave_in_its_window_expires(scene: Scene, fire: str) -> None:
    tick(scene, 1200)
    tick(scene, 60)
    scene.ctx_do(watch.watch_deadlines)
    assert [d.state for d in scene.find(Delivery, purpose="par")] == [DeliveryState.EXPIRED]


def test_a_proxy_answers_with_the_words_heard(scene: Scene, fire: str) -> None:
    scene.do(CallPar(incident_id=fire))
    with pytest.raises(Refused, match="words_missing"):
        scene.do(AnswerPar(incident_id=fire, force_id="f2", proxy="消防一站"), OPERATOR)
    scene.do(AnswerPar(incident_id=fire, force_id="f2", proxy="消防一站", words="看到二站全员在三楼", crew=10), OPERATOR)
    found = answers(scene)["f2"]
    assert (found.state, found.by, found.words, found.crew) == (ParAnswerState.PROXY, "消防一站", "看到二站全员在三楼", 10)
    with pytest.raises(Refused, match="par_answered"):
        scene.do(AnswerPar(incident_id=fire, force_id="f2"), OPERATOR)
    with pytest.raises(Refused, match="par_not_asked"):
        scene.do(AnswerPar(incident_id=fire, force_id="f3"), OPERATOR)


def test_who_is_released_meanwhile_drops_out(scene: Scene, fire: str) -> None:
    tick(scene, 1200)
    scene.do(AnswerPar(incident_id=fire, force_id="f1"), OPERATOR)
    held = scene.find(Assignment, force_id="f2", released_at=None)[0]
    scene.do(ReportStatus(assignment_id=held.id, status=AssignmentStatus.RELEASED))
    tick(scene)
    assert (states(scene)["f2"], check(scene).state) == ("left", ParState.COMPLETE)


def test_by_hand_once_at_a_time_and_cancelled_with_a_reason(scene: Scene, fire: str) -> None:
    scene.do(CallPar(incident_id=fire), OPERATOR)
    assert check(scene).called_by == "zhao"
    with pytest.raises(Refused, match="par_running"):
        scene.do(CallPar(incident_id=fire))
    with pytest.raises(Refused, match="role_may_not"):
        scene.do(CancelPar(incident_id=fire, why="x"), OPERATOR)
    scene.do(CancelPar(incident_id=fire, why="全员撤离"))
    assert check(scene).state is ParState.CANCELLED
    tick(scene, 1199)
    assert check(scene).number == 1
    tick(scene)
    assert check(scene).number == 2
    other = scene.do(OpenIncident(kind=IncidentKind.FIRE, title="别处", place=""))
    with pytest.raises(Refused, match="nobody_on_scene"):
        scene.do(CallPar(incident_id=other))


def test_without_a_cadence_no_check_fires_but_a_called_one_goes_on(scene: Scene, fire: str) -> None:
    scene.executor = replace(scene.executor, figures=replace(scene.executor.figures, par_cadence_s=0, par_misses=1))
    tick(scene, 5000)
    assert not scene.find(ParRound)
    scene.do(CallPar(incident_id=fire))
    tick(scene, 60)
    assert (check(scene).state, len(scene.find(Mayday))) == (ParState.MISSED, 2)


def test_the_last_home_ends_checks(scene: Scene, fire: str) -> None:
    for held in scene.find(Assignment, released_at=None):
        scene.do(ReportStatus(assignment_id=held.id, status=AssignmentStatus.RELEASED))
    tick(scene, 5000)
    assert not scene.find(ParRound)


@pytest.fixture
def second(scene: Scene, tmp_path) -> Iterator[Executor]:  # type: ignore[no-untyped-def]
    """Another process on the same database, as after a crash."""
    executor = Executor(store=bootstrap.open_store(Hall("drill", tmp_path), None), clock=lambda: scene.now, new_id=new_id)
    yield executor
    executor.store.close()


def test_a_gateway_that_died_in_the_middle_is_followed_by_another_at_the_same_times(scene: Scene, fire: str, second: Executor) -> None:
    def look() -> None:
        with second.store.transaction(GATEWAY, scene.now) as unit:
            watch_safety(second.at(unit, GATEWAY, scene.now))

    tick(scene, 1200)
    scene.do(AnswerPar(incident_id=fire, force_id="f1"), OPERATOR)
    scene.executor.store.close()  # the first one is gone
    begun = check(scene).called_at
    seen = []
    for _ in range(250):
        scene.later(seconds=1)
        look()
        kinds = [f.body.kind for f in second.store.last_facts(4) if f.at == scene.now]
        seen += [(int((scene.now - begun).total_seconds()), kind) for kind in kinds]
    assert seen == [
        (60, "par_missed"),
        (60, "par_round_changed"),
        (180, "par_round_changed"),
        (240, "par_missed"),
        (240, "mayday_opened"),
        (240, "alarm_raised"),
        (240, "par_round_changed"),
    ]


def test_an_emergency_of_a_radio_is_a_mayday_of_its_force_once(scene: Scene, fire: str) -> None:
    panic = messages.Alarm(**RADIO_1, event="panic", code="0000")
    scene.hear("tetra-1", panic)
    scene.hear("tetra-1", panic)
    (mayday,) = scene.find(Mayday)
    assert (mayday.force_id, mayday.cause) == ("f1", "call")
    assert [a.event for a in scene.find(Alarm)] == ["panic"], "the radio's own alarm sounds; a second one would be the same cry"
    with pytest.raises(Refused, match="mayday_open"):
        scene.do(OpenMayday(force_id="f1"), OPERATOR)


def test_an_sos_of_a_tracker_is_a_mayday_and_one_of_a_free_force_a_report(scene: Scene, fire: str) -> None:
    scene.hear("gps-f2", messages.Alarm(protocol="nmea", source="gps-f2", event="panic"))
    assert [m.force_id for m in scene.find(Mayday)] == ["f2"]
    scene.hear("gps-f5", messages.Alarm(protocol="nmea", source="gps-f5", event="panic"))
    assert len(scene.find(Mayday)) == 1 and len(scene.find(Report)) == 2
    scene.hear("gps-f1", messages.Alarm(protocol="nmea", source="gps-f1", event="tamper"))
    assert len(scene.find(Mayday)) == 1


def test_a_mayday_is_worked_by_named_persons_and_ended_in_words(scene: Scene, fire: str) -> None:
    mayday = scene.do(OpenMayday(force_id="f2", words="二站呼救, 有人被埋"), OPERATOR)
    assert scene.find(Alarm, event="mayday")[0].active
    scene.do(DoMaydayStep(mayday_id=mayday, step=MaydayStep.SEND_RESCUE))
    scene.do(DoMaydayStep(mayday_id=mayday, step=MaydayStep.CLEAR_CHANNEL), OPERATOR)
    with pytest.raises(Refused, match="step_done") as refused:
        scene.do(DoMaydayStep(mayday_id=mayday, step=MaydayStep.SEND_RESCUE), OPERATOR)
    assert refused.value.details["by"] == "li"
    with pytest.raises(Refused, match="outcome_missing"):
        scene.do(EndMayday(mayday_id=mayday, outcome=""))
    with pytest.raises(Refused, match="role_may_not"):
        scene.do(EndMayday(mayday_id=mayday, outcome="x"), OPERATOR)
    scene.do(EndMayday(mayday_id=mayday, outcome="二人救出, 送医"))
    ended = scene.get(Mayday, mayday)
    assert (ended.outcome, ended.ended_by, len(ended.steps)) == ("二人救出, 送医", "li", 2)
    assert not scene.find(Alarm, event="mayday")[0].active
    again = scene.do(OpenMayday(force_id="f2"))
    assert again != mayday
    with pytest.raises(Refused, match="force_free"):
        scene.do(OpenMayday(force_id="f5"))


def test_an_incident_is_not_over_while_a_mayday_open(scene: Scene, fire: str) -> None:
    mayday = scene.do(OpenMayday(force_id="f2"), OPERATOR)
    for held in scene.find(Assignment, released_at=None):
        scene.do(ReportStatus(assignment_id=held.id, status=AssignmentStatus.RELEASED))
    with pytest.raises(Refused, match="maydays_open"):
        scene.do(CloseIncident(incident_id=fire, why="移交"))
    assert mayday in {entity.id for entity in scene.executor.store.snapshot().entities}
    scene.do(EndMayday(mayday_id=mayday, outcome="人员安全"))
    scene.do(CloseIncident(incident_id=fire, why="移交"))


def test_a_check_of_an_incident_that_is_over_ends_with_it(scene: Scene, fire: str) -> None:
    scene.do(CallPar(incident_id=fire))
    for held in scene.find(Assignment, released_at=None):
        scene.do(ReportStatus(assignment_id=held.id, status=AssignmentStatus.RELEASED))
    scene.do(CloseIncident(incident_id=fire, why="处置完毕"))
    tick(scene)
    assert check(scene).ended_at is not None
    tick(scene, 5000)
    assert check(scene).number == 1 and not scene.find(Mayday)
