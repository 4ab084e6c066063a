"""The plot inside a trend chart; the only module that touches the plotting library, and loads it late."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QDateTime, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from widgets import format as fmt
from widgets.ring import thin
from widgets.roles import Face, Severity
from widgets.severity import TOKENS
from widgets.stage import Stage

_STEPS_S = (1800.0, 3600.0, 7200.0, 10800.0, 14400.0, 21600.0, 43200.0)
_LIMIT_REACH = 3.0  # a limit further away than so many data heights would flatten the line


@dataclass(frozen=True, slots=True)
class Series:
    """One curve. ``bar`` is for amounts of a period (rain), a line for levels; after ``gap_s`` without a sample the line breaks."""

    key: str
    name: str
    unit: str
    decimals: int = 1
    bar: bool = False
    bar_s: float = 300.0
    gap_s: float | None = None


@dataclass(frozen=True, slots=True)
class Limit:
    """A threshold: its value, its word ("警戒水位"), its severity."""

    value: float
    word: str
    severity: Severity


class Canvas(QObject):
    """The plot itself. Made late; a change of look makes a new one.

    Signals:
        moved: a person dragged or wheeled the time axis (start, end in epoch seconds).
    """

    moved = Signal(float, float)

    def __init__(self, stage: Stage, series: Sequence[Series], parent: QWidget) -> None:
        super().__init__(parent)
        import pyqtgraph as pg

        self._pg = pg
        self._stage = stage
        self._series = tuple(series)
        self._limits: tuple[Limit, ...] = ()
        self._lines: list[QObject] = []
        theme = stage.theme
        axis = _time_axis()
        self.view = pg.PlotWidget(parent, background=theme.colour("panel"), axisItems={"bottom": axis})
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setFrameShape(pg.PlotWidget.Shape.NoFrame)
        self._plot = self.view.getPlotItem()
        self._plot.setMenuEnabled(False)
        self._plot.hideButtons()
        self._plot.setMouseEnabled(x=True, y=False)
        self._plot.setContentsMargins(0, 0, theme.gap(3), 0)
        self._plot.showGrid(x=False, y=True, alpha=0.15)
        for name in ("bottom", "left"):
            side = self._plot.getAxis(name)
            side.setPen(theme.colour("line"))
            side.setTextPen(theme.colour("dim"))
            side.setStyle(tickFont=stage.font("small"), tickLength=-theme.gap(1))
        self._plot.getAxis("left").enableAutoSIPrefix(False)
        self._items = [self._make(number, one) for number, one in enumerate(self._series)]
        self._plot.getViewBox().sigRangeChangedManually.connect(self._range_moved)

    def _make(self, number: int, one: Series) -> QObject:
        theme, pg = self._stage.theme, self._pg
        colour = theme.colour(("live", "text", "dim")[number % 3])
        if one.bar:
            item = pg.BarGraphItem(x=[], height=[], width=one.bar_s * 0.85, pen=None, brush=colour)
            self._plot.addItem(item)
            return item
        style = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine)[number % 3]
        item = self._plot.plot(pen=pg.mkPen(colour, width=theme.px(1.5), style=style), connect="finite", antialias=True)
        return item

    def set_limits(self, limits: Sequence[Limit]) -> None:
        """Draws the thresholds, each with its word and value."""
        theme = self._stage.theme
        for line in self._lines:
            self._plot.removeItem(line)
        self._lines = []
        self._limits = tuple(limits)
        for limit in self._limits:
            unit, decimals = self._series[0].unit, self._series[0].decimals
            colour = theme.colour(TOKENS[limit.severity])
            line = self._pg.InfiniteLine(
                pos=limit.value,
                angle=0,
                pen=self._pg.mkPen(colour, width=theme.px(1), style=Qt.PenStyle.DashLine),
                label=f"{limit.word} {fmt.number(limit.value, unit, decimals)}",
                labelOpts={
                    "position": 0.02,
                    "anchors": [(0, 1), (0, 1)],
                    "color": theme.colour("text"),
                    "fill": theme.colour("panel", 0.75),
                },
            )
            line.label.setFont(self._stage.font("small"))
            self._plot.addItem(line, ignoreBounds=True)
            self._lines.append(line)

    def draw(self, data: dict[str, tuple[NDArray[np.float64], NDArray[np.float64]]], window: tuple[float, float], face: Face) -> None:
        """One picture."""
        low, high = np.inf, -np.inf
        for one, item in zip(self._series, self._items, strict=True):
            times, values = data.get(one.key, (np.empty(0), np.empty(0)))
            if one.bar:
                seen = (times >= window[0] - one.bar_s) & (times <= window[1] + one.bar_s) & np.isfinite(values)
                item.setOpts(x=times[seen] - one.bar_s / 2, height=values[seen])
                low = min(low, 0.0)
            else:
                seen = (times >= window[0]) & (times <= window[1]) & np.isfinite(values)
                item.setData(*thin(times, values, *window, max(100, self.view.width())))
            if seen.any():
                low, high = min(low, float(values[seen].min())), max(high, float(values[seen].max()))
            item.setOpacity(1.0 if face is Face.VALUE else 0.5)
        self._plot.setXRange(*window, padding=0)
        low, high = self._reach(low, high)
        self._plot.setYRange(low, high + (high - low) * (0.2 if self._limits else 0.05), padding=0.03)

    def _reach(self, low: float, high: float) -> tuple[float, float]:
        """What the y axis spans: the data, and the next limit above them when it is near enough."""
        bars = any(one.bar for one in self._series)
        above = sorted(limit.value for limit in self._limits if limit.value > high)
        if high < low:
            values = [limit.value for limit in self._limits]
            return (0.0 if bars else min(values), max(values)) if values else (0.0, 1.0)
        if above and (bars or above[0] - high <= _LIMIT_REACH * max(high - low, abs(high) * 0.001)):
            high = above[0]
        return (low, high) if high > low else (low - 0.5, high + 0.5)

    @Slot(object)
    def _range_moved(self, _axes: object) -> None:
        start, end = self._plot.getViewBox().viewRange()[0]
        self.moved.emit(float(start), float(end))


def _time_axis() -> QObject:
    """A time axis in figures only, local time: 14:05, at midnight the date, seconds when zoomed in."""
    import pyqtgraph as pg

    class TimeAxis(pg.DateAxisItem):
        def tickValues(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, Sequence[float]]]:
            """The library steps from one hour to six at once: with big letters that can leave no label at all."""
            levels = super().tickValues(minVal, maxVal, size)
            step = next((step for step in _STEPS_S if step >= self.minSpacing), None)
            if step is None or sum(len(values) for _, values in levels) > 1:
                return levels
            first = math.ceil((minVal - self.utcOffset) / step) * step + self.utcOffset
            return [(step, np.arange(first, maxVal, step))]

        def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
            return [_tick(value, spacing) for value in values]

    return TimeAxis(orientation="bottom", utcOffset=-QDateTime.currentDateTime().offsetFromUtc())


def _tick(time_s: float, spacing_s: float) -> str:
    moment = datetime.fromtimestamp(time_s).astimezone()
    if spacing_s >= 86400 or (moment.hour, moment.minute, moment.second) == (0, 0, 0):
        return moment.strftime("%m-%d")
    return moment.strftime("%H:%M" if spacing_s >= 60 else "%H:%M:%S")
