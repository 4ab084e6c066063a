"""How the tests listen: the pitch of a sound, its bursts, and waiting for a condition."""

from __future__ import annotations

import threading
from collections.abc import Callable

import numpy as np

from radio.audio.capture import Capture
from radio.audio.wav import RATE_HZ, Samples

POLL_S = 0.01
# What the test's own ends buffer, so that a busy machine tears no holes into what they play and hear.
CALM_S = 0.2


def until(condition: Callable[[], object], limit_s: float = 10.0) -> bool:
    """Whether the condition came true within the limit."""
    pause = threading.Event()
    turns = int(limit_s / POLL_S)
    return any(condition() or pause.wait(POLL_S) for _ in range(turns)) or bool(condition())


def pitches(samples: Samples, count: int = 1, rate_hz: int = RATE_HZ) -> list[float]:
    """The strongest frequencies, lowest first, at least 30 Hz apart."""
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(samples.size)))
    hz = np.fft.rfftfreq(samples.size, 1.0 / rate_hz)
    found: list[float] = []
    for index in np.argsort(spectrum)[::-1]:
        if all(abs(hz[index] - other) > 30 for other in found):
            found.append(float(hz[index]))
        if len(found) == count:
            break
    return sorted(found)


def bursts(samples: Samples, threshold: float = 0.02, gap_s: float = 0.02, rate_hz: int = RATE_HZ) -> list[tuple[float, float]]:
    """(start_s, length_s) of everything louder than the threshold; pauses shorter than the gap do not count."""
    loud = np.flatnonzero(np.abs(samples) > threshold)
    if loud.size == 0:
        return []
    cuts = np.flatnonzero(np.diff(loud) > gap_s * rate_hz)
    starts = [loud[0], *loud[cuts + 1]]
    ends = [*loud[cuts], loud[-1]]
    return [(float(start / rate_hz), float((end - start + 1) / rate_hz)) for start, end in zip(starts, ends, strict=True)]


class Ear:
    """Everything that a capture has heard so far."""

    def __init__(self, capture: Capture) -> None:
        self.blocks: list[Samples] = []
        self.capture = capture
        capture.subscribe(self.blocks.append)

    @property
    def sound(self) -> Samples:
        """A copy; it grows while one looks."""
        return np.concatenate(self.blocks) if self.blocks else np.zeros(0, dtype=np.float32)

    def hears(self, hz: float, seconds: float) -> bool:
        """Whether most of so many seconds of that pitch have come."""
        sound = self.sound
        return np.count_nonzero(np.abs(sound) > 0.02) > 0.5 * seconds * RATE_HZ and abs(pitches(sound)[0] - hz) < 5

    def quiet_for(self, seconds: float) -> bool:
        """Whether the last seconds were silent."""
        sound = self.sound
        return sound.size > seconds * RATE_HZ and not np.any(np.abs(sound[-int(seconds * RATE_HZ) :]) > 0.01)
