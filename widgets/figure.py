"""A big figure for the wall or the head of a panel: what it counts, the number with its unit, how old it is."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets import format as fmt
from widgets.paint import LEFT, RIGHT, write
from widgets.roles import AlarmState, Face, Severity
from widgets.severity import face_word, hatch, paint_mark, pulses
from widgets.stage import Stage


class BigFigure(QWidget):
    """The number grows with the room it has; words and age keep the type steps of the theme."""

    def __init__(self, stage: Stage, word: str, unit: str = "", decimals: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        self._word = word
        self._unit = unit
        self._decimals = decimals
        self._value: float | None = None
        self._moment: datetime | None = None
        self._face = Face.UNKNOWN
        self._severity: Severity | None = None
        self._state = AlarmState.ACKNOWLEDGED
        self._note = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._say()
        stage.second.connect(self.update)
        stage.beat.connect(self._beat)
        stage.themed.connect(self._measure)

    def set_value(
        self,
        value: float | None,
        moment: datetime | None,
        face: Face = Face.VALUE,
        severity: Severity | None = None,
        state: AlarmState = AlarmState.ACKNOWLEDGED,
        note: str = "",
    ) -> None:
        """Shows a value of a moment; ``note`` is a second line ("娘娘坝")."""
        self._value, self._moment, self._note = value, moment, note
        self._face = Face.UNKNOWN if value is None and face is Face.VALUE else face
        self._severity, self._state = severity, state
        self._say()
        self.update()

    def figure(self) -> str:
        """The number as shown, without its unit."""
        gone = self._face in (Face.UNKNOWN, Face.DISCONNECTED)
        return fmt.UNKNOWN if gone else fmt.plain(self._value, self._decimals)

    def _say(self) -> None:
        unit = "" if self.figure() == fmt.UNKNOWN else self._unit
        self.setAccessibleName(" ".join(part for part in (self._word, self.figure(), unit, face_word(self._face)) if part))

    @Slot()
    def _measure(self) -> None:
        self.updateGeometry()
        self.update()

    @Slot()
    def _beat(self) -> None:
        if self._severity is not None and pulses(self._state):
            self.update()

    def sizeHint(self) -> QSize:
        theme, stage = self._stage.theme, self._stage
        height = stage.metrics("body").height() + stage.metrics("figure").height() + stage.metrics("small").height()
        return QSize(theme.size("lane"), height + theme.gap(6))

    def minimumSizeHint(self) -> QSize:
        stage = self._stage
        height = sum(stage.metrics(step).height() for step in ("body", "title", "small"))
        return QSize(stage.theme.size("spark"), height + stage.theme.gap(4))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        stage, theme = self._stage, self._stage.theme
        painter.fillRect(self.rect(), theme.colour("panel"))
        if self._face is Face.STALE:
            hatch(painter, QRectF(self.rect()), theme)
        box = self.rect().adjusted(theme.gap(3), theme.gap(2), -theme.gap(3), -theme.gap(2))
        top = QRect(box.left(), box.top(), box.width(), stage.metrics("body").height())
        foot = QRect(box.left(), box.bottom() + 1 - stage.metrics("small").height(), box.width(), stage.metrics("small").height())
        left = top.left()
        if self._severity is not None or self._face is Face.DISCONNECTED:
            side = theme.size("mark")
            at = QRectF(left, top.center().y() + 1 - side / 2, side, side)
            paint_mark(painter, at, theme, self._severity, self._state, self._face, stage.pulse)
            left += side + theme.gap(2)
        write(painter, stage, top.adjusted(left - top.left(), 0, 0, 0), self._word)
        told = f"{face_word(self._face)} {fmt.age(self._moment, stage.now())}".strip()
        used = write(
            painter, stage, foot, told if self._moment or self._face is not Face.VALUE else "", step="small", tone="dim", align=RIGHT
        )
        write(painter, stage, foot.adjusted(0, 0, -used - theme.gap(2), 0), self._note, step="small", tone="dim", align=LEFT)
        self._number(painter, QRect(box.left(), top.bottom() + 1, box.width(), foot.top() - top.bottom() - 1))

    def _number(self, painter: QPainter, room: QRect) -> None:
        theme = self._stage.theme
        figure = self.figure()
        unit = "" if figure == fmt.UNKNOWN else self._unit
        font = QFont(self._stage.font("figure", bold=True))
        size = max(theme.text_px("title"), int(room.height() * 0.8))
        unit_font = self._stage.font("lead")
        unit_width = QFontMetrics(unit_font).horizontalAdvance(unit) + theme.gap(2) if unit else 0
        while size > theme.text_px("small"):
            font.setPixelSize(size)
            if QFontMetrics(font).horizontalAdvance(figure) + unit_width <= room.width():
                break
            size = int(size * 0.92)
        font.setPixelSize(size)
        metrics = QFontMetrics(font)
        baseline = room.top() + (room.height() + metrics.capHeight()) // 2
        painter.setFont(font)
        painter.setPen(theme.colour("text" if self._face is Face.VALUE else "dim"))
        painter.drawText(room.left(), baseline, figure)
        painter.setFont(unit_font)
        painter.setPen(theme.colour("dim"))
        painter.drawText(room.left() + metrics.horizontalAdvance(figure) + theme.gap(2), baseline, unit)
        painter.setPen(Qt.PenStyle.NoPen)
