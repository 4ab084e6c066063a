"""How the hall is connected, as a screen knows it: the gateway by its word, the wires and channels that it speaks of, the database.

The gateway says twice a second how it is. A screen that has not heard it for ``GATEWAY_SILENT_S`` says so, and then nothing that it
last said of a wire counts any more: unknown is shown as unknown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from console.domain.entities import Device
from console.engine import DatabaseState, Word
from console.models.picture import Change, Picture
from widgets.lamps import Wire, WireState
from widgets.stage import Stage

GATEWAY_SILENT_S = 3.0
STATES = {"ok": WireState.OK, "silent": WireState.LATE, "opening": WireState.UNKNOWN, "dead": WireState.DEAD}


@dataclass(frozen=True, slots=True)
class ChannelNow:
    """A radio channel or loudspeaker as the gateway last told of it."""

    key: str
    label: str = ""
    kind: str = "radio"
    phase: str = "idle"
    on_air_s: float = 0.0
    receiving: bool = False
    rx_dbfs: float = float("-inf")
    tx_dbfs: float = float("-inf")
    ended_by: str | None = None
    locked: bool = False
    fault: str = ""

    @classmethod
    def of(cls, words: Mapping[str, Any]) -> ChannelNow:
        """From the gateway's words; what this version does not know of is left out."""
        known = {field.name for field in fields(cls)}
        return cls(**{key: value for key, value in words.items() if key in known})

    @property
    def keyed(self) -> bool:
        """Whether the transmitter is on."""
        return self.phase != "idle"


class Links(QObject):
    """Follows the picture; one a window.

    Signals:
        changed: a wire, the gateway or the database is otherwise than before, or said something new.
        levels: what sounds, ten times a second (a tuple of :class:`ChannelNow` without labels).
        ptt_refused: the gateway would not key (channel, seat).
    """

    changed = Signal()
    levels = Signal(object)
    ptt_refused = Signal(str, str)

    def __init__(self, picture: Picture, stage: Stage, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._picture = picture
        self._stage = stage
        self._wires: tuple[Mapping[str, Any], ...] = ()
        self._channels: tuple[ChannelNow, ...] = ()
        self._stations: dict[str, str] = {}
        self._gateway_database = False
        self._up_before = False
        self.gateway_heard_at: datetime | None = None
        self.database_lost_at: datetime | None = None
        picture.word.connect(self._hear)
        picture.database.connect(self._database)
        picture.changed.connect(self._follow)
        stage.second.connect(self._second)
        self._name_stations()

    @property
    def gateway_up(self) -> bool:
        """Whether the gateway was heard of late."""
        heard = self.gateway_heard_at
        return heard is not None and (self._stage.now() - heard).total_seconds() <= GATEWAY_SILENT_S

    @property
    def database_up(self) -> bool:
        """Whether this screen has the hall's memory."""
        return self._picture.database_state.up

    @property
    def gateway_database_up(self) -> bool:
        """Whether the gateway has it."""
        return self._gateway_database

    def wires(self) -> list[Wire]:
        """The wires as lamps show them; without a gateway nobody knows how they are."""
        return [
            Wire(
                id=str(words["name"]),
                name=str(words.get("label") or words["name"]),
                state=STATES.get(str(words.get("state")), WireState.UNKNOWN) if self.gateway_up else WireState.UNKNOWN,
                last_byte=_moment(words.get("last_byte_at")),
                stations=self._stations.get(str(words["name"]), ""),
            )
            for words in self._wires
        ]

    def channels(self) -> tuple[ChannelNow, ...]:
        """The channels of the gateway's machine, as last told."""
        return self._channels

    def fresh_at(self) -> datetime | None:
        """When this screen last knew that its picture is the hall's: a datum, or the gateway's word while the database answers.

        In a quiet night no datum comes for minutes; the word twice a second is what tells quiet from cut off.
        """
        newest = self._picture.newest_time()
        rows = [rows[-1].received_at for rows in self._picture.readings.values() if rows]
        times = [time for time in (newest, *rows) if time is not None]
        if not self.database_up:
            lost = self.database_lost_at
            return min(max(times), lost) if times and lost is not None else max(times, default=lost)
        if self.gateway_heard_at is not None:
            times.append(self.gateway_heard_at)
        return max(times, default=None)

    @Slot(object)
    def _hear(self, word: Word) -> None:
        if word.topic == "gateway":
            self._wires = tuple(word.payload.get("wires", ()))
            self._channels = tuple(ChannelNow.of(words) for words in word.payload.get("channels", ()))
            self._gateway_database = bool(word.payload.get("database"))
            self.gateway_heard_at = self._stage.now()
            self._up_before = True
            self.changed.emit()
        elif word.topic == "levels":
            self.levels.emit(tuple(ChannelNow.of(words) for words in word.payload.get("channels", ())))
        elif word.topic == "ptt_state" and word.payload.get("refused"):
            self.ptt_refused.emit(str(word.payload.get("channel", "")), str(word.payload.get("seat", "")))

    @Slot(object)
    def _database(self, state: DatabaseState) -> None:
        if state.up:
            self.database_lost_at = None
        elif self.database_lost_at is None:
            self.database_lost_at = self._stage.now()
        self.changed.emit()

    @Slot(object)
    def _follow(self, change: Change) -> None:
        if change.reset or Device in change.ids:
            self._name_stations()
            self.changed.emit()

    @Slot()
    def _second(self) -> None:
        if self._up_before and not self.gateway_up:
            self._up_before = False
            self.changed.emit()

    def _name_stations(self) -> None:
        hung: dict[str, list[str]] = {}
        for device in self._picture.all(Device, lambda d: bool(d.wire)):
            hung.setdefault(device.wire or "", []).append(device.name)
        self._stations = {wire: "、".join(sorted(names)) for wire, names in hung.items()}


def _moment(text: Any) -> datetime | None:
    return datetime.fromisoformat(str(text)) if text else None


def worst(wires: Sequence[Wire]) -> WireState:
    """The state to show for many wires in one lamp."""
    for state in (WireState.DEAD, WireState.LATE, WireState.UNKNOWN):
        if any(wire.state is state for wire in wires):
            return state
    return WireState.OK if wires else WireState.UNKNOWN
