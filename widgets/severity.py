"""Severity is colour **and** shape **and** word; this module draws the shapes and holds the words.

    红 octagon   橙 triangle   黄 diamond   蓝 disc
    unacknowledged filled and pulsing · returned half filled and pulsing · acknowledged outline · shelved outline with a clock
    stale hatched · disconnected a broken line (with 断 where there is room) · unknown –

An octagon stays an octagon at any of these, so nobody has to tell red from orange to know which is worse.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from widgets.roles import AlarmState, Face, Glyph, Severity
from widgets.theme import Theme

TOKENS = {
    Severity.RED: "red",
    Severity.ORANGE: "orange",
    Severity.YELLOW: "yellow",
    Severity.BLUE: "blue",
    Severity.NORMAL: "ok",
}
_WORD_ROOM_PX = 26  # at 100 %: from this size on 断 fits into the mark


def severity_word(severity: Severity | None) -> str:
    """红, 橙, 黄, 蓝; 正常 where normal must be said; – for unknown."""
    match severity:
        case Severity.RED:
            return QCoreApplication.translate("Severity", "红")
        case Severity.ORANGE:
            return QCoreApplication.translate("Severity", "橙")
        case Severity.YELLOW:
            return QCoreApplication.translate("Severity", "黄")
        case Severity.BLUE:
            return QCoreApplication.translate("Severity", "蓝")
        case Severity.NORMAL:
            return QCoreApplication.translate("Severity", "正常")
        case _:
            return "–"


def grade_word(severity: Severity | None) -> str:
    """I级 to IV级, for incidents and responses."""
    match severity:
        case Severity.RED:
            return QCoreApplication.translate("Severity", "I级")
        case Severity.ORANGE:
            return QCoreApplication.translate("Severity", "II级")
        case Severity.YELLOW:
            return QCoreApplication.translate("Severity", "III级")
        case Severity.BLUE:
            return QCoreApplication.translate("Severity", "IV级")
        case _:
            return "–"


def state_word(state: AlarmState) -> str:
    """Where the alarm stands, in a word."""
    match state:
        case AlarmState.UNACKNOWLEDGED:
            return QCoreApplication.translate("Severity", "未确认")
        case AlarmState.ACKNOWLEDGED:
            return QCoreApplication.translate("Severity", "已确认")
        case AlarmState.RETURNED:
            return QCoreApplication.translate("Severity", "恢复未确认")
        case AlarmState.SHELVED:
            return QCoreApplication.translate("Severity", "已搁置")
        case AlarmState.CLEARED:
            return QCoreApplication.translate("Severity", "已解除")


def face_word(face: Face) -> str:
    """What is wrong with a datum; nothing for a good one."""
    match face:
        case Face.VALUE:
            return ""
        case Face.UNKNOWN:
            return QCoreApplication.translate("Severity", "未知")
        case Face.STALE:
            return QCoreApplication.translate("Severity", "陈旧")
        case Face.INVALID:
            return QCoreApplication.translate("Severity", "无效")
        case Face.DISCONNECTED:
            return QCoreApplication.translate("Severity", "断")


def pulses(state: AlarmState) -> bool:
    """Whether this state is the one thing on the screen that moves by itself."""
    return state in (AlarmState.UNACKNOWLEDGED, AlarmState.RETURNED)


def shape_path(severity: Severity, box: QRectF) -> QPainterPath:
    """Outline of a severity inside the box."""
    path = QPainterPath()
    centre = box.center()
    radius = min(box.width(), box.height()) / 2.0
    match severity:
        case Severity.RED:
            path.addPolygon(_ring(centre, radius, 8, math.pi / 8))
        case Severity.ORANGE:
            lift = radius * 0.12  # a triangle's weight lies low: raise it to sit level with the others
            path.addPolygon(
                QPolygonF(
                    [
                        QPointF(centre.x(), centre.y() - radius + lift / 2),
                        QPointF(centre.x() + radius, centre.y() + radius - lift),
                        QPointF(centre.x() - radius, centre.y() + radius - lift),
                    ]
                )
            )
        case Severity.YELLOW:
            path.addPolygon(_ring(centre, radius * 1.04, 4, 0.0))
        case _:
            path.addEllipse(centre, radius * 0.9, radius * 0.9)
    path.closeSubpath()
    return path


def _ring(centre: QPointF, radius: float, corners: int, turn: float) -> QPolygonF:
    step = 2 * math.pi / corners
    return QPolygonF(
        [QPointF(centre.x() + radius * math.cos(turn + i * step), centre.y() + radius * math.sin(turn + i * step)) for i in range(corners)]
    )


def paint_mark(
    painter: QPainter,
    box: QRectF,
    theme: Theme,
    severity: Severity | None,
    state: AlarmState = AlarmState.ACKNOWLEDGED,
    face: Face = Face.VALUE,
    pulse: float = 1.0,
) -> None:
    """Draws the mark of one alarm or datum in the box; ``pulse`` is the stage's brightness, 0 to 1."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side = min(box.width(), box.height())
    square = QRectF(0, 0, side, side)
    square.moveCenter(box.center())
    if face is Face.DISCONNECTED:
        _broken_line(painter, square, theme, theme.colour(TOKENS.get(severity, "dim")) if severity else theme.colour("dim"))
    elif severity is None or face is Face.UNKNOWN:
        _dash(painter, square, theme.colour("dim"), theme.size("stroke"))
    else:
        _shape(painter, square, theme, severity, state, face, pulse)
    painter.restore()


def _shape(painter: QPainter, square: QRectF, theme: Theme, severity: Severity, state: AlarmState, face: Face, pulse: float) -> None:
    colour = theme.colour(TOKENS[severity])
    stroke = theme.size("stroke")
    inset = stroke / 2.0 + 0.5
    path = shape_path(severity, square.adjusted(inset, inset, -inset, -inset))
    least = theme.alphas["pulse_least"]
    fill = QColor(colour)
    fill.setAlphaF(least + (1.0 - least) * pulse)
    if face in (Face.STALE, Face.INVALID):
        hatch_path(painter, path, colour, max(3.0, square.width() / 4.0))
    elif state is AlarmState.UNACKNOWLEDGED:
        painter.fillPath(path, fill)
    elif state is AlarmState.RETURNED:
        painter.save()
        painter.setClipRect(square.adjusted(0, square.height() / 2, 0, 0), Qt.ClipOperation.IntersectClip)
        painter.fillPath(path, fill)
        painter.restore()
    pen = QPen(colour, stroke, Qt.PenStyle.DotLine if face is Face.INVALID else Qt.PenStyle.SolidLine)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
    if state is AlarmState.SHELVED:
        paint_clock(painter, square, colour, max(1.0, stroke * 0.75), small=True)
    elif state is AlarmState.CLEARED:
        painter.drawLine(square.bottomLeft(), square.topRight())


def hatch_path(painter: QPainter, path: QPainterPath, colour: QColor, distance: float) -> None:
    """Slanted lines inside a path: what is drawn there is old."""
    painter.save()
    painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(colour, max(1.0, distance / 4.0)))
    box = path.boundingRect()
    start = box.left() - box.height()
    while start < box.right():
        painter.drawLine(QPointF(start, box.bottom()), QPointF(start + box.height(), box.top()))
        start += distance
    painter.restore()


def hatch(painter: QPainter, box: QRectF, theme: Theme, token: str = "line") -> None:
    """Hatch over a whole cell or panel whose datum is stale."""
    path = QPainterPath()
    path.addRect(box)
    hatch_path(painter, path, theme.colour(token), theme.size("hatch"))


def _broken_line(painter: QPainter, square: QRectF, theme: Theme, colour: QColor) -> None:
    stroke = theme.size("stroke")
    painter.setPen(QPen(colour, stroke, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    middle, left, right = square.center(), square.left(), square.right()
    with_word = square.width() >= theme.px(_WORD_ROOM_PX)
    gap = square.width() * (0.27 if with_word else 0.16)
    painter.drawLine(QPointF(left, middle.y()), QPointF(middle.x() - gap, middle.y()))
    painter.drawLine(QPointF(middle.x() + gap, middle.y()), QPointF(right, middle.y()))
    if with_word:
        font = painter.font()
        font.setPixelSize(max(1, int(gap * 2)))
        painter.setFont(font)
        painter.setPen(theme.colour("text"))
        painter.drawText(square, Qt.AlignmentFlag.AlignCenter, face_word(Face.DISCONNECTED))
    else:
        slant = square.height() * 0.22
        for side in (-gap, gap):
            painter.drawLine(
                QPointF(middle.x() + side - slant / 3, middle.y() + slant),
                QPointF(middle.x() + side + slant / 3, middle.y() - slant),
            )


def _dash(painter: QPainter, square: QRectF, colour: QColor, stroke: float) -> None:
    painter.setPen(QPen(colour, stroke, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    reach = square.width() * 0.28
    middle = square.center()
    painter.drawLine(QPointF(middle.x() - reach, middle.y()), QPointF(middle.x() + reach, middle.y()))


def paint_clock(painter: QPainter, square: QRectF, colour: QColor, stroke: float, small: bool = False) -> None:
    """A clock face; ``small`` puts only its hands into the middle of a shape."""
    painter.setPen(QPen(colour, stroke, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    middle = square.center()
    reach = square.width() * (0.2 if small else 0.28)
    if not small:
        painter.drawEllipse(middle, square.width() / 2 - stroke, square.width() / 2 - stroke)
    painter.drawPolyline(QPolygonF([QPointF(middle.x(), middle.y() - reach), middle, QPointF(middle.x() + reach * 0.9, middle.y())]))


def paint_glyph(painter: QPainter, box: QRectF, theme: Theme, glyph: Glyph, token: str) -> None:
    """Draws the shape of a state that is no alarm (a force's status, an order's) in a colour token."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    stroke = float(theme.size("stroke"))
    side = min(box.width(), box.height()) - stroke
    square = QRectF(0, 0, side, side)
    square.moveCenter(box.center())
    colour = theme.colour(token)
    painter.setPen(QPen(colour, stroke))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inner = square.adjusted(side * 0.1, side * 0.1, -side * 0.1, -side * 0.1)
    middle = square.center()
    match glyph:
        case Glyph.DISC:
            painter.setBrush(colour)
            painter.drawEllipse(inner)
        case Glyph.RING:
            painter.drawEllipse(inner)
        case Glyph.HALF:
            painter.drawEllipse(inner)
            painter.setBrush(colour)
            painter.drawPie(inner, 90 * 16, 180 * 16)
        case Glyph.SQUARE:
            painter.fillRect(inner, colour)
        case Glyph.BAR:
            painter.fillRect(QRectF(inner.left(), middle.y() - side * 0.14, inner.width(), side * 0.28), colour)
        case Glyph.ARROW:
            painter.drawPolyline(
                QPolygonF([QPointF(middle.x(), inner.top()), QPointF(inner.right(), middle.y()), QPointF(middle.x(), inner.bottom())])
            )
            painter.drawLine(QPointF(inner.left(), middle.y()), QPointF(inner.right(), middle.y()))
        case Glyph.CLOCK:
            paint_clock(painter, square, colour, stroke)
        case Glyph.CROSS:
            painter.drawLine(inner.topLeft(), inner.bottomRight())
            painter.drawLine(inner.topRight(), inner.bottomLeft())
        case Glyph.TICK:
            painter.drawPolyline(
                QPolygonF(
                    [
                        QPointF(inner.left(), middle.y()),
                        QPointF(middle.x() - side * 0.08, inner.bottom()),
                        QPointF(inner.right(), inner.top()),
                    ]
                )
            )
        case Glyph.DASH:
            _dash(painter, square, colour, stroke)
    painter.restore()
