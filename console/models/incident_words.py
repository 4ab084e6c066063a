"""Words about incidents as a whole: likely repeats, aims and needs, support, the chain of command – and why the hall said no to them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from console.domain import codes
from console.domain.entities import Command, Incident, Need, OperationalPeriod, Sector
from console.domain.rules.duplicates import Likeness
from console.models import words
from widgets import format as fmt

tr = QCoreApplication.translate


def objective_state(state: codes.ObjectiveState) -> str:
    """State of an objective."""
    return {
        codes.ObjectiveState.OPEN: tr("words", "进行中"),
        codes.ObjectiveState.REACHED: tr("words", "已达成"),
        codes.ObjectiveState.DROPPED: tr("words", "已放弃"),
    }[state]


def need_state(state: codes.NeedState) -> str:
    """State of a need."""
    return {
        codes.NeedState.OPEN: tr("words", "尚缺"),
        codes.NeedState.MET: tr("words", "已满足"),
        codes.NeedState.DROPPED: tr("words", "不再需要"),
    }[state]


def support_state(state: codes.SupportState) -> str:
    """State of a request for support."""
    return {
        codes.SupportState.ASKED: tr("words", "已请求"),
        codes.SupportState.AGREED: tr("words", "已同意"),
        codes.SupportState.REFUSED: tr("words", "未同意"),
        codes.SupportState.ARRIVED: tr("words", "已到达"),
        codes.SupportState.WITHDRAWN: tr("words", "已撤回"),
    }[state]


def support_direction(direction: codes.SupportDirection) -> str:
    """Where support comes from or goes to."""
    return {
        codes.SupportDirection.FROM_ABOVE: tr("words", "请求上级支援"),
        codes.SupportDirection.FROM_NEIGHBOUR: tr("words", "请求邻区支援"),
        codes.SupportDirection.TO_NEIGHBOUR: tr("words", "支援邻区"),
    }[direction]


def sector(group: Sector) -> str:
    """A working group: its kind, and its own name where it has one."""
    kind = words.sector(group.kind)
    return f"{kind} {group.name}" if group.name else kind


def direction(way: str) -> str:
    """Which way a command went."""
    return {
        "up": tr("words", "上移"),
        "down": tr("words", "下移"),
        "joint": tr("words", "转为联合指挥"),
        "sideways": tr("words", "平移"),
    }[way]


def amount(value: float) -> str:
    """A quantity as people write it: 200, 2.5."""
    return f"{value:.10g}"


def need_figures(need: Need) -> str:
    """120 / 200 顶."""
    return f"{amount(need.met)} / {amount(need.wanted)} {need.unit}"


def commander(post: Command) -> str:
    """区级指挥部 · 指挥长 王建国 · 与 秦安县 联合."""
    led = tr("words", "{0}指挥部 · 指挥长 {1}").format(words.command_level(post.level), post.commander)
    return tr("words", "{0} · 与 {1} 联合").format(led, "、".join(post.partners)) if post.partners else led


def state_of(incident: Incident, merged_into: str = "") -> str:
    """Whether it goes on; ``merged_into`` names the one that it became."""
    if incident.state is codes.IncidentState.MERGED:
        return tr("words", "已并入 {0}").format(merged_into or "–")
    return tr("words", "已结案") if incident.closed_at is not None else tr("words", "进行中")


def likeness(like: Likeness, name: str, kind: str) -> str:
    """玉泉火情 – 相距 320 m、5 min 内、同为山洪; what it may repeat and the reasons."""
    where = tr("words", "同在{0}").format(like.place) if like.distance_m is None else tr("words", "相距 {0:.0f} m").format(like.distance_m)
    when = tr("words", "间隔 {0:.0f} min").format(like.gap_s / 60)
    what = tr("words", "同为{0}").format(kind) if like.same_kind else tr("words", "类别相近 ({0})").format(kind)
    return tr("words", "{0} ({1})").format(name, "、".join((where, when, what)))


def period_left(period: OperationalPeriod, now: datetime) -> str:
    """How long a period goes on, or how long it should be over."""
    if now >= period.ends_at:
        return tr("words", "已超 {0}").format(fmt.duration(now - period.ends_at))
    return tr("words", "剩 {0}").format(fmt.duration(period.ends_at - now))


def refused(code: str, text: Callable[[str], str], incident: Callable[[str], str]) -> str | None:
    """The words for a code of ours, None for another's. ``text`` and ``incident`` give a detail as words."""
    return (
        _of_life(code, text, incident)
        or _of_merging(code, incident)
        or _of_aims(code, text)
        or _of_command(code, text)
        or _of_undoing(code)
    )


def _of_life(code: str, text: Callable[[str], str], incident: Callable[[str], str]) -> str | None:
    match code:
        case "report_not_done":
            return tr("refusals", "此接报还在队列中 – 无需恢复")
        case "incident_open":
            return tr("refusals", "事件 {0} 没有结案 – 无需重开").format(text("number"))
        case "incident_merged":
            return tr("refusals", "该事件已并入{0} – 请在那里处理").format(incident("into_id"))
        case "maydays_open":
            return tr("refusals", "还有 {0} 起紧急求救未结束 – 先找到人").format(text("count"))
        case "place_bad":
            return tr("refusals", "坐标不对 – 请填写纬度和经度, 或都留空")
        case "radius_bad":
            return tr("refusals", "现场半径应为 1 至 {0} m").format(text("most"))
        case "decider_missing":
            return tr("refusals", "启动、调整、终止响应和降级须写明由谁决定 – 请填写决定人")
        case "grade_same":
            return tr("refusals", "等级、响应和依据都没有变")
        case "reason_old":
            return tr("refusals", "降级或终止响应须另写依据 – 不能沿用原来的文字")
    return None


def _of_merging(code: str, incident: Callable[[str], str]) -> str | None:
    match code:
        case "merge_itself":
            return tr("refusals", "不能并入自身 – 请选择另一事件")
        case "merge_other_way":
            return tr("refusals", "{0}没有指挥部, 力量无处可归 – 请反过来把它并入{1}, 或先为它设立指挥部").format(
                incident("into_id"), incident("incident_id")
            )
        case "link_itself":
            return tr("refusals", "不能与自身关联 – 请选择另一事件")
        case "linked_already":
            return tr("refusals", "两个事件已有关联")
        case "link_ended":
            return tr("refusals", "该关联已解除")
        case "parent_cycle":
            return tr("refusals", "不能归属于自己的下级事件 – 请选择另一事件")
        case "parent_same":
            return tr("refusals", "归属没有变")
    return None


def _of_aims(code: str, text: Callable[[str], str]) -> str | None:
    match code:
        case "due_past":
            return tr("refusals", "时限已过 – 请填写以后的时间")
        case "objective_ended":
            return tr("refusals", "该目标已结束")
        case "need_ended":
            return tr("refusals", "该需求已结束 – 如仍需要请重新提出")
        case "need_same":
            return tr("refusals", "数量没有变")
        case "unit_missing":
            return tr("refusals", "没有单位 – 请填写单位, 如 顶、台、吨")
        case "unit_differs":
            return tr("refusals", "单位不同: 需求按「{0}」计, 不是「{1}」").format(text("unit"), text("said"))
        case "quantity_bad":
            return tr("refusals", "数量不对 – 请填写大于零的数")
        case "period_backwards":
            return tr("refusals", "结束时间应在现在之后 – 请重新填写")
        case "period_open":
            return tr("refusals", "该事件已有进行中的作战阶段 – 另一席刚刚开始, 请先查看")
        case "no_period":
            return tr("refusals", "没有进行中的作战阶段")
        case "party_missing":
            return tr("refusals", "没有写明单位或地区 – 请填写")
        case "words_missing":
            return tr("refusals", "没有原话 – 请写明谁怎么说的")
        case "support_ended":
            return tr("refusals", "该支援请求已结束 – 如仍需要请重新提出")
        case "support_step":
            return tr("refusals", "支援请求不能这样答复 – 请重新选择")
    return None


def _of_command(code: str, text: Callable[[str], str]) -> str | None:
    match code:
        case "transfer_same":
            return tr("refusals", "指挥长、级别、联合单位都没有变 (现任 {0}) – 无需移交").format(text("commander"))
        case "figures_bad":
            return tr("refusals", "编组数量不对 – 至少 0, 最多 1 至 {0}, 且最少不大于最多").format(text("most"))
        case "sector_name_missing":
            return tr("refusals", "已有同类工作组 – 请为新组起名, 如 东侧")
        case "sector_exists":
            return tr("refusals", "已有同名工作组 – 请换一个名字")
    return None


def _of_undoing(code: str) -> str | None:
    match code:
        case "undo_changed":
            return tr("refusals", "情况已变, 不能撤销 – 请按现状处理")
        case "undo_ordered":
            return tr("refusals", "已向该力量下达指令, 不能撤销派遣 – 请下令归队")
    return None


def commands() -> dict[str, str]:
    """Our commands as verbs."""
    return {
        "MergeReport": tr("refusals", "并入接报"),
        "RestoreReport": tr("refusals", "恢复接报"),
        "ReopenIncident": tr("refusals", "重开事件"),
        "PlaceIncident": tr("refusals", "划定现场"),
        "MergeIncident": tr("refusals", "合并事件"),
        "LinkIncidents": tr("refusals", "关联事件"),
        "UnlinkIncidents": tr("refusals", "解除关联"),
        "SetParent": tr("refusals", "设定归属"),
        "SetObjective": tr("refusals", "设定目标"),
        "EndObjective": tr("refusals", "结束目标"),
        "StateNeed": tr("refusals", "提出需求"),
        "MeetNeed": tr("refusals", "登记到货"),
        "CorrectNeed": tr("refusals", "更正需求"),
        "DropNeed": tr("refusals", "取消需求"),
        "OpenPeriod": tr("refusals", "开始作战阶段"),
        "EndPeriod": tr("refusals", "结束作战阶段"),
        "AskSupport": tr("refusals", "请求支援"),
        "AnswerSupport": tr("refusals", "登记支援答复"),
        "TakeInAid": tr("refusals", "接收外援力量"),
        "SetSector": tr("refusals", "调整工作组"),
        "AddSector": tr("refusals", "增设工作组"),
        "UndoAssign": tr("refusals", "撤销派遣"),
        "UndoMove": tr("refusals", "撤销编组"),
        "UndoDuty": tr("refusals", "撤销值勤变更"),
        "UndoGrade": tr("refusals", "撤销定级"),
        "UndoReport": tr("refusals", "撤销接报处理"),
        "UndoReserve": tr("refusals", "撤销预留"),
    }
