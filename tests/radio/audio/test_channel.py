"""A radio channel on real streams: what is heard is recorded, what is said goes out while the line is keyed, and never longer."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from radio.audio import tones, wav
from radio.audio.capture import Capture
from radio.audio.channel import Channel, ChannelConfig, ChannelState
from radio.audio.errors import AudioError
from radio.audio.keying import KeyingSettings
from radio.audio.levels import SquelchSettings
from radio.audio.patterns import load_patterns
from radio.audio.player import Player
from radio.audio.ptt import PttDriver, SerialPtt
from radio.audio.recorder import Recording
from radio.audio.speech import EspeakEngine
from radio.audio.wav import RATE_HZ, Samples
from tests.audio_server import NullSink
from tests.radio.audio.far_port import Server
from tests.radio.audio.hearing import CALM_S, Ear, bursts, pitches, until

KEYING = KeyingSettings(lead_s=0.2, tail_s=0.1)


class Line:
    """A key that notes when it moved, and can be told to fail."""

    def __init__(self) -> None:
        self.moves: list[tuple[str, float]] = []
        self.broken = False

    def key(self) -> None:
        self._move("key")

    def unkey(self) -> None:
        self._move("unkey")

    def close(self) -> None:
        self.moves.append(("close", time.monotonic()))

    @property
    def names(self) -> list[str]:
        return [name for name, _ in self.moves]

    def _move(self, name: str) -> None:
        if self.broken:
            raise AudioError("ptt_failed", "no such line")
        self.moves.append((name, time.monotonic()))


class Room:
    """A channel, the far radio on both of its sides, and a mouth at the microphone."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.line = Line()
        self.made: list[Recording] = []
        self.changes: list[ChannelState] = []
        self.mouth, self.far_voice = Player("mic", latency_s=CALM_S), Player("air_in", latency_s=CALM_S)
        self._air = Capture("air_out_tap", latency_s=CALM_S)
        self._ends: list[Callable[[], None]] = [self.mouth.close, self.far_voice.close, self._air.close]
        self.mouth.start()
        self.far_voice.start()
        self._air.start()
        self.air = Ear(self._air)

    def channel(self, keying: KeyingSettings = KEYING, ptt: PttDriver | None = None, monitor: Player | None = None) -> Channel:
        config = ChannelConfig(
            key="ch1",
            folder=self.folder,
            input_device="air_in_tap",
            output_device="air_out",
            mic_device="mic_tap",
            latency_s=CALM_S,
            keying=keying,
            squelch=SquelchSettings(hang_s=0.3),
        )
        channel = Channel(config, ptt or self.line, on_recording=self.made.append, on_change=self.changes.append, monitor=monitor)
        self._ends.insert(0, channel.close)
        channel.start()
        return channel

    def close(self) -> None:
        for end in self._ends:
            end()


@pytest.fixture
def room(sound_server: NullSink, tmp_path: Path) -> Iterator[Room]:
    room = Room(tmp_path / "recordings")
    yield room
    room.close()


def _hold(channel: Channel, condition: Callable[[], object]) -> bool:
    """Keep the key down until the condition holds."""
    return until(lambda: channel.ptt(True) and condition())


def test_what_is_heard_is_recorded_with_what_went_before(room: Room) -> None:
    channel = room.channel()
    assert until(lambda: channel.envelope().shape[0] >= 22)  # the pre-buffer is full
    room.far_voice.play(tones.tone([700.0], 1.0))
    assert until(lambda: channel.state().receiving)
    assert until(lambda: channel.state().rx.peak_dbfs > -13)
    assert until(lambda: room.made)
    (made,) = room.made
    assert (made.channel, made.kind) == ("ch1", "rx")
    sound, _ = wav.read(made.path)
    ((start_s, length_s),) = bursts(sound, gap_s=0.05)
    assert start_s == pytest.approx(1.95, abs=0.1) and length_s == pytest.approx(1.0, abs=0.05)
    assert pitches(sound) == [pytest.approx(700, abs=3)]
    assert made.peak_dbfs == pytest.approx(-12, abs=0.5)
    assert [state.receiving for state in room.changes if state.phase == "idle"][:3] == [False, True, False]
    assert room.line.names == []


def test_the_key_puts_the_microphone_on_the_air_and_on_disk(room: Room) -> None:
    channel = room.channel()
    room.mouth.play(tones.tone([600.0], 60.0))
    assert until(lambda: channel._mic is not None and channel._mic.meter.level.peak_dbfs > -13)
    assert wav.peak_dbfs(room.air.sound) < -60  # nothing goes out unkeyed
    assert _hold(channel, lambda: room.air.hears(600.0, 0.8))
    assert channel.state().tx.peak_dbfs == pytest.approx(-12, abs=1)
    assert channel.ptt(False)
    assert until(lambda: room.made)
    assert room.line.names == ["key", "unkey"]
    (made,) = room.made
    assert made.kind == "tx"
    sound, _ = wav.read(made.path)
    start_s = bursts(sound, gap_s=0.2)[0][0]
    # The file begins with the first block that the device takes after keying, up to one of its blocks into the lead.
    assert KEYING.lead_s - channel.config.latency_s <= start_s < 1.0
    assert pitches(sound) == [pytest.approx(600, abs=3)]
    keyed_s = room.line.moves[1][1] - room.line.moves[0][1]
    assert made.duration_s == pytest.approx(keyed_s, abs=0.15)
    assert channel.state().ended_by == "released"
    assert until(lambda: room.air.quiet_for(0.3))


def test_a_screen_that_stops_answering_lets_go(room: Room) -> None:
    channel = room.channel(dataclasses.replace(KEYING, deadman_s=0.4))
    assert channel.ptt(True)
    assert until(lambda: "unkey" in room.line.names)
    assert channel.state().ended_by == "dead_man"


def test_nobody_talks_beyond_the_limit(room: Room) -> None:
    channel = room.channel(dataclasses.replace(KEYING, limit_s=0.8))
    assert until(lambda: not channel.ptt(True))
    assert until(lambda: "unkey" in room.line.names)
    state = channel.state()
    assert state.ended_by == "tx_limit" and state.locked
    assert not channel.ptt(True)
    channel.ptt(False)
    assert channel.ptt(True)


def test_a_broadcast_is_attention_and_speech_while_keyed(room: Room, tmp_path: Path) -> None:
    channel = room.channel()
    spoken = EspeakEngine().synthesise("请注意", tmp_path / "speech.wav")
    attention = tones.attention(load_patterns().attention["two_tone"], 0.6)
    clip = tones.joined(attention, tones.levelled(wav.load(spoken.path)))
    transmission = channel.play_clip(clip)
    assert not channel.ptt(True)
    with pytest.raises(AudioError) as caught:
        channel.play_clip(clip)
    assert caught.value.reason == "busy"
    assert transmission.wait_done(15) and transmission.reason == "clip_done"
    assert until(lambda: room.made)
    (made,) = room.made
    sound, _ = wav.read(made.path)
    start = int(bursts(sound)[0][0] * RATE_HZ)
    # The recording holds the clip sample by sample, as far as 16 bits go and the ceiling did not bend it.
    expected = tones.soft_clip(clip)
    assert float(np.max(np.abs(sound[start : start + clip.size - 200] - expected[_first(clip) :][: clip.size - 200]))) < 0.002
    assert pitches(sound[start : start + int(0.6 * RATE_HZ)], 2) == [pytest.approx(853, abs=3), pytest.approx(960, abs=3)]
    (_, keyed_at), (_, unkeyed_at) = room.line.moves
    assert transmission.handed_to_device_at is not None
    assert keyed_at + KEYING.lead_s <= transmission.handed_to_device_at
    assert transmission.handed_to_device_at + clip.size / RATE_HZ + KEYING.tail_s <= unkeyed_at
    assert until(lambda: room.air.quiet_for(0.3))
    assert _span(room.air.sound) == pytest.approx(_span(expected), abs=0.1)  # the last word was not cut


def _span(sound: Samples) -> float:
    """Seconds from the first sound to the last."""
    heard = bursts(sound, threshold=0.01, gap_s=0.5)
    return heard[-1][0] + heard[-1][1] - heard[0][0]


def _first(clip: Samples) -> int:
    """Where :func:`bursts` sees the clip begin."""
    return int(np.flatnonzero(np.abs(clip) > 0.02)[0])


def test_a_broadcast_can_be_stopped(room: Room) -> None:
    channel = room.channel()
    transmission = channel.play_clip(tones.tone([700.0], 60.0))
    assert until(lambda: room.air.hears(700.0, 0.3))
    transmission.stop()
    assert transmission.wait_done(3) and transmission.reason == "stopped"
    assert until(lambda: room.air.quiet_for(0.3))
    assert room.line.names == ["key", "unkey"]
    assert channel.ptt(True)


def test_a_clip_beyond_the_limit_is_refused_before_it_keys(room: Room) -> None:
    channel = room.channel(dataclasses.replace(KEYING, limit_s=5.0))
    with pytest.raises(AudioError) as caught:
        channel.play_clip(tones.tone([700.0], 4.9))
    assert caught.value.reason == "too_long"
    assert channel.state().phase == "idle" and room.line.names == []


def test_one_direction_at_a_time(room: Room) -> None:
    channel = room.channel()
    channel.ptt(True)
    room.far_voice.play(tones.tone([700.0], 0.8))  # our own transmission in our own receiver
    assert _hold(channel, lambda: channel.state().rx.peak_dbfs > -13)
    assert _hold(channel, lambda: channel.state().rx.peak_dbfs < -60)
    assert not channel.state().receiving
    channel.ptt(False)
    assert until(lambda: room.made)
    assert [made.kind for made in room.made] == ["tx"]


def test_a_line_that_fails_is_said_and_nothing_goes_out(room: Room) -> None:
    channel = room.channel()
    room.line.broken = True
    transmission = channel.play_clip(tones.tone([700.0], 0.5))
    assert transmission.wait_done(5) and transmission.reason == "fault"
    fault = channel.state().fault
    assert fault is not None and fault.reason == "ptt_failed"
    assert wav.peak_dbfs(room.air.sound) < -60 and room.made == []
    room.line.broken = False
    assert until(lambda: channel.state().phase == "idle")
    again = channel.play_clip(tones.tone([700.0], 0.2))
    assert again.wait_done(5) and again.reason == "clip_done"
    assert channel.state().fault is None


def test_a_line_that_does_not_let_go_is_tried_again(room: Room) -> None:
    channel = room.channel()
    transmission = channel.play_clip(tones.tone([700.0], 0.2))
    assert until(lambda: room.line.names == ["key"])
    room.line.broken = True
    assert until(lambda: channel.state().fault is not None)
    assert not transmission.done
    room.line.broken = False
    assert transmission.wait_done(5)
    assert room.line.names == ["key", "unkey"]


def test_a_recording_that_cannot_be_written_does_not_stop_the_channel(room: Room) -> None:
    room.folder.parent.mkdir(exist_ok=True)
    room.folder.write_bytes(b"")  # where the folder would be
    channel = room.channel()
    transmission = channel.play_clip(tones.tone([700.0], 0.3))
    assert transmission.wait_done(5) and transmission.reason == "clip_done"
    fault = channel.state().fault
    assert fault is not None and fault.reason == "disk"
    assert until(lambda: room.air.hears(700.0, 0.3))


def test_closing_on_the_air_unkeys_and_keeps_the_recording(room: Room) -> None:
    channel = room.channel()
    transmission = channel.play_clip(tones.tone([700.0], 60.0))
    assert until(lambda: room.air.hears(700.0, 0.2))
    channel.close()
    assert room.line.names[:3] == ["key", "unkey", "close"]
    assert transmission.done and transmission.reason == "stopped"
    assert len(room.made) == 1
    assert not channel.ptt(True)


def test_the_hall_hears_the_channel_at_its_volume(room: Room, sound_server: NullSink) -> None:
    speaker, listening = Player("speaker", latency_s=CALM_S), Capture("speaker_tap", latency_s=CALM_S)
    speaker.start()
    listening.start()
    ear = Ear(listening)
    try:
        channel = room.channel(monitor=speaker)
        channel.set_monitor(volume=0.5)
        room.far_voice.play(tones.tone([700.0], 1.0))
        assert until(lambda: ear.hears(700.0, 1.0))
        assert until(lambda: ear.quiet_for(0.3))
        ear.blocks.clear()
        channel.set_monitor(muted=True)
        room.far_voice.play(tones.tone([700.0], 1.0))
        assert until(lambda: len(room.made) == 2)
        assert wav.peak_dbfs(ear.sound[RATE_HZ // 5 :]) < -60
    finally:
        channel.close()
        speaker.close()
        listening.close()


def test_a_missing_device_is_said_and_nothing_stays_open(sound_server: NullSink, tmp_path: Path) -> None:
    config = ChannelConfig(key="ch1", folder=tmp_path, input_device="air_in_tap", output_device="no such card")
    channel = Channel(config, Line(), on_recording=lambda made: None)
    with pytest.raises(AudioError) as caught:
        channel.start()
    assert caught.value.reason == "not_found"
    channel.close()


@pytest.mark.filterwarnings("ignore:set(Daemon|Name):DeprecationWarning")
def test_the_serial_line_is_active_exactly_while_sound_is_on_the_air(room: Room) -> None:
    server = Server()
    try:
        channel = room.channel(ptt=SerialPtt(server.url))
        assert not server.far.rts
        transmission = channel.play_clip(tones.tone([700.0], 0.6))
        assert until(lambda: room.air.hears(700.0, 0.6))
        assert transmission.wait_done(5)
        assert until(lambda: not server.far.rts)
        assert [value for name, value in server.far.seen if name == "rts" and value] == [True]
        assert ("dtr", True) not in server.far.seen
        channel.close()
    finally:
        server.close()
