"""What a listener sees of a sound: level, the last minute as a wave, and whether somebody is speaking. No devices here.

Time is counted in samples, so the same sound always gives the same answer.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from radio.audio.wav import RATE_HZ, SILENCE_DBFS, Samples, peak_dbfs, rms_dbfs


@dataclass(frozen=True, slots=True)
class Level:
    """Loudness of the last window, in dBFS."""

    rms_dbfs: float = SILENCE_DBFS
    peak_dbfs: float = SILENCE_DBFS


class LevelMeter:
    """RMS and peak over windows of 50 ms: twenty readings a second."""

    def __init__(self, rate_hz: int = RATE_HZ, window_s: float = 0.05) -> None:
        self.level = Level()
        self._window = max(1, round(window_s * rate_hz))
        self._held: list[Samples] = []
        self._size = 0

    def feed(self, block: Samples) -> None:
        """Take sound; :attr:`level` changes when a window is full."""
        while block.size:
            part = block[: self._window - self._size]
            block = block[part.size :]
            self._held.append(part)
            self._size += part.size
            if self._size == self._window:
                whole = np.concatenate(self._held)
                self.level = Level(rms_dbfs(whole), peak_dbfs(whole))
                self._held, self._size = [], 0

    def clear(self) -> None:
        """Back to silence, when the source has gone."""
        self.level = Level()
        self._held, self._size = [], 0


class Envelope:
    """Lowest and highest sample of each 100 ms of the last 60 s, to draw as a wave."""

    def __init__(self, rate_hz: int = RATE_HZ, span_s: float = 60.0, step_s: float = 0.1) -> None:
        self._step = max(1, round(step_s * rate_hz))
        self._rows: deque[tuple[float, float]] = deque(maxlen=round(span_s / step_s))
        self._low = self._high = 0.0
        self._size = 0

    def feed(self, block: Samples) -> None:
        """Take sound."""
        while block.size:
            part = block[: self._step - self._size]
            block = block[part.size :]
            low, high = float(part.min()), float(part.max())
            self._low = low if self._size == 0 else min(self._low, low)
            self._high = high if self._size == 0 else max(self._high, high)
            self._size += part.size
            if self._size == self._step:
                self._rows.append((self._low, self._high))
                self._size = 0

    def snapshot(self) -> NDArray[np.float32]:
        """(n, 2) lows and highs, oldest first; n grows to 600."""
        return np.array(list(self._rows), dtype=np.float32).reshape(-1, 2)


@dataclass(frozen=True, slots=True)
class SquelchSettings:
    """When a channel counts as occupied.

    It opens after ``attack_s`` above ``open_dbfs`` and closes after ``hang_s`` below ``close_dbfs``, so breath and short
    fades do not cut a call in two, and a click does not open it.
    """

    open_dbfs: float = -40.0
    close_dbfs: float = -46.0
    attack_s: float = 0.06
    hang_s: float = 0.8


class Squelch:
    """An energy detector on windows of 20 ms."""

    def __init__(self, settings: SquelchSettings | None = None, rate_hz: int = RATE_HZ, window_s: float = 0.02) -> None:
        self.is_open = False
        self._settings = settings if settings is not None else SquelchSettings()
        self._window_s = window_s
        self._window = max(1, round(window_s * rate_hz))
        self._rest: Samples = np.zeros(0, dtype=np.float32)
        self._loud_s = 0.0
        self._quiet_s = 0.0

    def feed(self, block: Samples) -> bool:
        """Take sound; whether the channel is occupied now."""
        sound = np.concatenate([self._rest, block]) if self._rest.size else block
        whole = sound.size // self._window
        self._rest = sound[whole * self._window :]
        for window in sound[: whole * self._window].reshape(whole, self._window):
            self._judge(rms_dbfs(window))
        return self.is_open

    def reset(self) -> None:
        """Closed, with nothing heard."""
        self.is_open = False
        self._rest = np.zeros(0, dtype=np.float32)
        self._loud_s = self._quiet_s = 0.0

    def _judge(self, level_dbfs: float) -> None:
        settings = self._settings
        if self.is_open:
            self._quiet_s = self._quiet_s + self._window_s if level_dbfs < settings.close_dbfs else 0.0
            if self._quiet_s >= settings.hang_s - 1e-9:
                self.is_open, self._loud_s = False, 0.0
        else:
            self._loud_s = self._loud_s + self._window_s if level_dbfs >= settings.open_dbfs else 0.0
            if self._loud_s >= settings.attack_s - 1e-9:
                self.is_open, self._quiet_s = True, 0.0


class PreBuffer:
    """The last seconds before something began, so that no first syllable is lost."""

    def __init__(self, rate_hz: int = RATE_HZ, span_s: float = 2.0) -> None:
        self._limit = round(span_s * rate_hz)
        self._blocks: deque[Samples] = deque()
        self._size = 0

    def feed(self, block: Samples) -> None:
        """Add sound, forget what is older than the span."""
        self._blocks.append(block)
        self._size += block.size
        while self._size - self._blocks[0].size >= self._limit:
            self._size -= self._blocks.popleft().size

    def take(self) -> Samples:
        """Everything held, at most the span; the buffer is empty afterwards."""
        out = np.concatenate(self._blocks) if self._blocks else np.zeros(0, dtype=np.float32)
        self._blocks.clear()
        self._size = 0
        return out[-self._limit :] if self._limit else out[:0]
