"""A GSM or 4G modem on its AT line (3GPP TS 27.005, 27.007) in PDU mode: SMS in and out, delivery reports, the modem's state.

::

    +CMT: [alpha],<length> CR LF <pdu> CR LF     a message (+CMGR, +CMGL: one that was stored)      length: octets without the SMSC
    +CDS: <length> CR LF <pdu> CR LF             what became of a message of ours
    AT+CMGS=<length> CR -> CR LF > SP            the prompt, which no line end follows; then <pdu> 1A -> +CMGS: <mr> … OK, up to 60 s

Lines that nobody asked for (+CMTI, +CREG, ^RSSI, RING) come between a command and its answer; who keeps the queue of commands
matches answers by kind. The prompt is a ``Status`` "prompt". ``ref`` of +CMGS and of a report is the message reference of the modem in
hex: one octet that wraps, matched together with modem, number (``source``) and time. A report 00 is "delivered": on the telephone, not
read. A text's ``code`` is ``REF number/total`` for a part of a long one (source, REF and total name the whole).

With ``acknowledge`` (after ``AT+CSMS=1``) a message and a report are owed ``AT+CNMA``: the network keeps them until then.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Literal

from radio.codecs import gsm_pdu as pdus
from radio.codecs.framing import Bad, Cutter, Grammar, Reject, lines
from radio.codecs.gsm_pdu import PduError
from radio.messages import Ack, Fault, FaultReason, Message, Reading, Registration, Reply, Status, Text

NAME = "gsm"
MAX_LINE = 1024
CTRL_Z, CANCEL = b"\x1a", b"\x1b"
INIT = ("ATE0", "AT+CMEE=1", "AT+CPIN?", "AT+CREG?", "AT+CSQ", "AT+CGSN", "AT+CMGF=0", "AT+CNMI=2,2,0,1,0")
"""Sets the modem up, one command after another; behind it messages come by themselves as +CMT and +CDS."""
_IDLE = timedelta(seconds=3)
_HEX = re.compile(rb"(?:[0-9A-Fa-f]{2})+$")
_HEADER = re.compile(rb"\+(CMT|CDS|CMGR|CMGL|CBM):(.*)$")
_NAMED = re.compile(r"[+^]([A-Z][A-Z0-9]{1,15}): ?(.*)$")
_WORDS = frozenset({"RING", "NO CARRIER", "BUSY", "NO ANSWER", "NO DIALTONE", "CONNECT"})
_TEMPORARY = frozenset({38, 41, 42, 47, 332})
_PERMANENT = frozenset({21, 28, 30, 50, 69})
_CARD = frozenset({310, 313, 315})
State = Literal["accepted", "sent", "delivered", "read", "rejected"]


class Decoder:
    """What one modem says."""

    def __init__(self, *, acknowledge: bool = False) -> None:
        self._cutter = Cutter(GRAMMAR)
        self._acknowledge = acknowledge
        self._header: bytes | None = None
        self._since: datetime | None = None

    @property
    def pending(self) -> int:
        """How many bytes wait for the rest of their line, or for the PDU line that must follow."""
        return self._cutter.pending + len(self._header or b"")

    def feed(self, data: bytes, now: datetime) -> list[Message]:
        """Take bytes as they came; give what they complete."""
        return [message for piece in self._cutter.feed(data, now) for message in self._mean(piece, now)]

    def tick(self, now: datetime) -> list[Message]:
        """Give up a line, or an announced PDU, that does not come."""
        out = [message for piece in self._cutter.tick(now) for message in self._mean(piece, now)]
        if self._header is not None and self._since is not None and now - self._since >= _IDLE:
            out += self._orphan()
        return out

    def _mean(self, piece: bytes | Bad, now: datetime) -> list[Message]:
        if isinstance(piece, Bad):
            return [*self._orphan(), _fault(piece.raw, piece.reason, piece.detail)]
        if self._header is not None and _HEX.match(piece):
            header, self._header = self._header, None
            return self._short_message(header, piece, now)
        out = self._orphan()
        if _HEADER.match(piece):
            self._header, self._since = piece, now
        elif len(piece) >= 20 and _HEX.match(piece):
            out += _alone(piece, now)
        else:
            out.append(_answer(piece))
        return out

    def _orphan(self) -> list[Message]:
        header, self._header = self._header, None
        return [] if header is None else [_fault(header, "length", "short message without its PDU")]

    def _short_message(self, header: bytes, line: bytes, now: datetime) -> list[Message]:
        """A header and the hex that followed it."""
        raw = header + b"\r\n" + line
        found = _HEADER.match(header)
        if found is None:
            return [_fault(raw, "syntax", "no header")]
        kind, fields = found[1].decode("ascii"), found[2].decode("ascii", "replace").strip().split(",")
        if kind == "CBM":
            return [_fault(raw, "unknown", "cell broadcast")]
        announced = fields[-1].strip()
        if not (announced.isascii() and announced.isdigit() and len(announced) < 5):
            return [_fault(raw, "syntax", f"{announced[:20]!r} octets")]
        try:
            pdu, size = pdus.parse(bytes.fromhex(line.decode("ascii")), now)
        except PduError as error:
            return [_fault(raw, error.reason, error.detail)]
        if size != int(announced):
            return [_fault(raw, "length", f"{size} octets for {announced}")]
        out = [_spoken(pdu, raw)]
        if kind == "CMGL":
            out.insert(0, Status(protocol=NAME, raw=raw, code="stored", text=fields[0].strip()))
        if self._acknowledge and kind in ("CMT", "CDS"):
            out.append(Reply(protocol=NAME, source=out[0].source, raw=raw, hex=command("AT+CNMA").hex()))
        return out


def _fault(raw: bytes, reason: FaultReason, detail: str) -> Fault:
    return Fault(protocol=NAME, raw=raw, reason=reason, detail=detail)


def _alone(line: bytes, now: datetime) -> list[Message]:
    """A PDU whose header was lost: a message is a message, if all its lengths fit."""
    try:
        pdu, _ = pdus.parse(bytes.fromhex(line.decode("ascii")), now)
    except PduError as error:
        return [_fault(line, error.reason, f"hex without a header: {error.detail}")]
    return [_spoken(pdu, line)]


def _spoken(pdu: pdus.Pdu, raw: bytes) -> Message:
    if isinstance(pdu, pdus.Report):
        state, code = delivery_state(pdu.status), f"{pdu.status:02X}"
        return Ack(protocol=NAME, source=pdu.to or None, time=pdu.discharged, raw=raw, ref=f"{pdu.ref:02X}", state=state, code=code)
    if isinstance(pdu, pdus.Submit):
        return Status(protocol=NAME, raw=raw, code="send", to=pdu.to, text=pdu.text)
    if pdu.text is None:
        data = pdu.data.hex().upper()
        return Status(protocol=NAME, source=pdu.source or None, time=pdu.time, raw=raw, code="payload", text=data or None)
    part = None if pdu.part is None else f"{pdu.part.ref:0{4 if pdu.part.wide else 2}X} {pdu.part.number}/{pdu.part.total}"
    return Text(protocol=NAME, source=pdu.source or None, time=pdu.time, raw=raw, code=part, text=pdu.text)


def delivery_state(status: int) -> State:
    """What a report's status means for the sender: 00 on the telephone, 40 … 7F failed for good, the rest is on its way."""
    if status == pdus.RECEIVED:
        return "delivered"
    return "rejected" if 0x40 <= status <= 0x7F else "sent"


def _answer(line: bytes) -> Message:
    """A line that stands alone."""
    if line == b"> ":
        return Status(protocol=NAME, raw=line, code="prompt")
    if line.endswith(CTRL_Z) and _HEX.match(line[:-1]):
        return Status(protocol=NAME, raw=line, code="echo", text=line[:-1].decode("ascii"))
    text = line.decode("utf-8", "replace").strip()
    if not text.isprintable() or "\ufffd" in text:
        return _fault(line, "syntax", "unprintable characters in a line")
    if text == "OK":
        return Ack(protocol=NAME, raw=line, state="accepted")
    if text == "ERROR":
        return Ack(protocol=NAME, raw=line, state="rejected")
    if text.startswith(("+CME ERROR:", "+CMS ERROR:")):
        return Ack(protocol=NAME, raw=line, state="rejected", code=f"{text[1:4]} {text[11:].strip()}")
    if text[:2].upper() == "AT":
        return Status(protocol=NAME, raw=line, code="echo", text=text)
    if text.isascii() and text.isdigit() and len(text) == 15:
        return Registration(protocol=NAME, source=text, raw=line, text="IMEI")
    if text in _WORDS:
        return Status(protocol=NAME, raw=line, code=text)
    named = _NAMED.match(text)
    return _fault(line, "unknown", f"line {text[:60]!r}") if named is None else _named(named[1], named[2].strip(), line)


def _named(name: str, rest: str, line: bytes) -> Message:
    first = rest.partition(",")[0].strip()
    if name == "CMGS" and first.isascii() and first.isdigit() and int(first[:4]) <= 255:
        return Ack(protocol=NAME, raw=line, ref=f"{int(first[:4]):02X}", state="sent")
    if name == "CSQ" and first.isascii() and first.isdigit():
        level = int(first[:4])
        known = level <= 31
        value = float(2 * level - 113) if known else None
        return Reading(protocol=NAME, raw=line, element="signal", value=value, unit="dBm", quality=None if known else "missing")
    return Status(protocol=NAME, raw=line, code=name, text=rest or None)


def advice(code: str | None) -> Literal["retry", "give_up", "card", "unknown"]:
    """What to do after a rejected command, by the ``code`` of its Ack: try again later, not to this number, look at the card."""
    kind, _, number = (code or "").partition(" ")
    if kind != "CMS" or not (number.isascii() and number.isdigit()):
        return "unknown"
    value = int(number[:6])
    return "retry" if value in _TEMPORARY else "give_up" if value in _PERMANENT else "card" if value in _CARD else "unknown"


def command(text: str) -> bytes:
    """A command line."""
    return text.encode("ascii") + b"\r"


def send(message: pdus.Submit) -> tuple[bytes, bytes]:
    """The command, and the PDU that goes out once the prompt has come (instead of it ``CANCEL`` may).

    Raises:
        ValueError: for what does not fit, or a number that is none.
    """
    pdu, size = pdus.encode(message)
    return command(f"AT+CMGS={size}"), pdu.hex().upper().encode("ascii") + CTRL_Z


_LINES = lines(MAX_LINE)


def _measure(buffer: bytearray, at: int) -> int | Reject:
    """A line, or the prompt, which has no end."""
    if buffer[at] == 0x3E:
        if len(buffer) - at < 2:
            return 0
        if buffer[at + 1] == 0x20:
            return 2
    return _LINES.measure(buffer, at)


GRAMMAR = Grammar(_LINES.find, _measure, _LINES.check, MAX_LINE, fill=_LINES.fill)
