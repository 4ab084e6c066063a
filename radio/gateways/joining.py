"""Joins what devices send in parts: bounded in number and bytes, with time passed in, and on disk before a part is acknowledged.

::

    add(key, number, total, raw) → "part": kept · "repeat": known already · "whole": all the parts · "refused": no part of anything
    tick(now)                    → what has waited too long, with the parts that came
    missing(now, …)              → what to ask for again

Every change is a record for the spool, committed with the frame it came of: a part that was acknowledged is there after a restart, and a
whole is told exactly once. A whole is remembered for a while, so a part of it that comes late a second time begins nothing new; another
part under the same key does, for devices count from the beginning again.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from radio.gateways.spool import PartRecord, PartsGone, Spool

MARK = 0
"""The number under which a whole is remembered."""
_DIGEST = 8
Changes = tuple[PartRecord | PartsGone, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """What became of a part. ``parts`` are all of a whole in their order; ``lost`` is what had to give way."""

    state: Literal["part", "repeat", "whole", "refused"]
    parts: tuple[bytes, ...] = ()
    changes: Changes = ()
    lost: tuple[Incomplete, ...] = ()


@dataclass(frozen=True, slots=True)
class Incomplete:
    """What never became whole: the parts that came, by their numbers."""

    key: str
    total: int
    parts: Mapping[int, bytes]


@dataclass(slots=True)
class _Open:
    total: int
    at: datetime
    parts: dict[int, bytes] = field(default_factory=dict)
    asked: int = 0
    asked_at: datetime | None = None


class Joiner:
    """The unfinished messages of one wire.

    Args:
        patience_s: how long after its last part a message is waited for.
        remember_s: how long a whole is remembered.
        max_open: unfinished messages at once; beyond it the one that waited longest gives way.
        max_total: the most parts that a message may have.
        max_bytes: of all unfinished messages together.
    """

    def __init__(
        self,
        wire: str,
        spool: Spool,
        *,
        patience_s: float,
        remember_s: float,
        max_open: int = 256,
        max_total: int = 255,
        max_bytes: int = 4 << 20,
        max_marks: int = 5000,
    ) -> None:
        self._wire = wire
        self._spool = spool
        self._patience = timedelta(seconds=patience_s)
        self._remember = timedelta(seconds=remember_s)
        self._max_open, self._max_total, self._max_bytes, self._max_marks = max_open, max_total, max_bytes, max_marks
        self._open: OrderedDict[str, _Open] = OrderedDict()
        self._marks: OrderedDict[str, tuple[datetime, bytes]] = OrderedDict()
        self._bytes = 0
        self._loaded = False

    def add(self, key: str, number: int, total: int, raw: bytes, now: datetime) -> Joined:
        """Take a part.

        Raises:
            SpoolError: what earlier lives had cannot be read now; nothing has changed.
        """
        self.load()
        if not 1 <= number <= total <= self._max_total or len(raw) > self._max_bytes:
            return Joined("refused")
        if self._is_repeat(key, number, raw):
            return Joined("repeat")
        lost: list[Incomplete] = []
        known = self._open.get(key)
        if known is not None and (known.total != total or number in known.parts):
            lost.append(self._give_up(key))
            known = None
        if known is None:
            known = self._open[key] = _Open(total, now)
        known.parts[number] = raw
        known.at, known.asked, known.asked_at = now, 0, None
        self._open.move_to_end(key)
        self._bytes += len(raw)
        if len(known.parts) == total:
            whole = tuple(known.parts[at] for at in range(1, total + 1))
            return Joined("whole", whole, (*self._gone(lost), *self._finish(key, whole, now)), tuple(lost))
        while len(self._open) > self._max_open or (self._bytes > self._max_bytes and len(self._open) > 1):
            lost.append(self._give_up(next(iter(self._open))))
        kept = PartRecord(self._wire, key, number, total, raw, now)
        return Joined("part", (), (*self._gone(lost), kept), tuple(lost))

    def tick(self, now: datetime) -> tuple[list[Incomplete], Changes]:
        """What is waited for no longer; wholes that are old are forgotten by the way.

        Raises:
            SpoolError: as :meth:`add`.
        """
        self.load()
        over = [key for key, message in self._open.items() if now - message.at >= self._patience]
        old = [key for key, (at, _) in self._marks.items() if now - at >= self._remember]
        for key in old:
            del self._marks[key]
        lost = [self._give_up(key) for key in over]
        return lost, (*self._gone(lost), *(PartsGone(self._wire, key) for key in old))

    def missing(self, now: datetime, quiet_s: float, times: int) -> list[tuple[str, int, list[int], bytes]]:
        """Messages whose parts stopped coming, each ``times`` times: key, total, the numbers that lack, a part that is there."""
        found = []
        for key, message in self._open.items():
            since = message.asked_at or message.at
            if message.asked < times and (now - since).total_seconds() >= quiet_s:
                message.asked += 1
                message.asked_at = now
                lacking = [number for number in range(1, message.total + 1) if number not in message.parts]
                found.append((key, message.total, lacking, next(iter(message.parts.values()))))
        return found

    def __len__(self) -> int:
        return len(self._open)

    def load(self) -> None:
        """What earlier lives left, once.

        Raises:
            SpoolError: it cannot be read now.
        """
        if self._loaded:
            return
        for record in sorted(self._spool.parts(self._wire), key=lambda record: record.at):
            if record.number == MARK:
                self._marks[record.key] = (record.at, record.raw)
                continue
            known = self._open.setdefault(record.key, _Open(record.total, record.at))
            known.parts[record.number] = record.raw
            known.at = max(known.at, record.at)
            self._bytes += len(record.raw)
        self._loaded = True

    def _is_repeat(self, key: str, number: int, raw: bytes) -> bool:
        known = self._open.get(key)
        if known is not None and known.parts.get(number) == raw:
            return True
        mark = self._marks.get(key)
        return mark is not None and mark[1][(number - 1) * _DIGEST : number * _DIGEST] == _digest(raw)

    def _finish(self, key: str, whole: tuple[bytes, ...], now: datetime) -> Changes:
        del self._open[key]
        self._bytes -= sum(map(len, whole))
        mark = b"".join(map(_digest, whole))
        self._marks[key] = (now, mark)
        self._marks.move_to_end(key)
        changes: list[PartRecord | PartsGone] = [PartsGone(self._wire, key), PartRecord(self._wire, key, MARK, len(whole), mark, now)]
        while len(self._marks) > self._max_marks:
            changes.append(PartsGone(self._wire, self._marks.popitem(last=False)[0]))
        return tuple(changes)

    def _give_up(self, key: str) -> Incomplete:
        message = self._open.pop(key)
        self._bytes -= sum(map(len, message.parts.values()))
        return Incomplete(key, message.total, dict(sorted(message.parts.items())))

    def _gone(self, lost: list[Incomplete]) -> Changes:
        return tuple(PartsGone(self._wire, item.key) for item in lost)


def _digest(raw: bytes) -> bytes:
    return hashlib.blake2b(raw, digest_size=_DIGEST).digest()
