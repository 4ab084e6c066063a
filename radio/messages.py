"""The vocabulary of the wires: what any codec may say, and the JSON of ``oneboard decode``.

A decoder is sans-IO: ``feed(data, now)`` and ``tick(now)`` return items of this module in the order of the wire.
Everything that one frame meant shares that frame's ``raw``; the :class:`Reply` it is owed carries the same ``raw``, so the
intake can put the frame on disk before the reply goes out. Unknown values are ``None``, never 0 or -1.
Every time is an aware UTC ``datetime`` taken from the frame, or ``None`` where the frame has none.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any, ClassVar, Literal, Protocol

FaultReason = Literal["checksum", "length", "syntax", "unknown", "overflow"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What every message has: who said it, when by its own clock, and the bytes it came in."""

    type: ClassVar[str] = ""
    protocol: str
    source: str | None = None
    time: datetime | None = None
    raw: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Position(Message):
    """A place on WGS-84, in degrees; speed over ground and course of a moving thing."""

    type: ClassVar[str] = "position"
    lat: float | None = None
    lon: float | None = None
    alt_m: float | None = None
    speed_kmh: float | None = None
    course_deg: float | None = None
    valid: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading(Message):
    """One measured element; ``value`` is None where the frame says that it has none."""

    type: ClassVar[str] = "reading"
    element: str
    value: float | None
    unit: str | None
    quality: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm(Message):
    """Something wants a person: ``event`` fire, fault, panic, tamper, test …"""

    type: ClassVar[str] = "alarm"
    event: str
    state: Literal["active", "restored"] = "active"
    code: str | None = None
    zone: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Call(Message):
    """A voice call starts or ends."""

    type: ClassVar[str] = "call"
    caller_id: str | None = None
    called_id: str | None = None
    kind: Literal["group", "private", "emergency"] = "group"
    phase: Literal["start", "end"] = "start"


@dataclass(frozen=True, slots=True, kw_only=True)
class Status(Message):
    """A status code of a device or a radio user."""

    type: ClassVar[str] = "status"
    code: str
    to: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Message):
    """A text message."""

    type: ClassVar[str] = "text"
    code: str | None = None
    to: str | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heartbeat(Message):
    """A sign of life."""

    type: ClassVar[str] = "heartbeat"


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration(Message):
    """A terminal makes itself known."""

    type: ClassVar[str] = "registration"
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ack(Message):
    """The far end answers something of ours: ``ref`` names it, ``state`` says how far it came.

    ``uncertain``: we cannot know whether it was done (the gateway was killed while it sent), and it is not done twice.
    """

    type: ClassVar[str] = "ack"
    ref: str | None = None
    state: Literal["accepted", "sent", "delivered", "read", "rejected", "uncertain"] = "accepted"
    code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply(Message):
    """The bytes that the protocol says we owe for the frame ``raw``. JSON key ``hex``."""

    type: ClassVar[str] = "reply"
    hex: str

    @property
    def data(self) -> bytes:
        """The bytes to put on the wire."""
        return bytes.fromhex(self.hex)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault(Message):
    """Bytes that are no message: broken (checksum, length, syntax, overflow) or whole but not understood (unknown)."""

    type: ClassVar[str] = "fault"
    reason: FaultReason
    detail: str = ""


KINDS: Mapping[str, type[Message]] = {
    kind.type: kind for kind in (Position, Reading, Alarm, Call, Status, Text, Heartbeat, Registration, Ack, Reply, Fault)
}


class Decoder(Protocol):
    """One end of one conversation. Never raises on bytes, never sleeps, reads no clock, looks nothing up."""

    def feed(self, data: bytes, now: datetime) -> list[Message]:
        """Take bytes as they came; give what they complete."""

    def tick(self, now: datetime) -> list[Message]:
        """Let time pass: time-outs of unfinished frames, if the protocol has any."""


def to_dict(message: Message) -> dict[str, Any]:
    """The message as a JSON-ready dict, the common fields first."""
    out: dict[str, Any] = {"type": message.type}
    for item in fields(message):
        value = getattr(message, item.name)
        if isinstance(value, datetime):
            value = value.astimezone(UTC).isoformat().replace("+00:00", "Z")
        elif isinstance(value, bytes):
            value = value.hex()
        out[item.name] = value
    return out


def to_json(message: Message) -> str:
    """One line of JSON."""
    return json.dumps(to_dict(message), ensure_ascii=False, separators=(", ", ": "))


def from_dict(data: Mapping[str, Any]) -> Message:
    """The inverse of :func:`to_dict`.

    Raises:
        KeyError: for a type that is not in :data:`KINDS`.
        TypeError: for fields that the type does not have.
    """
    values = dict(data)
    kind = KINDS[values.pop("type")]
    values["raw"] = bytes.fromhex(values.get("raw") or "")
    if values.get("time"):
        values["time"] = datetime.fromisoformat(values["time"])
    return kind(**values)
