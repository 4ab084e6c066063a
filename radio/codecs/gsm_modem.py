"""The modem's side of the AT line: hear what the hall sends, and say what a modem says. For simulators and tests."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from radio.codecs import gsm_pdu as pdus
from radio.codecs.gsm import MAX_LINE

PROMPT = b"\r\n> "
_CMGS = re.compile(r"AT\+CMGS=(\d{1,4})$", re.IGNORECASE)
_LINE_END = re.compile(rb"[\r\n]+")
_PDU_END = re.compile(rb"[\x1a\x1b]")


@dataclass(frozen=True, slots=True)
class Command:
    """A command line; ``AT+CMGS`` is answered by :data:`PROMPT`."""

    line: str


@dataclass(frozen=True, slots=True)
class Sent:
    """A PDU that came behind the prompt: the message, or None if it is broken or was cancelled."""

    message: pdus.Submit | None


class Modem:
    """What a modem hears on its line; bounded, never raises."""

    def __init__(self) -> None:
        self._buffer = b""
        self._size: int | None = None

    def feed(self, data: bytes, now: datetime) -> list[Command | Sent]:
        """Take bytes as they came; give the commands that they complete."""
        self._buffer = (self._buffer + data)[-4 * MAX_LINE :]
        out: list[Command | Sent] = []
        while (taken := self._take(now)) is not None:
            out.append(taken)
        return out

    def _take(self, now: datetime) -> Command | Sent | None:
        self._buffer = self._buffer.lstrip(b"\r\n\0")
        if self._size is not None:
            end = _PDU_END.search(self._buffer)
            if end is None:
                return None
            body, self._buffer = self._buffer[: end.start()], self._buffer[end.end() :]
            size, self._size = self._size, None
            return Sent(_message(body, size, now) if end[0] == b"\x1a" else None)
        end = _LINE_END.search(self._buffer)
        if end is None:
            return None
        line = self._buffer[: end.start()].decode("ascii", "replace").strip()
        self._buffer = self._buffer[end.end() :]
        if found := _CMGS.match(line):
            self._size = int(found[1])
        return Command(line)


def _message(body: bytes, size: int, now: datetime) -> pdus.Submit | None:
    try:
        pdu, found = pdus.parse(bytes.fromhex(body.strip().decode("ascii", "replace")), now)
    except ValueError:
        return None
    return pdu if isinstance(pdu, pdus.Submit) and found == size else None


def answer(*results: str) -> bytes:
    """What a modem answers: ``answer("OK")``, ``answer("+CMGS: 42", "OK")``, ``answer("+CMS ERROR: 38")``."""
    return b"".join(b"\r\n%s\r\n" % result.encode("ascii") for result in results)


def deliver(message: pdus.Deliver) -> bytes:
    """The unsolicited two lines of a received message."""
    pdu, size = pdus.encode(message)
    return b"\r\n+CMT: ,%d\r\n%s\r\n" % (size, pdu.hex().upper().encode("ascii"))


def report(message: pdus.Report) -> bytes:
    """The unsolicited two lines of a delivery report."""
    pdu, size = pdus.encode(message)
    return b"\r\n+CDS: %d\r\n%s\r\n" % (size, pdu.hex().upper().encode("ascii"))
