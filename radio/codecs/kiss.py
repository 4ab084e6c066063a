"""KISS: a radio modem (TNC) on a serial line or TCP, with AX.25 frames in both directions, and APRS in those.

::

    C0 | port 4 bit, command 4 bit | data | C0        C0 in the data is DB DC, DB is DB DD; several C0 in a row are fill
    commands: 0 a frame; 1 TX delay, 2 persistence, 3 slot time, 4 TX tail, 5 full duplex, 6 hardware; FF ends KISS mode

KISS has no checksum: the modem has checked the frame on the air, and what the serial line spoils is found only where addresses are none.
The same packet is heard once more from every digipeater: whoever keeps them drops the same source and information within 30 s.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from radio.codecs import ax25
from radio.codecs.aprs_info import Packet, meaning
from radio.codecs.framing import Bad, Cutter, Reject, delimited
from radio.messages import Fault, FaultReason, Message, Reply

NAME = "kiss"
FLAG = b"\xc0"
DATA, TX_DELAY, PERSISTENCE, SLOT_TIME, TX_TAIL, FULL_DUPLEX, HARDWARE, LEAVE = 0, 1, 2, 3, 4, 5, 6, 0xFF
_MAX_FRAME = 7 * 10 + 2 + 512
_LIMIT = 2 + 2 * _MAX_FRAME


@dataclass(frozen=True, slots=True)
class Station:
    """The hall's own station: what it is called, and by which digipeaters it goes."""

    call: str
    path: tuple[str, ...] = ("WIDE1-1",)
    tocall: str = "APZOB1"
    """Destination of what we send: APZ is for software without a registered name (APRS101 chapter 4)."""


def wrap(data: bytes, *, port: int = 0, command: int = DATA) -> bytes:
    """A KISS frame.

    Raises:
        ValueError: for a port or a command that is none.
    """
    if command == LEAVE:
        return FLAG + b"\xff" + FLAG
    if not (0 <= port <= 15 and 0 <= command <= HARDWARE):
        raise ValueError(f"port {port}, command {command}")
    inner = bytes((port << 4 | command,)) + data
    return FLAG + inner.replace(b"\xdb", b"\xdb\xdd").replace(b"\xc0", b"\xdb\xdc") + FLAG


def unwrap(raw: bytes) -> tuple[int, int, bytes]:
    """Port, command and data of one whole KISS frame.

    Raises:
        ValueError: if these bytes are not exactly one.
    """
    if raw[:1] != FLAG or len(raw) < 3 or raw.find(FLAG, 1) != len(raw) - 1 or _check(raw[:-1]) is not None:
        raise ValueError("not one whole frame")
    return _fields(raw)


def send(station: Station, info: bytes, *, port: int = 0) -> bytes:
    """A packet of ours for the air.

    Raises:
        ValueError: for addresses that are none.
    """
    frame = ax25.Frame(
        ax25.Address(ax25.address(station.tocall).call, 0, True),
        ax25.address(station.call),
        tuple(ax25.address(hop) for hop in station.path),
        info,
    )
    return wrap(ax25.encode(frame), port=port)


def set_up(*, tx_delay_ms: int = 300, persistence: int = 63, slot_ms: int = 100, tail_ms: int = 50, port: int = 0) -> Sequence[bytes]:
    """The commands that set a modem's transmitter."""
    values = ((TX_DELAY, tx_delay_ms // 10), (PERSISTENCE, persistence), (SLOT_TIME, slot_ms // 10), (TX_TAIL, tail_ms // 10))
    return [wrap(bytes((value,)), port=port, command=command) for command, value in values]


class Decoder:
    """What one modem hears; with a ``station`` of ours, messages to it are acknowledged."""

    def __init__(self, *, station: Station | None = None) -> None:
        self._cutter = Cutter(GRAMMAR)
        self._station = station

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
            return [_fault(piece.raw, piece.reason, piece.detail)]
        raw = piece + FLAG  # The cutter leaves the last flag to the frame behind.
        port, command, data = _fields(raw)
        if command != DATA:
            return [_fault(raw, "unknown", f"KISS command {command}")]
        frame = ax25.parse(data)
        source = str(frame.source)
        if frame.control != ax25.UI or frame.protocol != ax25.NO_LAYER_3:
            kind = "-" if frame.protocol is None else f"{frame.protocol:02X}"
            return [_fault(raw, "unknown", f"AX.25 control {frame.control:02X}, protocol {kind}", source)]
        call = None if self._station is None else self._station.call
        said = meaning(Packet(NAME, source, frame.destination.call, frame.info, raw, now, call))
        out = said.messages
        if said.owed is not None and self._station is not None:
            reply = send(self._station, said.owed, port=port)
            out.append(Reply(protocol=NAME, source=said.owed_to, raw=raw, hex=reply.hex()))
        return out


def _fault(raw: bytes, reason: FaultReason, detail: str, source: str | None = None) -> Fault:
    return Fault(protocol=NAME, source=source, raw=raw, reason=reason, detail=detail)


def _fields(raw: bytes) -> tuple[int, int, bytes]:
    inner = raw.strip(FLAG)
    if 0xDB in inner:
        inner = inner.replace(b"\xdb\xdc", b"\xc0").replace(b"\xdb\xdd", b"\xdb")
    if inner[0] == LEAVE:
        return 0, LEAVE, inner[1:]
    return inner[0] >> 4, inner[0] & 0x0F, inner[1:]


def _check(raw: bytes) -> Reject | None:
    if raw.count(b"\xdb") != raw.count(b"\xdb\xdc") + raw.count(b"\xdb\xdd"):
        return Reject("syntax", "DB that escapes nothing")
    _, command, data = _fields(raw)
    if command == DATA:
        try:
            ax25.parse(data)
        except ax25.NoFrame as error:
            return Reject("length" if len(data) < 16 else "syntax", f"no AX.25 frame: {error}")
        return None
    known = command <= HARDWARE and 1 <= len(data) <= 8
    return None if known or (command == LEAVE and not data) else Reject("syntax", f"no KISS command: {command:02X}")


GRAMMAR = delimited(0xC0, _LIMIT, _check)
