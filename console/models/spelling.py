"""How a name may be typed without Chinese, and how well what was typed fits. No Qt.

A name is its characters, each with the readings it may have (重 is ``zhong`` and ``chong``) and itself. What is typed eats the characters
from left to right, each by a whole reading or by its initial (``z`` or ``zh``), the last by any beginning: ``tjz``, ``taijing``, ``taijz``,
``太jz`` all are 太京镇. Weaker, and never taken for sure: sounds that are told apart only in the north (zh/z, ang/an, n/l, f/h), and one
letter too many, too few, wrong, or changed with its neighbour.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

Syllables = tuple[tuple[str, ...], ...]
_FLAT = re.compile("([zcs])h")
_LOOSE = str.maketrans({"n": "l", "h": "f", "v": "u"})
TYPO_LEAST = 4  # letters: with fewer one wrong letter says nothing any more
READINGS = 2  # of a character by itself; rarer ones would make every name fit everything
LONGEST = 6  # letters of a reading: zhuang


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name ready to be compared: plain, its characters as they may be typed, strictly and loosely, and the keys that find it.

    A key is a reading that a character may have, or the initials of two neighbours (``t|j``); ``begins`` are those of the first
    character, ``holds`` those of any.
    """

    plain: str
    strict: Syllables
    loose: Syllables
    initials: str
    full: str
    begins: frozenset[str]
    holds: frozenset[str]
    loosely_holds: frozenset[str]


Speller = Callable[[str], Spelling]


def learn() -> Speller:
    """A speller; loads the dictionary, which takes half a second (call it in a thread)."""
    from pypinyin import Style, pinyin

    def read(text: str) -> list[list[str]]:
        # Latin letters and figures stay as they are, one by one; each Chinese character gives its readings.
        return pinyin(text, style=Style.NORMAL, heteronym=True, errors=lambda rest: [[c] for c in rest])  # type: ignore[arg-type, return-value]

    @cache
    def alone(letter: str) -> tuple[str, ...]:
        return (letter,) if letter.isascii() else tuple(read(letter)[0][:READINGS])

    def spell(text: str) -> Spelling:
        said = plain(text)
        in_words = read(said)  # a word known as a whole has its right reading; each character by itself has its usual ones
        whole = in_words if len(in_words) == len(said) else [[] for _ in said]
        return spelling(said, tuple((*here[:1], *alone(letter)) for letter, here in zip(said, whole, strict=True)))

    return spell


def unread(text: str) -> Spelling:
    """A name whose readings are not known: each character is only itself."""
    said = plain(text)
    return spelling(said, tuple((letter,) for letter in said))


def spelling(said: str, readings: Syllables) -> Spelling:
    """A plain name with the readings of its characters, the right one first."""
    strict = tuple(tuple(dict.fromkeys((*here, letter))) for letter, here in zip(said, readings, strict=True))
    loose = tuple(tuple(dict.fromkeys(loosely(one) for one in here)) for here in strict)
    return Spelling(
        plain=said,
        strict=strict,
        loose=loose,
        initials="".join(here[0][0] for here in strict),
        full="".join(here[0] for here in strict),
        begins=frozenset(_keys(strict[:2], 1)),
        holds=frozenset(_keys(strict, len(strict))),
        loosely_holds=frozenset(_keys(loose, len(loose))),
    )


def _keys(syllables: Syllables, count: int) -> Iterator[str]:
    for here, after in zip(syllables[:count], (*syllables[1:], ()), strict=False):
        yield from here
        for sound in here:
            for following in after:
                yield f"{sound[0]}|{following[0]}"


def keys_of(typed: str) -> set[str]:
    """The keys one of which a name must have that begins like this, besides readings that are longer than all that was typed."""
    found = {typed[:length] for length in range(1, min(len(typed), LONGEST) + 1)}
    if len(typed) > 1:
        found.add(f"{typed[0]}|{typed[1]}")
    if len(typed) > 2 and typed[1] == "h":
        found.add(f"{typed[0]}|{typed[2]}")
    return found


def plain(text: str) -> str:
    """Without spaces and case, as names are compared."""
    return "".join(text.split()).lower()


def typed_plain(text: str) -> str:
    """What a person typed, as it is compared: also without the marks that pinyin is written with."""
    return plain(text).replace("'", "").replace("ü", "v")


@lru_cache(maxsize=4096)
def loosely(sound: str) -> str:
    """One spelling for sounds that are often taken for each other."""
    return _FLAT.sub(r"\1", sound).replace("ng", "n").translate(_LOOSE)


def eat(typed: str, syllables: Syllables, start: int, at: int = 0) -> int:
    """How many characters of a name are used up when all that was typed from ``at`` is eaten from ``start`` on; -1 if it is not."""
    if at == len(typed):
        return start
    if start == len(syllables):
        return -1
    left = len(typed) - at
    for sound in syllables[start]:
        if typed[at] != sound[0]:
            continue
        if left <= len(sound) and sound.startswith(typed[at:]):
            return start + 1
        for length in _bites(sound):
            if length < left and typed.startswith(sound[:length], at):
                end = eat(typed, syllables, start + 1, at + length)
                if end >= 0:
                    return end
    return -1


@lru_cache(maxsize=8192)
def _bites(sound: str) -> tuple[int, ...]:
    """How much of a reading stands for it: all, ``zh``, the first letter."""
    lengths = {len(sound), 1, *((2,) if sound[1:2] == "h" else ())}
    return tuple(sorted(lengths, reverse=True))


def sounds_alike(typed: Syllables, syllables: Syllables, start: int) -> bool:
    """Whether other characters were typed that sound the same (华岐 for 华歧, 鎮 for 镇)."""
    here = syllables[start : start + len(typed)]
    return len(here) == len(typed) and all(not set(a).isdisjoint(b) for a, b in zip(typed, here, strict=True))


def scattered(typed: str, text: str) -> bool:
    """Whether the letters stand in that order, with others between them."""
    at = -1
    for letter in typed:
        at = text.find(letter, at + 1)
        if at < 0:
            return False
    return True


def one_off(typed: str, full: str) -> bool:
    """Whether the spelling begins with what was typed but for one letter: too many, missing, wrong, or changed with its neighbour."""
    same = 0
    for mine, right in zip(typed, full, strict=False):
        if mine != right:
            break
        same += 1
    rest, due = typed[same:], full[same:]
    if not rest or rest[0].isdigit() or due[:1].isdigit():
        return False  # another figure is another thing, not a slip
    return (
        due.startswith(rest[1:])
        or due[1:].startswith(rest[1:])
        or due[1:].startswith(rest)
        or (len(rest) > 1 and due.startswith(rest[1] + rest[0]) and due[2:].startswith(rest[2:]))
    )
