"""Big figures in a row: how many, of what. The shape of the worst severity stands beside a figure that wants somebody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.paint import write
from widgets.roles import AlarmState, Severity
from widgets.severity import paint_mark, pulses
from widgets.stage import Stage


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure, as text, with its word."""

    word: str
    text: str
    severity: Severity | None = None
    state: AlarmState = AlarmState.ACKNOWLEDGED
    quiet: bool = False  # nothing that anybody has to look at


class FigureStrip(QWidget):
    """All cells have the same width; figures share one baseline, words another."""

    def __init__(self, stage: Stage, step: str = "figure", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        self._step = step
        self._figures: tuple[Figure, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        stage.beat.connect(self._beat)
        stage.themed.connect(self.updateGeometry)

    def figures(self) -> tuple[Figure, ...]:
        """What is shown."""
        return self._figures

    def set_figures(self, figures: Sequence[Figure]) -> None:
        """Shows these."""
        if tuple(figures) != self._figures:
            self._figures = tuple(figures)
            self.setAccessibleName("; ".join(f"{one.word} {one.text}" for one in figures))
            self.update()

    @Slot()
    def _beat(self) -> None:
        if any(one.severity is not None and pulses(one.state) for one in self._figures):
            self.update()

    def sizeHint(self) -> QSize:
        stage = self._stage
        height = stage.metrics(self._step, bold=True).capHeight() + stage.metrics("small").height() + stage.theme.gap(9)
        return QSize(stage.theme.size("lane"), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._stage.theme
        painter.fillRect(self.rect(), theme.colour("panel"))
        if not self._figures:
            return
        width = self.width() / len(self._figures)
        for number, one in enumerate(self._figures):
            left, right = round(number * width), round((number + 1) * width)
            box = QRect(left, 0, right - left, self.height())
            if number:
                rule = theme.size("rule")
                painter.fillRect(left, theme.gap(3), rule, self.height() - theme.gap(6), theme.colour("line"))
            self._paint(painter, box.adjusted(theme.gap(3), 0, -theme.gap(1), 0), one)

    def _paint(self, painter: QPainter, box: QRect, one: Figure) -> None:
        stage, theme = self._stage, self._stage.theme
        metrics = stage.metrics(self._step, bold=True)
        baseline = box.top() + theme.gap(4) + metrics.capHeight()
        painter.setFont(stage.font(self._step, bold=True))
        painter.setPen(theme.colour("dim" if one.quiet else "text"))
        painter.drawText(box.left(), baseline, one.text)
        if one.severity is not None:
            side = min(theme.size("mark") * 1.5, metrics.capHeight())
            left = box.left() + metrics.horizontalAdvance(one.text) + theme.gap(2)
            if left + side <= box.right():
                at = QRectF(left, baseline - metrics.capHeight() / 2 - side / 2, side, side)
                paint_mark(painter, at, theme, one.severity, one.state, pulse=stage.pulse)
        word = QRect(box.left(), baseline + theme.gap(2), box.width(), stage.metrics("small").height())
        write(painter, stage, word, one.word, step="small", tone="dim")
