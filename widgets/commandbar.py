"""The command line at the foot of the desk: every action by typing, with offers that never take the keyboard.

What was typed stays until the hall has said yes. A refusal is told in the same line and leaves the words to be mended.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from widgets.choices import ChoiceList, Completion
from widgets.stage import Stage

_HISTORY = 200


class CommandBar(QFrame):
    """One line, its offers above it, and the answer at its right.

    Signals:
        submitted: the line, trimmed; answer with :meth:`set_result`.
    """

    submitted = Signal(str)

    def __init__(
        self,
        stage: Stage,
        complete: Callable[[str], Sequence[Completion]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._stage = stage
        self._complete = complete
        self._history: list[str] = []
        self._place = 0
        self._draft = ""
        self._return_to: QWidget | None = None
        self.setProperty("depth", "panel")
        self._slash = QLabel("/")
        self._slash.setProperty("tone", "dim")
        self.line = QLineEdit()
        self.line.setProperty("bare", "true")
        self.line.setPlaceholderText(self.tr("命令, 例如: 派 消防一站 娘娘坝 (拼音首字母可用)"))
        self.line.setAccessibleName(self.tr("命令行"))
        self._answer = QLabel()
        self._answer.setProperty("tone", "dim")
        box = QHBoxLayout(self)
        box.addWidget(self._slash)
        box.addWidget(self.line, 1)
        box.addWidget(self._answer)
        self._popup = QFrame(self)
        self._popup.setProperty("depth", "overlay")
        self._popup.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._popup.setAutoFillBackground(True)
        self._offers = ChoiceList(stage, self._popup)
        inner = QVBoxLayout(self._popup)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.addWidget(self._offers)
        self._popup.hide()
        self.line.installEventFilter(self)
        self.line.textEdited.connect(self._edited)
        self._offers.clicked.connect(self._take)
        stage.themed.connect(self._measure)
        self._measure()

    def open(self, start: str = "") -> None:
        """Takes the keyboard because a person struck ``/``; words left from before are kept."""
        before = QApplication.focusWidget()
        if before is not self.line:
            self._return_to = before
        if start and not self.line.text():
            self.line.setText(start)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)  # a shortcut reason would select all, and the next letter erase it
        self._edited(self.line.text())

    def text(self) -> str:
        """What stands in the line."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Puts words there (what was half typed before a crash)."""
        self.line.setText(text)

    def set_result(self, text: str, ok: bool) -> None:
        """The hall's answer: done empties the line, refused leaves it. Either is said in words."""
        self._answer.setText(("✓ " if ok else "✗ ") + text)
        self._answer.setProperty("tone", "dim" if ok else "text")
        self._answer.style().polish(self._answer)
        self.line.setReadOnly(False)
        if ok:
            self.line.clear()

    def history(self) -> list[str]:
        """Lines given so far, oldest first."""
        return list(self._history)

    def set_history(self, lines: Sequence[str]) -> None:
        """Lines of an earlier session."""
        self._history = list(lines)[-_HISTORY:]
        self._place = len(self._history)

    def offers_shown(self) -> bool:
        """Whether the list of offers is open."""
        return self._popup.isVisible()

    def key_help(self) -> list[tuple[str, str]]:
        """Keys that work here, for the help."""
        return [
            ("Tab", self.tr("采用所选补全")),
            ("↑ ↓", self.tr("补全或历史")),
            ("Enter", self.tr("执行")),
            ("Esc", self.tr("离开, 文字保留")),
        ]

    # offers

    @Slot()
    def _measure(self) -> None:
        theme = self._stage.theme
        gap = theme.gap(2)
        self.layout().setContentsMargins(theme.gap(3), 0, theme.gap(3), 0)
        self.layout().setSpacing(gap)
        self.setFixedHeight(theme.size("hit") + gap)

    @Slot(str)
    def _edited(self, text: str) -> None:
        self._answer.clear()
        self._place = len(self._history)
        self._offers.set_choices(self._complete(text) if text.strip() else ())
        self._show_popup()

    def _show_popup(self) -> None:
        if not self._offers.choices() or not self.line.hasFocus():
            self._popup.hide()
            return
        window = self.window()
        if self._popup.parent() is not window:
            self._popup.setParent(window)
        height = self._offers.sizeHint().height() + 2
        width = min(self.width(), self._stage.theme.size("palette"))
        corner = self.mapTo(window, QPoint(0, 0))
        above = corner.y() - height
        top = above if above >= 0 else corner.y() + self.height()
        self._popup.setGeometry(corner.x(), top, width, height)
        self._popup.show()
        self._popup.raise_()

    @Slot(object)
    def _take(self, choice: Completion) -> None:
        self.line.setText(choice.text)
        self._edited(choice.text)
        if len(self._offers.choices()) == 1 and self._offers.choices()[0].text == choice.text:
            self._popup.hide()

    # keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        if watched is self.line and event.type() == QEvent.Type.FocusOut:
            self._popup.hide()
        return False

    def _key(self, event: QKeyEvent) -> bool:
        shown = self.offers_shown()
        match event.key():
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                step = -1 if event.key() == Qt.Key.Key_Up else 1
                if shown and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                    self._offers.move_by(step)
                else:
                    self._recall(step)
            case Qt.Key.Key_Tab if shown:
                choice = self._offers.current() or self._offers.choices()[0]
                self._take(choice)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                marked = self._offers.current() if shown else None
                if marked is not None and marked.text.strip() != self.line.text().strip():
                    self._take(marked)
                else:
                    self._submit()
            case Qt.Key.Key_Escape:
                if shown:
                    self._popup.hide()
                else:
                    self._leave()
            case _:
                return False
        return True

    def _submit(self) -> None:
        text = self.line.text().strip()
        self._popup.hide()
        if not text or self.line.isReadOnly():
            return
        if not self._history or self._history[-1] != text:
            self._history = [*self._history, text][-_HISTORY:]
        self._place = len(self._history)
        self._answer.setText(self.tr("执行中…"))
        self.submitted.emit(text)

    def _recall(self, step: int) -> None:
        """An earlier line; where something was typed that earlier lines hold, the next of those."""
        if self._place == len(self._history):
            self._draft = self.line.text()
        wanted = self._draft.strip().lower()
        if not any(wanted in line.lower() for line in self._history):
            wanted = ""
        place = self._place + step
        while 0 <= place < len(self._history) and wanted not in self._history[place].lower():
            place += step
        if place < 0:
            return  # nothing further back holds it
        self._place = min(place, len(self._history))
        self.line.setText(self._history[self._place] if self._place < len(self._history) else self._draft)

    def _leave(self) -> None:
        if self._return_to is not None and isValid(self._return_to):
            self._return_to.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.line.clearFocus()
        self._return_to = None

    def sizeHint(self) -> QSize:
        return QSize(self._stage.theme.size("palette"), self._stage.theme.size("hit"))
