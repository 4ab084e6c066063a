"""The drill's small control line: JSON lines over a loopback port that ``run_dir/control.json`` names.

One request a line, ``{"do": "alarm", "device": "panel-1", "event": "fire"}``; one answer a line, ``{"ok": true, …}`` or
``{"ok": false, "error": "…"}``.
"""

from __future__ import annotations

import json
import os
import socket
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

CONTROL_FILE = "control.json"
ANSWER_TIMEOUT_S = 5.0
CALLER_PATIENCE_S = 1.0


class ControlError(Exception):
    """The district does not answer, or it refuses."""


class ControlServer:
    """Answers one caller after the other in a thread of its own."""

    def __init__(self, run_dir: Path, handle: Callable[[Mapping[str, Any]], dict[str, Any]]) -> None:
        self._handle = handle
        self._file = run_dir / CONTROL_FILE
        self._stopping = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(0.1)
        self._thread = threading.Thread(target=self._run, name="sim-control", daemon=True)

    def start(self) -> None:
        """Listen, and say where."""
        self._thread.start()
        fresh = self._file.with_name(self._file.name + ".new")
        fresh.write_text(json.dumps({"port": self._listener.getsockname()[1], "pid": os.getpid()}))
        os.replace(fresh, self._file)

    def stop(self, timeout_s: float = 3.0) -> bool:
        """Listen no more."""
        self._stopping.set()
        if self._thread.ident is not None:
            self._thread.join(timeout_s)
        self._listener.close()
        self._file.unlink(missing_ok=True)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                caller, _ = self._listener.accept()
            except TimeoutError:
                continue
            except OSError:
                return
            with caller:
                caller.settimeout(CALLER_PATIENCE_S)
                self._talk(caller)

    def _talk(self, caller: socket.socket) -> None:
        """Requests of one caller, until it hangs up or says nothing for a while."""
        try:
            with caller.makefile("rb") as requests:
                while not self._stopping.is_set() and (line := requests.readline(1 << 20)):
                    caller.sendall(json.dumps(self._answer(line), ensure_ascii=False).encode() + b"\n")
        except OSError:
            return

    def _answer(self, line: bytes) -> dict[str, Any]:
        try:
            request = json.loads(line)
            if not isinstance(request, dict):
                raise ValueError("a request is a JSON object")
            return {"ok": True, **self._handle(request)}
        except (ValueError, KeyError, TypeError) as problem:
            return {"ok": False, "error": str(problem)}


def ask(run_dir: Path, do: str, **params: Any) -> dict[str, Any]:
    """One request to a running district.

    Raises:
        ControlError: nobody answers there, or the answer is a refusal.
    """
    try:
        port = json.loads((run_dir / CONTROL_FILE).read_text())["port"]
        with socket.create_connection(("127.0.0.1", port), timeout=ANSWER_TIMEOUT_S) as line:
            line.sendall(json.dumps({"do": do, **params}).encode() + b"\n")
            with line.makefile("rb") as answers:
                answer = json.loads(answers.readline())
    except (OSError, ValueError, KeyError) as problem:
        raise ControlError(f"no district answers in {run_dir}: {problem}") from problem
    if not answer.get("ok"):
        raise ControlError(str(answer.get("error")))
    return dict(answer)
