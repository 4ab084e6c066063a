"""The drawing style of the base map, read from the resources and typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import resources
from maps.geo.tone import Tone

_COUNTS = ("headings", "labels_most", "step_pan_part", "margin")  # of the symbol section: no lengths of symbols


@dataclass(frozen=True, slots=True)
class ReliefStyle:
    """How heights become the pictures of a pack."""

    ramp: tuple[str, ...]
    sun_azimuth_deg: float
    sun_height_deg: float
    exaggeration: float
    feather_cells: int


@dataclass(frozen=True, slots=True)
class MapStyle:
    """Colours of one mode with the widths, letter sizes and levels that both share."""

    night: bool
    colours: Mapping[str, str]
    alphas: Mapping[str, float]
    tone: Tone
    widths: Mapping[str, Any]
    text_px: Mapping[str, int]
    zooms: Mapping[str, float]
    symbol: Mapping[str, float]


def load_relief_style() -> ReliefStyle:
    section = resources.load_toml("map", "style.toml")["relief"]
    return ReliefStyle(
        ramp=tuple(section["ramp"]),
        sun_azimuth_deg=float(section["sun_azimuth_deg"]),
        sun_height_deg=float(section["sun_height_deg"]),
        exaggeration=float(section["exaggeration"]),
        feather_cells=int(section["feather_cells"]),
    )


def load_style(*, night: bool, scale: float = 1.0) -> MapStyle:
    """The style of the day or of the night; ``scale`` enlarges letters, lines and symbols, not the ground."""
    sheet = resources.load_toml("map", "style.toml")
    mode = sheet["night" if night else "day"]
    return MapStyle(
        night=night,
        colours={key: value for key, value in mode.items() if isinstance(value, str)},
        alphas={key: float(value) for key, value in mode.items() if isinstance(value, float)},
        tone=Tone(**mode["tone"]),
        widths={key: _scaled(value, scale) for key, value in sheet["width"].items()},
        text_px={key: round(value * scale) for key, value in sheet["text"].items()},
        zooms={key: float(value) for key, value in sheet["zoom"].items()},
        symbol={key: value if key in _COUNTS else value * scale for key, value in sheet["symbol"].items()},
    )


def _scaled(value: float | list[float], scale: float) -> float | list[float]:
    return [part * scale for part in value] if isinstance(value, list) else value * scale
