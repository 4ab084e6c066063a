"""The key to talk: Space while nobody types, and the key of the hall's choice whatever has the focus.

Losing the window lets go of every key: a transmitter must not stay on because a key's way up was not seen.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from widgets.channelstrip import ChannelStrip
from widgets.ptt import PttKey
from widgets.release import HoldKey
from widgets.shortcuts import is_typing

_LOST = (QEvent.Type.FocusOut, QEvent.Type.Hide, QEvent.Type.Close)


class TalkKeys(QObject):
    """Sees the keys of a window before its parts do. ``keys`` gives the push-to-talk keys to press: those of the selected channels.
    A locked seat does not talk (see :mod:`console.seatlock`).

    A strip with the focus talks on its own channel, and the release key has its own Space.
    """

    def __init__(self, window: QWidget, ptt_key: str, keys: Callable[[], list[PttKey]]) -> None:
        super().__init__(window)
        self._window = window
        self._keys = keys
        self._held: list[PttKey] = []
        self._held_by = 0
        sequence = QKeySequence(ptt_key)
        self._own = sequence[0].key() if sequence.count() else None
        self._watched: QObject | None = None
        self._silent = False

    def watch(self) -> None:
        """Begin; the window must be shown, for only then it has keys."""
        handle = self._window.windowHandle()
        if handle is not None and handle is not self._watched:
            handle.installEventFilter(self)
            self._watched = handle

    @property
    def holding(self) -> bool:
        """Whether a key to talk is held."""
        return bool(self._held)

    def set_silent(self, silent: bool) -> None:
        """Whether no key talks now; what is held comes up."""
        self._silent = silent
        if silent:
            self.let_go()

    def let_go(self) -> None:
        """Up, all of them."""
        held, self._held = self._held, []
        for key in held:
            key.release()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _LOST:
            self.let_go()
            return False
        if self._silent or kind not in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease) or not isinstance(event, QKeyEvent):
            return False
        if self._held and event.key() == self._held_by:
            if kind is QEvent.Type.KeyRelease and not event.isAutoRepeat():
                self.let_go()
            return True
        if kind is QEvent.Type.KeyRelease or not self._talks(event):
            return False
        if not event.isAutoRepeat() and not self._held:
            self._held_by = event.key()
            self._held = self._keys()
            for one in self._held:
                one.press()
        return True

    def _talks(self, event: QKeyEvent) -> bool:
        if event.key() == self._own:
            return True
        if event.key() != Qt.Key.Key_Space or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        focus = QApplication.focusWidget()
        return not (is_typing(focus) or isinstance(focus, HoldKey | PttKey | ChannelStrip))
