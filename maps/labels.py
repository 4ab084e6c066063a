"""Placing names so that none covers another, or a symbol.

The picture is divided into small cells; symbols mark theirs as taken. A running sum over the cells tells for every label
at once, in four positions each, whether it would cover anything. Only those that are free are then placed one by one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

CELL_PX = 4
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Placed:
    """Label ``row`` with its upper left corner."""

    row: int
    x: float
    y: float


class Occupancy:
    """Which cells of a picture are taken."""

    def __init__(self, width: float, height: float) -> None:
        self._columns, self._rows = int(width // CELL_PX) + 1, int(height // CELL_PX) + 1
        self._taken = np.zeros((self._rows, self._columns), dtype=np.bool_)

    def take_points(self, x: Floats, y: Floats, clear: float) -> None:
        """Mark the squares around many symbols, so that a label ``clear`` pixels from one's middle does not touch it."""
        column, row = (x // CELL_PX).astype(np.intp), (y // CELL_PX).astype(np.intp)
        good = (column >= 0) & (column < self._columns) & (row >= 0) & (row < self._rows)
        marked = np.zeros_like(self._taken)
        marked[row[good], column[good]] = True
        for _ in range(max(int(clear / CELL_PX) - 1, 0)):
            grown = marked.copy()
            grown[1:] |= marked[:-1]
            grown[:-1] |= marked[1:]
            marked = grown.copy()
            marked[:, 1:] |= grown[:, :-1]
            marked[:, :-1] |= grown[:, 1:]
        self._taken |= marked

    def _cells(self, x: float, y: float, width: float, height: float) -> tuple[slice, slice]:
        top, left = max(int(y // CELL_PX), 0), max(int(x // CELL_PX), 0)
        return slice(top, int((y + height) // CELL_PX) + 1), slice(left, int((x + width) // CELL_PX) + 1)

    def take(self, x: float, y: float, width: float, height: float) -> None:
        self._taken[self._cells(x, y, width, height)] = True

    def free(self, x: float, y: float, width: float, height: float) -> bool:
        inside = x >= 0 and y >= 0 and x + width <= self._columns * CELL_PX and y + height <= self._rows * CELL_PX
        return inside and not self._taken[self._cells(x, y, width, height)].any()

    def free_many(self, x: Floats, y: Floats, width: Floats, height: float) -> NDArray[np.bool_]:
        """The same for many boxes at once."""
        total = np.zeros((self._rows + 1, self._columns + 1), dtype=np.int32)
        total[1:, 1:] = self._taken.cumsum(axis=0).cumsum(axis=1)
        left, right = (x // CELL_PX).astype(np.intp), ((x + width) // CELL_PX).astype(np.intp) + 1
        top, bottom = (y // CELL_PX).astype(np.intp), ((y + height) // CELL_PX).astype(np.intp) + 1
        inside = (left >= 0) & (top >= 0) & (right <= self._columns) & (bottom <= self._rows)
        left, right = np.clip(left, 0, self._columns), np.clip(right, 0, self._columns)
        top, bottom = np.clip(top, 0, self._rows), np.clip(bottom, 0, self._rows)
        covered = total[bottom, right] - total[top, right] - total[bottom, left] + total[top, left]
        return inside & (covered == 0)


def place_labels(
    occupancy: Occupancy, x: Floats, y: Floats, width: Floats, height: float, half: float, gap: float, most: int
) -> list[Placed]:
    """Corners for as many labels as fit, the first rows first: right of the symbol, left, below, above."""
    reach = half + gap
    positions = (
        (x + reach, y - height / 2),
        (x - reach - width, y - height / 2),
        (x - width / 2, y + reach),
        (x - width / 2, y - reach - height),
    )
    chances = np.stack([occupancy.free_many(px, py, width, height) for px, py in positions])
    placed: list[Placed] = []
    for row in np.flatnonzero(chances.any(axis=0)):
        for position in np.flatnonzero(chances[:, row]):
            px, py = float(positions[position][0][row]), float(positions[position][1][row])
            if occupancy.free(px, py, float(width[row]), height):
                occupancy.take(px - 2, py - 1, float(width[row]) + 4, height + 2)
                placed.append(Placed(int(row), px, py))
                break
        if len(placed) >= most:
            break
    return placed
