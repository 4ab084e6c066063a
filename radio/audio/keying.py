"""When a transmitter is keyed: lead, air, tail, and the limits that nobody can talk past. Pure: time is passed in.

idle -- press --> lead -- lead_s --> air -- release --> tail -- tail_s + drain --> idle. A release in the lead goes to the tail
at once; a press in the tail goes back to the air. A key that is not refreshed for deadman_s, and a transmitter keyed for limit_s,
are released by themselves; after the limit or a fault the key has to be let go before it works again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Phase = Literal["idle", "lead", "air", "tail"]
EndReason = Literal["released", "dead_man", "tx_limit", "clip_done", "stopped", "fault"]


@dataclass(frozen=True, slots=True)
class KeyingSettings:
    """Seconds. The lead lets the far receivers open, the tail keeps the last word, the limit protects the transmitter."""

    lead_s: float = 0.3
    tail_s: float = 0.15
    limit_s: float = 180.0
    deadman_s: float = 1.0


class Keyer:
    """The state of one transmitter. ``ended_by`` says why the last transmission stopped."""

    def __init__(self, settings: KeyingSettings | None = None) -> None:
        self.settings = settings if settings is not None else KeyingSettings()
        self.phase: Phase = "idle"
        self.ended_by: EndReason | None = None
        self._by_hand = False
        self._locked = False
        self._keyed_at = 0.0
        self._air_at = 0.0
        self._tail_until = 0.0
        self._refreshed_at = 0.0

    @property
    def keyed(self) -> bool:
        """Whether the line has to be active."""
        return self.phase != "idle"

    @property
    def locked(self) -> bool:
        """The limit was reached or the line failed, and the key has not been let go since."""
        return self._locked

    def on_air_s(self, now: float) -> float:
        """Seconds since the line went active; 0 when it is not."""
        return now - self._keyed_at if self.keyed else 0.0

    def press(self, now: float) -> bool:
        """The key is down; call again within the dead-man time. False: refused, a clip or the limit is in the way."""
        if self._locked or (self.keyed and not self._by_hand):
            return False
        self._refreshed_at = now
        if self.phase == "idle":
            self._begin(now, by_hand=True)
        elif self.phase == "tail":
            self.phase = "air"
        return True

    def begin_clip(self, now: float) -> bool:
        """A prepared clip wants the air; it needs no dead-man but has the same limit. False: the air is taken."""
        if self.keyed:
            return False
        self._begin(now, by_hand=False)
        return True

    def release(self, now: float, reason: EndReason = "released", drain_s: float = 0.0) -> None:
        """The key is up, or the clip is over; ``drain_s`` is sound that the device has not yet put out."""
        if reason == "released":
            self._locked = False
        if self.phase in ("lead", "air"):
            if reason == "fault":
                self._locked = self._by_hand
            never_heard = self.phase == "lead"
            self.phase = "tail"
            self.ended_by = reason
            self._tail_until = now + (0.0 if never_heard else self.settings.tail_s + drain_s)

    def tick(self, now: float, drain_s: float = 0.0) -> None:
        """Let time pass."""
        settings = self.settings
        if self.phase in ("lead", "air"):
            if now - self._keyed_at >= settings.limit_s:
                self._locked = self._by_hand
                self.release(now, "tx_limit", drain_s)
            elif self._by_hand and now - self._refreshed_at >= settings.deadman_s:
                self.release(now, "dead_man", drain_s)
            elif self.phase == "lead" and now >= self._air_at:
                self.phase = "air"
        elif self.phase == "tail" and (now >= self._tail_until or now - self._keyed_at >= settings.limit_s + 1.0):
            self.phase = "idle"

    def _begin(self, now: float, *, by_hand: bool) -> None:
        self.phase = "lead"
        self.ended_by = None
        self._by_hand = by_hand
        self._keyed_at = now
        self._air_at = now + self.settings.lead_s
        self._refreshed_at = now
