"""Sheets keep words, banners do not push in, a release needs two persons and a second of holding."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QSpinBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.samples import NOW, ago, write
from widgets.banner import Banner, Notice
from widgets.figure import BigFigure
from widgets.release import ReleaseControl, ReleaseFace
from widgets.roles import AlarmState, Face, Severity
from widgets.sheet import Sheet
from widgets.stage import Stage


class Page(QWidget):
    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.banner = Banner(stage)
        self.field = QLineEdit()
        box = QVBoxLayout(self)
        box.addWidget(self.banner)
        box.addWidget(self.field)
        box.addStretch(1)
        self.sheet = Sheet(stage, self, "新接报", "立案")
        self.place = QLineEdit()
        self.kind = QComboBox()
        self.kind.addItem("山体滑坡", "landslide")
        self.kind.addItem("火灾", "fire")
        self.text = QPlainTextEdit()
        self.people = QSpinBox()
        self.sheet.add_field("place", "地点", self.place, required=True)
        self.sheet.add_field("kind", "类别", self.kind)
        self.sheet.add_field("people", "人数", self.people)
        self.sheet.add_field("text", "情况", self.text, required=True)
        self.sent: list[dict[str, object]] = []
        self.sheet.submitted.connect(self.sent.append)


@pytest.fixture
def page(stage: Stage, qtbot: QtBot) -> Page:
    made = Page(stage)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    made.activateWindow()
    made.field.setFocus()
    qtbot.waitUntil(made.field.hasFocus, timeout=2000)
    return made


def test_a_sheet_sends_what_stands_in_it(page: Page, qtbot: QtBot) -> None:
    page.sheet.open()
    assert page.place.hasFocus(), "the first empty field that is needed"
    write(page.place, "娘娘坝镇")
    page.kind.setCurrentIndex(1)
    write(page.text, "后山落石")
    qtbot.keyClick(page.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.sent == [{"place": "娘娘坝镇", "kind": "fire", "people": 0, "text": "后山落石"}]


def test_a_sheet_names_what_is_missing_and_goes_there(page: Page, qtbot: QtBot) -> None:
    page.sheet.open()
    write(page.place, "娘娘坝镇")
    qtbot.keyClick(page.place, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.sent == []
    assert page.text.hasFocus()
    told = [label.text() for label in page.sheet.findChildren(type(page.sheet._problem)) if label.isVisible()]
    assert "✗ 请填写: 情况" in told


def test_escape_puts_a_sheet_aside_with_its_words(page: Page, qtbot: QtBot) -> None:
    page.sheet.open()
    write(page.place, "娘娘坝镇")
    with qtbot.waitSignal(page.sheet.put_aside, timeout=1000):
        qtbot.keyClick(page.place, Qt.Key.Key_Escape)
    assert page.sheet.isHidden() and page.field.hasFocus()
    page.sheet.open()
    assert page.place.text() == "娘娘坝镇"
    assert page.text.hasFocus()


def test_a_pending_sheet_is_not_sent_twice_and_a_refusal_opens_it_again(page: Page, qtbot: QtBot) -> None:
    page.sheet.set_values({"place": "娘娘坝镇", "text": "落石", "kind": "fire", "people": 3})
    page.sheet.open()
    page.sheet.submitted.connect(lambda values: page.sheet.set_pending())
    for _ in range(2):
        qtbot.keyClick(page.place, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(page.sent) == 1
    page.sheet.set_problem("调度二席已接报")
    qtbot.keyClick(page.place, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(page.sent) == 2
    page.sheet.clear()
    assert page.sheet.values() == {"place": "", "kind": "landslide", "people": 0, "text": ""}


def test_a_sheet_hangs_at_the_side_and_follows_the_window(page: Page) -> None:
    page.sheet.open()
    for width in (1000, 700):
        page.resize(width, 500)
        assert page.sheet.geometry().right() == page.rect().right()
        assert page.sheet.height() == page.height()


def test_the_worst_notice_stands_in_front_and_nothing_takes_the_focus(page: Page, qtbot: QtBot) -> None:
    assert page.banner.isHidden()
    page.banner.show_notice(Notice("disk", Severity.YELLOW, "磁盘剩余 4 %"))
    page.banner.show_notice(Notice("db", Severity.RED, "数据库中断", "输入保留", "查看", ago(3), lasting=True))
    qtbot.keyClicks(page.field, "abc")
    assert page.field.hasFocus() and page.field.text() == "abc"
    assert page.banner.shown().key == "db"
    page.banner.withdraw("db")
    assert page.banner.shown().key == "disk"
    page.banner.withdraw("disk")
    assert page.banner.isHidden() and page.field.hasFocus()


def test_buttons_of_a_banner_act_on_the_notice_in_front(page: Page, qtbot: QtBot) -> None:
    page.banner.show_notice(Notice("a", Severity.ORANGE, "甲", action="处理", lasting=True))
    page.banner.show_notice(Notice("b", Severity.YELLOW, "乙"))
    page.banner.show_notice(Notice("b", Severity.YELLOW, "乙 2"))
    assert len(page.banner.notices()) == 2, "a repeat replaces the first"

    def button(word: str) -> QPushButton:
        return next(b for b in page.banner.findChildren(QPushButton) if word in b.text())

    assert not button("知道了").isVisible(), "what lasts cannot be waved away"
    with qtbot.waitSignal(page.banner.action_requested, timeout=1000) as told:
        qtbot.mouseClick(button("处理"), Qt.MouseButton.LeftButton)
    assert told.args == ["a"]
    qtbot.mouseClick(button("还有 1 条"), Qt.MouseButton.LeftButton)
    assert page.banner.shown().key == "b"
    with qtbot.waitSignal(page.banner.dismissed, timeout=1000) as told:
        qtbot.mouseClick(button("知道了"), Qt.MouseButton.LeftButton)
    assert told.args == ["b"]
    assert [notice.key for notice in page.banner.notices()] == ["a"]


@pytest.fixture
def release(stage: Stage, qtbot: QtBot) -> ReleaseControl:
    made = ReleaseControl(stage)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow, timeout=2000)
    made.asked = []
    made.release_requested.connect(lambda *args: made.asked.append(args))
    return made


def fill(release: ReleaseControl, qtbot: QtBot) -> None:
    release.arm("演练: 3 个村 12 只喇叭")
    write(release.name, "演练复核员")
    qtbot.keyClicks(release.passphrase, "correct horse")


def test_holding_a_second_by_space_releases_with_both(release: ReleaseControl, qtbot: QtBot) -> None:
    fill(release, qtbot)
    release.name.setFocus()
    qtbot.keyClick(release.name, Qt.Key.Key_Return)
    assert release.passphrase.hasFocus()
    qtbot.keyClick(release.passphrase, Qt.Key.Key_Return)
    assert release.key.hasFocus()
    qtbot.keyPress(release.key, Qt.Key.Key_Space)
    assert release.asked == []
    qtbot.waitUntil(lambda: len(release.asked) == 1, timeout=3000)
    assert release.asked == [("演练复核员", "correct horse")]
    assert release.passphrase.text() == "", "forgotten the moment it was used"
    assert release.face() is ReleaseFace.PENDING and not release.key.isEnabled()


def test_letting_go_early_does_nothing(release: ReleaseControl, qtbot: QtBot) -> None:
    fill(release, qtbot)
    qtbot.mousePress(release.key, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: release.key._held.elapsed() > 300, timeout=2000)
    qtbot.mouseRelease(release.key, Qt.MouseButton.LeftButton)
    assert not release.key.holding
    qtbot.mousePress(release.key, Qt.MouseButton.LeftButton)
    release.name.setFocus()
    release.key.setFocus()
    qtbot.mousePress(release.key, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: release.key._held.elapsed() > 300, timeout=2000)
    qtbot.mouseRelease(release.key, Qt.MouseButton.LeftButton)
    assert release.asked == [], "two short presses are not one long one"


def test_the_key_is_dead_without_a_second_person(release: ReleaseControl, qtbot: QtBot) -> None:
    assert not release.key.isEnabled() and release.face() is ReleaseFace.NOT_READY
    release.arm("演练")
    assert not release.key.isEnabled()
    write(release.name, "演练复核员")
    assert not release.key.isEnabled()
    qtbot.keyClicks(release.passphrase, "x")
    assert release.key.isEnabled()
    release.set_not_ready("范围已更改")
    assert not release.key.isEnabled() and release.passphrase.text() == ""


def test_a_refusal_says_why_and_may_be_tried_again(release: ReleaseControl, qtbot: QtBot) -> None:
    fill(release, qtbot)
    release.set_face(ReleaseFace.REFUSED, "第二人不能与拟稿人相同")
    assert release.key.isEnabled()
    assert "第二人不能与拟稿人相同" in release._status.accessibleName()
    release.set_face(ReleaseFace.RELEASED)
    assert not release.key.isEnabled()


def test_the_release_key_is_large_and_stands_apart(release: ReleaseControl) -> None:
    assert release.key.height() >= 64
    assert release.layout().contentsMargins().left() >= 32
    assert release.passphrase.echoMode() == QLineEdit.EchoMode.Password


def test_a_figure_tells_its_face(stage: Stage, qtbot: QtBot) -> None:
    figure = BigFigure(stage, "娘娘坝 1h 雨量", "mm", 1)
    qtbot.addWidget(figure)
    figure.resize(300, 180)
    figure.show()
    assert figure.figure() == "–"
    looks = [figure.grab().toImage()]
    for value, face, severity, shown in (
        (42.5, Face.VALUE, None, "42.5"),
        (42.5, Face.VALUE, Severity.ORANGE, "42.5"),
        (42.5, Face.STALE, None, "42.5"),
        (42.5, Face.DISCONNECTED, None, "–"),
        (0.0, Face.VALUE, None, "0.0"),
    ):
        figure.set_value(value, NOW, face, severity, AlarmState.ACKNOWLEDGED)
        assert figure.figure() == shown
        looks.append(figure.grab().toImage())
    assert all(a != b for n, a in enumerate(looks) for b in looks[n + 1 :])
    figure.set_value(None, None)
    assert figure.figure() == "–" and "未知" in figure.accessibleName()


def test_a_figure_fits_its_room(stage: Stage, qtbot: QtBot) -> None:
    figure = BigFigure(stage, "字", "mm", 2)
    qtbot.addWidget(figure)
    figure.set_value(123456.78, NOW)
    figure.resize(150, 140)
    figure.show()
    picture = figure.grab().toImage()
    ground = stage.theme.colour("panel").rgb()
    right_edge = [picture.pixel(picture.width() - 4, y) for y in range(30, 110)]
    assert set(right_edge) == {ground}, "nothing is cut off at the edge"
    assert QApplication.focusWidget() is None or QApplication.focusWidget() is not figure
