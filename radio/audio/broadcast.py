"""A broadcast as it goes out: the attention tone, then the warning read aloud."""

from __future__ import annotations

from pathlib import Path

from radio.audio import tones, wav
from radio.audio.patterns import load_patterns
from radio.audio.speech import EspeakEngine, SpeechEngine
from radio.audio.wav import Samples

ATTENTION = "alternating"
PAUSE_S = 0.5


def broadcast_clip(text: str, speech_file: Path, engine: SpeechEngine | None = None) -> Samples:
    """The whole clip at the hall's rate. The speech is made once and kept in ``speech_file`` – what was previewed is what is sent.

    Raises:
        AudioError: the speech cannot be made.
    """
    if not speech_file.exists():
        (engine or EspeakEngine()).synthesise(text, speech_file)
    tone = tones.attention(load_patterns().attention[ATTENTION])
    return tones.joined(tone, tones.levelled(wav.load(speech_file)), gap_s=PAUSE_S)
