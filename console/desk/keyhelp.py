"""F1 at the desk: the keys of the part that has the focus, then those of the window by what they are for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QApplication, QWidget

from console.desk.actions import Deed
from widgets.help import HelpOverlay, Section, keys_here
from widgets.shortcuts import key_text
from widgets.stage import Stage


class DeskHelp(HelpOverlay):
    """In as many columns as the window is wide, so that every key is in sight."""

    def __init__(self, stage: Stage, window: QWidget, deeds: Sequence[Deed]) -> None:
        super().__init__(stage, window)
        self._deeds = tuple(deeds)

    def toggle(self) -> None:
        if self.isVisible():
            self.put_away()
            return
        window = self.parentWidget()
        here = keys_here(QApplication.focusWidget(), window, "")
        self._sections = [section for section in here if section[0]] + self._of_window()
        self.open()

    def _of_window(self) -> list[Section]:
        groups = (
            (self.tr("操作"), lambda id: not id.startswith(("panel_", "phrase_"))),
            (self.tr("面板"), lambda id: id.startswith("panel_")),
            (self.tr("指令短语"), lambda id: id.startswith("phrase_")),
        )
        return [
            (title, [(key_text(deed.key), deed.text) for deed in self._deeds if deed.key and wanted(deed.id)])
            for title, wanted in groups
        ]
