"""The wall as people meet it: keys, alarms, words of a seat, the age of what it shows, and whose names it keeps."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

import console.wall as wall_room
from console.cli import UsageError
from console.domain.codes import AssignmentStatus, Grade
from console.domain.entities import Alarm, Delivery, Incident
from console.engine import DatabaseState, Word
from console.seat import Seat
from console.wall.rotation import FORCES, PAGES, SITUATION, TIMELINE, WARNINGS, WATER
from console.wall.water import chart_title
from console.wall.window import WallWindow
from tests.wall.conftest import COMMANDER, Clock, Hand, OpenWall
from widgets.lamps import WireState
from widgets.roles import Severity
from widgets.stage import Stage
from widgets.theme import wall_px

WAIT_MS = 10_000


def gateway_speaks(seat: Seat) -> None:
    seat.picture.receive(Word("gateway", {"wires": [], "channels": [], "database": True}))


def said(window: WallWindow) -> str:
    """All that the page and head in sight say to a screen reader, which is what they paint."""
    parts: list[QWidget] = [window, *window.findChildren(QWidget)]
    return "\n".join(f"{part.accessibleName()} {part.property('text') or ''}" for part in parts if part.isVisible())


def test_pages_by_key(qtbot: Any, open_wall: OpenWall) -> None:
    window = open_wall()
    for number, page in enumerate(PAGES, 1):
        qtbot.keyClick(window, str(number))
        assert window.page == page
        assert window.pages[page].isVisible() and window.head.page.text() == window.pages[page].title()
    assert window.pages[TIMELINE].isVisible() and not window.pages[SITUATION].isVisible()


def test_space_stops_the_turning_and_the_head_shows_it(qtbot: Any, open_wall: OpenWall, clock: Clock) -> None:
    window = open_wall()
    assert not window.head.dots.still
    qtbot.keyClick(window, Qt.Key.Key_Space)
    assert window.head.dots.still
    qtbot.keyClick(window, Qt.Key.Key_Space)
    clock.later(21)
    qtbot.waitUntil(lambda: window.page == FORCES, timeout=WAIT_MS)


def test_control_q_leaves_and_escape_does_not(qtbot: Any, open_wall: OpenWall) -> None:
    window = open_wall()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert not window.isVisible()


def test_a_grade_one_alarm_interrupts_and_its_acknowledgement_ends_it(
    qtbot: Any, open_wall: OpenWall, seat: Seat, hand: Hand, clock: Clock
) -> None:
    window = open_wall()
    qtbot.keyClick(window, "2")
    hand.fire()
    qtbot.waitUntil(lambda: window.page == SITUATION and window.alarm_band.isVisible(), timeout=WAIT_MS)
    assert "I级" in window.alarm_band.text() and "火警" in window.alarm_band.text()
    assert "玉泉观消防主机" in window.alarm_band.text(), "a machine is not a person"
    assert "未确认" in window.alarm_band.aside()
    hand.acknowledge(seat)
    qtbot.waitUntil(lambda: window.page == FORCES and not window.alarm_band.isVisible(), timeout=WAIT_MS)


def test_an_alarm_holds_only_for_its_time(qtbot: Any, open_wall: OpenWall, hand: Hand, clock: Clock) -> None:
    window = open_wall("forces", wall_alarm_s=30)
    hand.fire()
    qtbot.waitUntil(lambda: window.page == SITUATION, timeout=WAIT_MS)
    clock.later(31)
    qtbot.waitUntil(lambda: window.page == FORCES, timeout=WAIT_MS)
    assert not window.alarm_band.isVisible()


def test_what_stood_before_the_wall_was_opened_is_no_news(open_wall: OpenWall, hand: Hand, clock: Clock) -> None:
    hand.fire()
    clock.later(120)
    window = open_wall("forces")
    assert window.page == FORCES and not window.alarm_band.isVisible()
    assert window.situation.figures.figures()[1].text == "1", "it is still counted"


def test_a_grade_three_alarm_does_not_interrupt(qtbot: Any, open_wall: OpenWall, seat: Seat, hand: Hand) -> None:
    window = open_wall("forces")
    hand.trouble()
    qtbot.waitUntil(lambda: bool(seat.picture.all(Alarm)), timeout=WAIT_MS)
    assert seat.picture.all(Alarm)[0].grade is Grade.III
    assert window.page == FORCES and not window.alarm_band.isVisible()


def test_a_storm_is_counted(qtbot: Any, open_wall: OpenWall, seat: Seat, hand: Hand) -> None:
    window = open_wall()
    for number in range(6):
        hand.fire(f"1-{number}")
    qtbot.waitUntil(lambda: "另有 5 条" in window.alarm_band.aside(), timeout=WAIT_MS)
    assert window.situation.figures.figures()[1].text == "6"
    assert window.situation.figures.figures()[1].severity is Severity.RED


def test_old_data_is_said_across_the_head(qtbot: Any, open_wall: OpenWall, seat: Seat, clock: Clock) -> None:
    window = open_wall()
    gateway_speaks(seat)
    qtbot.waitUntil(lambda: not window.age_band.isVisible(), timeout=WAIT_MS)
    clock.later(4)
    qtbot.waitUntil(lambda: window.head.gateway.state is WireState.DEAD, timeout=WAIT_MS)
    assert "断" in window.head.gateway.text() and not window.age_band.isVisible()
    clock.later(8)
    qtbot.waitUntil(window.age_band.isVisible, timeout=WAIT_MS)
    assert "不是当前画面" in window.age_band.text() and "网关断开" in window.age_band.text()
    gateway_speaks(seat)
    assert not window.age_band.isVisible() and window.head.gateway.state is WireState.OK


def test_a_lost_database_is_said(qtbot: Any, open_wall: OpenWall, seat: Seat, clock: Clock) -> None:
    window = open_wall()
    gateway_speaks(seat)
    seat.picture.receive(DatabaseState(up=False, code="unreachable"))
    assert window.head.database.state is WireState.DEAD and "断" in window.head.database.text()
    clock.later(11)
    gateway_speaks(seat)  # the gateway's word does not make an unread picture fresh
    qtbot.waitUntil(window.age_band.isVisible, timeout=WAIT_MS)
    assert "数据库断开" in window.age_band.text()


def test_the_word_of_a_seat(qtbot: Any, open_wall: OpenWall, seat: Seat, hand: Hand, clock: Clock) -> None:
    first, second = hand.incident("玉泉观火情", Grade.I), hand.incident("娘娘坝镇山体滑坡", Grade.III)
    window = open_wall()
    hand.say("wall", page="timeline", follow=second, lock=True)
    qtbot.waitUntil(lambda: window.page == TIMELINE, timeout=WAIT_MS)
    assert "娘娘坝镇山体滑坡" in said(window) and window.head.dots.still
    clock.later(600)
    hand.fire()
    qtbot.waitUntil(window.alarm_band.isVisible, timeout=WAIT_MS)
    assert window.page == TIMELINE, "locked"
    hand.say("wall", page="no such page", follow="", lock=False)
    qtbot.waitUntil(lambda: not window.head.dots.still, timeout=WAIT_MS)
    assert window.page == TIMELINE and "玉泉观火情" in said(window)
    assert window.pages[TIMELINE].incident() == seat.picture.get(Incident, first)


def everything(window: WallWindow, qtbot: Any) -> str:
    """What all pages say."""
    texts = []
    for number in range(1, len(PAGES) + 1):
        qtbot.keyClick(window, str(number))
        texts.append(said(window))
    return "\n".join(texts)


@pytest.mark.parametrize("shown", [False, True])
def test_names_stay_off_the_wall_unless_allowed(qtbot: Any, open_wall: OpenWall, hand: Hand, shown: bool) -> None:
    incident = hand.incident("玉泉观火情", Grade.I)
    hand.command(incident)
    hand.note(f"{COMMANDER} 13812345678", incident)
    window = open_wall(wall_show_names=shown)
    text = everything(window, qtbot)
    assert (COMMANDER in text) is shown
    assert ("13812345678" in text) is shown
    assert "指挥部" in text


def painted_sizes(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, str]]:
    """Every text that is painted from now on, with its pixel size."""
    seen: list[tuple[int, str]] = []
    original = QPainter.drawText

    def spy(self: QPainter, *args: Any) -> Any:
        text = next((arg for arg in args if isinstance(arg, str)), "")
        if text:
            seen.append((self.font().pixelSize(), text))
        return original(self, *args)

    monkeypatch.setattr(QPainter, "drawText", spy)
    return seen


def test_no_letter_is_smaller_than_twenty_minutes_of_arc(
    qtbot: Any, open_wall: OpenWall, hand: Hand, seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    least = wall_px(1920, 4.0, 10.0)
    incident = hand.incident("玉泉观火情", Grade.I)
    hand.command(incident)
    hand.send("f1", incident, AssignmentStatus.WORKING)
    hand.warn("请立即转移")
    hand.measure("river", "water_level", 12.5, "m")
    window = open_wall()
    seen = painted_sizes(monkeypatch)
    for number in range(1, len(PAGES) + 1):
        qtbot.keyClick(window, str(number))
        window.grab()
        for part in window.findChildren(QWidget):
            ours = type(part).__module__.startswith(("console.wall", "widgets.lamps", "PySide6.QtWidgets"))
            if part.isVisible() and ours and not window.situation.map.view.isAncestorOf(part):
                assert part.fontInfo().pixelSize() >= least, part
    texts = {text for _, text in seen}
    assert {"玉泉观火情", "消防一站", "请立即转移"} <= texts, "the spy sees what is painted"
    small = [(size, text) for size, text in seen if 0 < size < least]
    assert not small


def test_nothing_scrolls_and_no_pointer(open_wall: OpenWall) -> None:
    window = open_wall()
    assert window.cursor().shape() is Qt.CursorShape.BlankCursor
    mine = [part for part in window.findChildren(QAbstractScrollArea) if not window.situation.map.view.isAncestorOf(part)]
    assert not mine
    assert not [part for part in window.findChildren(QWidget) if part.focusPolicy() is Qt.FocusPolicy.StrongFocus and part.isVisible()]


@pytest.mark.parametrize("count", [0, 1, 40])
def test_incidents_that_do_not_fit_are_counted(open_wall: OpenWall, hand: Hand, count: int) -> None:
    for number in range(count):
        hand.incident(f"第{number + 1}起", Grade.IV)
    rows = open_wall().situation.incidents
    shown = len(rows.shown())
    if count == 40:
        assert 1 < shown < 40 and rows.rest_word() == f"另有 {40 - shown} 条"
        assert rows.height() >= shown * rows.row_height(), "whole rows only"
    else:
        assert shown == count and not rows.rest_word()
    if not count:
        assert rows.accessibleName() == "当前无未结事件"


@pytest.mark.parametrize(("page", "why"), [(WATER, "尚未收到测站数据"), (WARNINGS, "未发布预警"), (TIMELINE, "当前无未结事件")])
def test_empty_pages_say_why_and_are_not_turned_to(open_wall: OpenWall, page: str, why: str, seat: Seat) -> None:
    window = open_wall(page)
    if page == WATER:  # the hall of the tests has limits, and so charts that wait for their first value
        assert window.pages[page].has_content()
        return
    assert why in said(window)
    assert not window.pages[page].has_content()


def test_who_has_no_receipt_stands_on_top(qtbot: Any, open_wall: OpenWall, hand: Hand, seat: Seat) -> None:
    hand.warn("请立即转移")
    window = open_wall("warnings")
    deliveries = window.pages[WARNINGS].deliveries  # type: ignore[attr-defined]
    first, second = [row.text for row in deliveries.shown()]
    hand.confirm(next(one.id for one in seat.picture.all(Delivery) if one.label == first))
    qtbot.waitUntil(lambda: deliveries.shown()[1].word == "已回证", timeout=WAIT_MS)
    assert [row.text for row in deliveries.shown()] == [second, first]


def test_forces_stand_by_what_they_do(open_wall: OpenWall, hand: Hand) -> None:
    incident = hand.incident("玉泉观火情", Grade.I)
    hand.command(incident)
    hand.send("f3", incident, AssignmentStatus.EN_ROUTE)
    hand.send("f1", incident, AssignmentStatus.WORKING)
    rows = open_wall("forces").pages[FORCES].rows.shown()  # type: ignore[attr-defined]
    assert [(row.word, row.text) for row in rows[:2]] == [("作业", "消防一站"), ("途中", "120急救03")]
    assert rows[0].since is not None and rows[0].sub == ("玉泉观火情",)


def test_a_chart_over_its_limit_comes_first(qtbot: Any, open_wall: OpenWall, hand: Hand) -> None:
    hand.measure("rain", "rain_1h", 3.0, "mm")
    hand.measure("river", "water_level", 12.5, "m")
    window = open_wall()
    qtbot.keyClick(window, "3")  # the alarm of the level holds the wall; a person wants the charts
    page = window.pages[WATER]
    charts = page.charts  # type: ignore[attr-defined]
    level = ("river", "water_level")
    qtbot.waitUntil(lambda: level in charts and charts[level].current()[0] == 12.5, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: page.keys()[0] == level, timeout=WAIT_MS)  # type: ignore[attr-defined]
    chart = charts[level]
    qtbot.waitUntil(lambda: chart.worst() is Severity.RED, timeout=WAIT_MS)
    hand.measure("river", "water_level", 11.0, "m")
    qtbot.waitUntil(lambda: chart.current()[0] == 11.0, timeout=WAIT_MS)


def test_a_word_in_both_names_is_said_once() -> None:
    assert chart_title("齐寿雨量站", "1小时雨量") == "齐寿雨量站 1小时"
    assert chart_title("上磨水位站", "水位") == "上磨水位站"
    assert chart_title("上磨水位站", "流量") == "上磨水位站 流量"


def test_a_low_wall_keeps_its_height(qtbot: Any, open_wall: OpenWall, hand: Hand, stage: Stage) -> None:
    hand.warn("请立即转移")
    window = open_wall()
    hand.fire()
    qtbot.waitUntil(window.alarm_band.isVisible, timeout=WAIT_MS)
    window.resize(1920, 540)
    for number in range(1, len(PAGES) + 1):
        qtbot.keyClick(window, str(number))
        QApplication.sendPostedEvents()
        assert (window.width(), window.height()) == (1920, 540)
        assert not window.grab().isNull()


def test_a_page_that_there_is_not_is_refused(seat: Seat, stage: Stage) -> None:
    with pytest.raises(UsageError, match="video"):
        wall_room.open_wall(seat, stage, None, page="video")
