"""Towns that were left without anybody (A12): said across the head when it happens, and in the head of the force board while it lasts."""

from __future__ import annotations

from PySide6.QtCore import Slot

from console.desk.parts.base import Part, Tools
from console.models import advice_words
from console.models.coverage import Coverage
from widgets.banner import Notice
from widgets.roles import Severity

KEY = "uncovered"


class TownsPart(Part):
    """Watches; nothing here takes the keyboard from anybody."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.coverage = Coverage(self.picture, self)
        self.coverage.changed.connect(self._changed)

    def note(self) -> str:
        """For the head of the force board, "" where every town has somebody."""
        towns = self.coverage.towns()
        return advice_words.towns(towns) if towns else ""

    @Slot(object, object)
    def _changed(self, towns: tuple[str, ...], fresh: tuple[str, ...]) -> None:
        if not towns:
            self.tools.banner.withdraw(KEY)
        elif fresh:
            advice = self.tr("选中用兵的事件, 推荐派遣中有移防建议 (Ctrl+R)")
            notice = Notice(KEY, Severity.YELLOW, advice_words.towns(towns), advice, since=self.hands.stage.now())
            self.tools.banner.show_notice(notice)
