"""A stage with a clock that tests set, in the look of the hall."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from PySide6.QtWidgets import QApplication

from tests.widgets.samples import NOW
from widgets import theme as look
from widgets.stage import Stage


class Clock:
    """The time that a stage shows."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, seconds: float) -> None:
        """Time goes by."""
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW)


@pytest.fixture
def stage(qapp: QApplication, clock: Clock) -> Iterator[Stage]:
    theme = look.load_theme("dark", 1.0)
    look.apply(qapp, theme)
    made = Stage(theme, clock)
    yield made
    made.deleteLater()
