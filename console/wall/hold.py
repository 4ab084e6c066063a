"""What every page of the wall holds in its hands, and what a page is."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QSize, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from console.domain.entities import Incident
from console.models.links import Links
from console.models.picture import Change, Picture
from console.seat import Seat
from console.wall.masking import Mask
from widgets.stage import Stage


@dataclass(frozen=True, slots=True)
class Hold:
    """Handed to every part of one wall."""

    seat: Seat
    stage: Stage
    links: Links
    mask: Mask

    @property
    def picture(self) -> Picture:
        """The live picture."""
        return self.seat.picture

    def empty_word(self, said: str) -> str:
        """Why there is nothing: the picture itself may not be there yet."""
        if self.picture.loaded:
            return said
        return QCoreApplication.translate("wall", "正在读取数据库…")


class Page(QWidget):
    """One page. It reads the picture anew when something came, and only while it is in sight."""

    def __init__(self, hold: Hold, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hold = hold
        self._followed: str | None = None
        hold.picture.changed.connect(self.take)

    def title(self) -> str:
        """What the head calls it; each page has its own word."""
        return ""

    def has_content(self) -> bool:
        """Whether turning to it is worth anybody's time."""
        return True

    def follow(self, incident_id: str | None) -> None:
        """The incident that a seat wants shown; none is the worst."""
        self._followed = incident_id
        self.refresh()

    def incident(self) -> Incident | None:
        """The open incident that this page is about."""
        wanted = self._hold.picture.find(Incident, self._followed)
        if wanted is not None and wanted.closed_at is None:
            return wanted
        return next(iter(self._hold.picture.open_incidents()), None)

    @Slot(object)
    def take(self, change: Change) -> None:
        """Something came."""
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Reads the picture."""

    def stacked(self, *parts: QWidget) -> None:
        """The parts below each other, the last one with all the room that is left. A low wall never makes the window higher."""
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(self._hold.stage.theme.gap(2))
        box.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        for part in parts:
            box.addWidget(part, 1 if part is parts[-1] else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.refresh()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def showEvent(self, event: QShowEvent) -> None:
        self.refresh()
