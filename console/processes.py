"""The gateway and the drill are processes of their own: started by the first screen that misses them, outliving every screen."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from console.halls import Hall
from console.locks import held

log = logging.getLogger(__name__)

GATEWAY_LOCK = "gateway.lock"
DRILL_LOCK = "drill.lock"
TRY_AGAIN_S = 1.0


def gateway_lives(hall: Hall) -> bool:
    """Whether a gateway of this hall runs on this machine."""
    return held(hall.run_dir / GATEWAY_LOCK)


def drill_lives(hall: Hall) -> bool:
    """Whether the simulated district runs."""
    return held(hall.run_dir / DRILL_LOCK)


def start(hall: Hall, *arguments: str) -> subprocess.Popen[bytes]:
    """Start a command of our own in a session of its own, its output in the hall's log folder.

    Raises:
        OSError: the process cannot be started.
    """
    hall.log_dir.mkdir(parents=True, exist_ok=True)
    log_file = hall.log_dir / f"{arguments[0]}.out"
    command = [sys.executable, "-m", "console", *arguments, "--hall", hall.name]
    environment = os.environ | {"ONEBOARD_HOME": str(hall.home), "PYTHONUNBUFFERED": "1"}
    with log_file.open("ab") as out:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            cwd=Path(__file__).parent.parent,
            env=environment,
            start_new_session=os.name != "nt",
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )


class Keeper:
    """Called by a screen about once a second: starts what should live and does not, without storms."""

    def __init__(self, hall: Hall, scenario: str | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._hall = hall
        self._scenario = scenario
        self._clock = clock
        self._not_before: dict[str, float] = {}
        self._wait_s: dict[str, float] = {}
        self._children: list[subprocess.Popen[bytes]] = []

    def tend(self) -> None:
        """Look, and start what is missing."""
        self.reap()
        if self._hall.drill:
            self._want("drill", drill_lives(self._hall), *([self._scenario] if self._scenario else []))
        self._want("gateway", gateway_lives(self._hall))

    def reap(self) -> int:
        """Take leave of the children that have ended; how many of this screen's own still run."""
        self._children = [child for child in self._children if child.poll() is None]
        return len(self._children)

    def _want(self, name: str, lives: bool, *arguments: str) -> None:
        now = self._clock()
        if lives:
            self._wait_s[name] = TRY_AGAIN_S
            return
        if now < self._not_before.get(name, 0.0):
            return
        wait = self._wait_s.get(name, TRY_AGAIN_S)
        self._not_before[name] = now + wait
        self._wait_s[name] = min(wait * 2, 30.0)
        log.info("starting %s", name)
        self._children.append(start(self._hall, name, *arguments))
