"""TETRA PEI (EN 300 392-5): the AT line of a terminal, as the hall hears it, and what the hall sends.

::

    +CTSDSR: <service>,[<calling>,[<type>]],<called>,[<type>,]<bits>[,<e2e>] CR LF <hex> CR LF      12 SDS-TL, 13 status, 9-11 SDS 1-3
    OK | ERROR | +CME ERROR: n | +CMGS: ...                                                         answers to our commands
    AT+CTSDS=12,0,0,0,1 CR LF -> OK     AT+CMGS=<called>,<bits> CR LF <hex> 1A -> +CMGS: ... OK     one command at a time

An OK has no reference of its own: whoever keeps the queue of commands knows what it answers. Reports name the message: ``ref`` is
its reference in hex. A report that the far end asked for is owed as a :class:`Reply`: several commands in one; send them one by one
(:func:`commands`), each after the OK of the one before. Modems pad hex behind the announced bits; less than announced is refused.

A text's ``code`` is its reference, ``REF number/total`` for a part of a concatenated one (all parts share REF).
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Literal

from radio.codecs import tetra_pdu as pdus
from radio.codecs.framing import Bad, Cutter, lines
from radio.codecs.tetra_pdu import PduError
from radio.messages import Ack, Alarm, Fault, FaultReason, Message, Position, Reply, Status, Text

NAME = "tetra"
MAX_LINE = 1024
SDS_TL, STATUS = 12, 13
CTRL_Z = b"\x1a"
_EMERGENCY_REASON = 2
_PERIODIC_REASONS = frozenset({3, 129, 130})
_IDLE = timedelta(seconds=3)
_HEX = re.compile(rb"[0-9A-Fa-f]+$")
_NAMED = re.compile(rb"\+[A-Z][A-Z0-9]*( ERROR)?:")
_GPSPOS = re.compile(r"[\d:]*,([NS]): ?(\d+)_([\d.]+),([EW]): ?(\d+)_([\d.]+),(\d+)")
State = Literal["accepted", "sent", "delivered", "read", "rejected"]


class Decoder:
    """What one terminal says."""

    def __init__(self) -> None:
        self._cutter = Cutter(lines(MAX_LINE))
        self._header: bytes | None = None
        self._since: datetime | None = None

    @property
    def pending(self) -> int:
        """How many bytes wait for the rest of their line, or for the PDU line that must follow."""
        return self._cutter.pending + len(self._header or b"")

    def feed(self, data: bytes, now: datetime) -> list[Message]:
        """Take bytes as they came; give what they complete."""
        return [message for piece in self._cutter.feed(data, now) for message in self._mean(piece, now)]

    def tick(self, now: datetime) -> list[Message]:
        """Give up a line, or an announced PDU, that does not come."""
        out = [message for piece in self._cutter.tick(now) for message in self._mean(piece, now)]
        if self._header is not None and self._since is not None and now - self._since >= _IDLE:
            out += self._orphan()
        return out

    def _mean(self, piece: bytes | Bad, now: datetime) -> list[Message]:
        if isinstance(piece, Bad):
            return [*self._orphan(), _fault(piece.raw, piece.reason, piece.detail)]
        if self._header is not None and _HEX.match(piece):
            header, self._header = self._header, None
            return _short_data(header, piece)
        out = self._orphan()
        line = piece.lstrip(b"> ")
        named = _NAMED.search(line)
        if named is not None and named.start():
            out.append(_fault(line[: named.start()], "syntax", "noise before an answer"))
            line = line[named.start() :]
        if line.startswith(b"+CTSDSR:"):
            self._header, self._since = line, now
        elif line:
            out.append(_answer(line))
        return out

    def _orphan(self) -> list[Message]:
        header, self._header = self._header, None
        return [] if header is None else [_fault(header, "length", "short data without its PDU")]


def _fault(raw: bytes, reason: FaultReason, detail: str) -> Fault:
    return Fault(protocol=NAME, raw=raw, reason=reason, detail=detail)


def _answer(line: bytes) -> Message:
    """A line that stands alone."""
    if not line.isascii() or not line.decode("ascii").isprintable():
        return _fault(line, "syntax", "unprintable characters in a line")
    text = line.decode("ascii").strip()
    if text == "OK":
        return Ack(protocol=NAME, raw=line, state="accepted")
    if text == "ERROR":
        return Ack(protocol=NAME, raw=line, state="rejected")
    name, colon, rest = text.partition(":")
    rest = rest.strip()
    if colon and name in ("+CME ERROR", "+CMS ERROR"):
        return Ack(protocol=NAME, raw=line, state="rejected", code=rest)
    if name == "+CMGS" and colon:
        return Ack(protocol=NAME, raw=line, state="sent", code=rest)
    if name == "+GPSPOS" and (place := _GPSPOS.match(rest)):
        return _own_position(line, place)
    if colon and name.startswith("+"):
        return Status(protocol=NAME, raw=line, code=name[1:], text=rest or None)
    if text[:2].upper() == "AT":
        return Status(protocol=NAME, raw=line, code="echo", text=text)
    return _fault(line, "unknown", f"line {text[:60]!r}")


def _own_position(line: bytes, place: re.Match[str]) -> Position:
    """``AT+GPSPOS?``: degrees and decimal minutes of the terminal itself; no satellite, no place."""
    north, lat, lat_min, east, lon, lon_min, satellites = place.groups()
    try:
        lat_deg = (int(lat) + float(lat_min) / 60) * (1 if north == "N" else -1)
        lon_deg = (int(lon) + float(lon_min) / 60) * (1 if east == "E" else -1)
    except ValueError:
        return Position(protocol=NAME, raw=line, valid=False)
    if int(satellites) == 0 or abs(lat_deg) > 90 or abs(lon_deg) > 180:
        return Position(protocol=NAME, raw=line, valid=False)
    return Position(protocol=NAME, raw=line, lat=round(lat_deg, 7), lon=round(lon_deg, 7), valid=True)


def _short_data(header: bytes, line: bytes) -> list[Message]:
    """A +CTSDSR header and the hex that followed it."""
    raw = header + b"\r\n" + line
    fields = [field.strip() for field in header[8:].decode("ascii", "replace").split(",")]
    if len(fields) not in (3, 4, 6, 7):
        return [_fault(raw, "syntax", f"{len(fields)} fields in +CTSDSR")]
    calling = fields[1] or None if len(fields) >= 6 else None
    called = (fields[3] if len(fields) >= 6 else fields[1]) or None
    service, size = fields[0], fields[{3: 2, 4: 3}.get(len(fields), 5)]
    if not (size.isascii() and size.isdigit() and len(size) < 6):
        return [_fault(raw, "syntax", f"{size[:20]!r} bits")]
    bits = int(size)
    if len(line) * 4 < bits:
        return [_fault(raw, "length", f"{len(line)} hex digits for {bits} bits")]
    pdu = bytes.fromhex((line + b"0" * (len(line) % 2)).decode("ascii"))[: (bits + 7) // 8]
    if service == str(STATUS) or (service in ("9", "10", "11") and len(pdu) == 2):
        return [_status(pdu, calling, called, raw)]
    if service != str(SDS_TL):
        return [_fault(raw, "unknown", f"service {service[:10]!r}")]
    try:
        return _spoken(pdus.parse(pdu), calling, called, raw)
    except PduError as error:
        return [_fault(raw, error.reason, error.detail)]


def _status(pdu: bytes, calling: str | None, called: str | None, raw: bytes) -> Message:
    """A status message: a short report (0111 1…, two bits of type, reference), the emergency 0000, or a code of the network's scheme."""
    if len(pdu) != 2:
        return _fault(raw, "length", f"status of {len(pdu)} bytes")
    if pdu[0] & 0xF8 == 0x78:
        kind = pdu[0] & 0x03
        state: State = ("rejected", "rejected", "delivered", "read")[kind]
        code = ("unsupported", "memory_full", None, None)[kind]
        return Ack(protocol=NAME, source=calling, raw=raw, ref=f"{pdu[1]:02X}", state=state, code=code)
    if pdu == b"\0\0":
        return Alarm(protocol=NAME, source=calling, raw=raw, event="panic", code="0000")
    return Status(protocol=NAME, source=calling, raw=raw, code=pdu.hex().upper(), to=called)


def _spoken(pdu: pdus.Pdu, calling: str | None, called: str | None, raw: bytes) -> list[Message]:
    if isinstance(pdu, pdus.Transfer):
        code = None if pdu.ref is None else f"{pdu.ref:02X}"
        if pdu.part is not None:
            code = f"{pdu.part.ref:02X} {pdu.part.number}/{pdu.part.total}"
        out: list[Message] = [Text(protocol=NAME, source=calling, raw=raw, code=code, to=called, text=pdu.text)]
        if pdu.ref is not None and pdu.report in ("received", "both") and calling is not None:
            out.append(_reply(calling, pdus.Report(pid=pdu.pid, status=pdus.RECEIVED, ref=pdu.ref), raw))
        return out
    if isinstance(pdu, pdus.Report):
        ack = Ack(
            protocol=NAME,
            source=calling,
            raw=raw,
            ref=f"{pdu.ref:02X}",
            state=delivery_state(pdu.status),
            code=f"{pdu.status:02X}",
        )
        if not pdu.acknowledge or calling is None:
            return [ack]
        answer = pdus.Acknowledgement(pid=pdu.pid, status=pdu.status, ref=pdu.ref)
        return [ack, _reply(calling, answer, raw)]
    if isinstance(pdu, pdus.Acknowledgement):
        return [Ack(protocol=NAME, source=calling, raw=raw, ref=f"{pdu.ref:02X}", code=f"{pdu.status:02X}")]
    return _located(pdu, calling, raw)


def delivery_state(status: int) -> State:
    """What a delivery status means for the sender: 00, 06 received, 02 consumed, 40 … 5F failed, the rest is on its way."""
    if status in (pdus.RECEIVED, 0x06):
        return "delivered"
    if status == pdus.CONSUMED:
        return "read"
    return "rejected" if 0x40 <= status <= 0x5F else "sent"


def _located(place: pdus.Location, calling: str | None, raw: bytes) -> list[Message]:
    """A position; its reason is an alarm (emergency) or a status (``lip_n``) where it is an event and not the interval."""
    usable = place.error != 6 and -90 <= place.lat <= 90
    out: list[Message] = [
        Position(
            protocol=NAME,
            source=calling,
            raw=raw,
            lat=place.lat if usable else None,
            lon=place.lon if usable else None,
            speed_kmh=place.speed_kmh,
            course_deg=place.course_deg,
            valid=usable,
        )
    ]
    if place.user_defined or place.reason in _PERIODIC_REASONS:
        return out
    if place.reason == _EMERGENCY_REASON:
        out.append(Alarm(protocol=NAME, source=calling, raw=raw, event="panic", code="lip_2"))
    else:
        out.append(Status(protocol=NAME, source=calling, raw=raw, code=f"lip_{place.reason}"))
    return out


def _reply(calling: str, pdu: pdus.Pdu, raw: bytes) -> Reply:
    return Reply(protocol=NAME, source=calling, raw=raw, hex=b"".join(send(calling, pdus.encode(pdu))).hex())


def send(dest: str, pdu: bytes, *, service: int = SDS_TL) -> list[bytes]:
    """The pair of commands that sends a PDU; after an error the whole pair is repeated, never half of it."""
    if not (dest.isascii() and dest.isdigit()):
        raise ValueError(f"not a TETRA identity: {dest!r}")
    select = b"AT+CTSDS=12,0,0,0,1\r\n" if service == SDS_TL else b"AT+CTSDS=%d,0\r\n" % service
    submit = b"AT+CMGS=%s,%d\r\n%s" % (dest.encode(), len(pdu) * 8, pdu.hex().upper().encode())
    return [select, submit + CTRL_Z]


def sds_text(dest: str, text: str, ref: int, report: pdus.ReportWanted = "both", *, max_bits: int = pdus.DEFAULT_MAX_BITS) -> list[bytes]:
    """The commands that send a text, concatenated where one PDU cannot hold it; part *i* is reported as ``ref + i``.

    Raises:
        ValueError: for an address that is none, a reference that is no byte, or more than 255 parts.
    """
    if not 0 <= ref <= 0xFF:
        raise ValueError(f"reference {ref} is not one byte")
    parts = pdus.split(text, ref, report, max_bits=max_bits)
    return [command for part in parts for command in send(dest, pdus.encode(part))]


def sds_report(dest: str, ref: int, status: int = pdus.RECEIVED) -> list[bytes]:
    """The commands that report on a text we got: received, or consumed once a person has read it."""
    return send(dest, pdus.encode(pdus.Report(status=status, ref=ref)))


def sds_status(dest: str, code: int) -> list[bytes]:
    """The commands that send a 16-bit status."""
    return send(dest, code.to_bytes(2), service=STATUS)


def commands(data: bytes) -> list[bytes]:
    """A reply's bytes as the single commands to be sent one by one."""
    out: list[bytes] = []
    for line in data.splitlines(keepends=True):
        if out and out[-1].startswith(b"AT+CMGS=") and not out[-1].endswith(CTRL_Z):
            out[-1] += line
        else:
            out.append(line)
    return [piece for line in out for piece in _after_ctrl_z(line)]


def _after_ctrl_z(line: bytes) -> list[bytes]:
    head, mark, rest = line.partition(CTRL_Z)
    return [head + mark, *([rest] if rest else [])]
