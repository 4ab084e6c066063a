"""Identities that sort by the time they were made."""

from __future__ import annotations

import os
import re
import time
from datetime import UTC, datetime


def new_id() -> str:
    """48 bits of milliseconds and 80 of chance, as 32 hex digits (the order of UUID version 7)."""
    return f"{time.time_ns() // 1_000_000:012x}{os.urandom(10).hex()}"


def made_at(id: str) -> datetime | None:
    """When such an identity was made; None for one that was given by hand."""
    if not re.fullmatch(r"[0-9a-f]{32}", id):
        return None
    return datetime.fromtimestamp(int(id[:12], 16) / 1000, UTC)
