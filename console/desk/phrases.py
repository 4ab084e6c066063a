"""What is ordered most often, on Ctrl+1…9: the phrases of the incident's kind first, then the general ones.

They go out in the language of the hall's orders; a screen in another language shows what they mean beside them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from console.domain.codes import IncidentKind
from resources import load_toml

KEYS = 9


@dataclass(frozen=True, slots=True)
class Phrase:
    """One order in each language."""

    zh: str
    en: str

    def text(self, language: str) -> str:
        """As it goes out, or is shown, in that language."""
        return self.en if language == "en" else self.zh


@cache
def _catalogue() -> dict[str, Any]:
    return load_toml("phrases", "orders.toml")


def phrases(kind: IncidentKind | None) -> tuple[Phrase, ...]:
    """The nine for an incident of that kind."""
    catalogue = _catalogue()
    own = catalogue["kind"].get(kind.value, []) if kind is not None else []
    return tuple(Phrase(**row) for row in (*own, *catalogue["general"])[:KEYS])
