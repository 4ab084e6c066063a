"""Below the head of the chosen incident: what else must be known about it, a line each, and no line for what is not there."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.desk.hands import Hands
from console.domain.codes import CommandLevel, IncidentState
from console.domain.entities import (
    Command,
    Incident,
    IncidentLink,
    Need,
    Objective,
    OperationalPeriod,
    SupportRequest,
)
from console.domain.rules import response
from console.models import incident_words as said
from console.models import words
from console.models.aims_boards import count_open, current_period
from console.models.picture import Change
from widgets.paint import write
from widgets.roles import Glyph
from widgets.severity import paint_glyph

FOLLOWS = (Incident, Command, IncidentLink, Need, Objective, OperationalPeriod, SupportRequest)


@dataclass(frozen=True, slots=True)
class Note:
    """One line. ``urgent`` wants something of a person."""

    text: str
    urgent: bool = False


class IncidentNotes(QWidget):
    """At most four lines: the level that ought to lead, who decided on what grounds, aims and needs, kinship."""

    def __init__(self, hands: Hands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hands = hands
        self._notes: tuple[Note, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        hands.stage.second.connect(self._tick)
        hands.stage.themed.connect(self._measure)
        hands.selection.incident_changed.connect(self._read)
        hands.picture.changed.connect(self._follow)

    def notes(self) -> tuple[Note, ...]:
        """As shown."""
        return self._notes

    @Slot(object)
    def _follow(self, change: Change) -> None:
        if change.reset or any(kind in change.ids for kind in FOLLOWS):
            self._read()

    @Slot()
    def _measure(self) -> None:
        self.updateGeometry()

    @Slot()
    def _tick(self) -> None:
        if self._notes:  # what is left of a period runs
            self._read()

    @Slot()
    def _read(self) -> None:
        incident = self._hands.selection.incident()
        notes = () if incident is None else tuple(self._of(incident))
        if notes == self._notes:
            return
        fewer = len(notes) != len(self._notes)
        self._notes = notes
        self.setVisible(bool(notes))
        self.setToolTip("\n".join(note.text for note in notes))
        self.setAccessibleDescription(self.toolTip())
        if fewer:
            self.updateGeometry()
        self.update()

    def _of(self, incident: Incident) -> list[Note]:
        made = []
        if incident.state is IncidentState.OPEN:
            made += [Note(text, True) for text in (self._level(incident),) if text]
        made += [Note(text) for text in (self._decided(incident), self._aims(incident), self._kin(incident)) if text]
        return made

    def _level(self, incident: Incident) -> str:
        """The command is too low for the grade: whom to ask, by which keys."""
        table = self._hands.seat.settings.responses()
        wanted = response.wanted_level(incident.grade, table)
        post = self._hands.picture.active_command(incident.id)
        if incident.grade is None or response.carries(post.level if post else CommandLevel.DISTRICT, incident.grade, table):
            return ""
        if post is None:
            ask = self.tr("先设区级指挥部 (Ctrl+J), 并请求上级 (Ctrl+U)")
        else:
            ask = self.tr("请求上级 (Ctrl+U), 到后移交 (Ctrl+J)")
        return self.tr("宜由{0}指挥 – {1}").format(words.command_level(wanted), ask)

    def _decided(self, incident: Incident) -> str:
        parts = (
            self.tr("决定人 {0}").format(incident.decided_by) if incident.decided_by else "",
            self.tr("依据 {0}").format(incident.basis) if incident.basis else "",
        )
        return " · ".join(part for part in parts if part)

    def _aims(self, incident: Incident) -> str:
        objectives, needs, supports = count_open(self._hands.picture, incident.id)
        period = current_period(self._hands.picture, incident.id)
        running = ""
        if period is not None:
            left = said.period_left(period, self._hands.stage.now())
            running = self.tr("阶段 {0} {1}").format(period.number, left)
        parts = (
            running,
            self.tr("目标 {0} 项进行中").format(objectives) if objectives else "",
            self.tr("需求 {0} 项尚缺").format(needs) if needs else "",
            self.tr("支援 {0} 项待到").format(supports) if supports else "",
        )
        return " · ".join(part for part in parts if part)

    def _kin(self, incident: Incident) -> str:
        picture = self._hands.picture
        above, into = picture.find(Incident, incident.parent_id), picture.find(Incident, incident.merged_into)
        below = len(picture.all(Incident, lambda i: i.parent_id == incident.id))
        merged = len(picture.all(Incident, lambda i: i.merged_into == incident.id))
        links = len(picture.all(IncidentLink, lambda one: one.ended_at is None and incident.id in (one.first_id, one.second_id)))
        parts = (
            self.tr("已并入「{0}」").format(into.title) if into else "",
            self.tr("归属「{0}」").format(above.title) if above else "",
            self.tr("下级事件 {0}").format(below) if below else "",
            self.tr("关联 {0}").format(links) if links else "",
            self.tr("并入 {0} 案").format(merged) if merged else "",
            self.tr("重开 {0} 次").format(incident.reopened) if incident.reopened else "",
        )
        return " · ".join(part for part in parts if part)

    # ---- Qt -----------------------------------------------------------------------------------------------------------

    def _line_height(self) -> int:
        return self._hands.stage.metrics("small").height() + self._hands.stage.theme.gap(1)

    def sizeHint(self) -> QSize:
        theme = self._hands.stage.theme
        height = len(self._notes) * self._line_height() + (theme.gap(1) if self._notes else 0)
        return QSize(theme.size("sheet"), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._hands.stage.theme.size("lane"), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        stage, theme = self._hands.stage, self._hands.stage.theme
        box = self.rect().adjusted(theme.gap(3), 0, -theme.gap(3), 0)
        side = theme.size("mark")
        for number, note in enumerate(self._notes):
            line = box.adjusted(0, 0, 0, 0)
            line.setTop(box.top() + number * self._line_height())
            line.setHeight(self._line_height())
            if note.urgent:
                at = QRectF(line.left(), line.center().y() + 1 - side / 2, side, side)
                paint_glyph(painter, at, theme, Glyph.ARROW, "orange")
                line.setLeft(line.left() + side + theme.gap(2))
            tone = "text" if note.urgent else "dim"
            write(painter, stage, line, note.text, step="small", tone=tone, align=Qt.AlignmentFlag.AlignLeft)
