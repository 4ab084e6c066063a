"""Requests, reservations and strays at the desk: real keys, what stands on the screen, and what the journal kept of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from console.app.alarms import RegisterDevice
from console.app.command import AssignForce, EstablishCommand
from console.app.holding import Answer, AnswerForceRequest, RequestForce, ReserveForce, TakeForce
from console.app.incidents import OpenIncident
from console.desk.window import DeskWindow
from console.domain.codes import CommandLevel, DeviceRole, IncidentKind, RequestState
from console.domain.codes import Role as PersonRole
from console.domain.entities import Assignment, Device, ForceRequest, Incident, Presence, Reservation
from console.domain.facts import SceneEntered
from console.domain.records import Actor
from console.ids import new_id
from console.models.picture import Change
from console.seat import Seat
from tests import halls
from tests.desk.conftest import Other, Typist, focus
from widgets.roles import Role, Severity

CTRL, ALT, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
SECOND = Actor(who="wang", seat="指挥席", role=None)


@pytest.fixture
def two(desk: DeskWindow, seat: Seat, other: Other, qtbot: Any) -> tuple[str, str]:
    """玉泉火情 holds 消防一站; 娘娘坝滑坡 is the chosen incident."""
    ids = []
    for title in ("玉泉火情", "娘娘坝滑坡"):
        ids.append(other.do(OpenIncident(kind=IncidentKind.FIRE, title=title, place=title, lat=34.588, lon=105.712)))
        other.do(EstablishCommand(incident_id=ids[-1], level=CommandLevel.DISTRICT, commander=f"{title}王指挥"))
    other.do(AssignForce(force_id="f1", incident_id=ids[0]))
    qtbot.waitUntil(lambda: seat.picture.find(Incident, ids[1]) is not None and seat.picture.assignment_of("f1") is not None)
    desk.selection.choose_incident(ids[1])
    return ids[0], ids[1]


def present(other: Other, incident_id: str, device_id: str, force_id: str | None) -> str:
    """What the gateway's geofence says."""
    id = new_id()
    seen = Presence(id=id, incident_id=incident_id, device_id=device_id, force_id=force_id, entered_at=datetime.now(UTC))
    with other._executor.store.transaction(halls.GATEWAY, datetime.now(UTC)) as unit:
        unit.record(SceneEntered(presence=seen))
    return id


def line(desk: DeskWindow, typist: Typist, qtbot: Any, text: str) -> None:
    typist.key(Qt.Key.Key_Slash, CTRL)
    typist.type(text)
    desk.bar.line.setFocus()
    typist.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not desk.bar.line.isReadOnly())


def test_a_refused_assignment_says_who_holds_it_and_one_key_asks_for_it(
    desk: DeskWindow, seat: Seat, other: Other, two: tuple[str, str], typist: Typist, qtbot: Any
) -> None:
    holder, wanting = two
    desk.parts.forces.assign("f1", wanting, None)
    qtbot.waitUntil(lambda: "玉泉火情王指挥" in desk.told.words())
    assert "消防一站 自" in desk.told.words() and "归「玉泉火情」" in desk.told.words() and "Ctrl+T" in desk.told.words()
    desk.selection.choose_force("f2")  # whatever is chosen meanwhile, the key is about what was refused
    typist.key(Qt.Key.Key_T, CTRL)
    sheet = desk.sheets.current()
    assert sheet is not None and desk.sheets.current_key() == "request" and sheet.values()["force"] == "f1"
    assert focus() is sheet.field("why")
    told = " ".join(label.text() for label in sheet.findChildren(QLabel))
    assert "现归「玉泉火情」" in told and "指挥长 玉泉火情王指挥" in told
    typist.type("坝体开裂")
    typist.key(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(other.facts("force_requested")) == 1)
    asked = other.facts("force_requested")[0].request
    assert (asked.force_id, asked.incident_id, asked.holder_incident_id, asked.why) == ("f1", wanting, holder, "坝体开裂")
    qtbot.waitUntil(lambda: desk.sheets.current() is None)
    assert desk.banner.shown() is None, "one's own request is no news at one's own desk"
    board = desk.parts.holding.board.model()
    assert board.rowCount() == 1
    assert board.index(0, 0).data() == "消防一站" and board.index(0, 1).data() == "商调待答"
    assert board.index(0, 2).data() == "玉泉火情 → 娘娘坝滑坡" and board.index(0, 3).data(Role.DEADLINE) == asked.answer_by


def test_a_request_of_another_seat_stands_in_the_banner_and_one_key_gives(
    desk: DeskWindow, seat: Seat, other: Other, two: tuple[str, str], typist: Typist, qtbot: Any
) -> None:
    _, wanting = two
    typist.key(Qt.Key.Key_Slash, CTRL)
    typist.type("half typ")
    before = focus()
    request = other.do(RequestForce(force_id="f1", incident_id=wanting, why="坝体开裂"), SECOND)
    qtbot.waitUntil(lambda: desk.banner.shown() is not None)
    notice = desk.banner.shown()
    assert notice is not None and notice.severity is Severity.ORANGE and notice.lasting
    assert notice.what == "「娘娘坝滑坡」商调 消防一站 (现属「玉泉火情」): 坝体开裂"
    assert focus() is before and desk.bar.line.text() == "half typ", "nothing that arrives takes the focus"
    panel = desk.panels.docks["requests"]
    assert panel.head.note() == "待答 1"
    typist.key(Qt.Key.Key_D, ALT | SHIFT)
    assert focus() is desk.parts.holding.board
    typist.key(Qt.Key.Key_Space, CTRL)
    qtbot.waitUntil(lambda: len(other.facts("force_handed_over")) == 1)
    over = other.facts("force_handed_over")[0]
    assert (over.incident_id, over.request_id, over.by) == (wanting, request, "li")
    qtbot.waitUntil(lambda: seat.picture.assignment_of("f1").incident_id == wanting)  # type: ignore[union-attr]
    assert desk.banner.shown() is None and panel.head.note() == ""


def test_refusing_wants_a_reason_in_the_sheet(
    desk: DeskWindow, seat: Seat, other: Other, two: tuple[str, str], typist: Typist, qtbot: Any
) -> None:
    request = other.do(RequestForce(force_id="f1", incident_id=two[1], why="坝体开裂"), SECOND)
    qtbot.waitUntil(lambda: desk.parts.holding.board.model().rowCount() == 1)
    typist.key(Qt.Key.Key_D, ALT | SHIFT)
    typist.key(Qt.Key.Key_Delete)
    sheet = desk.sheets.current()
    assert sheet is not None and desk.sheets.current_key() == "answer_request" and sheet.values()["answer"] == "refuse"
    typist.key(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "没有理由" in sheet.problem())
    sheet.field("words").setFocus()
    typist.type("火势未控制")
    typist.key(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(other.facts("force_request_answered")) == 1)
    assert other.facts("force_request_answered")[0].answer == "火势未控制"
    qtbot.waitUntil(lambda: seat.picture.get(ForceRequest, request).state is RequestState.REFUSED)


def test_the_answer_of_another_seat_is_told_to_the_one_who_asked(
    desk: DeskWindow, seat: Seat, other: Other, two: tuple[str, str], typist: Typist, qtbot: Any
) -> None:
    line(desk, typist, qtbot, "商调 消防一站 坝体开裂")
    qtbot.waitUntil(lambda: len(other.facts("force_requested")) == 1)
    request = other.facts("force_requested")[0].request.id
    other.do(AnswerForceRequest(request_id=request, answer=Answer.REFUSE, words="走不开"), SECOND)
    qtbot.waitUntil(lambda: desk.banner.shown() is not None)
    notice = desk.banner.shown()
    assert notice is not None and (notice.what, notice.advice) == ("商调 消防一站: 已拒绝", "走不开") and not notice.lasting


def test_whoever_gives_what_he_asked_for_is_asked_for_the_words(
    desk: DeskWindow, seat: Seat, other: Other, two: tuple[str, str], typist: Typist, qtbot: Any
) -> None:
    line(desk, typist, qtbot, "商调 消防一站 坝体开裂")
    qtbot.waitUntil(lambda: desk.parts.holding.board.model().rowCount() == 1)
    typist.key(Qt.Key.Key_D, ALT | SHIFT)
    typist.key(Qt.Key.Key_Space, CTRL)
    sheet = desk.sheets.current()
    assert sheet is not None and sheet.values()["answer"] == "give" and not other.facts("force_handed_over")
    typist.key(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "何人同意" in sheet.problem())
    sheet.field("words").setFocus()
    typist.type("玉泉现场王指挥同意")
    typist.key(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(other.facts("force_handed_over")) == 1)


def test_a_dispatcher_who_takes_is_told_whose_word_it_needs(
    desk: DeskWindow, seat: Seat, other: Other, two: tuple[str, str], typist: Typist, qtbot: Any
) -> None:
    desk.selection.choose_force("f1")
    typist.key(Qt.Key.Key_Q, CTRL | SHIFT)
    sheet = desk.sheets.current()
    assert sheet is not None and desk.sheets.current_key() == "take" and sheet.values()["force"] == "f1"
    typist.type("坝体将溃")
    typist.key(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "玉泉火情王指挥" in sheet.problem())
    assert "更高一级" in sheet.problem() and not other.facts("force_handed_over")


def test_a_force_taken_by_order_is_told_at_the_other_desks(
    desk: DeskWindow, seat: Seat, other: Other, two: tuple[str, str], typist: Typist, qtbot: Any
) -> None:
    other.do(RequestForce(force_id="f1", incident_id=two[1], why="坝体开裂"), SECOND)
    qtbot.waitUntil(lambda: desk.banner.shown() is not None)
    commander = Actor(who="wang", seat="指挥席", role=PersonRole.COMMANDER)
    other.do(TakeForce(force_id="f1", incident_id=two[1], why="坝体将溃"), commander)
    qtbot.waitUntil(lambda: [n.key.partition(":")[0] for n in desk.banner.notices()] == ["taken"])
    notice = desk.banner.shown()
    assert notice is not None and not notice.lasting
    assert (notice.what, notice.advice) == ("消防一站 被强调 → 「娘娘坝滑坡」 (原属「玉泉火情」)", "wang: 坝体将溃")


def test_after_the_database_came_back_only_what_waits_stands_in_the_banner(
    desk: DeskWindow, seat: Seat, other: Other, two: tuple[str, str], qtbot: Any
) -> None:
    """The picture comes anew as a whole: a notice of what was answered meanwhile must not stay for ever."""
    request = other.do(RequestForce(force_id="f1", incident_id=two[1], why="坝体开裂"), SECOND)
    qtbot.waitUntil(lambda: desk.banner.shown() is not None)
    other.do(AnswerForceRequest(request_id=request, answer=Answer.REFUSE, words="走不开"), SECOND)
    qtbot.waitUntil(lambda: desk.banner.shown() is None)
    waits = other.do(RequestForce(force_id="f1", incident_id=two[1], why="又开裂"), SECOND)
    qtbot.waitUntil(lambda: desk.banner.shown() is not None)
    stale = desk.banner.shown()
    assert stale is not None
    desk.banner.show_notice(replace(stale, key=f"request:{request}"))  # as left from before the outage
    seat.picture.changed.emit(Change(reset=True))
    assert [notice.key for notice in desk.banner.notices()] == [f"request:{waits}"]


def test_offering_by_the_sheet(desk: DeskWindow, seat: Seat, other: Other, two: tuple[str, str], typist: Typist, qtbot: Any) -> None:
    holder, wanting = two
    desk.selection.choose_force("f1")
    typist.key(Qt.Key.Key_T, CTRL | SHIFT)
    sheet = desk.sheets.current()
    assert sheet is not None and sheet.values()["to"] == wanting
    sheet.field("why").setFocus()
    typist.type("火已扑灭")
    typist.key(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(other.facts("force_requested")) == 1)
    offered = other.facts("force_requested")[0].request
    assert (offered.state, offered.holder_incident_id, offered.incident_id) == (RequestState.OFFERED, holder, wanting)


def test_reserving_by_key_and_the_countdown_on_the_board(
    desk: DeskWindow, seat: Seat, other: Other, two: tuple[str, str], typist: Typist, qtbot: Any
) -> None:
    desk.selection.choose_force("f2")
    typist.key(Qt.Key.Key_Y, CTRL | SHIFT)
    qtbot.waitUntil(lambda: seat.picture.reservation_of("f2") is not None)
    forces = desk.panels.boards.forces.model()
    row = next(r for r in range(forces.rowCount()) if forces.index(r, 0).data() == "消防二站")
    assert forces.index(row, 1).data() == "预留" and forces.index(row, 2).data() == "娘娘坝滑坡"
    reserved = seat.picture.reservation_of("f2")
    assert reserved is not None and forces.index(row, 3).data(Role.DEADLINE) == reserved.until
    typist.key(Qt.Key.Key_Y, CTRL | SHIFT)
    qtbot.waitUntil(lambda: seat.picture.reservation_of("f2") is None)
    assert "预留" not in [forces.index(r, 1).data() for r in range(forces.rowCount())]
    line(desk, typist, qtbot, "预留 消防二站 蓝天救援二队")
    qtbot.waitUntil(lambda: len(seat.picture.all(Reservation, lambda r: r.ended_at is None)) == 2)


def test_what_another_reserved_is_refused_with_who_and_until_when(
    desk: DeskWindow, seat: Seat, other: Other, two: tuple[str, str], qtbot: Any
) -> None:
    other.do(ReserveForce(force_id="f2", incident_id=two[0]), Actor(who="qian", seat="调度二席", role=None))
    desk.parts.forces.assign("f2", two[1], None)
    qtbot.waitUntil(lambda: "预留至" in desk.told.words())
    assert "qian" in desk.told.words() and "「玉泉火情」" in desk.told.words()


def test_a_stray_is_shown_in_the_incident_and_taken_with_one_key(
    desk: DeskWindow, seat: Seat, other: Other, two: tuple[str, str], typist: Typist, qtbot: Any
) -> None:
    strays = desk.panels.boards.detail.strays
    assert not strays.isVisible()
    present(other, two[1], "t-f5", "f5")
    qtbot.waitUntil(strays.isVisible)
    assert strays.text() == "现场未编 1: 蓝天救援二队 (未编入)"
    assert "现场未编 1" in str(desk.panels.boards.incidents.model().index(0, 0).data(Role.SUB)) or "现场未编 1" in str(
        desk.panels.boards.incidents.model().index(1, 0).data(Role.SUB)
    )
    assert desk.panels.docks["strays"].head.note() == "1"
    typist.key(Qt.Key.Key_F10)
    qtbot.waitUntil(lambda: seat.picture.assignment_of("f5") is not None)
    held = seat.picture.assignment_of("f5")
    assert held is not None and (held.incident_id, held.status_by) == (two[1], "geofence")
    qtbot.waitUntil(lambda: not strays.isVisible())
    assert desk.parts.scene.board.model().rowCount() == 0
    typist.key(Qt.Key.Key_F10)
    assert "现场没有未编入的力量" in desk.told.words()


def test_the_button_takes_it_too(desk: DeskWindow, seat: Seat, other: Other, two: tuple[str, str], qtbot: Any) -> None:
    present(other, two[1], "t-f5", "f5")
    line_ = desk.panels.boards.detail.strays
    qtbot.waitUntil(line_.isVisible)
    QTest.mouseClick(line_._button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: seat.picture.assignment_of("f5") is not None)


def test_a_stray_that_another_holds_begins_a_request(
    desk: DeskWindow, seat: Seat, other: Other, two: tuple[str, str], typist: Typist, qtbot: Any
) -> None:
    present(other, two[1], "t-f1", "f1")
    qtbot.waitUntil(lambda: desk.parts.scene.board.model().rowCount() == 1)
    assert desk.parts.scene.board.model().index(0, 2).data() == "归「玉泉火情」"
    typist.key(Qt.Key.Key_X, ALT | SHIFT)
    typist.key(Qt.Key.Key_Return)
    sheet = desk.sheets.current()
    assert sheet is not None and desk.sheets.current_key() == "request"
    assert (sheet.values()["force"], desk.sheets.current_subject()) == ("f1", two[1])


def test_a_stranger_gets_a_name_and_comes_under_command(
    desk: DeskWindow, seat: Seat, other: Other, two: tuple[str, str], typist: Typist, qtbot: Any
) -> None:
    other.do(RegisterDevice(device=Device(id="x", protocol="jt808", address="1391", role=DeviceRole.UNKNOWN, name="jt808 1391")))
    present(other, two[1], "x", None)
    qtbot.waitUntil(lambda: desk.parts.scene.board.model().rowCount() == 1)
    assert desk.parts.scene.board.model().index(0, 2).data() == "身份不明"
    typist.key(Qt.Key.Key_F10)
    sheet = desk.sheets.current()
    assert sheet is not None and desk.sheets.current_key() == "stranger"
    typist.type("曙光救援队")
    typist.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(seat.picture.all(Assignment, lambda a: a.incident_id == two[1])))
    assert other.facts("force_registered")[-1].force.name == "曙光救援队"
    qtbot.waitUntil(lambda: desk.parts.scene.board.model().rowCount() == 0)


def test_strays_by_the_command_bar(desk: DeskWindow, seat: Seat, other: Other, two: tuple[str, str], typist: Typist, qtbot: Any) -> None:
    present(other, two[1], "t-f5", "f5")
    present(other, two[1], "t-f3", "f3")
    qtbot.waitUntil(lambda: desk.parts.scene.board.model().rowCount() == 2)
    line(desk, typist, qtbot, "编入 蓝天救援二队 120急救03")
    qtbot.waitUntil(lambda: seat.picture.assignment_of("f5") is not None and seat.picture.assignment_of("f3") is not None)


def test_whom_the_command_let_go_is_on_its_way_home(
    desk: DeskWindow, seat: Seat, other: Other, two: tuple[str, str], qtbot: Any
) -> None:
    from console.app.command import ReportStatus
    from console.app.scene import TakeUnderCommand
    from console.domain.codes import AssignmentStatus

    presence = present(other, two[1], "t-f5", "f5")
    assignment = other.do(TakeUnderCommand(presence_id=presence))
    other.do(ReportStatus(assignment_id=assignment, status=AssignmentStatus.RELEASED))
    qtbot.waitUntil(
        lambda: (found := seat.picture.find(Assignment, assignment)) is not None and found.status is AssignmentStatus.RELEASED
    )
    assert desk.parts.scene.board.model().rowCount() == 0 and not desk.panels.boards.detail.strays.isVisible()
