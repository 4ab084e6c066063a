"""HJ 212-2017 (and HJ/T 212-2005), 污染物在线监控系统数据传输标准: air, noise, water and smoke stations, over TCP or a serial line.

::

    ## | length of the segment, 4 digits | segment | CRC, 4 hex digits | CR LF
    segment: QN=YYYYMMDDhhmmsszzz;ST=nn;CN=nnnn;PW=…;MN=…;Flag=n;[PNUM=n;PNO=n;]CP=&&…&&

The CRC is HJ 212's own (not Modbus's, though some products send that: it is taken where the line is set so, and said) over the segment.
Only 256 of its values exist, so one wrong frame of 256 would pass it; the length must fit as well. Bit 0 of the flag wants an answer,
bit 1 says that this is one of several packets, bits 2 … 7 are the version: 0 of 2005, 1 of 2017.

A centre answers data with 9014 and a question for the time with 9013 and the time (1012); a device answers an order with 9011 and its
result with 9012. Answers carry the request number of what they answer; who sent none gets ours. ``source`` is MN. Packets are given as
parts (``Status`` "part", text ``QN CN number/total``); whoever joins them by MN and QN passes :func:`join` of the frames to
:meth:`Decoder.joined`. All clocks are Beijing time, and that in QN is often wrong: ``time`` is that of the data.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from radio.codecs import hj212_factors as factors
from radio.codecs.bcd import BEIJING
from radio.codecs.checksums import crc16_hj212, crc16_modbus
from radio.codecs.framing import Bad, Cutter, Grammar, Reject
from radio.codecs.hj212_factors import NAME
from radio.messages import Ack, Fault, FaultReason, Message, Registration, Reply, Status

MAX_SEGMENT = 1024
VERSION_2017 = 0x04
_HEAD, _TAIL = 6, 4
_HEX_DIGITS = frozenset(b"0123456789ABCDEFabcdef")
_DATA = frozenset({"2011", "2021", "2031", "2041", "2051", "2061"})
_ANSWERS = frozenset({"9011", "9012", "9013", "9014"})

Role = Literal["centre", "device"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One segment by its fields; ``area`` is what stands between the ``&&``. ``packet`` is total and number."""

    command: str
    area: str = ""
    request: str | None = None
    system: str | None = None
    password: str | None = None
    device: str | None = None
    flag: int | None = None
    packet: tuple[int, int] | None = None


def encode(frame: Frame) -> bytes:
    """The bytes of a frame.

    Raises:
        ValueError: if its segment is longer than 1024 bytes.
    """
    pairs: list[tuple[str, str | int | None]] = [
        ("QN", frame.request),
        ("ST", frame.system),
        ("CN", frame.command),
        ("PW", frame.password),
        ("MN", frame.device),
        ("Flag", frame.flag),
    ]
    if frame.packet is not None:
        pairs += [("PNUM", frame.packet[0]), ("PNO", frame.packet[1])]
    head = "".join(f"{key}={value};" for key, value in pairs if value is not None)
    segment = f"{head}CP=&&{frame.area}&&".encode("gb18030")
    if len(segment) > MAX_SEGMENT:
        raise ValueError(f"segment of {len(segment)} bytes, more than {MAX_SEGMENT}")
    return b"##%04d" % len(segment) + segment + b"%04X\r\n" % crc16_hj212(segment)


def parse(raw: bytes) -> Frame:
    """The fields of one whole frame, as a decoder gives it in ``raw``.

    Raises:
        ValueError: if these bytes are not exactly one right frame.
    """
    whole = raw[:2] == b"##" and _measure(bytearray(raw), 0) == len(raw) and _refusal(raw) is None
    if not whole or (frame := _fields(raw)) is None:
        raise ValueError("not one whole frame")
    return frame


def join(parts: Iterable[Frame]) -> Frame:
    """The frame that these packets, in any order, make.

    Raises:
        ValueError: if one is missing, twice there, or of another request.
    """
    ordered = sorted(parts, key=lambda part: part.packet or (0, 0))
    whole = [(len(ordered), n + 1) for n in range(len(ordered))]
    if (
        not ordered
        or [part.packet for part in ordered] != whole
        or len({(part.device, part.request, part.command) for part in ordered}) != 1
    ):
        raise ValueError("not all the packets of one frame")
    areas = [part.area.strip(";") for part in ordered]
    return replace(ordered[0], packet=None, area=";".join(area for area in areas if area))


def request_number(now: datetime) -> str:
    """A request number of ours."""
    local = now.astimezone(BEIJING)
    return f"{local:%Y%m%d%H%M%S}{local.microsecond // 1000:03d}"


def answer(frame: Frame, command: str, now: datetime, area: str = "") -> bytes:
    """An answer (9011 … 9014) to a frame, under its request number, asking for none itself."""
    flag = (frame.flag or 0) & 0xFC
    number = frame.request or request_number(now)
    return encode(Frame(command=command, area=area, request=number, system="91", password=frame.password, device=frame.device, flag=flag))


def order(frame: Frame, now: datetime, *, command: str, area: str = "") -> bytes:
    """An order or a question to the device that sent ``frame``, answer wanted: 1012 set the clock, 2011 data now, 1062 interval …"""
    flag = (frame.flag or 0) & 0xFC | 1
    number = request_number(now)
    return encode(
        Frame(
            command=command,
            area=area,
            request=number,
            system=frame.system or "91",
            password=frame.password,
            device=frame.device,
            flag=flag,
        )
    )


def set_clock(frame: Frame, now: datetime) -> bytes:
    """Order 1012: it is now."""
    return order(frame, now, command="1012", area=f"SystemTime={now.astimezone(BEIJING):%Y%m%d%H%M%S}")


class Decoder:
    """One end of a line. As ``centre`` it answers what devices send; as ``device`` it answers orders.

    units: by the code of a factor, where the hall knows what an instrument measures in.
    accept_modbus_crc: for products that send that.
    """

    def __init__(self, *, role: Role = "centre", units: Mapping[str, str] | None = None, accept_modbus_crc: bool = False) -> None:
        self._cutter = Cutter(_grammar(accept_modbus_crc))
        self._accept_modbus_crc = accept_modbus_crc
        self._role = role
        self._units = dict(units or {})

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

    def joined(self, frame: Frame, raw: bytes) -> list[Message]:
        """What a frame made of packets says; the packets have been answered."""
        return self._meaning(frame, raw)

    def _mean(self, piece: bytes | Bad, now: datetime) -> list[Message]:
        if isinstance(piece, Bad):
            return [_fault(piece.raw, piece.reason, piece.detail)]
        frame = _fields(piece)
        if frame is None:
            return [_fault(piece, "syntax", "no command or no data area")]
        if frame.packet is not None:
            total, number = frame.packet
            words = f"{frame.request or '-'} {frame.command} {number}/{total}"
            out: list[Message] = [Status(protocol=NAME, source=frame.device, raw=piece, code="part", text=words)]
        else:
            out = self._meaning(frame, piece)
        if self._accept_modbus_crc and _refusal(piece) is not None:
            out.append(_fault(piece, "checksum", "the CRC is Modbus's", frame.device))
        replies = self._owed(frame, now) if (frame.flag or 0) & 1 else []
        out += (Reply(protocol=NAME, source=frame.device, raw=piece, hex=reply.hex()) for reply in replies)
        return out

    def _owed(self, frame: Frame, now: datetime) -> list[bytes]:
        if self._role == "device":
            return [] if frame.command in _ANSWERS else [answer(frame, "9011", now, "QnRtn=1")]
        if frame.command == "1013":
            return [answer(frame, "9013", now), set_clock(frame, now)]
        if frame.command in ("9021", "2081") or (frame.command in _DATA and frame.area):
            return [answer(frame, "9014", now)]
        return []

    def _meaning(self, frame: Frame, raw: bytes) -> list[Message]:
        command, source = frame.command, frame.device
        data = factors.parse(frame.area)
        if command in _ANSWERS:
            return [_result(frame, data, raw)]
        if command in _DATA and frame.area:
            told = factors.readings(data, command, source, raw, self._units)
            return told or [_fault(raw, "length", f"{command} without a factor", source)]
        if command == "9021":
            return [Registration(protocol=NAME, source=source, raw=raw)]
        if command == "2081":
            return [Status(protocol=NAME, source=source, time=data.time, raw=raw, code="started", text=data.alone.get("RestartTime"))]
        if command == "1013":
            return [Status(protocol=NAME, source=source, raw=raw, code="time_wanted")]
        if command == "1011" and "SystemTime" in data.alone:
            time = factors.clock(data.alone["SystemTime"])
            text = None if time is None else time.isoformat().replace("+00:00", "Z")
            return [Status(protocol=NAME, source=source, raw=raw, code="clock", text=text)]
        if command[0] in "123":
            return [Status(protocol=NAME, raw=raw, code=f"order_{command}", to=source, text=frame.area or None)]
        return [_fault(raw, "unknown", f"command {command}", source)]


def _result(frame: Frame, data: factors.Data, raw: bytes) -> Ack:
    """9011 may refuse a request (QnRtn), 9012 tells how it ended (ExeRtn); 1 is good in both."""
    code = data.alone.get("QnRtn" if frame.command == "9011" else "ExeRtn")
    state: Literal["accepted", "rejected"] = "accepted" if code in (None, "1") else "rejected"
    words = frame.command if code in (None, "1") else f"{frame.command} {code}"
    return Ack(protocol=NAME, source=frame.device, raw=raw, ref=frame.request, state=state, code=words)


def _fault(raw: bytes, reason: FaultReason, detail: str, source: str | None = None) -> Fault:
    return Fault(protocol=NAME, source=source, raw=raw, reason=reason, detail=detail)


def _fields(raw: bytes) -> Frame | None:
    """The fields of a frame that the cutter let through; None if it has no command or no data area."""
    head, found, area = raw[_HEAD:-_TAIL].decode("gb18030", "replace").partition("CP=&&")
    pairs = dict(pair.partition("=")[::2] for pair in head.split(";"))
    command = pairs.get("CN", "")
    if not found or len(command) != 4 or not (command.isascii() and command.isdigit()):
        return None
    flag, total, number = (_integer(pairs.get(key)) for key in ("Flag", "PNUM", "PNO"))
    split = flag is not None and flag & 2 and total and number
    return Frame(
        command=command,
        area=area.removesuffix("&&"),
        request=pairs.get("QN") or None,
        system=pairs.get("ST"),
        password=pairs.get("PW"),
        device=pairs.get("MN") or None,
        flag=flag,
        packet=(total or 0, number or 0) if split else None,
    )


def _integer(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else None


def _find(buffer: bytearray, at: int) -> int:
    found = buffer.find(b"##", at)
    if found >= 0:
        return found
    size = len(buffer)
    return size - 1 if size > at and buffer[-1] == 0x23 else size


def _measure(buffer: bytearray, at: int) -> int | Reject:
    digits = buffer[at + 2 : at + _HEAD]
    for offset, byte in enumerate(digits):
        if not 0x30 <= byte <= 0x39:
            return Reject("syntax", "no length", 2 + offset)
    if len(digits) < 4:
        return 0
    size = int(digits)
    if size > MAX_SEGMENT:
        return Reject("length", f"segment of {size} bytes, more than {MAX_SEGMENT}", _HEAD)
    return _HEAD + size + _TAIL


def _refusal(raw: bytes) -> Reject | None:
    segment, digits = raw[_HEAD:-_TAIL], raw[-_TAIL:]
    if not _HEX_DIGITS.issuperset(digits):
        return Reject("checksum", "CRC is not hex")
    found, want = int(digits, 16), crc16_hj212(segment)
    return None if found == want else Reject("checksum", f"CRC {found:04X}, computed {want:04X}")


def _grammar(accept_modbus_crc: bool) -> Grammar:
    def check(raw: bytes) -> Reject | None:
        refusal = _refusal(raw)
        if refusal is None or not accept_modbus_crc or not _HEX_DIGITS.issuperset(raw[-_TAIL:]):
            return refusal
        return None if int(raw[-_TAIL:], 16) == crc16_modbus(raw[_HEAD:-_TAIL]) else refusal

    return Grammar(_find, _measure, check, _HEAD + MAX_SEGMENT + _TAIL, fill=b"\r\n\0 ")


GRAMMAR = _grammar(False)
