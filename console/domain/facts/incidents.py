"""Reports, incidents and the log."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from console.domain.codes import Grade, IncidentState, ReportState
from console.domain.entities import Entity, Incident, LogEntry, Report
from console.domain.facts.base import Body, World


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportReceived(Body):
    """A report reached the intake queue, from a person or from a wire."""

    kind: ClassVar[str] = "report_received"
    report: Report

    def apply(self, world: World) -> tuple[Entity, ...]:
        return (self.report,)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportClaimed(Body):
    """A seat took a report in hand; the others see who has it."""

    kind: ClassVar[str] = "report_claimed"
    report_id: str
    by: str
    claimed_at: datetime

    def apply(self, world: World) -> tuple[Entity, ...]:
        report = world.get(Report, self.report_id)
        return (replace(report, state=ReportState.CLAIMED, claimed_by=self.by, claimed_at=self.claimed_at),)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportReleased(Body):
    """A claimed report went back to the queue."""

    kind: ClassVar[str] = "report_released"
    report_id: str

    def apply(self, world: World) -> tuple[Entity, ...]:
        report = world.get(Report, self.report_id)
        return (replace(report, state=ReportState.WAITING, claimed_by=None, claimed_at=None),)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDiscarded(Body):
    """A report came to nothing; the reason stands in the fact's ``why``."""

    kind: ClassVar[str] = "report_discarded"
    report_id: str

    def apply(self, world: World) -> tuple[Entity, ...]:
        return (replace(world.get(Report, self.report_id), state=ReportState.DISCARDED),)


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentOpened(Body):
    """An incident was opened, from a report or out of hand."""

    kind: ClassVar[str] = "incident_opened"
    incident: Incident
    report_id: str | None = None

    def apply(self, world: World) -> tuple[Entity, ...]:
        if self.report_id is None:
            return (self.incident,)
        report = world.get(Report, self.report_id)
        return (self.incident, replace(report, state=ReportState.OPENED, incident_id=self.incident.id))

    def timeline(self) -> str | None:
        return self.incident.id


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentGraded(Body):
    """Grade and response level were set, with what they rest on."""

    kind: ClassVar[str] = "incident_graded"
    incident_id: str
    grade: Grade
    response: Grade | None
    basis: str

    def apply(self, world: World) -> tuple[Entity, ...]:
        incident = world.get(Incident, self.incident_id)
        return (replace(incident, grade=self.grade, response=self.response, basis=self.basis),)


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentClosed(Body):
    """An incident is over; its command and its assignments were ended before."""

    kind: ClassVar[str] = "incident_closed"
    incident_id: str
    closed_at: datetime

    def apply(self, world: World) -> tuple[Entity, ...]:
        incident = world.get(Incident, self.incident_id)
        return (replace(incident, state=IncidentState.CLOSED, closed_at=self.closed_at),)


@dataclass(frozen=True, slots=True, kw_only=True)
class LogWritten(Body):
    """A person wrote a line into the log."""

    kind: ClassVar[str] = "log_written"
    entry: LogEntry

    def apply(self, world: World) -> tuple[Entity, ...]:
        return (self.entry,)

    def timeline(self) -> str | None:
        return self.entry.incident_id
