"""Big figures in a row: how many, of what. The shape of the worst severity stands beside a figure that wants somebody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Slot
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
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
        stage.themed.connect(self._measure)

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

    @Slot()
    def _measure(self) -> None:
        self.updateGeometry()
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
        cells = self._cells()
        font = self._font(cells)
        for one, box in cells:
            if box.left() > theme.gap(3):
                left = box.left() - theme.gap(2)
                painter.fillRect(left, theme.gap(3), theme.size("rule"), self.height() - theme.gap(6), theme.colour("line"))
            self._paint(painter, box, one, font)

    def _cells(self) -> list[tuple[Figure, QRect]]:
        gap = self._stage.theme.gap(2)
        width = self.width() / len(self._figures)
        cells = []
        for number, one in enumerate(self._figures):
            left, right = round(number * width) + gap, round((number + 1) * width) - gap // 2
            cells.append((one, QRect(left, 0, right - left, self.height())))
        return cells

    def _font(self, cells: list[tuple[Figure, QRect]]) -> QFont:
        """One size for all, in which the longest figure and its shape still fit."""
        stage, theme = self._stage, self._stage.theme
        font = QFont(stage.font(self._step, bold=True))
        size = theme.text_px(self._step)
        while size > theme.text_px("body"):
            font.setPixelSize(size)
            metrics = QFontMetrics(font)
            if all(metrics.horizontalAdvance(one.text) + self._shape(one) <= box.width() for one, box in cells):
                break
            size = int(size * 0.95)
        font.setPixelSize(size)
        return font

    def _shape(self, one: Figure) -> int:
        return self._stage.theme.size("mark") + self._stage.theme.gap(1.5) if one.severity is not None else 0

    def _paint(self, painter: QPainter, box: QRect, one: Figure, font: QFont) -> None:
        stage, theme = self._stage, self._stage.theme
        metrics = QFontMetrics(font)
        full = stage.metrics(self._step, bold=True).capHeight()
        baseline = box.top() + theme.gap(4) + full
        painter.setFont(font)
        painter.setPen(theme.colour("dim" if one.quiet else "text"))
        painter.drawText(box.left(), baseline, one.text)
        if one.severity is not None:
            side = theme.size("mark")
            left = box.left() + metrics.horizontalAdvance(one.text) + theme.gap(1.5)
            at = QRectF(left, baseline - metrics.capHeight() / 2 - side / 2, side, side)
            paint_mark(painter, at, theme, one.severity, one.state, pulse=stage.pulse)
        word = QRect(box.left(), baseline + theme.gap(2), box.width(), stage.metrics("small").height())
        write(painter, stage, word, one.word, step="small", tone="dim")
