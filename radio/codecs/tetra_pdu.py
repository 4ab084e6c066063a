"""The PDUs inside TETRA short data: SDS-TL (EN 300 392-2 clause 29), status, and the short location report (TS 100 392-18-1).

::

    82 text, 89 immediate, 8A with user data header:
    PID | 0000 rr s f | reference | [store/forward] | coding, [timestamp 3] | [UDH] | text       rr 1 received 2 consumed 3 both
    PID | 0001 a... f | delivery status | reference                                              REPORT, a: acknowledgement wanted
    PID | 0010 ....   | delivery status | reference                                              ACK
    02 simple, 09 simple immediate: PID | coding | text
    0A LIP short: 00 | elapsed 2 | longitude 25 | latitude 24 | error 3 | speed 7 | direction 4 | kind 1 | data 8

The timestamp has no year and is not used. Bytes that a modem pads behind the announced bits are cut by the caller.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from radio.codecs import gsm7

SIMPLE_TEXT, SIMPLE_IMMEDIATE, LOCATION = 0x02, 0x09, 0x0A
TEXT, IMMEDIATE, USER_HEADER = 0x82, 0x89, 0x8A
GSM7, LATIN1, UTF16 = 0, 1, 26
RECEIVED, CONSUMED = 0x00, 0x02
DEFAULT_MAX_BITS = 1184

ReportWanted = Literal["none", "received", "consumed", "both"]
_WANTED: tuple[ReportWanted, ...] = ("none", "received", "consumed", "both")
_CODECS = (
    *(f"iso8859-{n}" for n in range(1, 11)), "iso8859-13", "iso8859-14", "iso8859-15",
    "cp437", "cp737", "cp850", "cp852", "cp855", "cp857", "cp860", "cp861", "cp863", "cp865", "cp866", "cp869", "utf-16-be",
)  # fmt: skip
_FORWARD_BYTES: Mapping[int, int] = MappingProxyType({0: 1, 1: 3, 2: 6, 7: 0})


class PduError(ValueError):
    """The PDU is broken (``syntax``, ``length``) or of a kind that is not spoken here (``unknown``)."""

    def __init__(self, reason: Literal["unknown", "length", "syntax"], detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Part:
    """Place of a part in a concatenated text."""

    ref: int
    total: int
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """A text; ``ref`` is None for the simple forms without transport layer."""

    text: str
    pid: int = TEXT
    coding: int = LATIN1
    ref: int | None = None
    report: ReportWanted = "none"
    short_report: bool = True
    part: Part | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """How far a text of ours came; ``acknowledge`` asks us to say that we know."""

    status: int
    ref: int
    pid: int = TEXT
    acknowledge: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """The answer to a report."""

    status: int
    ref: int
    pid: int = TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A short location report; None is unknown."""

    lat: float
    lon: float
    elapsed: int = 3
    error: int = 7
    speed_kmh: float | None = None
    course_deg: float = 0.0
    user_defined: bool = False
    reason: int = 0


Pdu = Transfer | Report | Acknowledgement | Location


def parse(pdu: bytes) -> Pdu:
    """What the bytes of a type 4 message say.

    Raises:
        PduError: with a fault's reason, for anything else.
    """
    if not pdu:
        raise PduError("length", "empty PDU")
    pid = pdu[0]
    if pid in (SIMPLE_TEXT, SIMPLE_IMMEDIATE):
        coding = pdu[1] & 0x7F if len(pdu) > 1 else LATIN1
        return Transfer(text=_decode(coding, pdu[2:]), pid=pid, coding=coding)
    if pid == LOCATION:
        return _location(pdu)
    if pid not in (TEXT, IMMEDIATE, USER_HEADER):
        raise PduError("unknown", f"protocol identifier {pid:02X}")
    if len(pdu) < 4:
        raise PduError("length", f"SDS-TL PDU of {len(pdu)} bytes")
    kind = pdu[1] >> 4
    if kind == 1:
        return Report(status=pdu[2], ref=pdu[3], pid=pid, acknowledge=bool(pdu[1] & 0x08))
    if kind == 2:
        return Acknowledgement(status=pdu[2], ref=pdu[3], pid=pid)
    if kind != 0:
        raise PduError("unknown", f"SDS-TL message type {kind}")
    return _transfer(pdu)


def _transfer(pdu: bytes) -> Transfer:
    pid, flags, ref = pdu[0], pdu[1], pdu[2]
    at = 3
    if flags & 0x01:
        kind = pdu[at] & 0x07
        if kind not in _FORWARD_BYTES:
            raise PduError("unknown", f"forward address type {kind}")
        at += 1 + _FORWARD_BYTES[kind]
    if at >= len(pdu):
        raise PduError("length", "no text coding")
    coding = pdu[at] & 0x7F
    at += 4 if pdu[at] & 0x80 else 1
    part = None
    if pid == USER_HEADER:
        part, at = _user_header(pdu, at)
    if at > len(pdu):
        raise PduError("length", "text header cut")
    return Transfer(
        text=_decode(coding, pdu[at:]),
        pid=pid,
        coding=coding,
        ref=ref,
        report=_WANTED[flags >> 2 & 3],
        short_report=not flags & 0x02,
        part=part,
    )


def _user_header(pdu: bytes, at: int) -> tuple[Part | None, int]:
    """The concatenation element (00: 8-bit reference, 08: 16-bit) of a user data header; other elements are passed over."""
    if at >= len(pdu) or at + 1 + pdu[at] > len(pdu):
        raise PduError("length", "user data header cut")
    end = at + 1 + pdu[at]
    at += 1
    part = None
    while at + 2 <= end:
        kind, size = pdu[at], pdu[at + 1]
        data = pdu[at + 2 : min(at + 2 + size, end)]
        if kind == 0 and len(data) == 3:
            part = Part(data[0], data[1], data[2])
        elif kind == 8 and len(data) == 4:
            part = Part(data[0] << 8 | data[1], data[2], data[3])
        at += 2 + size
    return part, end


def _decode(coding: int, data: bytes) -> str:
    if coding == GSM7:
        return gsm7.decode(gsm7.unpack(data)).rstrip("@") if data else ""
    codec = _CODECS[coding - 1] if coding <= len(_CODECS) else "ascii"
    return data.decode(codec, "replace")


def _encode(coding: int, text: str) -> bytes:
    if coding == GSM7:
        septets = gsm7.encode(text)
        if septets is None:
            raise ValueError("the GSM alphabet lacks a character of this text")
        return gsm7.pack(septets)
    if not 1 <= coding <= len(_CODECS):
        raise ValueError(f"no text coding {coding}")
    return text.encode(_CODECS[coding - 1])


def coding_for(text: str) -> int:
    """Latin-1 where it is enough, else UTF-16 (all Chinese)."""
    return LATIN1 if all(ord(character) < 0x100 for character in text) else UTF16


def encode(pdu: Pdu) -> bytes:
    """The bytes of a PDU; a location is padded to whole bytes.

    Raises:
        ValueError: for what does not fit.
    """
    if isinstance(pdu, Report):
        return bytes((pdu.pid, 0x10 | (0x08 if pdu.acknowledge else 0), pdu.status, pdu.ref))
    if isinstance(pdu, Acknowledgement):
        return bytes((pdu.pid, 0x20, pdu.status, pdu.ref))
    if isinstance(pdu, Location):
        return _pack_location(pdu)
    if pdu.ref is None:
        return bytes((pdu.pid, pdu.coding)) + _encode(pdu.coding, pdu.text)
    flags = _WANTED.index(pdu.report) << 2 | (0 if pdu.short_report else 0x02)
    header = b""
    if pdu.part is not None:
        header = bytes((5, 0, 3, pdu.part.ref & 0xFF, pdu.part.total, pdu.part.number))
    return bytes((pdu.pid, flags, pdu.ref, pdu.coding)) + header + _encode(pdu.coding, pdu.text)


def split(text: str, ref: int, report: ReportWanted = "both", *, max_bits: int = DEFAULT_MAX_BITS) -> list[Transfer]:
    """A text as one transfer, or as the parts of a concatenated one that each fit ``max_bits`` (the modem's ``AT+CMGS=?``).

    Part *i* has the message reference ``ref + i``; all share ``ref`` in the user data header.

    Raises:
        ValueError: if it needs more than 255 parts.
    """
    coding = coding_for(text)
    room = max_bits // 8 - 4
    if len(_encode(coding, text)) <= room:
        return [Transfer(text=text, coding=coding, ref=ref, report=report)]
    pieces = [""]
    used = 0
    for character in text:
        size = len(_encode(coding, character))
        if used + size > room - 6:
            pieces.append("")
            used = 0
        pieces[-1] += character
        used += size
    if len(pieces) > 255:
        raise ValueError(f"text needs {len(pieces)} parts")
    return [
        Transfer(
            text=piece,
            pid=USER_HEADER,
            coding=coding,
            ref=(ref + number) & 0xFF,
            report=report,
            part=Part(ref, len(pieces), number + 1),
        )
        for number, piece in enumerate(pieces)
    ]


def short_report(ref: int, *, consumed: bool = False) -> bytes:
    """The two-byte report in a status message (0111 11 and two bits: 2 received, 3 consumed)."""
    return bytes((0x7C | (3 if consumed else 2), ref))


def _location(pdu: bytes) -> Location:
    if len(pdu) < 2 or pdu[1] >> 6 != 0:
        raise PduError("unknown", "LIP that is not a short report")
    if len(pdu) * 8 < 84:
        raise PduError("length", f"LIP short report of {len(pdu)} bytes")
    bits = int.from_bytes(pdu[:11].ljust(11, b"\0")) >> 4

    def take(high: int, width: int) -> int:
        return bits >> high & (1 << width) - 1

    lon, lat, speed = take(47, 25), take(23, 24), take(13, 7)
    lat_deg = (lat - (1 << 24) if lat >> 23 else lat) * 180 / (1 << 24)
    lon_deg = (lon - (1 << 25) if lon >> 24 else lon) * 360 / (1 << 25)
    return Location(
        lat=round(lat_deg, 6),
        lon=round(lon_deg, 6),
        elapsed=take(72, 2),
        error=take(20, 3),
        speed_kmh=_speed(speed),
        course_deg=take(9, 4) * 22.5,
        user_defined=bool(take(8, 1)),
        reason=take(0, 8),
    )


def _speed(code: int) -> float | None:
    if code == 127:
        return None
    return float(code) if code <= 28 else round(16 * 1.038 ** (code - 13), 1)


def _pack_location(place: Location) -> bytes:
    if not (-90 <= place.lat < 90 and -180 <= place.lon < 180):
        raise ValueError("no such place")
    speed = 127
    if place.speed_kmh is not None:
        speed = min(range(127), key=lambda code: abs((_speed(code) or 0.0) - (place.speed_kmh or 0.0)))
    fields = (
        (LOCATION, 8),
        (0, 2),
        (place.elapsed, 2),
        (round(place.lon * (1 << 25) / 360) & (1 << 25) - 1, 25),
        (round(place.lat * (1 << 24) / 180) & (1 << 24) - 1, 24),
        (place.error, 3),
        (speed, 7),
        (round(place.course_deg / 22.5) % 16, 4),
        (place.user_defined, 1),
        (place.reason, 8),
    )
    bits = 0
    for value, width in fields:
        bits = bits << width | value
    return (bits << 4).to_bytes(11)
