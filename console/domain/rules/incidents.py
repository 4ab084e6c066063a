"""Reports and incidents: claimed by one seat, opened once, graded with a basis, closed when nobody is left on it.

::

    report:   waiting ──claim──► claimed ──open──► opened
                 ▲                 │  └──discard──► discarded
                 └────release──────┘
    incident: open ──close──► closed
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from console.domain.codes import Grade, IncidentState, ReportState
from console.domain.entities import Assignment, Incident, Report
from console.domain.facts import (
    IncidentClosed,
    IncidentGraded,
    IncidentOpened,
    ReportClaimed,
    ReportDiscarded,
    ReportReleased,
)
from console.domain.refusal import Refused


def claim(report: Report, seat: str, at: datetime) -> ReportClaimed:
    """One seat takes the report; claiming one's own again is no error and keeps it fresh.

    Raises:
        Refused: ``report_claimed`` (by another seat), ``report_done``.
    """
    _alive(report)
    if report.state is ReportState.CLAIMED and report.claimed_by != seat:
        raise Refused("report_claimed", by=report.claimed_by, since=report.claimed_at)
    return ReportClaimed(report_id=report.id, by=seat, claimed_at=at)


def release(report: Report, seat: str) -> ReportReleased:
    """The seat that has it puts it back.

    Raises:
        Refused: ``report_claimed`` where another seat has it, ``report_done``.
    """
    _alive(report)
    if report.claimed_by not in (None, seat):
        raise Refused("report_claimed", by=report.claimed_by, since=report.claimed_at)
    return ReportReleased(report_id=report.id)


def discard(report: Report, seat: str, why: str) -> ReportDiscarded:
    """Nothing to it – with a reason.

    Raises:
        Refused: ``reason_missing``, ``report_claimed``, ``report_done``.
    """
    _alive(report)
    if report.claimed_by not in (None, seat):
        raise Refused("report_claimed", by=report.claimed_by, since=report.claimed_at)
    if not why.strip():
        raise Refused("reason_missing")
    return ReportDiscarded(report_id=report.id)


def open_incident(incident: Incident, report: Report | None, seat: str) -> IncidentOpened:
    """An incident begins, from the report that this seat has or that nobody has.

    Raises:
        Refused: ``title_missing``, ``report_claimed``, ``report_done``.
    """
    if not incident.title.strip():
        raise Refused("title_missing")
    if report is None:
        return IncidentOpened(incident=incident)
    _alive(report)
    if report.claimed_by not in (None, seat):
        raise Refused("report_claimed", by=report.claimed_by, since=report.claimed_at)
    return IncidentOpened(incident=incident, report_id=report.id)


def grade(incident: Incident, grade: Grade, response: Grade | None, basis: str) -> IncidentGraded:
    """Set grade and response level. The response may be weaker or stronger than the grade; the basis says why.

    Raises:
        Refused: ``incident_closed``, ``basis_missing``.
    """
    require_open(incident)
    if not basis.strip():
        raise Refused("basis_missing")
    return IncidentGraded(incident_id=incident.id, grade=grade, response=response, basis=basis.strip())


def close(incident: Incident, committed: Sequence[Assignment], at: datetime) -> IncidentClosed:
    """The incident is over: only when no force is committed to it any more.

    Raises:
        Refused: ``incident_closed``, ``forces_committed`` with their number.
    """
    require_open(incident)
    if committed:
        raise Refused("forces_committed", count=len(committed))
    return IncidentClosed(incident_id=incident.id, closed_at=at)


def require_open(incident: Incident) -> None:
    """Raises Refused ``incident_closed``."""
    if incident.state is not IncidentState.OPEN:
        raise Refused("incident_closed", number=incident.number)


def _alive(report: Report) -> None:
    if report.state in (ReportState.OPENED, ReportState.DISCARDED):
        raise Refused("report_done", state=report.state.value)
