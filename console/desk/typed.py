"""The language of the command bar: a verb, then names, then words – each by Chinese, pinyin or initials (``p xfyz njb``).

Verbs are a closed list with slots. A slot that may be missing is filled only by a word that clearly means it; what is said last and freely
(the text of an order, a basis, a reason) is the rest of the line.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject

from console.desk.deeds import Answer, Deeds
from console.desk.hands import EVERYTHING, FORCES, INCIDENTS, Hands
from console.domain.codes import AssignmentStatus, CommandLevel, Grade
from console.domain.entities import Alarm, Force
from console.models import words
from console.models.boards import alarm_order
from console.models.names import NO_MATCH, Name, plain
from console.models.timeline import alarm_words
from widgets.choices import Completion

VERBS = "verbs"
CLEAR = 4  # how well a word must fit an optional slot: the beginning of the name or of its pinyin
OFFERS = 8


class Misread(Exception):
    """The line cannot be done as it stands; the words say what is missing."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One place in a line. ``kind`` says what fills it; the last slot may be free ``words``."""

    kind: str
    name: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Verb:
    """What can be said, how, and what it does with what was said."""

    id: str
    word: str
    slots: tuple[Slot, ...]
    run: Callable[[dict[str, Any], Answer], None]

    def usage(self) -> str:
        """派 力量 [事件] [工作组]."""
        return " ".join(f"[{slot.name}]" if slot.optional else slot.name for slot in self.slots)


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

    def __init__(self, hands: Hands, deeds: Deeds, go: Callable[[Name], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hands = hands
        self._deeds = deeds
        self._go = go
        self._index = hands.names.index
        self._verbs = {verb.id: verb for verb in self._all_verbs()}
        self._index.put(VERBS, (Name("verb", verb.id, verb.word) for verb in self._verbs.values()))

    def verbs(self) -> list[Verb]:
        """All that can be said."""
        return list(self._verbs.values())

    def _all_verbs(self) -> list[Verb]:
        force = Slot("force", self.tr("力量"))
        incident = Slot("incident", self.tr("事件"), optional=True)
        sector = Slot("sector", self.tr("工作组"), optional=True)
        rest = Slot("words", self.tr("文字"))
        reason = Slot("words", self.tr("说明"))
        verbs = [
            Verb("assign", self.tr("派"), (force, incident, sector), self._assign),
            Verb("order", self.tr("指令"), (force, rest), self._order),
            Verb(
                "grade",
                self.tr("定级"),
                (incident, Slot("grade", self.tr("等级")), Slot("words", self.tr("依据"), optional=True)),
                self._grade,
            ),
            Verb(
                "command",
                self.tr("设指挥部"),
                (incident, Slot("level", self.tr("级别"), optional=True), Slot("words", self.tr("指挥长"))),
                self._command,
            ),
            Verb("close", self.tr("结案"), (incident, reason), self._close),
            Verb("acknowledge", self.tr("确认"), (Slot("alarm", self.tr("告警"), optional=True),), self._acknowledge),
            Verb("log", self.tr("记"), (rest,), self._log),
            Verb("go", self.tr("去"), (Slot("anything", self.tr("事件、力量、测站、地名")),), self._goto),
        ]
        steps = (AssignmentStatus.EN_ROUTE, AssignmentStatus.ON_SCENE, AssignmentStatus.WORKING, AssignmentStatus.RELEASED)
        spoken = (self.tr("途中"), self.tr("到场"), self.tr("作业"), self.tr("归队"))
        for status, word in zip(steps, spoken, strict=True):
            verbs.append(Verb(f"status_{status.value}", word, (force,), self._status_to(status)))
        return verbs

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
            case "sector" | "level" | "grade" | "alarm":
                return self._ranked(typed, self._closed(slot.kind))
        return []

    def _closed(self, kind: str) -> list[Name]:
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
            grade = _grade(word)
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

    def _incident_of(self, values: dict[str, Any]) -> str:
        if "incident" in values:
            return str(values["incident"].id)
        chosen = self._hands.selection.incident()
        if chosen is not None and chosen.closed_at is None:
            return chosen.id
        opened = self._hands.picture.open_incidents()
        if len(opened) == 1:
            return opened[0].id
        raise Misread(self.tr("没有选中事件 – 在命令中写出事件, 或先选中 (Alt+2)"))

    def _assign(self, values: dict[str, Any], answer: Answer) -> None:
        incident_id = self._incident_of(values)
        sector_id = None
        if "sector" in values:
            wanted = values["sector"].id
            sector_id = next((s.id for s in self._hands.sectors(incident_id) if s.kind.value == wanted), None)
        self._deeds.assign(values["force"].id, incident_id, sector_id, answer)

    def _order(self, values: dict[str, Any], answer: Answer) -> None:
        force = self._hands.picture.find(Force, values["force"].id)
        if self._hands.picture.assignment_of(values["force"].id) is None:
            raise Misread(self.tr("{0} 未派遣 – 先派遣, 再下指令").format(force.name if force else "–"))
        self._deeds.issue(values["force"].id, values["words"], answer)

    def _grade(self, values: dict[str, Any], answer: Answer) -> None:
        incident_id = self._incident_of(values)
        grade = Grade(int(values["grade"].id))
        if "words" not in values:
            self._deeds.grade(incident_id, grade)
            if answer.done is not None:
                answer.done("")
            return
        response, basis = _response(values["words"])
        self._deeds.set_grade(incident_id, grade, response, basis, answer)

    def _command(self, values: dict[str, Any], answer: Answer) -> None:
        level = CommandLevel(values["level"].id) if "level" in values else CommandLevel.DISTRICT
        self._deeds.establish(self._incident_of(values), level, values["words"], answer)

    def _close(self, values: dict[str, Any], answer: Answer) -> None:
        self._deeds.end(self._incident_of(values), values["words"], answer)

    def _acknowledge(self, values: dict[str, Any], answer: Answer) -> None:
        top = self._deeds.top_alarm()
        if "alarm" not in values and top is None:
            raise Misread(self.tr("没有未确认的告警"))
        self._deeds.acknowledge(values["alarm"].id if "alarm" in values else top.id if top else "", answer)

    def _log(self, values: dict[str, Any], answer: Answer) -> None:
        self._deeds.log(values["words"], answer)

    def _goto(self, values: dict[str, Any], answer: Answer) -> None:
        self._go(values["anything"])
        if answer.done is not None:
            answer.done("")

    def _status_to(self, status: AssignmentStatus) -> Callable[[dict[str, Any], Answer], None]:
        def run(values: dict[str, Any], answer: Answer) -> None:
            if self._hands.picture.assignment_of(values["force"].id) is None:
                raise Misread(self.tr("{0} 未派遣").format(values["force"].text))
            self._deeds.set_status(values["force"].id, status, answer)

        return run


def _grade(word: str) -> Grade | None:
    """II, 2, 二级, II级, 重大."""
    said = word.upper().removesuffix("级").removesuffix("JI")
    names = {"I": 1, "II": 2, "III": 3, "IV": 4, "一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
    full = {"特别重大": 1, "重大": 2, "较大": 3, "一般": 4, "特大": 1}
    number = names.get(said) or full.get(word)
    return Grade(number) if number else None


def _response(text: str) -> tuple[Grade | None, str]:
    """A leading 响应III, and the basis after it."""
    first, _, rest = text.partition(" ")
    if first.startswith("响应"):
        return _grade(first.removeprefix("响应")), rest.strip()
    return None, text


