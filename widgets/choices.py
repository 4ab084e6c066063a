"""A short list to choose from while typing: it shows and is clicked, and never has the keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from widgets.paint import RIGHT, write
from widgets.stage import Stage


@dataclass(frozen=True, slots=True)
class Completion:
    """One offer: the ``text`` it stands for (a whole command line, or the id of an action), words for people, its key."""

    text: str
    label: str = ""
    detail: str = ""
    key: str = ""


class ChoiceList(QWidget):
    """Rows of completions with one of them marked.

    Signals:
        clicked: the completion under the mouse was clicked.
    """

    clicked = Signal(object)

    def __init__(self, stage: Stage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        self._choices: tuple[Completion, ...] = ()
        self._current = -1
        self._first = 0
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        stage.themed.connect(self._measure)

    def set_choices(self, choices: Sequence[Completion], current: int = -1) -> None:
        """Shows these; ``current`` is marked (-1 for none)."""
        self._choices = tuple(choices)
        self._first = 0
        self._current = current if choices else -1
        self._measure()

    def choices(self) -> tuple[Completion, ...]:
        """What is offered."""
        return self._choices

    def current(self) -> Completion | None:
        """The marked one."""
        return self._choices[self._current] if 0 <= self._current < len(self._choices) else None

    def move_by(self, step: int) -> None:
        """Marks the next or the one before, round the end."""
        if self._choices:
            start = self._current if self._current >= 0 else (-1 if step > 0 else 0)
            self._current = (start + step) % len(self._choices)
            self._keep_in_sight()
            self.update()

    def _keep_in_sight(self) -> None:
        rows = self._rows()
        self._first = min(max(self._first, self._current - rows + 1), max(0, self._current))

    def _rows(self) -> int:
        return max(1, min(len(self._choices), int(self._stage.theme.sizes["popup_rows"])))

    @Slot()
    def _measure(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        theme = self._stage.theme
        return QSize(theme.size("sheet"), theme.size("row") * self._rows() if self._choices else 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._stage.theme.size("lane"), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        stage, theme = self._stage, self._stage.theme
        height = theme.size("row")
        for place, number in enumerate(range(self._first, min(self._first + self._rows(), len(self._choices)))):
            choice = self._choices[number]
            box = QRect(0, place * height, self.width(), height)
            marked = number == self._current
            if marked:
                painter.fillRect(box, theme.colour("live", theme.alphas["selected"]))
                painter.fillRect(box.left(), box.top(), theme.size("stroke") + theme.px(1), height, theme.colour("live"))
            line = box.adjusted(theme.gap(3), 0, -theme.gap(3), 0)
            used = write(painter, stage, line, choice.key, step="small", tone="dim", align=RIGHT)
            line.setRight(line.right() - used - (theme.gap(3) if used else 0))
            used = write(painter, stage, line, choice.label or choice.text)
            write(painter, stage, line.adjusted(used + theme.gap(3), 0, 0, 0), choice.detail, step="small", tone="dim")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        number = self._first + int(event.position().y()) // self._stage.theme.size("row")
        if 0 <= number < len(self._choices):
            self._current = number
            self.update()
            self.clicked.emit(self._choices[number])

    def wheelEvent(self, event: QWheelEvent) -> None:
        step = -1 if event.angleDelta().y() > 0 else 1
        self._first = min(max(0, self._first + step), max(0, len(self._choices) - self._rows()))
        self.update()
