"""What a model says about a row beside its words, and the closed lists that those roles hold.

A model of the console answers these roles; views and delegates of this room read nothing else. Enumeration members may come back from
Qt as bare numbers or strings, so readers here convert once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

_BASE = int(Qt.ItemDataRole.UserRole)

Index = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    """Roles of a row. Times are aware datetimes; absent is ``None``, never 0."""

    ID = _BASE + 1  # str: what the row is, whatever its place
    SEVERITY = _BASE + 2  # Severity or None
    STATE = _BASE + 3  # AlarmState
    FACE = _BASE + 4  # Face
    TIME = _BASE + 5  # datetime of the datum, from its source
    STARTED = _BASE + 6  # datetime a countdown or a work period began
    DEADLINE = _BASE + 7  # datetime it ends
    SUB = _BASE + 8  # str: second line
    VALUE = _BASE + 9  # float or None
    UNIT = _BASE + 10  # str
    DECIMALS = _BASE + 11  # int
    GLYPH = _BASE + 12  # Glyph: shape of a state that is no alarm
    TONE = _BASE + 13  # str: name of a colour token for the glyph
    SERIES = _BASE + 14  # sequence of float or None, for a sparkline
    MARKED = _BASE + 15  # bool: arrived and not yet seen
    KIND = _BASE + 16  # str: what the row may be carried as


class Severity(IntEnum):
    """红橙黄蓝 – the same four numbers as grades I–IV. None of them (unknown) is ``None``."""

    RED = 1
    ORANGE = 2
    YELLOW = 3
    BLUE = 4
    NORMAL = 5


class AlarmState(StrEnum):
    """Where an alarm stands for the person in charge."""

    UNACKNOWLEDGED = "unacknowledged"
    ACKNOWLEDGED = "acknowledged"
    RETURNED = "returned"  # the cause is gone, nobody has acknowledged yet
    SHELVED = "shelved"
    CLEARED = "cleared"


class Face(StrEnum):
    """The five faces of every datum."""

    VALUE = "value"
    UNKNOWN = "unknown"
    STALE = "stale"
    INVALID = "invalid"
    DISCONNECTED = "disconnected"


class Glyph(StrEnum):
    """Shapes for states that are not alarms, told apart without colour."""

    DISC = "disc"
    RING = "ring"
    HALF = "half"
    SQUARE = "square"
    BAR = "bar"
    ARROW = "arrow"
    CLOCK = "clock"
    CROSS = "cross"
    TICK = "tick"
    DASH = "dash"


@dataclass(frozen=True, slots=True)
class RowAction:
    """One thing a person may do with a row.

    ``listens`` is False when the window owns the shortcut already: the key is shown, and not bound a second time.
    """

    key: str
    text: str
    shortcut: str = ""
    listens: bool = True


E = TypeVar("E", IntEnum, StrEnum)


def as_enum(kind: type[E], value: object) -> E | None:
    """The member for what a model gave, or None if it gave nothing that belongs there."""
    if value is None or isinstance(value, kind):
        return value
    try:
        return kind(value)
    except ValueError:
        return None


def row_id(index: Index) -> str | None:
    """Identity of the row, or None for no row."""
    if not index.isValid():
        return None
    value = index.data(Role.ID)
    return None if value is None else str(value)


def severity_of(index: Index) -> Severity | None:
    """Severity of the row; None is unknown."""
    return as_enum(Severity, index.data(Role.SEVERITY))


def state_of(index: Index) -> AlarmState:
    """State of the alarm in the row; without one it counts as dealt with."""
    return as_enum(AlarmState, index.data(Role.STATE)) or AlarmState.ACKNOWLEDGED


def face_of(index: Index) -> Face:
    """Face of the datum in the cell."""
    return as_enum(Face, index.data(Role.FACE)) or Face.VALUE


def time_of(index: Index, role: Role = Role.TIME) -> datetime | None:
    """A time of the row."""
    value = index.data(role)
    return value if isinstance(value, datetime) else None
