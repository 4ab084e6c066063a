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
    """A buffer that grows and is used again, picture after picture."""

    def __init__(self) -> None:
        self._rows = np.zeros((0, _FIELDS), dtype=np.float64)

    def draw(
        self,
        painter: QPainter,
        sheet: Sheet,
        index: NDArray[np.int64],
        x: NDArray[np.float64],
        y: NDArray[np.float64],
    ) -> None:
        """Draw cells of a sheet, each centred on a place of the painter."""
        count = len(index)
        if count == 0:
            return
        if count > len(self._rows):
            self._rows = np.empty((count, _FIELDS), dtype=np.float64)
        rows = self._rows[:count]
        rows[:, 0], rows[:, 1] = x, y
        rows[:, 2], rows[:, 3] = index % sheet.columns * sheet.cell, index // sheet.columns * sheet.cell
        rows[:, 4:6] = sheet.cell
        rows[:, 6:8] = 1.0 / sheet.picture.devicePixelRatio()
        rows[:, 8], rows[:, 9] = 0.0, 1.0
        first = shiboken6.wrapInstance(self._rows.ctypes.data, QPainter.PixmapFragment)
        painter.drawPixmapFragments(cast(QPainter.PixmapFragment, first), count, sheet.picture)
