"""A panel at the side for a question or a form. It waits; the hall behind it goes on, and Esc keeps what was typed.

A sheet says who asked (the owner) and since when, so that a half-filled one found an hour later explains itself.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from widgets import format as fmt
from widgets.overlay import Overlay
from widgets.shortcuts import KeyButton, make_action
from widgets.stage import Stage


class Sheet(Overlay):
    """A form with an owner.

    Signals:
        submitted: the values of all fields by key (dict), after the required ones were filled; answer with :meth:`set_problem`,
            :meth:`put_away` or :meth:`clear`.
        put_aside: Esc; the words stay for the next :meth:`open`.
    """

    submitted = Signal(object)
    put_aside = Signal()

    def __init__(self, stage: Stage, window: QWidget, title: str, submit_text: str) -> None:
        super().__init__(window)
        self._stage = stage
        self._fields: dict[str, QWidget] = {}
        self._required: dict[str, str] = {}
        self._title = QLabel(title)
        self._title.setProperty("step", "lead")
        self._title.setWordWrap(True)
        self._owner = QLabel()
        self._owner.setProperty("tone", "dim")
        self._owner.setProperty("step", "small")
        self._problem = QLabel()
        self._problem.setWordWrap(True)
        self._problem.hide()
        self._form = QWidget()
        self._grid = QGridLayout(self._form)
        self._grid.setColumnStretch(1, 1)
        scroll = QScrollArea()
        scroll.setWidget(self._form)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.viewport().setAutoFillBackground(False)
        self._form.setAutoFillBackground(False)
        self._submit = make_action(self, submit_text, "Ctrl+Return", Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._submit.triggered.connect(self._ask)
        self._aside = make_action(self, self.tr("搁下, 保留文字"), "Esc", Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._aside.triggered.connect(self._set_aside)
        foot = QHBoxLayout()
        foot.addWidget(KeyButton(stage, self._aside))
        foot.addStretch(1)
        foot.addWidget(KeyButton(stage, self._submit, main=True))
        box = QVBoxLayout(self)
        for part in (self._title, self._owner):
            box.addWidget(part)
        box.addWidget(scroll, 1)
        box.addWidget(self._problem)
        box.addLayout(foot)
        self.setAccessibleName(title)
        stage.themed.connect(self._measure)
        self._measure()

    @Slot()
    def _measure(self) -> None:
        theme = self._stage.theme
        gap = theme.gap(4)
        self.layout().setContentsMargins(gap, gap, gap, gap)
        self.layout().setSpacing(theme.gap(2))
        self._grid.setContentsMargins(0, theme.gap(2), 0, theme.gap(2))
        self._grid.setVerticalSpacing(theme.gap(2))
        self._grid.setHorizontalSpacing(theme.gap(3))

    def place(self) -> None:
        window = self.parentWidget()
        width = min(self._stage.theme.size("sheet"), window.width())
        self.setGeometry(window.width() - width, 0, width, window.height())

    def first_focus(self) -> QWidget:
        empty = [field for key, field in self._fields.items() if key in self._required and self._read(field) in ("", None)]
        fields = empty or list(self._fields.values())
        return fields[0] if fields else self

    # what a window puts in

    def set_title(self, title: str) -> None:
        """What it is about ("派遣 消防一站")."""
        self._title.setText(title)
        self.setAccessibleName(title)

    def set_owner(self, who: str, since: datetime | None = None) -> None:
        """Who asked, and when."""
        self._owner.setText(f"{who} · {fmt.clock(since)}" if since is not None else who)

    def add_field(self, key: str, label: str, field: QWidget, *, required: bool = False) -> None:
        """A field with its words beside it; a text of several lines gets the whole width."""
        self._fields[key] = field
        words = QLabel(f"{label} *" if required else label)
        words.setProperty("tone", "dim")
        words.setBuddy(field)
        field.setAccessibleName(label)
        if required:
            self._required[key] = label
        if isinstance(field, QPlainTextEdit):
            field.setTabChangesFocus(True)
        row = self._grid.rowCount()
        self._grid.addWidget(
            words, row, 0, Qt.AlignmentFlag.AlignTop if isinstance(field, QPlainTextEdit) else Qt.AlignmentFlag.AlignVCenter
        )
        self._grid.addWidget(field, row, 1)
        self._grid.setRowStretch(row, 1 if isinstance(field, QPlainTextEdit) else 0)

    def add_part(self, part: QWidget) -> None:
        """Anything across the whole width: a board of candidates, an explanation."""
        row = self._grid.rowCount()
        self._grid.addWidget(part, row, 0, 1, 2)

    def field(self, key: str) -> QWidget:
        """A field by its key."""
        return self._fields[key]

    def values(self) -> dict[str, Any]:
        """What stands in the fields: text, number, truth, or the data of the chosen item."""
        return {key: self._read(field) for key, field in self._fields.items()}

    def set_values(self, values: dict[str, Any]) -> None:
        """Fills fields (a half-filled sheet of before, a pre-filled draft)."""
        for key, value in values.items():
            if key in self._fields:
                self._write(self._fields[key], value)

    def clear(self) -> None:
        """Empties all fields: what was asked is done."""
        for field in self._fields.values():
            self._write(field, None)
        self.set_problem("")

    def set_problem(self, text: str) -> None:
        """Why it was refused and what to mend; an empty text takes it back. Either way the sheet may be sent again."""
        self._problem.setText(f"✗ {text}" if text else "")
        self._problem.setVisible(bool(text))
        self._submit.setEnabled(True)

    def set_pending(self) -> None:
        """Sent, no answer yet: a second press does nothing."""
        self._submit.setEnabled(False)

    def key_help(self) -> list[tuple[str, str]]:
        """Keys that work here, for the help."""
        return [("Ctrl+Enter", self._submit.text()), ("Tab", self.tr("下一栏")), ("Esc", self._aside.text())]

    # fields

    @staticmethod
    def _read(field: QWidget) -> Any:
        match field:
            case QLineEdit():
                return field.text().strip()
            case QPlainTextEdit():
                return field.toPlainText().strip()
            case QComboBox():
                return field.currentText().strip() if field.isEditable() else field.currentData()
            case QSpinBox() | QDoubleSpinBox():
                return field.value()
            case QCheckBox():
                return field.isChecked()
            case _:
                return field.property("value")

    @staticmethod
    def _write(field: QWidget, value: Any) -> None:
        match field:
            case QLineEdit():
                field.setText("" if value is None else str(value))
            case QPlainTextEdit():
                field.setPlainText("" if value is None else str(value))
            case QComboBox():
                if field.isEditable():
                    field.setEditText("" if value is None else str(value))
                else:
                    field.setCurrentIndex(field.findData(value) if value is not None else 0)
            case QSpinBox() | QDoubleSpinBox():
                field.setValue(field.minimum() if value is None else value)
            case QCheckBox():
                field.setChecked(bool(value))
            case _:
                field.setProperty("value", value)

    # intentions

    @Slot()
    def _ask(self) -> None:
        values = self.values()
        missing = [key for key in self._required if values[key] in ("", None)]
        if missing:
            self.set_problem(self.tr("请填写: {fields}").format(fields="、".join(self._required[key] for key in missing)))
            self._fields[missing[0]].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.set_problem("")
        self.submitted.emit(values)

    @Slot()
    def _set_aside(self) -> None:
        self.put_away()
        self.put_aside.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._set_aside()
        else:
            super().keyPressEvent(event)
