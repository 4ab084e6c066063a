"""Lines of the timeline about incidents as a whole. ``n`` gives names for ids (see :mod:`console.models.timeline`)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication

from console.domain import facts
from console.domain.codes import ObjectiveState
from console.domain.facts import Body
from console.domain.rules.transfer import direction
from console.models import incident_words as said
from console.models import words

tr = QCoreApplication.translate
Line = tuple[type[Body], Callable[[Any, Any], str]]


def _released(b: facts.ReportReleased, n: Any) -> str:
    if b.lapsed:
        return tr("timeline", "{0} 受理超时, 接报退回队列: {1}").format(b.lapsed, n.report(b.report_id))
    return tr("timeline", "退回接报: {0}").format(n.report(b.report_id))


def _graded(b: facts.IncidentGraded, n: Any) -> str:
    text = tr("timeline", "定级 {0}, {1}").format(words.grade(b.grade), words.response(b.response))
    if b.basis:
        text = tr("timeline", "{0}, 依据: {1}").format(text, b.basis)
    return tr("timeline", "{0}, 决定人 {1}").format(text, b.decided_by) if b.decided_by else text


def _merged(b: facts.IncidentMerged, n: Any) -> str:
    text = tr("timeline", "「{0}」并入「{1}」").format(n.incident(b.incident_id), n.incident(b.into_id))
    if b.assignment_ids or b.order_ids:
        moved = tr("timeline", "{0} 支力量、{1} 条指令转入").format(len(b.assignment_ids), len(b.order_ids))
        return f"{text}, {moved}"
    return text


def _placed(b: facts.IncidentPlaced, n: Any) -> str:
    at = tr("timeline", "无坐标") if b.lat is None or b.lon is None else f"{b.lat:.5f}, {b.lon:.5f}"
    text = tr("timeline", "现场: {0}").format(at)
    if b.radius_m is not None:
        text = tr("timeline", "{0}, 半径 {1:g} m").format(text, b.radius_m)
    return tr("timeline", "{0}, 归属「{1}」").format(text, n.incident(b.parent_id)) if b.parent_id else text


def _established(b: facts.CommandEstablished, n: Any) -> str:
    return tr("timeline", "设立{0}").format(said.commander(b.command))


def _transferred(b: facts.CommandTransferred, n: Any) -> str:
    old = n.command(b.from_id)
    way = said.direction(direction(old, b.command)) if old is not None else ""
    text = tr("timeline", "指挥移交: {0} → {1}").format(n.commander(b.from_id), said.commander(b.command))
    return f"{text} ({way})" if way else text


def _objective(b: facts.ObjectiveSet, n: Any) -> str:
    goal = b.objective
    text = tr("timeline", "目标 {0}: {1}").format(goal.number, goal.text)
    return tr("timeline", "{0}, 时限 {1}").format(text, words.local_time(goal.due_at)) if goal.due_at else text


def _objective_ended(b: facts.ObjectiveEnded, n: Any) -> str:
    reached = b.state is ObjectiveState.REACHED
    return (tr("timeline", "达成{0}") if reached else tr("timeline", "放弃{0}")).format(n.objective(b.objective_id))


def _need_changed(b: facts.NeedChanged, n: Any) -> str:
    what, unit = n.need(b.need_id)
    figures = f"{said.amount(b.met)} / {said.amount(b.wanted)} {unit}".strip()
    return tr("timeline", "需求 {0}: {1}, {2}").format(what, figures, said.need_state(b.state))


def _period(b: facts.PeriodOpened, n: Any) -> str:
    until = words.local_time(b.period.ends_at)
    return tr("timeline", "作战阶段 {0} 开始, 至 {1}: {2}").format(b.period.number, until, b.period.aims)


def _support(b: facts.SupportAsked, n: Any) -> str:
    asked = b.request
    return tr("timeline", "{0} ({1}): {2}").format(said.support_direction(asked.direction), asked.party, asked.what)


def _support_answered(b: facts.SupportAnswered, n: Any) -> str:
    return tr("timeline", "{0}{1}: {2}").format(n.support(b.request_id), said.support_state(b.state), b.words)


def _sectors(b: facts.SectorsSet, n: Any) -> str:
    groups = "、".join(f"{said.sector(group)} {group.minimum}–{group.maximum}" for group in b.sectors)
    return tr("timeline", "工作组: {0}").format(groups)


LINES: tuple[Line, ...] = (
    (facts.ReportReleased, _released),
    (facts.ReportMerged, lambda b, n: tr("timeline", "接报并入: {0}").format(n.report_told(b.report_id))),
    (facts.IncidentGraded, _graded),
    (facts.IncidentReopened, lambda b, n: tr("timeline", "重开: {0}").format(n.incident(b.incident_id))),
    (facts.IncidentMerged, _merged),
    (
        facts.IncidentLinked,
        lambda b, n: tr("timeline", "关联「{0}」与「{1}」: {2}").format(
            n.incident(b.link.first_id), n.incident(b.link.second_id), b.link.why
        ),
    ),
    (facts.IncidentUnlinked, lambda b, n: tr("timeline", "解除关联 {0}").format(n.link(b.link_id))),
    (facts.IncidentPlaced, _placed),
    (facts.CommandEstablished, _established),
    (facts.CommandTransferred, _transferred),
    (facts.SectorsSet, _sectors),
    (facts.ObjectiveSet, _objective),
    (facts.ObjectiveEnded, _objective_ended),
    (
        facts.NeedStated,
        lambda b, n: tr("timeline", "需求: {0} {1}").format(b.need.what, said.need_figures(b.need)),
    ),
    (facts.NeedChanged, _need_changed),
    (facts.PeriodOpened, _period),
    (facts.PeriodEnded, lambda b, n: tr("timeline", "作战阶段 {0} 结束").format(n.period(b.period_id))),
    (facts.SupportAsked, _support),
    (facts.SupportAnswered, _support_answered),
)
