"""Write Kenwood packets: texts and polls of the hall, and what a base radio says (for simulators and tests).

A unit is ``fleet/unit`` of FleetSync (``100/1002``, everybody ``000/0000``) or of NEXEDGE (``U03001``, everybody ``G00000``). A text
that is too long is silently not transmitted by the radio, so it is refused here. Between two transmissions there must be two seconds;
an addressed text or poll is answered by ``0`` or ``1``, a broadcast by nothing. Chinese goes out as GB 18030: which radios show it is
not known, and has to be tried on the hall's own.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

from radio.codecs.checksums import xor8
from radio.codecs.kenwood import KMH_PER_KNOT

SHORT_TEXT = 48
LONG_FLEETSYNC, LONG_NEXEDGE = 1024, 4096
_FLEETSYNC, _NEXEDGE = re.compile(r"(\d{3})/(\d{4})", re.ASCII), re.compile(r"[UG]\d{5}", re.ASCII)


def _address(unit: str) -> tuple[str, str]:
    """What stands before a command letter, and the digits behind it.

    Raises:
        ValueError: for what is no unit.
    """
    if found := _FLEETSYNC.fullmatch(unit):
        return "", found[1] + found[2]
    if _NEXEDGE.fullmatch(unit):
        return "g", unit
    raise ValueError(f"no FleetSync or NEXEDGE unit: {unit!r}")


def packet(content: bytes) -> bytes:
    """STX … ETX."""
    return b"\x02" + content + b"\x03"


def text(unit: str, words: str, *, long: bool = False) -> bytes:
    """A text of at most 48 bytes; ``long`` if the radios are set up for long messages (the ``G`` of NEXEDGE is by analogy).

    Raises:
        ValueError: for what is no unit, does not fit, or holds control characters.
    """
    system, digits = _address(unit)
    coded = words.encode("gb18030")
    limit = SHORT_TEXT if not long else LONG_NEXEDGE if system else LONG_FLEETSYNC
    if not 0 < len(coded) <= limit:
        raise ValueError(f"text of {len(coded)} bytes, at most {limit}")
    if any(byte < 0x20 for byte in coded):
        raise ValueError("control characters in a text")
    letter = "G" if len(coded) > SHORT_TEXT else "F"
    return packet(f"{system}{letter}{digits}".encode() + coded)


def poll(unit: str) -> bytes:
    """Where are you?"""
    system, digits = _address(unit)
    return packet(f"{system}R3{digits}".encode())


# ---- a base radio ----


def caller(unit: str, *, begins: bool = True, to: str | None = None) -> bytes:
    """Somebody begins or ends to talk."""
    system, digits = _address(unit)
    second = digits if to is None else _address(to)[1]
    return packet(f"{system}I{int(begins)}{digits}{second}".encode())


def status(sender: str, destination: str, code: str) -> bytes:
    """A status; both identities have nine characters.

    Raises:
        ValueError: if they have not.
    """
    if len(sender) != 9 or len(destination) != 9:
        raise ValueError("identities of a status have nine characters")
    return packet(f"E{sender}{destination}{code}".encode())


def result(*, answered: bool) -> bytes:
    """How the last text or poll ended."""
    return packet(b"0" if answered else b"1")


def sentence(body: str) -> bytes:
    """A whole sentence from what stands between ``$`` and ``*``."""
    data = body.encode("ascii")
    return b"$" + data + b"*%02X\r\n" % xor8(data)


def position(unit: str, at: datetime, lat: float | None, lon: float | None) -> bytes:
    """``$PKLSH`` or ``$PKNSH``; without a place it says that there was never a fix (Z)."""
    owner = ",".join(unit.split("/"))
    place = f"{_angle(lat, 2, 'NS')},{_angle(lon, 3, 'EW')}"
    fixed = "Z" if lat is None or lon is None else "A"
    return sentence(f"{'PKLSH' if '/' in unit else 'PKNSH'},{place},{at.astimezone(UTC):%H%M%S},{fixed},{owner},")


def report(unit: str, at: datetime, lat: float, lon: float, *, speed_kmh: float, course_deg: float, code: int) -> bytes:
    """``$PKLDS`` or ``$PKNDS`` with a status number."""
    utc = at.astimezone(UTC)
    place = f"{_angle(lat, 2, 'NS')},{_angle(lon, 3, 'EW')}"
    moving = f"{speed_kmh / KMH_PER_KNOT:05.1f},{course_deg:05.1f},{utc:%d%m%y},,"
    name, owner = ("PKLDS", ",".join(unit.split("/"))) if "/" in unit else ("PKNDS", unit)
    return sentence(f"{name},{utc:%H%M%S},A,{place},{moving},{owner},{code:03d},00,")


def _angle(value: float | None, width: int, signs: str) -> str:
    if value is None:
        return ","
    degrees, minutes = divmod(round(abs(value) * 60, 4), 60)
    return f"{int(degrees):0{width}d}{minutes:07.4f},{signs[value < 0]}"
