"""A locked desk with real keys: nothing reaches it, alarms go on, what was half typed is there again, and another may take it over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.app.accounts import EnableAccount, SetPassphrase
from console.app.incidents import WriteLog
from console.desk.window import DeskWindow
from console.domain.codes import Role
from console.domain.entities import Alarm
from console.domain.records import Account, StoreDown
from console.engine import Outcome
from console.guards import Argon2Hasher
from console.seat import Seat
from console.seatlock import SeatLock
from tests import halls
from tests.desk.conftest import OpenDesk, Other, Typist, focus
from tests.desk.test_sound import Ear

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
OWN = "first person here"


@pytest.fixture
def seat(hall: Any, qapp: Any) -> Iterator[Seat]:
    with halls.open_seat(hall) as made:
        made.sit(Account(name="li", display_name="李调度", role=Role.DISPATCHER, passphrase_hash=Argon2Hasher().hash(OWN)))
        yield made


@pytest.fixture
def lock(desk: DeskWindow) -> SeatLock:
    return desk.parts.people.lock


def give(desk: DeskWindow, typist: Typist, qtbot: Any, passphrase: str, name: str = "") -> None:
    """Types into the strip, as a person does."""
    strip = desk.parts.people.lock.strip
    if name:
        strip.name.setFocus()
        strip.name.selectAll()
        typist.type(name)
        typist.key(Qt.Key.Key_Tab)
    assert focus() is strip.passphrase
    typist.type(passphrase)
    typist.key(Qt.Key.Key_Return)


def test_no_key_reaches_a_locked_desk(
    desk: DeskWindow, seat: Seat, lock: SeatLock, other: Other, typist: Typist, qtbot: Any
) -> None:
    other.fire()
    qtbot.waitUntil(lambda: bool(seat.picture.all(Alarm)))
    typist.key(Qt.Key.Key_L, ALT)
    assert lock.locked and focus() is lock.strip.passphrase
    qtbot.waitUntil(lambda: len(other.facts("seat_locked")) == 1)
    assert other.facts("seat_locked")[0].name == "li" and not other.facts("seat_locked")[0].by_itself
    before = (desk.sheets.current_key(), desk.help.isVisible(), desk.palette_panel.isVisible(), desk.selection.incident_id)
    for key, modifier in (
        *((Qt.Key(int(Qt.Key.Key_F1) + n), Qt.KeyboardModifier.NoModifier) for n in range(9)),
        (Qt.Key.Key_K, CTRL),
        (Qt.Key.Key_Slash, CTRL),
        (Qt.Key.Key_1, ALT),
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
    ):
        typist.key(key, modifier)
        QTest.keyClick(desk, key, modifier)
        QTest.keyClick(desk.panels.boards.alarms, key, modifier)
    assert (desk.sheets.current_key(), desk.help.isVisible(), desk.palette_panel.isVisible(), desk.selection.incident_id) == before
    qtbot.mouseDClick(desk.panels.boards.intake.viewport(), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(desk.panels.boards.intake.viewport(), Qt.MouseButton.LeftButton)
    assert desk.sheets.current_key() == ""
    qtbot.waitUntil(lambda: focus() is lock.strip.passphrase)
    assert not other.facts("alarm_acknowledged") and lock.locked


def test_keys_of_the_whole_window_are_dead_too(desk: DeskWindow, lock: SeatLock, typist: Typist, qtbot: Any) -> None:
    """Shortcuts come by the window, not by a widget: the way of a real key stroke."""
    lock.lock()
    QTest.keyClick(desk.windowHandle(), Qt.Key.Key_F2)
    QTest.keyClick(desk.windowHandle(), Qt.Key.Key_K, CTRL)
    assert desk.sheets.current_key() == "" and not desk.palette_panel.isVisible()
    give(desk, typist, qtbot, OWN)
    qtbot.waitUntil(lambda: not lock.locked)
    QTest.keyClick(desk.windowHandle(), Qt.Key.Key_F2)
    assert desk.sheets.current_key() == "report", "and they live again"


def test_an_alarm_on_a_locked_desk_is_shown_and_sounds(
    open_desk: OpenDesk, seat: Seat, other: Other, typist: Typist, qtbot: Any
) -> None:
    ear = Ear()
    desk = open_desk(seat, open_player=ear.open)
    desk.parts.people.lock.lock()
    other.fire()
    qtbot.waitUntil(lambda: desk.panels.boards.alarms.model().rowCount() == 1 and bool(ear.clips))
    assert desk.panels.boards.alarms.isVisible() and not desk.parts.people.lock.strip.geometry().intersects(
        desk.panels.boards.alarms.rect().translated(desk.panels.boards.alarms.mapTo(desk, desk.panels.boards.alarms.rect().topLeft()))
    )
    assert desk.status.counts.unacknowledged == 1
    assert focus() is desk.parts.people.lock.strip.passphrase


def test_what_was_half_typed_is_there_again(desk: DeskWindow, lock: SeatLock, typist: Typist, qtbot: Any) -> None:
    typist.key(Qt.Key.Key_F8)
    typist.type("镇长到")
    field = focus()
    typist.key(Qt.Key.Key_L, ALT)
    typist.type("abc")
    assert lock.strip.passphrase.text() == "abc" and desk.sheets.current().values()["text"] == "镇长到"  # type: ignore[union-attr]
    lock.strip.passphrase.clear()
    give(desk, typist, qtbot, OWN)
    qtbot.waitUntil(lambda: not lock.locked)
    assert focus() is field
    typist.type("场")
    assert desk.sheets.current().values()["text"] == "镇长到场"  # type: ignore[union-attr]


def test_a_locked_seat_asks_for_nothing_by_itself_either(desk: DeskWindow, seat: Seat, lock: SeatLock, other: Other, qtbot: Any) -> None:
    lock.lock()
    heard: list[Outcome] = []
    seat.do(WriteLog(text="偷偷"), heard.append)
    assert heard[0].refused is not None and heard[0].refused.code == "seat_locked"
    desk.asker.ask(WriteLog(text="偷偷"), "记录")
    assert "席位已锁定" in desk.told.words() and not desk.asker.pending()
    qtbot.waitUntil(lambda: bool(other.facts("seat_locked")))
    assert not other.facts("log_written")


def test_another_person_takes_the_seat_over(
    desk: DeskWindow, seat: Seat, lock: SeatLock, other: Other, typist: Typist, qtbot: Any
) -> None:
    lock.lock()
    give(desk, typist, qtbot, halls.SECOND_PASSPHRASE, name="wang")
    qtbot.waitUntil(lambda: not lock.locked)
    assert (seat.actor.who, seat.actor.role, seat.actor.seat) == ("wang", Role.COMMANDER, "调度一席")
    assert "王指挥" in desk.status._who.text()
    assert [body.name for body in other.facts("signed_in")] == ["wang"]
    seat.do(WriteLog(text="接班"))
    qtbot.waitUntil(lambda: bool(other.facts("log_written")))
    assert other.facts("log_written")[0].entry.written_by == "wang"


def test_wrong_pass_phrases_are_written_down_and_slowed(
    desk: DeskWindow, seat: Seat, lock: SeatLock, other: Other, typist: Typist, qtbot: Any
) -> None:
    now = [1000.0]
    lock._clock = lambda: now[0]
    lock.lock()
    for count in range(1, 4):
        give(desk, typist, qtbot, "guess")
        qtbot.waitUntil(lambda count=count: len(other.facts("sign_in_failed")) == count and lock.strip.passphrase.text() == "")
    qtbot.waitUntil(lambda: "请等" in lock.strip.said())
    assert not lock.strip.button.isEnabled() and lock.locked
    typist.type(OWN)
    typist.key(Qt.Key.Key_Return)
    assert lock.strip.passphrase.text() == "" and lock.locked, "not even the right one now"
    now[0] += 5.1
    qtbot.waitUntil(lock.strip.button.isEnabled)
    give(desk, typist, qtbot, OWN)
    qtbot.waitUntil(lambda: not lock.locked)


def test_tab_stays_in_the_strip(desk: DeskWindow, lock: SeatLock, typist: Typist, qtbot: Any) -> None:
    lock.lock()
    strip = lock.strip
    seen = []
    for _ in range(4):
        typist.key(Qt.Key.Key_Tab)
        seen.append(focus())
    assert seen == [strip.button, strip.name, strip.passphrase, strip.button]
    typist.key(Qt.Key.Key_Backtab)
    assert focus() is strip.passphrase


def test_it_locks_by_itself_after_a_time_without_a_hand(
    desk: DeskWindow, seat: Seat, lock: SeatLock, other: Other, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1000.0]
    lock._clock = lambda: now[0]
    monkeypatch.setattr(lock, "idle_limit_s", lambda: 900.0)
    desk._stage.second.emit()  # the windows are watched from now on
    QTest.keyClick(desk.windowHandle(), Qt.Key.Key_Shift)
    now[0] += 880
    desk._stage.second.emit()
    assert not lock.locked and "30 秒后锁屏" in desk.told.words()
    QTest.mouseMove(desk.windowHandle(), desk.rect().center())
    qtbot.waitUntil(lambda: lock._touched == now[0])
    now[0] += 899
    desk._stage.second.emit()
    assert not lock.locked
    now[0] += 2
    desk._stage.second.emit()
    assert lock.locked
    qtbot.waitUntil(lambda: bool(other.facts("seat_locked")))
    assert other.facts("seat_locked")[0].by_itself


def test_the_drill_hall_never_locks_by_itself_unless_it_is_set(desk: DeskWindow, lock: SeatLock) -> None:
    assert lock.idle_limit_s() == 0
    now = [10.0**9]
    lock._clock = lambda: now[0]
    desk._stage.second.emit()
    assert not lock.locked


def test_who_is_put_off_sits_before_a_locked_seat(desk: DeskWindow, seat: Seat, lock: SeatLock, other: Other, qtbot: Any) -> None:
    other.do(EnableAccount(name="li", enabled=False))
    qtbot.waitUntil(lambda: lock.locked)


def test_without_the_database_its_own_person_gets_in_and_it_is_written_down_later(
    desk: DeskWindow, seat: Seat, lock: SeatLock, other: Other, typist: Typist, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock.lock()
    qtbot.waitUntil(lambda: bool(other.facts("seat_locked")))
    down = StoreDown("gone")
    monkeypatch.setattr(Seat, "unlock", lambda _seat, command, then: then(Outcome(0, command, down=down)))
    give(desk, typist, qtbot, "wrong")
    qtbot.waitUntil(lambda: "口令不对" in lock.strip.said())
    give(desk, typist, qtbot, halls.SECOND_PASSPHRASE, name="wang")
    qtbot.waitUntil(lambda: "只有" in lock.strip.said())
    give(desk, typist, qtbot, OWN, name="li")
    qtbot.waitUntil(lambda: not lock.locked)
    assert not other.facts("signed_in")
    seat.picture.database.emit(seat.picture.database_state)  # the database is back
    qtbot.waitUntil(lambda: [body.name for body in other.facts("signed_in")] == ["li"])


def test_a_new_pass_phrase_is_the_one_that_counts_without_the_database_too(
    desk: DeskWindow, seat: Seat, lock: SeatLock, other: Other, qtbot: Any
) -> None:
    other.do(SetPassphrase(name="li", passphrase="another one now"))
    qtbot.waitUntil(lambda: Argon2Hasher().verify(seat.account.passphrase_hash or "", "another one now"))


def test_in_the_drill_hall_enter_unlocks(desk: DeskWindow, seat: Seat, lock: SeatLock, other: Other, typist: Typist, qtbot: Any) -> None:
    from console.app.accounts import AddAccount

    other.do(AddAccount(name="yanlian1", display_name="演练调度员", role=Role.DISPATCHER, passphrase=None))
    seat.sit(Account(name="yanlian1", display_name="演练调度员", role=Role.DISPATCHER, passphrase_hash=None))
    lock.lock()
    typist.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not lock.locked)
    qtbot.waitUntil(lambda: [body.name for body in other.facts("seat_unlocked")] == ["yanlian1"])
    lock.lock()
    lock.strip.name.setText("li")
    typist.key(Qt.Key.Key_Return)
    assert lock.locked and "请输入" in lock.strip.said(), "another needs his pass-phrase"


def test_the_lock_leaves_nothing_behind(desk: DeskWindow, lock: SeatLock, typist: Typist, qtbot: Any) -> None:
    for _ in range(2):
        lock.lock()
        give(desk, typist, qtbot, OWN)
        qtbot.waitUntil(lambda: not lock.locked)
    assert lock.strip.passphrase.text() == "" and not lock.strip.isVisible()
    assert QApplication.focusWidget() is not None
    typist.key(Qt.Key.Key_F2)
    assert desk.sheets.current_key() == "report"
