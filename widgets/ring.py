"""A fixed buffer of samples: what a chart remembers, however long the hall runs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


class Ring:
    """The last ``capacity`` samples of one series: source time (epoch seconds) and value, NaN for a gap.

    A write index runs round; nothing is shifted. A late sample (a packet that was kept back) goes in like any other and is put in its
    place when the series is read.
    """

    def __init__(self, capacity: int) -> None:
        if capacity < 2:
            raise ValueError("a ring holds at least two samples")
        self._times: NDArray[np.float64] = np.empty(capacity)
        self._values: NDArray[np.float64] = np.empty(capacity)
        self._next = 0
        self._count = 0
        self._in_order = True
        self._newest = -np.inf

    def __len__(self) -> int:
        return self._count

    @property
    def capacity(self) -> int:
        """How many samples fit."""
        return len(self._times)

    def append(self, time_s: float, value: float | None) -> None:
        """Takes a sample; None is a gap."""
        self._times[self._next] = time_s
        self._values[self._next] = np.nan if value is None else value
        self._next = (self._next + 1) % len(self._times)
        self._count = min(self._count + 1, len(self._times))
        if time_s < self._newest:
            self._in_order = False
        else:
            self._newest = time_s

    def extend(self, times_s: NDArray[np.float64], values: NDArray[np.float64]) -> None:
        """Takes many samples at once (what the archive holds)."""
        for time_s, value in zip(times_s[-self.capacity :], values[-self.capacity :], strict=True):
            self.append(float(time_s), float(value))

    def clear(self) -> None:
        """Forgets everything."""
        self._next = self._count = 0
        self._in_order, self._newest = True, -np.inf

    def read(self, gap_s: float | None = None) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Times and values by source time, as copies. Where two samples lie further apart than ``gap_s`` a NaN stands between them."""
        if self._count < len(self._times):
            times, values = self._times[: self._count].copy(), self._values[: self._count].copy()
        else:
            times = np.concatenate((self._times[self._next :], self._times[: self._next]))
            values = np.concatenate((self._values[self._next :], self._values[: self._next]))
        if not self._in_order:
            order = np.argsort(times, kind="stable")
            times, values = times[order], values[order]
        if gap_s is None or len(times) < 2:
            return times, values
        breaks = np.nonzero(np.diff(times) > gap_s)[0] + 1
        if not len(breaks):
            return times, values
        return np.insert(times, breaks, times[breaks - 1] + gap_s / 2), np.insert(values, breaks, np.nan)


def thin(
    times: NDArray[np.float64], values: NDArray[np.float64], start_s: float, end_s: float, columns: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """What a plot of so many pixel columns can show between two times: the least and the greatest of each column.

    No peak is lost, and a few samples closer together than a pixel stay a mark – the plotting library's own thinning drops them.
    """
    first = max(0, int(np.searchsorted(times, start_s)) - 1)
    last = int(np.searchsorted(times, end_s, side="right")) + 1
    times, values = times[first:last], values[first:last]
    if len(times) <= 4 * columns or end_s <= start_s:
        return times, values
    column = ((times - start_s) / (end_s - start_s) * columns).astype(np.int64)
    starts = np.flatnonzero(np.diff(column, prepend=column[0] - 1))
    thinned = np.empty(2 * len(starts))
    thinned[0::2] = np.fmin.reduceat(values, starts)
    thinned[1::2] = np.fmax.reduceat(values, starts)
    return np.repeat(times[starts], 2), thinned
