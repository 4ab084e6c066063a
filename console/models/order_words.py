"""Orders, accountability checks and maydays in words: their codes, their lines of the timeline, and why the hall said no to them.

``n`` gives names for ids (see :mod:`console.models.timeline`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication

from console.domain import codes, facts
from console.domain.codes import MaydayStep, OrderState, ParAnswerState, ParState
from console.domain.entities import Force, Order
from console.domain.facts import Body
from console.domain.rules import orders as order_rules
from console.models import words
from console.models.picture import Picture
from widgets.roles import Glyph

tr = QCoreApplication.translate
Line = tuple[type[Body], Callable[[Any, Any], str]]


def addressee(order: Order, picture: Picture) -> str:
    """For whom an order is."""
    force = picture.find(Force, order.force_id)
    return force.name if force is not None else order.addressee or "–"


def deadline(order: Order) -> str:
    """What an order is waited for: its receipt or its being done; empty where nothing runs."""
    if order.state in order_rules.UNHEARD:
        return tr("orders", "签收")
    if order.done_by is not None and order.state not in order_rules.ENDED and order.state is not OrderState.DRAFTED:
        return tr("orders", "完成")
    return ""


def order_cause(code: str) -> str:
    """Why an order ended where no person took it back."""
    return {
        "force_released": tr("orders", "力量已归队"),
        "force_handed_over": tr("orders", "力量已转归另一指挥部"),
        "command_ended": tr("orders", "指挥部已撤销"),
    }.get(code, code)


def par_state(state: ParState) -> str:
    """How far a check is."""
    return {
        ParState.CALLING: tr("safety", "呼叫中"),
        ParState.RETRYING: tr("safety", "再次呼叫"),
        ParState.COMPLETE: tr("safety", "全部应答"),
        ParState.MISSED: tr("safety", "有力量未应答"),
        ParState.CANCELLED: tr("safety", "已取消"),
    }[state]


def par_answer(state: ParAnswerState) -> str:
    """One force in a check."""
    return {
        ParAnswerState.WAITING: tr("safety", "待应答"),
        ParAnswerState.ANSWERED: tr("safety", "已应答"),
        ParAnswerState.PROXY: tr("safety", "代答"),
        ParAnswerState.MISSED: tr("safety", "未应答"),
        ParAnswerState.LEFT: tr("safety", "已离场"),
    }[state]


def mayday_cause(cause: str) -> str:
    """Why a mayday was opened."""
    return {"par": tr("safety", "清点未应答"), "call": tr("safety", "呼救")}.get(cause, cause)


def mayday_step(step: MaydayStep) -> str:
    """What is done for a force in need."""
    return {
        MaydayStep.CALL_AGAIN: tr("safety", "再次呼叫"),
        MaydayStep.TELL_COMMANDER: tr("safety", "报告指挥长"),
        MaydayStep.CLEAR_CHANNEL: tr("safety", "清空信道, 其他力量静默"),
        MaydayStep.LAST_PLACE: tr("safety", "核实最后位置"),
        MaydayStep.SEND_RESCUE: tr("safety", "派出搜救力量"),
    }[step]


# ---- the timeline ------------------------------------------------------------------------------------------------------------------


def _issued(b: facts.OrderIssued, n: Any) -> str:
    told = tr("timeline", "指令 {0} → {1}: {2}").format(b.order.number, n.addressee(b.order), b.order.text)
    return tr("timeline", "{0} ({1})").format(told, words.channel(b.order.by)) if b.order.by is codes.Channel.PAPER else told


def _changed(b: facts.OrderStateChanged, n: Any) -> str:
    text = f"{n.order(b.order_id)} {words.order_state(b.state)}"
    return f"{text} – {order_cause(b.cause)}" if b.cause else text


def _overdue(b: facts.OrderOverdue, n: Any) -> str:
    if b.late == "done":
        return tr("timeline", "{0} 超时未完成").format(n.order(b.order_id))
    return tr("timeline", "{0} 超时未签收").format(n.order(b.order_id))


def _answered(b: facts.ParAnswered, n: Any) -> str:
    force = n.answered(b.answer_id)
    if b.state is ParAnswerState.LEFT:
        return tr("timeline", "{0} 已离场, 不再清点").format(force)
    if b.state is ParAnswerState.PROXY:
        text = tr("timeline", "清点: {0} 代 {1} 应答").format(b.by, force)
    else:
        text = tr("timeline", "清点: {0} 应答").format(force)
    if b.crew is not None:
        text = tr("timeline", "{0}, {1} 人").format(text, b.crew)
    return tr("timeline", "{0}: 「{1}」").format(text, b.words) if b.words else text


def _round(b: facts.ParRoundChanged, n: Any) -> str:
    if b.ended_at is None and b.retry_at is not None:
        return tr("timeline", "人员清点: 未应答的 {0} 再次呼叫").format(words.local_time(b.retry_at))
    return tr("timeline", "人员清点: {0}").format(par_state(b.state))


LINES: tuple[Line, ...] = (
    (facts.OrderDrafted, lambda b, n: tr("timeline", "拟写指令 {0} → {1}: {2}").format(b.order.number, n.addressee(b.order), b.order.text)),
    (facts.OrderIssued, _issued),
    (facts.OrderStateChanged, _changed),
    (facts.OrderOverdue, _overdue),
    (facts.OrderNagged, lambda b, n: tr("timeline", "{0} 第 {1} 次催收").format(n.order(b.order_id), b.nags)),
    (facts.OrderEscalated, lambda b, n: tr("timeline", "{0} 无签收, 报指挥长 {1}").format(n.order(b.order_id), b.commander)),
    (facts.ParCalled, lambda b, n: tr("timeline", "第 {0} 次人员清点: 呼叫 {1} 支力量").format(b.round.number, len(b.answers))),
    (facts.ParAnswered, _answered),
    (facts.ParMissed, lambda b, n: tr("timeline", "清点: {0} 第 {1} 次未应答").format(n.answered(b.answer_id), b.misses)),
    (facts.ParRoundChanged, _round),
    (
        facts.MaydayOpened,
        lambda b, n: tr("timeline", "紧急求救: {0} ({1})").format(n.force(b.mayday.force_id), mayday_cause(b.mayday.cause)),
    ),
    (facts.MaydayStepDone, lambda b, n: tr("timeline", "紧急求救 {0}: {1}").format(n.mayday(b.mayday_id), mayday_step(b.step))),
    (facts.MaydayEnded, lambda b, n: tr("timeline", "紧急求救解除 {0}: {1}").format(n.mayday(b.mayday_id), b.outcome)),
)

GLYPHS: dict[type[Body], tuple[Glyph, str]] = {
    facts.OrderIssued: (Glyph.ARROW, "live"),
    facts.OrderOverdue: (Glyph.CLOCK, "orange"),
    facts.OrderEscalated: (Glyph.CLOCK, "orange"),
    facts.ParCalled: (Glyph.RING, "live"),
    facts.ParMissed: (Glyph.CROSS, "orange"),
    facts.MaydayOpened: (Glyph.CROSS, "red"),
    facts.MaydayEnded: (Glyph.TICK, "ok"),
}


# ---- refusals ----------------------------------------------------------------------------------------------------------------------


def refused(code: str, text: Callable[[str], str], force: str) -> str | None:
    """The words for a code of ours, None for another's."""
    return _of_orders(code, text) or _of_par(code, text) or _of_mayday(code, text, force)


def _of_orders(code: str, text: Callable[[str], str]) -> str | None:
    match code:
        case "addressee_missing":
            return tr("refusals", "没有受令对象 – 请填写力量、工作组、乡镇或人员")
        case "sector_empty":
            return tr("refusals", "该工作组里没有力量 – 先编入力量, 再下指令")
        case "no_data_way":
            return tr("refusals", "{0} 没有可发短信的电台 – 请改用话音或纸质").format(text("name"))
        case "no_way_for_orders":
            return tr("refusals", "指令不能这样下达 – 请选短信、话音或纸质")
        case "deadline_past":
            return tr("refusals", "完成时限 {0} 已过 – 请填写以后的时间").format(text("at"))
        case "not_a_draft":
            return tr("refusals", "该指令已不是草稿 – 要收回请取消指令")
        case "order_not_issued":
            return tr("refusals", "该指令还是草稿, 没有下达 – 请先下达")
        case "not_a_receipt":
            return tr("refusals", "这不是回执 – 要收回请取消指令")
    return None


def _of_par(code: str, text: Callable[[str], str]) -> str | None:
    match code:
        case "par_running":
            return tr("refusals", "第 {0} 次清点正在进行 – 等它结束或取消").format(text("number"))
        case "nobody_on_scene":
            return tr("refusals", "现场还没有力量, 无人可清点")
        case "no_par":
            return tr("refusals", "现在没有进行中的人员清点 – 可先发起清点")
        case "par_not_asked":
            return tr("refusals", "本次清点没有呼叫这支力量 – 它呼叫时不在现场")
        case "par_answered":
            return tr("refusals", "这支力量本次清点已有结果 ({0} {1})").format(text("by"), text("at"))
        case "proxy_missing":
            return tr("refusals", "没有代答人 – 请填写是谁代答的")
        case "words_missing":
            return tr("refusals", "没有原话 – 代答要记下听到的原话")
        case "headcount_bad":
            return tr("refusals", "人数不对 – 请填 0 或更大的整数")
    return None


def _of_mayday(code: str, text: Callable[[str], str], force: str) -> str | None:
    match code:
        case "mayday_open":
            return tr("refusals", "{0} 的紧急求救自 {1} 起已在处置").format(force, text("at"))
        case "mayday_over":
            return tr("refusals", "该紧急求救已于 {0} 解除").format(text("at"))
        case "step_done":
            return tr("refusals", "这一步已由 {0} 于 {1} 完成").format(text("by"), text("at"))
        case "outcome_missing":
            return tr("refusals", "没有结果 – 解除紧急求救要写明人员怎样了")
        case "force_free":
            return tr("refusals", "{0} 没有任务 – 请先派往事件, 或登记接报").format(force)
    return None


def commands() -> dict[str, str]:
    """Our commands as verbs."""
    return {
        "IssueOrder": tr("refusals", "下达指令"),
        "DraftOrder": tr("refusals", "拟写指令"),
        "IssueDraft": tr("refusals", "下达草稿指令"),
        "DiscardDraft": tr("refusals", "丢弃草稿指令"),
        "AdvanceOrder": tr("refusals", "登记指令回执"),
        "CancelOrder": tr("refusals", "取消指令"),
        "CallPar": tr("refusals", "发起人员清点"),
        "AnswerPar": tr("refusals", "登记清点应答"),
        "CancelPar": tr("refusals", "取消人员清点"),
        "OpenMayday": tr("refusals", "启动紧急求救"),
        "DoMaydayStep": tr("refusals", "登记求救处置步骤"),
        "EndMayday": tr("refusals", "解除紧急求救"),
    }
