"""Panels that lie over a window without being windows: they cannot be lost behind it and run no loop of their own."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from shiboken6 import isValid


class Overlay(QFrame):
    """A child of the window, placed anew whenever the window changes its size. Esc puts it away and returns the focus.

    Subclasses say in :meth:`place` where they lie.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._return_to: QWidget | None = None
        self.setProperty("depth", "overlay")
        self.setAutoFillBackground(True)
        self.hide()
        window.installEventFilter(self)

    def place(self) -> None:
        """Sets the geometry inside the window."""

    def first_focus(self) -> QWidget:
        """Who gets the keyboard when a person opens the panel."""
        return self

    def open(self) -> None:
        """Shows the panel because a person asked for it; only then does it take the keyboard."""
        before = QApplication.focusWidget()
        if before is not None and not self.isAncestorOf(before) and before is not self:
            self._return_to = before
        self.place()
        self.show()
        self.raise_()
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def put_away(self) -> None:
        """Hides the panel; what is typed in it stays for the next time."""
        focus = QApplication.focusWidget()
        had_focus = focus is not None and (focus is self or self.isAncestorOf(focus))
        self.hide()
        if had_focus and self._return_to is not None and isValid(self._return_to):
            self._return_to.setFocus(Qt.FocusReason.OtherFocusReason)
        self._return_to = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parent() and self.isVisible():
            self.place()
        return False
