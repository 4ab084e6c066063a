"""APRS: what a station writes is read, by us and – where it is installed – by aprslib."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from radio.codecs import aprs, aprs_build, aprs_info, aprs_place, aprs_weather
from radio.codecs.aprs import Decoder
from radio.codecs.kiss import Station
from radio.messages import Ack, Alarm, Fault, Message, Position, Reading, Reply, Status, Text
from tests.radio.codecs.frame_files import FRAMES

NOW = datetime(2026, 7, 1, 0, 0, 5, tzinfo=UTC)
FORCE, HALL = Station("BG0FOR-9"), Station("BG0HAL-10")
LATS, LONS = st.floats(-89.9, 89.9).filter(lambda lat: abs(lat) > 0.01), st.floats(-179.9, 179.9)


def heard(info: bytes, station: Station | None = None, *, tocall: str = "APZOB1") -> list[Message]:
    return Decoder(station=station).feed(aprs.line(Station(FORCE.call, (), tocall), info), NOW)


def located(info: bytes, **options: Any) -> Position:
    position = heard(info, **options)[0]
    assert isinstance(position, Position) and position.valid
    return position


@given(LATS, LONS, st.none() | st.floats(0, 300), st.integers(0, 359), st.none() | st.floats(-100, 8000), st.booleans())
def test_plain_positions(lat: float, lon: float, speed: float | None, course: int, alt: float | None, timed: bool) -> None:
    at = datetime(2026, 6, 15, 12, 34, tzinfo=UTC) if timed else None
    found = located(aprs_build.position(lat, lon, at=at, speed_kmh=speed, course_deg=course, alt_m=alt, comment="救援"))
    assert (found.lat, found.lon) == (pytest.approx(lat, abs=1e-4), pytest.approx(lon, abs=1e-4))
    assert found.time == at and found.source == "BG0FOR-9"
    assert found.alt_m == (None if alt is None else pytest.approx(alt, abs=0.3))
    assert found.speed_kmh == (None if speed is None else pytest.approx(speed, abs=0.94))
    assert found.course_deg == (None if speed is None else course)


@given(LATS, LONS, st.none() | st.floats(0, 900), st.integers(0, 359))
def test_compressed_positions(lat: float, lon: float, speed: float | None, course: int) -> None:
    found = located(aprs_build.compressed(lat, lon, speed_kmh=speed, course_deg=course))
    assert (found.lat, found.lon) == (pytest.approx(lat, abs=3e-6), pytest.approx(lon, abs=6e-6))
    assert found.speed_kmh == (None if speed is None else pytest.approx(speed, rel=0.05, abs=1))
    if speed is None:
        assert found.course_deg is None
    else:
        assert found.course_deg is not None and abs((found.course_deg - course + 180) % 360 - 180) <= 2


@given(
    LATS,
    LONS,
    st.floats(0, 1400),
    st.integers(0, 359),
    st.sampled_from(["off_duty", "en_route", "in_service", "returning", "committed", "special", "priority", "emergency"]),
)
def test_mic_e_positions(lat: float, lon: float, speed: float, course: int, message: str) -> None:
    tocall, info = aprs_build.mic_e(lat, lon, message=message, speed_kmh=speed, course_deg=course)
    position, said = heard(info, tocall=tocall)
    assert isinstance(position, Position)
    assert (position.lat, position.lon) == (pytest.approx(lat, abs=1e-4), pytest.approx(lon, abs=1e-4))
    assert position.speed_kmh == pytest.approx(speed, abs=0.94) and position.course_deg == course
    if message == "emergency":
        assert isinstance(said, Alarm) and said.event == "panic"
    else:
        assert isinstance(said, Status) and said.code == message


@pytest.mark.parametrize("degrees", [*range(-180, 180, 1)])
def test_every_degree_of_mic_e(degrees: int) -> None:
    tocall, info = aprs_build.mic_e(12.5, degrees + 0.25)
    assert located(info, tocall=tocall).lon == pytest.approx(degrees + 0.25, abs=1e-4)


@pytest.mark.parametrize(
    ("destination", "info"),
    [
        ("S32UV", b'`(_fn"Oj/'),
        ("S32UVT", b'`(_fn"Oj'),
        ("S32UV!", b'`(_fn"Oj/'),
        ("LL2UVT", b'`(_fn"Oj/'),
        ("S32UVT", b'`\x1b_fn"Oj/'),
        ("S32UVT", b'`(_fn"\x01j/'),
        ("S32UVT", b'`(_\xfdn"Oj/'),
    ],
)
def test_what_is_no_mic_e(destination: str, info: bytes) -> None:
    assert aprs_place.mic_e(destination, info) is None


@pytest.mark.parametrize(
    ("digits", "message"), [("ABC", "custom_0"), ("AB3", "custom_1"), ("12C", "custom_6"), ("PB3", "unknown"), ("123", "emergency")]
)
def test_messages_of_mic_e(digits: str, message: str) -> None:
    here = aprs_place.mic_e(digits + "2UV", b'`(_fn"Oj/')
    assert here is not None and here.message == message


@pytest.mark.parametrize(
    ("destination", "lat", "lon"),
    [
        ("S32UVZ", 33 + 25.65 / 60, -112.129),
        ("S32UZZ", 33 + 25.5 / 60, -112.129),
        ("S32LLL", -(33 + 25 / 60), 12.129),
        ("S3LLLL", -33.5, 12.129),
        ("AK2UVT", None, None),
        ("AKKUVT", None, None),
    ],
)
def test_digits_left_blank_in_mic_e(destination: str, lat: float | None, lon: float | None) -> None:
    here = aprs_place.mic_e(destination, b'`(_fn"Oj/')
    assert (lat, lon) == (None, None) if here is None else (here.lat, here.lon) == (pytest.approx(lat), pytest.approx(lon))


def test_a_further_digit_in_base_91() -> None:
    """``b`` is 65 and ``7`` is 22, times 1.1 ten-thousandths of a minute."""
    found = located(b"!3434.80N/10543.20E>!wb7!")
    assert (found.lat, found.lon) == (pytest.approx(34.58 + 0.00715 / 60, abs=1e-7), pytest.approx(105.72 + 0.00242 / 60, abs=1e-7))


@given(LATS, LONS, st.from_regex(r"\A[A-Z]{1,9}\Z"), st.booleans())
def test_objects(lat: float, lon: float, name: str, alive: bool) -> None:
    (thing,) = heard(aprs_build.thing(name, lat, lon, NOW, alive=alive))
    assert thing.source == name and thing.time == NOW.replace(second=0)
    assert isinstance(thing, Position if alive else Status)
    assert not isinstance(thing, Position) or (thing.lat, thing.lon) == (pytest.approx(lat, abs=1e-4), pytest.approx(lon, abs=1e-4))


def test_messages_and_their_acks_in_lines() -> None:
    text, reply = heard(aprs_build.message("BG0HAL-10", "请求支援", "7"), HALL)
    assert isinstance(text, Text) and (text.text, text.code, text.to) == ("请求支援", "7", "BG0HAL-10")
    assert isinstance(reply, Reply) and reply.data == b"BG0HAL-10>APZOB1,WIDE1-1::BG0FOR-9 :ack7\r\n"
    (ack,) = Decoder().feed(reply.data, NOW)
    assert isinstance(ack, Ack) and (ack.ref, ack.state) == ("7", "delivered")


@pytest.mark.parametrize(
    ("to", "text", "number"),
    [
        ("", "x", None),
        ("TOOLONGCALL", "x", None),
        ("A", "", None),
        ("A", "x" * 68, None),
        ("A", "a{b", None),
        ("A", "x", "123456"),
        ("A", "x", "a-b"),
    ],
)
def test_messages_that_do_not_fit_are_refused(to: str, text: str, number: str | None) -> None:
    with pytest.raises(ValueError):
        aprs_build.message(to, text, number)


@pytest.mark.parametrize(
    ("stamp", "moment"),
    [
        ("010000z", datetime(2026, 7, 1, 0, 0, tzinfo=UTC)),
        ("010059z", datetime(2026, 7, 1, 0, 59, tzinfo=UTC)),
        ("010101z", datetime(2026, 6, 1, 1, 1, tzinfo=UTC)),
        ("302359z", datetime(2026, 6, 30, 23, 59, tzinfo=UTC)),
        ("310000z", datetime(2026, 5, 31, 0, 0, tzinfo=UTC)),
        ("010800/", datetime(2026, 7, 1, 0, 0, tzinfo=UTC)),
        ("000000h", datetime(2026, 7, 1, 0, 0, tzinfo=UTC)),
        ("010006h", datetime(2026, 6, 30, 1, 0, 6, tzinfo=UTC)),
        ("235959h", datetime(2026, 6, 30, 23, 59, 59, tzinfo=UTC)),
        ("320000z", None),
        ("012560z", None),
        ("01000xz", None),
        ("010000q", None),
        ("０10000z", None),
        ("", None),
    ],
)
def test_times_without_month_or_day(stamp: str, moment: datetime | None) -> None:
    assert aprs_info.moment(stamp, NOW) == moment


def test_just_before_midnight_the_next_day_may_be_meant() -> None:
    late = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    assert aprs_info.moment("001500h", late) == late + timedelta(minutes=45)
    assert aprs_info.moment("010015z", late) == datetime(2027, 1, 1, 0, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "measured"),
    [
        ("c045s010", [("wind_direction", 45.0, "°"), ("wind_speed", 4.47, "m/s")]),
        ("360/...g025", [("wind_direction", 0.0, "°"), ("wind_speed", None, "m/s"), ("wind_gust", 11.176, "m/s")]),
        ("t-04h00b10132", [("air_temperature", -20.0, "°C"), ("humidity", 100.0, "%"), ("air_pressure", 1013.2, "hPa")]),
        ("r012p100P050", [("rain_1h", 3.05, "mm"), ("rain_24h", 25.4, "mm"), ("rain_today", 12.7, "mm")]),
        ("L500", [("solar_radiation", 500.0, "W/m²")]),
        ("l023", [("solar_radiation", 1023.0, "W/m²")]),
        ("t0x5h50", []),
        ("h5", []),
        ("", []),
        ("wRSW", []),
    ],
)
def test_weather(text: str, measured: list[tuple[str, float | None, str]]) -> None:
    assert aprs_weather.weather(text) == measured


def test_a_weather_station_in_base_91() -> None:
    _, direction, speed, temperature = heard(aprs_build.compressed(34.58, 105.72, symbol="/_", speed_kmh=36, course_deg=88, comment="t077"))
    assert isinstance(direction, Reading) and isinstance(speed, Reading) and isinstance(temperature, Reading)
    assert (direction.element, direction.value, speed.element) == ("wind_direction", 88.0, "wind_speed")
    assert speed.value == pytest.approx(10, rel=0.05) and temperature.value == 25.0
    position = located(aprs_build.compressed(34.58, 105.72, symbol="/_", speed_kmh=36, course_deg=88))
    assert (position.speed_kmh, position.course_deg) == (None, None)


def test_a_packet_passed_on_twice_is_not_followed_for_ever() -> None:
    inner = b"A1A>APRS::BG0HAL-10:x{1"
    text, reply = heard(b"}" + inner, HALL)
    assert isinstance(text, Text) and text.source == "A1A" and isinstance(reply, Reply) and b":A1A      :ack1" in reply.data
    (fault,) = heard(b"}B1B>APRS:}" + inner, HALL)
    assert isinstance(fault, Fault) and fault.source == "B1B"
    (fault,) = heard(b"}no header")
    assert isinstance(fault, Fault) and fault.reason == "syntax"


@given(st.binary(max_size=80))
def test_any_information_is_told(info: bytes) -> None:
    line = aprs.line(FORCE, info.translate(None, b"\r\n"))
    messages = Decoder(station=HALL).feed(line, NOW)
    assert messages and all(item.raw == messages[0].raw for item in messages)
    for item in messages:
        assert not isinstance(item, Position) or (item.lat is None) == (not item.valid)


KINDS = st.sampled_from(
    [b"!", b"=", b"/092345z", b"@", b";LEADER   *092345z", b")AID!", b":BG0HAL-10:", b"_10090556", b"T#005,", b"`", b">", b"}"]
)


@given(KINDS, st.binary(max_size=40), st.sampled_from([b"4903.50N/07201.75W", b"/5L!!<*e7>7P[", b""]))
def test_any_end_of_a_packet_is_told(kind: bytes, end: bytes, place: bytes) -> None:
    assert Decoder().feed(aprs.line(FORCE, kind + place + end.translate(None, b"\r\n")), NOW)


# ---- the judge ----


def judged(line: bytes) -> dict[str, Any]:
    aprslib = pytest.importorskip("aprslib")
    return dict(aprslib.parse(line.rstrip(b"\r\n")))


@settings(max_examples=60, deadline=None)
@given(LATS, LONS, st.floats(5, 300), st.integers(1, 359), st.sampled_from(["plain", "compressed", "mic_e", "object"]))
def test_aprslib_reads_what_we_write(lat: float, lon: float, speed: float, course: int, form: str) -> None:
    tocall = "APZOB1"
    if form == "plain":
        info = aprs_build.position(lat, lon, speed_kmh=speed, course_deg=course, alt_m=1160)
    elif form == "compressed":
        info = aprs_build.compressed(lat, lon, speed_kmh=speed, course_deg=course)
    elif form == "object":
        info = aprs_build.thing("LEADER", lat, lon, NOW)
    else:
        tocall, info = aprs_build.mic_e(lat, lon, speed_kmh=speed, course_deg=course, message="committed")
    line = aprs.line(Station("BG0FOR-9", (), tocall), info)
    judge, ours = judged(line), Decoder().feed(line, NOW)[0]
    assert isinstance(ours, Position)
    assert (judge["latitude"], judge["longitude"]) == (pytest.approx(ours.lat, abs=1e-6), pytest.approx(ours.lon, abs=1e-6))
    if form != "object":
        assert judge["speed"] == pytest.approx(ours.speed_kmh, abs=1e-2) and judge["course"] % 360 == ours.course_deg
    if form == "plain":
        assert judge["altitude"] == pytest.approx(ours.alt_m, abs=0.1)
    if form == "mic_e":
        assert judge["mtype"] == "M4: Committed"


def test_aprslib_agrees_on_the_frames() -> None:
    """Where it reads them at all: it knows no telemetry and refuses some that we take."""
    aprslib = pytest.importorskip("aprslib")
    read = 0
    for frame in (item for item in FRAMES if item.protocol == "aprs" and item.good):
        try:
            judge = judged(frame.data)
        except (aprslib.ParseError, aprslib.UnknownFormat):
            continue
        read += 1
        tolerance = {"AMBIG": 0.01, "DAO": 2e-5}.get(frame.name, 1e-6)
        compare(judge.get("subpacket", judge), Decoder().feed(frame.data, frame.now), tolerance)
    assert read >= 20


def compare(judge: dict[str, Any], ours: list[Message], tolerance: float) -> None:
    for item in ours:
        if isinstance(item, Position) and item.valid:
            assert (judge["latitude"], judge["longitude"]) == (
                pytest.approx(item.lat, abs=tolerance),
                pytest.approx(item.lon, abs=tolerance),
            )
            assert judge.get("altitude") is None or judge["altitude"] == pytest.approx(item.alt_m, abs=0.1)
        elif isinstance(item, Text):
            assert item.text == judge.get("message_text", item.text)
        elif isinstance(item, Reading):
            name = {"air_temperature": "temperature", "air_pressure": "pressure"}.get(item.element, item.element)
            weather = judge.get("weather", {})
            assert name not in weather or weather[name] == pytest.approx(item.value, abs=0.01)
