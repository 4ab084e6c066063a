"""Reports and incidents: claimed by one seat, opened once, graded with a basis, closed when nobody is left on it.

::

    report:   waiting ──claim──► claimed ──open───► opened
               ▲  ▲                │ │ ├──discard─► discarded ─┐
               │  └──release, lapse┘ │ └──merge───► merged ────┤
               └──────────────────put back (a mistake)─────────┘
    incident: open ──close──► closed ──reopen──► open
               └──────merge──────────────────────► merged (see rules.merging)

What is opened, discarded or merged needs no claim first: a report that nobody has is as good as one's own. A claim lapses when its
seat has not touched it for ``claim_stale_s`` (TicketsCAD's claim race: grace, then free for all). Reopened is reopened: no rule and no
clock closes an incident, only a person with a reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from console.domain.codes import IncidentState, ReportState
from console.domain.entities import Assignment, Incident, Mayday, Report
from console.domain.facts import (
    IncidentClosed,
    IncidentOpened,
    IncidentPlaced,
    IncidentReopened,
    ReportClaimed,
    ReportDiscarded,
    ReportMerged,
    ReportReleased,
)
from console.domain.refusal import Refused

# A scene beyond this is no scene but a district (km² in the thousands): a slip of the finger.
WIDEST_SCENE_M = 50_000.0


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
    _free_for(report, seat)
    return ReportReleased(report_id=report.id)


def lapsed(report: Report, at: datetime, stale_s: int) -> ReportReleased | None:
    """The report back in the queue where its seat has not touched it for too long; None where the claim holds or there is none."""
    if report.state is not ReportState.CLAIMED or report.claimed_at is None:
        return None
    if (at - report.claimed_at).total_seconds() <= stale_s:
        return None
    return ReportReleased(report_id=report.id, lapsed=report.claimed_by or "")


def discard(report: Report, seat: str, why: str) -> ReportDiscarded:
    """Nothing to it – with a reason.

    Raises:
        Refused: ``reason_missing``, ``report_claimed``, ``report_done``.
    """
    _free_for(report, seat)
    if not why.strip():
        raise Refused("reason_missing")
    return ReportDiscarded(report_id=report.id)


def merge_report(report: Report, incident: Incident, seat: str) -> ReportMerged:
    """The report tells of an incident that is open already: its words stand in that incident's timeline from now on.

    Raises:
        Refused: ``incident_closed``, ``report_claimed``, ``report_done``.
    """
    require_open(incident)
    _free_for(report, seat)
    return ReportMerged(report_id=report.id, incident_id=incident.id)


def put_back(report: Report) -> ReportReleased:
    """A report that was discarded or merged by mistake waits again. What an incident was opened from is not taken from it.

    Raises:
        Refused: ``report_not_done`` for one that waits or is in hand, ``report_done`` for one that an incident came of.
    """
    if report.state in (ReportState.WAITING, ReportState.CLAIMED):
        raise Refused("report_not_done")
    if report.state is ReportState.OPENED:
        raise Refused("report_done", state=report.state.value)
    return ReportReleased(report_id=report.id)


def open_incident(incident: Incident, report: Report | None, seat: str) -> IncidentOpened:
    """An incident begins, from the report that this seat has or that nobody has.

    Raises:
        Refused: ``title_missing``, ``report_claimed``, ``report_done``.
    """
    if not incident.title.strip():
        raise Refused("title_missing")
    if report is None:
        return IncidentOpened(incident=incident)
    _free_for(report, seat)
    return IncidentOpened(incident=incident, report_id=report.id)


def close(incident: Incident, committed: Sequence[Assignment], maydays: Sequence[Mayday], at: datetime) -> IncidentClosed:
    """The incident is over: only when no force is committed to it any more and nobody is missing.

    Objectives and needs that are still open do not hold it up – the world ends incidents without asking – but stay open on record.

    Raises:
        Refused: ``incident_closed``, ``maydays_open``, ``forces_committed`` with their number.
    """
    require_open(incident)
    if maydays:
        raise Refused("maydays_open", count=len(maydays))
    if committed:
        raise Refused("forces_committed", count=len(committed))
    return IncidentClosed(incident_id=incident.id, closed_at=at)


def reopen(incident: Incident, why: str) -> IncidentReopened:
    """A closed incident goes on. It has no command until one is established.

    Raises:
        Refused: ``incident_open``, ``incident_merged`` with the incident that it is now, ``reason_missing``.
    """
    if incident.state is IncidentState.OPEN:
        raise Refused("incident_open", number=incident.number)
    if incident.state is IncidentState.MERGED:
        raise Refused("incident_merged", into_id=incident.merged_into)
    if not why.strip():
        raise Refused("reason_missing")
    return IncidentReopened(incident_id=incident.id)


def place(incident: Incident, lat: float | None, lon: float | None, radius_m: float | None) -> IncidentPlaced:
    """Where the scene is and how far it reaches; the larger event that it is a part of stays.

    Raises:
        Refused: ``incident_closed``, ``place_bad`` for half a coordinate or one that is none, ``radius_bad``.
    """
    require_open(incident)
    if (lat is None) != (lon is None) or (lat is not None and lon is not None and not (abs(lat) <= 90 and abs(lon) <= 180)):
        raise Refused("place_bad")
    if radius_m is not None and not 0 < radius_m <= WIDEST_SCENE_M:
        raise Refused("radius_bad", most=int(WIDEST_SCENE_M))
    return IncidentPlaced(incident_id=incident.id, parent_id=incident.parent_id, lat=lat, lon=lon, radius_m=radius_m)


def require_open(incident: Incident) -> None:
    """Raises Refused ``incident_closed``, or ``incident_merged`` with the incident that goes on instead."""
    if incident.state is IncidentState.MERGED:
        raise Refused("incident_merged", into_id=incident.merged_into)
    if incident.state is not IncidentState.OPEN:
        raise Refused("incident_closed", number=incident.number)


def _free_for(report: Report, seat: str) -> None:
    _alive(report)
    if report.claimed_by not in (None, seat):
        raise Refused("report_claimed", by=report.claimed_by, since=report.claimed_at)


def _alive(report: Report) -> None:
    if report.state not in (ReportState.WAITING, ReportState.CLAIMED):
        raise Refused("report_done", state=report.state.value)
