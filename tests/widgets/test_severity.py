"""Severity is told by its shape alone, without its colour."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from widgets import severity as sev
from widgets import theme as look
from widgets.roles import AlarmState, Face, Glyph, Severity

FOUR = (Severity.RED, Severity.ORANGE, Severity.YELLOW, Severity.BLUE)
SIDE = 32


def image() -> QImage:
    made = QImage(SIDE, SIDE, QImage.Format.Format_ARGB32_Premultiplied)
    made.fill(Qt.GlobalColor.transparent)
    return made


def test_corners(qapp: QApplication) -> None:
    corners = {s: sev.shape_path(s, QRectF(0, 0, 100, 100)).toFillPolygon().count() - 1 for s in FOUR}
    assert [corners[s] for s in FOUR[:3]] == [8, 3, 4]
    assert corners[Severity.BLUE] > 12, "round"


def mark(severity: Severity | None, state: AlarmState = AlarmState.ACKNOWLEDGED, face: Face = Face.VALUE, pulse: float = 1.0) -> QImage:
    made = image()
    painter = QPainter(made)
    sev.paint_mark(painter, QRectF(4, 4, 24, 24), look.load_theme(), severity, state, face, pulse)
    painter.end()
    return made


def inked(picture: QImage) -> set[tuple[int, int]]:
    """Where there is ink, whatever its colour."""
    return {(x, y) for x in range(SIDE) for y in range(SIDE) if picture.pixelColor(x, y).alpha() > 100}


@pytest.mark.parametrize("state", [AlarmState.UNACKNOWLEDGED, AlarmState.ACKNOWLEDGED])
def test_shapes_differ_without_colour(qapp: QApplication, state: AlarmState) -> None:
    shapes = {severity: inked(mark(severity, state)) for severity in FOUR}
    for one, other in itertools.combinations(FOUR, 2):
        assert len(shapes[one] ^ shapes[other]) > 25, f"{one.name} looks like {other.name}"


@pytest.mark.parametrize("severity", FOUR)
def test_every_state_and_face_has_a_look_of_its_own(qapp: QApplication, severity: Severity) -> None:
    looks = {
        "unacknowledged": mark(severity, AlarmState.UNACKNOWLEDGED),
        "acknowledged": mark(severity),
        "returned": mark(severity, AlarmState.RETURNED),
        "shelved": mark(severity, AlarmState.SHELVED),
        "stale": mark(severity, face=Face.STALE),
        "disconnected": mark(severity, face=Face.DISCONNECTED),
        "unknown": mark(None),
    }
    for one, other in itertools.combinations(looks, 2):
        assert len(inked(looks[one]) ^ inked(looks[other])) > 8, f"{one} looks like {other}"


def test_unacknowledged_is_filled_and_pulses_but_never_vanishes(qapp: QApplication) -> None:
    bright, dark = (mark(Severity.RED, AlarmState.UNACKNOWLEDGED, pulse=p) for p in (1.0, 0.0))
    middle = SIDE // 2
    assert bright.pixelColor(middle, middle).alpha() > 250
    assert 40 < dark.pixelColor(middle, middle).alpha() < 120
    outline = inked(mark(Severity.RED, AlarmState.ACKNOWLEDGED))
    assert outline <= inked(dark), "its outline stays at full strength"
    assert mark(Severity.RED, AlarmState.ACKNOWLEDGED).pixelColor(middle, middle).alpha() == 0


def test_marks_have_the_colour_of_their_token(qapp: QApplication) -> None:
    theme = look.load_theme()
    for severity, token in zip(FOUR, ("red", "orange", "yellow", "blue"), strict=True):
        assert mark(severity, AlarmState.UNACKNOWLEDGED).pixelColor(16, 18) == theme.colour(token)


def test_words() -> None:
    assert [sev.severity_word(s) for s in FOUR] == ["红", "橙", "黄", "蓝"]
    assert sev.severity_word(None) == sev.grade_word(None) == "–"
    assert sev.grade_word(Severity.ORANGE) == "II级"
    assert len({sev.state_word(state) for state in AlarmState}) == len(AlarmState)
    assert sev.face_word(Face.DISCONNECTED) == "断"


def test_glyphs_differ(qapp: QApplication) -> None:
    inks = {}
    for glyph in Glyph:
        made = image()
        painter = QPainter(made)
        sev.paint_glyph(painter, QRectF(4, 4, 24, 24), look.load_theme(), glyph, "text")
        painter.end()
        inks[glyph] = inked(made)
    for one, other in itertools.combinations(Glyph, 2):
        assert len(inks[one] ^ inks[other]) > 8, f"{one} looks like {other}"
