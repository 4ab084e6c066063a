"""What a wire hands over: one frame with everything it meant, and which frames must be on disk first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby
from typing import Any, Literal

from radio.messages import Ack, Alarm, Call, Fault, Message, Position, Reading, Registration, Reply, Status, Text

DURABLE: tuple[type[Message], ...] = (Alarm, Reading, Text, Ack, Status, Registration, Call)
"""Kinds that are never dropped, whether their protocol acknowledges them or not."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One frame: where and when it was heard, its bytes, and what they say.

    ``owed`` is true when the protocol acknowledges the frame: only such a frame is ever repeated by its sender, so only
    such a frame is looked up among those heard before. A transport may repeat, too: ``again`` is its word (see
    :class:`radio.links.base.Chunk`), and what it surely brings for the first time is only remembered, not looked up.
    """

    wire: str
    protocol: str
    source: str
    received_at: datetime
    messages: tuple[Message, ...]
    raw: bytes = b""
    owed: bool = False
    again: bool | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """Something the hall wants sent: a text to a terminal, or a relay to be pulsed.

    ``params`` of a relay: ``channel`` (1…; without it the number behind the last / of the address) and ``pulse_s`` (5).
    ``priority`` 0 goes first.
    """

    id: str
    wire: str
    kind: Literal["text", "relay"]
    address: str = ""
    text: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    expires_at: datetime | None = None
    priority: int = 5


@dataclass(frozen=True, slots=True)
class Frame:
    """The items of one frame as a decoder gave them, sorted by what has to be done with them."""

    raw: bytes
    messages: tuple[Message, ...]
    replies: tuple[Reply, ...]
    faults: tuple[Fault, ...]

    @property
    def durable(self) -> bool:
        """Must it be on disk before anything else happens?

        A whole frame that we do not understand but acknowledge is kept as well: its sender will never send it again.
        """
        if any(isinstance(message, DURABLE) for message in self.messages):
            return True
        return bool(self.replies) and (bool(self.messages) or all(f.reason == "unknown" for f in self.faults))


def frames(items: Iterable[Message]) -> list[Frame]:
    """The items of a decoder by frame.

    Items of one frame follow each other and share one ``raw`` *object*; the same bytes heard twice are two objects, and two
    frames.
    """
    return [_frame(list(group)) for _, group in groupby(items, key=lambda item: id(item.raw))]


def _frame(group: list[Message]) -> Frame:
    return Frame(
        raw=group[0].raw,
        messages=tuple(item for item in group if not isinstance(item, Reply | Fault)),
        replies=tuple(item for item in group if isinstance(item, Reply)),
        faults=tuple(item for item in group if isinstance(item, Fault)),
    )


def fill_gaps(newer: Message, older: Message | None) -> Message:
    """A position with what it does not say taken from the one just before it (GGA has the height, RMC the speed)."""
    if not isinstance(newer, Position) or not isinstance(older, Position) or not newer.valid:
        return newer
    return replace(
        newer,
        time=newer.time or older.time,
        alt_m=newer.alt_m if newer.alt_m is not None else older.alt_m,
        speed_kmh=newer.speed_kmh if newer.speed_kmh is not None else older.speed_kmh,
        course_deg=newer.course_deg if newer.course_deg is not None else older.course_deg,
    )
