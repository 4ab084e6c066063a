"""A whole hall for a scenario: gateway and district as real processes, screens as real windows of this one, sound on null sinks."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console import bootstrap
from console.domain.records import Account
from console.founding import drill_account, ensure_founded
from console.halls import Hall
from console.locks import holder
from console.models.bridge import Bridge
from console.models.picture import Picture
from console.processes import GATEWAY_LOCK, Keeper, drill_lives, gateway_lives
from console.seat import Seat
from console.settings import load
from radio.simulator import control
from radio.simulator.ledger import acknowledged
from widgets import theme as look
from widgets.stage import Stage

CHANNELS = """
[[channel]]
key = "command"
label = "指挥信道"
input = "air_in_tap"
output = "air_out"
mic = "mic_tap"

[[channel]]
key = "broadcast"
label = "村广播"
kind = "loudspeaker"
output = "speaker"
"""


class StageHall:
    """The drill hall of one test."""

    def __init__(self, qtbot: QtBot, home: Path, scenario: Path) -> None:
        self.qtbot = qtbot
        self.hall = Hall("drill", home)
        self.scenario = scenario
        self._parts: list[object] = []
        self._seats: list[Seat] = []
        self._keepers: list[Keeper] = []

    def found(self) -> None:
        """Everything on disk, with the channels on the test's own sinks."""
        ensure_founded(self.hall, str(self.scenario))
        self.hall.channels_file.write_text(CHANNELS, "utf-8")

    def seat(self, screen: str, name: str, keep: bool = False) -> tuple[Seat, Stage]:
        """A running seat; ``keep`` tends the processes as a real screen does."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme = look.load_theme("dark", 1.0)
        look.apply(app, theme)
        stage = Stage(theme, parent=app)
        bridge, picture = Bridge(), Picture()
        bridge.arrived.connect(picture.receive)
        keeper = Keeper(self.hall, str(self.scenario))
        self._keepers.append(keeper)
        tend = keeper.tend if keep else None
        account: Account = drill_account(screen)
        seat = bootstrap.build_seat(self.hall, load(self.hall.settings_file), account, name, picture, bridge.deliver, tend)
        self._parts += [bridge, picture, stage]
        self._seats.append(seat)
        return seat, stage

    def wait(self, condition: Callable[[], object], what: str, limit_s: float = 20.0) -> None:
        """Let the screens live until it is so; says what did not come."""

        def check() -> None:
            assert condition(), what

        self.qtbot.waitUntil(check, timeout=int(limit_s * 1000))

    def order(self, do: str, device: str, **params: object) -> dict[str, object]:
        """Something that happens in the district, by its control line."""
        return control.ask(self.hall.run_dir, do, device=device, **params)

    def processes_live(self) -> bool:
        return gateway_lives(self.hall) and drill_lives(self.hall)

    def kill_gateway(self) -> int:
        pid = holder(self.hall.run_dir / GATEWAY_LOCK)
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        return pid

    def gateway_pid(self) -> int | None:
        return holder(self.hall.run_dir / GATEWAY_LOCK)

    def acknowledged_frames(self, wire: str) -> list[str]:
        """What the far end says it got an acknowledgement for, from its own ledger."""
        return list(acknowledged(self.hall.run_dir / "ledgers" / f"{wire}.jsonl"))

    def spooled(self, wire: str) -> list[str]:
        """What the gateway has on disk of that wire."""
        with sqlite3.connect(self.hall.spool_file) as spool:
            return [bytes(row[0]).hex() for row in spool.execute("SELECT raw FROM frame WHERE wire = ? ORDER BY seq", (wire,))]

    def journal(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """The journal command as a person runs it."""
        command = [sys.executable, "-m", "console", "journal", *arguments, "--hall", "drill"]
        return subprocess.run(
            command, env=os.environ | {"ONEBOARD_HOME": str(self.hall.home)}, capture_output=True, text=True, timeout=60, check=False
        )

    def close(self) -> None:
        """End every process that this hall started."""
        for seat in self._seats:
            seat.engine.stop()
            seat.bus.close()  # type: ignore[attr-defined]
        for lock in (GATEWAY_LOCK, "drill.lock"):
            pid = holder(self.hall.run_dir / lock)
            if pid is not None:
                os.kill(pid, signal.SIGTERM)
        until = time.monotonic() + 10
        while any(keeper.reap() for keeper in self._keepers) and time.monotonic() < until:
            time.sleep(0.05)


