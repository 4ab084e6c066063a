"""The strip at the foot of a locked window: who holds the seat, a name, a pass-phrase. Everything above it stays in sight."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QSizePolicy, QWidget
from shiboken6 import isValid

from widgets import icons
from widgets.stage import Stage


class LockStrip(QFrame):
    """Lies over the foot of its window, as wide as it. It keeps the keyboard: Tab goes round its own fields.

    Signals:
        tried: name and pass-phrase as typed; answer with :meth:`refuse`, :meth:`wait` or by putting the strip away.
    """

    tried = Signal(str, str)

    def __init__(self, stage: Stage, window: QWidget) -> None:
        super().__init__(window)
        self._stage = stage
        self._free = False  # whether the holder needs no pass-phrase
        self._holder = ""
        self._corner: QWidget | None = None
        self.setProperty("depth", "overlay")
        self.setAutoFillBackground(True)
        self._mark = QLabel()
        self._who = QLabel()
        self._who.setProperty("step", "lead")
        self.name = QLineEdit()
        self.name.setAccessibleName(self.tr("登录名"))
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setAccessibleName(self.tr("口令"))
        self.button = QPushButton(self.tr("解锁  Enter"))
        self._said = QLabel()
        self._said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        box = QHBoxLayout(self)
        box.addWidget(self._mark)
        box.addWidget(self._who)
        for label, field in ((self.tr("登录名"), self.name), (self.tr("口令"), self.passphrase)):
            words = QLabel(label)
            words.setProperty("tone", "dim")
            words.setBuddy(field)
            box.addWidget(words)
            box.addWidget(field)
        box.addWidget(self.button)
        box.addWidget(self._said, 1)
        for part in (self.name, self.passphrase, self.button):
            part.installEventFilter(self)
        self.button.clicked.connect(self._try)
        self.name.textChanged.connect(self._name_changed)
        window.installEventFilter(self)
        stage.themed.connect(self._measure)
        self._measure()
        self.hide()

    def lock(self, words: str, holder: str, *, free: bool) -> None:
        """Take the keyboard: ``holder`` is the sign-in name of who has the seat; he needs no pass-phrase where he is ``free``."""
        self._holder, self._free = holder, free
        self._who.setText(words)
        self.name.setText(holder)
        self.passphrase.clear()
        self.set_open(True)
        self.say(self.tr("告警照常显示和发声; 未写完的文字保留"))
        self._name_changed()
        self.place()
        self.show()
        self.raise_()
        self.take_focus()

    def unlock(self) -> None:
        """Goes; nothing that was typed in it stays."""
        self.passphrase.clear()
        self.name.clear()
        self.hide()

    def say(self, words: str) -> None:
        """Why not, or what to do."""
        self._said.setText(words)
        self._said.setToolTip(words)

    def said(self) -> str:
        """What it says."""
        return self._said.text()

    def set_open(self, yes: bool) -> None:
        """Whether a try is taken now (not while one is checked, nor for a time after wrong ones)."""
        for part in (self.name, self.passphrase):
            part.setReadOnly(not yes)
        self.button.setEnabled(yes)

    def refuse(self, words: str) -> None:
        """Wrong; what was typed goes, or it would be struck again."""
        self.passphrase.clear()
        self.set_open(True)
        self.say(words)
        self.take_focus()

    def take_focus(self) -> None:
        """The keyboard belongs here."""
        (self.passphrase if self.name.text() else self.name).setFocus(Qt.FocusReason.OtherFocusReason)

    def leave_free(self, corner: QWidget) -> None:
        """What stands at the right of the foot and must stay in sight (whether sound works)."""
        self._corner = corner

    def place(self) -> None:
        """Along the foot of the window."""
        window = self.parentWidget()
        height = self.sizeHint().height()
        taken = self._corner.width() if self._corner is not None and isValid(self._corner) else 0
        self.setGeometry(0, window.height() - height, window.width() - taken, height)

    @Slot()
    def _name_changed(self) -> None:
        needs = not (self._free and self.name.text().strip() == self._holder)
        self.passphrase.setPlaceholderText("" if needs else self.tr("直接 Enter"))

    @Slot()
    def _try(self) -> None:
        name, passphrase = self.name.text().strip(), self.passphrase.text()
        if self.passphrase.isReadOnly():
            return
        if not name or not (passphrase or (self._free and name == self._holder)):
            self.say(self.tr("请输入登录名和口令"))
            self.take_focus()
            return
        self.set_open(False)
        self.say(self.tr("正在核对…"))
        self.tried.emit(name, passphrase)

    @Slot()
    def _measure(self) -> None:
        theme = self._stage.theme
        self.layout().setContentsMargins(theme.gap(3), theme.gap(1), theme.gap(3), theme.gap(1))
        self.layout().setSpacing(theme.gap(2))
        self._mark.setPixmap(icons.pixmap(theme, "lock", "live", theme.px(24)))
        self.button.setMinimumHeight(theme.size("hit"))
        for field in (self.name, self.passphrase):
            field.setMinimumHeight(theme.size("hit"))
            field.setMaximumWidth(theme.px(200))
        if self.isVisible():
            self.place()

    def sizeHint(self) -> QSize:
        return QSize(self.parentWidget().width(), self._stage.theme.size("hit") + self._stage.theme.gap(3))

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parent() and self.isVisible():
            self.place()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched is not self.parent():
            return self._key(watched, event)
        return False

    def _key(self, watched: QObject, event: QKeyEvent) -> bool:
        fields = (self.name, self.passphrase, self.button)
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._try()
            case Qt.Key.Key_Tab | Qt.Key.Key_Backtab:
                step = 1 if event.key() == Qt.Key.Key_Tab else -1
                places = [part for part in fields if part.isEnabled()]
                at = next((number for number, part in enumerate(places) if part is watched), 0)
                places[(at + step) % len(places)].setFocus(Qt.FocusReason.TabFocusReason)
            case _:
                return False
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        theme = self._stage.theme
        painter.fillRect(0, 0, self.width(), theme.size("stroke") + theme.px(1), theme.colour("live"))
