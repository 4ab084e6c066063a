"""Fields of the desk's sheets that the plain ones do not cover: a picker by pinyin, a list to tick, a text that Enter sends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Property, QEvent, QObject, QPointF, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from widgets.choices import ChoiceList, Completion
from widgets.stage import Stage


class Picker(QFrame):
    """Choose one thing by typing its name, its pinyin or its initials. ``value`` is the id of the chosen one, "" for none.

    Signals:
        edited: another one was chosen, or the words changed.
        chosen_by_hand: a person chose one of the offers.
        entered: Enter, with something chosen.
    """

    edited = Signal()
    entered = Signal()
    chosen_by_hand = Signal()

    def __init__(self, stage: Stage, search: Callable[[str], Sequence[Completion]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._search = search
        self._id = ""
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("名称、拼音或首字母"))
        self._offers = ChoiceList(stage)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.line)
        box.addWidget(self._offers)
        self.setFocusProxy(self.line)
        self.line.installEventFilter(self)
        self.line.textEdited.connect(self._typed)
        self._offers.clicked.connect(self._choose)
        self._offers.hide()

    def chosen(self) -> str:
        """The id, "" for none."""
        return self._id

    def choose(self, id: Any) -> None:
        """Show the thing of that id as chosen."""
        self._id = str(id or "")
        offers = {offer.text: offer for offer in self._search("")}
        offer = offers.get(self._id)
        self.line.setText(offer.label if offer else "")
        self._id = self._id if offer else ""
        self._offers.hide()
        self.edited.emit()

    value = Property("QVariant", chosen, choose)

    def refresh(self) -> None:
        """The things to choose from have changed: offer them anew."""
        if self.line.hasFocus() and not self._id:
            self._offer(self.line.text())

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    @Slot(str)
    def _typed(self, text: str) -> None:
        self._id = ""
        self._offer(text)
        self.edited.emit()

    def _offer(self, text: str) -> None:
        found = self._search(text)
        self._offers.set_choices(found, 0 if found and text.strip() else -1)
        self._offers.setVisible(bool(found))

    @Slot(object)
    def _choose(self, offer: Completion) -> None:
        self._id = offer.text
        self.line.setText(offer.label)
        self._offers.hide()
        self.chosen_by_hand.emit()
        self.edited.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.line:
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        if event.type() == QEvent.Type.FocusIn and isinstance(event, QFocusEvent) and not self._id:
            self._offer(self.line.text())
        if event.type() == QEvent.Type.FocusOut:
            self._settle()
        return False

    def _key(self, event: QKeyEvent) -> bool:
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                if not self._offers.isVisible():
                    self._offer("" if self._id else self.line.text())
                self._offers.move_by(1 if event.key() == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                marked = self._offers.current() if self._offers.isVisible() else None
                if marked is not None:
                    self._choose(marked)
                elif self._id:
                    self.entered.emit()
            case _:
                return False
        return True

    def _settle(self) -> None:
        """Going on takes what is marked; the list goes away with the keyboard."""
        marked = self._offers.current() if self._offers.isVisible() else None
        if marked is not None and not self._id and self.line.text().strip():
            self._choose(marked)
        self._offers.hide()


class Choice(QComboBox):
    """A closed list, with an arrow that tells it from a line to write in."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.PlaceholderText), 1.5))
        reach = self.fontMetrics().xHeight() / 2.0
        at = QPointF(self.width() - 3.5 * reach, self.height() / 2.0)
        points = [at + QPointF(-reach, -reach / 2), at + QPointF(0, reach / 2), at + QPointF(reach, -reach / 2)]
        painter.drawPolyline(QPolygonF(points))


class TickList(QFrame):
    """Things to tick. ``value`` is the list of ids."""

    edited = Signal()

    def __init__(self, stage: Stage, empty: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        self._boxes: dict[str, QCheckBox] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._none = QLabel(empty)
        self._none.setProperty("tone", "dim")
        self._none.setWordWrap(True)
        self._layout.addWidget(self._none)

    def set_items(self, items: Sequence[tuple[str, str]]) -> None:
        """Ids with their words; ticks stay."""
        if [id for id, _ in items] == list(self._boxes):
            return
        ticked = set(self.ticked())
        for box in self._boxes.values():
            self._layout.removeWidget(box)
            box.deleteLater()
        self._boxes = {}
        for id, text in items:
            box = QCheckBox(text)
            box.setChecked(id in ticked)
            box.toggled.connect(self._toggled)
            self._layout.addWidget(box)
            self._boxes[id] = box
        self._none.setVisible(not items)

    def ticked(self) -> list[str]:
        """Ids of what is ticked."""
        return [id for id, box in self._boxes.items() if box.isChecked()]

    def tick(self, ids: Any) -> None:
        """Tick these, and no others."""
        wanted = set(ids or ())
        for id, box in self._boxes.items():
            box.setChecked(id in wanted)

    value = Property("QVariant", ticked, tick)

    @Slot()
    def _toggled(self) -> None:
        self.edited.emit()


class Lines(QPlainTextEdit):
    """A text of some lines. Enter sends, Shift+Enter begins a new line (an input method's Enter is its own)."""

    entered = Signal()

    def __init__(self, stage: Stage, rows: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        self._rows = rows
        self.setTabChangesFocus(True)
        stage.themed.connect(self._measure)
        self._measure()

    @Slot()
    def _measure(self) -> None:
        self.setMinimumHeight(self._stage.metrics().lineSpacing() * self._rows + self._stage.theme.gap(4))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier):
            self.entered.emit()
            return
        super().keyPressEvent(event)
