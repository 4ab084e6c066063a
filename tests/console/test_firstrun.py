"""The first-run page makes a live hall that can be signed in to, and nothing before all of it is right."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from console.domain.codes import Role
from console.domain.records import Account
from console.firstrun import FirstRunPage
from console.halls import Hall
from console.settings import load
from console.signin import SignInWindow
from tests import halls
from widgets.stage import Stage
from widgets.theme import load_theme

PHRASE = "a long pass-phrase"


@pytest.fixture
def stage(qtbot: QtBot) -> Stage:
    return Stage(load_theme())


def fill(page: FirstRunPage, **values: str) -> None:
    for key, text in values.items():
        page.field(key).setText(text)


def test_the_live_hall_from_the_page_and_a_sign_in(qtbot: QtBot, tmp_path: Path, stage: Stage) -> None:
    page = FirstRunPage(tmp_path, stage)
    qtbot.addWidget(page)
    page.show()
    hall = Hall("live", tmp_path)
    fill(page, admin="zhang", admin_name="张管理", passphrase=PHRASE, again="another one")
    qtbot.keyClick(page.field("again"), Qt.Key.Key_Return)
    assert "不一样" in page.said() and not hall.founded
    fill(page, passphrase="short", again="short")
    qtbot.keyClick(page.field("again"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "至少" in page.said(), timeout=15_000)
    assert not hall.founded
    fill(page, passphrase=PHRASE, again=PHRASE)
    with qtbot.waitSignal(page.founded, timeout=20_000):
        qtbot.keyClick(page.field("again"), Qt.Key.Key_Return)
    assert hall.founded and "已建立" in page.said()

    window = SignInWindow(hall, load(hall.settings_file), stage)
    qtbot.addWidget(window)
    window.show()
    name, phrase = window.findChildren(QLineEdit)
    QTest.keyClicks(name, "zhang")
    QTest.keyClicks(phrase, "wrong phrase")
    qtbot.keyClick(phrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: phrase.selectedText() == "wrong phrase", timeout=15_000)
    QTest.keyClicks(phrase, PHRASE)
    with qtbot.waitSignal(window.signed_in, timeout=15_000) as signed:
        qtbot.keyClick(phrase, Qt.Key.Key_Return)
    account = signed.args[0]
    assert isinstance(account, Account) and (account.name, account.role) == ("zhang", Role.ADMINISTRATOR)


def test_guessing_at_the_sign_in_is_slowed_down(qtbot: QtBot, tmp_path: Path, stage: Stage) -> None:
    hall = halls.make_hall(tmp_path, "live")
    window = SignInWindow(hall, load(hall.settings_file), stage)
    qtbot.addWidget(window)
    window.show()
    name, phrase = window.findChildren(QLineEdit)
    button = window.findChild(QPushButton)
    assert isinstance(button, QPushButton)
    QTest.keyClicks(name, "li")
    for count in range(1, 4):
        phrase.clear()
        QTest.keyClicks(phrase, "a guess")
        qtbot.keyClick(phrase, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda count=count: window._wrong == count, timeout=15_000)
    assert not button.isEnabled()
    phrase.clear()
    QTest.keyClicks(phrase, "first person here")
    opened: list[Account] = []
    window.signed_in.connect(opened.append)
    qtbot.keyClick(phrase, Qt.Key.Key_Return)
    for _ in range(5):
        assert not button.isEnabled() and not opened
        stage.second.emit()
    assert button.isEnabled()
    qtbot.keyClick(phrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(opened), timeout=15_000)
    executor = halls.executor_of(hall)
    kinds = [fact.body.kind for fact in executor.store.last_facts(4)]
    executor.store.close()
    assert kinds == ["sign_in_failed"] * 3 + ["signed_in"]
