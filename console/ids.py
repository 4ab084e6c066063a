"""Identities that sort by the time they were made."""

from __future__ import annotations

import os
import time


def new_id() -> str:
    """48 bits of milliseconds and 80 of chance, as 32 hex digits (the order of UUID version 7)."""
    return f"{time.time_ns() // 1_000_000:012x}{os.urandom(10).hex()}"
