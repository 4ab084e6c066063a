"""What can be said in the command bar, as the parts of the desk contribute it; :mod:`console.desk.typed` reads it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication

from console.desk.asking import Answer
from console.desk.hands import Hands


class Misread(Exception):
    """The line cannot be done as it stands; the words say what is missing."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One place in a line. ``kind`` says what fills it: force, incident, sector, level, grade, alarm, anything, a kind that a part offers
    (see ``Part.choices``), or the free ``words`` that end a line."""

    kind: str
    name: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Verb:
    """What can be said, how, and what it does with what was said: a :class:`~console.models.names.Name` a slot, words as text."""

    id: str
    word: str
    slots: tuple[Slot, ...]
    run: Callable[[dict[str, Any], Answer], None]

    def usage(self) -> str:
        """派 力量 [事件] [工作组]."""
        return " ".join(f"[{slot.name}]" if slot.optional else slot.name for slot in self.slots)


def incident_of(hands: Hands, values: dict[str, Any]) -> str:
    """The incident that a line is about: the one it names, else the chosen one, else the only one that is open.

    Raises:
        Misread: none of them.
    """
    if "incident" in values:
        return str(values["incident"].id)
    chosen = hands.selection.incident()
    if chosen is not None and chosen.closed_at is None:
        return chosen.id
    opened = hands.picture.open_incidents()
    if len(opened) == 1:
        return opened[0].id
    raise Misread(QCoreApplication.translate("verbs", "没有选中事件 – 在命令中写出事件, 或先选中 (Alt+2)"))
