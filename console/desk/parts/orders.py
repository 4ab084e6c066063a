"""Orders: written, issued, received, taken back; the phrases of Ctrl+1…9."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Slot

from console.app import orders as app
from console.desk.actions import Deed
from console.desk.asking import NOBODY, Answer
from console.desk.parts.base import Part, Tools
from console.desk.parts.forces import ForcesPart
from console.desk.parts.order_sheets import draft_form, order_form, receipt_form
from console.desk.phrases import KEYS, Phrase, phrases
from console.desk.sheets import Form
from console.desk.verbs import Misread, Verb, incident_of, sector_key
from console.desk.verbs import Slot as Place
from console.domain.codes import OrderState
from console.domain.entities import Force, Order
from console.domain.rules import orders as order_rules


class OrdersPart(Part):
    """What is said to forces, towns and people, and what came back."""

    def __init__(self, tools: Tools, forces: ForcesPart) -> None:
        super().__init__(tools)
        self._forces = forces

    def forms(self) -> Sequence[Form]:
        return (order_form(self.hands), receipt_form(self.hands), draft_form(self.hands))

    def deeds(self) -> Sequence[Deed]:
        name = self.tr("常用指令 {0} (按事件类型)")
        said = (
            Deed(f"phrase_{number}", name.format(number), f"Ctrl+{number}", partial(self.phrase, number), self.no_incident)
            for number in range(1, KEYS + 1)
        )
        return (Deed("order", self.tr("指令"), "F5", self.order_chosen, self.no_incident), *said)

    def verbs(self) -> Sequence[Verb]:
        force, sector = Place("force", self.tr("力量")), Place("sector", self.tr("工作组"))
        rest = Place("words", self.tr("文字"))
        return (
            Verb("order", self.tr("指令"), (force, rest), self._order_said),
            Verb("order_sector", self.tr("组指令"), (sector, rest), self._sector_said),
        )

    def order_chosen(self, text: str = "") -> None:
        """F5: the sheet, with the chosen force in it."""
        incident = self.hands.selection.incident()
        if incident is None:
            return self.tell(self.no_incident())
        if self.picture.active_command(incident.id) is None:
            self.tell(self.tr("该事件尚未设立指挥部 – 先设立指挥部 (Ctrl+J)"))
            return
        force = self.hands.selection.force_id
        here = bool(force) and self.hands.held_by(incident.id, force) is not None
        fill = {"to": f"force:{force}"} if here else {}
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
        """Enter on an order: what came back by voice or paper; a draft is let go or thrown away."""
        order = self.picture.find(Order, order_id)
        if order is not None:
            self.tools.sheets.open("draft" if order.state is OrderState.DRAFTED else "receipt", order_id)

    @Slot(str)
    def take_back(self, order_id: str) -> None:
        """Del on an order: taken back, with a reason; a draft thrown away."""
        order = self.picture.find(Order, order_id)
        if order is None:
            return
        if order.state in order_rules.ENDED:
            self.tell(self.tr("该指令已结束"))
        elif order.state is OrderState.DRAFTED:
            self.tools.sheets.open("draft", order_id, {"deed": "discard"}, over=True)
        else:
            self.tools.sheets.open("receipt", order_id, {"state": OrderState.CANCELLED.value}, over=True)

    def phrases(self) -> tuple[Phrase, ...]:
        """Those of the chosen incident's kind."""
        incident = self.hands.selection.incident()
        return phrases(incident.kind if incident is not None else None)

    def phrase(self, number: int) -> None:
        """Ctrl+1…9: a phrase into the order that is being written, else the order sheet with it."""
        said = self.phrases()
        if number > len(said):
            return
        text = said[number - 1].text(self.hands.seat.settings.text("orders.language"))
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

    def _sector_said(self, values: dict[str, Any], answer: Answer) -> None:
        incident_id = incident_of(self.hands, values)
        wanted = values["sector"].id
        sector = next((s for s in self.hands.sectors(incident_id) if wanted in (s.id, sector_key(s))), None)
        if sector is None:
            raise Misread(self.tr("该事件没有这个工作组"))
        cmd = app.IssueOrder(incident_id=incident_id, sector_id=sector.id, text=values["words"])
        self.ask(cmd, self.tr("指令 → {0}").format(values["sector"].text), answer.done, answer.refused)
