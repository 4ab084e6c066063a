"""SL 651-2014, 水文监测数据通信规约: telemetry stations (RTU) ⇄ centre, HEX/BCD and ASCII on one stream.

::

    7E 7E | center 1 | station 5 | password 2 | function 1 | flag 4 bit, L 12 bit | 02 or 16 | body L | end 1 | CRC16 hi lo
    down:   station 5 | center 1                                                     16: total 12 bit, number 12 bit, counted in L
    01 | the same header in hex characters | 02 or 16 | body L characters | end 1 | CRC16 in 4 hex characters

The CRC is Modbus's value, high byte first, over everything before it (for ASCII over the characters as sent). The flag's high bit
decides the order of the addresses, so it is looked at first; simulators that mix the two up do exist and are decoded by the flag.

``source`` is the station in both directions; ``time`` of a reading is its observation time, of everything else the send time.
Stations report in M1 … M4: reports 30 … 36 and the users' own E0 … FF get EOT at once (M2: unanswered, the station repeats three
times and drains its battery), heartbeats 2F and answers to our own queries get nothing. Packets of M3 are given as parts
(``Status`` "part"); whoever joins them passes the joined frame to :func:`meaning` and answers with :func:`acknowledge`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Literal

from radio.codecs.bcd import clock, pack_clock, packed_clock
from radio.codecs.checksums import crc16_modbus
from radio.codecs.framing import Bad, Cutter, Grammar, Reject
from radio.codecs.sl651_ascii import ascii_body
from radio.codecs.sl651_elements import NAME, Report, binary
from radio.messages import Ack, Fault, Heartbeat, Message, Reply

STX, ETX, EOT, ENQ, ACK, NAK, SYN, ETB, ESC = 0x02, 0x03, 0x04, 0x05, 0x06, 0x15, 0x16, 0x17, 0x1B
_ENDS = frozenset({ETX, EOT, ENQ, ACK, NAK, ETB, ESC})
_HEX_DIGITS = frozenset(b"0123456789ABCDEFabcdef")
_REPORTS = frozenset({*range(0x30, 0x37), *range(0xE0, 0x100)})
_DATA = frozenset({*range(0x30, 0x3B), 0x46, *range(0xE0, 0x100)})
_DONE = frozenset({0x47, 0x48, 0x49, 0x4A, 0x4B, 0x4C, 0x4D, 0x4E, 0x4F})
_FACTS: Mapping[int, str] = MappingProxyType(
    {
        0x40: "config",
        0x41: "config",
        0x42: "parameters",
        0x43: "parameters",
        0x44: "pumps",
        0x45: "version",
        0x50: "events",
    }
)
MAX_BODY = 4095


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One frame by its fields. ``body`` is what stands between start and end, without the packet counters."""

    station: str
    function: int
    body: bytes
    down: bool = False
    center: int = 1
    password: int = 0
    end: int = ETX
    packet: tuple[int, int] | None = None
    ascii: bool = False


def encode(frame: Frame) -> bytes:
    """The bytes of a frame.

    Raises:
        ValueError: if a field does not fit, or the station is not ten hex digits.
    """
    station = bytes.fromhex(frame.station)
    if len(station) != 5 or not 0 <= frame.center <= 0xFF or not 0 <= frame.password <= 0xFFFF:
        raise ValueError("station is ten digits, center one byte, password two")
    counters = b""
    if frame.packet is not None:
        counters = (frame.packet[0] << 12 | frame.packet[1]).to_bytes(3)
    address = station + bytes((frame.center,)) if frame.down else bytes((frame.center,)) + station
    size = len(frame.body) + len(counters) * (2 if frame.ascii else 1)
    if size > MAX_BODY:
        raise ValueError(f"body of {size} bytes, more than {MAX_BODY}")
    flag = (0x8000 if frame.down else 0) | size
    head = address + frame.password.to_bytes(2) + bytes((frame.function,)) + flag.to_bytes(2)
    start = bytes((STX if frame.packet is None else SYN,))
    if frame.ascii:
        text = b"\x01" + _hex(head) + start + _hex(counters) + frame.body + bytes((frame.end,))
        return text + _hex(crc16_modbus(text).to_bytes(2))
    data = b"~~" + head + start + counters + frame.body + bytes((frame.end,))
    return data + crc16_modbus(data).to_bytes(2)


def parse(raw: bytes) -> Frame:
    """The fields of one whole frame, as a decoder gives it in ``raw``.

    Raises:
        ValueError: if these bytes are not exactly one right frame.
    """
    if not raw or _measure(bytearray(raw), 0) != len(raw) or _check(raw) is not None:
        raise ValueError("not one whole frame")
    return _fields(raw)


def acknowledge(raw: bytes, now: datetime, *, end: int = EOT, serial: bytes | None = None) -> bytes:
    """What a report is owed: same function, same serial number, our clock; EOT lets the station sleep, ESC keeps it awake.

    For a packet the serial number of its first packet must be given.
    """
    if raw[0] == 0x01:
        body = (serial or (raw[30:34] if raw[23] == SYN else raw[24:28])) + _hex(pack_clock(now))
        text = b"\x01" + raw[3:13] + raw[1:3] + raw[13:19] + b"8010\x02" + body + bytes((end,))
        return text + _hex(crc16_modbus(text).to_bytes(2))
    body = (serial or (raw[17:19] if raw[13] == SYN else raw[14:16])) + pack_clock(now)
    data = b"~~" + raw[3:8] + raw[2:3] + raw[8:11] + b"\x80\x08\x02" + body + bytes((end,))
    return data + crc16_modbus(data).to_bytes(2)


def meaning(frame: Frame, raw: bytes) -> list[Message]:
    """What a whole frame says; for joined packets give the frame with ``packet`` None and the joined body."""
    width = 4 if frame.ascii else 2
    if len(frame.body) < 4 * width:
        return [_fault(frame, raw, "length", f"body of {len(frame.body)} bytes")]
    serial = int(frame.body[:width], 16) if _is_hex(frame, width) else int.from_bytes(frame.body[:2])
    stamp = frame.body[width : 4 * width]
    sent = clock(stamp.decode("ascii", "replace")) if frame.ascii else packed_clock(stamp)
    rest = frame.body[4 * width :]
    report = Report(frame.station, sent, raw, sent)
    if frame.down:
        return _downlink(frame, serial, rest, report)
    if frame.function == 0x2F:
        return [Heartbeat(protocol=NAME, source=frame.station, time=sent, raw=raw)]
    if frame.function in _DATA:
        out = ascii_body(rest.decode("gb18030", "replace"), report) if frame.ascii else binary(rest, report)
        return out or [report.fault("length", f"report {frame.function:02X} without an element")]
    if frame.function in _DONE:
        return [_ack(report, serial, "accepted", f"{frame.function:02X}")]
    if frame.function == 0x51:
        return [report.status("clock", None if sent is None else sent.isoformat().replace("+00:00", "Z"))]
    if frame.function in _FACTS:
        return [report.status(_FACTS[frame.function], _rest_text(frame, rest))]
    return [report.fault("unknown", f"function {frame.function:02X}")]


class Decoder:
    """The centre's end of a line; what a centre sends is understood too (for a device's end and for monitors)."""

    def __init__(self) -> None:
        self._cutter = Cutter(GRAMMAR)

    @property
    def pending(self) -> int:
        """How many bytes wait for the rest of their frame."""
        return self._cutter.pending

    def feed(self, data: bytes, now: datetime) -> list[Message]:
        """Take bytes as they came; give what they complete."""
        return [message for piece in self._cutter.feed(data, now) for message in self._mean(piece, now)]

    def tick(self, now: datetime) -> list[Message]:
        """Give up a frame whose rest does not come."""
        return [message for piece in self._cutter.tick(now) for message in self._mean(piece, now)]

    def _mean(self, piece: bytes | Bad, now: datetime) -> list[Message]:
        if isinstance(piece, Bad):
            return [Fault(protocol=NAME, raw=piece.raw, reason=piece.reason, detail=piece.detail)]
        frame = _fields(piece)
        if frame.packet is not None and frame.packet[0] != 1:
            total, number = frame.packet
            report = Report(frame.station, None, piece, None)
            return [report.status("part", f"{frame.function:02X} {number}/{total}")]
        out = meaning(frame, piece)
        if not frame.down and frame.function in _REPORTS and len(frame.body) >= (16 if frame.ascii else 8):
            reply = acknowledge(piece, now)
            out.append(Reply(protocol=NAME, source=frame.station, raw=piece, hex=reply.hex()))
        return out


def _is_hex(frame: Frame, width: int) -> bool:
    return frame.ascii and all(byte in _HEX_DIGITS for byte in frame.body[:width])


def _hex(data: bytes) -> bytes:
    return data.hex().upper().encode()


def _fields(raw: bytes) -> Frame:
    """The fields of a frame that the cutter let through."""
    in_ascii = raw[0] == 0x01
    head = bytes.fromhex(raw[1:23].decode("ascii")) if in_ascii else raw[2:13]
    at, tail = (23, 5) if in_ascii else (13, 3)
    body = raw[at + 1 : -tail]
    packet = None
    if raw[at] == SYN:
        width = 6 if in_ascii else 3
        counters = int(body[:6], 16) if in_ascii else int.from_bytes(body[:3])
        packet, body = (counters >> 12, counters & 0xFFF), body[width:]
    down = bool(head[9] & 0x80)
    station, center = (head[:5], head[5]) if down else (head[1:6], head[0])
    return Frame(
        station=station.hex().upper(),
        function=head[8],
        body=body,
        down=down,
        center=center,
        password=head[6] << 8 | head[7],
        end=raw[-tail],
        packet=packet,
        ascii=in_ascii,
    )


def _fault(frame: Frame, raw: bytes, reason: Literal["length"], detail: str) -> Fault:
    return Fault(protocol=NAME, source=frame.station, raw=raw, reason=reason, detail=detail)


def _ack(report: Report, serial: int, state: Literal["accepted", "rejected"], code: str) -> Ack:
    return Ack(protocol=NAME, source=report.source, time=report.sent, raw=report.raw, ref=str(serial), state=state, code=code)


def _downlink(frame: Frame, serial: int, rest: bytes, report: Report) -> list[Message]:
    """What a centre says: the end byte tells a question from an answer."""
    function = f"{frame.function:02X}"
    if frame.end == ENQ:
        text = rest.decode("ascii", "replace").strip() if frame.ascii else rest.hex().upper()
        return [report.status(f"query_{function}", text or None, to=frame.station)]
    if frame.end == NAK:
        return [_ack(report, serial, "rejected", function)]
    return [_ack(report, serial, "accepted", f"{function} ESC" if frame.end == ESC else function)]


def _rest_text(frame: Frame, rest: bytes) -> str | None:
    """Parameters as they stand behind the station group: text of an ASCII frame, hex of a binary one."""
    if frame.ascii:
        return rest.decode("gb18030", "replace").strip() or None
    return rest.removeprefix(b"\xf1\xf1" + bytes.fromhex(frame.station)).hex().upper() or None


def _find(buffer: bytearray, at: int) -> int:
    size = len(buffer)
    binary_at = buffer.find(b"~~", at)
    if binary_at < 0:
        binary_at = size - 1 if size > at and buffer[-1] == 0x7E else size
    ascii_at = buffer.find(1, at, binary_at)
    return ascii_at if ascii_at >= 0 else binary_at


def _measure(buffer: bytearray, at: int) -> int | Reject:
    held = len(buffer) - at
    if buffer[at] == 0x01:
        for offset in range(1, min(held, 23)):
            if buffer[at + offset] not in _HEX_DIGITS:
                return Reject("syntax", "no header behind SOH", offset)
        if held < 24:
            return 0
        start, flag, overhead, counters = buffer[at + 23], int(buffer[at + 19 : at + 23], 16), 29, 6
    else:
        if held < 14:
            return 0
        start, flag, overhead, counters = buffer[at + 13], buffer[at + 11] << 8 | buffer[at + 12], 17, 3
    if start not in (STX, SYN) or flag & 0x7000:
        return Reject("syntax", f"flag {flag:04x}, start {start:02x}", 24 if overhead == 29 else 14)
    if start == SYN and flag & 0xFFF < counters:
        return Reject("length", f"{flag & 0xFFF} bytes cannot hold the packet counters", 24 if overhead == 29 else 14)
    return overhead + (flag & 0xFFF)


def _check(frame: bytes) -> Reject | None:
    if frame[0] == 0x01:
        end, text = frame[-5], frame[-4:]
        found = int(text, 16) if all(byte in _HEX_DIGITS for byte in text) else -1
        want = crc16_modbus(frame[:-4])
        if frame[23] == SYN and any(byte not in _HEX_DIGITS for byte in frame[24:30]):
            return Reject("syntax", "packet counters are not hex")
    else:
        end, found, want = frame[-3], frame[-2] << 8 | frame[-1], crc16_modbus(frame[:-2])
    if found != want:
        return Reject("checksum", f"CRC {found:04x}, computed {want:04x}" if found >= 0 else "CRC is not hex")
    if end not in _ENDS:
        return Reject("syntax", f"end {end:02x}")
    return None


GRAMMAR = Grammar(_find, _measure, _check, 29 + MAX_BODY)
