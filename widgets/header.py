"""The head of a board: dim small words, aligned as the cells below them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from widgets.paint import LEFT, write
from widgets.stage import Stage


class BoardHeader(QHeaderView):
    """Painted flat and without the style sheet, which cannot align one column differently from the next."""

    def __init__(self, stage: Stage, aligns: Sequence[Qt.AlignmentFlag], parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._stage = stage
        self._aligns = tuple(aligns)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        theme = self._stage.theme
        painter.fillRect(rect, theme.colour("panel"))
        rule = theme.size("rule")
        painter.fillRect(rect.left(), rect.bottom() + 1 - rule, rect.width(), rule, theme.colour("line"))
        model = self.model()
        words = model.headerData(logicalIndex, Qt.Orientation.Horizontal) if model is not None else None
        gap = theme.gap(2)
        align = self._aligns[logicalIndex] if logicalIndex < len(self._aligns) else LEFT
        write(painter, self._stage, rect.adjusted(gap, 0, -gap, 0), str(words or ""), step="small", tone="dim", align=align)
