"""What a dispatcher only supposes about an incident to see what would be recommended then, and what he ticked by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QCoreApplication

from console.domain.rules.recommend import WhatIf
from console.domain.rules.run_cards import CardLine
from console.models import advice_words

tr = QCoreApplication.translate


@dataclass
class Supposed:
    """Forces taken away, forces taken for free, more or less of a capability; ``ticks`` are no supposition but the person's choice."""

    without: set[str] = field(default_factory=set)
    free: set[str] = field(default_factory=set)
    more: dict[str, int] = field(default_factory=dict)
    ticks: dict[str, bool] = field(default_factory=dict)

    def what_if(self) -> WhatIf:
        """As the rules take it."""
        return WhatIf(without=frozenset(self.without), free=frozenset(self.free))

    def lines(self, lines: Sequence[CardLine]) -> tuple[CardLine, ...]:
        """The lines of a card with what is wanted more or less of them."""
        counted = (replace(line, count=line.count + self.more.get(line.capability, 0)) for line in lines)
        return tuple(line for line in counted if line.count > 0)

    def take_away(self, force_id: str) -> None:
        """Without this force; once more: with it."""
        self.without ^= {force_id}
        self.free.discard(force_id)

    def set_free(self, force_id: str) -> None:
        """As if it were free; once more: as it is."""
        self.free ^= {force_id}
        self.without.discard(force_id)

    def count(self, capability: str, step: int) -> None:
        """One more or one less of a capability."""
        count = self.more.pop(capability, 0) + step
        if count:
            self.more[capability] = count

    def words(self, names: Callable[[set[str]], str], other_case: bool) -> str:
        """All of it in one line, "" for nothing."""
        parts = []
        if self.without:
            parts.append(tr("advice", "不用 {0}").format(names(self.without)))
        if self.free:
            parts.append(tr("advice", "当作空闲 {0}").format(names(self.free)))
        parts += [f"{advice_words.capability(capability)} {count:+d}" for capability, count in sorted(self.more.items())]
        if other_case:
            parts.append(tr("advice", "类别或级别不同"))
        return tr("advice", "假设: {0} (Backspace 清除)").format("; ".join(parts)) if parts else ""
