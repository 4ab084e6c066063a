"""The four steps of a broadcast as a rail: where one is, what is done, what is missing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.paint import focus_frame, write
from widgets.roles import Glyph
from widgets.severity import paint_glyph
from widgets.stage import Stage


class StepRail(QWidget):
    """Signals:
    chosen: a person wants that step (0 …).
    """

    chosen = Signal(int)

    def __init__(self, stage: Stage, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        self._names = tuple(names)
        self._at = 0
        self._done = [False] * len(self._names)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        stage.themed.connect(self._measure)

    def set_state(self, at: int, done: Sequence[bool]) -> None:
        """Which step is open, and which are complete."""
        self._at, self._done = at, list(done)
        said = [f"{number + 1} {name}{' ✓' if ok else ''}" for number, (name, ok) in enumerate(zip(self._names, self._done, strict=True))]
        self.setAccessibleName(" ".join(said))
        self.update()

    @Slot()
    def _measure(self) -> None:
        self.updateGeometry()
        self.update()

    def key_help(self) -> list[tuple[str, str]]:
        """Keys that work here, for the help."""
        return [("← →", self.tr("换一步"))]

    def sizeHint(self) -> QSize:
        theme = self._stage.theme
        return QSize(theme.size("sheet"), theme.size("hit") + theme.gap(2))

    def _box(self, number: int) -> QRect:
        """Each has the room of its words, and an equal share of what is left."""
        widths = [self._least(n) for n in range(len(self._names))]
        spare = max(0, self.width() - sum(widths)) / len(widths)
        left = round(sum(widths[:number]) + number * spare)
        return QRect(left, 0, round(sum(widths[: number + 1]) + (number + 1) * spare) - left, self.height())

    def _least(self, number: int) -> int:
        theme = self._stage.theme
        return theme.size("mark") + theme.gap(6) + self._stage.metrics(bold=True).horizontalAdvance(f"{number + 1} {self._names[number]}")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme, stage = self._stage.theme, self._stage
        for number, name in enumerate(self._names):
            box, here = self._box(number), number == self._at
            painter.fillRect(box, theme.colour("raised" if here else "panel"))
            stroke = theme.size("stroke") + theme.px(1)
            painter.fillRect(QRect(box.left(), box.bottom() + 1 - stroke, box.width(), stroke), theme.colour("live" if here else "line"))
            side = theme.size("mark")
            mark = QRectF(box.left() + theme.gap(2), box.center().y() + 1 - side / 2, side, side)
            done = self._done[number]
            paint_glyph(painter, mark, theme, Glyph.TICK if done else Glyph.RING, "ok" if done else "dim")
            line = box.adjusted(side + theme.gap(4), 0, -theme.gap(1), 0)
            write(painter, stage, line, f"{number + 1} {name}", tone="text" if here else "dim", bold=here)
        if self.hasFocus():
            focus_frame(painter, self.rect(), stage)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        for number in range(len(self._names)):
            if self._box(number).contains(event.position().toPoint()):
                self.chosen.emit(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        elif 0 <= self._at + step < len(self._names):
            self.chosen.emit(self._at + step)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
