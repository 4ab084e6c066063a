"""The language of the command bar: a verb, then names, then words – each by Chinese, pinyin or initials (``p xfyz njb``).

Verbs are a closed list with slots. A slot that may be missing is filled only by a word that clearly means it; what is said last and freely
(the text of an order, a basis, a reason) is the rest of the line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject

from console.desk.asking import Answer
from console.desk.hands import EVERYTHING, FORCES, INCIDENTS, Hands
from console.desk.inputs import read_grade
from console.desk.parts.base import Part
from console.desk.verbs import Misread, Slot, Verb
from console.domain.codes import CommandLevel, Grade
from console.domain.entities import Alarm
from console.models import words
from console.models.boards import alarm_order
from console.models.names import NO_MATCH, Name, plain
from console.models.timeline import alarm_words
from widgets.choices import Completion

VERBS = "verbs"
CLEAR = 4  # how well a word must fit an optional slot: the beginning of the name or of its pinyin
OFFERS = 8


@dataclass
class Read:
    """A line as understood so far."""

    verb: Verb | None = None
    values: dict[str, Any] = field(default_factory=dict)
    at: int = 0  # the slot that the next word would fill
    partial: str = ""
    head: str = ""  # what stands before the partial word


class Grammar(QObject):
    """Reads lines and does them."""

    def __init__(self, hands: Hands, parts: Sequence[Part], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hands = hands
        self._index = hands.names.index
        self._verbs = {verb.id: verb for part in parts for verb in part.verbs()}
        self._choices = {kind: names for part in parts for kind, names in part.choices().items()}
        self._index.put(VERBS, (Name("verb", verb.id, verb.word) for verb in self._verbs.values()))

    def verbs(self) -> list[Verb]:
        """All that can be said."""
        return list(self._verbs.values())

    # ---- offers ------------------------------------------------------------------------------------------------------

    def complete(self, line: str) -> list[Completion]:
        """What the word under the cursor may become."""
        read = self._walk(line)
        if read.verb is None:
            found = self._index.search(read.partial, (VERBS,), OFFERS)
            return [Completion(f"{name.text} ", name.text, self._verbs[name.id].usage()) for name in found]
        offers: list[Completion] = []
        for slot in read.verb.slots[read.at :]:
            for name in self._candidates(slot, read.partial):
                word = "".join(name.text.split())
                offers.append(Completion(f"{read.head}{word} ", name.text, name.detail or slot.name))
            if not slot.optional:
                break
        return offers[:OFFERS]

    def _walk(self, line: str) -> Read:
        """Understands all words but the last, which is still being typed."""
        cut = line.rfind(" ") + 1
        read = Read(partial=line[cut:], head=line[:cut])
        said = line[:cut].split()
        if not said:
            return read
        read.verb = self._verb(said[0])
        if read.verb is not None:
            for word in said[1:]:
                read.at, _ = self._fill(read.verb, read.at, word, read.values)
        return read

    def _fill(self, verb: Verb, at: int, word: str, values: dict[str, Any]) -> tuple[int, Slot | None]:
        """Puts a word into the next slot that it fits; returns the slot that comes after, and the one that it should have filled and
        could not."""
        while at < len(verb.slots):
            slot = verb.slots[at]
            if slot.kind == "words":
                values["words"] = f"{values['words']} {word}" if "words" in values else word
                return at, None
            name = self._match(slot, word)
            if name is not None:
                values[slot.kind] = name
                return at + 1, None
            if not slot.optional:
                return at + 1, slot
            at += 1
        return at, None

    def _verb(self, word: str) -> Verb | None:
        name = self._index.one(word, (VERBS,))
        return self._verbs[name.id] if name else None

    # ---- names of each kind ------------------------------------------------------------------------------------------

    def _candidates(self, slot: Slot, typed: str) -> list[Name]:
        match slot.kind:
            case "force":
                offers = self._hands.names.forces(typed, limit=OFFERS)
                return [Name("force", offer.text, offer.label, offer.detail) for offer in offers[:OFFERS]]
            case "incident":
                return self._index.search(typed, (INCIDENTS,), OFFERS)
            case "anything":
                return self._index.search(typed, EVERYTHING, OFFERS)
            case "words":
                return []
        return self._ranked(typed, self._closed(slot.kind))

    def _closed(self, kind: str) -> Sequence[Name]:
        """The names of a closed list: our own, or one that a part offers."""
        if kind in self._choices:
            return self._choices[kind]()
        match kind:
            case "sector":
                sectors = self._hands.sectors(self._hands.selection.incident_id)
                return [Name("sector", sector.kind.value, words.sector(sector.kind)) for sector in sectors]
            case "level":
                return [Name("level", level.value, words.command_level(level)) for level in CommandLevel]
            case "grade":
                return [Name("grade", str(int(g)), words.grade_short(g), words.grade(g)) for g in Grade]
        standing = sorted(self._hands.picture.all(Alarm, lambda a: not a.acknowledged), key=alarm_order)
        return [Name("alarm", alarm.id, alarm.label, alarm_words(alarm)) for alarm in standing]

    def _ranked(self, typed: str, names: Sequence[Name]) -> list[Name]:
        wanted = plain(typed)
        if not wanted:
            return list(names)[:OFFERS]
        scored = sorted((self._index.score(wanted, name.text), place) for place, name in enumerate(names))
        return [names[place] for score, place in scored if score < NO_MATCH][:OFFERS]

    def _match(self, slot: Slot, word: str) -> Name | None:
        """The one thing that a whole word means in this slot."""
        if slot.kind == "grade":
            grade = read_grade(word)
            return Name("grade", str(int(grade)), word) if grade else None
        groups = {"force": (FORCES,), "incident": (INCIDENTS,), "anything": EVERYTHING}.get(slot.kind)
        if groups is not None:
            name = self._index.one(word, groups)
            if name is None and slot.kind == "anything":
                name = next(iter(self._index.search(word, groups, 1)), None)
        else:
            name = next(iter(self._ranked(word, self._closed(slot.kind))), None)
        if name is None or (slot.optional and self._index.score(plain(word), name.text) > CLEAR):
            return None
        return name

    # ---- doing -------------------------------------------------------------------------------------------------------

    def run(self, line: str, answer: Answer) -> None:
        """Do the line, or say in words why it cannot be done."""
        try:
            said = line.split()
            verb = self._verb(said[0]) if said else None
            if verb is None:
                raise Misread(self.tr("没有命令「{0}」 – 可用: {1}").format(said[0] if said else "", self._all_words()))
            verb.run(self._read(verb, said[1:]), answer)
        except Misread as misread:
            if answer.refused is not None:
                answer.refused(str(misread))

    def _all_words(self) -> str:
        return " ".join(verb.word for verb in self._verbs.values())

    def _read(self, verb: Verb, said: Sequence[str]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        at = 0
        for word in said:
            if at >= len(verb.slots):
                raise Misread(self.tr("「{0}」多余 – 用法: {1} {2}").format(word, verb.word, verb.usage()))
            at, unfilled = self._fill(verb, at, word, values)
            if unfilled is not None:
                raise Misread(self._unknown(unfilled, word))
        for slot in verb.slots:
            if not slot.optional and slot.kind not in values:
                raise Misread(self.tr("缺「{0}」 – 用法: {1} {2}").format(slot.name, verb.word, verb.usage()))
        return values

    def _unknown(self, slot: Slot, word: str) -> str:
        several = [name.text for name in self._candidates(slot, word)]
        if len(several) > 1:
            return self.tr("「{0}」不止一个: {1}").format(word, "、".join(several[:4]))
        return self.tr("没有{0}「{1}」").format(slot.name, word)
