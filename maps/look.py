"""Everything that a layer needs to know of the theme, made once per theme and screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap

from maps.geo.style import MapStyle, load_style
from maps.symbols import PlaceSigns, Tokens, UnitSheet

_LABELS_KEPT = 2048


def is_night(tokens: Tokens) -> bool:
    """Whether a theme is one for a dark hall."""
    return QColor(tokens["ground"]).lightnessF() < 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """Tokens of the theme, style of the map, and the ready-made pictures of both at one pixel ratio."""

    tokens: Tokens
    style: MapStyle
    ratio: float
    units: UnitSheet
    places: PlaceSigns
    labels: LabelPrinter

    @classmethod
    def of(cls, tokens: Tokens, *, scale: float, ratio: float) -> Look:
        style = load_style(night=is_night(tokens), scale=scale)
        return cls(
            tokens=tokens,
            style=style,
            ratio=ratio,
            units=UnitSheet(tokens, style.symbol, ratio),
            places=PlaceSigns(tokens, style.symbol, ratio),
            labels=LabelPrinter(tokens, style, ratio),
        )


class LabelPrinter:
    """Names on small plates, kept as pictures: drawing text is dear, drawing a picture is not."""

    def __init__(self, tokens: Tokens, style: MapStyle, ratio: float) -> None:
        self._tokens = {key: QColor(value) for key, value in tokens.items()}
        self._ratio = ratio
        self._pad = style.symbol["label_pad"]
        self._font = QFont()
        self._font.setPixelSize(style.text_px["call_sign"])
        self._metrics = QFontMetricsF(self._font)
        self.height = self._metrics.height() + 2
        self._plates: dict[tuple[Any, ...], QPixmap] = {}

    def width(self, text: str) -> float:
        return self._metrics.horizontalAdvance(text) + 2 * self._pad

    def plate(self, name: str, age: str = "", *, strong: bool = False) -> QPixmap:
        """A name with, in a dimmer ink, an age; ``strong`` marks what is selected."""
        key = (name, age, strong)
        if key not in self._plates:
            if len(self._plates) >= _LABELS_KEPT:
                self._plates.clear()
            self._plates[key] = self._print(name, age, strong=strong)
        return self._plates[key]

    def _print(self, name: str, age: str, *, strong: bool) -> QPixmap:
        gap = f" {age}" if age else ""
        width, height = self.width(name + gap), self.height
        plate = QPixmap(round(width * self._ratio + 0.5), round(height * self._ratio + 0.5))
        plate.setDevicePixelRatio(self._ratio)
        plate.fill(Qt.GlobalColor.transparent)
        painter = QPainter(plate)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QColor(self._tokens["raised" if strong else "ground"])
        ground.setAlphaF(0.95 if strong else 0.78)
        painter.setBrush(ground)
        painter.setPen(self._tokens["live"] if strong else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(QRectF(0.5, 0.5, width - 1, height - 1), 2, 2)
        painter.setFont(self._font)
        painter.setPen(self._tokens["text"])
        base = 1 + self._metrics.ascent()
        painter.drawText(round(self._pad), round(base), name)
        if age:
            painter.setPen(self._tokens["dim"])
            painter.drawText(round(self._pad + self._metrics.horizontalAdvance(name)), round(base), gap)
        painter.end()
        return plate


def age_text(age_s: float) -> str:
    """An age as people say it; NaN is an age that nobody knows."""
    tr = QCoreApplication.translate
    if age_s != age_s:
        return "–"
    if age_s < 120:
        return tr("MapAge", "{n} s 前").format(n=max(int(age_s), 0))
    if age_s < 7200:
        return tr("MapAge", "{n} min 前").format(n=int(age_s // 60))
    return tr("MapAge", "{n} h 前").format(n=int(age_s // 3600))
