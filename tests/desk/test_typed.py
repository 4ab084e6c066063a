"""The command bar with real keys: several forces in a line, other words for a verb, and nothing done on a guess."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt

from console.app.command import AssignForce
from console.desk.inputs import read_grade
from console.desk.parts.incidents import _response
from console.desk.verbs import other_words
from console.desk.window import DeskWindow
from console.domain.codes import AssignmentStatus, Grade
from console.seat import Seat
from tests.desk.conftest import Other, Typist, focus
from tests.desk.test_main_job import choose, open_incident


@pytest.fixture
def line(desk: DeskWindow, typist: Typist, qtbot: Any) -> Any:
    def give(text: str) -> str:
        """Types the line, waits for the answer."""
        desk.panels.boards.intake.setFocus()
        typist.key(Qt.Key.Key_Slash)
        assert focus() is desk.bar.line
        desk.bar.set_text("")
        typist.type(text)
        if desk.bar.offers_shown():
            typist.key(Qt.Key.Key_Escape)  # no offer is taken by Enter
        typist.key(Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: desk.bar._answer.text()[:1] in ("✓", "✗"))
        return str(desk.bar._answer.text())

    return give


def test_several_forces_go_in_one_line(desk: DeskWindow, seat: Seat, other: Other, line: Any, qtbot: Any) -> None:
    id = open_incident(other, "玉泉观火灾")
    choose(desk, seat, qtbot, open_incident(other, "皂郊车祸"))
    choose(desk, seat, qtbot, id)
    assert line("派 消防一站 xfez 120急救03 → 皂郊").startswith("✓")
    sent = [body.assignment for body in other.facts("force_assigned")]
    assert [a.force_id for a in sent] == ["f1", "f2", "f3"]
    assert {a.incident_id for a in sent} != {id}, "the line names another incident than the chosen one"
    qtbot.waitUntil(lambda: all(seat.picture.assignment_of(f) is not None for f in ("f1", "f2", "f3")))
    assert line("到场 消防一站 消防二站").startswith("✓")
    moved = other.facts("assignment_status_changed")
    assert [(body.force_id, body.status) for body in moved] == [("f1", AssignmentStatus.ON_SCENE), ("f2", AssignmentStatus.ON_SCENE)]


def test_what_went_and_what_did_not_is_said(desk: DeskWindow, seat: Seat, other: Other, line: Any, qtbot: Any) -> None:
    first, second = open_incident(other), open_incident(other, "皂郊车祸")
    other.do(AssignForce(force_id="f2", incident_id=second))
    choose(desk, seat, qtbot, first)
    said = line("派 消防一站 消防二站")
    assert "已办 消防一站" in said and "消防二站" in said.split("未办")[1] and "皂郊车祸" in said
    assert desk.bar.text() == "派 消防一站 消防二站"
    assert [body.assignment.force_id for body in other.facts("force_assigned")] == ["f2", "f1"]


@pytest.mark.parametrize("text", ["派 消防一站 皂角车或", "派 消防一站 qwe", "派 消防一站 消防仨站"])
def test_a_word_that_nobody_understands_stops_the_line(
    desk: DeskWindow, seat: Seat, other: Other, line: Any, qtbot: Any, text: str
) -> None:
    """It was perhaps the incident, and the force must not go to the chosen one instead."""
    choose(desk, seat, qtbot, open_incident(other))
    assert "没有力量/事件/工作组" in line(text)
    assert not other.facts("force_assigned")


def test_a_guess_is_offered_and_not_done(desk: DeskWindow, seat: Seat, other: Other, line: Any, qtbot: Any) -> None:
    choose(desk, seat, qtbot, open_incident(other))
    assert "是否: 蓝天救援二队" in line("派 nantianjiuyuan")
    assert not other.facts("force_assigned")
    desk.bar.set_text("")
    assert [offer.label for offer in desk.grammar.complete("派 nantianjiuyuan")] == ["蓝天救援二队"]


def test_a_word_that_may_be_two_things_is_asked_about(desk: DeskWindow, seat: Seat, other: Other, line: Any, qtbot: Any) -> None:
    choose(desk, seat, qtbot, open_incident(other, "娘娘坝滑坡"))
    said = line("派 消防一站 nnb")  # 娘娘坝镇应急分队, or 娘娘坝滑坡
    assert "不止一个" in said and "娘娘坝镇应急分队" in said and "娘娘坝滑坡" in said
    assert not other.facts("force_assigned")
    assert line("派 消防一站 → nnb").startswith("✓")
    assert [body.assignment.force_id for body in other.facts("force_assigned")] == ["f1"]


@pytest.mark.parametrize("verb", ["派", "派遣", "paiqian", "assign", "dispatch", "send"])
def test_a_verb_in_any_language(desk: DeskWindow, seat: Seat, other: Other, line: Any, qtbot: Any, verb: str) -> None:
    choose(desk, seat, qtbot, open_incident(other))
    assert line(f"{verb} 消防一站").startswith("✓")


@pytest.mark.parametrize(("said", "meant"), [("派遗", "派"), ("asign", "派"), ("acknowlege", "确认"), ("了结案", "结案")])
def test_an_unknown_verb_is_told_its_nearest(desk: DeskWindow, line: Any, said: str, meant: str) -> None:
    answer = line(f"{said} 消防一站")
    assert f"没有命令「{said}」" in answer and meant in answer.split("是否")[1]


def test_a_verb_that_is_like_none_is_told_all(desk: DeskWindow, line: Any) -> None:
    assert "可用: " in line("qqqq") and "派" in desk.bar._answer.text()


def test_the_words_of_the_verbs_are_each_one_s_own(desk: DeskWindow) -> None:
    """A verb is understood in Chinese and in English whatever the screen speaks; no word stands for two."""
    also = other_words()
    words = [word for said in also.values() for word in said]
    assert len(words) == len(set(words)) and not any(" " in word for word in words)
    for verb in desk.grammar.verbs():
        assert verb.word in also[verb.id], f"{verb.id} has no line in verbs.toml"
        assert any(word.isascii() for word in also[verb.id])


@pytest.mark.parametrize("word", ["2", "II", "ii", "二级", "II级", "重大", "LevelII", "level2", "grade2"])
def test_a_grade_however_it_is_said(qapp: Any, word: str) -> None:
    assert read_grade(word) is Grade.II


@pytest.mark.parametrize("word", ["5", "V", "level", "", "二"[:0], "消防"])
def test_what_is_no_grade(qapp: Any, word: str) -> None:
    assert read_grade(word) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("响应3 三人被困", (Grade.III, "三人被困")),
        ("响应 III 三人被困", (Grade.III, "三人被困")),
        ("response 3 three trapped", (Grade.III, "three trapped")),
        ("ResponseIII three trapped", (Grade.III, "three trapped")),
        ("responsible person says so", (None, "responsible person says so")),
        ("响应", (None, "响应")),
    ],
)
def test_the_response_before_its_basis(qapp: Any, text: str, meant: object) -> None:
    assert _response(text) == meant


def test_level_and_its_number_may_stand_apart(desk: DeskWindow, seat: Seat, other: Other, line: Any, qtbot: Any) -> None:
    choose(desk, seat, qtbot, open_incident(other))
    assert line("grade Level II three trapped").startswith("✓")
    graded = other.facts("incident_graded")[0]
    assert (graded.grade, graded.basis) == (Grade.II, "three trapped")


def test_the_palette_puts_what_fits_best_first(desk: DeskWindow) -> None:
    labels = [offer.label for offer in desk.registry.search("xfyz")]
    assert labels[0] == "消防一站"
    assert desk.registry.search("paiqian")[0].label == "派遣"
