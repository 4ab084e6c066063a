"""The last minute of a channel as an envelope; a click or Enter asks to hear it again from there."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import IntEnum

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from widgets import format as fmt
from widgets.paint import RIGHT, focus_frame, write
from widgets.stage import Stage

SPAN_S = 60
BINS_PER_S = 10
_PAINT_MS = 100


class Heard(IntEnum):
    """Who was on the channel."""

    NOBODY = 0
    RECEIVED = 1
    SENT = 2


class Waveform(QWidget):
    """Sixty seconds in bins of a tenth, oldest left, now right.

    Signals:
        seek_requested: play from this moment (aware datetime).
    """

    seek_requested = Signal(object)

    def __init__(self, stage: Stage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        self._size = SPAN_S * BINS_PER_S
        self._peaks = [0.0] * self._size
        self._heard = [Heard.NOBODY] * self._size
        self._bins = [-1] * self._size  # number of the tenth each bin holds, so that an old one is never drawn as new
        self._cursor_s: float | None = None
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(_PAINT_MS)
        self._clock.timeout.connect(self.update)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("最近 60 s 录音"))
        stage.second.connect(self._second)
        stage.themed.connect(self._measure)

    def push(self, moment: datetime, peak: float, heard: Heard) -> None:
        """Peak (0 to 1) at a moment; the greatest of a tenth of a second stays."""
        number = int(moment.timestamp() * BINS_PER_S)
        place = number % self._size
        if self._bins[place] != number:
            self._bins[place], self._peaks[place], self._heard[place] = number, 0.0, Heard.NOBODY
        self._peaks[place] = max(self._peaks[place], min(1.0, max(0.0, peak)))
        self._heard[place] = max(self._heard[place], heard)
        if self.isVisible() and not self._clock.isActive():
            self._clock.start()

    def moment_at(self, x: int) -> datetime:
        """The moment drawn at this place."""
        share = min(1.0, max(0.0, x / max(1, self.width() - 1)))
        return self._stage.now() - timedelta(seconds=SPAN_S * (1.0 - share))

    def key_help(self) -> list[tuple[str, str]]:
        """Keys that work here, for the help."""
        return [("← →", self.tr("移动 1 s")), ("Enter", self.tr("从此处回放"))]

    @Slot()
    def _measure(self) -> None:
        self.updateGeometry()
        self.update()

    @Slot()
    def _second(self) -> None:
        if self.isVisible():
            self.update()

    def sizeHint(self) -> QSize:
        theme = self._stage.theme
        return QSize(theme.size("spark"), theme.gap(12))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: 1.0, Qt.Key.Key_Right: -1.0}.get(Qt.Key(event.key()))
        if step is not None:
            self._cursor_s = min(float(SPAN_S), max(0.0, (self._cursor_s or 0.0) + step))
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.seek_requested.emit(self._stage.now() - timedelta(seconds=self._cursor_s or 0.0))
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.seek_requested.emit(self.moment_at(event.position().toPoint().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at: QPoint = event.globalPosition().toPoint()
        QToolTip.showText(at, fmt.clock(self.moment_at(event.position().toPoint().x())), self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._cursor_s = None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme, box = self._stage.theme, self.rect()
        painter.fillRect(box, theme.colour("ground"))
        newest = int(self._stage.now().timestamp() * BINS_PER_S)
        middle = box.center().y()
        painter.fillRect(QRect(0, middle, box.width(), theme.size("rule")), theme.colour("line"))
        received, sent = theme.colour("text"), theme.colour("live")
        step = box.width() / self._size
        silent = True
        for back in range(self._size):
            number = newest - back
            place = number % self._size
            if self._bins[place] != number or self._heard[place] is Heard.NOBODY:
                continue
            silent = False
            half = max(1, round(self._peaks[place] * (box.height() / 2 - theme.gap(1))))
            x = box.width() - round((back + 1) * step)
            colour = sent if self._heard[place] is Heard.SENT else received
            painter.fillRect(QRect(x, middle - half, max(1, round(step + 0.4)), 2 * half), colour)
        if silent:
            room = box.adjusted(theme.gap(1), 0, -theme.gap(1), -box.height() // 2)
            write(painter, self._stage, room, self.tr("60 s 内无通话"), step="small", tone="dim", align=RIGHT)
        if self._cursor_s is not None:
            x = round(box.width() * (1.0 - self._cursor_s / SPAN_S))
            painter.fillRect(QRect(x - 1, 0, theme.size("stroke"), box.height()), theme.colour("live"))
            told = box.adjusted(theme.gap(1), box.height() // 2, -theme.gap(1), 0)
            when = fmt.clock(self._stage.now() - timedelta(seconds=self._cursor_s))
            write(painter, self._stage, told, when, step="small")
        if self.hasFocus():
            focus_frame(painter, box, self._stage)
