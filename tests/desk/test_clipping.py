"""No word of the desk is cut off, in Chinese and in English, on a small screen and on a large one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from console.app.command import AssignForce
from console.app.orders import IssueOrder
from console.domain.entities import Assignment, Order
from console.firstrun import FirstRunPage
from console.seat import Seat
from console.settings import load
from console.signin import SignInWindow
from tests import halls
from tests.clipping import LANGUAGES, SIZES, clipped, in_sight, spoken
from tests.desk.conftest import OpenDesk, Other, Typist
from tests.desk.test_main_job import choose, open_incident
from widgets.stage import Stage

CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
SHEETS = (
    (Qt.Key.Key_F1, NONE),
    (Qt.Key.Key_F2, NONE),
    (Qt.Key.Key_F2, SHIFT),
    (Qt.Key.Key_F4, NONE),
    (Qt.Key.Key_F5, NONE),
    (Qt.Key.Key_F6, NONE),
    (Qt.Key.Key_F8, NONE),
    (Qt.Key.Key_G, CTRL),
    (Qt.Key.Key_J, CTRL),
    (Qt.Key.Key_End, CTRL),
    (Qt.Key.Key_G, CTRL | SHIFT),  # the scene
    (Qt.Key.Key_O, CTRL),  # objectives, needs, periods, support, aid
    (Qt.Key.Key_D, CTRL),
    (Qt.Key.Key_P, CTRL | SHIFT),
    (Qt.Key.Key_U, CTRL),
    (Qt.Key.Key_U, CTRL | SHIFT),
    (Qt.Key.Key_J, CTRL | SHIFT),  # groups
    (Qt.Key.Key_J, CTRL | ALT),
    (Qt.Key.Key_B, CTRL | SHIFT),  # merging, links, the larger event
    (Qt.Key.Key_L, CTRL),
    (Qt.Key.Key_L, CTRL | SHIFT),
)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_off(
    language: str,
    size: tuple[int, int],
    qapp: Any,
    stage: Stage,
    seat: Seat,
    other: Other,
    open_desk: OpenDesk,
    typist: Typist,
    qtbot: Any,
) -> None:
    id = open_incident(other)
    other.do(AssignForce(incident_id=id, force_id="f1"))
    other.do(IssueOrder(incident_id=id, force_id="f1", text="到场后报告现场情况"))
    open_incident(other, "皂郊车祸")
    other.fire()
    with spoken(qapp, language):
        desk = open_desk(seat, size=size)
        choose(desk, seat, qtbot, id)
        qtbot.waitUntil(lambda: bool(seat.picture.all(Assignment)) and bool(seat.picture.all(Order)), timeout=10_000)

        def whole() -> None:
            assert clipped(desk, stage) == []

        qtbot.waitUntil(whole, timeout=3000)
        for key, modifiers in SHEETS:
            before = in_sight(desk)
            typist.key(key, modifiers)
            qtbot.waitUntil(lambda before=before: in_sight(desk) != before, timeout=3000)
            qtbot.waitUntil(whole, timeout=3000)
            typist.key(Qt.Key.Key_Escape)
            qtbot.waitUntil(lambda before=before: in_sight(desk) == before, timeout=3000)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_off_before_the_desk(language: str, tmp_path: Path, qapp: Any, stage: Stage, qtbot: Any) -> None:
    hall = halls.make_hall(tmp_path, "live")
    with spoken(qapp, language):
        for page in (FirstRunPage(tmp_path / "new", stage), SignInWindow(hall, load(hall.settings_file), stage)):
            qtbot.addWidget(page)
            page.show()
            qtbot.waitExposed(page)
            assert len(in_sight(page)) > 5

            def whole(page: Any = page) -> None:
                assert clipped(page, stage) == []

            qtbot.waitUntil(whole, timeout=3000)
