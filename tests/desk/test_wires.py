"""The wires at the desk with real keys, over a running gateway on real lines."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from console import bootstrap, cli
from console.desk.window import DeskWindow
from console.domain.codes import Role
from console.domain.entities import Alarm, Device
from console.halls import Hall
from console.seat import Seat
from radio.gateways.wires import load_wires
from radio.simulator.lines import PtyLine
from tests import halls
from tests.desk.conftest import OpenDesk, Typist
from tests.desk.test_people import do_by_palette
from tests.radio.gateways.test_switchboard import fire

ALT, SHIFT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
SOURCE = "000000620502"


@pytest.fixture
def line(tmp_path: Path) -> Iterator[PtyLine]:
    made = PtyLine(tmp_path / "lines" / "panel-1")
    yield made
    made.close()


@pytest.fixture
def gateway(hall: Hall, line: PtyLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hall]:
    """Runs in a thread, on one serial line and one that leads nowhere."""
    hall.wires_file.write_text(
        f"""[[wire]]
name = "panel-1"
label = "消防主机"  # the temple's
protocol = "gbt26875"
link = "{tmp_path / "lines" / "panel-1"}"

[[wire]]
name = "river-1"
label = "水位站"
protocol = "sl651"
link = "{tmp_path / "lines" / "nobody"}"
""",
        "utf-8",
    )
    hall.channels_file.write_text("", "utf-8")
    opened, open_bus = [], bootstrap.open_bus
    with monkeypatch.context() as patch:
        patch.setattr(bootstrap, "open_bus", lambda hall: opened.append(open_bus(hall)) or opened[-1])  # type: ignore[func-returns-value]
        made = bootstrap.build_gateway(hall)
    thread = threading.Thread(target=made.run)
    thread.start()
    yield hall
    made.stop()
    thread.join(15)
    for bus in opened:
        bus.close()  # type: ignore[attr-defined]
    assert not thread.is_alive()


@pytest.fixture
def desk(gateway: Hall, seat: Seat, open_desk: OpenDesk, qtbot: Any) -> DeskWindow:
    made = open_desk(seat)
    qtbot.waitUntil(lambda: state(made, 0) == "正常" and state(made, 1).startswith("断"), timeout=8000)
    return made


def state(desk: DeskWindow, row: int) -> str:
    return str(desk.parts.wires.table.index(row, 1).data())


def shown(desk: DeskWindow) -> list[str]:
    """What the monitor says the bytes mean."""
    table = desk.parts.wires.monitor.table
    return [str(table.index(row, 3).data()) for row in range(table.rowCount())]


def test_the_board_says_how_each_wire_is_and_who_hangs_on_it(desk: DeskWindow, seat: Seat, line: PtyLine, qtbot: Any) -> None:
    table = desk.parts.wires.table
    assert [table.index(row, 0).data() for row in range(2)] == ["消防主机", "水位站"]
    assert state(desk, 1) == "断: 端口不存在 – 请检查插头和端口名"
    assert [table.index(row, 8).data() for row in range(2)] == ["玉泉观消防主机", "上磨水位站"]
    line.write(b"noise" + fire(1))
    qtbot.waitUntil(lambda: (table.index(0, 5).data(), table.index(0, 6).data()) == ("1", "1"))
    assert desk.panels.docks["wires"].head.note() == "1/2"
    line.vanish()
    began = time.monotonic()
    qtbot.waitUntil(lambda: state(desk, 0).startswith("断"), timeout=3000)
    qtbot.waitUntil(lambda: any("玉泉观消防主机" in a.text for a in seat.picture.all(Alarm)), timeout=3000)
    assert time.monotonic() - began < 3.0, "said within three seconds, with who hangs on it"


def test_from_the_lamp_to_the_bytes_by_keys_alone(desk: DeskWindow, typist: Typist, line: PtyLine, qtbot: Any) -> None:
    line.write(fire(1))
    typist.key(Qt.Key.Key_0, ALT)
    assert desk.status.lamps.hasFocus()
    names = [wire.id for _, wire in desk.status.lamps._places if wire is not None]
    for _ in range(desk.status.lamps._places.index(next(p for p in desk.status.lamps._places if p[1] and p[1].id == "panel-1"))):
        typist.key(Qt.Key.Key_Right)
    typist.key(Qt.Key.Key_Return)
    assert "panel-1" in names and desk.parts.wires.monitor.wire == "panel-1"
    assert desk.parts.wires.monitor.isVisible() and desk.parts.wires.monitor.board.hasFocus()
    qtbot.waitUntil(lambda: len(shown(desk)) == 2)  # the frame and its answer
    assert shown(desk)[0].startswith(f"{SOURCE}: 火警 动作")
    typist.key(Qt.Key.Key_Home)
    dump = desk.parts.wires.monitor.dump.toPlainText()
    assert dump.split()[1:5] == ["40", "40", "01", "00"]
    assert "event: fire" in desk.parts.wires.monitor.words.toPlainText()
    typist.key(Qt.Key.Key_C, CTRL)
    copied = QGuiApplication.clipboard().text()
    assert fire(1).hex(" ").upper() in copied and "火警" in copied


def test_it_can_be_held_filtered_and_seen_as_bytes(desk: DeskWindow, typist: Typist, line: PtyLine, qtbot: Any) -> None:
    monitor = desk.parts.wires.monitor
    desk.parts.wires.watch("panel-1")
    line.write(fire(1))
    qtbot.waitUntil(lambda: len(shown(desk)) == 2)
    typist.key(Qt.Key.Key_P, CTRL)
    line.write(fire(2))
    qtbot.waitUntil(lambda: "已暂停, 其后 3 行" in monitor.state.text())
    assert len(shown(desk)) == 2
    typist.key(Qt.Key.Key_P, CTRL)
    assert len(shown(desk)) == 4
    monitor.filter.setFocus()
    typist.type("火警")
    assert len(shown(desk)) == 2
    typist.key(Qt.Key.Key_Escape)
    assert monitor.board.hasFocus() and len(shown(desk)) == 4
    monitor.filter.setText(fire(2).hex(" ").upper())
    assert len(shown(desk)) == 1, "hexadecimal digits find bytes"
    monitor.filter.clear()
    monitor.view.setCurrentIndex(1)
    assert [monitor.table.row(n).direction for n in range(4)] == ["in", "out", "in", "out"]  # type: ignore[union-attr]
    typist.key(Qt.Key.Key_PageDown, CTRL)
    assert monitor.wire == "river-1" and shown(desk) == []
    typist.key(Qt.Key.Key_PageUp, CTRL)
    qtbot.waitUntil(lambda: len(shown(desk)) == 4)


def test_out_of_sight_nothing_is_sent_and_back_in_sight_nothing_stands_twice(
    desk: DeskWindow, typist: Typist, line: PtyLine, qtbot: Any
) -> None:
    desk.parts.wires.watch("panel-1")
    line.write(fire(1))
    qtbot.waitUntil(lambda: len(shown(desk)) == 2)
    typist.key(Qt.Key.Key_Escape)
    assert not desk.parts.wires.monitor.isVisible() and desk.parts.wires.wires.watched == ""
    line.write(fire(2))
    qtbot.waitUntil(lambda: desk.parts.wires.table.index(0, 5).data() == "2")
    assert len(shown(desk)) == 2
    typist.key(Qt.Key.Key_M, ALT | SHIFT)
    qtbot.waitUntil(lambda: len(shown(desk)) == 4)


def test_what_is_saved_is_what_decode_reads(
    desk: DeskWindow, typist: Typist, line: PtyLine, qtbot: Any, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    desk.parts.wires.watch("panel-1")
    line.write(fire(1))
    line.write(fire(2))
    qtbot.waitUntil(lambda: len(shown(desk)) == 4)
    typist.key(Qt.Key.Key_S, CTRL)
    sheet = desk.sheets.current()
    assert sheet is not None and desk.sheets.current_key() == "monitor_save"
    path = tmp_path / "saved" / "panel.hex"
    sheet.set_values({"path": str(path)})
    typist.key(Qt.Key.Key_Return)
    qtbot.waitUntil(path.exists)
    assert "oneboard decode gbt26875" in desk.told.words()
    capsys.readouterr()
    assert cli.main(["decode", "gbt26875", str(path), "--hex"]) == 0
    told = [json.loads(row) for row in capsys.readouterr().out.splitlines()]
    assert [one["raw"] for one in told if one["type"] == "alarm"] == [fire(1).hex(), fire(2).hex()]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_new_wire_is_tested_saved_and_its_stranger_waits_for_a_name(
    desk: DeskWindow, seat: Seat, gateway: Hall, typist: Typist, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("console.wire_room.TRIAL_S", 0.6)
    port = free_port()
    do_by_palette(desk, typist, "新建线路")
    qtbot.waitUntil(lambda: desk.sheets.current_key() == "wire")
    sheet = desk.sheets.current()
    assert sheet is not None
    typist.type("车载终端")
    typist.key(Qt.Key.Key_Tab)
    typist.type("dtu")
    typist.key(Qt.Key.Key_Return)
    assert "请填写: 协议" in sheet.problem()
    sheet.set_values({"protocol": "gbt26875", "link": "tcp-listen://127.0.0.1"})
    typist.key(Qt.Key.Key_Return, CTRL)
    assert "缺少端口号" in sheet.problem()
    sheet.set_values({"link": f"tcp-listen://127.0.0.1:{port}", "options": "silent_after_s = sixty"})
    typist.key(Qt.Key.Key_Return, CTRL)
    assert "选项第 1 行写法不对" in sheet.problem()
    sheet.set_values({"options": "silent_after_s = 60"})
    typist.key(Qt.Key.Key_T, ALT)
    told = sheet.findChild(QLabel, "wire-test")
    assert isinstance(told, QLabel)
    qtbot.waitUntil(lambda: "没有收到字节" in told.text(), timeout=8000)
    assert desk.parts.wires.table.rowCount() == 2, "a test puts nothing into service"
    typist.key(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: desk.parts.wires.table.rowCount() == 3 and state(desk, 2) == "正常", timeout=8000)
    assert desk.sheets.current_key() == "" and "车载终端 已保存" in desk.told.words()
    assert "# the temple's" in gateway.wires_file.read_text("utf-8")
    made = load_wires(gateway.wires_file)[-1]
    assert (made.name, made.label, made.options) == ("dtu", "车载终端", {"silent_after_s": 60})
    with contextlib.closing(socket.create_connection(("127.0.0.1", port), timeout=5)) as caller:
        caller.sendall(fire(1))
        qtbot.waitUntil(lambda: desk.parts.devices.table.rowCount() == 1, timeout=8000)
    assert seat.picture.all(Device, lambda d: d.wire == "dtu")[0].address == SOURCE


def test_a_wire_is_changed_and_removed_from_its_row(desk: DeskWindow, gateway: Hall, typist: Typist, qtbot: Any) -> None:
    typist.key(Qt.Key.Key_W, ALT | SHIFT)
    assert desk.parts.wires.board.current_id() == "panel-1"
    typist.key(Qt.Key.Key_Y, CTRL)
    assert "消防主机: 正常" in desk.told.words()
    typist.key(Qt.Key.Key_I, CTRL)
    qtbot.waitUntil(lambda: desk.sheets.current_key() == "wire")
    sheet = desk.sheets.current()
    assert sheet is not None and sheet.values()["protocol"] == "gbt26875" and sheet.values()["baud"] == "9600"
    sheet.set_values({"label": "玉泉观主机"})
    typist.key(Qt.Key.Key_Return, CTRL)
    table = desk.parts.wires.table
    qtbot.waitUntil(lambda: table.index(0, 0).data() == "玉泉观主机", timeout=8000)
    assert 'label = "玉泉观主机"  # the temple\'s' in gateway.wires_file.read_text("utf-8")
    desk.parts.wires.board.setFocus()
    desk.parts.wires.board.select_id("river-1")
    typist.key(Qt.Key.Key_Delete)
    assert desk.sheets.current_key() == "wire_drop" and "上磨水位站" in desk.sheets.current()._owner.text()  # type: ignore[union-attr]
    typist.key(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: table.rowCount() == 1, timeout=8000)
    assert [wire.name for wire in load_wires(gateway.wires_file)] == ["panel-1"]


def test_a_name_that_is_taken_is_said_by_the_gateway_and_the_words_stay(desk: DeskWindow, typist: Typist, qtbot: Any) -> None:
    do_by_palette(desk, typist, "新建线路")
    qtbot.waitUntil(lambda: desk.sheets.current_key() == "wire")
    sheet = desk.sheets.current()
    assert sheet is not None
    sheet.set_values({"label": "另一路", "name": "panel-1", "protocol": "nmea", "link": "COM9"})
    typist.key(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "代号「panel-1」已有另一线路使用" in sheet.problem())
    assert sheet.isVisible() and sheet.values()["label"] == "另一路"


def test_a_pass_word_among_the_options_goes_to_no_disk_and_the_others_stay(
    desk: DeskWindow, gateway: Hall, typist: Typist, qtbot: Any
) -> None:
    text = gateway.wires_file.read_text("utf-8")
    desk.parts.wires.change("panel-1")
    qtbot.waitUntil(lambda: desk.sheets.current_key() == "wire")
    sheet = desk.sheets.current()
    assert sheet is not None
    sheet.set_values({"options": 'password = "of the broker"', "source_hint": "temple"})
    kept = json.dumps(desk.memory.get("drafts"), ensure_ascii=False)
    assert "temple" in kept and "of the broker" not in kept
    typist.key(Qt.Key.Key_Escape)
    desk.parts.wires.change("river-1")
    qtbot.waitUntil(lambda: desk.sheets.current_subject() == "river-1")
    desk.parts.wires.change("panel-1")
    qtbot.waitUntil(lambda: desk.sheets.current_subject() == "panel-1")
    assert (sheet.values()["options"], sheet.values()["source_hint"]) == ("", "temple"), "as the file has them"
    assert gateway.wires_file.read_text("utf-8") == text


def test_a_line_in_use_is_judged_by_its_figures(desk: DeskWindow, typist: Typist, tmp_path: Path, qtbot: Any) -> None:
    do_by_palette(desk, typist, "新建线路")
    qtbot.waitUntil(lambda: desk.sheets.current_key() == "wire")
    sheet = desk.sheets.current()
    assert sheet is not None
    sheet.set_values({"label": "x", "name": "x", "protocol": "gbt26875", "link": str(tmp_path / "lines" / "panel-1")})
    typist.key(Qt.Key.Key_T, ALT)
    told = sheet.findChild(QLabel, "wire-test")
    qtbot.waitUntil(lambda: "该链路正由线路「消防主机」使用" in told.text())  # type: ignore[attr-defined]


def test_a_broken_file_is_told_and_the_wires_run_on(
    desk: DeskWindow, gateway: Hall, line: PtyLine, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("console.wire_room.LOOK_S", 0.1)
    whole = gateway.wires_file.read_text("utf-8")
    gateway.wires_file.write_text(whole + "[[wire]\n", "utf-8")
    qtbot.waitUntil(lambda: desk.banner.shown() is not None and "语法错误" in desk.banner.shown().what, timeout=8000)  # type: ignore[union-attr]
    assert state(desk, 0) == "正常"
    gateway.wires_file.write_text(whole, "utf-8")
    qtbot.waitUntil(lambda: not any("语法错误" in notice.what for notice in desk.banner.notices()), timeout=8000)


def test_who_only_hears_is_told_who_keeps_the_wires(gateway: Hall, open_desk: OpenDesk, typist: Typist, qapp: Any, qtbot: Any) -> None:
    with halls.open_seat(gateway, name="zhao", role=Role.RADIO_OPERATOR, seat="话务席") as operator:
        desk = open_desk(operator)
        qtbot.waitUntil(lambda: desk.parts.wires.table.rowCount() == 2, timeout=8000)
        do_by_palette(desk, typist, "新建线路")
        assert desk.sheets.current_key() == "" and "由管理员办理" in desk.told.words()
        desk.close()


def test_without_a_gateway_nothing_is_known_and_nothing_is_lost(
    seat: Seat, open_desk: OpenDesk, typist: Typist
) -> None:
    desk = open_desk(seat)
    do_by_palette(desk, typist, "新建线路")
    assert "网关未接通" in desk.told.words() and desk.parts.wires.table.rowCount() == 0
    answers: list[Any] = []
    desk.parts.wires.wires.change("put", answers.append, row={}, name=None)
    assert answers == [{"code": "no_gateway"}]
