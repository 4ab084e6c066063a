"""What every test stands on: no display, and a home of its own."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

# Before any test module imports Qt. A test that needs a real display starts its own and sets these for its processes.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Slots without @Slot leak and run in the wrong thread; this makes PySide say so, and qt_log_level_fail makes it fail.
os.environ.setdefault("QT_LOGGING_RULES", "qt.pyside.libpyside.warning=true")


@pytest.fixture(autouse=True, scope="session")
def collector_waits() -> Iterator[None]:
    """As in the screens: the cycle collector destroys QObjects wherever it happens to run, in the middle of a paint too."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True, scope="module")
def collect_between(collector_waits: None) -> Iterator[None]:
    """Between two modules nothing is painted."""
    yield
    gc.collect()


@pytest.fixture(autouse=True)
def oneboard_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty ONEBOARD_HOME, so that no test reads or writes the hall of the person who runs it."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("ONEBOARD_HOME", str(home))
    monkeypatch.delenv("ONEBOARD_DATABASE_URL", raising=False)
    return home
