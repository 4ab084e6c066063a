"""Bands across the head: what the wall itself is not fit for any more, and the alarm that interrupts it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.domain.entities import Alarm
from console.models import timeline
from console.models.boards import alarm_order, alarm_state, severity
from console.models.links import Links
from console.wall.masking import Mask
from widgets import format as fmt
from widgets.paint import CENTRE, RIGHT, write
from widgets.roles import Severity
from widgets.severity import TOKENS, grade_word, hatch, paint_mark, state_word
from widgets.stage import Stage

OLD_AFTER_S = 10.0


class Band(QWidget):
    """A strip over the whole width in title letters; hidden while it has nothing to say."""

    def __init__(self, stage: Stage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._low = False
        stage.themed.connect(self._measure)
        self.hide()

    def set_low(self, low: bool) -> None:
        """One line in smaller letters, where the wall is low."""
        if low != self._low:
            self._low = low
            self.updateGeometry()

    @property
    def _step(self) -> str:
        return "lead" if self._low else "title"

    @Slot()
    def _measure(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(
            self._stage.theme.size("lane"),
            self._stage.metrics(self._step, bold=True).height() + self._stage.theme.gap(2 if self._low else 5),
        )

    def _frame(self, painter: QPainter, tone: str) -> None:
        stroke = self._stage.theme.size("stroke") * 2
        painter.setPen(QPen(self._stage.theme.colour(tone), stroke))
        painter.drawRect(QRectF(self.rect()).adjusted(stroke / 2, stroke / 2, -stroke / 2, -stroke / 2))


class AgeBand(Band):
    """Says that the picture is old, how old, and why. Hatched, as everything stale is."""

    def __init__(self, stage: Stage, links: Links, parent: QWidget | None = None) -> None:
        super().__init__(stage, parent)
        self._links = links
        self._opened_at = stage.now()
        stage.second.connect(self.judge)
        links.changed.connect(self.judge)

    def age_s(self) -> float:
        """How long ago the picture was last known to be the hall's; before the first datum, how long the wall has waited."""
        return (self._stage.now() - (self._links.fresh_at() or self._opened_at)).total_seconds()

    def text(self) -> str:
        """What it says now."""
        age = fmt.span(self.age_s())
        if self._links.fresh_at() is None:
            return self.tr("尚未收到数据 – 已等待 {0}{1}").format(age, self._why())
        return self.tr("数据已停 {0} – 不是当前画面{1}").format(age, self._why())

    def _why(self) -> str:
        if not self._links.database_up:
            return self.tr(" · 数据库断开")
        return "" if self._links.gateway_up else self.tr(" · 网关断开")

    @Slot()
    def judge(self) -> None:
        """Shows or hides itself by the age of the data."""
        old = self.age_s() > OLD_AFTER_S
        self.setVisible(old)
        if old:
            self.setAccessibleName(self.text())
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme, stage = self._stage.theme, self._stage
        painter.fillRect(self.rect(), theme.colour("raised"))
        hatch(painter, QRectF(self.rect()), theme, "yellow")
        text = self.text()
        width = min(self.width() - theme.gap(12), stage.metrics(self._step, bold=True).horizontalAdvance(text) + theme.gap(8))
        plate = QRect((self.width() - width) // 2, 0, width, self.height())
        painter.fillRect(plate, theme.colour("raised"))
        write(painter, stage, plate.adjusted(theme.gap(2), 0, -theme.gap(2), 0), text, step=self._step, bold=True, align=CENTRE)
        self._frame(painter, "yellow")


class AlarmBand(Band):
    """The worst alarm that nobody has acknowledged: shape, grade, what, where, since when."""

    def __init__(self, stage: Stage, mask: Mask, parent: QWidget | None = None) -> None:
        super().__init__(stage, parent)
        self._mask = mask
        self._alarms: tuple[Alarm, ...] = ()
        stage.beat.connect(self._beat)

    def alarm(self) -> Alarm | None:
        """The alarm in sight."""
        return self._alarms[0] if self._alarms else None

    def set_alarms(self, alarms: list[Alarm]) -> None:
        """Shows the first of them in order of urgency and counts the others; none hides the band."""
        self._alarms = tuple(sorted(alarms, key=alarm_order))
        self.setVisible(bool(alarms))
        self.setAccessibleName(f"{self.text()} {self.where()} {self.aside()}" if alarms else "")
        self.update()

    def text(self) -> str:
        """Grade and what."""
        alarm = self.alarm()
        return "" if alarm is None else f"{grade_word(severity(alarm.grade))} {self._mask.text(timeline.alarm_words(alarm))}"

    def where(self) -> str:
        """When it was raised, and where."""
        alarm = self.alarm()
        if alarm is None:
            return ""
        return "  ".join(part for part in (fmt.clock(alarm.raised_at, self._stage.now()), self._mask.text(alarm.place)) if part)

    def aside(self) -> str:
        """State and age, and how many more wait."""
        alarm = self.alarm()
        if alarm is None:
            return ""
        told = f"{state_word(alarm_state(alarm))} {fmt.age(alarm.raised_at, self._stage.now())}"
        more = len(self._alarms) - 1
        return f"{told} · {self.tr('另有 {0} 条').format(more)}" if more else told

    @Slot()
    def _beat(self) -> None:
        if self._alarms and self.isVisible():
            self.update()

    def sizeHint(self) -> QSize:
        one = super().sizeHint()
        return one if self._low else QSize(one.width(), one.height() + self._stage.metrics("body").height())

    def paintEvent(self, event: QPaintEvent) -> None:
        alarm = self.alarm()
        if alarm is None:
            return
        painter = QPainter(self)
        theme, stage = self._stage.theme, self._stage
        kind = severity(alarm.grade) or Severity.RED
        painter.fillRect(self.rect(), theme.colour("raised"))
        box = self.rect().adjusted(theme.gap(5), theme.gap(2), -theme.gap(5), -theme.gap(2))
        if self._low:
            box = self.rect().adjusted(theme.gap(3), theme.gap(1), -theme.gap(3), -theme.gap(1))
        side = box.height() - theme.gap(2 if self._low else 4)
        at = QRectF(box.left(), box.center().y() + 1 - side / 2, side, side)
        paint_mark(painter, at, theme, kind, alarm_state(alarm), pulse=stage.pulse)
        box.setLeft(box.left() + side + theme.gap(4))
        if self._low:
            used = write(painter, stage, box, self.aside(), step="small", align=RIGHT)
            write(painter, stage, box.adjusted(0, 0, -used - theme.gap(3), 0), self.text(), step=self._step, bold=True)
            self._frame(painter, TOKENS[kind])
            return
        upper = QRect(box.left(), box.top(), box.width(), stage.metrics("title", bold=True).height())
        lower = QRect(box.left(), upper.bottom() + 1, box.width(), box.bottom() - upper.bottom())
        write(painter, stage, upper, self.text(), step="title", bold=True)
        used = write(painter, stage, lower, self.aside(), align=RIGHT)
        write(painter, stage, lower.adjusted(0, 0, -used - theme.gap(4), 0), self.where(), tone="dim")
        self._frame(painter, TOKENS[kind])
