"""SIA DC-09: panel and receiver speak to each other, in clear and encrypted; pysiaalarm is the judge where it is installed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from radio.codecs import dc09
from radio.codecs.dc09 import Decoder, Frame
from radio.messages import Ack, Alarm, Fault, Heartbeat, Message, Reply, Status
from tests.radio.codecs import frame_files
from tests.radio.codecs.frame_files import FRAMES

NOW = datetime(2026, 7, 1, 0, 0, 5, tzinfo=UTC)
KEY = b"AAAAAAAAAAAAAAAA"
FIRE = Frame(ident="SIA-DCS", number="0042", account="1234", content="#1234|Nri1/FA7]")


def stamped(frame: Frame, off_s: float = 0) -> Frame:
    return replace(frame, content=frame.content + dc09.stamp(NOW + timedelta(seconds=off_s)))


def heard(data: bytes, **options: Any) -> list[Message]:
    return Decoder(**options).feed(data, NOW)


def answered(messages: list[Message]) -> Frame:
    reply = messages[-1]
    assert isinstance(reply, Reply) and reply.data.startswith(b"\n") and reply.data.endswith(b"\r")
    return dc09.parse(reply.data.strip())


@pytest.mark.parametrize("frame", [f for f in FRAMES if f.protocol == "dc09" and f.good], ids=str)
def test_written_again_every_frame_is_the_same(frame: frame_files.Frame) -> None:
    """But for the length, which panels count in their own ways, the case of the CRC, and an account that stands in the data only."""
    raw = frame.data.strip()
    if frame.name in ("NOBRACKET", "OP"):
        return
    assert dc09.encode(dc09.parse(raw)).strip()[8:] == raw[8:]
    assert dc09.encode(dc09.parse(raw)).strip()[:4] == raw[:4].upper()


HEX = st.text("0123456789ABCDEF", min_size=3, max_size=16)


@given(
    st.builds(
        Frame,
        ident=st.sampled_from(["SIA-DCS", "ADM-CID", "NULL", "ACK"]),
        number=st.from_regex(r"\A[0-9]{4}\Z"),
        account=HEX,
        content=st.text(st.characters(min_codepoint=0x20, max_codepoint=0xFF), max_size=60),
        receiver=st.none() | st.just("R1A"),
        line=st.sampled_from(["L0", "L12345F"]),
        encrypted=st.booleans(),
    )
)
def test_what_is_written_is_read(frame: Frame) -> None:
    raw = dc09.encode(frame)
    assert dc09.parse(raw.strip(b"\r\n")) == frame
    assert all(message.raw == raw.strip(b"\r\n") for message in heard(raw))


@pytest.mark.parametrize("raw", [b"", b'"', b"00000000", dc09.encode(FIRE), dc09.encode(FIRE)[1:-2], dc09.encode(FIRE)[1:-1] * 2])
def test_parse_takes_one_whole_message_only(raw: bytes) -> None:
    with pytest.raises(ValueError, match="one whole message"):
        dc09.parse(raw)


def test_a_fire_and_its_acknowledgement() -> None:
    alarm, reply = heard(dc09.encode(stamped(FIRE)))
    assert isinstance(alarm, Alarm) and isinstance(reply, Reply) and reply.raw == alarm.raw
    assert (alarm.event, alarm.zone, alarm.source, alarm.time) == ("fire", "1/7", "1234", NOW)
    answer = answered([reply])
    assert (answer.ident, answer.number, answer.account, answer.content) == ("ACK", "0042", "1234", "]")
    (ack,) = heard(reply.data)
    assert isinstance(ack, Ack) and (ack.ref, ack.state, ack.source) == ("0042", "accepted", "1234")


@pytest.mark.parametrize(("off_s", "good"), [(0, True), (-40, True), (20, True), (-41, False), (21, False), (-3e8, False)])
@pytest.mark.parametrize("encrypted", [False, True])
def test_the_clock_of_a_panel(off_s: float, good: bool, encrypted: bool) -> None:
    frame = stamped(FIRE, off_s)
    options = {"keys": {"1234": KEY}} if encrypted else {}
    messages = heard(dc09.encode(dc09.seal(frame, KEY) if encrypted else frame), **options)
    assert [item.event for item in messages if isinstance(item, Alarm)] == (["fire"] if good or not encrypted else [])
    assert any(isinstance(item, Fault) for item in messages) == (not good)
    answer = answered(messages)
    assert answer.ident == ("ACK" if good else "NAK")
    if not good:
        assert messages[-1].data.strip().endswith(b'"NAK"0000R0L0A0[]_00:00:05,07-01-2026')  # type: ignore[attr-defined]
        (nak,) = heard(messages[-1].data)  # type: ignore[attr-defined]
        assert isinstance(nak, Ack) and nak.state == "rejected"


def test_without_a_band_no_clock_is_looked_at() -> None:
    for frame, options in ((stamped(FIRE, -3e8), {}), (dc09.seal(stamped(FIRE, -3e8), KEY), {"keys": {"": KEY}})):
        messages = heard(dc09.encode(frame), band_s=None, **options)
        assert [item.type for item in messages] == ["alarm", "reply"] and answered(messages).ident == "ACK"


def test_an_encrypted_message_and_its_answer() -> None:
    messages = heard(dc09.encode(dc09.seal(stamped(FIRE), KEY, padding="xyz")), keys={"1234": KEY})
    assert [item.type for item in messages] == ["alarm", "reply"]
    answer = answered(messages)
    assert (answer.ident, answer.number, answer.encrypted) == ("ACK", "0042", True)
    assert dc09.unseal(answer.content, KEY) == "]" + dc09.stamp(NOW)
    assert dc09.unseal(answer.content, b"B" * 16) is None


def test_a_link_test_of_a_real_panel() -> None:
    """From pysiaalarm's tests, with their key; its padding has no bar."""
    at = datetime(2020, 7, 5, 18, 24, 52, tzinfo=UTC)
    frame = next(item for item in FRAMES if str(item) == "dc09/ENCnull")
    beat, reply = Decoder(keys={"aaab": KEY}).feed(frame.data, at)
    assert isinstance(beat, Heartbeat) and (beat.source, beat.time) == ("AAAB", at)
    assert isinstance(reply, Reply) and b'"*ACK"0000R0L0#AAAB[' in reply.data


@pytest.mark.parametrize(
    ("frame", "keys", "answer"),
    [
        (dc09.seal(stamped(FIRE), KEY), {}, "DUH"),
        (dc09.seal(stamped(FIRE), KEY), {"9999": KEY}, "DUH"),
        (dc09.seal(stamped(FIRE), KEY), {"1234": b"B" * 16}, "DUH"),
        (stamped(FIRE), {"1234": KEY}, "DUH"),
        (dc09.seal(FIRE, KEY), {"1234": KEY}, "NAK"),
        (replace(FIRE, content="nonsense", encrypted=True), {"1234": KEY}, "DUH"),
        (replace(FIRE, content="AB" * 15, encrypted=True), {"1234": KEY}, "DUH"),
    ],
    ids=["no key", "another's key", "wrong key", "in clear", "no time", "no hex", "no block"],
)
def test_what_a_key_does_not_open_is_not_believed(frame: Frame, keys: dict[str, bytes], answer: str) -> None:
    messages = heard(dc09.encode(frame), keys=keys)
    assert [item.type for item in messages] == ["fault", "reply"] and answered(messages).ident == answer


def test_a_key_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="AES key"):
        Decoder(keys={"1234": b"short"})


def test_keys_as_people_write_them() -> None:
    assert dc09.key_of("A" * 16) == KEY
    assert dc09.key_of("hex:" + "41" * 16) == KEY
    assert dc09.key_of("0123456789ABCDEF0123456789ABCDEF") == b"0123456789ABCDEF0123456789ABCDEF"
    for wrong in ("", "A" * 15, "hex:41", "hex:zz", "火" * 16):
        with pytest.raises(ValueError):
            dc09.key_of(wrong)


@pytest.mark.parametrize("length", [16, 24, 32])
def test_keys_of_every_length(length: int) -> None:
    key = bytes(range(length))
    assert [item.type for item in heard(dc09.encode(dc09.seal(stamped(FIRE), key)), keys={"": key})] == ["alarm", "reply"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("|Nri1/CL501]", [("closing", "1/501")]),
        ("#1234|Nri1CL0^VX FRONTE ^]", [("closing", "1/0 VX FRONTE")]),
        ("#1234|Nti10:20/id7/ri3/pi2/BA12*Back door*BA13]", [("burglary", "3/12", "Back door"), ("burglary", "3/13", None)]),
        ("#1234|NFA129]", [("fire", "129", None)]),
        ("#1234|OFA1]", [("fire", "1", None)]),
        ("NL5]", [("closing", "5")]),
        ("#1234|Nri2/FH]", [("fire", "2", None)]),
    ],
)
def test_sia_data(content: str, told: list[tuple[str | None, ...]]) -> None:
    messages = heard(dc09.encode(replace(FIRE, content=content)))[:-1]
    found = [(m.event, m.zone, m.text) if isinstance(m, Alarm) else (m.code, m.text) for m in messages if isinstance(m, Alarm | Status)]
    assert found == told


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_texts_in_chinese(codec: str) -> None:
    text = "三层东侧走廊".encode(codec).decode("latin-1")
    alarm, _ = heard(dc09.encode(replace(FIRE, content=f"#1234|Nri1/FA7^{text}^]")))
    assert isinstance(alarm, Alarm) and alarm.text == "三层东侧走廊"


@pytest.mark.parametrize("length", ["0038", "0056", "0078", "0037", "FFFF"])
def test_the_length_is_no_reason_to_refuse(length: str) -> None:
    raw = dc09.encode(stamped(FIRE))
    assert raw[5:9] == b"0038"
    messages = heard(raw[:5] + length.encode() + raw[9:])
    warned = length in ("0037", "FFFF")
    assert [item.type for item in messages] == (["fault"] if warned else []) + ["alarm", "reply"]


def test_panels_without_a_line_feed() -> None:
    raw = dc09.encode(stamped(FIRE)).strip()
    assert [item.type for item in heard(b"noise " + raw + b"\r" + raw + b"\n")] == ["fault", "alarm", "reply", "alarm", "reply"]


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0xFF), max_size=60), st.sampled_from(["SIA-DCS", "ADM-CID", "NULL", "XYZ"]))
def test_any_content_under_a_right_crc_is_told_and_answered(content: str, ident: str) -> None:
    messages = heard(dc09.encode(replace(FIRE, ident=ident, content=content)))
    assert len(messages) >= 2 and isinstance(messages[-1], Reply)


# ---- the judge ----


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["BA", "FA", "PA", "WA", "CL", "OP", "RP"]), st.integers(0, 99), st.integers(0, 999), HEX, st.booleans())
def test_pysiaalarm_reads_what_we_write_and_the_other_way(code: str, area: int, zone: int, account: str, encrypted: bool) -> None:
    pysiaalarm = pytest.importorskip("pysiaalarm")
    content = f"#{account}|Nri{area}/{code}{zone:03d}]" + dc09.stamp(NOW)
    frame = Frame(ident="SIA-DCS", number="0042", account=account, receiver="R1", content=content)
    raw = dc09.encode(dc09.seal(frame, KEY) if encrypted else frame)
    judge = pysiaalarm.SIAAccount(account, KEY.decode() if encrypted else None, allowed_timeband=None)
    event = pysiaalarm.SIAEvent.from_line(raw.decode().strip(), {account: judge})
    assert event.valid_message  # Its own idea of the length is nobody's.
    assert (event.code, event.ri, event.message, event.timestamp, event.account) == (code, str(area), f"{zone:03d}", NOW, account)
    ours, reply = heard(raw, keys={account: KEY} if encrypted else None)
    zoned = f"{area}/{zone:03d}"
    assert zoned in (getattr(ours, "zone", None), getattr(ours, "text", None)) or isinstance(ours, Heartbeat)
    assert isinstance(reply, Reply)
    (ack,) = heard(event.create_response())
    assert isinstance(ack, Ack) and (ack.state, ack.ref) == ("accepted", "0042")
