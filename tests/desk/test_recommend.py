"""The recommendation at the desk, by real keys: who and why, ticks, what-if, sending, the plan, towns; register, supplies, run cards."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from console.app.command import AssignForce, EstablishCommand, RegisterForce, ReportStatus
from console.app.incidents import GradeIncident, OpenIncident
from console.app.recommendations import SetRunCard
from console.desk.advice_panel import AdvicePanel
from console.desk.parts.recommend import RecommendPart
from console.desk.parts.register import read_supplies
from console.desk.window import DeskWindow
from console.domain.codes import AssignmentStatus, CommandLevel, ForceKind, Grade, IncidentKind
from console.domain.entities import Force, Incident, RunCard
from console.domain.rules import kept
from console.models import advice_rows
from console.seat import Seat
from tests.desk.conftest import Other, Typist, focus
from tests.desk.test_main_job import choose
from widgets.roles import Glyph, Role, Severity

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier

# Forces at home, so many hundredths of a degree north of the fire.
HOMES = {"f1": 1, "f2": 3, "f3": 2, "f5": 4}


@pytest.fixture
def fire(other: Other, seat: Seat, desk: DeskWindow, qtbot: Any) -> str:
    """A fire that wants two engines, an ambulance and a chemical unit; the hall has no chemical unit."""
    for force in list(seat.picture.all(Force)):
        north = HOMES.get(force.id)
        if north is not None:
            home = {"lat": 34.58 + north / 100, "lon": 105.72, "town": "玉泉镇" if force.id == "f1" else "太京镇"}
            other.do(RegisterForce(force=_with(force, **home)))
    id = other.do(OpenIncident(kind=IncidentKind.FIRE, title="玉泉观火灾", place="玉泉观", lat=34.58, lon=105.72))
    other.do(GradeIncident(incident_id=id, grade=Grade.III, response=None, basis="现场报告"))
    other.do(EstablishCommand(incident_id=id, level=CommandLevel.DISTRICT, commander="王建国"))
    other.do(SetRunCard(kind=IncidentKind.FIRE, level=Grade.III, lines=("fire_suppression|2|5", "ambulance|1|", "hazmat|1|")))
    choose(desk, seat, qtbot, id)
    qtbot.waitUntil(lambda: seat.picture.find(RunCard, "fire/3") is not None)
    return id


def _with(force: Force, **more: Any) -> Force:
    from dataclasses import replace

    return replace(force, **more)


@pytest.fixture
def part(desk: DeskWindow) -> RecommendPart:
    return desk.parts.recommend


@pytest.fixture
def view(part: RecommendPart) -> AdvicePanel:
    return part.view


@pytest.fixture
def asked(desk: DeskWindow, fire: str, typist: Typist, view: AdvicePanel, qtbot: Any) -> str:
    """Ctrl+R, and the answer is in sight with the keyboard on it."""
    typist.key(Qt.Key.Key_R, CTRL)
    qtbot.waitUntil(lambda: view.rows.rowCount() > 0)
    assert focus() is view.list
    return fire


def says(view: AdvicePanel, role: int = Qt.ItemDataRole.DisplayRole) -> list[Any]:
    return [view.rows.index(row, 0).data(role) for row in range(view.rows.rowCount())]


def forces(view: AdvicePanel, glyph: Glyph) -> list[str]:
    rows = zip(view.rows.row_ids(), says(view, Role.GLYPH), strict=True)
    return [advice_rows.force_of(id) for id, shape in rows if advice_rows.force_of(id) and shape == glyph]


def go_to(view: AdvicePanel, typist: Typist, wanted: Callable[[str], bool]) -> None:
    """Down the list with the arrow until the row is there."""
    typist.key(Qt.Key.Key_Home)
    for _ in range(view.rows.rowCount()):
        if wanted(str(view.list.current_id())):
            return
        typist.key(Qt.Key.Key_Down)
    raise AssertionError(f"no such row in {view.rows.row_ids()}")


def test_ctrl_r_shows_who_would_go_and_why_and_what_is_missing(asked: str, view: AdvicePanel, typist: Typist) -> None:
    assert forces(view, Glyph.TICK) == ["f1", "f2", "f3"]
    texts = says(view)
    assert texts[0] == "灭火 × 2 · 每支至少 5 人" and texts[1] == "消防一站 · 估算 1.7 分"
    missing = texts.index("危化处置 × 1 · 缺 1")
    assert says(view, Role.SEVERITY)[missing] == Severity.ORANGE
    assert says(view, Role.SUB)[missing] == "缺 危化处置 1 支: 本区无可用, 请求上级或邻区支援"
    assert view.send.text() == "派遣 3 支"
    assert view.about.text().startswith("火灾 III级 · 本区方案 · 封路情况未知, 未计 · 算于 ")
    go_to(view, typist, lambda id: advice_rows.force_of(id) == "f1")
    assert view.why.isVisible()
    assert "能力 灭火: 按类别推定 +5.0 分" in view.why.text() and "休整未知, 未计" in view.why.text()
    assert "按驻地, 无定位" in view.why.text() and "合计 6.7 分" in view.why.text()


def test_a_town_that_would_be_left_alone_by_what_is_ticked_is_said(asked: str, view: AdvicePanel, typist: Typist) -> None:
    towns = {id: sub for id, sub in zip(view.rows.row_ids(), says(view, Role.SUB), strict=True) if id.startswith("town")}
    assert list(towns) == ["town\t玉泉镇"]
    assert towns["town\t玉泉镇"].startswith("玉泉镇 无备勤力量, 建议 ")
    go_to(view, typist, lambda id: advice_rows.force_of(id) == "f1")
    typist.key(Qt.Key.Key_Space)
    assert not [id for id in view.rows.row_ids() if id.startswith("town")]


def test_enter_sends_all_that_is_ticked_in_one_go_and_both_are_kept(
    asked: str, desk: DeskWindow, view: AdvicePanel, seat: Seat, other: Other, typist: Typist, qtbot: Any
) -> None:
    go_to(view, typist, lambda id: advice_rows.force_of(id) == "f2")
    typist.key(Qt.Key.Key_Space)
    assert forces(view, Glyph.TICK) == ["f1", "f3"] and view.send.text() == "派遣 2 支"
    typist.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(other.facts("recommendation_kept")))
    item = other.facts("recommendation_kept")[0].recommendation
    assert (item.forces, item.chosen, item.refused) == (("f1", "f2", "f3"), ("f1", "f3"), ())
    assert kept.read_choice(item.reasons[0]).way_min == pytest.approx(1.67, abs=0.02)
    assert kept.read_shortfall(item.shortfalls[0]).capability == "hazmat"
    assert {body.assignment.force_id for body in other.facts("force_assigned")} == {"f1", "f3"}
    lanes = {sector.id: sector.kind.value for sector in desk.hands.sectors(asked)}
    assert [lanes[str(body.assignment.sector_id)] for body in other.facts("force_assigned")] == ["rescue", "medical"]
    qtbot.waitUntil(lambda: desk.told.words() == "已派 2 支")
    # The list goes on from what is there now: the one that is there counts, the other is still recommended.
    qtbot.waitUntil(lambda: "here\tfire_suppression\tf1" in view.rows.row_ids())
    assert forces(view, Glyph.TICK) == ["f2"]
    rows = desk.panels.timeline_table
    lines = [str(rows.index(row, 1).data()) for row in range(rows.rowCount())]
    assert "推荐 3 支, 派出: 消防一站、120急救03; 未采用: 消防二站; 缺口: 危化处置 1" in lines


def test_a_force_lost_to_another_seat_is_named_and_the_others_go(
    asked: str, desk: DeskWindow, part: RecommendPart, seat: Seat, other: Other, typist: Typist, qtbot: Any
) -> None:
    elsewhere = other.do(OpenIncident(kind=IncidentKind.RESCUE, title="河边救人", place=""))
    other.do(EstablishCommand(incident_id=elsewhere, level=CommandLevel.TOWN, commander="李明"))
    seat.picture.blockSignals(True)  # the news of it is still on its way to this seat
    other.do(AssignForce(force_id="f1", incident_id=elsewhere))
    typist.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(other.facts("recommendation_kept")))
    seat.picture.blockSignals(False)
    item = other.facts("recommendation_kept")[0].recommendation
    assert (item.chosen, item.refused) == (("f2", "f3"), ("f1|already_committed",))


    def said() -> bool:
        part._tell_sent()  # what the lost news would have called
        return desk.told.words() == "已派 2 支; 未派成: 消防一站 (已派往他处)"

    qtbot.waitUntil(said)  # the answer to the command comes a little after its facts


def test_a_force_is_found_by_its_initials_and_ticked(asked: str, view: AdvicePanel, typist: Typist, qtbot: Any, other: Other) -> None:
    for number in range(8):
        far = Force(id=f"n{number}", name=f"后备{number}队", kind=ForceKind.FIRE_RESCUE, crew=9, lat=35.0 + number, lon=105.7)
        other.do(RegisterForce(force=far))
    qtbot.waitUntil(lambda: len(forces(view, Glyph.RING)) == 3)
    assert "n7" not in forces(view, Glyph.RING), "three who would be next are enough to look at"
    view.filter.setFocus()
    typist.type("hb7d")
    qtbot.waitUntil(lambda: forces(view, Glyph.RING) == ["n7"])
    typist.key(Qt.Key.Key_Return)
    assert focus() is view.list and advice_rows.force_of(view.list.current_id()) == "n7"
    typist.key(Qt.Key.Key_Space)
    view.filter.setFocus()
    typist.key(Qt.Key.Key_Escape)
    assert view.filter.text() == ""
    assert "n7" in forces(view, Glyph.TICK), "who was ticked by hand stays in sight"
    assert view.send.text() == "派遣 4 支"


def test_what_if_changes_the_list_and_nothing_in_the_hall(
    asked: str, view: AdvicePanel, other: Other, seat: Seat, typist: Typist, qtbot: Any
) -> None:
    before = len(other.facts("force_assigned")), seat.picture.seq
    go_to(view, typist, lambda id: advice_rows.force_of(id) == "f1")
    typist.key(Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: "f1" not in forces(view, Glyph.TICK))
    assert view.supposition.text() == "假设: 不用 消防一站 (Backspace 清除)"
    assert says(view)[0].endswith("缺 1")
    go_to(view, typist, lambda id: id == "line\tambulance")
    typist.key(Qt.Key.Key_Plus)
    qtbot.waitUntil(lambda: "急救转运 × 2 · 缺 1" in says(view))
    typist.key(Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: forces(view, Glyph.TICK) == ["f1", "f2", "f3"])
    assert not view.supposition.isVisible()
    view.level.setFocus()
    typist.key(Qt.Key.Key_Down)  # I级
    view.level.activated.emit(view.level.currentIndex())
    qtbot.waitUntil(lambda: view.about.text().startswith("火灾 I级 · 程序默认方案"))
    assert "类别或级别不同" in view.supposition.text()
    assert (len(other.facts("force_assigned")), seat.picture.seq) == before


def test_a_force_of_another_incident_can_be_supposed_free_but_is_not_sent(
    asked: str, desk: DeskWindow, view: AdvicePanel, other: Other, typist: Typist, qtbot: Any
) -> None:
    elsewhere = other.do(OpenIncident(kind=IncidentKind.RESCUE, title="河边救人", place=""))
    other.do(EstablishCommand(incident_id=elsewhere, level=CommandLevel.TOWN, commander="李明"))
    other.do(AssignForce(force_id="f1", incident_id=elsewhere))
    qtbot.waitUntil(lambda: "held\tfire_suppression\tf1" in view.rows.row_ids())
    view.list.setFocus()
    go_to(view, typist, lambda id: id == "held\tfire_suppression\tf1")
    assert "在「河边救人」, 可商调" in str(view.list.currentIndex().data(Role.SUB))
    typist.key(Qt.Key.Key_Space)
    assert desk.told.words() == "消防一站 现在不能派 – 先商调或待其归队"
    typist.key(Qt.Key.Key_Insert)
    qtbot.waitUntil(lambda: "force\tfire_suppression\tf1" in view.rows.row_ids())
    assert view.supposition.text() == "假设: 当作空闲 消防一站 (Backspace 清除)"
    assert forces(view, Glyph.TICK) == ["f2", "f3"], "nobody is sent on a supposition"


def test_a_closed_road_is_supposed_by_coordinates(asked: str, view: AdvicePanel, typist: Typist, qtbot: Any) -> None:
    view.roads.setFocus()
    typist.type("34.585, 105.72")
    typist.key(Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: "只计所填封路" in view.about.text())
    assert "封路情况未知" not in view.about.text()
    view.list.setFocus()
    go_to(view, typist, lambda id: advice_rows.force_of(id) == "f1")
    assert "直线经过封闭处 34.585, 105.72 +15 分" in view.why.text()


def test_without_a_command_it_says_what_to_do(
    desk: DeskWindow, seat: Seat, other: Other, view: AdvicePanel, typist: Typist, qtbot: Any
) -> None:
    id = other.do(OpenIncident(kind=IncidentKind.FIRE, title="火", place=""))
    choose(desk, seat, qtbot, id)
    typist.key(Qt.Key.Key_R, CTRL)
    qtbot.waitUntil(lambda: view.rows.rowCount() > 0)
    typist.key(Qt.Key.Key_Return)
    assert "先设立指挥部" in desk.told.words()
    assert not other.facts("force_assigned")


def test_what_happens_elsewhere_does_not_take_the_keyboard(
    asked: str, view: AdvicePanel, desk: DeskWindow, other: Other, qtbot: Any
) -> None:
    desk.panels.boards.intake.setFocus()
    other.do(AssignForce(force_id="f1", incident_id=asked))
    qtbot.waitUntil(lambda: "here\tfire_suppression\tf1" in view.rows.row_ids())
    assert focus() is desk.panels.boards.intake


def test_a_town_left_alone_is_said_across_the_head_and_on_the_force_board(
    fire: str, desk: DeskWindow, other: Other, typist: Typist, qtbot: Any
) -> None:
    desk.panels.boards.intake.setFocus()
    assignment = other.do(AssignForce(force_id="f1", incident_id=fire))
    qtbot.waitUntil(lambda: desk.banner.shown() is not None)
    assert desk.banner.shown().what == "无备勤力量: 玉泉镇"  # type: ignore[union-attr]
    assert desk.panels.docks["forces"].head.note().endswith("无备勤力量: 玉泉镇")
    assert focus() is desk.panels.boards.intake
    other.do(ReportStatus(assignment_id=assignment, status=AssignmentStatus.RELEASED))
    qtbot.waitUntil(lambda: desk.banner.shown() is None)
    assert "无备勤" not in desk.panels.docks["forces"].head.note()


def test_the_plan_over_all_incidents_tells_the_difference_and_is_taken_over_by_enter(
    fire: str, desk: DeskWindow, seat: Seat, part: RecommendPart, view: AdvicePanel, other: Other, typist: Typist, qtbot: Any
) -> None:
    """The fire is the worse one and would take the engine that alone can go into the river."""
    one, two = seat.picture.get(Force, "f1"), seat.picture.get(Force, "f2")
    other.do(RegisterForce(force=_with(one, capabilities=("fire_suppression", "swift_water"))))
    other.do(RegisterForce(force=_with(two, capabilities=("fire_suppression",))))
    other.do(SetRunCard(kind=IncidentKind.FIRE, level=Grade.III, lines=("fire_suppression|1|",)))
    other.do(SetRunCard(kind=IncidentKind.RESCUE, level=Grade.IV, lines=("swift_water|1|",)))
    river = other.do(OpenIncident(kind=IncidentKind.RESCUE, title="河边救人", place="", lat=34.60, lon=105.72))
    qtbot.waitUntil(lambda: seat.picture.find(Incident, river) is not None)
    typist.key(Qt.Key.Key_R, CTRL | SHIFT)
    qtbot.waitUntil(lambda: view.plan_rows.rowCount() > 0)
    assert focus() is view.plan
    said = [view.plan_rows.index(row, 0).data() for row in range(view.plan_rows.rowCount())]
    assert view.about.text().startswith("全局 2 支, 0 个缺口; 逐个推荐 1 支, 1 个缺口")
    assert said[0].startswith("差别 1: 少 1 个缺口, 合计多 ")
    assert said[1:3] == ["消防一站", "消防二站"]
    assert "玉泉观火灾 · 派 1 支" in said and "河边救人 · 派 1 支" in said
    assert not view.send.isEnabled()
    row = view.plan_rows.row_ids().index(f"incident\t{river}")
    for _ in range(row):
        typist.key(Qt.Key.Key_Down)
    assert view.plan.current_id() == f"incident\t{river}"
    typist.key(Qt.Key.Key_Return)
    assert desk.selection.incident_id == river
    qtbot.waitUntil(lambda: part.ticked() == ["f1"])
    assert focus() is view.list


def test_the_command_bar_recommends_for_an_incident(
    fire: str, desk: DeskWindow, view: AdvicePanel, seat: Seat, typist: Typist, qtbot: Any
) -> None:
    desk.selection.choose_incident("")
    desk.panels.boards.intake.setFocus()
    typist.key(Qt.Key.Key_Slash)
    typist.type("推荐 玉泉观火灾")
    typist.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.rows.rowCount() > 0)
    assert desk.selection.incident_id == fire


# ---- register, supplies, run cards -------------------------------------------------------------------------------------


def test_a_force_is_entered_by_keys_and_can_be_recommended_at_once(
    fire: str, desk: DeskWindow, seat: Seat, view: AdvicePanel, other: Other, typist: Typist, qtbot: Any
) -> None:
    desk.registry.run("force_new")
    typist.type("危化救援队")
    sheet = desk.sheets.current()
    assert sheet is not None
    said = {"crew": "6", "capabilities": "危化处置、潜水", "town": "太京镇", "radio_id": "1009", "coordinates": "34.6, 105.7"}
    for key, text in said.items():
        sheet.field(key).setFocus()
        typist.type(text)
    typist.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: any(body.force.name == "危化救援队" for body in other.facts("force_registered")))
    made = other.facts("force_registered")[-1].force
    assert made.capabilities == ("hazmat", "潜水") and (made.crew, made.town, made.radio_id) == (6, "太京镇", "1009")
    assert (made.lat, made.lon) == (34.6, 105.7)
    qtbot.waitUntil(lambda: not sheet.isVisible())
    typist.key(Qt.Key.Key_R, CTRL)
    qtbot.waitUntil(lambda: made.id in forces(view, Glyph.TICK))


def test_a_force_is_corrected_and_a_wrong_figure_is_told_in_the_sheet(
    fire: str, desk: DeskWindow, seat: Seat, other: Other, typist: Typist, qtbot: Any
) -> None:
    desk.selection.choose_force("f1")
    desk.registry.run("force_edit")
    sheet = desk.sheets.current()
    assert sheet is not None and sheet.values()["town"] == "玉泉镇"
    sheet.field("crew").setFocus()
    typist.type("人")
    typist.key(Qt.Key.Key_Return)
    assert "人数写数字" in sheet.problem()
    sheet.field("crew").selectAll()  # type: ignore[attr-defined]
    typist.type("15")
    typist.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: seat.picture.get(Force, "f1").crew == 15)
    assert seat.picture.get(Force, "f1").name == "消防一站"


def test_supplies_by_sheet_and_by_command_bar(fire: str, desk: DeskWindow, seat: Seat, other: Other, typist: Typist, qtbot: Any) -> None:
    desk.selection.choose_force("f2")
    typist.key(Qt.Key.Key_O, CTRL | SHIFT)
    typist.type("60")
    typist.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: seat.picture.get(Force, "f2").fuel_percent == 60.0)
    assert seat.picture.get(Force, "f2").water_l is None
    desk.panels.boards.intake.setFocus()
    typist.key(Qt.Key.Key_Slash)
    typist.type("油水 消防二站 55% 3吨")
    typist.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: seat.picture.get(Force, "f2").water_l == 3000.0)
    assert seat.picture.get(Force, "f2").fuel_percent == 55.0


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("60% 3000L", (60.0, 3000.0)),
        ("油 45.5％", (45.5, None)),
        ("水2.5吨", (None, 2500.0)),
        ("3 t", (None, 3000.0)),
        ("满的", (None, None)),
    ],
)
def test_supplies_are_read_as_they_are_said(text: str, read: tuple[float | None, float | None]) -> None:
    assert read_supplies(text) == read


def test_a_run_card_is_written_in_words_and_kept_in_codes(
    fire: str, desk: DeskWindow, seat: Seat, other: Other, typist: Typist, qtbot: Any
) -> None:
    desk.registry.run("run_card")
    sheet = desk.sheets.current()
    assert sheet is not None
    lines = sheet.field("lines")
    assert isinstance(lines, QPlainTextEdit)
    assert (sheet.values()["kind"], sheet.values()["level"]) == ("fire", "3")
    assert lines.toPlainText() == "灭火|2|5\n急救转运|1|\n危化处置|1|"
    lines.setFocus()
    lines.selectAll()
    typist.type("灭火|x")
    typist.key(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "看不懂" in sheet.problem())
    lines.selectAll()
    typist.type("灭火｜3｜4")
    typist.key(Qt.Key.Key_Return)
    typist.type("无人机|1")
    typist.key(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: seat.picture.get(RunCard, "fire/3").lines == ("fire_suppression|3|4", "drone|1|"))


def test_another_kind_shows_another_card_and_says_whose_it_is(fire: str, desk: DeskWindow, typist: Typist, qtbot: Any) -> None:
    desk.registry.run("run_card")
    sheet = desk.sheets.current()
    assert sheet is not None
    kind = sheet.field("kind")
    kind.setFocus()
    typist.key(Qt.Key.Key_Down)
    kind.activated.emit(kind.currentIndex())  # type: ignore[attr-defined]
    assert sheet.values()["kind"] == "flash_flood"
    assert sheet.values()["lines"].startswith("防汛抢险|2|10\n")


def test_the_program_s_cards_are_taken_over_where_the_hall_has_none(fire: str, desk: DeskWindow, seat: Seat, qtbot: Any) -> None:
    desk.registry.run("adopt_cards")
    qtbot.waitUntil(lambda: len(seat.picture.all(RunCard)) == len(IncidentKind) * len(Grade))
    assert seat.picture.get(RunCard, "fire/3").lines[0] == "fire_suppression|2|5", "its own stays"
    desk.registry.run("adopt_cards")
    qtbot.waitUntil(lambda: "各类各级方案都已有" in desk.told.words())
