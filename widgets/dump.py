"""Bytes as a person reads them: offset, hex, letters – in letters of one width, as wide as there is room for."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from widgets.stage import Stage

WIDTHS = (16, 8, 4)


def dump_lines(data: bytes, width: int = 16) -> list[str]:
    """0010  40 40 03 00 …  |@@..|."""
    lines = []
    for at in range(0, len(data), width):
        part = data[at : at + width]
        letters = "".join(chr(byte) if 0x20 <= byte < 0x7F else "." for byte in part)
        lines.append(f"{at:04X}  {part.hex(' ').upper():<{3 * width - 1}}  {letters}")
    return lines


class DumpView(QPlainTextEdit):
    """Shows bytes; what is marked can be copied, nothing can be written."""

    def __init__(self, stage: Stage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        self._data = b""
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        stage.themed.connect(self._measure)
        self._measure()

    def set_data(self, data: bytes) -> None:
        """Other bytes."""
        self._data = data
        self._lay()

    @Slot()
    def _measure(self) -> None:
        self.setFont(self._stage.theme.fixed_font())
        self._lay()

    def _lay(self) -> None:
        letter = self.fontMetrics().horizontalAdvance("0")
        room = self.viewport().width() // max(1, letter)
        width = next((width for width in WIDTHS if 4 * width + 8 <= room), WIDTHS[-1])
        text = "\n".join(dump_lines(self._data, width))
        if text != self.toPlainText():
            self.setPlainText(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()
