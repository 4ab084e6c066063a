"""Times and quantities as people write them: 16:30, 2h, 90分; 200 顶."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

_CLOCK = re.compile(r"(\d{1,2})[:：](\d{2})(?:[:：](\d{2}))?$")
_SPAN = re.compile(r"\+?\s*(\d+(?:\.\d+)?)\s*(h|小时|时|min|m|分钟|分)$", re.IGNORECASE)
_QUANTITY = re.compile(r"\s*([-+]?\d+(?:\.\d+)?)\s*(\D*)$")
HOURS = ("h", "小时", "时")


def clock_of(text: str) -> tuple[int, int, int | None] | None:
    """Hour, minute and – where they are said – seconds; None for what is no time of day."""
    found = _CLOCK.match(text.strip())
    if found is None:
        return None
    hour, minute, second = int(found[1]), int(found[2]), int(found[3]) if found[3] else None
    return (hour, minute, second) if hour < 24 and minute < 60 and (second or 0) < 60 else None


def moment_to_come(text: str, now: datetime) -> datetime | None:
    """16:30 is the next half past four, 2h is in two hours; None for what is neither."""
    said = clock_of(text)
    if said is not None:
        local = now.astimezone()
        moment = local.replace(hour=said[0], minute=said[1], second=said[2] or 0, microsecond=0)
        return moment if moment > local else moment + timedelta(days=1)
    span = _SPAN.match(text.strip())
    if span is None:
        return None
    amount = float(span[1])
    return now + (timedelta(hours=amount) if span[2].lower() in HOURS else timedelta(minutes=amount))


def quantity(text: str) -> tuple[float, str] | None:
    """200 顶 is 200.0 and 顶; None for what begins with no number."""
    found = _QUANTITY.match(text)
    return (float(found[1]), found[2].strip()) if found else None
