"""Weather and telemetry of APRS101, in the hall's units: m/s, °C, mm, hPa where the air has mph, °F, hundredths of an inch, 0.1 hPa."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

M_S_PER_MPH = 0.44704
MM_PER_INCH = 25.4
Measured = tuple[str, float | None, str | None]
"""Element, value, unit."""


def _speed(value: int) -> float:
    return round(value * M_S_PER_MPH, 3)


def _rain(value: int) -> float:
    return round(value * MM_PER_INCH / 100, 2)


_FIELDS: Mapping[str, tuple[int, str, str, Callable[[int], float]]] = MappingProxyType(
    {
        # letter: (digits, element, unit, conversion)
        "c": (3, "wind_direction", "°", lambda value: float(value % 360)),
        "s": (3, "wind_speed", "m/s", _speed),
        "g": (3, "wind_gust", "m/s", _speed),
        "t": (3, "air_temperature", "°C", lambda value: round((value - 32) / 1.8, 2)),
        "r": (3, "rain_1h", "mm", _rain),
        "p": (3, "rain_24h", "mm", _rain),
        "P": (3, "rain_today", "mm", _rain),
        "h": (2, "humidity", "%", lambda value: float(value or 100)),
        "b": (5, "air_pressure", "hPa", lambda value: value / 10),
        "L": (3, "solar_radiation", "W/m²", float),
        "l": (3, "solar_radiation", "W/m²", lambda value: float(value + 1000)),
    }
)
_WIND = re.compile(r"(\d{3}|[. ]{3})/(\d{3}|[. ]{3})", re.ASCII)
_TELEMETRY = re.compile(r"#(MIC|\d{1,3}),?((?:-?[\d.]{0,8},){0,5})([01]{0,8})?", re.ASCII)


def weather(text: str) -> list[Measured]:
    """The fields with which a text begins: ``ddd/sss`` or ``cddd sddd``, then letters with their digits."""
    if wind := _WIND.match(text):
        text = f"c{wind[1]}s{wind[2]}{text[wind.end() :]}"
    return list(_fields(text))


def _fields(text: str) -> Iterator[Measured]:
    at = 0
    seen: set[str] = set()
    while at < len(text) and text[at] in _FIELDS and text[at] not in seen:
        seen.add(text[at])
        width, element, unit, convert = _FIELDS[text[at]]
        digits = text[at + 1 : at + 1 + width]
        if re.fullmatch(r"-\d+|\d+", digits, re.ASCII) and len(digits) == width:
            yield element, convert(int(digits)), unit
        elif len(digits) == width and not digits.strip(". "):
            yield element, None, unit
        else:
            return
        at += 1 + width


def telemetry(text: str) -> tuple[list[Measured], str | None] | None:
    """``#005,199,000,255,073,123,01101001``: five channels as they are, and eight bits."""
    found = _TELEMETRY.match(text)
    if found is None:
        return None
    values: list[Measured] = []
    for number, word in enumerate(found[2].split(",")[:-1], 1):
        try:
            values.append((f"telemetry_{number}", float(word), None))
        except ValueError:
            values.append((f"telemetry_{number}", None, None))
    return values, found[3] or None
