"""In the sheet of a report: what it likely tells of again, why, and one key to put it there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from console.desk.hands import Hands
from console.domain.entities import Incident, Report
from console.models.likely import Likely
from console.models.picture import Change
from widgets.shortcuts import KeyButton, make_action

MERGE_KEY = "Ctrl+B"
SHOWN = 3


class RepeatNotice(QFrame):
    """Hidden while nothing is likely; it follows what arrives and never takes the focus."""

    def __init__(self, hands: Hands, likely: Likely, merge: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hands, self._likely, self._merge = hands, likely, merge
        self._report_id = ""
        self.words = QLabel()
        self.words.setWordWrap(True)
        self._action = make_action(self, self.tr("并入"), MERGE_KEY, Qt.ShortcutContext.WindowShortcut)
        self._action.triggered.connect(self._asked)
        self._action.setEnabled(False)
        self._button = KeyButton(hands.stage, self._action)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.words)
        box.addWidget(self._button)
        self.hide()
        hands.picture.changed.connect(self._follow)

    def show_report(self, report_id: str) -> None:
        """Which report the sheet is about, "" for none."""
        self._report_id = report_id
        self._tell()

    @Slot()
    def _asked(self) -> None:
        if self._report_id:
            self._merge(self._report_id)

    @Slot(object)
    def _follow(self, change: Change) -> None:
        if self._report_id and (change.reset or Report in change.ids or Incident in change.ids):
            self._tell()

    def _tell(self) -> None:
        report = self._hands.picture.find(Report, self._report_id)
        found = self._likely.of(report) if report is not None else ()
        best = self._likely.best_incident(report) if report is not None else None
        lines = [f"▲ {self.tr('可能重复')}", *(f"· {self._likely.told(like)}" for like in found[:SHOWN])]
        self.words.setText("\n".join(lines))
        self._action.setEnabled(best is not None)
        if best is not None:
            self._action.setText(self.tr("并入「{0}」").format(best.title))
        self._button.setVisible(best is not None)
        self.setVisible(bool(found))
