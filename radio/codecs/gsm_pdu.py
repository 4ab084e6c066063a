"""The PDUs of SMS (3GPP TS 23.040, alphabets TS 23.038): DELIVER and STATUS-REPORT as they come, SUBMIT as it goes.

::

    SMSC length | TOA, swapped BCD | first octet …                            address: digits | TOA | swapped BCD, F for an odd one
    DELIVER 0        fo | OA | PID | DCS | SCTS 7 | UDL | UD
    SUBMIT 1         fo | MR | DA | PID | DCS | VP 0, 1, 7 | UDL | UD           fo 10 relative VP, 20 report wanted, 40 header in UD
    STATUS-REPORT 2  fo | MR | RA | SCTS 7 | discharge 7 | ST

UDL counts septets of the 7-bit alphabet, octets of 8-bit data and UCS-2 (which is UTF-16: pairs of surrogates are one character).
Every length must fit exactly: it is all the check that an SMS has. A clock has two digits of a year: the century is the one nearest
to the clock that the caller brings. International numbers are their digits without the plus.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Literal

from radio.codecs import gsm7

SEPTETS, OCTETS, UCS2 = 0x00, 0x04, 0x08
FLASH = 0x10
FOUR_DAYS = 0xAA
RECEIVED = 0x00
_INTERNATIONAL, _UNKNOWN, _ALPHANUMERIC = 0x91, 0x81, 0xD0
_DIGITS = "0123456789*#abc"
_MINUTES = timedelta(minutes=1)


class PduError(ValueError):
    """The PDU is broken (``syntax``, ``length``) or of a kind that is not spoken here (``unknown``)."""

    def __init__(self, reason: Literal["unknown", "length", "syntax"], detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Part:
    """Place of a part in a long text; a reference is of 8 or of 16 bits."""

    ref: int
    total: int
    number: int
    wide: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Deliver:
    """A message for us. ``text`` is None if it is data; ``data`` is the user data without its header."""

    source: str
    time: datetime | None
    text: str | None
    data: bytes = b""
    dcs: int = SEPTETS
    part: Part | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Submit:
    """A message of ours. ``dcs`` chooses the alphabet; ``validity`` is the relative octet."""

    to: str
    text: str
    dcs: int = UCS2
    ref: int = 0
    report: bool = True
    validity: int = FOUR_DAYS
    part: Part | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What became of a message of ours."""

    to: str
    ref: int
    status: int
    sent: datetime | None
    discharged: datetime | None


Pdu = Deliver | Submit | Report


class _Reader:
    """Octets taken one after another; never beyond the end."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def take(self, size: int) -> bytes:
        """The next octets.

        Raises:
            PduError: if there are fewer.
        """
        if self._at + size > len(self._data):
            raise PduError("length", f"{len(self._data)} octets, cut")
        self._at += size
        return self._data[self._at - size : self._at]

    def one(self) -> int:
        return self.take(1)[0]

    def rest(self) -> bytes:
        return self.take(len(self._data) - self._at)


def parse(pdu: bytes, now: datetime) -> tuple[Pdu, int]:
    """A PDU with its service centre field, and how many octets its TPDU has.

    Raises:
        PduError: with a fault's reason, for anything else.
    """
    reader = _Reader(pdu)
    size = reader.one()
    if size > 12:
        raise PduError("syntax", f"service centre of {size} octets")
    reader.take(size)
    first = reader.one()
    readers: tuple[Callable[[_Reader, int, datetime], Pdu], ...] = (_deliver, _submit, _report)
    if first & 3 == 3:
        raise PduError("unknown", "message type 3")
    return readers[first & 3](reader, first, now), len(pdu) - 1 - size


def _deliver(reader: _Reader, first: int, now: datetime) -> Deliver:
    source = _address(reader)
    _, dcs = reader.take(2)
    time = _clock(reader.take(7), now)
    text, data, part = _user_data(reader, dcs, bool(first & 0x40))
    return Deliver(source=source, time=time, text=text, data=data, dcs=dcs, part=part)


def _submit(reader: _Reader, first: int, now: datetime) -> Submit:
    ref = reader.one()
    to = _address(reader)
    _, dcs = reader.take(2)
    kind = first >> 3 & 3
    validity = reader.take((0, 7, 1, 7)[kind])
    text, data, part = _user_data(reader, dcs, bool(first & 0x40))
    return Submit(
        to=to,
        text=data.hex().upper() if text is None else text,
        dcs=dcs,
        ref=ref,
        report=bool(first & 0x20),
        validity=validity[0] if kind == 2 else FOUR_DAYS,
        part=part,
    )


def _report(reader: _Reader, first: int, now: datetime) -> Report:
    ref = reader.one()
    to = _address(reader)
    sent, discharged = _clock(reader.take(7), now), _clock(reader.take(7), now)
    status = reader.one()
    reader.rest()
    return Report(to=to, ref=ref, status=status, sent=sent, discharged=discharged)


def _address(reader: _Reader) -> str:
    size, kind = reader.take(2)
    if size > 20:
        raise PduError("syntax", f"address of {size} digits")
    data = reader.take((size + 1) // 2)
    if kind & 0x70 == 0x50:
        name = gsm7.decode(gsm7.unpack(data, size * 4 // 7))
        return re.sub(r"[^0-9A-Za-z]", "", name)
    nibbles = [nibble for octet in data for nibble in (octet & 15, octet >> 4)]
    if any(nibble == 15 for nibble in nibbles[:size]) or nibbles[size:] not in ([], [15]):
        raise PduError("syntax", "filler among the digits of an address")
    return "".join(_DIGITS[nibble] for nibble in nibbles[:size])


def _clock(data: bytes, now: datetime) -> datetime | None:
    """Seven swapped octets, the last one quarters of an hour from Greenwich; None if that is no time."""
    pairs = [(octet & 15) * 10 + (octet >> 4) if octet & 15 < 10 and octet >> 4 < 10 else 99 for octet in data[:6]]
    quarters = (data[6] & 7) * 10 + (data[6] >> 4)
    zone = timezone((-1 if data[6] & 8 else 1) * timedelta(minutes=15 * quarters)) if quarters <= 56 else None
    if zone is None:
        return None
    year = min((century + pairs[0] for century in (1900, 2000, 2100)), key=lambda year: abs(year - now.year))
    try:
        return datetime(year, pairs[1], pairs[2], pairs[3], pairs[4], pairs[5], tzinfo=zone).astimezone(UTC)
    except ValueError:
        return None


def alphabet(dcs: int) -> int | None:
    """The alphabet of a data coding scheme; None for what is compressed."""
    group = dcs >> 4
    if group < 8:
        return None if dcs & 0x20 else (SEPTETS, OCTETS, UCS2, SEPTETS)[dcs >> 2 & 3]
    if group == 15:
        return OCTETS if dcs & 4 else SEPTETS
    return UCS2 if group == 14 else SEPTETS


def _user_data(reader: _Reader, dcs: int, headed: bool) -> tuple[str | None, bytes, Part | None]:
    """The text (None for data), the data behind the header, and the place in a long text."""
    size = reader.one()
    data = reader.rest()
    coding = alphabet(dcs)
    want = (size * 7 + 7) // 8 if coding == SEPTETS else size
    if len(data) != want or want > 140:
        raise PduError("length", f"{len(data)} octets of user data, {want} announced")
    part, used = _header(data) if headed else (None, 0)
    if coding == SEPTETS:
        skip = (used * 8 + 6) // 7
        return gsm7.decode(gsm7.unpack(data, size)[skip:]), data[used:], part
    if coding == UCS2:
        return data[used:].decode("utf-16-be", "replace"), data[used:], part
    return None, data[used:], part


def _header(data: bytes) -> tuple[Part | None, int]:
    """The place in a long text (elements 00 and 08) and the length of a user data header; other elements are passed over."""
    if not data or 1 + data[0] > len(data):
        raise PduError("length", "user data header cut")
    end = 1 + data[0]
    at, part = 1, None
    while at + 2 <= end:
        kind, size = data[at], data[at + 1]
        value = data[at + 2 : min(at + 2 + size, end)]
        if kind == 0 and len(value) == 3:
            part = Part(value[0], value[1], value[2])
        elif kind == 8 and len(value) == 4:
            part = Part(value[0] << 8 | value[1], value[2], value[3], wide=True)
        at += 2 + size
    return (part if part and 1 <= part.number <= part.total else None), end


def encode(pdu: Pdu) -> tuple[bytes, int]:
    """A PDU with an empty service centre field (the modem's own), and the octets of its TPDU, which ``AT+CMGS`` wants.

    Raises:
        ValueError: for what does not fit, or a number that is none.
    """
    if isinstance(pdu, Report):
        clocks = pack_clock(pdu.sent) + pack_clock(pdu.discharged)
        tpdu = bytes((0x06, pdu.ref)) + pack_address(pdu.to) + clocks + bytes((pdu.status,))
    else:
        header = b"" if pdu.part is None else _pack_header(pdu.part)
        size, data = _pack_text(pdu.text or "", pdu.dcs, header)
        flag = 0x40 if header else 0
        if isinstance(pdu, Deliver):
            tpdu = bytes((0x04 | flag,)) + pack_address(pdu.source) + bytes((0, pdu.dcs)) + pack_clock(pdu.time)
        else:
            first = 0x11 | flag | (0x20 if pdu.report else 0)
            tpdu = bytes((first, pdu.ref)) + pack_address(pdu.to) + bytes((0, pdu.dcs, pdu.validity))
        tpdu += bytes((size,)) + data
    return b"\0" + tpdu, len(tpdu)


def _pack_header(part: Part) -> bytes:
    if part.wide:
        return bytes((6, 8, 4)) + part.ref.to_bytes(2) + bytes((part.total, part.number))
    return bytes((5, 0, 3, part.ref, part.total, part.number))


def _pack_text(text: str, dcs: int, header: bytes) -> tuple[int, bytes]:
    if alphabet(dcs) == UCS2:
        data = header + text.encode("utf-16-be")
        size = len(data)
    else:
        septets = gsm7.encode(text) if alphabet(dcs) == SEPTETS else None
        if septets is None:
            raise ValueError("the GSM alphabet lacks a character of this text")
        skip = (len(header) * 8 + 6) // 7
        packed = gsm7.pack([0] * skip + septets)
        size, data = skip + len(septets), header + packed[len(header) :]
    if len(data) > 140:
        raise ValueError(f"{len(data)} octets of user data, more than 140")
    return size, data


def pack_address(number: str) -> bytes:
    """A number; with a plus, or 86 and a mobile number of the mainland behind it, it is international.

    Raises:
        ValueError: if it is no number.
    """
    digits = number.removeprefix("+")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 20):
        raise ValueError(f"not a telephone number: {number!r}")
    world = number.startswith("+") or re.fullmatch(r"861\d{10}", digits) is not None
    padded = digits + "F" * (len(digits) % 2)
    swapped = "".join(padded[at + 1] + padded[at] for at in range(0, len(padded), 2))
    return bytes((len(digits), _INTERNATIONAL if world else _UNKNOWN)) + bytes.fromhex(swapped)


def pack_clock(time: datetime | None) -> bytes:
    """A clock in its own time zone; zeros (no date) for None."""
    if time is None:
        return bytes(7)
    quarters = int((time.utcoffset() or timedelta()) / (15 * _MINUTES))
    fields = f"{time:%y%m%d%H%M%S}{abs(quarters):02d}"
    octets = bytearray(bytes.fromhex("".join(fields[at + 1] + fields[at] for at in range(0, 14, 2))))
    octets[6] |= 8 if quarters < 0 else 0
    return bytes(octets)


def relative(validity: timedelta) -> int:
    """How long the centre may try, as the relative octet: 5 minutes … 63 weeks, rounded up."""
    minutes = max(1, -(-validity // _MINUTES))
    if minutes <= 720:
        return -(-minutes // 5) - 1
    if minutes <= 1440:
        return 143 + -(-(minutes - 720) // 30)
    days = -(-minutes // 1440)
    return 166 + days if days <= 30 else min(255, 192 + -(-days // 7))


def split(text: str, to: str, ref: int, *, report: bool = True, validity: int = FOUR_DAYS, flash: bool = False) -> list[Submit]:
    """A text as one message, or as the parts of a long one; ``ref`` (0 … 255) joins them.

    An escape of the 7-bit alphabet and a pair of surrogates stay together. The modem gives each part its own message reference.

    Raises:
        ValueError: if it needs more than 255 parts.
    """
    small = gsm7.encode(text) is not None
    dcs = (SEPTETS if small else UCS2) | (FLASH if flash else 0)
    whole, piece = (160, 153) if small else (70, 67)
    pieces, used, total = [""], 0, 0
    for character in text:
        size = len(gsm7.encode(character) or ()) if small else len(character.encode("utf-16-be")) // 2
        if used + size > piece:
            pieces.append("")
            used = 0
        pieces[-1] += character
        used, total = used + size, total + size
    if total <= whole:
        return [Submit(to=to, text=text, dcs=dcs, report=report, validity=validity)]
    if len(pieces) > 255:
        raise ValueError(f"text needs {len(pieces)} parts")
    return [
        Submit(to=to, text=words, dcs=dcs, report=report, validity=validity, part=Part(ref & 0xFF, len(pieces), number))
        for number, words in enumerate(pieces, 1)
    ]
