"""Reports, incidents and the log."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from console.domain.codes import CommandState, Grade, IncidentState, ReportState
from console.domain.entities import Assignment, Command, Entity, Incident, IncidentLink, LogEntry, Order, Report
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
    """A report went back to the queue: put back by its seat, or it was discarded or merged by mistake.

    ``lapsed`` is the seat that had it, where its claim ran out by the clock.
    """

    kind: ClassVar[str] = "report_released"
    report_id: str
    lapsed: str = ""

    def apply(self, world: World) -> tuple[Entity, ...]:
        report = world.get(Report, self.report_id)
        return (replace(report, state=ReportState.WAITING, claimed_by=None, claimed_at=None, incident_id=None),)


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
    """Grade and response level were set, with what they rest on. No grade: the first one was taken back."""

    kind: ClassVar[str] = "incident_graded"
    incident_id: str
    grade: Grade | None
    response: Grade | None
    basis: str
    decided_by: str = ""

    def apply(self, world: World) -> tuple[Entity, ...]:
        incident = world.get(Incident, self.incident_id)
        return (
            replace(incident, grade=self.grade, response=self.response, basis=self.basis, decided_by=self.decided_by),
        )


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
class IncidentReopened(Body):
    """A closed incident goes on; the reason stands in the fact's ``why``. Nothing closes it again but a person."""

    kind: ClassVar[str] = "incident_reopened"
    incident_id: str

    def apply(self, world: World) -> tuple[Entity, ...]:
        incident = world.get(Incident, self.incident_id)
        return (replace(incident, state=IncidentState.OPEN, closed_at=None, reopened=incident.reopened + 1),)


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentMerged(Body):
    """An incident turned out to be another one (``into_id``): its reports, forces and open orders go over, its command ends.

    Nothing is lost: the merged incident stays readable under its number, and the other's timeline tells both.
    """

    kind: ClassVar[str] = "incident_merged"
    incident_id: str
    into_id: str
    merged_at: datetime
    command_id: str | None
    report_ids: tuple[str, ...]
    assignment_ids: tuple[str, ...]
    order_ids: tuple[str, ...]
    into_command_id: str | None = None

    def apply(self, world: World) -> tuple[Entity, ...]:
        merged = replace(
            world.get(Incident, self.incident_id),
            state=IncidentState.MERGED,
            closed_at=self.merged_at,
            merged_into=self.into_id,
        )
        changed: list[Entity] = [merged]
        if self.command_id is not None:
            post = world.get(Command, self.command_id)
            changed.append(replace(post, state=CommandState.CLOSED, ended_at=self.merged_at))
        changed += (replace(world.get(Report, id), incident_id=self.into_id) for id in self.report_ids)
        if self.into_command_id is not None:
            command_id = self.into_command_id
            changed += (
                replace(world.get(Assignment, id), incident_id=self.into_id, command_id=command_id, sector_id=None)
                for id in self.assignment_ids
            )
            changed += (
                replace(world.get(Order, id), incident_id=self.into_id, command_id=command_id) for id in self.order_ids
            )
        return tuple(changed)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportMerged(Body):
    """A report tells of an incident that is open already."""

    kind: ClassVar[str] = "report_merged"
    report_id: str
    incident_id: str

    def apply(self, world: World) -> tuple[Entity, ...]:
        report = world.get(Report, self.report_id)
        return (replace(report, state=ReportState.MERGED, incident_id=self.incident_id),)


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentLinked(Body):
    """Two incidents have to do with one another; a reason says what."""

    kind: ClassVar[str] = "incident_linked"
    link: IncidentLink

    def apply(self, world: World) -> tuple[Entity, ...]:
        return (self.link,)

    def timeline(self) -> str | None:
        return self.link.first_id


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentUnlinked(Body):
    """They have not."""

    kind: ClassVar[str] = "incident_unlinked"
    incident_id: str
    link_id: str
    ended_at: datetime

    def apply(self, world: World) -> tuple[Entity, ...]:
        return (replace(world.get(IncidentLink, self.link_id), ended_at=self.ended_at),)


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentPlaced(Body):
    """An incident is part of a larger one (``parent_id``), or its scene was drawn anew."""

    kind: ClassVar[str] = "incident_placed"
    incident_id: str
    parent_id: str | None
    lat: float | None
    lon: float | None
    radius_m: float | None

    def apply(self, world: World) -> tuple[Entity, ...]:
        incident = world.get(Incident, self.incident_id)
        return (replace(incident, parent_id=self.parent_id, lat=self.lat, lon=self.lon, radius_m=self.radius_m),)


@dataclass(frozen=True, slots=True, kw_only=True)
class LogWritten(Body):
    """A person wrote a line into the log."""

    kind: ClassVar[str] = "log_written"
    entry: LogEntry

    def apply(self, world: World) -> tuple[Entity, ...]:
        return (self.entry,)

    def timeline(self) -> str | None:
        return self.entry.incident_id
