"""Kenwood FleetSync and NEXEDGE: what a hall sends and a radio says is read; pynmeagps agrees on the positions."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pynmeagps import NMEAReader

from radio.codecs import kenwood_build
from radio.codecs.kenwood import Decoder
from radio.messages import Ack, Alarm, Call, Fault, Message, Position, Status, Text
from tests.radio.codecs.frame_files import FRAMES

NOW = datetime(2026, 7, 1, 0, 0, 5, tzinfo=UTC)
FLEETSYNC, NEXEDGE = "100/1002", "U03001"


def heard(data: bytes, now: datetime = NOW, **options: object) -> list[Message]:
    return Decoder(**options).feed(data, now)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("packet", "hex_bytes"),
    [
        (kenwood_build.text(FLEETSYNC, "test31"), "02463130303130303274657374333103"),
        (kenwood_build.text("000/0000", "test29"), "02463030303030303074657374323903"),
        (kenwood_build.text(NEXEDGE, "test11"), "02674655303330303174657374313103"),
        (kenwood_build.text("G00000", "x"), "02674647303030303 07803".replace(" ", "")),
        (kenwood_build.poll("100/1001"), "025233313030313030 3103".replace(" ", "")),
        (kenwood_build.poll(NEXEDGE), "0267523355303330303103"),
    ],
)
def test_what_the_hall_sends(packet: bytes, hex_bytes: str) -> None:
    """As sniffed from RADtext, without the number that it adds by itself."""
    assert packet.hex() == hex_bytes


@given(
    st.text(st.characters(codec="gb18030", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=12), st.sampled_from([FLEETSYNC, NEXEDGE])
)
def test_a_text_is_read_at_the_far_end(words: str, unit: str) -> None:
    (text,) = heard(kenwood_build.text(unit, words))
    assert isinstance(text, Text) and (text.text, text.to) == (words, unit)


def test_a_text_that_the_radio_would_swallow_is_refused() -> None:
    assert kenwood_build.text(FLEETSYNC, "撤" * 24)[1:2] == b"F"
    with pytest.raises(ValueError, match="48"):
        kenwood_build.text(FLEETSYNC, "撤" * 25)
    assert kenwood_build.text(FLEETSYNC, "撤" * 25, long=True)[1:2] == b"G"
    assert kenwood_build.text(NEXEDGE, "撤" * 2048, long=True)[1:3] == b"gG"
    with pytest.raises(ValueError, match="1024"):
        kenwood_build.text(FLEETSYNC, "撤" * 513, long=True)
    with pytest.raises(ValueError, match="4096"):
        kenwood_build.text(NEXEDGE, "撤" * 2049, long=True)
    for words in ("", "a\x03b", "a\nb"):
        with pytest.raises(ValueError):
            kenwood_build.text(FLEETSYNC, words)
    (text,) = heard(kenwood_build.text(NEXEDGE, "撤" * 2048, long=True))
    assert isinstance(text, Text) and len(text.text) == 2048


@pytest.mark.parametrize("unit", ["", "1001002", "100/102", "100/10023", "U3001", "X03001", "١٠٠/١٠٠٢"])
def test_what_is_no_unit_is_refused(unit: str) -> None:
    with pytest.raises(ValueError, match="no FleetSync or NEXEDGE unit"):
        kenwood_build.poll(unit)


@pytest.mark.parametrize("unit", [FLEETSYNC, NEXEDGE])
def test_callers(unit: str) -> None:
    start, end = heard(kenwood_build.caller(unit) + kenwood_build.caller(unit, begins=False))
    assert isinstance(start, Call) and isinstance(end, Call)
    assert (start.source, start.caller_id, start.called_id, start.phase, end.phase) == (unit, unit, None, "start", "end")


@pytest.mark.parametrize(
    ("unit", "to", "kind"),
    [
        (FLEETSYNC, "100/2000", "private"),
        (FLEETSYNC, "100/0000", "group"),
        (NEXEDGE, "U03002", "private"),
        (NEXEDGE, "G00001", "group"),
    ],
)
def test_whom_they_call(unit: str, to: str, kind: str) -> None:
    (call,) = heard(kenwood_build.caller(unit, to=to))
    assert isinstance(call, Call) and (call.called_id, call.kind) == (to, kind)


@pytest.mark.parametrize("digits", ["1" * 6, "1234567", "12345678", "1" * 13, "1" * 15, "1" * 19])
def test_any_number_of_digits_from_6_to_19_is_a_caller(digits: str) -> None:
    (call,) = heard(b"\x02I1" + digits.encode() + b"\x03")
    assert isinstance(call, Call) and call.caller_id is not None
    assert call.caller_id.startswith(digits[:3] + "/") and len(call.caller_id) <= 8


@pytest.mark.parametrize("digits", ["1" * 5, "1" * 20])
def test_fewer_or_more_are_none(digits: str) -> None:
    (fault,) = heard(b"\x02I1" + digits.encode() + b"\x03")
    assert isinstance(fault, Fault) and fault.reason == "unknown"


def alarms(messages: list[Message]) -> list[tuple[str, str]]:
    return [(item.event, item.state) for item in messages if isinstance(item, Alarm)]


@pytest.mark.parametrize("number", range(78, 102))
def test_reserved_statuses_of_fleetsync(number: int) -> None:
    packet = heard(kenwood_build.status("001001002", "001000000", f"{number:04d}"))
    sentence = heard(kenwood_build.report(FLEETSYNC, NOW, 34.58, 105.72, speed_kmh=0, course_deg=0, code=number))
    wanted = [("panic", "restored")] if number == 88 else [("panic", "active")] if 95 <= number <= 99 else []
    assert alarms(packet) == alarms(sentence) == wanted
    assert [item.code for item in packet if isinstance(item, Status)] == [f"{number:04d}"]


def test_nexedge_emergencies_are_those_that_the_network_names() -> None:
    packet = kenwood_build.status("U00001205", "U00001500", "99")  # fmt: skip
    packet += kenwood_build.report(NEXEDGE, NOW, 34.58, 105.72, speed_kmh=0, course_deg=0, code=99)
    packet = packet.replace(b"0000150099", b"00001500099")
    assert alarms(heard(packet)) == []
    assert alarms(heard(packet, nexedge_emergencies={99})) == [("panic", "active")] * 2


@settings(max_examples=60)
@given(
    st.floats(-89.9, 89.9),
    st.floats(-179.9, 179.9),
    st.floats(0, 200),
    st.floats(0, 359.9),
    st.sampled_from([FLEETSYNC, NEXEDGE]),
    st.datetimes(datetime(2001, 1, 1), datetime(2068, 1, 1), timezones=st.just(UTC)),
)
def test_a_report_is_read_and_pynmeagps_agrees(lat: float, lon: float, speed: float, course: float, unit: str, at: datetime) -> None:
    raw = kenwood_build.report(unit, at, lat, lon, speed_kmh=speed, course_deg=course, code=12)
    position, status = heard(raw)
    assert isinstance(position, Position) and isinstance(status, Status)
    assert position.source == status.source == unit and position.time == at.replace(microsecond=0) == status.time
    assert (position.lat, position.lon) == (pytest.approx(lat, abs=1e-6), pytest.approx(lon, abs=1e-6))
    assert position.speed_kmh == pytest.approx(speed, abs=0.1) and position.course_deg == pytest.approx(course, abs=0.06)
    judge = NMEAReader.parse(raw)
    assert (judge.lat, judge.lon) == (pytest.approx(position.lat, abs=1e-6), pytest.approx(position.lon, abs=1e-6))


@pytest.mark.parametrize("frame", [f for f in FRAMES if f.protocol == "kenwood" and b"$PK" in f.data and f.good], ids=str)
def test_pynmeagps_agrees_on_the_sheet(frame: object) -> None:
    """Where the sentence has a fix; the library takes any status."""
    data = frame.data  # type: ignore[attr-defined]
    for position in (item for item in heard(data) if isinstance(item, Position) and item.valid):
        judge = NMEAReader.parse(position.raw + b"\r\n")
        assert (judge.lat, judge.lon) == (pytest.approx(position.lat, abs=1e-7), pytest.approx(position.lon, abs=1e-7))


@pytest.mark.parametrize(
    ("shift", "dated"),
    [
        (timedelta(0), True),
        (timedelta(minutes=15), True),
        (-timedelta(minutes=15), True),
        (timedelta(minutes=16), False),
        (-timedelta(minutes=16), False),
        (timedelta(hours=12), False),
    ],
)
@pytest.mark.parametrize("now", [NOW, NOW.replace(hour=12), NOW.replace(hour=23, minute=59)])
def test_a_time_of_day_gets_its_date_from_a_clock_that_agrees(shift: timedelta, dated: bool, now: datetime) -> None:
    (position,) = heard(kenwood_build.position(FLEETSYNC, now + shift, 34.58, 105.72), now)
    assert isinstance(position, Position) and position.time == (now + shift if dated else None)


@pytest.mark.parametrize("unit", [FLEETSYNC, NEXEDGE])
def test_without_a_fix_there_is_no_place(unit: str) -> None:
    (position,) = heard(kenwood_build.position(unit, NOW, None, None))
    assert isinstance(position, Position) and (position.lat, position.lon, position.valid, position.source) == (None, None, False, unit)


@pytest.mark.parametrize(
    "place", ["4954.1474,S,11923.6044,E", "4960.0000,N,11923.6044,E", "9100.0000,N,11923.6044,E", "4954.1474,X,11923.6044,E", ",,,"]
)
def test_places(place: str) -> None:
    (position,) = heard(kenwood_build.sentence(f"PKNSH,{place},000005,A,U1,"))
    assert isinstance(position, Position) and position.valid == place.startswith("4954.1474,S")


def test_results_of_what_was_sent() -> None:
    yes, no = heard(kenwood_build.result(answered=True) + kenwood_build.result(answered=False))
    assert isinstance(yes, Ack) and isinstance(no, Ack)
    assert (yes.state, no.state, no.code) == ("delivered", "rejected", "no_response")


def test_a_packet_split_over_two_reads_and_one_that_never_ends() -> None:
    line = Decoder()
    packet = kenwood_build.caller(FLEETSYNC)
    assert line.feed(packet[:7], NOW) == []
    assert line.tick(NOW + timedelta(seconds=0.9)) == []
    assert [item.type for item in line.feed(packet[7:], NOW)] == ["call"]
    assert line.feed(packet[:7], NOW) == []
    (fault,) = line.tick(NOW + timedelta(seconds=1))
    assert isinstance(fault, Fault) and fault.reason == "length" and line.pending == 0


def test_statuses_need_nine_characters() -> None:
    with pytest.raises(ValueError, match="nine"):
        kenwood_build.status("1001001", "000000999", "0001")


@given(st.binary(max_size=40).map(lambda data: bytes(byte for byte in data if byte >= 0x20)))
def test_any_packet_is_told(content: bytes) -> None:
    messages = heard(b"\x02" + content.lstrip(b"$") + b"\x03")
    assert len(messages) >= 1 and all(item.raw for item in messages)


@given(
    st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E, exclude_characters="$*"), max_size=70),
    st.sampled_from(["PKLSH", "PKNSH", "PKLDS", "PKNDS", "PKNID", "PKLID", "GPGGA", ""]),
)
def test_any_fields_under_a_right_checksum_are_told(fields: str, name: str) -> None:
    messages = heard(kenwood_build.sentence(f"{name},{fields}"))
    assert messages
    for message in messages:
        if isinstance(message, Position):
            assert (message.lat is None) == (message.lon is None) == (not message.valid)
