"""A broadcast from the first word to the second person's release, by real keys and clicks, asserted on the screen and in the journal."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from console.domain.codes import DeliveryState, IncidentKind, Role
from console.domain.entities import Delivery, Warning
from console.domain.records import Actor
from console.engine import DatabaseState
from console.halls import Hall
from console.radioroom.composer import AUDIENCE, CONTENT, PREVIEW, RELEASE
from console.radioroom.window import RadioRoom
from console.seat import Seat
from tests import halls
from tests.radioroom.conftest import LIMIT_MS, Gateway, OpenRoom, strike
from widgets.release import HOLD_MS, ReleaseFace

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
TEXT = "娘娘坝镇的群众请注意：请立即向高处转移。"


def write(room: RadioRoom, text: str = TEXT) -> None:
    strike(room, Qt.Key.Key_F6)
    room.composer.content.text.insertPlainText(text)


def choose_area(room: RadioRoom, qtbot: QtBot, typed: str = "nnb") -> None:
    line = room.composer.audience.area.line
    line.setFocus()
    qtbot.waitUntil(lambda: room.composer.audience.area._names.knows_pinyin, timeout=LIMIT_MS)
    qtbot.keyClicks(line, typed)
    strike(room, Qt.Key.Key_Return)


def click_device(room: RadioRoom, qtbot: QtBot, id: str) -> None:
    board = room.composer.audience.board
    assert board.select_id(id)
    box = board.visualRect(board.currentIndex().siblingAtColumn(0))
    qtbot.mouseClick(board.viewport(), Qt.MouseButton.LeftButton, pos=box.center())


def send_to_second(room: RadioRoom, qtbot: QtBot) -> str:
    """All steps, without listening; the id of the broadcast that waits for its second person."""
    write(room)
    strike(room, Qt.Key.Key_Return, CTRL)
    choose_area(room, qtbot)
    click_device(room, qtbot, "siren")
    click_device(room, qtbot, "speaker")
    strike(room, Qt.Key.Key_Return, CTRL)
    assert room.composer.step == PREVIEW
    room.composer.preview.skip_button.setFocus()
    strike(room, Qt.Key.Key_Return)
    control = room.composer.letting_go.control
    qtbot.waitUntil(lambda: control.face() is ReleaseFace.ARMED, timeout=LIMIT_MS)
    assert room.composer.step == RELEASE
    return room.composer.draft.warning_id


def sign(room: RadioRoom, qtbot: QtBot, name: str, passphrase: str) -> None:
    """The second person: name, pass-phrase, and the key held for its second."""
    control = room.composer.letting_go.control
    control.name.setFocus()
    control.name.selectAll()
    qtbot.keyClicks(control.name, name)
    strike(room, Qt.Key.Key_Return)
    qtbot.keyClicks(control.passphrase, passphrase)
    strike(room, Qt.Key.Key_Return)
    with qtbot.waitSignal(control.release_requested, timeout=HOLD_MS + LIMIT_MS):
        qtbot.mousePress(control.key, Qt.MouseButton.LeftButton)
    qtbot.mouseRelease(control.key, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: control.face() is not ReleaseFace.PENDING, timeout=LIMIT_MS)


def test_two_persons_release_a_broadcast(room: RadioRoom, seat: Seat, gateway: Gateway, qtbot: QtBot) -> None:
    warning_id = send_to_second(room, qtbot)
    (prepared,) = gateway.facts("warning_prepared")
    assert (prepared.warning.text, prepared.warning.area, prepared.warning.prepared_by) == (TEXT, ("娘娘坝镇",), "zhao")
    summary = room.composer.letting_go.control.findChildren(QLabel)[0].text()
    assert "演练" in summary and "娘娘坝警报器" in summary and "娘娘坝村广播" in summary
    assert gateway.facts("warning_released") == []  # one person alone has sent nothing

    sign(room, qtbot, "wang", "not the phrase")
    page = room.composer.letting_go
    assert page.control.face() is ReleaseFace.REFUSED
    assert page.said() == "账号或口令不对 (wang) – 请重新输入"
    assert page.control.name.text() == "wang" and page.control.passphrase.text() == ""
    assert gateway.facts("warning_released") == []

    sign(room, qtbot, "wang", halls.SECOND_PASSPHRASE)
    assert page.control.face() is ReleaseFace.RELEASED
    (released,) = gateway.facts("warning_released")
    assert (released.warning_id, released.released_by) == (warning_id, "wang")
    assert {delivery.address for delivery in released.deliveries} == {"relay-1/1", "hall"}
    qtbot.waitUntil(lambda: room.receipts.board.model().rowCount() == 2, timeout=LIMIT_MS)
    assert "passphrase" not in str(released) and halls.SECOND_PASSPHRASE not in str(gateway.executor.store.last_facts(2000))

    strike(room, Qt.Key.Key_N, CTRL)
    assert room.composer.step == CONTENT and room.composer.content.text.toPlainText() == ""


@pytest.mark.parametrize(
    ("name", "passphrase", "words"),
    [
        ("zhao", "radio person here", "赵话务 是编制人 – 放行须由第二人"),
        ("sun", "another operator", "孙话务 (话务员) 无权放行 – 请调度员、指挥长或管理员放行"),
        ("nobody", "whatever it is", "账号或口令不对 (nobody) – 请重新输入"),
    ],
)
def test_who_may_not_release_is_told_why(room: RadioRoom, gateway: Gateway, qtbot: QtBot, name: str, passphrase: str, words: str) -> None:
    from console.app.accounts import AddAccount

    gateway.do(AddAccount(name="sun", display_name="孙话务", role=Role.RADIO_OPERATOR, passphrase="another operator"))
    send_to_second(room, qtbot)
    sign(room, qtbot, name, passphrase)
    assert room.composer.letting_go.said() == words
    assert gateway.facts("warning_released") == []


def test_each_step_says_what_is_missing_and_nothing_is_skipped(room: RadioRoom, gateway: Gateway, qtbot: QtBot) -> None:
    note = room.composer.findChild(QLabel, "broadcast-note")
    room.composer.rail.chosen.emit(RELEASE)
    assert room.composer.step == CONTENT and note.text() == "还没有内容"
    write(room)
    assert note.text() == ""
    room.composer.rail.chosen.emit(RELEASE)
    assert room.composer.step == AUDIENCE and note.text() == "还没有范围 – 写明播给谁"
    choose_area(room, qtbot)
    assert room.composer.audience.area.line.text() == "娘娘坝镇、"
    strike(room, Qt.Key.Key_Return, CTRL)
    assert room.composer.step == AUDIENCE and note.text() == "还没有选发布对象"
    click_device(room, qtbot, "speaker")
    strike(room, Qt.Key.Key_Return, CTRL)
    assert room.composer.step == PREVIEW
    strike(room, Qt.Key.Key_Return, CTRL)
    assert room.composer.step == PREVIEW and note.text() == "还没有试听 – 听完, 或选择不试听"
    room.composer.preview.skip.trigger()
    qtbot.waitUntil(lambda: room.composer.step == RELEASE, timeout=LIMIT_MS)
    assert len(gateway.facts("warning_prepared")) == 1


def test_a_siren_has_no_words_to_listen_to_and_looking_is_not_sending(room: RadioRoom, gateway: Gateway, qtbot: QtBot) -> None:
    write(room)
    choose_area(room, qtbot)
    click_device(room, qtbot, "siren")
    room.composer.rail.chosen.emit(RELEASE)
    assert room.composer.step == PREVIEW and gateway.facts("warning_prepared") == []
    strike(room, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: room.composer.step == RELEASE, timeout=LIMIT_MS)
    assert len(gateway.facts("warning_prepared")) == 1


def test_changed_words_must_be_heard_again(room: RadioRoom, qtbot: QtBot) -> None:
    write(room)
    room.composer.preview.skip.trigger()
    assert room.composer.draft.previewed
    room.composer.content.text.insertPlainText("不要返回。")
    assert not room.composer.draft.previewed


def test_what_waits_for_the_second_person_stands_still_until_it_is_withdrawn(room: RadioRoom, gateway: Gateway, qtbot: QtBot) -> None:
    warning_id = send_to_second(room, qtbot)
    room.composer.rail.chosen.emit(CONTENT)
    text = room.composer.content.text
    text.setFocus()
    strike(room, Qt.Key.Key_X)
    strike(room, Qt.Key.Key_1, CTRL)  # a phrase
    assert text.toPlainText() == TEXT
    room.composer.rail.chosen.emit(AUDIENCE)
    click_device(room, qtbot, "siren")
    assert room.composer.audience.values()[1] == {"siren", "speaker"}
    strike(room, Qt.Key.Key_N, CTRL)
    assert "还在等第二人" in room.composer.letting_go.said()
    assert room.composer.draft.warning_id == warning_id
    room.composer.letting_go.withdraw_button.click()
    qtbot.waitUntil(lambda: room.composer.draft.warning_id == "", timeout=LIMIT_MS)
    assert gateway.facts("warning_ended")[0].state.value == "cancelled"
    assert room.composer.step == CONTENT and text.toPlainText() == TEXT
    text.insertPlainText("!")
    assert text.toPlainText() == TEXT + "!"


def test_a_phrase_names_the_place_and_never_takes_a_persons_words(room: RadioRoom, seat: Seat, gateway: Gateway, qtbot: QtBot) -> None:
    from console.app.incidents import OpenIncident

    li = Actor(who="li", seat="调度一席", role=Role.DISPATCHER)
    gateway.do(OpenIncident(kind=IncidentKind.LANDSLIDE, title="关子镇滑坡", place="关子镇"), li)
    chosen = room.composer.content.incident
    qtbot.waitUntil(lambda: chosen.count() == 2, timeout=LIMIT_MS)
    text = room.composer.content.text
    strike(room, Qt.Key.Key_F6)
    chosen.setCurrentIndex(1)
    chosen.activated.emit(1)
    strike(room, Qt.Key.Key_1, CTRL)
    assert text.toPlainText().startswith("这是演练。关子镇的群众请注意：山洪")
    strike(room, Qt.Key.Key_2, CTRL)
    assert text.toPlainText().startswith("这是演练。关子镇的群众请注意：当地正在出现强降雨")
    text.insertPlainText("我写的")
    strike(room, Qt.Key.Key_3, CTRL)
    first, second = text.toPlainText().split("\n")
    assert "强降雨" in first and first.endswith("我写的") and "滑坡" in second


def test_a_killed_room_comes_back_with_the_half_made_broadcast(
    hall: Hall, room: RadioRoom, gateway: Gateway, open_room: OpenRoom, qtbot: QtBot
) -> None:
    warning_id = send_to_second(room, qtbot)
    kept = hall.layout_file
    qtbot.waitUntil(lambda: kept.exists() and warning_id in kept.read_text("utf-8"), timeout=LIMIT_MS)
    # No close: what is on the disk now is what a kill would leave.
    with halls.open_seat(hall, name="zhao", role=Role.RADIO_OPERATOR, seat="话务席") as seat:
        again = open_room(seat)
        control = again.composer.letting_go.control
        qtbot.waitUntil(lambda: control.face() is ReleaseFace.ARMED, timeout=LIMIT_MS)
        assert again.composer.step == RELEASE and again.composer.content.text.toPlainText() == TEXT
        assert again.composer.draft.device_ids == {"siren", "speaker"}
        sign(again, qtbot, "wang", halls.SECOND_PASSPHRASE)
        assert len(gateway.facts("warning_released")) == 1
        assert seat.picture.find(Warning, warning_id) is not None


def test_without_the_database_nothing_is_lost_and_the_reason_is_said(room: RadioRoom, seat: Seat, qtbot: QtBot) -> None:
    write(room)
    seat.picture.receive(DatabaseState(up=False, code="gone"))
    notice = room.banner.shown()
    assert notice is not None and notice.what == "数据库连接不上" and "已输入的文字保留" in notice.advice
    assert room.composer.content.text.toPlainText() == TEXT
    seat.picture.receive(DatabaseState(up=True))
    assert room.banner.shown() is None


def test_the_live_hall_never_tells_a_pass_phrase(tmp_path_factory: pytest.TempPathFactory, room: RadioRoom, open_room: OpenRoom) -> None:
    from console.founding import DRILL_SECOND

    def told(window: RadioRoom) -> str:
        return " ".join(label.text() for label in window.findChildren(QLabel))

    assert DRILL_SECOND[2] in told(room)
    live = halls.make_hall(tmp_path_factory.mktemp("live"), "live")
    with halls.open_seat(live, seat="话务席") as seat:
        other = open_room(seat)
        assert DRILL_SECOND[2] not in told(other) and DRILL_SECOND[0] not in told(other)
        assert "实战" in other.windowTitle()


def test_unanswered_stand_on_top_and_proofs_are_words(room: RadioRoom, gateway: Gateway, qtbot: QtBot) -> None:
    from console.app.warnings import AdvanceDelivery

    send_to_second(room, qtbot)
    sign(room, qtbot, "wang", halls.SECOND_PASSPHRASE)
    sent = {d.label: d for d in gateway.facts("warning_released")[0].deliveries}
    board = room.receipts.board.model()
    qtbot.waitUntil(lambda: board.rowCount() == 2, timeout=LIMIT_MS)
    gateway.do(AdvanceDelivery(delivery_id=sent["娘娘坝村广播"].id, state=DeliveryState.CONFIRMED, evidence="played 12.0 s"))
    gateway.do(AdvanceDelivery(delivery_id=sent["娘娘坝警报器"].id, state=DeliveryState.FAILED, evidence="not_closed"))

    def row(number: int) -> list[str]:
        return [str(board.index(number, column).data() or "") for column in (0, 2, 4)]

    qtbot.waitUntil(lambda: row(1) == ["娘娘坝村广播", "已回证", "已播出 12.0 s"], timeout=LIMIT_MS)
    qtbot.waitUntil(lambda: row(0) == ["娘娘坝警报器", "失败", "回读: 触点未闭合"], timeout=LIMIT_MS)
    assert room.receipts.findChild(QLabel, "receipt-counts").text() == "无回证 0 · 未达 1 · 已回证 1"


def test_an_order_by_voice_is_answered_with_the_words_heard(room: RadioRoom, seat: Seat, gateway: Gateway, qtbot: QtBot) -> None:
    from console.app.command import AssignForce, EstablishCommand
    from console.app.incidents import OpenIncident
    from console.app.orders import IssueOrder
    from console.domain.codes import CommandLevel

    li = Actor(who="li", seat="调度一席", role=Role.DISPATCHER)
    incident = gateway.do(OpenIncident(kind=IncidentKind.FIRE, title="火情", place="玉泉观"), li)
    gateway.do(EstablishCommand(incident_id=incident, level=CommandLevel.DISTRICT, commander="王指挥"), li)
    gateway.do(AssignForce(incident_id=incident, force_id="f2"), li)  # a force without a radio of its own
    gateway.do(IssueOrder(incident_id=incident, force_id="f2", text="组织群众转移"), li)
    qtbot.waitUntil(lambda: room.voice.board.model().rowCount() == 1, timeout=LIMIT_MS)
    strike(room, Qt.Key.Key_4, ALT)
    assert room.voice.board.hasFocus()
    strike(room, Qt.Key.Key_Return)
    assert room.voice.words.hasFocus()
    strike(room, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: room.voice.said() == "没有内容 – 请填写文字", timeout=LIMIT_MS)
    qtbot.keyClicks(room.voice.words, "copy, moving")
    strike(room, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: room.voice.board.model().rowCount() == 0, timeout=LIMIT_MS)
    (advanced,) = gateway.facts("delivery_advanced")
    assert (advanced.state, advanced.evidence) == (DeliveryState.CONFIRMED, "copy, moving")
    assert seat.picture.all(Delivery)[0].state is DeliveryState.CONFIRMED
    assert room.voice.words.text() == ""
