"""Who on the scene was heard from, and what is done for those who were not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from console.domain.codes import ParAnswerState, ParState
from console.domain.entities.base import Entity


@dataclass(frozen=True, slots=True, kw_only=True)
class ParRound(Entity):
    """One accountability check (PAR, 人员清点) of all forces on a scene. ``answer_by`` ends the window, ``retry_at`` is when those who
    were not heard are called again."""

    incident_id: str
    number: int
    called_at: datetime
    called_by: str
    answer_by: datetime
    state: ParState = ParState.CALLING
    retry_at: datetime | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParAnswer(Entity):
    """One force in one check: waiting, heard, or missed. ``by`` is who answered for it; a proxy's ``words`` are kept as heard."""

    round_id: str
    incident_id: str
    force_id: str
    state: ParAnswerState = ParAnswerState.WAITING
    misses: int = 0
    answered_at: datetime | None = None
    by: str = ""
    words: str = ""
    crew: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mayday(Entity):
    """A force that does not answer, or that called for help (紧急求救): a list of steps, each done by a named person, until it is over.

    ``cause`` is ``par`` or ``call``; ``steps`` are those done, by code, each as ``code|time|who``.
    """

    incident_id: str
    force_id: str
    cause: str
    opened_at: datetime
    steps: tuple[str, ...] = ()
    ended_at: datetime | None = None
    ended_by: str = ""
    outcome: str = ""
