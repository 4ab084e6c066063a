"""Boards keep still while things arrive, and say what a person means to do."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QImage, QPaintEvent, QRegion
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QHeaderView, QLineEdit, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.conftest import Clock
from tests.widgets.samples import NOW, Rows, ago, row
from widgets.carry import Load
from widgets.cells import AgeCell, Cell, CountdownCell, SeverityCell, SinceCell, StateCell, TwoLineCell, ValueCell
from widgets.roles import Face, RowAction
from widgets.sparkline import SparkCell
from widgets.stage import Stage
from widgets.tables import BoardView, Column


def many(count: int, start: int = 0) -> list[dict[object, object]]:
    return [row(f"r{n}", f"第 {n} 行", severity=2, time=ago(n)) for n in range(start, start + count)]


def make(stage: Stage, qtbot: QtBot, rows: Rows) -> BoardView:
    QAbstractItemModelTester(rows, QAbstractItemModelTester.FailureReportingMode.Fatal, rows)
    board = BoardView(stage, [Column(Cell(stage), 6, 1), Column(AgeCell(stage), 11), Column(SeverityCell(stage), 3, drop=1)])
    board.setModel(rows)
    board.resize(600, 300)
    qtbot.addWidget(board)
    board.show()
    qtbot.waitExposed(board)
    return board


def test_a_row_stays_selected_while_others_come_and_go(stage: Stage, qtbot: QtBot) -> None:
    rows = Rows(["a", "b", "c"], many(5))
    board = make(stage, qtbot, rows)
    assert board.select_id("r3")
    rows.insert(0, row("new", "新"))
    assert board.current_id() == "r3"
    rows.remove(1)
    assert board.current_id() == "r3"
    rows.replace([row("other", "别的"), *many(5)])
    assert board.current_id() == "r3", "a filter rebuilt the model"
    assert board.selectionModel().isRowSelected(4)
    rows.replace(many(2))
    assert board.current_id() is None
    assert not board.select_id("gone")


def test_the_rows_in_sight_stay_when_others_arrive_above(stage: Stage, qtbot: QtBot) -> None:
    rows = Rows(["a", "b", "c"], many(200))
    board = make(stage, qtbot, rows)
    board.verticalScrollBar().setValue(50 * 32 + 7)
    seen = board.indexAt(QPoint(5, 5)).data()
    for n in range(3):
        rows.insert(0, row(f"new{n}", "新"))
    assert board.indexAt(QPoint(5, 5)).data() == seen
    QApplication.sendPostedEvents()
    assert board.indexAt(QPoint(5, 5)).data() == seen, "also after the view has laid itself out"


def test_at_the_top_the_newest_row_comes_into_sight(stage: Stage, qtbot: QtBot) -> None:
    rows = Rows(["a", "b", "c"], many(200))
    board = make(stage, qtbot, rows)
    rows.insert(0, row("new", "新"))
    assert board.indexAt(QPoint(5, 5)).data() == "新"


def test_what_arrives_never_takes_the_focus(stage: Stage, qtbot: QtBot) -> None:
    page = QWidget()
    box = QVBoxLayout(page)
    line = QLineEdit()
    rows = Rows(["a", "b", "c"], many(3))
    board = BoardView(stage, [Column(Cell(stage), 6, 1), Column(AgeCell(stage), 11), Column(SeverityCell(stage), 3)])
    board.setModel(rows)
    box.addWidget(board)
    box.addWidget(line)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus, timeout=2000)
    qtbot.keyClicks(line, "abc")
    board.select_id("r1")
    rows.insert(0, row("new", "新", severity=1, state="unacknowledged"))
    rows.replace(many(5))
    qtbot.keyClicks(line, "def")
    assert line.hasFocus()
    assert line.text() == "abcdef"


def test_enter_and_double_click_open_the_row_by_its_id(stage: Stage, qtbot: QtBot) -> None:
    board = make(stage, qtbot, Rows(["a", "b", "c"], many(5)))
    opened: list[str] = []
    board.activated_row.connect(opened.append)
    board.setFocus()
    board.select_id("r0")
    qtbot.keyClick(board, Qt.Key.Key_Down)
    qtbot.keyClick(board, Qt.Key.Key_Return)
    place = board.visualRect(board.model().index(3, 0)).center()
    qtbot.mouseDClick(board.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened == ["r1", "r3"]


def test_selection_is_told_once_a_row(stage: Stage, qtbot: QtBot) -> None:
    rows = Rows(["a", "b", "c"], many(5))
    board = make(stage, qtbot, rows)
    told: list[str] = []
    board.selected_row.connect(told.append)
    board.select_id("r2")
    board.select_id("r2")
    rows.insert(0, row("new", "新"))
    assert told == ["r2"]


def test_an_action_acts_on_the_selected_row_by_key_and_by_menu(stage: Stage, qtbot: QtBot) -> None:
    board = make(stage, qtbot, Rows(["a", "b", "c"], many(5)))
    board.set_row_actions([RowAction("shelve", "搁置", "Ctrl+D"), RowAction("ack", "确认", "F3", listens=False)])
    asked: list[tuple[str, str]] = []
    board.action_requested.connect(lambda key, row_id: asked.append((key, row_id)))
    board.activateWindow()
    board.setFocus()
    qtbot.waitUntil(board.hasFocus, timeout=2000)
    board.select_id("r2")
    qtbot.keyClick(board, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert asked == [("shelve", "r2")]
    QApplication.sendEvent(
        board.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(5, 5), board.mapToGlobal(QPoint(5, 5)))
    )
    menu = board.findChild(QMenu)
    assert menu is not None and menu.isVisible(), "opened without a loop of its own"
    assert [action.text() for action in menu.actions()] == ["搁置", "确认\tF3"]
    menu.actions()[1].trigger()
    menu.close()
    assert asked[-1] == ("ack", "r2")
    assert ("F3", "确认") in board.key_help()


def test_letters_space_and_slash_are_left_to_the_window(stage: Stage, qtbot: QtBot) -> None:
    class Page(QWidget):
        def __init__(self) -> None:
            super().__init__()
            self.keys: list[int] = []

        def keyPressEvent(self, event: object) -> None:
            self.keys.append(event.key())  # type: ignore[attr-defined]

    page = Page()
    board = make(stage, qtbot, Rows(["a", "b", "c"], many(5)))
    QVBoxLayout(page).addWidget(board)
    qtbot.addWidget(page)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Slash, Qt.Key.Key_A):
        qtbot.keyClick(board, key)
    assert page.keys == [Qt.Key.Key_Space, Qt.Key.Key_Slash, Qt.Key.Key_A]


def test_ten_thousand_rows_are_not_measured(stage: Stage, qtbot: QtBot) -> None:
    board = make(stage, qtbot, Rows(["a", "b", "c"], many(10_000)))
    assert board.verticalHeader().sectionResizeMode(0) == QHeaderView.ResizeMode.Fixed
    assert board.horizontalHeader().sectionResizeMode(0) == QHeaderView.ResizeMode.Fixed
    assert board.rowHeight(0) == board.rowHeight(9_999) == stage.theme.size("row")


def test_a_narrow_board_drops_columns_in_the_agreed_order_and_never_scrolls_sideways(stage: Stage, qtbot: QtBot) -> None:
    board = make(stage, qtbot, Rows(["a", "b", "c"], many(3)))
    assert not board.isColumnHidden(2)
    board.resize(300, 200)
    assert board.isColumnHidden(2) and not board.isColumnHidden(1)
    board.resize(900, 200)
    assert not board.isColumnHidden(2)
    assert sum(board.columnWidth(n) for n in range(3)) == pytest.approx(board.viewport().width(), abs=3)


def test_an_empty_board_says_why(stage: Stage, qtbot: QtBot) -> None:
    rows = Rows(["a", "b", "c"])
    board = make(stage, qtbot, rows)

    def ink() -> QImage:
        return board.viewport().grab().toImage()

    bare = ink()
    board.set_empty_text("暂无告警 – 6 路接入正常")
    told = ink()
    assert told != bare
    rows.insert(0, row("r", ""))
    rows.remove(0)
    assert ink() == told


def test_cells_tell_the_five_faces(stage: Stage, qtbot: QtBot, clock: Clock) -> None:
    rows = Rows(
        ["v"],
        [
            row("a", value=42.5, unit="mm", severity=1, state="unacknowledged", time=ago(12), deadline=NOW + timedelta(seconds=48)),
            row("b", value=None, unit="mm"),
            row("c", value=1.0, unit="m", face=Face.STALE, time=ago(7200)),
            row("d", value=2.0, unit="m", decimals=2, face=Face.INVALID),
            row("e", value=3.0, unit="m", face=Face.DISCONNECTED, severity=1, deadline=ago(80)),
        ],
    )

    def said(cell: Cell) -> list[str]:
        return [cell.text(rows.index(n, 0)).replace("\u00a0", " ") for n in range(rows.rowCount())]

    assert said(ValueCell(stage)) == ["42.5 mm", "–", "1.0 m", "无效 2.00 m", "断"]
    assert said(SeverityCell(stage)) == ["红", "–", "–", "–", "断"]
    assert said(AgeCell(stage))[0].endswith("12 s 前")
    assert said(AgeCell(stage))[1] == "–"
    assert said(CountdownCell(stage)) == ["0:48", "–", "–", "–", "超 1:20"]
    since = said(SinceCell(stage))
    assert (since[0], since[2][-5:], since[4]) == ("0:48", "2 h 前", "超 1:20"), "what runs out shows what is left, the rest its age"
    assert said(StateCell(stage))[0] == "未确认"
    clock.advance(60)
    assert said(AgeCell(stage))[0].endswith("1 min 前"), "ages go on without the model"
    assert said(CountdownCell(stage))[0] == "超 0:12"


class Paints(QObject):
    """Counts what a widget was asked to paint, by region."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.regions: list[QRegion] = []
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.regions.append(event.region())
        return False

    def touched(self, box: QRect) -> bool:
        return any(region.intersects(box) for region in self.regions)


def settled(stage: Stage, board: BoardView, qtbot: QtBot) -> Paints:
    """A counter that starts after the first picture."""
    paints = Paints(board.viewport())
    board.viewport().update()
    qtbot.waitUntil(lambda: len(paints.regions) >= 1, timeout=2000)
    with qtbot.waitSignal(stage.beat, timeout=2000):
        pass
    paints.regions.clear()
    return paints


def test_ages_are_painted_anew_each_second_without_touching_the_model(stage: Stage, qtbot: QtBot, clock: Clock) -> None:
    rows = Rows(["a", "b", "c"], [row("r", "甲", severity=2, time=ago(5))])
    touched: list[object] = []
    rows.dataChanged.connect(lambda *args: touched.append(args))
    board = make(stage, qtbot, rows)
    words, age = (board.visualRect(rows.index(0, n)) for n in (0, 1))
    before = board.viewport().grab(age).toImage()
    paints = settled(stage, board, qtbot)
    clock.advance(60)
    qtbot.waitUntil(lambda: paints.touched(age), timeout=2000)
    assert not paints.touched(words), "only the columns that show an age"
    assert board.viewport().grab(age).toImage() != before
    assert not touched


def test_only_what_nobody_acknowledged_pulses(stage: Stage, qtbot: QtBot) -> None:
    rows = Rows(["a", "b", "c"], [row("r", "甲", severity=1, state="unacknowledged"), row("s", "乙", severity=1)])
    board = make(stage, qtbot, rows)
    alarm, calm = (board.visualRect(rows.index(n, 2)) for n in (0, 1))
    paints = settled(stage, board, qtbot)
    qtbot.waitUntil(lambda: len(paints.regions) >= 3, timeout=3000)
    assert paints.touched(alarm) and not paints.touched(calm)
    colours = set()
    for _ in range(4):
        with qtbot.waitSignal(stage.beat, timeout=2000):
            pass
        picture = board.viewport().grab(alarm).toImage()
        colours.add(picture.pixelColor(16, picture.height() // 2).rgba())
    assert len(colours) == 3, "bright, half, dark"


@pytest.mark.parametrize("cell", [Cell, SeverityCell, StateCell, AgeCell, CountdownCell, ValueCell, TwoLineCell, SparkCell])
def test_any_cell_paints_any_row(stage: Stage, qtbot: QtBot, cell: type[Cell]) -> None:
    rows = Rows(
        ["x"],
        [
            row("a"),
            row("b", "甲" * 80, severity=1, state="unacknowledged", face="stale", value=1.0, time=NOW, sub="子" * 80, marked=True),
            row("c", "x", severity=9, state="nonsense", face="nonsense", glyph="nonsense", series=[1.0, None, float("nan"), 2.0]),
        ],
    )
    board = BoardView(stage, [Column(cell(stage), 6, 1)], two_line=cell is TwoLineCell)
    board.setModel(rows)
    qtbot.addWidget(board)
    board.resize(200, 200)
    board.show()
    assert not board.grab().isNull()


def test_a_row_is_dragged_to_whoever_takes_its_kind(stage: Stage, qtbot: QtBot) -> None:
    class Target(QWidget):
        def __init__(self) -> None:
            super().__init__()
            self.got: list[Load] = []

        def carry_over(self, load: Load, pos: QPoint) -> bool:
            return load.kind == "force"

        def carry_leave(self) -> None:
            pass

        def carry_drop(self, load: Load, pos: QPoint) -> None:
            self.got.append(load)

    page = QWidget()
    box = QVBoxLayout(page)
    board = BoardView(stage, [Column(Cell(stage), 6, 1)])
    board.setModel(Rows(["a"], many(3)))
    target = Target()
    target.setMinimumHeight(100)
    box.addWidget(board)
    box.addWidget(target)
    qtbot.addWidget(page)
    page.resize(300, 320)
    page.show()
    qtbot.waitExposed(page)
    start = board.visualRect(board.model().index(1, 0)).center()
    end = board.viewport().mapFromGlobal(target.mapToGlobal(target.rect().center()))

    def drag(stop_key: Qt.Key | None = None) -> None:
        qtbot.mousePress(board.viewport(), Qt.MouseButton.LeftButton, pos=start)
        for pos in (start + QPoint(20, 20), end):
            qtbot.mouseMove(board.viewport(), pos)
        if stop_key is not None:
            qtbot.keyClick(board, stop_key)
        qtbot.mouseRelease(board.viewport(), Qt.MouseButton.LeftButton, pos=end)

    drag()
    assert target.got == [], "rows of this board are not for carrying"
    board.set_carry_kind("force")
    drag()
    assert target.got == [Load("force", "r1", "第 1 行")]
    drag(Qt.Key.Key_Escape)
    assert len(target.got) == 1, "Esc puts it back"
    board.set_carry_kind("incident")
    drag()
    assert len(target.got) == 1, "not what the target takes"
