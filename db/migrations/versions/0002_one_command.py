"""One command: requests between incidents, reservations, who is in a scene, PAR and mayday, objectives and needs, run cards, grants."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
TABLES = (
    "incident_link",
    "reservation",
    "force_request",
    "presence",
    "par_round",
    "par_answer",
    "mayday",
    "need",
    "operational_period",
    "support_request",
    "run_card",
    "recommendation",
    "role_grant",
    "objective",
)
# Columns that tables of 0001 get: table, name, type, and what rows that are there already hold; None may be empty.
COLUMNS: tuple[tuple[str, str, Any, str | None], ...] = (
    ("incident", "decided_by", TEXT, ""),
    ("incident", "merged_into", TEXT, None),
    ("incident", "parent_id", TEXT, None),
    ("incident", "radius_m", sa.Double(), None),
    ("incident", "reopened", sa.Integer(), "0"),
    ("command", "partners", TEXT, "[]"),
    ("sector", "name", TEXT, ""),
    ("force", "capabilities", TEXT, "[]"),
    ("force", "fuel_percent", sa.Double(), None),
    ("force", "water_l", sa.Double(), None),
    ("force", "supplies_at", TEXT, None),
    ("force", "free_since", TEXT, None),
    ("force", "lat", sa.Double(), None),
    ("force", "lon", sa.Double(), None),
    ("force", "jurisdiction", TEXT, ""),
    ("assignment", "status_by", TEXT, "button"),
    ("assignment", "arrived_at", TEXT, None),
    ("order", "to", TEXT, "force"),
    ("order", "addressee", TEXT, ""),
    ("order", "group_id", TEXT, None),
    ("order", "by", TEXT, "voice"),
    ("order", "done_by", TEXT, None),
    ("order", "nags", sa.Integer(), "0"),
    ("order", "nagged_at", TEXT, None),
    ("order", "escalated_at", TEXT, None),
    ("warning", "devices", TEXT, "[]"),
)


def upgrade() -> None:
    for table in dict.fromkeys(table for table, *_ in COLUMNS):
        added = [(name, kind, filled) for of, name, kind, filled in COLUMNS if of == table]
        with op.batch_alter_table(table) as batch:
            for name, kind, filled in added:
                batch.add_column(sa.Column(name, kind, nullable=filled is None, server_default=filled))
        with op.batch_alter_table(table) as batch:
            for name, _, filled in added:
                if filled is not None:
                    batch.alter_column(name, server_default=None)
            if table == "order":
                batch.alter_column("force_id", existing_type=TEXT, nullable=True)
    _tables()
    _indexes()


def downgrade() -> None:
    """Orders to towns and persons have no place in the earlier form and go."""
    op.drop_index("ix_order_state", "order")
    op.drop_index("ix_alarm_device_id", "alarm")
    op.drop_index("ix_device_force_id", "device")
    op.drop_index("ix_incident_number", "incident")
    for table in reversed(TABLES):
        op.drop_table(table)
    op.execute('DELETE FROM "order" WHERE force_id IS NULL')
    for table in dict.fromkeys(table for table, *_ in COLUMNS):
        with op.batch_alter_table(table) as batch:
            for of, name, _, _ in COLUMNS:
                if of == table:
                    batch.drop_column(name)
            if table == "order":
                batch.alter_column("force_id", existing_type=TEXT, nullable=False)


def _once(name: str, table: str, columns: list[str], where: str) -> None:
    """A unique index over the rows that ``where`` picks."""
    op.create_index(name, table, columns, unique=True, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def _tables() -> None:
    op.create_table(
        "incident_link",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("first_id", TEXT, nullable=False),
        sa.Column("second_id", TEXT, nullable=False),
        sa.Column("why", TEXT, nullable=False),
        sa.Column("linked_at", TEXT, nullable=False),
        sa.Column("linked_by", TEXT, nullable=False),
        sa.Column("ended_at", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["first_id"], ["incident.id"], name="fk_incident_link_first_id"),
        sa.ForeignKeyConstraint(["second_id"], ["incident.id"], name="fk_incident_link_second_id"),
        sa.PrimaryKeyConstraint("id", name="pk_incident_link"),
    )
    op.create_table(
        "reservation",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("force_id", TEXT, nullable=False),
        sa.Column("incident_id", TEXT, nullable=False),
        sa.Column("reserved_at", TEXT, nullable=False),
        sa.Column("reserved_by", TEXT, nullable=False),
        sa.Column("until", TEXT, nullable=False),
        sa.Column("ended_at", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["force_id"], ["force.id"], name="fk_reservation_force_id"),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name="fk_reservation_incident_id"),
        sa.PrimaryKeyConstraint("id", name="pk_reservation"),
    )
    op.create_table(
        "force_request",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("force_id", TEXT, nullable=False),
        sa.Column("incident_id", TEXT, nullable=False),
        sa.Column("holder_incident_id", TEXT, nullable=False),
        sa.Column("asked_at", TEXT, nullable=False),
        sa.Column("asked_by", TEXT, nullable=False),
        sa.Column("why", TEXT, nullable=False),
        sa.Column("answer_by", TEXT, nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("answered_at", TEXT, nullable=True),
        sa.Column("answered_by", TEXT, nullable=False),
        sa.Column("answer", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["force_id"], ["force.id"], name="fk_force_request_force_id"),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name="fk_force_request_incident_id"),
        sa.ForeignKeyConstraint(["holder_incident_id"], ["incident.id"], name="fk_force_request_holder_incident_id"),
        sa.PrimaryKeyConstraint("id", name="pk_force_request"),
    )
    op.create_table(
        "presence",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("incident_id", TEXT, nullable=False),
        sa.Column("device_id", TEXT, nullable=False),
        sa.Column("force_id", TEXT, nullable=True),
        sa.Column("entered_at", TEXT, nullable=False),
        sa.Column("left_at", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name="fk_presence_incident_id"),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name="fk_presence_device_id"),
        sa.ForeignKeyConstraint(["force_id"], ["force.id"], name="fk_presence_force_id"),
        sa.PrimaryKeyConstraint("id", name="pk_presence"),
    )
    op.create_table(
        "par_round",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("incident_id", TEXT, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("called_at", TEXT, nullable=False),
        sa.Column("called_by", TEXT, nullable=False),
        sa.Column("answer_by", TEXT, nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("retry_at", TEXT, nullable=True),
        sa.Column("ended_at", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name="fk_par_round_incident_id"),
        sa.PrimaryKeyConstraint("id", name="pk_par_round"),
    )
    op.create_table(
        "par_answer",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("round_id", TEXT, nullable=False),
        sa.Column("incident_id", TEXT, nullable=False),
        sa.Column("force_id", TEXT, nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("misses", sa.Integer(), nullable=False),
        sa.Column("answered_at", TEXT, nullable=True),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("words", TEXT, nullable=False),
        sa.Column("crew", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["round_id"], ["par_round.id"], name="fk_par_answer_round_id"),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name="fk_par_answer_incident_id"),
        sa.ForeignKeyConstraint(["force_id"], ["force.id"], name="fk_par_answer_force_id"),
        sa.PrimaryKeyConstraint("id", name="pk_par_answer"),
    )
    op.create_table(
        "mayday",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("incident_id", TEXT, nullable=False),
        sa.Column("force_id", TEXT, nullable=False),
        sa.Column("cause", TEXT, nullable=False),
        sa.Column("opened_at", TEXT, nullable=False),
        sa.Column("steps", TEXT, nullable=False),
        sa.Column("ended_at", TEXT, nullable=True),
        sa.Column("ended_by", TEXT, nullable=False),
        sa.Column("outcome", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name="fk_mayday_incident_id"),
        sa.ForeignKeyConstraint(["force_id"], ["force.id"], name="fk_mayday_force_id"),
        sa.PrimaryKeyConstraint("id", name="pk_mayday"),
    )
    op.create_table(
        "need",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("incident_id", TEXT, nullable=False),
        sa.Column("what", TEXT, nullable=False),
        sa.Column("wanted", sa.Double(), nullable=False),
        sa.Column("unit", TEXT, nullable=False),
        sa.Column("stated_at", TEXT, nullable=False),
        sa.Column("stated_by", TEXT, nullable=False),
        sa.Column("met", sa.Double(), nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("state_at", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name="fk_need_incident_id"),
        sa.PrimaryKeyConstraint("id", name="pk_need"),
    )
    op.create_table(
        "operational_period",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("incident_id", TEXT, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("aims", TEXT, nullable=False),
        sa.Column("starts_at", TEXT, nullable=False),
        sa.Column("ends_at", TEXT, nullable=False),
        sa.Column("opened_by", TEXT, nullable=False),
        sa.Column("ended_at", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name="fk_operational_period_incident_id"),
        sa.PrimaryKeyConstraint("id", name="pk_operational_period"),
    )
    op.create_table(
        "support_request",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("incident_id", TEXT, nullable=False),
        sa.Column("direction", TEXT, nullable=False),
        sa.Column("party", TEXT, nullable=False),
        sa.Column("what", TEXT, nullable=False),
        sa.Column("why", TEXT, nullable=False),
        sa.Column("asked_at", TEXT, nullable=False),
        sa.Column("asked_by", TEXT, nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("state_at", TEXT, nullable=True),
        sa.Column("words", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name="fk_support_request_incident_id"),
        sa.PrimaryKeyConstraint("id", name="pk_support_request"),
    )
    op.create_table(
        "run_card",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("lines", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_run_card"),
    )
    op.create_table(
        "recommendation",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("incident_id", TEXT, nullable=False),
        sa.Column("made_at", TEXT, nullable=False),
        sa.Column("made_by", TEXT, nullable=False),
        sa.Column("forces", TEXT, nullable=False),
        sa.Column("reasons", TEXT, nullable=False),
        sa.Column("shortfalls", TEXT, nullable=False),
        sa.Column("chosen", TEXT, nullable=False),
        sa.Column("refused", TEXT, nullable=False),
        sa.Column("chosen_at", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name="fk_recommendation_incident_id"),
        sa.PrimaryKeyConstraint("id", name="pk_recommendation"),
    )
    op.create_table(
        "role_grant",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("account", TEXT, nullable=False),
        sa.Column("role", TEXT, nullable=False),
        sa.Column("granted_at", TEXT, nullable=False),
        sa.Column("granted_by", TEXT, nullable=False),
        sa.Column("until", TEXT, nullable=False),
        sa.Column("why", TEXT, nullable=False),
        sa.Column("ended_at", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_role_grant"),
    )
    op.create_table(
        "objective",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("incident_id", TEXT, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("set_at", TEXT, nullable=False),
        sa.Column("set_by", TEXT, nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("state_at", TEXT, nullable=True),
        sa.Column("due_at", TEXT, nullable=True),
        sa.Column("period_id", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name="fk_objective_incident_id"),
        sa.ForeignKeyConstraint(["period_id"], ["operational_period.id"], name="fk_objective_period_id"),
        sa.PrimaryKeyConstraint("id", name="pk_objective"),
    )


def _indexes() -> None:
    op.create_index("ix_order_state", "order", ["state"])
    op.create_index("ix_alarm_device_id", "alarm", ["device_id"])
    op.create_index("ix_device_force_id", "device", ["force_id"])
    op.create_index("ix_incident_number", "incident", ["number"])
    _once("one_open_reservation_a_force", "reservation", ["force_id"], "ended_at IS NULL")
    op.create_index("ix_force_request_incident_id", "force_request", ["incident_id"])
    _once("one_open_request_a_force_and_incident", "force_request", ["force_id", "incident_id"], "answered_at IS NULL")
    op.create_index("ix_presence_incident_id", "presence", ["incident_id"])
    _once("one_open_presence_a_device", "presence", ["incident_id", "device_id"], "left_at IS NULL")
    op.create_index("ix_par_round_incident_id", "par_round", ["incident_id"])
    _once("one_open_par_round_an_incident", "par_round", ["incident_id"], "ended_at IS NULL")
    op.create_index("ix_par_answer_incident_id", "par_answer", ["incident_id"])
    op.create_index("ix_par_answer_round_id", "par_answer", ["round_id"])
    op.create_index("ix_mayday_incident_id", "mayday", ["incident_id"])
    _once("one_open_mayday_a_force", "mayday", ["force_id"], "ended_at IS NULL")
    op.create_index("ix_objective_incident_id", "objective", ["incident_id"])
    op.create_index("ix_need_incident_id", "need", ["incident_id"])
    op.create_index("ix_operational_period_incident_id", "operational_period", ["incident_id"])
    _once("one_open_period_an_incident", "operational_period", ["incident_id"], "ended_at IS NULL")
    op.create_index("ix_support_request_incident_id", "support_request", ["incident_id"])
    op.create_index("ix_recommendation_incident_id", "recommendation", ["incident_id"])
    op.create_index("ix_role_grant_account", "role_grant", ["account"])
