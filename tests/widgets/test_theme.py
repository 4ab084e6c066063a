"""The look: contrast as promised, sizes that scale, no colour anywhere else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFontDatabase, QFontInfo, QFontMetrics, QPalette, QRawFont
from PySide6.QtWidgets import QApplication

import resources
from widgets import icons
from widgets import theme as look

ROOT = Path(__file__).resolve().parents[2]
DEPTHS = ("ground", "panel", "raised")


def luminance(colour: QColor) -> float:
    """Relative luminance after WCAG 2.1."""
    parts = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", ["dark", "light"])
@pytest.mark.parametrize("depth", DEPTHS)
@pytest.mark.parametrize(
    ("token", "least"),
    [("text", 7.0), ("dim", 4.5), ("red", 3.0), ("orange", 3.0), ("yellow", 3.0), ("blue", 3.0), ("live", 3.0), ("ok", 3.0)],
)
def test_contrast_on_every_depth(mode: str, depth: str, token: str, least: float) -> None:
    theme = look.load_theme(mode)
    assert contrast(theme.colour(token), theme.colour(depth)) >= least


@pytest.mark.parametrize("mode", ["dark", "light"])
def test_words_on_a_selected_row_can_still_be_read(mode: str) -> None:
    theme = look.load_theme(mode)
    share, live, panel = theme.alphas["selected"], theme.colour("live"), theme.colour("panel")
    mixed = QColor.fromRgbF(*(share * a + (1 - share) * b for a, b in zip(live.getRgbF()[:3], panel.getRgbF()[:3], strict=True)))
    assert contrast(theme.colour("text"), mixed) >= 7.0


def test_sizes_follow_the_scale_and_the_scale_has_bounds() -> None:
    plain, double = look.load_theme("dark", 1.0), look.load_theme("dark", 2.0)
    assert plain.size("hit") >= 32 and plain.size("hit_big") >= 64
    assert double.size("hit_big") == 2 * plain.size("hit_big")
    assert [plain.text_px(step) for step in ("small", "body", "lead", "title", "figure")] == [13, 15, 18, 24, 36]
    assert plain.gap(3) == 12
    assert look.load_theme("dark", 9.0).scale == 2.0
    assert look.load_theme("dark", 0.1).scale == 0.8
    assert look.load_theme("dark", 0.8).size("rule") == 1, "a rule never vanishes"
    with pytest.raises(ValueError, match="sepia"):
        look.load_theme("sepia")


def test_letters_of_a_wall_span_twenty_arc_minutes() -> None:
    assert look.wall_px(1920, 4.0, 10.0) == 40
    assert look.wall_px(3840, 4.0, 10.0) == pytest.approx(80, abs=2), "twice the pixels on the same wall"
    assert look.wall_px(1920, 4.0, 5.0) == pytest.approx(20, abs=1), "half the distance"


def test_the_smallest_step_of_a_wall_can_be_read(qapp: QApplication) -> None:
    theme = look.wall_theme("dark", 1920, 4.0, 10.0)
    look.apply(qapp, theme)
    font = theme.font("small")
    assert font.pixelSize() >= 40
    assert QFontMetrics(font).capHeight() >= 28


def test_apply_sets_palette_font_and_sheet(qapp: QApplication) -> None:
    for mode in ("light", "dark"):
        theme = look.load_theme(mode)
        look.apply(qapp, theme)
        assert qapp.palette().color(QPalette.ColorRole.Window) == theme.colour("ground")
        assert qapp.font().pixelSize() == 15
        assert theme.hex["live"] in qapp.styleSheet()
        assert "@" not in qapp.styleSheet()


def test_figures_are_as_wide_as_each_other(qapp: QApplication) -> None:
    look.apply(qapp, look.load_theme())
    metrics = QFontMetrics(look.load_theme().font("body"))
    assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1


def test_the_bundled_font_is_the_fall_back(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFontDatabase, "families", lambda *args: ["Some Latin Face"])
    family = look.choose_family()
    assert "CJK" in family
    look.apply(qapp, look.load_theme())
    assert QFontInfo(qapp.font()).family() == family
    bundled = QRawFont(str(resources.path("fonts", "NotoSansCJKsc-Regular-gb2312.otf")), 16)
    assert all(bundled.supportsCharacter(ord(letter)) for letter in "秦州区应急指挥一盘棋藉口镇")


def test_the_licence_travels_with_the_font() -> None:
    assert "SIL OPEN FONT LICENSE" in resources.read_text("fonts", "OFL.txt")
    assert "Noto Sans CJK SC" in resources.read_text("fonts", "NOTICE.txt")


def test_a_missing_resource_is_said_by_name() -> None:
    with pytest.raises(FileNotFoundError, match="theme/nothing"):
        resources.path("theme", "nothing.toml")


def test_icons_take_the_colour_of_the_theme(qapp: QApplication) -> None:
    for mode in ("dark", "light"):
        theme = look.load_theme(mode)
        picture = icons.pixmap(theme, "stop", "text", 24).toImage()
        assert picture.pixelColor(6, 12) == theme.colour("text")
        assert picture.pixelColor(1, 1).alpha() == 0


_HEX = re.compile(r"#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}\b|QColor\(\s*\d|Qt\.GlobalColor\.(?!transparent)")


def test_no_colour_outside_the_theme() -> None:
    strays = []
    for room in ("widgets", "console", "maps"):
        for path in sorted((ROOT / room).rglob("*")):
            if path.suffix in (".py", ".qml"):
                for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
                    if _HEX.search(line):
                        strays.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()}")
    assert not strays, "\n".join(strays)
