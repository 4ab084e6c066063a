"""No word in the wall's labels is cut off on any page, in Chinese and in English."""

from __future__ import annotations

from typing import Any

import pytest

from console.app.orders import IssueOrder
from console.domain.codes import Grade
from console.domain.entities import Assignment, Delivery, Incident
from console.seat import Seat
from console.wall.rotation import PAGES
from tests.clipping import LANGUAGES, clipped, spoken
from tests.wall.conftest import Hand, OpenWall
from widgets.stage import Stage


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_off(language: str, qapp: Any, stage: Stage, seat: Seat, hand: Hand, open_wall: OpenWall, qtbot: Any) -> None:
    incident = hand.incident("娘娘坝镇山体滑坡", Grade.II, Grade.III)
    hand.command(incident)
    hand.send("f1", incident)
    hand.do(IssueOrder(incident_id=incident, force_id="f1", text="到场后报告现场情况"))
    hand.warn("请娘娘坝镇沿河群众立即转移")
    hand.trouble()
    hand.measure("rain", "rain_1h", 22.5, "mm")
    with spoken(qapp, language):
        wall = open_wall()
        for kind in (Incident, Assignment, Delivery):
            qtbot.waitUntil(lambda kind=kind: bool(seat.picture.all(kind)), timeout=10_000)

        def whole() -> None:
            assert clipped(wall, stage) == []

        for number, page in enumerate(PAGES, 1):
            qtbot.keyClick(wall, str(number))
            assert wall.page == page
            qtbot.waitUntil(whole, timeout=3000)
