"""The drawing style of the base map, read from the resources and typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import resources
from maps.geo.tone import Tone


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


def load_relief_style() -> ReliefStyle:
    section = resources.load_toml("map", "style.toml")["relief"]
    return ReliefStyle(
        ramp=tuple(section["ramp"]),
        sun_azimuth_deg=float(section["sun_azimuth_deg"]),
        sun_height_deg=float(section["sun_height_deg"]),
        exaggeration=float(section["exaggeration"]),
        feather_cells=int(section["feather_cells"]),
    )


def load_style(*, night: bool) -> MapStyle:
    """The style of the day or of the night."""
    sheet = resources.load_toml("map", "style.toml")
    mode = sheet["night" if night else "day"]
    return MapStyle(
        night=night,
        colours={key: value for key, value in mode.items() if isinstance(value, str)},
        alphas={key: float(value) for key, value in mode.items() if isinstance(value, float)},
        tone=Tone(**mode["tone"]),
        widths=sheet["width"],
        text_px=sheet["text"],
        zooms={key: float(value) for key, value in sheet["zoom"].items()},
    )
