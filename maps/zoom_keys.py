"""The three keys in the map's corner: closer, further, whole district."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from maps.symbols import Tokens

_SIDE = 32  # the least a finger must meet
_INSET = 8


class ZoomKeys(QWidget):
    """Says what was pressed; the view does it."""

    zoom_requested = Signal(float)
    home_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._closer = self._key("+", self.tr("放大 (+)"))
        self._further = self._key("−", self.tr("缩小 (−)"))
        self._home = self._key("⌂", self.tr("全区 (Home)"))
        for key in (self._closer, self._further, self._home):
            column.addWidget(key)
        self._closer.clicked.connect(self._on_closer)
        self._further.clicked.connect(self._on_further)
        self._home.clicked.connect(self.home_requested)

    def _key(self, sign: str, words: str) -> QToolButton:
        key = QToolButton(self)
        key.setText(sign)
        key.setToolTip(words)
        key.setAccessibleName(words)
        key.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return key

    @Slot()
    def _on_closer(self) -> None:
        self.zoom_requested.emit(1.0)

    @Slot()
    def _on_further(self) -> None:
        self.zoom_requested.emit(-1.0)

    def set_theme(self, tokens: Tokens, scale: float) -> None:
        side = round(_SIDE * scale)
        for key in (self._closer, self._further, self._home):
            key.setFixedSize(side, side)
        self.setStyleSheet(
            f"QToolButton {{ background: {tokens['panel']}; color: {tokens['text']}; border: 1px solid {tokens['line']};"
            f" font-size: {round(18 * scale)}px; }}"
            f"QToolButton:hover {{ background: {tokens['raised']}; }}"
            f"QToolButton:pressed {{ border-color: {tokens['live']}; }}"
        )
        self.setFixedSize(side, 3 * side)

    def settle_in(self, room: QRect) -> None:
        self.move(room.right() - self.width() - _INSET, room.top() + _INSET)
