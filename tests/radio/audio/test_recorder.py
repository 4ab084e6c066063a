"""One file a transmission, with what went before it; nothing for a click; crashed files found again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from radio.audio import tones, wav
from radio.audio.errors import AudioError
from radio.audio.recorder import Recording, SquelchRecorder, Take, recover
from radio.audio.wav import RATE_HZ, Samples
from tests.radio.audio.hearing import bursts

BEGIN = datetime(2026, 7, 25, 6, 5, 0, tzinfo=UTC)


class Tape:
    """A recorder on a clock of its own that counts the samples fed."""

    def __init__(self, folder: Path) -> None:
        self.fed = 0
        self.made: list[Recording] = []
        self.recorder = SquelchRecorder(folder, "ch1", self.made.append, self.now)

    def now(self) -> datetime:
        return BEGIN + timedelta(seconds=self.fed / RATE_HZ)

    def feed(self, *sounds: Samples) -> None:
        sound = np.concatenate(sounds)
        for at in range(0, sound.size, 960):
            block = sound[at : at + 960]
            self.fed += block.size
            self.recorder.feed(block)


def test_a_call_is_recorded_with_two_seconds_before_it(tmp_path: Path) -> None:
    tape = Tape(tmp_path)
    tape.feed(tones.silence(5.0), tones.tone([700.0], 1.5), tones.silence(3.0))
    (made,) = tape.made
    assert (made.channel, made.kind, made.recovered) == ("ch1", "rx", False)
    assert made.peak_dbfs == pytest.approx(-12.0, abs=0.1)
    sound, _ = wav.read(made.path)
    assert made.duration_s == pytest.approx(sound.size / RATE_HZ)
    ((start_s, length_s),) = bursts(sound)
    assert start_s == pytest.approx(2.0 - 0.06, abs=0.03)
    assert length_s == pytest.approx(1.5, abs=0.01)
    # The time of the file and the place of the voice in it agree with when the voice began.
    assert made.started_at + timedelta(seconds=start_s) == pytest.approx(BEGIN + timedelta(seconds=5), abs=timedelta(seconds=0.03))
    assert made.path.name == f"{made.started_at:%Y%m%dT%H%M%S}.{made.started_at.microsecond // 1000:03d}Z-rx.wav"


def test_two_calls_are_two_files_and_a_bump_is_none(tmp_path: Path) -> None:
    tape = Tape(tmp_path)
    call = tones.tone([700.0], 1.0)
    tape.feed(call, tones.silence(2.0), tones.tone([700.0], 0.1), tones.silence(2.0), call, tones.silence(2.0))
    assert len(tape.made) == 2
    assert sorted(tmp_path.glob("**/*.wav")) == sorted(made.path for made in tape.made)


def test_a_call_cut_by_our_own_key_is_kept(tmp_path: Path) -> None:
    tape = Tape(tmp_path)
    tape.feed(tones.silence(1.0), tones.tone([700.0], 0.5))
    assert tape.recorder.receiving
    tape.recorder.finish()
    assert not tape.recorder.receiving
    assert [made.duration_s for made in tape.made] == [pytest.approx(1.5, abs=0.05)]


def test_two_takes_of_one_millisecond_do_not_overwrite_each_other(tmp_path: Path) -> None:
    made = []
    for _ in range(2):
        take = Take(tmp_path, "ch1", "tx", BEGIN)
        take.append(tones.tone([700.0], 0.1))
        made.append(take.close())
    assert made[0].path != made[1].path and all(one.path.exists() for one in made)


@pytest.mark.parametrize("key", ["", "../up", "a/b", "x" * 41])
def test_a_channel_key_is_a_folder_name(tmp_path: Path, key: str) -> None:
    with pytest.raises(ValueError, match="channel key"):
        Take(tmp_path, key, "rx", BEGIN)


_RECORDS = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from radio.audio import tones
from radio.audio.recorder import Take
take = Take(Path(sys.argv[1]), "ch2", "tx", datetime(2026, 7, 25, 6, 5, 0, 123000, tzinfo=UTC))
for _ in range(27):
    take.append(tones.tone([1000.0], 0.1))
print("written", flush=True)
sys.stdin.read()
"""


def test_what_a_killed_process_left_is_found_and_a_living_one_is_left_alone(tmp_path: Path) -> None:
    child = subprocess.Popen([sys.executable, "-c", _RECORDS, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert child.stdin is not None and child.stdout is not None
    with child.stdin, child.stdout:
        assert child.stdout.readline() == b"written\n"
        assert recover(tmp_path) == []
        os.kill(child.pid, signal.SIGKILL)
        child.wait(10)
    (found,) = recover(tmp_path)
    assert (found.channel, found.kind, found.recovered) == ("ch2", "tx", True)
    assert found.started_at == datetime(2026, 7, 25, 6, 5, 0, 123000, tzinfo=UTC)
    assert found.duration_s == pytest.approx(2.7)
    assert found.path.name == "20260725T060500.123Z-tx.wav"
    assert wav.read(found.path)[0].size == round(2.7 * RATE_HZ)
    assert recover(tmp_path) == []


def test_a_disk_that_fails_is_said_and_the_squelch_goes_on(tmp_path: Path) -> None:
    (tmp_path / "ch1").write_bytes(b"")  # where the channel's folder would be
    tape = Tape(tmp_path)
    with pytest.raises(AudioError) as caught:
        tape.feed(tones.tone([700.0], 1.0))
    assert caught.value.reason == "disk"
    assert tape.recorder.receiving
