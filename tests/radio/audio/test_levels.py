"""Meters, wave and squelch, counted in samples."""

from __future__ import annotations

import numpy as np
import pytest

from radio.audio import tones
from radio.audio.levels import Envelope, LevelMeter, PreBuffer, Squelch, SquelchSettings
from radio.audio.wav import Samples


def _blocks(sound: Samples, size: int = 480) -> list[Samples]:
    return [sound[at : at + size] for at in range(0, sound.size, size)]


def test_the_meter_reads_a_sine_as_a_meter_does() -> None:
    meter = LevelMeter()
    for block in _blocks(tones.tone([1000.0], 0.3, level_dbfs=-20.0)[4800:9600], 777):
        meter.feed(block)
    assert meter.level.peak_dbfs == pytest.approx(-20.0, abs=0.1)
    assert meter.level.rms_dbfs == pytest.approx(-23.0, abs=0.1)
    meter.clear()
    assert meter.level.peak_dbfs == -120.0


def test_the_meter_reads_twenty_times_a_second() -> None:
    meter, seen = LevelMeter(), []
    for block in _blocks(np.linspace(0.0, 1.0, 48_000, dtype=np.float32), 480):
        meter.feed(block)
        if not seen or seen[-1] is not meter.level:
            seen.append(meter.level)
    assert len(seen) - 1 == 20  # the first is the level before any sound


def test_the_envelope_holds_lows_and_highs_of_the_last_minute() -> None:
    envelope = Envelope(rate_hz=1000)
    for index in range(700):
        block = np.full(100, index / 1000.0, dtype=np.float32)
        block[50] = -index / 1000.0
        for part in _blocks(block, 37):
            envelope.feed(part)
    rows = envelope.snapshot()
    assert rows.shape == (600, 2)
    assert rows[0].tolist() == [pytest.approx(-0.1), pytest.approx(0.1)]
    assert rows[-1].tolist() == [pytest.approx(-0.699), pytest.approx(0.699)]


def test_an_empty_envelope_is_no_rows_rather_than_zeros() -> None:
    assert Envelope().snapshot().shape == (0, 2)


def _opened(squelch: Squelch, sound: Samples) -> list[bool]:
    return [squelch.feed(block) for block in _blocks(sound)]


def test_the_squelch_opens_on_speech_not_on_a_click_and_hangs_over_pauses() -> None:
    loud, pause = tones.tone([500.0], 0.5), tones.silence(0.5)
    squelch = Squelch()
    assert not any(_opened(squelch, np.concatenate([tones.tone([500.0], 0.03), pause])))
    states = _opened(squelch, np.concatenate([loud, pause, loud]))
    assert states.index(True) * 0.01 == pytest.approx(0.06, abs=0.02)
    assert all(states[states.index(True) :])
    closing = _opened(squelch, tones.silence(1.0))
    assert closing.index(False) * 0.01 == pytest.approx(0.8, abs=0.03)


def test_the_squelch_has_hysteresis() -> None:
    settings = SquelchSettings(open_dbfs=-40, close_dbfs=-46)
    between = tones.tone([500.0], 3.0, level_dbfs=-40.0)  # its RMS is -43
    assert not any(_opened(Squelch(settings), between))
    squelch = Squelch(settings)
    _opened(squelch, tones.tone([500.0], 0.2))
    assert all(_opened(squelch, between))


def test_the_pre_buffer_keeps_exactly_its_span() -> None:
    buffer = PreBuffer(rate_hz=1000, span_s=2.0)
    sound = np.arange(5130, dtype=np.float32)
    for block in _blocks(sound, 170):
        buffer.feed(block)
    assert buffer.take().tolist() == sound[-2000:].tolist()
    assert buffer.take().size == 0
