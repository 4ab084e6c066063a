"""Alarm sounds at this desk: at once for what is new, again and again for what nobody acknowledges, silent on a key until the next.

The player is opened in a thread, since audio libraries may take seconds on a machine without a sound card; handing a clip over never waits.
"""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from console.domain.codes import Grade
from console.domain.entities import Alarm
from console.domain.facts import AlarmRaised
from console.jobs import Answer, Jobs
from console.models.bridge import Bridge
from console.models.picture import Change
from console.models.sounds import audio_fault
from console.seat import Seat

log = logging.getLogger(__name__)

COLOURS: Mapping[Grade, str] = {Grade.I: "red", Grade.II: "orange", Grade.III: "yellow", Grade.IV: "blue"}
# How long an unacknowledged alarm stays quiet before it is heard again (ISA-18.2 wants a reminder, not a nuisance).
NAG_S: Mapping[Grade, float] = {Grade.I: 10.0, Grade.II: 20.0, Grade.III: 60.0, Grade.IV: 180.0}
RECORDS_KEPT = 1000


class Playback(Protocol):
    """What a player gives for a clip (radio.audio.player.Playback)."""

    handed_to_device_at: float | None

    def stop(self) -> None:
        """End it."""


class Player(Protocol):
    """A player with the four alarm sounds in it."""

    def play_alarm(self, grade: Grade) -> Playback:
        """Hand the sound of that severity over; returns at once."""

    def close(self) -> None:
        """Give the device back."""


@dataclass(frozen=True, slots=True)
class Sounded:
    """One sound: which alarm, when its fact reached this desk (monotonic), and the clip."""

    alarm_id: str
    arrived_at: float
    playback: Playback

    @property
    def delay_s(self) -> float | None:
        """From the arrival of the fact until the device had the first samples; None while it has not."""
        handed = self.playback.handed_to_device_at
        return None if handed is None else handed - self.arrived_at


class AlarmPlayer:
    """The hall's player with the clips of the four severities, made once."""

    def __init__(self, device: str | None, volume: float, on_fault: Callable[[object], None]) -> None:
        from radio.audio import patterns, tones
        from radio.audio import player as audio

        alarms = patterns.load_patterns().alarms
        self._clips = {grade: tones.rhythm(alarms[colour]) for grade, colour in COLOURS.items()}
        self._priorities = {grade: audio.Priority[f"ALARM_{colour.upper()}"] for grade, colour in COLOURS.items()}
        self._volume = volume
        self._player = audio.Player(device, on_fault=on_fault)
        self._player.start()

    def play_alarm(self, grade: Grade) -> Playback:
        """Queue it."""
        playback: Playback = self._player.play(self._clips[grade], priority=self._priorities[grade], volume=self._volume)
        return playback

    def close(self) -> None:
        """Give the device back."""
        self._player.close()


OpenPlayer = Callable[[Callable[[object], None]], Player]


class AlarmSound(QObject):
    """Follows the picture.

    Signals:
        state_changed: words for the foot of the desk, "" when all is well.
    """

    state_changed = Signal(str)

    def __init__(self, seat: Seat, open_player: OpenPlayer | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._seat = seat
        self._open_player = open_player or self._open_default
        self._player: Player | None = None
        self._fault = ""
        self._silenced: set[str] = set()
        self._playing: dict[str, Playback] = {}
        self._latest: dict[Grade, Playback] = {}
        self._sounded_at: dict[str, float] = {}
        self.records: deque[Sounded] = deque(maxlen=RECORDS_KEPT)
        self._bridge = Bridge(self)
        self._bridge.arrived.connect(self._faulted)
        self._jobs = Jobs("desk-sound", self)
        self._nag = QTimer(self)
        self._nag.setInterval(1000)
        self._nag.timeout.connect(self._remind)
        seat.picture.changed.connect(self._follow)

    def start(self) -> None:
        """Open the device, elsewhere."""
        self._jobs.run(lambda: self._open_player(self._bridge.deliver), self._opened)
        self._nag.start()

    def close(self) -> None:
        """Silence."""
        self._nag.stop()
        if self._player is not None:
            self._player.close()
            self._player = None
        self._jobs.close()

    @property
    def silenced(self) -> bool:
        """Whether something unacknowledged is kept silent by a person."""
        return any(alarm.id in self._silenced for alarm in self._waiting())

    def silence(self) -> None:
        """What sounds now is heard no more; the next new alarm is. Nothing is acknowledged by it."""
        self._silenced |= {alarm.id for alarm in self._waiting()}
        for playback in self._playing.values():
            playback.stop()
        self._playing.clear()
        self._latest.clear()
        self._say()

    def _open_default(self, on_fault: Callable[[object], None]) -> Player:
        settings = self._seat.settings
        return AlarmPlayer(settings.text("sound.output") or None, settings.number("sound.alarm_volume_percent") / 100, on_fault)

    def _opened(self, answer: Answer) -> None:
        if answer.error is not None:
            self._fault = audio_fault(str(getattr(answer.error, "reason", answer.error)))
        else:
            self._player = answer.value
            self._fault = ""
        self._say()

    @Slot(object)
    def _faulted(self, fault: Any) -> None:
        self._fault = audio_fault(str(fault.reason)) if fault is not None else ""
        self._say()

    def _say(self) -> None:
        if self._fault:
            self.state_changed.emit(self._fault)
        else:
            self.state_changed.emit(self.tr("已消音") if self.silenced else "")

    def _waiting(self) -> list[Alarm]:
        return self._seat.picture.all(Alarm, lambda a: not a.acknowledged)

    @Slot(object)
    def _follow(self, change: Change) -> None:
        if change.reset:  # history: what still waits is reminded of, nothing is played twice
            return
        arrived = time.monotonic()
        for fact in change.facts:
            if isinstance(fact.body, AlarmRaised):
                self._sound(fact.body.alarm, arrived)
        if Alarm in change.ids:
            self._forget()

    def _sound(self, alarm: Alarm, arrived: float) -> None:
        self._sounded_at[alarm.id] = arrived
        if self._player is None:
            return
        last = self._latest.get(alarm.grade)
        # In a storm the alarms of one severity share the sound that waits for its turn, else it would sound for minutes.
        waits = last is not None and last.handed_to_device_at is None
        playback = last if last is not None and waits else self._player.play_alarm(alarm.grade)
        self._latest[alarm.grade] = playback
        self._playing[alarm.id] = playback
        self.records.append(Sounded(alarm.id, arrived, playback))

    def _forget(self) -> None:
        """Acknowledged: its sound ends with it."""
        waiting = {alarm.id for alarm in self._waiting()}
        over = [self._playing.pop(id) for id in list(self._playing) if id not in waiting]
        for playback in over:
            if playback not in self._playing.values():
                playback.stop()
        self._sounded_at = {id: at for id, at in self._sounded_at.items() if id in waiting}
        if self._silenced - waiting:
            self._silenced &= waiting
            self._say()

    @Slot()
    def _remind(self) -> None:
        """One reminder at a time, for the worst that waits longest."""
        now = time.monotonic()
        waiting = [alarm for alarm in self._waiting() if alarm.id not in self._silenced]
        if not waiting or self._player is None:
            return
        worst = min(waiting, key=lambda alarm: (alarm.grade, alarm.raised_at))
        if now - max(self._sounded_at.values(), default=0.0) < NAG_S[worst.grade]:
            return
        self._sounded_at[worst.id] = now
        self._playing[worst.id] = self._player.play_alarm(worst.grade)
