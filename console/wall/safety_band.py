"""The band for people in danger: a mayday that stands, else a check with somebody unheard, else one that ought to have begun.

It does not go with the page or with an acknowledgement: it stays until the thing itself is over.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QRect, QRectF, QSize, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from console.domain.codes import ParAnswerState
from console.domain.entities import Assignment, Force, Incident, Mayday, ParAnswer, ParRound
from console.domain.figures import Figures
from console.models import safety
from console.models.picture import Change, Picture
from console.wall.bands import Band
from console.wall.masking import Mask
from widgets import format as fmt
from widgets.paint import RIGHT, write
from widgets.roles import AlarmState, Severity
from widgets.severity import TOKENS, paint_mark, severity_word
from widgets.stage import Stage

WATCHED = (Mayday, ParRound, ParAnswer, Assignment, Incident, Force)
PATIENCE = timedelta(seconds=30)  # a check that has not begun so long after it was due does not come by itself any more


@dataclass(frozen=True, slots=True)
class _Told:
    """What the band says: how bad, what, where or who, since when."""

    severity: Severity
    what: str
    detail: str
    since: datetime


class SafetyBand(Band):
    """See the module. ``text``, ``detail`` and ``aside`` are what it shows."""

    def __init__(self, stage: Stage, picture: Picture, mask: Mask, figures: Figures, parent: QWidget | None = None) -> None:
        super().__init__(stage, parent)
        self._picture, self._mask, self._figures = picture, mask, figures
        self._told: list[_Told] = []
        picture.changed.connect(self._follow)
        stage.second.connect(self.judge)
        stage.beat.connect(self._beat)
        self.judge()

    @Slot(object)
    def _follow(self, change: Change) -> None:
        if change.reset or change.moved or any(kind in change.ids for kind in WATCHED):
            self.judge()

    @Slot()
    def judge(self) -> None:
        """What has to be said now; nothing hides the band."""
        self._told = [*self._maydays(), *self._unheard(), *self._overdue()]
        self.setVisible(bool(self._told))
        self.setAccessibleName(f"{self.text()} {self.detail()} {self.aside()}" if self._told else "")
        self.update()

    def _maydays(self) -> list[_Told]:
        made = []
        for mayday in safety.standing_maydays(self._picture):
            place = safety.last_place(self._picture, mayday.force_id)
            where = self.tr("最后位置 {0}").format(safety.place_words(place))
            if place is not None:
                where = f"{where} · {fmt.age(place.at, self._stage.now())}"
            words = self._mask.text(safety.mayday_words(self._picture, mayday))
            made.append(_Told(Severity.RED, words, where, mayday.opened_at))
        return made

    def _unheard(self) -> list[_Told]:
        made = []
        for check in safety.running_checks(self._picture):
            waiting = [a for a in safety.answers_of(self._picture, check) if a.state is ParAnswerState.WAITING and a.misses]
            if waiting:
                names = "、".join(safety.force_name(self._picture, one.force_id) for one in waiting)
                words = self.tr("{0} 人员清点: {1} 支力量未应答").format(self._incident(check.incident_id), len(waiting))
                made.append(_Told(Severity.ORANGE, words, self._mask.text(names), check.called_at))
        return made

    def _overdue(self) -> list[_Told]:
        made = []
        for incident in self._picture.open_incidents():
            due = safety.next_check(self._picture, incident.id, self._figures)
            if due is not None and self._stage.now() - due > PATIENCE:
                words = self.tr("{0} 人员清点逾期未发起").format(self._incident(incident.id))
                made.append(_Told(Severity.ORANGE, words, self.tr("请检查网关, 或手动发起"), due))
        return made

    def _incident(self, id: str) -> str:
        found = self._picture.find(Incident, id)
        return self._mask.text(found.title) if found is not None else "–"

    def text(self) -> str:
        """Grade and what."""
        return f"{severity_word(self._told[0].severity)} {self._told[0].what}" if self._told else ""

    def detail(self) -> str:
        """Where, or who."""
        return self._told[0].detail if self._told else ""

    def aside(self) -> str:
        """How long it has lasted, and how many more there are."""
        if not self._told:
            return ""
        lasted = fmt.duration(self._stage.now() - self._told[0].since)
        more = len(self._told) - 1
        return f"{lasted} · {self.tr('另有 {0} 条').format(more)}" if more else lasted

    @Slot()
    def _beat(self) -> None:
        if self._told and self.isVisible():
            self.update()

    def sizeHint(self) -> QSize:
        one = super().sizeHint()
        return one if self._low else QSize(one.width(), one.height() + self._stage.metrics("body").height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._told:
            return
        painter = QPainter(self)
        theme, stage, told = self._stage.theme, self._stage, self._told[0]
        painter.fillRect(self.rect(), theme.colour("raised"))
        edge = theme.gap(3 if self._low else 5)
        box = self.rect().adjusted(edge, theme.gap(1 if self._low else 2), -edge, -theme.gap(1 if self._low else 2))
        side = box.height() - theme.gap(2 if self._low else 4)
        at = QRectF(box.left(), box.center().y() + 1 - side / 2, side, side)
        paint_mark(painter, at, theme, told.severity, AlarmState.UNACKNOWLEDGED, pulse=stage.pulse)
        box.setLeft(box.left() + side + theme.gap(4))
        upper = QRect(box.left(), box.top(), box.width(), box.height() if self._low else stage.metrics("title", bold=True).height())
        used = write(painter, stage, upper, self.aside(), step="small" if self._low else "lead", align=RIGHT)
        write(painter, stage, upper.adjusted(0, 0, -used - theme.gap(3), 0), self.text(), step=self._step, bold=True)
        if not self._low:
            lower = QRect(box.left(), upper.bottom() + 1, box.width(), box.bottom() - upper.bottom())
            write(painter, stage, lower, self.detail(), tone="dim")
        self._frame(painter, TOKENS[told.severity])
