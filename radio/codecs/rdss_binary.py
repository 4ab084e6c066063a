"""The frames of RDSS 4.0: ``$`` + four capitals + length u16 + user address u24 + content + xor of all before. High byte first.

::

    TXXX  category (bit 5 coded) | sender 3 | hour | minute | bits u16 | text | CRC flag          a received message
    TXSQ  category (bits 7-5 010, 3-2 01 normal, bit 1 coded) | to 3 | bits u16 | answer | text     a message to be sent
    FKXX  result | 4: the command's name, or the seconds to wait (result 4)                        feedback
    ICXX  0 | broadcast 3 | kind | rate u16 s | level | encrypted | subordinates u16              ICXX  n | address 3 …
    ZJXX  card | hardware | battery % | inbound | 6 beam powers                                    GLZK  6 beam powers
    DWXX  category (bit 2 emergency) | address 3 | h m s cs | lon d m s ds | lat d m s ds | height 2 | anomaly 2
    GPSX  y m d h m s | E lon d m s ds | N lat d m s ds | …                                        a vendor's GNSS fix, UTC

A height has its sign in bit 14. The CRC flag of TXXX says that the text came damaged over the air: it is shown as such.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType

from radio.codecs.checksums import xor8
from radio.codecs.rdss_payload import NAME, address, received
from radio.codecs.rdss_sentence import beams, card, feedback, sending
from radio.messages import Alarm, Fault, FaultReason, Message, Position, Reading, Status

OVERHEAD = 11
MAX_FRAME = 2048
_RESULTS: Mapping[int, str] = MappingProxyType(
    {1: "failed", 2: "no_lock", 3: "low_battery", 4: "rate", 5: "crypto", 6: "crc", 7: "suppressed", 8: "silence"}
)
_LENGTHS: Mapping[str, int] = MappingProxyType(
    {"ICJC": 12, "XTZJ": 13, "ZJXX": 21, "FKXX": 16, "DWSQ": 22, "DWXX": 31, "GPSX": 38, "GLZK": 17}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One frame by its fields; ``user`` is the card of the terminal on this line."""

    command: str
    user: int
    content: bytes = b""


def encode(frame: Frame) -> bytes:
    """The bytes of a frame.

    Raises:
        ValueError: if a field does not fit.
    """
    size = OVERHEAD + len(frame.content)
    if size > MAX_FRAME or not 0 <= frame.user < 1 << 24 or len(frame.command) != 4 or not frame.command.isupper():
        raise ValueError(f"frame of {size} bytes, user {frame.user}, command {frame.command!r}")
    data = b"$" + frame.command.encode("ascii") + size.to_bytes(2) + frame.user.to_bytes(3) + frame.content
    return data + bytes((xor8(data),))


def parse(raw: bytes) -> Frame:
    """The fields of one whole frame, as a decoder gives it in ``raw``.

    Raises:
        ValueError: if these bytes are not exactly one right frame.
    """
    if raw[:1] != b"$" or len(raw) < OVERHEAD or int.from_bytes(raw[5:7]) != len(raw) or xor8(raw[:-1]) != raw[-1]:
        raise ValueError("not one whole frame")
    return Frame(command=raw[1:5].decode("ascii"), user=int.from_bytes(raw[7:10]), content=raw[10:-1])


def meaning(raw: bytes) -> list[Message]:
    """What a right frame says."""
    frame = parse(raw)
    want = _LENGTHS.get(frame.command)
    if want is not None and want != len(raw):
        return [_fault(raw, "length", f"{frame.command} of {len(raw)} bytes, {want} are right")]
    reader = _READERS.get(frame.command)
    if reader is None:
        return [_fault(raw, "unknown", f"command {frame.command}")]
    return reader(frame, raw)


def _fault(raw: bytes, reason: FaultReason, detail: str) -> Fault:
    return Fault(protocol=NAME, raw=raw, reason=reason, detail=detail)


def _who(number: int) -> str | None:
    return address(number) if number else None


def _txxx(frame: Frame, raw: bytes) -> list[Message]:
    content = frame.content
    bits = int.from_bytes(content[6:8])
    if len(content) < 9 or len(content) != 9 + (bits + 7) // 8:
        return [_fault(raw, "length", f"{bits} bits in a TXXX of {len(raw)} bytes")]
    sender, payload = address(int.from_bytes(content[1:4])), content[8:-1]
    message = received(payload, raw, source=sender, to=_who(frame.user), coded=bool(content[0] & 0x20))
    if content[-1] & 1:
        shown = getattr(message, "text", "") or None
        return [Status(protocol=NAME, source=sender, raw=raw, code="damaged", to=_who(frame.user), text=shown)]
    return [message]


def _txsq(frame: Frame, raw: bytes) -> list[Message]:
    content = frame.content
    bits = int.from_bytes(content[4:6])
    if len(content) < 7 or len(content) != 7 + (bits + 7) // 8:
        return [_fault(raw, "length", f"{bits} bits in a TXSQ of {len(raw)} bytes")]
    if content[0] >> 5 != 2:
        return [Status(protocol=NAME, source=_who(frame.user), raw=raw, code="query", text=content.hex().upper())]
    to = address(int.from_bytes(content[1:4]))
    return [sending(to, content[7:], raw, bool(content[0] & 2), _who(frame.user))]


def _fkxx(frame: Frame, raw: bytes) -> list[Message]:
    result, extra = frame.content[0], frame.content[1:5]
    name = extra.decode("ascii") if extra.isalpha() and extra.isupper() else None
    words = [] if result == 0 else [_RESULTS.get(result, f"result_{result}")]
    if result == 4:
        wait = int(extra) if extra.isdigit() else int.from_bytes(extra, "little")
        words += [f"wait_{wait}"] if 0 < wait <= 3600 else []
    return [feedback(raw, name, result == 0, words, _who(frame.user))]


def _icxx(frame: Frame, raw: bytes) -> list[Message]:
    content = frame.content
    if content[:1] == b"\0" and len(content) == 11:
        facts = {
            "broadcast": address(int.from_bytes(content[1:4])),
            "kind": str(content[4]),
            "rate_s": str(int.from_bytes(content[5:7])),
            "level": str(content[7] or 5),
            "encrypted": "yes" if content[8] else "no",
            "subordinates": str(int.from_bytes(content[9:11])),
        }
        return [card(raw, frame.user, facts)]
    if content[:1] > b"\0" and len(content) % 3 == 1:
        cards = (address(int.from_bytes(content[at : at + 3])) for at in range(1, len(content), 3))
        return [Status(protocol=NAME, source=_who(frame.user), raw=raw, code="subordinates", text=" ".join(cards) or None)]
    return [_fault(raw, "length", f"ICXX of {len(raw)} bytes")]


def _zjxx(frame: Frame, raw: bytes) -> list[Message]:
    ic, hardware, battery, inbound, *powers = frame.content
    text = f"card={ic} hardware={hardware} inbound={inbound}"
    level = float(battery) if battery <= 100 else None
    quality = None if level is not None else "invalid"
    source = _who(frame.user)
    return [
        Status(protocol=NAME, source=source, raw=raw, code="self_check_result", text=text),
        Reading(protocol=NAME, source=source, raw=raw, element="battery_level", value=level, unit="%", quality=quality),
        *beams(raw, powers, source),
    ]


def _glzk(frame: Frame, raw: bytes) -> list[Message]:
    return beams(raw, list(frame.content), _who(frame.user))


def _dwxx(frame: Frame, raw: bytes) -> list[Message]:
    content = frame.content
    who = address(int.from_bytes(content[1:4]))
    out: list[Message] = [_place(raw, who, lon=content[8:12], lat=content[12:16], height=content[16:18])]
    if content[0] & 0x04:
        out.append(Alarm(protocol=NAME, source=who, raw=raw, event="panic", code="DWXX"))
    return out


def _gpsx(frame: Frame, raw: bytes) -> list[Message]:
    content = frame.content
    year, month, day, hour, minute, second = content[:6]
    try:
        time = datetime(2000 + year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        time = None
    return [_place(raw, address(frame.user), lon=content[7:11], lat=content[12:16], sides=content[6:7] + content[11:12], time=time)]


def _place(
    raw: bytes, who: str, *, lon: bytes, lat: bytes, height: bytes | None = None, sides: bytes = b"EN", time: datetime | None = None
) -> Position:
    east, north = _angle(lon, 180), _angle(lat, 90)
    if east is None or north is None or (east == 0 and north == 0) or sides not in (b"EN", b"ES", b"WN", b"WS"):
        return Position(protocol=NAME, source=who, time=time, raw=raw, valid=False)
    alt_m = None
    if height is not None:
        number = int.from_bytes(height)
        alt_m = float(number & 0x3FFF) * (-1 if number & 0x4000 else 1)
    return Position(
        protocol=NAME,
        source=who,
        time=time,
        raw=raw,
        lat=-north if sides[1:] == b"S" else north,
        lon=-east if sides[:1] == b"W" else east,
        alt_m=alt_m if alt_m is not None and -500 < alt_m < 9000 else None,
        valid=True,
    )


def _angle(data: bytes, limit: int) -> float | None:
    """Degrees, minutes, seconds, tenths of a second."""
    degrees, minutes, seconds, tenths = data
    value = degrees + minutes / 60 + (seconds + tenths / 10) / 3600
    return round(value, 7) if minutes < 60 and seconds < 60 and tenths < 10 and value <= limit else None


def _command(code: str) -> Callable[[Frame, bytes], list[Message]]:
    def read(frame: Frame, raw: bytes) -> list[Message]:
        text = frame.content.hex().upper() or None
        return [Status(protocol=NAME, source=_who(frame.user), raw=raw, code=code, text=text)]

    return read


_READERS: Mapping[str, Callable[[Frame, bytes], list[Message]]] = MappingProxyType(
    {
        "TXXX": _txxx,
        "TXSQ": _txsq,
        "FKXX": _fkxx,
        "ICXX": _icxx,
        "ZJXX": _zjxx,
        "GLZK": _glzk,
        "DWXX": _dwxx,
        "GPSX": _gpsx,
        "ICJC": _command("read_card"),
        "XTZJ": _command("self_check"),
        "DWSQ": _command("position_request"),
    }
)
