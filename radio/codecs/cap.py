"""Warnings in CAP 1.2 and in the Chinese national form, as documents: reading only.

A document gives one :class:`Alarm` for each of its infos in Chinese, or else in its first language (the others say the same in other
words). ``event`` is "warning" only for status Actual; "exercise" and "test" are what they say, and never an alarm of the hall; System
and Draft are a ``Status``. ``state`` is "restored" for a Cancel. ``code`` is the event's code (11B06, SAME CAE …), ``zone`` the area in
words, ``source`` the sender, ``time`` when it was sent. ``text`` has one ``name=value`` a line: headline, identifier, status, msgType,
references (identifiers), event, severity …, description, instruction, polygons (latitude first), geocodes; ``invalid`` names what is
against the rules. Whoever needs the parts takes them from :func:`parse` of the ``raw``. An Ack or Error is an :class:`Ack`.

Replacing and ending is the reader's: an Update takes the place of what it references, a Cancel ends it, ``expires`` ends all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Literal

from radio.codecs.cap_document import Alert, Area, Info, from_xml
from radio.codecs.framing import Bad, Cutter, Grammar, Reject
from radio.codecs.xml_reader import XmlError
from radio.messages import Ack, Alarm, Fault, Message, Status, Text

NAME = "cap"
MAX_DOCUMENT = 1_048_576
MAX_TEXT = 20_000
_MAX_PROLOGUE = 8192
_START = re.compile(rb"(?:\xef\xbb\xbf)?<(?:\?xml\s|(?:[\w.-]{1,40}:)?alert[\s>])")
_CUT_START = re.compile(rb"(?:\xef\xbb\xbf?|\xef|(?:\xef\xbb\xbf)?<(?:\?(?:x(?:ml?)?)?|[\w.-]{0,40}:?[\w.-]{0,40}))\Z")
_OPEN = re.compile(rb"<(?:[\w.-]{1,40}:)?alert[\s>]")
_ROOT = re.compile(rb"<([A-Za-z_][\w.:-]{0,80})[\s>/]")
_PROLOGUE = re.compile(rb"(?:\xef\xbb\xbf)?<\?xml\s[^<>]*\?>(?:\s|<!--[^>]*-->|<\?(?!xml\s)[^<>]*\?>)*(?:<!DOCTYPE.*)?\Z", re.DOTALL)
_NEXT = re.compile(rb"<(?:[\w.-]{1,40}:)?alert[\s>]|<\?xml\s|</(?:[\w.-]{1,40}:)?alert\s*>")
_EVENTS: Mapping[str, str] = MappingProxyType({"Actual": "warning", "Exercise": "exercise", "Test": "test"})


class Decoder:
    """A file, a folder's files one after another, or what a feed sends."""

    def __init__(self) -> None:
        self._cutter = Cutter(GRAMMAR)

    @property
    def pending(self) -> int:
        """How many bytes wait for the rest of their document."""
        return self._cutter.pending

    def feed(self, data: bytes, now: datetime) -> list[Message]:
        """Take bytes as they came; give what they complete."""
        return [message for piece in self._cutter.feed(data, now) for message in _mean(piece)]

    def tick(self, now: datetime) -> list[Message]:
        """Give up a document whose rest does not come."""
        return [message for piece in self._cutter.tick(now) for message in _mean(piece)]


def parse(raw: bytes) -> Alert:
    """The parts of one whole document, as a decoder gives it in ``raw``.

    Raises:
        XmlError: with a fault's reason, for anything else.
    """
    return from_xml(raw)


def _mean(piece: bytes | Bad) -> list[Message]:
    if isinstance(piece, Bad):
        return [Fault(protocol=NAME, raw=piece.raw, reason=piece.reason, detail=piece.detail)]
    try:
        return meaning(parse(piece), piece)
    except XmlError as error:
        return [Fault(protocol=NAME, raw=piece, reason=error.reason, detail=error.detail)]


def meaning(alert: Alert, raw: bytes) -> list[Message]:
    """What a document says."""
    source = alert.sender_code or alert.sender
    if alert.kind in ("Ack", "Error"):
        state: Literal["accepted", "rejected"] = "accepted" if alert.kind == "Ack" else "rejected"
        refs: list[str | None] = [reference.identifier for reference in alert.references]
        note = alert.note or None
        return [Ack(protocol=NAME, source=source, time=alert.sent, raw=raw, ref=ref, state=state, code=note) for ref in refs or [None]]
    if alert.status not in _EVENTS:
        text = _text(alert, spoken(alert)[0] if alert.infos else None)
        return [Status(protocol=NAME, source=source, time=alert.sent, raw=raw, code=alert.status.lower(), text=text)]
    if not alert.infos and alert.kind != "Cancel":
        return [Text(protocol=NAME, source=source, time=alert.sent, raw=raw, code=alert.identifier, text=_text(alert, None))]
    infos: list[Info] | list[None] = spoken(alert) if alert.infos else [None]
    return [_alarm(alert, info, source, raw) for info in infos]


def spoken(alert: Alert) -> list[Info]:
    """The infos of one language: Chinese if there is any, else that of the first."""
    chinese = [info for info in alert.infos if info.language.lower().startswith("zh")]
    return chinese or [info for info in alert.infos if info.language == alert.infos[0].language]


def _alarm(alert: Alert, info: Info | None, source: str, raw: bytes) -> Alarm:
    codes = info.event_codes if info else ()
    zones = [area.description for area in info.areas if area.description] if info else []
    return Alarm(
        protocol=NAME,
        source=source,
        time=alert.sent,
        raw=raw,
        event=_EVENTS[alert.status],
        state="restored" if alert.kind == "Cancel" else "active",
        code=codes[0][1] if codes else None,
        zone="; ".join(dict.fromkeys(zones)) or None,
        text=_text(alert, info),
    )


def _text(alert: Alert, info: Info | None) -> str:
    lines = [f"{name}={value}" for name, value in _rows(alert, info) if value]
    return "\n".join(lines)[:MAX_TEXT]


def _rows(alert: Alert, info: Info | None) -> Iterator[tuple[str, str]]:
    if info is not None:
        yield "headline", info.headline
    yield "identifier", alert.identifier
    yield "sender", alert.sender
    yield "status", alert.status
    yield "msgType", alert.kind
    yield "scope", alert.scope if alert.scope != "Public" else ""
    yield "restriction", alert.restriction
    yield "references", " ".join(reference.identifier for reference in alert.references)
    yield "note", alert.note
    if info is not None:
        yield "event", info.event
        yield "category", " ".join(info.categories)
        yield "responseType", " ".join(info.responses)
        yield "urgency", info.urgency
        yield "severity", info.severity
        yield "colour", info.colour
        yield "certainty", info.certainty
        for name, time in (("effective", info.effective), ("onset", info.onset), ("expires", info.expires)):
            yield name, "" if time is None else time.isoformat().replace("+00:00", "Z")
        yield "senderName", info.sender_name
        yield "description", info.description
        yield "instruction", info.instruction
        yield "web", info.web
        yield "contact", info.contact
        for area in info.areas:
            yield from _place(area)
    yield "invalid", " ".join(alert.problems)


def _place(area: Area) -> Iterator[tuple[str, str]]:
    yield "area", area.description
    for polygon in area.polygons:
        yield "polygon", " ".join(f"{lat:.9g},{lon:.9g}" for lat, lon in polygon)
    for lat, lon, radius in area.circles:
        yield "circle", f"{lat:.9g},{lon:.9g} {radius:g}"
    for name, value in area.geocodes:
        yield "geocode", f"{name}:{value}" if name else value


def _find(buffer: bytearray, at: int) -> int:
    found = _START.search(buffer, at)
    if found is None:
        found = _CUT_START.search(buffer, max(at, len(buffer) - 90))
    return found.start() if found else len(buffer)


def _measure(buffer: bytearray, at: int) -> int | Reject:
    """Up to the end of the alert; another's start before it is a refusal."""
    limit = min(len(buffer), at + MAX_DOCUMENT)
    begin = _OPEN.search(buffer, at, limit)
    root = _ROOT.search(buffer, at, limit)
    if root is not None and (begin is None or root.start() < begin.start()):
        before = bytes(buffer[at : root.start()])
        if b"<!DOCTYPE" not in before:
            return Reject("unknown", f"<{root[1][:40].decode('ascii', 'replace')}> is no alert", root.start() - at)
    if begin is not None:
        before = bytes(buffer[at : begin.start()])
        if before.strip(b"\xef\xbb\xbf") and (len(before) > _MAX_PROLOGUE or _PROLOGUE.match(before) is None):
            return Reject("syntax", "a declaration without an alert", begin.start() - at)
        end = _NEXT.search(buffer, begin.end(), limit)
        if end is not None:
            if end[0].startswith(b"</"):
                return end.end() - at
            return Reject("length", "document cut by the next one", end.start() - at)
    if len(buffer) - at >= MAX_DOCUMENT:
        return Reject("overflow", f"document longer than {MAX_DOCUMENT} bytes", MAX_DOCUMENT)
    return 0


def _check(frame: bytes) -> Reject | None:
    """A document is read once, later."""
    return None


GRAMMAR = Grammar(_find, _measure, _check, MAX_DOCUMENT, fill=b"\r\n\0 \t")
