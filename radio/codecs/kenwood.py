"""Kenwood FleetSync and NEXEDGE: the data port of a base radio, 9600 8N1, as the hall hears it; ``kenwood_build`` writes it.

::

    02 I 1|0 fleet 3 unit 4 [again] 03               who begins (1) or ends (0) to talk; NEXEDGE: 02 gI1 U03001 G00001 03
    02 E sender 9 destination 9 status 4-6 03        status
    02 0 03, 02 1 03                                 the text or poll sent last was acknowledged, was not answered
    $PKLSH ,lat,N,lon,E,hhmmss,status,fleet,unit,    $PKNSH the same with one unit     * xor in hex, CR LF; bare or within 02 … 03
    $PKLDS ,hhmmss,status,lat,N,lon,E,knots,course,ddmmyy,declination,its side,fleet,unit,status number,     $PKNDS
    02 F|G fleet 3 unit 4 text 03, 02 R3 fleet 3 unit 4 03        short and long text, position poll (what a hall sends)

Packets have no checksum, sentences have one: a wrong one costs the position, never the identity beside it. Status A is a fix; V repeats
an old place or the maker's factory, Z has none: neither is a place. The number of characters of an identity varies with the firmware;
``source`` is ``fleet/unit`` or the NEXEDGE unit as it is written (``U03001``), never the same for two systems. The nine characters of a
status packet are given as they are.

Reserved FleetSync statuses (Kenwood function reference, KPG-101D, table 20-8): 95-99 emergency, 98 of them man down, 88 end of it.
NEXEDGE has none of its own: those that a network uses for emergencies are given by their numbers.

``$PKLSH`` and ``$PKNSH`` have a time of day without a date; they get today's where the hall's clock is within a quarter of an hour, else
none.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from radio.codecs.checksums import xor8
from radio.codecs.framing import Bad, Cutter, Grammar, Reject
from radio.messages import Ack, Alarm, Call, Fault, FaultReason, Heartbeat, Message, Position, Status, Text

NAME = "kenwood"
KMH_PER_KNOT = 1.852
_STX, _ETX = 0x02, 0x03
_MAX_PACKET, _MAX_SENTENCE = 4200, 120
_IDLE_S = 1.0
_NEAR = timedelta(minutes=15)
_EMERGENCY, _EMERGENCY_OVER = range(95, 100), 88
_CALLER = re.compile(r"I([01])((?: ?\d){6,19})$", re.ASCII)
_NX_CALLER = re.compile(r"gI([01]) ?([UG]\d{1,8}) ?([UG]\d{1,8})?$", re.ASCII)
_STATUS = re.compile(r"g?E([UG\d]\d{8})([UG\d]\d{8})(\d{3,6})$", re.ASCII)
_POLL = re.compile(r"(?:R3(\d{7})|gR3(U\d{5}))$", re.ASCII)
_TEXT = re.compile(r"(?:[FG](\d{7})|g[FG]([UG]\d{5}))", re.ASCII)
_SEEN = re.compile(r"D(\d{7})$", re.ASCII)
_ANGLE = re.compile(r"(\d{2,3})(\d\d\.\d+)$", re.ASCII)
_CONTROL = re.compile(rb"[\x00-\x1f]")
_HEX_DIGITS = frozenset(b"0123456789ABCDEFabcdef")


class Decoder:
    """One base radio; a hall may have two that hear the same packet."""

    def __init__(self, *, nexedge_emergencies: Collection[int] = ()) -> None:
        self._cutter = Cutter(GRAMMAR, idle_s=_IDLE_S)
        self._nexedge_emergencies = frozenset(nexedge_emergencies)

    @property
    def pending(self) -> int:
        """How many bytes wait for the rest of their packet."""
        return self._cutter.pending

    def feed(self, data: bytes, now: datetime) -> list[Message]:
        """Take bytes as they came; give what they complete."""
        return [message for piece in self._cutter.feed(data, now) for message in self._mean(piece, now)]

    def tick(self, now: datetime) -> list[Message]:
        """Give up a packet whose rest does not come."""
        return [message for piece in self._cutter.tick(now) for message in self._mean(piece, now)]

    def _mean(self, piece: bytes | Bad, now: datetime) -> list[Message]:
        if isinstance(piece, Bad):
            return [_fault(piece.raw, piece.reason, piece.detail)]
        if piece[0] == _STX:
            return self._packet(piece[1:-1].decode("gb18030", "replace"), piece)
        return self._sentence(piece[1:-3].decode("ascii", "replace").split(","), piece, now)

    def _packet(self, content: str, raw: bytes) -> list[Message]:
        if content in ("0", "1"):
            answered = content == "0"
            return [Ack(protocol=NAME, raw=raw, state="delivered" if answered else "rejected", code=None if answered else "no_response")]
        if who := _CALLER.match(content):
            return [_call(who[1], *_identities(who[2].replace(" ", "")), raw)]
        if who := _NX_CALLER.match(content):
            return [_call(who[1], who[2], who[3], raw)]
        if said := _STATUS.match(content):
            return self._status(said[1], said[3], raw, to=said[2])
        if asked := _POLL.match(content):
            return [Status(protocol=NAME, raw=raw, code="poll", to=_unit(asked[1]) if asked[1] else asked[2])]
        if told := _TEXT.match(content):
            to = _unit(told[1]) if told[1] else told[2]
            return [Text(protocol=NAME, raw=raw, to=to, text=content[told.end() :])]
        if seen := _SEEN.match(content):
            return [Heartbeat(protocol=NAME, source=_unit(seen[1]), raw=raw)]
        readable = content.isprintable() and "\ufffd" not in content
        return [_fault(raw, "unknown" if readable else "syntax", f"packet {content[:20]!r}")]

    def _status(self, source: str, code: str, raw: bytes, *, to: str | None = None, at: datetime | None = None) -> list[Message]:
        """A status as such, and as an alarm where its number is reserved for that."""
        out: list[Message] = [Status(protocol=NAME, source=source, time=at, raw=raw, code=code, to=to)]
        number = int(code)
        of_nexedge = source[0] in "UG"
        emergency = number in (self._nexedge_emergencies if of_nexedge else _EMERGENCY)
        if emergency or (number == _EMERGENCY_OVER and not of_nexedge):
            state: Literal["active", "restored"] = "active" if emergency else "restored"
            out.append(Alarm(protocol=NAME, source=source, time=at, raw=raw, event="panic", state=state, code=code))
        return out

    def _sentence(self, fields: list[str], raw: bytes, now: datetime) -> list[Message]:
        name, values = fields[0], fields[1:]
        if name in ("PKLSH", "PKNSH"):
            width = 8 if name == "PKLSH" else 7
            if len(values) < width:
                return [_fault(raw, "length", f"{name} with {len(values)} fields")]
            source = _key(values[6:width])
            return [_position(source, values[5], values[0:4], "", "", _today(values[4], now), raw)]
        if name in ("PKLDS", "PKNDS"):
            last = 13 if name == "PKLDS" else 12
            if len(values) <= last:
                return [_fault(raw, "length", f"{name} with {len(values)} fields")]
            source, at = _key(values[11:last]), _dated(values[8], values[0])
            place = _position(source, values[1], values[2:6], values[6], values[7], at, raw)
            number = values[last]
            return [place, *(self._status(source, number, raw, at=at) if source and number.isascii() and number.isdigit() else ())]
        if name in ("PKNID", "PKLID") and len(values) >= 2:
            return [Heartbeat(protocol=NAME, source=_key(values[1 : 3 if name == "PKLID" else 2]) or None, raw=raw)]
        return [_fault(raw, "unknown", f"sentence {name[:10]!r}")]


def _fault(raw: bytes, reason: FaultReason, detail: str) -> Fault:
    return Fault(protocol=NAME, raw=raw, reason=reason, detail=detail)


def _unit(digits: str) -> str:
    return f"{digits[:3]}/{digits[3:]}"


def _identities(digits: str) -> tuple[str, str | None]:
    """Fleet and unit, once or twice; two different ones are caller and called."""
    half = len(digits) // 2
    if half >= 6 and digits[:half] == digits[half:]:
        return _unit(digits[:half]), None
    return _unit(digits[:7]), _unit(digits[7:]) if len(digits) == 14 else None


def _call(begins: str, caller: str, called: str | None, raw: bytes) -> Call:
    called = None if called == caller else called
    private = called is not None and called[0] != "G" and not called.endswith("/0000")
    return Call(
        protocol=NAME,
        source=caller,
        raw=raw,
        caller_id=caller,
        called_id=called,
        kind="private" if private else "group",
        phase="start" if begins == "1" else "end",
    )


def _key(parts: list[str]) -> str:
    return "/".join(part.strip() for part in parts if part.strip())


def _position(source: str, status: str, place: list[str], knots: str, course: str, at: datetime | None, raw: bytes) -> Position:
    lat, lon = _degrees(place[0], place[1], "NS", 90), _degrees(place[2], place[3], "EW", 180)
    if status != "A" or lat is None or lon is None:
        return Position(protocol=NAME, source=source or None, time=at, raw=raw, valid=False)
    speed, angle = _number(knots), _number(course)
    return Position(
        protocol=NAME,
        source=source or None,
        time=at,
        raw=raw,
        lat=lat,
        lon=lon,
        speed_kmh=None if speed is None else round(speed * KMH_PER_KNOT, 3),
        course_deg=angle if angle is None or angle < 360 else None,
        valid=True,
    )


def _degrees(text: str, side: str, sides: str, limit: int) -> float | None:
    found = _ANGLE.match(text)
    if found is None or len(side) != 1 or side not in sides:
        return None
    value = int(found[1]) + float(found[2]) / 60
    return None if value > limit or float(found[2]) >= 60 else round(-value if side == sides[1] else value, 7)


def _number(text: str) -> float | None:
    return float(text) if re.fullmatch(r"\d{1,5}(\.\d*)?", text, re.ASCII) else None


def _clock(text: str) -> time | None:
    if not re.match(r"\d{6}", text, re.ASCII):
        return None
    try:
        return time(int(text[0:2]), int(text[2:4]), int(text[4:6]), tzinfo=UTC)
    except ValueError:
        return None


def _dated(day: str, clock: str) -> datetime | None:
    at = _clock(clock)
    if at is None or not re.fullmatch(r"\d{6}", day, re.ASCII):
        return None
    try:
        return datetime.combine(date(2000 + int(day[4:6]), int(day[2:4]), int(day[0:2])), at)
    except ValueError:
        return None


def _today(clock: str, now: datetime) -> datetime | None:
    at = _clock(clock)
    if at is None:
        return None
    today = now.astimezone(UTC).date()
    days = (datetime.combine(today + timedelta(days=shift), at) for shift in (-1, 0, 1))
    return next((day for day in days if abs(day - now) <= _NEAR), None)


def _find(buffer: bytearray, at: int) -> int:
    """STX, but not before a sentence, which stands for itself."""
    found = buffer.find(0x24, at)
    found = len(buffer) if found < 0 else found
    packet = buffer.find(_STX, at, found)
    if packet < 0 or packet + 1 == found < len(buffer):
        return found
    return packet


def _measure(buffer: bytearray, at: int) -> int | Reject:
    if buffer[at] == _STX:
        return _measure_packet(buffer, at)
    places = (buffer.find(end, at + 1, at + _MAX_SENTENCE) for end in b"\r\n$*\x02\x03")
    stop = min((place for place in places if place >= 0), default=-1)
    if stop >= 0:
        return stop + 3 - at if buffer[stop] == 0x2A else stop - at
    return Reject("overflow", f"longer than {_MAX_SENTENCE} bytes", _MAX_SENTENCE) if len(buffer) - at >= _MAX_SENTENCE else 0


def _measure_packet(buffer: bytearray, at: int) -> int | Reject:
    """Up to ETX; any other control character ends a packet that was cut."""
    found = _CONTROL.search(buffer, at + 1, at + _MAX_PACKET)
    if found is not None:
        stop = found.start()
        return stop + 1 - at if buffer[stop] == _ETX else Reject("length", "packet without its end", stop - at)
    return Reject("overflow", f"longer than {_MAX_PACKET} bytes", _MAX_PACKET) if len(buffer) - at >= _MAX_PACKET else 0


def _check(raw: bytes) -> Reject | None:
    if raw[0] == _STX:
        return None
    if raw[-3:-2] != b"*" or not _HEX_DIGITS.issuperset(raw[-2:]):
        return Reject("checksum", "no checksum")
    found, want = int(raw[-2:], 16), xor8(raw[1:-3])
    return None if found == want else Reject("checksum", f"checksum {found:02X}, computed {want:02X}")


GRAMMAR = Grammar(_find, _measure, _check, _MAX_PACKET, fill=b"\r\n\0 \x02\x03")
