"""Commands on their way: each is shown as pending until its outcome, and every no is told in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from console.app.context import Command
from console.engine import Outcome
from console.models import refusals
from console.seat import Seat

Done = Callable[[str], None]
Said = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Answer:
    """Where the words for a refusal go, when it is not the banner; see :meth:`Asker.ask`."""

    done: Done | None = None
    refused: Said | None = None


NOBODY = Answer()


class Asker(QObject):
    """The one way from this desk to the use cases.

    Signals:
        pending_changed: what waits for its answer, in words (a list, oldest first).
        said: an answer that nobody else shows (words, whether it is a yes).
        asked: a command is on its way (its number, the command); nothing has changed yet.
        answered: its number, the id that it made or changed, its words – "" and "" where it was refused.
    """

    pending_changed = Signal(object)
    said = Signal(str, bool)
    asked = Signal(int, object)
    answered = Signal(int, str, str)

    def __init__(self, seat: Seat, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._seat = seat
        self._waiting: dict[int, str] = {}
        self._number = 0

    def pending(self) -> list[str]:
        """What waits for its answer."""
        return list(self._waiting.values())

    def ask(self, command: Command, doing: str, done: Done | None = None, refused: Said | None = None) -> None:
        """Ask for it. ``doing`` names it while it waits; ``done`` gets the id made, ``refused`` the words of the no."""
        self._number += 1
        number = self._number
        self._waiting[number] = doing
        self.asked.emit(number, command)
        self.pending_changed.emit(self.pending())

        def heard(outcome: Outcome) -> None:
            if not isValid(self):
                return  # the window was closed before the answer came; the journal has it
            self._waiting.pop(number, None)
            self.pending_changed.emit(self.pending())
            self.answered.emit(number, outcome.value or "", doing if outcome.done else "")
            if outcome.done:
                if done is not None:
                    done(outcome.value or "")
                self.said.emit(doing, True)
                return
            words = refusals.answer(outcome, self._seat.picture)
            if refused is not None:
                refused(words)
            else:
                self.said.emit(f"{doing}: {words}", False)

        self._seat.do(command, heard)
