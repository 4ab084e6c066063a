"""Names found by typing: Chinese, whole pinyin, initials, or a mixture of them (``tjz`` → 太京镇). No Qt.

Pinyin costs half a second to load, so it is learnt in a thread (:func:`learn`) and handed in; before that, Chinese finds already.
A character of several readings is found by each of them (藉口 by ``jk``, whoever reads it).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice, product

READINGS_KEPT = 8
NO_MATCH = 99


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
class Spelling:
    """How a name may be typed without Chinese."""

    full: tuple[str, ...]
    initials: tuple[str, ...]


Speller = Callable[[str], Spelling]


def learn() -> Speller:
    """A speller; loads the dictionary (call it in a thread)."""
    from pypinyin import Style, pinyin

    def spell(text: str) -> Spelling:
        # Latin letters and figures stay as they are; each Chinese character gives its readings.
        syllables = pinyin(text.lower(), style=Style.NORMAL, heteronym=True, errors=lambda rest: [[c] for c in rest if not c.isspace()])
        full, initials = [], []
        for reading in islice(product(*(tuple(dict.fromkeys(s)) for s in syllables)), READINGS_KEPT):
            full.append("".join(reading))
            initials.append("".join(part[0] for part in reading if part))
        return Spelling(tuple(dict.fromkeys(full)), tuple(dict.fromkeys(initials)))

    return spell


@dataclass
class NameIndex:
    """All names a desk can be asked for, by group (forces, incidents, places of the pack…); a group is replaced as a whole."""

    _groups: dict[str, tuple[Name, ...]] = field(default_factory=dict)
    _spellings: dict[str, Spelling] = field(default_factory=dict)
    _spell: Speller | None = None

    @property
    def knows_pinyin(self) -> bool:
        """Whether the speller has come."""
        return self._spell is not None

    def set_speller(self, spell: Speller, known: Mapping[str, Spelling] | None = None) -> None:
        """Pinyin is there; ``known`` are spellings that the thread made already."""
        self._spell = spell
        self._spellings.update(known or {})

    def put(self, group: str, names: Iterable[Name]) -> None:
        """The names of a group as they are now."""
        self._groups[group] = tuple(names)

    def texts(self) -> set[str]:
        """All names, for a thread to spell."""
        return {name.text for names in self._groups.values() for name in names}

    def search(self, typed: str, groups: Iterable[str], limit: int = 8) -> list[Name]:
        """What fits best first; nothing typed gives the first of the groups."""
        wanted = plain(typed)
        chosen = [name for group in groups for name in self._groups.get(group, ())]
        if not wanted:
            return chosen[:limit]
        scored = ((self.score(wanted, name.text), place, name) for place, name in enumerate(chosen))
        best = sorted((item for item in scored if item[0] < NO_MATCH), key=lambda item: item[:2])
        return [name for _, _, name in best[:limit]]

    def one(self, typed: str, groups: Iterable[str]) -> Name | None:
        """The only name that is meant: the exact one, else the best if no other fits as well."""
        wanted = plain(typed)
        found = self.search(typed, groups, 2) if wanted else []
        if not found:
            return None
        scores = [self.score(wanted, name.text) for name in found]
        return found[0] if len(found) == 1 or scores[0] < scores[1] else None

    def score(self, wanted: str, text: str) -> int:
        """How well ``wanted`` (plain) fits a name: 0 is the name itself, NO_MATCH nothing."""
        name = plain(text)
        if wanted == name:
            return 0
        if name.startswith(wanted):
            return 1
        spelling = self._spelling(text) if wanted.isascii() else None
        if spelling is not None:
            ways = (
                (2, any(wanted == one for one in (*spelling.initials, *spelling.full))),
                (3, any(one.startswith(wanted) for one in spelling.initials)),
                (4, any(one.startswith(wanted) for one in spelling.full)),
            )
            for score, fits in ways:
                if fits:
                    return score
        if wanted in name:
            return 5
        if spelling is not None and len(wanted) > 1:
            if any(wanted in one for one in (*spelling.initials, *spelling.full)):
                return 6
            if any(_scattered(wanted, one) for one in spelling.initials):
                return 7
        if not wanted.isascii() and len(wanted) > 1 and _scattered(wanted, name):
            return 8
        return NO_MATCH

    def _spelling(self, text: str) -> Spelling | None:
        known = self._spellings.get(text)
        if known is None and self._spell is not None:
            known = self._spellings[text] = self._spell(text)
        return known


def plain(text: str) -> str:
    """Without spaces and case, as names are compared."""
    return "".join(text.split()).lower()


def _scattered(wanted: str, text: str) -> bool:
    """Whether the letters stand in that order, with others between them."""
    rest = iter(text)
    return all(letter in rest for letter in wanted)
