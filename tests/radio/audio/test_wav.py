"""Files that survive a kill, and files of others that are read or refused."""

from __future__ import annotations

import signal
import struct
import subprocess
import sys
import wave
from pathlib import Path

import numpy as np
import pytest

from radio.audio import tones, wav
from radio.audio.errors import AudioError
from tests.radio.audio.hearing import pitches, until

_WRITES_FOR_EVER = """
import sys
from pathlib import Path
from radio.audio import tones, wav
writer = wav.WavWriter(Path(sys.argv[1]))
block = wav.to_int16(tones.tone([1000.0], 0.1))
while True:
    writer.append(block)
    if writer.duration_s >= 2.35:
        break
print("written", flush=True)
sys.stdin.read()
"""


def test_a_clip_comes_back_as_it_was(tmp_path: Path) -> None:
    sound = tones.tone([440.0], 0.3)
    wav.write(tmp_path / "a.wav", sound)
    back, rate_hz = wav.read(tmp_path / "a.wav")
    assert rate_hz == wav.RATE_HZ
    assert float(np.max(np.abs(back - sound))) <= 1.0 / wav.FULL_SCALE


def test_kill_minus_nine_leaves_a_playable_file_and_repair_finds_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "killed.wav"
    child = subprocess.Popen([sys.executable, "-c", _WRITES_FOR_EVER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert child.stdin is not None and child.stdout is not None
    with child.stdin, child.stdout:
        assert child.stdout.readline() == b"written\n"
        child.send_signal(signal.SIGKILL)
        child.wait(10)
    with wave.open(str(path)) as player:  # a player that believes the header
        assert 1.9 <= player.getnframes() / player.getframerate() <= 2.4
        heard = np.frombuffer(player.readframes(player.getnframes()), "<i2")
    assert pitches(wav.to_float32(heard)) == [pytest.approx(1000, abs=3)]
    assert wav.repair(path) == pytest.approx(2.4, abs=0.06)
    with wave.open(str(path)) as player:
        assert player.getnframes() / player.getframerate() == pytest.approx(2.4, abs=0.06)


def test_repair_cuts_half_a_sample_and_refuses_foreign_files(tmp_path: Path) -> None:
    path = tmp_path / "odd.wav"
    wav.write(path, tones.silence(0.1))
    with path.open("ab") as file:
        file.write(b"\x01")
    assert wav.repair(path) == pytest.approx(0.1)
    assert path.stat().st_size % 2 == 0
    path.write_bytes(b"short")
    with pytest.raises(AudioError) as caught:
        wav.repair(path)
    assert caught.value.reason == "bad_file"


def test_a_full_or_closed_disk_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(AudioError) as caught:
        wav.WavWriter(tmp_path / "file" / "a.wav")
    assert caught.value.reason == "disk"
    writer = wav.WavWriter(tmp_path / "b.wav")
    writer.close()
    writer.close()
    with pytest.raises(AudioError) as caught:
        writer.append(wav.to_int16(tones.silence(0.1)))
    assert caught.value.reason == "closed"


def _file(code: int, channels: int, bits: int, body: bytes, rate_hz: int = 8000, size: int | None = None) -> bytes:
    block = channels * bits // 8
    fmt = struct.pack("<HHIIHH", code, channels, rate_hz, rate_hz * block, block, bits)
    data = b"data" + struct.pack("<I", len(body) if size is None else size) + body
    chunks = b"fmt " + struct.pack("<I", len(fmt)) + fmt + b"LIST" + struct.pack("<I", 3) + b"abc\0" + data
    return b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WAVE" + chunks


@pytest.mark.parametrize(
    ("code", "bits", "body"),
    [
        (1, 8, bytes([192, 64])),
        (1, 16, struct.pack("<2h", 16384, -16384)),
        (1, 24, b"\x00\x00\x40\x00\x00\xc0"),
        (1, 32, struct.pack("<2i", 2**30, -(2**30))),
        (3, 32, struct.pack("<2f", 0.5, -0.5)),
    ],
)
def test_every_common_encoding_is_read(code: int, bits: int, body: bytes) -> None:
    sound, rate_hz = wav.parse(_file(code, 1, bits, body))
    assert rate_hz == 8000
    assert sound.tolist() == [pytest.approx(0.5, abs=1e-4), pytest.approx(-0.5, abs=1e-4)]


def test_stereo_becomes_mono_and_a_cut_file_gives_what_it_has() -> None:
    stereo = struct.pack("<4h", 16384, 0, -16384, 0)
    assert wav.parse(_file(1, 2, 16, stereo))[0].tolist() == [pytest.approx(0.25, abs=1e-4), pytest.approx(-0.25, abs=1e-4)]
    assert wav.parse(_file(1, 1, 16, stereo, size=1000))[0].size == 4
    assert wav.parse(_file(1, 1, 16, stereo, size=0xFFFFFFFF))[0].size == 4


@pytest.mark.parametrize(
    "data", [b"", b"RIFF", b"RIFF\0\0\0\0WAVE", _file(6, 1, 8, b"\0\0"), _file(1, 0, 16, b"\0\0"), b"ID3" + bytes(100)]
)
def test_what_is_no_sound_is_refused(data: bytes) -> None:
    with pytest.raises(AudioError) as caught:
        wav.parse(data)
    assert caught.value.reason == "bad_file"


@pytest.mark.parametrize(("from_hz", "to_hz"), [(22_050, 48_000), (48_000, 16_000), (8_000, 48_000)])
def test_resampling_keeps_pitch_length_and_level(from_hz: int, to_hz: int) -> None:
    at_s = np.arange(from_hz // 2) / from_hz
    sound = (0.25 * np.sin(2 * np.pi * 1000 * at_s)).astype(np.float32)
    out = wav.resample(sound, from_hz, to_hz)
    assert out.size == pytest.approx(to_hz // 2, abs=1)
    middle = out[to_hz // 10 : -to_hz // 10]
    expected = 0.25 * np.sin(2 * np.pi * 1000 * (np.arange(out.size) / to_hz))[to_hz // 10 : -to_hz // 10]
    assert float(np.max(np.abs(middle - expected))) < 0.002


def test_resampling_down_does_not_fold() -> None:
    high = tones.tone([11_000.0], 0.5)
    assert wav.rms_dbfs(wav.resample(high, 48_000, 16_000)) < -60


def test_a_running_file_has_a_true_header_every_second(tmp_path: Path) -> None:
    writer = wav.WavWriter(tmp_path / "c.wav")
    for _ in range(15):
        writer.append(wav.to_int16(tones.silence(0.1)))
    with wave.open(str(tmp_path / "c.wav")) as player:
        assert player.getnframes() == 48_000
    assert until(lambda: writer.duration_s == pytest.approx(1.5))
    writer.close()
