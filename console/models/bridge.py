"""The one border between the engine's thread and the screen's."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Bridge(QObject):
    """``deliver`` may be called in any thread; ``arrived`` is received in the thread of the receiver."""

    arrived = Signal(object)

    def deliver(self, thing: object) -> None:
        """Hand a frozen object over."""
        self.arrived.emit(thing)
