"""The first-run page: makes the live hall beside the drill hall, without a terminal. The same founding as ``oneboard setup``."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QFormLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from console.domain.records import StoreDown
from console.domain.refusal import Refused
from console.founding import LiveHall, found_live
from console.halls import Hall
from widgets.stage import Stage


class FirstRunPage(QWidget):
    """Administrator, hall, wires, database – nothing has a default pass-phrase, and nothing is made before all of it is right.

    Signals:
        founded: the live hall exists now.
    """

    founded = Signal()
    _answered = Signal(object)

    def __init__(self, home: Path, stage: Stage, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._hall = Hall("live", home)
        theme = stage.theme
        self.setWindowTitle(self.tr("建立实战大厅"))
        title = QLabel(self.tr("建立实战大厅"))
        title.setFont(theme.font("title", bold=True))
        intro = QLabel(self.tr("演练大厅已经可用，内容全部为演练。实战大厅与它并列：数据库、线路、账户互不相通。"))
        intro.setWordWrap(True)
        self._fields = {
            key: QLineEdit() for key in ("admin", "admin_name", "passphrase", "again", "hall_name", "wires", "database_url")
        }
        for key in ("passphrase", "again"):
            self._fields[key].setEchoMode(QLineEdit.EchoMode.Password)
        self._fields["hall_name"].setText("秦州区应急指挥")
        self._fields["wires"].setPlaceholderText(self.tr("可以以后再配"))
        self._fields["database_url"].setPlaceholderText(self.tr("留空：本机内置数据库；多席位填 PostgreSQL 地址"))
        browse = QPushButton(self.tr("浏览…"))
        browse.clicked.connect(self._browse)
        wires = QHBoxLayout()
        wires.addWidget(self._fields["wires"])
        wires.addWidget(browse)
        form = QFormLayout()
        form.setSpacing(theme.gap(2))
        form.addRow(self.tr("管理员登录名"), self._fields["admin"])
        form.addRow(self.tr("管理员姓名"), self._fields["admin_name"])
        form.addRow(self.tr("口令（至少 8 位）"), self._fields["passphrase"])
        form.addRow(self.tr("再输一次口令"), self._fields["again"])
        form.addRow(self.tr("大厅名称"), self._fields["hall_name"])
        form.addRow(self.tr("线路文件 gateway.toml"), wires)
        form.addRow(self.tr("数据库地址"), self._fields["database_url"])
        self._said = QLabel()
        self._said.setWordWrap(True)
        self._button = QPushButton(self.tr("建立  Enter"))
        self._button.setMinimumHeight(theme.size("hit"))
        self._button.clicked.connect(self._found)
        box = QVBoxLayout(self)
        box.setSpacing(theme.gap(4))
        box.setContentsMargins(*[theme.gap(8)] * 4)
        for part in (title, intro):
            box.addWidget(part)
        box.addLayout(form)
        box.addWidget(self._said)
        box.addStretch()
        box.addWidget(self._button)
        for field in self._fields.values():
            field.returnPressed.connect(self._found)
        self._answered.connect(self._answer)
        self.resize(theme.px(640), theme.px(560))
        if self._hall.founded:
            self._say_founded()

    def field(self, key: str) -> QLineEdit:
        """One of the entry fields, by its key."""
        return self._fields[key]

    def said(self) -> str:
        """What the page says about the last try."""
        return self._said.text()

    @Slot()
    def _browse(self) -> None:
        dialog = QFileDialog(self, self.tr("线路文件"), "", "TOML (*.toml)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._fields["wires"].setText)
        dialog.open()

    @Slot()
    def _found(self) -> None:
        text = {key: field.text().strip() for key, field in self._fields.items()}
        passphrase = self._fields["passphrase"].text()
        if not text["admin"] or not passphrase:
            self._said.setText(self.tr("请填写管理员登录名和口令。"))
            return
        if passphrase != self._fields["again"].text():
            self._said.setText(self.tr("两次输入的口令不一样，请重新输入。"))
            return
        live = LiveHall(
            admin=text["admin"],
            passphrase=passphrase,
            admin_name=text["admin_name"],
            hall_name=text["hall_name"],
            wires=Path(text["wires"]) if text["wires"] else None,
            database_url=text["database_url"],
        )
        self._button.setEnabled(False)
        self._said.setText(self.tr("正在建立…"))
        threading.Thread(target=self._work, args=(live,), name="founding", daemon=True).start()

    def _work(self, live: LiveHall) -> None:
        try:
            found_live(self._hall, live)
        except (Refused, StoreDown, ValueError, OSError) as error:
            self._answered.emit(error)
        else:
            self._answered.emit(None)

    @Slot(object)
    def _answer(self, error: Exception | None) -> None:
        self._button.setEnabled(True)
        if error is None:
            self._say_founded()
            self.founded.emit()
        elif isinstance(error, Refused):
            words = {
                "account_name_bad": self.tr("登录名只能用 2 到 32 个字母、数字、点、横线或下划线。"),
                "passphrase_short": self.tr("口令至少 8 位。"),
                "account_exists": self.tr("这个登录名已经有了，请换一个。"),
                "passphrase_wrong": self.tr("这个数据库里已有实战大厅：加入它要用它的管理员登录名和口令。"),
                "role_may_not": self.tr("这个账户不是该大厅的管理员。"),
            }
            self._said.setText(words.get(error.code, error.code))
        elif isinstance(error, StoreDown):
            self._said.setText(self.tr("数据库连不上（{}）。请检查地址后再试。").format(error))
        else:
            self._said.setText(self.tr("没有建立：{}").format(error))

    def _say_founded(self) -> None:
        self._said.setText(self.tr("实战大厅已建立。下次启动即进入实战大厅并要求登录；演练大厅用 --hall drill 打开。"))
        self._button.setEnabled(False)
