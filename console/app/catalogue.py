"""The run cards that come with the program: our own figures, a district's to change."""

from __future__ import annotations

import resources
from console.domain.codes import Grade, IncidentKind
from console.domain.entities import RunCard
from console.domain.rules import run_cards


def default_cards() -> tuple[RunCard, ...]:
    """A card for every kind of incident at every level, from the catalogue."""
    tables = resources.load_toml("catalogue", "run_cards.toml")
    return tuple(
        run_cards.card(IncidentKind(kind), Grade[level], lines) for kind, levels in tables.items() for level, lines in levels.items()
    )
