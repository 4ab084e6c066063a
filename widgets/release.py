"""Release by two persons: the first prepares, the second names himself, gives his passphrase, and holds the key for a second.

It stands apart from everything else, so that nobody gets here by a slip of the hand, and it forgets the passphrase the moment it has
been asked with.
"""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QRect, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from widgets.paint import CENTRE, focus_frame, frame, write
from widgets.roles import Glyph
from widgets.severity import paint_glyph
from widgets.stage import Stage

HOLD_MS = 1000
_PAINT_MS = 40


class ReleaseFace(StrEnum):
    """How far the release is."""

    NOT_READY = "not_ready"
    ARMED = "armed"
    PENDING = "pending"
    RELEASED = "released"
    REFUSED = "refused"


class HoldKey(QWidget):
    """A key that must be held for a second, by mouse or Space; letting go before then does nothing.

    Signals:
        completed: it was held long enough.
    """

    completed = Signal()

    def __init__(self, stage: Stage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        self._text = ""
        self._held = QElapsedTimer()
        self._clock = QTimer(self)
        self._clock.setInterval(_PAINT_MS)
        self._clock.timeout.connect(self._progress)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        stage.themed.connect(self._measure)

    @Slot()
    def _measure(self) -> None:
        self.updateGeometry()
        self.update()

    def set_text(self, text: str) -> None:
        """Words on the key."""
        self._text = text
        self.setAccessibleName(text)
        self.update()

    @property
    def holding(self) -> bool:
        """Whether somebody holds it now."""
        return self._clock.isActive()

    def _start(self) -> None:
        if self.isEnabled() and not self._clock.isActive():
            self._held.start()
            self._clock.start()
            self.update()

    def _stop(self) -> None:
        self._clock.stop()
        self.update()

    @Slot()
    def _progress(self) -> None:
        self.update()
        if self._held.hasExpired(HOLD_MS):
            self._stop()
            self.completed.emit()

    def sizeHint(self) -> QSize:
        side = self._stage.theme.size("hit_big")
        return QSize(side * 4, side)

    def minimumSizeHint(self) -> QSize:
        side = self._stage.theme.size("hit_big")
        return QSize(side * 2, side)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._start()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Space:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self._start()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Space:
            super().keyReleaseEvent(event)
        elif not event.isAutoRepeat():
            self._stop()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._stop()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._stop()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self._stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        stage, theme, box = self._stage, self._stage.theme, self.rect()
        ready = self.isEnabled()
        painter.fillRect(box, theme.colour("raised" if ready else "panel"))
        if self._clock.isActive():
            share = min(1.0, self._held.elapsed() / HOLD_MS)
            painter.fillRect(QRect(0, 0, round(box.width() * share), box.height()), theme.colour("live", theme.alphas["fill"]))
        frame(painter, box, stage, "text" if ready else "line")
        write(painter, stage, box, self._text, step="lead", bold=True, tone="text" if ready else "faint", align=CENTRE)
        if self.hasFocus():
            focus_frame(painter, box, stage)


class ReleaseControl(QFrame):
    """Second person's name and passphrase, and the key to hold.

    Signals:
        release_requested: name, passphrase. Answer with :meth:`set_face`.
    """

    release_requested = Signal(str, str)

    def __init__(self, stage: Stage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        self._face = ReleaseFace.NOT_READY
        self.setProperty("depth", "panel")
        self._summary = QLabel()
        self._summary.setWordWrap(True)
        self.name = QLineEdit()
        self.name.setPlaceholderText(self.tr("第二人账号"))
        self.name.setAccessibleName(self.tr("第二人账号"))
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setPlaceholderText(self.tr("第二人口令"))
        self.passphrase.setAccessibleName(self.tr("第二人口令"))
        self.key = HoldKey(stage)
        self._status = _Status(stage)
        fields = QGridLayout()
        fields.addWidget(self.name, 0, 0)
        fields.addWidget(self.passphrase, 0, 1)
        box = QVBoxLayout(self)
        box.addWidget(self._summary)
        box.addLayout(fields)
        box.addSpacing(stage.theme.gap(4))
        box.addWidget(self.key)
        box.addWidget(self._status)
        self.name.textChanged.connect(self._judge)
        self.passphrase.textChanged.connect(self._judge)
        self.name.installEventFilter(self)
        self.passphrase.installEventFilter(self)
        self.key.completed.connect(self._ask)
        stage.themed.connect(self._measure)
        self._measure()
        self.set_not_ready(self.tr("尚未备好内容与范围"))

    @Slot()
    def _measure(self) -> None:
        theme = self._stage.theme
        gap = theme.gap(8)  # apart from everything else
        self.layout().setContentsMargins(gap, gap, gap, gap)
        self.layout().setSpacing(theme.gap(3))

    def face(self) -> ReleaseFace:
        """How far it is."""
        return self._face

    def set_not_ready(self, why: str) -> None:
        """Nothing to release yet, and why."""
        self._set(ReleaseFace.NOT_READY, why)
        self._summary.setText("")

    def arm(self, summary: str) -> None:
        """Ready for the second person; ``summary`` says what goes out, where, by what ("演练: 3 个村 12 只喇叭, 1 台警报器")."""
        self._summary.setText(summary)
        self._set(ReleaseFace.ARMED, "")

    def set_face(self, face: ReleaseFace, words: str = "") -> None:
        """The hall's answer, with its reason."""
        self._set(face, words)

    def key_help(self) -> list[tuple[str, str]]:
        """Keys that work here, for the help."""
        return [("Enter", self.tr("下一步")), (self.tr("空格"), self.tr("按住 1 秒放行"))]

    def _set(self, face: ReleaseFace, words: str) -> None:
        self._face = face
        open_ = face in (ReleaseFace.ARMED, ReleaseFace.REFUSED)
        self.name.setEnabled(open_)
        self.passphrase.setEnabled(open_)
        if not open_:
            self.passphrase.clear()
        self._status.say(face, words)
        self._judge()

    @Slot()
    def _judge(self) -> None:
        open_ = self._face in (ReleaseFace.ARMED, ReleaseFace.REFUSED)
        ready = open_ and bool(self.name.text().strip()) and bool(self.passphrase.text())
        self.key.setEnabled(ready)
        self.key.set_text(self.tr("按住 1 秒放行") if ready or not open_ else self.tr("等待第二人"))

    @Slot()
    def _ask(self) -> None:
        name, passphrase = self.name.text().strip(), self.passphrase.text()
        self.passphrase.clear()
        self._set(ReleaseFace.PENDING, "")
        self.release_requested.emit(name, passphrase)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        following = self.passphrase if watched is self.name else self.key
        if following.isEnabled():
            following.setFocus(Qt.FocusReason.TabFocusReason)
        return True


class _Status(QWidget):
    """Shape and words of how far it is."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._face = ReleaseFace.NOT_READY
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, face: ReleaseFace, words: str) -> None:
        self._face, self._words = face, words
        self.setAccessibleName(f"{self.word()} {words}".strip())
        self.setToolTip(words)
        self.update()

    def word(self) -> str:
        match self._face:
            case ReleaseFace.NOT_READY:
                return self.tr("未就绪")
            case ReleaseFace.ARMED:
                return self.tr("待第二人放行")
            case ReleaseFace.PENDING:
                return self.tr("正在核验")
            case ReleaseFace.RELEASED:
                return self.tr("已放行")
            case ReleaseFace.REFUSED:
                return self.tr("未放行")

    def sizeHint(self) -> QSize:
        return QSize(self._stage.theme.size("lane"), self._stage.theme.size("row"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._stage.theme
        glyph, tone = {
            ReleaseFace.NOT_READY: (Glyph.DASH, "dim"),
            ReleaseFace.ARMED: (Glyph.RING, "text"),
            ReleaseFace.PENDING: (Glyph.HALF, "text"),
            ReleaseFace.RELEASED: (Glyph.TICK, "ok"),
            ReleaseFace.REFUSED: (Glyph.CROSS, "text"),
        }[self._face]
        side = theme.size("mark")
        paint_glyph(painter, QRectF(0, self.rect().center().y() + 1 - side / 2, side, side), theme, glyph, tone)
        line = self.rect().adjusted(side + theme.gap(2), 0, 0, 0)
        used = write(painter, self._stage, line, self.word(), bold=self._face is not ReleaseFace.NOT_READY)
        write(painter, self._stage, line.adjusted(used + theme.gap(3), 0, 0, 0), self._words, tone="dim")
