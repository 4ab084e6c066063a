"""Small strokes that several parts share: a line of text, the frame of the focus, a bar."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from widgets.stage import Stage

LEFT = Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignRight
CENTRE = Qt.AlignmentFlag.AlignHCenter


def write(
    painter: QPainter,
    stage: Stage,
    box: QRect,
    text: str,
    *,
    step: str = "body",
    tone: str = "text",
    bold: bool = False,
    align: Qt.AlignmentFlag = LEFT,
) -> int:
    """One line of text in a type step, elided to the box; returns the width it took."""
    if box.width() <= 0 or not text:
        return 0
    metrics = stage.metrics(step, bold)
    # The measure rounds: what was given exactly its measured width must not lose a letter to a third of a pixel.
    fits = metrics.horizontalAdvance(text) <= box.width()
    shown = text if fits else metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.setFont(stage.font(step, bold))
    painter.setPen(stage.theme.colour(tone))
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | align, shown)
    return metrics.horizontalAdvance(shown)


def focus_frame(painter: QPainter, box: QRect, stage: Stage) -> None:
    """The frame around the part that has the keyboard."""
    stroke = stage.theme.size("stroke")
    painter.setPen(QPen(stage.theme.colour("live"), stroke))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half = stroke / 2.0
    painter.drawRect(QRectF(box).adjusted(half, half, -half, -half))


def frame(painter: QPainter, box: QRect, stage: Stage, tone: str = "line") -> None:
    """A 1 px rule around something."""
    rule = stage.theme.size("rule")
    painter.setPen(QPen(stage.theme.colour(tone), rule))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box.adjusted(rule // 2, rule // 2, -(rule + 1) // 2, -(rule + 1) // 2))
