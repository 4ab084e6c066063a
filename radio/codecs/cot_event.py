"""One Cursor-on-Target event, in XML and in TAK's protobuf (version 1): the fields that a hall reads or writes.

::

    <event version uid type time start stale how [opex]> <point lat lon hae ce le/> <detail> contact __group status track takv link
        emergency remarks __chat </detail> </event>
    TakMessage: 1 control, 2 event: 1 type 4 opex 5 uid 6 time 7 start 8 stale (ms) 9 how 10 lat 11 lon 12 hae 13 ce 14 le 15 detail:
        1 the rest as XML, 2 contact (1 endpoint 2 callsign) 3 group (1 name 2 role) 5 status (1 battery) 6 takv (1 device 2 platform
        3 os 4 version) 7 track (1 speed 2 course)

9999999 (also 999999) is "unknown"; so are a battery of 0 and the place 0, 0. Speeds are m/s, heights above the ellipsoid.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import isfinite
from types import MappingProxyType
from typing import Any
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape, quoteattr

from radio.codecs import protobuf_wire as wire
from radio.codecs.protobuf_wire import Fields, WireError
from radio.codecs.xml_reader import XmlError, clean, read

UNKNOWN = 9_999_999.0
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = re.compile(r"[A-Za-z0-9_.-]{1,64}")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_STRINGS: Mapping[int, Mapping[int, str]] = MappingProxyType(
    {
        2: {1: "endpoint", 2: "callsign"},
        3: {1: "team", 2: "role"},
        6: {1: "device", 2: "platform", 3: "os", 4: "version"},
    }
)
"""Field of the detail → field of its message → name here."""
_ATTRIBUTES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "contact": {"callsign": "callsign", "endpoint": "endpoint"},
        "__group": {"name": "team", "role": "role"},
        "takv": {"device": "device", "platform": "platform", "os": "os", "version": "version"},
        "__chat": {"chatroom": "room", "messageId": "message_id"},
        "__chatreceipt": {"chatroom": "room", "messageId": "message_id"},
    }
)
"""Element of the detail → attribute → name here."""
_Values = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An event; what is empty or None is not said. ``link`` names the object that this one belongs to (its sender)."""

    uid: str
    type: str
    time: datetime | None = None
    start: datetime | None = None
    stale: datetime | None = None
    how: str = ""
    opex: str = ""
    lat: float | None = None
    lon: float | None = None
    hae_m: float | None = None
    ce_m: float | None = None
    le_m: float | None = None
    callsign: str = ""
    endpoint: str = ""
    team: str = ""
    role: str = ""
    battery: int | None = None
    speed_m_s: float | None = None
    course_deg: float | None = None
    device: str = ""
    platform: str = ""
    os: str = ""
    version: str = ""
    link: str = ""
    link_type: str = ""
    emergency: str = ""
    cancel: bool = False
    remarks: str = ""
    room: str = ""
    message_id: str = ""
    sender: str = ""


def from_xml(data: bytes) -> Event:
    """The event of one whole document.

    Raises:
        XmlError: if it is none.
    """
    root = read(data)
    if root.tag != "event":
        raise XmlError("unknown", f"<{root.tag[:40]}> is no event")
    point = root.find("point")
    detail = root.find("detail")
    values: _Values = {
        "uid": root.get("uid", "").strip(),
        "type": root.get("type", "").strip(),
        "time": _clock(root.get("time")),
        "start": _clock(root.get("start")),
        "stale": _clock(root.get("stale")),
        "how": root.get("how", ""),
        "opex": root.get("opex", ""),
    }
    if point is not None:
        values |= _point(*(_number(point.get(name)) for name in ("lat", "lon", "hae", "ce", "le")))
    if detail is not None:
        values |= _detailed(detail)
    return _checked(Event(**values))


def from_protobuf(data: bytes) -> Event | None:
    """The event of a TakMessage, or None if it holds none (control alone).

    Raises:
        WireError: if these bytes are no TakMessage.
        XmlError: if the rest of the detail is no XML, or a field that must be there is not.
    """
    outer = wire.fields(data)
    if 1 in outer:
        wire.message(outer, 1)
    if 2 not in outer:
        return None
    fields = wire.message(outer, 2)
    detail = wire.message(fields, 15)
    values: _Values = {
        "uid": wire.string(fields, 5),
        "type": wire.string(fields, 1),
        "time": _milliseconds(fields, 6),
        "start": _milliseconds(fields, 7),
        "stale": _milliseconds(fields, 8),
        "how": wire.string(fields, 9),
        "opex": wire.string(fields, 4),
    }
    values |= _point(*(wire.double(fields, number) for number in range(10, 15)))
    rest = wire.string(detail, 1)
    if rest.strip():
        values |= _detailed(read(f"<detail>{rest}</detail>".encode()))
    values |= _typed(detail)
    return _checked(Event(**values))


def _typed(detail: Fields) -> _Values:
    """What stands in the detail's own fields."""
    out: _Values = {}
    for number, names in _STRINGS.items():
        if number in detail:
            inner = wire.message(detail, number)
            out |= {name: text for field, name in names.items() if (text := wire.string(inner, field))}
    if 5 in detail and 0 < (battery := wire.integer(wire.message(detail, 5), 1)) <= 100:
        out["battery"] = battery
    if 7 in detail:
        track = wire.message(detail, 7)
        out["speed_m_s"], out["course_deg"] = _track(wire.double(track, 1), wire.double(track, 2))
    return out


def _detailed(detail: Element) -> _Values:
    """What stands in the detail's elements."""
    out: _Values = {}
    links: list[Element] = []
    for element in detail:
        tag = element.tag
        if tag in _ATTRIBUTES:
            out |= {name: text for key, name in _ATTRIBUTES[tag].items() if (text := element.get(key, "").strip())}
        if tag == "link":
            links.append(element)
        elif tag == "status":
            battery = _number(element.get("battery"))
            out["battery"] = int(battery) if battery is not None and 0 < battery <= 100 else None
        elif tag == "track":
            out["speed_m_s"], out["course_deg"] = _track(_number(element.get("speed")), _number(element.get("course")))
        elif tag == "emergency":
            out["emergency"] = element.get("type", "").strip() or "emergency"
            out["cancel"] = element.get("cancel", "").strip().lower() == "true"
        elif tag == "remarks":
            out["remarks"] = (element.text or "").strip()
            out.setdefault("room", element.get("to", "").strip())
        elif tag in ("__chat", "__chatreceipt"):
            group = element.find("chatgrp")
            out["sender"] = "" if group is None else group.get("uid0", "").strip()
            out["callsign"] = out.get("callsign") or element.get("senderCallsign", "").strip()
    owner = next((link for link in links if link.get("relation") == "p-p"), links[0] if links else None)
    if owner is not None:
        out["link"], out["link_type"] = owner.get("uid", "").strip(), owner.get("type", "").strip()
    return out


def _checked(event: Event) -> Event:
    """Without a name or a type nothing is said of anything.

    Raises:
        XmlError: if one is missing.
    """
    if not 0 < len(event.uid) <= 256 or not event.uid.isprintable():
        raise XmlError("syntax", "event without a uid")
    if not _TYPE.fullmatch(event.type):
        raise XmlError("syntax", f"type {event.type[:40]!r}")
    return event


def _point(lat: float | None, lon: float | None, *others: float | None) -> _Values:
    """A place, or none: outside of the globe, or in the Gulf of Guinea, where nothing is but what has no place."""
    placed = lat is not None and lon is not None and abs(lat) <= 90 and abs(lon) <= 180 and (lat, lon) != (0, 0)
    hae, ce, le = (None if value is None or not abs(value) < 999_999 else value for value in others)
    return {"lat": lat if placed else None, "lon": lon if placed else None, "hae_m": hae, "ce_m": ce, "le_m": le}


def _track(speed: float | None, course: float | None) -> tuple[float | None, float | None]:
    good = speed is not None and 0 <= speed <= 305
    return speed if good else None, course % 360 if course is not None and 0 <= course <= 360 else None


def _number(text: str | None) -> float | None:
    try:
        value = float(text or "")
    except ValueError:
        return None
    return value if isfinite(value) else None


def _clock(text: str | None) -> datetime | None:
    try:
        time = datetime.fromisoformat((text or "").strip())
        time = (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return time if 1990 <= time.year < 2100 else None


def _milliseconds(fields: Fields, number: int) -> datetime | None:
    value = wire.integer(fields, number)
    return _EPOCH + timedelta(milliseconds=value) if 631_152_000_000 <= value < 4_102_444_800_000 else None


def to_xml(event: Event, *, declaration: bool = True) -> bytes:
    """The event as XML.

    Raises:
        ValueError: if it has no time, or is stale before it begins: receivers drop such.
    """
    time, start, stale = _times(event)
    opex = f" opex={_quoted(event.opex)}" if event.opex else ""
    head = (
        f'<event version="2.0" uid={_quoted(event.uid)} type={_quoted(event.type)} time="{_stamp(time)}" start="{_stamp(start)}"'
        f' stale="{_stamp(stale)}" how={_quoted(event.how or "m-g")}{opex}>'
    )
    values = [0.0 if event.lat is None else event.lat, 0.0 if event.lon is None else event.lon]
    values += [UNKNOWN if value is None else value for value in (event.hae_m, event.ce_m, event.le_m)]
    point = '<point lat="{}" lon="{}" hae="{}" ce="{}" le="{}"/>'.format(*map(_decimal, values))
    body = _typed_elements(event) + _rest_elements(event)
    return f"{DECLARATION if declaration else ''}{head}{point}<detail>{body}</detail></event>".encode()


def to_protobuf(event: Event) -> bytes:
    """The event as a TakMessage, without a frame around it.

    Raises:
        ValueError: as :func:`to_xml`.
    """
    pack = wire.pack
    times = [round((time - _EPOCH).total_seconds() * 1000) for time in _times(event)]
    values = [0.0 if event.lat is None else float(event.lat), 0.0 if event.lon is None else float(event.lon)]
    values += [UNKNOWN if value is None else float(value) for value in (event.hae_m, event.ce_m, event.le_m)]
    detail = (
        pack(1, _rest_elements(event))
        + pack(2, pack(1, event.endpoint) + pack(2, event.callsign))
        + pack(3, pack(1, event.team) + pack(2, event.role))
        + pack(5, pack(1, event.battery or 0))
        + pack(6, pack(1, event.device) + pack(2, event.platform) + pack(3, event.os) + pack(4, event.version))
        + pack(7, pack(1, float(event.speed_m_s or 0)) + pack(2, float(event.course_deg or 0)))
    )
    body = pack(1, event.type) + pack(4, event.opex) + pack(5, event.uid)
    body += b"".join(pack(number, time) for number, time in enumerate(times, 6)) + pack(9, event.how or "m-g")
    body += b"".join(pack(number, value) for number, value in enumerate(values, 10)) + pack(15, detail)
    return pack(2, body)


def _times(event: Event) -> tuple[datetime, datetime, datetime]:
    start = event.start or event.time
    if event.time is None or start is None or event.stale is None or event.stale <= start:
        raise ValueError("an event needs its time, and a later one at which it is stale")
    return event.time, start, event.stale


def _stamp(time: datetime) -> str:
    return time.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _decimal(value: float) -> str:
    return f"{value:.7f}".rstrip("0").rstrip(".") if abs(value) < UNKNOWN else "9999999.0"


def _quoted(text: str) -> str:
    return quoteattr(clean(text))


def _element(tag: str, /, **attributes: str) -> str:
    said = "".join(f" {key}={_quoted(value)}" for key, value in attributes.items() if value)
    return f"<{tag}{said}/>" if said else ""


def _typed_elements(event: Event) -> str:
    """The elements that have fields of their own in protobuf."""
    moving = event.speed_m_s is not None or event.course_deg is not None
    return (
        _element("takv", device=event.device, platform=event.platform, os=event.os, version=event.version)
        + _element("contact", endpoint=event.endpoint, callsign=event.callsign)
        + _element("__group", name=event.team, role=event.role)
        + _element("status", battery=str(event.battery or ""))
        + (_element("track", speed=_decimal(event.speed_m_s or 0), course=_decimal(event.course_deg or 0)) if moving else "")
    )


def _rest_elements(event: Event) -> str:
    """The elements that have none."""
    out = ""
    if event.room:
        group = _element("chatgrp", uid0=event.sender, uid1=event.room, id=event.room)
        head = f'<__chat parent="RootContactGroup" groupOwner="false" messageId={_quoted(event.message_id)}'
        out += f"{head} chatroom={_quoted(event.room)} id={_quoted(event.room)} senderCallsign={_quoted(event.callsign)}>{group}</__chat>"
    if event.link:
        out += _element("link", uid=event.link, type=event.link_type, relation="p-p")
    if event.emergency or event.cancel:
        inside = escape(clean(event.callsign))
        said = ' cancel="true"' if event.cancel else f" type={_quoted(event.emergency)}"
        out += f"<emergency{said}>{inside}</emergency>"
    if event.remarks:
        to = f" source={_quoted(event.sender)} to={_quoted(event.room)}" if event.room else ""
        out += f"<remarks{to}>{escape(clean(event.remarks))}</remarks>"
    return out


__all__ = ["DECLARATION", "UNKNOWN", "Event", "WireError", "XmlError", "from_protobuf", "from_xml", "to_protobuf", "to_xml"]
