"""Tokens of the look, scaled; the palette, style sheet and font made of them."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

import resources

FULL_CJK_FAMILIES = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
    "Microsoft YaHei UI",
    "PingFang SC",
    "WenQuanYi Micro Hei",
)
_BUNDLED_FONT = ("fonts", "NotoSansCJKsc-Regular-gb2312.otf")
_TOKEN = re.compile(r"(-?)@(\w+)(?:\((\w+)\))?")


@dataclass(frozen=True)
class Theme:
    """One look: a mode (dark, light) at one scale. Colours by token name, lengths in pixels of this scale."""

    mode: str
    scale: float
    hex: Mapping[str, str]
    colours: Mapping[str, QColor]
    steps: Mapping[str, int]
    sizes: Mapping[str, float]
    alphas: Mapping[str, float]

    def colour(self, name: str, alpha: float = 1.0) -> QColor:
        """A colour token; with ``alpha`` a see-through copy."""
        if alpha >= 1.0:
            return self.colours[name]
        faded = QColor(self.colours[name])
        faded.setAlphaF(alpha)
        return faded

    def px(self, length: float) -> int:
        """A length given in pixels at 100 %, in pixels of this scale; a line never vanishes."""
        return max(1, round(length * self.scale)) if length > 0 else 0

    def size(self, name: str) -> int:
        """A named size of the token file, scaled."""
        return self.px(self.sizes[name])

    def gap(self, steps: float = 1) -> int:
        """Distance of so many spacing steps."""
        return self.px(self.sizes["space"] * steps)

    def text_px(self, step: str) -> int:
        """Pixel size of a type step: small, body, lead, title, figure."""
        return self.px(self.steps[step])

    def font(self, step: str = "body", bold: bool = False) -> QFont:
        """Font of a type step, from the application's family, with tabular figures."""
        font = QFont(QApplication.font())
        font.setPixelSize(self.text_px(step))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def fixed_font(self, step: str = "small") -> QFont:
        """Letters of one width, for bytes and what else stands in columns of its own."""
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(self.text_px(step))
        return font


def _make(mode: str, scale: float) -> Theme:
    tokens = resources.load_toml("theme", "tokens.toml")
    if mode not in ("dark", "light"):
        raise ValueError(f"no theme {mode!r}")
    hexes: dict[str, str] = tokens[mode]
    return Theme(
        mode=mode,
        scale=scale,
        hex=MappingProxyType(dict(hexes)),
        colours=MappingProxyType({name: QColor(value) for name, value in hexes.items()}),
        steps=MappingProxyType(tokens["type"]),
        sizes=MappingProxyType(tokens["size"]),
        alphas=MappingProxyType(tokens["alpha"]),
    )


def load_theme(mode: str = "dark", scale: float = 1.0) -> Theme:
    """The look for a desk or a radio room; a scale outside 80–200 % is brought back into it."""
    limits = resources.load_toml("theme", "tokens.toml")["scale"]
    return _make(mode, min(max(scale, limits["least"]), limits["most"]))


def wall_px(width_px: int, wall_width_m: float, distance_m: float) -> int:
    """Least text size for a wall, in pixels, so that letters span 20 arc minutes at that distance.

    A letter of height h at distance d spans 2·atan(h/2d); 20' at 10 m are 58 mm. On a 4 m wide wall of 1920 pixels that is a cap
    height of 28 pixels, which the face needs a nominal size of 40 for.
    """
    wall = resources.load_toml("theme", "tokens.toml")["wall"]
    letter_m = 2.0 * distance_m * math.tan(math.radians(wall["arc_minutes"] / 60.0) / 2.0)
    cap_px = math.ceil(letter_m * width_px / wall_width_m)
    return math.ceil(cap_px / wall["cap_ratio"])


def wall_theme(mode: str, width_px: int, wall_width_m: float, distance_m: float) -> Theme:
    """The look of a wall: everything scaled so that even the smallest step can be read from the distance."""
    tokens = resources.load_toml("theme", "tokens.toml")
    made = _make(mode, wall_px(width_px, wall_width_m, distance_m) / tokens["type"]["small"])
    return replace(made, sizes=MappingProxyType({**made.sizes, **tokens["wall"]["size"]}))


def choose_family() -> str:
    """The family for all text: a full Chinese font of the system, else the bundled subset.

    The bundle lacks characters of people's names (喆, 堃…), so it is the last choice.
    """
    installed = set(QFontDatabase.families())
    for family in FULL_CJK_FAMILIES:
        if family in installed:
            return family
    number = QFontDatabase.addApplicationFont(str(resources.path(*_BUNDLED_FONT)))
    families = QFontDatabase.applicationFontFamilies(number)
    if not families:
        raise RuntimeError("the bundled font cannot be read")
    return families[0]


def _palette(theme: Theme) -> QPalette:
    roles = {
        QPalette.ColorRole.Window: "ground",
        QPalette.ColorRole.WindowText: "text",
        QPalette.ColorRole.Base: "panel",
        QPalette.ColorRole.AlternateBase: "panel",
        QPalette.ColorRole.Text: "text",
        QPalette.ColorRole.Button: "raised",
        QPalette.ColorRole.ButtonText: "text",
        QPalette.ColorRole.BrightText: "text",
        QPalette.ColorRole.ToolTipBase: "raised",
        QPalette.ColorRole.ToolTipText: "text",
        QPalette.ColorRole.PlaceholderText: "dim",
        QPalette.ColorRole.Highlight: "live",
        QPalette.ColorRole.HighlightedText: "ground",
        QPalette.ColorRole.Link: "live",
        QPalette.ColorRole.Light: "raised",
        QPalette.ColorRole.Midlight: "raised",
        QPalette.ColorRole.Mid: "line",
        QPalette.ColorRole.Dark: "line",
        QPalette.ColorRole.Shadow: "ground",
        QPalette.ColorRole.Accent: "live",
    }
    palette = QPalette()
    for role, token in roles.items():
        palette.setColor(role, theme.colour(token))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, theme.colour("faint"))
    return palette


def style_sheet(theme: Theme) -> str:
    """The style sheet with its tokens filled in: @name is a colour, @px(n), @size(name) and @type(step) are lengths."""

    def fill(match: re.Match[str]) -> str:
        sign, name, argument = match.groups()
        if argument is None:
            return theme.hex[name]
        if name == "px":
            return f"{sign}{theme.px(float(argument))}px"
        return f"{sign}{theme.size(argument) if name == 'size' else theme.text_px(argument)}px"

    return _TOKEN.sub(fill, resources.read_text("theme", "base.qss.txt"))


def apply(app: QApplication, theme: Theme) -> None:
    """Gives the whole application this look: Fusion, the palette, the style sheet, the font."""
    if app.style().name() != "fusion":
        app.setStyle("Fusion")
    font = QFont(choose_family())
    font.setPixelSize(theme.text_px("body"))
    font.setFeature(QFont.Tag("tnum"), 1)
    app.setFont(font)
    app.setPalette(_palette(theme))
    app.setStyleSheet(style_sheet(theme))
