"""How the words of a bus travel in PostgreSQL's notifications: who says it, a running number, how many pieces follow, and the piece.

A notification carries less than 8000 bytes; a hall of a hundred wires shows more lights than that, so a long word goes in pieces. All
pieces of a word are sent in one transaction: the server keeps them together and in order. The text is ASCII, so that a word may be cut
anywhere and the database's encoding does not matter. The number keeps the server from folding two equal words into one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

CHANNEL = "oneboard"
DATABASE = "-"  # what a transaction itself says comes from no machine: everybody hears it
PIECE = 7900

Word = tuple[str, str, Mapping[str, Any]]
"""Origin, topic, payload."""


def pack(origin: str, number: int, topic: str, payload: Mapping[str, Any]) -> list[str]:
    """The notifications of one word.

    Raises:
        TypeError: the payload is no JSON.
    """
    text = json.dumps([topic, payload], separators=(",", ":"))
    pieces = [text[start : start + PIECE] for start in range(0, len(text), PIECE)]
    return [f"{origin} {number} {rest} {piece}" for rest, piece in zip(range(len(pieces) - 1, -1, -1), pieces, strict=True)]


class Unpacker:
    """Puts the pieces of one connection together again, in the order of their arrival."""

    def __init__(self) -> None:
        self._pieces: list[str] = []

    def feed(self, notification: str) -> Word | None:
        """The word that this piece ends; None for one that goes on, and for what is no word of ours."""
        try:
            origin, _, rest, piece = notification.split(" ", 3)
            self._pieces.append(piece)
            if int(rest):
                return None
            text = "".join(self._pieces)
            self._pieces.clear()
            topic, payload = json.loads(text)
        except ValueError:
            self._pieces.clear()
            return None
        return (origin, topic, payload) if isinstance(topic, str) and isinstance(payload, dict) else None
