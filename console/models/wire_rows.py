"""Boards of the wires: one row a wire with its light and figures, one row a line of the protocol monitor."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt, Slot

from console.domain.entities import Device
from console.models import device_words, monitor_words, wire_words
from console.models.picture import Change, Picture
from console.models.wires_now import Seen, WiresNow
from widgets.roles import Face, Glyph, Role

tr = QCoreApplication.translate
TEXT = int(Qt.ItemDataRole.DisplayRole)
TIP = int(Qt.ItemDataRole.ToolTipRole)
Index = QModelIndex | QPersistentModelIndex

MARKS: Mapping[str, tuple[Glyph, str]] = {
    "ok": (Glyph.DISC, "ok"),
    "silent": (Glyph.HALF, "yellow"),
    "opening": (Glyph.RING, "dim"),
    "dead": (Glyph.CROSS, "red"),
}
KEPT_ROWS = 3000


class WireTable(QAbstractTableModel):
    """线路: in the order of the settings."""

    def __init__(self, wires: WiresNow, picture: Picture, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wires, self._picture = wires, picture
        self._names = wires.names()
        self._hung: dict[str, list[str]] = {}
        self._hang()
        wires.told.connect(self._follow)
        picture.changed.connect(self._changed)

    def name_at(self, row: int) -> str:
        """The wire in that row."""
        return self._names[row]

    def hung(self, name: str) -> list[str]:
        """The stations that hang on a wire."""
        return self._hung.get(name, [])

    @Slot()
    def _follow(self) -> None:
        if self._names != self._wires.names():
            self.beginResetModel()
            self._names = self._wires.names()
            self.endResetModel()
        elif self._names:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._names) - 1, self.columnCount() - 1))

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if change.reset or Device in change.ids:
            self._hang()
            self._follow()

    def _hang(self) -> None:
        self._hung.clear()
        for device in self._picture.all(Device, lambda d: bool(d.wire)):
            self._hung.setdefault(device.wire or "", []).append(device.name)
        for names in self._hung.values():
            names.sort()

    # ---- Qt -------------------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._names)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else 9

    def data(self, index: Index, role: int = TEXT) -> Any:
        if not index.isValid() or index.row() >= len(self._names):
            return None
        name = self._names[index.row()]
        if role == Role.ID:
            return name
        return self._read(index.column(), name).get(role)

    def _read(self, column: int, name: str) -> Mapping[int, Any]:
        words = self._wires.words(name)
        match column:
            case 0:
                return {TEXT: self._wires.label(name), TIP: name}
            case 1:
                glyph, tone = MARKS.get(str(words.get("state")), (Glyph.DASH, "dim"))
                return {TEXT: wire_words.state(words), Role.GLYPH: glyph, Role.TONE: tone, TIP: wire_words.state(words)}
            case 2:
                return {TEXT: device_words.protocol(str(words.get("protocol", "")))}
            case 3:
                return {TEXT: monitor_words.size(words.get("bytes_in"))}
            case 4:
                return {TEXT: monitor_words.size(words.get("bytes_out"))}
            case 5:
                return {TEXT: monitor_words.count(words.get("frames"))}
            case 6:
                return {TEXT: monitor_words.count(words.get("faults")), TIP: monitor_words.faults(words.get("fault_reasons") or {})}
            case 7:
                at = words.get("last_byte_at")
                return {Role.TIME: datetime.fromisoformat(at) if at else None, Role.FACE: Face.VALUE if at else Face.UNKNOWN}
        names = "、".join(self.hung(name))
        return {TEXT: names or "–", TIP: names}

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = TEXT) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != TEXT or not 0 <= section < 9:
            return None
        return (
            tr("wires", "线路"),
            tr("wires", "状态"),
            tr("wires", "协议"),
            tr("wires", "收"),
            tr("wires", "发"),
            tr("wires", "帧"),
            tr("wires", "错"),
            tr("wires", "末字节"),
            tr("wires", "所挂站点"),
        )[section]


class MonitorTable(QAbstractTableModel):
    """报文: the newest below. While it is paused what comes waits outside."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: deque[tuple[int, Seen]] = deque(maxlen=KEPT_ROWS)
        self._shown: list[tuple[int, Seen]] = []
        self._waiting: deque[Seen] = deque(maxlen=KEPT_ROWS)
        self._number = 0
        self._directions: frozenset[str] = monitor_words.VIEWS["frames"]
        self._typed = ""
        self.paused = False

    # ---- what is in it --------------------------------------------------------------------------------------------------

    def clear(self) -> None:
        """Another wire."""
        self.beginResetModel()
        self._all.clear()
        self._shown.clear()
        self._waiting.clear()
        self.endResetModel()

    def add(self, rows: Sequence[Seen]) -> None:
        """New rows; the oldest go where there are too many."""
        if self.paused:
            self._waiting.extend(rows)
            return
        made = []
        for row in rows:
            self._number += 1
            made.append((self._number, row))
        self._all.extend(made)
        self._trim(self._all[0][0] if self._all else 0)
        fits = [item for item in made if self._fits(item[1])][-KEPT_ROWS:]
        if fits:
            self.beginInsertRows(QModelIndex(), len(self._shown), len(self._shown) + len(fits) - 1)
            self._shown += fits
            self.endInsertRows()

    def pause(self, paused: bool) -> None:
        """Hold still, or go on with what came meanwhile."""
        self.paused = paused
        if not paused:
            waiting, self._waiting = list(self._waiting), deque(maxlen=KEPT_ROWS)
            self.add(waiting)

    def waiting(self) -> int:
        """How many rows came while it is paused."""
        return len(self._waiting)

    def set_filter(self, view: str, typed: str) -> None:
        """Rows of that view in whose bytes or words the typed is found."""
        self._directions, self._typed = monitor_words.VIEWS[view], typed.strip().lower()
        self.beginResetModel()
        self._shown = [item for item in self._all if self._fits(item[1])]
        self.endResetModel()

    def row(self, number: int) -> Seen | None:
        """What a row shows."""
        return self._shown[number][1] if 0 <= number < len(self._shown) else None

    def everything(self) -> list[Seen]:
        """All rows that are held, whatever is shown."""
        return [row for _, row in self._all] + list(self._waiting)

    def _trim(self, oldest: int) -> None:
        gone = next((n for n, (number, _) in enumerate(self._shown) if number >= oldest), len(self._shown))
        if gone:
            self.beginRemoveRows(QModelIndex(), 0, gone - 1)
            del self._shown[:gone]
            self.endRemoveRows()

    def _fits(self, row: Seen) -> bool:
        if row.direction not in self._directions:
            return False
        if not self._typed:
            return True
        bare = self._typed.replace(" ", "")
        return bare in row.data.hex() or self._typed in f"{row.peer} {monitor_words.meaning(row)}".lower()

    # ---- Qt -------------------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else 4

    def data(self, index: Index, role: int = TEXT) -> Any:
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        number, row = self._shown[index.row()]
        if role == Role.ID:
            return str(number)
        return self._read(index.column(), row).get(role)

    @staticmethod
    def _read(column: int, row: Seen) -> Mapping[int, Any]:
        match column:
            case 0:
                return {TEXT: monitor_words.time(row.at)}
            case 1:
                glyph, tone, word = monitor_words.direction(row.direction)
                return {TEXT: word, Role.GLYPH: glyph, Role.TONE: tone}
            case 2:
                return {TEXT: monitor_words.hexed(row.data)}
        said = " · ".join(part for part in (row.peer, monitor_words.meaning(row)) if part)
        return {TEXT: said, TIP: said}

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = TEXT) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != TEXT or not 0 <= section < 4:
            return None
        return (tr("wires", "时间"), tr("wires", "向"), tr("wires", "字节"), tr("wires", "译文"))[section]
