"""What a screen starts from: everything open, and what ended or came since a time – a few selects in one read transaction."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, or_, select

from console.domain import entities as e
from console.domain.codes import DeliveryState, IncidentState, ReportState, WarningState
from console.domain.plain import to_plain
from console.domain.records import Snapshot
from db import schema as t
from db.journal import read_head
from db.rows import from_row


def snapshot(connection: Connection, closed_since: datetime | None) -> Snapshot:
    """All entities that are wanted, with the seq of the fact after which they stood so."""
    head = read_head(connection)
    found = (from_row(kind, row) for kind, where in _wanted(closed_since) for row in connection.execute(_all(kind, where)).mappings())
    return Snapshot(head.count, tuple(found))


def _all(kind: type[e.Entity], where: ColumnElement[bool] | None) -> Select[Any]:
    table = t.TABLES[kind]
    wanted = select(table).order_by(table.c.id)
    return wanted if where is None else wanted.where(where)


def _c(kind: type[e.Entity]) -> Any:
    """The columns of a kind's table."""
    return t.TABLES[kind].c


def _wanted(closed_since: datetime | None) -> Iterator[tuple[type[e.Entity], ColumnElement[bool] | None]]:
    """Each kind with its condition; None takes all of them."""
    since = None if closed_since is None else str(to_plain(closed_since))

    def either(standing: ColumnElement[bool], *times: Any) -> ColumnElement[bool]:
        """What stands, or whose time lies in the span asked for."""
        return standing if since is None else or_(standing, *(time >= since for time in times))

    incidents = either(_c(e.Incident).state == IncidentState.OPEN, _c(e.Incident).closed_at)
    incident_ids = select(_c(e.Incident).id).where(incidents)
    warnings = either(
        or_(
            _c(e.Warning).state.in_((WarningState.PREPARED, WarningState.RELEASED)),
            _c(e.Warning).incident_id.in_(incident_ids),
        ),
        _c(e.Warning).prepared_at,
        _c(e.Warning).released_at,
    )
    order_ids = select(_c(e.Order).id).where(_c(e.Order).incident_id.in_(incident_ids))
    command_ids = select(_c(e.Command).id).where(_c(e.Command).incident_id.in_(incident_ids))
    alarms = or_(_c(e.Alarm).active.is_(True), _c(e.Alarm).acknowledged.is_(False))
    reports = or_(_c(e.Report).state.in_((ReportState.WAITING, ReportState.CLAIMED)), _c(e.Report).incident_id.in_(incident_ids))
    deliveries = or_(
        _c(e.Delivery).state == DeliveryState.QUEUED,
        _c(e.Delivery).purpose_id.in_(order_ids),
        _c(e.Delivery).purpose_id.in_(select(_c(e.Warning).id).where(warnings)),
    )
    yield e.Force, None
    yield e.Device, None
    yield e.Threshold, None
    yield e.Incident, incidents
    yield e.Command, _c(e.Command).incident_id.in_(incident_ids)
    yield e.Sector, _c(e.Sector).command_id.in_(command_ids)
    yield e.Assignment, _c(e.Assignment).incident_id.in_(incident_ids)
    yield e.Order, _c(e.Order).incident_id.in_(incident_ids)
    yield e.Alarm, either(alarms, _c(e.Alarm).last_at, _c(e.Alarm).returned_at, _c(e.Alarm).acknowledged_at)
    yield e.Report, either(reports, _c(e.Report).received_at)
    yield e.Warning, warnings
    yield e.Delivery, either(deliveries, _c(e.Delivery).created_at)
    # Ended ones of open incidents, too: the lines of their timelines name them.
    yield e.Reservation, _c(e.Reservation).incident_id.in_(incident_ids)
    yield e.ForceRequest, either(_c(e.ForceRequest).incident_id.in_(incident_ids), _c(e.ForceRequest).answered_at)
    yield e.Presence, _c(e.Presence).incident_id.in_(incident_ids)
    yield e.Mayday, or_(_c(e.Mayday).incident_id.in_(incident_ids), _c(e.Mayday).ended_at.is_(None))
    for kind in (e.ParRound, e.ParAnswer, e.Objective, e.Need, e.OperationalPeriod, e.SupportRequest, e.Recommendation):
        yield kind, _c(kind).incident_id.in_(incident_ids)
    yield e.IncidentLink, _c(e.IncidentLink).ended_at.is_(None)
    yield e.RunCard, None
    yield e.Grant, _c(e.Grant).ended_at.is_(None)
    yield e.LogEntry, either(_c(e.LogEntry).incident_id.in_(incident_ids), _c(e.LogEntry).written_at)
    if since is not None:
        yield e.Recording, _c(e.Recording).started_at >= since
