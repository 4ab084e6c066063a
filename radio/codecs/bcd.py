"""Decimal digits in nibbles, and the Beijing clocks that are written with them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

_PAIRS = tuple((byte >> 4) * 10 + (byte & 15) if byte >> 4 < 10 and byte & 15 < 10 else 99 for byte in range(256))
"""What a byte of two decimal digits says; 99, which no field of a clock may be, for one that is none."""
_PACKED = bytes(number // 10 << 4 | number % 10 for number in range(100))
BEIJING = timezone(timedelta(hours=8), "Beijing")
_EIGHT_HOURS = timedelta(hours=8)


def digits(data: bytes) -> str | None:
    """The decimal digits of packed BCD, or None if a nibble is none."""
    text = data.hex()
    return text if text.isdigit() else None


def pack(text: str) -> bytes:
    """Packed BCD of decimal digits; an odd number gets a leading zero.

    Raises:
        ValueError: if there is anything but decimal digits.
    """
    if not (text.isascii() and text.isdigit()):
        raise ValueError(f"not decimal digits: {text!r}")
    return bytes.fromhex(text if len(text) % 2 == 0 else "0" + text)


def from_beijing(year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0) -> datetime | None:
    """A Beijing wall clock as UTC, or None if there is no such time."""
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC) - _EIGHT_HOURS
    except (ValueError, OverflowError):
        return None


def clock(text: str) -> datetime | None:
    """``YYMMDDhhmm[ss]`` in Beijing time as UTC, or None if that is no time. All years are 20YY."""
    if len(text) not in (10, 12) or not (text.isascii() and text.isdigit()):
        return None
    pairs = [int(text[i : i + 2]) for i in range(0, len(text), 2)]
    return from_beijing(2000 + pairs[0], *pairs[1:])


def packed_clock(data: bytes) -> datetime | None:
    """Five or six bytes of packed BCD, ``YYMMDDhhmm[ss]`` in Beijing time, as UTC, or None if that is no time."""
    pairs = [_PAIRS[byte] for byte in data]
    if len(pairs) not in (5, 6) or (pairs[0] == 99 and data[0] != 0x99):
        return None
    return from_beijing(2000 + pairs[0], *pairs[1:])


def pack_clock(time: datetime) -> bytes:
    """``YYMMDDhhmmss`` in Beijing time as six bytes of packed BCD."""
    local = time.astimezone(BEIJING)
    fields = (local.year % 100, local.month, local.day, local.hour, local.minute, local.second)
    return bytes([_PACKED[field] for field in fields])


def clock_text(time: datetime, *, seconds: bool = True) -> str:
    """``YYMMDDhhmmss`` (or ``…mm``) in Beijing time."""
    return time.astimezone(BEIJING).strftime("%y%m%d%H%M%S" if seconds else "%y%m%d%H%M")
