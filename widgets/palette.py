"""Ctrl+K: every action of the window by typing, in a panel over the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from widgets.choices import ChoiceList, Completion
from widgets.overlay import Overlay
from widgets.stage import Stage


class Palette(Overlay):
    """A line and the actions that match it, best first, each with its key.

    Signals:
        chosen: ``text`` of the completion (the id of the action).
    """

    chosen = Signal(str)

    def __init__(self, stage: Stage, window: QWidget, search: Callable[[str], Sequence[Completion]]) -> None:
        super().__init__(window)
        self._stage = stage
        self._search = search
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("查找操作、力量、地点 (中文、拼音或首字母)"))
        self.line.setAccessibleName(self.tr("查找操作"))
        self._list = ChoiceList(stage)
        self._none = QLabel(self.tr("没有匹配的操作"))
        self._none.setProperty("tone", "dim")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box = QVBoxLayout(self)
        box.addWidget(self.line)
        box.addWidget(self._list)
        box.addWidget(self._none)
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self._filter)
        self._list.clicked.connect(self._choose)
        stage.themed.connect(self._measure)
        self._measure()

    def first_focus(self) -> QWidget:
        return self.line

    def open(self) -> None:
        self._filter(self.line.text())
        super().open()
        self.line.selectAll()

    def key_help(self) -> list[tuple[str, str]]:
        """Keys that work here, for the help."""
        return [("↑ ↓", self.tr("选择")), ("Enter", self.tr("执行")), ("Esc", self.tr("关闭, 文字保留"))]

    @Slot()
    def _measure(self) -> None:
        gap = self._stage.theme.gap(3)
        self.layout().setContentsMargins(gap, gap, gap, gap)
        self.layout().setSpacing(self._stage.theme.gap(2))
        self.line.setMinimumHeight(self._stage.theme.gap(10))
        self._none.setFixedHeight(self._stage.theme.size("row"))

    def place(self) -> None:
        window = self.parentWidget()
        width = min(self._stage.theme.size("palette"), window.width() - self._stage.theme.gap(8))
        self.layout().activate()
        height = self.layout().totalSizeHint().height()
        self.setGeometry((window.width() - width) // 2, window.height() // 8, width, height)

    @Slot(str)
    def _filter(self, text: str) -> None:
        found = self._search(text.strip())
        self._list.set_choices(found, current=0)
        self._list.setVisible(bool(found))
        self._none.setVisible(not found)
        if self.isVisible():
            self.place()

    @Slot(object)
    def _choose(self, choice: Completion) -> None:
        self.line.clear()
        self.put_away()
        self.chosen.emit(choice.text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.line:
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            match event.key():
                case Qt.Key.Key_Down | Qt.Key.Key_Tab:
                    self._list.move_by(1)
                    return True
                case Qt.Key.Key_Up | Qt.Key.Key_Backtab:
                    self._list.move_by(-1)
                    return True
                case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    marked = self._list.current()
                    if marked is not None:
                        self._choose(marked)
                    return True
        return False
