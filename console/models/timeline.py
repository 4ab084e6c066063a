"""The journal in words: one line of Chinese a fact, and the lines of one incident as a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt, Slot

from console.domain import facts
from console.domain.entities import Alarm, Assignment, Command, Delivery, Entity, Force, Grant, Incident, Order, Report, Sector, Warning
from console.domain.facts import Body, Fact
from console.models import advice_told, words
from console.models.picture import Change, Picture
from widgets.roles import Glyph, Role

tr = QCoreApplication.translate
TEXT = int(Qt.ItemDataRole.DisplayRole)
Index = QModelIndex | QPersistentModelIndex
B = TypeVar("B", bound=Body)


def line_of(fact: Fact, picture: Picture) -> str:
    """What a fact says, in words; who and when stand beside it. A kind without words of its own is told by its code."""
    say = _WORDS.get(type(fact.body))
    text = say(fact.body, _Names(picture)) if say else fact.body.kind
    reason = fact.why.strip()
    return tr("timeline", "{0} – {1}").format(text, reason) if reason and reason not in text else text


def who_of(fact: Fact) -> str:
    """Who did it at which seat; the hall's own machinery is called 系统."""
    if fact.who in ("gateway", ""):
        return tr("timeline", "系统")
    return fact.who if fact.seat in ("", fact.who) else f"{fact.who} · {fact.seat}"


class _Names:
    """Names of what a fact only has the id of."""

    def __init__(self, picture: Picture) -> None:
        self._picture = picture

    def force(self, id: str | None) -> str:
        return self._name(Force, id, lambda f: f.name)

    def incident(self, id: str | None) -> str:
        return self._name(Incident, id, lambda i: i.title)

    def sector(self, id: str | None) -> str:
        return self._name(Sector, id, lambda s: words.sector(s.kind)) if id else tr("timeline", "未分组")

    def alarm(self, id: str | None) -> str:
        return self._name(Alarm, id, alarm_words)

    def report(self, id: str | None) -> str:
        return self._name(Report, id, report_words)

    def order(self, id: str | None) -> str:
        return self._name(Order, id, lambda o: tr("timeline", "指令 {0} → {1}").format(o.number, self.force(o.force_id)))

    def assignment(self, id: str | None) -> str:
        return self._name(Assignment, id, lambda a: self.force(a.force_id))

    def commander(self, id: str | None) -> str:
        return self._name(Command, id, lambda c: c.commander)

    def warning(self, id: str | None) -> str:
        return self._name(Warning, id, lambda w: tr("timeline", "广播「{0}」").format(w.text))

    def delivery(self, id: str | None) -> str:
        return self._name(Delivery, id, lambda d: f"{words.channel(d.channel)} {d.label}")

    def grant(self, id: str | None) -> str:
        return self._name(Grant, id, lambda g: f"{g.account} {words.role(g.role)}")

    def _name(self, kind: type[Any], id: str | None, name: Callable[[Any], str]) -> str:
        found = self._picture.find(kind, id)
        return name(found) if found is not None else "–"


def alarm_words(alarm: Alarm) -> str:
    """What an alarm says, without its place."""
    if alarm.event == "threshold":
        element, _, limit = alarm.text.partition(">")
        shown = f"{alarm.value:g}" if alarm.value is not None else "–"
        said = tr("timeline", "{0} {1} {2}, 限值 {3}").format(words.element(element), shown, alarm.unit or "", limit)
    else:
        said = f"{words.alarm_event(alarm.event)} {alarm.text}".strip()
    return f"{alarm.label} {said}".strip()


def report_words(report: Report) -> str:
    """A report in one line."""
    place = report.place or tr("timeline", "地点不明")
    return f"{words.report_source(report.source)} {words.incident_kind(report.kind)} {place}"


def _told(kind: type[B], say: Callable[[B, _Names], str]) -> tuple[type[Body], Callable[[Any, _Names], str]]:
    return kind, say


_ALARMS = (
    _told(facts.AlarmRaised, lambda b, n: tr("timeline", "告警: {0}").format(alarm_words(b.alarm))),
    _told(facts.AlarmRepeated, lambda b, n: tr("timeline", "告警再次出现: {0}").format(n.alarm(b.alarm_id))),
    _told(facts.AlarmAcknowledged, lambda b, n: tr("timeline", "确认告警: {0}").format(n.alarm(b.alarm_id))),
    _told(facts.AlarmReturned, lambda b, n: tr("timeline", "告警恢复: {0}").format(n.alarm(b.alarm_id))),
    _told(facts.DeviceRegistered, lambda b, n: tr("timeline", "登记设备: {0}").format(b.device.name)),
    _told(facts.ThresholdSet, lambda b, n: _threshold(b)),
    _told(facts.StatusReported, lambda b, n: tr("timeline", "{0} 报告: {1}").format(b.source, b.text or b.what)),
    _told(facts.WireChanged, lambda b, n: _wire(b)),
)


def _threshold(body: facts.ThresholdSet) -> str:
    limit = body.threshold
    return tr("timeline", "设置限值: {0} {1:g} {2}").format(words.element(limit.element), limit.limit, limit.unit)


def _wire(body: facts.WireChanged) -> str:
    hung = "、".join(body.devices)
    if body.state == "dead":
        text = tr("timeline", "线路 {0} 中断").format(body.wire)
        return tr("timeline", "{0}, 所挂: {1}").format(text, hung) if hung else text
    return tr("timeline", "线路 {0} 恢复").format(body.wire)


_INCIDENTS = (
    _told(facts.ReportReceived, lambda b, n: tr("timeline", "接报: {0} {1}").format(report_words(b.report), b.report.text).strip()),
    _told(facts.ReportClaimed, lambda b, n: tr("timeline", "{0} 受理接报: {1}").format(b.by, n.report(b.report_id))),
    _told(facts.ReportReleased, lambda b, n: tr("timeline", "退回接报: {0}").format(n.report(b.report_id))),
    _told(facts.ReportDiscarded, lambda b, n: tr("timeline", "排除接报: {0}").format(n.report(b.report_id))),
    _told(facts.IncidentOpened, lambda b, n: tr("timeline", "立案 {0}: {1}").format(b.incident.number, b.incident.title)),
    _told(facts.IncidentGraded, lambda b, n: _graded(b)),
    _told(facts.IncidentClosed, lambda b, n: tr("timeline", "结案: {0}").format(n.incident(b.incident_id))),
    _told(facts.LogWritten, lambda b, n: tr("timeline", "记录: {0}").format(b.entry.text)),
)


def _graded(body: facts.IncidentGraded) -> str:
    return tr("timeline", "定级 {0}, {1}, 依据: {2}").format(words.grade(body.grade), words.response(body.response), body.basis)


_COMMAND = (
    _told(
        facts.CommandEstablished,
        lambda b, n: tr("timeline", "设立{0}指挥部, 指挥长 {1}").format(words.command_level(b.command.level), b.command.commander),
    ),
    _told(
        facts.CommandTransferred,
        lambda b, n: tr("timeline", "指挥移交: {0} → {1} ({2})").format(
            n.commander(b.from_id), b.command.commander, words.command_level(b.command.level)
        ),
    ),
    _told(facts.CommandClosed, lambda b, n: tr("timeline", "撤销指挥部, 指挥长 {0}").format(n.commander(b.command_id))),
    _told(facts.ForceRegistered, lambda b, n: tr("timeline", "登记力量: {0}").format(b.force.name)),
    _told(facts.ForceDutyChanged, lambda b, n: tr("timeline", "{0} 转为{1}").format(n.force(b.force_id), words.force_duty(b.duty))),
    _told(
        facts.ForceAssigned,
        lambda b, n: tr("timeline", "派遣 {0} → {1}").format(n.force(b.assignment.force_id), n.sector(b.assignment.sector_id)),
    ),
    _told(
        facts.AssignmentMoved,
        lambda b, n: tr("timeline", "{0} 调入 {1}").format(n.assignment(b.assignment_id), n.sector(b.sector_id)),
    ),
    _told(
        facts.AssignmentStatusChanged,
        lambda b, n: tr("timeline", "{0} {1}").format(n.force(b.force_id), words.assignment_status(b.status)),
    ),
    _told(
        facts.CommitmentRefused,
        lambda b, n: tr("timeline", "派遣 {0} 被拒: 已派往「{1}」").format(n.force(b.force_id), n.incident(b.holder_incident_id)),
    ),
    _told(
        facts.OrderIssued,
        lambda b, n: tr("timeline", "指令 {0} → {1}: {2}").format(b.order.number, n.force(b.order.force_id), b.order.text),
    ),
    _told(facts.OrderStateChanged, lambda b, n: f"{n.order(b.order_id)} {words.order_state(b.state)}"),
    _told(facts.OrderOverdue, lambda b, n: tr("timeline", "{0} 超时未签收").format(n.order(b.order_id))),
)
_PLANS = (
    _told(facts.RunCardSet, lambda b, n: advice_told.card_set(b)),
    _told(facts.ForceSuppliesReported, lambda b, n: advice_told.supplies(b, n.force)),
    _told(facts.RecommendationKept, lambda b, n: advice_told.recommendation(b, n.force)),
)
_WARNINGS = (
    _told(
        facts.WarningPrepared,
        lambda b, n: tr("timeline", "编制广播「{0}」, 范围 {1}").format(b.warning.text, "、".join(b.warning.area)),
    ),
    _told(
        facts.WarningReleased,
        lambda b, n: tr("timeline", "{0} 放行{1}, {2} 个对象").format(b.released_by, n.warning(b.warning_id), len(b.deliveries)),
    ),
    _told(facts.WarningEnded, lambda b, n: f"{n.warning(b.warning_id)} {words.warning_state(b.state)}"),
    _told(facts.DeliveryAdvanced, lambda b, n: f"{n.delivery(b.delivery_id)} {words.delivery_state(b.state)}"),
    _told(
        facts.TransmissionRecorded,
        lambda b, n: tr("timeline", "{0} 录音 {1:.1f} s").format(b.recording.channel, b.recording.duration_s),
    ),
)
_PEOPLE = (
    _told(facts.HallFounded, lambda b, n: tr("timeline", "建立大厅")),
    _told(facts.AccountChanged, lambda b, n: _account(b)),
    _told(facts.SignedIn, lambda b, n: tr("timeline", "{0} 入席").format(b.name)),
    _told(facts.SignInFailed, lambda b, n: tr("timeline", "{0} 登录失败").format(b.name)),
    _told(facts.SettingChanged, lambda b, n: tr("timeline", "设置 {0} = {1}").format(b.key, b.value)),
    _told(facts.GrantGiven, lambda b, n: _granted(b.grant)),
    _told(facts.GrantEnded, lambda b, n: tr("timeline", "授权结束: {0}").format(n.grant(b.grant_id))),
    _told(facts.SeatLocked, lambda b, n: _locked(b)),
    _told(facts.SeatUnlocked, lambda b, n: tr("timeline", "{0} 解锁席位").format(b.name)),
)


def _account(body: facts.AccountChanged) -> str:
    what = {
        "added": tr("timeline", "新建账号 {0} ({1})"),
        "passphrase": tr("timeline", "账号 {0} ({1}) 更换口令"),
        "enabled": tr("timeline", "启用账号 {0} ({1})"),
        "disabled": tr("timeline", "停用账号 {0} ({1})"),
        "role": tr("timeline", "账号 {0} 改任{1}"),
    }.get(body.change, tr("timeline", "账号 {0} ({1}) 变更"))
    return what.format(body.name, words.role(body.role))


def _granted(grant: Grant) -> str:
    until = words.local_time(grant.until)
    return tr("timeline", "授权 {0} 代行{1}至 {2}").format(grant.account, words.role(grant.role), until)


def _locked(body: facts.SeatLocked) -> str:
    text = tr("timeline", "席位久无操作, 自动锁定 ({0})") if body.by_itself else tr("timeline", "{0} 锁定席位")
    return text.format(body.name)


_WORDS: Mapping[type[Body], Callable[[Any, _Names], str]] = dict((*_ALARMS, *_INCIDENTS, *_COMMAND, *_PLANS, *_WARNINGS, *_PEOPLE))

_GLYPHS: Mapping[type[Body], tuple[Glyph, str]] = {
    facts.IncidentOpened: (Glyph.SQUARE, "text"),
    facts.IncidentGraded: (Glyph.SQUARE, "text"),
    facts.IncidentClosed: (Glyph.TICK, "ok"),
    facts.CommandEstablished: (Glyph.BAR, "live"),
    facts.CommandTransferred: (Glyph.BAR, "live"),
    facts.CommitmentRefused: (Glyph.CROSS, "text"),
    facts.OrderIssued: (Glyph.ARROW, "live"),
    facts.OrderOverdue: (Glyph.CLOCK, "orange"),
    facts.ForceAssigned: (Glyph.ARROW, "text"),
    facts.LogWritten: (Glyph.DASH, "text"),
}


class TimelineTable(QAbstractTableModel):
    """Everything in the journal about one incident, the newest on top: time, who, what.

    Beside the facts that name the incident, those of the report and the alarm that it grew from belong to it.
    """

    def __init__(self, picture: Picture, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._picture = picture
        self._incident_id: str | None = None
        self._roots: frozenset[str] = frozenset()
        self._lines: list[Fact] = []
        picture.changed.connect(self._follow)

    def show_incident(self, incident_id: str | None) -> None:
        """Another incident."""
        if incident_id != self._incident_id:
            self._incident_id = incident_id
            self._fill()

    def load(self, older: tuple[Fact, ...]) -> None:
        """Lines of the incident from further back than this screen remembers."""
        known = {fact.seq for fact in self._lines}
        fresh = [fact for fact in older if fact.seq not in known and self._belongs(fact)]
        if fresh:
            self.beginResetModel()
            self._lines = sorted((*self._lines, *fresh), key=lambda fact: -fact.seq)
            self.endResetModel()

    def fact_at(self, row: int) -> Fact:
        """The fact in that row."""
        return self._lines[row]

    def _fill(self) -> None:
        self.beginResetModel()
        self._roots = self._grew_from()
        self._lines = [fact for fact in reversed(self._picture.facts) if self._belongs(fact)]
        self.endResetModel()

    def _grew_from(self) -> frozenset[str]:
        reports = self._picture.all(Report, lambda r: r.incident_id is not None and r.incident_id == self._incident_id)
        return frozenset({report.id for report in reports} | {report.alarm_id for report in reports if report.alarm_id})

    def _belongs(self, fact: Fact) -> bool:
        if self._incident_id is None:
            return False
        body = fact.body
        if body.timeline() == self._incident_id:
            return True
        if not self._roots:
            return False
        own = getattr(body, "report", None) or getattr(body, "alarm", None)
        ids = {getattr(body, "report_id", None), getattr(body, "alarm_id", None), own.id if isinstance(own, Entity) else None}
        return not self._roots.isdisjoint(ids)

    @Slot(object)
    def _follow(self, change: Change) -> None:
        if self._incident_id is None:
            return
        if change.reset or (Report in change.ids and self._grew_from() != self._roots):
            self._fill()
            return
        fresh = [fact for fact in reversed(change.facts) if self._belongs(fact)]
        if fresh:
            self.beginInsertRows(QModelIndex(), 0, len(fresh) - 1)
            self._lines[:0] = fresh
            self.endInsertRows()

    # ---- Qt -----------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else 3

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        fact = self._lines[index.row()]
        if role == Role.ID:
            return str(fact.seq)
        match index.column():
            case 0 if role == Role.TIME:
                return fact.at
            case 1:
                glyph, tone = _GLYPHS.get(type(fact.body), (Glyph.RING, "dim"))
                return {TEXT: line_of(fact, self._picture), Role.GLYPH: glyph, Role.TONE: tone}.get(role)
            case 2 if role == TEXT:
                return who_of(fact)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == TEXT and 0 <= section < 3:
            return (tr("timeline", "时间"), tr("timeline", "经过"), tr("timeline", "何人"))[section]
        return None


