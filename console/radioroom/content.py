"""Step 1: what is said – by hand, or from a phrase; for an incident, or for none."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from console.domain.entities import Incident
from console.models import words
from console.models.picture import Change, Picture
from console.radioroom.draft import Phrase, load_phrases
from widgets.shortcuts import KeyButton, make_action
from widgets.stage import Stage

CHARACTERS_PER_S = 3.2  # espeak-ng's cmn voice at 150 words a minute, over the nine phrases
COLUMNS = 3


class ContentPage(QWidget):
    """Signals:
    edited: the words or the incident are others now.
    """

    edited = Signal()

    def __init__(self, picture: Picture, stage: Stage, drill: bool, window: QWidget) -> None:
        super().__init__()
        self._picture = picture
        self._stage = stage
        self._drill = drill
        self._place = ""
        self._filled = ""
        self.incident = QComboBox()
        self.incident.setAccessibleName(self.tr("突发事件"))
        self.text = QPlainTextEdit()
        self.text.setObjectName("broadcast-text")
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("广播内容"))
        self.text.setPlaceholderText(self.tr("写要播出的话, 或用下面的短语: 谁注意、出了什么事、怎么做、不要做什么"))
        self._count = QLabel()
        self._count.setProperty("tone", "dim")
        self._count.setProperty("step", "small")
        about = QLabel(self.tr("突发事件"))
        about.setProperty("tone", "dim")
        head = QHBoxLayout()
        head.addWidget(about)
        head.addWidget(self.incident, 1)
        grid = QGridLayout()
        for number, phrase in enumerate(load_phrases()):
            action = make_action(window, phrase.name, f"Ctrl+{number + 1}")
            action.triggered.connect(lambda _checked=False, chosen=phrase: self.use(chosen))
            grid.addWidget(KeyButton(stage, action), number // COLUMNS, number % COLUMNS)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(head)
        box.addWidget(self.text, 1)
        box.addWidget(self._count)
        box.addLayout(grid)
        self._fill_incidents()
        self.text.textChanged.connect(self._typed)
        self.incident.activated.connect(self._chosen)
        picture.changed.connect(self._follow)
        self._tell()

    def show_content(self, text: str, incident_id: str) -> None:
        """These words and that incident; emits nothing."""
        if text != self.text.toPlainText():
            self.text.blockSignals(True)
            self.text.setPlainText(text)
            self.text.blockSignals(False)
        self._choose(incident_id)
        self._tell()

    def values(self) -> tuple[str, str]:
        """Words, and id of the incident ("" for none)."""
        return self.text.toPlainText(), str(self.incident.currentData() or "")

    def set_place(self, place: str) -> None:
        """Where it is for, to be said in the phrases."""
        self._place = place

    def set_locked(self, locked: bool) -> None:
        """What waits for the second person is not changed any more."""
        self.text.setReadOnly(locked)
        self.incident.setEnabled(not locked)

    def use(self, phrase: Phrase) -> None:
        """A phrase takes the place of an untouched one; words of a person are never thrown away."""
        if self.text.isReadOnly():
            return
        incident = self._picture.find(Incident, str(self.incident.currentData() or ""))
        text = phrase.filled(self._place or (incident.place if incident else ""))
        if self._drill:
            text = self.tr("这是演练。{0}").format(text)
        before = self.text.toPlainText().strip()
        self.text.selectAll() if before == self._filled else self.text.moveCursor(self.text.textCursor().MoveOperation.End)
        self.text.insertPlainText(text if before in ("", self._filled) else f"\n{text}")
        self._filled = text

    @Slot()
    def _typed(self) -> None:
        self._tell()
        self.edited.emit()

    @Slot(int)
    def _chosen(self, _row: int) -> None:
        self.edited.emit()

    def _tell(self) -> None:
        count = len("".join(self.text.toPlainText().split()))
        seconds = round(count / CHARACTERS_PER_S)
        self._count.setText(self.tr("{count} 字 · 朗读约 {seconds} s").format(count=count, seconds=seconds) if count else " ")

    @Slot(object)
    def _follow(self, change: Change) -> None:
        if change.reset or Incident in change.ids:
            self._fill_incidents()

    def _fill_incidents(self) -> None:
        chosen = str(self.incident.currentData() or "")
        self.incident.clear()
        self.incident.addItem(self.tr("不属于某一事件"), "")
        for incident in self._picture.open_incidents():
            self.incident.addItem(f"{words.grade_short(incident.grade)} {incident.title}", incident.id)
        self._choose(chosen)

    def _choose(self, incident_id: str) -> None:
        row = self.incident.findData(incident_id)
        if row < 0:  # closed meanwhile, or not loaded yet: the choice is kept and said
            known = self._picture.find(Incident, incident_id)
            self.incident.addItem(known.title if known else incident_id, incident_id)
            row = self.incident.count() - 1
        self.incident.setCurrentIndex(row)
