"""Events that a hall sends to TAK: its forces, its texts, its alarms. ``cot.encode`` puts them on a wire.

``stale`` is the end of an event's validity: shorter than a few intervals of reports makes forces blink, and one that is past is
dropped by receivers. Give away only what may leave the hall, and only WGS-84.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from radio.codecs.cot import CHAT, PING
from radio.codecs.cot_event import Event

ROOM = "All Chat Rooms"
FRIEND = "a-f-G-U-C"


def force(
    uid: str,
    callsign: str,
    lat: float,
    lon: float,
    *,
    now: datetime,
    valid: timedelta = timedelta(minutes=5),
    kind: str = FRIEND,
    alt_m: float | None = None,
    speed_kmh: float | None = None,
    course_deg: float | None = None,
    team: str = "Cyan",
    role: str = "Team Member",
    exercise: bool = False,
) -> Event:
    """A force at its place."""
    return Event(
        uid=uid,
        type=kind,
        time=now,
        stale=now + valid,
        how="m-g",
        opex="e" if exercise else "",
        lat=lat,
        lon=lon,
        hae_m=alt_m,
        callsign=callsign,
        team=team,
        role=role,
        speed_m_s=None if speed_kmh is None else speed_kmh / 3.6,
        course_deg=course_deg,
    )


def chat(*, sender: str, callsign: str, text: str, message_id: str, now: datetime, room: str = ROOM) -> Event:
    """A text to a room, or to one callsign."""
    return Event(
        uid=f"GeoChat.{sender}.{room}.{message_id}",
        type=CHAT,
        time=now,
        stale=now + timedelta(days=1),
        how="h-g-i-g-o",
        callsign=callsign,
        link=sender,
        link_type=FRIEND,
        remarks=text,
        room=room,
        message_id=message_id,
        sender=sender,
    )


def alert(owner: str, callsign: str, lat: float, lon: float, *, now: datetime, text: str = "911 Alert") -> Event:
    """An emergency of a force."""
    return Event(
        uid=f"{owner}-9-1-1",
        type="b-a-o-tbl",
        time=now,
        stale=now + timedelta(minutes=5),
        how="h-e",
        lat=lat,
        lon=lon,
        callsign=callsign,
        link=owner,
        link_type=FRIEND,
        emergency=text,
    )


def cancelled(alarm: Event, *, now: datetime) -> Event:
    """The end of an emergency."""
    return replace(alarm, type="b-a-o-can", time=now, start=now, stale=now + timedelta(minutes=5), emergency="", cancel=True)


def ping(uid: str, *, now: datetime) -> Event:
    """A sign of life for a server that closes silent streams."""
    return Event(uid=f"{uid}-ping", type=PING, time=now, stale=now + timedelta(seconds=20), how="m-g")
