"""What stands inside a BeiDou short message: GB 18030 text, mixed text behind ``A4``, or somebody's bytes.

In coded messages the first byte says what follows: A4 mixed text, A0 and A1 a position report, A2 a poll; telemetry uses bytes of its
own (a whole SL 651 frame is usual). What is no readable text is given as hex, never guessed at.

A long text goes in parts of our own, each begun with ``(number/total)``: readable on any handset, and joined again by a hall.
"""

from __future__ import annotations

import re
from unicodedata import category

from radio.messages import Message, Status, Text

NAME = "rdss"
MIXED = 0xA4
_NOT_TEXT = frozenset({0xA0, 0xA1, 0xA2})
_UNREADABLE = frozenset({"Cc", "Cn", "Co", "Cs"})
_HEX_PREFIX = re.compile(rb"(?:[0-9A-Fa-f]{2})*")
_PART = re.compile(r"\((\d{1,2})/(\d{1,2})\)")
MAX_PARTS = 99


def address(number: int) -> str:
    """The one spelling of a card number: seven decimal digits (eight where it needs them)."""
    return f"{number:07d}"


def from_hex(content: bytes) -> bytes:
    """Content of a sentence: hex; terminals that put raw text behind it, or send raw text alone, exist."""
    match = _HEX_PREFIX.match(content)
    end = match.end() if match else 0
    return bytes.fromhex(content[:end].decode("ascii")) + content[end:]


def readable(payload: bytes, *, coded: bool) -> str | None:
    """The text of a payload, or None if it is none; ``coded`` is any form but plain Hanzi."""
    if payload[:1] == b"\xa4" and (coded or payload[1:2] < b"\xa1"):
        payload = payload[1:]
    elif coded and payload[:1] and payload[0] in _NOT_TEXT:
        return None
    try:
        text = payload.rstrip(b"\0").decode("gb18030")
    except UnicodeDecodeError:
        return None
    return None if any(category(character) in _UNREADABLE and character not in "\t\r\n" for character in text) else text


def received(payload: bytes, raw: bytes, *, source: str | None, to: str | None, coded: bool) -> Message:
    """A message that somebody sent us: a text (``code`` is ``number/total`` for a part), or a ``payload`` in hex."""
    text = readable(payload, coded=coded)
    if text is None:
        return Status(protocol=NAME, source=source, raw=raw, code="payload", to=to, text=payload.hex().upper())
    code = None
    part = _PART.match(text)
    if part and 1 <= int(part[1]) <= int(part[2]) and int(part[2]) > 1:
        code, text = f"{int(part[1])}/{int(part[2])}", text[part.end() :]
    return Text(protocol=NAME, source=source, raw=raw, code=code, to=to, text=text)


def split(text: str, room: int) -> list[str]:
    """A text as it is, or in parts that each hold no more than ``room`` bytes of GB 18030 with their ``(number/total)``.

    Raises:
        ValueError: if it needs more than 99 parts, or ``room`` holds no part.
    """
    if len(text.encode("gb18030")) <= room:
        return [text]
    pieces = [""]
    used = 0
    for character in text:
        size = len(character.encode("gb18030"))
        if used + size > room - len("(99/99)"):
            pieces.append("")
            used = 0
        pieces[-1] += character
        used += size
    if len(pieces) > MAX_PARTS or room < len("(99/99)") + 4:
        raise ValueError(f"text needs {len(pieces)} parts of {room} bytes")
    return [f"({number}/{len(pieces)}){piece}" for number, piece in enumerate(pieces, 1)]
