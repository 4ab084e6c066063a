"""The keys to talk: what a hand does reaches the bus, and what the gateway answers reaches the key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.halls import Hall
from console.radioroom.window import RadioRoom
from console.settings import save
from tests import halls
from tests.radioroom.conftest import LIMIT_MS, Gateway, OpenRoom, down, strike, up
from widgets.channelstrip import Traffic
from widgets.ptt import PttFace

AT_ONCE_MS = 1500  # shorter than the silence of a gateway, which lets go of every key too


@pytest.fixture
def ready(room: RadioRoom, gateway: Gateway, qtbot: QtBot) -> RadioRoom:
    """Both channels are there, the first selected; the keyboard is in the recall list."""
    gateway.says()
    qtbot.waitUntil(lambda: room.rack.strip_of("command").ptt.face() is PttFace.IDLE, timeout=LIMIT_MS)
    room.recall.board.setFocus()
    return room


def test_space_talks_on_the_selected_channel_and_says_so_while_it_is_held(ready: RadioRoom, gateway: Gateway, qtbot: QtBot) -> None:
    down(ready, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: gateway.ptt.count(("command", True)) >= 4, timeout=LIMIT_MS)  # the dead man wants a beat each 0.25 s
    assert ready.rack.strip_of("command").ptt.face() is PttFace.PENDING
    up(ready, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: gateway.ptt[-1] == ("command", False), timeout=AT_ONCE_MS)
    assert {channel for channel, _ in gateway.ptt} == {"command"}
    beats = len(gateway.ptt)
    gateway.says({"key": "command", "phase": "idle"})
    qtbot.waitUntil(lambda: ready.rack.strip_of("command").ptt.face() is PttFace.IDLE, timeout=LIMIT_MS)
    assert len(gateway.ptt) == beats


def test_a_figure_selects_one_more_channel_and_both_are_keyed(ready: RadioRoom, gateway: Gateway, qtbot: QtBot) -> None:
    strike(ready, Qt.Key.Key_2)
    assert ready.rack.strip_of("rescue").channel().selected
    down(ready, Qt.Key.Key_Space)
    up(ready, Qt.Key.Key_Space)
    wanted = {("command", True), ("rescue", True), ("command", False), ("rescue", False)}
    qtbot.waitUntil(lambda: set(gateway.ptt) == wanted, timeout=LIMIT_MS)


def test_space_is_a_letter_to_whoever_types_and_the_halls_key_talks_all_the_same(ready: RadioRoom, gateway: Gateway, qtbot: QtBot) -> None:
    field = ready.composer.content.text
    field.setFocus()
    strike(ready, Qt.Key.Key_Space)
    strike(ready, Qt.Key.Key_2)
    assert field.toPlainText() == " 2"
    assert not ready.rack.strip_of("rescue").channel().selected
    down(ready, Qt.Key.Key_F12)
    qtbot.waitUntil(lambda: gateway.ptt == [("command", True)], timeout=LIMIT_MS)  # and nothing came of the space before it
    ready.recall.board.setFocus()  # the hand may click elsewhere while it holds the key
    qtbot.waitUntil(lambda: gateway.ptt.count(("command", True)) >= 3, timeout=LIMIT_MS)
    up(ready, Qt.Key.Key_F12)
    qtbot.waitUntil(lambda: gateway.ptt[-1] == ("command", False), timeout=LIMIT_MS)
    assert field.toPlainText() == " 2"


def test_space_talks_and_presses_no_button_while_enter_does(ready: RadioRoom, gateway: Gateway, qtbot: QtBot) -> None:
    skip = ready.composer.preview.skip_button
    ready.composer.content.text.setPlainText("请立即转移")
    ready.composer.rail.chosen.emit(2)
    skip.setFocus()
    strike(ready, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: ("command", False) in gateway.ptt, timeout=LIMIT_MS)
    assert not ready.composer.draft.skipped
    strike(ready, Qt.Key.Key_Return)
    assert ready.composer.draft.skipped


def test_a_window_that_loses_the_keyboard_lets_go(ready: RadioRoom, gateway: Gateway, qtbot: QtBot) -> None:
    down(ready, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: ("command", True) in gateway.ptt, timeout=LIMIT_MS)
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(lambda: gateway.ptt[-1] == ("command", False), timeout=AT_ONCE_MS)
    assert not ready.rack.strip_of("command").ptt.down


def test_the_key_of_a_strip_is_its_own(ready: RadioRoom, gateway: Gateway, qtbot: QtBot) -> None:
    ptt = ready.rack.strip_of("rescue").ptt
    assert ptt.height() >= 64
    QTest.mousePress(ptt, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: ("rescue", True) in gateway.ptt, timeout=LIMIT_MS)
    QTest.mouseRelease(ptt, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: gateway.ptt[-1] == ("rescue", False), timeout=LIMIT_MS)
    gateway.ptt.clear()
    ready.rack.strip_of("rescue").setFocus()
    strike(ready, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: gateway.ptt == [("rescue", True), ("rescue", False)], timeout=LIMIT_MS)


def test_the_key_shows_what_the_wire_answers(ready: RadioRoom, gateway: Gateway, qtbot: QtBot) -> None:
    strip = ready.rack.strip_of("command")
    gateway.levels(key="command", phase="air", on_air_s=3.0, receiving=False, rx_dbfs=-60.0, tx_dbfs=-12.0)
    qtbot.waitUntil(lambda: strip.ptt.face() is PttFace.TRANSMITTING, timeout=LIMIT_MS)
    assert strip.channel().traffic is Traffic.SENDING
    assert strip.vu.level_db == pytest.approx(-12.0)
    gateway.levels(key="command", phase="idle", receiving=True, rx_dbfs=-20.0, tx_dbfs=-120.0)
    qtbot.waitUntil(lambda: strip.channel().traffic is Traffic.RECEIVING, timeout=LIMIT_MS)
    down(ready, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: ("command", True) in gateway.ptt, timeout=LIMIT_MS)
    gateway.bus.publish("ptt_state", {"channel": "command", "seat": "调度一席", "refused": True})
    gateway.bus.publish("ptt_state", {"channel": "command", "seat": "话务席", "refused": True})
    qtbot.waitUntil(lambda: strip.ptt.face() is PttFace.REFUSED, timeout=LIMIT_MS)
    assert strip.ptt.toolTip() == "信道正在发射"
    up(ready, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: strip.ptt.face() is PttFace.IDLE, timeout=LIMIT_MS)


def test_another_seats_refusal_is_not_ours(ready: RadioRoom, gateway: Gateway, qtbot: QtBot) -> None:
    gateway.bus.publish("ptt_state", {"channel": "command", "seat": "调度一席", "refused": True})
    gateway.says({"key": "rescue", "fault": "device_failed"})
    qtbot.waitUntil(lambda: ready.rack.strip_of("rescue").ptt.face() is PttFace.UNAVAILABLE, timeout=LIMIT_MS)
    assert ready.rack.strip_of("rescue").ptt.toolTip() == "音频设备打不开或已断开"
    assert ready.rack.strip_of("rescue").channel().traffic is Traffic.DEAD
    assert ready.rack.strip_of("command").ptt.face() is PttFace.IDLE


def test_without_a_gateway_no_key_can_be_pressed(room: RadioRoom, gateway: Gateway, qtbot: QtBot) -> None:
    room.recall.board.setFocus()
    ptt = room.rack.strip_of("command").ptt
    assert ptt.face() is PttFace.UNAVAILABLE and ptt.toolTip() == "网关未连接"
    strike(room, Qt.Key.Key_Space)
    assert not ptt.down
    gateway.says()
    qtbot.waitUntil(lambda: ptt.face() is PttFace.IDLE, timeout=LIMIT_MS)
    qtbot.waitUntil(lambda: ptt.face() is PttFace.UNAVAILABLE, timeout=LIMIT_MS)  # nothing said for three seconds
    assert room.banner.shown() is not None and "网关" in room.banner.shown().what
    assert gateway.ptt == []


def test_the_key_is_the_halls_choice(hall: Hall, open_room: OpenRoom, gateway: Gateway, qtbot: QtBot) -> None:
    save(hall.settings_file, {"ptt.key": "F8"})
    with halls.open_seat(hall, seat="话务席") as seat:
        room = open_room(seat)
        gateway.says()
        qtbot.waitUntil(lambda: room.rack.strip_of("command").ptt.face() is PttFace.IDLE, timeout=LIMIT_MS)
        strike(room, Qt.Key.Key_F12)
        strike(room, Qt.Key.Key_F8)
        qtbot.waitUntil(lambda: gateway.ptt == [("command", True), ("command", False)], timeout=LIMIT_MS)


def test_volume_and_mute_are_said_and_remembered(hall: Hall, ready: RadioRoom, gateway: Gateway, open_room: OpenRoom, qtbot: QtBot) -> None:
    gateway.volumes.clear()
    strip = ready.rack.strip_of("rescue")
    strip.setFocus()
    strike(ready, Qt.Key.Key_M)
    strike(ready, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: len(gateway.volumes) >= 2, timeout=LIMIT_MS)
    last = gateway.volumes[-1]
    assert (last["channel"], last["volume"], last["muted"]) == ("rescue", 0.75, True)
    ready.close()
    gateway.volumes.clear()
    with halls.open_seat(hall, seat="话务席") as seat:
        again = open_room(seat)
        kept = again.rack.strip_of("rescue").channel()
        assert kept.muted and kept.volume == 75
        gateway.says()  # a gateway that has just begun knows nothing of it
        qtbot.waitUntil(lambda: any(v["channel"] == "rescue" and v["muted"] for v in gateway.volumes), timeout=LIMIT_MS)
