"""What a simulated device sent and what it was acknowledged: the sender's own book, by which the gateway is judged."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Literal

LedgerEvent = Literal["sent", "acked", "refused", "gave_up", "received", "delivered", "read", "closed", "opened"]


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One line of the book. ``serial`` is the device's own number of the frame, ``raw`` its bytes in hex."""

    at: str
    event: LedgerEvent
    serial: str
    raw: str = ""
    note: str = ""


class Ledger:
    """JSON lines; an acknowledgement is on disk before the device goes on."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file: IO[str] = path.open("a", encoding="utf-8")
        self._lock = threading.Lock()

    def write(self, event: LedgerEvent, serial: str, raw: bytes = b"", note: str = "") -> None:
        """Add a line."""
        row = LedgerRow(datetime.now(UTC).isoformat(), event, serial, raw.hex(), note)
        with self._lock:
            self._file.write(json.dumps(asdict(row), ensure_ascii=False) + "\n")
            self._file.flush()
            if event != "sent":
                os.fsync(self._file.fileno())

    def close(self) -> None:
        """Close the book."""
        with self._lock:
            self._file.close()


def read_ledger(path: Path) -> Iterator[LedgerRow]:
    """The lines of a book; a last line that a killed process left half is not there."""
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            yield LedgerRow(**json.loads(line))
        except (ValueError, TypeError):
            return


def acknowledged(path: Path) -> list[str]:
    """The raw bytes (hex) of every frame that the device was acknowledged, in order."""
    return [row.raw for row in read_ledger(path) if row.event == "acked"]
