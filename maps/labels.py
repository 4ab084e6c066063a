"""Placing names so that none covers another, or a symbol.

The picture is divided into small cells; symbols mark theirs as taken. A running sum over the cells tells for every label
at once, in four positions each, whether it would cover anything. Only those that are free are then placed one by one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

CELL_PX = 5
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

    def sums(self) -> NDArray[np.int32]:
        """Taken cells above and left of each corner of the grid: any box is then four look-ups."""
        total = np.zeros((self._rows + 1, self._columns + 1), dtype=np.int32)
        total[1:, 1:] = self._taken.cumsum(axis=0, dtype=np.int32).cumsum(axis=1, dtype=np.int32)
        return total

    def free_many(self, sums: NDArray[np.int32], x: Floats, y: Floats, width: Floats, height: float) -> NDArray[np.bool_]:
        """Whether each of many boxes is inside and covers nothing, as the sums were taken."""
        left, top = np.floor(x / CELL_PX).astype(np.int32), np.floor(y / CELL_PX).astype(np.int32)
        right = ((x + width) / CELL_PX).astype(np.int32) + 1
        bottom = ((y + height) / CELL_PX).astype(np.int32) + 1
        free = (left >= 0) & (top >= 0) & (right <= self._columns) & (bottom <= self._rows)
        rows = np.flatnonzero(free)
        left, top, right, bottom = left[rows], top[rows], right[rows], bottom[rows]
        side = self._columns + 1
        flat = sums.ravel()
        upper, lower = top * side, bottom * side
        covered = flat[lower + right] - flat[upper + right] - flat[lower + left] + flat[upper + left]
        free[rows] = covered == 0
        return free


def place_labels(
    occupancy: Occupancy, x: Floats, y: Floats, width: Floats, height: float, half: float, gap: float, most: int
) -> list[Placed]:
    """Corners for as many labels as fit, the first rows first: right of the symbol, left, below, above."""
    reach = half + gap
    sums = occupancy.sums()
    positions = (
        (x + reach, y - height / 2),
        (x - reach - width, y - height / 2),
        (x - width / 2, y + reach),
        (x - width / 2, y - reach - height),
    )
    chances = np.stack([occupancy.free_many(sums, px, py, width, height) for px, py in positions])
    candidates = np.flatnonzero(chances.any(axis=0))
    corners = np.stack([np.stack(position) for position in positions])[:, :, candidates].tolist()
    free, widths = chances[:, candidates].tolist(), width[candidates].tolist()
    placed: list[Placed] = []
    for number, row in enumerate(candidates.tolist()):
        for position, (left, top) in enumerate(corners):
            if free[position][number] and occupancy.free(left[number], top[number], widths[number], height):
                occupancy.take(left[number] - 2, top[number] - 1, widths[number] + 4, height + 2)
                placed.append(Placed(row, left[number], top[number]))
                break
        if len(placed) >= most:
            break
    return placed
