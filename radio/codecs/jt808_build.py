"""Write JT/T 808 frames: what the hall sends to vehicles, and what a terminal says (for simulators and tests).

What may be longer than one frame comes as a list of frames to be sent one after the other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from radio.codecs.bcd import pack_clock
from radio.codecs.jt808 import Frame, encode, split
from radio.codecs.jt808_location import ALARMS, FIXED, SOUTH, WEST

MAX_TEXT = 1024


@dataclass(frozen=True, slots=True)
class Terminal:
    """Whom a frame is for or from; ``version`` as in :class:`radio.codecs.jt808.Frame`."""

    phone: str
    version: int | None = None

    def frame(self, message_id: int, serial: int, body: bytes = b"") -> bytes:
        """One frame of this terminal."""
        return encode(Frame(message_id=message_id, phone=self.phone, serial=serial, body=body, version=self.version))

    def frames(self, message_id: int, serial: int, body: bytes) -> list[bytes]:
        """As many frames of this terminal as the body needs."""
        whole = Frame(message_id=message_id, phone=self.phone, serial=serial, body=body, version=self.version)
        return [encode(part) for part in split(whole)]


# ---- the hall ----


def text(to: Terminal, serial: int, words: str, *, emergency: bool = True, aloud: bool = True) -> list[bytes]:
    """0x8300: shown in the vehicle, and read aloud there. The terminal's 0x0001 with ``serial`` of the last frame is the receipt.

    Raises:
        ValueError: for an empty text or one of more than 1024 bytes of GBK.
    """
    coded = words.encode("gb18030")
    if not 0 < len(coded) <= MAX_TEXT:
        raise ValueError(f"text of {len(coded)} bytes")
    shown = 0x04 | (0x08 if aloud else 0)
    if to.version is None:
        return to.frames(0x8300, serial, bytes((shown | (0x01 if emergency else 0),)) + coded)
    return to.frames(0x8300, serial, bytes((shown | (0x02 if emergency else 0x01), 1)) + coded)


def poll(to: Terminal, serial: int) -> bytes:
    """0x8201: where are you? Answered with 0x0201."""
    return to.frame(0x8201, serial)


def track(to: Terminal, serial: int, interval_s: int, for_s: int) -> bytes:
    """0x8202: report every so many seconds for a while; an interval of 0 ends it."""
    return to.frame(0x8202, serial, interval_s.to_bytes(2) + (for_s.to_bytes(4) if interval_s else b""))


def confirm_alarm(to: Terminal, serial: int, report: int, *events: str) -> bytes:
    """0x8203: a person has seen these alarms of the report with serial number ``report`` (0: all); the terminal clears them."""
    word = sum(1 << ALARMS.index(event) for event in set(events))
    return to.frame(0x8203, serial, report.to_bytes(2) + word.to_bytes(4))


def resend(to: Terminal, serial: int, first: int, missing: Sequence[int]) -> bytes:
    """0x8003: send these sub-packets of the message whose first one had the serial number ``first`` again."""
    count = len(missing).to_bytes(1 if to.version is None else 2)
    return to.frame(0x8003, serial, first.to_bytes(2) + count + b"".join(number.to_bytes(2) for number in missing))


def control(to: Terminal, serial: int, command: int, parameters: str = "") -> bytes:
    """0x8105, terminal control. Vendors stop engines with it: never without a person's confirmation."""
    return to.frame(0x8105, serial, bytes((command,)) + parameters.encode("gb18030"))


# ---- a terminal ----


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """One location; ``extras`` are raw values by their id."""

    lat: float
    lon: float
    time: datetime
    alt_m: int = 0
    speed_kmh: float = 0.0
    course_deg: int = 0
    fixed: bool = True
    ignition: bool = True
    alarms: frozenset[str] = frozenset()
    extras: Mapping[int, bytes] = field(default_factory=dict)


def location(fix: Fix) -> bytes:
    """The body of 0x0200."""
    status = (FIXED if fix.fixed else 0) | (1 if fix.ignition else 0) | (SOUTH if fix.lat < 0 else 0) | (WEST if fix.lon < 0 else 0)
    word = sum(1 << ALARMS.index(event) for event in fix.alarms)
    numbers = b"".join(number.to_bytes(4) for number in (word, status, round(abs(fix.lat) * 1e6), round(abs(fix.lon) * 1e6)))
    moving = (fix.alt_m & 0xFFFF).to_bytes(2) + round(fix.speed_kmh * 10).to_bytes(2) + fix.course_deg.to_bytes(2)
    extras = b"".join(bytes((kind, len(value))) + value for kind, value in fix.extras.items())
    return numbers + moving + pack_clock(fix.time) + extras


def report(terminal: Terminal, serial: int, fix: Fix) -> bytes:
    """0x0200."""
    return terminal.frame(0x0200, serial, location(fix))


def batch(terminal: Terminal, serial: int, fixes: Sequence[Fix], *, blind: bool = True) -> list[bytes]:
    """0x0704: locations kept while there was no network."""
    items = b"".join(len(body).to_bytes(2) + body for body in map(location, fixes))
    return terminal.frames(0x0704, serial, len(fixes).to_bytes(2) + bytes((int(blind),)) + items)


def register(
    terminal: Terminal,
    serial: int,
    *,
    province: int = 0,
    city: int = 0,
    maker: str = "",
    model: str = "",
    device: str = "",
    plate: str = "",
) -> bytes:
    """0x0100, with plate colour 1 (blue)."""
    widths = (5, 20, 7) if terminal.version is None else (11, 30, 30)
    words = b"".join(word.encode("ascii")[:width].ljust(width, b"\0") for word, width in zip((maker, model, device), widths, strict=True))
    return terminal.frame(0x0100, serial, province.to_bytes(2) + city.to_bytes(2) + words + b"\1" + plate.encode("gb18030"))


def authenticate(terminal: Terminal, serial: int, code: str, *, imei: str = "", software: str = "") -> bytes:
    """0x0102."""
    shown = code.encode("gb18030")
    if terminal.version is None:
        return terminal.frame(0x0102, serial, shown)
    rest = imei.encode("ascii")[:15].ljust(15, b"\0") + software.encode("ascii")[:20].ljust(20, b"\0")
    return terminal.frame(0x0102, serial, bytes((len(shown),)) + shown + rest)


def heartbeat(terminal: Terminal, serial: int) -> bytes:
    """0x0002."""
    return terminal.frame(0x0002, serial)


def answer(terminal: Terminal, serial: int, to: Frame, result: int = 0) -> bytes:
    """0x0001: the terminal's answer to a frame of the platform."""
    return terminal.frame(0x0001, serial, to.serial.to_bytes(2) + to.message_id.to_bytes(2) + bytes((result,)))
