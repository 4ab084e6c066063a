"""What a device family needs beyond decoding: a conversation of commands and answers on the line.

A dialogue is sans-IO like a codec: it is told what came, and says what to send, what to tell the hall, and what to remember.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from radio.gateways.heard import Job
from radio.gateways.spool import JobRecord
from radio.messages import Message, Reply


@dataclass(frozen=True, slots=True)
class Step:
    """What one turn of a dialogue wants.

    ``send`` goes on the wire only after ``messages`` and ``records`` are on disk: a send that is not remembered might be
    done twice.
    """

    send: bytes = b""
    messages: tuple[Message, ...] = ()
    records: tuple[JobRecord, ...] = ()

    @property
    def empty(self) -> bool:
        """Nothing to do."""
        return not (self.send or self.messages or self.records)


class Dialogue(Protocol):
    """One conversation with one device."""

    def opened(self, now: datetime) -> Step:
        """The line is open: what to say first."""

    def closed(self, now: datetime) -> Step:
        """The line is gone."""

    def submit(self, job: Job) -> None:
        """Something to be done when its turn comes."""

    def heard(self, messages: Sequence[Message], now: datetime) -> tuple[tuple[Message, ...], Step]:
        """The messages of one frame: those that are for the hall, and what to do.

        Raises:
            SpoolError: what it must look up cannot be read now; it is asked again.
        """

    def owe(self, reply: Reply) -> None:
        """The frame is on disk: its reply may be sent when its turn comes."""

    def tick(self, now: datetime, *, is_open: bool) -> Step:
        """Time passes: time-outs, the next job; while the line is away only what expires."""
