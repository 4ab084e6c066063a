"""The information field of APRS101: what a station says about itself, and to whom it speaks.

``! =`` position · ``/ @`` the same with a time · ``;`` object · ``)`` item · ``>`` status · ``:`` message, bulletin, ack, rej
``_`` weather without a position · ``T#`` telemetry · ``` ` ' ``` Mic-E · ``}`` heard elsewhere and passed on · ``?`` question

``source`` is the station, of an object or item its name. A message with a number is owed an ack if it is for us. Times have no month, or no
day: the last such time that has been is meant. Local times are taken as Beijing's. The text behind a position stays in ``raw``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from radio.codecs import aprs_weather
from radio.codecs.aprs_place import Place, mic_e, place
from radio.codecs.aprs_weather import Measured
from radio.codecs.bcd import BEIJING
from radio.messages import Ack, Alarm, Fault, FaultReason, Message, Position, Reading, Status, Text

MIC_E_TYPES = b"`'\x1c\x1d"
_AHEAD = timedelta(hours=1)
_MESSAGE = re.compile(r"([ -~]{9}):(.*)\Z", re.DOTALL)
_NUMBERED = re.compile(r"(.*)\{([A-Za-z0-9]{1,5})(?:\}([A-Za-z0-9]{0,5}))?\s*\Z", re.DOTALL)
_ANSWER = re.compile(r"(ack|rej)([A-Za-z0-9]{1,5})(?:\}[A-Za-z0-9]{0,5})?\s*\Z")
_THIRD = re.compile(rb"([A-Za-z0-9-]{3,9})>([A-Za-z0-9-]{1,9})[^:]*:(.+)\Z", re.DOTALL)
_DEFINITION = re.compile(r"(?:PARM|UNIT|EQNS|BITS)\.")
_OBJECT = re.compile(r"([ -~]{9})([*_])", re.ASCII)
_ITEM = re.compile(r"([ -~]{3,9}?)([!_])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Packet:
    """Who sent what, in which bytes, heard when; ``call`` is our own station, if we have one."""

    protocol: str
    source: str
    destination: str
    info: bytes
    raw: bytes
    now: datetime
    call: str | None = None
    passed_on: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """What a packet says, and the information field of the answer that we owe for it."""

    messages: list[Message]
    owed: bytes | None = None
    owed_to: str | None = None


def meaning(packet: Packet) -> Said:
    """Whatever a packet says; a fault if it says nothing that is understood."""
    kind, text = packet.info[:1], packet.info[1:].decode("latin-1")
    if kind == b":":
        return _message(packet, text)
    if kind == b"}" and not packet.passed_on:
        return _third_party(packet)
    out = _spoken(packet, kind, text)
    return Said(out or [_fault(packet, "unknown", f"packet {packet.info[:20]!r}")])


def acknowledgement(to: str, number: str) -> bytes:
    """The information field that acknowledges a message."""
    return f":{to:<9}:ack{number}".encode("ascii")


def words(data: str) -> str:
    """Text as people wrote it: UTF-8, or GB 18030 as older Chinese stations send."""
    coded = data.encode("latin-1")
    for codec in ("utf-8", "gb18030"):
        try:
            return coded.decode(codec).strip("\r\n\0 ")
        except UnicodeDecodeError:
            continue
    return data.strip("\r\n\0 ")


def _spoken(packet: Packet, kind: bytes, text: str) -> list[Message]:
    if kind in (b"!", b"="):
        return _placed(packet, packet.source, text, None)
    if kind in (b"/", b"@"):
        return _placed(packet, packet.source, text[7:], moment(text[:7], packet.now))
    if kind and kind in MIC_E_TYPES:
        return _mic_e(packet)
    if kind == b";" and (named := _OBJECT.match(text)):
        rest, at = text[named.end() :], moment(text[named.end() :][:7], packet.now)
        return _thing(packet, named, rest[7:], at)
    if kind == b")" and (named := _ITEM.match(text)):
        return _thing(packet, named, text[named.end() :], None)
    if kind == b">":
        at = moment(text[:7], packet.now) if text[6:7] == "z" else None
        return [_status(packet, packet.source, "status", words(text[7:] if at else text), at)]
    if kind == b"_":
        return _readings(packet, packet.source, aprs_weather.weather(text[8:]), _month(text[:8], packet.now))
    if kind == b"T":
        return _telemetry(packet, text)
    if kind == b"?":
        return [_status(packet, packet.source, "question", words(text), None)]
    return []


def _fault(packet: Packet, reason: FaultReason, detail: str) -> Fault:
    return Fault(protocol=packet.protocol, source=packet.source, raw=packet.raw, reason=reason, detail=detail)


def _status(packet: Packet, source: str, code: str, text: str | None, at: datetime | None) -> Message:
    return Status(protocol=packet.protocol, source=source, time=at, raw=packet.raw, code=code, text=text or None)


def _readings(packet: Packet, source: str, measured: Iterable[Measured], at: datetime | None) -> list[Message]:
    return [
        Reading(
            protocol=packet.protocol,
            source=source,
            time=at,
            raw=packet.raw,
            element=element,
            value=value,
            unit=unit,
            quality="missing" if value is None else None,
        )
        for element, value, unit in measured
    ]


def _position(packet: Packet, source: str, here: Place, at: datetime | None) -> Message:
    if not here.real:
        return Position(protocol=packet.protocol, source=source, time=at, raw=packet.raw, valid=False)
    return Position(
        protocol=packet.protocol,
        source=source,
        time=at,
        raw=packet.raw,
        lat=here.lat,
        lon=here.lon,
        alt_m=here.alt_m,
        speed_kmh=here.speed_kmh,
        course_deg=here.course_deg,
        valid=True,
    )


def _placed(packet: Packet, source: str, text: str, at: datetime | None) -> list[Message]:
    """A position, and the weather of a weather station."""
    here = place(text)
    if here is None:
        return []
    if here.symbol[1] != "_":
        return [_position(packet, source, here, at)]
    standing = replace(here, speed_kmh=None, course_deg=None)
    wind: list[Measured] = []
    if here.speed_kmh is not None:  # A compressed position has the wind where others have course and speed.
        wind = [("wind_direction", here.course_deg, "°"), ("wind_speed", round(here.speed_kmh / 3.6, 3), "m/s")]
    measured = [*wind, *aprs_weather.weather(here.rest)]
    return [_position(packet, source, standing, at), *_readings(packet, source, measured, at)]


def _thing(packet: Packet, named: re.Match[str], text: str, at: datetime | None) -> list[Message]:
    """An object or item; a killed one is a status and no place any more."""
    name = named[1].strip() or packet.source
    if named[2] == "_":
        return [_status(packet, name, "killed", None, at)]
    return _placed(packet, name, text, at)


def _mic_e(packet: Packet) -> list[Message]:
    here = mic_e(packet.destination.partition("-")[0], packet.info)
    if here is None:
        return []
    out = [_position(packet, packet.source, here, None)]
    if here.message == "emergency":
        out.append(Alarm(protocol=packet.protocol, source=packet.source, raw=packet.raw, event="panic", code="mic_e"))
    elif here.message is not None:
        out.append(_status(packet, packet.source, here.message, None, None))
    return out


def _telemetry(packet: Packet, text: str) -> list[Message]:
    found = aprs_weather.telemetry(text)
    if found is None:
        return []
    values, bits = found
    out = _readings(packet, packet.source, values, None)
    if bits:
        out.append(_status(packet, packet.source, "telemetry_bits", bits, None))
    return out


def _message(packet: Packet, text: str) -> Said:
    found = _MESSAGE.match(text)
    if found is None:
        return Said([_fault(packet, "syntax", f"message {text[:20]!r}")])
    to, body = found[1].strip(), found[2]
    if answer := _ANSWER.match(body):
        state = "delivered" if answer[1] == "ack" else "rejected"
        return Said([Ack(protocol=packet.protocol, source=packet.source, raw=packet.raw, ref=answer[2], state=state)])  # type: ignore[arg-type]
    if to == packet.source and _DEFINITION.match(body):
        return Said([_status(packet, packet.source, "telemetry_definition", words(body), None)])
    number: str | None = None
    more: list[Message] = []
    if numbered := _NUMBERED.match(body):
        body, number = numbered[1], numbered[2]
        if numbered[3]:
            more.append(Ack(protocol=packet.protocol, source=packet.source, raw=packet.raw, ref=numbered[3], state="delivered"))
    said = Text(protocol=packet.protocol, source=packet.source, raw=packet.raw, code=number, to=to or None, text=words(body))
    if number is None or packet.call is None or to.upper() != packet.call.upper():
        return Said([said, *more])
    return Said([said, *more], acknowledgement(packet.source, number), packet.source)


def _third_party(packet: Packet) -> Said:
    """What another station heard on another channel; only the innermost speaker counts."""
    found = _THIRD.match(packet.info[1:])
    if found is None:
        return Said([_fault(packet, "syntax", "third-party packet without a header")])
    source, destination = found[1].decode("ascii"), found[2].decode("ascii")
    return meaning(replace(packet, source=source, destination=destination, info=found[3], passed_on=True))


def moment(text: str, now: datetime) -> datetime | None:
    """``DDHHMMz``, ``DDHHMM/`` (Beijing), ``HHMMSSh``: the last such time up to an hour from now."""
    if len(text) != 7 or not (text[:6].isascii() and text[:6].isdigit()):
        return None
    first, second, third = int(text[:2]), int(text[2:4]), int(text[4:6])
    latest = now + _AHEAD
    if text[6] == "h":
        today = now.astimezone(UTC)
        return _last((_at(today - timedelta(days=back), hour=first, minute=second, second=third) for back in (-1, 0, 1)), latest)
    zone = {"z": UTC, "/": BEIJING}.get(text[6])
    if zone is None:
        return None
    local = now.astimezone(zone)
    months = (divmod(local.year * 12 + local.month - 1 + ahead, 12) for ahead in (1, 0, -1, -2))
    days = (_at(local, year=year, month=month + 1, day=first, hour=second, minute=third, second=0) for year, month in months)
    return _last(days, latest)


def _month(text: str, now: datetime) -> datetime | None:
    """``MMDDHHMM`` in UTC."""
    if len(text) != 8 or not (text.isascii() and text.isdigit()):
        return None
    month, day, hour, minute = (int(text[at : at + 2]) for at in range(0, 8, 2))
    years = (now.year + 1, now.year, now.year - 1)
    moments = (_at(now.astimezone(UTC), year=year, month=month, day=day, hour=hour, minute=minute, second=0) for year in years)
    return _last(moments, now + _AHEAD)


def _at(base: datetime, **fields: int) -> datetime | None:
    try:
        return base.replace(microsecond=0, **fields).astimezone(UTC)  # type: ignore[arg-type]
    except ValueError:
        return None


def _last(moments: Iterable[datetime | None], latest: datetime) -> datetime | None:
    return next((at for at in moments if at is not None and at <= latest), None)
