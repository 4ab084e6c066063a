"""The panel of the recommendation: a list to tick by keyboard, what one might suppose beside it, and the plan over all incidents behind it.

It shows and says what a person wants; what is recommended is worked out elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from console.desk.boards import two_line_board
from console.desk.inputs import grades, kinds
from console.domain.codes import Grade, IncidentKind
from console.models import advice_rows
from console.models.rows import TIP, Row, RowsTable
from widgets.roles import RowAction
from widgets.shortcuts import KeyButton, make_action
from widgets.stage import Stage
from widgets.tables import BoardView

AS_IT_IS = ""


class AdvicePanel(QWidget):
    """Rows, filter, suppositions, and the keys for them.

    Signals:
        dispatch_requested: send what is ticked.
        toggled: a force to tick or not (its id).
        without, as_free: suppose that a force cannot be had, or could (its id).
        more: suppose one more or one less of a capability (its code, +1 or -1).
        cleared: suppose nothing any more.
        supposed: kind, level or closed roads were changed.
        filtered: another name is searched for.
        incident_opened: the plan's ticks are wanted for an incident (its id).
        plan_wanted: the other page.
        shown: it came into sight.
    """

    dispatch_requested = Signal()
    toggled = Signal(str)
    without = Signal(str)
    as_free = Signal(str)
    more = Signal(str, int)
    cleared = Signal()
    supposed = Signal()
    filtered = Signal()
    incident_opened = Signal(str)
    plan_wanted = Signal()
    shown = Signal()

    def __init__(self, stage: Stage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        self._make_parts(stage)
        self._lay_out(stage)
        self._connect()
        stage.themed.connect(self._measure)
        self._measure()

    # ---- making -------------------------------------------------------------------------------------------------------

    def _make_parts(self, stage: Stage) -> None:
        self.kind = kinds()
        self.kind.insertItem(0, self.tr("类别: 按事件"), AS_IT_IS)
        self.kind.setCurrentIndex(0)
        self.level = grades(self.tr("级别: 按事件"))
        self.roads = QLineEdit()
        self.roads.setPlaceholderText(self.tr("假设封路: 地点或坐标"))
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(self.tr("查找力量: 名称、拼音或首字母"))
        self.kind.setAccessibleName(self.tr("类别"))
        self.level.setAccessibleName(self.tr("级别"))
        self.roads.setAccessibleName(self.tr("封路"))
        self.filter.setAccessibleName(self.tr("查找"))
        self.about = _label("small")
        self.supposition = _label("small", "text")
        self.why = _label("small", "text")
        self.list = two_line_board(stage)
        self.rows = RowsTable(self.list)
        self.list.setModel(self.rows)
        self.plan = two_line_board(stage)
        self.plan_rows = RowsTable(self.plan)
        self.plan.setModel(self.plan_rows)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.list)
        self.pages.addWidget(self.plan)
        self.send = make_action(self, "", "Return", Qt.ShortcutContext.WidgetShortcut)
        self.send.setEnabled(False)
        # The window owns both keys; here they are shown beside their buttons.
        self.other_page = make_action(self, self.tr("全局方案"), "Ctrl+Shift+R", Qt.ShortcutContext.WidgetShortcut)
        self.list.set_row_actions(
            [
                RowAction("toggle", self.tr("勾选"), "Space"),
                RowAction("send", self.tr("派遣已勾选"), "Return", listens=False),
                RowAction("without", self.tr("假设: 不用此力量"), "Del"),
                RowAction("free", self.tr("假设: 此力量空闲"), "Ins"),
                RowAction("more", self.tr("假设: 多要一支"), "+"),
                RowAction("less", self.tr("假设: 少要一支"), "-"),
                RowAction("clear", self.tr("清除假设"), "Backspace"),
            ]
        )

    def _lay_out(self, stage: Stage) -> None:
        self._case = QHBoxLayout()
        self._case.addWidget(self.kind, 1)
        self._case.addWidget(self.level, 1)
        self._search = QHBoxLayout()
        self._search.addWidget(self.filter, 1)
        self._search.addWidget(self.roads, 1)
        self._foot = QHBoxLayout()
        self._send_button = KeyButton(stage, self.send, main=True)
        self._foot.addWidget(self._send_button)
        self._foot.addStretch(1)
        self._foot.addWidget(KeyButton(stage, self.other_page))
        self._box = QVBoxLayout(self)
        self._box.addLayout(self._case)
        self._box.addLayout(self._search)
        for part in (self.about, self.supposition):
            self._box.addWidget(part)
        self._box.addWidget(self.pages, 1)
        self._box.addWidget(self.why)
        self._box.addLayout(self._foot)
        self.supposition.hide()
        self.why.hide()

    def _connect(self) -> None:
        self.send.triggered.connect(self.dispatch_requested)
        self.other_page.triggered.connect(self.plan_wanted)
        self.list.activated_row.connect(self._entered)
        self.list.action_requested.connect(self._act)
        self.list.selected_row.connect(self._tell_why)
        self.rows.dataChanged.connect(self._tell_why_again)
        self.rows.modelReset.connect(self._tell_why_again)
        self.plan.activated_row.connect(self._plan_entered)
        self.plan.selected_row.connect(self._tell_why)
        self.kind.activated.connect(lambda _row: self.supposed.emit())
        self.level.activated.connect(lambda _row: self.supposed.emit())
        self.roads.editingFinished.connect(self.supposed)
        self.filter.textChanged.connect(lambda _text: self.filtered.emit())
        self.filter.installEventFilter(self)

    @Slot()
    def _measure(self) -> None:
        theme = self._stage.theme
        gap = theme.gap(2)
        for row in (self._case, self._search):
            row.setContentsMargins(gap, gap, gap, 0)
            row.setSpacing(gap)
        self._foot.setContentsMargins(gap, 0, gap, gap)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.gap(1))
        for label in (self.about, self.supposition, self.why):
            label.setContentsMargins(gap, 0, gap, 0)

    # ---- what the part puts in ----------------------------------------------------------------------------------------

    def case(self) -> tuple[IncidentKind | None, Grade | None]:
        """Another kind and another level, where they are supposed."""
        kind, level = self.kind.currentData(), self.level.currentData()
        return IncidentKind(kind) if kind else None, Grade(int(level)) if level else None

    def suppose_nothing(self) -> None:
        """Kind, level and roads as they are."""
        with QSignalBlocker(self.roads):
            self.kind.setCurrentIndex(0)
            self.level.setCurrentIndex(0)
            self.roads.clear()

    def set_rows(self, rows: Sequence[Row], why_empty: str) -> None:
        """The recommendation."""
        self.list.set_empty_text(why_empty)
        self.rows.set_rows(rows)
        self._begin(self.list)

    def set_plan(self, rows: Sequence[Row], why_empty: str) -> None:
        """The plan over all incidents."""
        self.plan.set_empty_text(why_empty)
        self.plan_rows.set_rows(rows)
        self._begin(self.plan)

    @staticmethod
    def _begin(view: BoardView) -> None:
        """The keyboard waited here for the answer: it begins at the top."""
        if view.hasFocus() and not view.currentIndex().isValid() and view.model().rowCount():
            view.setCurrentIndex(view.model().index(0, 0))

    def set_send(self, count: int) -> None:
        """How many would go."""
        self.send.setText(self.tr("派遣 {0} 支").format(count))
        self.send.setEnabled(count > 0)

    def set_about(self, words: str) -> None:
        """Which card, what was left out, when it was worked out."""
        self.about.setText(words)

    def set_supposition(self, words: str) -> None:
        """What is only supposed, "" for nothing."""
        self.supposition.setText(words)
        self.supposition.setVisible(bool(words))

    def show_plan(self, plan: bool) -> None:
        """The plan, or the recommendation for the chosen incident."""
        page = self.plan if plan else self.list
        keep = self.list.hasFocus() or self.plan.hasFocus()
        self.pages.setCurrentWidget(page)
        self._send_button.setVisible(not plan)
        self.other_page.setText(self.tr("推荐派遣") if plan else self.tr("全局方案"))
        for part in (self.kind, self.level, self.filter, self.supposition):
            part.setEnabled(not plan)
        if keep:
            page.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell_why_again()

    def plan_in_sight(self) -> bool:
        """Whether the plan is shown."""
        return self.pages.currentWidget() is self.plan

    # ---- what a person does -------------------------------------------------------------------------------------------

    @Slot(str, str)
    def _act(self, key: str, id: str) -> None:
        force, capability = advice_rows.force_of(id), advice_rows.line_of(id)
        match key:
            case "toggle" if force:
                self.toggled.emit(force)
            case "without" if force:
                self.without.emit(force)
            case "free" if force:
                self.as_free.emit(force)
            case "more" | "less" if capability:
                self.more.emit(capability, 1 if key == "more" else -1)
            case "clear":
                self.cleared.emit()
            case "send":
                self.dispatch_requested.emit()

    @Slot(str)
    def _entered(self, _id: str) -> None:
        self.dispatch_requested.emit()

    @Slot(str)
    def _plan_entered(self, id: str) -> None:
        parts = advice_rows.read_key(id)
        if parts[0] in (advice_rows.INCIDENT, "put"):
            self.incident_opened.emit(parts[1])

    @Slot(str)
    def _tell_why(self, _id: str) -> None:
        self._tell_why_again()

    @Slot()
    def _tell_why_again(self) -> None:
        """The whole of what the chosen row has room for only in part."""
        view: BoardView = self.plan if self.plan_in_sight() else self.list
        index = view.currentIndex()
        words = str(index.data(TIP) or "") if index.isValid() else ""
        self.why.setText(words)
        self.why.setVisible(bool(words))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.filter and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
                self._into_list()
                return True
            if event.key() == Qt.Key.Key_Escape and self.filter.text():
                self.filter.clear()
                return True
        return super().eventFilter(watched, event)

    def _into_list(self) -> None:
        """From the search to the first force that was found."""
        first = next((id for id in self.rows.row_ids() if advice_rows.force_of(id)), None)
        if first is not None:
            self.list.select_id(first)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QEvent) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self.shown.emit()


def _label(step: str, tone: str = "dim") -> QLabel:
    made = QLabel()
    made.setWordWrap(True)
    made.setProperty("step", step)
    made.setProperty("tone", tone)
    return made
