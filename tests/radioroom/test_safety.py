"""Checks, maydays and voice orders in the radio room, from the operator's keyboard."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.app import watch
from console.app.command import AssignForce, EstablishCommand, ReportStatus
from console.app.incidents import OpenIncident
from console.app.orders import CancelOrder, IssueOrder
from console.app.safety import CallPar, OpenMayday
from console.domain.codes import AssignmentStatus, CommandLevel, IncidentKind, OrderState, ParAnswerState, ParState
from console.domain.entities import Assignment, Delivery, Mayday, Order, ParAnswer, ParRound
from console.radioroom.receipts import counts
from console.radioroom.window import RadioRoom
from console.seat import Seat
from tests import halls
from tests.radioroom.conftest import LIMIT_MS, Gateway

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def key(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


@pytest.fixture
def fire(room: RadioRoom, seat: Seat, gateway: Gateway, qtbot: QtBot) -> str:
    id = gateway.do(OpenIncident(kind=IncidentKind.FIRE, title="玉泉火情", place="玉泉观"))
    gateway.do(EstablishCommand(incident_id=id, level=CommandLevel.DISTRICT, commander="王建国"))
    for force in ("f1", "f2"):
        held = gateway.do(AssignForce(force_id=force, incident_id=id))
        gateway.do(ReportStatus(assignment_id=held, status=AssignmentStatus.ON_SCENE))
    qtbot.waitUntil(lambda: len(seat.picture.all(Assignment)) == 2, timeout=LIMIT_MS)
    return id


def answers(seat: Seat) -> dict[str, ParAnswer]:
    return {one.force_id: one for one in seat.picture.all(ParAnswer)}


def test_a_check_is_said_in_the_banner_and_answered_from_the_keyboard(
    room: RadioRoom, seat: Seat, gateway: Gateway, fire: str, qtbot: QtBot
) -> None:
    before = QApplication.focusWidget()
    gateway.do(CallPar(incident_id=fire))
    qtbot.waitUntil(lambda: room.banner.shown() is not None and "待应答" in room.banner.shown().what, timeout=LIMIT_MS)
    assert QApplication.focusWidget() is before, "what arrives takes no keyboard"
    key(Qt.Key.Key_6, ALT)
    assert QApplication.focusWidget() is room.par.board and room.par.board.isVisible()
    key(Qt.Key.Key_Down)
    key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "1/2" in room.par.head_words(), timeout=LIMIT_MS)
    key(Qt.Key.Key_E, CTRL)
    assert QApplication.focusWidget() is room.par.proxy
    room.par.proxy.setText("消防一站")
    room.par.words.setText("看到全员")
    key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: seat.picture.all(ParRound)[0].state is ParState.COMPLETE, timeout=LIMIT_MS)
    states = sorted(one.state.value for one in answers(seat).values())
    assert states == ["answered", "proxy"]
    assert {one.by for one in answers(seat).values() if one.state is ParAnswerState.ANSWERED} == {"zhao"}


def test_a_mayday_stands_over_the_strips_until_it_is_over(
    room: RadioRoom, seat: Seat, gateway: Gateway, fire: str, qtbot: QtBot
) -> None:
    assert not room.mayday.isVisible()
    gateway.do(OpenMayday(force_id="f2"))
    qtbot.waitUntil(room.mayday.isVisible, timeout=LIMIT_MS)
    notice = room.banner.shown()
    assert notice is not None and "消防二站 紧急求救" in notice.what
    key(Qt.Key.Key_7, ALT)
    assert QApplication.focusWidget() is room.mayday.board
    room.mayday.board.select_id(f"{seat.picture.all(Mayday)[0].id}|clear_channel")
    key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(seat.picture.all(Mayday)[0].steps) == 1, timeout=LIMIT_MS)
    assert seat.picture.all(Mayday)[0].steps[0].startswith("clear_channel|") and seat.picture.all(Mayday)[0].steps[0].endswith("|zhao")
    assert not room.mayday.outcome.isVisible(), "who ends it leads it; that is not the operator"


def test_a_voice_order_that_was_nagged_says_so_and_its_cancelling_is_called_too(
    room: RadioRoom, seat: Seat, gateway: Gateway, fire: str, qtbot: QtBot
) -> None:
    order = gateway.do(IssueOrder(incident_id=fire, force_id="f2", text="封路"))
    model = room.voice.board.model()
    qtbot.waitUntil(lambda: model.rowCount() == 1, timeout=LIMIT_MS)
    assert model.index(0, 2).data() == "–"
    later = datetime.now(UTC) + timedelta(seconds=200)
    with gateway.executor.store.transaction(halls.GATEWAY, later) as unit:
        watch.watch_deadlines(gateway.executor.at(unit, halls.GATEWAY, later))
    qtbot.waitUntil(lambda: model.index(0, 2).data() == "1 次 · 超时", timeout=LIMIT_MS)
    gateway.do(CancelOrder(order_id=order, why="误下"))
    qtbot.waitUntil(lambda: model.rowCount() == 1 and model.index(0, 1).data() == "取消指令1：封路", timeout=LIMIT_MS)
    key(Qt.Key.Key_4, ALT)
    key(Qt.Key.Key_Down)
    key(Qt.Key.Key_Return)
    room.voice.words.setText("二站明白")
    key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: model.rowCount() == 0, timeout=LIMIT_MS)
    assert seat.picture.get(Order, order).state is OrderState.CANCELLED


def test_calls_of_a_check_are_no_receipts_that_are_missing(
    room: RadioRoom, seat: Seat, gateway: Gateway, fire: str, qtbot: QtBot
) -> None:
    gateway.do(CallPar(incident_id=fire))
    qtbot.waitUntil(lambda: bool(seat.picture.all(Delivery)), timeout=LIMIT_MS)
    assert [counts(one) for one in seat.picture.all(Delivery)] == [False]
    assert room.receipts.board.model().rowCount() == 0


def test_without_a_check_the_panel_says_when_the_next_begins(room: RadioRoom, seat: Seat, fire: str, qtbot: Any) -> None:
    qtbot.waitUntil(
        lambda: all(a.status is AssignmentStatus.ON_SCENE for a in seat.picture.all(Assignment)), timeout=LIMIT_MS
    )
    qtbot.waitUntil(lambda: room.par.head_words().startswith("下次清点"), timeout=LIMIT_MS)
