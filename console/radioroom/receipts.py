"""Who has what was sent: deliveries with their proof, the unanswered on top; and the orders by voice that wait for a word heard."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout

from console.app.warnings import ConfirmDelivery
from console.domain.codes import Channel, DeliveryState
from console.domain.entities import Delivery, Order
from console.domain.rules.orders import DELIVERY_ENDED
from console.engine import Outcome
from console.models import refusals
from console.models.boards import deliveries
from console.models.picture import Change
from console.models.table import TEXT_ROLE, Board, EntityTable, Field
from console.seat import Seat
from widgets.cells import AgeCell, Cell, StateCell
from widgets.roles import Glyph, Role, RowAction
from widgets.shortcuts import KeyButton, make_action
from widgets.stage import Stage
from widgets.tables import BoardView, Column

PROVEN = (DeliveryState.CONFIRMED, DeliveryState.READ)
LOST = (DeliveryState.FAILED, DeliveryState.EXPIRED, DeliveryState.UNCERTAIN)


def waits_for_voice(delivery: Delivery) -> bool:
    """An order, or the taking back of one, that somebody must hear answered."""
    return delivery.channel is Channel.VOICE and delivery.state not in DELIVERY_ENDED


def counts(delivery: Delivery) -> bool:
    """Whether its receipt is waited for: calls of a check are answered in their own panel, and void with their window."""
    return delivery.purpose != "par"


def _columns(stage: Stage) -> list[Column]:
    return [
        Column(Cell(stage), 6, 2),
        Column(StateCell(stage), 6.6),
        Column(AgeCell(stage), 8, 1, drop=2),
        Column(Cell(stage, tone="dim"), 6, 3, drop=1),
        Column(Cell(stage, tone="dim"), 5, 2, drop=3),
    ]


class ReceiptsPanel(QFrame):
    """Deliveries of broadcasts and orders; the head counts who has no receipt."""

    def __init__(self, seat: Seat, stage: Stage) -> None:
        super().__init__()
        self._seat = seat
        self.setProperty("depth", "panel")
        self.setAccessibleName(self.tr("送达与回证"))
        columns = _columns(stage)
        columns.insert(1, Column(Cell(stage, tone="dim"), 5, drop=4))
        self.board = BoardView(stage, columns)
        self.board.setObjectName("receipts")
        self.board.setAccessibleName(self.tr("送达与回证"))
        self.board.set_empty_text(self.tr("暂无送达 – 放行广播或下达指令后, 每个对象一行"))
        self._model = deliveries(seat.picture, counts)
        self.board.setModel(self._model)
        self._counts = QLabel()
        self._counts.setObjectName("receipt-counts")
        self.title = QLabel(self.tr("送达与回证"))
        self.title.setProperty("tone", "dim")
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self._counts)
        box = QVBoxLayout(self)
        gap = stage.theme.gap(2)
        box.setContentsMargins(gap, gap, gap, 0)
        box.setSpacing(stage.theme.gap(1))
        box.addLayout(head)
        box.addWidget(self.board, 1)
        self.setFocusProxy(self.board)
        seat.picture.changed.connect(self._follow)
        self._count()

    @Slot(object)
    def _follow(self, change: Change) -> None:
        if change.reset or Delivery in change.ids:
            self._count()

    def _count(self) -> None:
        states = [delivery.state for delivery in self._seat.picture.all(Delivery, counts)]
        proven = sum(state in PROVEN for state in states)
        lost = sum(state in LOST for state in states)
        self._counts.setVisible(bool(states))
        words = self.tr("无回证 {open} · 未达 {lost} · 已回证 {proven}")
        self._counts.setText(words.format(open=len(states) - proven - lost, lost=lost, proven=proven))


class VoicePanel(QFrame):
    """Orders that went by voice: choose one, write the words heard, Enter."""

    def __init__(self, seat: Seat, stage: Stage) -> None:
        super().__init__()
        self._seat = seat
        self._stage = stage
        self.setProperty("depth", "panel")
        self.setAccessibleName(self.tr("话音指令待回证"))
        self.board = BoardView(
            stage,
            [
                Column(Cell(stage), 5, 1),
                Column(Cell(stage), 8, 3),
                Column(StateCell(stage), 6.4, drop=2),
                Column(AgeCell(stage), 5, 0, drop=1),
            ],
        )
        self.board.setObjectName("voice-orders")
        self.board.setAccessibleName(self.tr("话音指令待回证"))
        self.board.set_empty_text(self.tr("没有等待话音回证的指令"))
        self.board.set_row_actions([RowAction("confirm", self.tr("登记听到的答复"), "Enter", listens=False)])
        self._model = EntityTable(
            seat.picture,
            Board(
                Delivery,
                waits_for_voice,
                lambda d: (d.created_at.timestamp(),),
                (
                    Field(self.tr("受令"), lambda d: {TEXT_ROLE: d.label}),
                    Field(self.tr("指令"), lambda d: {TEXT_ROLE: d.text}),
                    Field(self.tr("催收"), self._nagged),
                    Field(self.tr("下达"), lambda d: {Role.TIME: d.created_at}),
                ),
                follows=(Order,),
            ),
            self,
        )
        self.board.setModel(self._model)
        self.words = QLineEdit()
        self.words.setObjectName("voice-words")
        self.words.setPlaceholderText(self.tr("听到的答复, 原话"))
        self.words.setAccessibleName(self.tr("听到的答复"))
        self._confirm = make_action(self, self.tr("登记回证"), "Return", Qt.ShortcutContext.WidgetShortcut)  # Enter in the line
        self._confirm.triggered.connect(self.confirm)
        self._said = QLabel()
        self._said.setObjectName("voice-said")
        self._said.setWordWrap(True)
        self.title = QLabel(self.tr("话音指令待回证"))
        self.title.setProperty("tone", "dim")
        foot = QHBoxLayout()
        foot.addWidget(self.words, 1)
        foot.addWidget(KeyButton(stage, self._confirm))
        box = QVBoxLayout(self)
        gap = stage.theme.gap(2)
        box.setContentsMargins(gap, gap, gap, gap)
        box.setSpacing(stage.theme.gap(1))
        for part in (self.title, self.board):
            box.addWidget(part, 1 if part is self.board else 0)
        box.addWidget(self._said)
        box.addLayout(foot)
        self.setFocusProxy(self.board)
        stage.themed.connect(self._measure)
        self._measure()
        self.board.activated_row.connect(self._open)
        self.board.action_requested.connect(lambda _key, id: self._open(id))
        self.words.returnPressed.connect(self.confirm)
        self._tell("")

    def _nagged(self, delivery: Delivery) -> Mapping[int, Any]:
        """How often the receipt was asked for again, and whether it is late: such an order is to be called anew."""
        order = self._seat.picture.find(Order, delivery.purpose_id)
        if order is None or delivery.purpose != "order" or not (order.nags or order.overdue):
            return {TEXT_ROLE: "–", Role.GLYPH: Glyph.DASH, Role.TONE: "dim"}
        text = self.tr("{0} 次").format(order.nags)
        return {TEXT_ROLE: self.tr("{0} · 超时").format(text) if order.overdue else text, Role.GLYPH: Glyph.CLOCK, Role.TONE: "orange"}

    @Slot()
    def _measure(self) -> None:
        self.board.setMinimumHeight(self._stage.theme.size("row"))  # on a low screen the line to write in must stay

    @Slot(str)
    def _open(self, _delivery_id: str) -> None:
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def confirm(self) -> None:
        """The words heard become the receipt."""
        chosen = self.board.current_id() or (self._model.id_at(0) if self._model.rowCount() == 1 else None)
        if chosen is None:
            self._tell(self.tr("先选一条指令") if self._model.rowCount() else self.tr("没有等待话音回证的指令"))
            return
        heard = self.words.text()

        def answered(outcome: Outcome) -> None:
            if outcome.done:
                if self.words.text() == heard:
                    self.words.clear()
                self._tell("")
            else:
                self._tell(refusals.answer(outcome, self._seat.picture))

        self._seat.do(ConfirmDelivery(delivery_id=chosen, words=heard), answered)

    def said(self) -> str:
        """The words under the list."""
        return self._said.text()

    def _tell(self, words: str) -> None:
        self._said.setText(words)
        self._said.setVisible(bool(words))
