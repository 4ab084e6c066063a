"""Recordings on disk: one file a transmission, readable at any moment, whole again after a crash.

A file that is being written ends in ``.<pid>.part.wav``; closing it gives it its name. :func:`recover` finds what a killed
process left behind.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

import psutil

from radio.audio import wav
from radio.audio.errors import AudioError
from radio.audio.levels import PreBuffer, Squelch, SquelchSettings
from radio.audio.wav import RATE_HZ, SILENCE_DBFS, Samples, WavWriter, peak_dbfs, to_int16

Kind = Literal["rx", "tx"]

_CHANNEL_KEY = re.compile(r"[\w-]{1,40}")
_UNFINISHED = re.compile(r"(?P<stamp>\d{8}T\d{6}\.\d{3}Z)-(?P<kind>rx|tx)\.(?P<pid>\d+)\.part\.wav")
_STAMP = "%Y%m%dT%H%M%S"


@dataclass(frozen=True, slots=True)
class Recording:
    """One transmission on disk; ``started_at`` is UTC and includes the pre-buffer."""

    channel: str
    kind: Kind
    started_at: datetime
    duration_s: float
    path: Path
    peak_dbfs: float
    recovered: bool = False


def check_channel_key(key: str) -> str:
    """The key, if it can be a folder's name on every system.

    Raises:
        ValueError: for anything but 1 to 40 letters, digits, ``_`` and ``-``.
    """
    if not _CHANNEL_KEY.fullmatch(key):
        raise ValueError(f"not a channel key: {key!r}")
    return key


class Take:
    """One recording in the making: ``folder/channel/day/<UTC time>-<kind>.wav``.

    Raises:
        AudioError: ``disk``.
    """

    def __init__(self, folder: Path, channel: str, kind: Kind, started_at: datetime, rate_hz: int = RATE_HZ) -> None:
        self.channel = check_channel_key(channel)
        self.kind: Kind = kind
        self.started_at = started_at.astimezone(UTC)
        stamp = f"{self.started_at.strftime(_STAMP)}.{self.started_at.microsecond // 1000:03d}Z"
        day = folder / channel / self.started_at.strftime("%Y%m%d")
        self._final = day / f"{stamp}-{kind}.wav"
        self._peak = SILENCE_DBFS
        self._writer = WavWriter(day / f"{stamp}-{kind}.{os.getpid()}.part.wav", rate_hz)

    @property
    def full(self) -> bool:
        """True when the file format has no room for more."""
        return self._writer.full

    @property
    def duration_s(self) -> float:
        """Seconds so far."""
        return self._writer.duration_s

    def append(self, block: Samples) -> None:
        """Write sound."""
        if block.size:
            self._peak = max(self._peak, peak_dbfs(block))
            self._writer.append(to_int16(block))

    def close(self) -> Recording:
        """Finish the file."""
        self._writer.close()
        path = _renamed(self._writer.path, self._final)
        return Recording(self.channel, self.kind, self.started_at, self._writer.duration_s, path, self._peak)

    def discard(self) -> None:
        """Take the file away, for something that was no transmission."""
        self._writer.close()
        try:
            self._writer.path.unlink(missing_ok=True)
        except OSError as error:
            raise AudioError("disk", str(error)) from error


def _renamed(part: Path, final: Path) -> Path:
    """Give the finished file its name, or one beside it when two began in the same millisecond."""
    try:
        number = 1
        target = final
        while target.exists():
            number += 1
            target = final.with_stem(f"{final.stem}-{number}")
        return part.rename(target)
    except OSError as error:
        raise AudioError("disk", str(error)) from error


def recover(folder: Path) -> list[Recording]:
    """Finish the files that dead processes left; those of living processes are not touched. Oldest first.

    Raises:
        AudioError: ``disk``.
    """
    found: list[Recording] = []
    for part in sorted(folder.glob("*/*/*.part.wav")):
        named = _UNFINISHED.fullmatch(part.name)
        if named is None or psutil.pid_exists(int(named["pid"])):
            continue
        try:
            duration_s = wav.repair(part)
            sound, _ = wav.read(part)
        except AudioError as error:
            if error.reason != "bad_file":
                raise
            continue  # killed before the header was written: there is nothing in it
        kind: Kind = "tx" if named["kind"] == "tx" else "rx"
        final = part.with_name(f"{named['stamp']}-{kind}.wav")
        started_at = datetime.strptime(named["stamp"], f"{_STAMP}.%fZ").replace(tzinfo=UTC)
        path = _renamed(part, final)
        found.append(Recording(part.parent.parent.name, kind, started_at, duration_s, path, peak_dbfs(sound), recovered=True))
    return sorted(found, key=lambda recording: recording.started_at)


class SquelchRecorder:
    """Cuts a running sound into one recording per transmission, each with the two seconds before it.

    ``clock`` gives the UTC time of the last sample fed. Openings shorter than ``min_open_s`` (mic bumps) leave no file.
    """

    def __init__(
        self,
        folder: Path,
        channel: str,
        on_recording: Callable[[Recording], None],
        clock: Callable[[], datetime],
        *,
        settings: SquelchSettings | None = None,
        rate_hz: int = RATE_HZ,
        pre_buffer_s: float = 2.0,
        min_open_s: float = 0.2,
    ) -> None:
        self._folder = folder
        self._channel = check_channel_key(channel)
        self._on_recording = on_recording
        self._clock = clock
        self._rate_hz = rate_hz
        self._settings = settings if settings is not None else SquelchSettings()
        self._squelch = Squelch(self._settings, rate_hz)
        self._before = PreBuffer(rate_hz, pre_buffer_s)
        self._min_open_s = min_open_s
        self._take: Take | None = None
        self._open_s = 0.0

    @property
    def receiving(self) -> bool:
        """Whether the channel is occupied."""
        return self._squelch.is_open

    def feed(self, block: Samples) -> None:
        """Take sound.

        Raises:
            AudioError: ``disk``; the squelch goes on working.
        """
        was_open, now_open = self._squelch.is_open, self._squelch.feed(block)
        if self._take is None and not (now_open and not was_open):
            self._before.feed(block)
            return
        if self._take is None:
            self._before.feed(block)
            sound = self._before.take()
            begun = self._clock() - timedelta(seconds=sound.size / self._rate_hz)
            self._take = Take(self._folder, self._channel, "rx", begun, self._rate_hz)
            self._open_s = 0.0
            self._append(sound)
            return
        self._open_s += block.size / self._rate_hz
        self._append(block)
        if not now_open:
            self._end(self._open_s - self._settings.hang_s)
        elif self._take is not None and self._take.full:
            self._end(self._open_s)

    def finish(self) -> None:
        """End the recording that is running, because the channel is about to transmit or to close."""
        self._end(self._open_s)
        self._squelch.reset()
        self._before.take()

    def _end(self, voice_s: float) -> None:
        take, self._take = self._take, None
        if take is None:
            return
        if voice_s + self._settings.attack_s < self._min_open_s:
            take.discard()
        else:
            self._on_recording(take.close())

    def _append(self, sound: Samples) -> None:
        if self._take is None:
            return
        try:
            self._take.append(sound)
        except AudioError:
            self._take = None
            raise
