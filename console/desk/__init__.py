"""The dispatcher's desk. Heavy parts are imported when the window is asked for, and the heaviest after it has been painted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow

    from console.seat import Seat
    from maps.geo.pack import Pack
    from widgets.stage import Stage


def open_desk(seat: Seat, stage: Stage, pack: Pack | Callable[[], Pack] | None) -> QMainWindow:
    """The window of the desk, not yet shown. A callable that loads the pack is called in a thread after the first paint."""
    from console.desk.window import DeskWindow

    return DeskWindow(seat, stage, pack)
