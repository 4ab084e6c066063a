"""Names found by typing: Chinese, whole pinyin, initials, or a mixture of them (``tjz`` → 太京镇), forgiving. No Qt.

Pinyin costs half a second to load, so it is learnt in a thread (:func:`learn`) and handed in; before that, Chinese finds already.

| how well | what was typed                                                            |
|----------|---------------------------------------------------------------------------|
| 0, 1     | the name itself; its beginning                                            |
| 2        | all of it by sound: pinyin, initials, or other characters that sound so   |
| 3, 4     | its beginning by initials; by pinyin or a mixture                         |
| 5, 6     | a part of it; a part by sound                                             |
| 7, 8     | initials with others between them; characters with others between them    |
| 10, 11   | its beginning, a part, by sounds that are taken for each other (zh/z …)   |
| 12       | its beginning but for one letter                                          |

Up to ``SURE`` a whole word that fits one name alone is taken for that name; what is weaker is offered and never done.
A key stroke must not wait for ten thousand names: names are kept by the letters that they and their characters begin with, and the weak
ways are only tried where the strong ones leave room.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from console.models.spelling import (
    TYPO_LEAST,
    Speller,
    Spelling,
    eat,
    keys_of,
    learn,
    loosely,
    one_off,
    plain,
    scattered,
    sounds_alike,
    typed_plain,
    unread,
)

__all__ = ["NO_MATCH", "SURE", "Name", "NameIndex", "Speller", "Spelling", "learn", "plain"]

SURE = 8
NO_MATCH = 99
ENOUGH = 200  # fits of one kind; nobody reads on, and each costs its time


@dataclass(frozen=True, slots=True)
class Name:
    """Something that has a name: what kind of thing, its id, and what tells it from others of the same name."""

    kind: str
    id: str
    text: str
    detail: str = ""
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class _Typed:
    """What a person typed, in the ways it is compared."""

    text: str
    loose: str
    sound: tuple[tuple[str, ...], ...]  # of typed Chinese; else empty


@dataclass
class _Lookup:
    """The texts that have a key. Readings are also kept in order, so that those which begin with what was typed are found."""

    _texts: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _readings: list[str] = field(default_factory=list)

    def add(self, text: str, keys: Iterable[str]) -> None:
        """One more text."""
        for key in keys:
            self._texts[key].append(text)
        self._readings = []

    def find(self, typed: str, sounds: Iterable[str] = ()) -> Iterable[str]:
        """Those worth a look, always in the same order."""
        if not self._readings:
            self._readings = sorted(key for key in self._texts if "|" not in key)
        found = {text: None for key in (*keys_of(typed), *sounds) for text in self._texts.get(key, ())}
        for key in self._readings[bisect_left(self._readings, typed) :]:
            if not key.startswith(typed):
                break
            found.update(dict.fromkeys(self._texts[key]))
        return found


@dataclass
class _Known:
    """Every text that was ever a name, spelt once, and where to look for it."""

    spelt: dict[str, Spelling] = field(default_factory=dict)
    begins: _Lookup = field(default_factory=_Lookup)
    holds: _Lookup = field(default_factory=_Lookup)
    loosely: _Lookup = field(default_factory=_Lookup)

    def add(self, text: str, spelling: Spelling) -> None:
        """One more text."""
        self.spelt[text] = spelling
        self.begins.add(text, spelling.begins)
        self.holds.add(text, spelling.holds)
        self.loosely.add(text, spelling.loosely_holds)


@dataclass(frozen=True)
class _Group:
    """The names of one group, at which places a text stands in it, and each text plain."""

    names: tuple[Name, ...]
    places: Mapping[str, tuple[int, ...]]
    plains: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, names: tuple[Name, ...]) -> _Group:
        places: dict[str, tuple[int, ...]] = {}
        for place, name in enumerate(names):
            places[name.text] = (*places.get(name.text, ()), place)
        return cls(names, places, tuple((plain(text), text) for text in places))


@dataclass
class NameIndex:
    """All names a desk can be asked for, by group (forces, incidents, places of the pack…); a group is replaced as a whole."""

    _groups: dict[str, _Group] = field(default_factory=dict)
    _known: _Known = field(default_factory=_Known)
    _spellings: dict[str, Spelling] = field(default_factory=dict)
    _spell: Speller | None = None
    _unlearnt: set[str] = field(default_factory=set)

    @property
    def knows_pinyin(self) -> bool:
        """Whether the speller has come."""
        return self._spell is not None

    def set_speller(self, spell: Speller, known: Mapping[str, Spelling] | None = None) -> None:
        """Pinyin is there; ``known`` are spellings that the thread made already."""
        self._spell = spell
        self._spellings.update(known or {})
        self._known = _Known()
        self._unlearnt = set(self._groups)
        self._learn()

    def put(self, group: str, names: Iterable[Name]) -> None:
        """The names of a group as they are now."""
        self._groups[group] = _Group.of(tuple(names))
        self._unlearnt.add(group)

    def texts(self) -> set[str]:
        """All names, for a thread to spell."""
        return {text for group in self._groups.values() for text in group.places}

    def search(self, typed: str, groups: Iterable[str], limit: int = 8) -> list[Name]:
        """What fits best first; nothing typed gives the first of the groups."""
        self._learn()
        wanted = self._read(typed)
        chosen = [self._groups[group] for group in groups if group in self._groups]
        if wanted is None:
            return [name for group in chosen for name in group.names][:limit]
        found: dict[str, int] = {}
        for look in (_by_beginning, _by_part, _by_gaps, _by_loose, _by_typo):
            before = len(found)
            for text, score in look(wanted, self._known, chosen):
                if score < found.get(text, NO_MATCH):
                    found[text] = score
                    if len(found) - before >= ENOUGH:
                        break
            if len(found) >= limit or (look is _by_loose and found):
                break
        best = sorted(
            (score, number, place)
            for text, score in found.items()
            for number, group in enumerate(chosen)
            for place in group.places.get(text, ())
        )
        return [chosen[number].names[place] for _, number, place in best[:limit]]

    def one(self, typed: str, groups: Iterable[str]) -> Name | None:
        """The only name that is meant for sure: the exact one, else the best if no other fits as well."""
        found = self.search(typed, groups, 2) if plain(typed) else []
        if not found:
            return None
        scores = [self.score(typed, name.text) for name in found]
        return found[0] if scores[0] <= SURE and (len(found) == 1 or scores[0] < scores[1]) else None

    def score(self, typed: str, text: str) -> int:
        """How well what was typed fits a name: 0 is the name itself, NO_MATCH nothing."""
        wanted = self._read(typed)
        if wanted is None:
            return NO_MATCH
        name = self._known.spelt.get(text) or self._spelt(text)
        sure = min(_beginning(wanted, name), _part(wanted, name), _gaps(wanted.text, name))
        return min(sure, _loose(wanted, name), _typo(wanted, name)) if sure > SURE else sure

    def _read(self, typed: str) -> _Typed | None:
        text = typed_plain(typed)
        if not text:
            return None
        chinese = self._spell is not None and len(text) > 1 and not any(letter.isascii() for letter in text)
        return _Typed(text, loosely(text), self._spell(text).strict if chinese and self._spell else ())

    def _learn(self) -> None:
        """What was put since the last search, spelt and sorted in; a group that nobody asks for costs nothing."""
        for text in (text for key in sorted(self._unlearnt) for text in self._groups[key].places):
            if text not in self._known.spelt:
                self._known.add(text, self._spelt(text))
        self._unlearnt.clear()

    def _spelt(self, text: str) -> Spelling:
        if self._spell is None:
            return unread(text)
        known = self._spellings.get(text)
        if known is None:
            known = self._spellings[text] = self._spell(text)
        return known


# ---- where to look, the strong ways first --------------------------------------------------------------------------------

_Found = Iterator[tuple[str, int]]


def _by_beginning(typed: _Typed, known: _Known, groups: Iterable[_Group]) -> _Found:
    asked, spelt = typed.text, known.spelt
    for text in _holding(asked, groups):
        yield text, _contained(asked, spelt[text])
    for text in _among(known.begins.find(asked, typed.sound[0] if typed.sound else ()), groups):
        yield text, _beginning(typed, spelt[text])


def _by_part(typed: _Typed, known: _Known, groups: Iterable[_Group]) -> _Found:
    if len(typed.text) > 1:
        for text in _among(known.holds.find(typed.text, typed.sound[0] if typed.sound else ()), groups):
            yield text, _part(typed, known.spelt[text])


def _by_gaps(typed: _Typed, known: _Known, groups: Iterable[_Group]) -> _Found:
    if len(typed.text) > 1:
        first, spelt = typed.text[0], known.spelt
        for group in groups:
            for text in group.places:
                name = spelt[text]
                if first in name.initials or first in name.plain:
                    yield text, _gaps(typed.text, name)


def _holding(asked: str, groups: Iterable[_Group]) -> Iterator[str]:
    """A search of the computer's own: ten thousand names take half a millisecond. Those that begin so come first."""
    found = [(not plain.startswith(asked), text) for group in groups for plain, text in group.plains if asked in plain]
    return (text for _, text in sorted(found, key=lambda item: item[0]))


def _by_loose(typed: _Typed, known: _Known, groups: Iterable[_Group]) -> _Found:
    if len(typed.text) > 1 and typed.text.isascii():
        for text in _among(known.loosely.find(typed.loose), groups):
            yield text, _loose(typed, known.spelt[text])


def _by_typo(typed: _Typed, known: _Known, groups: Iterable[_Group]) -> _Found:
    if len(typed.text) >= TYPO_LEAST and typed.text.isascii():
        for text in _among(known.begins.find(typed.text[0]), groups):
            yield text, _typo(typed, known.spelt[text])


def _among(texts: Iterable[str], groups: Iterable[_Group]) -> Iterator[str]:
    return (text for text in texts if any(text in group.places for group in groups))


# ---- how well one name fits ----------------------------------------------------------------------------------------------


def _contained(text: str, name: Spelling) -> int:
    if name.plain.startswith(text):
        return 0 if len(text) == len(name.plain) else 1
    return 5


def _beginning(typed: _Typed, name: Spelling) -> int:
    text = typed.text
    if name.plain.startswith(text):
        return _contained(text, name)
    end = eat(text, name.strict, 0)
    if end < 0 and typed.sound and sounds_alike(typed.sound, name.strict, 0):
        return 2 if len(typed.sound) == len(name.strict) else 4
    if end < 0:
        return NO_MATCH
    if end == len(name.strict):
        return 2
    return 3 if end == len(text) else 4


def _part(typed: _Typed, name: Spelling) -> int:
    text, last = typed.text, len(name.strict)
    if text in name.plain:
        return 5
    if len(text) < 2:
        return NO_MATCH
    if any(eat(text, name.strict, start) >= 0 for start in range(1, last)):
        return 6
    return 6 if typed.sound and any(sounds_alike(typed.sound, name.strict, start) for start in range(1, last)) else NO_MATCH


def _gaps(text: str, name: Spelling) -> int:
    if len(text) < 2:
        return NO_MATCH
    if scattered(text, name.initials):
        return 7
    return 8 if not text.isascii() and scattered(text, name.plain) else NO_MATCH


def _loose(typed: _Typed, name: Spelling) -> int:
    if len(typed.text) < 2 or not typed.text.isascii():
        return NO_MATCH
    if eat(typed.loose, name.loose, 0) >= 0:
        return 10
    return 11 if any(eat(typed.loose, name.loose, start) >= 0 for start in range(1, len(name.loose))) else NO_MATCH


def _typo(typed: _Typed, name: Spelling) -> int:
    text = typed.text
    return 12 if len(text) >= TYPO_LEAST and text.isascii() and text[0] == name.full[:1] and one_off(text, name.full) else NO_MATCH
