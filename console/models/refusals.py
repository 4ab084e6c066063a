"""Why the hall said no, in words: what stands against it, and what a person can do now. Every window asks here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import QCoreApplication

from console.domain import codes
from console.domain.entities import Force, Incident
from console.domain.records import StoreDown
from console.domain.refusal import Refused
from console.engine import Outcome
from console.models import advice_told, device_words, holding_words, incident_words, order_words, people_words, wire_words, words
from console.models.picture import Picture

tr = QCoreApplication.translate


def answer(outcome: Outcome, picture: Picture) -> str:
    """The words for an outcome that is not done; empty for one that is."""
    if outcome.refused is not None:
        return refused(outcome.refused, picture)
    if outcome.down is not None:
        return tr("refusals", "{0} – 未提交, 文字已保留, 恢复后再次提交").format(database(outcome.down.code))
    if outcome.bug is not None:
        return tr("refusals", "程序内部错误, 未提交, 文字已保留 – 请把日志交给管理员: {0}").format(outcome.bug)
    return ""


def database(code: str) -> str:
    """What ails the hall's memory."""
    return {
        "opening": tr("refusals", "数据库正在打开"),
        "locked": tr("refusals", "数据库正忙"),
        "full": tr("refusals", "数据库所在磁盘已满"),
        "gone": tr("refusals", "数据库连接不上"),
        "readonly": tr("refusals", "数据库不可写"),
        "old": tr("refusals", "数据库版本比本程序新, 请升级程序"),
        "broken": tr("refusals", "数据库已损坏"),
    }.get(code, tr("refusals", "数据库不可用 ({0})").format(code))


def refused(no: Refused, picture: Picture) -> str:
    """A rule's no."""
    said = _Said(no.details, picture)
    for subject in (_of_reports, _of_command, _of_orders, _of_people, _of_incidents, _of_holding):
        text = subject(no.code, said)
        if text is not None:
            return text
    return tr("refusals", "不允许此操作 ({0})").format(str(no))


def down(error: StoreDown) -> str:
    """The memory's no, for callers that caught it themselves."""
    return database(error.code)


class _Said:
    """The details of a refusal as words."""

    def __init__(self, details: Mapping[str, Any], picture: Picture) -> None:
        self._details = details
        self._picture = picture

    def text(self, key: str) -> str:
        value = self._details.get(key)
        if isinstance(value, datetime):
            return words.local_time(value)
        return "–" if value in (None, "") else str(value)

    def force(self, key: str = "force_id") -> str:
        force = self._picture.find(Force, self._details.get(key))
        return force.name if force else tr("refusals", "该力量")

    def incident(self, key: str) -> str:
        incident = self._picture.find(Incident, self._details.get(key))
        return tr("refusals", "「{0}」").format(incident.title) if incident else tr("refusals", "另一事件")

    def role(self) -> str:
        value = self._details.get("role")
        return words.role(codes.Role(value)) if value in set(codes.Role) else self.text("role")


def _of_reports(code: str, said: _Said) -> str | None:
    match code:
        case "text_missing":
            return tr("refusals", "没有内容 – 请填写文字")
        case "title_missing":
            return tr("refusals", "没有名称 – 请填写")
        case "reason_missing":
            return tr("refusals", "没有理由 – 请填写理由")
        case "basis_missing":
            return tr("refusals", "没有定级依据 – 请填写依据")
        case "report_claimed":
            return tr("refusals", "此接报由{0}处理中 (自 {1}) – 请与该席联系").format(said.text("by"), said.text("since"))
        case "report_done":
            state = said.text("state")
            known = {item.value: words.report_state(item) for item in codes.ReportState}
            return tr("refusals", "此接报{0}, 不能再处理").format(known.get(state, state))
        case "incident_closed":
            return tr("refusals", "事件 {0} 已结案, 不能再改").format(said.text("number"))
        case "forces_committed":
            return tr("refusals", "还有 {0} 支力量未归队 – 全部归队后才能结案").format(said.text("count"))
        case "already_acknowledged":
            return tr("refusals", "此告警已由 {0} 确认").format(said.text("by"))
    return None


def _of_command(code: str, said: _Said) -> str | None:
    match code:
        case "no_command":
            return tr("refusals", "该事件尚未设立指挥部 – 请先设立指挥部")
        case "command_exists" | "second_command":
            who = said.text("commander")
            held = tr("refusals", "指挥长 {0}").format(who) if who != "–" else tr("refusals", "由另一席刚刚设立")
            return tr("refusals", "该事件已有指挥部 ({0}) – 一个事件只能有一个指挥部, 可办理移交").format(held)
        case "commander_missing":
            return tr("refusals", "没有指挥长 – 请填写指挥长姓名")
        case "already_here":
            return tr("refusals", "{0} 已在本指挥部").format(said.force())
        case "force_unavailable":
            duty = said.text("duty")
            known = {item.value: words.force_duty(item) for item in codes.ForceDuty}
            return tr("refusals", "该力量{0}, 不能派遣 – 请改派其他力量或先恢复备勤").format(known.get(duty, duty))
        case "sector_of_another_command":
            return tr("refusals", "该工作组属于另一指挥部 – 请重新选择工作组")
        case "released":
            return tr("refusals", "该力量已于 {0} 归队").format(said.text("at"))
        case "status_backwards":
            known = {item.value: words.assignment_status(item) for item in codes.AssignmentStatus}
            now, wanted = said.text("now"), said.text("wanted")
            return tr("refusals", "状态已是「{0}」, 不能退回「{1}」").format(known.get(now, now), known.get(wanted, wanted))
        case "status_same":
            return tr("refusals", "已是该状态")
    return None


def _of_orders(code: str, said: _Said) -> str | None:
    match code:
        case "not_under_this_command":
            return tr("refusals", "{0} 不在该指挥部之下 – 先派遣, 再下指令").format(said.force())
        case "order_ended":
            state = said.text("state")
            known = {item.value: words.order_state(item) for item in codes.OrderState}
            return tr("refusals", "该指令{0}, 不能再改").format(known.get(state, state))
        case "targets_missing":
            return tr("refusals", "没有发布对象 – 请选择喇叭或警报器")
        case "not_prepared":
            state = said.text("state")
            known = {item.value: words.warning_state(item) for item in codes.WarningState}
            return tr("refusals", "该广播{0}, 不能再放行或撤回").format(known.get(state, state))
        case "same_person":
            return tr("refusals", "{0} 是编制人 – 放行须由第二人").format(said.text("name"))
        case "may_not_release":
            return tr("refusals", "{0} ({1}) 无权放行 – 请调度员、指挥长或管理员放行").format(said.text("name"), said.role())
        case "device_known":
            return tr("refusals", "该地址的设备已登记 ({0} {1})").format(said.text("protocol"), said.text("address"))
    return device_words.refused(code, said.text) or order_words.refused(code, said.text, said.force())


def _of_people(code: str, said: _Said) -> str | None:
    match code:
        case "role_may_not":
            return tr("refusals", "{0}不能{1} – 请有权限的人员操作").format(said.role(), command(said.text("command")))
    return people_words.refused(code, said.text, said.role()) or advice_told.refused(code, said.text)


def _of_holding(code: str, said: _Said) -> str | None:
    return holding_words.refused(code, said.text, said.force(), said.incident)


def _of_incidents(code: str, said: _Said) -> str | None:
    return incident_words.refused(code, said.text, said.incident)


def command(name: str) -> str:
    """A command of the use cases, as a verb."""
    return {
        "TakeReport": tr("refusals", "登记接报"),
        "ClaimReport": tr("refusals", "受理接报"),
        "ReleaseReport": tr("refusals", "退回接报"),
        "DiscardReport": tr("refusals", "排除接报"),
        "OpenIncident": tr("refusals", "立案"),
        "GradeIncident": tr("refusals", "定级"),
        "CloseIncident": tr("refusals", "结案"),
        "WriteLog": tr("refusals", "记录"),
        "EstablishCommand": tr("refusals", "设立指挥部"),
        "TransferCommand": tr("refusals", "移交指挥"),
        "RegisterForce": tr("refusals", "登记力量"),
        "SetForceDuty": tr("refusals", "变更力量值勤"),
        "AssignForce": tr("refusals", "派遣力量"),
        "MoveForce": tr("refusals", "调整编组"),
        "ReportStatus": tr("refusals", "登记力量状态"),
        "AcknowledgeAlarm": tr("refusals", "确认告警"),
        **device_words.commands(),
        **wire_words.commands(),
        "SetThreshold": tr("refusals", "设置限值"),
        "PrepareWarning": tr("refusals", "编制广播"),
        "ReleaseWarning": tr("refusals", "放行广播"),
        "WithdrawWarning": tr("refusals", "撤回广播"),
        "ConfirmDelivery": tr("refusals", "登记回证"),
        "AdvanceDelivery": tr("refusals", "登记送达"),
        "KeepRecording": tr("refusals", "保存录音"),
        **order_words.commands(),
        **people_words.commands(),
        **holding_words.commands(),
        **incident_words.commands(),
        **advice_told.commands(),
    }.get(name, name)
