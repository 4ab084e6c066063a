"""Trend of a station: its last hours with the limits that matter, on a paint clock of its own.

Samples go into rings as fast as they come; the picture is drawn at most ten times a second, and not at all while nobody sees it. x is the
time of the source, a gap is a gap, a limit is a line with its word. The plotting library is loaded when the first chart is shown,
so that a window opens without it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from widgets import format as fmt
from widgets.paint import RIGHT, focus_frame, write
from widgets.ring import Ring
from widgets.roles import Face, Severity
from widgets.severity import face_word, hatch, paint_mark
from widgets.stage import Stage
from widgets.trendplot import Canvas, Limit, Series

PAINT_MS = 100
_ZOOM = 1.5


class TrendChart(QWidget):
    """Chart of one station's element, or of several that share an axis.

    Signals:
        opened: Enter, or a double click on the head.
    """

    opened = Signal()

    def __init__(
        self,
        stage: Stage,
        title: str,
        series: Sequence[Series],
        *,
        capacity: int = 20_000,
        span_s: float = 6 * 3600.0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._stage = stage
        self._title = title
        self._series = tuple(series)
        self._rings = {one.key: Ring(capacity) for one in self._series}
        self._limits: tuple[Limit, ...] = ()
        self._face = Face.VALUE
        self._span_s = span_s
        self._end_s: float | None = None  # None follows the clock
        self._canvas: Canvas | None = None
        self._head = _Head(self)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addWidget(self._head)
        self._box.addStretch(1)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(PAINT_MS)
        self._clock.timeout.connect(self._paint_now)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(title)
        stage.second.connect(self._second)
        stage.themed.connect(self._themed)

    # data

    def append(self, key: str, moment: datetime, value: float | None) -> None:
        """Takes one sample at the time of its source."""
        self._rings[key].append(moment.timestamp(), value)
        self._dirty()

    def load(self, key: str, times_s: NDArray[np.float64], values: NDArray[np.float64]) -> None:
        """Replaces the series by what the archive holds (epoch seconds, NaN for a gap)."""
        self._rings[key].clear()
        self._rings[key].extend(times_s, values)
        self._dirty()

    def set_limits(self, limits: Sequence[Limit]) -> None:
        """Lines to draw across."""
        self._limits = tuple(limits)
        if self._canvas is not None:
            self._canvas.set_limits(self._limits)
        self._dirty()

    def set_face(self, face: Face) -> None:
        """How far the datum may be trusted."""
        self._face = face
        self._dirty()

    def set_title(self, title: str) -> None:
        """Another station."""
        self._title = title
        self.setAccessibleName(title)
        self._head.update()

    @property
    def following(self) -> bool:
        """Whether the right edge is now."""
        return self._end_s is None

    def window_s(self) -> tuple[float, float]:
        """Epoch seconds at the left and the right edge."""
        end = self._stage.now().timestamp() if self._end_s is None else self._end_s
        return end - self._span_s, end

    def current(self) -> tuple[float | None, datetime | None]:
        """Newest value of the first series, with its time."""
        times, values = self._rings[self._series[0].key].read()
        good = np.nonzero(np.isfinite(values))[0]
        if not len(good):
            return None, None
        newest = int(good[-1])
        return float(values[newest]), datetime.fromtimestamp(float(times[newest]), self._stage.now().tzinfo)

    def key_help(self) -> list[tuple[str, str]]:
        """Keys that work here, for the help."""
        return [("← →", self.tr("移动时间")), ("+ -", self.tr("缩放时间")), ("Home", self.tr("回到现在"))]

    # view

    def zoom(self, factor: float) -> None:
        """Shows ``factor`` times as long a time."""
        self._span_s = min(max(self._span_s * factor, 60.0), 366 * 86400.0)
        self._dirty()

    def pan(self, share: float) -> None:
        """Moves by a share of what is shown; beyond now it follows again."""
        end = self.window_s()[1] + share * self._span_s
        self._end_s = None if end >= self._stage.now().timestamp() else end
        self._dirty()

    def follow(self) -> None:
        """Back to now."""
        self._end_s = None
        self._dirty()

    @Slot(float, float)
    def _dragged(self, start_s: float, end_s: float) -> None:
        self._span_s = max(60.0, end_s - start_s)
        self._end_s = None if end_s >= self._stage.now().timestamp() else end_s
        self._dirty()

    # the paint clock

    def _dirty(self) -> None:
        if self.isVisible() and not self._clock.isActive():
            self._clock.start()

    @Slot()
    def _second(self) -> None:
        self._head.update()
        if self.following:
            self._dirty()

    @Slot()
    def _themed(self) -> None:
        if self._canvas is not None:
            self._box.removeWidget(self._canvas.view)
            self._canvas.view.deleteLater()
            self._canvas = None
        self._head.updateGeometry()
        self._dirty()

    @Slot()
    def _paint_now(self) -> None:
        if not self.isVisible():
            return
        if self._canvas is None:
            self._canvas = Canvas(self._stage, self._series, self)
            self._canvas.moved.connect(self._dragged)
            self._box.takeAt(self._box.count() - 1)
            self._box.addWidget(self._canvas.view, 1)
            self._canvas.set_limits(self._limits)
        data = {} if self._face is Face.UNKNOWN else {one.key: self._rings[one.key].read(one.gap_s) for one in self._series}
        self._canvas.draw(data, self.window_s(), self._face)
        self._head.update()

    # Qt events

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._dirty()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Left:
                self.pan(-0.25)
            case Qt.Key.Key_Right:
                self.pan(0.25)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom(1 / _ZOOM)
            case Qt.Key.Key_Minus:
                self.zoom(_ZOOM)
            case Qt.Key.Key_Home:
                self.follow()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.opened.emit()
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._head.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._head.update()

    def sizeHint(self) -> QSize:
        return QSize(self._stage.theme.size("sheet"), self._stage.theme.size("lane"))

    def head_words(self) -> tuple[str, str, str]:
        """Title, current value and its age or fault, as the head shows them."""
        value, moment = self.current()
        first = self._series[0]
        figure = fmt.UNKNOWN if self._face in (Face.UNKNOWN, Face.DISCONNECTED) else fmt.number(value, first.unit, first.decimals)
        aged = fmt.age(moment, self._stage.now())
        fault = face_word(self._face)
        if not self.following:
            aged = self.tr("停在 {time} – Home 回到现在").format(
                time=fmt.clock(datetime.fromtimestamp(self.window_s()[1], self._stage.now().tzinfo))
            )
        return self._title, figure, f"{fault} {aged}" if fault else aged

    def worst(self) -> Severity | None:
        """The severity of the highest limit that the current value has reached."""
        value, _ = self.current()
        reached = [limit.severity for limit in self._limits if value is not None and value >= limit.value]
        return min(reached) if reached and self._face is Face.VALUE else None


class _Head(QWidget):
    """The line above the plot: title, mark, value with unit, age."""

    def __init__(self, chart: TrendChart) -> None:
        super().__init__(chart)
        self._chart = chart
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        theme = self._chart._stage.theme
        return QSize(theme.size("lane"), theme.size("row"))

    def mouseDoubleClickEvent(self, event: QEvent) -> None:
        self._chart.opened.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        chart, stage = self._chart, self._chart._stage
        theme = stage.theme
        painter = QPainter(self)
        box = self.rect().adjusted(theme.gap(2), 0, -theme.gap(2), 0)
        painter.fillRect(self.rect(), theme.colour("panel"))
        if chart._face is Face.STALE:
            hatch(painter, QRectF(self.rect()), theme)
        title, figure, aged = chart.head_words()
        fine = chart._face is Face.VALUE
        used = write(painter, stage, box, aged, step="small", tone="dim", align=RIGHT)
        box.setRight(box.right() - used - theme.gap(2))
        used = write(painter, stage, box, figure, step="lead", tone="text" if fine else "dim", align=RIGHT)
        box.setRight(box.right() - used - theme.gap(2))
        severity = chart.worst()
        if severity is not None or chart._face is Face.DISCONNECTED:
            side = theme.size("mark")
            at = QRectF(box.right() - side, box.center().y() - side / 2 + 1, side, side)
            paint_mark(painter, at, theme, severity, face=chart._face)
            box.setRight(box.right() - side - theme.gap(2))
        write(painter, stage, box, title)
        if chart.hasFocus():
            focus_frame(painter, self.rect(), stage)
