"""The head of every page: which hall, drill or real, which page of how many, the clock, the age of the data, the state of the links."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from console.models.links import Links
from console.seat import Seat
from widgets import format as fmt
from widgets.lamps import ClockLabel, HallMark, WireState, paint_wire_mark, wire_word
from widgets.paint import write
from widgets.stage import Stage


class PageDots(QWidget):
    """One dot a page, the shown one filled; two bars when nothing turns by itself."""

    def __init__(self, stage: Stage, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        self._count = count
        self._at = 0
        self._still = False

    def set_page(self, at: int, still: bool) -> None:
        """Which one, and whether it stays."""
        self._at, self._still = at, still
        word = self.tr("第 {0} 页, 共 {1} 页").format(at + 1, self._count)
        self.setAccessibleName(self.tr("{0}, 不翻页").format(word) if still else word)
        self.update()

    @property
    def still(self) -> bool:
        """Whether the bars are shown."""
        return self._still

    def sizeHint(self) -> QSize:
        theme = self._stage.theme
        return QSize((self._count + 2) * theme.gap(4), theme.size("hit"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._stage.theme
        pitch, side, middle = theme.gap(4), theme.gap(2), self.height() / 2
        for number in range(self._count):
            box = QRectF(number * pitch + (pitch - side) / 2, middle - side / 2, side, side)
            painter.setPen(QPen(theme.colour("dim"), theme.size("rule")))
            painter.setBrush(theme.colour("text") if number == self._at else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(box)
        if self._still:
            left = self._count * pitch + pitch / 2
            for bar in (0.0, side * 0.65):
                painter.fillRect(QRectF(left + bar, middle - side * 0.6, side * 0.35, side * 1.2), theme.colour("text"))


class LinkWord(QWidget):
    """A shape and a name; only when something is wrong also the word and how long."""

    def __init__(self, stage: Stage, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        self._name = name
        self.state = WireState.UNKNOWN
        self._detail = ""

    def set_state(self, state: WireState, detail: str) -> None:
        """How it is, and since when."""
        self.state, self._detail = state, detail
        self.setAccessibleName(self.text())
        self.update()

    def text(self) -> str:
        """What stands beside the shape."""
        if self.state is WireState.OK:
            return self._name
        return " ".join(part for part in (self._name, wire_word(self.state), self._detail) if part)

    def _side(self) -> int:
        return self._stage.theme.px(10) if self.state is WireState.OK else self._stage.theme.size("mark")

    def sizeHint(self) -> QSize:
        theme = self._stage.theme
        width = self._side() + theme.gap(2.5) + self._stage.metrics("small").horizontalAdvance(self.text())
        return QSize(width, theme.size("hit"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._stage.theme
        side = self._side()
        paint_wire_mark(painter, QRectF(0, (self.height() - side) / 2, side, side), self._stage, self.state)
        room = self.rect().adjusted(side + theme.gap(1.5), 0, 0, 0)
        tone = "dim" if self.state is WireState.OK else "text"
        write(painter, self._stage, room, self.text(), step="small", tone=tone)


class Head(QFrame):
    """One line where everything fits beside each other, else two: the page and the clock above, the hall and its links below."""

    def __init__(self, seat: Seat, stage: Stage, links: Links, pages: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        self._links = links
        self.setProperty("depth", "panel")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hall = self._label(seat.settings.text("hall.name"), "lead")
        self.mark = HallMark(stage, seat.hall.drill, self)
        self.page = self._label("", "title")
        self.dots = PageDots(stage, pages, self)
        self.age = self._label("", "small")
        self.database = LinkWord(stage, self.tr("数据库"), self)
        self.gateway = LinkWord(stage, self.tr("网关"), self)
        self.clock = ClockLabel(stage, "title", parent=self)
        stage.second.connect(self.refresh)
        stage.themed.connect(self.refresh)
        links.changed.connect(self.refresh)
        self.refresh()

    def _label(self, text: str, step: str) -> QLabel:
        label = QLabel(text, self)
        label.setProperty("step", step)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        return label

    def set_page(self, title: str, at: int, still: bool) -> None:
        """Which page is in sight, and whether it stays."""
        self.page.setText(title)
        self.dots.set_page(at, still)
        self._arrange()

    @Slot()
    def refresh(self) -> None:
        """Says anew what changes by itself."""
        now, links = self._stage.now(), self._links
        fresh = links.fresh_at()
        self.age.setText(self.tr("数据 {0}").format(fmt.age(fresh, now)))
        heard = links.gateway_heard_at
        gateway = WireState.OK if links.gateway_up else WireState.DEAD if heard else WireState.UNKNOWN
        self.gateway.set_state(gateway, fmt.short_age(heard, now) if heard else "")
        lost = links.database_lost_at
        self.database.set_state(WireState.OK if links.database_up else WireState.DEAD, fmt.short_age(lost, now) if lost else "")
        self._arrange()

    def _groups(self) -> tuple[tuple[QWidget, ...], ...]:
        return (self.hall, self.mark), (self.page, self.dots), (self.age, self.database, self.gateway), (self.clock,)

    def _width(self, group: tuple[QWidget, ...]) -> int:
        return sum(part.sizeHint().width() for part in group) + self._stage.theme.gap(4) * (len(group) - 1)

    def _one_line(self) -> bool:
        room = self.width() - self._stage.theme.gap(8)
        return sum(self._width(group) for group in self._groups()) + self._stage.theme.gap(24) <= room

    def _line(self) -> int:
        return max(self._stage.metrics("title").height(), self._stage.theme.size("hit"))

    def sizeHint(self) -> QSize:
        theme = self._stage.theme
        height = self._line() + theme.gap(2)
        return QSize(theme.size("palette"), height if self._one_line() else height + theme.size("hit"))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def _arrange(self) -> None:
        theme = self._stage.theme
        hall, page, links, clock = self._groups()
        top, line, low = theme.gap(1), self._line(), theme.size("hit")
        left, right = theme.gap(4), self.width() - theme.gap(4)
        if self._one_line():
            self._place(hall, left, top, line)
            self._place(page, left + self._width(hall) + theme.gap(8), top, line)
            self._place(clock, right + theme.gap(2) - self._width(clock), top, line)
            self._place(links, right - self._width(clock) - theme.gap(6) - self._width(links), top, line)
        else:
            self._place(page, left, top, line)
            self._place(clock, right + theme.gap(2) - self._width(clock), top, line)
            self._place(hall, left, top + line, low)
            self._place(links, right - self._width(links), top + line, low)
        if self.height() != self.sizeHint().height():
            self.updateGeometry()

    def _place(self, group: tuple[QWidget, ...], left: int, top: int, height: int) -> None:
        for part in group:
            size = part.sizeHint()
            inner = min(size.height(), height)
            part.setGeometry(left, top + (height - inner) // 2, size.width(), inner)
            left += size.width() + self._stage.theme.gap(4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
