"""KISS and AX.25: frames of the sheet, escapes, addresses, the FCS of the air; what is written is read."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radio.codecs import aprs_build, ax25, kiss
from radio.codecs.ax25 import Address, Frame, NoFrame
from radio.codecs.kiss import Decoder, Station
from radio.messages import Ack, Fault, Message, Reply, Text
from tests.radio.codecs import frame_files
from tests.radio.codecs.frame_files import FRAMES

NOW = datetime(2026, 7, 1, 0, 0, 5, tzinfo=UTC)
HALL = Station("BG0HAL-10")

addresses = st.builds(Address, st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=1, max_size=6), st.integers(0, 15), st.booleans())
frames = st.builds(Frame, addresses, addresses, st.lists(addresses, max_size=8).map(tuple), st.binary(max_size=60))


def heard(data: bytes, station: Station | None = None) -> list[Message]:
    return Decoder(station=station).feed(data, NOW)


@given(frames, st.integers(0, 15))
def test_what_is_written_is_read(frame: Frame, port: int) -> None:
    data = ax25.encode(frame)
    raw = kiss.wrap(data, port=port)
    assert raw.count(b"\xc0") == 2 and kiss.unwrap(raw) == (port, kiss.DATA, data)
    assert ax25.parse(data) == frame
    assert ax25.without_fcs(ax25.with_fcs(data)) == data
    messages = heard(raw)
    assert messages and all(message.raw == raw for message in messages)


@pytest.mark.parametrize("name", ["K1", "MSG", "FW", "N0CALL", "ESC", "PORT", "SABM", "NETROM"])
def test_written_again_the_frames_of_the_sheet_are_the_same(name: str) -> None:
    frame: frame_files.Frame = next(item for item in FRAMES if str(item) == f"kiss/{name}")
    port, command, data = kiss.unwrap(frame.data)
    assert kiss.wrap(ax25.encode(ax25.parse(data)), port=port, command=command) == frame.data


@pytest.mark.parametrize(
    ("hex_bytes", "fcs"),
    [
        ("82a0a4a64040609c60868298986103f03e74657374", "0bed"),
        ("82a0a4a6404060848e6a8498906103f03a424735424c482020203a48656c6c6f2041505253203134342e363430", "5095"),
    ],
)
def test_the_fcs_of_the_air(hex_bytes: str, fcs: str) -> None:
    """F1 and F2 of the sheet, low byte first."""
    data = bytes.fromhex(hex_bytes)
    assert ax25.with_fcs(data)[-2:].hex() == fcs
    assert ax25.without_fcs(data + bytes.fromhex(fcs)) == data
    for wrong in (data + bytes.fromhex(fcs)[::-1], data[:-1] + b"x" + bytes.fromhex(fcs), b"", b"\0\0"):
        with pytest.raises(NoFrame, match="FCS"):
            ax25.without_fcs(wrong)


@pytest.mark.parametrize(
    ("text", "address"), [("BG0AAA", Address("BG0AAA")), ("WIDE1-1*", Address("WIDE1", 1, True)), ("A-15", Address("A", 15))]
)
def test_addresses(text: str, address: Address) -> None:
    assert ax25.address(text) == address
    assert str(address) == text.rstrip("*")


@pytest.mark.parametrize("text", ["", "BG0AAAA", "BG0AAA-16", "bg0aaa", "BG0-", "-1", "BG 0", "ＢＧ０"])
def test_what_is_no_address(text: str) -> None:
    with pytest.raises(ValueError, match=r"no AX\.25 address"):
        ax25.address(text)


def test_what_is_no_frame() -> None:
    good = ax25.encode(Frame(Address("APRS"), Address("BG0AAA"), (), b"x"))
    many = Frame(Address("APRS"), Address("BG0AAA"), (Address("W"),) * 9, b"x")
    low = bytes((good[0], good[1] | 1)) + good[2:]
    odd = bytes((ord("a") << 1,)) + good[1:]
    for data in (b"", good[:6], good[:13], good[:14], low, odd, ax25.encode(many), bytes((0x40,)) * 7 + good[7:]):
        with pytest.raises(NoFrame):
            ax25.parse(data)
    assert ax25.parse(ax25.encode(Frame(Address("APRS"), Address("BG0AAA"), (Address("W"),) * 8, b"x"))).path == (Address("W"),) * 8


def test_a_message_to_us_is_acknowledged_and_the_ack_understood() -> None:
    raw = kiss.send(Station("BG0FAR-7", ()), aprs_build.message("BG0HAL-10", "已到场", "42"), port=3)
    text, reply = heard(raw, HALL)
    assert isinstance(text, Text) and (text.text, text.to, text.code, text.source) == ("已到场", "BG0HAL-10", "42", "BG0FAR-7")
    assert isinstance(reply, Reply) and reply.source == "BG0FAR-7" and reply.raw == raw
    port, _, data = kiss.unwrap(reply.data)
    sent = ax25.parse(data)
    assert port == 3
    assert (str(sent.source), [str(hop) for hop in sent.path], sent.info) == ("BG0HAL-10", ["WIDE1-1"], b":BG0FAR-7 :ack42")
    (ack,) = heard(reply.data)
    assert isinstance(ack, Ack) and (ack.ref, ack.state, ack.source) == ("42", "delivered", "BG0HAL-10")


@pytest.mark.parametrize(
    ("info", "station"),
    [
        (aprs_build.message("BG0HAL-10", "x"), HALL),
        (aprs_build.message("BG0HAL-1", "x", "1"), HALL),
        (aprs_build.message("BG0HAL-10", "x", "1"), None),
        (b":BG0HAL-10:ack1", HALL),
        (aprs_build.bulletin(1, "x"), HALL),
    ],
)
def test_nothing_else_is_acknowledged(info: bytes, station: Station | None) -> None:
    assert [item.type for item in heard(kiss.send(Station("BG0FAR"), info), station)] in (["text"], ["ack"])


def test_the_commands_of_a_modem() -> None:
    assert [raw.hex() for raw in kiss.set_up()] == ["c0011ec0", "c0023fc0", "c0030ac0", "c00405c0"]
    assert kiss.wrap(b"", command=kiss.LEAVE) == b"\xc0\xff\xc0"
    assert kiss.unwrap(b"\xc0\xff\xc0") == (0, kiss.LEAVE, b"")
    assert kiss.unwrap(kiss.wrap(b"\xc0", port=2, command=kiss.TX_DELAY)) == (2, 1, b"\xc0")
    for port, command in ((16, 0), (-1, 0), (0, 7)):
        with pytest.raises(ValueError):
            kiss.wrap(b"", port=port, command=command)
    assert [item.detail for item in heard(b"\xc0\xff\xc0") if isinstance(item, Fault)] == ["KISS command 255"]


@pytest.mark.parametrize(
    "raw", [b"", b"\xc0", b"\xc0\xc0", b"\xc0\x00\xc0", kiss.set_up()[0][:-1], kiss.set_up()[0] * 2, b"\xc0\x01\xdb\xc0"]
)
def test_unwrap_takes_one_whole_frame_only(raw: bytes) -> None:
    with pytest.raises(ValueError, match="one whole frame"):
        kiss.unwrap(raw)
