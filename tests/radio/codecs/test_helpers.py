"""Checksums against the check values of their catalogues, decimal digits, clocks, the GSM alphabet, the registry."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radio.codecs import PROTOCOLS, bcd, checksums, decoder, gsm7

CHECK = b"123456789"


def test_check_values() -> None:
    """The values that the CRC catalogues give for "123456789", and the example of HJ 212-2017."""
    assert checksums.crc16_modbus(CHECK) == 0x4B37
    assert checksums.crc16_arc(CHECK) == 0xBB3D
    assert checksums.crc16_x25(CHECK) == 0x906E
    assert checksums.sum8(CHECK) == 0xDD
    assert checksums.xor8(CHECK) == 0x31
    hj = b"QN=20160801085857223;ST=32;CN=1062;PW=100000;MN=010000A8900016F000169DC0;Flag=5;CP=&&RtdInterval=30&&"
    assert checksums.crc16_hj212(hj) == 0x1C80


def test_nothing_has_a_checksum_too() -> None:
    assert (checksums.sum8(b""), checksums.xor8(b""), checksums.crc16_modbus(b"")) == (0, 0, 0xFFFF)


def test_digits() -> None:
    assert bcd.digits(b"\x12\x34") == "1234"
    assert bcd.digits(b"\x1a\x34") is None
    assert bcd.pack("123") == b"\x01\x23"
    with pytest.raises(ValueError, match="not decimal digits"):
        bcd.pack("12x4")


def test_clocks_are_beijing_time() -> None:
    assert bcd.clock("260701080005") == datetime(2026, 7, 1, 0, 0, 5, tzinfo=UTC)
    assert bcd.clock("2607010755") == datetime(2026, 6, 30, 23, 55, tzinfo=UTC)
    assert bcd.clock_text(datetime(2026, 7, 1, 0, 0, 5, tzinfo=UTC)) == "260701080005"
    assert bcd.clock_text(datetime(2026, 6, 30, 23, 55, tzinfo=UTC), seconds=False) == "2607010755"


@pytest.mark.parametrize("text", ["0000000000", "261301080005", "2607010860", "26070108", "26070A0800", "", "２６０７０１０８００"])
def test_what_is_no_time_is_none(text: str) -> None:
    assert bcd.clock(text) is None
    if text.isascii():
        assert bcd.packed_clock(bytes.fromhex(text)) is None


@given(st.datetimes(datetime(2000, 1, 2), datetime(2099, 12, 30), timezones=st.just(UTC)))
def test_packed_clocks_are_the_same_clocks(time: datetime) -> None:
    second = time.replace(microsecond=0)
    assert bcd.pack_clock(second).hex() == bcd.clock_text(second)
    assert bcd.packed_clock(bcd.pack_clock(second)) == bcd.clock(bcd.clock_text(second)) == second


def test_gsm_alphabet() -> None:
    assert gsm7.decode(gsm7.unpack(bytes.fromhex("E8329BFD4697D9EC37"))) == "hellohello"
    assert gsm7.encode("€[") == [0x1B, 0x65, 0x1B, 0x3C]
    assert gsm7.encode("转移") is None


@given(st.text("Abz 09@£{}€\n", max_size=40))
def test_gsm_round_trip(text: str) -> None:
    septets = gsm7.encode(text)
    assert septets is not None
    assert gsm7.decode(gsm7.unpack(gsm7.pack(septets), len(septets))) == text


def test_every_protocol_has_a_decoder() -> None:
    now = datetime(2026, 7, 1, tzinfo=UTC)
    assert all(decoder(name).feed(b"", now) == [] for name in PROTOCOLS)
    with pytest.raises(KeyError):
        decoder("morse")


def test_options_of_a_decoder() -> None:
    now = datetime(2026, 7, 1, tzinfo=UTC)
    unsummed = b"$GPGLL,4916.45,N,12311.12,W,225444,A\r\n"
    assert [item.type for item in decoder("nmea", checksum_required=False).feed(unsummed, now)] == ["position"]
    assert [item.type for item in decoder("nmea").feed(unsummed, now)] == ["fault"]
    with pytest.raises(TypeError):
        decoder("surgard", mood="good")


def test_a_codec_is_imported_when_it_is_wanted() -> None:
    """Start-up speed: naming the protocols loads none of them, one loads no other."""
    code = (
        "import sys; from radio.codecs import decoder; assert not [m for m in sys.modules if m.startswith('pynmeagps')];"
        "decoder('gbt26875'); assert 'radio.codecs.sl651' not in sys.modules; assert 'radio.codecs.gbt26875' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=30)
