"""A short list of things of several kinds about one incident (aims, needs, support; who commanded; what it is linked to)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Slot

from console.domain.entities import Entity
from console.models.picture import Change, Picture
from widgets.roles import Role

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Line:
    """One row: ``id`` is ``kind:entity``, ``says`` what it shows by role."""

    id: str
    says: Mapping[int, Any]


class MixedList(QAbstractTableModel):
    """Rows as ``lines`` gives them for an incident. Rows that stay keep their place and selection; only others come and go."""

    def __init__(
        self,
        picture: Picture,
        lines: Callable[[str], Sequence[Line]],
        follows: Sequence[type[Entity]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._lines_of, self._follows = lines, tuple(follows)
        self._incident_id = ""
        self._lines: list[Line] = []
        picture.changed.connect(self._follow)

    @Slot(str)
    def show_incident(self, incident_id: str) -> None:
        """Another incident."""
        if incident_id != self._incident_id:
            self._incident_id = incident_id
            self._reset(self._wanted())

    def id_at(self, row: int) -> str:
        """The id of a row."""
        return self._lines[row].id

    def _wanted(self) -> list[Line]:
        return list(self._lines_of(self._incident_id)) if self._incident_id else []

    def _reset(self, lines: list[Line]) -> None:
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    @Slot(object)
    def _follow(self, change: Change) -> None:
        if change.reset:
            self._reset(self._wanted())
        elif any(kind in change.ids for kind in self._follows):
            self._become(self._wanted())

    def _become(self, wanted: list[Line]) -> None:
        stay = {line.id for line in wanted}
        for row in range(len(self._lines) - 1, -1, -1):
            if self._lines[row].id not in stay:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._lines[row]
                self.endRemoveRows()
        old = {line.id for line in self._lines}
        if [line.id for line in self._lines] != [line.id for line in wanted if line.id in old]:
            self._reset(wanted)
            return
        for row, line in enumerate(wanted):
            if line.id not in old:
                self.beginInsertRows(QModelIndex(), row, row)
                self._lines.insert(row, line)
                self.endInsertRows()
        self._lines = wanted
        if wanted:
            self.dataChanged.emit(self.index(0, 0), self.index(len(wanted) - 1, 0))

    # ---- Qt -----------------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = 0) -> Any:
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line = self._lines[index.row()]
        return line.id if role == Role.ID else line.says.get(role)
