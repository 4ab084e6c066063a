"""Charts of the stations: a list of what is measured, and the chosen one as a chart with its limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from console.desk.boards import station_board
from console.desk.hands import Hands
from console.domain.entities import Alarm, Device, Threshold
from console.models import stations, words
from console.models.picture import Change
from console.models.stations import Key, StationTable
from widgets.roles import Severity

if TYPE_CHECKING:
    from widgets.trend import Limit, TrendChart

CHARTS_KEPT = 12
TIMES_SILENT = 3.0  # a gap of so many usual periods breaks the line


class ChartsPanel(QWidget):
    """The list is there at once; a chart is made when it is first looked at, and the last few are kept."""

    def __init__(self, hands: Hands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hands = hands
        self._stale_s = float(hands.seat.settings.figures().station_stale_s)
        self.table = StationTable(hands.picture, self._stale_s, hands.stage.now)
        self.list = station_board(hands.stage)
        self.list.setModel(self.table)
        self.list.setAccessibleName(self.tr("测站"))
        self.list.set_empty_text(self.tr("暂无测站数据"))
        self._charts: dict[Key, TrendChart] = {}
        self._key: Key | None = None
        self._started = False
        self._stack = QStackedWidget()
        self._none = QLabel(self.tr("选择测站要素查看过程线"))
        self._none.setProperty("tone", "dim")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._none.setWordWrap(True)
        self._stack.addWidget(self._none)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.addWidget(self.list)
        self._split.addWidget(self._stack)
        self._split.setStretchFactor(0, 5)
        self._split.setStretchFactor(1, 6)
        self._split.setChildrenCollapsible(False)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._split)
        self.list.selected_row.connect(self._choose)
        hands.picture.changed.connect(self._follow)
        hands.stage.second.connect(self._judge)
        hands.stage.themed.connect(self._measure)
        self._measure()

    @Slot()
    def _measure(self) -> None:
        """The list keeps its three columns whole; the chart takes what is left."""
        stage = self._hands.stage
        self.list.setMinimumWidth(round(14.6 * stage.metrics().horizontalAdvance("国")) + stage.theme.gap(15))

    def start(self) -> None:
        """Draw charts from now on; called after the window has been painted, because the plotting library is heavy."""
        self._started = True
        if self._key is None:
            self._choose_first()
        self._show()

    def chart(self) -> TrendChart | None:
        """The chart in sight."""
        return self._charts.get(self._key) if self._key else None

    def key(self) -> Key | None:
        """Station and element in sight."""
        return self._key

    def look_at(self, device_id: str) -> None:
        """The first element of a station that was pointed at on the map."""
        key = next((key for key in self.table.all_keys() if key[0] == device_id), None)
        if key is not None:
            self.list.select_id(f"{key[0]}|{key[1]}")

    def _choose_first(self) -> None:
        """Unasked: what is in alarm, else the first thing with a limit, else the first."""
        keys = self.table.all_keys()
        if not keys:
            return
        ranked = min(keys, key=lambda key: (self._alarm_rank(key), not stations.thresholds_of(self._hands.picture, key), keys.index(key)))
        self.list.select_id(f"{ranked[0]}|{ranked[1]}")

    def _alarm_rank(self, key: Key) -> int:
        alarm = stations.standing_alarm(self._hands.picture, key)
        return int(alarm.grade) if alarm else 9

    @Slot(str)
    def _choose(self, id: str) -> None:
        device_id, _, element = id.partition("|")
        self._key = (device_id, element) if element else None
        self._show()

    def _show(self) -> None:
        if not self._started or self._key is None:
            self._stack.setCurrentWidget(self._none)
            return
        chart = self._charts.pop(self._key, None) or self._make(self._key)
        self._charts[self._key] = chart  # the newest last
        self._stack.setCurrentWidget(chart)
        while len(self._charts) > CHARTS_KEPT:
            oldest = self._charts.pop(next(iter(self._charts)))
            self._stack.removeWidget(oldest)
            oldest.deleteLater()
        self._judge()

    def _make(self, key: Key) -> TrendChart:
        from widgets.trend import Series, TrendChart

        element = key[1]
        unit = stations.unit_of(self._hands.picture, key)
        bar = stations.is_amount(element)
        series = Series(
            element,
            words.element(element),
            unit,
            decimals=stations.decimals(element),
            bar=bar,
            bar_s=min(stations.period_s(element), 3600.0),
            gap_s=None if bar else self._stale_s * TIMES_SILENT,
        )
        chart = TrendChart(self._hands.stage, self._title(key), (series,))
        self._load(chart, key)
        chart.set_limits(self._limits(key))
        self._stack.addWidget(chart)
        return chart

    def _title(self, key: Key) -> str:
        device = self._hands.picture.find(Device, key[0])
        return f"{device.name if device else key[0]} {words.element(key[1])}"

    def _load(self, chart: TrendChart, key: Key) -> None:
        import numpy as np

        rows = self._hands.picture.readings.get(key, ())
        times = np.array([row.at.timestamp() for row in rows], dtype=np.float64)
        values = np.array([np.nan if row.value is None else row.value for row in rows], dtype=np.float64)
        chart.load(key[1], times, values)

    def _limits(self, key: Key) -> list[Limit]:
        from widgets.trend import Limit

        made = []
        for threshold in stations.thresholds_of(self._hands.picture, key):
            severity = Severity(int(threshold.grade))
            made.append(Limit(threshold.limit, words.grade_short(threshold.grade), severity))
        return made

    @Slot(object)
    def _follow(self, change: Change) -> None:
        if change.reset or Device in change.ids:
            for key, chart in self._charts.items():
                chart.set_title(self._title(key))
                if change.reset:
                    self._load(chart, key)
        if change.reset or Threshold in change.ids:
            for key, chart in self._charts.items():
                chart.set_limits(self._limits(key))
        for key in change.measured:
            chart = self._charts.get(key)
            if chart is not None:
                row = self._hands.picture.readings[key][-1]
                chart.append(key[1], row.at, row.value)
        if self._started and self._key is None and (change.reset or change.measured):
            self._choose_first()
        if change.measured or Alarm in change.ids:
            self._judge()

    @Slot()
    def _judge(self) -> None:
        chart = self.chart()
        if chart is not None and self._key is not None:
            row = stations.newest(self._hands.picture, self._key)
            chart.set_face(stations.face_of_reading(row, self._hands.stage.now(), self._stale_s))
