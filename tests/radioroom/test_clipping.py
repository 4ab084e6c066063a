"""No word of the radio room is cut off, in Chinese and in English, on a small screen and on a large one."""

from __future__ import annotations

from typing import Any

import pytest

from console.radioroom.composer import AUDIENCE, CONTENT, PREVIEW, RELEASE
from console.seat import Seat
from tests.clipping import LANGUAGES, SIZES, clipped, spoken
from tests.radioroom.conftest import Gateway, OpenRoom
from widgets.stage import Stage


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_off(
    language: str, size: tuple[int, int], qapp: Any, stage: Stage, seat: Seat, gateway: Gateway, open_room: OpenRoom, qtbot: Any
) -> None:
    with spoken(qapp, language):
        room = open_room(seat)
        room.resize(*size)
        gateway.says()

        def whole() -> None:
            assert clipped(room, stage) == []

        for step in (CONTENT, AUDIENCE, PREVIEW):
            room.composer.go(step)
            assert room.composer.step == step
            qtbot.waitUntil(whole, timeout=3000)
        room.composer.go(RELEASE)  # says what is missing instead
        assert room.composer.step == CONTENT
        qtbot.waitUntil(whole, timeout=3000)
