"""Incidents as a whole at the desk, with real keys: repeats, merging, links, reopening, aims, support, groups, undo, the timeline."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from console.app import aims
from console.app.command import AssignForce, EstablishCommand, MoveForce, TransferCommand
from console.app.incidents import (
    ClaimReport,
    CloseIncident,
    GradeIncident,
    MergeReport,
    OpenIncident,
    ReopenIncident,
    TakeReport,
    WriteLog,
)
from console.app.merging import MergeIncident
from console.app.orders import IssueOrder
from console.desk.times import clock_of, moment_to_come, quantity
from console.desk.window import DeskWindow
from console.domain.codes import (
    CommandLevel,
    Grade,
    IncidentKind,
    IncidentState,
    NeedState,
    ObjectiveState,
    ReportState,
    SupportDirection,
    SupportState,
)
from console.domain.entities import (
    Assignment,
    Force,
    Incident,
    IncidentLink,
    Need,
    Objective,
    OperationalPeriod,
    Report,
    Sector,
    SupportRequest,
)
from console.domain.records import Actor
from console.models.picture import Change
from console.models.story import TimelineTable, Topic
from console.seat import Seat
from tests.desk.conftest import OpenDesk, Other, Typist, focus
from tests.desk.test_main_job import choose
from widgets.roles import Role

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LI = Actor(who="li", seat="调度一席", role=None)
SECOND = Actor(who="wang", seat="调度二席", role=None)


def flood(other: Other, title: str = "娘娘坝山洪", *, place: str = "娘娘坝镇", command: bool = True) -> str:
    id = other.do(OpenIncident(kind=IncidentKind.FLASH_FLOOD, title=title, place=place))
    if command:
        other.do(EstablishCommand(incident_id=id, level=CommandLevel.DISTRICT, commander=f"{title}指挥"))
    return id


def call(other: Other, place: str = "娘娘坝镇", text: str = "河水漫上公路") -> str:
    return other.do(TakeReport(source="phone", kind=IncidentKind.FLASH_FLOOD, place=place, text=text))


def lines(desk: DeskWindow) -> list[str]:
    rows = desk.panels.timeline_table
    return [str(rows.index(row, 1).data()) for row in range(rows.rowCount())]


def notes(desk: DeskWindow) -> str:
    return "\n".join(note.text for note in desk.panels.boards.detail.notes.notes())


def rows_of(board: Any) -> list[str]:
    model = board.model()
    return [f"{model.index(r, 0).data()} | {model.index(r, 0).data(Role.SUB)}" for r in range(model.rowCount())]


# ---- the intake -----------------------------------------------------------------------------------------------------------------------


def test_one_key_merges_a_repeat_and_one_key_takes_it_back(desk: DeskWindow, seat: Seat, other: Other, typist: Typist, qtbot: Any) -> None:
    incident = flood(other)
    report = call(other)
    choose(desk, seat, qtbot, incident)
    intake = desk.panels.boards.intake
    qtbot.waitUntil(lambda: intake.model().rowCount() == 1)
    sub = str(intake.model().index(0, 0).data(Role.SUB))
    assert sub.startswith("疑似重复: 事件「娘娘坝山洪」") and "同在娘娘坝镇" in sub and "同为山洪" in sub
    typist.key(Qt.Key.Key_1, ALT)
    typist.key(Qt.Key.Key_B, CTRL)
    qtbot.waitUntil(lambda: seat.picture.get(Report, report).state is ReportState.MERGED)
    assert seat.picture.get(Report, report).incident_id == incident
    assert intake.model().rowCount() == 0
    qtbot.waitUntil(lambda: any("河水漫上公路" in line and line.startswith("接报并入") for line in lines(desk)))
    qtbot.waitUntil(lambda: "Ctrl+Z" in desk.told.words())
    typist.key(Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: seat.picture.get(Report, report).state is ReportState.WAITING)
    fact = other._executor.store.last_facts(1)[0]
    assert fact.body.kind == "report_released" and fact.why.startswith("撤销: 接报并入")
    assert intake.model().rowCount() == 1


def test_the_sheet_of_a_report_says_what_it_repeats_and_merges_by_a_key(
    desk: DeskWindow, seat: Seat, other: Other, typist: Typist, qtbot: Any
) -> None:
    from console.desk.repeats import RepeatNotice

    report = call(other)
    qtbot.waitUntil(lambda: desk.panels.boards.intake.model().rowCount() == 1)
    typist.key(Qt.Key.Key_1, ALT)
    typist.key(Qt.Key.Key_Return)
    sheet = desk.sheets.current()
    assert sheet is not None
    notice = sheet.findChild(RepeatNotice)
    assert not notice.isVisible()
    before = focus()
    incident = flood(other)  # comes while the sheet is open
    qtbot.waitUntil(notice.isVisible)
    assert focus() is before, "what arrives takes no focus"
    assert "可能重复" in notice.words.text() and "娘娘坝山洪" in notice.words.text()
    qtbot.waitUntil(lambda: seat.picture.get(Report, report).claimed_by == "调度一席")
    typist.key(Qt.Key.Key_B, CTRL)
    qtbot.waitUntil(lambda: seat.picture.get(Report, report).incident_id == incident)
    qtbot.waitUntil(lambda: desk.sheets.current() is None)


def test_a_report_that_repeats_nothing_asks_where_to(desk: DeskWindow, seat: Seat, other: Other, typist: Typist, qtbot: Any) -> None:
    incident = flood(other, "皂郊山洪", place="皂郊镇")
    report = call(other)
    qtbot.waitUntil(lambda: desk.panels.boards.intake.model().rowCount() == 1 and seat.picture.find(Incident, incident) is not None)
    assert "重复" not in str(desk.panels.boards.intake.model().index(0, 0).data(Role.SUB))
    typist.key(Qt.Key.Key_1, ALT)
    typist.key(Qt.Key.Key_B, CTRL)
    assert desk.sheets.current_key() == "merge_report"
    typist.type("zjsh")
    typist.key(Qt.Key.Key_Return)
    typist.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: seat.picture.get(Report, report).incident_id == incident)


def test_the_other_seat_sees_who_has_a_report_and_since_when(desk: DeskWindow, seat: Seat, other: Other, qtbot: Any) -> None:
    report = call(other)
    other.do(ClaimReport(report_id=report), SECOND)
    model = desk.panels.boards.intake.model()
    qtbot.waitUntil(lambda: model.rowCount() == 1 and "调度二席" in str(model.index(0, 0).data(Role.SUB)))
    since = seat.picture.get(Report, report).claimed_at
    assert since is not None
    assert since.astimezone().strftime("%H:%M:%S") in str(model.index(0, 0).data(Role.SUB))


def test_writing_about_a_report_keeps_its_claim(desk: DeskWindow, seat: Seat, other: Other, typist: Typist, qtbot: Any) -> None:
    report = call(other)
    qtbot.waitUntil(lambda: desk.panels.boards.intake.model().rowCount() == 1)
    typist.key(Qt.Key.Key_1, ALT)
    typist.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: seat.picture.get(Report, report).claimed_by == "调度一席")
    claims = len(other.facts("report_claimed"))
    desk.sheets.current().field("title").setFocus()  # type: ignore[union-attr]
    typist.type("a")
    assert desk.sheets.current_key() == "incident"
    later = datetime.now(UTC) + timedelta(seconds=200)
    desk._stage.now = lambda: later  # type: ignore[method-assign]
    typist.type("b")
    qtbot.waitUntil(lambda: len(other.facts("report_claimed")) == claims + 1)
    typist.type("c")
    assert seat.picture.get(Report, report).state is ReportState.CLAIMED


# ---- merging, links, reopening --------------------------------------------------------------------------------------------------------


def test_merging_by_keys_brings_everything_along(desk: DeskWindow, seat: Seat, other: Other, typist: Typist, qtbot: Any) -> None:
    gone, stays = flood(other, "娘娘坝山洪"), flood(other, "李子村受困")
    other.do(AssignForce(force_id="f1", incident_id=gone))
    other.do(WriteLog(text="旧案里的一句话", incident_id=gone))
    choose(desk, seat, qtbot, gone)
    qtbot.waitUntil(lambda: seat.picture.assignment_of("f1") is not None and seat.picture.find(Incident, stays) is not None)
    typist.key(Qt.Key.Key_B, CTRL | SHIFT)
    assert desk.sheets.current_key() == "merge"
    typist.type("lzcsk")
    typist.key(Qt.Key.Key_Return)
    typist.key(Qt.Key.Key_Tab)
    typist.type("同一处山洪")
    typist.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: seat.picture.get(Incident, gone).state is IncidentState.MERGED)
    assert desk.selection.incident_id == stays
    held = seat.picture.assignment_of("f1")
    assert held is not None and held.incident_id == stays
    qtbot.waitUntil(lambda: any("旧案里的一句话" in line for line in lines(desk)))
    assert any("「娘娘坝山洪」并入「李子村受困」" in line and "同一处山洪" in line for line in lines(desk))
    assert "并入 1 案" in notes(desk)
    typist.key(Qt.Key.Key_Z, CTRL)
    assert "不能撤销" in desk.told.words()


def test_a_merge_that_cannot_be_says_what_to_do(desk: DeskWindow, seat: Seat, other: Other, typist: Typist, qtbot: Any) -> None:
    led, bare = flood(other, "娘娘坝山洪"), flood(other, "李子村受困", command=False)
    choose(desk, seat, qtbot, led)
    qtbot.waitUntil(lambda: seat.picture.find(Incident, bare) is not None)
    typist.key(Qt.Key.Key_Slash)
    typist.type("ba lzcsk 同一处")
    typist.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "反过来" in desk.bar._answer.text())
    assert "「李子村受困」" in desk.bar._answer.text() and desk.bar.text() == "ba lzcsk 同一处"


def test_links_and_parents_by_keys_are_seen_in_the_chain_panel(
    desk: DeskWindow, seat: Seat, other: Other, typist: Typist, qtbot: Any
) -> None:
    first, second = flood(other, "娘娘坝山洪"), flood(other, "皂郊塌方", place="皂郊镇")
    choose(desk, seat, qtbot, first)
    qtbot.waitUntil(lambda: seat.picture.find(Incident, second) is not None)
    typist.key(Qt.Key.Key_L, CTRL)
    typist.type("zjtf")
    typist.key(Qt.Key.Key_Return)
    typist.key(Qt.Key.Key_Tab)
    typist.type("同一河道")
    typist.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(seat.picture.all(IncidentLink)))
    typist.key(Qt.Key.Key_L, CTRL | SHIFT)
    typist.type("zjtf")
    typist.key(Qt.Key.Key_Return)
    typist.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: seat.picture.get(Incident, first).parent_id == second)
    assert "归属「皂郊塌方」" in notes(desk) and "关联 1" in notes(desk)
    other.do(TransferCommand(incident_id=first, level=CommandLevel.CITY, commander="李市长", why="升级", partners=("秦安县",)))
    board = desk.parts.merging.board
    qtbot.waitUntil(lambda: any("李市长" in row for row in rows_of(board)))
    told = rows_of(board)
    assert "李市长 · 市级指挥部 · 与 秦安县 联合" in told[0] and "第 2 任" in told[0] and "上移" in told[0]
    assert "娘娘坝山洪指挥" in told[1] and "第 1 任" in told[1] and "设立" in told[1]
    assert any("皂郊塌方" in row and "上级事件" in row for row in told)
    assert any("皂郊塌方" in row and "同一河道" in row for row in told)
    typist.key(Qt.Key.Key_R, ALT | SHIFT)
    assert focus() is board
    typist.key(Qt.Key.Key_End)
    typist.key(Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: seat.picture.all(IncidentLink)[0].ended_at is not None)
    typist.key(Qt.Key.Key_End)
    typist.key(Qt.Key.Key_Return)
    assert desk.selection.incident_id == second


def test_reopening_by_keys_and_the_other_seat_sees_it(
    desk: DeskWindow, seat: Seat, other: Other, typist: Typist, qtbot: Any
) -> None:
    id = flood(other)
    other.do(CloseIncident(incident_id=id, why="水退"))
    qtbot.waitUntil(lambda: seat.picture.find(Incident, id) is not None and seat.picture.get(Incident, id).closed_at is not None)
    typist.key(Qt.Key.Key_End, CTRL | SHIFT)
    assert desk.sheets.current_key() == "reopen"
    assert desk.sheets.current().values()["incident"] == id  # type: ignore[union-attr]
    desk.sheets.current().field("why").setFocus()  # type: ignore[union-attr]
    typist.type("水位再涨")
    typist.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: seat.picture.get(Incident, id).state is IncidentState.OPEN)
    assert desk.selection.incident_id == id and seat.picture.active_command(id) is None
    assert "重开 1 次" in notes(desk)
    assert "未设指挥部" in desk.panels.boards.detail.head.lines()[2]


def test_an_incident_that_this_screen_never_held_is_reopened(desk: DeskWindow, seat: Seat, other: Other, qtbot: Any) -> None:
    """Closed long before the screen began, reopened by another seat: the picture loads anew instead of going wrong."""
    id = flood(other)
    other.do(CloseIncident(incident_id=id, why="水退"))
    qtbot.waitUntil(lambda: seat.picture.find(Incident, id) is not None)
    for table in seat.picture._entities.values():  # as if it had been closed before the twelve hours that a screen starts from
        for key in [key for key, entity in table.items() if id in (key, getattr(entity, "incident_id", ""))]:
            del table[key]
    other.do(ReopenIncident(incident_id=id, why="复查"))
    qtbot.waitUntil(lambda: seat.picture.find(Incident, id) is not None)
    assert seat.picture.get(Incident, id).reopened == 1
    qtbot.waitUntil(lambda: desk.panels.boards.incidents.model().rowCount() == 1)


# ---- grade, response, command ---------------------------------------------------------------------------------------------------------


def test_a_command_below_its_grade_is_told_whom_to_ask(desk: DeskWindow, seat: Seat, other: Other, typist: Typist, qtbot: Any) -> None:
    id = flood(other)
    choose(desk, seat, qtbot, id)
    assert "宜由" not in notes(desk)
    other.do(GradeIncident(incident_id=id, grade=Grade.III, response=Grade.III, basis="三人被困", decided_by="张副区长"))
    qtbot.waitUntil(lambda: "宜由市级指挥" in notes(desk))
    assert "Ctrl+U" in notes(desk) and "决定人 张副区长" in notes(desk)
    typist.key(Qt.Key.Key_J, CTRL)
    assert desk.sheets.current_key() == "transfer"
    assert desk.sheets.current().values()["level"] == "city"  # type: ignore[union-attr]
    typist.type("李市长")
    sheet = desk.sheets.current()
    assert sheet is not None
    sheet.field("partners").setFocus()
    typist.type("秦安县、麦积区")
    typist.key(Qt.Key.Key_Tab)
    typist.type("跨界")
    typist.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(other.facts("command_transferred")))
    assert other.facts("command_transferred")[0].command.partners == ("秦安县", "麦积区")
    qtbot.waitUntil(lambda: "宜由" not in notes(desk))
    assert "与 秦安县、麦积区 联合" in desk.panels.boards.detail.head.lines()[2]


def test_closing_names_what_is_left(desk: DeskWindow, seat: Seat, other: Other, typist: Typist, qtbot: Any) -> None:
    from console.desk.parts.incidents import StillOpen

    id = flood(other)
    other.do(aims.SetObjective(incident_id=id, text="恢复供电"))
    other.do(aims.StateNeed(incident_id=id, what="帐篷", wanted=200, unit="顶"))
    choose(desk, seat, qtbot, id)
    qtbot.waitUntil(lambda: bool(seat.picture.all(Need)))
    typist.key(Qt.Key.Key_End, CTRL)
    told = desk.sheets.current().findChild(StillOpen).text()  # type: ignore[union-attr]
    assert "恢复供电" in told and "帐篷 0 / 200 顶" in told
    typist.type("移交电力公司")
    typist.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: seat.picture.get(Incident, id).closed_at is not None)
    assert seat.picture.all(Objective)[0].state is ObjectiveState.OPEN


# ---- aims, needs, support, groups -----------------------------------------------------------------------------------------------------


def test_aims_and_needs_by_keys(desk: DeskWindow, seat: Seat, other: Other, typist: Typist, qtbot: Any) -> None:
    id = flood(other)
    choose(desk, seat, qtbot, id)
    typist.key(Qt.Key.Key_O, CTRL)
    typist.type("转移三组群众")
    typist.key(Qt.Key.Key_Tab)
    typist.type("2h")
    typist.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(seat.picture.all(Objective)))
    due = seat.picture.all(Objective)[0].due_at
    assert due is not None and abs(due - datetime.now(UTC) - timedelta(hours=2)) < timedelta(minutes=1)
    typist.key(Qt.Key.Key_D, CTRL)
    typist.type("帐篷")
    typist.key(Qt.Key.Key_Tab)
    typist.type("200 顶")
    typist.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(seat.picture.all(Need)))
    assert "目标 1 项进行中 · 需求 1 项尚缺" in notes(desk)
    board = desk.parts.aims.board
    assert rows_of(board)[1].startswith("帐篷 0 / 200 顶 | 需求 · 尚缺")
    typist.key(Qt.Key.Key_A, ALT | SHIFT)
    assert focus() is board
    typist.key(Qt.Key.Key_End)
    typist.key(Qt.Key.Key_Return)
    assert desk.sheets.current_key() == "need_came"
    typist.type("120箱")
    typist.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "单位不同" in desk.sheets.current().problem())  # type: ignore[union-attr]
    for _ in range(1):
        typist.key(Qt.Key.Key_Backspace)
    typist.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: seat.picture.all(Need)[0].met == 120)
    desk.parts.aims.board.setFocus()
    typist.key(Qt.Key.Key_End)
    typist.key(Qt.Key.Key_Return)
    typist.type("80")
    typist.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: seat.picture.all(Need)[0].state is NeedState.MET)
    assert "需求" not in notes(desk)
    desk.parts.aims.board.setFocus()
    typist.key(Qt.Key.Key_Home)
    typist.key(Qt.Key.Key_Return)
    assert desk.sheets.current_key() == "objective_end"
    typist.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: seat.picture.all(Objective)[0].state is ObjectiveState.REACHED)
    assert any(line.startswith("达成目标 1: 转移三组群众") for line in lines(desk))


def test_periods_and_words_of_the_bar(desk: DeskWindow, seat: Seat, other: Other, typist: Typist, qtbot: Any) -> None:
    id = flood(other)
    choose(desk, seat, qtbot, id)

    def line(text: str) -> None:
        qtbot.waitUntil(lambda: desk.bar.text() == "")
        desk.panels.boards.intake.setFocus()
        typist.key(Qt.Key.Key_Slash)
        typist.type(text)
        typist.key(Qt.Key.Key_Return)

    line("阶段 4h 搜救")
    qtbot.waitUntil(lambda: bool(seat.picture.all(OperationalPeriod)))
    assert "阶段 1 剩" in notes(desk)
    line("目标 找到两名失联人员")
    qtbot.waitUntil(lambda: bool(seat.picture.all(Objective)))
    assert seat.picture.all(Objective)[0].period_id == seat.picture.all(OperationalPeriod)[0].id
    line("需求 排涝车 2台")
    qtbot.waitUntil(lambda: bool(seat.picture.all(Need)))
    need = seat.picture.all(Need)[0]
    assert (need.what, need.wanted, need.unit) == ("排涝车", 2, "台")
    typist.key(Qt.Key.Key_P, CTRL | SHIFT)
    assert "下一作战阶段" in desk.sheets.current().heading()  # type: ignore[union-attr]
    typist.type("安置")
    typist.key(Qt.Key.Key_Tab)
    typist.type("18:00")
    typist.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(seat.picture.all(OperationalPeriod)) == 2)
    assert [p.ended_at is None for p in sorted(seat.picture.all(OperationalPeriod), key=lambda p: p.number)] == [False, True]
    line("请求支援 市应急局 排涝车2台 超出本区能力")
    qtbot.waitUntil(lambda: bool(seat.picture.all(SupportRequest)))
    asked = seat.picture.all(SupportRequest)[0]
    assert (asked.party, asked.what, asked.why) == ("市应急局", "排涝车2台", "超出本区能力")
    line("需求 帐篷")
    qtbot.waitUntil(lambda: "200顶" in desk.bar._answer.text())


def test_support_is_asked_answered_and_its_force_comes_under_the_command(
    desk: DeskWindow, seat: Seat, other: Other, typist: Typist, qtbot: Any
) -> None:
    id = flood(other)
    choose(desk, seat, qtbot, id)
    typist.key(Qt.Key.Key_U, CTRL)
    sheet = desk.sheets.current()
    assert sheet is not None
    typist.type("市应急局")
    typist.key(Qt.Key.Key_Tab)
    typist.type("排涝车两台")
    typist.key(Qt.Key.Key_Tab)
    typist.type("超出本区能力")
    typist.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(seat.picture.all(SupportRequest)))
    assert seat.picture.all(SupportRequest)[0].direction is SupportDirection.FROM_ABOVE
    desk.parts.aims.board.setFocus()
    typist.key(Qt.Key.Key_Home)
    typist.key(Qt.Key.Key_Return)
    assert desk.sheets.current_key() == "support_answer"
    box = desk.sheets.current().field("state")  # type: ignore[union-attr]
    assert isinstance(box, QComboBox) and box.currentData() == SupportState.AGREED.value
    typist.type("刘局长: 半小时到")
    typist.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: seat.picture.all(SupportRequest)[0].state is SupportState.AGREED)
    typist.key(Qt.Key.Key_U, CTRL | SHIFT)
    typist.type("秦安救援队")
    typist.key(Qt.Key.Key_Tab)
    typist.type("秦安县")
    typist.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: any(f.jurisdiction == "秦安县" for f in seat.picture.all(Force)))
    force = next(f for f in seat.picture.all(Force) if f.jurisdiction)
    held = seat.picture.assignment_of(force.id)
    post = seat.picture.active_command(id)
    assert held is not None and post is not None and held.command_id == post.id


def test_groups_by_keys(desk: DeskWindow, seat: Seat, other: Other, typist: Typist, qtbot: Any) -> None:
    id = flood(other)
    choose(desk, seat, qtbot, id)
    typist.key(Qt.Key.Key_J, CTRL | ALT)
    sheet = desk.sheets.current()
    assert sheet is not None and desk.sheets.current_key() == "sector_add"
    typist.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "请为新组起名" in sheet.problem())
    sheet.field("name").setFocus()
    typist.type("东侧")
    typist.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: any(s.name == "东侧" for s in seat.picture.all(Sector)))
    assert any("抢险救援 东侧" in lane.name for lane in desk.panels.boards.detail.lanes._lanes)
    typist.key(Qt.Key.Key_J, CTRL | SHIFT)
    sheet = desk.sheets.current()
    assert sheet is not None and desk.sheets.current_key() == "sector"
    sheet.set_values({"maximum": 5})
    typist.key(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: any(s.maximum == 5 for s in seat.picture.all(Sector)))


# ---- undo -----------------------------------------------------------------------------------------------------------------------------


def test_undo_names_what_it_takes_back_and_keeps_to_what_stands(
    desk: DeskWindow, seat: Seat, other: Other, typist: Typist, qtbot: Any
) -> None:
    id = flood(other)
    choose(desk, seat, qtbot, id)
    typist.key(Qt.Key.Key_Z, CTRL)
    assert "没有可撤销的操作" in desk.told.words()
    desk.parts.forces.assign("f1", id, None)
    qtbot.waitUntil(lambda: seat.picture.assignment_of("f1") is not None)
    offer = next(one for one in desk.registry.search("撤销") if one.text == "action:undo")
    assert "派遣 消防一站" in offer.detail
    typist.key(Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: seat.picture.assignment_of("f1") is None)
    assert other._executor.store.last_facts(1)[0].why.startswith("撤销: 派遣 消防一站")

    desk.parts.forces.assign("f1", id, None)
    qtbot.waitUntil(lambda: seat.picture.assignment_of("f1") is not None)
    other.do(IssueOrder(incident_id=id, force_id="f1", text="立即出动"))
    typist.key(Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: "已向该力量下达指令" in desk.told.words())
    assert seat.picture.assignment_of("f1") is not None


def test_undo_brings_back_lanes_grades_and_duties(desk: DeskWindow, seat: Seat, other: Other, typist: Typist, qtbot: Any) -> None:
    from console.domain.codes import ForceDuty

    id = flood(other)
    held = other.do(AssignForce(force_id="f1", incident_id=id))
    choose(desk, seat, qtbot, id)
    qtbot.waitUntil(lambda: seat.picture.find(Assignment, held) is not None)
    lane = desk.hands.sectors(id)[1]
    desk.parts.forces.move("f1", id, lane.id, refused=print)
    qtbot.waitUntil(lambda: seat.picture.get(Assignment, held).sector_id == lane.id)
    typist.key(Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: seat.picture.get(Assignment, held).sector_id is None)

    desk.parts.incidents.set_grade(id, Grade.II, Grade.II, "误报", decided_by="张")
    qtbot.waitUntil(lambda: seat.picture.get(Incident, id).grade is Grade.II)
    typist.key(Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: seat.picture.get(Incident, id).grade is None)

    desk.parts.forces.set_duty("f2", ForceDuty.RESTING)
    qtbot.waitUntil(lambda: seat.picture.get(Force, "f2").duty is ForceDuty.RESTING)
    other.do(MoveForce(assignment_id=held, sector_id=lane.id), LI)  # another window's deed is not ours to take back
    typist.key(Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: seat.picture.get(Force, "f2").duty is ForceDuty.AVAILABLE)
    assert seat.picture.get(Assignment, held).sector_id == lane.id


def test_undo_leaves_text_to_its_field_and_old_deeds_alone(
    desk: DeskWindow, seat: Seat, other: Other, typist: Typist, qtbot: Any
) -> None:
    id = flood(other)
    choose(desk, seat, qtbot, id)
    desk.parts.forces.assign("f1", id, None)
    qtbot.waitUntil(lambda: seat.picture.assignment_of("f1") is not None)
    typist.key(Qt.Key.Key_F8)
    typist.type("abc")
    typist.key(Qt.Key.Key_Z, CTRL)
    assert seat.picture.assignment_of("f1") is not None
    assert desk.sheets.current().values()["text"] != "abc"  # type: ignore[union-attr]
    typist.key(Qt.Key.Key_Escape)
    later = datetime.now(UTC) + timedelta(seconds=61)
    desk._stage.now = lambda: later  # type: ignore[method-assign]
    desk.panels.boards.intake.setFocus()
    typist.key(Qt.Key.Key_Z, CTRL)
    assert "没有可撤销的操作" in desk.told.words()


# ---- the timeline ---------------------------------------------------------------------------------------------------------------------


def test_the_timeline_is_filtered_by_topic_and_words(desk: DeskWindow, seat: Seat, other: Other, typist: Typist, qtbot: Any) -> None:
    id = flood(other)
    other.do(AssignForce(force_id="f1", incident_id=id))
    other.do(WriteLog(text="镇长到场", incident_id=id))
    other.do(WriteLog(text="水位 1.2 m", incident_id=id))
    choose(desk, seat, qtbot, id)
    qtbot.waitUntil(lambda: len(lines(desk)) == 5)
    typist.key(Qt.Key.Key_F, CTRL)
    panel = desk.panels.timeline_panel
    assert focus() is panel.line
    typist.type("镇长")
    assert lines(desk) == ["记录: 镇长到场"] and panel.count.text() == "1 / 5"
    other.do(WriteLog(text="镇长离场", incident_id=id))
    other.do(WriteLog(text="水位 1.4 m", incident_id=id))
    qtbot.waitUntil(lambda: panel.count.text() == "2 / 7")
    assert lines(desk) == ["记录: 镇长离场", "记录: 镇长到场"]
    typist.key(Qt.Key.Key_Escape)
    assert focus() is desk.panels.boards.timeline and len(lines(desk)) == 7
    panel.topic.setFocus()
    typist.key(Qt.Key.Key_Down)
    typist.key(Qt.Key.Key_Down)
    assert panel.topic.currentData() == Topic.FORCES
    assert lines(desk) == ["派遣 消防一站 → 未分组"]
    typist.key(Qt.Key.Key_Escape)
    assert len(lines(desk)) == 7


def test_the_timeline_jumps_to_a_time_and_to_the_next_of_a_kind(
    desk: DeskWindow, seat: Seat, other: Other, typist: Typist, qtbot: Any
) -> None:
    id = flood(other)
    other.do(WriteLog(text="第一", incident_id=id))
    other.do(AssignForce(force_id="f1", incident_id=id))
    other.do(WriteLog(text="第二", incident_id=id))
    choose(desk, seat, qtbot, id)
    qtbot.waitUntil(lambda: len(lines(desk)) == 5)
    view, table = desk.panels.boards.timeline, desk.panels.timeline_table
    typist.key(Qt.Key.Key_8, ALT)
    typist.key(Qt.Key.Key_Home)
    assert "第二" in lines(desk)[view.currentIndex().row()]
    typist.key(Qt.Key.Key_Down, CTRL)
    assert "第一" in lines(desk)[view.currentIndex().row()]
    typist.key(Qt.Key.Key_Up, CTRL)
    assert "第二" in lines(desk)[view.currentIndex().row()]
    earliest = table.fact_at(4).at.astimezone()
    typist.key(Qt.Key.Key_F, CTRL)
    typist.type(earliest.strftime("%H:%M"))
    assert len(lines(desk)) == 5, "a time filters nothing away"
    typist.key(Qt.Key.Key_Return)
    assert focus() is view
    row = view.currentIndex().row()
    assert table.fact_at(row).at.astimezone().strftime("%H:%M") == earliest.strftime("%H:%M")
    assert row == 0 or table.fact_at(row - 1).at.astimezone().strftime("%H:%M") != earliest.strftime("%H:%M")


def test_the_timeline_of_a_merged_incident_is_read_from_the_journal(
    hall: Any, seat: Seat, other: Other, open_desk: OpenDesk, qtbot: Any
) -> None:
    gone, stays = flood(other, "甲处山洪"), flood(other, "乙处山洪")
    other.do(WriteLog(text="很久以前的一句", incident_id=gone))
    report = call(other)
    other.do(MergeReport(report_id=report, incident_id=gone))
    other.do(MergeIncident(incident_id=gone, into_id=stays, why="同一处"))
    for number in range(20):
        other.do(WriteLog(text=f"别处 {number}"))
    desk = open_desk(seat)
    seat.picture.facts.clear()  # as if the screen had begun long after
    desk.selection.choose_incident("")
    desk.panels.timeline_table.show_incident(None)
    choose(desk, seat, qtbot, stays)
    qtbot.waitUntil(lambda: any("很久以前的一句" in line for line in lines(desk)))
    assert any(line.startswith("接报并入") and "河水漫上公路" in line for line in lines(desk))
    qtbot.waitUntil(lambda: any(line.startswith("接报: 电话") and "河水漫上公路" in line for line in lines(desk)))
    assert not any("别处" in line for line in lines(desk))


def test_a_line_read_from_the_journal_and_heard_by_the_feed_stands_once(desk: DeskWindow, seat: Seat, other: Other, qtbot: Any) -> None:
    id = flood(other)
    choose(desk, seat, qtbot, id)
    qtbot.waitUntil(lambda: len(lines(desk)) == 2)
    table = desk.panels.timeline_table
    known = [table.fact_at(row) for row in range(2)]
    seat.picture.changed.emit(Change(facts=tuple(reversed(known))))
    table.load(known)
    assert len(lines(desk)) == 2
    other.do(WriteLog(text="一", incident_id=id))
    other.do(WriteLog(text="二", incident_id=id))
    newest = other._executor.store.last_facts(2)
    qtbot.waitUntil(lambda: len(lines(desk)) == 4)
    fresh = TimelineTable(seat.picture)
    seat.picture.facts.clear()
    fresh.show_incident(id)
    fresh.load(newest[1:])
    seat.picture.changed.emit(Change(facts=tuple(newest)))  # the feed is behind what was read
    assert [fresh.fact_at(row).seq for row in range(fresh.rowCount())] == [newest[1].seq, newest[0].seq]


# ---- what people write ----------------------------------------------------------------------------------------------------------------


def test_times_and_quantities_as_people_write_them() -> None:
    now = datetime(2026, 7, 1, 14, 0, tzinfo=UTC)
    local = now.astimezone()
    assert clock_of("14:05") == (14, 5, None) and clock_of("7：30:15") == (7, 30, 15)
    assert clock_of("25:00") is None and clock_of("14") is None and clock_of("12:60") is None
    soon = (local + timedelta(minutes=30)).strftime("%H:%M")
    assert moment_to_come(soon, now) == now + timedelta(minutes=30)
    past = (local - timedelta(minutes=30)).strftime("%H:%M")
    assert moment_to_come(past, now) == now - timedelta(minutes=30) + timedelta(days=1)
    assert moment_to_come("2h", now) == now + timedelta(hours=2)
    assert moment_to_come("90分", now) == now + timedelta(minutes=90)
    assert moment_to_come("1.5小时", now) == now + timedelta(minutes=90)
    assert moment_to_come("明天", now) is None
    assert quantity("200 顶") == (200, "顶") and quantity("2.5吨") == (2.5, "吨") and quantity("80") == (80, "")
    assert quantity("很多") is None
