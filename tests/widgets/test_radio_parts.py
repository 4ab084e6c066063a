"""Push-to-talk cannot stick; a strip says what a person wants and shows what the wire did."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QPushButton, QSlider, QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.samples import NOW, ago
from widgets.channelstrip import Channel, ChannelStrip, Traffic
from widgets.ptt import PttFace, PttKey
from widgets.stage import Stage
from widgets.vu import VuMeter, share_of
from widgets.waveform import Heard, Waveform


class Ear:
    """What a key said."""

    def __init__(self, key: PttKey) -> None:
        self.heard: list[str] = []
        key.pressed.connect(lambda: self.heard.append("pressed"))
        key.held.connect(lambda: self.heard.append("held"))
        key.released.connect(lambda: self.heard.append("released"))


@pytest.fixture
def key(stage: Stage, qtbot: QtBot) -> PttKey:
    page = QWidget()
    box = QHBoxLayout(page)
    made = PttKey(stage)
    box.addWidget(QLineEdit())
    box.addWidget(made)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus, timeout=2000)
    made.page = page  # keeps the page alive as long as the key
    return made


def test_the_key_is_large_enough(key: PttKey, stage: Stage) -> None:
    assert key.minimumSizeHint().width() >= 64 and key.height() >= 64


def test_mouse_down_holds_and_up_releases(key: PttKey, qtbot: QtBot) -> None:
    ear = Ear(key)
    qtbot.mousePress(key, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: ear.heard.count("held") >= 2, timeout=2000)
    qtbot.mouseRelease(key, Qt.MouseButton.LeftButton)
    assert ear.heard[0] == "pressed" and ear.heard[-1] == "released"
    assert ear.heard.count("pressed") == ear.heard.count("released") == 1


def test_space_with_auto_repeat_is_one_press(key: PttKey) -> None:
    ear = Ear(key)

    def send(kind: QEvent.Type, repeat: bool) -> None:
        QApplication.sendEvent(key, QKeyEvent(kind, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ", repeat))

    send(QEvent.Type.KeyPress, False)
    for _ in range(5):
        send(QEvent.Type.KeyRelease, True)
        send(QEvent.Type.KeyPress, True)
    assert key.down
    send(QEvent.Type.KeyRelease, False)
    assert ear.heard == ["pressed", "released"]


@pytest.mark.parametrize("loss", ["focus", "hidden", "disabled", "unavailable"])
def test_the_key_comes_up_whatever_is_lost(key: PttKey, qtbot: QtBot, loss: str) -> None:
    ear = Ear(key)
    if loss == "focus":
        qtbot.keyPress(key, Qt.Key.Key_Space)
    else:
        key.page.findChild(QLineEdit).setFocus()
        key.press()  # as a foot switch does, whoever has the focus
    assert key.down
    match loss:
        case "focus":
            key.page.findChild(QLineEdit).setFocus()
        case "hidden":
            key.page.hide()
        case "disabled":
            key.setEnabled(False)
        case _:
            key.set_face(PttFace.UNAVAILABLE, "线路断")
    assert not key.down
    assert ear.heard == ["pressed", "released"]


def test_an_unavailable_key_does_not_go_down(key: PttKey, qtbot: QtBot) -> None:
    ear = Ear(key)
    key.set_face(PttFace.UNAVAILABLE, "线路断")
    qtbot.mousePress(key, Qt.MouseButton.LeftButton)
    qtbot.keyPress(key, Qt.Key.Key_Space)
    assert ear.heard == []
    assert "线路断" in key.accessibleName()


def test_each_face_looks_and_reads_differently(key: PttKey) -> None:
    looks, words = [], set()
    for face in PttFace:
        key.set_face(face)
        looks.append(key.grab().toImage())
        words.add(key.word())
    assert len(words) == len(PttFace)
    assert all(a != b for n, a in enumerate(looks) for b in looks[n + 1 :])


@pytest.fixture
def strip(stage: Stage, qtbot: QtBot) -> ChannelStrip:
    made = ChannelStrip(stage, Channel("ch1", "消防一频", volume=80))
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus, timeout=2000)
    return made


def test_keys_of_a_strip(strip: ChannelStrip, qtbot: QtBot) -> None:
    asked: list[tuple[object, ...]] = []
    strip.select_requested.connect(lambda *args: asked.append(("select", *args)))
    strip.mute_requested.connect(lambda *args: asked.append(("mute", *args)))
    strip.volume_requested.connect(lambda *args: asked.append(("volume", *args)))
    strip.recall_requested.connect(lambda *args: asked.append(("recall", *args)))
    for key in (Qt.Key.Key_S, Qt.Key.Key_M, Qt.Key.Key_Up, Qt.Key.Key_R):
        qtbot.keyClick(strip, key)
    assert asked == [("select", "ch1", True), ("mute", "ch1", True), ("volume", "ch1", 85), ("recall", "ch1", None)]


def test_a_click_is_shown_when_it_has_happened_and_not_before(strip: ChannelStrip, qtbot: QtBot) -> None:
    mute = next(b for b in strip.findChildren(QPushButton) if "M" in b.text())
    with qtbot.waitSignal(strip.mute_requested, timeout=1000) as told:
        qtbot.mouseClick(mute, Qt.MouseButton.LeftButton)
    assert told.args == ["ch1", True]
    assert not mute.isChecked()
    strip.set_channel(Channel("ch1", "消防一频", muted=True))
    assert mute.isChecked() and "已静音" in mute.text()


def test_showing_a_state_asks_for_nothing(strip: ChannelStrip) -> None:
    asked: list[object] = []
    strip.volume_requested.connect(lambda *args: asked.append(args))
    strip.mute_requested.connect(lambda *args: asked.append(args))
    strip.set_channel(Channel("ch1", "消防一频", muted=True, selected=True, volume=20))
    assert asked == []
    assert strip.findChild(QSlider).value() == 20


def test_space_in_any_part_of_a_strip_is_push_to_talk(strip: ChannelStrip, qtbot: QtBot) -> None:
    ear = Ear(strip.ptt)
    slider = strip.findChild(QSlider)
    slider.setFocus()
    qtbot.keyPress(slider, Qt.Key.Key_Space)
    assert strip.ptt.down
    qtbot.keyRelease(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert ear.heard == ["pressed", "released"]


def test_each_traffic_looks_different(strip: ChannelStrip) -> None:
    looks = []
    for traffic in Traffic:
        strip.set_channel(Channel("ch1", "消防一频", traffic, "消防一站", ago(3)))
        looks.append(strip.grab().toImage())
    assert all(a != b for n, a in enumerate(looks) for b in looks[n + 1 :])


def test_level_falls_to_nothing_when_no_level_comes(stage: Stage, qtbot: QtBot) -> None:
    meter = VuMeter(stage)
    qtbot.addWidget(meter)
    meter.resize(200, 12)
    meter.show()
    empty = meter.grab().toImage()
    meter.set_level(-6.0)
    assert meter.grab().toImage() != empty
    qtbot.waitUntil(lambda: meter.level_db == -60.0, timeout=3000)
    assert meter.grab().toImage() == empty
    assert (share_of(0.0), share_of(-60.0), share_of(-30.0), share_of(float("-inf"))) == (1.0, 0.0, 0.5, 0.0)


def test_a_click_into_the_wave_asks_for_that_moment(stage: Stage, qtbot: QtBot) -> None:
    wave = Waveform(stage)
    qtbot.addWidget(wave)
    wave.resize(601, 48)
    wave.show()
    with qtbot.waitSignal(wave.seek_requested, timeout=1000) as told:
        qtbot.mouseClick(wave, Qt.MouseButton.LeftButton, pos=wave.rect().center())
    assert told.args[0] == NOW - timedelta(seconds=30)
    qtbot.keyClick(wave, Qt.Key.Key_Left)
    qtbot.keyClick(wave, Qt.Key.Key_Left)
    with qtbot.waitSignal(wave.seek_requested, timeout=1000) as told:
        qtbot.keyClick(wave, Qt.Key.Key_Return)
    assert told.args[0] == NOW - timedelta(seconds=2)


def test_sound_older_than_a_minute_is_not_drawn(stage: Stage, qtbot: QtBot) -> None:
    wave = Waveform(stage)
    qtbot.addWidget(wave)
    wave.resize(600, 48)
    wave.show()
    silent = wave.grab().toImage()
    wave.push(ago(61), 1.0, Heard.RECEIVED)
    assert wave.grab().toImage() == silent
    wave.push(ago(30), 1.0, Heard.RECEIVED)
    heard = wave.grab().toImage()
    assert heard != silent
    wave.push(ago(30), 0.1, Heard.RECEIVED)
    assert wave.grab().toImage() == heard, "the greatest of a tenth of a second stays"
