"""The command board: sectors as lanes, forces as chips. A force is put into a lane by dragging it there or with the keyboard.

The board shows what the hall has committed. A chip that was asked to move stays where it is, framed as pending, until the new state or a
refusal comes.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from widgets import format as fmt
from widgets.carry import Carry, Load
from widgets.lanes import POOL, Chip, Lane, Layout, count_text, shortfall, work_light
from widgets.paint import RIGHT, focus_frame, frame, write
from widgets.roles import Severity
from widgets.severity import paint_glyph, paint_mark
from widgets.stage import Stage

FORCE = "force"  # kind of load that a lane takes


class LaneBoard(QAbstractScrollArea):
    """Lanes of one command.

    Signals:
        move_requested: force id, sector code ("" back to the pool). Also for a force dragged in from another panel.
        chip_opened: Enter or a double click on a chip.
        chip_selected: the selected chip changed.
    """

    move_requested = Signal(str, str)
    chip_opened = Signal(str)
    chip_selected = Signal(str)

    def __init__(self, stage: Stage, *, amber_s: float = 1200.0, red_s: float = 2400.0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        self._amber_s, self._red_s = amber_s, red_s
        self._lanes: tuple[Lane, ...] = ()
        self._chips: tuple[Chip, ...] = ()
        self._layout = Layout()
        self._selected: str | None = None
        self._target: int | None = None  # lane that a drag or the move mode points at
        self._moving = False
        self._pending: dict[str, str] = {}
        self._press_at: QPoint | None = None
        self._carry: Carry | None = None
        self._empty_text = ""
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("指挥编组"))
        stage.second.connect(self._tick)
        stage.themed.connect(self._lay)

    # what a window puts in

    def set_lanes(self, lanes: Sequence[Lane]) -> None:
        """The sectors, in their order."""
        self._lanes = tuple(lanes)
        self._lay()

    def set_chips(self, chips: Sequence[Chip]) -> None:
        """The forces under this command. Selection and focus stay with the force."""
        self._chips = tuple(chips)
        here = {chip.id: chip.sector for chip in chips}
        self._pending = {i: to for i, to in self._pending.items() if i in here and here[i] != to}
        if self._selected is not None and self._selected not in here:
            self._selected, self._moving, self._target = None, False, None
        self._lay()

    def refuse_move(self, force_id: str) -> None:
        """The hall said no: the chip is no longer pending (why is told by a banner)."""
        self._pending.pop(force_id, None)
        self.viewport().update()

    def set_empty_text(self, text: str) -> None:
        """What to say while there is no command."""
        self._empty_text = text
        self.viewport().update()

    def selected(self) -> str | None:
        """Id of the selected force."""
        return self._selected

    def pending(self) -> dict[str, str]:
        """Forces asked to move, and where to."""
        return dict(self._pending)

    def lane_box(self, code: str) -> QRect:
        """Where a lane is, in the board's coordinates."""
        number = next(n for n, lane in enumerate(self._layout.lanes) if lane.code == code)
        return self._layout.lane_boxes[number].translated(0, -self.verticalScrollBar().value())

    def chip_box(self, force_id: str) -> QRect:
        """Where a chip is, in the board's coordinates."""
        return self._layout.chip_boxes[force_id].translated(0, -self.verticalScrollBar().value())

    def key_help(self) -> list[tuple[str, str]]:
        """Keys that work here, for the help."""
        return [
            ("← → ↑ ↓", self.tr("选择力量")),
            ("M", self.tr("移动: 再用 ← → 选组, Enter 确认")),
            ("Enter", self.tr("打开力量")),
            ("Esc", self.tr("取消移动")),
        ]

    # layout

    @Slot()
    def _lay(self) -> None:
        lanes = list(self._lanes)
        known = {lane.code for lane in lanes}
        if lanes and any(chip.sector not in known for chip in self._chips):
            lanes.insert(0, Lane(POOL, self.tr("未分组")))
        self._layout = Layout.make(self._stage.theme, self.viewport().width(), lanes, self._chips)
        spare = self._layout.height - self.viewport().height()
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, spare))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(self._stage.theme.size("row"))
        self.viewport().update()

    def sizeHint(self) -> QSize:
        theme = self._stage.theme
        return QSize(theme.size("lane") * 3, theme.size("row") * 6)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def _inside(self, pos: QPoint) -> QPoint:
        return pos + QPoint(0, self.verticalScrollBar().value())

    @Slot()
    def _tick(self) -> None:
        if any(chip.since is not None for chip in self._chips):
            self.viewport().update()

    def _select(self, force_id: str | None) -> None:
        if force_id != self._selected:
            self._selected = force_id
            self.chip_selected.emit(force_id or "")
        if force_id is not None and force_id in self._layout.chip_boxes:
            box, bar = self._layout.chip_boxes[force_id], self.verticalScrollBar()
            if box.top() < bar.value() or box.bottom() > bar.value() + self.viewport().height():
                bar.setValue(box.center().y() - self.viewport().height() // 2)
        self.viewport().update()

    def _request(self, force_id: str, lane: int) -> None:
        code = self._layout.lanes[lane].code
        chip = self._layout.chip(force_id)
        if chip is not None and chip.sector == code:
            return
        if chip is not None:
            self._pending[force_id] = code
        self.viewport().update()
        self.move_requested.emit(force_id, code)

    # loads from here and from other panels

    def carry_over(self, load: Load, pos: QPoint) -> bool:
        lane = self._layout.lane_at(self._inside(pos)) if load.kind == FORCE else None
        if lane != self._target:
            self._target = lane
            self.viewport().update()
        return lane is not None

    def carry_leave(self) -> None:
        self._target = None
        self.viewport().update()

    def carry_drop(self, load: Load, pos: QPoint) -> None:
        lane = self._layout.lane_at(self._inside(pos))
        self._target = None
        if lane is not None and load.kind == FORCE:
            self._request(load.id, lane)

    # mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            found = self._layout.chip_at(self._inside(event.position().toPoint()))
            self._press_at = event.position().toPoint() if found is not None else None
            self._moving = False
            self._select(found)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._carry is None and self._press_at is not None and self._selected is not None:
            far = (event.position().toPoint() - self._press_at).manhattanLength() >= QApplication.startDragDistance()
            chip = self._layout.chip(self._selected)
            if far and chip is not None:
                self._carry = Carry(self, self._stage, Load(FORCE, chip.id, chip.name))
        if self._carry is not None:
            self._carry.move(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._press_at = None
        if self._carry is not None:
            carry, self._carry = self._carry, None
            carry.drop(event.globalPosition().toPoint())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        found = self._layout.chip_at(self._inside(event.position().toPoint()))
        if found is not None:
            self.chip_opened.emit(found)

    # keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        arrows = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape and (self._carry is not None or self._moving):
            self._cancel()
        elif key in arrows and self._moving:
            self._point(arrows[key][0] or arrows[key][1])
        elif key in arrows:
            self._select(self._layout.step(self._selected, *arrows[key]))
        elif key == Qt.Key.Key_M and self._selected is not None and not event.modifiers():
            self._begin_move(self._selected)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._selected is not None:
            self._confirm(self._selected)
        else:
            super().keyPressEvent(event)

    def _begin_move(self, force_id: str) -> None:
        at = self._layout.where(force_id)
        if at is not None:
            self._moving, self._target = True, at[0]
            self.viewport().update()

    def _point(self, step: int) -> None:
        self._target = ((self._target or 0) + step) % len(self._layout.lanes)
        self.viewport().update()

    def _confirm(self, force_id: str) -> None:
        if not self._moving:
            self.chip_opened.emit(force_id)
            return
        lane, self._moving, self._target = self._target, False, None
        if lane is not None:
            self._request(force_id, lane)

    def _cancel(self) -> None:
        self._moving, self._target, self._press_at = False, None, None
        if self._carry is not None:
            self._carry.cancel()
            self._carry = None
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._selected is None and event.reason() != Qt.FocusReason.MouseFocusReason:
            self._select(self._layout.step(None, 0, 0))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._cancel()

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        theme, stage = self._stage.theme, self._stage
        painter.fillRect(self.viewport().rect(), theme.colour("panel"))
        if not self._layout.lanes:
            painter.setFont(stage.font())
            painter.setPen(theme.colour("dim"))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.viewport().rect(), flags, self._empty_text)
        painter.translate(0, -self.verticalScrollBar().value())
        sight = self.viewport().rect().translated(0, self.verticalScrollBar().value())
        for number, box in enumerate(self._layout.lane_boxes):
            if box.intersects(sight):
                self._paint_lane(painter, number, box, sight)
        if self.hasFocus():
            painter.resetTransform()
            focus_frame(painter, self.viewport().rect(), stage)

    def _paint_lane(self, painter: QPainter, number: int, box: QRect, sight: QRect) -> None:
        theme, stage, lane = self._stage.theme, self._stage, self._layout.lanes[number]
        chips = self._layout.chips[number]
        aimed = number == self._target
        painter.fillRect(box, theme.colour("ground"))
        head = QRect(box.left(), box.top(), box.width(), theme.size("row")).adjusted(theme.gap(2), 0, -theme.gap(2), 0)
        missing = shortfall(len(chips), lane)
        words = count_text(len(chips), lane)
        if missing:
            words += " " + (self.tr("缺 {n}") if missing > 0 else self.tr("超 {n}")).format(n=abs(missing))
        used = write(painter, stage, head, words, tone="text" if missing else "dim", bold=missing > 0, align=RIGHT)
        if missing:
            side = theme.px(12)
            at = QRectF(head.right() - used - side - theme.gap(1.5), head.center().y() + 1 - side / 2, side, side)
            paint_mark(painter, at, theme, Severity.ORANGE if missing > 0 else Severity.YELLOW)
            used += side + theme.gap(1.5)
        write(painter, stage, head.adjusted(0, 0, -used - theme.gap(1), 0), lane.name)
        for chip in chips:
            if self._layout.chip_boxes[chip.id].intersects(sight):
                self._paint_chip(painter, chip, self._layout.chip_boxes[chip.id])
        if aimed:
            painter.fillRect(box, theme.colour("live", theme.alphas["unfocused"]))
            painter.setPen(QPen(theme.colour("live"), theme.size("stroke")))
            painter.drawRect(box.adjusted(1, 1, -1, -1))
            if self._moving:
                foot = QRect(box.left(), box.bottom() - theme.px(20), box.width(), theme.px(20))
                painter.fillRect(foot, theme.colour("live"))
                room = foot.adjusted(theme.gap(2), 0, -theme.gap(2), 0)
                write(painter, stage, room, self.tr("Enter 移入此组"), step="small", tone="ground")

    def _paint_chip(self, painter: QPainter, chip: Chip, box: QRect) -> None:
        theme, stage = self._stage.theme, self._stage
        selected = chip.id == self._selected
        painter.fillRect(box, theme.colour("raised"))
        if selected:
            painter.fillRect(box, theme.colour("live", theme.alphas["selected" if self.hasFocus() else "unfocused"]))
            painter.fillRect(box.left(), box.top(), theme.size("stroke") + theme.px(1), box.height(), theme.colour("live"))
        if chip.id in self._pending:
            painter.setPen(QPen(theme.colour("live"), theme.size("rule"), Qt.PenStyle.DashLine))
            painter.drawRect(box.adjusted(0, 0, -1, -1))
        elif not selected:
            frame(painter, box, stage)
        line = box.adjusted(theme.gap(2), 0, -theme.gap(2), 0)
        side = theme.px(13)
        paint_glyph(painter, QRectF(line.left(), line.center().y() + 1 - side / 2, side, side), theme, chip.glyph, chip.tone)
        line.setLeft(line.left() + side + theme.gap(1.5))
        if chip.since is not None:
            worked_s = (stage.now() - chip.since).total_seconds()
            light = work_light(worked_s, self._amber_s, self._red_s)
            words = fmt.short_age(chip.since, stage.now())
            used = write(painter, stage, line, words, step="small", tone="text" if light else "dim", align=RIGHT)
            line.setRight(line.right() - used - theme.gap(1))
            if light is not None:
                mark = theme.px(12)
                at = QRectF(line.right() - mark, line.center().y() + 1 - mark / 2, mark, mark)
                paint_mark(painter, at, theme, light)
                line.setRight(line.right() - mark - theme.gap(1))
        word = self.tr("待定") if chip.id in self._pending else chip.word
        name = stage.metrics().horizontalAdvance(chip.name)
        if name + theme.gap(2) + stage.metrics("small").horizontalAdvance(word) <= line.width():
            used = write(painter, stage, line, word, step="small", tone="dim", align=RIGHT)
            line.setRight(line.right() - used - theme.gap(1))
        write(painter, stage, line, chip.name)
