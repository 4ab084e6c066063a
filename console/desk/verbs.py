"""What can be said in the command bar, as the parts of the desk contribute it; :mod:`console.desk.typed` reads it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication

from console.desk.asking import Answer
from console.desk.hands import Hands
from console.domain.entities import Sector
from resources import load_toml


class Misread(Exception):
    """The line cannot be done as it stands; the words say what is missing."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One place in a line. ``kind`` says what fills it: force, incident, sector, level, grade, alarm, anything, a kind that a part offers
    (see ``Part.choices``), or the free ``words`` that end a line. A slot for ``many`` takes one word after the other and gives a list."""

    kind: str
    name: str
    optional: bool = False
    many: bool = False

    def usage(self) -> str:
        """力量…, [事件]."""
        name = f"{self.name}…" if self.many else self.name
        return f"[{name}]" if self.optional else name


@dataclass(frozen=True, slots=True)
class Verb:
    """What can be said, how, and what it does with what was said: a :class:`~console.models.names.Name` a slot (a list for many), words
    as text. Other words for it stand in ``resources/catalogue/verbs.toml``."""

    id: str
    word: str
    slots: tuple[Slot, ...]
    run: Callable[[dict[str, Any], Answer], None]

    def usage(self) -> str:
        """派 力量… [事件] [工作组]."""
        return " ".join(slot.usage() for slot in self.slots)


def sector_key(sector: Sector) -> str:
    """What a working group is known by in a line, whichever incident it is about: its kind, and its own name where it has one."""
    return f"{sector.kind.value}/{sector.name}" if sector.name else sector.kind.value


def other_words() -> Mapping[str, Sequence[str]]:
    """What else may be said for a verb, by its id."""
    words: Mapping[str, Sequence[str]] = load_toml("catalogue", "verbs.toml")
    return words


class Together:
    """One answer to a line that asks for several things: yes when all are done, else what was done and why the others were not."""

    def __init__(self, count: int, answer: Answer) -> None:
        self._open, self._answer = count, answer
        self._done: list[str] = []
        self._refused: list[str] = []

    def one(self, name: str) -> Answer:
        """Where the answer about one of them goes."""
        return Answer(done=lambda _id: self._heard(self._done, name), refused=lambda no: self._heard(self._refused, no))

    def _heard(self, heard: list[str], words: str) -> None:
        heard.append(words)
        self._open -= 1
        if self._open:
            return
        if not self._refused:
            if self._answer.done is not None:
                self._answer.done("")
        elif self._answer.refused is not None:
            done = QCoreApplication.translate("verbs", "已办 {0}; 未办: ").format("、".join(self._done)) if self._done else ""
            self._answer.refused(done + "; ".join(self._refused))


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
