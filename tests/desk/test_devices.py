"""New devices at the desk with real keys: a row as soon as something speaks, a sheet, and everything follows the name."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt

from console.desk.window import DeskWindow
from console.domain.codes import DeviceRole
from console.domain.entities import Alarm, Device, Force
from console.seat import Seat
from radio import messages
from tests.desk.conftest import Other, Typist
from tests.desk.test_people import do_by_palette

ALT, SHIFT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def said(desk: DeskWindow, column: int, row: int = 0) -> str:
    model = desk.parts.devices.board.model()
    return str(model.index(row, column).data())


def test_a_station_appears_tells_what_it_sends_and_gets_its_name(
    desk: DeskWindow, seat: Seat, other: Other, typist: Typist, qtbot: Any
) -> None:
    board = desk.parts.devices.board
    assert board.model().rowCount() == 0
    other.hear("river-9", messages.Reading(protocol="sl651", source="0099887766", element="water_level", value=3.25, unit="m"))
    qtbot.waitUntil(lambda: board.model().rowCount() == 1)
    assert (said(desk, 0), said(desk, 2)) == ("0099887766", "river-9")
    qtbot.waitUntil(lambda: said(desk, 3) == "水位 3.25\u00a0m")
    other.hear("river-9", messages.Status(protocol="sl651", source="0099887766", code="door_open"))
    qtbot.waitUntil(lambda: "「door_open」" in said(desk, 3))
    assert desk.panels.docks["devices"].head.note() == "1"
    typist.key(Qt.Key.Key_N, ALT | SHIFT)
    typist.key(Qt.Key.Key_Return)
    sheet = desk.sheets.current()
    assert sheet is not None and desk.sheets.current_key() == "device"
    assert sheet.values()["role"] == "river_station", "what it measures says what it is"
    assert not sheet.field("owner").isEnabled()
    typist.key(Qt.Key.Key_Tab)
    typist.type("关子水位站")
    typist.key(Qt.Key.Key_Tab)
    typist.type("关子镇")
    typist.key(Qt.Key.Key_Tab)
    typist.type("34.6, 105.4")
    typist.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: board.model().rowCount() == 0)
    device = next(d for d in seat.picture.all(Device) if d.address == "0099887766")
    assert (device.name, device.role, device.lat) == ("关子水位站", DeviceRole.RIVER_STATION, 34.6)
    assert seat.picture.newest_reading(device.id, "water_level") is not None
    assert desk.panels.docks["devices"].head.note() == ""
    qtbot.waitUntil(lambda: desk.names.index.search("关子", ("devices",)) != [])


def test_a_tracker_goes_to_a_force_of_the_register(desk: DeskWindow, seat: Seat, other: Other, typist: Typist, qtbot: Any) -> None:
    other.hear("jt", messages.Position(protocol="jt808", source="13900000001", lat=34.5, lon=105.7, valid=True))
    qtbot.waitUntil(lambda: desk.parts.devices.board.model().rowCount() == 1)
    typist.key(Qt.Key.Key_N, CTRL | ALT)
    sheet = desk.sheets.current()
    assert sheet is not None and sheet.values()["role"] == "tracker" and not sheet.field("place").isEnabled()
    for _ in range(4):
        typist.key(Qt.Key.Key_Tab)
    typist.type("ltjyed")
    typist.key(Qt.Key.Key_Return)
    assert sheet.values()["owner"] == "f5"
    typist.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.parts.devices.board.model().rowCount() == 0)
    tracker = seat.picture.tracker_of("f5")
    assert tracker is not None and (tracker.address, tracker.name) == ("13900000001", "蓝天救援二队")


def test_the_alarm_and_the_report_of_a_nameless_panel_follow_its_name(
    desk: DeskWindow, seat: Seat, other: Other, typist: Typist, qtbot: Any
) -> None:
    other.hear("panel-9", messages.Alarm(protocol="gbt26875", source="0000000000aa", event="fire", state="active", zone="1", text="一楼"))
    alarms = desk.panels.boards.alarms.model()
    qtbot.waitUntil(lambda: alarms.rowCount() == 1 and desk.parts.devices.board.model().rowCount() == 1)
    assert alarms.index(0, 2).data() == "gbt26875 0000000000aa"
    assert "火警" in said(desk, 3)
    typist.key(Qt.Key.Key_N, CTRL | ALT)
    typist.key(Qt.Key.Key_Tab)
    typist.type("卦台山主机")
    typist.key(Qt.Key.Key_Tab)
    typist.type("卦台山")
    typist.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: alarms.index(0, 2).data() == "卦台山主机")
    assert alarms.index(0, 4).data() == "卦台山"
    assert "卦台山" in str(desk.panels.boards.intake.model().index(0, 0).data())
    assert seat.picture.all(Alarm)[0].label == "卦台山主机"


def test_a_radio_that_the_register_knows_is_no_stranger(desk: DeskWindow, seat: Seat, other: Other, qtbot: Any) -> None:
    from dataclasses import replace

    from console.app.command import RegisterForce

    board = desk.parts.devices.board
    other.hear("tetra-1", messages.Call(protocol="tetra", caller_id="7002"))
    qtbot.waitUntil(lambda: board.model().rowCount() == 1)
    force = seat.picture.get(Force, "f2")
    other.do(RegisterForce(force=replace(force, radio_id="7002")))
    qtbot.waitUntil(lambda: board.model().rowCount() == 0)


def test_what_was_named_wrongly_is_corrected(desk: DeskWindow, seat: Seat, typist: Typist, qtbot: Any) -> None:
    do_by_palette(desk, typist, "修改设备")
    assert desk.sheets.current_key() == "device_pick"
    typist.type("上磨")
    typist.key(Qt.Key.Key_Return)
    typist.key(Qt.Key.Key_Return)
    sheet = desk.sheets.current()
    assert sheet is not None and (desk.sheets.current_key(), desk.sheets.current_subject()) == ("device", "river")
    assert (sheet.values()["name"], sheet.values()["place"]) == ("上磨水位站", "上磨")
    sheet.set_values({"place": "上磨桥头"})
    typist.key(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: seat.picture.get(Device, "river").place == "上磨桥头")
