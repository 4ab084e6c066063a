"""Run by Alembic inside the transaction that ``db.migrate`` has begun."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection

from db.schema import metadata


def run(connection: Connection) -> None:
    """Migrate on the connection given; its owner commits."""
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True, compare_type=True)
    with context.begin_transaction():
        context.run_migrations()


run(context.config.attributes["connection"])
