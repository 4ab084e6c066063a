"""Day and night faces of one relief: its pictures are re-toned as they are served, so that a pack carries them once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image

from maps.geo.mbtiles import TileSource, decode, encode


def rgb_of(colour: str) -> tuple[int, int, int]:
    """``#RRGGBB`` as numbers."""
    value = int(colour.removeprefix("#"), 16)
    return value >> 16, value >> 8 & 255, value & 255


@dataclass(frozen=True, slots=True)
class Tone:
    """Where the darkest and the lightest of the relief go, and how much of its colour is kept (0 grey … 1 all)."""

    shadow: str
    highlight: str
    saturation: float
    black: float  # brightness of the source, 0…1, that becomes the shadow
    white: float  # and the highlight

    def apply(self, image: Image.Image) -> Image.Image:
        pixels = np.asarray(image.convert("RGBA"), dtype=np.float32)
        colour = pixels[..., :3] / 255.0
        grey = colour @ np.array([0.299, 0.587, 0.114], dtype=np.float32)
        mixed = grey[..., None] + (colour - grey[..., None]) * self.saturation
        level = np.clip((mixed - self.black) / (self.white - self.black), 0.0, 1.0)
        low = np.array(rgb_of(self.shadow), dtype=np.float32)
        high = np.array(rgb_of(self.highlight), dtype=np.float32)
        toned = np.empty_like(pixels)
        toned[..., :3] = low + level * (high - low)
        toned[..., 3] = pixels[..., 3]
        return Image.fromarray(toned.round().astype(np.uint8), "RGBA")


class Toned:
    """A source seen through a tone."""

    def __init__(self, source: TileSource, tone: Tone) -> None:
        self._source = source
        self._tone = tone

    def tile(self, z: int, x: int, y: int) -> bytes | None:
        picture = self._source.tile(z, x, y)
        return None if picture is None else encode(self._tone.apply(decode(picture)))
