"""Alembic's place: ``env`` and one module a revision."""
