"""What takes long, in one thread beside the screen: files, speech, spelling. The answer comes back in the screen's thread."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a job gave, or the error that it ended with."""

    ticket: int
    value: Any = None
    error: Exception | None = None


class Jobs(QObject):
    """One worker; jobs run one after the other. The thread starts with the first job and ends with :meth:`close`."""

    _done = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._inbox: queue.SimpleQueue[tuple[int, Callable[[], Any]] | None] = queue.SimpleQueue()
        self._waiting: dict[int, Callable[[Answer], None]] = {}
        self._tickets = 0
        self._thread: threading.Thread | None = None
        self._done.connect(self._hear)

    def run(self, work: Callable[[], Any], then: Callable[[Answer], None] | None = None) -> None:
        """Do ``work`` in the thread, ``then`` here with its answer. What passes between must not change afterwards."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._loop, name=self._name, daemon=True)
            self._thread.start()
        self._tickets += 1
        if then is not None:
            self._waiting[self._tickets] = then
        self._inbox.put((self._tickets, work))

    def close(self, limit_s: float = 3.0) -> None:
        """End after the job in hand; answers that are still to come are dropped."""
        self._waiting.clear()
        if self._thread is not None:
            self._inbox.put(None)
            self._thread.join(limit_s)
            self._thread = None

    def _loop(self) -> None:
        while (job := self._inbox.get()) is not None:
            ticket, work = job
            try:
                answer = Answer(ticket, value=work())
            except Exception as error:
                log.warning("%s: %s: %s", self._name, type(error).__name__, error)
                answer = Answer(ticket, error=error)
            self._done.emit(answer)

    @Slot(object)
    def _hear(self, answer: Answer) -> None:
        then = self._waiting.pop(answer.ticket, None)
        if then is not None:
            then(answer)
