"""What every codec keeps, over every frame there is: one test a promise, parametrised over all files."""

from __future__ import annotations

import random
import re
from itertools import groupby
from math import isclose, isfinite

import pytest

from radio.codecs import PROTOCOLS, decoder
from radio.messages import KINDS, Fault, Message, Reply, from_dict, to_dict
from tests.radio.codecs.frame_files import CHECKED, FRAMES, LATER, MANNERS, Frame, accepted, decode, plain

every_frame = pytest.mark.parametrize("frame", FRAMES, ids=str)
every_good_frame = pytest.mark.parametrize("frame", [frame for frame in FRAMES if frame.good], ids=str)
every_cuttable_frame = pytest.mark.parametrize(
    "frame", [frame for frame in FRAMES if frame.good and len(frame.pieces) == 1 and not frame.never_cut], ids=str
)
every_checked_frame = pytest.mark.parametrize(
    "frame", [frame for frame in FRAMES if frame.good and len(frame.pieces) == 1 and frame.protocol in CHECKED], ids=str
)
every_protocol = pytest.mark.parametrize("protocol", PROTOCOLS)


def noise(protocol: str, seed: int, size: int = 40) -> bytes:
    """Bytes among which no frame may start; a line protocol's noise has its line end."""
    manner = MANNERS[protocol]
    source = random.Random(seed)
    return bytes(source.choice([byte for byte in range(256) if byte not in manner.starts]) for _ in range(size)) + manner.end


def bare(protocol: str, data: bytes) -> bytes:
    """Without the bytes that may stand between frames and are told to nobody."""
    return data.translate(None, b"\r\n\0 " + MANNERS[protocol].tail + MANNERS[protocol].fill)


def same(found: list[dict[str, object]], wanted: list[dict[str, object]]) -> bool:
    """Equal, floats within 1e-9: the last digit of a division is nobody's statement."""
    if [sorted(item) for item in found] != [sorted(item) for item in wanted]:
        return False
    return all(
        isclose(value, wish, abs_tol=1e-9) if isinstance(wish := want[key], float) and isinstance(value, float) else value == wish
        for have, want in zip(found, wanted, strict=True)
        for key, value in have.items()
    )


def without_clock(*lists: list[dict[str, object]]) -> list[list[dict[str, object]]]:
    """Without the bytes of replies: they hold the time at which a frame behind a false start was found."""
    return [[{key: value for key, value in item.items() if key != "hex"} for item in items] for items in lists]


def test_every_protocol_has_good_and_bad_frames() -> None:
    assert {frame.protocol for frame in FRAMES} == set(PROTOCOLS)
    assert {frame.protocol for frame in FRAMES if not frame.good} == set(PROTOCOLS)


@every_frame
def test_whole(frame: Frame) -> None:
    messages = decode(frame.protocol, frame.data, now=frame.now)
    found, wanted = plain(messages), list(frame.expect)
    assert same(found, wanted) or found == wanted
    assert [raw for raw, _ in groupby(message.raw.hex() for message in messages)] == list(frame.pieces)


@every_frame
def test_byte_by_byte(frame: Frame) -> None:
    whole = decode(frame.protocol, frame.data, now=frame.now)
    assert decode(frame.protocol, *(bytes((byte,)) for byte in frame.data), now=frame.now) == whole


@every_good_frame
def test_noise_before_and_between(frame: Frame) -> None:
    first, second = noise(frame.protocol, 1), noise(frame.protocol, 2)
    messages = decode(frame.protocol, first + frame.data + second + frame.data, now=frame.now)
    heard = [message for message in messages if message.raw.hex() in frame.pieces]
    assert same(plain(heard)[: len(frame.expect)], list(frame.expect))
    assert len(heard) == 2 * len(frame.expect)
    others = [message for message in messages if message.raw.hex() not in frame.pieces]
    assert others and all(isinstance(message, Fault) for message in others)
    assert bare(frame.protocol, b"".join(message.raw for message in others)) == bare(frame.protocol, first + second)


@every_good_frame
@pytest.mark.parametrize("seed", range(4))
def test_noise_full_of_false_starts(frame: Frame, seed: int) -> None:
    source = random.Random(f"{frame}{seed}")
    manner = MANNERS[frame.protocol]
    data = b"".join(source.choice((source.randbytes(3), manner.starts[:1] * 2)) for _ in range(24))
    if manner.end:
        data = data.translate(bytes.maketrans(manner.starts, b"." * len(manner.starts))) + manner.end
    messages = decode(frame.protocol, data + frame.data, now=frame.now)
    heard = [message for message in messages if message.raw.hex() in frame.pieces]
    assert same(*without_clock(plain(heard), list(frame.expect)))


@every_cuttable_frame
def test_cut_frame_then_good_frame(frame: Frame) -> None:
    manner = MANNERS[frame.protocol]
    whole = len(frame.data.rstrip(manner.tail)) if manner.tail else len(frame.data)
    wanted = list(frame.expect)
    sizes = {1, 2, 3, *range(4, whole, max(1, whole // 12)), whole - 1}
    for size in sorted(size for size in sizes if size < whole):
        alone = decode(frame.protocol, frame.data[:size], manner.end or manner.tail, now=frame.now)
        if frame.protocol in CHECKED:
            assert accepted(alone) == []
        elif accepted(alone):
            continue  # A cut line can be a line; such protocols promise no more.
        cut = frame.data[:size] + (manner.end if manner.unmarked else b"")
        messages = decode(frame.protocol, cut + frame.data, now=frame.now)
        heard = plain([m for m in messages if m.raw.hex() == frame.pieces[0]])
        assert same(*without_clock(heard, wanted)), size
        assert all(isinstance(m, Fault | Reply) for m in messages if m.raw.hex() != frame.pieces[0]), size


@every_checked_frame
def test_no_flipped_bit_is_believed(frame: Frame) -> None:
    """A frame with one wrong bit says nothing, or what it said (the case of a hex digit)."""
    for place in range(len(frame.data)):
        for bit in range(8):
            data = bytearray(frame.data)
            data[place] ^= 1 << bit
            messages = decode(frame.protocol, bytes(data), now=frame.now)
            heard = accepted(messages)
            assert not heard or same(heard, frame.accepted), (place, bit)


@every_protocol
@pytest.mark.parametrize("seed", range(50))
def test_random_bytes_neither_raise_nor_grow(protocol: str, seed: int) -> None:
    source = random.Random(seed)
    frames = [frame for frame in FRAMES if frame.protocol == protocol]
    line = decoder(protocol)
    now = frames[0].now
    for _ in range(60):
        piece = source.randbytes(source.randrange(1, 200))
        if seed % 3 == 1:
            piece = bytes(source.choice(MANNERS[protocol].starts + piece[:4] + b"0123456789,") for _ in range(200))
        elif seed % 3 == 2:
            start = bytearray(source.choice(frames).data)
            start[source.randrange(len(start))] = source.randrange(256)
            piece = bytes(start[: source.randrange(1, len(start) + 1)]) + piece[:3]
        for message in line.feed(piece, now):
            assert KINDS[message.type] is type(message)
        assert line.pending <= MANNERS[protocol].bound  # type: ignore[attr-defined]
    line.tick(now + LATER)
    assert line.pending == 0  # type: ignore[attr-defined]


@every_protocol
def test_silence_says_nothing(protocol: str) -> None:
    line = decoder(protocol)
    now = FRAMES[0].now
    assert line.tick(now) == [] and line.feed(b"", now) == [] and line.tick(now + LATER) == []


@every_frame
def test_json_round_trip(frame: Frame) -> None:
    for message in decode(frame.protocol, frame.data, now=frame.now):
        assert from_dict(to_dict(message)) == message


@every_frame
def test_plausible(frame: Frame) -> None:
    for message in decode(frame.protocol, frame.data, now=frame.now):
        assert message.protocol == frame.protocol and message.raw
        assert message.time is None or (message.time.utcoffset() is not None and 1990 <= message.time.year < 2100)
        assert message.source is None or re.fullmatch(r"[0-9A-Za-z/._:@# -]{1,64}", message.source)
        PLAUSIBLE[message.type](message)


def _position(message: Message) -> None:
    item = to_dict(message)
    assert (item["lat"] is None) == (item["lon"] is None)
    if item["lat"] is not None:
        assert -90 <= item["lat"] <= 90 and -180 <= item["lon"] <= 180 and (item["lat"], item["lon"]) != (0, 0)
    else:
        assert item["valid"] is False
    assert item["alt_m"] is None or -500 < item["alt_m"] < 9000
    assert item["speed_kmh"] is None or 0 <= item["speed_kmh"] <= 1100
    assert item["course_deg"] is None or 0 <= item["course_deg"] < 360


def _reading(message: Message) -> None:
    item = to_dict(message)
    assert re.fullmatch(r"[a-z][A-Za-z0-9_]*", item["element"])
    assert (item["value"] is None) == (item["quality"] in ("missing", "invalid"))
    assert item["value"] is None or isfinite(item["value"])


def _alarm(message: Message) -> None:
    item = to_dict(message)
    assert re.fullmatch(r"[a-z_]+", item["event"]) and item["state"] in ("active", "restored")
    assert item["text"] is None or item["text"].strip()


def _status(message: Message) -> None:
    assert re.fullmatch(r"[A-Za-z0-9_ /]+", to_dict(message)["code"])


def _call(message: Message) -> None:
    item = to_dict(message)
    assert item["caller_id"] and item["kind"] in ("group", "private", "emergency") and item["phase"] in ("start", "end")


def _ack(message: Message) -> None:
    assert to_dict(message)["state"] in ("accepted", "sent", "delivered", "read", "rejected")


def _reply(message: Message) -> None:
    assert isinstance(message, Reply) and message.data and message.hex == message.hex.lower()


def _fault(message: Message) -> None:
    assert isinstance(message, Fault)
    assert message.reason in ("checksum", "length", "syntax", "unknown", "overflow") and message.detail


def _nothing_more(message: Message) -> None:
    assert message.raw


PLAUSIBLE = {
    "position": _position,
    "reading": _reading,
    "alarm": _alarm,
    "call": _call,
    "status": _status,
    "ack": _ack,
    "reply": _reply,
    "fault": _fault,
    "text": _nothing_more,
    "heartbeat": _nothing_more,
    "registration": _nothing_more,
}
