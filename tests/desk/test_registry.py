"""Nothing is offered twice, nothing does nothing, every key is told; map and boards point at the same things."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication

from console.app.command import AssignForce
from console.app.incidents import OpenIncident
from console.desk.window import DeskWindow
from console.domain.codes import IncidentKind
from console.domain.entities import Delivery, Incident, Warning
from console.domain.records import PositionRow
from console.seat import Seat
from tests import halls
from tests.desk.conftest import Other, Typist, focus
from tests.desk.test_main_job import choose, open_incident
from widgets.release import ReleaseFace

CTRL = Qt.KeyboardModifier.ControlModifier


def test_each_key_is_bound_once_and_told_in_the_help(desk: DeskWindow, typist: Typist) -> None:
    keys = [deed.key for deed in desk.registry.deeds() if deed.key]
    assert len(keys) == len(set(keys))
    assert {f"F{n}" for n in range(1, 9)} <= set(keys)
    assert {f"Alt+{n}" for n in range(1, 10)} <= set(keys)
    typist.key(Qt.Key.Key_F1)
    told = {QKeySequence(key).toString() for _, rows in desk.help.sections() for key, _ in rows}
    assert {QKeySequence(key).toString() for key in keys} <= told
    typist.key(Qt.Key.Key_F1)
    assert not desk.help.isVisible()


def test_every_deed_acts_or_says_why_not(desk: DeskWindow) -> None:
    """On an empty hall: each either changes what is in sight or is explained in the banner."""
    silent = []
    for deed in desk.registry.deeds():
        if deed.id == "lock":
            continue  # after it nothing acts; test_lock has it
        desk.told.clear()
        before = _look(desk)
        desk.registry.run(deed.id)
        if _look(desk) == before and deed.id not in ("silence", "layout") and not deed.id.startswith("panel_"):
            silent.append(deed.id)
        if desk.sheets.current() is not None:
            desk.sheets.current()._set_aside()  # type: ignore[union-attr]
        desk.help.put_away()
        desk.palette_panel.put_away()
        desk.panels.boards.intake.setFocus()
    assert silent == []


def _look(desk: DeskWindow) -> tuple[Any, ...]:
    windows = sum(widget.isVisible() for widget in QApplication.topLevelWidgets())
    typing = desk.bar.line.hasFocus(), windows
    return (desk.sheets.current_key(), desk.help.isVisible(), desk.palette_panel.isVisible(), desk.told.words(), typing)


def test_the_palette_finds_deeds_and_things_by_initials(desk: DeskWindow, seat: Seat, other: Other, typist: Typist, qtbot: Any) -> None:
    id = open_incident(other)
    choose(desk, seat, qtbot, id)
    assert desk.registry.search("xjb")[0].label == "新接报"
    typist.key(Qt.Key.Key_K, CTRL)
    typist.type("ltjyed")
    typist.key(Qt.Key.Key_Return)
    assert desk.selection.force_id == "f5"
    assert "无坐标" in desk.told.words()  # it never said where it is


def test_f7_goes_to_the_incident_or_says_that_it_has_no_place(
    desk: DeskWindow, seat: Seat, other: Other, typist: Typist, qtbot: Any
) -> None:
    placed = open_incident(other)
    nowhere = other.do(OpenIncident(kind=IncidentKind.OTHER, title="藉口某处", place="藉口镇"))
    choose(desk, seat, qtbot, placed)
    view = desk.map.view
    assert view is not None
    typist.key(Qt.Key.Key_F7)
    assert abs(view.viewport.lat - 34.588) < 0.01 and abs(view.viewport.lon - 105.712) < 0.01
    before = view.viewport
    choose(desk, seat, qtbot, nowhere)
    assert "无坐标" in desk.panels.boards.detail.head.lines()[3]
    typist.key(Qt.Key.Key_F7)
    assert "无坐标" in desk.told.words()
    assert view.viewport == before  # nothing jumped either


def test_map_and_boards_choose_the_same(desk: DeskWindow, seat: Seat, other: Other, qtbot: Any) -> None:
    id = open_incident(other)
    now = datetime.now(UTC)
    with other._executor.store.transaction(halls.GATEWAY, now) as unit:
        unit.add_positions([PositionRow(0, "t-f2", now, now, 34.5, 105.6, None, 20.0, 90.0)])
    view = desk.map.view
    assert view is not None
    qtbot.waitUntil(lambda: len(view._overlay.units.units) == 1 and bool(view._overlay.places.places))
    assert view._overlay.units.units.ids == ("f2",)
    view.go_to(34.5, 105.6, 12)
    middle = QPoint(view.width() // 2, view.height() // 2)
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
    assert desk.selection.force_id == "f2"
    assert desk.panels.boards.forces.current_id() == "f2"
    desk.panels.boards.incidents.setFocus()
    desk.panels.boards.incidents.select_id(id)
    desk.selection.choose_incident(id)
    assert view._overlay.places.selected == id
    with other._executor.store.transaction(halls.GATEWAY, now) as unit:
        unit.add_positions([PositionRow(0, "t-f2", datetime.now(UTC), now, 34.6, 105.7, None, 20.0, 90.0)])
    qtbot.waitUntil(lambda: abs(float(view._overlay.units.units.lat[0]) - 34.6) < 1e-6)


def test_the_unit_on_the_map_has_the_state_of_the_ledger(desk: DeskWindow, seat: Seat, other: Other, qtbot: Any) -> None:
    from maps.model import STATES

    now = datetime.now(UTC)
    with other._executor.store.transaction(halls.GATEWAY, now) as unit:
        unit.add_positions([PositionRow(0, "t-f2", now, now, 34.5, 105.6, None, None, None)])
    view = desk.map.view
    assert view is not None
    layer = view._overlay.units
    qtbot.waitUntil(lambda: len(layer.units) == 1)
    assert STATES[layer.units.states[0]] == "standby"
    other.do(AssignForce(force_id="f2", incident_id=open_incident(other)))
    qtbot.waitUntil(lambda: STATES[layer.units.states[0]] == "assigned")


def test_an_alarm_shows_at_its_panel(desk: DeskWindow, other: Other, qtbot: Any) -> None:
    view = desk.map.view
    assert view is not None
    other.fire()

    def panel() -> Any:
        return next((place for place in view._overlay.places.places if place.id == "panel"), None)

    qtbot.waitUntil(lambda: panel() is not None and panel().severity == "red" and not panel().acknowledged)


def test_a_broadcast_needs_a_second_person(desk: DeskWindow, seat: Seat, other: Other, typist: Typist, qtbot: Any) -> None:
    typist.key(Qt.Key.Key_F6)
    sheet = desk.sheets.current()
    assert sheet is not None
    typist.type("藉河水位上涨, 沿河群众立即转移")
    typist.key(Qt.Key.Key_Tab)
    typist.type("娘娘坝镇、皂郊镇")
    typist.key(Qt.Key.Key_Tab)
    typist.key(Qt.Key.Key_Space)
    typist.key(Qt.Key.Key_Tab)
    typist.key(Qt.Key.Key_Space)
    typist.key(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: desk.parts.broadcast.release.isVisible() and bool(seat.picture.all(Warning)))
    qtbot.waitUntil(lambda: focus() is desk.parts.broadcast.release.control.name)
    warning = seat.picture.all(Warning)[0]
    assert warning.area == ("娘娘坝镇", "皂郊镇") and warning.prepared_by == "li"
    assert desk.parts.broadcast.release.control.face() is ReleaseFace.ARMED
    assert not seat.picture.all(Delivery)

    def release(name: str, phrase: str) -> None:
        desk.parts.broadcast.release.control.release_requested.emit(name, phrase)

    release("wang", "wrong")
    qtbot.waitUntil(lambda: desk.parts.broadcast.release.control.face() is ReleaseFace.REFUSED)
    release("li", "first person here")
    qtbot.waitUntil(lambda: "编制人" in desk.parts.broadcast.release.control._status.toolTip())
    assert not seat.picture.all(Delivery)
    release("wang", halls.SECOND_PASSPHRASE)
    qtbot.waitUntil(lambda: desk.parts.broadcast.release.control.face() is ReleaseFace.RELEASED)
    qtbot.waitUntil(lambda: {d.label for d in seat.picture.all(Delivery)} == {"娘娘坝村广播", "娘娘坝警报器"})


def test_keys_work_in_a_floating_panel(desk: DeskWindow, typist: Typist, qtbot: Any) -> None:
    alarms = desk.panels.docks["alarms"]
    alarms.setFloating(True)
    alarms.go()
    qtbot.waitUntil(lambda: focus() is desk.panels.boards.alarms)
    typist.key(Qt.Key.Key_Slash)
    qtbot.waitUntil(lambda: focus() is desk.bar.line and desk.isActiveWindow())
    alarms.go()
    qtbot.waitUntil(lambda: focus() is desk.panels.boards.alarms)
    typist.key(Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: desk.isActiveWindow() and desk.sheets.current_key() == "log")
    typist.type("abc")
    assert desk.sheets.current().values()["text"] == "abc"  # type: ignore[union-attr]


def test_timeline_has_the_whole_incident(desk: DeskWindow, seat: Seat, other: Other, qtbot: Any) -> None:
    other.fire()
    qtbot.waitUntil(lambda: desk.panels.boards.intake.model().rowCount() == 1)
    desk.parts.reports.open_report(desk.panels.boards.intake.model().id_at(0))
    desk.sheets.current().send()  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: bool(seat.picture.all(Incident)))
    rows = desk.panels.timeline_table

    def lines() -> list[str]:
        return [str(rows.index(row, 1).data()) for row in range(rows.rowCount())]

    qtbot.waitUntil(lambda: len(lines()) == 5)
    assert lines()[0].startswith("确认告警: 玉泉观消防主机 火警")
    assert lines()[1].startswith("立案") and lines()[2].startswith("调度一席 受理接报")
    assert lines()[3].startswith("接报: 自动报警 火灾") and lines()[4].startswith("告警: 玉泉观消防主机 火警")


def test_an_old_incident_is_read_from_the_journal(desk: DeskWindow, seat: Seat, other: Other, qtbot: Any) -> None:
    id = open_incident(other)
    qtbot.waitUntil(lambda: seat.picture.find(Incident, id) is not None)
    seat.picture.facts.clear()  # as if it had happened before this screen was opened
    desk.selection.choose_incident(id)
    rows = desk.panels.timeline_table
    qtbot.waitUntil(lambda: [str(rows.index(r, 1).data())[:2] for r in range(rows.rowCount())] == ["设立", "立案"])


def test_what_is_told_moves_nothing_and_goes_by_itself(desk: DeskWindow, qtbot: Any) -> None:
    before = desk.panels.boards.map_holder.geometry()
    desk.told._timer.setInterval(200)
    desk.tell("某事")
    assert desk.told.isVisible() and desk.told.words() == "某事"
    assert desk.panels.boards.map_holder.geometry() == before
    qtbot.waitUntil(lambda: not desk.told.isVisible())
