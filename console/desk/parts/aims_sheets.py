"""The sheets for objectives, needs and operational periods."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit

from console.app import aims
from console.desk.fields import Lines
from console.desk.hands import Hands
from console.desk.inputs import combo
from console.desk.sheets import DeskSheet, Form, Reply, Values
from console.desk.times import moment_to_come, quantity
from console.domain.codes import ObjectiveState
from console.domain.entities import Need, Objective
from console.models import incident_words as said
from console.models.aims_boards import current_period
from widgets import format as fmt

tr = QCoreApplication.translate

def _units() -> str:
    """What is counted in a hall."""
    return tr("forms", "顶、台、辆、人、吨、件、套、箱、米")


def aims_forms(hands: Hands) -> tuple[Form, ...]:
    """All of them."""
    return (
        objective_form(hands),
        objective_end_form(hands),
        need_form(hands),
        need_came_form(hands),
        need_figures_form(hands),
        need_drop_form(hands),
        period_form(hands),
    )


def line(placeholder: str = "") -> QLineEdit:
    """A line with a hint of how to write in it."""
    made = QLineEdit()
    made.setPlaceholderText(placeholder)
    return made


def objective_form(hands: Hands) -> Form:
    def build(sheet: DeskSheet) -> None:
        sheet.add_field("text", tr("forms", "目标"), Lines(hands.stage, 3), required=True)
        sheet.add_field("due", tr("forms", "时限"), line(tr("forms", "18:00 或 2h; 不限则留空")))

    def submit(subject: str, values: Values, reply: Reply) -> None:
        due = moment_to_come(values["due"], hands.stage.now()) if values["due"] else None
        if values["due"] and due is None:
            return reply.refused(tr("forms", "时限应写作 18:00 或 2h、90分, 不限则留空"))
        cmd = aims.SetObjective(incident_id=subject, text=values["text"], due_at=due)
        hands.asker.ask(cmd, tr("forms", "设定目标"), reply.done, reply.refused)
        return None

    return Form("objective", tr("forms", "设定"), build, lambda s: (tr("forms", "设定目标"), hands.incident_title(s)), submit)


def objective_end_form(hands: Hands) -> Form:
    states = (ObjectiveState.REACHED, ObjectiveState.DROPPED)

    def build(sheet: DeskSheet) -> None:
        sheet.add_field("state", tr("forms", "结果"), combo((s.value, said.objective_state(s)) for s in states))
        sheet.add_field("why", tr("forms", "说明"), Lines(hands.stage, 2))

    def about(subject: str) -> tuple[str, str]:
        goal = hands.picture.find(Objective, subject)
        return tr("forms", "目标结果"), goal.text if goal else "–"

    def submit(subject: str, values: Values, reply: Reply) -> None:
        cmd = aims.EndObjective(objective_id=subject, state=ObjectiveState(values["state"]), why=values["why"])
        hands.asker.ask(cmd, tr("forms", "目标结果"), reply.done, reply.refused)

    return Form("objective_end", tr("forms", "登记"), build, about, submit)


def need_form(hands: Hands) -> Form:
    def build(sheet: DeskSheet) -> None:
        sheet.add_field("what", tr("forms", "需要什么"), QLineEdit(), required=True)
        sheet.add_field("much", tr("forms", "数量"), line(tr("forms", "数量和单位, 如 200 顶")), required=True)

    def submit(subject: str, values: Values, reply: Reply) -> None:
        much = quantity(values["much"])
        if much is None:
            return reply.refused(tr("forms", "数量应写作数字和单位, 如 200 顶 (常用单位: {0})").format(_units()))
        cmd = aims.StateNeed(incident_id=subject, what=values["what"], wanted=much[0], unit=much[1])
        hands.asker.ask(cmd, tr("forms", "提出需求 {0}").format(values["what"]), reply.done, reply.refused)
        return None

    return Form("need", tr("forms", "提出"), build, lambda s: (tr("forms", "提出需求"), hands.incident_title(s)), submit)


def _about_need(hands: Hands, title: str, subject: str) -> tuple[str, str]:
    need = hands.picture.find(Need, subject)
    return title, f"{need.what} {said.need_figures(need)}" if need else "–"


def need_came_form(hands: Hands) -> Form:
    def build(sheet: DeskSheet) -> None:
        sheet.add_field("much", tr("forms", "这次到了"), line(tr("forms", "只写这次的数量, 如 80")), required=True)
        sheet.add_field("words", tr("forms", "说明"), Lines(hands.stage, 2))

    def submit(subject: str, values: Values, reply: Reply) -> None:
        much = quantity(values["much"])
        if much is None:
            return reply.refused(tr("forms", "数量应写作数字, 如 80 或 80 顶"))
        cmd = aims.MeetNeed(need_id=subject, amount=much[0], unit=much[1], words=values["words"])
        hands.asker.ask(cmd, tr("forms", "登记到货"), reply.done, reply.refused)
        return None

    return Form("need_came", tr("forms", "登记"), build, lambda s: _about_need(hands, tr("forms", "登记到货"), s), submit)


def need_figures_form(hands: Hands) -> Form:
    def build(sheet: DeskSheet) -> None:
        sheet.add_field("wanted", tr("forms", "共需"), QLineEdit(), required=True)
        sheet.add_field("met", tr("forms", "已到"), QLineEdit(), required=True)
        sheet.add_field("why", tr("forms", "说明"), Lines(hands.stage, 2))

    def submit(subject: str, values: Values, reply: Reply) -> None:
        wanted, met = quantity(values["wanted"]), quantity(values["met"])
        if wanted is None or met is None:
            return reply.refused(tr("forms", "数量应写作数字, 如 200"))
        cmd = aims.CorrectNeed(need_id=subject, wanted=wanted[0], met=met[0], why=values["why"])
        hands.asker.ask(cmd, tr("forms", "更正需求"), reply.done, reply.refused)
        return None

    return Form("need_figures", tr("forms", "更正"), build, lambda s: _about_need(hands, tr("forms", "更正数量"), s), submit)


def need_drop_form(hands: Hands) -> Form:
    def build(sheet: DeskSheet) -> None:
        sheet.add_field("why", tr("forms", "理由"), Lines(hands.stage, 2), required=True)

    def submit(subject: str, values: Values, reply: Reply) -> None:
        cmd = aims.DropNeed(need_id=subject, why=values["why"])
        hands.asker.ask(cmd, tr("forms", "取消需求"), reply.done, reply.refused)

    return Form("need_drop", tr("forms", "取消需求"), build, lambda s: _about_need(hands, tr("forms", "不再需要"), s), submit)


def period_form(hands: Hands) -> Form:
    def build(sheet: DeskSheet) -> None:
        sheet.add_field("aims", tr("forms", "任务"), Lines(hands.stage, 3), required=True)
        sheet.add_field("until", tr("forms", "至"), line(tr("forms", "18:00 或 4h")), required=True)

    def about(subject: str) -> tuple[str, str]:
        now = current_period(hands.picture, subject)
        title = hands.incident_title(subject)
        if now is None:
            return tr("forms", "开始作战阶段"), title
        ends = tr("forms", "{0} · 当前阶段 {1} 至 {2}, 随即结束").format(title, now.number, fmt.clock(now.ends_at))
        return tr("forms", "下一作战阶段"), ends

    def submit(subject: str, values: Values, reply: Reply) -> None:
        until = moment_to_come(values["until"], hands.stage.now())
        if until is None:
            return reply.refused(tr("forms", "结束时间应写作 18:00 或 4h、90分"))
        cmd = aims.OpenPeriod(incident_id=subject, aims=values["aims"], ends_at=until)
        hands.asker.ask(cmd, tr("forms", "作战阶段"), reply.done, reply.refused)
        return None

    return Form("period", tr("forms", "开始"), build, about, submit)
