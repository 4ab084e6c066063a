"""Level of a channel: a flat bar in dB with the peak of the last second."""

from __future__ import annotations

import math

from PySide6.QtCore import QElapsedTimer, QRect, QSize, QTimer, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.stage import Stage

FLOOR_DB = -60.0
_HOT_DB = -6.0
_CLIP_DB = -0.5
_PAINT_MS = 50
_SILENT_MS = 1000  # no level for so long: the source has gone, the bar is empty
_PEAK_MS = 1000


def share_of(level_db: float) -> float:
    """Place of a level on the bar, 0 to 1."""
    if not math.isfinite(level_db):
        return 0.0
    return min(1.0, max(0.0, 1.0 - level_db / FLOOR_DB))


class VuMeter(QWidget):
    """Levels may come at any rate; the bar is painted at most 20 times a second."""

    def __init__(self, stage: Stage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        self._level_db = FLOOR_DB
        self._peak_db = FLOOR_DB
        self._heard = QElapsedTimer()
        self._peaked = QElapsedTimer()
        self._clock = QTimer(self)
        self._clock.setInterval(_PAINT_MS)
        self._clock.timeout.connect(self._paint_now)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("电平"))
        stage.themed.connect(self._measure)

    def set_level(self, level_db: float) -> None:
        """Level in dB full scale, 0 is the most; minus infinity is silence."""
        self._level_db = max(FLOOR_DB, level_db) if math.isfinite(level_db) else FLOOR_DB
        self._heard.start()
        if self._level_db >= self._peak_db:
            self._peak_db = self._level_db
            self._peaked.start()
        if not self._clock.isActive():
            self._clock.start()

    @Slot()
    def _measure(self) -> None:
        self.updateGeometry()
        self.update()

    @property
    def level_db(self) -> float:
        """What the bar shows."""
        return self._level_db

    @Slot()
    def _paint_now(self) -> None:
        if self._peaked.isValid() and self._peaked.hasExpired(_PEAK_MS):
            self._peak_db = self._level_db
            self._peaked.start()
        if self._heard.hasExpired(_SILENT_MS):
            self._level_db = self._peak_db = FLOOR_DB
            self._clock.stop()
        self.update()

    def sizeHint(self) -> QSize:
        theme = self._stage.theme
        return QSize(theme.size("spark"), theme.gap(3))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme, box = self._stage.theme, self.rect()
        painter.fillRect(box, theme.colour("ground"))
        reach = round(box.width() * share_of(self._level_db))
        hot = round(box.width() * share_of(_HOT_DB))
        painter.fillRect(QRect(0, 0, min(reach, hot), box.height()), theme.colour("dim"))
        if reach > hot:
            tone = "red" if self._level_db >= _CLIP_DB else "yellow"
            painter.fillRect(QRect(hot, 0, reach - hot, box.height()), theme.colour(tone))
        if self._peak_db > FLOOR_DB:
            at = min(box.width() - theme.size("stroke"), round(box.width() * share_of(self._peak_db)))
            painter.fillRect(QRect(at, 0, theme.size("stroke"), box.height()), theme.colour("text"))
        for level in (-40.0, -20.0, _HOT_DB):
            at = round(box.width() * share_of(level))
            painter.fillRect(QRect(at, box.height() - theme.gap(1), theme.size("rule"), theme.gap(1)), theme.colour("faint"))
