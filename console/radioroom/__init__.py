"""The radio operator's room: channels, recordings, the broadcast that two persons release, and who has answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow

    from console.seat import Seat
    from widgets.stage import Stage


def open_radio_room(seat: Seat, stage: Stage) -> QMainWindow:
    """The window, not shown yet."""
    from console.radioroom.window import RadioRoom

    return RadioRoom(seat, stage)
