"""GB/T 26875.3-2011, 城市消防远程监控系统: user information transmission device (UITD) ⇄ monitoring centre.

::

    40 40 | serial u16 | version 2 | s m h D M Y | source u48 | destination u48 | L u16 | command | data L | sum8 | 23 23
    0       2            4           6             12           18                24      26        27       27+L   28+L

All integers low byte first; the clock is plain binary, Beijing time (clause 8.2). The sum runs over bytes 2 … 26+L. There is no
byte stuffing: ``@@`` and ``##`` occur inside data, so only length + end + sum tell a frame.

Rules kept here (clauses 6, 7): a centre answers command 2 with 3, and with 6 when start, length, end, sum or command are wrong;
answers echo serial and version and swap the addresses. Practice beyond the standard: command 2 without data, or with a lone type
byte, is a heartbeat; types 21 and 28 serve as one too. The version bytes differ by vendor and are never a reason to refuse.

``time`` of a message is the UITD's clock in the header; the event clock in the objects comes from panels that were never set
(a field capture is nine years off) and stays in ``raw``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from struct import Struct
from typing import Literal

from radio.codecs import gbt26875_units as units
from radio.codecs.bcd import from_beijing
from radio.codecs.checksums import sum8
from radio.codecs.framing import Bad, Cutter, Grammar, Reject
from radio.codecs.gbt26875_build import pack_clock
from radio.messages import Ack, Fault, Heartbeat, Message, Reply

NAME = "gbt26875"
CONTROL, SEND, ACK, REQUEST, ANSWER, NAK = 1, 2, 3, 4, 5, 6
MAX_DATA = 1024
_HEAD = 27
_TAIL = 3
_FIELDS = Struct("<2sH2s6B6s6sHB")

Role = Literal["centre", "device"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One frame by its fields; addresses are the plain 48-bit numbers. Clocks that are no time become None."""

    serial: int
    time: datetime | None
    source: int
    destination: int
    command: int
    data: bytes = b""
    version: bytes = b"\x01\x01"


def encode(frame: Frame) -> bytes:
    """The bytes of a frame.

    Raises:
        ValueError: if a field does not fit.
    """
    if len(frame.data) > MAX_DATA or len(frame.version) != 2:
        raise ValueError("data longer than 1024 bytes, or a version that is not 2 bytes")
    try:
        body = (
            frame.serial.to_bytes(2, "little")
            + frame.version
            + pack_clock(frame.time)
            + frame.source.to_bytes(6, "little")
            + frame.destination.to_bytes(6, "little")
            + len(frame.data).to_bytes(2, "little")
            + bytes((frame.command,))
            + frame.data
        )
    except OverflowError as error:
        raise ValueError(f"a field does not fit: {error}") from error
    return b"@@" + body + bytes((sum8(body),)) + b"##"


def parse(raw: bytes) -> Frame:
    """The fields of one whole frame, as a decoder gives it in ``raw``.

    Raises:
        ValueError: if these bytes are not exactly one right frame.
    """
    length = _measure(bytearray(raw), 0)
    if length != len(raw) or (isinstance(length, int) and _check(raw) is not None):
        raise ValueError("not one whole frame")
    _, serial, version, *clock, source, destination, size, command = _FIELDS.unpack_from(raw)
    return Frame(
        serial=serial,
        time=_time(clock),
        source=int.from_bytes(source, "little"),
        destination=int.from_bytes(destination, "little"),
        command=command,
        data=raw[_HEAD : _HEAD + size],
        version=version,
    )


def answer(raw: bytes, command: int, now: datetime, data: bytes = b"") -> bytes:
    """What is owed for the frame ``raw``: serial and version echoed, addresses swapped, our clock (3 ACK, 5 data, 6 NAK)."""
    body = raw[2:6] + pack_clock(now) + raw[18:24] + raw[12:18] + len(data).to_bytes(2, "little") + bytes((command,)) + data
    return b"@@" + body + bytes((sum8(body),)) + b"##"


class Decoder:
    """One end of a line. As ``centre`` it answers what devices send; as ``device`` it answers what a centre controls."""

    def __init__(self, *, role: Role = "centre") -> None:
        self._cutter = Cutter(GRAMMAR)
        self._answered = SEND if role == "centre" else CONTROL

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
            return self._refusal(piece, now)
        _, serial, _, *clock, source, destination, size, command = _FIELDS.unpack_from(piece)
        common = units.Common(source[::-1].hex(), _time(clock), piece)
        if command in (ACK, NAK):
            state: Literal["accepted", "rejected"] = "accepted" if command == ACK else "rejected"
            return [Ack(protocol=NAME, source=common.source, time=common.time, raw=piece, ref=str(serial), state=state)]
        data = piece[_HEAD : _HEAD + size]
        out: list[Message]
        if command == SEND and size < 2:
            out = [Heartbeat(protocol=NAME, source=common.source, time=common.time, raw=piece)]
        elif command in (SEND, ANSWER):
            out = units.meaning(data, common, alive=command == SEND)
        elif command in (CONTROL, REQUEST):
            out = units.order(data, common, destination[::-1].hex())
        else:
            return [
                common.fault("unknown", f"command {command}"),
                Reply(protocol=NAME, source=common.source, raw=piece, hex=answer(piece, NAK, now).hex()),
            ]
        if command == self._answered:
            out.append(Reply(protocol=NAME, source=common.source, raw=piece, hex=answer(piece, ACK, now).hex()))
        return out

    def _refusal(self, bad: Bad, now: datetime) -> list[Message]:
        """A fault; and NAK where a header stood whose command would have been answered (never to an answer: that would echo)."""
        out: list[Message] = [Fault(protocol=NAME, raw=bad.raw, reason=bad.reason, detail=bad.detail)]
        if bad.whole and len(bad.raw) >= _HEAD and bad.raw[26] not in _NEVER_REFUSED - {self._answered}:
            source = bad.raw[17:11:-1].hex()
            out.append(Reply(protocol=NAME, source=source, raw=bad.raw, hex=answer(bad.raw, NAK, now).hex()))
        return out


_NEVER_REFUSED = frozenset({CONTROL, SEND, ACK, REQUEST, ANSWER, NAK})


def _time(clock: list[int]) -> datetime | None:
    second, minute, hour, day, month, year = clock
    return from_beijing(2000 + year, month, day, hour, minute, second)


def _find(buffer: bytearray, at: int) -> int:
    found = buffer.find(b"@@", at)
    if found >= 0:
        return found
    size = len(buffer)
    return size - 1 if size > at and buffer[-1] == 0x40 else size


def _measure(buffer: bytearray, at: int) -> int | Reject:
    if len(buffer) - at < _HEAD:
        return 0
    size = buffer[at + 24] | buffer[at + 25] << 8
    if size > MAX_DATA:
        return Reject("length", f"data of {size} bytes, more than {MAX_DATA}", _HEAD)
    return _HEAD + size + _TAIL


def _check(frame: bytes) -> Reject | None:
    if frame[-2:] != b"##":
        return Reject("syntax", f"end {frame[-2:].hex()} is not 2323")
    want = sum8(frame[2:-3])
    if frame[-3] != want:
        return Reject("checksum", f"sum {frame[-3]:02x}, computed {want:02x}")
    return None


GRAMMAR = Grammar(_find, _measure, _check, _HEAD + MAX_DATA + _TAIL)
