"""Sign-in to the live hall. The check runs in a thread; the pass-phrase never leaves this process."""

from __future__ import annotations

import threading

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from console.app.accounts import check_passphrase, known_name
from console.app.context import Ctx
from console.app.seats import TakeSeat
from console.domain.facts import SignInFailed
from console.domain.records import Account, Actor, StoreDown
from console.domain.refusal import Refused
from console.domain.rules.people import TRIES_FREE, wait_after
from console.halls import Hall
from console.settings import Settings
from widgets.stage import Stage


class SignInWindow(QWidget):
    """Name, pass-phrase, Enter.

    Signals:
        signed_in(Account): the pass-phrase was right.
    """

    signed_in = Signal(object)
    _answered = Signal(object)

    def __init__(self, hall: Hall, settings: Settings, stage: Stage) -> None:
        super().__init__()
        self._hall = hall
        self._settings = settings
        theme = stage.theme
        self.setWindowTitle(self.tr("登录"))
        title = QLabel(settings.text("hall.name"))
        title.setFont(theme.font("title", bold=True))
        self._name = QLineEdit()
        self._passphrase = QLineEdit()
        self._passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self._button = QPushButton(self.tr("登录  Enter"))
        self._button.setMinimumHeight(theme.size("hit"))
        self._said = QLabel()
        self._said.setWordWrap(True)
        form = QFormLayout()
        form.addRow(self.tr("姓名或登录名"), self._name)
        form.addRow(self.tr("口令"), self._passphrase)
        inner = QVBoxLayout()
        inner.setSpacing(theme.gap(4))
        for part in (title, QLabel(self.tr("实战大厅"))):
            inner.addWidget(part)
        inner.addLayout(form)
        inner.addWidget(self._button)
        inner.addWidget(self._said)
        box = QWidget()
        box.setLayout(inner)
        box.setFixedWidth(theme.px(420))
        outer = QVBoxLayout(self)
        outer.addWidget(box, alignment=Qt.AlignmentFlag.AlignCenter)
        self._name.returnPressed.connect(self._passphrase.setFocus)
        self._passphrase.returnPressed.connect(self._try)
        self._button.clicked.connect(self._try)
        self._answered.connect(self._answer)
        self._wrong = 0
        self._wait_s = 0
        stage.second.connect(self._second)
        self.resize(theme.px(720), theme.px(480))

    @Slot()
    def _try(self) -> None:
        name, passphrase = self._name.text().strip(), self._passphrase.text()
        if self._wait_s or not self._button.isEnabled():
            return
        if not name or not passphrase:
            self._said.setText(self.tr("请输入登录名和口令。"))
            return
        self._button.setEnabled(False)
        self._said.setText(self.tr("正在核对…"))
        threading.Thread(target=self._check, args=(name, passphrase), name="sign-in", daemon=True).start()

    def _check(self, name: str, passphrase: str) -> None:
        """In its own thread: Argon2 takes a tenth of a second, a database may take longer."""
        from console import bootstrap

        actor = Actor(who=name, seat="sign-in", role=None)
        try:
            executor = bootstrap.executor_opener(self._hall, self._settings, None)()
            now = executor.clock()
            try:
                with executor.store.transaction(actor, now) as unit:
                    ctx = Ctx(unit, actor, now, executor.new_id, executor.figures, executor.hasher)
                    account = check_passphrase(ctx, name, passphrase)
                executor.execute(Actor(who=account.name, seat="sign-in", role=account.role), TakeSeat(name=account.name))
                self._answered.emit(account)
            except Refused as refused:
                with executor.store.transaction(actor, now) as unit:
                    unit.record(SignInFailed(name=known_name(unit, name)))
                self._answered.emit(refused)
            finally:
                executor.store.close()
        except StoreDown as down:
            self._answered.emit(down)

    @Slot(object)
    def _answer(self, answer: Account | Refused | StoreDown) -> None:
        self._button.setEnabled(True)
        if isinstance(answer, Account):
            self._passphrase.clear()
            self.signed_in.emit(answer)
        elif isinstance(answer, StoreDown):
            self._said.setText(self.tr("数据库暂不可用（{}）。请检查数据库后重试。").format(answer))
        else:
            self._said.setText(self.tr("登录名或口令不对。请重新输入；忘记口令请管理员用 oneboard user passwd 重设。"))
            self._passphrase.selectAll()
            self._passphrase.setFocus()
            self._wrong += 1
            self._wait_s = wait_after(self._wrong)
            self._count_down()

    @Slot()
    def _second(self) -> None:
        if self._wait_s:
            self._wait_s -= 1
            self._count_down()

    def _count_down(self) -> None:
        """After several wrong pass-phrases nothing is taken for a time."""
        if self._wait_s:
            self._button.setEnabled(False)
            self._said.setText(self.tr("口令多次不对，请等 {} 秒再试；忘记口令请管理员用 oneboard user passwd 重设。").format(self._wait_s))
        elif self._wrong >= TRIES_FREE:
            self._button.setEnabled(True)
            self._said.setText(self.tr("请输入登录名和口令。"))
