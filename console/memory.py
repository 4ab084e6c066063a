"""What this desk remembers when it is killed: panels, the chosen incident, every half-typed word.

Values are read once when the desk opens and written by a thread of their own, at most ``WRITE_MS`` after they changed, into the hall's file
of screens; the file is replaced as a whole, so that a kill leaves the old one or the new one.
"""

from __future__ import annotations

import json
import logging
import queue
import threading
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QSettings, QTimer, Slot

log = logging.getLogger(__name__)

WRITE_MS = 300


class Memory(QObject):
    """Keys and plain values (as JSON knows them) of one seat."""

    def __init__(self, file: Path, seat: str, parent: QObject | None = None, screen: str = "desk") -> None:
        super().__init__(parent)
        self._file = str(file)
        self._group = f"{screen}-{seat}"
        self._values = self._read()
        self._changed: dict[str, str | None] = {}
        self._inbox: queue.Queue[dict[str, str | None] | None] = queue.Queue()
        self._thread = threading.Thread(target=self._run, name="desk-memory", daemon=True)
        self._thread.start()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WRITE_MS)
        self._timer.timeout.connect(self.write)

    def get(self, key: str, default: Any = None) -> Any:
        """What was put there, in this life or the one before."""
        return self._values.get(key, default)

    def put(self, key: str, value: Any) -> None:
        """Remember; None forgets."""
        if self._values.get(key) == value:
            return
        if value is None:
            self._values.pop(key, None)
            self._changed[key] = None
        else:
            self._values[key] = value
            self._changed[key] = json.dumps(value, ensure_ascii=False)
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def write(self) -> None:
        """Hand to the writer what has changed."""
        if self._changed:
            self._inbox.put(self._changed)
            self._changed = {}

    def close(self) -> None:
        """Write the last of it, and wait for that."""
        self.write()
        self._inbox.put(None)
        self._thread.join(2.0)

    def _read(self) -> dict[str, Any]:
        settings = QSettings(self._file, QSettings.Format.IniFormat)
        settings.beginGroup(self._group)
        values = {}
        for key in settings.allKeys():
            try:
                values[key] = json.loads(str(settings.value(key)))
            except ValueError:
                log.warning("%s: %s/%s cannot be read and is left out", self._file, self._group, key)
        return values

    def _run(self) -> None:
        while (changed := self._inbox.get()) is not None:
            settings = QSettings(self._file, QSettings.Format.IniFormat)
            settings.beginGroup(self._group)
            for key, value in changed.items():
                if value is None:
                    settings.remove(key)
                else:
                    settings.setValue(key, value)
            settings.sync()
            if settings.status() is not QSettings.Status.NoError:
                log.error("%s cannot be written: half-typed words would not outlive this desk", self._file)
