"""Everything in the journal about one incident as a table, the newest on top: filtered by what it is about and by words, and with jumps.

The lines are kept newest first and never walked as a whole while facts arrive: a line costs its own insertion, a view paints what it
shows. A filter looks at each line once and remembers its words.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal, Slot

from console.domain import facts
from console.domain.entities import Entity, Incident, Report
from console.domain.facts import Body, Fact
from console.models.picture import Change, Picture
from console.models.timeline import glyph_of, line_of, who_of
from widgets.roles import Role

tr = QCoreApplication.translate
TEXT = int(Qt.ItemDataRole.DisplayRole)
Index = QModelIndex | QPersistentModelIndex


class Topic(StrEnum):
    """What a line is about."""

    ALL = "all"
    ORDERS = "orders"
    FORCES = "forces"
    COMMAND = "command"
    REPORTS = "reports"
    SAFETY = "safety"
    WARNINGS = "warnings"
    LOG = "log"


_OF_ROOM = {
    "alarms": Topic.REPORTS,
    "command": Topic.FORCES,
    "holding": Topic.FORCES,
    "incidents": Topic.COMMAND,
    "plans": Topic.COMMAND,
    "safety": Topic.SAFETY,
    "warnings": Topic.WARNINGS,
}
_OF_KIND = {
    facts.CommandEstablished: Topic.COMMAND,
    facts.CommandTransferred: Topic.COMMAND,
    facts.CommandClosed: Topic.COMMAND,
    facts.SectorsSet: Topic.COMMAND,
    facts.LogWritten: Topic.LOG,
}


def topic_of(body: Body) -> Topic:
    """By the kind of fact; what has no topic of its own is found under ALL."""
    kind = type(body)
    if kind in _OF_KIND:
        return _OF_KIND[kind]
    if kind.__name__.startswith("Order"):
        return Topic.ORDERS
    if kind.__name__.startswith("Report"):
        return Topic.REPORTS
    return _OF_ROOM.get(kind.__module__.rpartition(".")[2], Topic.ALL)


def topic_words(topic: Topic) -> str:
    """A topic as people call it."""
    return {
        Topic.ALL: tr("timeline", "全部"),
        Topic.ORDERS: tr("timeline", "指令"),
        Topic.FORCES: tr("timeline", "力量"),
        Topic.COMMAND: tr("timeline", "指挥"),
        Topic.REPORTS: tr("timeline", "接报告警"),
        Topic.SAFETY: tr("timeline", "安全"),
        Topic.WARNINGS: tr("timeline", "广播"),
        Topic.LOG: tr("timeline", "记录"),
    }[topic]


class TimelineTable(QAbstractTableModel):
    """Everything in the journal about one incident: time, who, what.

    Beside the facts that name the incident, those of the reports and alarms that it grew from belong to it, and all that was told of
    incidents that were merged into it.

    Signals:
        counted: other numbers of lines, shown or not.
    """

    counted = Signal()

    def __init__(self, picture: Picture, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._picture = picture
        self._incident_id: str | None = None
        self._ids: frozenset[str] = frozenset()
        self._roots: frozenset[str] = frozenset()
        self._lines: list[Fact] = []
        self._known: set[int] = set()
        self._shown: list[Fact] = []
        self._topic = Topic.ALL
        self._words: tuple[str, ...] = ()
        self._texts: dict[int, str] = {}
        picture.changed.connect(self._follow)

    def show_incident(self, incident_id: str | None) -> None:
        """Another incident."""
        if incident_id != self._incident_id:
            self._incident_id = incident_id
            self._fill()

    def incident_ids(self) -> tuple[str, ...]:
        """The incident and those that were merged into it: whose lines are wanted from the journal."""
        return tuple(sorted(self._ids))

    def load(self, older: Iterable[Fact]) -> None:
        """Lines of the incident from further back than this screen remembers."""
        fresh = {fact.seq: fact for fact in older if fact.seq not in self._known and self._belongs(fact)}
        if fresh:
            self._lines = sorted((*self._lines, *fresh.values()), key=lambda fact: -fact.seq)
            self._known.update(fresh)
            self._choose()

    def set_filter(self, topic: Topic, words: str) -> None:
        """Only lines about that, which hold all of these words."""
        wanted = tuple(words.lower().split())
        if (topic, wanted) != (self._topic, self._words):
            self._topic, self._words = topic, wanted
            self._choose()

    def counts(self) -> tuple[int, int]:
        """How many lines are shown, and of how many."""
        return len(self._shown), len(self._lines)

    def fact_at(self, row: int) -> Fact:
        """The fact in that row."""
        return self._shown[row]

    # ---- jumps --------------------------------------------------------------------------------------------------------

    def row_at(self, moment: datetime) -> int:
        """The last line at or before a moment, the first line where there is none; -1 for an empty table."""
        low, high = 0, len(self._shown)
        while low < high:  # the newest stand on top
            middle = (low + high) // 2
            if self._shown[middle].at > moment:
                low = middle + 1
            else:
                high = middle
        return min(low, len(self._shown) - 1)

    def moment_of(self, hour: int, minute: int, second: int = 59) -> datetime | None:
        """The latest moment of that time of day that this timeline reaches; None for an empty one."""
        if not self._shown:
            return None
        newest = self._shown[0].at.astimezone()
        moment = newest.replace(hour=hour, minute=minute, second=second, microsecond=999_999)
        return moment if moment.replace(second=0, microsecond=0) <= newest else moment - timedelta(days=1)

    def next_alike(self, row: int, step: int) -> int:
        """The next line about the same topic as that in ``row``, older (1) or newer (-1); -1 for none."""
        if not 0 <= row < len(self._shown):
            return -1
        wanted = topic_of(self._shown[row].body)
        row += step
        while 0 <= row < len(self._shown):
            if topic_of(self._shown[row].body) is wanted:
                return row
            row += step
        return -1

    # ---- inside -------------------------------------------------------------------------------------------------------

    def _fill(self) -> None:
        self._ids, self._roots = self._family(), frozenset()
        self._roots = self._grew_from()
        self._texts.clear()
        self._lines = [fact for fact in reversed(self._picture.facts) if self._belongs(fact)]
        self._known = {fact.seq for fact in self._lines}
        self._choose()

    def _choose(self) -> None:
        self.beginResetModel()
        self._shown = [fact for fact in self._lines if self._wanted(fact)]
        self.endResetModel()
        self.counted.emit()

    def _wanted(self, fact: Fact) -> bool:
        if self._topic is not Topic.ALL and topic_of(fact.body) is not self._topic:
            return False
        if not self._words:
            return True
        text = self._texts.get(fact.seq)
        if text is None:
            text = self._texts[fact.seq] = f"{line_of(fact, self._picture)} {who_of(fact)}".lower()
        return all(word in text for word in self._words)

    def _family(self) -> frozenset[str]:
        """The incident with all that were merged into it, and into those."""
        if self._incident_id is None:
            return frozenset()
        merged = self._picture.all(Incident, lambda i: i.merged_into is not None)
        found = {self._incident_id}
        while True:
            more = {one.id for one in merged if one.merged_into in found} - found
            if not more:
                return frozenset(found)
            found |= more

    def _grew_from(self) -> frozenset[str]:
        reports = self._picture.all(Report, lambda r: r.incident_id in self._ids)
        return frozenset({report.id for report in reports} | {report.alarm_id for report in reports if report.alarm_id})

    def _belongs(self, fact: Fact) -> bool:
        if self._incident_id is None:
            return False
        body = fact.body
        if body.timeline() in self._ids:
            return True
        if isinstance(body, facts.IncidentLinked | facts.IncidentMerged | facts.ForceHandedOver):
            far = {getattr(body, name, None) for name in ("into_id", "from_incident_id")}
            far |= {body.link.second_id} if isinstance(body, facts.IncidentLinked) else set()
            return not self._ids.isdisjoint(far)
        if not self._roots:
            return False
        own = getattr(body, "report", None) or getattr(body, "alarm", None)
        ids = {getattr(body, "report_id", None), getattr(body, "alarm_id", None), own.id if isinstance(own, Entity) else None}
        return not self._roots.isdisjoint(ids)

    @Slot(object)
    def _follow(self, change: Change) -> None:
        if self._incident_id is None:
            return
        grown = Report in change.ids and self._grew_from() != self._roots
        merged = Incident in change.ids and self._family() != self._ids
        if change.reset or grown or merged:
            older = () if change.reset else tuple(self._lines)  # what was read from further back stays
            self._fill()
            self.load(older)
            return
        fresh = [fact for fact in reversed(change.facts) if fact.seq not in self._known and self._belongs(fact)]
        if fresh and self._lines and fresh[-1].seq < self._lines[0].seq:
            self.load(fresh)  # the journal was read before the picture came as far
            return
        self._lines[:0] = fresh
        self._known.update(fact.seq for fact in fresh)
        shown = [fact for fact in fresh if self._wanted(fact)]
        if shown:
            self.beginInsertRows(QModelIndex(), 0, len(shown) - 1)
            self._shown[:0] = shown
            self.endInsertRows()
        if fresh:
            self.counted.emit()

    # ---- Qt -----------------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else 3

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        fact = self._shown[index.row()]
        if role == Role.ID:
            return str(fact.seq)
        match index.column():
            case 0 if role == Role.TIME:
                return fact.at
            case 1:
                glyph, tone = glyph_of(fact.body)
                return {TEXT: line_of(fact, self._picture), Role.GLYPH: glyph, Role.TONE: tone}.get(role)
            case 2 if role == TEXT:
                return who_of(fact)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == TEXT and 0 <= section < 3:
            return (tr("timeline", "时间"), tr("timeline", "经过"), tr("timeline", "何人"))[section]
        return None
