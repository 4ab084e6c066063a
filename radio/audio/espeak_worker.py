"""espeak-ng in a process of its own: ``python -m radio.audio.espeak_worker --out FILE.wav`` reads UTF-8 text from stdin.

The library is GPL and is loaded nowhere else. Without a file it writes WAV to stdout; with ``--phonemes`` it prints what it would
say, in its own phoneme letters, instead of saying it. Exit codes: 0 done, 2 arguments, 3 no library or voice, 4 nothing to say.
"""

from __future__ import annotations

import argparse
import ctypes
import io
import os
import sys
import wave
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

_SYNCHRONOUS = 2
_DONT_EXIT = 0x8000
_UTF8 = 1
_POSITION_CHARACTER = 1
_RATE, _VOLUME, _PITCH = 1, 2, 3

_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)


class EngineError(Exception):
    """The library is missing, or refuses what it is told."""


class Espeak:
    """The C library with one voice selected."""

    def __init__(self, voice: str) -> None:
        try:
            import espeakng_loader

            library, data = Path(espeakng_loader.get_library_path()), Path(espeakng_loader.get_data_path())
            self._lib: Any = ctypes.CDLL(str(library))
        except (ImportError, OSError) as error:
            raise EngineError(f"espeak-ng cannot be loaded: {error}") from error
        # The library keeps the path of its data in 160 bytes; from inside that folder the path is short.
        os.chdir(data.parent)
        self.rate_hz = int(self._lib.espeak_Initialize(_SYNCHRONOUS, 0, data.name.encode(), _DONT_EXIT))
        if self.rate_hz <= 0:
            raise EngineError(f"espeak-ng finds no data in {data}")
        if self._lib.espeak_SetVoiceByName(voice.encode()) != 0:
            raise EngineError(f"espeak-ng has no voice {voice!r}")

    def say(self, text: str, *, speed_wpm: int, pitch: int, volume: int) -> bytes:
        """16-bit samples of the text."""
        heard = bytearray()

        def take(samples: Any, count: int, _events: Any) -> int:
            if samples and count > 0:
                heard.extend(ctypes.string_at(samples, count * 2))
            return 0

        callback = _Callback(take)  # kept by this name: the library holds only the address
        self._lib.espeak_SetSynthCallback(callback)
        for parameter, value in ((_RATE, speed_wpm), (_PITCH, pitch), (_VOLUME, volume)):
            self._lib.espeak_SetParameter(parameter, value, 0)
        data = text.encode() + b"\0"
        if self._lib.espeak_Synth(data, len(data), 0, _POSITION_CHARACTER, 0, _UTF8, None, None) != 0:
            raise EngineError("espeak-ng refuses the text")
        self._lib.espeak_Synchronize()
        return bytes(heard)

    def phonemes(self, text: str) -> Iterator[str]:
        """The text's clauses in espeak-ng's phoneme letters."""
        self._lib.espeak_TextToPhonemes.restype = ctypes.c_char_p
        buffer = ctypes.create_string_buffer(text.encode())
        rest = ctypes.c_void_p(ctypes.addressof(buffer))
        while rest.value:
            clause = self._lib.espeak_TextToPhonemes(ctypes.byref(rest), _UTF8, 0)
            yield clause.decode() if clause else ""


def wav_bytes(samples: bytes, rate_hz: int) -> bytes:
    """A mono 16-bit WAV file."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        file.writeframes(samples)
    return out.getvalue()


def main(argv: Sequence[str] | None = None) -> int:
    """Read text, write sound."""
    parser = argparse.ArgumentParser(prog="espeak_worker", description="Speak UTF-8 text from stdin into a WAV file.")
    parser.add_argument("--out", type=Path, help="WAV file to write (default: stdout)")
    parser.add_argument("--voice", default="cmn")
    parser.add_argument("--speed-wpm", type=int, default=150)
    parser.add_argument("--pitch", type=int, default=50)
    parser.add_argument("--volume", type=int, default=100)
    parser.add_argument("--phonemes", action="store_true", help="print phonemes instead of speaking")
    options = parser.parse_args(argv)
    out = options.out.absolute() if options.out is not None else None
    text = sys.stdin.buffer.read().decode("utf-8", errors="replace").replace("\0", " ").strip()
    if not text:
        print("nothing to say", file=sys.stderr)
        return 4
    try:
        engine = Espeak(options.voice)
        if options.phonemes:
            sys.stdout.buffer.write("\n".join(engine.phonemes(text)).encode() + b"\n")
            return 0
        samples = engine.say(text, speed_wpm=options.speed_wpm, pitch=options.pitch, volume=options.volume)
        if out is not None:
            out.write_bytes(wav_bytes(samples, engine.rate_hz))
        else:
            sys.stdout.buffer.write(wav_bytes(samples, engine.rate_hz))
    except (EngineError, OSError) as error:
        print(error, file=sys.stderr)
        return 3
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
