"""Two desks and a commander, three seats on one memory: one force that everybody wants, from the first report to the last line of the
journal. Played with real keys in three windows; what happened is read from the screens and from the journal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from console.desk.window import DeskWindow
from console.domain.codes import AssignmentStatus, CommandState, Grade, OrderState, ParState, RequestState, Role
from console.domain.entities import Assignment, Command, ForceRequest, Incident, Order, ParRound, Report
from console.domain.facts import CommandTransferred, CommitmentRefused, ForceAssigned, ForceHandedOver
from console.halls import Hall
from console.seat import Seat
from tests import halls
from tests.desk.conftest import OpenDesk, Other, Typist, focus
from tests.memory import DictWorld
from widgets.roles import Role as Cell

CTRL, ALT, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


@dataclass
class Person:
    """Somebody at a desk of his own."""

    desk: DeskWindow
    seat: Seat
    typist: Typist
    qtbot: Any

    def here(self) -> None:
        """He turns to his keyboard."""
        self.desk.activateWindow()
        self.qtbot.waitUntil(self.desk.isActiveWindow)
        if self.desk.focusWidget() is None:
            self.desk.panels.boards.intake.setFocus()

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        self.here()
        self.typist.key(key, modifiers)

    def say(self, line: str) -> None:
        """A line in the command bar, and its answer."""
        self.key(Qt.Key.Key_Slash, CTRL)
        self.typist.key(Qt.Key.Key_A, CTRL)  # a line that was refused still stands there
        self.typist.type(line)
        self.desk.bar.line.setFocus()  # offers are put away
        self.typist.key(Qt.Key.Key_Return)
        self.qtbot.waitUntil(lambda: not self.desk.bar.line.isReadOnly())

    def answer(self) -> str:
        """What stands beside the command bar."""
        return " ".join(label.text() for label in self.desk.bar.findChildren(QLabel) if label.text() != "/")

    def fill(self, field: str, text: str) -> None:
        """Into a field of the open sheet."""
        widget: QWidget = self.sheet().field(field)
        widget.setFocus()
        self.typist.type(text)

    def choose(self, field: str, value: str) -> None:
        """A value of a list in the open sheet, by arrow keys."""
        box = self.sheet().field(field)
        assert isinstance(box, QComboBox)
        box.setFocus()
        self.typist.key(Qt.Key.Key_Home)
        for _ in range(box.count()):
            if box.currentData() == value:
                return
            self.typist.key(Qt.Key.Key_Down)
        raise AssertionError(f"{field} has no {value}")

    def sheet(self) -> Any:
        sheet = self.desk.sheets.current()
        assert sheet is not None and sheet.isVisible()
        return sheet

    def send(self) -> None:
        """Ctrl+Enter, and the sheet goes."""
        self.typist.key(Qt.Key.Key_Return, CTRL)
        self.qtbot.waitUntil(lambda: self.desk.sheets.current() is None, timeout=5000)

    def wait(self, condition: Callable[[], object], what: str) -> None:
        def check() -> None:
            assert condition(), f"{self.seat.actor.seat}: {what}"

        self.qtbot.waitUntil(check, timeout=8000)

    def force_row(self, name: str) -> tuple[str, str]:
        """State and task of a force, as its board shows them."""
        model = self.desk.panels.boards.forces.model()
        for row in range(model.rowCount()):
            if model.index(row, 0).data() == name:
                return model.index(row, 1).data(), model.index(row, 2).data()
        raise AssertionError(name)

    def click_force(self, name: str) -> None:
        """A click on its row."""
        self.here()
        board = self.desk.panels.boards.forces
        model = board.model()
        row = next(row for row in range(model.rowCount()) if model.index(row, 0).data() == name)
        board.scrollTo(model.index(row, 0))
        at = board.visualRect(model.index(row, 0)).center()
        QTest.mouseClick(board.viewport(), Qt.MouseButton.LeftButton, NONE, QPoint(at.x(), at.y()))
        self.qtbot.waitUntil(lambda: self.desk.selection.force() is not None and self.desk.selection.force().name == name)

    def incident(self, title: str) -> Incident:
        return next(i for i in self.seat.picture.all(Incident) if title in i.title)


People = tuple[Person, Person, Person]


@pytest.fixture
def people(hall: Hall, open_desk: OpenDesk, typist: Typist, qtbot: Any, qapp: Any) -> Iterator[People]:
    seats = (("li", Role.DISPATCHER, "调度一席"), ("qian", Role.DISPATCHER, "调度二席"), ("wang", Role.COMMANDER, "指挥席"))
    with ExitStack() as stack:
        made = []
        for name, role, label in seats:
            seat = stack.enter_context(halls.open_seat(hall, name=name, role=role, seat=label))
            made.append(Person(open_desk(seat), seat, typist, qtbot))
        yield made[0], made[1], made[2]


def test_one_force_one_command_at_three_desks(people: People, other: Other) -> None:
    li, qian, wang = people

    # A report by telephone. Both dispatchers reach for it: one has it, the other is told who.
    li.key(Qt.Key.Key_F2)
    li.fill("place", "太京镇")
    li.fill("text", "山体滑坡, 压埋两户")
    li.choose("kind", "landslide")
    li.send()
    qian.wait(lambda: qian.seat.picture.all(Report), "the report did not arrive")
    li.key(Qt.Key.Key_1, ALT)
    li.typist.key(Qt.Key.Key_Return)
    qian.wait(lambda: "调度一席" in str(qian.desk.panels.boards.intake.model().index(0, 0).data(Cell.SUB)), "nobody has the report")
    qian.key(Qt.Key.Key_1, ALT)
    qian.typist.key(Qt.Key.Key_Return)
    qian.wait(lambda: "调度一席" in qian.sheet().problem(), "the second seat is not told who has it")
    qian.key(Qt.Key.Key_Escape)

    # The first opens the incident, grades it, sets up the command, and sends two forces by their initials.
    li.here()
    li.fill("title", "太京滑坡") if not li.sheet().values()["title"] else None
    li.send()
    li.wait(lambda: li.seat.picture.all(Incident), "no incident")
    slide = li.seat.picture.all(Incident)[0]
    qian.wait(lambda: qian.desk.panels.boards.intake.model().rowCount() == 0, "the report still waits at the second desk")
    li.say("定级 三级 压埋两户")
    li.wait(lambda: li.seat.picture.get(Incident, slide.id).grade is Grade.III, "not graded")
    li.say("设指挥部 李区长")
    li.wait(lambda: li.seat.picture.active_command(slide.id) is not None, "no command")
    li.say("派 xfyz 120jj03")
    li.wait(lambda: len(li.seat.picture.committed_to(slide.id)) == 2, "two forces were not sent in one line")

    # The second has an incident of his own, and wants the first one's engine: refused, and told who holds it.
    qian.key(Qt.Key.Key_F2, SHIFT)
    qian.fill("title", "玉泉观火灾")
    qian.fill("place", "玉泉观")
    qian.send()
    qian.wait(lambda: len(qian.seat.picture.all(Incident)) == 2, "no second incident")
    fire = qian.incident("玉泉观火灾")
    assert qian.desk.selection.incident_id == fire.id
    qian.say("设指挥部 乡镇 赵镇长")
    qian.wait(lambda: qian.seat.picture.active_command(fire.id) is not None, "no second command")
    assert li.desk.selection.incident_id == slide.id, "what arrives chooses nothing at the other desk"
    qian.click_force("消防一站")
    qian.say("派 xfyz")
    qian.wait(lambda: "太京" in qian.answer(), "the refusal does not say which incident holds it")
    assert len(other.facts(CommitmentRefused.kind)) == 1

    # One key asks; the holder's desk is told while he types and loses not a letter; he refuses with a reason.
    li.key(Qt.Key.Key_F8)
    li.fill("text", "现场要求增派")
    qian.key(Qt.Key.Key_T, CTRL)
    qian.fill("why", "大殿起火, 最近的水罐车")
    qian.send()
    li.wait(lambda: li.desk.banner.shown() is not None and "消防一站" in li.desk.banner.shown().what, "the request is not in the banner")
    li.here()
    assert li.sheet().values()["text"] == "现场要求增派"
    assert focus() is li.sheet().field("text")
    li.send()
    li.say("拒绝 xfyz 正在救人")
    qian.wait(lambda: qian.seat.picture.all(ForceRequest)[0].state is RequestState.REFUSED, "no refusal")
    answered = qian.seat.picture.all(ForceRequest)[0]
    assert (answered.answered_by, answered.answer) == ("li", "正在救人")

    # A dispatcher may not take from a higher command; the commander does, with a reason, and all three screens say the same.
    qian.say("强调 xfyz 大殿将塌")
    qian.wait(lambda: qian.answer().startswith("✗"), "a dispatcher of a town took from the district")
    assert qian.seat.picture.assignment_of("f1").incident_id == slide.id  # type: ignore[union-attr]
    wang.key(Qt.Key.Key_2, ALT)
    wang.desk.selection.choose_incident(fire.id)
    wang.say("强调 xfyz 玉泉观 文物与人员都在火场")
    for person in people:
        person.wait(lambda p=person: p.force_row("消防一站") == ("已派", "玉泉观火灾"), "the board does not say who has the engine")
        held = person.seat.picture.assignment_of("f1")
        assert held is not None and held.incident_id == fire.id
    taken = other.facts(ForceHandedOver.kind)
    assert [(body.incident_id, body.from_incident_id, body.state, body.by) for body in taken] == [
        (fire.id, slide.id, RequestState.TAKEN, "wang")
    ]

    # On the scene; an order by voice with its receipts; an accountability check answered in time.
    qian.say("到场 xfyz")
    qian.wait(lambda: qian.force_row("消防一站")[0] == "到场", "not on the scene")
    qian.say("指令 xfyz 内攻搜救大殿")
    qian.wait(lambda: qian.seat.picture.all(Order, lambda o: o.incident_id == fire.id), "no order")
    order = qian.seat.picture.all(Order, lambda o: o.incident_id == fire.id)[0]
    qian.key(Qt.Key.Key_9, ALT)
    qian.typist.key(Qt.Key.Key_Return)
    qian.choose("state", OrderState.UNDER_WAY.value)
    qian.send()
    li.wait(lambda: li.seat.picture.get(Order, order.id).state is OrderState.UNDER_WAY, "the receipt did not reach the other desk")
    qian.key(Qt.Key.Key_P, CTRL | ALT)
    li.wait(lambda: li.seat.picture.all(ParRound), "no accountability check")
    qian.say("应答 xfyz")
    li.wait(lambda: li.seat.picture.all(ParRound)[0].state is ParState.COMPLETE, "the check is not over")

    # The command goes up: one ends, the next begins, the forces go along.
    wang.desk.selection.choose_incident(fire.id)
    wang.key(Qt.Key.Key_J, CTRL)
    wang.choose("level", "district")
    wang.fill("commander", "王区长")
    wang.fill("why", "文物火灾, 区级接管")
    wang.send()
    for person in people:
        person.wait(lambda p=person: p.seat.picture.active_command(fire.id).commander == "王区长", "another commander")  # type: ignore[union-attr]
        assert person.seat.picture.assignment_of("f1").command_id == person.seat.picture.active_command(fire.id).id  # type: ignore[union-attr]
    moved = other.facts(CommandTransferred.kind)[0]
    assert moved.assignment_ids and qian.seat.picture.get(Command, moved.from_id).state is CommandState.TRANSFERRED

    # Released, and the timeline of the incident tells it all on every desk.
    qian.say("归队 xfyz")
    for person in people:
        person.wait(lambda p=person: p.seat.picture.assignment_of("f1") is None, "not released")
    wang.desk.selection.choose_incident(fire.id)
    told = wang.desk.panels.boards.timeline.model()
    wang.wait(lambda: told.rowCount() >= 8, "the timeline is short")
    lines = " ".join(str(told.index(row, 1).data()) for row in range(told.rowCount()))
    for words in ("玉泉观火灾", "赵镇长", "消防一站", "内攻搜救大殿", "王区长"):
        assert words in lines, f"the timeline is silent about {words}: {lines}"

    _the_journal_never_shows_two(other)


def _the_journal_never_shows_two(other: Other) -> None:
    """From the first fact to the last: never two commands over an incident, never a force under two; and the chain is whole."""
    world = DictWorld()
    for fact in other._executor.store.facts_after(0, 5000):
        world.take(fact.body)
        held = [e for e in world.state.values() if isinstance(e, Assignment) and e.released_at is None]
        assert all(count == 1 for count in Counter(a.force_id for a in held).values()), fact.seq
        active = [e for e in world.state.values() if isinstance(e, Command) and e.state is CommandState.ACTIVE]
        assert all(count == 1 for count in Counter(post.incident_id for post in active).values()), fact.seq
    assert len(other.facts(ForceAssigned.kind)) == 2
    statuses = [body.status for body in other.facts("assignment_status_changed") if body.force_id == "f1"]
    assert statuses == [AssignmentStatus.ON_SCENE, AssignmentStatus.RELEASED]
    assert other._executor.store.verify() is None
