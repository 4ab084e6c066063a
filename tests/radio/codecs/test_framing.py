"""The cutter: whatever comes, however it is cut into reads, every byte is told exactly once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from radio.codecs import dc09, gbt26875, gsm, hj212, jt808, kenwood, kiss, nmea, rdss, sl651
from radio.codecs.framing import Bad, Cutter, Grammar, Reject, lines
from tests.radio.codecs.frame_files import FRAMES

NOW = datetime(2026, 7, 1, tzinfo=UTC)


def toy() -> Grammar:
    """``A``, length of the data, data, sum of the data: small enough to read."""

    def find(buffer: bytearray, at: int) -> int:
        found = buffer.find(b"A", at)
        return found if found >= 0 else len(buffer)

    def measure(buffer: bytearray, at: int) -> int | Reject:
        if len(buffer) - at < 2:
            return 0
        return 3 + buffer[at + 1] if buffer[at + 1] <= 60 else Reject("length", "too long", 2)

    def check(frame: bytes) -> Reject | None:
        return None if sum(frame[2:-1]) & 0xFF == frame[-1] else Reject("checksum", "wrong")

    return Grammar(find, measure, check, 63, fill=b"\n")


def pieces(grammar: Grammar, *chunks: bytes, silence: bool = True) -> list[bytes | Bad]:
    cutter = Cutter(grammar)
    out = [piece for chunk in chunks for piece in cutter.feed(chunk, NOW)]
    if silence:
        out += cutter.tick(NOW + timedelta(seconds=10))
        assert cutter.pending == 0
    return out


def test_frames_one_after_another() -> None:
    assert pieces(toy(), b"A\x01\x05\x05A\x00\x00", silence=False) == [b"A\x01\x05\x05", b"A\x00\x00"]


def test_noise_is_told_once_and_fill_not_at_all() -> None:
    noise = Bad(b"xyz", "syntax", "3 bytes outside of any frame")
    assert pieces(toy(), b"\n\nxyz\nA\x00\x00\n\n", silence=False) == [noise, b"A\x00\x00"]


def test_a_frame_behind_a_false_start_is_found() -> None:
    bad = Bad(b"A\x05", "checksum", "wrong", whole=True)
    assert pieces(toy(), b"A\x05A\x01\x07\x07zzzzz") == [
        bad,
        b"A\x01\x07\x07",
        Bad(b"zzzzz", "syntax", "5 bytes outside of any frame"),
    ]


def test_a_refused_frame_is_one_fault() -> None:
    assert pieces(toy(), b"A\x03\x01\x01\x01\x09", silence=False) == [Bad(b"A\x03\x01\x01\x01\x09", "checksum", "wrong", whole=True)]


def test_refused_frames_that_overlap_are_one_fault() -> None:
    first_to_last = b"A\x03..A\x02..!"
    assert pieces(toy(), first_to_last + b"A\x00\x00", silence=False) == [
        Bad(first_to_last, "checksum", "wrong", whole=True),
        b"A\x00\x00",
    ]


def test_an_unfinished_frame_waits_and_is_then_given_up() -> None:
    cutter = Cutter(toy(), idle_s=3)
    assert cutter.feed(b"A\x30A\x00\x00zz", NOW) == []
    assert cutter.tick(NOW + timedelta(seconds=2.9)) == []
    assert cutter.tick(NOW + timedelta(seconds=3)) == [
        Bad(b"A\x30", "length", "unfinished frame: 7 of 51 bytes"),
        b"A\x00\x00",
        Bad(b"zz", "syntax", "2 bytes outside of any frame"),
    ]


def test_a_late_rest_completes_the_frame() -> None:
    cutter = Cutter(toy(), idle_s=3)
    assert cutter.feed(b"A\x02\x01", NOW) == []
    assert cutter.tick(NOW + timedelta(seconds=2)) == []
    assert cutter.feed(b"\x01\x02", NOW + timedelta(seconds=4)) == [b"A\x02\x01\x01\x02"]


def test_endless_noise_is_told_in_runs() -> None:
    found = pieces(toy(), b"z" * 1000, silence=False)
    assert [len(piece.raw) for piece in found if isinstance(piece, Bad)] == [63] * 15


def test_text_lines() -> None:
    grammar = lines(10)
    assert pieces(grammar, b"\r\nOK\r\n\r\nERROR\r", silence=False) == [b"OK", b"ERROR"]
    (long, rest) = pieces(grammar, b"0123456789abc\r\n", silence=False)[0], b""
    assert isinstance(long, Bad) and long.reason == "overflow" and not rest


GRAMMARS = {"toy": toy(), "gbt26875": gbt26875.GRAMMAR, "sl651": sl651.GRAMMAR, "nmea": nmea._grammar(True), "lines": lines(40)} | {
    "jt808": jt808.GRAMMAR,
    "kenwood": kenwood.GRAMMAR,
    "dc09": dc09.GRAMMAR,
    "hj212": hj212.GRAMMAR,
    "kiss": kiss.GRAMMAR,
    "rdss": rdss.GRAMMAR,
    "gsm": gsm.GRAMMAR,
}
FRAGMENTS = [frame.data for frame in FRAMES if len(frame.data) < 120]


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(sorted(GRAMMARS)),
    st.lists(
        st.one_of(
            st.binary(max_size=30),
            st.sampled_from(FRAGMENTS),
            st.builds(lambda data, size: data[:size], st.sampled_from(FRAGMENTS), st.integers(1, 60)),
            st.sampled_from([b"A", b"@@", b"~", b"~~", b"\x01", b"$", b"\r\n", b"A\x02"]),
        ),
        max_size=12,
    ),
    st.integers(1, 50),
)
def test_every_byte_is_told_once_however_the_stream_is_cut(name: str, parts: list[bytes], size: int) -> None:
    grammar = GRAMMARS[name]
    stream = b"".join(parts)
    whole = pieces(grammar, stream)
    assert pieces(grammar, *(stream[i : i + size] for i in range(0, len(stream), size))) == whole
    told = b"".join(piece.raw if isinstance(piece, Bad) else piece for piece in whole)
    assert told.translate(None, grammar.fill) == stream.translate(None, grammar.fill)


@pytest.mark.parametrize("name", sorted(GRAMMARS))
def test_the_buffer_is_bounded(name: str) -> None:
    grammar = GRAMMARS[name]
    cutter = Cutter(grammar)
    worst = {"sl651": b"~~\x01\x00\x12\x34\x56\x78\x12\x34\x32\x0f\xff\x02", "gbt26875": b"@@" + bytes(22) + b"\x00\x04\x02"}
    for _ in range(3000):
        cutter.feed(worst.get(name, b"A\x3c$zz"), NOW)
        assert cutter.pending <= 2 * grammar.limit
