"""The sheets of the desk: one a kind of question, with a draft for each thing that it was asked about.

A draft lives until its question is answered: closing the sheet, opening another, or a kill of the process leaves every word where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from console.desk.fields import Lines, Picker, TickList
from console.memory import Memory
from widgets.sheet import Sheet
from widgets.stage import Stage

NEW = "new"
Values = dict[str, Any]


class DeskSheet(Sheet):
    """A sheet between the status bar and the command bar; Enter in a field of one line sends it.

    Signals:
        edited: a field changed.
    """

    edited = Signal()

    def __init__(self, stage: Stage, window: QWidget, submit_text: str, area: Callable[[], QRect]) -> None:
        self._area = area
        super().__init__(stage, window, "", submit_text)

    def place(self) -> None:
        area = self._area()
        width = min(self._stage.theme.size("sheet"), area.width())
        self.setGeometry(area.right() + 1 - width, area.top(), width, area.height())

    def add_field(self, key: str, label: str, field: QWidget, *, required: bool = False) -> None:
        super().add_field(key, label, field, required=required)
        match field:
            case QLineEdit():
                field.textChanged.connect(self.edited)
                field.installEventFilter(self)
            case Lines():
                field.textChanged.connect(self.edited)
                field.entered.connect(self.send)
            case QPlainTextEdit():
                field.textChanged.connect(self.edited)
            case QComboBox():
                field.currentTextChanged.connect(self.edited)
                field.installEventFilter(self)
            case Picker():
                field.edited.connect(self.edited)
                field.entered.connect(self.send)
            case TickList():
                field.edited.connect(self.edited)

    def draft(self) -> dict[str, Any]:
        """What is kept of a half-filled sheet: never a pass-phrase."""
        secret = {key for key, field in self._fields.items() if _is_secret(field)}
        return {key: value for key, value in self.values().items() if key not in secret}

    def forget_secrets(self) -> None:
        """A sheet that nobody looks at holds no pass-phrase."""
        for field in self._fields.values():
            if _is_secret(field) and isinstance(field, QLineEdit):
                field.clear()

    def settle(self) -> None:
        """All fields are in: they stand at the top, what is left of the height stays empty."""
        for row in range(self._grid.rowCount()):
            self._grid.setRowStretch(row, 0)
        self._grid.setRowStretch(self._grid.rowCount(), 1)

    @Slot()
    def send(self) -> None:
        """As if the key of the sheet had been struck."""
        self._submit.trigger()

    def problem(self) -> str:
        """Why it was refused, as shown."""
        return self._problem.text()

    def heading(self) -> str:
        """Its title, as shown."""
        return self._title.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(watched, QLineEdit | QComboBox):
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
                self.send()
                return True
        return super().eventFilter(watched, event)


def _is_secret(field: QWidget) -> bool:
    if field.property("secret"):
        return True  # a text in which a pass-word stands among other things
    return isinstance(field, QLineEdit) and field.echoMode() == QLineEdit.EchoMode.Password


class Reply:
    """Where the answer to a sheet goes."""

    def __init__(self, desk: SheetDesk, form: str, subject: str) -> None:
        self._desk, self._form, self._subject = desk, form, subject

    def done(self, _value: str = "") -> None:
        """It was done: the draft has served."""
        self._desk.finish(self._form, self._subject)

    def refused(self, words: str) -> None:
        """It was not: the words stay, and why stands below them."""
        self._desk.complain(self._form, self._subject, words)


@dataclass(frozen=True, slots=True)
class Form:
    """One kind of question. ``about`` gives title and owner line for a subject; ``submit`` asks the hall."""

    key: str
    submit_text: str
    build: Callable[[DeskSheet], None]
    about: Callable[[str], tuple[str, str]]
    submit: Callable[[str, Values, Reply], None]
    opened: Callable[[DeskSheet, str], None] = lambda _sheet, _subject: None


class SheetDesk(QObject):
    """All forms of the window, and every draft.

    Signals:
        opened, closed: a sheet was opened, put away.
    """

    opened = Signal(str)
    closed = Signal()

    def __init__(self, stage: Stage, window: QWidget, area: Callable[[], QRect], memory: Memory, now: Callable[[], datetime]) -> None:
        super().__init__(window)
        self._stage = stage
        self._window = window
        self._area = area
        self._memory = memory
        self._now = now
        self._forms: dict[str, Form] = {}
        self._sheets: dict[str, DeskSheet] = {}
        self._subjects: dict[str, str] = {}
        self._drafts: dict[str, dict[str, Any]] = dict(memory.get("drafts", {}))
        self._open: tuple[str, str] | None = None
        self._filling = False

    def register(self, form: Form) -> None:
        """Add a kind of question."""
        self._forms[form.key] = form

    def current(self) -> DeskSheet | None:
        """The sheet in sight."""
        return self._sheets[self._open[0]] if self._open else None

    def current_key(self) -> str:
        """Which form is in sight, "" for none."""
        return self._open[0] if self._open else ""

    def current_subject(self) -> str:
        """What the sheet in sight is about."""
        return self._open[1] if self._open else ""

    def open(self, form_key: str, subject: str = NEW, fill: Mapping[str, Any] | None = None, *, over: bool = False) -> DeskSheet:
        """A person asked for it. A draft about the same subject is taken up again; else ``fill`` stands in the fields.

        ``over`` puts ``fill`` over the draft too (what a person has just chosen elsewhere).
        """
        if self._open is not None and self._open[0] != form_key:
            self._hide()
        sheet = self._show(form_key, subject, fill or {}, over)
        self._window.activateWindow()  # the keys came perhaps from a panel that floats
        sheet.open()
        self.opened.emit(form_key)
        return sheet

    def restore(self) -> None:
        """The sheet that was open when the desk ended, if its subject still makes sense."""
        was = self._memory.get("open_sheet")
        if isinstance(was, list) and len(was) == 2 and was[0] in self._forms:
            self.open(str(was[0]), str(was[1]))

    def finish(self, form_key: str, subject: str) -> None:
        """Answered: the draft has served, the sheet goes."""
        self._drafts.pop(self._key(form_key, subject), None)
        self._remember()
        if self._subjects.get(form_key) == subject and form_key in self._sheets:
            self._fill(self._sheets[form_key], {})
            self._subjects.pop(form_key)
            if self._open == (form_key, subject):
                self._sheets[form_key].put_away()
                self._closed()

    def complain(self, form_key: str, subject: str, words: str) -> None:
        """Not done, and why."""
        if self._subjects.get(form_key) == subject and form_key in self._sheets:
            self._sheets[form_key].set_problem(words)

    def has_draft(self, form_key: str, subject: str) -> bool:
        """Whether something was typed about it."""
        return self._key(form_key, subject) in self._drafts

    # ---- inside ---------------------------------------------------------------------------------------------------

    @staticmethod
    def _key(form_key: str, subject: str) -> str:
        return f"{form_key}|{subject}"

    def _show(self, form_key: str, subject: str, fill: Mapping[str, Any], over: bool) -> DeskSheet:
        form = self._forms[form_key]
        sheet = self._sheets.get(form_key) or self._make(form)
        title, owner = form.about(subject)
        sheet.set_title(title)
        if self._subjects.get(form_key) != subject:
            sheet.set_problem("")
            self._subjects[form_key] = subject
            form.opened(sheet, subject)
            draft = self._drafts.get(self._key(form_key, subject))
            values = dict(fill) if draft is None else {**fill, **draft["values"], **(fill if over else {})}
            self._fill(sheet, values)
            since = datetime.fromisoformat(draft["since"]) if draft else self._now()
            sheet.set_owner(owner, since)
        elif over:
            sheet.set_values(dict(fill))
        self._open = (form_key, subject)
        self._save()
        return sheet

    def _make(self, form: Form) -> DeskSheet:
        sheet = self._sheets[form.key] = DeskSheet(self._stage, self._window, form.submit_text, self._area)
        sheet.setObjectName(f"sheet-{form.key}")
        form.build(sheet)
        sheet.settle()
        sheet.edited.connect(self._save)
        sheet.put_aside.connect(self._closed)
        sheet.submitted.connect(lambda values, f=form: self._submit(f, values))
        return sheet

    def _fill(self, sheet: DeskSheet, values: Mapping[str, Any]) -> None:
        self._filling = True
        sheet.clear()
        sheet.set_values(dict(values))
        self._filling = False

    def _submit(self, form: Form, values: Values) -> None:
        subject = self._subjects[form.key]
        self._sheets[form.key].set_pending()
        form.submit(subject, values, Reply(self, form.key, subject))

    def _hide(self) -> None:
        if self._open is not None:
            self._sheets[self._open[0]].put_away()
            self._sheets[self._open[0]].forget_secrets()
            self._open = None

    @Slot()
    def _closed(self) -> None:
        if self._open is not None:
            self._sheets[self._open[0]].forget_secrets()
        self._open = None
        self._remember()
        self.closed.emit()

    @Slot()
    def _save(self) -> None:
        if self._filling or self._open is None:
            return
        form_key, subject = self._open
        key = self._key(form_key, subject)
        since = self._drafts.get(key, {}).get("since") or self._now().isoformat()
        self._drafts[key] = {"values": self._sheets[form_key].draft(), "since": since}
        self._remember()

    def _remember(self) -> None:
        self._memory.put("drafts", {key: dict(draft) for key, draft in self._drafts.items()})
        self._memory.put("open_sheet", list(self._open) if self._open else None)
