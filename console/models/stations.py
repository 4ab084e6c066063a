"""What the stations measure: one row an element of a station, with its newest value, its age, its last hours and its limits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt, Slot

from console.domain.entities import Alarm, Device, Threshold
from console.domain.records import ReadingRow
from console.models import words
from console.models.boards import alarm_state, severity
from console.models.picture import Change, Picture
from widgets.roles import AlarmState, Face, Role

tr = QCoreApplication.translate
TEXT = int(Qt.ItemDataRole.DisplayRole)
Index = QModelIndex | QPersistentModelIndex
Key = tuple[str, str]

SPARK_VALUES = 36
LATE_ROWS = 64  # a report kept back by a station may come after so many newer ones and is still put in its place
# What a dispatcher wants first of a station; the battery comes last.
ORDER = ("rain_1h", "rain_5min", "rain_3h", "rain_6h", "rain_12h", "rain_24h", "rain_day", "rain_current", "water_level", "flow")
DECIMALS: Mapping[str, int] = {"water_level": 2, "battery_voltage": 2, "flow": 1}


def is_amount(element: str) -> bool:
    """Whether values are amounts of a period (bars) and not a level (line)."""
    return element.startswith("rain_") and element not in ("rain_total", "rain_current")


def period_s(element: str) -> float:
    """The period that an amount is of."""
    hours = {"rain_1h": 1, "rain_3h": 3, "rain_6h": 6, "rain_12h": 12, "rain_24h": 24, "rain_day": 24}
    return hours[element] * 3600.0 if element in hours else 300.0


def decimals(element: str) -> int:
    """Figures after the point, as the trade writes them."""
    return DECIMALS.get(element, 1)


def thresholds_of(picture: Picture, key: Key) -> list[Threshold]:
    """The limits of an element of a station, the lowest first."""
    return sorted(picture.all(Threshold, lambda t: (t.device_id, t.element) == key), key=lambda t: t.limit)


def newest(picture: Picture, key: Key) -> ReadingRow | None:
    """The newest reading by the station's own time."""
    return picture.newest_reading(*key)


def face_of_reading(row: ReadingRow | None, now: datetime, stale_after_s: float) -> Face:
    """How far a reading may be trusted now."""
    if row is None or row.value is None:
        return Face.UNKNOWN
    if now - row.received_at > timedelta(seconds=stale_after_s):
        return Face.STALE
    return Face.VALUE


def standing_alarm(picture: Picture, key: Key) -> Alarm | None:
    """The worst alarm of a limit of that element which is active."""
    prefix = f"{key[0]}|threshold|{key[1]}>"
    found = picture.all(Alarm, lambda a: a.active and a.key.startswith(prefix))
    return min(found, key=lambda a: int(a.grade), default=None)


def unit_of(picture: Picture, key: Key) -> str:
    """The unit of an element: as last sent, else as its limit says."""
    row = newest(picture, key)
    if row is not None and row.unit:
        return row.unit
    limits = thresholds_of(picture, key)
    return limits[0].unit if limits else ""


class StationTable(QAbstractTableModel):
    """Rows by station, element in the usual order; a row keeps its place whatever it measures. Columns: 测站, 要素, 数值, 近时, 时间."""

    def __init__(self, picture: Picture, stale_after_s: float, now: Any, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._picture = picture
        self._stale_after_s = stale_after_s
        self._now = now
        self._keys: list[Key] = []
        self._fill()
        picture.changed.connect(self._follow)

    def key_at(self, row: int) -> Key:
        """Station and element of a row."""
        return self._keys[row]

    def all_keys(self) -> list[Key]:
        """All rows."""
        return list(self._keys)

    def _fill(self) -> None:
        measured = set(self._picture.readings) | {(t.device_id, t.element) for t in self._picture.all(Threshold)}
        self._keys = sorted(measured, key=self._order)

    def _order(self, key: Key) -> tuple[str, str, int, str]:
        device = self._picture.find(Device, key[0])
        rank = ORDER.index(key[1]) if key[1] in ORDER else len(ORDER) + (key[1] == "battery_voltage")
        return (device.name if device else key[0], key[0], rank, key[1])

    @Slot(object)
    def _follow(self, change: Change) -> None:
        fresh = change.measured - set(self._keys)
        if change.reset or fresh or Device in change.ids or Threshold in change.ids:
            self.beginResetModel()
            self._fill()
            self.endResetModel()
            return
        touched = change.measured
        if Alarm in change.ids and self._keys:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._keys) - 1, 4))
            return
        for key in touched:
            row = self._keys.index(key)
            self.dataChanged.emit(self.index(row, 0), self.index(row, 4))

    # ---- Qt -----------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._keys)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else 5

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._keys):
            return None
        key = self._keys[index.row()]
        if role == Role.ID:
            return f"{key[0]}|{key[1]}"
        if role == Role.FACE:
            return face_of_reading(newest(self._picture, key), self._now(), self._stale_after_s)
        if role in (Role.SEVERITY, Role.STATE):
            alarm = standing_alarm(self._picture, key)
            if role == Role.SEVERITY:
                return severity(alarm.grade) if alarm else None
            return alarm_state(alarm) if alarm else AlarmState.ACKNOWLEDGED
        return self._cell(index.column(), key, role)

    def _cell(self, column: int, key: Key, role: int) -> Any:
        row = newest(self._picture, key)
        match column:
            case 0 if role == TEXT:
                device = self._picture.find(Device, key[0])
                return device.name if device else key[0]
            case 1 if role == TEXT:
                return words.element(key[1])
            case 2:
                return {
                    Role.VALUE: row.value if row else None,
                    Role.UNIT: unit_of(self._picture, key),
                    Role.DECIMALS: decimals(key[1]),
                }.get(role)
            case 3 if role == Role.SERIES:
                kept = islice(reversed(self._picture.readings.get(key, ())), SPARK_VALUES + LATE_ROWS)
                rows = sorted(kept, key=lambda r: r.at)
                return tuple(r.value for r in rows[-SPARK_VALUES:])
            case 4 if role == Role.TIME:
                return row.at if row else None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == TEXT and 0 <= section < 5:
            return (
                tr("stations", "测站"),
                tr("stations", "要素"),
                tr("stations", "数值"),
                tr("stations", "近时"),
                tr("stations", "时间"),
            )[section]
        return None
