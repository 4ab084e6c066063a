"""事件时间线: the newest facts of the followed or the worst open incident, in letters for the back row."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.domain.entities import Incident
from console.domain.facts import Fact
from console.models import words
from console.models.boards import severity
from console.models.story import TimelineTable
from console.wall.hold import Hold, Page
from console.wall.masking import INTERNAL
from console.wall.rows import Row, RowList
from widgets import format as fmt
from widgets.paint import CENTRE, write

LINES_KEPT = 60
LEAST_LINES = 4  # with less room than this, the name of the incident makes place


class StoryPage(Page):
    """The incident's name above, what happened below, the newest on top."""

    def __init__(self, hold: Hold, parent: QWidget | None = None) -> None:
        super().__init__(hold, parent)
        self._table = TimelineTable(hold.picture, self)
        self.name = RowList(hold.stage, two_line=True, columns=False)
        self.lines = StoryLines(hold)
        self.stacked(self.name, self.lines)
        self.refresh()

    def title(self) -> str:
        return self.tr("事件时间线")

    def has_content(self) -> bool:
        return self.incident() is not None

    def refresh(self) -> None:
        incident = self.incident()
        self._table.show_incident(incident.id if incident else None)
        roomy = self.height() >= self.name.row_height() + LEAST_LINES * self._hold.stage.metrics("lead").height()
        self.name.setVisible(incident is not None and roomy)
        if incident is None:
            self.lines.set_facts((), self._hold.empty_word(self.tr("当前无未结事件")))
            return
        self.name.setFixedHeight(self.name.row_height())
        self.name.set_rows([self._row(incident)], "")
        count = self._table.rowCount()
        told = [self._table.fact_at(row) for row in range(min(count, LINES_KEPT))]
        told = [fact for fact in told if not isinstance(fact.body, INTERNAL)]
        self.lines.set_facts(told, self.tr("尚无记录"), max(0, count - LINES_KEPT))

    def _row(self, incident: Incident) -> Row:
        others = len(self._hold.picture.open_incidents()) - 1
        parts = [words.grade(incident.grade), words.response(incident.response), incident.place]
        if others:
            parts.append(self.tr("另有 {0} 起未结事件").format(others))
        return Row(
            self._hold.mask.text(incident.title),
            sub=tuple(self._hold.mask.text(part) for part in parts if part),
            since=incident.opened_at,
            severity=severity(incident.grade),
        )


class StoryLines(QWidget):
    """Time and what happened, up to two lines each; the newest in bold."""

    def __init__(self, hold: Hold, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hold = hold
        self._texts: tuple[tuple[Fact, str], ...] = ()
        self._older = 0
        self._empty = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        hold.stage.second.connect(self._tick)

    def set_facts(self, told: list[Fact] | tuple[Fact, ...], empty: str, older: int = 0) -> None:
        """These facts, the newest first; ``older`` more are not among them."""
        mask = self._hold.mask
        self._texts = tuple((fact, mask.line(fact)) for fact in told)
        self._empty, self._older = empty, older
        self.setAccessibleName("; ".join(self.texts()) or empty)
        self.update()

    def texts(self) -> tuple[str, ...]:
        """The lines, the newest first."""
        return tuple(text for _, text in self._texts)

    @Slot()
    def _tick(self) -> None:
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._hold.stage.theme.size("lane"), self._hold.stage.metrics("lead").height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        stage, theme = self._hold.stage, self._hold.stage.theme
        painter.fillRect(self.rect(), theme.colour("panel"))
        box = self.rect().adjusted(theme.gap(3), theme.gap(1), -theme.gap(3), 0)
        if not self._texts:
            write(painter, stage, box, self._empty, step="lead", tone="dim", align=CENTRE)
            return
        line = stage.metrics("lead").height()
        clock = stage.metrics("lead").horizontalAdvance("00-00 00:00:00" if self._dated() else "00:00:00") + theme.gap(5)
        foot = stage.metrics("body").height()
        top, width = box.top(), box.width() - clock
        if box.height() < line * 2 + foot:
            foot = 0  # no room to count the rest: the newest says enough
        for number, (fact, text) in enumerate(self._texts):
            lines = self._wrapped(text, width, bold=not number)
            height = line * len(lines) + theme.gap(3)
            last = number + 1 == len(self._texts) and not self._older
            if top + height > box.bottom() - (0 if last else foot) and number:
                rest = len(self._texts) - number + self._older
                room = QRect(box.left(), box.bottom() - foot, box.width(), foot)  # empty where nothing can be counted
                write(painter, stage, room, self.tr("另有 {0} 条").format(rest), tone="dim", align=CENTRE)
                return
            first = QRect(box.left(), top + theme.gap(1), clock, line)
            write(painter, stage, first, fmt.clock(fact.at, stage.now()), step="lead", tone="text" if not number else "dim")
            for row, part in enumerate(lines):
                room = QRect(box.left() + clock, first.top() + row * line, width, line)
                write(painter, stage, room, part, step="lead", bold=not number)
            top += height
            painter.fillRect(box.left(), top, box.width(), theme.size("rule"), theme.colour("line"))

    def _dated(self) -> bool:
        today = fmt.local(self._hold.stage.now()).date()
        return any(fmt.local(fact.at).date() != today for fact, _ in self._texts)

    def _wrapped(self, text: str, width: int, bold: bool) -> list[str]:
        """Two lines at most; what is longer ends in an ellipsis."""
        metrics = self._hold.stage.metrics("lead", bold)
        if metrics.horizontalAdvance(text) <= width:
            return [text]
        cut = next((i for i in range(len(text), 0, -1) if metrics.horizontalAdvance(text[:i]) <= width), 1)
        space = text.rfind(" ", cut // 2, cut + 1)
        cut = space if space > 0 else cut
        return [text[:cut].rstrip(), metrics.elidedText(text[cut:].strip(), Qt.TextElideMode.ElideRight, width)]
