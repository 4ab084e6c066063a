"""Positions of APRS101: plain, compressed and Mic-E, with what may follow them: course and speed, altitude, the digits of ``!DAO!``.

On the air are knots, feet and degrees with minutes; here are km/h, metres and degrees. Course 000 means that it is not known, 360 north.
Blanks in the digits are an ambiguity: the middle of what they leave open is told.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

KMH_PER_KNOT = 1.852
M_PER_FOOT = 0.3048
_PLAIN = re.compile(r"(\d{2})([\d ]{2}\.[\d ]{2})([NSns])(.)(\d{3})([\d ]{2}\.[\d ]{2})([EWew])(.)", re.ASCII | re.DOTALL)
_COMPRESSED = re.compile(r"([/\\A-Za-j])([!-{]{4})([!-{]{4})(.)([ -{])([ -{])([ -~])", re.DOTALL)
_COURSE = re.compile(r"(\d{3})/(\d{3})", re.ASCII)
_ALTITUDE = re.compile(r"/A=(-\d{5}|\d{6})", re.ASCII)
_DAO = re.compile(r"!(?:W(\d)(\d)|w([!-{])([!-{]))!", re.ASCII)
_MIC_E_ALTITUDE = re.compile(r"([!-{]{3})\}")
_MIC_E_MESSAGES = ("off_duty", "en_route", "in_service", "returning", "committed", "special", "priority")
_MIC_E_EMERGENCY = "emergency"
_BLANKS: Mapping[str, int] = MappingProxyType({"K": 2, "L": 0, "Z": 1})


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A position and what moved there; ``rest`` is the text behind it, ``message`` that of Mic-E."""

    lat: float
    lon: float
    symbol: str
    speed_kmh: float | None = None
    course_deg: float | None = None
    alt_m: float | None = None
    message: str | None = None
    rest: str = ""

    @property
    def real(self) -> bool:
        """Is it somewhere on earth, and not the place of a receiver without a fix?"""
        return abs(self.lat) <= 90 and abs(self.lon) <= 180 and (self.lat, self.lon) != (0, 0)


def place(text: str) -> Place | None:
    """The position with which a text begins, plain or compressed."""
    if plain := _PLAIN.match(text):
        fits = max(_minutes(plain[2]), _minutes(plain[6])) < 60
        return _more(_plain(plain, text[plain.end() :])) if fits else None
    if packed := _COMPRESSED.match(text):
        return _more(_compressed(packed, text[packed.end() :]))
    return None


def _plain(found: re.Match[str], rest: str) -> Place:
    lat = int(found[1]) + _minutes(found[2]) / 60
    lon = int(found[5]) + _minutes(found[6]) / 60
    symbol = found[4] + found[8]
    here = Place(lat=lat if found[3] in "Nn" else -lat, lon=lon if found[7] in "Ee" else -lon, symbol=symbol, rest=rest)
    moving = None if symbol[1] == "_" else _COURSE.match(rest)
    if moving is None:
        return here
    return replace(here, course_deg=course(int(moving[1])), speed_kmh=round(int(moving[2]) * KMH_PER_KNOT, 3), rest=rest[moving.end() :])


def _minutes(text: str) -> float:
    """Minutes with blanks from some digit on: their middle."""
    middle = "3" if text[0] == " " else "5"
    return float(text.replace(" ", middle, 1).replace(" ", "0"))


def _compressed(found: re.Match[str], rest: str) -> Place:
    lat, lon = 90 - base91(found[2]) / 380926, -180 + base91(found[3]) / 190463
    here = Place(lat=lat, lon=lon, symbol=found[1] + found[4], rest=rest)
    first, second, kind = ord(found[5]) - 33, ord(found[6]) - 33, ord(found[7]) - 33
    if first < 0 or second < 0:
        return here
    if kind & 0x18 == 0x10:
        return replace(here, alt_m=round(1.002 ** (first * 91 + second) * M_PER_FOOT, 1))
    if first < 90:
        return replace(here, course_deg=first * 4.0, speed_kmh=round((1.08**second - 1) * KMH_PER_KNOT, 3))
    return here


def _more(here: Place) -> Place:
    """Altitude and additional digits from the text behind a position."""
    if found := _ALTITUDE.search(here.rest):
        here = replace(here, alt_m=round(int(found[1]) * M_PER_FOOT, 1))
    if found := _DAO.search(here.rest):
        lat, lon = ((int(digit) / 1000 if found[1] else (ord(digit) - 33) * 1.1 / 10000) for digit in found.groups() if digit)
        here = replace(here, lat=_away(here.lat, lat / 60), lon=_away(here.lon, lon / 60), rest=_cut(here.rest, found))
    return replace(here, lat=round(here.lat, 7), lon=round(here.lon, 7))


def _away(value: float, by: float) -> float:
    return value - by if value < 0 else value + by


def _cut(text: str, found: re.Match[str]) -> str:
    return text[: found.start()] + text[found.end() :]


def base91(text: str) -> int:
    """A number in base 91, ``!`` is 0."""
    value = 0
    for character in text:
        value = value * 91 + ord(character) - 33
    return value


def course(degrees: int) -> float | None:
    """000 is not known, 360 is north."""
    return None if degrees == 0 or degrees > 360 else float(degrees % 360)


def mic_e(destination: str, info: bytes) -> Place | None:
    """Mic-E: the latitude and half of the rest hide in the destination address; None if this is none."""
    if len(info) < 9 or len(destination) != 6:
        return None
    digits, bits = "", []
    for character in destination:
        if character.isdigit():
            digit, bit = character, 0
        elif "A" <= character <= "J":
            digit, bit = chr(ord(character) - 17), 2
        elif "P" <= character <= "Y":
            digit, bit = chr(ord(character) - 32), 1
        elif character in _BLANKS:
            digit, bit = " ", _BLANKS[character]
        else:
            return None
        digits += digit
        bits.append(bit)
    if not digits[:2].isdigit():
        return None
    north, far, west = (bits[place] == 1 for place in (3, 4, 5))
    lat = int(digits[:2]) + _minutes(f"{digits[2:4]}.{digits[4:6]}") / 60
    moved = _mic_e_longitude(info, far=far)
    if moved is None:
        return None
    lon, speed, heading = moved
    here = Place(
        lat=lat if north else -lat,
        lon=-lon if west else lon,
        symbol=chr(info[8]) + chr(info[7]),
        speed_kmh=round(speed * KMH_PER_KNOT, 3),
        course_deg=course(heading),
        message=_mic_e_message(bits[:3]),
        rest=info[9:].decode("latin-1"),
    )
    if found := _MIC_E_ALTITUDE.search(here.rest[:8]):
        here = replace(here, alt_m=float(base91(found[1]) - 10000))
    return _more(here)


def _mic_e_longitude(info: bytes, *, far: bool) -> tuple[float, int, int] | None:
    """Longitude, speed in knots, course."""
    if not all(28 <= byte <= 127 for byte in info[1:7]):
        return None
    degrees = info[1] - 28 + (100 if far else 0)
    if 180 <= degrees <= 189:
        degrees -= 80
    elif 190 <= degrees <= 199:
        degrees -= 190
    minutes = info[2] - 28
    minutes -= 60 if minutes >= 60 else 0
    hundredths = info[3] - 28
    tens, middle, units = (byte - 28 for byte in info[4:7])
    if not (degrees <= 180 and minutes < 60 and hundredths < 100):
        return None
    speed, heading = tens * 10 + middle // 10, middle % 10 * 100 + units
    return degrees + (minutes + hundredths / 100) / 60, speed - 800 if speed >= 800 else speed, heading - 400 if heading >= 400 else heading


def _mic_e_message(bits: list[int]) -> str:
    """Three bits, each 0, standard 1 or custom 2, count down from 7; all 0 is an emergency."""
    number = 7 - sum(bool(bit) << 2 - place for place, bit in enumerate(bits))
    if number == 7:
        return _MIC_E_EMERGENCY
    kinds = {bit for bit in bits if bit}
    if kinds == {1}:
        return _MIC_E_MESSAGES[number]
    return f"custom_{number}" if kinds == {2} else "unknown"
