"""Many little pictures in one call: numpy rows seen by Qt as an array of ``QPainter.PixmapFragment``.

Qt declares a fragment as ten doubles in a row (x, y, sourceLeft, sourceTop, width, height, scaleX, scaleY, rotation,
opacity); PySide takes the first one's address and a count, so an array of n x 10 doubles can be handed over as it is.
"""

from __future__ import annotations

import numpy as np
import shiboken6
from numpy.typing import NDArray
from PySide6.QtGui import QPainter, QPixmap

_FIELDS = 10


class Fragments:
    """A buffer that grows and is used again, picture after picture."""

    def __init__(self) -> None:
        self._rows = np.zeros((0, _FIELDS), dtype=np.float64)

    def draw(
        self,
        painter: QPainter,
        sheet: QPixmap,
        x: NDArray[np.float64],
        y: NDArray[np.float64],
        left: NDArray[np.float64],
        top: NDArray[np.float64],
        side: float,
    ) -> None:
        """Draw ``side`` x ``side`` cells of the sheet (in its own pixels), each centred on a place of the painter."""
        count = len(x)
        if count == 0:
            return
        if count > len(self._rows):
            self._rows = np.empty((count, _FIELDS), dtype=np.float64)
        rows = self._rows[:count]
        ratio = sheet.devicePixelRatio()
        rows[:, 0], rows[:, 1], rows[:, 2], rows[:, 3] = x, y, left, top
        rows[:, 4:6] = side
        rows[:, 6:8] = 1.0 / ratio
        rows[:, 8], rows[:, 9] = 0.0, 1.0
        first = shiboken6.wrapInstance(self._rows.ctypes.data, QPainter.PixmapFragment)
        painter.drawPixmapFragments(first, count, sheet)
