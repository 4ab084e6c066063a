"""The timeline of the chosen incident with its filter: a topic, words, and a time to jump to. Everything by keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from console.desk.hands import Hands
from console.desk.inputs import combo
from console.desk.times import clock_of
from console.models.story import TimelineTable, Topic, topic_words
from widgets.roles import RowAction
from widgets.tables import BoardView

OLDER, NEWER = "older", "newer"


class TimelinePanel(QWidget):
    """Words typed filter at once; a time (14:05) and Enter jumps there; Esc gives back all lines and the keyboard."""

    def __init__(self, hands: Hands, view: BoardView, table: TimelineTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hands, self.view, self._table = hands, view, table
        self.topic = combo((topic.value, topic_words(topic)) for topic in Topic)
        self.topic.setAccessibleName(self.tr("类别"))
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("文字, 或 14:05 回车跳转 (Ctrl+F)"))
        self.line.setAccessibleName(self.tr("筛选时间线"))
        self.line.setClearButtonEnabled(True)
        self.line.installEventFilter(self)
        self.topic.installEventFilter(self)
        self.count = QLabel()
        self.count.setProperty("tone", "dim")
        head = QHBoxLayout()
        gap = hands.stage.theme.gap(1)
        head.setContentsMargins(2 * gap, gap, 2 * gap, gap)
        head.setSpacing(2 * gap)
        head.addWidget(self.topic)
        head.addWidget(self.line, 1)
        head.addWidget(self.count)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(view, 1)
        view.set_row_actions(
            [
                RowAction(OLDER, self.tr("下一条同类 (更早)"), "Ctrl+Down"),
                RowAction(NEWER, self.tr("上一条同类 (更晚)"), "Ctrl+Up"),
            ]
        )
        view.action_requested.connect(self._step)
        self.line.textChanged.connect(self._choose)
        self.topic.currentIndexChanged.connect(self._choose)
        table.counted.connect(self._counted)
        self._counted()

    def filter_by_typing(self) -> None:
        """Ctrl+F: the keyboard goes to the filter."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    @Slot()
    def _choose(self) -> None:
        text = self.line.text().strip()
        words = "" if clock_of(text) or not text.strip("0123456789:：") else text  # a time is for jumping
        self._table.set_filter(Topic(self.topic.currentData()), words)
        self._counted()

    @Slot()
    def _counted(self) -> None:
        shown, held = self._table.counts()
        self.count.setText(str(held) if shown == held else f"{shown} / {held}")

    @Slot(str, str)
    def _step(self, key: str, _id: str) -> None:
        row = self._table.next_alike(self.view.currentIndex().row(), 1 if key == OLDER else -1)
        if row >= 0:
            self._go(row)

    def _jump(self) -> None:
        said = clock_of(self.line.text())
        if said is not None:
            moment = self._table.moment_of(said[0], said[1], 59 if said[2] is None else said[2])
            if moment is not None:
                self._go(self._table.row_at(moment))
        elif self.view.model().rowCount() and not self.view.currentIndex().isValid():
            self._go(0)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go(self, row: int) -> None:
        index = self._table.index(row, 0)
        self.view.setCurrentIndex(index)
        self.view.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if watched is self.line and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._jump()
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.line.clear()
            self.topic.setCurrentIndex(0)
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if watched is self.line and event.key() == Qt.Key.Key_Down:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False
