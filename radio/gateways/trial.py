"""A wire on trial: its line is opened for some seconds and listened to, and nothing of it is put into service.

Not a byte goes out (a Modbus master only reads), so nothing is acknowledged: whoever speaks meanwhile says it again later, when the wire
is in service. What is heard is decoded as the wire would do it, and kept nowhere.
"""

from __future__ import annotations

import socket
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from radio.gateways.monitor import MonitorRow
from radio.gateways.spool import Spool
from radio.gateways.switchboard import Switchboard
from radio.gateways.wires import WireConfig, WireStatus

DEAD_FOR_S = 1.5
"""A line that cannot be opened for so long is not waited for until the end."""
LOOK_S = 0.1


@dataclass(frozen=True, slots=True)
class Trial:
    """How a wire was when the trial ended, the last rows of its monitor, and who spoke."""

    status: WireStatus
    rows: tuple[MonitorRow, ...]
    sources: tuple[str, ...]


def try_wire(
    config: WireConfig,
    seconds: float,
    stop: threading.Event,
    said: Callable[[WireStatus], None] = lambda _status: None,
) -> Trial:
    """Listen for some seconds. ``said`` hears of the light and figures meanwhile; ``stop`` ends it early."""
    mute = replace(config, options=_for_trial(config))
    with tempfile.TemporaryDirectory(prefix="oneboard-trial-") as folder:
        spool = Spool(Path(folder) / "spool.sqlite")
        board = Switchboard([mute], spool, lambda: None)
        board.start()
        try:
            status = _listen(board, seconds, stop, said)
            rows = tuple(board.monitor(config.name))
        finally:
            board.stop()
            spool.close()
    sources = dict.fromkeys(message.source for row in rows for message in row.messages if message.source)
    return Trial(status, rows, tuple(sources))


def _for_trial(config: WireConfig) -> dict[str, Any]:
    """The options of a wire that says nothing, writes nothing down, and takes nothing from a broker that keeps things for the real one."""
    options = {key: value for key, value in config.options.items() if key != "record_to"} | {"listen_only": True}
    if config.link.startswith(("mqtt://", "mqtts://")):
        options |= {"client_id": f"oneboard-{socket.gethostname()}-trial", "qos": 0}
    return options


def _listen(board: Switchboard, seconds: float, stop: threading.Event, said: Callable[[WireStatus], None]) -> WireStatus:
    until = time.monotonic() + seconds
    dead_since: float | None = None
    while True:
        status = board.statuses()[0]
        said(status)
        now = time.monotonic()
        dead_since = None if status.state != "dead" else dead_since or now
        if now >= until or (dead_since is not None and now - dead_since >= DEAD_FOR_S) or stop.wait(LOOK_S):
            return status
