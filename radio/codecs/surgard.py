"""Sur-Gard MLR2 and its clones: the automation output of an alarm receiver, RS-232, one line an event, ended by DC4 (clones: CR LF).

::

    5 RR L _ 18 AAAA Q XYZ GG CCC      Contact ID: receiver, line, account 4 to 10, E|R|P (or 1|3|6), event, partition, zone
    3 RR L ____ AAAAAA XX YYYY         SIA: two letters and a zone
    1 RR L ______ AAAA _ X __ YY       pulse formats, whose codes each panel defines for itself
    1 01 1 ___________ @ ____          heartbeat of the receiver, every 30 s

Each line is answered with ACK within four seconds, the heartbeat too; after three unanswered tries the receiver holds everything. So a
line that is not understood is acknowledged as well, and kept. One whose characters were garbled on the way is answered with NAK, and
comes again. The format has no checksum. A port opened with the wrong parity shows it in bit 7: that bit is not looked at.

``source`` is the account: panels call in over any line of the receiver. The receiver itself is the wire.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

from radio.codecs.alarm_codes import QUALIFIERS, Report
from radio.codecs.framing import Bad, Cutter, lines
from radio.messages import Alarm, Fault, FaultReason, Heartbeat, Message, Reply

NAME = "surgard"
ACK, NAK, DC4 = b"\x06", b"\x15", b"\x14"
MAX_LINE = 128
_ENDS = b"\x14\r\n\x94\x8d\x8a"
_WITHOUT_PARITY = bytes(byte & 0x7F for byte in range(256))
_HEAD = r"([0-9A-F]{2})([0-9A-F]{1,2})"
_CONTACT_ID = re.compile(rf"5{_HEAD} *(?:18|98)([0-9A-F]{{3,10}})(?:([ERP])(\d{{3}})(\d\d)(\d{{3,4}})|([136])(\d{{3}})(\d\d)(\d{{3}})) *$")
_SIA = re.compile(rf"3{_HEAD} +([0-9A-F]{{3,10}})([A-Z]{{2}})(\d{{4}}) *$")
_PULSE = re.compile(rf"1{_HEAD} +([0-9A-F]{{3,10}}) +([0-9A-F]) +([0-9A-F]{{1,2}}) *$")
_HEARTBEAT = re.compile(rf"1{_HEAD} +@ *$")
_OTHER = re.compile(rf"[1-9]{_HEAD}")


class Decoder:
    """The computer's end of a receiver's line."""

    def __init__(self) -> None:
        self._cutter = Cutter(lines(MAX_LINE, ends=_ENDS, skip=_ENDS + b"\0"))

    @property
    def pending(self) -> int:
        """How many bytes wait for the rest of their line."""
        return self._cutter.pending

    def feed(self, data: bytes, now: datetime) -> list[Message]:
        """Take bytes as they came; give what they complete."""
        return [message for piece in self._cutter.feed(data, now) for message in self._mean(piece)]

    def tick(self, now: datetime) -> list[Message]:
        """Give up a line whose rest does not come."""
        return [message for piece in self._cutter.tick(now) for message in self._mean(piece)]

    def _mean(self, piece: bytes | Bad) -> list[Message]:
        if isinstance(piece, Bad):
            return [_fault(piece.raw, piece.reason, piece.detail)]
        line = piece.translate(_WITHOUT_PARITY).decode("ascii")
        if (spoken := _spoken(line)) is not None:
            found, say = spoken
            cut, raw = piece[: found.start()], piece[found.start() :]
            said = say(found, raw)
            before: list[Message] = [_fault(cut, "syntax", "cut line before an event")] if cut.strip(b" ") else []
            return [*before, said, Reply(protocol=NAME, source=said.source, raw=raw, hex=ACK.hex())]
        if line.isprintable():
            return [_fault(piece, "unknown", f"line {line[:40]!r}"), Reply(protocol=NAME, raw=piece, hex=ACK.hex())]
        out: list[Message] = [_fault(piece, "syntax", "unprintable characters in a line")]
        if _OTHER.match(line):
            out.append(Reply(protocol=NAME, raw=piece, hex=NAK.hex()))
        return out


def _fault(raw: bytes, reason: FaultReason, detail: str) -> Fault:
    return Fault(protocol=NAME, raw=raw, reason=reason, detail=detail)


def _spoken(line: str) -> tuple[re.Match[str], Callable[[re.Match[str], bytes], Message]] | None:
    """The kind of a line, or of its end if a line before it was cut and lost its own."""
    for pattern, say in _KINDS:
        if found := pattern.match(line):
            return found, say
    for pattern, say in _KINDS:
        if found := pattern.search(line):
            return found, say
    return None


def _contact_id(found: re.Match[str], raw: bytes) -> Message:
    account = found[3]
    qualifier, code, partition, zone = (group for group in found.groups()[3:] if group is not None)
    report = Report(protocol=NAME, source=account, time=None, raw=raw, zone=f"{partition}/{zone}")
    return report.contact_id(QUALIFIERS[qualifier], code)


def _sia(found: re.Match[str], raw: bytes) -> Message:
    return Report(protocol=NAME, source=found[3], time=None, raw=raw, zone=found[5]).sia(found[4])


def _heartbeat(found: re.Match[str], raw: bytes) -> Message:
    return Heartbeat(protocol=NAME, raw=raw)


def _pulse(found: re.Match[str], raw: bytes) -> Message:
    """Something that only the panel's installer knows the meaning of."""
    return Alarm(protocol=NAME, source=found[3], raw=raw, event="alarm", code=f"{found[4]} {found[5]}")


_KINDS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], bytes], Message]], ...] = (
    (_CONTACT_ID, _contact_id),
    (_SIA, _sia),
    (_HEARTBEAT, _heartbeat),
    (_PULSE, _pulse),
)


# ---- a receiver, for simulators and tests ----


def event(account: str, code: str, *, partition: int = 1, zone: int = 0, qualifier: str = "E", receiver: int = 1, line: int = 1) -> bytes:
    """A line with a Contact ID event.

    Raises:
        ValueError: if it would not be understood.
    """
    text = f"5{receiver:02d}{line:X} 18{account}{qualifier}{code}{partition:02d}{zone:03d}"
    if not _CONTACT_ID.fullmatch(text):
        raise ValueError(f"no event: {text!r}")
    return text.encode("ascii") + DC4


def heartbeat(*, receiver: int = 1, line: int = 1) -> bytes:
    """The line that says the receiver is there."""
    return f"1{receiver:02d}{line:X}           @    ".encode("ascii") + DC4
