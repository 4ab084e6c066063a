"""Boards: the lists and tables of the hall, as quick with ten thousand rows as with ten.

Rows have one height, columns have weights, nothing is measured by its contents. A row stays selected by what it is, not by where it stands,
and nothing that arrives moves the focus or the row a person looks at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QMenu, QTableView, QWidget

from widgets.carry import Carry, Load
from widgets.cells import Cell
from widgets.header import BoardHeader
from widgets.roles import Role, RowAction, row_id, state_of
from widgets.severity import pulses
from widgets.stage import Stage


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a board.

    ``chars`` is its least width in Chinese characters; the rest of the room is shared by ``weight`` (0: never wider). When a panel is too
    narrow for all, columns with the highest ``drop`` go first; 0 stays for ever.
    """

    cell: Cell
    chars: float = 4.0
    weight: float = 0.0
    drop: int = 0


class BoardView(QTableView):
    """A board over any model that answers :class:`widgets.roles.Role`.

    Signals:
        activated_row: Enter or a double click on a row (its id).
        selected_row: a person or a program chose another row (its id, "" for none).
        action_requested: key of a :class:`RowAction`, id of the row.
    """

    activated_row = Signal(str)
    selected_row = Signal(str)
    action_requested = Signal(str, str)

    def __init__(self, stage: Stage, columns: Sequence[Column], *, two_line: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        self._columns = tuple(columns)
        self._two_line = two_line
        self._empty_text = ""
        self._kept_id: str | None = None
        self._row_actions: list[QAction] = []
        self._shown_keys: list[tuple[str, str]] = []
        self._carry_kind = ""
        self._press_at: QPoint | None = None
        self._carry: Carry | None = None
        self._set_manners()
        for number, column in enumerate(self._columns):
            self.setItemDelegateForColumn(number, column.cell)
        self._measure()
        stage.themed.connect(self._measure)
        stage.second.connect(self._tick)
        stage.beat.connect(self._beat)

    def _set_manners(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHorizontalHeader(BoardHeader(self._stage, [column.cell.align for column in self._columns], self))
        self.horizontalHeader().setVisible(not self._two_line)

    # what a window asks of a board

    def set_empty_text(self, text: str) -> None:
        """What to say when there is no row: why, and that this is well ("暂无告警 – 6 路接入正常")."""
        if text != self._empty_text:
            self._empty_text = text
            self.viewport().update()

    def set_row_actions(self, actions: Sequence[RowAction]) -> None:
        """What can be done with a row; shown with their keys in the context menu and in the help."""
        for old in self._row_actions:
            self.removeAction(old)
            old.deleteLater()
        self._row_actions = []
        self._shown_keys = [(action.shortcut, action.text) for action in actions if action.shortcut]
        for action in actions:
            made = QAction(action.text, self)
            made.setData(action.key)
            if action.listens and action.shortcut:
                made.setShortcut(QKeySequence(action.shortcut))
                made.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            elif action.shortcut:
                made.setText(f"{action.text}\t{action.shortcut}")
            made.triggered.connect(self._act)
            self.addAction(made)
            self._row_actions.append(made)

    def set_carry_kind(self, kind: str) -> None:
        """Rows can be dragged away as this kind of load ("" for not at all)."""
        self._carry_kind = kind

    def current_id(self) -> str | None:
        """Id of the selected row."""
        return row_id(self.currentIndex())

    def select_id(self, wanted: str) -> bool:
        """Selects the row of that id, without taking the focus; False if it is not there."""
        model = self.model()
        for row in range(model.rowCount() if model is not None else 0):
            index = model.index(row, 0)
            if row_id(index) == wanted:
                flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
                self.selectionModel().setCurrentIndex(index, flags)
                return True
        return False

    def key_help(self) -> list[tuple[str, str]]:
        """Keys that work here, for the help."""
        return [("↑ ↓", self.tr("选择一行")), ("Enter", self.tr("打开所选行")), *self._shown_keys]

    # model

    def setModel(self, model: QAbstractItemModel | None) -> None:
        before = self.model()
        if before is not None:
            before.disconnect(self)
        super().setModel(model)
        if model is not None:
            model.modelAboutToBeReset.connect(self._keep_id)
            model.modelReset.connect(self._restore_id)
            model.rowsInserted.connect(self._hold_still)
        self._lay_columns()

    @Slot()
    def _keep_id(self) -> None:
        self._kept_id = self.current_id()

    @Slot()
    def _restore_id(self) -> None:
        if self._kept_id is not None:
            self.select_id(self._kept_id)
        self._lay_columns()

    @Slot(QModelIndex, int, int)
    def _hold_still(self, parent: QModelIndex, first: int, last: int) -> None:
        """Rows that come in above what a person has scrolled to push the view along, so the same rows stay in sight."""
        bar = self.verticalScrollBar()
        top = self.rowAt(0)
        if bar.value() > 0 and first <= max(top, 0):
            height = self.verticalHeader().defaultSectionSize()
            bar.setMaximum(bar.maximum() + (last - first + 1) * height)
            bar.setValue(bar.value() + (last - first + 1) * height)

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        if row_id(current) != row_id(previous):
            self.selected_row.emit(row_id(current) or "")

    # measures

    @Slot()
    def _measure(self) -> None:
        theme = self._stage.theme
        self.verticalHeader().setDefaultSectionSize(theme.size("row_two" if self._two_line else "row"))
        self.verticalHeader().setMinimumSectionSize(1)
        self.horizontalHeader().setFixedHeight(theme.size("row"))
        self.setMinimumHeight(theme.size("row_two"))
        self._lay_columns()
        self.viewport().update()

    def _lay_columns(self) -> None:
        """Shares the width out: least widths first, then weights; what does not fit is dropped in the order agreed."""
        room = self.viewport().width()
        unit = self._stage.metrics().horizontalAdvance("国")
        padding = self._stage.theme.gap(4)
        least = [round(column.chars * unit) + padding for column in self._columns]
        shown = set(range(len(self._columns)))
        for number in sorted(shown, key=lambda n: -self._columns[n].drop):
            if self._columns[number].drop == 0 or sum(least[n] for n in shown) <= room:
                break
            shown.discard(number)
        spare = room - sum(least[n] for n in shown)
        weights = sum(self._columns[n].weight for n in shown)
        for number, column in enumerate(self._columns):
            self.setColumnHidden(number, number not in shown)
            if number in shown:
                extra = spare * column.weight / weights if weights else 0
                self.setColumnWidth(number, max(1, least[number] + int(extra)))

    # the clock of the window

    @Slot()
    def _tick(self) -> None:
        for number, column in enumerate(self._columns):
            if column.cell.ticks and not self.isColumnHidden(number):
                left, width = self.columnViewportPosition(number), self.columnWidth(number)
                self.viewport().update(left, 0, width, self.viewport().height())

    @Slot()
    def _beat(self) -> None:
        model = self.model()
        if model is None or not self.isVisible():
            return
        for number, column in enumerate(self._columns):
            if column.cell.beats and not self.isColumnHidden(number):
                for row in self._rows_in_sight():
                    index = model.index(row, number)
                    if pulses(state_of(index)):
                        self.viewport().update(self.visualRect(index))

    def _rows_in_sight(self) -> range:
        first = self.rowAt(0)
        if first < 0:
            return range(0)
        last = self.rowAt(self.viewport().height() - 1)
        return range(first, (self.model().rowCount() if last < 0 else last + 1))

    # Qt events

    @Slot()
    def _act(self) -> None:
        chosen, action = self.current_id(), self.sender()
        if chosen is not None and isinstance(action, QAction):
            self.action_requested.emit(str(action.data()), chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            chosen = self.current_id()
            if chosen is not None:
                self.activated_row.emit(chosen)
            event.accept()
            return
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._go_to_end(last=event.key() == Qt.Key.Key_End)
            event.accept()
            return
        if event.key() == Qt.Key.Key_Escape and self._carry is not None:
            self._end_carry()
            return
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Slash, Qt.Key.Key_Escape) or event.text().isalnum():
            event.ignore()  # letters belong to the window: no row search that jumps while a person means a command
            return
        super().keyPressEvent(event)

    def _go_to_end(self, *, last: bool) -> None:
        """Rows are chosen whole: Home and End mean the first and the last of them."""
        model = self.model()
        rows = model.rowCount() if model is not None else 0
        if rows:
            self.setCurrentIndex(model.index(rows - 1 if last else 0, 0))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        found = row_id(self.indexAt(event.position().toPoint()))
        if found is not None and event.button() == Qt.MouseButton.LeftButton:
            self.activated_row.emit(found)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        left = event.button() == Qt.MouseButton.LeftButton
        self._press_at = event.position().toPoint() if left and self._carry_kind else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        if self._carry is None and self._press_at is not None:
            far = (event.position().toPoint() - self._press_at).manhattanLength() >= QApplication.startDragDistance()
            chosen = self.current_id()
            if far and chosen is not None:
                index = self.currentIndex().siblingAtColumn(0)
                kind = str(index.data(Role.KIND) or self._carry_kind)
                text = next((t for t in self._row_words() if t), chosen)
                self._carry = Carry(self, self._stage, Load(kind, chosen, text))
        if self._carry is not None:
            self._carry.move(event.globalPosition().toPoint())

    def _row_words(self) -> list[str]:
        row = self.currentIndex().row()
        return [str(self.model().index(row, n).data() or "") for n in range(len(self._columns))]

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._press_at = None
        if self._carry is not None:
            carry, self._carry = self._carry, None
            carry.drop(event.globalPosition().toPoint())

    def _end_carry(self) -> None:
        self._press_at = None
        if self._carry is not None:
            self._carry.cancel()
            self._carry = None

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if not self._row_actions or self.current_id() is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self._row_actions)
        menu.popup(event.globalPos())  # not exec: what arrives goes on arriving

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        model = self.model()
        if not self.currentIndex().isValid() and model is not None and model.rowCount() > 0:
            self.setCurrentIndex(model.index(0, 0))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_columns()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        model = self.model()
        if self._empty_text and (model is None or model.rowCount() == 0):
            painter = QPainter(self.viewport())
            painter.setPen(self._stage.theme.colour("dim"))
            painter.setFont(self._stage.font())
            gap = self._stage.theme.gap(4)
            room: QRect = self.viewport().rect().adjusted(gap, gap, -gap, -gap)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._empty_text)
