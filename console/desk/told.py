"""What is said about a person's last deed: over the head of the map, so that nothing below it jumps, and gone by itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, QTimer, Slot
from PySide6.QtWidgets import QWidget

from widgets.banner import Banner, Notice
from widgets.roles import Severity
from widgets.stage import Stage

TOLD_MS = 8000
KEY = "told"


class Told(Banner):
    """A banner that lies over the window and takes no room from it."""

    def __init__(self, stage: Stage, window: QWidget, area: Callable[[], QRect]) -> None:
        super().__init__(stage, window)
        self._area = area
        self.setAutoFillBackground(True)
        self.setProperty("depth", "overlay")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TOLD_MS)
        self._timer.timeout.connect(self.clear)
        window.installEventFilter(self)

    def tell(self, words: str) -> None:
        """Say it; the next one takes its place."""
        self.show_notice(Notice(KEY, Severity.BLUE, words))
        self._place()
        QTimer.singleShot(0, self, self._place)  # the banner may push the map down in the same breath
        self.raise_()
        self._timer.start()

    def words(self) -> str:
        """What is said now, "" for nothing."""
        notice = self.shown()
        return notice.what if notice is not None else ""

    @Slot()
    def clear(self) -> None:
        """Say no more."""
        self.withdraw(KEY)

    @Slot()
    def _place(self) -> None:
        area = self._area()
        self.setGeometry(area.left(), area.top(), area.width(), self.sizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parent() and self.isVisible():
            self._place()
        return False
