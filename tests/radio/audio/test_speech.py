"""The engine says what we think it says: its own phonemes are compared with those of the pinyin in the table."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from radio.audio import wav
from radio.audio.errors import AudioError
from radio.audio.readings import load_readings
from radio.audio.speech import EspeakEngine
from tests.radio.audio.hearing import until

_WORKER = [sys.executable, "-m", "radio.audio.espeak_worker", "--phonemes"]


def _sounds(text: str, voice: str) -> str:
    """Phonemes without stress and pause marks; "nl" is how the engine writes l after n."""
    said = subprocess.run([*_WORKER, "--voice", voice], input=text.encode(), capture_output=True, timeout=30, check=True).stdout.decode()
    return re.sub(r"nl", "l", re.sub(r"[',_|: ]", "", said))


def test_every_reading_of_the_table_sounds_like_its_pinyin() -> None:
    readings = load_readings()
    # One process for all: a line a name, the engine answers a clause a line.
    said = _sounds("\n\n".join(f"{entry.say}。" for entry in readings), "cmn").split("\n")
    meant = _sounds("\n\n".join(f"{entry.pinyin}." for entry in readings), "cmn-latn-pinyin").split("\n")
    heard = dict(zip((entry.name for entry in readings), zip(filter(None, said), filter(None, meant), strict=True), strict=True))
    assert {name: pair for name, pair in heard.items() if pair[0] != pair[1]} == {}


@pytest.mark.parametrize("name", ["藉口", "楯子滩", "贾家寺", "堰塞", "淤地坝"])
def test_the_table_is_needed(name: str) -> None:
    """Without its entry the engine says it otherwise; an entry that became needless can go."""
    (entry,) = (one for one in load_readings() if one.name == name)
    assert _sounds(name, "cmn") != _sounds(entry.say, "cmn")


def test_119_is_said_as_one_one_nine() -> None:
    engine = EspeakEngine()
    assert engine.phonemes("119") == EspeakEngine(readings=()).phonemes("幺幺九")
    assert engine.phonemes("119") != engine.phonemes("119户")
    assert _sounds("幺幺九", "cmn") == _sounds("yao1 yao1 jiu3", "cmn-latn-pinyin")


def test_a_warning_becomes_a_file(tmp_path: Path) -> None:
    out = tmp_path / "new" / "warning.wav"
    text = "藉口镇14:05雨量42.5 mm，请立即转移，救援拨打119。"
    result = EspeakEngine().synthesise(text, out)
    assert result.said == "吉口镇十四点零五分雨量四十二点五毫米，请立即转移，救援拨打幺幺九。"
    sound, rate_hz = wav.read(out)
    assert result.duration_s == pytest.approx(sound.size / rate_hz)
    assert 5 < result.duration_s < 20 and result.peak_dbfs > -12
    assert list(out.parent.iterdir()) == [out]


def test_the_worker_writes_the_same_to_stdout(tmp_path: Path) -> None:
    done = subprocess.run(_WORKER[:-1], input="请注意".encode(), capture_output=True, timeout=30, check=True)
    EspeakEngine(readings=()).synthesise("请注意", tmp_path / "a.wav")
    assert done.stdout == (tmp_path / "a.wav").read_bytes()


@pytest.mark.parametrize("text", ["", "  \n"])
def test_nothing_to_say(tmp_path: Path, text: str) -> None:
    with pytest.raises(AudioError) as caught:
        EspeakEngine().synthesise(text, tmp_path / "a.wav")
    assert caught.value.reason == "speech_empty"


def test_punctuation_alone_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(AudioError) as caught:
        EspeakEngine().synthesise("……", tmp_path / "a.wav")
    assert caught.value.reason in ("speech_failed", "speech_empty")
    assert list(tmp_path.iterdir()) == []


def test_an_engine_that_hangs_is_killed(tmp_path: Path) -> None:
    pid_file = tmp_path / "pid"
    hang = f"import os,sys; open({str(pid_file)!r},'w').write(str(os.getpid())); sys.stdin.read(); __import__('threading').Event().wait()"
    engine = EspeakEngine(command=(sys.executable, "-c", hang), timeout_s=1.0)
    with pytest.raises(AudioError) as caught:
        engine.synthesise("请注意", tmp_path / "a.wav")
    assert caught.value.reason == "speech_timeout"
    assert until(lambda: not psutil.pid_exists(int(pid_file.read_text())))
    assert not (tmp_path / "a.wav").exists()


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (("/nonexistent/engine",), "speech_missing"),
        ((sys.executable, "-c", "import sys; sys.exit('broken')"), "speech_failed"),
        ((sys.executable, "-c", "pass"), "speech_failed"),
    ],
)
def test_engines_that_fail_say_how(tmp_path: Path, command: tuple[str, ...], reason: str) -> None:
    with pytest.raises(AudioError) as caught:
        EspeakEngine(command=command).synthesise("请注意", tmp_path / "a.wav")
    assert caught.value.reason == reason


def test_an_unknown_voice_is_said(tmp_path: Path) -> None:
    with pytest.raises(AudioError) as caught:
        EspeakEngine(voice="no-such-voice").synthesise("请注意", tmp_path / "a.wav")
    assert caught.value.reason == "speech_missing" and "no-such-voice" in caught.value.detail


def test_the_library_is_loaded_in_the_worker_only(tmp_path: Path) -> None:
    EspeakEngine().synthesise("请注意", tmp_path / "a.wav")
    loaded = {os.path.basename(entry.path) for entry in psutil.Process().memory_maps()}
    assert not any("espeak" in name for name in loaded)
