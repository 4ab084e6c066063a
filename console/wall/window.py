"""The window of the wall: head, bands, pages; what turns them, and what a seat says."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLayout, QStackedWidget, QVBoxLayout, QWidget

from console.domain.codes import Grade
from console.domain.entities import Alarm, Incident
from console.engine import Word
from console.models.links import Links
from console.models.picture import Change
from console.seat import Seat
from console.wall.bands import AgeBand, AlarmBand
from console.wall.forces import ForcesPage
from console.wall.head import Head
from console.wall.hold import Hold, Page
from console.wall.masking import Mask
from console.wall.receipts import ReceiptsPage
from console.wall.rotation import FORCES, PAGES, SITUATION, TIMELINE, WARNINGS, WATER, Rotation, page_named
from console.wall.safety_band import SafetyBand
from console.wall.situation import SituationPage
from console.wall.story import StoryPage
from console.wall.water import WaterPage
from widgets.stage import Stage

if TYPE_CHECKING:
    from maps.geo.pack import Pack

LOW_LINES = 20  # a wall of fewer lines than this has none to give away
INTERRUPTING = (Grade.I, Grade.II)


class WallWindow(QWidget):
    """Full screen; no chrome, no pointer, nothing to click. Keys: 1–5 a page, Space stops the turning, Ctrl+Q leaves."""

    def __init__(self, seat: Seat, stage: Stage, pack: Pack | None, page: str | None = None) -> None:
        super().__init__()
        self._stage = stage
        self._picture = seat.picture
        self.links = Links(seat.picture, stage, self)
        settings = seat.settings
        mask = Mask(seat.picture, bool(settings.values["wall.show_names"]))
        hold = Hold(seat, stage, self.links, mask)
        self.situation = SituationPage(hold, pack)
        self.pages: dict[str, Page] = {
            SITUATION: self.situation,
            FORCES: ForcesPage(hold),
            WATER: WaterPage(hold),
            WARNINGS: ReceiptsPage(hold),
            TIMELINE: StoryPage(hold),
        }
        self.rotation = Rotation(
            settings.number("wall.page_s"), settings.number("wall.alarm_s"), stage.now(), self._has_content, page or SITUATION
        )
        self._seen: set[str] = set()
        self._opened = False
        self._hold_s = settings.number("wall.alarm_s")
        self.head = Head(seat, stage, self.links, len(PAGES))
        self.age_band = AgeBand(stage, self.links)
        self.alarm_band = AlarmBand(stage, mask)
        self.safety_band = SafetyBand(stage, seat.picture, mask, settings.figures())
        self._stack = QStackedWidget()
        for one in self.pages.values():
            self._stack.addWidget(one)
        self.setWindowTitle(self.tr("{0} · 大屏").format(settings.text("hall.name")))
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._build()
        seat.picture.changed.connect(self._follow)
        seat.picture.word.connect(self._hear)
        stage.second.connect(self._second)
        self._look_for_alarms()
        self._show()

    def _build(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        for part in (self.head, self.age_band, self.safety_band, self.alarm_band):
            box.addWidget(part)
        inner = QVBoxLayout()
        gap = self._stage.theme.gap(2)
        inner.setContentsMargins(gap, gap, gap, gap)
        inner.addWidget(self._stack)
        box.addLayout(inner, 1)

    @property
    def page(self) -> str:
        """Name of the page in sight."""
        return self.rotation.page

    def _has_content(self, name: str) -> bool:
        return self.pages[name].has_content()

    # ---- what turns it ------------------------------------------------------------------------------------------

    @Slot()
    def _second(self) -> None:
        self.rotation.tick(self._stage.now())
        self._show()

    @Slot(object)
    def _follow(self, change: Change) -> None:
        if change.reset or Alarm in change.ids:
            self._look_for_alarms()
            self._show()

    def _look_for_alarms(self) -> None:
        waiting = self._waiting()
        fresh = {alarm.id for alarm in waiting} - self._seen
        self._seen |= fresh
        if not self._opened and self._picture.loaded:  # what stood long before the wall was opened is no news
            self._opened = True
            hold = timedelta(seconds=self._hold_s)
            fresh = {alarm.id for alarm in waiting if self._stage.now() - alarm.raised_at < hold}
        if fresh:
            self.rotation.alarm(self._stage.now())
        elif not waiting:
            self.rotation.calm(self._stage.now())

    def _waiting(self) -> list[Alarm]:
        return self._picture.all(Alarm, lambda a: a.active and not a.acknowledged and a.grade in INTERRUPTING)

    def _show(self) -> None:
        held = self.rotation.alarmed(self._stage.now())
        others = [alarm for alarm in self._waiting() if alarm.event != "mayday"]  # the safety band says those, as long as they stand
        self.alarm_band.set_alarms(others if held else [])
        self.situation.show_alarm(self.alarm_band.alarm())
        page = self.pages[self.page]
        self._stack.setCurrentWidget(page)
        self.head.set_page(page.title(), PAGES.index(self.page), still=not self.rotation.turning)

    # ---- who commands it ----------------------------------------------------------------------------------------

    @Slot(object)
    def _hear(self, word: Word) -> None:
        """``{"page", "follow", "lock", "fit"}`` from a seat; what is absent stays, what is not understood is left alone."""
        if word.topic != "wall":
            return
        payload, now = word.payload, self._stage.now()
        if "follow" in payload:
            wanted = payload["follow"]
            known = self._picture.find(Incident, str(wanted)) if wanted else None
            for page in self.pages.values():
                page.follow(known.id if known else None)
        named = page_named(payload.get("page"))
        if named is not None:
            self.rotation.choose(named, now)
        if isinstance(payload.get("lock"), bool):
            self.rotation.lock(payload["lock"], now)
        if payload.get("fit") is True:
            self.situation.map.refit()
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        low = self.height() < LOW_LINES * self._stage.theme.text_px("small")
        self.age_band.set_low(low)
        self.alarm_band.set_low(low)
        self.safety_band.set_low(low)

    # ---- Qt -----------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        now = self._stage.now()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.key() == Qt.Key.Key_Q:
                self.close()
            return
        named = page_named(event.text())
        if named is not None and not event.isAutoRepeat():
            self.rotation.choose(named, now)
        elif event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.rotation.pause(now)
        self._show()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._stage.theme.colour("ground"))
