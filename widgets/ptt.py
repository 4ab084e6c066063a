"""Push-to-talk: the key that must never stick.

It says what a person does (pressed, held every 250 ms, released) and shows what the wire answered. Losing the focus, the window or the
mouse releases it; whoever transmits counts the held beats and stops without them.
"""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.paint import CENTRE, focus_frame, frame, write
from widgets.roles import Glyph
from widgets.severity import paint_glyph
from widgets.stage import Stage

HELD_MS = 250


class PttFace(StrEnum):
    """What the wire says to the key."""

    IDLE = "idle"
    PENDING = "pending"
    TRANSMITTING = "transmitting"
    REFUSED = "refused"
    UNAVAILABLE = "unavailable"


_LOOK = {
    PttFace.IDLE: (Glyph.RING, "raised", "text"),
    PttFace.PENDING: (Glyph.HALF, "raised", "text"),
    PttFace.TRANSMITTING: (Glyph.DISC, "live", "ground"),
    PttFace.REFUSED: (Glyph.CROSS, "raised", "text"),
    PttFace.UNAVAILABLE: (Glyph.DASH, "panel", "dim"),
}


class PttKey(QWidget):
    """The key of one channel.

    Signals:
        pressed: went down, by mouse, by Space with the focus, or by :meth:`press`.
        held: still down, every 250 ms.
        released: went up, for whatever reason.
    """

    pressed = Signal()
    held = Signal()
    released = Signal()

    def __init__(self, stage: Stage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        self._face = PttFace.IDLE
        self._reason = ""
        self._down = False
        self._beat = QTimer(self)
        self._beat.setTimerType(Qt.TimerType.PreciseTimer)
        self._beat.setInterval(HELD_MS)
        self._beat.timeout.connect(self.held)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.word())
        stage.themed.connect(self._measure)

    @property
    def down(self) -> bool:
        """Whether it is held down now."""
        return self._down

    def face(self) -> PttFace:
        """What it shows."""
        return self._face

    def set_face(self, face: PttFace, reason: str = "") -> None:
        """What the wire answered; ``reason`` is told under a refusal. A key that becomes unavailable comes up."""
        self._face, self._reason = face, reason
        if face is PttFace.UNAVAILABLE:
            self.release()
        self.setAccessibleName(f"{self.word()} {reason}".strip())
        self.setToolTip(reason)
        self.update()

    def press(self) -> None:
        """Goes down: also from a foot switch or a key of the user's choice."""
        if self._down or self._face is PttFace.UNAVAILABLE:
            return
        self._down = True
        self._beat.start()
        self.update()
        self.pressed.emit()

    def release(self) -> None:
        """Comes up."""
        if not self._down:
            return
        self._down = False
        self._beat.stop()
        self.update()
        self.released.emit()

    def word(self) -> str:
        """The face in a word."""
        match self._face:
            case PttFace.IDLE:
                return self.tr("按住讲话")
            case PttFace.PENDING:
                return self.tr("等待信道")
            case PttFace.TRANSMITTING:
                return self.tr("正在发射")
            case PttFace.REFUSED:
                return self.tr("未获信道")
            case PttFace.UNAVAILABLE:
                return self.tr("不可用")

    def key_help(self) -> list[tuple[str, str]]:
        """Keys that work here, for the help."""
        return [(self.tr("空格"), self.tr("按住讲话"))]

    # Qt events

    @Slot()
    def _measure(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        theme = self._stage.theme
        return QSize(theme.size("hit_big") * 2, theme.size("hit_big"))

    def minimumSizeHint(self) -> QSize:
        side = self._stage.theme.size("hit_big")
        return QSize(side, side)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.press()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.release()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Space:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.press()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Space:
            super().keyReleaseEvent(event)
        elif not event.isAutoRepeat():
            self.release()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.release()
        self.update()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.release()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange and not self.isEnabled():
            self.release()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        stage, theme, box = self._stage, self._stage.theme, self.rect()
        glyph, ground, tone = _LOOK[self._face]
        painter.fillRect(box, theme.colour(ground))
        if self._down and self._face is not PttFace.TRANSMITTING:
            painter.fillRect(box, theme.colour("line"))
        frame(painter, box, stage, "live" if self._face in (PttFace.TRANSMITTING, PttFace.PENDING) else "line")
        side = theme.size("mark")
        words = stage.metrics("body", bold=True).horizontalAdvance(self.word())
        left = max(theme.gap(2), (box.width() - side - theme.gap(2) - words) // 2)
        upper = box.adjusted(0, theme.gap(2), 0, -box.height() // 2) if self._reason else box
        mark = QRectF(left, upper.center().y() - side / 2 + 1, side, side)
        paint_glyph(painter, mark, theme, glyph, tone)
        line = upper.adjusted(left + side + theme.gap(2), 0, -theme.gap(2), 0)
        write(painter, stage, line, self.word(), tone=tone, bold=True)
        if self._reason:
            lower = box.adjusted(theme.gap(2), box.height() // 2, -theme.gap(2), -theme.gap(1))
            write(painter, stage, lower, self._reason, step="small", tone=tone, align=CENTRE)
        if self.hasFocus():
            focus_frame(painter, box, stage)
