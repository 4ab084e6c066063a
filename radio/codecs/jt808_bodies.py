"""What the bodies of JT/T 808 messages say; :mod:`radio.codecs.jt808_build` writes them.

From the terminal (below 0x8000): 0001 its answer, 0002 heartbeat, 0003 leaving, 0004 what time is it, 0100 registration, 0102
authentication, 0104 and 0107 parameters and attributes, 0200 location, 0201 the location asked for, 0702 driver card, 0704 locations
kept while there was no network, 0900 transparent data. From the platform: 8001 and 8100 answers, 8300 text, and orders, which are
told as ``order_XXXX``. Authentication codes are secrets and stay in ``raw``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from struct import Struct
from types import MappingProxyType
from typing import Literal, Protocol

from radio.codecs.bcd import packed_clock
from radio.codecs.jt808_location import NAME, Alarms, fault, location
from radio.messages import Ack, Fault, Heartbeat, Message, Registration, Status, Text

ANSWERS = frozenset({0x0001, 0x0104, 0x0107, 0x0201})
"""What a terminal says because it was asked: never answered."""
_TEXT_OUT = 0x8300
_ORDERS = frozenset(
    {0x8003, 0x8004, 0x8103, 0x8104, 0x8105, 0x8106, 0x8107, 0x8108, 0x8201, 0x8202, 0x8203, 0x8301, 0x8302, 0x8400, 0x8401}
    | {0x8500, *range(0x8600, 0x8608), *range(0x8700, 0x8703), *range(0x8800, 0x8806), 0x8900}
)
_ANSWER = Struct(">HHB")


class Head(Protocol):
    """What a body's meaning depends on in its header."""

    @property
    def phone(self) -> str:
        """The terminal."""

    @property
    def serial(self) -> int:
        """Its number of this message."""

    @property
    def version(self) -> int | None:
        """None before 2019."""


def meaning(message_id: int, body: bytes, head: Head, raw: bytes, alarms: Alarms) -> list[Message]:
    """The messages of a body; a fault if it is too short or of an unknown kind."""
    source, of_2019 = head.phone, head.version is not None
    if message_id == 0x0200:
        return location(body, source, raw, alarms, of_2019=of_2019)
    if message_id == 0x0002:
        return [Heartbeat(protocol=NAME, source=source, raw=raw)]
    if message_id == 0x0704:
        return _batch(body, head, raw, alarms)
    if message_id == 0x0102 and body:
        alarms.begin(source)
    if message_id == 0x0201 and len(body) >= 2:
        asked = str(int.from_bytes(body[:2]))
        return [
            Ack(protocol=NAME, source=source, raw=raw, ref=asked, code="8201"),
            *location(body[2:], source, raw, alarms, of_2019=of_2019),
        ]
    if message_id in (0x0001, 0x8001, 0x8100):
        return [_answer(message_id, body, source, raw)]
    if message_id in _SAID:
        least, say = _SAID[message_id]
        return [say(body, head, raw)] if len(body) >= least else [fault(source, raw, f"{message_id:04X} of {len(body)} bytes")]
    if message_id == _TEXT_OUT:
        skip = 1 if head.version is None else 2
        return [Text(protocol=NAME, raw=raw, code=str(head.serial), to=source, text=text(body[skip:]))]
    if message_id in _ORDERS:
        return [Status(protocol=NAME, raw=raw, code=f"order_{message_id:04X}", to=source, text=body.hex().upper() or None)]
    return [Fault(protocol=NAME, source=source, raw=raw, reason="unknown", detail=f"message {message_id:04X}")]


def text(data: bytes) -> str:
    """GBK up to the first NUL."""
    return data.split(b"\0", 1)[0].decode("gb18030", "replace").strip()


def _batch(body: bytes, head: Head, raw: bytes, alarms: Alarms) -> list[Message]:
    """Locations of 0x0704 in the order in which they were taken."""
    if len(body) < 3:
        return [fault(head.phone, raw, f"0704 of {len(body)} bytes")]
    count, at = body[0] << 8 | body[1], 3
    out: list[Message] = []
    for _ in range(count):
        size = int.from_bytes(body[at : at + 2])
        if at + 2 + size > len(body) or size == 0:
            break
        out += location(body[at + 2 : at + 2 + size], head.phone, raw, alarms, of_2019=head.version is not None)
        at += 2 + size
    else:
        if out and at == len(body):
            return out
    return [*out, fault(head.phone, raw, f"{count} locations in {len(body)} bytes")]


def _answer(message_id: int, body: bytes, source: str, raw: bytes) -> Message:
    """0001 and 8001: serial, id and result of what is answered; 8100: serial and result."""
    if message_id == 0x8100 and len(body) >= 3:
        serial, asked, result = int.from_bytes(body[:2]), 0x0100, body[2]
    elif len(body) == _ANSWER.size:
        serial, asked, result = _ANSWER.unpack(body)
    else:
        return fault(source, raw, f"{message_id:04X} of {len(body)} bytes")
    state: Literal["accepted", "delivered", "rejected"] = "accepted" if result in (0, 4) else "rejected"
    if asked == _TEXT_OUT and state == "accepted":
        state = "delivered"
    speaker = source if message_id == 0x0001 else None
    return Ack(protocol=NAME, source=speaker, raw=raw, ref=str(serial), state=state, code=f"{asked:04X}")


def _registration(body: bytes, head: Head, raw: bytes) -> Message:
    """Province, city, maker, model, terminal, plate: 5/8/7 characters in 2011, 5/20/7 in 2013, 11/30/30 in 2019."""
    widths = (11, 30, 30) if head.version is not None else (5, 20, 7) if len(body) >= 37 else (5, 8, 7)
    words = [f"{int.from_bytes(body[:2]):02d}{int.from_bytes(body[2:4]):04d}"]
    at = 4
    for width in widths:
        words.append(text(body[at : at + width]))
        at += width
    words.append(text(body[at + 1 :]))
    return Registration(protocol=NAME, source=head.phone, raw=raw, text=" ".join(word for word in words if word))


def _authentication(body: bytes, head: Head, raw: bytes) -> Message:
    """2019 tells IMEI and software behind the code."""
    words: list[str] = []
    if head.version is not None and len(body) > 1 + body[0]:
        rest = body[1 + body[0] :]
        words = [text(rest[:15]), text(rest[15:35])]
    return Registration(protocol=NAME, source=head.phone, raw=raw, text=" ".join(word for word in words if word) or None)


def _driver_card(body: bytes, head: Head, raw: bytes) -> Message:
    """1 the card was put in, 2 taken out; with the driver's name and certificate where it could be read."""
    words: list[str] = []
    if len(body) > 9 and body[7] == 0:
        end = 9 + body[8]
        words = [text(body[9:end]), text(body[end : end + 20])]
    code = {1: "driver_in", 2: "driver_out"}.get(body[0], "driver")
    return _status(code, " ".join(word for word in words if word), head, raw, packed_clock(body[1:7]))


def _transparent(body: bytes, head: Head, raw: bytes) -> Message:
    data = body[1:]
    readable = data.isascii() and data.decode("ascii").isprintable()
    shown = data.decode("ascii") if readable else data.hex().upper()
    return _status(f"transparent_{body[0]:02X}", shown, head, raw)


def _status(code: str, shown: str, head: Head, raw: bytes, time: datetime | None = None) -> Status:
    return Status(protocol=NAME, source=head.phone, time=time, raw=raw, code=code, text=shown or None)


_SAID: Mapping[int, tuple[int, Callable[[bytes, Head, bytes], Message]]] = MappingProxyType(
    {
        # id: (bytes at least, what it says)
        0x0003: (0, lambda body, head, raw: _status("leaving", "", head, raw)),
        0x0004: (0, lambda body, head, raw: _status("time_wanted", "", head, raw)),
        0x0100: (25, _registration),
        0x0102: (1, _authentication),
        0x0104: (2, lambda body, head, raw: _status("parameters", body.hex().upper(), head, raw)),
        0x0107: (1, lambda body, head, raw: _status("attributes", body.hex().upper(), head, raw)),
        0x0702: (7, _driver_card),
        0x0900: (1, _transparent),
    }
)
