"""Reports, incidents, and what an incident aims at and lacks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from console.domain.codes import (
    Grade,
    IncidentKind,
    IncidentState,
    NeedState,
    ObjectiveState,
    ReportState,
    SupportDirection,
    SupportState,
)
from console.domain.entities.base import Entity


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(Entity):
    """A report (接报): a pre-filled incident draft in the one intake queue."""

    source: str
    kind: IncidentKind
    grade: Grade | None
    place: str
    text: str
    lat: float | None
    lon: float | None
    caller: str
    received_at: datetime
    state: ReportState = ReportState.WAITING
    alarm_id: str | None = None
    claimed_by: str | None = None
    claimed_at: datetime | None = None
    incident_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident(Entity):
    """An incident (突发事件). ``response`` is the level of the response, ``basis`` what it rests on, ``decided_by`` who decided it.

    ``merged_into`` names the incident that this one turned out to be; ``parent_id`` the larger event that it is a part of.
    ``radius_m`` is the scene about its place: a force inside it plays on the one board (A6); None takes the hall's usual figure.
    ``reopened`` counts how often it was opened again.
    """

    number: str
    kind: IncidentKind
    title: str
    place: str
    lat: float | None
    lon: float | None
    opened_at: datetime
    opened_by: str
    state: IncidentState = IncidentState.OPEN
    grade: Grade | None = None
    response: Grade | None = None
    basis: str = ""
    closed_at: datetime | None = None
    decided_by: str = ""
    merged_into: str | None = None
    parent_id: str | None = None
    radius_m: float | None = None
    reopened: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentLink(Entity):
    """Two incidents that have to do with one another without being one; ``parent_id`` of an incident says the rest."""

    first_id: str
    second_id: str
    why: str
    linked_at: datetime
    linked_by: str
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective(Entity):
    """An objective (目标) of an incident, measured by its state and its deadline."""

    incident_id: str
    number: int
    text: str
    set_at: datetime
    set_by: str
    state: ObjectiveState = ObjectiveState.OPEN
    state_at: datetime | None = None
    due_at: datetime | None = None
    period_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Need(Entity):
    """A need (需求) with its quantity: ``met`` of ``wanted`` in ``unit``. It is filled when ``met`` reaches ``wanted``."""

    incident_id: str
    what: str
    wanted: float
    unit: str
    stated_at: datetime
    stated_by: str
    met: float = 0.0
    state: NeedState = NeedState.OPEN
    state_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationalPeriod(Entity):
    """An operational period (作战阶段): a span of time with its aims; one is current at a time."""

    incident_id: str
    number: int
    aims: str
    starts_at: datetime
    ends_at: datetime
    opened_by: str
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportRequest(Entity):
    """Support asked of the level above, or aid from or to a neighbour (请求支援). ``party`` is whom it is asked of or given to."""

    incident_id: str
    direction: SupportDirection
    party: str
    what: str
    why: str
    asked_at: datetime
    asked_by: str
    state: SupportState = SupportState.ASKED
    state_at: datetime | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry(Entity):
    """What a person wrote into the log, with the incident it belongs to, if any."""

    incident_id: str | None
    text: str
    written_at: datetime
    written_by: str
