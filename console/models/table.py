"""Entities of one kind as a table: one class for every board. Rows are inserted, moved and refreshed one by one, never reset
but after the database came back."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Slot

from console.domain.entities import Entity
from console.models.picture import Change, Picture
from widgets.roles import Role

E = TypeVar("E", bound=Entity)
Index = QModelIndex | QPersistentModelIndex
TEXT_ROLE = int(Qt.ItemDataRole.DisplayRole)


@dataclass(frozen=True, slots=True)
class Field(Generic[E]):
    """One column: its heading and what it says of an entity, by role (DisplayRole for the words)."""

    title: str
    read: Callable[[E], Mapping[int, Any]]


@dataclass(frozen=True, slots=True)
class Board(Generic[E]):
    """What a table shows: which entities, in which order, by which columns.

    ``follows`` names other kinds on which rows depend; ``touched`` gives, for a change, the ids of rows to read anew (all, where None).
    """

    kind: type[E]
    where: Callable[[E], bool]
    order: Callable[[E], Any]
    fields: Sequence[Field[E]]
    follows: tuple[type[Entity], ...] = ()
    common: Callable[[E], Mapping[int, Any]] = lambda _entity: {}


class EntityTable(QAbstractTableModel, Generic[E]):
    """The rows of a :class:`Board` over the live picture."""

    def __init__(self, picture: Picture, board: Board[E], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._picture = picture
        self._board = board
        self._order: list[tuple[Any, str]] = []
        self._keys: dict[str, Any] = {}
        self._fill()
        picture.changed.connect(self._follow)

    def id_at(self, row: int) -> str:
        """Id of the entity in that row."""
        return self._order[row][1]

    def row_of(self, id: str) -> int:
        """Row of an entity, -1 where it is not shown."""
        if id not in self._keys:
            return -1
        return bisect.bisect_left(self._order, (self._keys[id], id))

    def refill(self) -> None:
        """Choose the rows anew, after what the board's ``where`` looks at has changed."""
        self.beginResetModel()
        self._fill()
        self.endResetModel()

    def _fill(self) -> None:
        items = self._picture.all(self._board.kind, self._board.where)
        self._keys = {item.id: self._board.order(item) for item in items}
        self._order = sorted((key, id) for id, key in self._keys.items())

    @Slot(object)
    def _follow(self, change: Change) -> None:
        if change.reset:
            self.refill()
            return
        for id in change.ids.get(self._board.kind, ()):
            self._place(id)
        if any(kind in change.ids for kind in self._board.follows):
            for id in list(self._keys):
                self._place(id, only_if_moved=True)
            if self._order:
                self.dataChanged.emit(self.index(0, 0), self.index(len(self._order) - 1, self.columnCount() - 1))

    def _place(self, id: str, only_if_moved: bool = False) -> None:
        entity = self._picture.find(self._board.kind, id)
        wanted = entity is not None and self._board.where(entity)
        key = self._board.order(entity) if entity is not None and wanted else None
        row = self.row_of(id)
        if row >= 0 and (not wanted or key != self._keys[id]):
            self._move_or_remove(id, row, key if wanted else None)
        elif row >= 0 and not only_if_moved:
            self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))
        elif row < 0 and wanted:
            at = bisect.bisect_left(self._order, (key, id))
            self.beginInsertRows(QModelIndex(), at, at)
            self._order.insert(at, (key, id))
            self._keys[id] = key
            self.endInsertRows()

    def _move_or_remove(self, id: str, row: int, key: Any) -> None:
        if key is None:
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._order[row]
            del self._keys[id]
            self.endRemoveRows()
            return
        to = bisect.bisect_left(self._order, (key, id))
        if to in (row, row + 1):
            self._order[row] = (key, id)
            self._keys[id] = key
        else:
            self.beginMoveRows(QModelIndex(), row, row, QModelIndex(), to)
            del self._order[row]
            self._order.insert(to - (to > row), (key, id))
            self._keys[id] = key
            self.endMoveRows()
        now = self.row_of(id)
        self.dataChanged.emit(self.index(now, 0), self.index(now, self.columnCount() - 1))

    # ---- Qt -----------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._board.fields)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._order):
            return None
        id = self._order[index.row()][1]
        if role == Role.ID:
            return id
        entity = self._picture.find(self._board.kind, id)
        if entity is None:
            return None
        own = self._board.fields[index.column()].read(entity)
        return own[role] if role in own else self._board.common(entity).get(role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole and 0 <= section < self.columnCount():
            return self._board.fields[section].title
        return None
