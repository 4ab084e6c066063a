"""A line across the window for what went wrong: what happened, what to do, and a button that does it. It never takes the focus."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from widgets import format as fmt
from widgets.paint import write
from widgets.roles import AlarmState, Severity
from widgets.severity import paint_mark
from widgets.stage import Stage


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to tell. ``key`` makes a repeat replace the first; what is ``lasting`` stays until the program withdraws it; ``first``
    stands before others of its severity."""

    key: str
    severity: Severity
    what: str
    advice: str = ""
    action: str = ""
    since: datetime | None = None
    lasting: bool = False
    first: bool = False


class Banner(QFrame):
    """The worst notice, with how many wait behind it; invisible while there is none.

    Signals:
        action_requested: the button of a notice (its key).
        dismissed: a person put it away (its key).
    """

    action_requested = Signal(str)
    dismissed = Signal(str)

    def __init__(self, stage: Stage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        self._notices: dict[str, Notice] = {}
        self._words = _Words(stage, self)
        self._act = QPushButton()
        self._more = QPushButton()
        self._close = QPushButton(self.tr("知道了"))
        self._skip = 0
        for button in (self._act, self._more, self._close):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._more.setProperty("quiet", "true")
        self.setProperty("depth", "raised")
        box = QHBoxLayout(self)
        box.addWidget(self._words, 1)
        for button in (self._more, self._act, self._close):
            box.addWidget(button)
        self._act.clicked.connect(self._acted)
        self._more.clicked.connect(self._next)
        self._close.clicked.connect(self._closed)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        stage.themed.connect(self._measure)
        stage.second.connect(self._words.update)
        self._measure()
        self.hide()

    def show_notice(self, notice: Notice) -> None:
        """Tells it; the worst stands in front."""
        self._notices[notice.key] = notice
        self._skip = 0
        self._show()

    def withdraw(self, key: str) -> None:
        """It is over."""
        if self._notices.pop(key, None) is not None:
            self._skip = 0
            self._show()

    def notices(self) -> list[Notice]:
        """All that is told, worst first."""
        return sorted(self._notices.values(), key=lambda notice: (notice.severity, not notice.first))

    def shown(self) -> Notice | None:
        """The one in front."""
        order = self.notices()
        return order[self._skip % len(order)] if order else None

    def _show(self) -> None:
        notice = self.shown()
        self.setVisible(notice is not None)
        if notice is None:
            return
        self._act.setText(notice.action)
        self._act.setVisible(bool(notice.action))
        self._close.setVisible(not notice.lasting)
        others = len(self._notices) - 1
        self._more.setText(self.tr("还有 {count} 条").format(count=others))
        self._more.setVisible(others > 0)
        self._words.set_notice(notice)
        self.setAccessibleName(f"{notice.what} {notice.advice}")

    @Slot()
    def _measure(self) -> None:
        theme = self._stage.theme
        self.layout().setContentsMargins(theme.gap(3), theme.gap(1), theme.gap(3), theme.gap(1))
        self.layout().setSpacing(theme.gap(2))

    @Slot()
    def _acted(self) -> None:
        notice = self.shown()
        if notice is not None:
            self.action_requested.emit(notice.key)

    @Slot()
    def _next(self) -> None:
        self._skip += 1
        self._show()

    @Slot()
    def _closed(self) -> None:
        notice = self.shown()
        if notice is not None:
            self.withdraw(notice.key)
            self.dismissed.emit(notice.key)


class _Words(QWidget):
    """Mark, what happened, what to do, since when."""

    def __init__(self, stage: Stage, parent: QWidget) -> None:
        super().__init__(parent)
        self._stage = stage
        self._notice: Notice | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_notice(self, notice: Notice) -> None:
        self._notice = notice
        self.setToolTip(f"{notice.what}\n{notice.advice}".strip())
        self.update()

    def sizeHint(self) -> QSize:
        theme = self._stage.theme
        return QSize(theme.size("palette"), theme.size("hit"))

    def minimumSizeHint(self) -> QSize:
        theme = self._stage.theme
        return QSize(theme.size("lane"), theme.size("hit"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._notice is None:
            return
        painter = QPainter(self)
        stage, theme, notice = self._stage, self._stage.theme, self._notice
        side = theme.size("mark")
        at = QRectF(0, self.rect().center().y() + 1 - side / 2, side, side)
        paint_mark(painter, at, theme, notice.severity, AlarmState.UNACKNOWLEDGED)
        line = self.rect().adjusted(side + theme.gap(2), 0, 0, 0)
        line.setLeft(line.left() + write(painter, stage, line, notice.what, bold=True) + theme.gap(3))
        line.setLeft(line.left() + write(painter, stage, line, notice.advice) + theme.gap(3))
        write(painter, stage, line, fmt.age(notice.since, stage.now()) if notice.since else "", step="small", tone="dim")
        painter.setPen(Qt.PenStyle.NoPen)
