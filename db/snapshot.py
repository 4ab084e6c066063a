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


def _wanted(closed_since: datetime | None) -> Iterator[tuple[type[e.Entity], ColumnElement[bool] | None]]:
    """Each kind with its condition; None takes all of them."""
    since = None if closed_since is None else str(to_plain(closed_since))

    def either(standing: ColumnElement[bool], *times: Any) -> ColumnElement[bool]:
        """What stands, or whose time lies in the span asked for."""
        return standing if since is None else or_(standing, *(time >= since for time in times))

    incidents = either(t.incident.c.state == IncidentState.OPEN, t.incident.c.closed_at)
    incident_ids = select(t.incident.c.id).where(incidents)
    warnings = either(
        or_(
            t.warning.c.state.in_((WarningState.PREPARED, WarningState.RELEASED)),
            t.warning.c.incident_id.in_(incident_ids),
        ),
        t.warning.c.prepared_at,
        t.warning.c.released_at,
    )
    order_ids = select(t.order.c.id).where(t.order.c.incident_id.in_(incident_ids))
    command_ids = select(t.command.c.id).where(t.command.c.incident_id.in_(incident_ids))
    alarms = or_(t.alarm.c.active.is_(True), t.alarm.c.acknowledged.is_(False))
    reports = or_(t.report.c.state.in_((ReportState.WAITING, ReportState.CLAIMED)), t.report.c.incident_id.in_(incident_ids))
    deliveries = or_(
        t.delivery.c.state == DeliveryState.QUEUED,
        t.delivery.c.purpose_id.in_(order_ids),
        t.delivery.c.purpose_id.in_(select(t.warning.c.id).where(warnings)),
    )
    yield e.Force, None
    yield e.Device, None
    yield e.Threshold, None
    yield e.Incident, incidents
    yield e.Command, t.command.c.incident_id.in_(incident_ids)
    yield e.Sector, t.sector.c.command_id.in_(command_ids)
    yield e.Assignment, t.assignment.c.incident_id.in_(incident_ids)
    yield e.Order, t.order.c.incident_id.in_(incident_ids)
    yield e.Alarm, either(alarms, t.alarm.c.last_at, t.alarm.c.returned_at, t.alarm.c.acknowledged_at)
    yield e.Report, either(reports, t.report.c.received_at)
    yield e.Warning, warnings
    yield e.Delivery, either(deliveries, t.delivery.c.created_at)
    yield e.LogEntry, either(t.log_entry.c.incident_id.in_(incident_ids), t.log_entry.c.written_at)
    if since is not None:
        yield e.Recording, t.recording.c.started_at >= since
