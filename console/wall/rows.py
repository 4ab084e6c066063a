"""Rows for a wall: as many whole ones as there is room for, the rest counted in words. Nothing scrolls, nothing is clipped."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets import format as fmt
from widgets.paint import CENTRE, RIGHT, write
from widgets.roles import AlarmState, Glyph, Severity
from widgets.severity import paint_glyph, paint_mark, pulses
from widgets.stage import Stage

COLUMN = 420  # least width of a column of rows, at 100 %
GAP = "  "
STRETCH = 1.3  # rows stand further apart, by so much at most, where there is room


@dataclass(frozen=True, slots=True)
class Row:
    """One row. ``word`` stands in a column of its own beside the shape; ``sub`` is as many parts as fit, the weightiest first.

    ``since`` is told as a running length of time, ``at`` as a time with its age.
    """

    text: str
    word: str = ""
    sub: tuple[str, ...] = ()
    since: datetime | None = None
    at: datetime | None = None
    severity: Severity | None = None
    state: AlarmState = AlarmState.ACKNOWLEDGED
    glyph: Glyph | None = None
    tone: str = "text"


class RowList(QWidget):
    """Paints rows in one column or, on a wide wall, in several."""

    def __init__(self, stage: Stage, *, two_line: bool = False, columns: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        self._two_line = two_line
        self._columns = columns
        self._rows: tuple[Row, ...] = ()
        self._empty = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        stage.second.connect(self.update)
        stage.beat.connect(self._beat)
        stage.themed.connect(self._measure)

    def set_rows(self, rows: Sequence[Row], empty: str) -> None:
        """These rows; ``empty`` says why there are none."""
        self._rows, self._empty = tuple(rows), empty
        said = [" ".join(part for part in (row.word, row.text, *row.sub) if part) for row in self.shown()]
        self.setAccessibleName("; ".join([*said, self.rest_word()]) if rows else empty)
        self.update()

    def shown(self) -> tuple[Row, ...]:
        """The rows in sight."""
        return self._rows[: self._columns_now() * self._lines()]

    def rest_word(self) -> str:
        """How many more there are; "" when all are in sight."""
        rest = len(self._rows) - len(self.shown())
        return self.tr("另有 {0} 条").format(rest) if rest else ""

    def row_height(self) -> int:
        """Height of one row."""
        stage, theme = self._stage, self._stage.theme
        height = stage.metrics("body", bold=True).height() + theme.gap(2)
        return height + stage.metrics("small").height() if self._two_line else height

    def _columns_now(self) -> int:
        """One column as long as it holds all; more on a wide wall."""
        most = max(1, self.width() // self._stage.theme.px(COLUMN)) if self._columns else 1
        return min(most, max(1, math.ceil(len(self._rows) / self._whole())))

    def _whole(self) -> int:
        """Rows of one column when nothing has to be counted below them."""
        return max(1, self.height() // self.row_height())

    def _foot(self) -> int:
        """Height of the line that counts the rest; none where all fit."""
        return 0 if len(self._rows) <= self._whole() * self._columns_now() else self._stage.metrics("body").height()

    def _lines(self) -> int:
        return max(1, (self.height() - self._foot()) // self.row_height())

    @Slot()
    def _beat(self) -> None:
        if any(pulses(row.state) for row in self._rows):
            self.update()

    @Slot()
    def _measure(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._stage.theme.size("lane"), self.row_height() * 3)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._stage.theme.size("lane"), self.row_height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        stage, theme = self._stage, self._stage.theme
        painter.fillRect(self.rect(), theme.colour("panel"))
        if not self._rows:
            metrics = stage.metrics("lead")
            painter.setFont(stage.font("lead"))
            painter.setPen(theme.colour("dim"))
            room = self.rect().adjusted(theme.gap(4), 0, -theme.gap(4), -metrics.height() // 2)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), self._empty)
            return
        if self.height() < self.row_height():
            write(painter, stage, self.rect(), self.tr("共 {0} 条").format(len(self._rows)), tone="dim", align=CENTRE)
            return
        columns, foot, shown = self._columns_now(), self._foot(), self.shown()
        lines = self._lines() if foot else math.ceil(len(shown) / columns)
        height = min(round(self.row_height() * STRETCH), (self.height() - foot) // lines)
        width = self.width() // columns
        word = max((stage.metrics("body").horizontalAdvance(row.word) for row in shown), default=0)
        for number, row in enumerate(shown):
            column, line = divmod(number, lines)
            box = QRect(column * width, line * height, width, height).adjusted(theme.gap(3), 0, -theme.gap(3), 0)
            self._paint_row(painter, box, row, word)
            if line + 1 < lines:
                painter.fillRect(box.left(), box.bottom(), box.width(), theme.size("rule"), theme.colour("line"))
        if foot:
            rest = QRect(0, lines * height, self.width(), self.height() - lines * height)
            write(painter, stage, rest, self.rest_word(), tone="dim", align=CENTRE)

    def _paint_row(self, painter: QPainter, box: QRect, row: Row, word: int) -> None:
        stage, theme = self._stage, self._stage.theme
        first = QRect(box)
        if self._two_line:
            upper = stage.metrics("body", bold=True).height()
            both = upper + stage.metrics("small").height()
            first = QRect(box.left(), box.top() + (box.height() - both) // 2, box.width(), upper)
        left = self._paint_shape(painter, first, row)
        if word:
            write(painter, stage, QRect(left, first.top(), word, first.height()), row.word)
            left += word + theme.gap(3)
        room = QRect(left, first.top(), first.right() - left + 1, first.height())
        aged = self._aged(row)
        second = QRect(left, first.bottom() + 1, room.width(), stage.metrics("small").height()) if self._two_line else None
        if second is not None:
            used = write(painter, stage, second, aged, step="small", tone="dim", align=RIGHT)
            second.setRight(second.right() - used - theme.gap(2))
            write(painter, stage, room, row.text, bold=True)
            write(painter, stage, second, self._fitting(row.sub, second.width()), step="small", tone="dim")
            return
        used = write(painter, stage, room, aged, align=RIGHT, tone="dim" if row.at else "text")
        room.setRight(room.right() - used - theme.gap(3))
        used = write(painter, stage, room, row.text, bold=True)
        room.setLeft(room.left() + used + theme.gap(3))
        write(painter, stage, room, self._fitting(row.sub, room.width()), step="small", tone="dim")

    def _paint_shape(self, painter: QPainter, line: QRect, row: Row) -> int:
        """The shape of severity or state; returns where the words begin."""
        theme = self._stage.theme
        side = theme.size("mark")
        at = QRectF(line.left(), line.center().y() + 1 - side / 2, side, side)
        if row.severity is not None or row.glyph is None:
            paint_mark(painter, at, theme, row.severity, row.state, pulse=self._stage.pulse)
        else:
            paint_glyph(painter, at, theme, row.glyph, row.tone)
        return line.left() + side + theme.gap(2)

    def _aged(self, row: Row) -> str:
        now = self._stage.now()
        if row.since is not None:
            return fmt.duration(now - row.since)
        return "" if row.at is None else fmt.age(row.at, now)

    def _fitting(self, parts: Sequence[str], width: int) -> str:
        """The parts that fit, whole; a first part too long is elided by who writes it."""
        metrics = self._stage.metrics("small")
        kept = ""
        for part in parts:
            longer = f"{kept}{GAP}{part}" if kept else part
            if kept and metrics.horizontalAdvance(longer) > width:
                break
            kept = longer
        return kept
