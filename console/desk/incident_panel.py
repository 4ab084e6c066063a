"""The chosen incident: what it is, who commands, which forces play where, which orders wait for their receipt."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QSizePolicy, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from console.desk.boards import order_board
from console.desk.hands import Hands
from console.desk.incident_notes import IncidentNotes
from console.desk.stray_line import StrayLine
from console.domain.codes import AssignmentStatus
from console.domain.entities import Assignment, Command, Force, Incident, Order, Sector
from console.models import boards, incident_words, words
from console.models.picture import Change
from widgets import format as fmt
from widgets.lane import LaneBoard
from widgets.lanes import POOL, Chip, Lane
from widgets.paint import write
from widgets.severity import paint_mark
from widgets.shortcuts import KeyButton

WORKING = (AssignmentStatus.ON_SCENE, AssignmentStatus.WORKING)


class IncidentHead(QWidget):
    """Title and grade; command, commander, elapsed time; place, and whether it has coordinates."""

    def __init__(self, hands: Hands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hands = hands
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        hands.stage.second.connect(self.update)
        hands.stage.themed.connect(self._measure)

    @Slot()
    def _measure(self) -> None:
        self.updateGeometry()

    def lines(self) -> tuple[str, str, str, str]:
        """Title, grade and response, command, place – as shown."""
        incident = self._hands.selection.incident()
        if incident is None:
            return "", "", "", ""
        now = self._hands.stage.now()
        command = self._hands.picture.active_command(incident.id)
        if command is not None:
            led = f"{incident_words.commander(command)} · {fmt.duration(now - command.established_at)}"
        else:
            led = self.tr("未设指挥部 · 已立案 {0}").format(fmt.duration(now - incident.opened_at))
        if incident.closed_at is not None:
            into = self._hands.picture.find(Incident, incident.merged_into)
            over = incident_words.state_of(incident, into.title if into else "")
            led = f"{over} {fmt.clock(incident.closed_at, now)}"
        place = incident.place or self.tr("地点不明")
        where = place if incident.lat is not None else self.tr("{0} · 无坐标").format(place)
        graded = f"{words.grade(incident.grade)} · {words.response(incident.response)}"
        return incident.title, graded, led, f"{words.incident_kind(incident.kind)} · {where}"

    def sizeHint(self) -> QSize:
        stage, theme = self._hands.stage, self._hands.stage.theme
        height = stage.metrics("lead", True).height() + 2 * stage.metrics("body").height() + stage.metrics("small").height()
        return QSize(theme.size("sheet"), height + theme.gap(6))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._hands.stage.theme.size("lane"), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        incident = self._hands.selection.incident()
        if incident is None:
            return
        painter = QPainter(self)
        stage, theme = self._hands.stage, self._hands.stage.theme
        title, graded, led, place = self.lines()
        box = self.rect().adjusted(theme.gap(3), theme.gap(2), -theme.gap(3), -theme.gap(2))
        steps = (
            (title, "lead", "text", True),
            (graded, "body", "text", False),
            (led, "body", "text", False),
            (place, "small", "dim", False),
        )
        top = box.top()
        for number, (text, step, tone, bold) in enumerate(steps):
            height = stage.metrics(step, bold).height()
            line = box.adjusted(0, 0, 0, 0)
            line.setTop(top)
            line.setHeight(height)
            if number == 1:
                side = theme.size("mark")
                at = QRectF(line.left(), line.center().y() + 1 - side / 2, side, side)
                paint_mark(painter, at, theme, boards.severity(incident.grade))
                line.setLeft(line.left() + side + theme.gap(2))
            write(painter, stage, line, text, step=step, tone=tone, bold=bold)
            top += height + theme.gap(0.5)


class FlowButtons(QWidget):
    """Buttons in as many columns as there is room for, each with its whole words and its key."""

    def __init__(self, hands: Hands, buttons: Sequence[KeyButton], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hands = hands
        self._buttons = tuple(buttons)
        self._columns = 0
        self._grid = QGridLayout(self)
        hands.stage.themed.connect(self._lay)
        self._lay()

    @Slot()
    def _lay(self) -> None:
        theme = self._hands.stage.theme
        gap = theme.gap(2)
        self._grid.setContentsMargins(theme.gap(3), 0, theme.gap(3), gap)
        self._grid.setSpacing(theme.gap(1.5))
        widths = [button.sizeHint().width() for button in self._buttons]
        room = self.width() - theme.gap(6) + gap
        if sum(widths) + gap * len(widths) <= room:
            columns = len(widths)
        else:
            columns = max(2, min(len(widths) // 2 + len(widths) % 2, room // (max(widths) + gap)))
        if columns == self._columns:
            return
        self._columns = columns
        for number, button in enumerate(self._buttons):
            self._grid.addWidget(button, number // columns, number % columns)

    def resizeEvent(self, event: object) -> None:
        self._lay()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._hands.stage.theme.size("lane"), self._grid.minimumSize().height())


class IncidentPanel(QWidget):
    """Head, keys, lanes and orders of the chosen incident.

    Signals:
        move_requested: force id, sector id ("" for none).
        force_opened: a chip was entered.
    """

    move_requested = Signal(str, str)
    force_opened = Signal(str)

    def __init__(self, hands: Hands, buttons: Sequence[KeyButton], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hands = hands
        figures = hands.seat.settings.figures()
        self.head = IncidentHead(hands)
        self.strays = StrayLine(hands)
        self.notes = IncidentNotes(hands)
        self.lanes = LaneBoard(hands.stage, amber_s=figures.work_amber_s, red_s=figures.work_red_s)
        self.orders_table = boards.orders(hands.picture, lambda o: o.incident_id == hands.selection.incident_id)
        self.orders = order_board(hands.stage)
        self.orders.setModel(self.orders_table)
        self.orders.set_empty_text(self.tr("暂无指令 – 选中力量后按 F5 下达"))
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.lanes)
        split.addWidget(self.orders)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setChildrenCollapsible(False)
        body = QWidget()
        box = QVBoxLayout(body)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.head)
        box.addWidget(self.notes)
        box.addWidget(FlowButtons(hands, buttons))
        box.addWidget(self.strays)
        box.addWidget(split, 1)
        self._empty = _Nothing(hands, self._why_empty)
        self._stack = QStackedWidget()
        scroll = QScrollArea()  # on a low screen the panel scrolls, it never makes the window higher than the screen
        scroll.setWidget(body)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(scroll)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self.lanes.move_requested.connect(self.move_requested)
        self.lanes.chip_opened.connect(self.force_opened)
        self.lanes.chip_selected.connect(self._chip)
        hands.selection.incident_changed.connect(self._choose)
        hands.picture.changed.connect(self._follow)
        self._choose()

    def _why_empty(self) -> str:
        if not self._hands.picture.loaded:
            return self.tr("等待数据库")
        if self._hands.picture.open_incidents():
            return self.tr("未选事件 – 在「事件」中选择 (Alt+2)")
        return self.tr("暂无事件 – 接报上按 Enter 立案, F2 登记接报")

    @Slot(str)
    def _chip(self, force_id: str) -> None:
        if force_id:
            self._hands.selection.choose_force(force_id)

    @Slot()
    def _choose(self) -> None:
        self.orders_table.refill()
        self._show()

    @Slot(object)
    def _follow(self, change: Change) -> None:
        if change.reset or any(kind in change.ids for kind in (Incident, Command, Sector, Assignment, Force)):
            self._show()
        elif Order in change.ids:
            self.head.update()

    def _show(self) -> None:
        incident = self._hands.selection.incident()
        self._stack.setCurrentIndex(0 if incident is None else 1)
        self._empty.update()
        self.head.update()
        if incident is None:
            self.lanes.set_chips(())
            self.lanes.set_lanes(())
            return
        sectors = self._hands.sectors(incident.id)
        self.lanes.set_empty_text(
            self.tr("已结案") if incident.closed_at else self.tr("未设指挥部 – Ctrl+J 设立, 然后 F4 派遣力量")
        )
        self.lanes.set_lanes([Lane(s.id, incident_words.sector(s), s.minimum, s.maximum) for s in sectors])
        held = sorted(self._hands.picture.committed_to(incident.id), key=lambda a: a.assigned_at)
        self.lanes.set_chips([self._chip_of(assignment) for assignment in held])

    def _chip_of(self, assignment: Assignment) -> Chip:
        force = self._hands.picture.find(Force, assignment.force_id)
        glyph, tone = boards.ASSIGNMENT_GLYPHS[assignment.status]
        return Chip(
            id=assignment.force_id,
            name=force.name if force else "–",
            sector=assignment.sector_id or POOL,
            word=words.assignment_status(assignment.status),
            glyph=glyph,
            tone=tone,
            # From its arrival: what a crew does on the scene does not rest it.
            since=(assignment.arrived_at or assignment.status_at) if assignment.status in WORKING else None,
        )


class _Nothing(QWidget):
    """Says why there is nothing."""

    def __init__(self, hands: Hands, why: Callable[[], str]) -> None:
        super().__init__()
        self._hands, self._why = hands, why

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._hands.stage.theme
        painter.fillRect(self.rect(), theme.colour("panel"))
        painter.setFont(self._hands.stage.font())
        painter.setPen(theme.colour("dim"))
        gap = theme.gap(4)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(self.rect().adjusted(gap, gap, -gap, -gap), flags, self._why())
