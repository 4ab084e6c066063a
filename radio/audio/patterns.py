"""The rhythms in ``resources/sounds/patterns.toml``: alarm sounds, signals, attention tones and siren timing, as data."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from radio.audio.errors import AudioError


@dataclass(frozen=True, slots=True)
class Beat:
    """Tones that sound together for ``on_s`` seconds, then ``off_s`` seconds of silence."""

    hz: tuple[float, ...]
    on_s: float
    off_s: float


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Beats in a row, the row heard ``repeat`` times."""

    beats: tuple[Beat, ...]
    repeat: int

    @property
    def duration_s(self) -> float:
        """Seconds with all repeats."""
        return self.repeat * sum(beat.on_s + beat.off_s for beat in self.beats)


@dataclass(frozen=True, slots=True)
class SirenPattern:
    """When a siren sounds and when it is silent; the same timing serves a relay, a loudspeaker and a radio channel."""

    key: str
    name: str
    place: str
    steps: tuple[tuple[float, float], ...]
    repeat: int
    source: str

    @property
    def duration_s(self) -> float:
        """Seconds with all repeats, the last silence included, as the notices count."""
        return self.repeat * sum(on + off for on, off in self.steps)

    def timeline(self) -> Iterator[tuple[bool, float]]:
        """(sounding, seconds) in order, silences of no length left out."""
        for on_s, off_s in self.steps * self.repeat:
            yield True, on_s
            if off_s > 0:
                yield False, off_s


@dataclass(frozen=True, slots=True)
class Patterns:
    """Everything in the table, by key."""

    alarms: Mapping[str, Rhythm]
    signals: Mapping[str, Rhythm]
    attention: Mapping[str, Rhythm]
    sirens: Mapping[str, SirenPattern]


def load_patterns(path: Path | None = None) -> Patterns:
    """Read the table that ships with the program, or a district's own.

    Raises:
        AudioError: ``bad_data`` with the key that is wrong.
    """
    source = path if path is not None else resources.files("resources") / "sounds" / "patterns.toml"
    try:
        table = tomllib.loads(source.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise AudioError("bad_data", f"{source.name}: {error}") from error
    return Patterns(
        alarms=_rhythms(table, "alarm"),
        signals=_rhythms(table, "signal"),
        attention=_rhythms(table, "attention"),
        sirens={key: _siren(key, entry) for key, entry in table.get("siren", {}).items()},
    )


def _rhythms(table: Mapping[str, Any], section: str) -> dict[str, Rhythm]:
    out: dict[str, Rhythm] = {}
    for key, entry in table.get(section, {}).items():
        try:
            beats = tuple(
                Beat(tuple(float(hz) for hz in step["hz"]), _seconds(step["on_s"]), _seconds(step["off_s"])) for step in entry["steps"]
            )
            out[key] = Rhythm(beats, int(entry["repeat"]))
        except (KeyError, TypeError, ValueError) as error:
            raise AudioError("bad_data", f"[{section}.{key}]: {error!r}") from error
    return out


def _siren(key: str, entry: Mapping[str, Any]) -> SirenPattern:
    try:
        return SirenPattern(
            key=key,
            name=str(entry["name"]),
            place=str(entry["place"]),
            steps=tuple((_seconds(on), _seconds(off)) for on, off in entry["steps"]),
            repeat=int(entry["repeat"]),
            source=str(entry["source"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise AudioError("bad_data", f"[siren.{key}]: {error!r}") from error


def _seconds(value: object) -> float:
    if not isinstance(value, (int, float)) or not 0 <= value <= 3600:
        raise ValueError(f"{value!r} is not a number of seconds")
    return float(value)
