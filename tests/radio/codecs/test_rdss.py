"""BeiDou RDSS: a hall and a terminal talk in all three forms; long texts go in parts; what is no text stays bytes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radio.codecs import rdss, rdss_binary, rdss_build, rdss_payload, sl651, sl651_build
from radio.codecs.rdss_binary import Frame
from radio.messages import Ack, Fault, Message, Position, Reading, Registration, Status, Text

NOW = datetime(2026, 7, 1, tzinfo=UTC)
OWN, VILLAGE = "0175607", "0179773"


def heard(data: bytes) -> list[Message]:
    line = rdss.Decoder()
    return line.feed(data, NOW) + line.tick(NOW + timedelta(hours=1))


@pytest.mark.parametrize("text", ["立即转移河谷村群众", "OK", "a,b*5E$BD", "喆堃玥珺", "第一行\r\n第二行", ""])
def test_a_text_arrives_in_every_form(text: str) -> None:
    (sent,) = heard(rdss_build.message(VILLAGE, text))
    (sent3,) = heard(rdss_build.message3(VILLAGE, text))
    (sent4,) = heard(rdss_build.message4(OWN, VILLAGE, text))
    for item in (sent, sent3, sent4):
        assert isinstance(item, Status) and (item.code, item.to, item.text) == ("send", VILLAGE, text)
    (got,) = heard(rdss_build.received(VILLAGE, text, hhmm="0830"))
    (got4,) = heard(rdss_build.received4(OWN, VILLAGE, text, hour=8, minute=30))
    for item in (got, got4):
        assert isinstance(item, Text) and (item.source, item.text, item.code, item.time) == (VILLAGE, text, None, None)
    assert isinstance(got4, Text) and got4.to == OWN


@given(
    st.integers(1, (1 << 21) - 1), st.text(st.characters(codec="gb18030", exclude_categories=["C"], exclude_characters="("), max_size=60)
)
def test_any_text_to_any_card(number: int, text: str) -> None:
    for data in (rdss_build.received(str(number), text), rdss_build.received4(OWN, str(number), text)):
        (item,) = heard(data)
        assert isinstance(item, Text) and (item.source, item.text) == (f"{number:07d}", text)


@given(st.text("转移群众abc，。1", min_size=1, max_size=400), st.sampled_from([1, 3, 4, 5]))
def test_a_long_text_goes_in_parts_that_fit(text: str, level: int) -> None:
    parts = rdss_payload.split(text, rdss_build.room(level))
    texts = [item for part in parts for item in heard(rdss_build.received(VILLAGE, part)) if isinstance(item, Text)]
    assert all(len(part.encode("gb18030")) <= rdss_build.room(level) for part in parts)
    assert "".join(item.text for item in texts) == text
    if len(parts) > 1:
        assert [item.code for item in texts] == [f"{number}/{len(parts)}" for number in range(1, len(parts) + 1)]


def test_the_levels() -> None:
    """Level 3 holds 628 bits, that is 78 bytes, one of them the A4 of mixed text."""
    assert [rdss_build.room(level) for level in (1, 3, 4, 5)] == [22, 77, 209, 1749]
    with pytest.raises(ValueError, match="parts"):
        rdss_payload.split("转" * 1000, 22)


@pytest.mark.parametrize("text", ["(0/3)x", "(4/3)x", "(1/1)x", "(a/3)x", "1/3 x"])
def test_what_is_no_mark_of_a_part_is_text(text: str) -> None:
    (item,) = heard(rdss_build.received(VILLAGE, text))
    assert isinstance(item, Text) and (item.code, item.text) == (None, text)


def test_a_station_reports_through_the_satellite() -> None:
    """A payload is given as hex; the SL 651 codec reads it, and its answer goes back the same way."""
    report = sl651_build.report(station="0015000001", serial=7, sent=NOW, observed=NOW, values=[("rain_1h", 9.7)])
    (status,) = heard(rdss_build.received4(OWN, VILLAGE, report))
    assert isinstance(status, Status) and (status.code, status.source) == ("payload", VILLAGE)
    payload = bytes.fromhex(status.text or "").removeprefix(b"\xa4")
    reading, _ = sl651.Decoder().feed(payload, NOW)
    assert isinstance(reading, Reading) and (reading.value, reading.source) == (9.7, "0015000001")
    (back,) = heard(rdss_build.message4(OWN, VILLAGE, report))
    assert isinstance(back, Status) and back.code == "send_payload" and back.text == "A4" + report.hex().upper()


def test_the_card_and_the_beams_before_the_first_message() -> None:
    for ask in (rdss_build.read_card(), rdss_build.read_card(generation=3), rdss_build.read_card4()):
        (status,) = heard(ask)
        assert isinstance(status, Status) and status.code == "read_card"
    (card,) = heard(rdss_build.card_info(OWN, rate_s=40, level=4, subordinates=22))
    assert isinstance(card, Registration) and card.source == OWN
    facts = dict(word.split("=") for word in (card.text or "").split())
    assert (facts["rate_s"], facts["level"], facts["subordinates"]) == ("40", "4", "22")
    power, count = heard(rdss_build.beam_info([0, 0, 4, 0, 1, 0, 0, 0, 0, 0]))
    assert isinstance(power, Reading) and isinstance(count, Reading) and (power.value, count.value) == (4.0, 2.0)
    (asked,) = heard(rdss_build.position_request())
    assert isinstance(asked, Status) and asked.code == "position_request"


@pytest.mark.parametrize(("done", "wait", "state"), [(True, 0, "sent"), (True, 40, "sent"), (False, 75, "rejected")])
def test_feedback_says_when_to_try_again(done: bool, wait: int, state: str) -> None:
    (ack,) = heard(rdss_build.feedback("TXA", done=done, wait_s=wait))
    assert isinstance(ack, Ack) and (ack.ref, ack.state, ack.code) == ("TXA", state, f"wait_{wait}" if wait else None)


def test_output_is_switched() -> None:
    assert rdss_build.output("BSI", 10) == b"$CCRMO,BSI,2,10*17\r\n"
    assert rdss_build.output("", 0) == b"$CCRMO,,3,*4F\r\n"


def test_a_damaged_text_is_not_taken_for_a_text() -> None:
    (status,) = heard(rdss_build.received4(OWN, VILLAGE, "转移", damaged=True))
    assert isinstance(status, Status) and (status.code, status.text, status.source) == ("damaged", "转移", VILLAGE)


@given(
    st.builds(Frame, command=st.from_regex("[A-Z]{4}", fullmatch=True), user=st.integers(0, (1 << 24) - 1), content=st.binary(max_size=300))
)
def test_any_frame_with_a_right_checksum_is_told(frame: Frame) -> None:
    raw = rdss_binary.encode(frame)
    assert rdss_binary.parse(raw) == frame
    messages = heard(raw)
    assert messages and all(message.raw == raw for message in messages)
    assert not any(isinstance(message, Fault) and message.reason == "checksum" for message in messages)


@given(
    st.sampled_from(["TXXX", "TXSQ", "FKXX", "ICXX", "ZJXX", "GLZK", "DWXX", "GPSX", "ICJC", "DWSQ"]),
    st.sampled_from([1, 5, 6, 10, 11, 20, 27]),
    st.binary(min_size=40, max_size=40),
)
def test_any_content_of_a_known_frame_never_raises(command: str, size: int, content: bytes) -> None:
    raw = rdss_binary.encode(Frame(command=command, user=1, content=content[:size]))
    for message in heard(raw):
        if isinstance(message, Position) and message.lat is not None and message.lon is not None:
            assert abs(message.lat) <= 90 and abs(message.lon) <= 180


@given(
    st.sampled_from(["BDTXR", "BDTCI", "BDFKI", "BDICI", "BDICP", "BDBSI", "BDPWI", "BDDWR", "BDWAA", "CCTXA", "CCTCQ", "CCQQQ", "GNGGA"]),
    st.lists(
        st.sampled_from(["", "0", "1", "A", "N", "Y", "E", "M", "0179773", "2302.2434", "-1", "x", "A4D7", "999999999999"]), max_size=20
    ),
)
def test_any_fields_under_a_right_checksum_never_raise(name: str, fields: list[str]) -> None:
    messages = heard(rdss_build.sentence(",".join([name, *fields])))
    assert messages
    for message in messages:
        if isinstance(message, Position):
            assert (message.lat is None) == (message.lon is None)


def test_a_date_of_the_receiver_serves_its_other_sentences() -> None:
    rmc = b"$GNRMC,070723.00,A,2309.30979,N,11330.00659,E,0.08,,070324,,,A,V*29\r\n"
    gga = rdss_build.sentence("GNGGA,070724.00,2309.30979,N,11330.00659,E,1,12,1.07,31.5,M,0,M,,")
    first, second = heard(rmc + gga)
    assert isinstance(first, Position) and isinstance(second, Position) and first.time and second.time
    assert second.time - first.time == timedelta(seconds=1) and second.protocol == "rdss" and second.alt_m == 31.5


def test_a_cut_sentence_does_not_swallow_what_follows() -> None:
    cut, whole = rdss_build.received(VILLAGE, "一")[:-6], rdss_build.received(VILLAGE, "二")
    binary = rdss_build.received4(OWN, VILLAGE, "三")
    texts = [item.text for item in rdss.Decoder().feed(cut + whole + cut + binary + whole, NOW) if isinstance(item, Text)]
    assert texts == ["二", "三", "二"]


def test_a_frame_cut_in_its_middle_and_repeated_is_no_frame() -> None:
    """The xor of two halves that are the same is right by nature."""
    frame = rdss_binary.encode(Frame(command="FKXX", user=142020, content=bytes(5)))
    fault, ack = heard(frame[:8] + frame)
    assert isinstance(fault, Fault) and isinstance(ack, Ack) and ack.raw == frame


@pytest.mark.parametrize("to", ["", "0", "12,3", "１２", "99999999999"])
def test_what_is_no_card_is_refused(to: str) -> None:
    with pytest.raises(ValueError):
        rdss_build.message(to, "x")


def test_what_does_not_fit_is_refused() -> None:
    good = Frame(command="TXSQ", user=1, content=b"")
    for wrong in (replace(good, user=1 << 24), replace(good, command="tx"), replace(good, content=bytes(2048))):
        with pytest.raises(ValueError):
            rdss_binary.encode(wrong)
    with pytest.raises(ValueError, match="band"):
        rdss_build.message3(VILLAGE, "x", band=6)
    for raw in (b"", b"$", rdss_binary.encode(good)[:-1], rdss_binary.encode(good) + b"x"):
        with pytest.raises(ValueError, match="one whole frame"):
            rdss_binary.parse(raw)
