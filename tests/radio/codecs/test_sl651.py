"""SL 651: what a station writes in either form is read; what a centre answers is right; packets can be joined."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radio.codecs import sl651, sl651_build
from radio.codecs.sl651 import Decoder, Frame
from radio.codecs.sl651_elements import BY_NAME
from radio.messages import Ack, Fault, Heartbeat, Reading, Reply, Status
from tests.radio.codecs.frame_files import FRAMES

SENT = datetime(2026, 7, 1, 0, 0, 5, tzinfo=UTC)
HOUR = datetime(2026, 7, 1, 0, 0, tzinfo=UTC)
NOW = SENT + timedelta(seconds=2)
STATION = "0062050201"
both_forms = pytest.mark.parametrize("in_ascii", [False, True], ids=["hex", "ascii"])


@pytest.mark.parametrize("frame", [f for f in FRAMES if f.protocol == "sl651" and f.good], ids=str)
def test_written_again_every_frame_is_the_same(frame: object) -> None:
    raw = frame.data  # type: ignore[attr-defined]
    parsed = sl651.parse(raw)
    if frame.name == "Y50odd":  # type: ignore[attr-defined]
        assert (parsed.station, parsed.center, parsed.end) == ("1122334405", 0, sl651.ENQ)
    assert sl651.encode(parsed) == raw


@given(
    st.builds(
        Frame,
        station=st.binary(min_size=5, max_size=5).map(lambda data: data.hex().upper()),
        function=st.integers(0, 255),
        body=st.binary(max_size=300),
        down=st.booleans(),
        center=st.integers(0, 255),
        password=st.integers(0, 0xFFFF),
        end=st.sampled_from([sl651.ETX, sl651.ETB, sl651.EOT, sl651.ESC, sl651.ENQ, sl651.ACK, sl651.NAK]),
        packet=st.none() | st.tuples(st.integers(1, 0xFFF), st.integers(1, 0xFFF)),
        ascii=st.booleans(),
    )
)
def test_what_is_written_is_read(frame: Frame) -> None:
    raw = sl651.encode(frame)
    assert sl651.parse(raw) == frame
    assert all(message.raw == raw for message in Decoder().feed(raw, NOW))


@both_forms
def test_a_report_and_its_answer(in_ascii: bool) -> None:
    rain = [0.0, 0.5, None, *[1.2] * 9]
    raw = sl651_build.report(
        station=STATION,
        serial=0x1234,
        sent=SENT,
        observed=HOUR,
        values=[("rain_current", 12.5), ("water_level", 1160.123), ("air_temperature", -5.3), ("flow", None), ("battery_voltage", 12.06)],
        rain_5min=rain,
        function=0x34,
        center=5,
        password=0x03E8,
        ascii=in_ascii,
    )
    *readings, reply = Decoder().feed(raw, NOW)
    assert all(isinstance(item, Reading) and item.source == STATION and item.raw == raw for item in readings)
    found = [(item.element, item.value, item.unit, item.time) for item in readings if isinstance(item, Reading)]
    assert found[:12] == [("rain_5min", value, "mm", HOUR - timedelta(minutes=55 - 5 * slot)) for slot, value in enumerate(rain)]
    assert found[12:] == [
        ("rain_current", 12.5, "mm", HOUR),
        ("water_level", 1160.123, "m", HOUR),
        ("air_temperature", -5.3, "°C", HOUR),
        ("flow", None, "m³/s", HOUR),
        ("battery_voltage", 12.06, "V", HOUR),
    ]
    assert isinstance(reply, Reply)
    answer = sl651.parse(reply.data)
    assert (answer.down, answer.station, answer.center, answer.password) == (True, STATION, 5, 0x03E8)
    assert (answer.function, answer.end, answer.ascii) == (0x34, sl651.EOT, in_ascii)
    assert answer.body == (b"1234260701080007" if in_ascii else bytes.fromhex("1234260701080007"))
    (ack,) = Decoder().feed(reply.data, NOW)
    assert isinstance(ack, Ack) and (ack.ref, ack.code, ack.source) == (str(0x1234), "34", STATION)


def test_both_forms_on_one_stream() -> None:
    stream = b"".join(
        sl651_build.report(station=STATION, serial=n, sent=SENT, observed=HOUR, values=[("rain_1h", n / 10)], ascii=bool(n % 2))
        for n in range(1, 7)
    )
    values = [item.value for item in Decoder().feed(stream, NOW) if isinstance(item, Reading)]
    assert values == [0.1, 0.2, 0.3, 0.4, 0.5, 0.6]


@both_forms
def test_a_heartbeat_is_never_answered(in_ascii: bool) -> None:
    (beat,) = Decoder().feed(sl651_build.heartbeat(station=STATION, serial=9, sent=SENT, ascii=in_ascii), NOW)
    assert isinstance(beat, Heartbeat) and (beat.source, beat.time) == (STATION, SENT)


@both_forms
def test_a_query_is_understood_at_the_far_end(in_ascii: bool) -> None:
    body = b"PJ Z " if in_ascii else bytes.fromhex("20193923")
    (status,) = Decoder().feed(sl651_build.query(0x3A, station=STATION, now=NOW, body=body, ascii=in_ascii), NOW)
    assert isinstance(status, Status)
    assert (status.code, status.to, status.text) == ("query_3A", STATION, "PJ Z" if in_ascii else "20193923")


@pytest.mark.parametrize("function", range(0x2F, 0x60))
def test_only_reports_are_answered(function: int) -> None:
    raw = sl651_build.report(station=STATION, serial=1, sent=SENT, observed=HOUR, values=[("rain_1h", 1.0)], function=function)
    answered = any(isinstance(message, Reply) for message in Decoder().feed(raw, NOW))
    assert answered == (0x30 <= function <= 0x36)


def test_the_station_can_be_kept_awake() -> None:
    raw = sl651_build.report(station=STATION, serial=1, sent=SENT, observed=HOUR, values=[("rain_1h", 1.0)])
    (ack,) = Decoder().feed(sl651.acknowledge(raw, NOW, end=sl651.ESC), NOW)
    assert isinstance(ack, Ack) and ack.code == "32 ESC"


def test_packets_are_parts_that_can_be_joined() -> None:
    whole = sl651_build.report(station=STATION, serial=3, sent=SENT, observed=HOUR, values=[("rain_1h", 1.0), ("water_level", 2.0)])
    frame = sl651.parse(whole)
    bodies = frame.body[:30], frame.body[30:]
    raws = [
        sl651.encode(replace(frame, body=body, packet=(2, number), end=(sl651.ETB, sl651.ETX)[number - 1]))
        for number, body in enumerate(bodies, 1)
    ]
    parts = Decoder().feed(b"".join(raws), NOW)
    assert [(part.type, getattr(part, "text", None)) for part in parts] == [("status", "32 1/2"), ("status", "32 2/2")]
    joined = replace(sl651.parse(parts[0].raw), packet=None, body=b"".join(sl651.parse(part.raw).body for part in parts))
    assert sl651.meaning(joined, b"") == sl651.meaning(frame, b"")
    (ack,) = Decoder().feed(sl651.acknowledge(parts[1].raw, NOW, serial=joined.body[:2]), NOW)
    assert isinstance(ack, Ack) and ack.ref == "3"


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_every_element_can_be_written_to_its_limits(name: str) -> None:
    row = BY_NAME[name]
    top = (10**row.digits - 1) / 10**row.decimals
    for value in (0.0, top, -top, 1 / 10**row.decimals):
        raw = sl651_build.report(station=STATION, serial=1, sent=SENT, observed=HOUR, values=[(name, value)])
        reading = Decoder().feed(raw, NOW)[0]
        assert isinstance(reading, Reading) and (reading.element, reading.value, reading.unit) == (name, value, row.unit)
    with pytest.raises(ValueError, match="cannot hold"):
        sl651_build.element(name, top + 1)


def test_what_cannot_be_written_is_refused() -> None:
    with pytest.raises(KeyError):
        sl651_build.element("mood", 1.0)
    with pytest.raises(ValueError, match="station class"):
        sl651_build.report(station=STATION, serial=1, sent=SENT, observed=HOUR, station_class="X")
    with pytest.raises(ValueError, match="more than 4095"):
        sl651.encode(Frame(station=STATION, function=0x36, body=bytes(4096)))


@given(st.binary(max_size=120), st.booleans(), st.integers(0x2F, 0x60))
def test_any_body_in_a_right_frame_is_told(body: bytes, in_ascii: bool, function: int) -> None:
    head = b"0001260701080005" if in_ascii else bytes.fromhex("0001260701080005")
    raw = sl651.encode(Frame(station=STATION, function=function, body=head + body, ascii=in_ascii))
    messages = Decoder().feed(raw, NOW)
    assert messages and all(message.raw == raw for message in messages)
    assert not any(isinstance(message, Fault) and message.reason == "checksum" for message in messages)
