"""The language of the command bar: a verb, then names, then words – each by Chinese, pinyin or initials (``p xfyz njb``).

Verbs are a closed list with slots. A slot that may be missing is filled only by a word that clearly means it; what is said last and freely
(the text of an order, a basis, a reason) is the rest of the line.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from PySide6.QtCore import QObject

from console.desk.asking import Answer
from console.desk.hands import EVERYTHING, FORCES, INCIDENTS, Hands
from console.desk.inputs import read_grade
from console.desk.parts.base import Part
from console.desk.verbs import Misread, Slot, Verb, other_words, sector_key
from console.domain.codes import CommandLevel, Grade
from console.domain.entities import Alarm
from console.models import incident_words, words
from console.models.boards import alarm_order
from console.models.names import NO_MATCH, SURE, Name, plain
from console.models.timeline import alarm_words
from widgets.choices import Completion

VERBS = "verbs"
CLEAR = 4  # how well a word must fit an optional slot: the beginning of the name or of its pinyin
OFFERS = 8
ARROWS = ("→", "->", "=>")  # the end of many: 派 消防一站 消防二站 → 玉泉
NOISE = {"grade": ("level", "grade", "级别", "等级")}  # Level II is two words where Chinese has one


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
        also = other_words()
        self._spoken = {verb.id: dict.fromkeys((verb.word, *also.get(verb.id, ()))) for verb in self._verbs.values()}
        self._index.put(VERBS, (Name("verb", id, word) for id, said in self._spoken.items() for word in said))

    def verbs(self) -> list[Verb]:
        """All that can be said."""
        return list(self._verbs.values())

    # ---- offers ------------------------------------------------------------------------------------------------------

    def complete(self, line: str) -> list[Completion]:
        """What the word under the cursor may become."""
        read = self._walk(line)
        if read.verb is None:
            found = dict.fromkeys(name.id for name in self._index.search(read.partial, (VERBS,), OFFERS))
            return [Completion(f"{verb.word} ", verb.word, verb.usage()) for verb in (self._verbs[id] for id in found)]
        offers: list[Completion] = []
        for slot in read.verb.slots[read.at :]:
            said = {name.id for name in read.values.get(slot.kind, ())} if slot.many else ()
            for name in self._candidates(slot, read.partial):
                if name.id in said:
                    continue
                word = "".join(name.text.split())
                offers.append(Completion(f"{read.head}{word} ", name.text, name.detail or slot.name))
            if not slot.optional and not (slot.many and slot.kind in read.values):
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
            with suppress(Misread):  # told when the line is given
                for word in said[1:]:
                    read.at, _ = self._fill(read.verb, read.at, word, read.values)
        return read

    def _fill(self, verb: Verb, at: int, word: str, values: dict[str, Any]) -> tuple[int, Sequence[Slot]]:
        """Puts a word into the next slot that it fits; returns the slot that comes after, and those that it could have filled and did
        not – a word that nobody understands is never passed over."""
        tried: list[Slot] = []
        for place in range(at, len(verb.slots)):
            slot = verb.slots[place]
            if slot.kind == "words":
                values["words"] = f"{values['words']} {word}" if "words" in values else word
                return place, ()
            if word.lower() in NOISE.get(slot.kind, ()):
                return place, ()
            if slot.many and values.get(slot.kind):
                if word in ARROWS:
                    return place + 1, ()
                name = self._one_more(verb, place, word)
            else:
                name = self._match(slot, word)
            if name is not None:
                return self._put(slot, place, name, values), ()
            tried.append(slot)
            if not slot.optional and not values.get(slot.kind):
                return place + 1, tried
        return len(verb.slots), tried

    @staticmethod
    def _put(slot: Slot, place: int, name: Name, values: dict[str, Any]) -> int:
        if not slot.many:
            values[slot.kind] = name
            return place + 1
        if name not in values.setdefault(slot.kind, []):
            values[slot.kind].append(name)
        return place

    def _one_more(self, verb: Verb, place: int, word: str) -> Name | None:
        """The next of many – unless the word rather means what comes after them; one that may be either is not guessed at."""
        name = self._match(verb.slots[place], word)
        score = self._index.score(word, name.text) if name is not None else NO_MATCH
        if name is None or score > CLEAR:
            return None
        after = [found for slot in verb.slots[place + 1 :] if slot.kind != "words" and (found := self._match(slot, word)) is not None]
        other = min(after, key=lambda found: self._index.score(word, found.text), default=None)
        if other is None or self._index.score(word, other.text) > score:
            return name
        if self._index.score(word, other.text) == score:
            raise Misread(self._several(word, [name.text, other.text]))
        return None

    def _verb(self, word: str) -> Verb | None:
        """The verb that one of its words means; two words of one verb do not stand against each other.

        The beginning of an English word counts less than the whole initials of a Chinese one: ``p`` is 派, however many verbs begin so.
        """
        found = self._index.search(word, (VERBS,), 40)
        scores = {name: self._index.score(word, name.text) for name in found}
        scores = {name: CLEAR - 1 if score == 1 and name.text.isascii() else score for name, score in scores.items()}
        best = min(scores.values(), default=NO_MATCH)
        ids = {name.id for name, score in scores.items() if score == best}
        return self._verbs[ids.pop()] if len(ids) == 1 and best <= CLEAR else None

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
                return [Name("sector", sector_key(sector), incident_words.sector(sector)) for sector in sectors]
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
            ranked = self._ranked(word, self._closed(slot.kind))
            name = ranked[0] if ranked else None
            if slot.kind != "alarm" and len({one.id for one in ranked if name and self._fits_as_well(word, one, name)}) > 1:
                return None
        if name is None or slot.kind == "anything":  # going somewhere does no harm
            return name
        return name if self._index.score(word, name.text) <= (CLEAR if slot.optional else SURE) else None

    def _fits_as_well(self, word: str, one: Name, other: Name) -> bool:
        return self._index.score(word, one.text) == self._index.score(word, other.text)

    # ---- doing -------------------------------------------------------------------------------------------------------

    def run(self, line: str, answer: Answer) -> None:
        """Do the line, or say in words why it cannot be done."""
        try:
            said = line.split()
            verb = self._verb(said[0]) if said else None
            if verb is None:
                raise Misread(self._no_verb(said[0] if said else ""))
            verb.run(self._read(verb, said[1:]), answer)
        except Misread as misread:
            if answer.refused is not None:
                answer.refused(str(misread))

    def _no_verb(self, word: str) -> str:
        """What is nearest to a word that is no verb, or all of them."""
        near = dict.fromkeys(self._verbs[name.id].word for name in self._index.search(word, (VERBS,), 3))
        if not near:
            spoken = {said: id for id, words in self._spoken.items() for said in words}
            near = dict.fromkeys(self._verbs[spoken[said]].word for said in get_close_matches(word.lower(), spoken, 3, 0.5))
        if near:
            return self.tr("没有命令「{0}」 – 是否: {1}").format(word, "、".join(near))
        return self.tr("没有命令「{0}」 – 可用: {1}").format(word, self._all_words())

    def _all_words(self) -> str:
        return " ".join(verb.word for verb in self._verbs.values())

    def _read(self, verb: Verb, said: Sequence[str]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        at = 0
        for word in said:
            if at >= len(verb.slots):
                raise Misread(self.tr("「{0}」多余 – 用法: {1} {2}").format(word, verb.word, verb.usage()))
            at, unfilled = self._fill(verb, at, word, values)
            if unfilled:
                raise Misread(self._unknown(unfilled, word))
        for slot in verb.slots:
            if not slot.optional and slot.kind not in values:
                raise Misread(self.tr("缺「{0}」 – 用法: {1} {2}").format(slot.name, verb.word, verb.usage()))
        return values

    def _unknown(self, slots: Sequence[Slot], word: str) -> str:
        wanted = "/".join(slot.name for slot in slots)
        near = [name.text for slot in slots for name in self._candidates(slot, word)]
        near.sort(key=lambda text: self._index.score(word, text))
        if not near:
            return self.tr("没有{0}「{1}」").format(wanted, word)
        if len(near) > 1 and self._index.score(word, near[1]) <= SURE:
            return self._several(word, near)
        return self.tr("没有{0}「{1}」 – 是否: {2}").format(wanted, word, "、".join(near[:4]))

    def _several(self, word: str, names: Sequence[str]) -> str:
        return self.tr("「{0}」不止一个: {1}").format(word, "、".join(names[:4]))
