"""How one cell of a board is painted: text, severity, state, age, countdown, value, two lines.

Cells read roles and the stage, nothing else. They paint without the style engine, because a board of a storm repaints often; a text that
does not fit is elided and told whole in the tool tip.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip, QWidget

from widgets import format as fmt
from widgets.roles import Face, Glyph, Index, Role, Severity, as_enum, face_of, severity_of, state_of, time_of
from widgets.severity import face_word, hatch, paint_glyph, paint_mark, pulses, severity_word, state_word
from widgets.stage import Stage

_V = Qt.AlignmentFlag.AlignVCenter


class Cell(QStyledItemDelegate):
    """Base of all cells: the ground of the row, one line of text, the tool tip of what was elided.

    Attributes:
        ticks: repaint each second, because an age or a countdown is shown.
        beats: repaint while an unacknowledged row is in sight.
        align: where its text stands, and the head of its column with it.
    """

    ticks = False
    beats = False

    def __init__(self, stage: Stage, align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft, tone: str = "text") -> None:
        super().__init__(stage)
        self._stage = stage
        self.align = align
        self._tone = tone

    def text(self, index: Index) -> str:
        """What the cell says, in full."""
        value = index.data(Qt.ItemDataRole.DisplayRole)
        return fmt.UNKNOWN if value is None or value == "" else str(value)

    def draw(self, painter: QPainter, box: QRect, index: Index) -> None:
        """Paints the inside of the cell; the ground is there already."""
        tone = as_token(index, self._tone)
        self.write(painter, box, self.text(index), tone=tone, bold=bool(index.data(Role.MARKED)))

    def room(self, index: Index, box: QRect) -> int:
        """How much of the box the text may use."""
        return box.width()

    def write(
        self,
        painter: QPainter,
        box: QRect,
        text: str,
        *,
        tone: str = "text",
        step: str = "body",
        bold: bool = False,
        align: Qt.AlignmentFlag | None = None,
    ) -> int:
        """One elided line; returns the width it took."""
        if box.width() <= 0:
            return 0
        metrics = self._stage.metrics(step, bold)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.setFont(self._stage.font(step, bold))
        painter.setPen(self._stage.theme.colour(tone))
        painter.drawText(box, _V | (self.align if align is None else align), shown)
        return metrics.horizontalAdvance(shown)

    def inside(self, rect: QRect) -> QRect:
        """The part of the cell that is written in."""
        gap = self._stage.theme.gap(2)
        return rect.adjusted(gap, 0, -gap, -1)

    # Qt

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setClipRect(option.rect)
        paint_ground(painter, option, index, self._stage)
        self.draw(painter, self.inside(option.rect), index)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._stage.theme.size("lane"), self._stage.theme.size("row"))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        return None  # type: ignore[return-value]  # boards show; typing happens in sheets

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        told = index.data(Qt.ItemDataRole.ToolTipRole)
        text = self.text(index)
        box = self.inside(option.rect)
        if not told and self._stage.metrics().horizontalAdvance(text) > self.room(index, box):
            told = text
        if told:
            QToolTip.showText(event.globalPos(), str(told), view)
        else:
            QToolTip.hideText()
            event.ignore()
        return True


def as_token(index: Index, default: str) -> str:
    """The colour token a row asks for its text: dim for what is over, else the cell's own."""
    return "dim" if face_of(index) in (Face.STALE, Face.DISCONNECTED) else default


def paint_ground(painter: QPainter, option: QStyleOptionViewItem, index: Index, stage: Stage) -> None:
    """Selection and the rule under a row, the same under every cell."""
    theme = stage.theme
    rect = option.rect
    if option.state & QStyle.StateFlag.State_Selected:
        focused = option.widget is not None and option.widget.hasFocus()
        painter.fillRect(rect, theme.colour("live", theme.alphas["selected" if focused else "unfocused"]))
        if index.column() == 0:
            painter.fillRect(rect.left(), rect.top(), theme.size("stroke") + theme.px(1), rect.height(), theme.colour("live"))
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, theme.colour("raised"))
    rule = theme.size("rule")
    painter.fillRect(rect.left(), rect.bottom() + 1 - rule, rect.width(), rule, theme.colour("line", 0.6))


class SeverityCell(Cell):
    """Shape, then the word of the severity in text colour."""

    beats = True

    def text(self, index: Index) -> str:
        face = face_of(index)
        return face_word(face) if face is Face.DISCONNECTED else severity_word(severity_of(index))

    def draw(self, painter: QPainter, box: QRect, index: Index) -> None:
        theme = self._stage.theme
        side = theme.size("mark")
        mark = QRectF(box.left(), box.top() + (box.height() - side) / 2, side, side)
        paint_mark(painter, mark, theme, severity_of(index), state_of(index), face_of(index), self._stage.pulse)
        self.write(painter, box.adjusted(side + theme.gap(1.5), 0, 0, 0), self.text(index))


class StateCell(Cell):
    """Shape and word of a state: of an alarm by its state, of anything else by the row's glyph and tone."""

    def text(self, index: Index) -> str:
        state = index.data(Role.STATE)
        if state is not None and index.data(Qt.ItemDataRole.DisplayRole) in (None, ""):
            return state_word(state_of(index))
        return super().text(index)

    def room(self, index: Index, box: QRect) -> int:
        return box.width() - self._stage.theme.size("mark") - self._stage.theme.gap(1.5)

    def draw(self, painter: QPainter, box: QRect, index: Index) -> None:
        theme = self._stage.theme
        side = theme.size("mark")
        mark = QRectF(box.left(), box.top() + (box.height() - side) / 2, side, side)
        glyph = as_enum(Glyph, index.data(Role.GLYPH)) or _alarm_glyph(index)
        bold = pulses(state_of(index)) if index.data(Role.STATE) is not None else False
        paint_glyph(painter, mark, theme, glyph, str(index.data(Role.TONE) or ("text" if bold else "dim")))
        self.write(painter, box.adjusted(side + theme.gap(1.5), 0, 0, 0), self.text(index), bold=bold)


def _alarm_glyph(index: Index) -> Glyph:
    if index.data(Role.STATE) is None:
        return Glyph.DASH
    return {
        "unacknowledged": Glyph.DISC,
        "returned": Glyph.HALF,
        "acknowledged": Glyph.TICK,
        "shelved": Glyph.CLOCK,
        "cleared": Glyph.DASH,
    }[state_of(index).value]


class AgeCell(Cell):
    """14:05:32 and, dim beside it, how long ago; hatched when the source calls the datum stale."""

    ticks = True

    def text(self, index: Index) -> str:
        moment, now = time_of(index), self._stage.now()
        if moment is None:
            return fmt.UNKNOWN
        return f"{fmt.clock(moment, now)}  {fmt.age(moment, now)}"

    def draw(self, painter: QPainter, box: QRect, index: Index) -> None:
        moment, now, face = time_of(index), self._stage.now(), face_of(index)
        if face is Face.STALE:
            hatch(painter, QRectF(box), self._stage.theme)
        if moment is None:
            self.write(painter, box, fmt.UNKNOWN, tone="dim")
            return
        when = fmt.clock(moment, now)
        used = self.write(painter, box, when, tone=self._tone if face is Face.VALUE else "dim")
        rest = box.adjusted(used + self._stage.theme.gap(2), 0, 0, 0)
        aged = fmt.age(moment, now)
        if self._stage.metrics("small").horizontalAdvance(aged) <= rest.width():
            self.write(painter, rest, aged, tone="dim", step="small")


class CountdownCell(Cell):
    """Time left and a bar that runs out; what is overdue gets the shape, the word and the length of the delay."""

    ticks = True

    def _left_s(self, index: Index) -> float | None:
        deadline = time_of(index, Role.DEADLINE)
        return None if deadline is None else (deadline - self._stage.now()).total_seconds()

    def text(self, index: Index) -> str:
        return fmt.countdown(self._left_s(index))

    def draw(self, painter: QPainter, box: QRect, index: Index) -> None:
        theme = self._stage.theme
        left_s = self._left_s(index)
        if left_s is None:
            self.write(painter, box, fmt.UNKNOWN, tone="dim")
            return
        if left_s < 0:
            side = theme.size("mark")
            mark = QRectF(box.left(), box.top() + (box.height() - side) / 2, side, side)
            severity = severity_of(index)
            paint_mark(painter, mark, theme, severity or Severity.ORANGE)  # over time: orange, unless the row says worse
            self.write(painter, box.adjusted(side + theme.gap(1.5), 0, 0, 0), self.text(index), bold=True)
            return
        self.write(painter, box.adjusted(0, 0, 0, -theme.gap(1.5)), self.text(index))
        started, deadline = time_of(index, Role.STARTED), time_of(index, Role.DEADLINE)
        if started is not None and deadline is not None and deadline > started:
            share = min(1.0, left_s / (deadline - started).total_seconds())
            height = theme.px(3)
            bar = QRect(box.left(), box.bottom() - theme.gap(1) - height, box.width(), height)
            painter.fillRect(bar, theme.colour("line"))
            bar.setWidth(round(bar.width() * share))
            painter.fillRect(bar, theme.colour("live" if share > 0.25 else "text"))


class SinceCell(AgeCell):
    """Since when; where the row runs out instead, how much is left."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._left = CountdownCell(stage)

    def text(self, index: Index) -> str:
        return super().text(index) if time_of(index, Role.DEADLINE) is None else self._left.text(index)

    def draw(self, painter: QPainter, box: QRect, index: Index) -> None:
        if time_of(index, Role.DEADLINE) is None:
            super().draw(painter, box, index)
        else:
            self._left.draw(painter, box, index)


class ValueCell(Cell):
    """A figure with its unit, right-aligned, with the five faces of a datum."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage, Qt.AlignmentFlag.AlignRight)

    def text(self, index: Index) -> str:
        face = face_of(index)
        if face in (Face.UNKNOWN, Face.DISCONNECTED) or index.data(Role.VALUE) is None:
            return face_word(face) if face is Face.DISCONNECTED else fmt.UNKNOWN
        decimals = index.data(Role.DECIMALS)
        figure = fmt.number(float(index.data(Role.VALUE)), str(index.data(Role.UNIT) or ""), 1 if decimals is None else int(decimals))
        return f"{face_word(face)} {figure}" if face is Face.INVALID else figure

    def draw(self, painter: QPainter, box: QRect, index: Index) -> None:
        face = face_of(index)
        if face is Face.STALE:
            hatch(painter, QRectF(box), self._stage.theme)
        text = self.text(index)
        if face is Face.INVALID and self._stage.metrics().horizontalAdvance(text) > box.width():
            text = face_word(face)  # half a figure would be read as a figure
        used = self.write(painter, box, text, tone="text" if face is Face.VALUE else "dim")
        if face is Face.DISCONNECTED:
            side = self._stage.theme.size("mark")
            mark = QRectF(box.right() - used - side - self._stage.theme.gap(1), box.center().y() - side / 2, side, side)
            paint_mark(painter, mark, self._stage.theme, None, face=face)


class TwoLineCell(Cell):
    """A report or an incident in a list: mark, title and age above, sub line below."""

    ticks = True
    beats = True

    def room(self, index: Index, box: QRect) -> int:
        theme = self._stage.theme
        return box.width() - theme.size("mark") - theme.gap(3) - self._age_width(index)

    def _age(self, index: Index) -> str:
        moment = time_of(index)
        return "" if moment is None else fmt.age(moment, self._stage.now())

    def _age_width(self, index: Index) -> int:
        return self._stage.metrics("small").horizontalAdvance(self._age(index))

    def draw(self, painter: QPainter, box: QRect, index: Index) -> None:
        theme, stage = self._stage.theme, self._stage
        side, face = theme.size("mark"), face_of(index)
        top, bottom = _two_lines(box, stage.metrics("body"), stage.metrics("small"), theme.gap(0.5))
        mark = QRectF(box.left(), top.center().y() - side / 2 + 1, side, side)
        glyph = as_enum(Glyph, index.data(Role.GLYPH))
        if glyph is not None and severity_of(index) is None:
            paint_glyph(painter, mark, theme, glyph, str(index.data(Role.TONE) or "dim"))
        else:
            paint_mark(painter, mark, theme, severity_of(index), state_of(index), face, stage.pulse)
        indent = side + theme.gap(2)
        age = self._age(index)
        aged = self._age_width(index)
        self.write(painter, top, age, tone="dim", step="small", align=Qt.AlignmentFlag.AlignRight)
        title = top.adjusted(indent, 0, -aged - theme.gap(2), 0)
        self.write(painter, title, self.text(index), bold=bool(index.data(Role.MARKED)), tone=as_token(index, "text"))
        sub = index.data(Role.SUB)
        self.write(painter, bottom.adjusted(indent, 0, 0, 0), str(sub or ""), tone="dim", step="small")

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._stage.theme.size("lane"), self._stage.theme.size("row_two"))


def _two_lines(box: QRect, upper: QFontMetrics, lower: QFontMetrics, gap: int) -> tuple[QRect, QRect]:
    total = upper.height() + gap + lower.height()
    top = box.top() + max(0, (box.height() - total) // 2)
    return (
        QRect(box.left(), top, box.width(), upper.height()),
        QRect(box.left(), top + upper.height() + gap, box.width(), lower.height()),
    )
