"""The line across the top of a window: which hall, who sits here, the time, how the hall is connected, what is unacknowledged.

Also the banner below it for what is wrong with the screen itself: no database, no gateway, a setting that cannot be used.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, QRect, QRectF, QSize, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from console.domain.entities import Alarm
from console.domain.rules.alarms import stands
from console.lent import LentLabel, LentNotices
from console.models import refusals, words
from console.models.links import Links
from console.models.picture import Change
from console.seat import Seat
from widgets.banner import Banner, Notice
from widgets.lamps import ClockLabel, HallMark, LampStrip, Wire, WireLamp, WireState
from widgets.paint import write
from widgets.roles import AlarmState, Severity
from widgets.severity import paint_mark, severity_word
from widgets.stage import Stage

tr = QCoreApplication.translate


class StatusBar(QFrame):
    """Reads the picture and the links, tells nothing of its own."""

    def __init__(self, seat: Seat, stage: Stage, links: Links, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        self._links = links
        self.setProperty("depth", "panel")
        self._titles = (f"{seat.settings.text('hall.name')} · {title}", seat.settings.text("hall.name"))
        name = QLabel(self._titles[0])
        name.setToolTip(self._titles[0])
        name.setProperty("step", "lead")
        name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        name.setMinimumWidth(stage.metrics("lead").horizontalAdvance(name.text()[:8]))
        self._name = name
        self._seat = seat
        self._who = QLabel()
        self._who.setProperty("tone", "dim")
        self.lent = LentLabel(seat, stage)
        self.show_person()
        self.lamps = LampStrip(stage)
        self.database = WireLamp(stage, self._database_lamp())
        self.gateway = WireLamp(stage, self._gateway_lamp())
        self.counts = AlarmCounts(seat, stage)
        box = QHBoxLayout(self)
        box.addWidget(name, 2)
        box.addWidget(HallMark(stage, seat.hall.drill))
        box.addWidget(self._who)
        box.addWidget(self.lent)
        self._clocks = (ClockLabel(stage), ClockLabel(stage, with_date=False))
        for clock in self._clocks:
            box.addWidget(clock)
        box.addWidget(self.lamps, 5)
        box.addWidget(self.database)
        box.addWidget(self.gateway)
        box.addWidget(self.counts)
        links.changed.connect(self._show)
        stage.themed.connect(self._measure)
        self.lent.fitted.connect(self._fit)
        self._measure()
        self._show()

    @Slot()
    def show_person(self) -> None:
        """Who sits here now."""
        account = self._seat.account
        person = account.display_name or account.name
        brief = self.width() < self._stage.theme.px(1280) and bool(self.lent.needs_px())
        seat = self._seat.actor.seat
        self._who.setText(person if brief else tr("frame", "{seat} · {person}").format(seat=seat, person=person))
        self._who.setToolTip(f"{seat} · {words.role(account.role)}")

    @Slot()
    def relieve(self) -> None:
        """Another person, or another role of his."""
        self.lent.show_now()
        self.show_person()

    @Slot()
    def _measure(self) -> None:
        theme = self._stage.theme
        self.layout().setContentsMargins(theme.gap(3), 0, theme.gap(3), 0)
        self.layout().setSpacing(theme.gap(3))
        self.setFixedHeight(theme.px(40))
        self._fit()

    @Slot()
    def _fit(self) -> None:
        """On a narrow screen the date, the seat and the hall's name (the title has them) give way, so that the counts stay whole."""
        theme = self._stage.theme
        self.lent.set_short(self.width() < theme.px(1280))
        self.show_person()
        taken = self.lent.needs_px()
        room = self.width() - (taken + theme.gap(8) if taken else 0)
        roomy = room >= theme.px(1200)
        self._clocks[0].setVisible(roomy)
        self._clocks[1].setVisible(not roomy)
        self.layout().setSpacing(theme.gap(3 if roomy else 1))
        self._name.setVisible(room >= theme.px(1050))
        self._name.setText(self._titles[0 if room >= theme.px(1700) else 1])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _show(self) -> None:
        self.lamps.set_wires(self._links.wires())
        self.database.set_wire(self._database_lamp())
        self.gateway.set_wire(self._gateway_lamp())

    def _database_lamp(self) -> Wire:
        up = self._links.database_up
        return Wire("database", tr("frame", "数据库"), WireState.OK if up else WireState.DEAD, self._links.fresh_at())

    def _gateway_lamp(self) -> Wire:
        heard = self._links.gateway_heard_at
        state = WireState.OK if self._links.gateway_up else WireState.DEAD if heard else WireState.UNKNOWN
        return Wire("gateway", tr("frame", "网关"), state, heard)


class AlarmCounts(QWidget):
    """红1 橙2 黄0 蓝3 未确认2 – a colour only where there is something."""

    def __init__(self, seat: Seat, stage: Stage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = seat.picture
        self._stage = stage
        self._counts: dict[Severity, int] = {}
        self._open: dict[Severity, int] = {}
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        seat.picture.changed.connect(self._follow)
        stage.beat.connect(self._beat)
        stage.themed.connect(self._measure)
        self._count()

    @property
    def unacknowledged(self) -> int:
        """Alarms that nobody has acknowledged."""
        return sum(self._open.values())

    @Slot()
    def _measure(self) -> None:
        self.updateGeometry()
        self.update()

    @Slot(object)
    def _follow(self, change: Change) -> None:
        if change.reset or Alarm in change.ids:
            self._count()

    def _count(self) -> None:
        standing = self._picture.all(Alarm, stands)
        kinds = (Severity.RED, Severity.ORANGE, Severity.YELLOW, Severity.BLUE)
        self._counts = {kind: sum(int(a.grade) == int(kind) for a in standing) for kind in kinds}
        self._open = {kind: sum(int(a.grade) == int(kind) and not a.acknowledged for a in standing) for kind in kinds}
        said = [f"{severity_word(kind)} {count}" for kind, count in self._counts.items()]
        self.setAccessibleName(" ".join([*said, self._unacknowledged_word()]))
        self.updateGeometry()
        self.update()

    def _unacknowledged_word(self) -> str:
        return self.tr("未确认 {count}").format(count=self.unacknowledged)

    @Slot()
    def _beat(self) -> None:
        if self.unacknowledged:
            self.update()

    def _width(self, text: str) -> int:
        return self._stage.metrics("body", bold=True).horizontalAdvance(text)

    def sizeHint(self) -> QSize:
        theme = self._stage.theme
        width = sum(theme.size("mark") + theme.gap(3) + self._width(str(count)) for count in self._counts.values())
        return QSize(width + self._width(self._unacknowledged_word()) + theme.gap(2), theme.size("hit"))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme, stage = self._stage.theme, self._stage
        side, left = theme.size("mark"), 0
        for kind, count in self._counts.items():
            mark = QRectF(left, (self.height() - side) / 2, side, side)
            state = AlarmState.UNACKNOWLEDGED if self._open[kind] else AlarmState.ACKNOWLEDGED
            painter.setOpacity(1.0 if count else 0.35)
            paint_mark(painter, mark, theme, kind, state if count else AlarmState.ACKNOWLEDGED, pulse=stage.pulse)
            painter.setOpacity(1.0)
            left += side + theme.gap(1)
            room = QRect(left, 0, self.width() - left, self.height())
            left += write(painter, stage, room, str(count), tone="text" if count else "dim", bold=bool(count)) + theme.gap(2)
        room = QRect(left, 0, self.width() - left, self.height())
        tone = "text" if self.unacknowledged else "dim"
        write(painter, stage, room, self._unacknowledged_word(), tone=tone, bold=bool(self.unacknowledged))


class Troubles(QObject):
    """Puts into a banner what is wrong with this screen's own links, and takes it away again by itself."""

    def __init__(self, seat: Seat, stage: Stage, links: Links, banner: Banner) -> None:
        super().__init__(banner)
        self._seat = seat
        self._stage = stage
        self._links = links
        self._banner = banner
        self._told: set[str] = set()
        self._lent = LentNotices(seat, stage, banner)
        links.changed.connect(self._look)
        for complaint in seat.settings.complaints:
            what = self.tr("设置 {0} 不能用").format(complaint.key)
            self._tell(f"setting-{complaint.key}", Severity.YELLOW, what, complaint.detail, lasting=False)
        self._look()

    @Slot()
    def _look(self) -> None:
        state = self._seat.picture.database_state
        opening = not state.up and state.code == "opening"
        if state.up or opening:
            self._over("database")
        else:
            advice = self.tr("画面停在断开时; 命令不能提交, 已输入的文字保留; 自动重连中")
            self._tell("database", Severity.RED, refusals.database(state.code), advice)
        if self._links.gateway_up or self._links.gateway_heard_at is None:
            self._over("gateway")
        else:
            self._tell("gateway", Severity.RED, self.tr("网关未连接"), self.tr("线路与信道状态不明, 收发停止; 正在自动重启"))

    def _tell(self, key: str, severity: Severity, what: str, advice: str, lasting: bool = True) -> None:
        if key not in self._told:
            self._told.add(key)
            self._banner.show_notice(Notice(key, severity, what, advice, since=self._stage.now(), lasting=lasting))

    def _over(self, key: str) -> None:
        if key in self._told:
            self._told.discard(key)
            self._banner.withdraw(key)
