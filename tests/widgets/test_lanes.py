"""The command board: what a person means by keys and by dragging, and what it shows of what the hall decided."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.samples import Rows, ago, row
from widgets.cells import Cell
from widgets.lane import LaneBoard
from widgets.lanes import POOL, Chip, Lane, Layout, count_text, shortfall, work_light
from widgets.roles import Glyph, Severity
from widgets.stage import Stage
from widgets.tables import BoardView, Column

LANES = [Lane("rescue", "抢险救援", 2, 3), Lane("medical", "医疗救护", 1, 2), Lane("security", "治安交通")]
CHIPS = [
    Chip("f1", "消防一站", "rescue", "作业", Glyph.DISC, "text", ago(2500)),
    Chip("f2", "消防二站", "rescue", "途中", Glyph.ARROW),
    Chip("f4", "120-03", "security", "到场", Glyph.HALF),
]


@pytest.fixture
def board(stage: Stage, qtbot: QtBot) -> LaneBoard:
    made = LaneBoard(stage)
    made.set_lanes(LANES)
    made.set_chips(CHIPS)
    qtbot.addWidget(made)
    made.resize(560, 240)
    made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus, timeout=2000)
    made.moves = []
    made.move_requested.connect(lambda *args: made.moves.append(args))
    return made


def keys(qtbot: QtBot, board: LaneBoard, *pressed: Qt.Key) -> None:
    for key in pressed:
        qtbot.keyClick(board, key)


@pytest.mark.parametrize(
    ("count", "lane", "text", "missing"),
    [
        (4, Lane("a", "", 3, 6), "4/3–6", 0),
        (1, Lane("a", "", 2, 3), "1/2–3", 1),
        (5, Lane("a", "", 2, 3), "5/2–3", -2),
        (0, Lane("a", "", 1), "0/≥1", 1),
        (3, Lane("a", "", None, 2), "3/≤2", -1),
        (7, Lane("a", ""), "7", 0),
    ],
)
def test_counters(count: int, lane: Lane, text: str, missing: int) -> None:
    assert count_text(count, lane) == text
    assert shortfall(count, lane) == missing


def test_work_lights_come_at_their_minutes() -> None:
    lights = [work_light(minutes * 60, 1200, 2400) for minutes in (0, 19.99, 20, 39.99, 40)]
    assert lights == [None, None, Severity.ORANGE, Severity.ORANGE, Severity.RED]


def test_a_force_is_moved_by_keys_alone(board: LaneBoard, qtbot: QtBot) -> None:
    keys(qtbot, board, Qt.Key.Key_Down)
    assert board.selected() == "f2"
    keys(qtbot, board, Qt.Key.Key_M, Qt.Key.Key_Right, Qt.Key.Key_Return)
    assert board.moves == [("f2", "medical")], "also into a lane that is empty"
    assert board.pending() == {"f2": "medical"}
    assert board.selected() == "f2"


def test_a_move_can_be_given_up_and_going_nowhere_asks_nothing(board: LaneBoard, qtbot: QtBot) -> None:
    keys(qtbot, board, Qt.Key.Key_M, Qt.Key.Key_Right, Qt.Key.Key_Escape, Qt.Key.Key_M, Qt.Key.Key_Return)
    assert board.moves == []


def test_enter_opens_the_force_when_it_is_not_being_moved(board: LaneBoard, qtbot: QtBot) -> None:
    with qtbot.waitSignal(board.chip_opened, timeout=1000) as told:
        keys(qtbot, board, Qt.Key.Key_Return)
    assert told.args == ["f1"]


def test_arrows_skip_empty_lanes_and_stop_at_the_ends(board: LaneBoard, qtbot: QtBot) -> None:
    keys(qtbot, board, Qt.Key.Key_Right)
    assert board.selected() == "f4"
    keys(qtbot, board, Qt.Key.Key_Right, Qt.Key.Key_Down)
    assert board.selected() == "f4"
    keys(qtbot, board, Qt.Key.Key_Left)
    assert board.selected() == "f1"


def test_a_chip_stays_pending_until_the_hall_answers(board: LaneBoard, qtbot: QtBot) -> None:
    keys(qtbot, board, Qt.Key.Key_M, Qt.Key.Key_Right, Qt.Key.Key_Return)
    shown = board.grab().toImage()
    board.set_chips(CHIPS)
    assert board.pending() == {"f1": "medical"}, "nothing decided yet: the same state was told again"
    board.refuse_move("f1")
    assert board.pending() == {}
    assert board.grab().toImage() != shown
    keys(qtbot, board, Qt.Key.Key_M, Qt.Key.Key_Right, Qt.Key.Key_Return)
    board.set_chips([Chip("f1", "消防一站", "medical"), *CHIPS[1:]])
    assert board.pending() == {}
    assert board.selected() == "f1", "the selection went with the force"


def test_a_force_is_dragged_into_a_lane(board: LaneBoard, qtbot: QtBot) -> None:
    port = board.viewport()
    start, end = board.chip_box("f1").center(), board.lane_box("medical").center()
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(port, start + QPoint(15, 15))
    qtbot.mouseMove(port, end)
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)
    assert board.moves == [("f1", "medical")]


def test_a_click_or_a_drop_beside_moves_nothing(board: LaneBoard, qtbot: QtBot) -> None:
    port = board.viewport()
    start = board.chip_box("f1").center()
    qtbot.mouseClick(port, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(port, start + QPoint(15, 15))
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=QPoint(5, 230))
    assert board.moves == []
    assert board.selected() == "f1"


def test_a_force_from_the_force_board_is_dragged_in(stage: Stage, board: LaneBoard, qtbot: QtBot) -> None:
    page = QWidget()
    box = QHBoxLayout(page)
    forces = BoardView(stage, [Column(Cell(stage), 5, 1)])
    forces.setModel(Rows(["力量"], [row("f9", "交警9"), row("f8", "交警8")]))
    forces.set_carry_kind("force")
    box.addWidget(forces)
    box.addWidget(board, 2)
    qtbot.addWidget(page)
    page.resize(800, 260)
    page.show()
    qtbot.waitExposed(page)
    start = forces.visualRect(forces.model().index(0, 0)).center()
    end = forces.viewport().mapFromGlobal(board.viewport().mapToGlobal(board.lane_box("medical").center()))
    qtbot.mousePress(forces.viewport(), Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(forces.viewport(), start + QPoint(15, 15))
    qtbot.mouseMove(forces.viewport(), end)
    qtbot.mouseRelease(forces.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert board.moves == [("f9", "medical")]
    board.setParent(None)


def test_a_force_without_a_lane_is_in_sight_and_counted_nowhere(stage: Stage) -> None:
    board = LaneBoard(stage)
    board.set_lanes(LANES)
    board.resize(560, 240)
    board.set_chips([*CHIPS, Chip("f7", "民兵应急连"), Chip("f8", "支援队", "no_such_sector")])
    pool = board.lane_box(POOL)
    assert pool.contains(board.chip_box("f7")) and pool.contains(board.chip_box("f8"))
    assert board.lane_box("rescue").contains(board.chip_box("f1"))
    board.deleteLater()


def test_what_arrives_takes_neither_focus_nor_selection(board: LaneBoard) -> None:
    assert board.selected() == "f1"
    board.set_chips([Chip("new", "新到", "rescue"), *CHIPS])
    assert board.selected() == "f1" and board.hasFocus()
    board.set_chips([Chip("new", "新到", "rescue")])
    assert board.selected() is None


def test_lanes_flow_into_rows_and_no_chip_overlaps_another(stage: Stage) -> None:
    lanes = [Lane(f"s{n}", f"组{n}") for n in range(7)]
    chips = [Chip(f"f{n}", f"队{n}", f"s{n % 5}") for n in range(40)]
    for width in (200, 380, 900, 2000):
        made = Layout.make(stage.theme, width, lanes, chips)
        boxes = list(made.chip_boxes.values())
        assert len(boxes) == 40
        assert all(box.left() >= 0 and box.right() < width for box in boxes)
        assert not any(a.intersects(b) for n, a in enumerate(boxes) for b in boxes[n + 1 :])
        assert all(box.bottom() <= made.height for box in made.lane_boxes)


def test_the_light_comes_on_by_the_clock(board: LaneBoard, qtbot: QtBot, stage: Stage) -> None:
    board.set_chips([Chip("f1", "消防一站", "rescue", since=ago(1195))])
    before = board.grab(board.chip_box("f1")).toImage()
    with qtbot.waitSignal(stage.second, timeout=2000):
        stage._now.advance(10)
    after = board.grab(board.chip_box("f1")).toImage()
    orange = stage.theme.colour("orange").rgb()

    def has_orange(picture: object) -> bool:
        return any(picture.pixel(x, y) == orange for x in range(picture.width()) for y in range(picture.height()))

    assert not has_orange(before) and has_orange(after)
    assert ago(1195) + timedelta(seconds=1205) == stage.now()
