"""Typing: offers never take the keyboard, words are never lost, single keys wait while somebody writes."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QSpinBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.samples import write
from widgets.choices import ChoiceList, Completion
from widgets.commandbar import CommandBar
from widgets.help import HelpOverlay
from widgets.palette import Palette
from widgets.shortcuts import BareKeys, KeyButton, is_typing, key_text, make_action
from widgets.stage import Stage

KNOWN = [Completion("派 消防一站"), Completion("派 消防二站", key="F4"), Completion("确认 告警", "确认最高告警", key="F3")]


def offers(text: str) -> Sequence[Completion]:
    return [one for one in KNOWN if one.text.startswith(text)]


class Page(QWidget):
    """A window with a field, a command bar and a palette."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.bar = CommandBar(stage, offers)
        box = QVBoxLayout(self)
        box.addWidget(self.field)
        box.addStretch(1)
        box.addWidget(self.bar)
        self.palette_ = Palette(stage, self, offers)
        self.sent: list[str] = []
        self.bar.submitted.connect(self.sent.append)


@pytest.fixture
def page(stage: Stage, qtbot: QtBot) -> Page:
    made = Page(stage)
    qtbot.addWidget(made)
    made.resize(800, 500)
    made.show()
    made.activateWindow()
    made.field.setFocus()
    qtbot.waitUntil(made.field.hasFocus, timeout=2000)
    return made


def test_offers_open_above_and_leave_the_keyboard_in_the_line(page: Page, qtbot: QtBot) -> None:
    page.bar.open()
    write(page.bar.line, "派")
    assert page.bar.offers_shown()
    assert page.bar.line.hasFocus()
    write(page.bar.line, " x")
    assert page.bar.text() == "派 x"
    assert not page.bar.offers_shown(), "nothing begins so"


def test_tab_takes_the_first_offer_and_enter_sends(page: Page, qtbot: QtBot) -> None:
    page.bar.open()
    write(page.bar.line, "派")
    qtbot.keyClick(page.bar.line, Qt.Key.Key_Tab)
    assert page.bar.text() == "派 消防一站"
    qtbot.keyClick(page.bar.line, Qt.Key.Key_Return)
    assert page.sent == ["派 消防一站"]


def test_enter_on_a_marked_offer_takes_it_and_does_not_send(page: Page, qtbot: QtBot) -> None:
    page.bar.open()
    write(page.bar.line, "派")
    qtbot.keyClick(page.bar.line, Qt.Key.Key_Down)
    qtbot.keyClick(page.bar.line, Qt.Key.Key_Down)
    qtbot.keyClick(page.bar.line, Qt.Key.Key_Return)
    assert (page.bar.text(), page.sent) == ("派 消防二站", [])
    qtbot.keyClick(page.bar.line, Qt.Key.Key_Return)
    assert page.sent == ["派 消防二站"]


def test_a_click_takes_an_offer(page: Page, qtbot: QtBot) -> None:
    page.bar.open()
    write(page.bar.line, "派")
    shown = next(c for c in page.findChildren(ChoiceList) if c.isVisible())
    qtbot.mouseClick(shown, Qt.MouseButton.LeftButton, pos=shown.rect().bottomLeft() + shown.rect().topLeft())
    assert page.bar.text() == "派 消防二站"
    assert page.bar.line.hasFocus()


def test_words_stay_until_the_hall_says_yes(page: Page, qtbot: QtBot) -> None:
    page.bar.open()
    write(page.bar.line, "立案")
    qtbot.keyClick(page.bar.line, Qt.Key.Key_Return)
    assert page.bar.text() == "立案"
    page.bar.set_result("缺地点", ok=False)
    assert page.bar.text() == "立案", "a refusal leaves the words to be mended"
    page.bar.set_result("已立案", ok=True)
    assert page.bar.text() == ""


def test_escape_closes_the_offers_then_goes_back_and_keeps_the_words(page: Page, qtbot: QtBot) -> None:
    page.bar.open()
    write(page.bar.line, "派")
    qtbot.keyClick(page.bar.line, Qt.Key.Key_Escape)
    assert not page.bar.offers_shown() and page.bar.line.hasFocus()
    qtbot.keyClick(page.bar.line, Qt.Key.Key_Escape)
    assert page.field.hasFocus()
    assert page.bar.text() == "派"
    page.bar.open()
    write(page.bar.line, "!")
    assert page.bar.text() == "派!", "the kept words are not selected away by the next letter"


def test_history_comes_back_with_the_draft_at_its_end(page: Page, qtbot: QtBot) -> None:
    page.bar.set_history(["一", "二"])
    page.bar.open()
    write(page.bar.line, "草稿")
    for expected in ("二", "一", "一"):
        qtbot.keyClick(page.bar.line, Qt.Key.Key_Up)
        assert page.bar.text() == expected
    for expected in ("二", "草稿"):
        qtbot.keyClick(page.bar.line, Qt.Key.Key_Down)
        assert page.bar.text() == expected
    qtbot.keyClick(page.bar.line, Qt.Key.Key_Return)
    assert page.bar.history() == ["一", "二", "草稿"]


def test_history_is_searched_by_what_is_typed(page: Page, qtbot: QtBot) -> None:
    page.bar.set_history(["派 消防一站", "记 镇长到场", "派 消防二站", "到场 消防一站"])
    page.bar.open()
    write(page.bar.line, "消防一")
    for expected in ("到场 消防一站", "派 消防一站", "派 消防一站"):
        qtbot.keyClick(page.bar.line, Qt.Key.Key_Up)
        assert page.bar.text() == expected
    for expected in ("到场 消防一站", "消防一"):
        qtbot.keyClick(page.bar.line, Qt.Key.Key_Down)
        assert page.bar.text() == expected


def test_the_palette_filters_chooses_and_gives_the_focus_back(page: Page, qtbot: QtBot) -> None:
    page.palette_.open()
    assert page.palette_.line.hasFocus()
    write(page.palette_.line, "派")
    qtbot.keyClick(page.palette_.line, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.palette_.chosen, timeout=1000) as told:
        qtbot.keyClick(page.palette_.line, Qt.Key.Key_Return)
    assert told.args == ["派 消防二站"]
    assert page.palette_.isHidden() and page.field.hasFocus()


def test_escape_in_the_palette_keeps_what_was_typed(page: Page, qtbot: QtBot) -> None:
    page.palette_.open()
    write(page.palette_.line, "查无此事")
    qtbot.keyClick(page.palette_.line, Qt.Key.Key_Return)
    assert page.palette_.isVisible(), "nothing matches, nothing happens"
    qtbot.keyClick(page.palette_.line, Qt.Key.Key_Escape)
    assert page.palette_.isHidden() and page.field.hasFocus()
    page.palette_.open()
    assert page.palette_.line.text() == "查无此事"


def test_the_palette_stays_inside_its_window(page: Page) -> None:
    page.palette_.open()
    page.resize(420, 300)
    assert page.rect().contains(page.palette_.geometry())


def test_single_keys_act_only_while_nobody_types(page: Page, stage: Stage, qtbot: QtBot) -> None:
    struck: list[str] = []
    keys = BareKeys(page, {Qt.Key.Key_Slash: lambda: struck.append("/"), Qt.Key.Key_Up: lambda: struck.append("up")})
    assert keys.parent() is page
    qtbot.keyClicks(page.field, "a/b")
    qtbot.keyClick(page.field, Qt.Key.Key_Up)  # a line does nothing with it, and yet a person is typing
    assert (struck, page.field.text()) == ([], "a/b")
    button = QPushButton(page)
    button.show()
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Slash)
    assert struck == ["/"]


def test_who_is_typing(qtbot: QtBot) -> None:
    read_only, editable = QLineEdit(), QComboBox()
    read_only.setReadOnly(True)
    editable.setEditable(True)
    fields = [QLineEdit(), QPlainTextEdit(), QSpinBox(), editable, read_only, QComboBox(), QPushButton()]
    for field in fields:
        qtbot.addWidget(field)
    assert [is_typing(field) for field in [*fields, None]] == [True, True, True, True, False, False, False, False]


def test_a_button_shows_its_key_and_follows_its_action(page: Page, stage: Stage, qtbot: QtBot) -> None:
    action = make_action(page, "确认告警", "F3")
    button = KeyButton(stage, action, parent=page)
    fired: list[str] = []
    action.triggered.connect(lambda: fired.append("fired"))
    assert button.key_label() == "F3" and "F3" in button.toolTip()
    plain = KeyButton(stage, make_action(page, "确认告警"), parent=page)
    assert button.sizeHint().width() > plain.sizeHint().width()
    button.show()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(page.field, Qt.Key.Key_F3)
    assert len(fired) == 2
    action.setEnabled(False)
    assert not button.isEnabled()
    assert key_text("Ctrl+Return") == "Ctrl+Enter"


def test_help_lists_the_keys_of_the_focused_part_then_of_the_window(page: Page, stage: Stage, qtbot: QtBot) -> None:
    make_action(page, "新接报", "F2")
    help_ = HelpOverlay(stage, page)
    page.bar.open()
    help_.toggle()
    assert [key for key, _ in help_.sections()[0][1]] == ["Tab", "↑ ↓", "Enter", "Esc"]
    assert help_.sections()[-1] == ("全窗口", [("F2", "新接报")])
    assert page.rect().contains(help_.geometry())
    qtbot.keyClick(help_, Qt.Key.Key_F1)
    assert help_.isHidden() and page.bar.line.hasFocus()
