"""The checks that the protocols of the sheets put behind their frames."""

from __future__ import annotations

from functools import reduce
from operator import xor


def _table(polynomial: int) -> tuple[int, ...]:
    """The 256 steps of a reflected 16-bit CRC."""

    def step(value: int) -> int:
        for _ in range(8):
            value = (value >> 1) ^ polynomial if value & 1 else value >> 1
        return value

    return tuple(step(byte) for byte in range(256))


_A001 = _table(0xA001)
_A001_HIGH = bytes(step >> 8 for step in _A001)
_8408 = _table(0x8408)


def sum8(data: bytes) -> int:
    """Sum of all bytes modulo 256 (GB/T 26875.3)."""
    return sum(data) & 0xFF


def xor8(data: bytes) -> int:
    """Exclusive or of all bytes (NMEA 0183, RDSS, JT/T 808)."""
    return reduce(xor, data, 0)


def crc16_modbus(data: bytes, crc: int = 0xFFFF) -> int:
    """CRC-16/MODBUS: 0x8005 reflected, from 0xFFFF (Modbus low byte first, SL 651 high byte first)."""
    table = _A001
    for byte in data:
        crc = crc >> 8 ^ table[(crc ^ byte) & 0xFF]
    return crc


def crc16_arc(data: bytes) -> int:
    """CRC-16/ARC: as Modbus, from 0 (SIA DC-09)."""
    return crc16_modbus(data, 0)


def crc16_x25(data: bytes) -> int:
    """CRC-16/X-25: 0x1021 reflected, from 0xFFFF, inverted (the FCS of AX.25 and HDLC, low byte first)."""
    crc = 0xFFFF
    table = _8408
    for byte in data:
        crc = crc >> 8 ^ table[(crc ^ byte) & 0xFF]
    return crc ^ 0xFFFF


def crc16_hj212(data: bytes) -> int:
    """HJ 212-2017 appendix A: the byte meets the *high* half of the register before the eight steps. Not Modbus's.

    The low half is lost at every byte, so only the high one is carried from one to the next.
    """
    if not data:
        return 0xFFFF
    high = _A001_HIGH
    value = 0xFF ^ data[0]
    for byte in data[1:]:
        value = high[value] ^ byte
    return _A001[value]
