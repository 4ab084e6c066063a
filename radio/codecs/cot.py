"""Cursor on Target: situational awareness of ATAK, WinTAK, TAK servers – XML and protobuf, on streams and in datagrams.

::

    [<?xml …?>] <event …> … </event>                 one after another on TCP, one a datagram on UDP
    BF 01 BF <TakMessage>                             mesh: the message ends with its event (datagrams; 239.2.3.1:6969)
    BF <varint length> <TakMessage>                   stream
    BF 00 BF <event …> … </event>                     XML in a mesh frame

``source`` is the uid of the object that speaks (of an alarm or a chat its owner). An object (``a-…``) gives a :class:`Position`; where it
says who it is, a :class:`Registration` too (``callsign=…; type=…; team=…; role=…``, each time: keep what changed), and its battery.
``b-a-…`` are alarms (``…-can`` restores), ``b-t-f`` chat (``code`` its message id, ``to`` the room), ``b-t-f-d`` and ``-r`` its
receipts. A ping is owed a pong. Markers and drawings are a ``Status`` "marker" with place, name and remarks: they are no forces.
Exercise traffic has ``opex=e`` in its text.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Literal

from radio.codecs.cot_event import Event, WireError, XmlError, from_protobuf, from_xml, to_protobuf, to_xml
from radio.codecs.framing import Bad, Cutter, Grammar, Reject
from radio.codecs.protobuf_wire import pack_varint, varint
from radio.messages import Ack, Alarm, Fault, Heartbeat, Message, Position, Reading, Registration, Reply, Status, Text

NAME = "cot"
MAX_EVENT = 65_536
MAGIC = 0xBF
MESH, MESH_XML = b"\xbf\x01\xbf", b"\xbf\x00\xbf"
_CONTROL, _EVENT = 0x0A, 0x12
PING, PONG, CHAT = "t-x-c-t", "t-x-c-t-r", "b-t-f"
_START = re.compile(rb"<\?xml\s|<event[\s>]|\xbf")
_OPEN = re.compile(rb"<event[\s>]")
_BEFORE = re.compile(rb"<\?xml\s[^<>]*\?>\s*(?:<!.*)?$", re.DOTALL)
_NEXT = re.compile(rb"<event[\s>]|<\?xml\s|</event\s*>")
_ALARMS: Mapping[str, str] = MappingProxyType(
    {"b-a-o-tbl": "panic", "b-a-o-pan": "panic", "b-a-o-can": "panic", "b-a-o-opn": "contact", "b-a-g": "geofence"}
)
_KMH = 3.6

Framing = Literal["xml", "mesh", "stream"]


class Decoder:
    """One stream, or the datagrams of one socket."""

    def __init__(self) -> None:
        self._read: deque[Event | None] = deque()
        self._cutter = Cutter(_grammar(self._check))

    @property
    def pending(self) -> int:
        """How many bytes wait for the rest of their event."""
        return self._cutter.pending

    def feed(self, data: bytes, now: datetime) -> list[Message]:
        """Take bytes as they came; give what they complete."""
        return [message for piece in self._cutter.feed(data, now) for message in self._mean(piece, now)]

    def tick(self, now: datetime) -> list[Message]:
        """Give up an event whose rest does not come."""
        return [message for piece in self._cutter.tick(now) for message in self._mean(piece, now)]

    def _mean(self, piece: bytes | Bad, now: datetime) -> list[Message]:
        if isinstance(piece, Bad):
            return [Fault(protocol=NAME, raw=piece.raw, reason=piece.reason, detail=piece.detail)]
        try:
            event = self._read.popleft() if _is_protobuf(piece) else parse(piece)
        except XmlError as error:
            return [Fault(protocol=NAME, raw=piece, reason=error.reason, detail=error.detail)]
        if event is None:
            return [Heartbeat(protocol=NAME, raw=piece)]
        return meaning(event, piece, now)

    def _check(self, frame: bytes) -> Reject | None:
        """A protobuf frame must be one throughout; what was read is kept until its turn comes, a moment later.

        XML is read then: what a refused event holds is not looked through for others.
        """
        if not _is_protobuf(frame):
            return None
        try:
            self._read.append(parse(frame))
        except XmlError as error:
            return Reject(error.reason, error.detail)
        return None


def _is_protobuf(frame: bytes) -> bool:
    return frame[0] == MAGIC and not frame.startswith(MESH_XML)


def parse(raw: bytes) -> Event | None:
    """The event of one whole frame, as a decoder gives it in ``raw``; None for one of control alone.

    Raises:
        XmlError: with a fault's reason, for anything else.
    """
    try:
        if raw.startswith(MESH_XML):
            return from_xml(raw[3:])
        return from_protobuf(_message(raw)) if raw[:1] == b"\xbf" else from_xml(raw)
    except WireError as error:
        raise XmlError("syntax", f"protobuf: {error}") from error


def meaning(event: Event, raw: bytes, now: datetime) -> list[Message]:
    """What an event says."""
    kind = event.type
    if kind.startswith("a-"):
        out = _object(event, raw)
        return [*out, _alarm(event, raw, event.uid)] if event.emergency else out
    if kind.startswith("b-a-"):
        owner = event.link or event.uid.removesuffix("-9-1-1")
        return [*_place(event, raw, owner), _alarm(event, raw, owner)]
    if kind == CHAT:
        return [_chat(event, raw)]
    if kind in ("b-t-f-d", "b-t-f-r"):
        return [_receipt(event, raw)]
    if kind in (PING, PONG):
        beat = Heartbeat(protocol=NAME, source=event.uid, time=event.time, raw=raw)
        pong = encode(Event(uid="takPong", type=PONG, time=now, stale=now + timedelta(seconds=20), how="h-g-i-g-o"), framing(raw))
        return [beat] if kind == PONG else [beat, Reply(protocol=NAME, source=event.uid, raw=raw, hex=pong.hex())]
    code = "marker" if kind.startswith(("b-m-", "u-", "b-i-")) else "event"
    return [Status(protocol=NAME, source=event.uid, time=event.time, raw=raw, code=code, text=_facts(event, place=True))]


def framing(raw: bytes) -> Framing:
    """How a frame came, to answer it likewise."""
    return "xml" if raw[:1] != b"\xbf" or raw.startswith(MESH_XML) else "mesh" if raw.startswith(MESH) else "stream"


def encode(event: Event, form: Framing = "xml") -> bytes:
    """An event as it goes on a wire.

    Raises:
        ValueError: if it has no time, or is stale before it begins.
    """
    if form == "xml":
        return to_xml(event)
    data = to_protobuf(event)
    return MESH + data if form == "mesh" else bytes((MAGIC,)) + pack_varint(len(data)) + data


def _receipt(event: Event, raw: bytes) -> Ack:
    return Ack(
        protocol=NAME,
        source=event.sender or event.link or None,
        time=event.time,
        raw=raw,
        ref=event.message_id or event.uid,
        state="read" if event.type == "b-t-f-r" else "delivered",
    )


def _object(event: Event, raw: bytes) -> list[Message]:
    out: list[Message] = [*_place(event, raw, event.uid, always=True)]
    if event.callsign:
        out.append(Registration(protocol=NAME, source=event.uid, time=event.time, raw=raw, text=_facts(event)))
    if event.battery is not None:
        value = float(event.battery)
        out.append(Reading(protocol=NAME, source=event.uid, time=event.time, raw=raw, element="battery_level", value=value, unit="%"))
    return out


def _place(event: Event, raw: bytes, source: str, *, always: bool = False) -> list[Position]:
    placed = event.lat is not None
    if not placed and not always:
        return []
    height = event.hae_m if event.hae_m is not None and -500 < event.hae_m < 9000 else None
    return [
        Position(
            protocol=NAME,
            source=source,
            time=event.time,
            raw=raw,
            lat=event.lat,
            lon=event.lon,
            alt_m=height if placed else None,
            speed_kmh=None if event.speed_m_s is None or not placed else round(event.speed_m_s * _KMH, 3),
            course_deg=event.course_deg if placed else None,
            valid=placed,
        )
    ]


def _alarm(event: Event, raw: bytes, owner: str) -> Alarm:
    over = event.cancel or event.type == "b-a-o-can"
    return Alarm(
        protocol=NAME,
        source=owner,
        time=event.time,
        raw=raw,
        event=_ALARMS.get(event.type, "panic" if event.emergency else "alert"),
        state="restored" if over else "active",
        code=event.type,
        text=_facts(event) or None,
    )


def _chat(event: Event, raw: bytes) -> Text:
    """The uid of a chat is ``GeoChat.<sender>.<room>.<id>``: what the detail does not say may stand there."""
    words = event.uid.split(".")
    named = words if words[0] == "GeoChat" and len(words) >= 4 else ["", "", "", ""]
    return Text(
        protocol=NAME,
        source=event.sender or event.link or named[1] or event.uid,
        time=event.time,
        raw=raw,
        code=event.message_id or named[-1] or None,
        to=event.room or ".".join(named[2:-1]) or None,
        text=event.remarks,
    )


def _facts(event: Event, *, place: bool = False) -> str:
    """``name=value; …`` of what is said."""
    at = f"{event.lat:.6f},{event.lon:.6f}" if place and event.lat is not None and event.lon is not None else ""
    rows = {
        "callsign": event.callsign,
        "type": "" if event.type.startswith("b-a-") else event.type,
        "emergency": event.emergency,
        "team": event.team,
        "role": event.role,
        "device": event.device,
        "platform": event.platform,
        "opex": event.opex,
        "at": at,
        "link": event.link if place else "",
        "remarks": event.remarks,
    }
    return "; ".join(f"{name}={value}" for name, value in rows.items() if value)


def _find(buffer: bytearray, at: int) -> int:
    found = _START.search(buffer, at)
    if found:
        return found.start()
    tail = max(at, len(buffer) - 6)
    cut = buffer.find(b"<", tail)
    while cut >= 0:
        end = bytes(buffer[cut:])
        if b"<?xml ".startswith(end) or b"<event ".startswith(end):
            return cut
        cut = buffer.find(b"<", cut + 1)
    return len(buffer)


def _measure(buffer: bytearray, at: int) -> int | Reject:
    if buffer[at] == MAGIC:
        return _measure_frame(buffer, at)
    return _measure_xml(buffer, at)


def _measure_xml(buffer: bytearray, at: int) -> int | Reject:
    """Up to the end of the event; another's start before it is a refusal."""
    limit = min(len(buffer), at + MAX_EVENT)
    begin = _OPEN.search(buffer, at, limit)
    if begin is not None:
        if begin.start() > at and _BEFORE.match(buffer, at, begin.start()) is None:
            return Reject("syntax", "a declaration without an event", begin.start() - at)
        end = _NEXT.search(buffer, begin.end(), limit)
        if end is not None:
            if end[0].startswith(b"</"):
                return end.end() - at
            return Reject("length", "event cut by the next one", end.start() - at)
    if len(buffer) - at >= MAX_EVENT:
        return Reject("overflow", f"event longer than {MAX_EVENT} bytes", MAX_EVENT)
    return 0


def _measure_frame(buffer: bytearray, at: int) -> int | Reject:
    """A frame of TAK's protocol; a length that the message behind it does not bear out is no frame."""
    head = bytes(buffer[at : at + 3])
    if len(head) < 3:
        return 0
    if head == MESH:
        return _measure_mesh(buffer, at)
    if head == MESH_XML:
        start = bytes(buffer[at + 3 : at + 9])
        if not (b"<?xml ".startswith(start) or b"<event".startswith(start)):
            return Reject("syntax", "no XML in a frame of XML", 3)
        inner = _measure_xml(buffer, at + 3) if len(start) == 6 else 0
        return inner if isinstance(inner, Reject) or inner == 0 else inner + 3
    return _measure_stream(buffer, at)


def _measure_stream(buffer: bytearray, at: int) -> int | Reject:
    found = varint(buffer[at + 1 : at + 5], 0)
    if found is None and len(buffer) - at < 5:
        return 0
    if found is None or not 2 <= found[0] <= MAX_EVENT:
        return Reject("syntax", "no length behind BF", 2)
    size, body = found[0], at + 1 + found[1]
    if body < len(buffer) and buffer[body] not in (_CONTROL, _EVENT):
        return Reject("syntax", "no message behind BF", body + 1 - at)
    inner = varint(buffer[body + 1 : body + 5], 0)
    if inner is None:
        return 0 if len(buffer) - body < 5 else Reject("syntax", "no message behind BF", body + 1 - at)
    if 1 + inner[1] + inner[0] > size:
        return Reject("syntax", "no message behind BF", body + 1 - at)
    return body + size - at


def _measure_mesh(buffer: bytearray, at: int) -> int | Reject:
    """A mesh frame has no length: it is its header, its control if there is one, and its event."""
    place = at + 3
    for tag in (_CONTROL, _EVENT):
        if place >= len(buffer):
            return 0
        if buffer[place] == tag:
            found = varint(buffer[place + 1 : place + 5], 0)
            if found is None and len(buffer) - place < 5:
                return 0
            if found is None or found[0] > MAX_EVENT - (place - at):
                return Reject("syntax", "no length in a mesh frame", 3)
            place += 1 + found[1] + found[0]
        elif tag == _EVENT:
            return Reject("syntax", "no event in a mesh frame", 3)
    return place - at


def _message(frame: bytes) -> bytes:
    """The TakMessage in a frame."""
    if frame.startswith(MESH):
        return frame[3:]
    found = varint(frame[1:5], 0)
    return frame[1 + found[1] :] if found else b""


def _grammar(check: Callable[[bytes], Reject | None]) -> Grammar:
    return Grammar(_find, _measure, check, MAX_EVENT + 16, fill=b"\r\n\0 \t")
