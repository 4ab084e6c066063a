"""Keys and how they are shown: beside the words of what they do, and silent while a person types.

Space and ``/`` are letters to whoever writes (Space also commits Chinese input), so they act only when no text field has the focus.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QWidget,
)

from widgets.paint import RIGHT, write
from widgets.stage import Stage


def is_typing(widget: QObject | None) -> bool:
    """Whether letters belong to this widget."""
    if isinstance(widget, QComboBox):
        return widget.isEditable()
    if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
        return not widget.isReadOnly()
    return isinstance(widget, QAbstractSpinBox)


def key_text(sequence: str) -> str:
    """A key as it is printed on the screen: Ctrl+K, F3, 空格."""
    native = QKeySequence(sequence).toString(QKeySequence.SequenceFormat.NativeText)
    return (native or sequence).replace("Return", "Enter")


def make_action(
    owner: QWidget,
    text: str,
    sequence: str = "",
    context: Qt.ShortcutContext = Qt.ShortcutContext.WindowShortcut,
) -> QAction:
    """An action of a window or panel, with its key told in the tool tip, for menus, buttons and the help."""
    action = QAction(text, owner)
    if sequence:
        action.setShortcut(QKeySequence(sequence))
        action.setShortcutContext(context)
        action.setToolTip(f"{text} ({key_text(sequence)})")
    owner.addAction(action)
    return action


class KeyButton(QPushButton):
    """A button that shows its key in dim after its words. It follows an action: text, key, enabled, and a click triggers it."""

    def __init__(self, stage: Stage, action: QAction, *, main: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        self._action = action
        if main:
            self.setProperty("main", "true")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        action.changed.connect(self._follow)
        self.clicked.connect(self._fire)
        stage.themed.connect(self._follow)
        self._follow()

    def action(self) -> QAction:
        """What it triggers."""
        return self._action

    def key_label(self) -> str:
        """The key as shown."""
        return key_text(self._action.shortcut().toString())

    @Slot()
    def _follow(self) -> None:
        self.setEnabled(self._action.isEnabled())
        self.setAccessibleName(self._action.text())
        self.setToolTip(self._action.toolTip())
        self.updateGeometry()
        self.update()

    @Slot()
    def _fire(self) -> None:
        self._action.trigger()

    def sizeHint(self) -> QSize:
        theme, stage = self._stage.theme, self._stage
        width = stage.metrics().horizontalAdvance(self._action.text()) + theme.gap(6)
        if self.key_label():
            width += stage.metrics("small").horizontalAdvance(self.key_label()) + theme.gap(2)
        return QSize(width, theme.size("hit"))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        stage, theme = self._stage, self._stage.theme
        enabled = self.isEnabled()
        box = self.rect().adjusted(theme.gap(3), 0, -theme.gap(3), 0)
        tone = "dim" if enabled else "faint"
        used = write(painter, stage, box, self.key_label(), step="small", tone=tone, align=RIGHT)
        room = box.adjusted(0, 0, -used - (theme.gap(1) if used else 0), 0)
        write(painter, stage, room, self._action.text(), tone="text" if enabled else "faint")


class BareKeys(QObject):
    """Single keys of a window (``/``, a phrase key…) that act only while nobody types.

    They see what no part of the window wanted for itself, so a button under the focus still takes its Space. A floating panel is a window
    of its own: :meth:`watch` it too.

    Signals:
        struck: the key, after it has acted.
    """

    struck = Signal(int)

    def __init__(self, window: QWidget, keys: Mapping[Qt.Key, Callable[[], None]]) -> None:
        super().__init__(window)
        self._keys = dict(keys)
        self.watch(window)

    def watch(self, window: QWidget) -> None:
        """The keys act in this window as well."""
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        act = self._keys.get(Qt.Key(event.key()))
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if act is None or event.isAutoRepeat() or not plain or is_typing(QApplication.focusWidget()):
            return False
        act()
        self.struck.emit(event.key())
        return True
