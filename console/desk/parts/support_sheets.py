"""The sheets for support from above and aid of neighbours."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QLineEdit

from console.app import support
from console.desk.fields import Lines
from console.desk.hands import Hands
from console.desk.inputs import combo
from console.desk.sheets import DeskSheet, Form, Reply, Values
from console.desk.times import quantity
from console.domain.codes import ForceKind, SupportDirection, SupportState
from console.domain.entities import SupportRequest
from console.domain.rules.support import STEPS
from console.models import incident_words as said
from console.models import words

tr = QCoreApplication.translate


def support_forms(hands: Hands) -> tuple[Form, ...]:
    """All of them."""
    return (support_form(hands), support_answer_form(hands), aid_form(hands))


def support_form(hands: Hands) -> Form:
    def build(sheet: DeskSheet) -> None:
        sheet.add_field("direction", tr("forms", "方向"), combo((d.value, said.support_direction(d)) for d in SupportDirection))
        sheet.add_field("party", tr("forms", "单位或地区"), QLineEdit(), required=True)
        sheet.add_field("what", tr("forms", "支援内容"), Lines(hands.stage, 2), required=True)
        sheet.add_field("why", tr("forms", "理由"), Lines(hands.stage, 2), required=True)

    def submit(subject: str, values: Values, reply: Reply) -> None:
        cmd = support.AskSupport(
            incident_id=subject,
            direction=SupportDirection(values["direction"]),
            party=values["party"],
            what=values["what"],
            why=values["why"],
        )
        hands.asker.ask(cmd, tr("forms", "请求支援 {0}").format(values["party"]), reply.done, reply.refused)

    return Form("support", tr("forms", "提出"), build, lambda s: (tr("forms", "请求支援"), hands.incident_title(s)), submit)


def support_answer_form(hands: Hands) -> Form:
    def build(sheet: DeskSheet) -> None:
        sheet.add_field("state", tr("forms", "答复"), combo(()))
        sheet.add_field("words", tr("forms", "原话"), Lines(hands.stage, 2), required=True)

    def opened(sheet: DeskSheet, subject: str) -> None:
        asked = hands.picture.find(SupportRequest, subject)
        box = sheet.field("state")
        if isinstance(box, QComboBox) and asked is not None:
            box.blockSignals(True)
            box.clear()
            for state in (s for s in SupportState if s in STEPS.get(asked.state, ())):
                box.addItem(said.support_state(state), state.value)
            box.blockSignals(False)

    def about(subject: str) -> tuple[str, str]:
        asked = hands.picture.find(SupportRequest, subject)
        return tr("forms", "支援答复"), f"{asked.party}: {asked.what}" if asked else "–"

    def submit(subject: str, values: Values, reply: Reply) -> None:
        cmd = support.AnswerSupport(request_id=subject, state=SupportState(values["state"]), words=values["words"])
        hands.asker.ask(cmd, tr("forms", "支援答复"), reply.done, reply.refused)

    return Form("support_answer", tr("forms", "登记"), build, about, submit, opened)


def aid_form(hands: Hands) -> Form:
    def build(sheet: DeskSheet) -> None:
        sheet.add_field("name", tr("forms", "力量名称"), QLineEdit(), required=True)
        sheet.add_field("jurisdiction", tr("forms", "来自"), QLineEdit(), required=True)
        sheet.add_field("kind", tr("forms", "类别"), combo((k.value, words.force_kind(k)) for k in ForceKind))
        sheet.add_field("crew", tr("forms", "人数"), QLineEdit())
        sheet.add_field("sector", tr("forms", "工作组"), combo(()))

    def opened(sheet: DeskSheet, subject: str) -> None:
        box = sheet.field("sector")
        if isinstance(box, QComboBox):
            box.blockSignals(True)
            box.clear()
            for group in hands.sectors(subject):
                box.addItem(said.sector(group), group.id)
            box.addItem(tr("forms", "暂不分组"), "")
            box.blockSignals(False)

    def submit(subject: str, values: Values, reply: Reply) -> None:
        crew = quantity(values["crew"]) if values["crew"] else None
        if values["crew"] and (crew is None or crew[0] != int(crew[0]) or crew[0] < 1):
            return reply.refused(tr("forms", "人数应为整数, 不明则留空"))
        cmd = support.TakeInAid(
            incident_id=subject,
            name=values["name"],
            kind=ForceKind(values["kind"]),
            jurisdiction=values["jurisdiction"],
            crew=int(crew[0]) if crew else None,
            sector_id=values["sector"] or None,
        )
        hands.asker.ask(cmd, tr("forms", "接收外援 {0}").format(values["name"]), reply.done, reply.refused)
        return None

    def about(subject: str) -> tuple[str, str]:
        return tr("forms", "接收外援力量"), tr("forms", "{0} · 到场即归本指挥部统一调度").format(hands.incident_title(subject))

    return Form("aid", tr("forms", "接收"), build, about, submit, opened)
