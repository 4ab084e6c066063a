"""Dragging inside the program without Qt's drag loop.

``QDrag.exec`` runs an event loop of its own, and while it runs alarms wait in a half-finished call. Here the widget that was pressed keeps
the mouse, looks for what lies under it, and hands the load over on release. Esc puts it back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, cast

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from widgets.stage import Stage


@dataclass(frozen=True, slots=True)
class Load:
    """What is carried: its kind (``force``…), its id, and the words shown under the pointer."""

    kind: str
    id: str
    text: str


class CarryTarget(Protocol):
    """A widget that takes loads. Positions are its own coordinates."""

    def carry_over(self, load: Load, pos: QPoint) -> bool:
        """Shows where the load would go; False if it cannot be put there."""

    def carry_leave(self) -> None:
        """The load has gone elsewhere."""

    def carry_drop(self, load: Load, pos: QPoint) -> None:
        """The load was let go here; the target emits its intention."""


class Carry:
    """One load on its way. Owned by the widget where it was picked up."""

    def __init__(self, source: QWidget, stage: Stage, load: Load) -> None:
        self._source = source
        self._load = load
        self._target: QWidget | None = None
        self._ghost = QLabel(load.text, source.window())
        self._ghost.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._ghost.setProperty("depth", "overlay")
        self._ghost.setMargin(stage.theme.gap(1))
        self._ghost.setAutoFillBackground(True)
        self._ghost.adjustSize()
        self._offset = QPoint(stage.theme.gap(3), stage.theme.gap(2))

    def move(self, at: QPoint) -> None:
        """The pointer is at this place of the screen."""
        window = self._source.window()
        self._ghost.move(window.mapFromGlobal(at) + self._offset)
        self._ghost.show()
        self._ghost.raise_()
        target = self._find(at)
        if self._target is not None and target is not self._target:
            cast(CarryTarget, self._target).carry_leave()
        self._target = target

    def drop(self, at: QPoint) -> bool:
        """Lets go; True if somebody took it."""
        self.move(at)
        target = self._target
        self.cancel()
        if target is None:
            return False
        cast(CarryTarget, target).carry_drop(self._load, target.mapFromGlobal(at))
        return True

    def cancel(self) -> None:
        """Puts the load back."""
        if self._target is not None:
            cast(CarryTarget, self._target).carry_leave()
            self._target = None
        self._ghost.hide()
        self._ghost.deleteLater()

    def _find(self, at: QPoint) -> QWidget | None:
        widget = QApplication.widgetAt(at)
        while widget is not None:
            over = getattr(widget, "carry_over", None)
            if over is not None:
                return widget if over(self._load, widget.mapFromGlobal(at)) else None
            widget = widget.parentWidget()
        return None
