"""What arrives never takes the keyboard, nothing typed is lost, and the desk says how it stands with its hall."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt

from console.desk.window import DeskWindow
from console.domain.entities import Alarm, Incident, LogEntry, Report
from console.halls import Hall
from console.memory import Memory
from console.seat import Seat
from tests import halls
from tests.desk.conftest import OpenDesk, Other, Typist, focus
from tests.desk.test_main_job import choose, open_incident
from widgets.lamps import WireState

ALT = Qt.KeyboardModifier.AltModifier


def test_fifty_alarms_take_neither_focus_nor_words(desk: DeskWindow, seat: Seat, other: Other, typist: Typist, qtbot: Any) -> None:
    id = open_incident(other)
    choose(desk, seat, qtbot, id)
    typist.key(Qt.Key.Key_F8)
    typed = "转移群众四十三人, 安置在中学操场, 缺帐篷"
    line = focus()
    for number, letter in enumerate(typed * 2):
        typist.type(letter)
        if number < 50 and number % 2 == 0:
            other.fire(f"2-{number}")
            other.fire(f"3-{number}")
        assert focus() is line
    qtbot.waitUntil(lambda: len(seat.picture.all(Alarm)) >= 38, timeout=10_000)
    assert focus() is line
    assert desk.sheets.current().values()["text"] == (typed * 2).strip()  # type: ignore[union-attr]
    assert desk.selection.incident_id == id
    typist.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(seat.picture.all(LogEntry)))


def test_the_chosen_row_stays_what_it_is(desk: DeskWindow, seat: Seat, other: Other, typist: Typist, qtbot: Any) -> None:
    other.fire("1")
    rows = desk.panels.boards.alarms
    qtbot.waitUntil(lambda: rows.model().rowCount() == 1)
    typist.key(Qt.Key.Key_5, ALT)
    chosen = rows.current_id()
    assert chosen is not None
    for zone in "234":
        other.fire(zone)
    qtbot.waitUntil(lambda: rows.model().rowCount() == 4)
    assert rows.current_id() == chosen
    assert rows.currentIndex().row() == 3


def test_escape_puts_the_sheet_aside_with_its_words(desk: DeskWindow, typist: Typist) -> None:
    typist.key(Qt.Key.Key_F2)
    sheet = desk.sheets.current()
    assert sheet is not None
    sheet.field("place").setFocus()
    typist.type("藉口镇")
    typist.key(Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    typist.key(Qt.Key.Key_F8)
    typist.type("别的话")
    typist.key(Qt.Key.Key_F2)
    assert sheet.isVisible() and sheet.values()["place"] == "藉口镇"
    assert not desk.sheets._sheets["log"].isVisible()
    typist.key(Qt.Key.Key_F8)
    assert desk.sheets.current().values()["text"] == "别的话"  # type: ignore[union-attr]


def test_two_reports_keep_two_drafts(desk: DeskWindow, seat: Seat, other: Other, typist: Typist, qtbot: Any) -> None:
    other.fire("1")
    other.fire("2")
    qtbot.waitUntil(lambda: len(seat.picture.all(Report)) == 2)
    first, second = (report.id for report in seat.picture.all(Report))
    desk.parts.reports.open_report(first)
    sheet = desk.sheets.current()
    assert sheet is not None
    sheet.set_values({"title": "一号楼火灾"})
    desk.parts.reports.open_report(second)
    assert sheet.values()["title"] == "玉泉观（演练）火灾"
    desk.parts.reports.open_report(first)
    assert sheet.values()["title"] == "一号楼火灾"


def test_letters_and_slash_belong_to_whoever_writes(desk: DeskWindow, typist: Typist) -> None:
    typist.key(Qt.Key.Key_F8)
    typist.type("km 12/3")
    assert desk.sheets.current().values()["text"] == "km 12/3"  # type: ignore[union-attr]
    assert desk.bar.text() == ""


_KILLED = """
import os, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from PySide6.QtCore import QTimer, Qt
from PySide6.QtTest import QTest
app = QApplication([])
from tests import halls
from console.halls import Hall
from console.desk.window import DeskWindow
from console.domain.entities import Incident
from tests.desk.conftest import no_player
from widgets import theme as look
from widgets.stage import Stage
theme = look.load_theme("dark")
stage = Stage(theme)
hall = Hall("drill", Path(sys.argv[1]))
with halls.open_seat(hall) as seat:
    desk = DeskWindow(seat, stage, None, open_player=no_player)
    desk.resize(1200, 800)
    def type_and_tell():
        desk.selection.choose_incident(seat.picture.all(Incident)[1].id)
        desk.bar.set_text("派 消防一")
        desk.registry.run("log")
        QTest.keyClicks(QApplication.focusWidget(), "half typed wor")
        QTimer.singleShot(600, lambda: print("typed", flush=True))
    desk.ready.connect(lambda: QTimer.singleShot(0, type_and_tell))
    desk.show()
    app.exec()
"""


def test_after_kill_9_the_desk_stands_where_it_was(
    hall: Hall, other: Other, qapp: Any, open_desk: OpenDesk, typist: Typist, qtbot: Any
) -> None:
    open_incident(other)
    second = open_incident(other, "皂郊车祸")
    killed = subprocess.Popen(
        [sys.executable, "-c", _KILLED, str(hall.home)],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=os.environ | {"QT_LOGGING_RULES": ""},
    )
    assert killed.stdout is not None
    with killed.stdout:
        assert killed.stdout.readline().strip() == "typed"
        killed.kill()
        killed.wait()

    with halls.open_seat(hall) as seat:
        desk = open_desk(seat)
        assert desk.selection.incident_id == second
        assert desk.bar.text() == "派 消防一"
        sheet = desk.sheets.current()
        assert sheet is not None and sheet.isVisible()
        assert desk.sheets.current_key() == "log"
        assert sheet.values()["text"] == "half typed wor"
        sheet.field("text").setFocus()
        sheet.field("text").moveCursor(_end())  # type: ignore[attr-defined]
        typist.type("ds")
        typist.key(Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: bool(seat.picture.all(LogEntry)))
        entry = seat.picture.all(LogEntry)[0]
        assert (entry.text, entry.incident_id) == ("half typed words", second)
        qtbot.waitUntil(lambda: not sheet.isVisible())


def _end() -> Any:
    from PySide6.QtGui import QTextCursor

    return QTextCursor.MoveOperation.End


def test_panels_stay_where_they_were_put(seat: Seat, open_desk: OpenDesk, hall: Hall, qtbot: Any) -> None:
    desk = open_desk(seat)
    charts = desk.panels.docks["charts"]
    desk.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, charts)
    desk.panels.docks["alarms"].setFloating(True)
    desk.close()
    again = open_desk(seat)
    assert again.dockWidgetArea(again.panels.docks["charts"]) == Qt.DockWidgetArea.LeftDockWidgetArea
    assert again.panels.docks["alarms"].isFloating()
    again.registry.run("layout")
    assert again.dockWidgetArea(again.panels.docks["charts"]) == Qt.DockWidgetArea.BottomDockWidgetArea
    assert not again.panels.docks["alarms"].isFloating()


def test_the_database_goes_and_comes_back(
    desk: DeskWindow, seat: Seat, hall: Hall, other: Other, typist: Typist, qtbot: Any, tmp_path: Path
) -> None:
    id = open_incident(other)
    choose(desk, seat, qtbot, id)
    typist.key(Qt.Key.Key_F8)
    typist.type("断网前")
    folder = hall.folder / "oneboard.sqlite"
    away = [(path, path.with_name(path.name + ".away")) for path in hall.folder.glob("oneboard.sqlite*")]
    for path, there in away:
        path.rename(there)
    qtbot.waitUntil(lambda: not seat.picture.database_state.up, timeout=3000)
    assert desk.status.database.wire().state is WireState.DEAD
    shown = desk.banner.shown()
    assert shown is not None and shown.key == "database" and "文字保留" in shown.advice

    typist.type("的话")
    typist.key(Qt.Key.Key_Return)
    sheet = desk.sheets.current()
    assert sheet is not None
    qtbot.waitUntil(lambda: "未提交" in sheet.problem())
    assert sheet.values()["text"] == "断网前的话"

    for stray in hall.folder.glob("oneboard.sqlite*"):
        if not stray.name.endswith(".away"):
            stray.unlink()
    for path, there in away:
        there.rename(path)
    assert folder.exists()
    qtbot.waitUntil(lambda: seat.picture.database_state.up, timeout=10_000)
    qtbot.waitUntil(lambda: desk.banner.shown() is None)
    typist.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(seat.picture.all(LogEntry)))
    assert seat.picture.all(LogEntry)[0].text == "断网前的话"
    assert seat.picture.find(Incident, id) is not None


def test_empty_panels_say_why(desk: DeskWindow, other: Other, qtbot: Any) -> None:
    alarms = desk.panels.boards.alarms
    assert "网关未接通" in alarms._empty_text
    wire = {"name": "panel-1", "label": "消防主机", "state": "ok", "last_byte_at": datetime.now(UTC).isoformat()}
    other.say("gateway", wires=[wire, wire | {"name": "rain-1", "label": "雨量"}], channels=[], database=True)
    qtbot.waitUntil(lambda: alarms._empty_text == "暂无告警 – 2 路接入正常")
    other.say("gateway", wires=[wire, wire | {"name": "rain-1", "state": "dead"}], channels=[], database=True)
    qtbot.waitUntil(lambda: alarms._empty_text == "暂无告警 – 接入正常 1/2 路")


def test_memory_survives_what_is_in_it(tmp_path: Path) -> None:
    file = tmp_path / "screens.ini"
    memory = Memory(file, "调度一席")
    memory.put("line", "派 消防一站, \"引号\" = 百分之 50%")
    memory.put("drafts", {"log|1": {"values": {"text": "第一行\n第二行", "n": None}}})
    memory.put("gone", 1)
    memory.put("gone", None)
    memory.close()
    again = Memory(file, "调度一席")
    assert again.get("line") == "派 消防一站, \"引号\" = 百分之 50%"
    assert again.get("drafts") == {"log|1": {"values": {"text": "第一行\n第二行", "n": None}}}
    assert again.get("gone") is None
    again.close()
    other = Memory(file, "调度二席")
    assert other.get("line") is None
    other.close()


def test_a_damaged_value_costs_itself_alone(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    file = tmp_path / "screens.ini"
    settings = QSettings(str(file), QSettings.Format.IniFormat)
    settings.setValue("desk-x/line", "not json")
    settings.setValue("desk-x/incident", '"i1"')
    settings.sync()
    memory = Memory(file, "x")
    assert memory.get("incident") == "i1" and memory.get("line") is None
    assert "left out" in caplog.text
    memory.close()
