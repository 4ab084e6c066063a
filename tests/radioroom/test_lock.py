"""A locked radio room hears on and does not speak, however the key is held."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from console.radioroom.window import RadioRoom
from tests.radioroom.conftest import LIMIT_MS, Gateway, down, strike, up
from widgets.channelstrip import Traffic
from widgets.ptt import PttFace

OWN = "radio person here"


def ready(room: RadioRoom, gateway: Gateway, qtbot: QtBot) -> None:
    gateway.says()
    qtbot.waitUntil(lambda: room.rack.strip_of("command").ptt.face() is PttFace.IDLE, timeout=LIMIT_MS)
    room.recall.board.setFocus()


def unlock(room: RadioRoom, qtbot: QtBot) -> None:
    for letter in OWN:
        QTest.keyClick(room.windowHandle(), letter)
    strike(room, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not room.lock.locked, timeout=LIMIT_MS)


def test_a_locked_room_does_not_speak_and_hears_on(room: RadioRoom, gateway: Gateway, qtbot: QtBot) -> None:
    ready(room, gateway, qtbot)
    room.lock.lock()
    for key in (Qt.Key.Key_Space, Qt.Key.Key_F12):
        down(room, key)
        up(room, key)
    ptt = room.rack.strip_of("command").ptt
    qtbot.mousePress(ptt, Qt.MouseButton.LeftButton)
    assert not ptt.down
    qtbot.mouseRelease(ptt, Qt.MouseButton.LeftButton)
    gateway.says({"key": "command", "receiving": True})
    qtbot.waitUntil(lambda: room.rack.strip_of("command").channel().traffic is Traffic.RECEIVING, timeout=LIMIT_MS)
    assert gateway.ptt == []
    room.lock.strip.passphrase.clear()
    unlock(room, qtbot)
    room.recall.board.setFocus()
    down(room, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: ("command", True) in gateway.ptt, timeout=LIMIT_MS)
    up(room, Qt.Key.Key_Space)


def test_the_lock_lets_go_of_a_key_that_is_held(room: RadioRoom, gateway: Gateway, qtbot: QtBot) -> None:
    ready(room, gateway, qtbot)
    down(room, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: ("command", True) in gateway.ptt, timeout=LIMIT_MS)
    room.lock.lock()
    qtbot.waitUntil(lambda: gateway.ptt[-1] == ("command", False), timeout=LIMIT_MS)
    mouse = room.rack.strip_of("rescue").ptt
    up(room, Qt.Key.Key_Space)
    unlock(room, qtbot)
    qtbot.mousePress(mouse, Qt.MouseButton.LeftButton)
    assert mouse.down
    room.lock.lock()
    assert not mouse.down
    qtbot.mouseRelease(mouse, Qt.MouseButton.LeftButton)


def test_it_never_locks_by_itself_while_somebody_talks(room: RadioRoom, gateway: Gateway, qtbot: QtBot) -> None:
    ready(room, gateway, qtbot)
    now = [1000.0]
    room.lock._clock = lambda: now[0]
    room.lock.idle_limit_s = lambda: 900.0  # type: ignore[method-assign]
    down(room, Qt.Key.Key_Space)
    now[0] += 10_000
    room._stage.second.emit()
    assert not room.lock.locked
    up(room, Qt.Key.Key_Space)
    room._stage.second.emit()
    assert not room.lock.locked, "the time begins when the key comes up"
    now[0] += 901
    room._stage.second.emit()
    assert room.lock.locked
