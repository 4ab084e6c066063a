"""AX.25 unnumbered information frames, as APRS uses them.

::

    destination 7 | source 7 | digipeaters 0-8 × 7 | 03 | F0 | information …      (on the air: | FCS, CRC-16/X-25, low byte first)
    address: six characters shifted left, padded with spaces | H 1 1 ssid ssid ssid ssid last       H: command, or has been repeated
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from radio.codecs.checksums import crc16_x25

UI, NO_LAYER_3 = 0x03, 0xF0
MAX_DIGIPEATERS = 8
_CALL = re.compile(r"([A-Z0-9]{1,6})(?:-(\d{1,2}))?(\*)?", re.ASCII)
_CHARACTERS = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ")
_SHIFTED = bytes(byte >> 1 if byte >> 1 in _CHARACTERS and not byte & 1 else 0 for byte in range(256))
"""The character in an address byte; 0 for what may not stand there."""


class NoFrame(ValueError):
    """These bytes are no AX.25 frame."""


@dataclass(frozen=True, slots=True)
class Address:
    """A station; ``marked`` is the bit that says "command" of an end and "has been repeated" of a digipeater."""

    call: str
    ssid: int = 0
    marked: bool = False

    def __str__(self) -> str:
        return f"{self.call}-{self.ssid}" if self.ssid else self.call


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame with its addresses; of other kinds than UI the information is what stands behind the control byte."""

    destination: Address
    source: Address
    path: tuple[Address, ...]
    info: bytes
    control: int = UI
    protocol: int | None = NO_LAYER_3


def address(text: str) -> Address:
    """``BG0AAA``, ``BG0AAA-9``, ``WIDE1-1*``.

    Raises:
        ValueError: for what is no call sign with an SSID of 0 to 15.
    """
    found = _CALL.fullmatch(text)
    if found is None or int(found[2] or 0) > 15:
        raise ValueError(f"no AX.25 address: {text!r}")
    return Address(found[1], int(found[2] or 0), bool(found[3]))


def encode(frame: Frame) -> bytes:
    """The bytes of a frame, without FCS."""
    stations = (frame.destination, frame.source, *frame.path)
    out = bytearray()
    for place, station in enumerate(stations):
        out += bytes(ord(character) << 1 for character in station.call.ljust(6))
        out.append((0x80 if station.marked else 0) | 0x60 | station.ssid << 1 | (place == len(stations) - 1))
    out.append(frame.control)
    if frame.protocol is not None:
        out.append(frame.protocol)
    return bytes(out) + frame.info


def parse(data: bytes) -> Frame:
    """The frame in these bytes, which have no FCS any more.

    Raises:
        NoFrame: if the addresses are none.
    """
    stations: list[Address] = []
    at = 0
    while not stations or not data[at - 1] & 1:
        if len(stations) == MAX_DIGIPEATERS + 2:
            raise NoFrame(f"more than {MAX_DIGIPEATERS} digipeaters")
        stations.append(_address(data[at : at + 7]))
        at += 7
    if len(stations) < 2 or len(data) <= at:
        raise NoFrame("no source, or nothing behind the addresses")
    control = data[at]
    protocol = data[at + 1] if control & ~0x10 == UI and len(data) > at + 1 else None
    info = data[at + (1 if protocol is None else 2) :]
    return Frame(stations[0], stations[1], tuple(stations[2:]), info, control, protocol)


def _address(data: bytes) -> Address:
    if len(data) < 7:
        raise NoFrame("addresses are cut")
    call = data[:6].translate(_SHIFTED).rstrip(b" ")
    if not call or 0 in call or 0x20 in call:
        if any(byte & 1 for byte in data[:6]):
            raise NoFrame("the end of the addresses within one")
        raise NoFrame("a call sign of other than letters and digits")
    last = data[6]
    return Address(call.decode("ascii"), last >> 1 & 15, last > 0x7F)


def with_fcs(data: bytes) -> bytes:
    """A frame as it goes on the air."""
    return data + crc16_x25(data).to_bytes(2, "little")


def without_fcs(data: bytes) -> bytes:
    """A frame from the air.

    Raises:
        NoFrame: if the FCS is wrong.
    """
    if len(data) < 3 or crc16_x25(data[:-2]).to_bytes(2, "little") != data[-2:]:
        raise NoFrame("FCS is wrong")
    return data[:-2]
