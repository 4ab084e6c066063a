"""People at the desk with real keys: a role lent and shown as it runs down, accounts, and no pass-phrase on any disk."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt

from console.app.accounts import AddAccount
from console.app.grants import GrantRole
from console.app.seats import UnlockSeat
from console.desk.window import DeskWindow
from console.domain.codes import Role
from console.domain.entities import Grant
from console.domain.records import Actor
from console.domain.refusal import Refused
from console.halls import Hall
from console.models.people_words import remaining
from console.seat import Seat
from tests import halls
from tests.desk.bodies import sample
from tests.desk.conftest import OpenDesk, Other, Typist

CTRL = Qt.KeyboardModifier.ControlModifier
COMMANDER = Actor(who="wang", seat="指挥席", role=Role.COMMANDER)


@pytest.fixture
def commander(hall: Hall, qapp: Any) -> Iterator[Seat]:
    with halls.open_seat(hall, name="wang", role=Role.COMMANDER, seat="指挥席") as made:
        yield made


@pytest.fixture
def admin(hall: Hall, other: Other, qapp: Any) -> Iterator[Seat]:
    other.do(AddAccount(name="chen", display_name="陈管理", role=Role.ADMINISTRATOR, passphrase="keeper of the hall"))
    with halls.open_seat(hall, name="chen", role=Role.ADMINISTRATOR, seat="管理席") as made:
        yield made


def do_by_palette(desk: DeskWindow, typist: Typist, typed: str) -> None:
    typist.key(Qt.Key.Key_K, CTRL)
    typist.type(typed)
    typist.key(Qt.Key.Key_Return)


def test_a_commander_lends_his_role_by_keys_alone(
    open_desk: OpenDesk, commander: Seat, other: Other, typist: Typist, qtbot: Any
) -> None:
    desk = open_desk(commander)
    qtbot.waitUntil(lambda: len(desk.parts.people.everybody()) == 3)
    do_by_palette(desk, typist, "限时授权")
    assert desk.sheets.current_key() == "grant"
    typist.type("zhao")
    typist.key(Qt.Key.Key_Return)  # takes the offer
    typist.key(Qt.Key.Key_Tab)
    assert desk.sheets.current().values()["role"] == Role.DISPATCHER.value  # type: ignore[union-attr]
    offered = desk.sheets.current().field("role")  # type: ignore[union-attr]
    assert [offered.itemData(n) for n in range(offered.count())] == ["dispatcher", "commander", "radio_operator"]  # type: ignore[attr-defined]
    typist.key(Qt.Key.Key_Tab)
    typist.key(Qt.Key.Key_Tab)
    typist.type("调度员在途")
    typist.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(other.facts("grant_given")))
    grant = other.facts("grant_given")[0].grant
    assert (grant.account, grant.role, grant.granted_by, grant.why) == ("zhao", Role.DISPATCHER, "wang", "调度员在途")
    assert grant.until - grant.granted_at == timedelta(minutes=60)
    qtbot.waitUntil(lambda: bool(commander.picture.all(Grant)) and desk.sheets.current_key() == "")
    do_by_palette(desk, typist, "收回或归还")
    assert desk.sheets.current_key() == "revoke"
    typist.key(Qt.Key.Key_Down)
    typist.key(Qt.Key.Key_Return)
    typist.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [body.grant_id for body in other.facts("grant_ended")] == [grant.id])


def test_the_command_bar_lends_and_takes_back(open_desk: OpenDesk, commander: Seat, other: Other, typist: Typist, qtbot: Any) -> None:
    desk = open_desk(commander)
    qtbot.waitUntil(lambda: len(desk.parts.people.everybody()) == 3)

    def line(text: str) -> str:
        desk.panels.boards.intake.setFocus()
        typist.key(Qt.Key.Key_Slash)
        desk.bar.set_text("")
        typist.type(text)
        if desk.bar.offers_shown():
            typist.key(Qt.Key.Key_Escape)
        typist.key(Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: desk.bar._answer.text()[:1] in ("✓", "✗"))
        return str(desk.bar._answer.text())

    assert line("授权 李调度 指挥长 30 王指挥到现场").startswith("✓")
    grant = other.facts("grant_given")[0].grant
    assert (grant.account, grant.role, grant.why) == ("li", Role.COMMANDER, "王指挥到现场")
    assert grant.until - grant.granted_at == timedelta(minutes=30)
    assert "没有角色" in line("授权 李调度 管理员 理由"), "a commander is not offered what is above him"
    assert "本来就是" in line("授权 li 调度员 理由")
    qtbot.waitUntil(lambda: bool(commander.picture.all(Grant)))
    assert line("收权 李调度").startswith("✓")
    assert [body.grant_id for body in other.facts("grant_ended")] == [grant.id]


def test_a_dispatcher_is_told_who_lends(desk: DeskWindow, typist: Typist) -> None:
    do_by_palette(desk, typist, "限时授权")
    assert desk.sheets.current_key() == "" and "由指挥长或管理员授权" in desk.told.words()
    do_by_palette(desk, typist, "新建账号")
    assert "由管理员办理" in desk.told.words()


def test_the_status_bar_counts_down_and_the_end_is_said_five_minutes_before(
    desk: DeskWindow, seat: Seat, other: Other, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    label = desk.status.lent
    assert not label.isVisible()
    other.do(GrantRole(account="li", role=Role.COMMANDER, minutes=60, why="王指挥在途"), COMMANDER)
    qtbot.waitUntil(label.isVisible)
    assert label.text().startswith("代行指挥长 59:") or label.text() == "代行指挥长 1:00:00"
    assert "王指挥在途" in label.toolTip() and "wang" in label.toolTip()
    assert desk.banner.shown() is None
    grant = seat.picture.all(Grant)[0]
    now = [grant.until - timedelta(minutes=5, seconds=1)]
    monkeypatch.setattr(desk._stage, "now", lambda: now[0])
    desk._stage.second.emit()
    assert desk.banner.shown() is None and label.text() == "代行指挥长 5:01"
    now[0] += timedelta(seconds=1)
    desk._stage.second.emit()
    said = desk.banner.shown()
    assert said is not None and "代行指挥长的授权将于" in said.what
    now[0] = grant.until
    desk._stage.second.emit()
    assert not label.isVisible()
    said = desk.banner.shown()
    assert said is not None and "授权已结束" in said.what


def test_an_administrator_keeps_the_accounts(open_desk: OpenDesk, admin: Seat, other: Other, typist: Typist, qtbot: Any) -> None:
    desk = open_desk(admin)
    qtbot.waitUntil(lambda: len(desk.parts.people.everybody()) == 4)
    do_by_palette(desk, typist, "新建账号")
    for text in ("sun", "孙调度"):
        typist.type(text)
        typist.key(Qt.Key.Key_Tab)
    typist.key(Qt.Key.Key_Tab)
    typist.type("a long pass-phrase")
    typist.key(Qt.Key.Key_Tab)
    typist.type("a long pass-phrase")
    typist.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: any(p.name == "sun" for p in desk.parts.people.everybody()))
    do_by_palette(desk, typist, "账号启用")
    sheet = desk.sheets.current()
    assert sheet is not None and desk.sheets.current_key() == "account"
    sheet.set_values({"account": "sun", "state": "disable"})
    typist.key(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: any(p.name == "sun" and not p.enabled for p in desk.parts.people.everybody()))
    assert [body.change for body in other.facts("account_changed")[-2:]] == ["added", "disabled"]


def test_one_s_own_pass_phrase_by_keys_and_never_on_a_disk(
    desk: DeskWindow, seat: Seat, other: Other, typist: Typist, qtbot: Any
) -> None:
    qtbot.waitUntil(lambda: bool(desk.parts.people.everybody()))
    do_by_palette(desk, typist, "更换本人口令")
    assert desk.sheets.current_key() == "passphrase"
    sheet = desk.sheets.current()
    assert sheet is not None
    typist.type("first person here")
    typist.key(Qt.Key.Key_Tab)
    typist.type("second secret")
    typist.key(Qt.Key.Key_Tab)
    typist.type("second secrets")
    typist.key(Qt.Key.Key_Return)
    assert "不同" in sheet.problem()
    kept = json.dumps(desk.memory.get("drafts"), ensure_ascii=False)  # what goes to the disk, and nothing else does
    assert "passphrase|" in kept, "the sheet is remembered"
    assert "secret" not in kept and "first person" not in kept
    sheet.field("again").setText("second secret")  # type: ignore[attr-defined]
    typist.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not sheet.isVisible())
    holder = Actor(who="li", seat="调度一席", role=None)
    assert other.do(UnlockSeat(holder="li", name="li", passphrase="second secret"), holder) == "li"
    with pytest.raises(Refused):
        other.do(UnlockSeat(holder="li", name="li", passphrase="first person here"), holder)


def test_a_sheet_put_aside_holds_no_pass_phrase(desk: DeskWindow, typist: Typist, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: bool(desk.parts.people.everybody()))
    do_by_palette(desk, typist, "更换本人口令")
    sheet = desk.sheets.current()
    assert sheet is not None
    typist.type("first person here")
    typist.key(Qt.Key.Key_Escape)
    assert sheet.values()["old"] == ""


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0:00"), (-5, "0:00"), (59, "0:59"), (299.9, "4:59"), (3600, "1:00:00"), (5345, "1:29:05")]
)
def test_what_is_left_as_a_clock(seconds: float, text: str) -> None:
    grant: Grant = sample(Grant)
    assert remaining(grant, grant.until - timedelta(seconds=seconds)) == text
