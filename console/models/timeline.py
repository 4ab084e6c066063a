"""The journal in words: one line of Chinese a fact. Those of one incident as a table stand in :mod:`console.models.story`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication

from console.domain import facts
from console.domain.codes import DeviceRole
from console.domain.entities import (
    Alarm,
    Assignment,
    Command,
    Delivery,
    Device,
    Force,
    ForceRequest,
    Grant,
    Incident,
    IncidentLink,
    Mayday,
    Need,
    Objective,
    OperationalPeriod,
    Order,
    ParAnswer,
    Presence,
    Report,
    Reservation,
    Sector,
    SupportRequest,
    Warning,
)
from console.domain.facts import Body, Fact
from console.models import advice_told, device_words, holding_words, incident_words, order_words, wire_words, words
from console.models.incident_lines import LINES
from console.models.picture import Picture
from widgets.roles import Glyph

tr = QCoreApplication.translate
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
        return self._name(Sector, id, incident_words.sector) if id else tr("timeline", "未分组")

    def alarm(self, id: str | None) -> str:
        return self._name(Alarm, id, alarm_words)

    def said(self, alarm: Alarm) -> str:
        """By the name that its device has got meanwhile, where the alarm is still held."""
        return alarm_words(self._picture.find(Alarm, alarm.id) or alarm)

    def report(self, id: str | None) -> str:
        return self._name(Report, id, report_words)

    def report_told(self, id: str | None) -> str:
        """The report with the words of who told it."""
        return self._name(Report, id, lambda r: f"{report_words(r)} {r.text}".strip())

    def command(self, id: str | None) -> Command | None:
        return self._picture.find(Command, id)

    def objective(self, id: str | None) -> str:
        return self._name(Objective, id, lambda o: tr("timeline", "目标 {0}: {1}").format(o.number, o.text))

    def need(self, id: str | None) -> tuple[str, str]:
        """What it is, and its unit."""
        need = self._picture.find(Need, id)
        return (need.what, need.unit) if need is not None else ("–", "")

    def period(self, id: str | None) -> str:
        return self._name(OperationalPeriod, id, lambda p: str(p.number))

    def support(self, id: str | None) -> str:
        return self._name(
            SupportRequest, id, lambda s: f"{incident_words.support_direction(s.direction)} ({s.party}) {s.what} "
        )

    def link(self, id: str | None) -> str:
        both = tr("timeline", "「{0}」与「{1}」")
        return self._name(IncidentLink, id, lambda one: both.format(self.incident(one.first_id), self.incident(one.second_id)))

    def order(self, id: str | None) -> str:
        return self._name(Order, id, lambda o: tr("timeline", "指令 {0} → {1}").format(o.number, self.addressee(o)))

    def addressee(self, order: Order) -> str:
        return order_words.addressee(order, self._picture)

    def answered(self, id: str | None) -> str:
        return self._name(ParAnswer, id, lambda a: self.force(a.force_id))

    def mayday(self, id: str | None) -> str:
        return self._name(Mayday, id, lambda m: self.force(m.force_id))

    def assignment(self, id: str | None) -> str:
        return self._name(Assignment, id, lambda a: self.force(a.force_id))

    def commander(self, id: str | None) -> str:
        return self._name(Command, id, lambda c: c.commander)

    def warning(self, id: str | None) -> str:
        return self._name(Warning, id, lambda w: tr("timeline", "广播「{0}」").format(w.text))

    def delivery(self, id: str | None) -> str:
        return self._name(Delivery, id, lambda d: f"{words.channel(d.channel)} {d.label}")

    def requested(self, id: str | None) -> str:
        return self._name(ForceRequest, id, lambda r: self.force(r.force_id))

    def reservation(self, id: str | None) -> Reservation | None:
        return self._picture.find(Reservation, id)

    def device(self, id: str | None) -> str:
        return self._name(Device, id, lambda d: d.name)

    def speaker(self, body: facts.StatusReported) -> str:
        """The device that spoke; what it calls itself, while nobody has named it."""
        device = self._picture.find(Device, body.device_id)
        return device.name if device is not None and device.role is not DeviceRole.UNKNOWN else body.source

    def present(self, id: str | None) -> str:
        return self._name(Presence, id, lambda p: self.force(p.force_id) if p.force_id else self.device(p.device_id))

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
    _told(facts.AlarmRaised, lambda b, n: tr("timeline", "告警: {0}").format(n.said(b.alarm))),
    _told(facts.AlarmRepeated, lambda b, n: tr("timeline", "告警再次出现: {0}").format(n.alarm(b.alarm_id))),
    _told(facts.AlarmAcknowledged, lambda b, n: tr("timeline", "确认告警: {0}").format(n.alarm(b.alarm_id))),
    _told(facts.AlarmReturned, lambda b, n: tr("timeline", "告警恢复: {0}").format(n.alarm(b.alarm_id))),
    _told(facts.DeviceRegistered, lambda b, n: device_words.registered(b)),
    _told(facts.DeviceNamed, lambda b, n: device_words.named(b, n.force)),
    _told(facts.ThresholdSet, lambda b, n: _threshold(b)),
    _told(facts.StatusReported, lambda b, n: tr("timeline", "{0} 报告: {1}").format(n.speaker(b), b.text or b.what)),
    _told(facts.WireChanged, lambda b, n: wire_words.wire_changed(b)),
    _told(facts.WireSettingsChanged, lambda b, n: wire_words.settings_changed(b)),
)


def _threshold(body: facts.ThresholdSet) -> str:
    limit = body.threshold
    return tr("timeline", "设置限值: {0} {1:g} {2}").format(words.element(limit.element), limit.limit, limit.unit)


_INCIDENTS = (
    _told(facts.ReportReceived, lambda b, n: tr("timeline", "接报: {0} {1}").format(report_words(b.report), b.report.text).strip()),
    _told(facts.ReportClaimed, lambda b, n: tr("timeline", "{0} 受理接报: {1}").format(b.by, n.report(b.report_id))),
    _told(facts.ReportDiscarded, lambda b, n: tr("timeline", "排除接报: {0}").format(n.report(b.report_id))),
    _told(facts.IncidentOpened, lambda b, n: tr("timeline", "立案 {0}: {1}").format(b.incident.number, b.incident.title)),
    _told(facts.IncidentClosed, lambda b, n: tr("timeline", "结案: {0}").format(n.incident(b.incident_id))),
    _told(facts.LogWritten, lambda b, n: tr("timeline", "记录: {0}").format(b.entry.text)),
)


_COMMAND = (
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
        facts.CommitmentRefused,
        lambda b, n: tr("timeline", "派遣 {0} 被拒: 已派往「{1}」").format(n.force(b.force_id), n.incident(b.holder_incident_id)),
    ),
    *order_words.LINES,
    *holding_words.LINES,
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


_WORDS: Mapping[type[Body], Callable[[Any, _Names], str]] = dict(
    (*_ALARMS, *_INCIDENTS, *LINES, *_COMMAND, *_PLANS, *_WARNINGS, *_PEOPLE)
)

def glyph_of(body: Body) -> tuple[Glyph, str]:
    """The mark of a line and its colour."""
    return _GLYPHS.get(type(body), (Glyph.RING, "dim"))


_GLYPHS: Mapping[type[Body], tuple[Glyph, str]] = {
    facts.IncidentOpened: (Glyph.SQUARE, "text"),
    facts.IncidentGraded: (Glyph.SQUARE, "text"),
    facts.IncidentClosed: (Glyph.TICK, "ok"),
    facts.IncidentReopened: (Glyph.SQUARE, "text"),
    facts.IncidentMerged: (Glyph.SQUARE, "text"),
    facts.ReportMerged: (Glyph.RING, "live"),
    facts.NeedStated: (Glyph.HALF, "text"),
    facts.ObjectiveSet: (Glyph.HALF, "text"),
    facts.SupportAsked: (Glyph.ARROW, "text"),
    facts.CommandEstablished: (Glyph.BAR, "live"),
    facts.CommandTransferred: (Glyph.BAR, "live"),
    facts.CommitmentRefused: (Glyph.CROSS, "text"),
    **order_words.GLYPHS,
    **holding_words.GLYPHS,
    facts.ForceAssigned: (Glyph.ARROW, "text"),
    facts.LogWritten: (Glyph.DASH, "text"),
}
