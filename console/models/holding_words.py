"""Who may have a force next, and who is on the scene, in words: codes, lines of the timeline, and why the hall said no.

``n`` gives names for ids (see :mod:`console.models.timeline`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from console.domain import codes, facts
from console.domain.codes import RequestState
from console.domain.entities import ForceRequest, Reservation
from console.domain.facts import Body
from console.domain.rules import holding as rules
from console.models import words
from widgets.roles import Glyph

tr = QCoreApplication.translate
Line = tuple[type[Body], Callable[[Any, Any], str]]


def request_state(state: RequestState) -> str:
    """How far a request is."""
    return {
        RequestState.ASKED: tr("holding", "商调待答"),
        RequestState.OFFERED: tr("holding", "提供待接"),
        RequestState.GIVEN: tr("holding", "已移交"),
        RequestState.TAKEN: tr("holding", "已强调"),
        RequestState.REFUSED: tr("holding", "已拒绝"),
        RequestState.EXPIRED: tr("holding", "已失效"),
        RequestState.WITHDRAWN: tr("holding", "已撤回"),
    }[state]


def answer_words(request: ForceRequest) -> str:
    """What was answered; of a request that ended by itself, why."""
    if request.state is not RequestState.EXPIRED:
        return request.answer
    return expiry(request.answer)


def expiry(code: str) -> str:
    """Why a request ended without an answer."""
    return {
        rules.TIME_OUT: tr("holding", "超时未答复"),
        rules.RELEASED: tr("holding", "力量已归队, 可直接派遣"),
        rules.HOLDER_CHANGED: tr("holding", "力量已转归其他指挥部"),
        rules.INCIDENT_OVER: tr("holding", "需求事件已结束"),
    }.get(code, code)


def status_by(by: str) -> str:
    """How a status came, where it was not by a person."""
    return {"radio": tr("holding", "电台报告"), "geofence": tr("holding", "定位进入现场")}.get(by, "")


# ---- the timeline ------------------------------------------------------------------------------------------------------------------


def _asked(b: facts.ForceRequested, n: Any) -> str:
    one = b.request
    if one.state is RequestState.OFFERED:
        text = tr("timeline", "「{0}」提供 {1} 给「{2}」")
        return text.format(n.incident(one.holder_incident_id), n.force(one.force_id), n.incident(one.incident_id))
    text = tr("timeline", "「{0}」商调 {1}, 现属「{2}」")
    return text.format(n.incident(one.incident_id), n.force(one.force_id), n.incident(one.holder_incident_id))


def _answered(b: facts.ForceRequestAnswered, n: Any) -> str:
    said = expiry(b.answer) if b.state is RequestState.EXPIRED else b.answer
    text = tr("timeline", "商调 {0} {1}").format(n.requested(b.request_id), request_state(b.state))
    return f"{text}: {said}" if said else text


def _handed_over(b: facts.ForceHandedOver, n: Any) -> str:
    how = tr("timeline", "强调") if b.state is RequestState.TAKEN else tr("timeline", "移交")
    places = (n.incident(b.from_incident_id), n.incident(b.incident_id))
    return tr("timeline", "{0} {1}: 「{2}」→「{3}」").format(how, n.force(b.assignment.force_id), *places)


def _reservation_over(b: facts.ReservationEnded, n: Any) -> str:
    reservation: Reservation | None = n.reservation(b.reservation_id)
    if reservation is None:
        return tr("timeline", "预留结束")
    force = n.force(reservation.force_id)
    if b.ended_at >= reservation.until:
        return tr("timeline", "预留 {0} 到时").format(force)
    return tr("timeline", "预留 {0} 结束").format(force)


def _entered(b: facts.SceneEntered, n: Any) -> str:
    seen = b.presence
    if seen.force_id is None:
        return tr("timeline", "不明终端 {0} 进入现场").format(n.device(seen.device_id))
    return tr("timeline", "{0} 进入现场").format(n.force(seen.force_id))


def _status(b: facts.AssignmentStatusChanged, n: Any) -> str:
    text, by = f"{n.force(b.force_id)} {words.assignment_status(b.status)}", status_by(b.by)
    return tr("timeline", "{0} ({1})").format(text, by) if by else text


LINES: tuple[Line, ...] = (
    (facts.AssignmentStatusChanged, _status),
    (facts.ForceRequested, _asked),
    (facts.ForceRequestAnswered, _answered),
    (facts.ForceHandedOver, _handed_over),
    (
        facts.ForceReserved,
        lambda b, n: tr("timeline", "预留 {0} 至 {1}").format(n.force(b.reservation.force_id), words.local_time(b.reservation.until)),
    ),
    (facts.ReservationEnded, _reservation_over),
    (facts.SceneEntered, _entered),
    (facts.SceneLeft, lambda b, n: tr("timeline", "{0} 离开现场").format(n.present(b.presence_id))),
)

GLYPHS: Mapping[type[Body], tuple[Glyph, str]] = {
    facts.ForceRequested: (Glyph.RING, "yellow"),
    facts.ForceHandedOver: (Glyph.ARROW, "live"),
    facts.ForceReserved: (Glyph.HALF, "text"),
    facts.SceneEntered: (Glyph.HALF, "live"),
}


# ---- refusals ----------------------------------------------------------------------------------------------------------------------


def refused(code: str, text: Callable[[str], str], force: str, incident: Callable[[str], str]) -> str | None:
    """The words for a code of ours, None for another's."""
    return _of_holding(code, text, force, incident) or _of_requests(code, text, force, incident) or _of_scenes(code, text)


def _of_holding(code: str, text: Callable[[str], str], force: str, incident: Callable[[str], str]) -> str | None:
    match code:
        case "already_committed":
            held = incident("holder_incident_id")
            if text("since") == "–":
                return tr("refusals", "{0} 已派往{1} – 一支力量只能归一个指挥部, 可商调或改派其他力量").format(force, held)
            said = tr("refusals", "{0} 自 {1} 归{2}, 指挥长 {3} – 可商调 (Ctrl+T) 或改派其他力量")
            return said.format(force, text("since"), held, text("commander"))
        case "reserved":
            said = tr("refusals", "{0} 已由 {1} 为{2}预留至 {3} – 请改派其他力量, 或请指挥长派遣")
            return said.format(force, text("by"), incident("holder_incident_id"), text("until"))
        case "reservation_over":
            return tr("refusals", "该预留已经结束")
        case "may_not_take":
            said = tr("refusals", "持有方指挥长 {0} ({1}) – 强调须由指挥长或更高一级指挥部下令, 请先商调")
            return said.format(text("commander"), _level(text("holder_level")))
    return None


def _of_requests(code: str, text: Callable[[str], str], force: str, incident: Callable[[str], str]) -> str | None:
    match code:
        case "force_not_held":
            return tr("refusals", "{0} 没有任务 – 不必商调, 可直接派遣 (F4)").format(force)
        case "holder_changed":
            return tr("refusals", "{0} 已转归{1} – 请向现在的指挥部商调").format(force, incident("holder_incident_id"))
        case "request_open" if text("state") == RequestState.OFFERED.value:
            return tr("refusals", "{0} 已由 {1} 提供 – 在「商调」中接受即可").format(force, text("by"))
        case "request_open":
            return tr("refusals", "{0} 已由 {1} 商调, 等待答复至 {2}").format(force, text("by"), text("until"))
        case "request_done":
            state = text("state")
            known = {item.value: request_state(item) for item in RequestState}
            return tr("refusals", "该商调{0} ({1} {2}), 不能再答复").format(known.get(state, state), text("by"), text("at"))
        case "agreement_missing":
            return tr("refusals", "本人提出的商调由本人答复时, 须写明对方指挥部何人同意")
    return None


def _of_scenes(code: str, text: Callable[[str], str]) -> str | None:
    match code:
        case "left_the_scene":
            return tr("refusals", "已于 {0} 离开现场 – 不能再编入").format(text("at"))
        case "force_unnamed":
            return tr("refusals", "终端 {0} 不属于任何力量 – 请填写力量名称").format(text("device"))
        case "present":
            return tr("refusals", "已在现场名单中")
    return None


def _level(level: str) -> str:
    return words.command_level(codes.CommandLevel(level)) if level in set(codes.CommandLevel) else level


def commands() -> dict[str, str]:
    """Our commands as verbs."""
    return {
        "RequestForce": tr("refusals", "商调力量"),
        "OfferForce": tr("refusals", "提供力量"),
        "AnswerForceRequest": tr("refusals", "答复商调"),
        "TakeForce": tr("refusals", "强调力量"),
        "ReserveForce": tr("refusals", "预留力量"),
        "EndReservation": tr("refusals", "解除预留"),
        "TakeUnderCommand": tr("refusals", "编入指挥"),
    }
