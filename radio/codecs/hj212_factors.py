"""The data area of HJ 212: ``DataTime=…;factor-Rtd=…,factor-Flag=N;…`` as readings.

Names are the hall's where it has one, else ``hj212_`` and the factor's code. A real-time value has the bare name; the figures of a period
have the period and the figure behind it: ``pm10_1h_avg``, ``pm10_1d_max``, and ``cycle`` for the "minute data", whose cycle each station
sets for itself. Units are those of HJ 212-2017 appendix B; concentrations in air have none there that every instrument keeps (µg/m³ or
mg/m³), so they are set by the hall or unknown. Air pressure comes in kPa and is told in hPa as everywhere in the hall.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from math import isfinite
from types import MappingProxyType

from radio.codecs.bcd import from_beijing
from radio.messages import Message, Reading, Status

NAME = "hj212"
_FACTORS: Mapping[str, tuple[str, str | None]] = MappingProxyType(
    {
        # code: (element, unit)
        "a34001": ("tsp", None),
        "a34002": ("pm10", None),
        "a34004": ("pm2_5", None),
        "a21004": ("no2", None),
        "a21005": ("co", None),
        "a21026": ("so2", None),
        "a05024": ("o3", None),
        "a01001": ("air_temperature", "°C"),
        "a01002": ("humidity", "%"),
        "a01006": ("air_pressure", "hPa"),
        "a01007": ("wind_speed", "m/s"),
        "a01008": ("wind_direction", "°"),
        "LA": ("noise", "dB"),
        "Leq": ("noise_equivalent", "dB"),
        "w01001": ("ph", "1"),
        "w01009": ("dissolved_oxygen", "mg/L"),
        "w01010": ("water_temperature", "°C"),
        "w01014": ("conductivity", "µS/cm"),
        "w01018": ("cod", "mg/L"),
        "w21003": ("ammonia_nitrogen", "mg/L"),
        "w21011": ("total_phosphorus", "mg/L"),
    }
)
_KILOPASCAL = "a01006"
_FIGURES: Mapping[str, str] = MappingProxyType(
    {"Rtd": "", "Avg": "avg", "Min": "min", "Max": "max", "Cou": "total"}
    | {"ZsRtd": "converted", "ZsAvg": "converted_avg", "ZsMin": "converted_min", "ZsMax": "converted_max"}
)
_PERIODS: Mapping[str, str] = MappingProxyType({"2051": "cycle", "2061": "1h", "2031": "1d"})
_QUALITIES: Mapping[str, str | None] = MappingProxyType(
    {
        "N": None,
        "F": "off",
        "M": "maintenance",
        "S": "setting",
        "D": "fault",
        "C": "calibrating",
        "T": "over_range",
        "B": "communication",
    }
)
_NUMBER = re.compile(r"[+-]?\d+(\.\d*)?|[+-]?\.\d+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Data:
    """A data area: what stands for itself (``DataTime``, ``QnRtn`` …), and what is said of each factor, in order."""

    alone: Mapping[str, str]
    factors: Mapping[str, Mapping[str, str]]

    @property
    def time(self) -> datetime | None:
        """``DataTime``."""
        return clock(self.alone.get("DataTime", ""))


def parse(area: str) -> Data:
    """The pairs of a data area; what is no pair is passed over."""
    alone: dict[str, str] = {}
    factors: dict[str, dict[str, str]] = {}
    for pair in re.split("[;,]", area):
        key, equals, value = pair.partition("=")
        factor, dash, figure = key.strip().rpartition("-")
        if not equals:
            continue
        if dash and factor:
            factors.setdefault(factor, {})[figure] = value.strip()
        elif key.strip():
            alone[key.strip()] = value.strip()
    return Data(alone, factors)


def clock(text: str) -> datetime | None:
    """``YYYYMMDDhhmmss[zzz]`` in Beijing time as UTC, or None."""
    if len(text) not in (14, 17) or not (text.isascii() and text.isdigit()):
        return None
    return from_beijing(int(text[:4]), *(int(text[at : at + 2]) for at in range(4, 14, 2)))


def readings(data: Data, command: str, source: str | None, raw: bytes, units: Mapping[str, str]) -> list[Message]:
    """Every figure as a reading, every other word about a factor as a status."""
    out: list[Message] = []
    period, data_time = _PERIODS.get(command, ""), data.time
    for factor, said in data.factors.items():
        time = clock(said.get("SampleTime", "")) or data_time
        flag = said.get("Flag", "N")
        quality = _QUALITIES.get(flag, f"flag_{flag.lower()}")
        element, unit = _FACTORS.get(factor, (f"hj212_{_word(factor)}", None))
        unit = units.get(factor, unit)
        for figure, text in said.items():
            if figure in ("Flag", "SampleTime"):
                continue
            if figure not in _FIGURES:
                out.append(Status(protocol=NAME, source=source, time=time, raw=raw, code=_word(f"{factor}_{figure}"), text=text or None))
                continue
            parts = (element, "" if figure.endswith("Rtd") else period, _FIGURES[figure])
            value = _value(text, factor)
            out.append(
                Reading(
                    protocol=NAME,
                    source=source,
                    time=time,
                    raw=raw,
                    element="_".join(part for part in parts if part),
                    value=value,
                    unit=unit,
                    quality="missing" if value is None else quality,
                )
            )
    return out


def _value(text: str, factor: str) -> float | None:
    if not _NUMBER.fullmatch(text) or not isfinite(value := float(text)):
        return None
    return round(value * 10, 4) if factor == _KILOPASCAL else value


def _word(text: str) -> str:
    return re.sub(r"[^0-9A-Za-z]", "_", text)
