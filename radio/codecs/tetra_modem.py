"""The terminal's side of the PEI: parse what the hall sends, and say what a terminal says. For simulators and tests."""

from __future__ import annotations

import re
from dataclasses import dataclass

from radio.codecs.tetra import MAX_LINE, SDS_TL, STATUS

_CMGS = re.compile(r"AT\+CMGS=(\d+),(\d+)$", re.IGNORECASE)
_LINE_END = re.compile(rb"[\r\n]+")


@dataclass(frozen=True, slots=True)
class Command:
    """An AT command that carries no data."""

    line: str


@dataclass(frozen=True, slots=True)
class Submit:
    """A short message to be sent: ``AT+CMGS`` with its PDU. ``whole`` is False if the hex does not match the announced bits."""

    called: str
    pdu: bytes
    bits: int
    whole: bool = True


class Modem:
    """What a terminal hears on its line; bounded, never raises."""

    def __init__(self) -> None:
        self._buffer = b""
        self._cmgs: tuple[str, int] | None = None

    def feed(self, data: bytes) -> list[Command | Submit]:
        """Take bytes as they came; give the commands that they complete."""
        self._buffer = (self._buffer + data)[-4 * MAX_LINE :]
        out: list[Command | Submit] = []
        while (taken := self._take()) is not None:
            out += taken
        return out

    def _take(self) -> list[Command | Submit] | None:
        self._buffer = self._buffer.lstrip(b"\r\n\0")
        if self._cmgs is not None:
            body, end, rest = self._buffer.partition(b"\x1a")
            if not end:
                return None
            self._buffer = rest
            (called, bits), self._cmgs = self._cmgs, None
            return [_submit(called, bits, body)]
        end_of_line = _LINE_END.search(self._buffer)
        if end_of_line is None:
            return None
        line = self._buffer[: end_of_line.start()].decode("ascii", "replace").strip()
        self._buffer = self._buffer[end_of_line.end() :]
        if submit := _CMGS.match(line):
            self._cmgs = (submit[1], int(submit[2]))
            return []
        return [Command(line)]


def _submit(called: str, bits: int, body: bytes) -> Submit:
    try:
        pdu = bytes.fromhex(body.strip().decode("ascii", "replace"))
    except ValueError:
        return Submit(called, b"", bits, whole=False)
    return Submit(called, pdu, bits, whole=len(pdu) * 8 == bits)


def answer(*results: str) -> bytes:
    """What a terminal answers: ``answer("OK")``, ``answer("+CMGS: 0", "OK")``, ``answer("+CME ERROR: 35")``."""
    return b"".join(b"\r\n%s\r\n" % result.encode("ascii") for result in results)


def short_data(calling: str, called: str, pdu: bytes, *, service: int = SDS_TL, bits: int | None = None) -> bytes:
    """The unsolicited two lines by which a terminal hands over what it received."""
    size = len(pdu) * 8 if bits is None else bits
    head = f"\r\n+CTSDSR: {service},{calling},0,{called},0,{size}\r\n"
    return head.encode("ascii") + pdu.hex().upper().encode("ascii") + b"\r\n"


def status(calling: str, called: str, code: int) -> bytes:
    """A received 16-bit status."""
    return short_data(calling, called, code.to_bytes(2), service=STATUS)
