"""One line of the incident's panel: who is on its scene without being commanded there, and the key that mends it. Gone when nobody is."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from console.desk.hands import Hands
from console.domain.entities import Assignment, Device, Force, Presence, Reservation
from console.models import strays
from console.models.picture import Change
from widgets import format as fmt
from widgets.paint import write
from widgets.roles import AlarmState, Severity
from widgets.severity import paint_mark

KINDS = (Assignment, Device, Force, Presence, Reservation)


class StrayLine(QWidget):
    """Mark, number, names with what stands between them and the command, the longest time there.

    Signals:
        take_requested: the button was pressed.
    """

    take_requested = Signal()

    def __init__(self, hands: Hands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hands = hands
        self._found: list[Presence] = []
        self._words = QWidget(self)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._button = QPushButton(self.tr("编入 F10"), self)
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._button.clicked.connect(self._pressed)
        box = QHBoxLayout(self)
        box.addWidget(self._words, 1)
        box.addWidget(self._button)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        hands.stage.themed.connect(self._measure)
        hands.stage.second.connect(self.update)
        hands.picture.changed.connect(self._follow)
        hands.selection.incident_changed.connect(self._look)
        self._measure()
        self._look()

    def text(self) -> str:
        """As shown, "" for nobody."""
        if not self._found:
            return ""
        picture = self._hands.picture
        names = "、".join(f"{strays.name_of(picture, p)} ({strays.word_of(picture, p)})" for p in self._found)
        return self.tr("现场未编 {0}: {1}").format(len(self._found), names)

    @Slot()
    def _pressed(self) -> None:
        self.take_requested.emit()

    @Slot()
    def _measure(self) -> None:
        theme = self._hands.stage.theme
        self.layout().setContentsMargins(theme.gap(3), 0, theme.gap(3), theme.gap(1.5))
        self.layout().setSpacing(theme.gap(2))

    @Slot(object)
    def _follow(self, change: Change) -> None:
        if change.reset or any(kind in change.ids for kind in KINDS):
            self._look()

    @Slot()
    def _look(self) -> None:
        incident = self._hands.selection.incident()
        self._found = strays.strays(self._hands.picture, incident.id) if incident is not None else []
        self.setVisible(bool(self._found))
        self.setToolTip(self.text())
        self.setAccessibleName(self.text())
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._hands.stage.theme.size("lane"), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._found:
            return
        painter = QPainter(self)
        stage, theme = self._hands.stage, self._hands.stage.theme
        side = theme.size("mark")
        line = self._words.geometry()
        line.setTop(0)
        line.setHeight(self._button.height())
        at = QRectF(line.left(), line.center().y() + 1 - side / 2, side, side)
        paint_mark(painter, at, theme, Severity.ORANGE, AlarmState.UNACKNOWLEDGED)
        line.setLeft(line.left() + side + theme.gap(2))
        age = fmt.age(self._found[0].entered_at, stage.now())
        room = stage.metrics("small").horizontalAdvance(age) + theme.gap(2)
        words = line.adjusted(0, 0, -room, 0)
        used = write(painter, stage, words, self.text())
        line.setLeft(line.left() + used + theme.gap(2))
        write(painter, stage, line, age, step="small", tone="dim")
