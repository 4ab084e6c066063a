"""WAV files that survive a crash, and samples in the one form that the rest of this package uses.

Samples are mono ``float32`` in −1 … 1. A recording is 16-bit PCM. The writer puts samples first and the length in the
header second, at least once a second, so a killed process leaves a file that any player opens; :func:`repair` gives back
the part that the header does not know yet.
"""

from __future__ import annotations

import os
import struct
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from radio.audio.errors import AudioError

Samples = NDArray[np.float32]

RATE_HZ = 48_000
FULL_SCALE = 32_767
SILENCE_DBFS = -120.0
_HEADER_BYTES = 44
_DATA_LIMIT = 0xFFFF_FFFF - _HEADER_BYTES


def to_int16(samples: Samples) -> NDArray[np.int16]:
    """16-bit samples, clipped at full scale."""
    scaled = np.rint(np.clip(samples, -1.0, 1.0) * FULL_SCALE)
    return np.asarray(scaled, dtype=np.int16)


def to_float32(samples: NDArray[np.int16]) -> Samples:
    """The inverse of :func:`to_int16`."""
    return np.asarray(samples, dtype=np.float32) / np.float32(FULL_SCALE)


def dbfs(amplitude: float) -> float:
    """Amplitude (1.0 = full scale) in decibels, never below −120."""
    return max(SILENCE_DBFS, 20.0 * float(np.log10(amplitude))) if amplitude > 0 else SILENCE_DBFS


def peak_dbfs(samples: Samples) -> float:
    """The highest sample, in dBFS."""
    return dbfs(float(np.max(np.abs(samples)))) if samples.size else SILENCE_DBFS


def rms_dbfs(samples: Samples) -> float:
    """The root mean square, in dB against a full-scale constant."""
    return dbfs(float(np.sqrt(np.mean(np.square(samples, dtype=np.float64))))) if samples.size else SILENCE_DBFS


def resample(samples: Samples, from_hz: int, to_hz: int) -> Samples:
    """Change the sample rate of a whole clip by its spectrum; nothing folds over, the ends are padded with silence."""
    if from_hz == to_hz or samples.size == 0:
        return samples
    divisor = int(np.gcd(from_hz, to_hz))
    step_in, step_out = from_hz // divisor, to_hz // divisor
    pad = max(from_hz // 50, step_in)
    blocks = -(-(samples.size + 2 * pad) // step_in)
    padded = np.zeros(blocks * step_in, dtype=np.float64)
    padded[pad : pad + samples.size] = samples
    spectrum = np.fft.rfft(padded)
    size_out = blocks * step_out
    kept = np.zeros(size_out // 2 + 1, dtype=np.complex128)
    common = min(kept.size, spectrum.size)
    kept[:common] = spectrum[:common]
    out = np.fft.irfft(kept, size_out) * (size_out / padded.size)
    start = round(pad * to_hz / from_hz)
    return np.asarray(out[start : start + round(samples.size * to_hz / from_hz)], dtype=np.float32)


def _header(rate_hz: int, data_bytes: int) -> bytes:
    return struct.pack(
        "<4sI4s4sIHHIIHH4sI",
        b"RIFF", 36 + data_bytes, b"WAVE", b"fmt ", 16, 1, 1, rate_hz, rate_hz * 2, 2, 16, b"data", data_bytes,
    )  # fmt: skip


class WavWriter:
    """Appends 16-bit mono samples to a file whose header is right at least once a second.

    Raises:
        AudioError: ``disk`` when the file cannot be made or written.
    """

    def __init__(self, path: Path, rate_hz: int = RATE_HZ, *, header_every_s: float = 1.0) -> None:
        self.path = path
        self.rate_hz = rate_hz
        self._bytes = 0
        self._stale = 0
        self._header_every = int(header_every_s * rate_hz) * 2
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            # Unbuffered: what is written belongs to the kernel, so a killed process does not take it along.
            self._file: BinaryIO | None = open(path, "xb", buffering=0)  # noqa: SIM115
            self._file.write(_header(rate_hz, 0))
        except OSError as error:
            raise AudioError("disk", str(error)) from error

    @property
    def duration_s(self) -> float:
        """Seconds written so far."""
        return self._bytes / 2 / self.rate_hz

    @property
    def full(self) -> bool:
        """True when the next second might not fit the format's 4 GiB."""
        return self._bytes + self.rate_hz * 2 > _DATA_LIMIT

    def append(self, samples: NDArray[np.int16]) -> None:
        """Write samples behind those already there."""
        file = self._open_file()
        data = samples.astype("<i2", copy=False).tobytes()
        try:
            view = memoryview(data)
            while view:
                view = view[file.write(view) :]
            self._bytes += len(data)
            self._stale += len(data)
            if self._stale >= self._header_every:
                self._write_header(file)
        except OSError as error:
            raise AudioError("disk", str(error)) from error

    def close(self) -> None:
        """Write the last header, force everything to the disk, close. Does nothing the second time."""
        file, self._file = self._file, None
        if file is None:
            return
        try:
            with file:
                self._write_header(file)
                os.fsync(file.fileno())
        except OSError as error:
            raise AudioError("disk", str(error)) from error

    def _open_file(self) -> BinaryIO:
        if self._file is None:
            raise AudioError("closed", str(self.path))
        return self._file

    def _write_header(self, file: BinaryIO) -> None:
        file.seek(0)
        file.write(_header(self.rate_hz, self._bytes))
        file.seek(0, os.SEEK_END)
        self._stale = 0


def write(path: Path, samples: Samples, rate_hz: int = RATE_HZ) -> None:
    """Write a whole clip."""
    writer = WavWriter(path, rate_hz)
    try:
        writer.append(to_int16(samples))
    finally:
        writer.close()


def repair(path: Path) -> float:
    """Make the header of one of our own recordings agree with the file's length; give the seconds it holds.

    Raises:
        AudioError: ``bad_file`` for a file that :class:`WavWriter` did not begin.
    """
    try:
        with open(path, "r+b") as file:
            head = file.read(_HEADER_BYTES)
            if len(head) < _HEADER_BYTES or head[:4] != b"RIFF" or head[36:40] != b"data":
                raise AudioError("bad_file", f"{path.name}: not a recording of this program")
            rate_hz = int(struct.unpack_from("<I", head, 24)[0])
            size = (path.stat().st_size - _HEADER_BYTES) // 2 * 2
            file.truncate(_HEADER_BYTES + size)
            file.seek(0)
            file.write(_header(rate_hz, size))
    except OSError as error:
        raise AudioError("disk", str(error)) from error
    return size / 2 / rate_hz if rate_hz else 0.0


def read(path: Path) -> tuple[Samples, int]:
    """The samples (several channels averaged to one) and rate of a PCM or float WAV file; a cut-off file gives what it has.

    Raises:
        AudioError: ``bad_file`` when it is no WAV file or has an encoding other than PCM and 32-bit float.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise AudioError("bad_file", str(error)) from error
    return parse(data, path.name)


def parse(data: bytes, name: str = "sound") -> tuple[Samples, int]:
    """:func:`read` for a file that is already in memory."""
    if len(data) < 12 or data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise AudioError("bad_file", f"{name}: no RIFF/WAVE header")
    layout: tuple[int, int, int, int] | None = None
    at = 12
    while at + 8 <= len(data):
        tag, size = data[at : at + 4], int(struct.unpack_from("<I", data, at + 4)[0])
        body = at + 8
        if tag == b"fmt " and body + 16 <= len(data):
            code, channels, rate_hz, _, _, bits = struct.unpack_from("<HHIIHH", data, body)
            if code == 0xFFFE and size >= 26 and body + 26 <= len(data):
                code = struct.unpack_from("<H", data, body + 24)[0]
            layout = code, channels, rate_hz, bits
        elif tag == b"data":
            if layout is None:
                break
            # A stream writes 0 or the largest number here; both mean "to the end".
            end = len(data) if size in (0, 0xFFFF_FFFF, 0x7FFF_F000) or body + size > len(data) else body + size
            return _decode(data[body:end], layout, name), layout[2]
        at = body + size + (size & 1)
    raise AudioError("bad_file", f"{name}: no sound in it")


def _decode(body: bytes, layout: tuple[int, int, int, int], name: str) -> Samples:
    code, channels, rate_hz, bits = layout
    frame = channels * bits // 8
    if not frame or not rate_hz:
        raise AudioError("bad_file", f"{name}: {channels} channels of {bits} bits at {rate_hz} Hz")
    body = body[: len(body) // frame * frame]
    out: Samples
    if (code, bits) == (3, 32):
        out = np.nan_to_num(np.frombuffer(body, "<f4").astype(np.float32))
    elif (code, bits) == (1, 8):
        out = (np.frombuffer(body, np.uint8).astype(np.float32) - 128.0) / 128.0
    elif (code, bits) == (1, 16):
        out = to_float32(np.frombuffer(body, "<i2"))
    elif (code, bits) == (1, 24):
        triples = np.frombuffer(body, np.uint8).reshape(-1, 3).astype(np.uint32)
        words = (triples[:, 0] << 8 | triples[:, 1] << 16 | triples[:, 2] << 24).view(np.int32)
        out = (words / 2.0**31).astype(np.float32)
    elif (code, bits) == (1, 32):
        out = (np.frombuffer(body, "<i4") / 2.0**31).astype(np.float32)
    else:
        raise AudioError("bad_file", f"{name}: encoding {code} with {bits} bits")
    return out if channels == 1 else out.reshape(-1, channels).mean(axis=1, dtype=np.float32)


def load(path: Path, rate_hz: int = RATE_HZ) -> Samples:
    """A clip ready to play at ``rate_hz``."""
    samples, from_hz = read(path)
    return resample(samples, from_hz, rate_hz)
