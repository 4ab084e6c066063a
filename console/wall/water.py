"""水雨情: as many charts as can be read, what is over its limit first; what is not in sight is counted in words."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from console.domain.codes import DeviceRole
from console.domain.entities import Alarm, Device, Threshold
from console.models import stations, words
from console.models.picture import Change
from console.models.stations import Key
from console.wall.hold import Hold, Page
from widgets.roles import Severity

if TYPE_CHECKING:
    from widgets.trend import TrendChart

CHART_WIDTH, CHART_HEIGHT = 290, 105  # the least in which a chart says something, at 100 %
TIMES_SILENT = 3.0  # a gap of so many usual periods breaks the line
HOUSEKEEPING = ("battery_voltage", "air_temperature")


def chart_title(station: str, element: str) -> str:
    """Station and element; a word that both end in is said once: 齐寿雨量站 1小时, 上磨水位站."""
    for length in range(len(element), 1, -1):
        if element[-length:] in station:
            return f"{station} {element[:-length]}".rstrip()
    return f"{station} {element}"


class WaterPage(Page):
    """Charts are made when they are first looked at."""

    def __init__(self, hold: Hold, parent: QWidget | None = None) -> None:
        super().__init__(hold, parent)
        self._stale_s = float(hold.seat.settings.figures().station_stale_s)
        self.charts: dict[Key, TrendChart] = {}
        self.note = QLabel(self)
        self.note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.note.setProperty("tone", "dim")
        hold.stage.second.connect(self._judge)

    def title(self) -> str:
        return self.tr("水雨情")

    def has_content(self) -> bool:
        return bool(self.keys())

    def keys(self) -> list[Key]:
        """Everything worth a chart, in order: over its limit, with a limit, by station."""
        picture = self._hold.picture
        measured = set(picture.readings) | {(t.device_id, t.element) for t in picture.all(Threshold)}
        wanted = [key for key in measured if key[1] not in HOUSEKEEPING and self._is_station(key)]
        return sorted(wanted, key=self._rank)

    def _is_station(self, key: Key) -> bool:
        device = self._hold.picture.find(Device, key[0])
        return device is None or device.role in (DeviceRole.RAIN_STATION, DeviceRole.RIVER_STATION, DeviceRole.UNKNOWN)

    def _rank(self, key: Key) -> tuple[int, bool, int, str, str]:
        picture = self._hold.picture
        alarm = stations.standing_alarm(picture, key)
        order = stations.ORDER.index(key[1]) if key[1] in stations.ORDER else len(stations.ORDER)
        return (int(alarm.grade) if alarm else 9, not stations.thresholds_of(picture, key), order, key[0], key[1])

    def refresh(self) -> None:
        keys = self.keys()
        if not keys:
            self._drop(set(self.charts))
            self.note.setText(self._hold.empty_word(self.tr("尚未收到测站数据")))
            self.note.setGeometry(self.rect())
            return
        columns, rows = self._grid(len(keys))
        shown = keys[: columns * rows]
        self._drop(set(self.charts) - set(shown))
        for key in shown:
            if key not in self.charts:
                self.charts[key] = self._make(key)
        rest = len(keys) - len(shown)
        self.note.setText(self.tr("另有 {0} 项未显示").format(rest) if rest else "")
        self._lay(shown, columns, math.ceil(len(shown) / columns))
        self._judge()

    def _grid(self, count: int) -> tuple[int, int]:
        theme = self._hold.stage.theme
        columns = max(1, self.width() // theme.px(CHART_WIDTH))
        rows = max(1, self.height() // theme.px(CHART_HEIGHT))
        return min(columns, count), rows

    def _lay(self, shown: list[Key], columns: int, rows: int) -> None:
        stage = self._hold.stage
        gap = stage.theme.gap(2)
        foot = stage.metrics("body").height() if self.note.text() else 0
        self.note.setGeometry(0, self.height() - foot, self.width(), foot)
        height = (self.height() - foot + gap) / rows
        for number, key in enumerate(shown):
            row, column = divmod(number, columns)
            width = (self.width() + gap) / min(columns, len(shown) - row * columns)  # the last row leaves no hole
            chart = self.charts[key]
            chart.setGeometry(QRect(round(column * width), round(row * height), round(width) - gap, round(height) - gap))
            chart.show()

    def _drop(self, keys: set[Key]) -> None:
        for key in keys:
            self.charts.pop(key).deleteLater()

    def _make(self, key: Key) -> TrendChart:
        from widgets.trend import TrendChart
        from widgets.trendplot import Series

        element = key[1]
        bar = stations.is_amount(element)
        series = Series(
            element,
            words.element(element),
            stations.unit_of(self._hold.picture, key),
            decimals=stations.decimals(element),
            bar=bar,
            bar_s=min(stations.period_s(element), 3600.0),
            gap_s=None if bar else self._stale_s * TIMES_SILENT,
        )
        device = self._hold.picture.find(Device, key[0])
        chart = TrendChart(self._hold.stage, chart_title(device.name if device else key[0], words.element(element)), (series,), parent=self)
        chart.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        chart.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._load(chart, key)
        self._limit(chart, key)
        return chart

    def _load(self, chart: TrendChart, key: Key) -> None:
        import numpy as np

        rows = self._hold.picture.readings.get(key, ())
        times = np.array([row.at.timestamp() for row in rows], dtype=np.float64)
        values = np.array([np.nan if row.value is None else row.value for row in rows], dtype=np.float64)
        chart.load(key[1], times, values)

    def _limit(self, chart: TrendChart, key: Key) -> None:
        from widgets.trendplot import Limit

        limits = stations.thresholds_of(self._hold.picture, key)
        chart.set_limits([Limit(one.limit, words.grade_short(one.grade), Severity(int(one.grade))) for one in limits])

    @Slot(object)
    def take(self, change: Change) -> None:
        """New values go into the charts that stand, also while the page is out of sight."""
        for key, chart in self.charts.items():
            if change.reset or key in change.measured:
                self._load(chart, key)
            if change.reset or Threshold in change.ids:
                self._limit(chart, key)
        if self.isVisible() and (change.reset or change.measured or {Alarm, Device, Threshold} & set(change.ids)):
            self.refresh()

    @Slot()
    def _judge(self) -> None:
        for key, chart in self.charts.items():
            row = stations.newest(self._hold.picture, key)
            chart.set_face(stations.face_of_reading(row, self._hold.stage.now(), self._stale_s))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.refresh()
