"""SIA DC-09: alarm panels over TCP or UDP (some over a serial line), as the receiver hears them.

::

    LF | CRC 4 hex | length 4 hex | "ID" number 4 [R receiver] L line [#account] [ data ] [x extra]… _HH:MM:SS,MM-DD-YYYY | CR
    the CRC is CRC-16/ARC of everything from the first quote on; IDs: SIA-DCS, ADM-CID, NULL, * before one whose rest is encrypted

Answers: ACK; NAK with our time where the panel's clock is off; DUH where we cannot understand; nothing to a wrong CRC. The length field
of real panels is a decimal count or a constant 0078: it is never a reason to refuse, the CRC decides.

The clock. A message from outside the band is answered with NAK, whereupon the panel sets its clock and sends again. One in clear is told
all the same – its CRC is right, and a fire must not wait for a clock; an encrypted one is not, for it may be somebody's recording. No band
switches this off, for panels that cannot set their clock.

AES-CBC with a zero vector; a plain text begins with padding up to ``|``. A key belongs to an account, that of ``""`` to all others; whoever
has a key is not believed in clear. ``source`` is the account, ``time`` the occurrence told in an extra ``[H…]`` or the time stamp. All UTC.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from radio.codecs.aes import BLOCK, Aes
from radio.codecs.alarm_codes import QUALIFIERS, Report
from radio.codecs.checksums import crc16_arc
from radio.codecs.framing import Bad, Cutter, Grammar, Reject
from radio.messages import Ack, Fault, FaultReason, Heartbeat, Message, Reply

NAME = "dc09"
MAX_LENGTH = 1500
BAND_S = (40.0, 20.0)
"""How far a panel's clock may be behind and ahead of ours, in seconds."""
_HEAD = 8
_HEX_DIGITS = frozenset(b"0123456789ABCDEFabcdef")
_START = re.compile(rb'[0-9A-Fa-f]{8}"')
_BODY = re.compile(
    r'"(\*?)([A-Z-]{2,8})"(\d{4})(R[0-9A-Fa-f]{1,6})?(L[0-9A-Fa-f]{1,6})?(?:#([0-9A-Fa-f]{3,16}))?\[(.*)\Z', re.ASCII | re.DOTALL
)
_CONTENT = re.compile(r"([^\]]*)\]((?:\[[^\]]*\])*)(?:_([\d:,-]*))?\s*\Z", re.ASCII | re.DOTALL)
_ACCOUNT = re.compile(r"(?:#?([0-9A-Fa-f]{3,16}))?\|", re.ASCII)
_CONTACT_ID = re.compile(r"([136ERP])(\d{3}) (\d\d) (\d{3,4})", re.ASCII)
_OCCURRED = re.compile(r"\[H([\d:,-]*)\]", re.ASCII)
_MODIFIER = re.compile(r"(?:ti\d\d:\d\d(?::\d\d)?|(?:id|pi|ai|ph)\d*|ri(\d*))/?", re.ASCII)
_EVENT = re.compile(r"([A-Z]{2})(\d*)(?:[\^*]([^\^*]*)[\^*]?|([^/]*))/?", re.ASCII)
_STAMP = "%H:%M:%S,%m-%d-%Y"
Answer = Literal["ACK", "NAK", "DUH"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One message by its fields. ``content`` is what stands behind the first bracket: data, bracket, extras, time stamp."""

    ident: str
    number: str
    account: str | None
    content: str
    receiver: str | None = None
    line: str | None = "L0"
    encrypted: bool = False


def encode(frame: Frame) -> bytes:
    """The bytes of a message, with line feed and carriage return."""
    star = "*" if frame.encrypted else ""
    head = f'"{star}{frame.ident}"{frame.number}{frame.receiver or ""}{frame.line or ""}'
    account = f"#{frame.account}" if frame.account else ""
    return _wrap(f"{head}{account}[{frame.content}".encode("latin-1"))


def parse(raw: bytes) -> Frame:
    """The fields of one whole message, as a decoder gives it in ``raw``; the content of an encrypted one is still hex.

    Raises:
        ValueError: if these bytes are not exactly one right message.
    """
    whole = bool(_START.match(raw)) and _measure(bytearray(raw) + b"\r", 0) == len(raw) and _check(raw) is None
    if not whole or (frame := _fields(raw)) is None:
        raise ValueError("not one whole message")
    return frame


def seal(frame: Frame, key: bytes, *, padding: str = "") -> Frame:
    """The frame with its content encrypted; ``padding`` may not hold brackets or bars and is repeated as needed."""
    text = f"|{frame.content}"
    room = -len(text) % BLOCK
    fill = (padding or "0") * room
    return Frame(
        ident=frame.ident,
        number=frame.number,
        account=frame.account,
        receiver=frame.receiver,
        line=frame.line,
        encrypted=True,
        content=Aes(key).encrypt((fill[:room] + text).encode("latin-1")).hex().upper(),
    )


def unseal(content: str, key: bytes) -> str | None:
    """The plain content behind its padding, or None if it is none under this key."""
    try:
        text = Aes(key).decrypt(bytes.fromhex(content)).decode("latin-1")
    except ValueError:
        return None
    found = re.match(r"[^|\[\]]*[|\]]", text)
    if found is None or not _CONTENT.match(text):
        return None
    return text[found.end() :] if found[0][-1] == "|" else text[found.end() - 1 :]


def key_of(text: str) -> bytes:
    """A key as people write it: ``hex:`` and its digits, or the 16, 24 or 32 characters that panels take as they are.

    Raises:
        ValueError: if it is none.
    """
    key = bytes.fromhex(text[4:]) if text.startswith("hex:") else text.encode("ascii")
    Aes(key)
    return key


def stamp(now: datetime) -> str:
    """The time stamp of a message."""
    return f"_{now.astimezone(UTC).strftime(_STAMP)}"


def answer(kind: Answer, to: Frame | None, now: datetime, key: bytes | None = None) -> bytes:
    """ACK, NAK or DUH for a message; the ACK of an encrypted one is encrypted."""
    if kind == "NAK" or to is None:
        return _wrap(f'"{kind}"0000R0L0A0[]{stamp(now)}'.encode("ascii"))
    reply = Frame(ident=kind, number=to.number, account=to.account, receiver=to.receiver, line=to.line, content="]")
    if to.encrypted and key is not None and kind == "ACK":
        reply = seal(
            Frame(ident=kind, number=to.number, account=to.account, receiver=to.receiver, line=to.line, content=f"]{stamp(now)}"), key
        )
    return encode(reply)


class Decoder:
    """The receiver's end of a line; its answers are understood too (for panels and monitors)."""

    def __init__(self, *, keys: Mapping[str, bytes] | None = None, band_s: tuple[float, float] | None = BAND_S) -> None:
        self._cutter = Cutter(GRAMMAR)
        self._keys = {account.upper(): key for account, key in (keys or {}).items()}
        for key in self._keys.values():
            Aes(key)
        self._band = band_s

    @property
    def pending(self) -> int:
        """How many bytes wait for the rest of their message."""
        return self._cutter.pending

    def feed(self, data: bytes, now: datetime) -> list[Message]:
        """Take bytes as they came; give what they complete."""
        return [message for piece in self._cutter.feed(data, now) for message in self._mean(piece, now)]

    def tick(self, now: datetime) -> list[Message]:
        """Give up a message whose rest does not come."""
        return [message for piece in self._cutter.tick(now) for message in self._mean(piece, now)]

    def _mean(self, piece: bytes | Bad, now: datetime) -> list[Message]:
        if isinstance(piece, Bad):
            return [_fault(piece.raw, piece.reason, piece.detail)]
        frame = _fields(piece)
        if frame is None:
            return [_fault(piece, "syntax", "no number, line or bracket"), self._reply("DUH", None, piece, now)]
        if frame.ident in ("ACK", "NAK", "DUH", "RSP"):
            state: Literal["accepted", "rejected"] = "accepted" if frame.ident in ("ACK", "RSP") else "rejected"
            return [Ack(protocol=NAME, source=frame.account, raw=piece, ref=frame.number, state=state, code=frame.ident)]
        content, refusal = self._open(frame)
        if content is None:
            return [_fault(piece, "unknown", refusal, frame.account), self._reply("DUH", frame, piece, now)]
        found = _CONTENT.match(content)
        if found is None:
            return [_fault(piece, "syntax", f"data {content[:40]!r}", frame.account), self._reply("DUH", frame, piece, now)]
        return [*_warning(piece, frame), *self._told(frame, found, piece, now)]

    def _open(self, frame: Frame) -> tuple[str | None, str]:
        """The content in clear, or why there is none."""
        key = self._key(frame)
        if not frame.encrypted:
            return (frame.content, "") if key is None else (None, "in clear, though its account has a key")
        if key is None:
            return None, "encrypted, and its account has no key"
        return unseal(frame.content, key), "encrypted with another key"

    def _told(self, frame: Frame, found: re.Match[str], raw: bytes, now: datetime) -> list[Message]:
        sent = _time(found[3] or "")
        occurred = _OCCURRED.search(found[2])
        late = self._off(sent, now, required=frame.encrypted)
        out: list[Message] = []
        if late is not None:
            out.append(_fault(raw, "syntax", late, frame.account))
        if late is None or not frame.encrypted:
            at = (_time(occurred[1]) if occurred else None) or sent
            told = _events(frame, found[1], at, raw)
            if not told:
                what = _fault(raw, "unknown", f"{frame.ident} {found[1][:40]!r}", frame.account)
                return [*out, what, self._reply("DUH", frame, raw, now)]
            out = [*told, *out]
        return [*out, self._reply("ACK" if late is None else "NAK", frame, raw, now)]

    def _off(self, sent: datetime | None, now: datetime, *, required: bool) -> str | None:
        if self._band is None or (sent is None and not required):
            return None
        if sent is None:
            return "encrypted without a time"
        off_s = (sent - now).total_seconds()
        return None if -self._band[0] <= off_s <= self._band[1] else f"its clock is off by {off_s:.0f} s"

    def _key(self, frame: Frame) -> bytes | None:
        return self._keys.get((frame.account or "").upper(), self._keys.get(""))

    def _reply(self, kind: Answer, frame: Frame | None, raw: bytes, now: datetime) -> Reply:
        key = None if frame is None else self._key(frame)
        source = None if frame is None else frame.account
        return Reply(protocol=NAME, source=source, raw=raw, hex=answer(kind, frame, now, key).hex())


def _fault(raw: bytes, reason: FaultReason, detail: str, source: str | None = None) -> Fault:
    return Fault(protocol=NAME, source=source, raw=raw, reason=reason, detail=detail)


def _warning(raw: bytes, frame: Frame) -> list[Message]:
    """A length that is neither a count, in hex or decimal, nor the constant of some panels."""
    size = len(raw) - _HEAD
    told = raw[4:8].decode("ascii").upper()
    if told in (f"{size:04X}", f"{size:04d}", "0078"):
        return []
    return [_fault(raw, "length", f"length {told}, there are {size} characters ({size:04X})", frame.account)]


def _events(frame: Frame, data: str, at: datetime | None, raw: bytes) -> list[Message]:
    account = frame.account
    if inner := _ACCOUNT.match(data):
        account = account or inner[1]
        data = data[inner.end() :]
    if frame.ident == "NULL":
        return [Heartbeat(protocol=NAME, source=account, time=at, raw=raw)]
    if frame.ident == "ADM-CID" and (event := _CONTACT_ID.match(data)):
        qualifier, code, partition, zone = event.groups()
        report = Report(protocol=NAME, source=account, time=at, raw=raw, zone=f"{partition}/{zone}")
        return [report.contact_id(QUALIFIERS[qualifier], code)]
    return _sia(account, data, at, raw) if frame.ident == "SIA-DCS" else []


def _sia(account: str | None, data: str, at: datetime | None, raw: bytes) -> list[Message]:
    """``N`` new or ``O`` old, modifiers, then events: two letters, a zone, a text."""
    out: list[Message] = []
    area = ""
    place = 1 if data[:1] in ("N", "O") and not re.match(r"[A-Z]{2}\d", data) else 0
    while place < len(data):
        if modifier := _MODIFIER.match(data, place):
            area = modifier[1] or area
            place = modifier.end()
        elif event := _EVENT.match(data, place):
            zone = "/".join(part for part in (area, event[2]) if part) or None
            text = _words(event[3] or event[4] or "")
            out.append(Report(protocol=NAME, source=account, time=at, raw=raw, zone=zone).sia(event[1], text=text))
            place = event.end()
        else:
            break
    return out


def _words(text: str) -> str | None:
    data = text.encode("latin-1")
    for codec in ("utf-8", "gb18030", "latin-1"):
        try:
            return data.decode(codec).strip(" '\"") or None
        except UnicodeDecodeError:
            continue
    return None


def _time(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None


def _fields(raw: bytes) -> Frame | None:
    found = _BODY.match(raw[_HEAD:].decode("latin-1"))
    if found is None:
        return None
    star, ident, number, receiver, line, account, content = found.groups()
    if account is None and not star and (inner := _ACCOUNT.match(content)):
        account = inner[1]
    return Frame(ident=ident, number=number, account=account, receiver=receiver, line=line, content=content, encrypted=bool(star))


def _wrap(body: bytes) -> bytes:
    return b"\n%04X%04X" % (crc16_arc(body), len(body)) + body + b"\r"


def _find(buffer: bytearray, at: int) -> int:
    """CRC, length and quote, or the digits at the end that may become that."""
    found = _START.search(buffer, at)
    if found is not None:
        return found.start()
    end = place = len(buffer)
    while place > at and end - place < _HEAD and buffer[place - 1] in _HEX_DIGITS:
        place -= 1
    return place


def _measure(buffer: bytearray, at: int) -> int | Reject:
    if len(buffer) - at <= _HEAD:
        return 0
    stops = [stop for stop in (buffer.find(end, at, at + MAX_LENGTH) for end in b"\r\n") if stop >= 0]
    if stops:
        return min(stops) - at
    return Reject("overflow", f"longer than {MAX_LENGTH} characters", MAX_LENGTH) if len(buffer) - at >= MAX_LENGTH else 0


def _check(raw: bytes) -> Reject | None:
    found, want = int(raw[:4], 16), crc16_arc(raw[_HEAD:])
    return None if found == want else Reject("checksum", f"CRC {found:04X}, computed {want:04X}")


GRAMMAR = Grammar(_find, _measure, _check, MAX_LENGTH, fill=b"\r\n\0 ")
