"""Sound in this room: recalls and previews, one at a time, loaded and played beside the screen."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from console.jobs import Answer, Jobs
from console.models import sounds

if TYPE_CHECKING:
    from radio.audio.player import Playback, Player
    from radio.audio.wav import Samples

LOOK_MS = 100


@dataclass(frozen=True, slots=True)
class Started:
    """A clip was handed to the output."""

    duration_s: float


class Deck:
    """The output of this room, opened when first wanted. No Qt; ``play`` and ``close`` belong to the job thread, the rest to anybody."""

    def __init__(self, device: str) -> None:
        self._device = device
        self._player: Player | None = None
        self._playback: Playback | None = None
        self._lock = threading.Lock()

    def play(self, load: Callable[[], Samples], from_s: float) -> Started:
        """Load and play from that second on; what played before is stopped.

        Raises:
            AudioError: the file or the device cannot be used.
        """
        from radio.audio.player import Priority
        from radio.audio.wav import RATE_HZ

        samples = load()[int(max(0.0, from_s) * RATE_HZ) :]
        self.stop()
        playback = self._open().play(samples, priority=Priority.RECALL)
        with self._lock:
            self._playback = playback
        return Started(samples.size / RATE_HZ)

    def _open(self) -> Player:
        from radio.audio.player import Player

        if self._player is None:
            player = Player(self._device or None)
            player.start()
            self._player = player
        return self._player

    def stop(self) -> None:
        """Silence."""
        with self._lock:
            if self._playback is not None:
                self._playback.stop()

    def outcome(self) -> str | None:
        """How the clip ended, None while it plays."""
        with self._lock:
            return self._playback.outcome if self._playback is not None and self._playback.done else None

    def close(self) -> None:
        """Give the device back."""
        if self._player is not None:
            self._player.close()


class Replay(QObject):
    """What a person wants to hear. ``key`` names it: the id of a recording, or the preview.

    Signals:
        changed: something else is played, or nothing.
        ended: key, how (``played``, ``stopped``, ``device_lost``).
        failed: key, words.
    """

    changed = Signal()
    ended = Signal(str, str)
    failed = Signal(str, str)

    def __init__(self, device: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._deck = Deck(device)
        self._jobs = Jobs("replay", self)
        self._asked = 0
        self._clock = QTimer(self)
        self._clock.setInterval(LOOK_MS)
        self._clock.timeout.connect(self._look)
        self.key = ""
        self.duration_s: float | None = None
        self.played_s = 0.0

    def play(self, key: str, load: Callable[[], Any], from_s: float = 0.0) -> None:
        """Play it now, instead of anything else."""
        self._deck.stop()
        self._asked += 1
        asked = self._asked
        self.key, self.duration_s, self.played_s = key, None, 0.0
        self.changed.emit()
        self._jobs.run(lambda: self._deck.play(load, from_s), lambda answer: self._begun(asked, answer))

    def play_file(self, key: str, path: Path, from_s: float = 0.0) -> None:
        """Play a recording."""

        def load() -> Any:
            from radio.audio import wav

            return wav.load(path)

        self.play(key, load, from_s)

    @Slot()
    def stop(self) -> None:
        """Nothing more."""
        if self.key:
            self._deck.stop()
            self._asked += 1
            self._end("stopped")

    def close(self) -> None:
        """Give the device back and end the thread."""
        self._clock.stop()
        self._deck.stop()
        self._jobs.run(self._deck.close)
        self._jobs.close()

    def _begun(self, asked: int, answer: Answer) -> None:
        if asked != self._asked:
            if answer.error is None:
                self._deck.stop()
            return
        if answer.error is not None:
            key, self.key = self.key, ""
            self._clock.stop()
            self.changed.emit()
            self.failed.emit(key, sounds.audio_fault(str(getattr(answer.error, "reason", answer.error))))
            return
        self.duration_s = answer.value.duration_s
        self._clock.start()
        self.changed.emit()

    @Slot()
    def _look(self) -> None:
        outcome = self._deck.outcome()
        if outcome is not None:
            self._end(outcome)
        elif self.duration_s is not None:
            self.played_s = min(self.duration_s, self.played_s + LOOK_MS / 1000)
            self.changed.emit()

    def _end(self, how: str) -> None:
        key, self.key = self.key, ""
        self._clock.stop()
        self.changed.emit()
        self.ended.emit(key, how)
