"""The main job at the desk with real keys: alarm, incident, grade, command, forces, order – on the screen and in the journal."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from console.app.command import AssignForce, EstablishCommand
from console.app.incidents import OpenIncident, TakeReport
from console.app.orders import AdvanceOrder
from console.app.warnings import AdvanceDelivery
from console.desk.window import DeskWindow
from console.domain.codes import AssignmentStatus, CommandLevel, DeliveryState, Grade, IncidentKind, OrderState
from console.domain.entities import Alarm, Command, Delivery, Incident, Order
from console.domain.records import Actor
from console.seat import Seat
from tests.desk.conftest import OpenDesk, Other, Typist, focus, only_alarm
from widgets.roles import AlarmState, Role

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SECOND = Actor(who="wang", seat="指挥席", role=None)


def open_incident(other: Other, title: str = "玉泉观火灾", command: bool = True) -> str:
    id = other.do(OpenIncident(kind=IncidentKind.FIRE, title=title, place="玉泉观", lat=34.588, lon=105.712))
    if command:
        other.do(EstablishCommand(incident_id=id, level=CommandLevel.DISTRICT, commander="王建国"))
    return id


def choose(desk: DeskWindow, seat: Seat, qtbot: Any, id: str) -> None:
    """Once all that was done before is on this screen."""
    found: list[int] = []
    seat.look(lambda store: store.last_facts(1)[0].seq, lambda answer: found.append(answer.value))
    qtbot.waitUntil(lambda: bool(found) and seat.picture.seq >= found[0])
    assert seat.picture.find(Incident, id) is not None
    desk.selection.choose_incident(id)


def test_alarm_becomes_an_incident_by_two_strokes_of_enter(
    desk: DeskWindow, seat: Seat, other: Other, typist: Typist, qtbot: Any
) -> None:
    other.fire()
    intake = desk.panels.boards.intake
    qtbot.waitUntil(lambda: intake.model().rowCount() == 1)
    alarms = desk.panels.boards.alarms.model()
    assert alarms.rowCount() == 1
    assert alarms.index(0, 2).data() == "玉泉观消防主机"
    assert alarms.index(0, 0).data(Role.STATE) == AlarmState.UNACKNOWLEDGED

    typist.key(Qt.Key.Key_1, ALT)
    assert focus() is intake
    typist.key(Qt.Key.Key_Return)
    sheet = desk.sheets.current()
    assert sheet is not None and sheet.isVisible()
    assert sheet.values() == {
        "kind": "fire",
        "title": "玉泉观（演练）火灾",
        "place": "玉泉观（演练）",
        "coordinates": "34.58800, 105.71200",
        "grade": "1",
    }
    qtbot.waitUntil(lambda: "调度一席" in str(intake.model().index(0, 0).data(Role.SUB)))

    typist.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(seat.picture.all(Incident)))
    opened = other.facts("incident_opened")
    assert [(body.incident.title, body.incident.lat, body.incident.grade) for body in opened] == [
        ("玉泉观（演练）火灾", 34.588, Grade.I)
    ]
    assert opened[0].report_id == only_alarm(seat).report_id
    assert only_alarm(seat).acknowledged_by == "li"
    qtbot.waitUntil(lambda: not sheet.isVisible())
    assert desk.selection.incident_id == opened[0].incident.id
    assert intake.model().rowCount() == 0


def test_enter_on_an_alarm_opens_the_sheet_of_its_report(desk: DeskWindow, other: Other, typist: Typist, qtbot: Any) -> None:
    other.fire()
    qtbot.waitUntil(lambda: desk.panels.boards.alarms.model().rowCount() == 1)
    typist.key(Qt.Key.Key_5, ALT)
    typist.key(Qt.Key.Key_Return)
    assert desk.sheets.current_key() == "incident"
    assert desk.sheets.current_subject().startswith("report:")


def test_f3_acknowledges_the_worst_first(desk: DeskWindow, seat: Seat, other: Other, typist: Typist, qtbot: Any) -> None:
    from datetime import UTC, datetime

    from radio import messages

    reading = messages.Reading(
        protocol="sl651", source="0012345678", time=datetime.now(UTC), raw="", element="rain_1h", value=42.5, unit="mm", quality=None
    )
    other.fire()
    other.hear("rain-1", reading)
    qtbot.waitUntil(lambda: len(seat.picture.all(Alarm)) == 2)
    typist.key(Qt.Key.Key_F3)
    qtbot.waitUntil(lambda: len(other.facts("alarm_acknowledged")) == 1)
    fire = next(alarm for alarm in seat.picture.all(Alarm) if alarm.event == "fire")
    assert other.facts("alarm_acknowledged")[0].alarm_id == fire.id
    qtbot.waitUntil(lambda: seat.picture.get(Alarm, fire.id).acknowledged)
    rows = desk.panels.boards.alarms.model()
    assert "42.5 mm" in rows.index(0, 3).data()
    typist.key(Qt.Key.Key_F3)
    qtbot.waitUntil(lambda: len(other.facts("alarm_acknowledged")) == 2)


def test_f3_without_an_alarm_says_so(desk: DeskWindow, typist: Typist) -> None:
    typist.key(Qt.Key.Key_F3)
    assert "没有未确认的告警" in desk.told.words()


def test_grade_and_command_by_keys(desk: DeskWindow, seat: Seat, other: Other, typist: Typist, qtbot: Any) -> None:
    id = open_incident(other, command=False)
    choose(desk, seat, qtbot, id)
    typist.key(Qt.Key.Key_G, CTRL)
    sheet = desk.sheets.current()
    assert sheet is not None
    sheet.field("grade").setFocus()
    typist.key(Qt.Key.Key_Home)
    typist.key(Qt.Key.Key_Down)  # I → II
    typist.key(Qt.Key.Key_Tab)
    for _ in range(3):
        typist.key(Qt.Key.Key_Down)  # III级响应
    typist.key(Qt.Key.Key_Tab)
    typist.type("现场报告三人被困")
    typist.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "由谁决定" in sheet.problem())  # a response is started by somebody who answers for it
    typist.key(Qt.Key.Key_Tab)
    assert "区政府分管负责同志" in focus().placeholderText()  # type: ignore[attr-defined]
    typist.type("张副区长")
    typist.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(other.facts("incident_graded")))
    graded = other.facts("incident_graded")[0]
    assert (graded.grade, graded.response, graded.basis) == (Grade.II, Grade.III, "现场报告三人被困")
    assert graded.decided_by == "张副区长"
    qtbot.waitUntil(lambda: "II级" in desk.panels.boards.detail.head.lines()[1])

    typist.key(Qt.Key.Key_J, CTRL)
    assert desk.sheets.current_key() == "command"
    desk.sheets.current().field("commander").setFocus()  # type: ignore[union-attr]
    typist.type("王建国")
    typist.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(seat.picture.all(Command)))
    assert other.facts("command_established")[0].command.commander == "王建国"
    assert "王建国" in desk.panels.boards.detail.head.lines()[2]


def test_assign_by_initials_and_the_second_incident_is_told_who_holds_it(
    desk: DeskWindow, seat: Seat, other: Other, typist: Typist, qtbot: Any
) -> None:
    first, second = open_incident(other), open_incident(other, "皂郊车祸")
    choose(desk, seat, qtbot, first)
    typist.key(Qt.Key.Key_F4)
    assert desk.sheets.current_key() == "assign"
    typist.type("jj7zd")  # 交警七中队: no such spelling
    assert desk.sheets.current().field("force").chosen() == ""  # type: ignore[union-attr]
    for _ in range(3):
        typist.key(Qt.Key.Key_Backspace)
    typist.type("qzd")
    typist.key(Qt.Key.Key_Return)  # takes the offer
    assert desk.sheets.current().field("force").chosen() == "f4"  # type: ignore[union-attr]
    typist.key(Qt.Key.Key_Return)  # sends
    qtbot.waitUntil(lambda: len(other.facts("force_assigned")) == 1)
    assert other.facts("force_assigned")[0].assignment.incident_id == first
    lanes = desk.panels.boards.detail.lanes
    qtbot.waitUntil(lambda: "f4" in lanes._layout.chip_boxes)
    sector = seat.picture.assignment_of("f4")
    assert sector is not None and sector.sector_id is not None  # 治安交通 was offered for the police

    desk.selection.choose_incident(second)
    typist.key(Qt.Key.Key_F4)
    typist.type("jjqzd")
    typist.key(Qt.Key.Key_Return)
    typist.key(Qt.Key.Key_Return)
    sheet = desk.sheets.current()
    assert sheet is not None
    qtbot.waitUntil(lambda: bool(sheet.problem()))
    assert "交警七中队" in sheet.problem() and "玉泉观火灾" in sheet.problem()
    assert sheet.isVisible()
    assert len(other.facts("force_assigned")) == 1
    assert other.facts("commitment_refused")[0].holder_incident_id == first


def test_a_force_is_dragged_into_a_lane(open_desk: OpenDesk, seat: Seat, other: Other, qtbot: Any) -> None:
    desk = open_desk(seat, size=(790, 790))  # inside the screen of the offscreen platform, else nothing lies under the pointer
    id = open_incident(other)
    choose(desk, seat, qtbot, id)
    forces, lanes = desk.panels.boards.forces, desk.panels.boards.detail.lanes
    qtbot.waitUntil(lambda: bool(lanes._layout.lanes))
    row = next(r for r in range(forces.model().rowCount()) if forces.model().index(r, 0).data(Role.ID) == "f3")
    start = forces.visualRect(forces.model().index(row, 0)).center()
    target = lanes._layout.lanes[0].code
    end = lanes.viewport().mapTo(desk, lanes.lane_box(target).center())
    view = forces.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    for share in (0.3, 0.7, 1.0):
        at = view.mapFrom(desk, end) if share == 1.0 else start + (view.mapFrom(desk, end) - start) * share
        _drag_to(view, QPoint(at))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, view.mapFrom(desk, end))
    qtbot.waitUntil(lambda: bool(other.facts("force_assigned")))
    assert other.facts("force_assigned")[0].assignment.sector_id == target


def _drag_to(widget: Any, at: QPoint) -> None:
    """QTest's mouseMove carries no button; a drag does."""
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication

    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(at),
        QPointF(widget.mapToGlobal(at)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(widget, event)


def test_an_order_by_phrase_and_its_receipts(desk: DeskWindow, seat: Seat, other: Other, typist: Typist, qtbot: Any) -> None:
    id = open_incident(other)
    other.do(AssignForce(force_id="f1", incident_id=id))
    choose(desk, seat, qtbot, id)
    qtbot.waitUntil(lambda: seat.picture.assignment_of("f1") is not None)
    desk.selection.choose_force("f1")
    typist.key(Qt.Key.Key_3, CTRL)
    assert desk.sheets.current_key() == "order"
    values = desk.sheets.current().values()  # type: ignore[union-attr]
    assert (values["to"], values["text"]) == ("force:f1", "疏散楼内和下风方向人员")
    typist.key(Qt.Key.Key_9, CTRL)
    assert desk.sheets.current().values()["text"] == "疏散楼内和下风方向人员 注意安全，设安全员观察"  # type: ignore[union-attr]
    typist.key(Qt.Key.Key_Return, CTRL)
    orders = desk.panels.boards.detail.orders.model()
    qtbot.waitUntil(lambda: orders.rowCount() == 1)
    issued = other.facts("order_issued")[0]
    assert issued.deliveries[0].address == "1001"
    assert orders.index(0, 3).data() == "已下达"
    assert orders.index(0, 4).data(Role.DEADLINE) is not None

    delivery = seat.picture.all(Delivery)[0]
    other.do(AdvanceDelivery(delivery_id=delivery.id, state=DeliveryState.DELIVERED, evidence="sds 1"))
    qtbot.waitUntil(lambda: orders.index(0, 3).data() == "已送达")
    other.do(AdvanceDelivery(delivery_id=delivery.id, state=DeliveryState.READ, evidence="sds 2"))
    qtbot.waitUntil(lambda: orders.index(0, 3).data() == "已签收")

    order = seat.picture.all(Order)[0]
    typist.key(Qt.Key.Key_9, ALT)
    typist.key(Qt.Key.Key_Return)
    sheet = desk.sheets.current()
    assert sheet is not None and desk.sheets.current_key() == "receipt"
    sheet.set_values({"state": OrderState.DONE.value, "words": "群众已全部转移"})
    typist.key(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: seat.picture.get(Order, order.id).state is OrderState.DONE)


def test_the_command_bar_does_the_main_job(desk: DeskWindow, seat: Seat, other: Other, typist: Typist, qtbot: Any) -> None:
    id = open_incident(other, command=False)
    choose(desk, seat, qtbot, id)

    def line(text: str) -> None:
        qtbot.waitUntil(lambda: desk.bar.text() == "")
        desk.panels.boards.intake.setFocus()
        typist.key(Qt.Key.Key_Slash)
        assert focus() is desk.bar.line
        typist.type(text)
        typist.key(Qt.Key.Key_Return)

    line("设指挥部 王建国")
    qtbot.waitUntil(lambda: bool(other.facts("command_established")))
    qtbot.waitUntil(lambda: desk.bar.text() == "" and bool(seat.picture.all(Command)))
    line("p xfyz 抢险")
    qtbot.waitUntil(lambda: bool(other.facts("force_assigned")))
    held = other.facts("force_assigned")[0].assignment
    assert held.force_id == "f1" and held.sector_id is not None
    qtbot.waitUntil(lambda: seat.picture.assignment_of("f1") is not None)
    line("到场 消防一站")
    qtbot.waitUntil(lambda: bool(other.facts("assignment_status_changed")))
    assert other.facts("assignment_status_changed")[0].status is AssignmentStatus.ON_SCENE
    line("zl xfyz 转移三组群众")
    qtbot.waitUntil(lambda: bool(other.facts("order_issued")))
    assert other.facts("order_issued")[0].order.text == "转移三组群众"
    line("dj 2 响应3 由张副区长 三人被困")
    qtbot.waitUntil(lambda: bool(other.facts("incident_graded")))
    graded = other.facts("incident_graded")[0]
    assert (graded.grade, graded.response, graded.basis) == (Grade.II, Grade.III, "三人被困")
    assert graded.decided_by == "张副区长"
    line("记 镇长到场")
    qtbot.waitUntil(lambda: bool(other.facts("log_written")))
    assert other.facts("log_written")[0].entry.incident_id == id
    qtbot.waitUntil(lambda: desk.bar.text() == "")
    line("结案 已处置")
    qtbot.waitUntil(lambda: "未归队" in desk.bar._answer.text())
    assert desk.bar.text() == "结案 已处置"


def test_a_line_that_cannot_be_read_stays_and_says_why(desk: DeskWindow, other: Other, typist: Typist, qtbot: Any) -> None:
    typist.key(Qt.Key.Key_Slash)
    typist.type("p xf")
    typist.key(Qt.Key.Key_Escape)  # the offers go, the words stay
    typist.key(Qt.Key.Key_Return)
    assert "不止一个" in desk.bar._answer.text()
    assert "消防一站" in desk.bar._answer.text() and "消防二站" in desk.bar._answer.text()
    assert desk.bar.text() == "p xf"


def test_a_report_is_held_by_one_seat(desk: DeskWindow, seat: Seat, other: Other, typist: Typist, qtbot: Any) -> None:
    from console.app.incidents import ClaimReport

    report = other.do(TakeReport(source="phone", kind=IncidentKind.FLASH_FLOOD, place="藉口镇", text="河水上涨"))
    other.do(ClaimReport(report_id=report), SECOND)
    qtbot.waitUntil(lambda: "指挥席" in str(desk.panels.boards.intake.model().index(0, 0).data(Role.SUB)))
    typist.key(Qt.Key.Key_1, ALT)
    typist.key(Qt.Key.Key_Return)
    sheet = desk.sheets.current()
    assert sheet is not None
    qtbot.waitUntil(lambda: "指挥席" in sheet.problem())


def test_orders_advance_only_where_they_are(desk: DeskWindow, seat: Seat, other: Other, qtbot: Any) -> None:
    """The orders of another incident are not on this board."""
    first, second = open_incident(other), open_incident(other, "皂郊车祸")
    for force, incident in (("f1", first), ("f2", second)):
        other.do(AssignForce(force_id=force, incident_id=incident))
    from console.app.orders import IssueOrder

    other.do(IssueOrder(incident_id=first, force_id="f1", text="甲"))
    order = other.do(IssueOrder(incident_id=second, force_id="f2", text="乙"))
    other.do(AdvanceOrder(order_id=order, state=OrderState.ACKNOWLEDGED))
    qtbot.waitUntil(lambda: len(seat.picture.all(Order)) == 2 and seat.picture.get(Order, order).state is OrderState.ACKNOWLEDGED)
    rows = desk.panels.boards.detail.orders.model()
    desk.selection.choose_incident(first)
    assert [rows.index(r, 2).data() for r in range(rows.rowCount())] == ["甲"]
    desk.selection.choose_incident(second)
    assert [rows.index(r, 2).data() for r in range(rows.rowCount())] == ["乙"]
