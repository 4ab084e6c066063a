"""What may be merged: positions and signs of life, the newest per wire, source and kind; everything else is in the spool."""

from __future__ import annotations

import queue
from collections import OrderedDict
from dataclasses import dataclass, replace

from radio.gateways.heard import Heard, fill_gaps

CAPACITY = 20_000
"""Sources waiting at once; a hall has some hundreds."""
SAME_FIX_S = 2.0


@dataclass(slots=True)
class TransientCounts:
    """How much was merged into a newer one, and how much had to go."""

    merged: int = 0
    dropped: int = 0


class TransientBox:
    """Between the wires and one taker: any wire puts, the taker takes all.

    The lines go through a ``queue.Queue`` of bounded length; the taker merges. A full queue is merged by whoever finds it
    full, so a taker that sleeps costs memory for one message per source only.
    """

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._incoming: queue.Queue[Heard] = queue.Queue(maxsize=1024)
        self._merged: queue.Queue[OrderedDict[tuple[str, str, str], Heard]] = queue.Queue(maxsize=1)
        self._merged.put(OrderedDict())
        self._capacity = capacity
        self.counts = TransientCounts()

    def put(self, heard: Heard) -> None:
        """Hand over; never waits for the taker."""
        while True:
            try:
                self._incoming.put_nowait(heard)
                return
            except queue.Full:
                self._merge_waiting()

    def take(self) -> list[Heard]:
        """All that is new, the newest per wire, source and kind, oldest first."""
        self._merge_waiting()
        newest = self._merged.get()
        self._merged.put(OrderedDict())
        return list(newest.values())

    def _merge_waiting(self) -> None:
        newest = self._merged.get()
        try:
            while True:
                try:
                    heard = self._incoming.get_nowait()
                except queue.Empty:
                    return
                key = (heard.wire, heard.source, heard.messages[-1].type if heard.messages else "")
                if newest.pop(key, None) is not None:
                    self.counts.merged += 1
                newest[key] = heard
                if len(newest) > self._capacity:
                    newest.popitem(last=False)
                    self.counts.dropped += 1
        finally:
            self._merged.put(newest)


class FixKeeper:
    """Completes a position by the sentence just before it from the same source. Lives in one wire's thread.

    Only what the *last* sentence itself said is used, so a height or a speed that is no longer sent is not carried on.
    """

    def __init__(self) -> None:
        self._last: dict[str, Heard] = {}

    def complete(self, heard: Heard) -> Heard:
        """The same, its positions filled from the last one if that is no older than two seconds."""
        last = self._last.get(heard.source)
        if not heard.messages or heard.messages[-1].type != "position":
            return heard
        if len(self._last) > 10_000:
            self._last.clear()
        self._last[heard.source] = heard
        if last is None or (heard.received_at - last.received_at).total_seconds() > SAME_FIX_S:
            return heard
        return replace(heard, messages=tuple(fill_gaps(message, last.messages[-1]) for message in heard.messages))
