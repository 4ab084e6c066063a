"""What a device family needs beyond decoding: a conversation of commands and answers on the line.

A dialogue is sans-IO like a codec: it is told what came, and says what to send, what to tell the hall, and what to remember.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from radio.gateways.heard import Job
from radio.gateways.spool import JobRecord, PartRecord, PartsGone
from radio.links.base import Chunk
from radio.messages import Message, Reply


@dataclass(frozen=True, slots=True)
class Step:
    """What one turn of a dialogue wants.

    ``send`` goes to the far end that the turn is about, ``chunks`` to others – only after ``messages``, ``records`` and ``parts`` are on
    disk: a send that is not remembered might be done twice, a part that is not kept might be acknowledged and lost.
    """

    send: bytes = b""
    messages: tuple[Message, ...] = ()
    records: tuple[JobRecord, ...] = ()
    chunks: tuple[Chunk, ...] = ()
    parts: tuple[PartRecord | PartsGone, ...] = ()

    @property
    def empty(self) -> bool:
        """Nothing to do."""
        return not (self.send or self.messages or self.records or self.chunks or self.parts)

    def then(self, other: Step) -> Step:
        """Both, this one first."""
        return Step(
            self.send + other.send,
            self.messages + other.messages,
            self.records + other.records,
            self.chunks + other.chunks,
            self.parts + other.parts,
        )


class Dialogue(Protocol):
    """The conversation on one wire: with one device (``peer`` is ""), or with all that call its port.

    Where it says so, a turn may raise :class:`SpoolError`: what it must look up cannot be read now, and it is asked again.
    """

    @property
    def trouble(self) -> tuple[str, str] | None:
        """A code and a detail while the device cannot do its work though the line is good; else None."""

    def opened(self, peer: str, now: datetime) -> Step:
        """The line is open, or somebody calls: what to say first."""

    def closed(self, peer: str, now: datetime) -> Step:
        """The line is gone, or somebody hung up."""

    def submit(self, job: Job) -> None:
        """Something to be done when its turn comes."""

    def heard(self, peer: str, messages: Sequence[Message], now: datetime) -> tuple[tuple[Message, ...], Step]:
        """The messages of one frame: those that are for the hall, and what to do.

        Raises:
            SpoolError: and nothing has changed.
        """

    def owe(self, peer: str, reply: Reply) -> bytes:
        """The frame is on disk: what of its reply may be sent now. The rest goes when its turn comes."""

    def tick(self, now: datetime, *, is_open: bool) -> Step:
        """Time passes: time-outs, the next job; while the line is away only what expires.

        Raises:
            SpoolError: and nothing has changed.
        """
