"""JT/T 808-2011, -2013, -2019, 道路运输车辆卫星定位系统终端通讯协议: vehicle terminals ⇄ platform.

::

    7E | id u16 | attributes u16 | [version u8] | phone BCD 6 or 10 | serial u16 | [total u16, number u16] | body | xor8 | 7E
    attributes: 0-9 length of the body, 10-12 encryption, 13 sub-packets, 14 the header of 2019 (version, ten bytes of phone)

Big endian. Between the delimiters 7E is written 7D 02 and 7D is written 7D 01; the exclusive or runs over what stood before that. One
flipped bit of an escape pair can leave it right, so the length of the header is checked as well.

Everything a terminal says is answered with 0x8001 (its serial, its id, a result), but for registration (0x8100 with a code), the
question for the time (0x8004), and its own answers. ``source`` is the phone with all its digits, in hex where a vendor put something
else there. Answers carry the serial number of what they answer.

Sub-packets are given as parts (``Status`` "part"), each answered; whoever joins them passes :func:`join` of the frames to
:meth:`Decoder.joined`, and asks for those that are missing with ``jt808_build.resend``.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from struct import Struct

from radio.codecs.checksums import xor8
from radio.codecs.framing import Bad, Cutter, Reject, delimited
from radio.codecs.jt808_bodies import ANSWERS, meaning
from radio.codecs.jt808_location import NAME, Alarms
from radio.messages import Fault, Message, Reply, Status

MAX_BODY = 1023
OK, FAILED, BAD_MESSAGE, UNSUPPORTED = 0, 1, 2, 3
_HEAD_2013 = Struct(">HH6sH")
_HEAD_2019 = Struct(">HHB10sH")
_PACKET = Struct(">HH")
_PACKETS, _VERSIONED = 0x2000, 0x4000
_LIMIT = 1 + 2 * (_HEAD_2019.size + _PACKET.size + MAX_BODY + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One frame by its fields. ``version`` None is the header of 2011 and 2013, with 12 digits of phone; else there are 20."""

    message_id: int
    phone: str
    serial: int
    body: bytes = b""
    version: int | None = None
    encryption: int = 0
    packet: tuple[int, int] | None = None


def encode(frame: Frame) -> bytes:
    """The bytes of a frame.

    Raises:
        ValueError: if a field does not fit; a body of more than 1023 bytes must be :func:`split`.
    """
    phone = bytes.fromhex(frame.phone)
    if len(phone) != (6 if frame.version is None else 10):
        raise ValueError(f"phone {frame.phone!r} has not {12 if frame.version is None else 20} digits")
    if len(frame.body) > MAX_BODY or not 0 <= frame.encryption <= 7:
        raise ValueError(f"body of {len(frame.body)} bytes, encryption {frame.encryption}")
    attributes = len(frame.body) | frame.encryption << 10 | (0 if frame.packet is None else _PACKETS)
    try:
        head = frame.message_id.to_bytes(2)
        if frame.version is None:
            head += attributes.to_bytes(2)
        else:
            head += (attributes | _VERSIONED).to_bytes(2) + frame.version.to_bytes(1)
        head += phone + frame.serial.to_bytes(2)
        if frame.packet is not None:
            head += frame.packet[0].to_bytes(2) + frame.packet[1].to_bytes(2)
    except OverflowError as error:
        raise ValueError(f"a field does not fit: {error}") from error
    inner = head + frame.body
    return b"~" + _escape(inner + bytes((xor8(inner),))) + b"~"


def parse(raw: bytes) -> Frame:
    """The fields of one whole frame, as a decoder gives it in ``raw``.

    Raises:
        ValueError: if these bytes are not exactly one right frame.
    """
    if raw[:1] != b"~" or raw.find(b"~", 1) != len(raw) - 1 or _check(raw[:-1]) is not None:
        raise ValueError("not one whole frame")
    return _fields(raw)


def split(frame: Frame) -> list[Frame]:
    """The frame, or as many sub-packets with following serial numbers as its body needs."""
    if len(frame.body) <= MAX_BODY:
        return [frame]
    pieces = [frame.body[at : at + MAX_BODY] for at in range(0, len(frame.body), MAX_BODY)]
    return [replace(frame, serial=(frame.serial + n) & 0xFFFF, body=piece, packet=(len(pieces), n + 1)) for n, piece in enumerate(pieces)]


def first_serial(part: Frame) -> int:
    """The serial number of the first sub-packet: with phone and id the key under which parts belong together."""
    return (part.serial - part.packet[1] + 1) & 0xFFFF if part.packet else part.serial


def join(parts: Iterable[Frame]) -> Frame:
    """The frame that these sub-packets, in any order, make.

    Raises:
        ValueError: if one is missing, twice there, or not of this frame.
    """
    ordered = sorted(parts, key=lambda part: part.packet or (0, 0))
    whole = [(len(ordered), n + 1) for n in range(len(ordered))]
    keys = {(part.phone, part.message_id, first_serial(part)) for part in ordered}
    if not ordered or [part.packet for part in ordered] != whole or len(keys) != 1:
        raise ValueError("not all the sub-packets of one frame")
    return replace(ordered[0], packet=None, body=b"".join(part.body for part in ordered))


def answer(frame: Frame, message_id: int, body: bytes) -> bytes:
    """A frame to the terminal that sent ``frame``, under the same header and serial number."""
    return encode(replace(frame, message_id=message_id, body=body, encryption=0, packet=None))


def acknowledge(frame: Frame, result: int = OK) -> bytes:
    """0x8001 for ``frame``."""
    return answer(frame, 0x8001, frame.serial.to_bytes(2) + frame.message_id.to_bytes(2) + bytes((result,)))


class Decoder:
    """The platform's end of a line; what a platform sends is understood too (for terminals and monitors).

    With a ``secret`` a terminal's code is made from it and its phone, and an authentication with any other code is refused: the terminal
    then registers. Without one the code is the phone, and every code is taken.
    """

    def __init__(self, *, secret: str | None = None) -> None:
        self._cutter = Cutter(GRAMMAR)
        self._alarms = Alarms()
        self._secret = secret

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
        """What a frame made of parts says; the parts have been answered."""
        return meaning(frame.message_id, frame.body, frame, raw, self._alarms)

    def code(self, phone: str) -> str:
        """What a terminal has to show when it authenticates."""
        return phone if self._secret is None else hmac.digest(self._secret.encode(), phone.encode(), "sha256")[:8].hex()

    def _mean(self, piece: bytes | Bad, now: datetime) -> list[Message]:
        if isinstance(piece, Bad):
            return [Fault(protocol=NAME, raw=piece.raw, reason=piece.reason, detail=piece.detail)]
        piece += b"~"  # The cutter leaves the last delimiter to the frame behind.
        frame = _fields(piece)
        message_id, source = frame.message_id, frame.phone
        if frame.packet is not None:
            total, number = frame.packet
            out: list[Message] = [
                Status(protocol=NAME, source=source, raw=piece, code="part", text=f"{message_id:04X} {number}/{total}"),
            ]
        elif frame.encryption:
            out = [Fault(protocol=NAME, source=source, raw=piece, reason="unknown", detail=f"encryption {frame.encryption}")]
        else:
            out = meaning(message_id, frame.body, frame, piece, self._alarms)
        if message_id < 0x8000 and message_id not in ANSWERS:
            reply = self._owed(frame, out, now)
            out.append(Reply(protocol=NAME, source=source, raw=piece, hex=reply.hex()))
        return out

    def _owed(self, frame: Frame, said: Sequence[Message], now: datetime) -> bytes:
        refusal = next((item for item in said if isinstance(item, Fault)), None)
        if refusal is not None and len(said) == 1:
            return acknowledge(frame, UNSUPPORTED if refusal.reason == "unknown" else BAD_MESSAGE)
        if frame.packet is not None:
            return acknowledge(frame)
        if frame.message_id == 0x0100:
            return answer(frame, 0x8100, frame.serial.to_bytes(2) + bytes((OK,)) + self.code(frame.phone).encode())
        if frame.message_id == 0x0102:
            return acknowledge(frame, OK if self._admits(frame) else FAILED)
        if frame.message_id == 0x0004:
            return answer(frame, 0x8004, bytes.fromhex(now.astimezone(UTC).strftime("%y%m%d%H%M%S")))
        return acknowledge(frame)

    def _admits(self, frame: Frame) -> bool:
        if self._secret is None:
            return True
        shown = frame.body if frame.version is None else frame.body[1 : 1 + frame.body[0]]
        return hmac.compare_digest(shown.rstrip(b"\0"), self.code(frame.phone).encode())


def _escape(data: bytes) -> bytes:
    return data.replace(b"\x7d", b"\x7d\x01").replace(b"\x7e", b"\x7d\x02")


def _inner(raw: bytes) -> bytes:
    """What stands between the delimiters, without escapes."""
    inner = raw.strip(b"~")
    if 0x7D not in inner:
        return inner
    return inner.replace(b"\x7d\x02", b"\x7e").replace(b"\x7d\x01", b"\x7d")


def _fields(raw: bytes) -> Frame:
    """The fields of a frame that the cutter let through."""
    inner = _inner(raw)
    version: int | None = None
    if inner[2] & 0x40:
        message_id, attributes, version, phone, serial = _HEAD_2019.unpack_from(inner)
        at = _HEAD_2019.size
    else:
        message_id, attributes, phone, serial = _HEAD_2013.unpack_from(inner)
        at = _HEAD_2013.size
    packet = None
    if attributes & _PACKETS:
        packet = _PACKET.unpack_from(inner, at)
        at += _PACKET.size
    return Frame(
        message_id=message_id,
        phone=phone.hex().upper(),
        serial=serial,
        body=inner[at:-1],
        version=version,
        encryption=attributes >> 10 & 7,
        packet=packet,
    )


def _check(raw: bytes) -> Reject | None:
    if raw.count(b"\x7d") != raw.count(b"\x7d\x01") + raw.count(b"\x7d\x02"):
        return Reject("syntax", "7D that escapes nothing")
    inner = _inner(raw)
    if len(inner) < _HEAD_2013.size + 1:
        return Reject("length", f"{len(inner)} bytes cannot hold a header")
    if found := xor8(inner):
        return Reject("checksum", f"xor {inner[-1]:02x}, computed {found ^ inner[-1]:02x}")
    attributes = inner[2] << 8 | inner[3]
    head = _HEAD_2019.size if attributes & _VERSIONED else _HEAD_2013.size
    head += _PACKET.size if attributes & _PACKETS else 0
    if len(inner) != head + (attributes & 0x3FF) + 1:
        return Reject("length", f"header says {attributes & 0x3FF} bytes of body, there are {len(inner) - head - 1}")
    return None


GRAMMAR = delimited(0x7E, _LIMIT, _check)
