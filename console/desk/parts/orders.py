"""Orders and their receipts; the phrases of Ctrl+1…9."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, Slot

from console.app import orders as app
from console.desk.actions import Deed
from console.desk.asking import NOBODY, Answer
from console.desk.fields import Lines, Picker
from console.desk.hands import Hands
from console.desk.inputs import combo
from console.desk.parts.base import Part, Tools
from console.desk.parts.forces import ForcesPart
from console.desk.sheets import DeskSheet, Form, Reply, Values
from console.desk.verbs import Misread, Verb
from console.desk.verbs import Slot as Place
from console.domain.codes import OrderState
from console.domain.entities import Force, Order
from console.models import words
from widgets.choices import Completion

tr = QCoreApplication.translate

RECEIPTS = (OrderState.ACKNOWLEDGED, OrderState.UNDER_WAY, OrderState.DONE, OrderState.REFUSED, OrderState.CANCELLED)


def phrases() -> tuple[str, ...]:
    """What is ordered most often, for Ctrl+1…9."""
    return (
        tr("phrases", "立即出动, 途中保持联络"),
        tr("phrases", "到场后报告现场情况"),
        tr("phrases", "组织受威胁群众转移"),
        tr("phrases", "原地待命"),
        tr("phrases", "封控道路, 引导车辆绕行"),
        tr("phrases", "报告人员和装备情况"),
        tr("phrases", "注意安全, 设安全员观察"),
        tr("phrases", "撤至安全地带"),
        tr("phrases", "任务完成, 归队"),
    )


class OrdersPart(Part):
    """What is said to forces, and what came back."""

    def __init__(self, tools: Tools, forces: ForcesPart) -> None:
        super().__init__(tools)
        self._forces = forces

    def forms(self) -> Sequence[Form]:
        return (order_form(self.hands), receipt_form(self.hands))

    def deeds(self) -> Sequence[Deed]:
        said = (
            Deed(f"phrase_{number}", text, f"Ctrl+{number}", partial(self.phrase, number), self.no_incident)
            for number, text in enumerate(phrases(), 1)
        )
        return (Deed("order", self.tr("指令"), "F5", self.order_chosen, self.no_incident), *said)

    def verbs(self) -> Sequence[Verb]:
        slots = (Place("force", self.tr("力量")), Place("words", self.tr("文字")))
        return (Verb("order", self.tr("指令"), slots, self._order_said),)

    def order_chosen(self, text: str = "") -> None:
        """F5: the sheet, with the chosen force in it."""
        incident = self.hands.selection.incident()
        if incident is None:
            return self.tell(self.no_incident())
        if not self.picture.committed_to(incident.id):
            self.tell(self.tr("该事件下还没有力量 – 先派遣 (F4)"))
            return
        force = self.hands.selection.force_id
        here = bool(force) and self.hands.held_by(incident.id, force) is not None
        fill = {"force": force} if here else {}
        if text:
            fill["text"] = text
        self.tools.sheets.open("order", incident.id, fill, over=bool(fill))

    def issue(self, force_id: str, text: str, answer: Answer = NOBODY) -> None:
        """An order to a force of whatever incident holds it."""
        held = self._forces.committed(force_id)
        if held is not None:
            force = self.picture.find(Force, force_id)
            doing = self.tr("指令 → {0}").format(force.name if force else "–")
            cmd = app.IssueOrder(incident_id=held.incident_id, force_id=force_id, text=text)
            self.ask(cmd, doing, answer.done, answer.refused)

    @Slot(str)
    def receipt(self, order_id: str) -> None:
        """What came back by voice or paper."""
        if self.picture.find(Order, order_id) is not None:
            self.tools.sheets.open("receipt", order_id)

    def phrase(self, number: int) -> None:
        """Ctrl+1…9: a phrase into the order that is being written, else the order sheet with it."""
        text = phrases()[number - 1]
        if self.tools.sheets.current_key() == "order":
            sheet = self.tools.sheets.current()
            if sheet is not None:
                before = str(sheet.values()["text"])
                sheet.set_values({"text": f"{before} {text}".strip()})
            return
        self.order_chosen(text)

    def _order_said(self, values: dict[str, Any], answer: Answer) -> None:
        force = self.picture.find(Force, values["force"].id)
        if self.picture.assignment_of(values["force"].id) is None:
            raise Misread(self.tr("{0} 未派遣 – 先派遣, 再下指令").format(force.name if force else "–"))
        self.issue(values["force"].id, values["words"], answer)


def order_form(hands: Hands) -> Form:
    def build(sheet: DeskSheet) -> None:
        def offered(typed: str) -> list[Completion]:
            here = hands.selection.incident_id
            return hands.names.forces(typed, lambda f: hands.held_by(here, f.id) is not None)

        sheet.add_field("force", tr("forms", "受令力量"), Picker(hands.stage, offered), required=True)
        sheet.add_field("text", tr("forms", "指令"), Lines(hands.stage, 4), required=True)

    def submit(subject: str, values: Values, reply: Reply) -> None:
        force = hands.picture.find(Force, values["force"])
        cmd = app.IssueOrder(incident_id=subject, force_id=values["force"], text=values["text"])
        hands.asker.ask(cmd, tr("forms", "指令 → {0}").format(force.name if force else "–"), reply.done, reply.refused)

    def about(subject: str) -> tuple[str, str]:
        return tr("forms", "下达指令"), hands.incident_title(subject)

    return Form("order", tr("forms", "下达"), build, about, submit)


def receipt_form(hands: Hands) -> Form:
    def build(sheet: DeskSheet) -> None:
        sheet.add_field("state", tr("forms", "回执"), combo((s.value, words.order_state(s)) for s in RECEIPTS))
        sheet.add_field("words", tr("forms", "原话"), Lines(hands.stage, 2))

    def about(subject: str) -> tuple[str, str]:
        order = hands.picture.find(Order, subject)
        force = hands.picture.find(Force, order.force_id) if order else None
        told = tr("forms", "指令 {0} → {1}: {2}").format(order.number, force.name if force else "–", order.text) if order else "–"
        return tr("forms", "登记回执"), told

    def submit(subject: str, values: Values, reply: Reply) -> None:
        cmd = app.AdvanceOrder(order_id=subject, state=OrderState(values["state"]), words=values["words"])
        hands.asker.ask(cmd, tr("forms", "登记回执"), reply.done, reply.refused)

    return Form("receipt", tr("forms", "登记"), build, about, submit)
