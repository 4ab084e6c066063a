"""Tones made with numpy: alarm sounds, attention, talk permit, DTMF, sirens.

Everything is mono float32. A single tone has its peak at −12 dBFS, the reference deviation of a radio channel; tones that
sound together share that power (two tones: 3 dB less each). Every edge is a raised-cosine ramp, so nothing clicks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np

from radio.audio.patterns import Rhythm, SirenPattern
from radio.audio.wav import RATE_HZ, Samples

REFERENCE_DBFS = -12.0
CEILING_DBFS = -1.0
RAMP_S = 0.005

_ROWS_HZ = (697.0, 770.0, 852.0, 941.0)
_COLUMNS_HZ = (1209.0, 1336.0, 1477.0, 1633.0)
DTMF_HZ: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        key: (_ROWS_HZ[row], _COLUMNS_HZ[column])
        for row, keys in enumerate(("123A", "456B", "789C", "*0#D"))
        for column, key in enumerate(keys)
    }
)


def amplitude(level_dbfs: float) -> float:
    """Decibels below full scale as a factor."""
    return float(10.0 ** (level_dbfs / 20.0))


def silence(duration_s: float, rate_hz: int = RATE_HZ) -> Samples:
    """Nothing, for so long."""
    return np.zeros(round(duration_s * rate_hz), dtype=np.float32)


def ramped(samples: Samples, ramp_s: float = RAMP_S, rate_hz: int = RATE_HZ) -> Samples:
    """The same with its first and last milliseconds faded."""
    size = min(round(ramp_s * rate_hz), samples.size // 2)
    if size == 0:
        return samples
    out = samples.copy()
    rise = (0.5 - 0.5 * np.cos(np.linspace(0.0, np.pi, size))).astype(np.float32)
    out[:size] *= rise
    out[-size:] *= rise[::-1]
    return out


def tone(hz: Sequence[float], duration_s: float, *, level_dbfs: float = REFERENCE_DBFS, rate_hz: int = RATE_HZ) -> Samples:
    """One or more sines together, ramped, with the power of one sine at ``level_dbfs``."""
    at_s = np.arange(round(duration_s * rate_hz), dtype=np.float64) / rate_hz
    out = np.zeros(at_s.size, dtype=np.float64)
    for frequency in hz:
        out += np.sin(2.0 * np.pi * frequency * at_s)
    out *= amplitude(level_dbfs) / np.sqrt(max(1, len(hz)))
    return ramped(out.astype(np.float32), rate_hz=rate_hz)


def rhythm(pattern: Rhythm, *, level_dbfs: float = REFERENCE_DBFS, rate_hz: int = RATE_HZ) -> Samples:
    """The sound of one row of the table of patterns."""
    row: list[Samples] = []
    for beat in pattern.beats:
        row.append(tone(beat.hz, beat.on_s, level_dbfs=level_dbfs, rate_hz=rate_hz))
        row.append(silence(beat.off_s, rate_hz))
    return np.tile(np.concatenate(row), pattern.repeat) if row else silence(0.0)


def attention(pattern: Rhythm, duration_s: float | None = None, *, rate_hz: int = RATE_HZ) -> Samples:
    """The attention tone; with ``duration_s``, a single beat is held that long and a rhythm repeated at least that long."""
    if duration_s is None:
        return rhythm(pattern, rate_hz=rate_hz)
    if len(pattern.beats) == 1:
        beat = pattern.beats[0]
        return np.concatenate([tone(beat.hz, duration_s, rate_hz=rate_hz), silence(beat.off_s, rate_hz)])
    once = pattern.duration_s / pattern.repeat
    return rhythm(Rhythm(pattern.beats, max(1, int(np.ceil(duration_s / once)))), rate_hz=rate_hz)


def dtmf(keys: str, *, on_s: float = 0.1, off_s: float = 0.1, level_dbfs: float = REFERENCE_DBFS, rate_hz: int = RATE_HZ) -> Samples:
    """Key tones; radio paths want at least 65 ms of tone and of pause.

    Raises:
        ValueError: for a key that no telephone has.
    """
    parts: list[Samples] = [silence(off_s, rate_hz)]
    for key in keys.upper():
        if key not in DTMF_HZ:
            raise ValueError(f"no such DTMF key: {key!r}")
        parts += [tone(DTMF_HZ[key], on_s, level_dbfs=level_dbfs, rate_hz=rate_hz), silence(off_s, rate_hz)]
    return np.concatenate(parts)


def siren(pattern: SirenPattern, *, max_s: float | None = None, rate_hz: int = RATE_HZ) -> Samples:
    """A siren voice on the pattern's timing: it runs up from 400 to 500 Hz in three seconds, with two overtones.

    ``max_s`` cuts it; on the air 30 s is the custom.
    """
    parts: list[Samples] = []
    left_s = pattern.duration_s if max_s is None else min(max_s, pattern.duration_s)
    for sounding, seconds in pattern.timeline():
        seconds = min(seconds, left_s)
        if seconds <= 0:
            break
        parts.append(_wail(seconds, rate_hz) if sounding else silence(seconds, rate_hz))
        left_s -= seconds
    return np.concatenate(parts) if parts else silence(0.0)


def _wail(seconds: float, rate_hz: int) -> Samples:
    at_s = np.arange(round(seconds * rate_hz), dtype=np.float64) / rate_hz
    hz = 400.0 + 100.0 * np.clip(at_s / 3.0, 0.0, 1.0)
    phase = 2.0 * np.pi * np.cumsum(hz) / rate_hz
    voice = np.sin(phase) + 0.4 * np.sin(2.0 * phase) + 0.2 * np.sin(3.0 * phase)
    voice *= amplitude(REFERENCE_DBFS) / np.sqrt(1.0 + 0.4**2 + 0.2**2)
    return ramped(voice.astype(np.float32), 0.05, rate_hz)


def joined(*parts: Samples, gap_s: float = 0.0, rate_hz: int = RATE_HZ) -> Samples:
    """Clips one after another with silence between them."""
    out: list[Samples] = []
    for index, part in enumerate(parts):
        if index and gap_s > 0:
            out.append(silence(gap_s, rate_hz))
        out.append(part)
    return np.concatenate(out) if out else silence(0.0)


def levelled(samples: Samples, level_dbfs: float = -6.0) -> Samples:
    """The clip with its highest sample at ``level_dbfs``; silence stays silence."""
    top = float(np.max(np.abs(samples))) if samples.size else 0.0
    return (samples * np.float32(amplitude(level_dbfs) / top)).astype(np.float32) if top > 0 else samples


def soft_clip(samples: Samples, ceiling_dbfs: float = CEILING_DBFS) -> Samples:
    """Bend what exceeds the ceiling instead of cutting it; quieter sound passes unchanged."""
    top = np.float32(amplitude(ceiling_dbfs))
    knee = np.float32(0.7) * top
    size = np.abs(samples)
    if not np.any(size > knee):
        return samples
    bent = knee + (top - knee) * np.tanh((size - knee) / (top - knee))
    return np.where(size > knee, np.sign(samples) * bent, samples).astype(np.float32)
