"""F1: the keys that work where the person is, over the window; nothing to read that does not apply."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Slot
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from widgets.overlay import Overlay
from widgets.paint import RIGHT, write
from widgets.shortcuts import key_text
from widgets.stage import Stage

Section = tuple[str, list[tuple[str, str]]]


def keys_of(widget: QWidget) -> list[tuple[str, str]]:
    """Keys of one widget: what it tells itself, then its actions that have a key."""
    tell = getattr(widget, "key_help", None)
    told: list[tuple[str, str]] = list(tell()) if tell is not None else []
    known = {key for key, _ in told}
    for action in widget.actions():
        key = _key(action)
        if key and key not in known and action.isVisible():
            told.append((key, action.text().split("\t")[0].replace("&", "")))
    return told


def _key(action: QAction) -> str:
    return key_text(action.shortcut().toString())


def keys_here(focus: QWidget | None, window: QWidget, words: str) -> list[Section]:
    """Sections from the focused part outward to the window; ``words`` heads those of the window."""
    sections: list[Section] = []
    widget = focus
    while widget is not None and widget is not window:
        told = keys_of(widget)
        if told:
            sections.append((widget.accessibleName() or widget.windowTitle(), told))
        widget = widget.parentWidget()
    told = keys_of(window)
    if told:
        sections.append((words, told))
    return sections


class HelpOverlay(Overlay):
    """The list of keys. F1, Esc or a click puts it away."""

    def __init__(self, stage: Stage, window: QWidget) -> None:
        super().__init__(window)
        self._stage = stage
        self._sections: list[Section] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("按键帮助"))

    @Slot()
    def toggle(self) -> None:
        """Shows the keys of the part that has the focus, or puts them away."""
        if self.isVisible():
            self.put_away()
            return
        self._sections = keys_here(QApplication.focusWidget(), self.parentWidget(), self.tr("全窗口"))
        self.open()

    def sections(self) -> list[Section]:
        """What it shows."""
        return self._sections

    def _columns(self) -> list[list[Section]]:
        """As many columns as it takes for every key to be in sight; a long section goes on in the next one under its own heading."""
        theme = self._stage.theme
        rows = max(8, (self.parentWidget().height() - theme.gap(22)) // theme.px(26))
        columns: list[list[Section]] = [[]]
        used = 0
        for title, keys in self._sections:
            while keys:
                fits = rows - used - 2
                if fits < min(3, len(keys)):
                    columns.append([])
                    used, fits = 0, rows - 2
                columns[-1].append((title, keys[:fits]))
                used += len(keys[:fits]) + 2
                keys = keys[fits:]
        return [column for column in columns if column]

    def place(self) -> None:
        theme, window = self._stage.theme, self.parentWidget()
        columns = self._columns()
        rows = max((sum(len(keys) + 2 for _, keys in column) for column in columns), default=1)
        width = min(window.width() - theme.gap(8), theme.size("sheet") * max(1, len(columns)) + theme.gap(8))
        height = min(window.height() - theme.gap(8), rows * theme.px(26) + theme.gap(14))
        self.setGeometry((window.width() - width) // 2, (window.height() - height) // 2, width, height)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.put_away()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F1:
            self.put_away()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        stage, theme = self._stage, self._stage.theme
        margin, height = theme.gap(5), theme.px(26)
        columns = self._columns()
        if not columns:
            write(painter, stage, self.rect().adjusted(margin, 0, -margin, 0), self.tr("此处没有专用按键"), tone="dim")
        width = (self.width() - margin * (len(columns) + 1)) // max(1, len(columns))
        for number, column in enumerate(columns):
            top = margin
            left = margin + number * (width + margin)
            for words, keys in column:
                write(painter, stage, QRect(left, top, width, height), words or self.tr("此处"), bold=True)
                top += height
                painter.fillRect(left, top, width, theme.size("rule"), theme.colour("line"))
                top += theme.gap(1)
                for key, text in keys:
                    line = QRect(left, top, width, height)
                    used = write(painter, stage, line, key, tone="live", align=RIGHT)
                    write(painter, stage, line.adjusted(0, 0, -used - theme.gap(2), 0), text)
                    top += height
                top += height - theme.gap(1)
        foot = self.rect().adjusted(margin, self.height() - margin - height // 2, -margin, -theme.gap(1))
        write(painter, stage, foot, self.tr("F1 或 Esc 关闭"), step="small", tone="dim", align=RIGHT)
