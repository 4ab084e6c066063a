"""Write the application data units of GB/T 26875.3-2011: what a device reports and what a centre orders.

The bytes returned are the ``data`` of a :class:`radio.codecs.gbt26875.Frame`; layouts as in ``gbt26875_units``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from radio.codecs.bcd import BEIJING
from radio.codecs.gbt26875_units import ANALOG


def pack_clock(time: datetime | None) -> bytes:
    """The six clock bytes; zeros (no date) for None."""
    if time is None:
        return bytes(6)
    local = time.astimezone(BEIJING)
    return bytes((local.second, local.minute, local.hour, local.day, local.month, local.year - 2000))


@dataclass(frozen=True, slots=True, kw_only=True)
class PartStatus:
    """One object of type 2: a detector or module and its status word."""

    part_type: int
    loop: int
    point: int
    status: int
    text: str = ""
    time: datetime | None = None
    system_type: int = 1
    system_address: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Analog:
    """One object of type 3; ``value`` in the unit of :data:`ANALOG`."""

    part_type: int
    loop: int
    point: int
    analog_type: int
    value: float
    time: datetime | None = None
    system_type: int = 1
    system_address: int = 1


def part_status(*parts: PartStatus) -> bytes:
    """Data of type 2 (command 2), at most 22 parts."""
    return bytes((2, len(parts))) + b"".join(
        bytes((part.system_type, part.system_address, part.part_type))
        + part.point.to_bytes(2, "little")
        + part.loop.to_bytes(2, "little")
        + part.status.to_bytes(2, "little")
        + fit_text(part.text, 31)
        + pack_clock(part.time)
        for part in parts
    )


def system_status(status: int, time: datetime, *, system_type: int = 1, system_address: int = 1) -> bytes:
    """Data of type 1 (command 2)."""
    return bytes((1, 1, system_type, system_address)) + status.to_bytes(2, "little") + pack_clock(time)


def analog(*values: Analog) -> bytes:
    """Data of type 3 (command 2), at most 63 values."""
    return bytes((3, len(values))) + b"".join(
        bytes((item.system_type, item.system_address, item.part_type))
        + item.point.to_bytes(2, "little")
        + item.loop.to_bytes(2, "little")
        + bytes((item.analog_type,))
        + round(item.value * 10 ** ANALOG[item.analog_type][1]).to_bytes(2, "little", signed=True)
        + pack_clock(item.time)
        for item in values
    )


def device_status(status: int, time: datetime) -> bytes:
    """Data of type 21 (command 2 or 5)."""
    return bytes((21, 1, status)) + pack_clock(time)


def device_operation(bits: int, operator: int, time: datetime) -> bytes:
    """Data of type 24 (command 2); bit 5 answers a duty check."""
    return bytes((24, 1, bits, operator)) + pack_clock(time)


def device_clock(time: datetime) -> bytes:
    """Data of type 28 (command 2 or 5)."""
    return bytes((28, 1)) + pack_clock(time)


def set_clock(time: datetime) -> bytes:
    """Data of type 90 (command 1)."""
    return bytes((90, 1)) + pack_clock(time)


def duty_check(minutes: int) -> bytes:
    """Data of type 91 (command 1): 查岗, to be answered within so many minutes."""
    return bytes((91, 1, minutes))


def read_device(kind: int) -> bytes:
    """Data of types 81, 85, 86, 88 (command 4) and 89 (command 1): one zero byte."""
    return bytes((kind, 1, 0))


def read_parts(kind: int, *parts: tuple[int, int, int, int]) -> bytes:
    """Data of types 62, 63, 67 (command 4): system type, system address, loop, point of each part asked for."""
    return bytes((kind, len(parts))) + b"".join(
        bytes((system, address)) + point.to_bytes(2, "little") + loop.to_bytes(2, "little") for system, address, loop, point in parts
    )


def fit_text(text: str, size: int) -> bytes:
    """GB 18030 text in a field of ``size`` bytes, cut at a character, filled with NUL."""
    coded = text.encode("gb18030", "replace")[:size]
    return coded.decode("gb18030", "ignore").encode("gb18030").ljust(size, b"\0")
