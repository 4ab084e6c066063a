"""Reports and incidents as use cases: claims that lapse, merging without losing anything, links, grades, aims, support, taking back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from console.app import aims, incidents, support
from console.app.alarms import AcknowledgeAlarm
from console.app.command import AssignForce, EstablishCommand, MoveForce, ReportStatus, SetForceDuty, TransferCommand
from console.app.holding import ReserveForce
from console.app.incidents import (
    ClaimReport,
    CloseIncident,
    DiscardReport,
    GradeIncident,
    MergeReport,
    OpenIncident,
    PlaceIncident,
    ReopenIncident,
    RestoreReport,
    TakeReport,
)
from console.app.merging import LinkIncidents, MergeIncident, SetParent, UnlinkIncidents
from console.app.sectors import AddSector, SetSector
from console.app.undo import UndoAssign, UndoDuty, UndoGrade, UndoMove, UndoReport, UndoReserve
from console.domain.codes import (
    AssignmentStatus,
    CommandLevel,
    ForceDuty,
    ForceKind,
    Grade,
    IncidentKind,
    IncidentState,
    NeedState,
    ObjectiveState,
    ParState,
    ReportState,
    Role,
    SectorKind,
    SupportDirection,
    SupportState,
)
from console.domain.entities import (
    Alarm,
    Assignment,
    Command,
    Force,
    ForceRequest,
    Incident,
    IncidentLink,
    Mayday,
    Need,
    Objective,
    OperationalPeriod,
    Order,
    ParRound,
    Report,
    Reservation,
    Sector,
    SupportRequest,
)
from console.domain.facts import ForceRequested, ForceReserved, MaydayOpened, OrderIssued, ParCalled
from console.domain.records import Actor
from console.domain.refusal import Refused
from radio.messages import Alarm as HeardAlarm
from tests.app.conftest import DISPATCHER, OPERATOR, SECOND_SEAT, Scene
from tests.halls import GATEWAY

COMMANDER = Actor(who="wang", seat="指挥席", role=Role.COMMANDER)


def opened(scene: Scene, title: str = "娘娘坝山洪", *, command: bool = True) -> str:
    id = scene.do(OpenIncident(kind=IncidentKind.FLASH_FLOOD, title=title, place="娘娘坝镇"))
    if command:
        scene.do(EstablishCommand(incident_id=id, level=CommandLevel.DISTRICT, commander=f"{title}指挥"))
    return id


def told(scene: Scene) -> str:
    return scene.do(TakeReport(source="phone", kind=IncidentKind.FLASH_FLOOD, place="娘娘坝镇", text="河水上涨"))


def alarmed(scene: Scene) -> Report:
    alarm = HeardAlarm(
        protocol="gbt26875",
        source="000000000379",
        time=scene.now,
        raw="",
        event="fire",
        state="active",
        code="",
        zone="1-3",
        text="感烟",
    )
    scene.hear("panel-1", alarm)
    return scene.find(Report)[0]


def record(scene: Scene, *bodies: object) -> None:
    def work(ctx) -> None:  # type: ignore[no-untyped-def]
        for body in bodies:
            ctx.unit.record(body)

    scene.ctx_do(work)


# ---- the intake -----------------------------------------------------------------------------------------------------------------------


def test_a_stale_claim_is_released_by_the_clock_and_another_seat_may_have_it(scene: Scene) -> None:
    report = told(scene)
    scene.do(ClaimReport(report_id=report))
    scene.later(seconds=299)
    scene.ctx_do(incidents.watch_claims)
    assert scene.get(Report, report).claimed_by == "调度一席"
    with pytest.raises(Refused, match="report_claimed"):
        scene.do(ClaimReport(report_id=report), SECOND_SEAT)
    scene.later(seconds=2)
    scene.ctx_do(incidents.watch_claims)
    scene.ctx_do(incidents.watch_claims)
    assert scene.kinds().count("report_released") == 1, "once, not each second"
    fact = scene.executor.store.last_facts(1)[0]
    assert (fact.who, fact.body.lapsed) == ("gateway", "调度一席")
    assert scene.get(Report, report).state is ReportState.WAITING
    scene.do(ClaimReport(report_id=report), SECOND_SEAT)
    assert scene.get(Report, report).claimed_by == "调度二席"


def test_a_report_merged_into_an_incident_keeps_its_words_and_quiets_its_alarm(scene: Scene) -> None:
    report, incident = alarmed(scene), opened(scene)
    scene.do(MergeReport(report_id=report.id, incident_id=incident))
    merged = scene.get(Report, report.id)
    assert (merged.state, merged.incident_id, merged.text) == (ReportState.MERGED, incident, report.text)
    alarm = scene.get(Alarm, report.alarm_id)
    assert alarm.acknowledged_by == "li"
    assert scene.executor.store.last_facts(2)[0].body.timeline() == incident
    with pytest.raises(Refused, match="report_done"):
        scene.do(OpenIncident(kind=IncidentKind.FIRE, title="x", place="", report_id=report.id))
    scene.do(RestoreReport(report_id=report.id, why="不是一处"))
    back = scene.get(Report, report.id)
    assert (back.state, back.incident_id) == (ReportState.WAITING, None)
    with pytest.raises(Refused, match="already_acknowledged"):
        scene.do(AcknowledgeAlarm(alarm_id=alarm.id))


def test_two_seats_and_one_report_one_wins(scene: Scene) -> None:
    report, incident = told(scene), opened(scene)
    scene.do(ClaimReport(report_id=report), SECOND_SEAT)
    for command in (
        MergeReport(report_id=report, incident_id=incident),
        DiscardReport(report_id=report, why="误报"),
        OpenIncident(kind=IncidentKind.FIRE, title="x", place="", report_id=report),
    ):
        with pytest.raises(Refused, match="report_claimed") as no:
            scene.do(command)
        assert no.value.details["by"] == "调度二席"


# ---- merging incidents ----------------------------------------------------------------------------------------------------------------


def order_of(scene: Scene, id: str, force_id: str, incident_id: str, state: str = "issued") -> Order:
    post = scene.find(Command, incident_id=incident_id, ended_at=None)[0]
    from console.domain.codes import OrderState

    return Order(
        id=id,
        number=1,
        command_id=post.id,
        incident_id=incident_id,
        force_id=force_id,
        text="转移群众",
        issued_at=scene.now,
        issued_by="li",
        answer_by=scene.now + timedelta(minutes=3),
        state=OrderState(state),
    )


def test_a_merge_loses_nothing_and_no_force_is_without_a_command_or_under_two(scene: Scene) -> None:
    gone, stays, third = opened(scene, "甲"), opened(scene, "乙"), opened(scene, "丙")
    report = told(scene)
    scene.do(MergeReport(report_id=report, incident_id=gone))
    (led,) = scene.find(Command, incident_id=gone, ended_at=None)
    lane = scene.find(Sector, command_id=led.id)[0]
    force = scene.do(AssignForce(force_id="f1", incident_id=gone, sector_id=lane.id))
    scene.do(ReportStatus(assignment_id=force, status=AssignmentStatus.ON_SCENE))
    released = scene.do(AssignForce(force_id="f2", incident_id=gone))
    scene.do(ReportStatus(assignment_id=released, status=AssignmentStatus.RELEASED))
    until = scene.now + timedelta(minutes=10)
    record(
        scene,
        OrderIssued(order=order_of(scene, "o-open", "f1", gone), deliveries=()),
        OrderIssued(order=order_of(scene, "o-done", "f1", gone, "done"), deliveries=()),
        ForceReserved(
            reservation=Reservation(
                id="res", force_id="f3", incident_id=gone, reserved_at=scene.now, reserved_by="li", until=until
            )
        ),
        ForceRequested(
            request=ForceRequest(
                id="req",
                force_id="f1",
                incident_id=third,
                holder_incident_id=gone,
                asked_at=scene.now,
                asked_by="li",
                why="",
                answer_by=until,
            )
        ),
        ParCalled(
            round=ParRound(id="par", incident_id=gone, number=1, called_at=scene.now, called_by="li", answer_by=until),
            answers=(),
        ),
    )
    scene.do(aims.OpenPeriod(incident_id=gone, aims="搜救", ends_at=until))
    open_aim = scene.do(aims.SetObjective(incident_id=gone, text="转移三组"))
    done_aim = scene.do(aims.SetObjective(incident_id=gone, text="断电"))
    scene.do(aims.EndObjective(objective_id=done_aim, state=ObjectiveState.REACHED))
    scene.do(aims.SetObjective(incident_id=stays, text="封路"))
    need = scene.do(aims.StateNeed(incident_id=gone, what="帐篷", wanted=200, unit="顶"))
    asked = scene.do(
        support.AskSupport(
            incident_id=gone, direction=SupportDirection.FROM_ABOVE, party="市应急局", what="排涝车", why="不足"
        )
    )
    child = opened(scene, "丁", command=False)
    scene.do(SetParent(incident_id=child, parent_id=gone))
    scene.do(LinkIncidents(first_id=third, second_id=gone, why="同一河道"))

    scene.do(MergeIncident(incident_id=gone, into_id=stays, why="同一处"))

    merged = scene.get(Incident, gone)
    assert (merged.state, merged.merged_into, merged.closed_at) == (IncidentState.MERGED, stays, scene.now)
    (post,) = scene.find(Command, incident_id=stays, ended_at=None)
    assert not scene.find(Command, incident_id=gone, ended_at=None)
    (held,) = scene.find(Assignment, force_id="f1", released_at=None)
    assert (held.id, held.incident_id, held.command_id, held.sector_id) == (force, stays, post.id, None)
    assert held.status is AssignmentStatus.ON_SCENE, "the ledger goes over as it is"
    assert scene.get(Assignment, released).incident_id == gone, "what ended there stays there"
    assert (scene.get(Order, "o-open").incident_id, scene.get(Order, "o-open").command_id) == (stays, post.id)
    assert scene.get(Order, "o-done").incident_id == gone
    assert scene.get(Report, report).incident_id == stays
    assert scene.get(Reservation, "res").ended_at == scene.now
    assert scene.get(ForceRequest, "req").answered_at == scene.now
    assert scene.get(ParRound, "par").state is ParState.CANCELLED
    assert not scene.find(OperationalPeriod, incident_id=gone, ended_at=None)
    aim = scene.get(Objective, open_aim)
    assert (aim.incident_id, aim.number, aim.period_id, aim.state) == (stays, 2, None, ObjectiveState.OPEN)
    assert scene.get(Objective, done_aim).incident_id == gone
    assert scene.get(Need, need).incident_id == stays
    assert scene.get(SupportRequest, asked).incident_id == stays
    assert scene.get(Incident, child).parent_id == stays
    (link,) = scene.find(IncidentLink, ended_at=None)
    assert {link.first_id, link.second_id} == {stays, third} and link.why == "同一河道"
    with pytest.raises(Refused, match="incident_merged"):
        scene.do(AssignForceOrGrade(gone))


def AssignForceOrGrade(incident_id: str) -> GradeIncident:
    return GradeIncident(incident_id=incident_id, grade=Grade.II, response=None, basis="x", decided_by="王")


def test_a_merge_that_would_lose_the_command_goes_the_other_way(scene: Scene) -> None:
    led, bare = opened(scene, "甲"), opened(scene, "乙", command=False)
    scene.do(AssignForce(force_id="f1", incident_id=led))
    with pytest.raises(Refused, match="merge_other_way"):
        scene.do(MergeIncident(incident_id=led, into_id=bare, why="同一处"))
    assert scene.get(Incident, led).state is IncidentState.OPEN
    scene.do(MergeIncident(incident_id=bare, into_id=led, why="同一处"))
    assert scene.get(Incident, bare).merged_into == led


def test_nobody_is_missing_while_paper_is_moved(scene: Scene) -> None:
    gone, stays = opened(scene, "甲"), opened(scene, "乙")
    mayday = Mayday(id="m", incident_id=gone, force_id="f1", cause="call", opened_at=scene.now)
    record(scene, MaydayOpened(mayday=mayday))
    with pytest.raises(Refused, match="maydays_open"):
        scene.do(MergeIncident(incident_id=gone, into_id=stays, why="同一处"))
    with pytest.raises(Refused, match="maydays_open"):
        scene.do(CloseIncident(incident_id=gone, why="完"))
    scene.do(MergeIncident(incident_id=stays, into_id=gone, why="同一处"))


def test_a_part_swallowed_by_its_whole_keeps_the_whole(scene: Scene) -> None:
    whole, part, above = opened(scene, "甲"), opened(scene, "乙"), opened(scene, "丙")
    scene.do(SetParent(incident_id=whole, parent_id=above))
    scene.do(SetParent(incident_id=part, parent_id=whole))
    scene.do(MergeIncident(incident_id=whole, into_id=part, why="实为一处"))
    assert scene.get(Incident, part).parent_id == above


def test_links_and_parents(scene: Scene) -> None:
    a, b = opened(scene, "甲"), opened(scene, "乙")
    link = scene.do(LinkIncidents(first_id=a, second_id=b, why="同一河道"))
    with pytest.raises(Refused, match="linked_already"):
        scene.do(LinkIncidents(first_id=b, second_id=a, why="再来"))
    scene.do(UnlinkIncidents(link_id=link, why="无关"))
    scene.do(LinkIncidents(first_id=b, second_id=a, why="还是有关"))
    scene.do(SetParent(incident_id=a, parent_id=b))
    with pytest.raises(Refused, match="parent_cycle"):
        scene.do(SetParent(incident_id=b, parent_id=a))


# ---- closing and reopening ------------------------------------------------------------------------------------------------------------


def test_what_is_reopened_stays_open_until_a_person_closes_it(scene: Scene) -> None:
    id = opened(scene)
    objective = scene.do(aims.SetObjective(incident_id=id, text="恢复供电"))
    scene.do(CloseIncident(incident_id=id, why="处置完毕"))
    assert scene.get(Objective, objective).state is ObjectiveState.OPEN, "nothing is called reached that was not"
    with pytest.raises(Refused, match="reason_missing"):
        scene.do(ReopenIncident(incident_id=id, why=""))
    scene.do(ReopenIncident(incident_id=id, why="水位再涨"))
    incident = scene.get(Incident, id)
    assert (incident.state, incident.closed_at, incident.reopened) == (IncidentState.OPEN, None, 1)
    with pytest.raises(Refused, match="no_command"):
        scene.do(AssignForce(force_id="f1", incident_id=id))
    before = scene.kinds().count("incident_closed")
    for _ in range(3):
        scene.later(hours=12)
        scene.ctx_do(incidents.watch_claims)
    assert scene.kinds().count("incident_closed") == before
    scene.do(EstablishCommand(incident_id=id, level=CommandLevel.DISTRICT, commander="再任"))
    scene.do(AssignForce(force_id="f1", incident_id=id))
    assert len(scene.find(Command, incident_id=id)) == 2


def test_what_cannot_go_on_without_its_incident_ends_with_it(scene: Scene) -> None:
    id = opened(scene)
    until = scene.now + timedelta(hours=1)
    period = scene.do(aims.OpenPeriod(incident_id=id, aims="搜救", ends_at=until))
    record(
        scene,
        ForceReserved(
            reservation=Reservation(id="res", force_id="f3", incident_id=id, reserved_at=scene.now, reserved_by="li", until=until)
        ),
        ParCalled(
            round=ParRound(id="par", incident_id=id, number=1, called_at=scene.now, called_by="li", answer_by=until), answers=()
        ),
    )
    scene.do(CloseIncident(incident_id=id, why="处置完毕"))
    assert scene.get(OperationalPeriod, period).ended_at == scene.now
    assert scene.get(Reservation, "res").ended_at == scene.now
    assert scene.get(ParRound, "par").state is ParState.CANCELLED


def test_the_scene_has_a_place_and_a_radius(scene: Scene) -> None:
    id = opened(scene)
    scene.do(PlaceIncident(incident_id=id, lat=34.3, lon=105.8, radius_m=800))
    assert (scene.get(Incident, id).lat, scene.get(Incident, id).radius_m) == (34.3, 800)
    with pytest.raises(Refused, match="radius_bad"):
        scene.do(PlaceIncident(incident_id=id, lat=34.3, lon=105.8, radius_m=-1))


# ---- who decides ----------------------------------------------------------------------------------------------------------------------


def test_a_dispatcher_names_who_decided_and_a_commander_decides_himself(scene: Scene) -> None:
    id = opened(scene)
    scene.do(GradeIncident(incident_id=id, grade=Grade.III, response=None, basis="初判"))
    start = {"incident_id": id, "grade": Grade.III, "response": Grade.III}
    with pytest.raises(Refused, match="decider_missing"):
        scene.do(GradeIncident(**start, basis="三人被困"))
    scene.do(GradeIncident(**start, basis="三人被困", decided_by="张副区长"))
    assert scene.get(Incident, id).decided_by == "张副区长"
    with pytest.raises(Refused, match="reason_old"):
        scene.do(GradeIncident(incident_id=id, grade=Grade.III, response=None, basis="三人被困"), COMMANDER)
    scene.do(GradeIncident(incident_id=id, grade=Grade.III, response=None, basis="险情解除"), COMMANDER)
    assert (scene.get(Incident, id).response, scene.get(Incident, id).decided_by) == (None, "wang")
    with pytest.raises(Refused, match="role_may_not"):
        scene.do(GradeIncident(incident_id=id, grade=Grade.I, response=None, basis="x"), OPERATOR)


def test_the_chain_of_command_is_kept_with_reasons_and_partners(scene: Scene) -> None:
    id = opened(scene)
    with pytest.raises(Refused, match="transfer_same"):
        scene.do(TransferCommand(incident_id=id, level=CommandLevel.DISTRICT, commander="娘娘坝山洪指挥", why="无"))
    scene.later(minutes=5)
    scene.do(
        TransferCommand(
            incident_id=id, level=CommandLevel.CITY, commander="李市长", why="跨界", partners=("秦安县", " ", "秦安县")
        )
    )
    first, second = sorted(scene.find(Command, incident_id=id), key=lambda c: c.established_at)
    assert first.ended_at == second.established_at and second.previous_id == first.id
    assert second.partners == ("秦安县",)
    scene.do(CloseIncident(incident_id=id, why="完"))
    with pytest.raises(Refused, match="incident_closed"):
        scene.do(TransferCommand(incident_id=id, level=CommandLevel.CITY, commander="赵", why="x"))


# ---- aims, support, groups ------------------------------------------------------------------------------------------------------------


def test_needs_and_periods_go_on(scene: Scene) -> None:
    id = opened(scene)
    need = scene.do(aims.StateNeed(incident_id=id, what="帐篷", wanted=200, unit="顶"), OPERATOR)
    scene.do(aims.MeetNeed(need_id=need, amount=120, words="民政送到"), OPERATOR)
    scene.do(aims.MeetNeed(need_id=need, amount=80, unit="顶"))
    assert (scene.get(Need, need).met, scene.get(Need, need).state) == (200, NeedState.MET)
    first = scene.do(aims.OpenPeriod(incident_id=id, aims="搜救", ends_at=scene.now + timedelta(hours=4)))
    objective = scene.do(aims.SetObjective(incident_id=id, text="搜完河道"))
    assert scene.get(Objective, objective).period_id == first
    scene.later(hours=1)
    second = scene.do(aims.OpenPeriod(incident_id=id, aims="安置", ends_at=scene.now + timedelta(hours=4)))
    assert scene.get(OperationalPeriod, first).ended_at == scene.now
    assert scene.get(OperationalPeriod, second).number == 2
    assert scene.do(aims.EndPeriod(incident_id=id)) == second
    with pytest.raises(Refused, match="no_period"):
        scene.do(aims.EndPeriod(incident_id=id))


def test_aid_comes_under_the_one_command(scene: Scene) -> None:
    id = opened(scene)
    asked = scene.do(
        support.AskSupport(
            incident_id=id, direction=SupportDirection.FROM_NEIGHBOUR, party="秦安县", what="救援队 1 支", why="不足"
        )
    )
    scene.do(support.AnswerSupport(request_id=asked, state=SupportState.AGREED, words="县应急局张: 40 分钟到"))
    force = scene.do(
        support.TakeInAid(incident_id=id, name="秦安救援队", kind=ForceKind.PROFESSIONAL, jurisdiction="秦安县", crew=20)
    )
    (held,) = scene.find(Assignment, force_id=force, released_at=None)
    (post,) = scene.find(Command, incident_id=id, ended_at=None)
    assert held.command_id == post.id and scene.get(Force, force).jurisdiction == "秦安县"
    scene.do(support.AnswerSupport(request_id=asked, state=SupportState.ARRIVED, words="20 人到场"))
    with pytest.raises(Refused, match="support_ended"):
        scene.do(support.AnswerSupport(request_id=asked, state=SupportState.WITHDRAWN, words="x"))
    bare = opened(scene, "乙", command=False)
    before = len(scene.find(Force))
    with pytest.raises(Refused, match="no_command"):
        scene.do(
            support.TakeInAid(incident_id=bare, name="麦积队", kind=ForceKind.SOCIAL, jurisdiction="麦积区")
        )
    assert len(scene.find(Force)) == before, "all or nothing"


def test_groups_get_other_figures_and_a_second_of_a_kind(scene: Scene) -> None:
    id = opened(scene)
    (post,) = scene.find(Command, incident_id=id, ended_at=None)
    rescue = next(s for s in scene.find(Sector, command_id=post.id) if s.kind is SectorKind.RESCUE)
    scene.do(SetSector(incident_id=id, sector_id=rescue.id, minimum=3, maximum=8))
    assert (scene.get(Sector, rescue.id).minimum, scene.get(Sector, rescue.id).maximum) == (3, 8)
    east = scene.do(AddSector(incident_id=id, kind=SectorKind.RESCUE, minimum=1, maximum=3, name="东侧"))
    scene.do(AssignForce(force_id="f1", incident_id=id, sector_id=east))
    with pytest.raises(Refused, match="sector_name_missing"):
        scene.do(AddSector(incident_id=id, kind=SectorKind.RESCUE, minimum=1, maximum=3))
    other = opened(scene, "乙")
    with pytest.raises(Refused, match="sector_of_another_command"):
        scene.do(SetSector(incident_id=other, sector_id=rescue.id, minimum=1, maximum=2))


# ---- taking back ----------------------------------------------------------------------------------------------------------------------

WHY = "撤销: 点错"


def test_taking_back_says_so_in_the_journal(scene: Scene) -> None:
    id = opened(scene)
    assignment = scene.do(AssignForce(force_id="f1", incident_id=id))
    scene.do(UndoAssign(assignment_id=assignment, why=WHY))
    assert scene.get(Assignment, assignment).released_at == scene.now
    assert scene.executor.store.last_facts(1)[0].why == WHY
    scene.do(AssignForce(force_id="f1", incident_id=id))


def test_what_was_ordered_is_not_taken_back(scene: Scene) -> None:
    id = opened(scene)
    assignment = scene.do(AssignForce(force_id="f1", incident_id=id))
    record(scene, OrderIssued(order=order_of(scene, "o", "f1", id), deliveries=()))
    with pytest.raises(Refused, match="undo_ordered"):
        scene.do(UndoAssign(assignment_id=assignment, why=WHY))
    assert scene.get(Assignment, assignment).released_at is None


def test_move_duty_grade_and_reports_are_taken_back(scene: Scene) -> None:
    id = opened(scene)
    (post,) = scene.find(Command, incident_id=id, ended_at=None)
    rescue = next(s for s in scene.find(Sector, command_id=post.id) if s.kind is SectorKind.RESCUE)
    assignment = scene.do(AssignForce(force_id="f1", incident_id=id))
    scene.do(MoveForce(assignment_id=assignment, sector_id=rescue.id))
    scene.do(UndoMove(assignment_id=assignment, now_sector_id=rescue.id, before_sector_id=None, why=WHY))
    assert scene.get(Assignment, assignment).sector_id is None

    scene.do(SetForceDuty(force_id="f2", duty=ForceDuty.RESTING))
    scene.do(UndoDuty(force_id="f2", now=ForceDuty.RESTING, before=ForceDuty.AVAILABLE, why=WHY))
    assert scene.get(Force, "f2").duty is ForceDuty.AVAILABLE

    scene.do(GradeIncident(incident_id=id, grade=Grade.II, response=Grade.II, basis="误", decided_by="张"))
    scene.do(
        UndoGrade(
            incident_id=id,
            now_grade=Grade.II,
            now_response=Grade.II,
            now_basis="误",
            grade=None,
            response=None,
            basis="",
            decided_by="",
            why=WHY,
        )
    )
    incident = scene.get(Incident, id)
    assert (incident.grade, incident.response, incident.basis, incident.decided_by) == (None, None, "", "")

    for state, deed in (
        (ReportState.CLAIMED, lambda r: ClaimReport(report_id=r)),
        (ReportState.DISCARDED, lambda r: DiscardReport(report_id=r, why="误报")),
        (ReportState.MERGED, lambda r: MergeReport(report_id=r, incident_id=id)),
    ):
        report = told(scene)
        scene.do(deed(report))
        merged = id if state is ReportState.MERGED else None
        scene.do(UndoReport(report_id=report, state=state, incident_id=merged, why=WHY), DISPATCHER)
        assert scene.get(Report, report).state is ReportState.WAITING
        with pytest.raises(Refused, match="undo_changed"):
            scene.do(UndoReport(report_id=report, state=state, incident_id=merged, why=WHY))


def test_who_may_not_do_it_may_not_take_it_back(scene: Scene) -> None:
    id, report = opened(scene), told(scene)
    scene.do(MergeReport(report_id=report, incident_id=id))
    undo = UndoReport(report_id=report, state=ReportState.MERGED, incident_id=id, why=WHY)
    with pytest.raises(Refused, match="role_may_not"):
        scene.do(undo, OPERATOR)
    scene.do(undo)
    scene.do(ClaimReport(report_id=report), OPERATOR)
    scene.do(UndoReport(report_id=report, state=ReportState.CLAIMED, incident_id=None, why=WHY), OPERATOR)


def test_a_reservation_is_taken_back(scene: Scene) -> None:
    id = opened(scene)
    reservation = scene.do(ReserveForce(force_id="f1", incident_id=id))
    scene.do(UndoReserve(reservation_id=reservation, why=WHY))
    assert scene.get(Reservation, reservation).ended_at == scene.now
    with pytest.raises(Refused, match="undo_changed"):
        scene.do(UndoReserve(reservation_id=reservation, why=WHY))


def test_the_gateway_grades_without_a_name(scene: Scene) -> None:
    id = opened(scene)
    scene.do(GradeIncident(incident_id=id, grade=Grade.II, response=Grade.II, basis="联动"), GATEWAY)
    assert scene.get(Incident, id).decided_by == "gateway"
