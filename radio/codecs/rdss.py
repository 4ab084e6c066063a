"""BeiDou RDSS (北斗短报文): a terminal's serial line, 2.1 sentences, BeiDou-3 sentences and 4.0 binary frames on one stream.

::

    $ five capitals or digits , fields … * hh CR LF       hh: xor of the bytes between $ and *      rdss_sentence
    $ four capitals | length u16 | user u24 | content | xor of all before                           rdss_binary

A sentence ends with the first ``*hh`` that is right: raw text in it may hold ``*``. It never holds a control character, nor the start
of another sentence. GNSS sentences on the same line are read by the NMEA codec. Cards are named by seven decimal digits in both
forms (0179773 is 4.0's 02BE3D). Nothing is owed for anything: RDSS knows no acknowledgement between users.

For who drives a terminal: ask for the card (its rate and level), wait for at least one beam, send one message (``rdss_build``), take
the feedback (``Ack`` "sent" – out of the antenna, no more –, or "rejected" with ``wait_N``: keep it and try again), let the rate pass.
A ``payload`` status is hex of what is no text: telemetry, often a whole SL 651 frame for that codec.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from radio.codecs import nmea, rdss_binary, rdss_sentence
from radio.codecs.checksums import xor8
from radio.codecs.framing import Bad, Cutter, Grammar, Reject
from radio.codecs.rdss_payload import NAME
from radio.messages import Fault, Message

MAX_SENTENCE = 4096
_HEX_DIGITS = frozenset(b"0123456789ABCDEFabcdef")
_CAPITALS = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_NAME = _CAPITALS | frozenset(b"0123456789")
_ENDED = re.compile(rb"[\x00-\x1f]|\$[A-Z]{5},")


class Decoder:
    """What one terminal says; what is said to it is understood too."""

    def __init__(self) -> None:
        self._cutter = Cutter(GRAMMAR)
        self._gnss = nmea.Decoder()

    @property
    def pending(self) -> int:
        """How many bytes wait for the rest of their frame."""
        return self._cutter.pending

    def feed(self, data: bytes, now: datetime) -> list[Message]:
        """Take bytes as they came; give what they complete."""
        return [message for piece in self._cutter.feed(data, now) for message in self._mean(piece)]

    def tick(self, now: datetime) -> list[Message]:
        """Give up a frame whose rest does not come."""
        return [message for piece in self._cutter.tick(now) for message in self._mean(piece)]

    def _mean(self, piece: bytes | Bad) -> list[Message]:
        if isinstance(piece, Bad):
            return [Fault(protocol=NAME, raw=piece.raw, reason=piece.reason, detail=piece.detail)]
        if piece[5] not in _NAME and piece[5] != 0x2C:
            return rdss_binary.meaning(piece)
        name, _, rest = piece[1:-3].partition(b",")
        spoken = rdss_sentence.meaning(name.decode("ascii", "replace"), rest, piece)
        if spoken is not None:
            return spoken
        return [replace(message, protocol=NAME) for message in self._gnss.meaning(piece)]


def _find(buffer: bytearray, at: int) -> int:
    found = buffer.find(b"$", at)
    return found if found >= 0 else len(buffer)


def _measure(buffer: bytearray, at: int) -> int | Reject:
    head = buffer[at + 1 : at + 7]
    for offset, byte in enumerate(head[:4]):
        if byte not in (_CAPITALS if offset == 0 else _NAME):
            return Reject("syntax", "no name behind $", offset + 1)
    if len(head) < 6:
        return 0
    if head[4] in _NAME or head[4] == 0x2C:
        return _measure_sentence(buffer, at)
    length = head[4] << 8 | head[5]
    if not rdss_binary.OVERHEAD <= length <= rdss_binary.MAX_FRAME:
        return Reject("length", f"frame of {length} bytes", 7)
    return length


def _measure_sentence(buffer: bytearray, at: int) -> int | Reject:
    """Up to the first ``*hh`` that is right; a control character or another sentence's start before it is a refusal."""
    stop = _stop(buffer, at)
    xor, place, wrong = 0, at + 1, ""
    while (star := buffer.find(b"*", place, stop)) >= 0:
        xor ^= xor8(bytes(buffer[place:star]))
        digits = buffer[star + 1 : star + 3]
        if len(digits) < 2:
            break
        if digits[0] in _HEX_DIGITS and digits[1] in _HEX_DIGITS:
            if int(digits, 16) == xor:
                return star + 3 - at
            wrong = f"checksum {digits.decode('ascii')}, computed {xor:02X}"
        xor ^= 0x2A
        place = star + 1
    if stop - at >= MAX_SENTENCE:
        return Reject("overflow", f"sentence longer than {MAX_SENTENCE} bytes", MAX_SENTENCE)
    if stop == len(buffer):
        return 0
    return Reject("checksum", wrong or "no checksum", stop - at)


def _stop(buffer: bytearray, at: int) -> int:
    """Where a sentence must have ended: a control character, the start of another, the longest sentence, or what is there so far."""
    limit = min(len(buffer), at + MAX_SENTENCE)
    found = _ENDED.search(buffer, at + 1, limit)
    return found.start() if found else limit


def _check(frame: bytes) -> Reject | None:
    """A sentence is checked where it is measured; a frame here.

    One that was cut in the very middle, and repeated, has a right xor: its own head stands in it once more.
    """
    if frame[5] in _NAME or frame[5] == 0x2C:
        return None
    if frame.find(frame[:7], 1) > 0:
        return Reject("length", "it begins again before its end")
    want = xor8(frame[:-1])
    return None if frame[-1] == want else Reject("checksum", f"checksum {frame[-1]:02X}, computed {want:02X}")


GRAMMAR = Grammar(_find, _measure, _check, MAX_SENTENCE + 3, fill=b"\r\n\0 ")
