"""The protocol monitor's way from the gateway to the screens: only while somebody watches, so much a second, and never in a wire's way.

A screen says once a second which wire it watches; the gateway's own loop reads what that wire has kept and tells it. A wire that speaks
faster than that is not slowed: rows that were gone before their turn are told by their number.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from console.app.ports import Bus
from radio.gateways.monitor import MonitorRow
from radio.gateways.switchboard import Switchboard
from radio.messages import to_dict

ROWS_A_WORD = 120
BYTES_A_WORD = 12_000
PIECE = 8_000
"""Of a longer row: a word on the bus has its limit."""
WATCHED_FOR_S = 3.0
MOST_VIEWERS = 8


@dataclass(slots=True)
class _Viewer:
    wire: str
    told: int
    until: float


class WireWatch:
    """Belongs to the gateway's loop."""

    def __init__(self, switchboard: Switchboard, bus: Bus) -> None:
        self._switchboard = switchboard
        self._bus = bus
        self._viewers: dict[str, _Viewer] = {}

    def watch(self, viewer: str, wire: str, after: int = 0) -> None:
        """A screen watches that wire for the next seconds, and has seen its rows up to ``after``; no wire ends it."""
        now = time.monotonic()
        known = self._viewers.get(viewer)
        if not wire:
            self._viewers.pop(viewer, None)
        elif known is not None and known.wire == wire:
            known.until = now + WATCHED_FOR_S
        elif known is not None or len(self._viewers) < MOST_VIEWERS:
            self._viewers[viewer] = _Viewer(wire, after, now + WATCHED_FOR_S)

    def pump(self) -> None:
        """Tell each what is new: a word each, ten times a second at most (the loop's pace)."""
        now = time.monotonic()
        for name, viewer in list(self._viewers.items()):
            if now > viewer.until:
                del self._viewers[name]
                continue
            try:
                rows = self._switchboard.monitor(viewer.wire, viewer.told)
            except KeyError:
                continue  # the wire is not there, or not yet again
            if not rows and viewer.told:
                rows = self._begun_anew(viewer)
            if rows:
                self._tell(name, viewer, rows)

    def _begun_anew(self, viewer: _Viewer) -> Sequence[MonitorRow]:
        """A wire that was opened anew counts from one again."""
        rows = self._switchboard.monitor(viewer.wire)
        if rows and rows[-1].seq < viewer.told:
            viewer.told = 0
            return rows
        return ()

    def _tell(self, name: str, viewer: _Viewer, rows: Sequence[MonitorRow]) -> None:
        missed = rows[0].seq - viewer.told - 1 if viewer.told else 0
        words: list[list[Any]] = []
        room = BYTES_A_WORD
        for row in rows[:ROWS_A_WORD]:
            pieces = row_words(row)
            if words and sum(map(_weight, pieces)) > room:
                break
            for piece in pieces:
                if words and _weight(piece) > room:
                    self._publish(name, viewer, words, missed)
                    words, missed, room = [], 0, BYTES_A_WORD
                words.append(piece)
                room -= _weight(piece)
            viewer.told = row.seq
        self._publish(name, viewer, words, missed)

    def _publish(self, name: str, viewer: _Viewer, rows: list[list[Any]], missed: int) -> None:
        words = {"viewer": name, "wire": viewer.wire, "rows": rows, "missed": missed, "last": viewer.told}
        self._bus.publish("wire_rows", words)


def row_words(row: MonitorRow) -> list[list[Any]]:
    """A row as it travels: time, direction, peer, hex, note, what it means; a long one in pieces that follow each other."""
    pieces = [row.data[at : at + PIECE] for at in range(0, len(row.data), PIECE)] or [b""]
    meant = [_meaning(message) for message in row.messages]
    at = row.at.isoformat()
    return [
        [at, row.direction, row.peer, piece.hex(), row.note if last else "", meant if last else []]
        for number, piece in enumerate(pieces)
        for last in (number == len(pieces) - 1,)
    ]


def _meaning(message: Any) -> Mapping[str, Any]:
    """A message without its bytes, which stand beside it, and without what it does not say."""
    return {key: value for key, value in to_dict(message).items() if key not in ("raw", "protocol") and value not in (None, "")}


def _weight(piece: list[Any]) -> int:
    """About how many bytes of the wire it stands for on the bus."""
    return len(piece[3]) // 2 + 60 * (1 + len(piece[5]))
