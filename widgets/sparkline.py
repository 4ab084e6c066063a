"""A line of the last values, small enough for a row: shape at a glance, no axis."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.cells import Cell
from widgets.roles import Face, Index, Role, face_of
from widgets.severity import hatch
from widgets.stage import Stage


def paint_spark(
    painter: QPainter,
    box: QRectF,
    stage: Stage,
    values: Sequence[float | None],
    *,
    bars: bool = False,
    limit: float | None = None,
    tone: str = "live",
) -> None:
    """Draws values from old (left) to new (right); None is a gap. Bars stand on zero, lines fill the height."""
    known = [value for value in values if value is not None and math.isfinite(value)]
    if not known:
        painter.setPen(stage.theme.colour("dim"))
        painter.setFont(stage.font("small"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "–")
        return
    marks = [*known, limit] if limit is not None else known
    low, high = (0.0 if bars else min(marks)), max(marks)
    reach = (high - low) or 1.0

    def height(value: float) -> float:
        return box.bottom() - (value - low) / reach * box.height()

    painter.save()
    step = box.width() / max(1, len(values) if bars else len(values) - 1)
    if bars:
        for number, value in enumerate(values):
            if value is not None and math.isfinite(value) and value > 0:
                top = height(value)
                bar = QRectF(box.left() + number * step, top, max(1.0, step - stage.theme.px(1)), box.bottom() - top)
                painter.fillRect(bar, stage.theme.colour(tone))
    else:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(stage.theme.colour(tone), stage.theme.px(1.5)))
        for run in _runs(values):
            points = QPolygonF([QPointF(box.left() + n * step, height(v)) for n, v in run])
            if points.size() == 1:
                painter.drawPoint(points.at(0))
            else:
                painter.drawPolyline(points)
    if limit is not None:
        painter.setPen(QPen(stage.theme.colour("dim"), stage.theme.size("rule"), Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(box.left(), height(limit)), QPointF(box.right(), height(limit)))
    painter.restore()


def _runs(values: Sequence[float | None]) -> list[list[tuple[int, float]]]:
    """Stretches without a gap."""
    runs: list[list[tuple[int, float]]] = [[]]
    for number, value in enumerate(values):
        if value is None or not math.isfinite(value):
            runs.append([])
        else:
            runs[-1].append((number, value))
    return [run for run in runs if run]


class Sparkline(QWidget):
    """The line as a part of its own, with the five faces."""

    def __init__(self, stage: Stage, *, bars: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        self._bars = bars
        self._values: tuple[float | None, ...] = ()
        self._limit: float | None = None
        self._face = Face.UNKNOWN
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        stage.themed.connect(self._measure)

    def set_values(self, values: Sequence[float | None], face: Face = Face.VALUE, limit: float | None = None) -> None:
        """Shows these values, oldest first."""
        self._values, self._face, self._limit = tuple(values), face, limit
        self.update()

    @Slot()
    def _measure(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._stage.theme.size("spark"), self._stage.theme.size("row"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        gap = self._stage.theme.gap(1)
        paint_faced(painter, self.rect().adjusted(0, gap, 0, -gap), self._stage, self._values, self._face, self._bars, self._limit)


def paint_faced(
    painter: QPainter,
    box: QRect,
    stage: Stage,
    values: Sequence[float | None],
    face: Face,
    bars: bool,
    limit: float | None = None,
) -> None:
    """The line with what is wrong about it: hatched when stale, dim and dashed away when nothing comes."""
    if face is Face.STALE:
        hatch(painter, QRectF(box), stage.theme)
    paint_spark(
        painter,
        QRectF(box),
        stage,
        () if face is Face.UNKNOWN else values,
        bars=bars,
        limit=limit,
        tone="live" if face is Face.VALUE else "dim",
    )


class SparkCell(Cell):
    """A sparkline in a board, from ``Role.SERIES``."""

    def __init__(self, stage: Stage, *, bars: bool = False) -> None:
        super().__init__(stage)
        self._bars = bars

    def text(self, index: Index) -> str:
        return ""

    def draw(self, painter: QPainter, box: QRect, index: Index) -> None:
        gap = self._stage.theme.gap(1.5)
        series = index.data(Role.SERIES)
        paint_faced(painter, box.adjusted(0, gap, 0, -gap), self._stage, series or (), face_of(index), self._bars)
