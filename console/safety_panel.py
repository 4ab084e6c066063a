"""Who on the scene is heard from, and what is done for who is not: the same two panels at the desk and in the radio room, with the same
keys. Enter on a force: it was heard. Enter on a step: it is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QIntValidator, QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout

from console.app.context import Command
from console.app.safety import AnswerPar, DoMaydayStep, EndMayday
from console.domain.codes import ParAnswerState
from console.domain.entities import Assignment, Force, Incident, Mayday, ParAnswer, ParRound
from console.engine import Outcome
from console.models import order_words, refusals, safety
from console.models.picture import Change
from console.seat import Seat
from widgets import format as fmt
from widgets.cells import AgeCell, Cell, CountdownCell, StateCell
from widgets.roles import Index, RowAction, severity_of, state_of
from widgets.severity import paint_mark
from widgets.shortcuts import KeyButton, make_action
from widgets.stage import Stage
from widgets.tables import BoardView, Column

Said = Callable[[str], None]
LOW_PX = 860  # at 100 %: on a lower window a mayday shows less than all of its steps at once


class Ask(Protocol):
    """How a command of a panel reaches the hall: what it does in words, what follows a yes, where the words of a no go."""

    def __call__(self, command: Command, doing: str, done: Said | None = None, refused: Said | None = None) -> None: ...


def ask_of(seat: Seat) -> Ask:
    """Straight to the seat's engine, for screens that have no asker of their own."""

    def ask(command: Command, doing: str, done: Said | None = None, refused: Said | None = None) -> None:
        def heard(outcome: Outcome) -> None:
            if outcome.done:
                if done is not None:
                    done(outcome.value or "")
            elif refused is not None:
                refused(refusals.answer(outcome, seat.picture))

        seat.do(command, heard)

    return ask


class ParPanel(QFrame):
    """The running checks: who is waited for with the time left, who answered what; and when the next check begins by itself.

    ``incident`` gives the incident whose last check stays in sight after it is over; "" for none.
    """

    def __init__(self, seat: Seat, stage: Stage, ask: Ask, incident: Callable[[], str] = lambda: "") -> None:
        super().__init__()
        self._seat, self._stage, self._ask, self._incident = seat, stage, ask, incident
        self._figures = seat.settings.figures()
        self._shown: frozenset[str] = frozenset()
        self._sent = ""  # the answer that this seat has registered and not seen yet
        self.setProperty("depth", "panel")
        self.setAccessibleName(self.tr("人员清点"))
        self.title = QLabel(self.tr("人员清点"))
        self.title.setProperty("tone", "dim")
        self._head = QLabel()
        self._head.setObjectName("par-head")
        self._head.setWordWrap(True)
        self._make_board()
        self._make_lines()
        self._said = QLabel()
        self._said.setObjectName("par-said")
        self._said.setWordWrap(True)
        self._lay_out()
        self.setFocusProxy(self.board)
        seat.picture.changed.connect(self._follow)
        stage.second.connect(self._tick)
        self._tell("")
        self.refill()

    def _make_board(self) -> None:
        stage = self._stage
        self.board = BoardView(
            stage,
            (
                Column(Cell(stage), 7, 1),
                Column(StateCell(stage), 5.4),
                Column(CountdownCell(stage), 3.6),
                Column(StateCell(stage), 4.4, drop=2),
                Column(Cell(stage, tone="dim"), 6, 3, drop=1),
                Column(Cell(stage, tone="dim"), 6, 1, drop=3),
            ),
        )
        self.board.setObjectName("par")
        self.board.setAccessibleName(self.tr("人员清点"))
        self.model = safety.par_board(self._seat.picture, lambda one: one.round_id in self._shown)
        self.model.setParent(self)
        self.board.setModel(self.model)
        self.board.set_row_actions(
            [
                RowAction("heard", self.tr("已听到应答"), "Enter", listens=False),
                RowAction("proxy", self.tr("代答或记原话…"), "Ctrl+E"),
            ]
        )
        self.board.activated_row.connect(self.heard)
        self.board.action_requested.connect(self._row_action)

    def _make_lines(self) -> None:
        self.words = QLineEdit()
        self.words.setPlaceholderText(self.tr("原话"))
        self.words.setToolTip(self.tr("听到的原话; 代答时必填"))
        self.proxy = QLineEdit()
        self.proxy.setPlaceholderText(self.tr("代答人"))
        self.proxy.setToolTip(self.tr("谁代答的; 本队自己应答则留空"))
        self.crew = QLineEdit()
        self.crew.setPlaceholderText(self.tr("人数"))
        self.crew.setValidator(QIntValidator(0, 9999, self))
        for line, name in ((self.words, self.tr("原话")), (self.proxy, self.tr("代答人")), (self.crew, self.tr("人数"))):
            line.setAccessibleName(name)
            line.returnPressed.connect(self.answer)
        self._answer = make_action(self, self.tr("登记应答"), "Return", Qt.ShortcutContext.WidgetShortcut)
        self._answer.triggered.connect(self.answer)

    def _lay_out(self) -> None:
        stage = self._stage
        lines = QHBoxLayout()
        lines.addWidget(self.proxy, 3)
        lines.addWidget(self.words, 4)
        lines.addWidget(self.crew, 1)
        lines.addWidget(KeyButton(stage, self._answer))
        box = QVBoxLayout(self)
        gap = stage.theme.gap(2)
        box.setContentsMargins(gap, gap, gap, gap)
        box.setSpacing(stage.theme.gap(1))
        box.addWidget(self.title)
        box.addWidget(self._head)
        box.addWidget(self.board, 1)
        box.addWidget(self._said)
        box.addLayout(lines)

    # ---- what is shown -------------------------------------------------------------------------------------------------

    def refill(self) -> None:
        """Choose the checks in sight anew, after another incident was chosen or a check began or ended."""
        picture = self._seat.picture
        wanted = {check.id for check in safety.running_checks(picture)}
        last = safety.latest_check(picture, self._incident()) if self._incident() else None
        if last is not None:
            wanted.add(last.id)
        if wanted != self._shown:
            self._shown = frozenset(wanted)
            self.model.refill()
        sent = picture.find(ParAnswer, self._sent)
        if sent is not None and sent.state is not ParAnswerState.WAITING:
            self._sent = ""
            self._go_on()
        self._tick()

    @Slot(object)
    def _follow(self, change: Change) -> None:
        if change.reset or any(kind in change.ids for kind in (ParRound, ParAnswer, Assignment, Incident)):
            self.refill()

    def head_words(self) -> str:
        """The checks that run, else when the next one begins."""
        picture, now = self._seat.picture, self._stage.now()
        running = safety.running_checks(picture)
        if running:
            return "\n".join(self._check_line(check) for check in running)
        incident_id = self._incident() or safety.lone_incident(picture)
        if not incident_id:
            return self.tr("没有进行中的清点")
        due = safety.next_check(picture, incident_id, self._figures)
        if due is None:
            word = self.tr("现场还没有力量, 到场后自动清点")
            return word if self._figures.par_cadence_s else self.tr("未设自动清点, 可手动发起")
        left = fmt.countdown((due - now).total_seconds())
        return self.tr("下次清点 {0}, 还有 {1}").format(fmt.clock(due, now), left)

    def _check_line(self, check: ParRound) -> str:
        picture, now = self._seat.picture, self._stage.now()
        left = fmt.countdown(((check.retry_at or check.answer_by) - now).total_seconds())
        incident = picture.find(Incident, check.incident_id)
        return f"{incident.title if incident else '–'}: {safety.check_words(picture, check)} · {left}"

    @Slot()
    def _tick(self) -> None:
        self._head.setText(self.head_words())
        loaded = self._seat.picture.loaded
        self.board.set_empty_text(self.tr("没有待应答的力量 – 到点自动清点") if loaded else self.tr("等待数据库"))

    # ---- what a person does --------------------------------------------------------------------------------------------

    @Slot(str, str)
    def _row_action(self, key: str, id: str) -> None:
        if key == "heard":
            self.heard(id)
        else:
            self.proxy.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot(str)
    def heard(self, answer_id: str) -> None:
        """Enter on a force: it was heard, in the words that stand below, if there are any."""
        self._register(answer_id)

    @Slot()
    def answer(self) -> None:
        """Enter in a line: for the chosen force, or the only one that is waited for."""
        chosen = self.board.current_id()
        waiting = self._seat.picture.all(ParAnswer, lambda a: a.round_id in self._shown and a.state is ParAnswerState.WAITING)
        if chosen is None and len(waiting) == 1:
            chosen = waiting[0].id
        if chosen is None:
            self._tell(self.tr("先选一支力量") if waiting else self.tr("没有待应答的力量"))
            return
        self._register(chosen)

    def _register(self, answer_id: str) -> None:
        asked = self._seat.picture.find(ParAnswer, answer_id)
        if asked is None:
            return
        written = (self.words.text(), self.proxy.text(), self.crew.text())
        force = self._seat.picture.find(Force, asked.force_id)
        command = AnswerPar(
            incident_id=asked.incident_id,
            force_id=asked.force_id,
            words=written[0],
            proxy=written[1],
            crew=int(written[2]) if written[2].strip() else None,
        )

        def done(_id: str) -> None:
            if written == (self.words.text(), self.proxy.text(), self.crew.text()):
                for line in (self.words, self.proxy, self.crew):
                    line.clear()
            self._tell("")

        self._sent = answer_id
        self._ask(command, self.tr("清点应答 {0}").format(force.name if force else "–"), done, self._tell)

    def _go_on(self) -> None:
        """The next one that is waited for, without taking the keyboard from anybody."""
        waiting = [row for row in range(self.model.rowCount()) if self._waits(row)]
        if waiting:
            self.board.select_id(self.model.id_at(waiting[0]))
        if any(line.hasFocus() for line in (self.words, self.proxy, self.crew)):
            self.board.setFocus(Qt.FocusReason.OtherFocusReason)

    def _waits(self, row: int) -> bool:
        one = self._seat.picture.find(ParAnswer, self.model.id_at(row))
        return one is not None and one.state is ParAnswerState.WAITING

    def said(self) -> str:
        """The words under the list."""
        return self._said.text()

    def _tell(self, words: str) -> None:
        self._said.setText(words)
        self._said.setVisible(bool(words))


class _MaydayCell(StateCell):
    """The force's own row bears the mark of the worst alarm; its steps bear theirs."""

    beats = True

    def draw(self, painter: QPainter, box: QRect, index: Index) -> None:
        severity = severity_of(index)
        if severity is None:
            super().draw(painter, box.adjusted(self._stage.theme.gap(4), 0, 0, 0), index)
            return
        side = self._stage.theme.size("mark")
        mark = QRectF(box.left(), box.top() + (box.height() - side) / 2, side, side)
        paint_mark(painter, mark, self._stage.theme, severity, state_of(index), pulse=self._stage.pulse)
        self.write(painter, box.adjusted(side + self._stage.theme.gap(1.5), 0, 0, 0), self.text(index), bold=True)


class MaydayPanel(QFrame):
    """Standing maydays with their steps; in sight only while there is one. ``may_end``: whether they can be ended at this seat.

    Signals:
        place_wanted: where a force was last is asked for (its id).
        stands: whether there is one, whenever that changes.
    """

    place_wanted = Signal(str)
    stands = Signal(bool)

    def __init__(self, seat: Seat, stage: Stage, ask: Ask, *, may_end: bool = True) -> None:
        super().__init__()
        self._seat, self._stage, self._ask = seat, stage, ask
        self._stood: bool | None = None
        self.setProperty("depth", "panel")
        self.setAccessibleName(self.tr("紧急求救"))
        self.board = BoardView(
            stage, (Column(_MaydayCell(stage), 9, 3), Column(Cell(stage), 6, 2), Column(AgeCell(stage), 4.6, 1))
        )
        self.board.setObjectName("mayday")
        self.board.setAccessibleName(self.tr("紧急求救"))
        self.model = safety.MaydaySteps(seat.picture, self)
        self.board.setModel(self.model)
        self.board.set_row_actions(
            [
                RowAction("done", self.tr("这一步已做"), "Enter", listens=False),
                RowAction("place", self.tr("在地图上显示最后位置"), "Ctrl+F7"),
                RowAction("end", self.tr("解除…"), "Del"),
            ]
            if may_end
            else [RowAction("done", self.tr("这一步已做"), "Enter", listens=False)]
        )
        self.outcome = QLineEdit()
        self.outcome.setPlaceholderText(self.tr("结果: 人员怎样了 (解除必填)"))
        self.outcome.setAccessibleName(self.tr("结果"))
        self._end = make_action(self, self.tr("解除求救"), "Return", Qt.ShortcutContext.WidgetShortcut)
        self._said = QLabel()
        self._said.setWordWrap(True)
        end_key = KeyButton(stage, self._end)
        foot = QHBoxLayout()
        foot.addWidget(self.outcome, 1)
        foot.addWidget(end_key)
        for part in (self.outcome, end_key):
            part.setVisible(may_end)
        box = QVBoxLayout(self)
        gap = stage.theme.gap(2)
        box.setContentsMargins(gap, gap, gap, gap)
        box.setSpacing(stage.theme.gap(1))
        box.addWidget(self.board, 1)
        box.addWidget(self._said)
        box.addLayout(foot)
        self.setFocusProxy(self.board)
        self.board.activated_row.connect(self.enter)
        self.board.action_requested.connect(self._row_action)
        self.outcome.returnPressed.connect(self.end)
        self._end.triggered.connect(self.end)
        seat.picture.changed.connect(self._follow)
        stage.themed.connect(self._measure)
        self._measure()
        self._tell("")
        self._follow(Change(reset=True))

    @Slot()
    def _measure(self) -> None:
        low = self.window().height() < self._stage.theme.px(LOW_PX)  # the rest scrolls, so that the strips keep their room
        rows = min(4 if low else 7, max(2, self.model.rowCount() + 1))
        self.board.setMinimumHeight(self._stage.theme.size("row") * rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    @Slot(object)
    def _follow(self, change: Change) -> None:
        if not (change.reset or Mayday in change.ids):
            return
        stands = self.model.rowCount() > 0
        self._measure()
        self.setVisible(stands)
        if stands != self._stood:
            self._stood = stands
            self.stands.emit(stands)

    @Slot(str)
    def enter(self, id: str) -> None:
        """Enter: on a step it is done, on the force its last place is shown."""
        mayday, step = self.model.row_at(id)
        if mayday is None:
            return
        if step is None:
            self.place_wanted.emit(mayday.force_id)
            return
        doing = f"{safety.force_name(self._seat.picture, mayday.force_id)} {order_words.mayday_step(step)}"
        self._ask(DoMaydayStep(mayday_id=mayday.id, step=step), doing, lambda _id: self._tell(""), self._tell)

    @Slot(str, str)
    def _row_action(self, key: str, id: str) -> None:
        mayday, _ = self.model.row_at(id)
        if key == "end":
            self.outcome.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif key == "place" and mayday is not None:
            self.place_wanted.emit(mayday.force_id)
        else:
            self.enter(id)

    @Slot()
    def end(self) -> None:
        """Enter in the line: the chosen mayday, or the only one, is over, and this is how it ended."""
        chosen = self.board.current_id()
        standing = safety.standing_maydays(self._seat.picture)
        mayday = self.model.row_at(chosen)[0] if chosen else standing[0] if len(standing) == 1 else None
        if mayday is None:
            self._tell(self.tr("先选一支力量"))
            return
        outcome = self.outcome.text()

        def done(_id: str) -> None:
            if self.outcome.text() == outcome:
                self.outcome.clear()
            self._tell("")

        doing = self.tr("解除求救 {0}").format(safety.force_name(self._seat.picture, mayday.force_id))
        self._ask(EndMayday(mayday_id=mayday.id, outcome=outcome), doing, done, self._tell)

    def said(self) -> str:
        """The words under the list."""
        return self._said.text()

    def _tell(self, words: str) -> None:
        self._said.setText(words)
        self._said.setVisible(bool(words))
