"""The lock of a seat: by a key, or by itself after a time without a hand on it.

A locked seat takes no command and no key, but it is no dark screen: boards, map and alarms go on, alarms sound, received radio is heard,
and what was half typed stays where it was. It does not transmit: a transmission is an order in everybody's ears, given in the name of
whoever holds the seat, and nobody has said who that is. Its person takes it back with his pass-phrase; another takes it over with his own.

| state    | key, or idle      | right pass-phrase         | wrong pass-phrase              | database away                      |
|----------|-------------------|---------------------------|--------------------------------|------------------------------------|
| open     | locked            | –                         | –                              | can be locked; the fact is missing |
| locked   | –                 | open, perhaps another's   | locked; after some a wait      | its own person: checked here       |
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from console.app.ports import Store
from console.app.seats import LockSeat, TakeSeat, UnlockSeat
from console.domain.facts import AccountChanged
from console.domain.records import Account, Actor
from console.domain.rules.people import wait_after
from console.engine import DatabaseState, Found, Outcome, utc_now
from console.guards import Argon2Hasher
from console.jobs import Answer, Jobs
from console.models import refusals
from console.models.picture import Change
from console.seat import Seat
from widgets.lockstrip import LockStrip
from widgets.stage import Stage

WARN_S = 30
HAND = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)
# What begins something. Ends (a key or a button coming up) go through: whatever was held must be let go of.
CLOSED = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.Shortcut,
        QEvent.Type.ShortcutOverride,
        QEvent.Type.InputMethod,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.Wheel,
        QEvent.Type.ContextMenu,
        QEvent.Type.DragEnter,
        QEvent.Type.Drop,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.NativeGesture,
    }
)


class SeatLock(QObject):
    """One a window.

    Signals:
        changed: locked (True) or open again.
        relieved: another person has the seat now.
    """

    changed = Signal(bool)
    relieved = Signal()

    def __init__(
        self,
        seat: Seat,
        stage: Stage,
        window: QWidget,
        *,
        tell: Callable[[str], None] = lambda _words: None,
        busy: Callable[[], bool] = lambda: False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(window)
        self._seat, self._window = seat, window
        self._tell, self._busy, self._clock = tell, busy, clock
        self.strip = LockStrip(stage, window)
        self._jobs = Jobs("lock", self)
        self._touched = clock()
        self._warned = False
        self._wrong = 0
        self._closed_until = 0.0
        self._return_to: QWidget | None = None
        self._unlocked_alone = False
        self.strip.tried.connect(self._tried)
        stage.second.connect(self._second)
        seat.picture.changed.connect(self._follow)
        seat.picture.database.connect(self._database)
        window.destroyed.connect(lambda _=None, jobs=self._jobs: jobs.close(0.0))

    @property
    def locked(self) -> bool:
        """Whether the seat takes nothing now."""
        return self._seat.locked

    def idle_limit_s(self) -> float:
        """Seconds without a hand until it locks by itself, 0 for never."""
        settings = self._seat.settings
        return settings.number("screen.lock_after_drill_s") if self._seat.hall.drill else settings.number("screen.lock_after_s")

    @Slot()
    def lock(self, by_itself: bool = False) -> None:
        """From now on nothing is taken but a pass-phrase."""
        if self._seat.locked:
            return
        self._seat.do(LockSeat(by_itself=by_itself))
        self._seat.locked = True
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        self._return_to = QApplication.focusWidget()
        account = self._seat.account
        words = self.tr("席位已锁定 · {0}").format(account.display_name or account.name)
        self._app().installEventFilter(self)
        self._app().focusChanged.connect(self._focus_moved)
        self._window.activateWindow()
        self.strip.lock(words, account.name, free=account.passphrase_hash is None and self._seat.hall.drill)
        self._wait_on()
        self.changed.emit(True)

    def _open(self) -> None:
        self._app().removeEventFilter(self)
        self._app().focusChanged.disconnect(self._focus_moved)
        self.strip.unlock()
        self._seat.locked = False
        self._wrong = 0
        self._touched, self._warned = self._clock(), False
        if self._return_to is not None and isValid(self._return_to):
            self._return_to.setFocus()
        self._return_to = None
        self.changed.emit(False)

    # ---- trying ---------------------------------------------------------------------------------------------------------

    @Slot(str, str)
    def _tried(self, name: str, passphrase: str) -> None:
        command = UnlockSeat(holder=self._seat.account.name, name=name, passphrase=passphrase)
        self._seat.unlock(command, lambda outcome: self._answered(name, passphrase, outcome))

    def _answered(self, name: str, passphrase: str, outcome: Outcome) -> None:
        if not isValid(self) or not self.locked:
            return
        if outcome.done:
            self._taken_by(name)
        elif outcome.down is not None:
            self._alone(name, passphrase, refusals.database(outcome.down.code))
        elif outcome.refused is not None and outcome.refused.code == "passphrase_wrong":
            self._failed(refusals.answer(outcome, self._seat.picture))
        else:
            self.strip.refuse(refusals.answer(outcome, self._seat.picture))

    def _failed(self, words: str) -> None:
        self._wrong += 1
        wait = wait_after(self._wrong)
        self.strip.refuse(words)
        if wait:
            self._closed_until = self._clock() + wait
            self._wait_on()

    def _wait_on(self) -> None:
        """After several wrong ones nothing is taken for a time; locking anew does not shorten it."""
        left = self._closed_until - self._clock()
        if left > 0:
            self.strip.set_open(False)
            self.strip.say(self.tr("口令多次不对 – 请等 {0} 秒再试").format(int(left) + 1))

    def _taken_by(self, name: str) -> None:
        if name == self._seat.account.name:
            self._open()
            return

        def found(answer: Found) -> None:
            if isinstance(answer.value, Account) and isValid(self) and self.locked:
                self._seat.sit(answer.value)
                self._open()
                self.relieved.emit()
            elif isValid(self):
                self.strip.refuse(self.tr("数据库断开, 请稍后再试"))

        self._look_up(name, found)

    def _look_up(self, name: str, found: Callable[[Found], None]) -> None:
        seat = self._seat.actor.seat

        def read(store: Store) -> Account | None:
            with store.transaction(Actor(who=name, seat=seat, role=None), utc_now()) as unit:
                return unit.account(name)

        self._seat.look(read, found)

    def _alone(self, name: str, passphrase: str, why: str) -> None:
        """Without the database only who sits here can be known: by the hash that he signed in with."""
        account = self._seat.account
        if name != account.name:
            self.strip.refuse(self.tr("{0} – 现在只有 {1} 能解锁").format(why, account.display_name))
            return
        hashed = account.passphrase_hash

        def heard(answer: Answer) -> None:
            if not isValid(self) or not self.locked:
                return
            if answer.value is True:
                self._unlocked_alone = True
                self._open()
            else:
                self._failed(self.tr("账号或口令不对"))

        if hashed is None:
            heard(Answer(0, value=self._seat.hall.drill and not passphrase))
        else:
            self._jobs.run(lambda: Argon2Hasher().verify(hashed, passphrase), heard)

    @Slot(object)
    def _database(self, state: DatabaseState) -> None:
        """The database is back: that the person sits here again is written down now."""
        if state.up and self._unlocked_alone and not self.locked:
            self._unlocked_alone = False
            self._seat.do(TakeSeat(name=self._seat.account.name))

    # ---- by itself --------------------------------------------------------------------------------------------------------

    @Slot()
    def _second(self) -> None:
        for window in QGuiApplication.topLevelWindows():
            if not window.property("hand-watched"):
                window.setProperty("hand-watched", True)
                window.installEventFilter(self)
        if self.locked:
            self._count_down()
            return
        limit = self.idle_limit_s()
        if self._busy():
            self._touched = self._clock()
        idle = self._clock() - self._touched
        if limit and idle >= limit:
            self.lock(by_itself=True)
        elif limit > 2 * WARN_S and idle >= limit - WARN_S and not self._warned:
            self._warned = True
            self._tell(self.tr("无人操作, {0} 秒后锁屏 – 动一下鼠标或按任意键即取消").format(WARN_S))

    def _count_down(self) -> None:
        if not self._closed_until:
            return
        if self._clock() < self._closed_until:
            self._wait_on()
        else:
            self._closed_until = 0.0
            self.strip.set_open(True)
            self.strip.say(self.tr("请输入口令"))

    @Slot(object)
    def _follow(self, change: Change) -> None:
        """An administrator changed the account of who sits here: its role holds at once, and who was put off sits before a locked seat."""
        for fact in change.facts:
            body = fact.body
            if change.reset or not isinstance(body, AccountChanged) or body.name != self._seat.account.name:
                continue
            self._seat.sit(replace(self._seat.account, role=body.role, display_name=body.display_name))
            self.relieved.emit()
            if body.change == "disabled":
                QTimer.singleShot(0, self, self.lock)
            elif body.change == "passphrase":
                self._look_up(body.name, self._renewed)

    def _renewed(self, found: Found) -> None:
        """Another pass-phrase: without the database, too, it is the new one that unlocks."""
        if isinstance(found.value, Account) and found.value.name == self._seat.account.name:
            self._seat.sit(found.value)

    # ---- Qt -----------------------------------------------------------------------------------------------------------------

    @staticmethod
    def _app() -> QApplication:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        return app

    @Slot(QWidget, QWidget)
    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and not self._is_ours(now):
            QTimer.singleShot(0, self, self._hold_focus)

    @Slot()
    def _hold_focus(self) -> None:
        if self.locked and not self._is_ours(QApplication.focusWidget()):
            self._window.activateWindow()
            self.strip.take_focus()

    def _is_ours(self, widget: QObject | None) -> bool:
        return isinstance(widget, QWidget) and (widget is self.strip or self.strip.isAncestorOf(widget))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(watched, QWindow):
            if kind in HAND:
                self._touched, self._warned = self._clock(), False
            return False
        if not self.locked or kind not in CLOSED or self._is_ours(watched):
            return False
        if kind in (QEvent.Type.MouseButtonPress, QEvent.Type.KeyPress):
            QTimer.singleShot(0, self, self._hold_focus)
        return True
