"""Orders at the desk with real keys: to a sector, a town, a person; drafts; taking back; what the clock shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from console.app import watch
from console.app.command import AssignForce, EstablishCommand
from console.app.incidents import OpenIncident
from console.app.orders import AdvanceOrder, IssueOrder
from console.desk.phrases import phrases
from console.desk.window import DeskWindow
from console.domain.codes import Addressee, Channel, CommandLevel, IncidentKind, OrderState
from console.domain.entities import Assignment, Order, Sector
from console.halls import Hall
from console.models import boards, order_words
from console.models.names import Name
from console.seat import Seat
from resources import load_toml
from tests import halls
from tests.desk.conftest import OpenDesk, Other, Typist
from widgets.roles import Role

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def slide(desk: DeskWindow, seat: Seat, other: Other, qtbot: Any) -> str:
    """A landslide with its command, two forces in the rescue sector, chosen at the desk."""
    id = other.do(OpenIncident(kind=IncidentKind.LANDSLIDE, title="娘娘坝滑坡", place="娘娘坝镇"))
    other.do(EstablishCommand(incident_id=id, level=CommandLevel.DISTRICT, commander="王建国"))
    qtbot.waitUntil(lambda: bool(seat.picture.all(Sector)))
    sector = next(s for s in seat.picture.all(Sector) if s.kind == "rescue")
    for force in ("f1", "f2"):
        other.do(AssignForce(force_id=force, incident_id=id, sector_id=sector.id))
    qtbot.waitUntil(lambda: len(seat.picture.all(Assignment)) == 2)
    desk.selection.choose_incident(id)
    return id


def rows(desk: DeskWindow) -> list[tuple[str, ...]]:
    model = desk.panels.boards.detail.orders.model()
    return [tuple(str(model.index(row, column).data()) for column in (1, 2, 3, 5)) for row in range(model.rowCount())]


def test_an_order_to_a_sector_is_typed_by_its_initials(
    desk: DeskWindow, seat: Seat, other: Other, slide: str, typist: Typist, qtbot: Any
) -> None:
    typist.key(Qt.Key.Key_F5)
    typist.type("qxjy")
    typist.key(Qt.Key.Key_Return)
    typist.key(Qt.Key.Key_Tab)
    typist.type("搜救被埋人员")
    typist.key(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(rows(desk)) == 2)
    assert {row[0] for row in rows(desk)} == {"消防一站", "消防二站"}
    assert {row[3] for row in rows(desk)} == {"组签收 0/2 · 集群短信", "组签收 0/2 · 话音"}
    issued = other.facts("order_issued")
    assert len({body.order.group_id for body in issued}) == 1 and issued[0].order.group_id


def test_a_town_and_a_person_are_ordered_by_name_on_paper_with_a_deadline(
    desk: DeskWindow, seat: Seat, other: Other, slide: str, typist: Typist, qtbot: Any
) -> None:
    desk.names.set_places([Name("place", "620502", "太京镇")])
    typist.key(Qt.Key.Key_F5)
    typist.type("太京")
    typist.key(Qt.Key.Key_Return)
    sheet = desk.sheets.current()
    assert sheet is not None and sheet.values()["to"] == "town:太京镇"
    sheet.set_values({"text": "组织转移", "by": "paper", "done_by": "昨天"})
    typist.key(Qt.Key.Key_Return, CTRL)
    assert "16:30" in sheet.problem(), "a deadline that cannot be read is asked for again"
    sheet.set_values({"done_by": "30分"})
    typist.key(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: bool(other.facts("order_issued")))
    order = other.facts("order_issued")[0].order
    assert (order.to, order.addressee, order.by) == (Addressee.TOWN, "太京镇", Channel.PAPER)
    assert timedelta(minutes=29) < order.done_by - datetime.now(UTC) < timedelta(minutes=31)
    qtbot.waitUntil(lambda: desk.sheets.current() is None)
    typist.key(Qt.Key.Key_F5)
    typist.type("张镇长")
    typist.key(Qt.Key.Key_Down)
    typist.key(Qt.Key.Key_Return)
    sheet = desk.sheets.current()
    assert sheet is not None and sheet.values()["to"] == "person:张镇长"


def test_a_draft_waits_on_the_board_and_goes_with_enter(
    desk: DeskWindow, seat: Seat, other: Other, slide: str, typist: Typist, qtbot: Any
) -> None:
    desk.selection.choose_force("f1")
    typist.key(Qt.Key.Key_F5)
    sheet = desk.sheets.current()
    assert sheet is not None
    sheet.set_values({"text": "原地待命", "when": "draft"})
    typist.key(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: bool(rows(desk)) and rows(desk)[0][2] == "待下达")
    assert not other.facts("order_issued")
    typist.key(Qt.Key.Key_9, ALT)
    typist.key(Qt.Key.Key_Return)
    assert desk.sheets.current_key() == "draft"
    typist.key(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: rows(desk)[0][2] == "已下达")
    typist.key(Qt.Key.Key_9, ALT)
    typist.key(Qt.Key.Key_Delete)
    sheet = desk.sheets.current()
    assert sheet is not None and sheet.values()["state"] == "cancelled"
    sheet.set_values({"words": "路线有误"})
    typist.key(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: rows(desk)[0][2] == "已取消")
    cancelled = other.facts("order_state_changed")[-1]
    assert [d.text for d in cancelled.deliveries] == ["取消指令1：原地待命"]


def test_the_board_puts_first_whose_time_runs_out_and_tells_nags_and_the_commander(
    desk: DeskWindow, seat: Seat, other: Other, slide: str, qtbot: Any
) -> None:
    executor = other._executor
    now = [datetime.now(UTC) - timedelta(seconds=400)]
    object.__setattr__(executor, "clock", lambda: now[0])
    other.do(IssueOrder(incident_id=slide, force_id="f2", text="甲"))
    now[0] += timedelta(seconds=310)
    other.do(IssueOrder(incident_id=slide, force_id="f1", text="乙"))
    with executor.store.transaction(halls.GATEWAY, now[0]) as unit:
        watch.watch_deadlines(executor.at(unit, halls.GATEWAY, now[0]))
    qtbot.waitUntil(lambda: len(rows(desk)) == 2 and "已报指挥长" in rows(desk)[0][3])
    assert [row[1] for row in rows(desk)] == ["甲", "乙"]
    assert rows(desk)[0][2:] == ("超时未签收", "已报指挥长 · 催 1 次 · 话音")
    notice = desk.banner.shown()
    assert notice is not None and notice.what == "指令 1 → 消防二站 无签收, 报指挥长 王建国"
    desk.banner._act.click()
    assert desk.sheets.current_key() == "receipt"
    order = seat.picture.all(Order, lambda o: o.text == "甲")[0]
    other.do(AdvanceOrder(order_id=order.id, state=OrderState.ACKNOWLEDGED, words="明白"))
    qtbot.waitUntil(lambda: desk.banner.shown() is None or "指令" not in desk.banner.shown().what)


def test_an_english_desk_orders_in_the_language_of_the_hall(
    hall: Hall, open_desk: OpenDesk, other: Other, typist: Typist, qtbot: Any
) -> None:
    hall.settings_file.write_text('[screen]\nlanguage = "en"\n', "utf-8")
    with halls.open_seat(hall) as seat:
        desk = open_desk(seat)
        id = other.do(OpenIncident(kind=IncidentKind.FIRE, title="火", place=""))
        other.do(EstablishCommand(incident_id=id, level=CommandLevel.DISTRICT, commander="王"))
        qtbot.waitUntil(lambda: bool(seat.picture.all(Sector)))
        desk.selection.choose_incident(id)
        typist.key(Qt.Key.Key_1, CTRL)
        sheet = desk.sheets.current()
        assert sheet is not None and sheet.values()["text"] == "侦察火情，搜救被困人员"
        shown = " ".join(label.text() for label in sheet.findChildren(QLabel))
        assert "Reconnoitre the fire" in shown, "what it means stands beside it"


def test_the_phrases_of_every_kind_fill_the_nine_keys() -> None:
    catalogue = load_toml("phrases", "orders.toml")
    assert set(catalogue["kind"]) == {kind.value for kind in IncidentKind}
    for kind in (None, *IncidentKind):
        nine = phrases(kind)
        assert len(nine) == 9 and len({phrase.zh for phrase in nine}) == 9
        assert all(phrase.zh and phrase.en.isascii() for phrase in nine)
    assert phrases(IncidentKind.FIRE)[0] != phrases(IncidentKind.LANDSLIDE)[0]
    assert phrases(None)[0].text("en") == "Move out at once, keep in touch on the way"


def test_every_state_has_its_shape_and_its_deadline_its_word(qapp: Any) -> None:
    assert set(boards.ORDER_GLYPHS) == set(OrderState)
    now = datetime.now(UTC)
    order = Order(
        id="o",
        number=1,
        command_id="c",
        incident_id="i",
        force_id=None,
        text="x",
        issued_at=now,
        issued_by="li",
        answer_by=now,
        addressee="太京镇",
    )
    assert order_words.deadline(order) == "签收"
    assert order_words.deadline(replace(order, state=OrderState.UNDER_WAY, done_by=now)) == "完成"
    assert order_words.deadline(replace(order, state=OrderState.DONE, done_by=now)) == ""


def test_the_countdown_after_the_receipt_is_that_of_the_deed(desk: DeskWindow, seat: Seat, other: Other, slide: str, qtbot: Any) -> None:
    until = datetime.now(UTC) + timedelta(hours=1)
    order = other.do(IssueOrder(incident_id=slide, force_id="f2", text="封路", done_by=until))
    model = desk.panels.boards.detail.orders.model()
    qtbot.waitUntil(lambda: model.rowCount() == 1)
    assert model.index(0, 4).data(Role.DEADLINE) == seat.picture.get(Order, order).answer_by
    other.do(AdvanceOrder(order_id=order, state=OrderState.UNDER_WAY))
    qtbot.waitUntil(lambda: model.index(0, 4).data(Role.DEADLINE) == until)
