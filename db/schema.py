"""The tables of a hall: one an entity, the journal with its head, telemetry, accounts, cursors and leases.

Times are text, UTC ISO-8601 with microseconds: one fixed width, so they sort as they read. Lists are JSON text. What may be there
only once is said by unique indexes here and by nothing else. Text sorts by code point in every database.
A change here needs a migration beside it; a test holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Double, ForeignKey, Index, Integer, MetaData, Table, Text, text
from sqlalchemy.types import TypeEngine

from console.domain import entities as e

REVISION = "0001"

TEXT: TypeEngine[Any] = Text().with_variant(Text(collation="C"), "postgresql")
TIME = TEXT
JSON_TEXT = TEXT
SEQ: TypeEngine[Any] = BigInteger().with_variant(Integer(), "sqlite")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _must(name: str, kind: TypeEngine[Any] = TEXT, of: str | None = None) -> Column[Any]:
    """A column that always has a value; ``of`` names the table that its value is an id of."""
    return Column(name, kind, *([ForeignKey(f"{of}.id")] if of else []), nullable=False)


def _may(name: str, kind: TypeEngine[Any] = TEXT, of: str | None = None) -> Column[Any]:
    """A column that may be empty."""
    return Column(name, kind, *([ForeignKey(f"{of}.id")] if of else []), nullable=True)


def _id() -> Column[Any]:
    return Column("id", TEXT, primary_key=True)


def _seq() -> Column[Any]:
    return Column("seq", SEQ, primary_key=True, autoincrement=False)


# --- what there is -----------------------------------------------------------------------------------------------------------------

device = Table(
    "device",
    metadata,
    _id(),
    _must("protocol"),
    _must("address"),
    _must("role"),
    _must("name"),
    _must("place"),
    _may("lat", Double()),
    _may("lon", Double()),
    _must("drill", Boolean()),
    _may("force_id"),
    _may("wire"),
)

threshold = Table(
    "threshold",
    metadata,
    _id(),
    _must("device_id", of="device"),
    _must("element"),
    _must("limit", Double()),
    _must("unit"),
    _must("grade", Integer()),
    _must("hysteresis", Double()),
)

alarm = Table(
    "alarm",
    metadata,
    _id(),
    _must("key"),
    _may("device_id"),
    _must("event"),
    _must("grade", Integer()),
    _must("label"),
    _must("place"),
    _must("text"),
    _may("lat", Double()),
    _may("lon", Double()),
    _must("active", Boolean()),
    _must("acknowledged", Boolean()),
    _must("raised_at", TIME),
    _must("last_at", TIME),
    _must("count", Integer()),
    _may("acknowledged_at", TIME),
    _may("acknowledged_by"),
    _may("returned_at", TIME),
    _may("value", Double()),
    _may("unit"),
    _may("report_id"),
)

report = Table(
    "report",
    metadata,
    _id(),
    _must("source"),
    _must("kind"),
    _may("grade", Integer()),
    _must("place"),
    _must("text"),
    _may("lat", Double()),
    _may("lon", Double()),
    _must("caller"),
    _must("received_at", TIME),
    _must("state"),
    _may("alarm_id"),
    _may("claimed_by"),
    _may("claimed_at", TIME),
    _may("incident_id"),
)

incident = Table(
    "incident",
    metadata,
    _id(),
    _must("number"),
    _must("kind"),
    _must("title"),
    _must("place"),
    _may("lat", Double()),
    _may("lon", Double()),
    _must("opened_at", TIME),
    _must("opened_by"),
    _must("state"),
    _may("grade", Integer()),
    _may("response", Integer()),
    _must("basis"),
    _may("closed_at", TIME),
)

command = Table(
    "command",
    metadata,
    _id(),
    _must("incident_id", of="incident"),
    _must("level"),
    _must("name"),
    _must("commander"),
    _must("established_at", TIME),
    _must("state"),
    _may("previous_id"),
    _may("ended_at", TIME),
)

sector = Table(
    "sector",
    metadata,
    _id(),
    _must("command_id", of="command"),
    _must("kind"),
    _must("minimum", Integer()),
    _must("maximum", Integer()),
    _must("order", Integer()),
)

force = Table(
    "force",
    metadata,
    _id(),
    _must("name"),
    _must("kind"),
    _must("organisation"),
    _may("crew", Integer()),
    _must("town"),
    _must("duty"),
    _may("duty_since", TIME),
    _may("radio_id"),
)

assignment = Table(
    "assignment",
    metadata,
    _id(),
    _must("force_id", of="force"),
    _must("command_id", of="command"),
    _must("incident_id", of="incident"),
    _may("sector_id", of="sector"),
    _must("status"),
    _must("assigned_at", TIME),
    _must("status_at", TIME),
    _may("released_at", TIME),
)

order = Table(
    "order",
    metadata,
    _id(),
    _must("number", Integer()),
    _must("command_id", of="command"),
    _must("incident_id", of="incident"),
    _must("force_id", of="force"),
    _must("text"),
    _must("issued_at", TIME),
    _must("issued_by"),
    _must("answer_by", TIME),
    _must("state"),
    _may("state_at", TIME),
    _must("overdue", Boolean()),
)

warning = Table(
    "warning",
    metadata,
    _id(),
    _may("incident_id"),
    _must("text"),
    _must("area", JSON_TEXT),
    _must("prepared_by"),
    _must("prepared_at", TIME),
    _must("state"),
    _may("released_by"),
    _may("released_at", TIME),
)

delivery = Table(
    "delivery",
    metadata,
    _id(),
    _must("purpose"),
    _must("purpose_id"),
    _must("channel"),
    _must("wire"),
    _must("address"),
    _must("label"),
    _must("text"),
    _must("created_at", TIME),
    _must("expires_at", TIME),
    _must("state"),
    _may("state_at", TIME),
    _must("evidence"),
)

recording = Table(
    "recording",
    metadata,
    _id(),
    _must("channel"),
    _must("direction"),
    _must("started_at", TIME),
    _must("duration_s", Double()),
    _must("file"),
    _must("caller"),
    _may("peak_dbfs", Double()),
)

log_entry = Table(
    "log_entry",
    metadata,
    _id(),
    _may("incident_id"),
    _must("text"),
    _must("written_at", TIME),
    _must("written_by"),
)

TABLES: Mapping[type[e.Entity], Table] = {
    e.Device: device,
    e.Threshold: threshold,
    e.Alarm: alarm,
    e.Report: report,
    e.Incident: incident,
    e.Command: command,
    e.Sector: sector,
    e.Force: force,
    e.Assignment: assignment,
    e.Order: order,
    e.Warning: warning,
    e.Delivery: delivery,
    e.Recording: recording,
    e.LogEntry: log_entry,
}

# --- what may be there only once ---------------------------------------------------------------------------------------------------


def _once(name: str, where: str, *columns: Column[Any]) -> Index:
    """A unique index over the rows that ``where`` picks."""
    return Index(name, *columns, unique=True, sqlite_where=text(where), postgresql_where=text(where))


_once("one_open_assignment_a_force", "released_at IS NULL", assignment.c.force_id)
_once("one_active_command_an_incident", "state = 'active'", command.c.incident_id)
_once("one_device_an_address_of_a_wire", "wire IS NOT NULL", device.c.protocol, device.c.address, device.c.wire)
_once("one_device_an_address", "wire IS NULL", device.c.protocol, device.c.address)

# --- ways in: what screens and the gateway ask for by something else than the id ----------------------------------------------------

Index("ix_threshold_device_id", threshold.c.device_id)
Index("ix_alarm_key", alarm.c.key)
Index("ix_report_state", report.c.state)
Index("ix_incident_state", incident.c.state)
Index("ix_command_incident_id", command.c.incident_id)
Index("ix_sector_command_id", sector.c.command_id)
Index("ix_assignment_incident_id", assignment.c.incident_id)
Index("ix_order_incident_id", order.c.incident_id)
Index("ix_delivery_state", delivery.c.state)
Index("ix_delivery_purpose_id", delivery.c.purpose_id)
Index("ix_recording_started_at", recording.c.started_at)
Index("ix_log_entry_incident_id", log_entry.c.incident_id)

# --- what happened -----------------------------------------------------------------------------------------------------------------

journal = Table(
    "journal",
    metadata,
    _seq(),
    _must("at", TIME),
    _must("who"),
    _must("seat"),
    _must("why"),
    _must("kind"),
    _may("incident_id"),
    _must("body", JSON_TEXT),
    _must("previous"),
    _must("hash"),
)
Index("ix_journal_incident_id", journal.c.incident_id, journal.c.seq)

journal_head = Table(
    "journal_head",
    metadata,
    Column("id", Integer(), primary_key=True, autoincrement=False),
    _must("count", SEQ),
    _must("hash"),
    _must("positions", SEQ),
    _must("readings", SEQ),
)
"""One row (id 1), locked by every transaction before it reads: so transactions come one after the other, and rows that a follower sees have
no gap that fills later. ``positions`` and ``readings`` are the newest seq of the telemetry."""

# --- telemetry ---------------------------------------------------------------------------------------------------------------------


def _position_columns() -> list[Column[Any]]:
    return [
        _must("at", TIME),
        _must("received_at", TIME),
        _must("lat", Double()),
        _must("lon", Double()),
        _may("alt_m", Double()),
        _may("speed_kmh", Double()),
        _may("course_deg", Double()),
    ]


position = Table("position", metadata, _seq(), _must("device_id"), *_position_columns())
Index("ix_position_device_id_at", position.c.device_id, position.c.at)

latest_position = Table("latest_position", metadata, Column("device_id", TEXT, primary_key=True), _must("seq", SEQ), *_position_columns())
"""The newest position of each device by its own time, kept by the bulk path: a late one does not move a force back."""

reading = Table(
    "reading",
    metadata,
    _seq(),
    _must("device_id"),
    _must("element"),
    _must("at", TIME),
    _must("received_at", TIME),
    _may("value", Double()),
    _must("unit"),
    _must("quality"),
)
Index("ix_reading_received_at", reading.c.received_at)
Index("ix_reading_device_id_element_at", reading.c.device_id, reading.c.element, reading.c.at)

# --- what stands beside ------------------------------------------------------------------------------------------------------------

cursor = Table("cursor", metadata, Column("name", TEXT, primary_key=True), _must("value", SEQ))

account = Table(
    "account",
    metadata,
    Column("name", TEXT, primary_key=True),
    _must("display_name"),
    _must("role"),
    _may("passphrase_hash"),
    _must("enabled", Boolean()),
)

lease = Table("lease", metadata, Column("name", TEXT, primary_key=True), _must("holder"), _must("expires", TIME))
