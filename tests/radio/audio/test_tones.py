"""Tones are what they say: pitch, level, rhythm, no clicks – judged by a spectrum and by an independent DTMF decoder."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from radio.audio import tones, wav
from radio.audio.errors import AudioError
from radio.audio.patterns import Patterns, load_patterns
from radio.audio.wav import RATE_HZ
from tests.radio.audio.hearing import bursts, pitches

SEVERITIES = ("red", "orange", "yellow", "blue")


@pytest.fixture(scope="module")
def patterns() -> Patterns:
    return load_patterns()


def test_a_tone_has_its_pitch_its_level_and_soft_edges() -> None:
    sound = tones.tone([1000.0], 0.5)
    assert pitches(sound) == [pytest.approx(1000.0, abs=2)]
    assert wav.peak_dbfs(sound) == pytest.approx(-12.0, abs=0.05)
    assert abs(float(sound[0])) < 1e-6 and abs(float(sound[-1])) < 1e-3
    # No step is steeper than the sine itself: that is what a click would be.
    steepest = 2 * np.pi * 1000.0 / RATE_HZ * tones.amplitude(-12.0)
    assert float(np.max(np.abs(np.diff(sound)))) <= steepest * 1.01


def test_two_tones_share_the_power_of_one() -> None:
    pair, single = tones.tone([853.0, 960.0], 1.0), tones.tone([853.0], 1.0)
    assert pitches(pair, 2) == [pytest.approx(853.0, abs=2), pytest.approx(960.0, abs=2)]
    assert wav.rms_dbfs(pair) == pytest.approx(wav.rms_dbfs(single), abs=0.1)


def test_severities_differ_by_rhythm_alone(patterns: Patterns) -> None:
    beats = {name: len(bursts(tones.rhythm(patterns.alarms[name]))) for name in SEVERITIES}
    assert beats == {"red": 10, "orange": 3, "yellow": 2, "blue": 1}
    lengths = [bursts(tones.rhythm(patterns.alarms[name]))[0][1] for name in SEVERITIES]
    assert lengths == sorted(lengths) and len(set(lengths)) == 4


@pytest.mark.parametrize("kind", ["alarms", "signals", "attention"])
def test_nothing_clicks_or_exceeds_the_level(patterns: Patterns, kind: str) -> None:
    for name, pattern in getattr(patterns, kind).items():
        sound = tones.rhythm(pattern)
        highest = max(hz for beat in pattern.beats for hz in beat.hz)
        together = max(len(beat.hz) for beat in pattern.beats)
        peak = tones.amplitude(-12.0) * np.sqrt(together)
        assert float(np.max(np.abs(sound))) <= peak * 1.001, name
        assert float(np.max(np.abs(np.diff(sound)))) <= 2 * np.pi * highest / RATE_HZ * peak * 1.05, name


def test_attention_lasts_as_long_as_asked(patterns: Patterns) -> None:
    held = tones.attention(patterns.attention["two_tone"], 2.0)
    assert sum(length for _, length in bursts(held, gap_s=0.05)) == pytest.approx(2.0, abs=0.02)
    repeated = tones.attention(patterns.attention["alternating"], 1.2)
    assert repeated.size / RATE_HZ == pytest.approx(1.5, abs=0.01)
    assert pitches(repeated, 2) == [pytest.approx(800, abs=10), pytest.approx(1200, abs=10)]


@pytest.mark.parametrize(
    ("key", "total_s", "soundings", "first_s"),
    [
        ("air_raid_early", 180, 3, 36),
        ("air_raid", 180, 15, 6),
        ("air_raid_clear", 180, 1, 180),
        ("disaster_gansu", 180, 6, 20),
        ("disaster_shandong", 120, 6, 15),
        ("disaster_zhejiang", 180, 2, 60),
        ("disaster_zhejiang_clear", 240, 1, 240),
        ("disaster_chongqing", 180, 30, 3),
    ],
)
def test_sirens_keep_the_published_timing(patterns: Patterns, key: str, total_s: float, soundings: int, first_s: float) -> None:
    pattern = patterns.sirens[key]
    steps = list(pattern.timeline())
    assert pattern.duration_s == total_s == sum(seconds for _, seconds in steps)
    assert sum(sounding for sounding, _ in steps) == soundings
    assert steps[0] == (True, first_s)
    assert pattern.source


def test_a_siren_sounds_on_its_timing_and_can_be_cut(patterns: Patterns) -> None:
    sound = tones.siren(patterns.sirens["disaster_gansu"], max_s=52.0, rate_hz=8000)
    assert sound.size / 8000 == pytest.approx(52.0, abs=0.01)
    heard = bursts(sound, gap_s=1.0, rate_hz=8000)
    assert heard == [(pytest.approx(0, abs=0.05), pytest.approx(20, abs=0.1)), (pytest.approx(30, abs=0.05), pytest.approx(20, abs=0.1))]


def test_dtmf_is_read_by_an_independent_decoder(tmp_path: Path) -> None:
    decoder = shutil.which("multimon-ng")
    if decoder is None:
        pytest.skip("multimon-ng is not installed")
    keys = "0123456789ABCD*#"
    sound = wav.resample(tones.dtmf(keys, on_s=0.08, off_s=0.08), RATE_HZ, 22_050)
    raw = tmp_path / "keys.raw"
    raw.write_bytes(wav.to_int16(sound).astype("<i2").tobytes())
    heard = subprocess.run([decoder, "-q", "-a", "DTMF", "-t", "raw", str(raw)], capture_output=True, text=True, timeout=20, check=True)
    assert "".join(line.removeprefix("DTMF: ") for line in heard.stdout.split("\n")) == keys


def test_dtmf_refuses_other_keys() -> None:
    with pytest.raises(ValueError, match="X"):
        tones.dtmf("12X")


def test_soft_clip_leaves_quiet_sound_alone_and_holds_the_ceiling() -> None:
    quiet = tones.tone([500.0], 0.1)
    assert np.array_equal(tones.soft_clip(quiet), quiet)
    loud = tones.tone([500.0], 0.1, level_dbfs=6.0)
    assert wav.peak_dbfs(tones.soft_clip(loud)) <= -1.0


def test_levelled_and_joined() -> None:
    assert wav.peak_dbfs(tones.levelled(tones.tone([500.0], 0.1), -6.0)) == pytest.approx(-6.0, abs=0.05)
    assert not np.any(tones.levelled(tones.silence(0.1)))
    both = tones.joined(tones.tone([500.0], 0.2), tones.tone([700.0], 0.2), gap_s=0.5)
    assert [round(start, 1) for start, _ in bursts(both)] == [0.0, 0.7]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("[alarm.red]\nrepeat = 1\nsteps = [{ hz = [1], on_s = -1, off_s = 0 }]", "alarm.red"),
        ("[siren.x]\nname = 'x'\nplace = 'x'\nsource = 'x'\nrepeat = 1\nsteps = [[1]]", "siren.x"),
        ("[siren.y]\nname = 'y'", "siren.y"),
        ("nonsense", "patterns.toml"),
    ],
)
def test_a_broken_table_names_its_fault(tmp_path: Path, text: str, key: str) -> None:
    path = tmp_path / "patterns.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(AudioError) as caught:
        load_patterns(path)
    assert caught.value.reason == "bad_data" and key in caught.value.detail
