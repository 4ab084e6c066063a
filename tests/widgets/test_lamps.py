"""Lamps tell the broken wires first, however narrow the bar."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.widgets.conftest import Clock
from tests.widgets.samples import ago
from widgets.lamps import ClockLabel, HallMark, LampStrip, Wire, WireLamp, WireState
from widgets.stage import Stage

WIRES = [
    Wire("a", "火警主机", WireState.OK, ago(2)),
    Wire("b", "雨量遥测", WireState.LATE, ago(200)),
    Wire("c", "北斗", WireState.DEAD, ago(2000), "消防一站"),
    Wire("d", "电台", WireState.UNKNOWN),
    Wire("e", "定位1", WireState.OK, ago(1)),
]


def strip(stage: Stage, qtbot: QtBot, width: int) -> LampStrip:
    made = LampStrip(stage)
    qtbot.addWidget(made)
    made.resize(width, 32)
    made.show()
    made.set_wires(WIRES)
    return made


def shown(lamps: LampStrip) -> list[str]:
    return [text.replace("\u00a0", " ") for text in lamps.shown()]


def test_each_wire_has_its_age_and_a_word_when_it_is_not_well(stage: Stage, qtbot: QtBot, clock: Clock) -> None:
    lamps = strip(stage, qtbot, 1200)
    assert shown(lamps) == ["火警主机 2 s", "雨量遥测 迟 3 min", "北斗 断 33 min", "电台 未知 –", "定位1 1 s"]
    with qtbot.waitSignal(stage.second, timeout=2000):
        clock.advance(3)
    assert shown(lamps)[0] == "火警主机 5 s"


def test_a_narrow_bar_folds_the_good_ones_and_keeps_the_worst(stage: Stage, qtbot: QtBot) -> None:
    lamps = strip(stage, qtbot, 460)
    assert shown(lamps) == ["正常 2/5", "北斗 断 33 min", "雨量遥测 迟 3 min", "电台 未知 –"]
    lamps.resize(400, 32)
    assert shown(lamps) == ["正常 2/5", "北斗 断", "雨量遥测 迟", "电台 未知"]
    lamps.resize(260, 32)
    assert shown(lamps) == ["正常 2/5", "北斗 断", "另 2 路异常"]


def test_a_lamp_is_opened_by_click_and_by_keys(stage: Stage, qtbot: QtBot) -> None:
    lamps = strip(stage, qtbot, 1200)
    opened: list[str] = []
    lamps.opened.connect(opened.append)
    qtbot.mouseClick(lamps, Qt.MouseButton.LeftButton, pos=lamps._places[1][0].center())
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return):
        qtbot.keyClick(lamps, key)
    assert opened == ["b", "c"]


def test_one_lamp_alone(stage: Stage, qtbot: QtBot) -> None:
    lamp = WireLamp(stage, WIRES[2])
    qtbot.addWidget(lamp)
    lamp.show()
    with qtbot.waitSignal(lamp.opened, timeout=1000) as told:
        qtbot.keyClick(lamp, Qt.Key.Key_Return)
    assert told.args == ["c"]
    assert "消防一站" in lamp.toolTip(), "who hangs on the dead wire"
    before = lamp.grab().toImage()
    lamp.set_wire(Wire("c", "北斗", WireState.OK, ago(0)))
    assert lamp.grab().toImage() != before


def test_the_states_of_a_wire_differ_by_shape(stage: Stage, qtbot: QtBot) -> None:
    shapes = set()
    for state in WireState:
        lamp = WireLamp(stage, Wire("x", "", state, ago(1)))
        qtbot.addWidget(lamp)
        picture = lamp.grab().toImage().convertToFormat(lamp.grab().toImage().Format.Format_Grayscale8)
        ground = picture.pixelColor(1, 1)
        shapes.add(tuple(picture.pixelColor(x, y) != ground for x in range(4, 24) for y in range(6, 27)))
    assert len(shapes) == len(WireState)


def test_clock_and_hall_mark(stage: Stage, qtbot: QtBot, clock: Clock) -> None:
    label, drill, live = ClockLabel(stage), HallMark(stage, drill=True), HallMark(stage, drill=False)
    for part in (label, drill, live):
        qtbot.addWidget(part)
        part.show()
    assert (drill.text(), live.text()) == ("演练", "实战")
    assert drill.grab().toImage() != live.grab().toImage()
    assert drill.sizeHint().width() > live.sizeHint().width()
    before = label.text()
    clock.advance(1)
    assert label.text() != before and len(label.text()) == len("14:05:32")
