"""TETRA PEI: the hall and a terminal talk; texts survive cutting and Chinese; reports name what they report on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from radio.codecs import tetra, tetra_modem, tetra_pdu
from radio.codecs.tetra import Decoder
from radio.codecs.tetra_modem import Command, Modem, Submit
from radio.codecs.tetra_pdu import Location, PduError, Transfer
from radio.messages import Ack, Fault, Message, Position, Reply, Text

NOW = datetime(2026, 7, 1, tzinfo=UTC)
HALL, FIRE1 = "1000001", "2000119"


def submitted(commands: list[bytes]) -> list[Submit]:
    modem = Modem()
    heard = [item for command in commands for item in modem.feed(command)]
    assert heard[::2] == [Command("AT+CTSDS=12,0,0,0,1")] * (len(heard) // 2)
    return [item for item in heard if isinstance(item, Submit)]


def at_the_hall(data: bytes) -> list[Message]:
    return Decoder().feed(data, NOW)


def test_an_order_and_its_two_reports() -> None:
    (order,) = submitted(tetra.sds_text(FIRE1, "立即转移河谷村群众", 0x9C))
    assert (order.called, order.whole, order.bits) == (FIRE1, True, (4 + 18) * 8)
    text = tetra_pdu.parse(order.pdu)
    assert text == Transfer(text="立即转移河谷村群众", coding=tetra_pdu.UTF16, ref=0x9C, report="both")
    for status, state in ((tetra_pdu.RECEIVED, "delivered"), (tetra_pdu.CONSUMED, "read"), (0x4B, "rejected"), (0x20, "sent")):
        pdu = tetra_pdu.encode(tetra_pdu.Report(status=status, ref=0x9C))
        (ack,) = at_the_hall(tetra_modem.short_data(FIRE1, HALL, pdu))
        assert isinstance(ack, Ack) and (ack.ref, ack.state, ack.source) == ("9C", state, FIRE1)


@pytest.mark.parametrize(("consumed", "state"), [(False, "delivered"), (True, "read")])
def test_short_reports(consumed: bool, state: str) -> None:
    pdu = tetra_pdu.short_report(0x0A, consumed=consumed)
    (ack,) = at_the_hall(tetra_modem.short_data(FIRE1, HALL, pdu, service=tetra.STATUS))
    assert isinstance(ack, Ack) and (ack.ref, ack.state) == ("0A", state)


def test_a_report_that_is_wanted_is_owed() -> None:
    pdu = tetra_pdu.encode(Transfer(text="已到场", coding=tetra_pdu.UTF16, ref=5, report="both"))
    text, reply = at_the_hall(tetra_modem.short_data(FIRE1, HALL, pdu))
    assert isinstance(text, Text) and (text.text, text.code, text.source, text.to) == ("已到场", "05", FIRE1, HALL)
    assert isinstance(reply, Reply) and reply.raw == text.raw
    (report,) = submitted(tetra.commands(reply.data))
    assert report.called == FIRE1 and tetra_pdu.parse(report.pdu) == tetra_pdu.Report(status=0, ref=5)
    (read,) = submitted(tetra.sds_report(FIRE1, 5, tetra_pdu.CONSUMED))
    assert tetra_pdu.parse(read.pdu) == tetra_pdu.Report(status=2, ref=5)


@pytest.mark.parametrize("wanted", ["none", "consumed"])
def test_a_report_that_is_not_wanted_on_receipt_is_not_sent(wanted: tetra_pdu.ReportWanted) -> None:
    pdu = tetra_pdu.encode(Transfer(text="x", ref=5, report=wanted))
    assert [message.type for message in at_the_hall(tetra_modem.short_data(FIRE1, HALL, pdu))] == ["text"]


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=300), st.integers(0, 255), st.sampled_from([200, 480, 1184])
)
@settings(max_examples=40)
def test_a_long_text_arrives_in_parts_that_fit(text: str, ref: int, max_bits: int) -> None:
    parts = submitted(tetra.sds_text(FIRE1, text, ref, max_bits=max_bits))
    assert all(part.bits <= max_bits and part.whole for part in parts)
    heard = [tetra_pdu.parse(part.pdu) for part in parts]
    assert "".join(part.text for part in heard if isinstance(part, Transfer)) == text
    if len(heard) > 1:
        assert [(p.ref, p.part) for p in heard if isinstance(p, Transfer)] == [
            ((ref + n) & 0xFF, tetra_pdu.Part(ref, len(heard), n + 1)) for n in range(len(heard))
        ]


def test_parts_name_the_whole() -> None:
    modem = submitted(tetra.sds_text(HALL, "转移群众" * 30, 0xFF, "none"))
    texts = [m for part in modem for m in at_the_hall(tetra_modem.short_data(FIRE1, HALL, part.pdu))]
    assert [text.code for text in texts if isinstance(text, Text)] == ["FF 1/2", "FF 2/2"]


@pytest.mark.parametrize(
    "pdu",
    [
        Transfer(text="", ref=1),
        Transfer(text="Grüße", pid=tetra_pdu.IMMEDIATE, ref=2, short_report=False),
        Transfer(text="秦州", pid=tetra_pdu.SIMPLE_TEXT, coding=tetra_pdu.UTF16),
        Transfer(text="Привет", coding=5, ref=3),
        tetra_pdu.Report(status=0x5A, ref=255, acknowledge=True),
        tetra_pdu.Acknowledgement(status=0, ref=0),
    ],
)
def test_what_is_written_is_read(pdu: tetra_pdu.Pdu) -> None:
    assert tetra_pdu.parse(tetra_pdu.encode(pdu)) == pdu


@given(
    st.floats(-89.99, 89.99),
    st.floats(-179.99, 179.99),
    st.integers(0, 28) | st.none(),
    st.integers(0, 15),
    st.integers(0, 255),
    st.integers(0, 5),
)
def test_locations_round_trip(lat: float, lon: float, speed: int | None, course: int, reason: int, error: int) -> None:
    place = Location(lat=lat, lon=lon, speed_kmh=speed, course_deg=course * 22.5, reason=reason, error=error, elapsed=1)
    found = tetra_pdu.parse(tetra_pdu.encode(place))
    assert isinstance(found, Location)
    assert (found.lat, found.lon) == (pytest.approx(lat, abs=1e-5), pytest.approx(lon, abs=1e-5))
    assert (found.speed_kmh, found.course_deg, found.reason, found.error, found.elapsed) == (speed, course * 22.5, reason, error, 1)


def test_a_location_of_unknown_use_is_no_place() -> None:
    pdu = tetra_pdu.encode(Location(lat=34.5, lon=105.7, error=6, reason=129))
    (position,) = at_the_hall(tetra_modem.short_data(FIRE1, HALL, pdu, bits=84))
    assert isinstance(position, Position) and (position.lat, position.lon, position.valid) == (None, None, False)


@given(st.binary(min_size=1, max_size=30))
def test_any_pdu_is_read_or_refused(pdu: bytes) -> None:
    try:
        tetra_pdu.parse(pdu)
    except PduError as error:
        assert error.reason in ("unknown", "length", "syntax") and error.detail
    messages = at_the_hall(tetra_modem.short_data(FIRE1, HALL, pdu))
    assert len(messages) >= 1


def test_an_announced_pdu_that_never_comes_is_told() -> None:
    line = Decoder()
    assert line.feed(b"\r\n+CTSDSR: 12,1,0,2,0,32\r\n", NOW) == [] and line.pending > 0
    assert line.tick(NOW + timedelta(seconds=1)) == []
    (fault,) = line.tick(NOW + timedelta(seconds=3))
    assert isinstance(fault, Fault) and fault.reason == "length" and line.pending == 0
    assert line.tick(NOW + timedelta(seconds=9)) == []


def test_the_answers_of_a_terminal() -> None:
    data = tetra_modem.answer("+CMGS: 0", "OK") + tetra_modem.answer("+CME ERROR: 35") + tetra_modem.status(FIRE1, HALL, 0x8004)
    assert [(m.type, getattr(m, "state", None), getattr(m, "code", None)) for m in at_the_hall(data)] == [
        ("ack", "sent", "0"),
        ("ack", "accepted", None),
        ("ack", "rejected", "35"),
        ("status", None, "8004"),
    ]


def test_a_terminal_hears_commands_byte_by_byte() -> None:
    stream = b"ATE0\r\n" + b"".join(tetra.sds_text(FIRE1, "OK", 1)) + b"AT+CSQ?\r\n"
    modem = Modem()
    heard = [item for byte in stream for item in modem.feed(bytes((byte,)))]
    pdu = bytes.fromhex("820C0101") + b"OK"
    assert heard == [Command("ATE0"), Command("AT+CTSDS=12,0,0,0,1"), Submit(FIRE1, pdu, 48), Command("AT+CSQ?")]


def test_a_terminal_sees_a_pdu_that_does_not_fit_its_bits() -> None:
    assert Modem().feed(b"AT+CMGS=1,48\r\n820C\x1a") == [Submit("1", b"\x82\x0c", 48, whole=False)]
    assert Modem().feed(b"AT+CMGS=1,48\r\nzz\x1a") == [Submit("1", b"", 48, whole=False)]


@given(st.lists(st.binary(max_size=60), max_size=30))
def test_a_terminal_survives_noise(chunks: list[bytes]) -> None:
    modem = Modem()
    for chunk in chunks:
        for item in modem.feed(chunk):
            assert isinstance(item, Command | Submit)


def test_what_cannot_be_sent_is_refused() -> None:
    with pytest.raises(ValueError, match="not a TETRA identity"):
        tetra.sds_text("12,3\r\nAT", "x", 1)
    with pytest.raises(ValueError, match="one byte"):
        tetra.sds_text(FIRE1, "x", 256)
    with pytest.raises(ValueError, match="parts"):
        tetra.sds_text(FIRE1, "x" * 40_000, 1)


def test_statuses() -> None:
    modem = Modem()
    heard = [item for command in tetra.sds_status(FIRE1, 0x8004) for item in modem.feed(command)]
    assert heard == [Command("AT+CTSDS=13,0"), Submit(FIRE1, b"\x80\x04", 16)]
