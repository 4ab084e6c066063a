"""The frames of ``tests/frames``: bytes, where they come from, and what they say.

One JSON file a frame: ``hex`` as on the wire, ``now`` as the decoder is told, ``expect`` all decoded messages without their
``raw``, ``good`` False if it must be refused. ``raw`` lists the bytes of the pieces in their order where they are not simply the
whole ``hex``; ``never_cut`` True if its transport never loses half of it (a datagram, TCP) and it has no checksum. Expected
values were worked out from the standards' text with other means than the codecs.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from radio.codecs import decoder
from radio.messages import Fault, Message, Reply, to_dict

FOLDER = Path(__file__).resolve().parents[2] / "frames"
LATER = timedelta(hours=1)


@dataclass(frozen=True)
class Frame:
    """One file."""

    protocol: str
    name: str
    data: bytes
    good: bool
    now: datetime
    expect: tuple[dict[str, Any], ...]
    pieces: tuple[str, ...]
    never_cut: bool

    def __str__(self) -> str:
        return f"{self.protocol}/{self.name}"

    @property
    def accepted(self) -> list[dict[str, Any]]:
        """What is neither a fault nor a reply."""
        return [item for item in self.expect if item["type"] not in ("fault", "reply")]


def load() -> list[Frame]:
    """All frames, sorted by protocol and name."""
    out = []
    for path in sorted(FOLDER.glob("*/*.json")):
        item = json.loads(path.read_text(encoding="utf-8"))
        data = bytes.fromhex(item["hex"])
        out.append(
            Frame(
                path.parent.name,
                path.stem,
                data,
                item["good"],
                datetime.fromisoformat(item["now"]),
                tuple(item["expect"]),
                tuple(item.get("raw", [data.hex()])),
                item.get("never_cut", False),
            )
        )
    return out


FRAMES = load()


@dataclass(frozen=True)
class Manner:
    """How the lines of a protocol are disturbed in tests.

    starts: bytes with which a frame may start (of line protocols: and bytes that end a line); noise has none of them.
    end: what ends a run of noise on a line protocol.
    tail: bytes at the end of a frame without which it is still the same frame.
    fill: bytes that may stand between frames and are told to nobody, beside tail, line ends, NUL and space.
    bound: no decoder holds more: twice the longest frame of its protocol (SL 651, 4124 bytes, is the longest of most), and a line.
    unmarked: a line has no start of its own, so what was cut before it belongs to it, unless that was ended.
    checked: the protocol has a checksum.
    """

    starts: bytes
    end: bytes = b""
    tail: bytes = b""
    fill: bytes = b""
    unmarked: bool = False
    bound: int = 10_000
    checked: bool = False


MANNERS: dict[str, Manner] = {
    "gbt26875": Manner(b"@", checked=True),
    "sl651": Manner(b"~\x01", checked=True),
    "nmea": Manner(b"$!", tail=b"\r\n", checked=True),
    "tetra": Manner(b"+\r\n", end=b"\r\n", tail=b"\r\n"),
    "rdss": Manner(b"$", tail=b"\r\n", checked=True),
    "gsm": Manner(b"+>\r\n", end=b"\r\n", tail=b"\r\n"),
    "cot": Manner(b"\xbf<", fill=b"\t", bound=140_000),
    "cap": Manner(b"<\xef", fill=b"\t", bound=2_200_000),
    "jt808": Manner(b"~", tail=b"~", checked=True),
    "kenwood": Manner(b"\x02$", tail=b"\r\n", fill=b"\x02\x03"),
    "surgard": Manner(b"\x14\r\n\x94\x8d\x8a\0", end=b"\x14", tail=b"\x14", unmarked=True),
    "dc09": Manner(b"0123456789ABCDEFabcdef", tail=b"\r\n", checked=True),
    "hj212": Manner(b"#", tail=b"\r\n", checked=True),
    "kiss": Manner(b"\xc0", tail=b"\xc0"),
    "aprs": Manner(b"\r\n\0", end=b"\r\n", tail=b"\r\n", unmarked=True),
}
CHECKED = frozenset(name for name, manner in MANNERS.items() if manner.checked)
"""Protocols with a checksum."""


def decode(protocol: str, *chunks: bytes, now: datetime) -> list[Message]:
    """What a fresh decoder makes of the chunks, and of silence after them."""
    line = decoder(protocol)
    out: list[Message] = []
    for chunk in chunks:
        out += line.feed(chunk, now)
    return out + line.tick(now + LATER)


def plain(messages: list[Message]) -> list[dict[str, Any]]:
    """Messages as the files have them."""
    out = []
    for message in messages:
        item = to_dict(message)
        del item["raw"]
        out.append(item)
    return out


def accepted(messages: list[Message]) -> list[dict[str, Any]]:
    """What is neither a fault nor a reply, as the files have it."""
    return plain([message for message in messages if not isinstance(message, Fault | Reply)])
