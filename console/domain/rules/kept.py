"""How a recommendation is kept in the journal: one line of JSON a force and a shortfall, in codes; the words are chosen when it is read.

::

    reasons      one line a recommended force: line of the card, score, way, and every reason with its minutes
    shortfalls   one line a short line of the card: what, how many, who could fill it and who has them
    refused      force|code, for those that were wanted and lost between looking and sending
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from console.domain.plain import from_plain, to_plain
from console.domain.rules.recommend import Advice, Choice, Elsewhere


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfall:
    """A capability of which ``missing`` forces could not be recommended, and who could have been."""

    capability: str
    missing: int
    elsewhere: tuple[Elsewhere, ...] = ()


def shortfalls(advice: Advice) -> tuple[Shortfall, ...]:
    """What the recommendation could not bring together."""
    return tuple(
        Shortfall(capability=line.wanted.capability, missing=line.missing, elsewhere=line.elsewhere)
        for line in advice.lines
        if line.missing
    )


def choices(advice: Advice) -> tuple[Choice, ...]:
    """Every recommended force with its reasons, in order."""
    return tuple(choice for line in advice.lines for choice in line.chosen)


def write(part: Choice | Shortfall) -> str:
    """One line of what is kept."""
    return json.dumps(to_plain(part), ensure_ascii=False, separators=(",", ":"))


def read_choice(line: str) -> Choice:
    """A recommended force as it was kept.

    Raises:
        ValueError: the line is none.
    """
    return from_plain(Choice, _object(line))


def read_shortfall(line: str) -> Shortfall:
    """A shortfall as it was kept.

    Raises:
        ValueError: the line is none.
    """
    return from_plain(Shortfall, _object(line))


def _object(line: str) -> dict[str, object]:
    data = json.loads(line)
    if not isinstance(data, dict):
        raise ValueError(f"not a kept line: {line!r}")
    return data


def write_refused(force_id: str, code: str) -> str:
    """A force that was wanted, and the rule that said no."""
    return f"{force_id}|{code}"


def read_refused(text: str) -> tuple[str, str]:
    """The force and the code."""
    force_id, _, code = text.rpartition("|")
    return force_id, code
