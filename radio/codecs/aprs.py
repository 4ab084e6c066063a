"""APRS as text lines (TNC2 format), as APRS-IS servers, monitors and log files have it.

::

    SOURCE>DESTINATION,PATH,PATH*:information CR LF         # a comment of the server, a sign of life

The information is :mod:`radio.codecs.aprs_info`'s. Lines have no checksum.
"""

from __future__ import annotations

import re
from datetime import datetime

from radio.codecs.aprs_info import Packet, meaning
from radio.codecs.framing import Bad, Cutter, lines
from radio.codecs.kiss import Station
from radio.messages import Fault, FaultReason, Heartbeat, Message, Reply

NAME = "aprs"
MAX_LINE = 600
_HEADER = re.compile(rb"([A-Za-z0-9-]{3,9})>([A-Za-z0-9-]{1,9})((?:,[A-Za-z0-9*-]{1,10})*):")


def line(station: Station, info: bytes) -> bytes:
    """A packet of ours as a line."""
    path = "".join(f",{hop}" for hop in station.path)
    return f"{station.call}>{station.tocall}{path}:".encode("ascii") + info + b"\r\n"


class Decoder:
    """One stream of lines; with a ``station`` of ours, messages to it are acknowledged."""

    def __init__(self, *, station: Station | None = None) -> None:
        self._cutter = Cutter(lines(MAX_LINE))
        self._station = station

    @property
    def pending(self) -> int:
        """How many bytes wait for the rest of their line."""
        return self._cutter.pending

    def feed(self, data: bytes, now: datetime) -> list[Message]:
        """Take bytes as they came; give what they complete."""
        return [message for piece in self._cutter.feed(data, now) for message in self._mean(piece, now)]

    def tick(self, now: datetime) -> list[Message]:
        """Give up a line whose rest does not come."""
        return [message for piece in self._cutter.tick(now) for message in self._mean(piece, now)]

    def _mean(self, piece: bytes | Bad, now: datetime) -> list[Message]:
        if isinstance(piece, Bad):
            return [_fault(piece.raw, piece.reason, piece.detail)]
        if piece[:1] == b"#":
            return [Heartbeat(protocol=NAME, raw=piece)]
        found = _HEADER.match(piece)
        if found is None:
            return [_fault(piece, "syntax", "no header of a packet")]
        source, destination = found[1].decode("ascii"), found[2].decode("ascii")
        call = None if self._station is None else self._station.call
        said = meaning(Packet(NAME, source, destination, piece[found.end() :], piece, now, call))
        out = said.messages
        if said.owed is not None and self._station is not None:
            out.append(Reply(protocol=NAME, source=said.owed_to, raw=piece, hex=line(self._station, said.owed).hex()))
        return out


def _fault(raw: bytes, reason: FaultReason, detail: str) -> Fault:
    return Fault(protocol=NAME, raw=raw, reason=reason, detail=detail)
