"""Run cards (调派方案): what an incident of a kind at a level wants at first, line by line – the one place that reads and writes a line.

::

    capability | count | least crew          fire_suppression|2|5      two forces that fight fire, of at least five each
                                             ambulance|1|              one ambulance, however many ride in it

The order of the lines is their weight: what stands first is looked for first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from console.domain.codes import Grade, IncidentKind
from console.domain.entities import RunCard
from console.domain.facts import RunCardSet
from console.domain.refusal import Refused

CODE = re.compile(r"[^\s|]{1,40}")
MOST_FORCES = 99
MOST_CREW = 999


@dataclass(frozen=True, slots=True)
class CardLine:
    """``count`` forces of one capability, each of at least ``least_crew`` where that is said."""

    capability: str
    count: int
    least_crew: int | None = None


def read_line(text: str) -> CardLine:
    """A line as it is written; the crew may be left out with its bar.

    Raises:
        Refused: ``card_line_bad`` with the line.
    """
    parts = [part.strip() for part in text.split("|")]
    parts += [""] * (3 - len(parts))
    capability, count, crew = parts[:3]
    good = len(parts) == 3 and CODE.fullmatch(capability) and _number(count, MOST_FORCES) and (not crew or _number(crew, MOST_CREW))
    if not good:
        raise Refused("card_line_bad", line=text)
    return CardLine(capability, int(count), int(crew) if crew else None)


def _number(text: str, most: int) -> bool:
    return text.isascii() and text.isdigit() and 1 <= int(text) <= most


def write_line(line: CardLine) -> str:
    """The line as the card keeps it."""
    return f"{line.capability}|{line.count}|{'' if line.least_crew is None else line.least_crew}"


def read_lines(texts: Iterable[str]) -> tuple[CardLine, ...]:
    """All lines of a card.

    Raises:
        Refused: ``card_line_bad`` for the first that is none, ``card_line_twice`` where a capability stands in two.
    """
    lines = tuple(read_line(text) for text in texts if text.strip())
    seen: set[str] = set()
    for line in lines:
        if line.capability in seen:
            raise Refused("card_line_twice", capability=line.capability)
        seen.add(line.capability)
    return lines


def card_id(kind: IncidentKind, level: Grade) -> str:
    """The id of the card of a kind at a level."""
    return f"{kind.value}/{int(level)}"


def card(kind: IncidentKind, level: Grade, texts: Iterable[str]) -> RunCard:
    """A card from lines as a person or a catalogue wrote them.

    Raises:
        Refused: ``card_empty``, and as :func:`read_lines`.
    """
    lines = read_lines(texts)
    if not lines:
        raise Refused("card_empty")
    return RunCard(id=card_id(kind, level), kind=kind, level=level, lines=tuple(write_line(line) for line in lines))


def set_card(kind: IncidentKind, level: Grade, texts: Iterable[str], before: RunCard | None) -> RunCardSet:
    """A card is written, or written anew.

    Raises:
        Refused: ``card_same`` where nothing would change, and as :func:`card`.
    """
    made = card(kind, level, texts)
    if before == made:
        raise Refused("card_same")
    return RunCardSet(card=made)
