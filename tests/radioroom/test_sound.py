"""What is recalled or previewed really sounds: PortAudio into a null sink, heard from its monitor."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from console.app.warnings import KeepRecording
from console.domain.entities import Recording
from console.halls import Hall
from console.radioroom.composer import PREVIEW, RELEASE
from console.radioroom.draft import speech_name
from console.radioroom.window import RadioRoom
from console.settings import save
from radio.audio import tones, wav
from radio.audio.capture import Capture
from tests.audio_server import NullSink
from tests.radio.audio.hearing import CALM_S, Ear, pitches
from tests.radioroom.conftest import LIMIT_MS, Gateway, strike
from tests.radioroom.test_broadcast import CTRL, TEXT, choose_area, click_device, write

LONG_MS = 40_000


@pytest.fixture
def hall(hall: Hall) -> Hall:
    save(hall.settings_file, {"sound.output": "speaker"})
    return hall


@pytest.fixture
def ear(sound_server: NullSink) -> Iterator[Ear]:
    capture = Capture("speaker_tap", latency_s=CALM_S)
    capture.start()
    yield Ear(capture)
    capture.close()


def record(hall: Hall, gateway: Gateway, id: str, hz: float, seconds: float, ago_s: float, **more: str) -> Recording:
    """A transmission in the archive, as the gateway keeps it."""
    file = hall.audio_dir / "command" / f"{id}.wav"
    file.parent.mkdir(parents=True, exist_ok=True)
    wav.write(file, tones.tone([hz], seconds))
    recording = Recording(
        id=id,
        channel="command",
        direction=more.get("direction", "rx"),
        started_at=datetime.now(UTC) - timedelta(seconds=ago_s),
        duration_s=seconds,
        file=f"command/{id}.wav",
        caller=more.get("caller", ""),
    )
    gateway.do(KeepRecording(recording=recording))
    return recording


def test_enter_plays_a_recording_and_escape_stops_it(ear: Ear, hall: Hall, room: RadioRoom, gateway: Gateway, qtbot: QtBot) -> None:
    record(hall, gateway, "older", 700.0, 1.0, 300)
    record(hall, gateway, "newer", 1000.0, 30.0, 60)
    board = room.recall.board
    qtbot.waitUntil(lambda: board.model().rowCount() == 2, timeout=LIMIT_MS)
    strike(room, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert board.hasFocus() and board.current_id() == "newer"  # the newest on top
    strike(room, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: ear.hears(1000.0, 0.5), timeout=LIMIT_MS)
    assert board.model().index(0, 1).data() == "回放中"
    assert "正在回放 指挥信道" in room.recall.state_words()
    strike(room, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: ear.quiet_for(0.4), timeout=LIMIT_MS)
    assert room.replay.key == "" and board.model().index(0, 1).data() == "收"

    strike(room, Qt.Key.Key_Down)
    ear.blocks.clear()
    strike(room, Qt.Key.Key_Return)
    with qtbot.waitSignal(room.replay.ended, timeout=LONG_MS) as ended:
        qtbot.waitUntil(lambda: ear.hears(700.0, 0.5), timeout=LIMIT_MS)
    assert ended.args == ["older", "played"]


def test_a_click_into_the_wave_plays_from_there(ear: Ear, hall: Hall, room: RadioRoom, gateway: Gateway, qtbot: QtBot) -> None:
    file = hall.audio_dir / "command" / "two.wav"
    file.parent.mkdir(parents=True, exist_ok=True)
    wav.write(file, np.concatenate([tones.tone([500.0], 20.0), tones.tone([1500.0], 20.0)]))
    started = datetime.now(UTC) - timedelta(seconds=50)
    gateway.do(
        KeepRecording(
            recording=Recording(id="two", channel="command", direction="rx", started_at=started, duration_s=40.0, file="command/two.wav")
        )
    )
    qtbot.waitUntil(lambda: room.recall.board.model().rowCount() == 1, timeout=LIMIT_MS)
    wave = room.rack.strip_of("command").waveform
    x = round(wave.width() * (1 - 20 / 60))  # twenty seconds ago: half a minute into it
    qtbot.mouseClick(wave, Qt.MouseButton.LeftButton, pos=QPoint(x, wave.height() // 2))
    qtbot.waitUntil(lambda: ear.hears(1500.0, 0.5), timeout=LIMIT_MS)
    assert room.recall.board.current_id() == "two"
    room.replay.stop()


def test_what_cannot_be_played_is_said(sound_server: NullSink, hall: Hall, room: RadioRoom, gateway: Gateway, qtbot: QtBot) -> None:
    kept = record(hall, gateway, "gone", 700.0, 0.2, 5)
    (hall.audio_dir / kept.file).unlink()
    qtbot.waitUntil(lambda: room.recall.board.model().rowCount() == 1, timeout=LIMIT_MS)
    room.recall.play("gone")
    qtbot.waitUntil(lambda: room.recall.state_words() == "不能回放: 录音文件不能读", timeout=LIMIT_MS)
    room.rack.recall_requested.emit("rescue", None)
    assert room.recall.state_words() == "救援信道: 没有可回放的录音"


def test_the_last_caller_is_a_call_sign(hall: Hall, room: RadioRoom, gateway: Gateway, qtbot: QtBot) -> None:
    from console.app.command import RegisterForce
    from console.domain.codes import ForceKind
    from console.domain.entities import Force

    strip = room.rack.strip_of("command")
    record(hall, gateway, "r1", 700.0, 0.2, 30, caller="1007")
    qtbot.waitUntil(lambda: strip.channel().caller == "1007", timeout=LIMIT_MS)
    gateway.do(RegisterForce(force=Force(id="f7", name="武山路分队", kind=ForceKind.PROFESSIONAL, radio_id="1007")))
    qtbot.waitUntil(lambda: strip.channel().caller == "武山路分队", timeout=LIMIT_MS)
    record(hall, gateway, "r2", 700.0, 0.2, 10)
    qtbot.waitUntil(lambda: strip.channel().caller == "未识别", timeout=LIMIT_MS)
    record(hall, gateway, "r0", 700.0, 0.2, 90, caller="1007")  # comes late, is not the last
    qtbot.waitUntil(lambda: room.recall.board.model().rowCount() == 3, timeout=LIMIT_MS)
    assert strip.channel().caller == "未识别"


def test_what_was_previewed_is_what_the_gateway_finds(ear: Ear, hall: Hall, room: RadioRoom, gateway: Gateway, qtbot: QtBot) -> None:
    write(room, "请转移。")
    choose_area(room, qtbot)
    click_device(room, qtbot, "speaker")
    room.composer.rail.chosen.emit(PREVIEW)
    strike(room, Qt.Key.Key_F9)
    state = room.composer.preview.state_words
    qtbot.waitUntil(lambda: state().startswith("正在播放"), timeout=LONG_MS)
    strike(room, Qt.Key.Key_Return, CTRL)
    assert room.composer.step == PREVIEW  # not before it was heard to its end
    qtbot.waitUntil(lambda: room.composer.draft.previewed, timeout=LONG_MS)
    assert state() == "✓ 已试听, 播出的就是这一份"
    assert not room.composer.draft.skipped
    assert ear.sound.size and len(pitches(ear.sound, 2)) == 2
    strike(room, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: room.composer.step == RELEASE, timeout=LIMIT_MS)
    handed = hall.audio_dir / "broadcast" / f"{room.composer.draft.warning_id}.wav"
    qtbot.waitUntil(handed.exists, timeout=LIMIT_MS)
    assert handed.read_bytes() == (hall.audio_dir / "broadcast" / speech_name("请转移。")).read_bytes()


def test_a_preview_that_is_broken_off_does_not_count(ear: Ear, room: RadioRoom, qtbot: QtBot) -> None:
    write(room, TEXT)
    room.composer.audience.toggle("speaker")
    strike(room, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: room.replay.duration_s is not None, timeout=LONG_MS)
    room.composer.preview.stop.trigger()
    assert room.composer.preview.state_words() == "试听中断 – 听完后才能送放行"
    assert not room.composer.draft.previewed
