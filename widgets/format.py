"""How times, ages, durations and numbers are written – here and nowhere else.

Unknown is "–", never 0. Times come in as aware datetimes and go out in local time.
"""

from __future__ import annotations

import math
from datetime import datetime, timedelta, tzinfo

from PySide6.QtCore import QCoreApplication

UNKNOWN = "–"
_AHEAD_S = 2.0  # clocks of devices differ by that much without anybody being wrong
_NBSP = "\u00a0"  # keeps a figure and its unit on one line


def local(moment: datetime, zone: tzinfo | None = None) -> datetime:
    """The moment in local time; a time without a zone is a bug of the caller."""
    if moment.tzinfo is None:
        raise ValueError("a time on screen needs its zone")
    return moment.astimezone(zone)


def clock(moment: datetime | None, now: datetime | None = None, zone: tzinfo | None = None) -> str:
    """14:05:32, with the date before it when ``now`` is of another day."""
    if moment is None:
        return UNKNOWN
    here = local(moment, zone)
    if now is not None and local(now, zone).date() != here.date():
        return here.strftime("%m-%d %H:%M:%S")
    return here.strftime("%H:%M:%S")


def date_clock(moment: datetime | None, zone: tzinfo | None = None) -> str:
    """2026-11-24 14:05:32."""
    return UNKNOWN if moment is None else local(moment, zone).strftime("%Y-%m-%d %H:%M:%S")


def weekday(moment: datetime, zone: tzinfo | None = None) -> str:
    """Name of the day in the language of the screen."""
    names = (
        QCoreApplication.translate("Format", "周一"),
        QCoreApplication.translate("Format", "周二"),
        QCoreApplication.translate("Format", "周三"),
        QCoreApplication.translate("Format", "周四"),
        QCoreApplication.translate("Format", "周五"),
        QCoreApplication.translate("Format", "周六"),
        QCoreApplication.translate("Format", "周日"),
    )
    return names[local(moment, zone).weekday()]


def span(seconds: float) -> str:
    """A length of time in the one unit that matters, two above an hour: 12 s, 5 min, 3 h 12 min, 2 d 4 h."""
    whole = max(0, int(seconds))
    if whole < 60:
        return f"{whole}{_NBSP}s"
    if whole < 3600:
        return f"{whole // 60}{_NBSP}min"
    if whole < 86400:
        hours, rest = divmod(whole, 3600)
        return f"{hours}{_NBSP}h" + (f"{_NBSP}{rest // 60}{_NBSP}min" if rest >= 60 else "")
    days, rest = divmod(whole, 86400)
    return f"{days}{_NBSP}d" + (f"{_NBSP}{rest // 3600}{_NBSP}h" if rest >= 3600 else "")


def age(moment: datetime | None, now: datetime) -> str:
    """'12 s 前'. A time of the future is said, not hidden: the clock of the source is wrong."""
    if moment is None:
        return UNKNOWN
    seconds = (now - moment).total_seconds()
    if seconds < -_AHEAD_S:
        return QCoreApplication.translate("Format", "快 {span}").format(span=span(-seconds))
    return QCoreApplication.translate("Format", "{span} 前").format(span=span(seconds))


def short_age(moment: datetime | None, now: datetime) -> str:
    """The age alone, for lamps: '2 s'."""
    return UNKNOWN if moment is None else span((now - moment).total_seconds())


def duration(seconds: float | timedelta | None) -> str:
    """00:41:12; days are counted into the hours."""
    if seconds is None:
        return UNKNOWN
    whole = max(0, int(seconds.total_seconds() if isinstance(seconds, timedelta) else seconds))
    hours, rest = divmod(whole, 3600)
    return f"{hours:02d}:{rest // 60:02d}:{rest % 60:02d}"


def countdown(seconds_left: float | None) -> str:
    """0:48 to go, '超 1:20' once it is over; hours only when there are some."""
    if seconds_left is None:
        return UNKNOWN
    late = seconds_left < 0
    whole = int(-seconds_left) if late else math.ceil(seconds_left)
    hours, rest = divmod(whole, 3600)
    text = f"{hours}:{rest // 60:02d}:{rest % 60:02d}" if hours else f"{rest // 60}:{rest % 60:02d}"
    return QCoreApplication.translate("Format", "超 {time}").format(time=text) if late else text


def plain(value: float | None, decimals: int = 1) -> str:
    """The figure alone; None and NaN are unknown, and no figure is ever '-0.0'."""
    if value is None or not math.isfinite(value):
        return UNKNOWN
    text = f"{value:.{decimals}f}"
    return text[1:] if text.startswith("-") and not text.strip("-0.") else text


def number(value: float | None, unit: str = "", decimals: int = 1) -> str:
    """42.5 mm – the unit stands beside the figure; without a figure there is no unit either."""
    text = plain(value, decimals)
    return text if text == UNKNOWN or not unit else f"{text}{_NBSP}{unit}"
