"""Every code of the rules has its words, every fact its line, and names are found however they are typed."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from console.app.execute import HANDLERS
from console.domain import codes, facts
from console.domain.entities import Force, Incident
from console.domain.records import StoreDown
from console.domain.refusal import Refused
from console.engine import Outcome
from console.models import refusals, timeline
from console.models.names import Name, NameIndex, learn
from console.models.picture import Picture

ROOT = Path(__file__).parents[2]
REFUSED = re.compile(r"Refused\(\s*\"(\w+)\"")
DOWN = re.compile(r"StoreDown\(\s*\"(\w+)\"|: \"(locked|full|gone|readonly|old|broken)\"")
HAN = re.compile(r"[\u4e00-\u9fff]")


def sources(*rooms: str) -> str:
    return "\n".join(path.read_text("utf-8") for room in rooms for path in sorted((ROOT / room).rglob("*.py")))


REFUSALS = sorted(set(REFUSED.findall(sources("console/domain", "console/app", "db"))))


@pytest.fixture
def picture(qapp: Any) -> Picture:
    return Picture()


def test_the_codes_are_found() -> None:
    assert {"already_committed", "role_may_not", "second_command"} <= set(REFUSALS)


@pytest.mark.parametrize("code", REFUSALS)
def test_every_refusal_is_said_in_words(code: str, picture: Picture) -> None:
    said = refusals.refused(Refused(code), picture)
    assert HAN.search(said)
    assert code not in said
    assert "不允许此操作" not in said


@pytest.mark.parametrize("code", sorted({first or second for first, second in DOWN.findall(sources("db", "console"))}))
def test_every_ailment_of_the_database_is_said_in_words(code: str, picture: Picture) -> None:
    assert code not in refusals.database(code)
    outcome = Outcome(1, command=None, down=StoreDown(code))  # type: ignore[arg-type]
    assert "未提交" in refusals.answer(outcome, picture)


@pytest.mark.parametrize("name", sorted(kind.__name__ for kind in HANDLERS))
def test_every_command_has_a_verb(name: str) -> None:
    assert HAN.search(refusals.command(name))


def test_a_refusal_names_the_force_and_who_holds_it(picture: Picture) -> None:
    from datetime import UTC, datetime

    picture._put(Force(id="f", name="消防一站", kind=codes.ForceKind.FIRE_RESCUE))
    picture._put(
        Incident(
            id="i",
            number="1",
            kind=codes.IncidentKind.FIRE,
            title="玉泉火情",
            place="",
            lat=None,
            lon=None,
            opened_at=datetime.now(UTC),
            opened_by="li",
        )
    )
    said = refusals.refused(Refused("already_committed", force_id="f", holder_incident_id="i"), picture)
    assert "消防一站" in said and "「玉泉火情」" in said


def test_role_refusals_name_role_and_deed(picture: Picture) -> None:
    said = refusals.refused(Refused("role_may_not", role="radio_operator", command="AssignForce"), picture)
    assert said.startswith("话务员不能派遣力量")


@pytest.mark.parametrize("kind", sorted(facts.BODIES))
def test_every_fact_has_its_line(kind: str, picture: Picture) -> None:
    from tests.desk.bodies import sample

    body = sample(facts.BODIES[kind])
    fact = _fact(body)
    line = timeline.line_of(fact, picture)
    assert HAN.search(line) and kind not in line
    assert "Grade." not in line and "<" not in line


def test_a_reason_is_told_once(picture: Picture) -> None:
    from datetime import UTC, datetime

    body = facts.IncidentGraded(incident_id="i", grade=codes.Grade.II, response=None, basis="三人被困")
    line = timeline.line_of(_fact(body, why="三人被困"), picture)
    assert line.count("三人被困") == 1
    closed = facts.IncidentClosed(incident_id="i", closed_at=datetime.now(UTC))
    assert timeline.line_of(_fact(closed, why="已处置"), picture).endswith("已处置")


def _fact(body: facts.Body, why: str = "") -> facts.Fact:
    from datetime import UTC, datetime

    names = {field.name for field in fields(facts.Fact)}
    assert names == {"seq", "at", "who", "seat", "why", "body", "previous", "hash"}
    return facts.Fact(seq=1, at=datetime.now(UTC), who="li", seat="调度一席", why=why, body=body, previous="", hash="")


# ---- names ------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def index() -> NameIndex:
    made = NameIndex()
    made.set_speller(learn())
    made.put("places", (Name("place", text, text) for text in ("太京镇", "藉口镇", "娘娘坝镇", "平南镇", "天水镇", "皂郊镇")))
    made.put("forces", (Name("force", text, text) for text in ("消防一站", "消防二站", "120急救03", "蓝天救援二队")))
    return made


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("tjz", "太京镇"),
        ("taijing", "太京镇"),
        ("太京", "太京镇"),
        ("京镇", "太京镇"),
        ("jkz", "藉口镇"),
        ("nnb", "娘娘坝镇"),
        ("NNB", "娘娘坝镇"),
        ("nb", "娘娘坝镇"),
        ("xfyz", "消防一站"),
        ("xiaofangyi", "消防一站"),
        ("xiao fang er", "消防二站"),
        ("120", "120急救03"),
        ("120jj", "120急救03"),
        ("蓝天二队", "蓝天救援二队"),
    ],
)
def test_names_are_found_however_they_are_typed(index: NameIndex, typed: str, wanted: str) -> None:
    assert index.search(typed, ("forces", "places"))[0].text == wanted


def test_nothing_that_does_not_fit_is_offered(index: NameIndex) -> None:
    assert index.search("qqq", ("forces", "places")) == []
    assert index.search("火星", ("forces", "places")) == []


def test_one_is_one_or_none(index: NameIndex) -> None:
    assert index.one("xf", ("forces",)) is None
    one = index.one("xfyz", ("forces",))
    assert one is not None and one.text == "消防一站"


def test_chinese_finds_before_pinyin_is_learnt() -> None:
    bare = NameIndex()
    bare.put("places", [Name("place", "1", "太京镇")])
    assert [name.text for name in bare.search("京", ("places",))] == ["太京镇"]
    assert bare.search("tjz", ("places",)) == []
