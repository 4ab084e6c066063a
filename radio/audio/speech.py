"""Text to a sound file, by whatever engine the hall has; espeak-ng in a process of its own comes with the program."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from radio.audio import wav
from radio.audio.errors import AudioError
from radio.audio.readings import Reading, load_readings, spoken

_SILENT_DBFS = -60.0
_SECONDS_PER_CHARACTER = 0.05


@dataclass(frozen=True, slots=True)
class SpeechResult:
    """What was made: a WAV file of ``duration_s``, and the words as they were given to the engine."""

    duration_s: float
    path: Path
    peak_dbfs: float
    said: str


class SpeechEngine(Protocol):
    """Anything that can read a text aloud into a file."""

    def synthesise(self, text: str, out_path: Path) -> SpeechResult:
        """Write ``out_path``, whole or not at all.

        Raises:
            AudioError: ``speech_missing``, ``speech_timeout``, ``speech_failed`` or ``speech_empty``.
        """


class EspeakEngine:
    """espeak-ng by ``command``, which takes the options of :mod:`radio.audio.espeak_worker`.

    ``readings`` are the place names and words that it would say wrongly; the text is normalised with them first. The
    process is killed when it takes longer than ``timeout_s`` plus 50 ms a character.
    """

    def __init__(
        self,
        *,
        readings: Sequence[Reading] | None = None,
        voice: str = "cmn",
        speed_wpm: int = 150,
        timeout_s: float = 10.0,
        command: Sequence[str] = (sys.executable, "-m", "radio.audio.espeak_worker"),
    ) -> None:
        self._readings = tuple(readings) if readings is not None else load_readings()
        self._voice = voice
        self._speed_wpm = speed_wpm
        self._timeout_s = timeout_s
        self._command = tuple(command)

    def synthesise(self, text: str, out_path: Path) -> SpeechResult:
        """See :class:`SpeechEngine`."""
        said = spoken(text, self._readings)
        part = out_path.with_name(f".{out_path.name}.{os.getpid()}.part")
        try:
            out_path.parent.mkdir(parents=True, exist_ok=True)
            self._run(said, "--out", str(part), "--speed-wpm", str(self._speed_wpm))
            try:
                sound, rate_hz = wav.read(part)
            except AudioError as error:
                raise AudioError("speech_failed", error.detail) from error
            peak = wav.peak_dbfs(sound)
            if peak < _SILENT_DBFS:
                raise AudioError("speech_failed", "the engine made no sound")
            part.replace(out_path)
        except OSError as error:
            raise AudioError("disk", str(error)) from error
        finally:
            part.unlink(missing_ok=True)
        return SpeechResult(sound.size / rate_hz, out_path, peak, said)

    def phonemes(self, text: str) -> str:
        """How the engine would say the text, in its own letters: for checking a reading, not for people."""
        return self._run(spoken(text, self._readings), "--phonemes").decode().strip()

    def _run(self, said: str, *options: str) -> bytes:
        if not said.strip():
            raise AudioError("speech_empty")
        try:
            done = subprocess.run(
                [*self._command, "--voice", self._voice, *options],
                input=said.encode(),
                capture_output=True,
                timeout=self._timeout_s + _SECONDS_PER_CHARACTER * len(said),
                check=False,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except subprocess.TimeoutExpired as error:
            raise AudioError("speech_timeout", f"no answer in {error.timeout:.0f} s") from error
        except OSError as error:
            raise AudioError("speech_missing", str(error)) from error
        if done.returncode == 0:
            return done.stdout
        detail = done.stderr.decode(errors="replace").strip()[-300:]
        if done.returncode == 3:
            raise AudioError("speech_missing", detail)
        raise AudioError("speech_empty" if done.returncode == 4 else "speech_failed", detail)
