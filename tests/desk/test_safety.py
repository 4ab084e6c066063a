"""Checks and maydays at the desk with real keys; nothing that arrives takes the keyboard."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt

from console.app.command import AssignForce, EstablishCommand, ReportStatus
from console.app.incidents import OpenIncident
from console.app.safety import CallPar, OpenMayday, watch_safety
from console.desk.window import DeskWindow
from console.domain.codes import AssignmentStatus, CommandLevel, IncidentKind, ParAnswerState, ParState
from console.domain.entities import Assignment, Mayday, ParAnswer, ParRound
from console.seat import Seat
from radio import messages
from tests import halls
from tests.desk.conftest import Other, Typist, focus
from widgets.roles import AlarmState, Role, Severity

CTRL, ALT, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def fire(desk: DeskWindow, seat: Seat, other: Other, qtbot: Any) -> str:
    """An incident with two forces on its scene, chosen at the desk."""
    id = other.do(OpenIncident(kind=IncidentKind.FIRE, title="玉泉火情", place="玉泉观"))
    other.do(EstablishCommand(incident_id=id, level=CommandLevel.DISTRICT, commander="王建国"))
    for force in ("f1", "f2"):
        held = other.do(AssignForce(force_id=force, incident_id=id))
        other.do(ReportStatus(assignment_id=held, status=AssignmentStatus.ON_SCENE))
    qtbot.waitUntil(lambda: len(seat.picture.all(Assignment, lambda a: a.status is AssignmentStatus.ON_SCENE)) == 2)
    desk.selection.choose_incident(id)
    return id


def answers(seat: Seat) -> dict[str, ParAnswer]:
    return {one.force_id: one for one in seat.picture.all(ParAnswer)}


def test_a_check_is_called_and_answered_by_enter_alone(
    desk: DeskWindow, seat: Seat, other: Other, fire: str, typist: Typist, qtbot: Any
) -> None:
    par = desk.parts.safety.par
    assert par.head_words().startswith("下次清点")
    typist.key(Qt.Key.Key_P, CTRL | ALT)
    qtbot.waitUntil(lambda: bool(seat.picture.all(ParRound)))
    notice = desk.banner.shown()
    assert notice is not None and "2 支力量待应答" in notice.what
    typist.key(Qt.Key.Key_S, ALT | SHIFT)
    assert focus() is par.board and par.board.isVisible()
    typist.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "1/2" in par.head_words())
    typist.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: seat.picture.all(ParRound)[0].state is ParState.COMPLETE)
    assert {one.state for one in answers(seat).values()} == {ParAnswerState.ANSWERED}
    assert desk.banner.shown() is None
    assert par.model.rowCount() == 2, "what was answered stays in sight"


def test_a_proxy_is_written_with_its_words_and_a_short_crew_is_marked(
    desk: DeskWindow, seat: Seat, other: Other, fire: str, typist: Typist, qtbot: Any
) -> None:
    other.do(CallPar(incident_id=fire))
    par = desk.parts.safety.par
    qtbot.waitUntil(lambda: par.model.rowCount() == 2)
    typist.key(Qt.Key.Key_S, ALT | SHIFT)
    par.board.select_id(answers(seat)["f2"].id)
    typist.key(Qt.Key.Key_E, CTRL)
    assert focus() is par.proxy
    typist.type("消防一站")
    typist.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "原话" in par.said())
    assert par.proxy.text() == "消防一站", "what was typed stays"
    typist.key(Qt.Key.Key_Tab)
    assert focus() is par.words
    typist.type("看到八人")
    typist.key(Qt.Key.Key_Tab)
    typist.type("8")
    typist.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: answers(seat)["f2"].state is ParAnswerState.PROXY)
    assert (answers(seat)["f2"].by, answers(seat)["f2"].words, answers(seat)["f2"].crew) == ("消防一站", "看到八人", 8)
    qtbot.waitUntil(lambda: par.words.text() == "" and focus() is par.board)
    row = par.model.row_of(answers(seat)["f2"].id)
    assert par.model.index(row, 3).data() == "8/10" and par.model.index(row, 3).data(Role.TONE) == "orange"
    assert par.model.index(row, 4).data() == "消防一站 代答: 看到八人"


def test_what_arrives_takes_no_keyboard_and_is_the_loudest(
    desk: DeskWindow, seat: Seat, other: Other, fire: str, typist: Typist, qtbot: Any
) -> None:
    typist.key(Qt.Key.Key_F8)
    field = focus()
    typist.type("abc")
    other.do(CallPar(incident_id=fire))
    executor = other._executor
    base = datetime.now(UTC)
    for seconds in (60, 180, 240):
        now = base + timedelta(seconds=seconds + 1)
        with executor.store.transaction(halls.GATEWAY, now) as unit:
            watch_safety(executor.at(unit, halls.GATEWAY, now))
        if seconds == 60:
            qtbot.waitUntil(lambda: desk.banner.shown() is not None and "未应答" in desk.banner.shown().what)
            assert desk.banner.shown().severity is Severity.ORANGE  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: len(seat.picture.all(Mayday)) == 2)
    notice = desk.banner.shown()
    assert notice is not None and notice.severity is Severity.RED and "紧急求救" in notice.what and notice.lasting
    steps = desk.parts.safety.mayday
    qtbot.waitUntil(lambda: steps.model.rowCount() == 12)
    assert steps.model.index(0, 0).data(Role.SEVERITY) == Severity.RED
    assert steps.model.index(0, 0).data(Role.STATE) == AlarmState.UNACKNOWLEDGED
    alarms = desk.panels.boards.alarms.model()
    assert [alarms.index(row, 3).data() for row in range(2)] == ["紧急求救", "紧急求救"]
    assert focus() is field and field.toPlainText() == "abc"  # type: ignore[attr-defined]


def test_a_mayday_is_worked_and_ended_by_keys(
    desk: DeskWindow, seat: Seat, other: Other, fire: str, typist: Typist, qtbot: Any
) -> None:
    place = messages.Position(protocol="nmea", source="gps-f2", lat=34.58812, lon=105.71234, valid=True, time=datetime.now(UTC))
    other.hear("gps-f2", place)
    desk.selection.choose_force("f2")
    typist.key(Qt.Key.Key_M, CTRL | ALT)
    assert desk.sheets.current_key() == "mayday"
    typist.type("二站呼救")
    typist.key(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: bool(seat.picture.all(Mayday)))
    panel = desk.parts.safety.mayday
    qtbot.waitUntil(lambda: panel.model.rowCount() == 6 and seat.picture.tracker_of("f2") is not None)
    assert panel.model.index(0, 1).data() == "34.58812, 105.71234"
    typist.key(Qt.Key.Key_H, CTRL | ALT)
    assert focus() is panel.board and panel.isVisible()
    looked: list[tuple[float, float]] = []
    desk.map.look_at = lambda lat, lon: looked.append((lat, lon))  # type: ignore[method-assign]
    typist.key(Qt.Key.Key_Return)
    assert looked == [(34.58812, 105.71234)], "Enter on the force shows where it was last"
    typist.key(Qt.Key.Key_Down)
    typist.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel.model.index(1, 1).data() == "li")
    typist.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "已由 li" in panel.said())
    typist.key(Qt.Key.Key_Delete)
    assert focus() is panel.outcome
    typist.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "结果" in panel.said())
    typist.type("人员安全")
    typist.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not panel.isVisible() and desk.banner.shown() is None)
    assert other.facts("mayday_ended")[0].outcome == "人员安全"


def test_the_command_bar_calls_answers_and_cries(
    desk: DeskWindow, seat: Seat, other: Other, fire: str, typist: Typist, qtbot: Any
) -> None:
    def line(text: str) -> None:
        qtbot.waitUntil(lambda: desk.bar.text() == "")
        desk.panels.boards.intake.setFocus()
        typist.key(Qt.Key.Key_Slash)
        typist.type(text)
        typist.key(Qt.Key.Key_Return)

    line("清点")
    qtbot.waitUntil(lambda: len(answers(seat)) == 2)
    line("应答 xfyz 十二人安全")
    qtbot.waitUntil(lambda: answers(seat)["f1"].words == "十二人安全")
    line("求救 消防二站 有人被埋")
    qtbot.waitUntil(lambda: [m.force_id for m in seat.picture.all(Mayday)] == ["f2"])


def test_the_radio_answers_on_the_screen(desk: DeskWindow, seat: Seat, other: Other, fire: str, qtbot: Any) -> None:
    other.do(CallPar(incident_id=fire))
    par = desk.parts.safety.par
    qtbot.waitUntil(lambda: par.model.rowCount() == 2)
    row = par.model.row_of(answers(seat)["f1"].id)
    assert par.model.index(row, 4).data() == "短信排队"
    assert par.model.index(par.model.row_of(answers(seat)["f2"].id), 4).data() == "请用话音呼叫"
    other.hear("tetra-1", messages.Text(protocol="tetra", source="1001", text="全员安全"))
    qtbot.waitUntil(lambda: answers(seat)["f1"].state is ParAnswerState.ANSWERED)
    assert par.model.index(par.model.row_of(answers(seat)["f1"].id), 4).data() == "全员安全"


def test_a_cancelled_check_wants_a_reason(desk: DeskWindow, seat: Seat, other: Other, fire: str, typist: Typist, qtbot: Any) -> None:
    desk.registry.run("par_cancel")
    assert "没有进行中的清点" in desk.told.words()
    other.do(CallPar(incident_id=fire))
    qtbot.waitUntil(lambda: bool(seat.picture.all(ParRound)))
    desk.registry.run("par_cancel")
    typist.type("全员撤离")
    typist.key(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: seat.picture.all(ParRound)[0].state is ParState.CANCELLED)


def test_the_work_light_counts_from_the_arrival(desk: DeskWindow, seat: Seat, other: Other, fire: str, qtbot: Any) -> None:
    held = seat.picture.assignment_of("f2")
    assert held is not None
    arrived = held.arrived_at
    other.do(ReportStatus(assignment_id=held.id, status=AssignmentStatus.WORKING))
    qtbot.waitUntil(lambda: seat.picture.get(Assignment, held.id).status is AssignmentStatus.WORKING)
    chip = desk.panels.boards.detail._chip_of(seat.picture.get(Assignment, held.id))
    assert chip.since == arrived != seat.picture.get(Assignment, held.id).status_at


def test_a_mayday_opened_elsewhere_is_followed_from_the_banner(
    desk: DeskWindow, seat: Seat, other: Other, fire: str, qtbot: Any
) -> None:
    other.do(OpenMayday(force_id="f2"))
    qtbot.waitUntil(lambda: desk.banner.shown() is not None)
    desk.banner._act.click()
    assert focus() is desk.parts.safety.mayday.board
