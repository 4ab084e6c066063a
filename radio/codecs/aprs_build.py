"""Write the information field of APRS packets: what the hall sends, and what a tracker says (for simulators and tests).

Packets are made of it by :func:`radio.codecs.kiss.send` and :func:`radio.codecs.aprs.line`. Names and texts that do not fit are refused.
"""

from __future__ import annotations

from datetime import UTC, datetime

from radio.codecs.aprs_place import KMH_PER_KNOT, M_PER_FOOT

MAX_TEXT = 67
_MIC_E_MESSAGES = ("off_duty", "en_route", "in_service", "returning", "committed", "special", "priority", "emergency")


def message(to: str, text: str, number: str | None = None) -> bytes:
    """A message of at most 67 bytes of UTF-8; with a number it is acknowledged by the far end.

    Raises:
        ValueError: for what does not fit, or holds ``|``, ``~`` or ``{``.
    """
    coded = text.encode("utf-8")
    if not 0 < len(coded) <= MAX_TEXT or not 0 < len(to) <= 9 or any(character in text for character in "|~{\r\n"):
        raise ValueError(f"message of {len(coded)} bytes to {to!r}")
    if number is not None and not (0 < len(number) <= 5 and number.isascii() and number.isalnum()):
        raise ValueError(f"message number {number!r}")
    return f":{to:<9}:".encode("ascii") + coded + (b"" if number is None else b"{" + number.encode("ascii"))


def bulletin(number: int, text: str) -> bytes:
    """A bulletin to everybody, 0 to 9."""
    if not 0 <= number <= 9:
        raise ValueError(f"bulletin {number}")
    return message(f"BLN{number}", text)


def status(text: str) -> bytes:
    """A status."""
    return b">" + text.encode("utf-8")


def position(
    lat: float,
    lon: float,
    *,
    symbol: str = "/>",
    at: datetime | None = None,
    speed_kmh: float | None = None,
    course_deg: float | None = None,
    alt_m: float | None = None,
    comment: str = "",
) -> bytes:
    """A plain position; the symbol is table and code."""
    kind = "!" if at is None else f"/{_stamp(at)}"
    place = f"{_angle(lat, 2, 'NS')}{symbol[0]}{_angle(lon, 3, 'EW')}{symbol[1]}"
    return f"{kind}{place}{_moving(speed_kmh, course_deg)}{_altitude(alt_m)}{comment}".encode()


def compressed(
    lat: float, lon: float, *, symbol: str = "/>", speed_kmh: float | None = None, course_deg: float | None = None, comment: str = ""
) -> bytes:
    """A position in base 91."""
    place = f"!{symbol[0]}{_base91(round((90 - lat) * 380926), 4)}{_base91(round((lon + 180) * 190463), 4)}{symbol[1]}"
    if speed_kmh is None or course_deg is None:
        return f"{place}  !{comment}".encode()
    speed = next((step for step in range(90) if 1.08 ** (step + 0.5) - 1 >= speed_kmh / KMH_PER_KNOT), 90)
    return f"{place}{chr(round(course_deg / 4) % 90 + 33)}{chr(speed + 33)}C{comment}".encode()


def thing(name: str, lat: float, lon: float, at: datetime, *, symbol: str = "/>", alive: bool = True, comment: str = "") -> bytes:
    """An object of ours.

    Raises:
        ValueError: for a name of more than nine characters.
    """
    if not (0 < len(name) <= 9 and name.isascii() and name.isprintable()):
        raise ValueError(f"object name {name!r}")
    place = f"{_angle(lat, 2, 'NS')}{symbol[0]}{_angle(lon, 3, 'EW')}{symbol[1]}"
    return f";{name:<9}{'*' if alive else '_'}{_stamp(at)}{place}{comment}".encode()


def mic_e(
    lat: float, lon: float, *, message: str = "off_duty", speed_kmh: float = 0, course_deg: float | None = None, symbol: str = "/>"
) -> tuple[str, bytes]:
    """Destination address and information field of a Mic-E packet.

    Raises:
        ValueError: for a message that is none of the eight.
    """
    bits = 7 - _MIC_E_MESSAGES.index(message)
    degrees, hundredths = divmod(round(abs(lat) * 6000), 6000)
    lon_degrees, lon_hundredths = divmod(round(abs(lon) * 6000), 6000)
    far = lon_degrees >= 100 or lon_degrees <= 9
    flags = (bits >> 2 & 1, bits >> 1 & 1, bits & 1, lat >= 0, far, lon < 0)
    destination = "".join(chr(ord(digit) + 32 * flag) for digit, flag in zip(f"{degrees:02d}{hundredths:04d}", flags, strict=True))
    first = lon_degrees + 90 if lon_degrees <= 9 else lon_degrees - 100 if lon_degrees >= 110 else lon_degrees - 20 if far else lon_degrees
    minutes, rest = divmod(lon_hundredths, 100)
    knots, heading = round(speed_kmh / KMH_PER_KNOT), 0 if course_deg is None else round(course_deg) or 360
    moving = (knots // 10, knots % 10 * 10 + heading // 100, heading % 100)
    coded = (first, minutes + 60 if minutes < 10 else minutes, rest, *moving)
    return destination, b"`" + bytes(value + 28 for value in coded) + f"{symbol[1]}{symbol[0]}".encode("ascii")


def _stamp(at: datetime) -> str:
    return f"{at.astimezone(UTC):%d%H%M}z"


def _angle(value: float, width: int, sides: str) -> str:
    degrees, hundredths = divmod(round(abs(value) * 6000), 6000)
    return f"{degrees:0{width}d}{hundredths // 100:02d}.{hundredths % 100:02d}{sides[value < 0]}"


def _moving(speed_kmh: float | None, course_deg: float | None) -> str:
    if speed_kmh is None:
        return ""
    heading = 0 if course_deg is None else round(course_deg) or 360
    return f"{heading:03d}/{round(speed_kmh / KMH_PER_KNOT):03d}"


def _altitude(alt_m: float | None) -> str:
    return "" if alt_m is None else f"/A={round(alt_m / M_PER_FOOT):06d}"


def _base91(value: int, width: int) -> str:
    digits = ""
    for _ in range(width):
        value, digit = divmod(value, 91)
        digits = chr(digit + 33) + digits
    return digits
