"""Step 4: a second person lets it go. Apart from everything else, with nothing on the page that could be hit by mistake."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from widgets.release import ReleaseControl, ReleaseFace
from widgets.shortcuts import KeyButton, make_action
from widgets.stage import Stage


class LettingGoPage(QWidget):
    """Signals:
    release_requested: name and pass-phrase of the second person.
    withdraw_requested: back to the first steps.
    new_requested: a fresh broadcast.
    """

    release_requested = Signal(str, str)
    withdraw_requested = Signal()
    new_requested = Signal()

    def __init__(self, stage: Stage, drill_hint: str, window: QWidget) -> None:
        super().__init__()
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setProperty("step", "lead")
        self.control = ReleaseControl(stage)
        self.control.release_requested.connect(self.release_requested)
        self._hint = QLabel(drill_hint)
        self._hint.setObjectName("drill-hint")
        self._hint.setProperty("tone", "dim")
        self._hint.setProperty("step", "small")
        self._hint.setWordWrap(True)
        self._hint.setVisible(bool(drill_hint))
        self._said = QLabel()
        self._said.setObjectName("release-said")
        self._said.setWordWrap(True)
        self.withdraw = make_action(window, self.tr("撤回修改"))
        self.withdraw.triggered.connect(self.withdraw_requested)
        self.fresh = make_action(window, self.tr("新广播"), "Ctrl+N")
        self.fresh.triggered.connect(self.new_requested)
        foot = QHBoxLayout()
        self.withdraw_button = KeyButton(stage, self.withdraw)
        foot.addWidget(self.withdraw_button)
        foot.addStretch(1)
        foot.addWidget(KeyButton(stage, self.fresh))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._text)
        box.addStretch(1)
        box.addWidget(self.control)
        box.addWidget(self._said)
        box.addWidget(self._hint)
        box.addStretch(1)
        box.addLayout(foot)
        self.tell("")

    def show_text(self, text: str) -> None:
        """The words that go out, once more."""
        self._text.setText(text)

    def arm(self, summary: str) -> None:
        """The hall has it prepared: the second person may come."""
        self.control.arm(summary)
        self.withdraw.setEnabled(True)
        self.tell("")

    def not_ready(self, why: str) -> None:
        """Nothing to let go."""
        self.control.set_not_ready(why)
        self.withdraw.setEnabled(False)

    def released(self, words: str) -> None:
        """It is on its way."""
        self.control.set_face(ReleaseFace.RELEASED, words)
        self.withdraw.setEnabled(False)
        self.tell(self.tr("已放行, 回证见「送达与回证」。Ctrl+N 编制新广播。"))

    def refused(self, words: str) -> None:
        """The hall said no; everything typed stays but the pass-phrase."""
        self.control.set_face(ReleaseFace.REFUSED)
        self.tell(words)
        self.control.passphrase.setFocus()

    def said(self) -> str:
        """The words under the control."""
        return self._said.text()

    @Slot(str)
    def tell(self, words: str) -> None:
        """Words under the control."""
        self._said.setText(words)
        self._said.setVisible(bool(words))
