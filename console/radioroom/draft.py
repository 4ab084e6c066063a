"""A broadcast in the making: what it says, for whom, by which devices. Plain data, and what can be said of it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import resources

_SPLIT = re.compile(r"[、,，;；\s]+")
PHRASES_MOST = 9


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text ready to hand; ``{place}`` stands for where it is."""

    name: str
    text: str

    def filled(self, place: str) -> str:
        """The text for a place."""
        return self.text.replace("{place}", place) if place else self.text.replace("{place}的", "").replace("{place}", "")


def load_phrases() -> tuple[Phrase, ...]:
    """The phrases on Ctrl+1 … Ctrl+9."""
    rows = resources.load_toml("phrases", "broadcast.toml").get("phrase", [])
    return tuple(Phrase(str(row["name"]), str(row["text"])) for row in rows[:PHRASES_MOST])


@dataclass(frozen=True, slots=True)
class Draft:
    """What goes out. ``warning_id`` is set from when it waits for the second person; ``heard`` is the text that was listened to."""

    text: str = ""
    incident_id: str = ""
    area: str = ""
    device_ids: frozenset[str] = field(default_factory=frozenset)
    warning_id: str = ""
    heard: str = ""
    skipped: bool = False

    @property
    def areas(self) -> tuple[str, ...]:
        """The words of the area."""
        return tuple(dict.fromkeys(part for part in _SPLIT.split(self.area) if part))

    @property
    def previewed(self) -> bool:
        """Whether the text as it stands was listened to, or listening to it was skipped on purpose."""
        return self.skipped or (bool(self.text.strip()) and self.heard == self.text.strip())

    def kept(self) -> dict[str, Any]:
        """As it is remembered."""
        return {
            "text": self.text,
            "incident_id": self.incident_id,
            "area": self.area,
            "device_ids": sorted(self.device_ids),
            "warning_id": self.warning_id,
            "heard": self.heard,
            "skipped": self.skipped,
        }

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Draft:
        """From what was remembered; what is missing is empty."""
        texts = {name: str(kept.get(name, "")) for name in ("text", "incident_id", "area", "warning_id", "heard")}
        return cls(**texts, device_ids=frozenset(map(str, kept.get("device_ids", ()))), skipped=bool(kept.get("skipped", False)))


def speech_name(text: str) -> str:
    """File name of the speech of a text: the same text is made once."""
    return f"preview-{hashlib.sha256(text.strip().encode()).hexdigest()[:16]}.wav"
