"""What ought to be sent, what was recommended, and what was chosen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from console.domain.codes import Grade, IncidentKind
from console.domain.entities.base import Entity


@dataclass(frozen=True, slots=True, kw_only=True)
class RunCard(Entity):
    """A run card (调派方案): what an incident of a kind at a level wants at first (A13). ``id`` is ``kind/level``.

    Each line is ``capability|count|least crew`` (the crew may be empty).
    """

    kind: IncidentKind
    level: Grade
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation(Entity):
    """What was recommended for an incident and what was chosen then: both are kept (A12).

    ``forces`` are those recommended, ``reasons`` one line each, ``shortfalls`` what could not be had; ``chosen`` are those sent, and
    ``refused`` those that were wanted and could not be had any more, each as ``force|code``. The lines are written and read by
    console.domain.rules.kept.
    """

    incident_id: str
    made_at: datetime
    made_by: str
    forces: tuple[str, ...]
    reasons: tuple[str, ...]
    shortfalls: tuple[str, ...]
    chosen: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    chosen_at: datetime | None = None
