"""Lamps of the status bar: a light per wire with the age of its last byte, the clock, the mark of the hall.

A lamp that is well is quiet; a lamp that is not shows a shape and a word, so that it is seen without its colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from widgets import format as fmt
from widgets.roles import Face, Glyph, Severity
from widgets.severity import paint_glyph, paint_mark
from widgets.stage import Stage


class WireState(StrEnum):
    """How a wire is."""

    OK = "ok"
    LATE = "late"
    DEAD = "dead"
    UNKNOWN = "unknown"


_RANK = {WireState.DEAD: 0, WireState.LATE: 1, WireState.UNKNOWN: 2, WireState.OK: 3}


@dataclass(frozen=True, slots=True)
class Wire:
    """One line as a lamp shows it; ``stations`` says who hangs on it, for the tool tip."""

    id: str
    name: str
    state: WireState
    last_byte: datetime | None = None
    stations: str = ""


def wire_word(state: WireState) -> str:
    """The state in a word."""
    match state:
        case WireState.OK:
            return QCoreApplication.translate("Lamps", "正常")
        case WireState.LATE:
            return QCoreApplication.translate("Lamps", "迟")
        case WireState.DEAD:
            return QCoreApplication.translate("Lamps", "断")
        case WireState.UNKNOWN:
            return QCoreApplication.translate("Lamps", "未知")


def paint_wire_mark(painter: QPainter, box: QRectF, stage: Stage, state: WireState) -> None:
    """The shape: a quiet disc, a diamond, a broken line, a dash."""
    match state:
        case WireState.OK:
            paint_glyph(painter, box, stage.theme, Glyph.DISC, "ok")
        case WireState.LATE:
            paint_mark(painter, box, stage.theme, Severity.YELLOW)
        case WireState.DEAD:
            paint_mark(painter, box, stage.theme, Severity.RED, face=Face.DISCONNECTED)
        case WireState.UNKNOWN:
            paint_mark(painter, box, stage.theme, None)


def wire_text(wire: Wire, now: datetime) -> str:
    """Name, a word when something is wrong, and the age of the last byte."""
    age = fmt.short_age(wire.last_byte, now)
    return f"{wire.name} {age}" if wire.state is WireState.OK else f"{wire.name} {wire_word(wire.state)} {age}"


def wire_tip(wire: Wire, now: datetime) -> str:
    """Everything known about the wire, for the tool tip."""
    lines = [
        f"{wire.name}: {wire_word(wire.state)}",
        QCoreApplication.translate("Lamps", "末字节 {time} ({age})").format(
            time=fmt.clock(wire.last_byte, now), age=fmt.age(wire.last_byte, now)
        ),
    ]
    if wire.stations:
        lines.append(QCoreApplication.translate("Lamps", "所挂站点: {stations}").format(stations=wire.stations))
    return "\n".join(lines)


class WireLamp(QWidget):
    """One lamp on its own.

    Signals:
        opened: a click, or Enter or Space with the focus (the id of the wire).
    """

    opened = Signal(str)

    def __init__(self, stage: Stage, wire: Wire, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        self._wire = wire
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        stage.second.connect(self._refresh)
        stage.themed.connect(self._refresh)
        self._refresh()

    def wire(self) -> Wire:
        """What the lamp shows."""
        return self._wire

    def set_wire(self, wire: Wire) -> None:
        """Shows this instead."""
        self._wire = wire
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        text = wire_text(self._wire, self._stage.now())
        self.setAccessibleName(text)
        self.setToolTip(wire_tip(self._wire, self._stage.now()))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(lamp_width(self._stage, wire_text(self._wire, self._stage.now())), self._stage.theme.size("hit"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        _paint_lamp(painter, self.rect(), self._stage, self._wire.state, wire_text(self._wire, self._stage.now()))
        if self.hasFocus():
            _paint_focus(painter, self.rect(), self._stage)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.opened.emit(self._wire.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self._wire.id)
        else:
            super().keyPressEvent(event)


def lamp_width(stage: Stage, text: str) -> int:
    """Width of a lamp with that text."""
    theme = stage.theme
    return theme.px(12) + theme.gap(5) + stage.metrics("small").horizontalAdvance(text)


def _paint_lamp(painter: QPainter, box: QRect, stage: Stage, state: WireState | None, text: str) -> None:
    theme = stage.theme
    side = theme.px(12)
    left = box.left() + theme.gap(2)
    if state is not None:
        paint_wire_mark(painter, QRectF(left, box.center().y() + 1 - side / 2, side, side), stage, state)
        left += side + theme.gap(1.5)
    painter.setFont(stage.font("small"))
    painter.setPen(theme.colour("dim" if state in (WireState.OK, None) else "text"))
    room = QRect(left, box.top(), box.right() - left + 1, box.height())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


def _paint_focus(painter: QPainter, box: QRect, stage: Stage) -> None:
    painter.setPen(QPen(stage.theme.colour("live"), stage.theme.size("rule")))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box.adjusted(0, 0, -1, -1))


class LampStrip(QWidget):
    """All wires in a row. Too narrow for all, the good ones fold into "正常 5/6" and the others stay.

    Signals:
        opened: a wire was clicked or entered (its id; "" for the folded good ones).
    """

    opened = Signal(str)

    def __init__(self, stage: Stage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        self._wires: tuple[Wire, ...] = ()
        self._places: list[tuple[QRect, Wire | None]] = []
        self._cursor = 0
        self._brief = False
        self._hidden = 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        stage.second.connect(self._refresh)
        stage.themed.connect(self._refresh)

    def set_wires(self, wires: Sequence[Wire]) -> None:
        """Shows these wires, in their order."""
        self._wires = tuple(wires)
        self._refresh()

    def shown(self) -> list[str]:
        """Texts of the lamps in sight, as painted."""
        return [self._text(wire) for _, wire in self._places] + ([self._more(self._hidden)] if self._hidden else [])

    def key_help(self) -> list[tuple[str, str]]:
        """Keys that work here, for the help."""
        return [("← →", self.tr("选择线路")), ("Enter", self.tr("查看线路"))]

    @Slot()
    def _refresh(self) -> None:
        self._places = self._lay()
        self._cursor = min(self._cursor, max(0, len(self._places) - 1))
        self.setAccessibleName("; ".join(self.shown()))
        self.update()

    def _text(self, wire: Wire | None) -> str:
        if wire is not None and self._brief:
            return f"{wire.name} {wire_word(wire.state)}"
        if wire is not None:
            return wire_text(wire, self._stage.now())
        good = sum(w.state is WireState.OK for w in self._wires)
        return self.tr("正常 {good}/{all}").format(good=good, all=len(self._wires))

    def _lay(self) -> list[tuple[QRect, Wire | None]]:
        """All; else the good ones folded; else the bad ones without their ages; else as many of them as fit, the dead first."""
        order: list[Wire | None] = list(self._wires)
        self._brief, self._hidden = False, 0
        if self._width(order) > self.width():
            bad = sorted((w for w in self._wires if w.state is not WireState.OK), key=lambda w: _RANK[w.state])
            order = [None, *bad]
            self._brief = self._width(order) > self.width()
            more = lamp_width(self._stage, self._more(len(bad)))
            while len(order) > 2 and self._width(order) + (more if self._hidden else 0) > self.width():
                order.pop()
                self._hidden += 1
        places, left = [], 0
        for wire in order:
            width = lamp_width(self._stage, self._text(wire))
            places.append((QRect(left, 0, width, self.height()), wire))
            left += width
        return places

    def _more(self, count: int) -> str:
        return self.tr("另 {count} 路异常").format(count=count)

    def _width(self, order: Sequence[Wire | None]) -> int:
        return sum(lamp_width(self._stage, self._text(wire)) for wire in order)

    def sizeHint(self) -> QSize:
        return QSize(self._width(self._wires), self._stage.theme.size("hit"))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._stage.theme.size("lane"), self._stage.theme.size("hit"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._refresh()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if not self._wires:
            _paint_lamp(painter, self.rect(), self._stage, None, self.tr("无线路"))
        for number, (box, wire) in enumerate(self._places):
            _paint_lamp(painter, box, self._stage, WireState.OK if wire is None else wire.state, self._text(wire))
            if self.hasFocus() and number == self._cursor:
                _paint_focus(painter, box, self._stage)
        if self._hidden:
            rest = self.rect().adjusted(self._places[-1][0].right(), 0, 0, 0)
            _paint_lamp(painter, rest, self._stage, None, self._more(self._hidden))

    def _at(self, pos: QPoint) -> tuple[QRect, Wire | None] | None:
        return next((place for place in self._places if place[0].contains(pos)), None)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            place = self._at(event.pos())
            if place is None:
                QToolTip.hideText()
                return False
            now = self._stage.now()
            wires = self._wires if place[1] is None else (place[1],)
            QToolTip.showText(event.globalPos(), "\n".join(wire_tip(wire, now) for wire in wires), self)
            return True
        return super().event(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = self._at(event.position().toPoint())
        if place is not None:
            self.opened.emit("" if place[1] is None else place[1].id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is not None and self._places:
            self._cursor = (self._cursor + step) % len(self._places)
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._places:
            wire = self._places[self._cursor][1]
            self.opened.emit("" if wire is None else wire.id)
        else:
            super().keyPressEvent(event)


class ClockLabel(QWidget):
    """14:05:32 – local time, to the second; the date beside it in dim."""

    def __init__(self, stage: Stage, step: str = "lead", with_date: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        self._step = step
        self._with_date = with_date
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        stage.second.connect(self.update)
        stage.themed.connect(self._measure)

    @Slot()
    def _measure(self) -> None:
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """The time as shown."""
        return fmt.clock(self._stage.now())

    def _date(self) -> str:
        now = self._stage.now()
        return f"{fmt.date_clock(now)[:10]} {fmt.weekday(now)}" if self._with_date else ""

    def sizeHint(self) -> QSize:
        theme = self._stage.theme
        width = self._stage.metrics(self._step).horizontalAdvance("00:00:00") + theme.gap(4)
        if self._with_date:
            width += self._stage.metrics("small").horizontalAdvance(self._date()) + theme.gap(2)
        return QSize(width, max(theme.size("hit"), self._stage.metrics(self._step).height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._stage.theme
        box = self.rect().adjusted(theme.gap(2), 0, -theme.gap(2), 0)
        painter.setPen(theme.colour("text"))
        painter.setFont(self._stage.font(self._step))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self.text())
        painter.setPen(theme.colour("dim"))
        painter.setFont(self._stage.font("small"))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._date())


class HallMark(QWidget):
    """[演练] or [实战]: which of the two halls this is. The drill is framed by hazard stripes, so that no picture of it passes for real."""

    def __init__(self, stage: Stage, drill: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        self._drill = drill
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.text())
        self.setToolTip(self.tr("演练大厅: 数据、线路、账号与实战分开") if drill else self.tr("实战大厅"))
        stage.themed.connect(self._measure)

    @Slot()
    def _measure(self) -> None:
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """The word on the mark."""
        return self.tr("演练") if self._drill else self.tr("实战")

    def sizeHint(self) -> QSize:
        theme = self._stage.theme
        words = self._stage.metrics("body", bold=True).horizontalAdvance(self.text())
        return QSize(words + theme.gap(14 if self._drill else 4), theme.size("hit") - theme.gap(1))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._stage.theme
        box = self.rect()
        painter.setFont(self._stage.font("body", bold=True))
        if not self._drill:
            painter.setPen(QPen(theme.colour("line"), theme.size("rule")))
            painter.drawRect(box.adjusted(0, 0, -1, -1))
            painter.setPen(theme.colour("text"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.text())
            return
        painter.fillRect(box, theme.colour("text"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        band = theme.gap(4)
        for side in (QRect(0, 0, band, box.height()), QRect(box.width() - band, 0, band, box.height())):
            painter.save()
            painter.setClipRect(side)
            painter.fillRect(side, theme.colour("ground"))
            painter.setPen(QPen(theme.colour("text"), theme.gap(1)))
            for start in range(-box.height(), side.width() + 1, theme.gap(2.5)):
                left = side.left() + start
                painter.drawLine(left, box.height(), left + box.height(), 0)
            painter.restore()
        painter.setPen(theme.colour("ground"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.text())
