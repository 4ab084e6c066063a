"""Logging that an administrator can read: one rotating file a process kind, one line an event, times with their zone."""

from __future__ import annotations

import faulthandler
import logging
import logging.handlers
import sys
import threading
from pathlib import Path

FORMAT = "%(asctime)s %(levelname)-7s %(name)s [%(threadName)s] %(message)s"
TIME = "%Y-%m-%dT%H:%M:%S%z"
FILE_BYTES = 2_000_000
FILES_KEPT = 5


def set_up(folder: Path, name: str) -> None:
    """Log to ``folder/name.log`` and warnings to standard error; uncaught errors of any thread go there too.

    A folder that cannot be written leaves standard error alone, with one line that says so.
    """
    if not faulthandler.is_enabled():
        faulthandler.enable()
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    formatter = logging.Formatter(FORMAT, TIME)
    console = logging.StreamHandler(sys.stderr)
    console.setLevel(logging.WARNING)
    console.setFormatter(formatter)
    root.addHandler(console)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = logging.handlers.RotatingFileHandler(
            folder / f"{name}.log", maxBytes=FILE_BYTES, backupCount=FILES_KEPT, encoding="utf-8", delay=False
        )
    except OSError as error:
        root.warning("no log file in %s: %s", folder, error)
    else:
        file.setFormatter(formatter)
        root.addHandler(file)
    logging.captureWarnings(True)
    for noisy in ("alembic", "pymodbus", "sqlalchemy"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    sys.excepthook = lambda kind, error, trace: root.critical("uncaught", exc_info=(kind, error, trace))
    threading.excepthook = lambda hook: root.critical(
        "uncaught in %s", hook.thread.name if hook.thread else "?", exc_info=(hook.exc_type, hook.exc_value, hook.exc_traceback)  # type: ignore[arg-type]
    )
