"""NMEA 0183: what a receiver writes is read; dates are borrowed only where they belong."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from radio.codecs import nmea
from radio.codecs.nmea import Decoder
from radio.messages import Fault, Position, Reading

NOW = datetime(2026, 7, 1, tzinfo=UTC)


@given(
    st.floats(-89.9, 89.9),
    st.floats(-179.9, 179.9),
    st.floats(-100, 8000),
    st.floats(0, 300),
    st.floats(0, 359.9),
    st.datetimes(datetime(2020, 1, 1), datetime(2079, 12, 31), timezones=st.just(UTC)),
)
@settings(max_examples=50)
def test_what_a_receiver_writes_is_read(lat: float, lon: float, alt: float, speed: float, course: float, at: datetime) -> None:
    second = at.replace(microsecond=0)
    line = Decoder()
    moving, standing = line.feed(
        nmea.rmc(second, lat, lon, speed_kmh=speed, course_deg=course) + nmea.gga(second, lat, lon, alt_m=alt), NOW
    )
    assert isinstance(moving, Position) and isinstance(standing, Position)
    assert moving.valid and standing.valid and moving.time == standing.time == second
    assert (moving.lat, moving.lon) == (standing.lat, standing.lon) == (pytest.approx(lat, abs=1e-7), pytest.approx(lon, abs=1e-7))
    assert moving.speed_kmh == pytest.approx(speed, abs=0.002) and moving.course_deg == pytest.approx(course, abs=0.06)
    assert standing.alt_m == pytest.approx(alt, abs=0.06)
    assert (moving.alt_m, standing.speed_kmh, standing.course_deg) == (None, None, None)


def test_without_a_fix_there_is_no_place() -> None:
    for position in Decoder().feed(nmea.rmc(NOW, None, None) + nmea.gga(NOW, None, None), NOW):
        assert isinstance(position, Position)
        assert (position.lat, position.lon, position.valid, position.time) == (None, None, False, NOW)


@pytest.mark.parametrize(
    ("later", "borrowed"),
    [
        (timedelta(0), True),
        (timedelta(seconds=1), True),
        (timedelta(minutes=10), True),
        (timedelta(minutes=11), False),
        (-timedelta(minutes=1), False),
    ],
)
def test_a_date_is_borrowed_for_ten_minutes(later: timedelta, borrowed: bool) -> None:
    noon = NOW + timedelta(hours=12)
    line = Decoder()
    line.feed(nmea.rmc(noon, 34.58, 105.72), NOW)
    (position,) = line.feed(nmea.gga(noon + later, 34.58, 105.72), NOW)
    assert position.time == (noon + later if borrowed else None)


def test_a_new_decoder_knows_no_date() -> None:
    (position,) = Decoder().feed(nmea.gga(NOW, 34.58, 105.72), NOW)
    assert position.time is None


def test_the_wind_of_a_mast() -> None:
    direction, speed = Decoder().feed(nmea.mwv(270.0, 8.4), NOW)
    assert isinstance(direction, Reading) and isinstance(speed, Reading)
    assert (direction.element, direction.value, direction.quality) == ("wind_direction", 270.0, None)
    assert (speed.element, speed.value, speed.unit) == ("wind_speed", 8.4, "m/s")


def test_a_line_may_be_set_to_do_without_checksums() -> None:
    data = b"$GPGLL,4916.45,N,12311.12,W,225444,A\r\n"
    (strict,) = Decoder().feed(data, NOW)
    (lenient,) = Decoder(checksum_required=False).feed(data, NOW)
    assert isinstance(strict, Fault) and isinstance(lenient, Position) and lenient.valid
    (wrong,) = Decoder(checksum_required=False).feed(b"$GPGLL,4916.45,N,12311.12,W,225444,A,*1C\r\n", NOW)
    assert isinstance(wrong, Fault) and wrong.reason == "checksum"


@given(
    st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E, exclude_characters="$!*"), max_size=60),
    st.sampled_from(
        [
            "GPRMC",
            "GNGGA",
            "GPGLL",
            "GNGNS",
            "GNZDA",
            "WIMWV",
            "YXXDR",
            "GPVTG",
            "GNTXT",
            "HEHDT",
            "SDDPT",
            "GPGSV",
            "GPXYZ",
            "PKLSH",
            "X",
            "",
        ]
    ),
)
def test_any_fields_under_a_right_checksum_never_raise(fields: str, name: str) -> None:
    messages = Decoder().feed(nmea.sentence(f"{name},{fields}"), NOW)
    assert len(messages) >= 1 and all(message.raw for message in messages)
    for message in messages:
        if isinstance(message, Position):
            assert (message.lat is None) == (message.lon is None)
