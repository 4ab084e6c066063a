"""The wires as a screen knows them: light and figures as last told, the settings when asked for, the bytes of the one that is watched.

A question to the gateway is answered within seconds or not at all: then the screen says so, and what was typed is still there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from console.engine import Word
from console.ids import new_id
from console.models.links import GATEWAY_SILENT_S
from console.seat import Seat
from widgets.stage import Stage

ANSWER_S = 6.0
Answer = Mapping[str, Any]
Then = Callable[[Answer], None]
NO_GATEWAY: Answer = {"code": "no_gateway"}


@dataclass(frozen=True, slots=True)
class Seen:
    """One row of the protocol monitor."""

    at: datetime
    direction: str
    peer: str
    data: bytes
    note: str
    messages: tuple[Mapping[str, Any], ...]


@dataclass(slots=True)
class _Question:
    then: Then
    until: datetime
    words: dict[str, Any]


class WiresNow(QObject):
    """One a window.

    Signals:
        told: light and figures came, or went.
        file_told: what is wrong with the file of wires (its words; None where all is well).
        rows: new rows of the watched wire, and how many went by unseen (a tuple of :class:`Seen`, a number).
    """

    told = Signal()
    file_told = Signal(object)
    rows = Signal(object, int)

    def __init__(self, seat: Seat, stage: Stage, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._seat, self._stage = seat, stage
        self._viewer = new_id()
        self._watched = ""
        self._seen_of, self._seen = "", 0
        self._words: dict[str, Mapping[str, Any]] = {}
        self._heard_at: datetime | None = None
        self._host = ""
        self._version: object = None
        self._problem: Answer | None = None
        self._settings: dict[str, dict[str, Any]] = {}
        self._settings_of: object = None
        self.ports: tuple[tuple[str, str, str], ...] = ()
        self._questions: dict[str, _Question] = {}
        seat.picture.word.connect(self._hear)
        stage.second.connect(self._second)

    # ---- light and figures ----------------------------------------------------------------------------------------------

    @property
    def up(self) -> bool:
        """Whether the gateway was heard of late."""
        return self._heard_at is not None and self._stage.now() - self._heard_at <= timedelta(seconds=GATEWAY_SILENT_S)

    def names(self) -> list[str]:
        """Wires in the order of the settings."""
        return list(self._words)

    def words(self, name: str) -> Mapping[str, Any]:
        """Light and figures as last told; nothing that was said of a light counts once the gateway is silent."""
        words = self._words.get(name, {})
        return words if self.up else {**words, "state": "unknown"}

    def label(self, name: str) -> str:
        """What a wire is called."""
        return str(self._words.get(name, {}).get("label") or name)

    # ---- the settings ---------------------------------------------------------------------------------------------------

    def settings(self, then: Callable[[dict[str, dict[str, Any]]], None], failed: Callable[[Answer], None]) -> None:
        """The settings of all wires by name, as the file has them now."""
        if self._settings_of is not None and self._settings_of == self._version:
            then(self._settings)
            return
        version = self._version
        found: dict[str, dict[str, Any]] = {}

        def heard(answer: Answer) -> None:
            if "wires" not in answer:
                failed(answer)
                return
            found.update((str(row.get("name", "")), dict(row)) for row in answer["wires"])
            self.ports = tuple((str(a), str(b), str(c)) for a, b, c in answer.get("ports", ()))
            if answer.get("page", 1) < answer.get("pages", 1):
                return
            self._settings, self._settings_of = found, version
            then(found)

        self.ask("list", heard, lasts=lambda answer: answer.get("page", 1) < answer.get("pages", 1))

    def ask(self, op: str, then: Then, *, lasts: Callable[[Answer], bool] = lambda _a: False, **words: Any) -> None:
        """Ask the gateway. ``then`` hears each answer; the question stays open while ``lasts`` says so of it."""
        if not self.up or self._seat.locked:
            then(NO_GATEWAY)
            return
        id = new_id()

        def heard(answer: Answer) -> None:
            if lasts(answer):
                self._questions[id] = _Question(heard, self._limit(), {})
            then(answer)

        self._questions[id] = _Question(heard, self._limit(), dict(words))
        self._seat.say("wires", {"id": id, "op": op, "gateway": self._host, **words})

    def change(self, op: str, then: Then, **words: Any) -> None:
        """Ask for a change of the settings, in the name of who sits here."""
        self.ask(op, then, who=self._seat.actor.who, **words)

    def _limit(self) -> datetime:
        return self._stage.now() + timedelta(seconds=ANSWER_S)

    # ---- watching -------------------------------------------------------------------------------------------------------

    @property
    def watched(self) -> str:
        """The wire whose bytes come, "" for none."""
        return self._watched

    def watch(self, name: str) -> None:
        """Its bytes come from now on; those first that it still has and this screen has not seen since it turned to it. "" ends it."""
        if name == self._watched:
            return
        if self._watched:
            self._say_watch("")
            self._viewer = new_id()  # what is on its way belongs to the wire before
        self._watched = name
        if name:
            if name != self._seen_of:
                self._seen_of, self._seen = name, 0
            self._say_watch(name)

    def _say_watch(self, name: str) -> None:
        self._seat.say("wires", {"op": "watch", "viewer": self._viewer, "wire": name, "after": self._seen})

    # ---- heard ----------------------------------------------------------------------------------------------------------

    @Slot(object)
    def _hear(self, word: Word) -> None:
        payload = word.payload
        if word.topic == "gateway":
            self._words = {str(words["name"]): words for words in payload.get("wires", ())}
            self._heard_at = self._stage.now()
            self._host, self._version = str(payload.get("host", "")), payload.get("settings")
            problem = payload.get("wires_problem")
            if problem != self._problem:
                self._problem = problem
                self.file_told.emit(problem)
            self.told.emit()
        elif word.topic == "wires_said":
            question = self._questions.pop(str(payload.get("id", "")), None)
            if question is not None:
                question.then(payload)
        elif word.topic == "wire_rows" and payload.get("viewer") == self._viewer and payload.get("wire") == self._watched:
            self._seen = int(payload.get("last", 0))
            self.rows.emit(tuple(seen(words) for words in payload.get("rows", ())), int(payload.get("missed", 0)))

    @Slot()
    def _second(self) -> None:
        if self._watched:
            self._say_watch(self._watched)
        now = self._stage.now()
        for id, question in list(self._questions.items()):
            if now > question.until:
                del self._questions[id]
                question.then(NO_GATEWAY)
        if not self.up:
            self.told.emit()


def seen(words: Any) -> Seen:
    """A row as it travelled."""
    at, direction, peer, data, note, messages = words
    return Seen(datetime.fromisoformat(at), str(direction), str(peer), bytes.fromhex(data), str(note), tuple(messages))
