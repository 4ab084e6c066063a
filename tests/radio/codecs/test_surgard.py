"""Sur-Gard lines and the event codes that they share with DC-09."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radio.codecs import surgard
from radio.codecs.alarm_codes import Report
from radio.codecs.surgard import Decoder
from radio.messages import Alarm, Fault, Heartbeat, Message, Reply, Status

NOW = datetime(2026, 7, 1, tzinfo=UTC)


def heard(data: bytes) -> list[Message]:
    return Decoder().feed(data, NOW)


def first(code: str, qualifier: str = "E") -> Message:
    message, reply = heard(surgard.event("1234", code, partition=2, zone=17, qualifier=qualifier))
    assert isinstance(reply, Reply) and reply.data == b"\x06" and reply.raw == message.raw and reply.source == "1234"
    return message


# The groups of Contact ID as the sheet of the protocol lists them.
EVENTS = {
    "medical": [100, 101, 102],
    "fire": [110, 111, 112, 113, 114, 115, 116, 117, 118],
    "panic": [120, 121, 122, 123],
    "burglary": [130, 131, 132, 133, 134],
    "tamper": [137, 144, 383],
    "alarm": [140, 150, 170],
    "gas": [151, 162],
    "water": [154],
    "temperature": [152, 153, 158, 159],
    "supervisory": [200, 201, 203, 204, 205],
    "fault": [161, 300, 320, 330, 350, 351, 352, 354, 380],
    "power_fault": [301],
    "battery_fault": [302, 309, 384],
    "disabled": [570],
    "test": [601, 607],
}


@pytest.mark.parametrize(("event", "code"), [(event, code) for event, codes in EVENTS.items() for code in codes])
def test_contact_id(event: str, code: int) -> None:
    for qualifier, state in (("E", "active"), ("R", "restored"), ("P", "active"), ("1", "active"), ("3", "restored"), ("6", "active")):
        alarm = first(str(code), qualifier)
        assert isinstance(alarm, Alarm)
        assert (alarm.event, alarm.state, alarm.code, alarm.zone, alarm.source) == (event, state, str(code), "02/017", "1234")


@pytest.mark.parametrize("code", ["602", "603", "608"])
def test_a_periodic_test_is_a_sign_of_life(code: str) -> None:
    assert isinstance(first(code), Heartbeat)


@pytest.mark.parametrize(
    ("code", "qualifier", "name"),
    [
        ("400", "E", "opening"),
        ("401", "R", "closing"),
        ("403", "3", "closing"),
        ("407", "1", "opening"),
        ("441", "R", "closing"),
        ("406", "E", "cancel"),
        ("305", "E", "reset"),
        ("606", "E", "listen_in"),
        ("421", "E", "cid_421_E"),
        ("654", "R", "cid_654_R"),
    ],
)
def test_what_is_no_alarm(code: str, qualifier: str, name: str) -> None:
    status = first(code, qualifier)
    assert isinstance(status, Status) and (status.code, status.text) == (name, "02/017")


SIA = [
    ("BA", "burglary", True), ("BV", "burglary", True), ("BH", "burglary", False), ("BR", "burglary", False), ("BT", "fault", True),
    ("BJ", "fault", False), ("BB", "disabled", True), ("BU", "disabled", False), ("FA", "fire", True), ("FH", "fire", False),
    ("FR", "fire", False), ("FT", "fault", True), ("FS", "supervisory", True), ("KA", "fire", True), ("SA", "fire", True),
    ("GA", "gas", True), ("GH", "gas", False), ("HA", "panic", True), ("PA", "panic", True), ("PH", "panic", False),
    ("MA", "medical", True), ("QA", "emergency", True), ("WA", "water", True), ("ZA", "temperature", True), ("UA", "alarm", True),
    ("TA", "tamper", True), ("TR", "tamper", False), ("TX", "test", True), ("RX", "test", True), ("AT", "power_fault", True),
    ("AR", "power_fault", False), ("YT", "battery_fault", True), ("YR", "battery_fault", False), ("YC", "fault", True),
    ("YK", "fault", False), ("LT", "fault", True), ("LR", "fault", False), ("ET", "fault", True), ("ER", "fault", False),
]  # fmt: skip


@pytest.mark.parametrize(("code", "event", "active"), SIA)
def test_sia_alarms(code: str, event: str, active: bool) -> None:
    alarm, reply = heard(f"3011    001234{code}0005\x14".encode())
    assert isinstance(alarm, Alarm) and isinstance(reply, Reply)
    assert (alarm.event, alarm.state, alarm.code, alarm.zone) == (event, "active" if active else "restored", code, "0005")


@pytest.mark.parametrize(
    ("code", "name"),
    [("OP", "opening"), ("CL", "closing"), ("CG", "closing"), ("OC", "cancel"), ("RR", "reset"), ("JL", "sia_JL"), ("BZ", "sia_BZ")],
)
def test_sia_statuses(code: str, name: str) -> None:
    status = heard(f"3011    001234{code}0005\x14".encode())[0]
    assert isinstance(status, Status) and (status.code, status.text) == (name, "0005")


def test_the_periodic_test_of_sia() -> None:
    assert isinstance(heard(b"3011    001234RP0000\x14")[0], Heartbeat)


@given(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=2), st.from_regex(r"\A[0-9]{3}\Z"), st.sampled_from("ERP"))
def test_no_code_is_lost(letters: str, digits: str, qualifier: str) -> None:
    report = Report(protocol="surgard", source="1", time=None, raw=b"x", zone="01/001")
    for message in (report.sia(letters), report.contact_id(qualifier, digits)):  # type: ignore[arg-type]
        assert isinstance(message, Alarm | Status | Heartbeat) and message.source == "1" and message.raw == b"x"


@given(
    st.text("0123456789ABCDEF", min_size=4, max_size=10),
    st.integers(100, 699),
    st.sampled_from("ERP136"),
    st.integers(0, 99),
    st.integers(0, 999),
    st.integers(0, 99),
    st.integers(0, 15),
)
def test_what_a_receiver_writes_is_read(
    account: str, code: int, qualifier: str, partition: int, zone: int, receiver: int, line: int
) -> None:
    raw = surgard.event(account, str(code), partition=partition, zone=zone, qualifier=qualifier, receiver=receiver, line=line)
    message, reply = heard(raw)
    assert message.source == account and message.raw == raw[:-1] and isinstance(reply, Reply) and reply.hex == "06"
    place = f"{partition:02d}/{zone:03d}"
    if isinstance(message, Alarm):
        assert (message.zone, message.code) == (place, str(code))
    elif isinstance(message, Status):
        assert message.text == place


@pytest.mark.parametrize(
    ("account", "code", "qualifier"), [("12", "110", "E"), ("12345678901", "110", "E"), ("1234", "11", "E"), ("1234", "110", "X")]
)
def test_what_cannot_be_an_event_is_refused(account: str, code: str, qualifier: str) -> None:
    with pytest.raises(ValueError, match="no event"):
        surgard.event(account, code, qualifier=qualifier)


def test_the_heartbeat_is_acknowledged() -> None:
    beat, reply = heard(surgard.heartbeat())
    assert isinstance(beat, Heartbeat) and beat.source is None and isinstance(reply, Reply) and reply.data == surgard.ACK


@pytest.mark.parametrize("end", [b"\x14", b"\r\n", b"\r", b"\n", b"\x8d\x0a", b"\x94"])
def test_ends_of_a_line(end: bytes) -> None:
    line = surgard.event("1234", "110")[:-1]
    assert [item.type for item in heard((line + end) * 3)] == ["alarm", "reply"] * 3


@pytest.mark.parametrize("garbage", [b"no such line", b"5011 18", b"9011 hello", b" "])
def test_a_line_that_is_not_understood_is_acknowledged_too(garbage: bytes) -> None:
    """Or the receiver would stop all events behind it."""
    fault, reply = heard(garbage + b"\x14")
    assert isinstance(fault, Fault) and fault.reason == "unknown" and isinstance(reply, Reply) and reply.data == surgard.ACK


def test_a_garbled_line_is_asked_for_again_and_then_believed() -> None:
    line = Decoder()
    raw = surgard.event("1234", "110")
    fault, nak = line.feed(raw[:9] + b"\x01" + raw[10:], NOW)
    assert isinstance(fault, Fault) and fault.reason == "syntax" and isinstance(nak, Reply) and nak.data == surgard.NAK
    assert [item.type for item in line.feed(raw, NOW)] == ["alarm", "reply"]


def test_an_endless_line_is_given_up() -> None:
    messages = heard(b"5011 18" + b"1" * 300)
    assert messages and all(isinstance(item, Fault) and item.reason == "overflow" for item in messages)


def test_a_line_without_its_end_is_not_acknowledged() -> None:
    line = Decoder()
    assert line.feed(surgard.event("1234", "110")[:-1], NOW) == []
    assert [item.type for item in line.tick(NOW + timedelta(seconds=5))] == ["fault"]


@given(st.binary(max_size=60))
def test_any_line_is_told(data: bytes) -> None:
    messages = heard(data.translate(None, b"\r\n\x14\x94\x8a\x8d\x00") + b"x\x14")
    assert messages and all(item.raw for item in messages)
