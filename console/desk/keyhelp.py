"""F1 at the desk: the keys of the part that has the focus, then those of the window by topic."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QApplication, QWidget

from console.desk.actions import Deed
from console.desk.parts.base import Part
from widgets.help import HelpOverlay, Section, keys_here
from widgets.shortcuts import key_text
from widgets.stage import Stage


class DeskHelp(HelpOverlay):
    """In as many columns as the window is wide, so that every key is in sight."""

    def __init__(self, stage: Stage, window: QWidget, deeds: Sequence[Deed], topics: Sequence[tuple[str, Sequence[Part]]]) -> None:
        super().__init__(stage, window)
        self._deeds = tuple(deeds)
        self._topics = {deed.id: title for title, parts in topics for part in parts for deed in part.deeds()}

    def toggle(self) -> None:
        if self.isVisible():
            self.put_away()
            return
        window = self.parentWidget()
        here = keys_here(QApplication.focusWidget(), window, "")
        self._sections = [section for section in here if section[0]] + self._of_window()
        self.open()

    def _of_window(self) -> list[Section]:
        sections: dict[str, list[tuple[str, str]]] = {title: [] for title in self._topics.values()}
        for deed in self._deeds:
            if deed.key:
                sections.setdefault(self._topic(deed.id), []).append((key_text(deed.key), deed.text))
        return list(sections.items())

    def _topic(self, id: str) -> str:
        if id.startswith("panel_"):
            return self.tr("面板")
        if id.startswith("phrase_"):
            return self.tr("指令短语")
        return self._topics.get(id, self.tr("席位与画面"))
