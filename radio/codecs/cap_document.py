"""A CAP 1.2 document (OASIS), and the Chinese national warning message that looks like one and is none: read into one form.

::

    alert: identifier sender sent status msgType source? scope restriction? addresses? code* note? references? incidents? info*
    info: language? category+ event responseType* urgency severity certainty audience? eventCode* effective? onset? expires?
          senderName? headline? description? instruction? web? contact? parameter* resource* area*
    area: areaDesc polygon* circle* geocode*        polygon "lat,lon lat,lon …", circle "lat,lon km", WGS-84
    China: no name space; senderCode, sendTime "2020-02-05 10:45:00+08:00", eventType 11B06, severity Red … Blue, geocode a plain list,
           references plain identifiers

Reading is lenient where the meaning is clear: what a document does against the rules is listed in ``problems``, and the warning is
given all the same. It is refused where it cannot be told what it is: without identifier, sender, status or kind of message – above all
a status that is not known, which might be an exercise or the real thing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from math import isfinite
from types import MappingProxyType
from xml.etree.ElementTree import Element

from radio.codecs.xml_reader import XmlError, read, text_of

STATUSES = frozenset({"Actual", "Exercise", "System", "Test", "Draft"})
KINDS = frozenset({"Alert", "Update", "Cancel", "Ack", "Error"})
SEVERITIES = frozenset({"Extreme", "Severe", "Moderate", "Minor", "Unknown"})
COLOURS: Mapping[str, str] = MappingProxyType({"Red": "Extreme", "Orange": "Severe", "Yellow": "Moderate", "Blue": "Minor"})
"""Colour of a Chinese warning (I … IV) → severity of CAP."""
_BAD_NAME = re.compile(r"[\s,<&]")
_SENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[-+]\d\d:\d\d")

Point = tuple[float, float]
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Reference:
    """An earlier message; its ``sent`` stays the text it was, it must match exactly. China names the identifier alone."""

    identifier: str
    sender: str = ""
    sent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """Where; points are latitude, longitude, circles have a radius in km."""

    description: str = ""
    polygons: tuple[tuple[Point, ...], ...] = ()
    circles: tuple[tuple[float, float, float], ...] = ()
    geocodes: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Info:
    """What, how bad, until when, and what to do. ``colour`` only of Chinese messages."""

    language: str = "en-US"
    categories: tuple[str, ...] = ()
    event: str = ""
    event_codes: tuple[Pair, ...] = ()
    responses: tuple[str, ...] = ()
    urgency: str = "Unknown"
    severity: str = "Unknown"
    certainty: str = "Unknown"
    colour: str = ""
    effective: datetime | None = None
    onset: datetime | None = None
    expires: datetime | None = None
    sender_name: str = ""
    headline: str = ""
    description: str = ""
    instruction: str = ""
    web: str = ""
    contact: str = ""
    parameters: tuple[Pair, ...] = ()
    areas: tuple[Area, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One message of one sender."""

    identifier: str
    sender: str
    status: str
    kind: str
    sender_code: str = ""
    sent: datetime | None = None
    sent_text: str = ""
    scope: str = ""
    restriction: str = ""
    note: str = ""
    references: tuple[Reference, ...] = ()
    incidents: str = ""
    infos: tuple[Info, ...] = ()
    problems: tuple[str, ...] = field(default=())


def from_xml(data: bytes) -> Alert:
    """The message of one whole document.

    Raises:
        XmlError: if it is none, or what it is cannot be told.
    """
    root = read(data)
    if root.tag != "alert":
        raise XmlError("unknown", f"<{root.tag[:40]}> is no alert")
    must = {name: text_of(root, name) for name in ("identifier", "sender", "status", "msgType")}
    missing = [name for name, text in must.items() if text is None]
    if missing:
        raise XmlError("syntax", f"alert without {missing[0]}")
    identifier, sender, status, kind = (text or "" for text in must.values())
    if status not in STATUSES or kind not in KINDS:
        raise XmlError("syntax", f"status {status[:20]!r}, kind {kind[:20]!r}")
    problems: list[str] = []
    code = _get(root, "senderCode")
    sent_text = _get(root, "sent") or _get(root, "sendTime")
    sent = _clock(sent_text)
    national = bool(code or _get(root, "sendTime"))
    _judge(problems, _BAD_NAME.search(identifier) is not None, "identifier")
    _judge(problems, sent is None or not (national or _SENT.fullmatch(sent_text)), "sent")
    references = _references(_get(root, "references"), problems)
    _judge(problems, kind != "Alert" and not references, "references")
    return Alert(
        identifier=identifier,
        sender=sender,
        status=status,
        kind=kind,
        sender_code=code,
        sent=sent,
        sent_text=sent_text,
        scope=_get(root, "scope"),
        restriction=_get(root, "restriction"),
        note=_get(root, "note"),
        references=references,
        incidents=_get(root, "incidents"),
        infos=tuple(_info(element, problems) for element in root.findall("info")),
        problems=tuple(dict.fromkeys(problems)),
    )


def _judge(problems: list[str], wrong: bool, name: str) -> None:
    if wrong:
        problems.append(name)


def _get(parent: Element, name: str) -> str:
    return text_of(parent, name) or ""


def _all(parent: Element, name: str) -> tuple[str, ...]:
    return tuple(text for element in parent.findall(name) if (text := (element.text or "").strip()))


def _pairs(parent: Element, name: str) -> tuple[Pair, ...]:
    """valueName and value; a plain text, as China's geocodes are, has no name."""
    out: list[Pair] = []
    for element in parent.findall(name):
        value = _get(element, "value") or (element.text or "").strip()
        if value:
            out.append((_get(element, "valueName"), value))
    return tuple(out)


def _references(text: str, problems: list[str]) -> tuple[Reference, ...]:
    """``sender,identifier,sent`` separated by spaces; China: identifiers."""
    out: list[Reference] = []
    for group in text.split():
        parts = group.split(",")
        if len(parts) == 3 and all(parts):
            out.append(Reference(parts[1], parts[0], parts[2]))
        elif "," in group and len(parts) != 2:
            problems.append("references")
            out += [Reference(part) for part in parts if part]
        else:
            out += [Reference(part) for part in parts if part]
    return tuple(out)


def _info(element: Element, problems: list[str]) -> Info:
    severity = _get(element, "severity")
    colour = severity if severity in COLOURS else ""
    _judge(problems, not colour and severity not in SEVERITIES, "severity")
    codes = _pairs(element, "eventCode")
    kind = _get(element, "eventType")
    return Info(
        language=_get(element, "language") or "en-US",
        categories=_all(element, "category"),
        event=_get(element, "event") or kind,
        event_codes=(("eventType", kind), *codes) if kind else codes,
        responses=_all(element, "responseType"),
        urgency=_get(element, "urgency") or "Unknown",
        severity=COLOURS.get(severity, severity if severity in SEVERITIES else "Unknown"),
        certainty=_get(element, "certainty") or "Unknown",
        colour=colour,
        effective=_clock(_get(element, "effective")),
        onset=_clock(_get(element, "onset")),
        expires=_clock(_get(element, "expires")),
        sender_name=_get(element, "senderName"),
        headline=_get(element, "headline"),
        description=_get(element, "description"),
        instruction=_get(element, "instruction"),
        web=_get(element, "web"),
        contact=_get(element, "contact"),
        parameters=_pairs(element, "parameter"),
        areas=tuple(_area(area, problems) for area in element.findall("area")),
    )


def _area(element: Element, problems: list[str]) -> Area:
    polygons = [_polygon(text, problems) for text in _all(element, "polygon")]
    circles = [_circle(text, problems) for text in _all(element, "circle")]
    return Area(
        description=_get(element, "areaDesc"),
        polygons=tuple(polygon for polygon in polygons if polygon),
        circles=tuple(circle for circle in circles if circle is not None),
        geocodes=_pairs(element, "geocode"),
    )


def _polygon(text: str, problems: list[str]) -> tuple[Point, ...]:
    """Four points at least, the last is the first; anything else is no area to warn people in."""
    points = [_point(word) for word in text.split()]
    good = [point for point in points if point is not None]
    if len(good) != len(points) or len(good) < 4 or good[0] != good[-1]:
        problems.append("polygon")
        return ()
    return tuple(good)


def _circle(text: str, problems: list[str]) -> tuple[float, float, float] | None:
    centre, _, radius = text.partition(" ")
    point, size = _point(centre), _number(radius)
    if point is None or size is None or not 0 <= size <= 20_100:
        problems.append("circle")
        return None
    return point[0], point[1], size


def _point(word: str) -> Point | None:
    lat, _, lon = word.partition(",")
    north, east = _number(lat), _number(lon)
    if north is None or east is None or abs(north) > 90 or abs(east) > 180:
        return None
    return north, east


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if isfinite(value) else None


def _clock(text: str) -> datetime | None:
    """With a time zone, or it is no time: nobody knows whose clock it was."""
    try:
        time = datetime.fromisoformat(text)
        return time.astimezone(UTC) if time.tzinfo is not None and 1990 <= time.year < 2100 else None
    except (ValueError, OverflowError):
        return None
