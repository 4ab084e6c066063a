"""The first form: everything that a hall keeps."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
SEQ = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = (
    "account",
    "alarm",
    "cursor",
    "delivery",
    "device",
    "force",
    "incident",
    "journal",
    "journal_head",
    "latest_position",
    "lease",
    "log_entry",
    "position",
    "reading",
    "recording",
    "report",
    "warning",
    "command",
    "threshold",
    "order",
    "sector",
    "assignment",
)


def _once(name: str, table: str, columns: list[str], where: str) -> None:
    """A unique index over the rows that ``where`` picks."""
    op.create_index(name, table, columns, unique=True, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def upgrade() -> None:
    """To the newer form: tables, ways in, and an empty journal."""
    _tables()
    _indexes()
    head = sa.table("journal_head", *(sa.column(name) for name in ("id", "count", "hash", "positions", "readings")))
    op.bulk_insert(head, [{"id": 1, "count": 0, "hash": "0" * 64, "positions": 0, "readings": 0}])


def downgrade() -> None:
    """Back to an empty database."""
    for name in reversed(TABLES):
        op.drop_table(name)


def _tables() -> None:
    op.create_table(
        "account",
        sa.Column("name", TEXT, nullable=False),
        sa.Column("display_name", TEXT, nullable=False),
        sa.Column("role", TEXT, nullable=False),
        sa.Column("passphrase_hash", TEXT, nullable=True),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_account"),
    )
    op.create_table(
        "alarm",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("device_id", TEXT, nullable=True),
        sa.Column("event", TEXT, nullable=False),
        sa.Column("grade", sa.Integer(), nullable=False),
        sa.Column("label", TEXT, nullable=False),
        sa.Column("place", TEXT, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("acknowledged", sa.Boolean(), nullable=False),
        sa.Column("raised_at", TEXT, nullable=False),
        sa.Column("last_at", TEXT, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("acknowledged_at", TEXT, nullable=True),
        sa.Column("acknowledged_by", TEXT, nullable=True),
        sa.Column("returned_at", TEXT, nullable=True),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("unit", TEXT, nullable=True),
        sa.Column("report_id", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_alarm"),
    )
    op.create_table(
        "cursor",
        sa.Column("name", TEXT, nullable=False),
        sa.Column("value", SEQ, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_cursor"),
    )
    op.create_table(
        "delivery",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("purpose", TEXT, nullable=False),
        sa.Column("purpose_id", TEXT, nullable=False),
        sa.Column("channel", TEXT, nullable=False),
        sa.Column("wire", TEXT, nullable=False),
        sa.Column("address", TEXT, nullable=False),
        sa.Column("label", TEXT, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("created_at", TEXT, nullable=False),
        sa.Column("expires_at", TEXT, nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("state_at", TEXT, nullable=True),
        sa.Column("evidence", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_delivery"),
    )
    op.create_table(
        "device",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("protocol", TEXT, nullable=False),
        sa.Column("address", TEXT, nullable=False),
        sa.Column("role", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("place", TEXT, nullable=False),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("drill", sa.Boolean(), nullable=False),
        sa.Column("force_id", TEXT, nullable=True),
        sa.Column("wire", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_device"),
    )
    op.create_table(
        "force",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("organisation", TEXT, nullable=False),
        sa.Column("crew", sa.Integer(), nullable=True),
        sa.Column("town", TEXT, nullable=False),
        sa.Column("duty", TEXT, nullable=False),
        sa.Column("duty_since", TEXT, nullable=True),
        sa.Column("radio_id", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_force"),
    )
    op.create_table(
        "incident",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("number", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("place", TEXT, nullable=False),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("opened_at", TEXT, nullable=False),
        sa.Column("opened_by", TEXT, nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("grade", sa.Integer(), nullable=True),
        sa.Column("response", sa.Integer(), nullable=True),
        sa.Column("basis", TEXT, nullable=False),
        sa.Column("closed_at", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_incident"),
    )
    op.create_table(
        "journal",
        sa.Column("seq", SEQ, autoincrement=False, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("who", TEXT, nullable=False),
        sa.Column("seat", TEXT, nullable=False),
        sa.Column("why", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("incident_id", TEXT, nullable=True),
        sa.Column("body", TEXT, nullable=False),
        sa.Column("previous", TEXT, nullable=False),
        sa.Column("hash", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_journal"),
    )
    op.create_table(
        "journal_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("count", SEQ, nullable=False),
        sa.Column("hash", TEXT, nullable=False),
        sa.Column("positions", SEQ, nullable=False),
        sa.Column("readings", SEQ, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_journal_head"),
    )
    op.create_table(
        "latest_position",
        sa.Column("device_id", TEXT, nullable=False),
        sa.Column("seq", SEQ, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("received_at", TEXT, nullable=False),
        sa.Column("lat", sa.Double(), nullable=False),
        sa.Column("lon", sa.Double(), nullable=False),
        sa.Column("alt_m", sa.Double(), nullable=True),
        sa.Column("speed_kmh", sa.Double(), nullable=True),
        sa.Column("course_deg", sa.Double(), nullable=True),
        sa.PrimaryKeyConstraint("device_id", name="pk_latest_position"),
    )
    op.create_table(
        "lease",
        sa.Column("name", TEXT, nullable=False),
        sa.Column("holder", TEXT, nullable=False),
        sa.Column("expires", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_lease"),
    )
    op.create_table(
        "log_entry",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("incident_id", TEXT, nullable=True),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("written_at", TEXT, nullable=False),
        sa.Column("written_by", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_log_entry"),
    )
    op.create_table(
        "position",
        sa.Column("seq", SEQ, autoincrement=False, nullable=False),
        sa.Column("device_id", TEXT, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("received_at", TEXT, nullable=False),
        sa.Column("lat", sa.Double(), nullable=False),
        sa.Column("lon", sa.Double(), nullable=False),
        sa.Column("alt_m", sa.Double(), nullable=True),
        sa.Column("speed_kmh", sa.Double(), nullable=True),
        sa.Column("course_deg", sa.Double(), nullable=True),
        sa.PrimaryKeyConstraint("seq", name="pk_position"),
    )
    op.create_table(
        "reading",
        sa.Column("seq", SEQ, autoincrement=False, nullable=False),
        sa.Column("device_id", TEXT, nullable=False),
        sa.Column("element", TEXT, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("received_at", TEXT, nullable=False),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("unit", TEXT, nullable=False),
        sa.Column("quality", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_reading"),
    )
    op.create_table(
        "recording",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("channel", TEXT, nullable=False),
        sa.Column("direction", TEXT, nullable=False),
        sa.Column("started_at", TEXT, nullable=False),
        sa.Column("duration_s", sa.Double(), nullable=False),
        sa.Column("file", TEXT, nullable=False),
        sa.Column("caller", TEXT, nullable=False),
        sa.Column("peak_dbfs", sa.Double(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_recording"),
    )
    op.create_table(
        "report",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("source", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("grade", sa.Integer(), nullable=True),
        sa.Column("place", TEXT, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("caller", TEXT, nullable=False),
        sa.Column("received_at", TEXT, nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("alarm_id", TEXT, nullable=True),
        sa.Column("claimed_by", TEXT, nullable=True),
        sa.Column("claimed_at", TEXT, nullable=True),
        sa.Column("incident_id", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_report"),
    )
    op.create_table(
        "warning",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("incident_id", TEXT, nullable=True),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("area", TEXT, nullable=False),
        sa.Column("prepared_by", TEXT, nullable=False),
        sa.Column("prepared_at", TEXT, nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("released_by", TEXT, nullable=True),
        sa.Column("released_at", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_warning"),
    )
    op.create_table(
        "command",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("incident_id", TEXT, nullable=False),
        sa.Column("level", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("commander", TEXT, nullable=False),
        sa.Column("established_at", TEXT, nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("previous_id", TEXT, nullable=True),
        sa.Column("ended_at", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name="fk_command_incident_id"),
        sa.PrimaryKeyConstraint("id", name="pk_command"),
    )
    op.create_table(
        "threshold",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("device_id", TEXT, nullable=False),
        sa.Column("element", TEXT, nullable=False),
        sa.Column("limit", sa.Double(), nullable=False),
        sa.Column("unit", TEXT, nullable=False),
        sa.Column("grade", sa.Integer(), nullable=False),
        sa.Column("hysteresis", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name="fk_threshold_device_id"),
        sa.PrimaryKeyConstraint("id", name="pk_threshold"),
    )
    op.create_table(
        "order",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("command_id", TEXT, nullable=False),
        sa.Column("incident_id", TEXT, nullable=False),
        sa.Column("force_id", TEXT, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("issued_at", TEXT, nullable=False),
        sa.Column("issued_by", TEXT, nullable=False),
        sa.Column("answer_by", TEXT, nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("state_at", TEXT, nullable=True),
        sa.Column("overdue", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["command_id"], ["command.id"], name="fk_order_command_id"),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name="fk_order_incident_id"),
        sa.ForeignKeyConstraint(["force_id"], ["force.id"], name="fk_order_force_id"),
        sa.PrimaryKeyConstraint("id", name="pk_order"),
    )
    op.create_table(
        "sector",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("command_id", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("minimum", sa.Integer(), nullable=False),
        sa.Column("maximum", sa.Integer(), nullable=False),
        sa.Column("order", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["command_id"], ["command.id"], name="fk_sector_command_id"),
        sa.PrimaryKeyConstraint("id", name="pk_sector"),
    )
    op.create_table(
        "assignment",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("force_id", TEXT, nullable=False),
        sa.Column("command_id", TEXT, nullable=False),
        sa.Column("incident_id", TEXT, nullable=False),
        sa.Column("sector_id", TEXT, nullable=True),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("assigned_at", TEXT, nullable=False),
        sa.Column("status_at", TEXT, nullable=False),
        sa.Column("released_at", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["force_id"], ["force.id"], name="fk_assignment_force_id"),
        sa.ForeignKeyConstraint(["command_id"], ["command.id"], name="fk_assignment_command_id"),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name="fk_assignment_incident_id"),
        sa.ForeignKeyConstraint(["sector_id"], ["sector.id"], name="fk_assignment_sector_id"),
        sa.PrimaryKeyConstraint("id", name="pk_assignment"),
    )


def _indexes() -> None:
    op.create_index("ix_alarm_key", "alarm", ["key"])
    op.create_index("ix_delivery_purpose_id", "delivery", ["purpose_id"])
    op.create_index("ix_delivery_state", "delivery", ["state"])
    _once("one_device_an_address", "device", ["protocol", "address"], "wire IS NULL")
    _once("one_device_an_address_of_a_wire", "device", ["protocol", "address", "wire"], "wire IS NOT NULL")
    op.create_index("ix_incident_state", "incident", ["state"])
    op.create_index("ix_journal_incident_id", "journal", ["incident_id", "seq"])
    op.create_index("ix_log_entry_incident_id", "log_entry", ["incident_id"])
    op.create_index("ix_position_device_id_at", "position", ["device_id", "at"])
    op.create_index("ix_reading_device_id_element_at", "reading", ["device_id", "element", "at"])
    op.create_index("ix_reading_received_at", "reading", ["received_at"])
    op.create_index("ix_recording_started_at", "recording", ["started_at"])
    op.create_index("ix_report_state", "report", ["state"])
    op.create_index("ix_command_incident_id", "command", ["incident_id"])
    _once("one_active_command_an_incident", "command", ["incident_id"], "state = 'active'")
    op.create_index("ix_threshold_device_id", "threshold", ["device_id"])
    op.create_index("ix_order_incident_id", "order", ["incident_id"])
    op.create_index("ix_sector_command_id", "sector", ["command_id"])
    op.create_index("ix_assignment_incident_id", "assignment", ["incident_id"])
    _once("one_open_assignment_a_force", "assignment", ["force_id"], "released_at IS NULL")
