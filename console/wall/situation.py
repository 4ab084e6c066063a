"""态势图: the map over two thirds, three figures, the open incidents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from console.domain.entities import Alarm, Force, Incident
from console.domain.rules.alarms import stands
from console.models import words
from console.models.boards import alarm_order, alarm_state, severity
from console.wall.figures import Figure, FigureStrip
from console.wall.hold import Hold, Page
from console.wall.map_side import MapSide
from console.wall.rows import Row, RowList

if TYPE_CHECKING:
    from maps.geo.pack import Pack

MAP_SHARE = 2 / 3


class SituationPage(Page):
    """The first page, and the one that an alarm calls up."""

    def __init__(self, hold: Hold, pack: Pack | None, parent: QWidget | None = None) -> None:
        super().__init__(hold, parent)
        self.map = MapSide(hold, pack, self)
        self.figures = FigureStrip(hold.stage, parent=self)
        self.incidents = RowList(hold.stage, two_line=True, columns=False, parent=self)
        self._alarm: Alarm | None = None
        hold.stage.themed.connect(self._lay)
        self.refresh()

    def title(self) -> str:
        return self.tr("态势图")

    def show_alarm(self, alarm: Alarm | None) -> None:
        """Where the map has to look while an alarm holds the wall."""
        self._alarm = alarm
        self._look()

    def refresh(self) -> None:
        self.figures.set_figures(self._figures())
        empty = self._hold.empty_word(self.tr("当前无未结事件"))
        self.incidents.set_rows([self._row(incident) for incident in self._hold.picture.open_incidents()], empty)
        self._look()

    def _figures(self) -> list[Figure]:
        picture = self._hold.picture
        if not picture.loaded:
            return [Figure(word, "–", quiet=True) for word in (self.tr("事件"), self.tr("未确认"), self.tr("出动"))]
        incidents = picture.open_incidents()
        waiting = sorted(picture.all(Alarm, lambda a: stands(a) and not a.acknowledged), key=alarm_order)
        forces = picture.all(Force)
        out = sum(picture.assignment_of(force.id) is not None for force in forces)
        grade = incidents[0].grade if incidents else None
        unacknowledged = Figure(self.tr("未确认"), "0", quiet=True)
        if waiting:
            unacknowledged = Figure(self.tr("未确认"), str(len(waiting)), severity(waiting[0].grade), alarm_state(waiting[0]))
        return [
            Figure(self.tr("事件"), str(len(incidents)), severity(grade), quiet=not incidents),
            unacknowledged,
            Figure(self.tr("出动"), f"{out}/{len(forces)}", quiet=not out),
        ]

    def _row(self, incident: Incident) -> Row:
        picture, mask = self._hold.picture, self._hold.mask
        command = picture.active_command(incident.id)
        led = self.tr("未设指挥部")
        if command is not None:
            led = command.commander if mask.show_names else self.tr("{0}指挥部").format(words.command_level(command.level))
        forces = self.tr("{0} 支力量").format(len(picture.committed_to(incident.id)))
        grade = words.grade(incident.grade) if incident.grade is None else words.grade_short(incident.grade)
        parts = [grade, forces, led]
        if incident.response is not None:
            parts.append(words.response(incident.response))
        return Row(mask.text(incident.title), sub=tuple(parts), since=incident.opened_at, severity=severity(incident.grade))

    def _look(self) -> None:
        """At the alarm, else at the incident that a seat follows, else at the whole district."""
        alarm = self._alarm
        if alarm is not None and alarm.lat is not None and alarm.lon is not None:
            self.map.look((alarm.lat, alarm.lon))
            return
        followed = self._hold.picture.find(Incident, self._followed)
        if followed is not None and followed.closed_at is None and followed.lat is not None and followed.lon is not None:
            self.map.point_at(followed.id)
            self.map.look((followed.lat, followed.lon))
            return
        self.map.point_at(None)
        self.map.look(None)

    @Slot()
    def _lay(self) -> None:
        gap = self._hold.stage.theme.gap(2)
        split = round(self.width() * MAP_SHARE)
        self.map.view.setGeometry(0, 0, split, self.height())
        left, width = split + gap, self.width() - split - gap
        high = self.figures.sizeHint().height()
        roomy = self.height() >= high + gap + self.incidents.row_height()
        self.figures.setVisible(roomy)
        self.figures.setGeometry(left, 0, width, high)
        top = high + gap if roomy else 0  # a low wall tells incidents, not how many
        self.incidents.setGeometry(left, top, width, max(0, self.height() - top))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay()
        self.map.look_again()
