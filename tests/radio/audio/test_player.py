"""What is played arrives: through PortAudio, ALSA and PulseAudio into a null sink, and back from its monitor."""

from __future__ import annotations

import time
from collections.abc import Iterator

import numpy as np
import pytest

from radio.audio import devices, tones, wav
from radio.audio.capture import Capture
from radio.audio.errors import AudioError
from radio.audio.patterns import load_patterns
from radio.audio.player import Player, Priority
from radio.audio.wav import RATE_HZ, Samples
from tests.audio_server import NullSink
from tests.radio.audio.hearing import CALM_S, Ear, bursts, pitches, until


@pytest.fixture
def ear(sound_server: NullSink) -> Iterator[Ear]:
    capture = Capture("speaker_tap", latency_s=CALM_S)
    capture.start()
    yield Ear(capture)
    capture.close()


@pytest.fixture
def player(sound_server: NullSink) -> Iterator[Player]:
    player = Player("speaker", latency_s=CALM_S)
    player.start()
    yield player
    player.close()


def test_the_servers_devices_are_listed_and_the_default_is_usable(sound_server: NullSink) -> None:
    names = {device.name for device in devices.list_devices()}
    assert {"speaker", "speaker_tap", "air_out", "mic_tap"} <= names
    assert devices.find_device(None, "output").outputs > 0
    with pytest.raises(AudioError) as caught:
        Player("no such card").start()
    assert caught.value.reason == "not_found"


def test_a_tone_comes_out_at_its_pitch_and_level(player: Player, ear: Ear) -> None:
    called_at = time.monotonic()
    playback = player.play(tones.tone([1000.0], 0.6))
    assert playback.wait_done(5) and playback.outcome == "played"
    assert playback.handed_to_device_at is not None and called_at <= playback.handed_to_device_at < time.monotonic()
    assert until(lambda: ear.hears(1000.0, 0.6) and ear.quiet_for(0.3))
    ((start_s, length_s),) = bursts(ear.sound, gap_s=0.05)
    assert length_s == pytest.approx(0.6, abs=0.02)
    heard = ear.sound[int((start_s + 0.1) * RATE_HZ) : int((start_s + 0.5) * RATE_HZ)]
    assert wav.peak_dbfs(heard) == pytest.approx(-12.0, abs=0.5)
    assert ear.capture.envelope.snapshot()[:, 1].max() == pytest.approx(tones.amplitude(-12.0), abs=0.02)


def test_every_severity_is_told_apart_at_the_loudspeaker(player: Player, ear: Ear) -> None:
    alarms = load_patterns().alarms
    counts = []
    for name in ("red", "orange", "yellow", "blue"):
        assert until(lambda: ear.quiet_for(0.2))
        ear.blocks.clear()
        assert player.play(tones.rhythm(alarms[name]), priority=Priority.ALARM_RED).wait_done(5)
        assert until(lambda: bool(bursts(ear.sound)) and ear.quiet_for(0.4))
        counts.append(len(bursts(ear.sound)))
    assert counts == [10, 3, 2, 1]


def test_clips_of_one_priority_wait_for_each_other(player: Player, ear: Ear) -> None:
    first, second = player.play(tones.tone([600.0], 0.3)), player.play(tones.tone([1500.0], 0.3))
    assert second.wait_done(5)
    assert first.handed_to_device_at is not None and second.handed_to_device_at is not None
    assert second.handed_to_device_at - first.handed_to_device_at > 0.15
    assert until(lambda: bool(bursts(ear.sound, gap_s=0.05)) and ear.quiet_for(0.3))
    ((start_s, length_s),) = bursts(ear.sound, gap_s=0.05)
    assert length_s == pytest.approx(0.6, abs=0.04)
    middle = int((start_s + length_s / 2) * RATE_HZ)
    reach = int(0.25 * RATE_HZ)
    assert pitches(ear.sound[middle - reach : middle]) == [pytest.approx(600, abs=6)]
    assert pitches(ear.sound[middle : middle + reach]) == [pytest.approx(1500, abs=6)]


def test_an_alarm_sounds_at_once_over_a_notice_which_steps_back(player: Player, ear: Ear) -> None:
    notice = player.play(tones.tone([600.0], 30.0))
    assert notice.wait_handed(5)
    alarm = player.play(tones.tone([1500.0], 0.8), priority=Priority.ALARM_RED)
    assert alarm.wait_done(5) and not notice.done

    def levels() -> tuple[list[float], list[float]]:
        """How loud the notice is while the alarm sounds, and without it."""
        ducked, alone, window = [], [], np.hanning(4800)
        for at in range(0, ear.sound.size - 4800, 2400):
            spectrum = np.abs(np.fft.rfft(ear.sound[at : at + 4800] * window)) * 2 / window.sum()
            notice_level, alarm_level = float(spectrum[60]), float(spectrum[150])  # a line is 10 Hz wide
            if alarm_level > 0.24:
                ducked.append(notice_level)
            elif alarm_level < 0.001 and notice_level > 0.2:
                alone.append(notice_level)
        return ducked, alone

    assert until(lambda: all(len(found) >= 3 for found in levels()))
    ducked, alone = levels()
    assert np.median(ducked) / np.median(alone) == pytest.approx(0.25, abs=0.02)
    player.stop_all(below=Priority.ALARM_BLUE)
    assert notice.wait_done(5) and notice.outcome == "stopped"


def test_a_loop_sounds_until_it_is_stopped(player: Player, ear: Ear) -> None:
    playback = player.play(tones.tone([900.0], 0.1), loop=True)
    assert until(lambda: len(bursts(ear.sound, threshold=0.1, gap_s=0.001)) >= 8)
    assert not playback.done
    playback.stop()
    assert playback.wait_done(5) and playback.outcome == "stopped"
    assert until(lambda: ear.quiet_for(0.3))


def test_live_sound_follows_its_volume(player: Player, ear: Ear) -> None:
    feed = player.open_live(limit_s=5.0)
    feed.volume = 0.5
    feed.push(tones.tone([800.0], 1.0))
    assert until(lambda: bool(bursts(ear.sound, gap_s=0.05)) and ear.quiet_for(0.3))
    ((start_s, _),) = bursts(ear.sound, gap_s=0.05)
    settled = ear.sound[int((start_s + 0.2) * RATE_HZ) : int((start_s + 0.8) * RATE_HZ)]
    assert wav.peak_dbfs(settled) == pytest.approx(-18.0, abs=0.6)
    feed.muted = True
    ear.blocks.clear()
    assert until(lambda: ear.quiet_for(0.2))  # the player has seen it
    feed.push(tones.tone([800.0], 0.5))
    assert until(lambda: feed.waiting_frames == 0 and ear.sound.size > 0.5 * RATE_HZ)
    assert wav.peak_dbfs(ear.sound[int(0.2 * RATE_HZ) :]) < -60
    feed.close()


def test_live_delay_is_bounded() -> None:
    feed = Player("unused").open_live(limit_s=0.2)
    for _ in range(100):
        feed.push(tones.silence(0.02))
    assert feed.waiting_frames <= 0.2 * RATE_HZ


def test_the_tap_sees_what_the_device_gets(sound_server: NullSink) -> None:
    tapped: list[Samples] = []
    player = Player("speaker", tap=tapped.append)
    player.start()
    sound = tones.tone([700.0], 0.2)
    assert player.play(sound, volume=0.5).wait_done(5)
    player.close()
    whole = np.concatenate(tapped)
    ((_, length_s),) = bursts(whole, threshold=0.001, gap_s=0.05)
    assert length_s == pytest.approx(0.2, abs=0.01)
    assert wav.peak_dbfs(whole) == pytest.approx(-18.0, abs=0.1)


def test_a_closed_player_refuses(sound_server: NullSink) -> None:
    player = Player("speaker", latency_s=CALM_S)
    player.start()
    waiting = player.play(tones.tone([700.0], 60.0))
    player.close()
    player.close()
    assert waiting.done and waiting.outcome in ("stopped", "device_lost")
    with pytest.raises(AudioError) as caught:
        player.play(tones.tone([700.0], 0.1))
    assert caught.value.reason == "closed"


def test_a_sound_server_that_goes_away_is_said_and_survived(sound_server: NullSink) -> None:
    seen: list[AudioError | None] = []
    player = Player("speaker", on_fault=seen.append)
    player.start()
    assert player.play(tones.tone([700.0], 0.1)).wait_done(5)
    playback = player.play(tones.tone([700.0], 60.0))
    assert playback.wait_handed(5)
    sound_server.stop()
    try:
        assert until(lambda: seen)
        assert player.fault is not None and player.fault.reason == "device_failed"
        assert playback.wait_done(1) and playback.outcome == "device_lost"
        assert player.play(tones.tone([700.0], 0.1)).outcome == "device_lost"
    finally:
        sound_server.start()
    assert until(lambda: seen[-1] is None)
    assert player.fault is None
    assert player.play(tones.tone([700.0], 0.1)).wait_done(5)
    player.close()


def test_a_sound_server_that_hangs_is_said_while_it_hangs(sound_server: NullSink) -> None:
    seen: list[AudioError | None] = []
    player = Player("speaker", on_fault=seen.append)
    player.start()
    assert player.play(tones.tone([700.0], 0.1)).wait_done(5)
    sound_server.freeze()
    try:
        assert until(lambda: seen, 3.0)
        assert seen[0] is not None and seen[0].reason == "device_failed"
    finally:
        sound_server.thaw()
    assert until(lambda: seen[-1] is None)
    assert player.play(tones.tone([700.0], 0.1)).wait_done(5)
    player.close()
