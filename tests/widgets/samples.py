"""Rows, wires, channels and forces for the tests and the gallery of the parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget

from widgets.roles import Role

NOW = datetime(2026, 11, 24, 6, 5, 32, tzinfo=UTC)


def ago(seconds: float) -> datetime:
    """So long before the sample time."""
    return NOW - timedelta(seconds=seconds)


class Rows(QAbstractTableModel):
    """A small honest model: dictionaries of roles, rows put in and taken out as Qt wants it."""

    def __init__(self, heads: Sequence[str], rows: Sequence[Mapping[Any, Any]] = ()) -> None:
        super().__init__()
        self._heads = list(heads)
        self._rows = [dict(row) for row in rows]

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        shown = role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal
        return self._heads[section] if shown else None

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.get(("text", index.column()))
        return row.get(role)

    def insert(self, at: int, row: Mapping[Any, Any]) -> None:
        """Puts one row in."""
        self.beginInsertRows(QModelIndex(), at, at)
        self._rows.insert(at, dict(row))
        self.endInsertRows()

    def remove(self, at: int) -> None:
        """Takes one row out."""
        self.beginRemoveRows(QModelIndex(), at, at)
        del self._rows[at]
        self.endRemoveRows()

    def replace(self, rows: Sequence[Mapping[Any, Any]]) -> None:
        """Everything anew, as after a filter."""
        self.beginResetModel()
        self._rows = [dict(row) for row in rows]
        self.endResetModel()


def row(row_id: str, *texts: str, **roles: Any) -> dict[Any, Any]:
    """One row: its words by column, its roles by name."""
    made: dict[Any, Any] = {("text", n): text for n, text in enumerate(texts)}
    made[Role.ID] = row_id
    made.update({Role[name.upper()]: value for name, value in roles.items()})
    return made


def write(widget: QWidget, text: str) -> None:
    """Types as an input method does: Chinese comes as a committed string, not as keys."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)
