"""What the wall says in English, where English is not Chinese with other words."""

from __future__ import annotations

from typing import Any

from console.domain.facts import CommandEstablished
from console.seat import Seat
from console.wall.masking import MASK, Mask
from tests.clipping import spoken
from tests.wall.conftest import COMMANDER, Hand


def test_a_short_name_is_taken_out_but_not_out_of_longer_words(qapp: Any, qtbot: Any, seat: Seat, hand: Hand) -> None:
    incident = hand.incident("娘娘坝镇山体滑坡")
    hand.command(incident)
    mask = Mask(seat.picture, show_names=False)
    qtbot.waitUntil(lambda: seat.picture.loaded and seat.picture.seq >= hand.seq(), timeout=10_000)
    established = next(fact for fact in seat.picture.facts if isinstance(fact.body, CommandEstablished))
    assert established.who == "li"
    with spoken(qapp, "en"):
        assert mask.line(established) == "District command established"
    assert mask.text("li 到场, 问li, [li]: listed, Ali_li", also="li") == f"{MASK} 到场, 问{MASK}, [{MASK}]: listed, Ali_li"
    assert mask.text(f"由{COMMANDER}指挥") == f"由{MASK}指挥"
