"""The foot of the desk: the command bar, what waits for the hall's answer, and whether sound works."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from widgets.commandbar import CommandBar
from widgets.lamps import WireState, paint_wire_mark
from widgets.paint import write
from widgets.stage import Stage


class StateLamp(QWidget):
    """A shape, a name, and a word when there is something to say."""

    def __init__(self, stage: Stage, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage, self._name = stage, name
        self._state = WireState.UNKNOWN
        self._word = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        stage.themed.connect(self._measure)

    @property
    def state(self) -> WireState:
        """How it is."""
        return self._state

    def text(self) -> str:
        """What stands beside the shape."""
        return f"{self._name} {self._word}".strip()

    def set_state(self, state: WireState, word: str = "", tip: str = "") -> None:
        """Shows this."""
        if (state, word) != (self._state, self._word):
            self._state, self._word = state, word
            self.setAccessibleName(self.text())
            self._measure()
        self.setToolTip(tip or self.text())

    @Slot()
    def _measure(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        theme = self._stage.theme
        return QSize(theme.px(12) + theme.gap(5) + self._stage.metrics("small").horizontalAdvance(self.text()), theme.size("hit"))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._stage.theme
        side = theme.px(12)
        paint_wire_mark(painter, QRectF(theme.gap(1), self.rect().center().y() + 1 - side / 2, side, side), self._stage, self._state)
        line = self.rect().adjusted(theme.gap(1) + side + theme.gap(1.5), 0, 0, 0)
        write(painter, self._stage, line, self.text(), step="small", tone="dim" if self._state is WireState.OK else "text")


class Footer(QFrame):
    """Lies under all panels, whatever is moved about."""

    def __init__(self, stage: Stage, bar: CommandBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("depth", "panel")
        self.bar = bar
        self.pending = StateLamp(stage, self.tr("提交中"))
        self.pending.hide()
        self.sound = StateLamp(stage, self.tr("声音"))
        self.sound.set_state(WireState.UNKNOWN, self.tr("打开中"))
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(stage.theme.gap(2))
        box.addWidget(bar, 1)
        box.addWidget(self.pending)
        box.addWidget(self.sound)

    @Slot(object)
    def set_pending(self, doing: list[str]) -> None:
        """What waits for its answer: the oldest by name, the rest by number."""
        rest = self.tr(" 等 {0} 项").format(len(doing)) if len(doing) > 1 else ""
        self.pending.set_state(WireState.UNKNOWN, f"{doing[0]}{rest}" if doing else "")
        self.pending.setVisible(bool(doing))
