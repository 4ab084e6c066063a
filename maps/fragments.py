"""Many little pictures in one call: numpy rows seen by Qt as an array of ``QPainter.PixmapFragment``.

Qt declares a fragment as ten doubles in a row (x, y, sourceLeft, sourceTop, width, height, scaleX, scaleY, rotation,
opacity); PySide takes the first one's address and a count, so an array of n x 10 doubles can be handed over as it is.
"""

from __future__ import annotations

from typing import cast

import numpy as np
import shiboken6
from numpy.typing import NDArray
from PySide6.QtGui import QPainter

from maps.symbols import Sheet

_FIELDS = 10


class Fragments:
    """The buffer of one sheet: it grows and is used again, picture after picture."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._rows = self._made(0)

    def _made(self, count: int) -> NDArray[np.float64]:
        """Rows in which everything is set that never changes: size, scale, no rotation, full opacity."""
        rows = np.zeros((count, _FIELDS), dtype=np.float64)
        rows[:, 4:6] = self._sheet.cell
        rows[:, 6:8] = 1.0 / self._sheet.picture.devicePixelRatio()
        rows[:, 9] = 1.0
        return rows

    def draw(self, painter: QPainter, index: NDArray[np.int64], x: NDArray[np.float64], y: NDArray[np.float64]) -> None:
        """Draw cells of the sheet, each centred on a place of the painter."""
        count = len(index)
        if count == 0:
            return
        if count > len(self._rows):
            self._rows = self._made(count)
        rows, sheet = self._rows[:count], self._sheet
        row, column = np.divmod(index, sheet.columns)
        rows[:, 0], rows[:, 1], rows[:, 2], rows[:, 3] = x, y, column * sheet.cell, row * sheet.cell
        first = shiboken6.wrapInstance(self._rows.ctypes.data, QPainter.PixmapFragment)
        painter.drawPixmapFragments(cast(QPainter.PixmapFragment, first), count, sheet.picture)
