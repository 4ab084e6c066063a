"""What all parts of one window share: the look, the second, and the pulse of what nobody has acknowledged.

One timer for the window keeps every age in step, makes every pulse beat together, and costs four wake-ups a second however many
rows there are. Painting hangs on it; data never does.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFont, QFontMetrics

from widgets.theme import Theme

BEAT_MS = 250
_PULSE = (1.0, 0.5, 0.0, 0.5)  # brightness at the four beats of a second: 1 Hz


def utc_now() -> datetime:
    """The wall clock, aware."""
    return datetime.now(UTC)


class Stage(QObject):
    """Owned by the window; every part of it takes the stage first.

    Signals:
        themed: the look has changed, measure and paint anew.
        second: a new second has begun, ages have changed.
        beat: a quarter of a second has gone, what pulses is to be painted.
    """

    themed = Signal()
    second = Signal()
    beat = Signal()

    def __init__(self, theme: Theme, now: Callable[[], datetime] = utc_now, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._now = now
        self._beats = 0
        self._shown_second = int(now().timestamp())
        self._fonts: dict[tuple[str, bool], tuple[QFont, QFontMetrics]] = {}
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    @property
    def theme(self) -> Theme:
        """The look of the window."""
        return self._theme

    def set_theme(self, theme: Theme) -> None:
        """Changes the look of everything on this stage (see also :func:`widgets.theme.apply`)."""
        self._theme = theme
        self._fonts.clear()
        self.themed.emit()

    def now(self) -> datetime:
        """The time that ages are counted from."""
        return self._now()

    @property
    def pulse(self) -> float:
        """Brightness of what pulses, 0 to 1."""
        return _PULSE[self._beats % len(_PULSE)]

    def font(self, step: str = "body", bold: bool = False) -> QFont:
        """Font of a type step, made once a look."""
        return self._font(step, bold)[0]

    def metrics(self, step: str = "body", bold: bool = False) -> QFontMetrics:
        """Measures of that font."""
        return self._font(step, bold)[1]

    def _font(self, step: str, bold: bool) -> tuple[QFont, QFontMetrics]:
        found = self._fonts.get((step, bold))
        if found is None:
            font = self._theme.font(step, bold)
            found = self._fonts[(step, bold)] = (font, QFontMetrics(font))
        return found

    @Slot()
    def _tick(self) -> None:
        self._beats += 1
        self.beat.emit()
        second = int(self._now().timestamp())
        if second != self._shown_second:
            self._shown_second = second
            self.second.emit()
