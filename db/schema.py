"""The tables of a hall: one an entity (see :mod:`db.tables`), the journal with its head, telemetry, accounts, cursors and leases.

Times are text, UTC ISO-8601 with microseconds: one fixed width, so they sort as they read. Lists are JSON text. What may be there
only once is said by unique indexes here and by nothing else. Text sorts by code point in every database.
A change here needs a migration beside it; a test holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Column, Double, Index, Integer, MetaData, Table, text
from sqlalchemy.types import TypeEngine

from console.domain import entities as e
from console.domain.records import Account
from db.tables import SEQ, TEXT, table_of

REVISION = "0002"

TIME = TEXT
JSON_TEXT = TEXT

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _must(name: str, kind: TypeEngine[Any] = TEXT) -> Column[Any]:
    """A column that always has a value."""
    return Column(name, kind, nullable=False)


def _may(name: str, kind: TypeEngine[Any] = TEXT) -> Column[Any]:
    """A column that may be empty."""
    return Column(name, kind, nullable=True)


def _seq() -> Column[Any]:
    return Column("seq", SEQ, primary_key=True, autoincrement=False)


# --- what there is -----------------------------------------------------------------------------------------------------------------

# The name of each entity's table, and the fields that hold the id of a row which must be there.
_NAMES: tuple[tuple[type[e.Entity], str, Mapping[str, str]], ...] = (
    (e.Device, "device", {}),
    (e.Threshold, "threshold", {"device_id": "device"}),
    (e.Alarm, "alarm", {}),
    (e.Report, "report", {}),
    (e.Incident, "incident", {}),
    (e.IncidentLink, "incident_link", {"first_id": "incident", "second_id": "incident"}),
    (e.Command, "command", {"incident_id": "incident"}),
    (e.Sector, "sector", {"command_id": "command"}),
    (e.Force, "force", {}),
    (e.Assignment, "assignment", {"force_id": "force", "command_id": "command", "incident_id": "incident", "sector_id": "sector"}),
    (e.Order, "order", {"command_id": "command", "incident_id": "incident", "force_id": "force"}),
    (e.Reservation, "reservation", {"force_id": "force", "incident_id": "incident"}),
    (e.ForceRequest, "force_request", {"force_id": "force", "incident_id": "incident", "holder_incident_id": "incident"}),
    (e.Presence, "presence", {"incident_id": "incident", "device_id": "device", "force_id": "force"}),
    (e.ParRound, "par_round", {"incident_id": "incident"}),
    (e.ParAnswer, "par_answer", {"round_id": "par_round", "incident_id": "incident", "force_id": "force"}),
    (e.Mayday, "mayday", {"incident_id": "incident", "force_id": "force"}),
    (e.Objective, "objective", {"incident_id": "incident", "period_id": "operational_period"}),
    (e.Need, "need", {"incident_id": "incident"}),
    (e.OperationalPeriod, "operational_period", {"incident_id": "incident"}),
    (e.SupportRequest, "support_request", {"incident_id": "incident"}),
    (e.RunCard, "run_card", {}),
    (e.Recommendation, "recommendation", {"incident_id": "incident"}),
    (e.Grant, "role_grant", {}),
    (e.Warning, "warning", {}),
    (e.Delivery, "delivery", {}),
    (e.Recording, "recording", {}),
    (e.LogEntry, "log_entry", {}),
)
TABLES: Mapping[type[e.Entity], Table] = {kind: table_of(kind, metadata, name, references) for kind, name, references in _NAMES}

# --- what may be there only once ---------------------------------------------------------------------------------------------------


def _once(kind: type[e.Entity], name: str, where: str, *columns: str) -> None:
    """A unique index over the rows that ``where`` picks."""
    table = TABLES[kind]
    picked = text(where)
    Index(name, *(table.c[column] for column in columns), unique=True, sqlite_where=picked, postgresql_where=picked)


_once(e.Assignment, "one_open_assignment_a_force", "released_at IS NULL", "force_id")
_once(e.Command, "one_active_command_an_incident", "state = 'active'", "incident_id")
_once(e.Device, "one_device_an_address_of_a_wire", "wire IS NOT NULL", "protocol", "address", "wire")
_once(e.Device, "one_device_an_address", "wire IS NULL", "protocol", "address")
_once(e.Reservation, "one_open_reservation_a_force", "ended_at IS NULL", "force_id")
_once(e.ForceRequest, "one_open_request_a_force_and_incident", "answered_at IS NULL", "force_id", "incident_id")
_once(e.Presence, "one_open_presence_a_device", "left_at IS NULL", "incident_id", "device_id")
_once(e.ParRound, "one_open_par_round_an_incident", "ended_at IS NULL", "incident_id")
_once(e.Mayday, "one_open_mayday_a_force", "ended_at IS NULL", "force_id")
_once(e.OperationalPeriod, "one_open_period_an_incident", "ended_at IS NULL", "incident_id")

# --- ways in: what screens and the gateway ask for by something else than the id ----------------------------------------------------

for _kind, _column in (
    (e.Threshold, "device_id"),
    (e.Alarm, "key"),
    (e.Alarm, "device_id"),
    (e.Device, "force_id"),
    (e.Report, "state"),
    (e.Incident, "state"),
    (e.Incident, "number"),
    (e.Command, "incident_id"),
    (e.Sector, "command_id"),
    (e.Assignment, "incident_id"),
    (e.Order, "incident_id"),
    (e.Order, "state"),
    (e.Delivery, "state"),
    (e.Delivery, "purpose_id"),
    (e.Recording, "started_at"),
    (e.LogEntry, "incident_id"),
    (e.ForceRequest, "incident_id"),
    (e.Presence, "incident_id"),
    (e.ParRound, "incident_id"),
    (e.ParAnswer, "round_id"),
    (e.ParAnswer, "incident_id"),
    (e.Mayday, "incident_id"),
    (e.Objective, "incident_id"),
    (e.Need, "incident_id"),
    (e.OperationalPeriod, "incident_id"),
    (e.SupportRequest, "incident_id"),
    (e.Recommendation, "incident_id"),
    (e.Grant, "account"),
):
    _table = TABLES[_kind]
    Index(f"ix_{_table.name}_{_column}", _table.c[_column])

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

account = table_of(Account, metadata, "account", {}, key="name")

lease = Table("lease", metadata, Column("name", TEXT, primary_key=True), _must("holder"), _must("expires", TIME))
