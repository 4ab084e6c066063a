"""The sheets of orders: writing one, what came back of it, letting a draft go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Property, QCoreApplication, QSize
from PySide6.QtWidgets import QLabel, QLineEdit

from console.app import orders as app
from console.desk.fields import Lines, Picker
from console.desk.hands import PLACES, Hands
from console.desk.inputs import combo
from console.desk.phrases import phrases
from console.desk.sheets import DeskSheet, Form, Reply, Values
from console.desk.times import moment_to_come
from console.domain.codes import Addressee, Channel, OrderState
from console.domain.entities import Incident, Order
from console.models import incident_words, order_words, words
from console.models.names import plain
from widgets.choices import Completion
from widgets.stage import Stage

tr = QCoreApplication.translate

RECEIPTS = (OrderState.ACKNOWLEDGED, OrderState.UNDER_WAY, OrderState.DONE, OrderState.REFUSED, OrderState.CANCELLED)
WAYS = (Channel.TETRA, Channel.VOICE, Channel.PAPER)
TOWNS = 4  # so many places are offered beside forces and sectors


class AddresseePicker(Picker):
    """Whom an order is for: a force or sector of the incident, a town, or a person whose name is written out.

    ``value`` is ``force:ID``, ``sector:ID``, ``town:NAME`` or ``person:NAME``.
    """

    def __init__(self, stage: Stage, search: Callable[[str], Sequence[Completion]]) -> None:
        super().__init__(stage, search)
        self.line.setPlaceholderText(tr("forms", "力量、工作组、乡镇或人员"))

    def choose(self, id: Any) -> None:
        kind, _, name = str(id or "").partition(":")
        if kind in ("town", "person"):
            self._choose(Completion(str(id), name))
        else:
            super().choose(id)

    value = Property("QVariant", Picker.chosen, choose)


class OrderText(Lines):
    """The words of an order: as high as its lines, so that the phrases below it stay in sight on a low screen."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumHeight())


def addressees(hands: Hands, typed: str) -> list[Completion]:
    """Who can be ordered under the chosen incident, the nearest first; what is nobody's name may still be a person's."""
    incident_id = hands.selection.incident_id
    found = hands.names.forces(typed, lambda f: hands.held_by(incident_id, f.id) is not None)
    made = [Completion(f"force:{offer.text}", offer.label, offer.detail) for offer in found]
    index = hands.names.index
    for sector in hands.sectors(incident_id):
        name = incident_words.sector(sector)
        count = sum(held.sector_id == sector.id for held in hands.picture.committed_to(incident_id))
        if count and (not plain(typed) or index.score(plain(typed), name) < 9):
            made.append(Completion(f"sector:{sector.id}", name, tr("forms", "工作组, {0} 支力量").format(count)))
    if not plain(typed):
        return made
    places = index.search(typed, (PLACES,), TOWNS)
    made += [Completion(f"town:{name.text}", name.text, name.detail or tr("forms", "乡镇、村")) for name in places]
    said = typed.strip()
    if all(offer.label != said for offer in made):
        made.append(Completion(f"person:{said}", said, tr("forms", "按此名称下达")))
    return made


def order_form(hands: Hands) -> Form:
    settings = hands.seat.settings
    spoken, shown = settings.text("orders.language"), settings.text("screen.language")
    listed = QLabel()

    def build(sheet: DeskSheet) -> None:
        sheet.add_field("to", tr("forms", "受令"), AddresseePicker(hands.stage, lambda typed: addressees(hands, typed)), required=True)
        sheet.add_field("text", tr("forms", "指令"), OrderText(hands.stage, 3), required=True)
        ways = [("", tr("forms", "自动 (有短信走短信)")), *((way.value, words.channel(way)) for way in WAYS)]
        sheet.add_field("by", tr("forms", "方式"), combo(ways))
        done_by = QLineEdit()
        done_by.setPlaceholderText(tr("forms", "16:30 或 30分, 可空"))
        sheet.add_field("done_by", tr("forms", "完成时限"), done_by)
        sheet.add_field("when", tr("forms", "处理"), combo([("now", tr("forms", "立即下达")), ("draft", tr("forms", "存为草稿"))]))
        listed.setWordWrap(True)
        listed.setProperty("tone", "dim")
        sheet.add_part(listed)

    def opened(_sheet: DeskSheet, subject: str) -> None:
        incident = hands.picture.find(Incident, subject)
        lines = []
        for number, phrase in enumerate(phrases(incident.kind if incident else None), 1):
            line = f"Ctrl+{number}  {phrase.text(spoken)}"
            lines.append(line if spoken == shown else f"{line}\n            {phrase.text(shown)}")
        listed.setText("\n".join(lines))

    def submit(subject: str, values: Values, reply: Reply) -> None:
        kind, _, who = values["to"].partition(":")
        done_by = moment_to_come(values["done_by"], hands.stage.now()) if values["done_by"] else None
        if values["done_by"] and done_by is None:
            return reply.refused(tr("forms", "完成时限应写作: 16:30 或 30分 或 2h"))
        make = app.DraftOrder if values["when"] == "draft" else app.IssueOrder
        cmd = make(
            incident_id=subject,
            text=values["text"],
            force_id=who if kind == "force" else "",
            sector_id=who if kind == "sector" else "",
            to=Addressee(kind) if kind in ("town", "person") else Addressee.FORCE,
            addressee=who if kind in ("town", "person") else "",
            by=Channel(values["by"]) if values["by"] else None,
            done_by=done_by,
        )
        name = next((offer.label for offer in addressees(hands, "") if offer.text == values["to"]), who)
        hands.asker.ask(cmd, tr("forms", "指令 → {0}").format(name), reply.done, reply.refused)

    def about(subject: str) -> tuple[str, str]:
        return tr("forms", "下达指令"), hands.incident_title(subject)

    return Form("order", tr("forms", "下达"), build, about, submit, opened)


def told(hands: Hands, order_id: str) -> str:
    """An order as the head of a sheet says it."""
    order = hands.picture.find(Order, order_id)
    if order is None:
        return "–"
    return tr("forms", "指令 {0} → {1}: {2}").format(order.number, order_words.addressee(order, hands.picture), order.text)


def receipt_form(hands: Hands) -> Form:
    def build(sheet: DeskSheet) -> None:
        sheet.add_field("state", tr("forms", "回执"), combo((s.value, words.order_state(s)) for s in RECEIPTS))
        sheet.add_field("words", tr("forms", "原话、签收人或理由"), Lines(hands.stage, 2))

    def about(subject: str) -> tuple[str, str]:
        return tr("forms", "登记回执"), told(hands, subject)

    def submit(subject: str, values: Values, reply: Reply) -> None:
        state = OrderState(values["state"])
        if state is OrderState.CANCELLED:
            hands.asker.ask(app.CancelOrder(order_id=subject, why=values["words"]), tr("forms", "取消指令"), reply.done, reply.refused)
            return
        cmd = app.AdvanceOrder(order_id=subject, state=state, words=values["words"])
        hands.asker.ask(cmd, tr("forms", "登记回执"), reply.done, reply.refused)

    return Form("receipt", tr("forms", "登记"), build, about, submit)


def draft_form(hands: Hands) -> Form:
    def build(sheet: DeskSheet) -> None:
        sheet.add_field("deed", tr("forms", "处理"), combo([("issue", tr("forms", "立即下达")), ("discard", tr("forms", "丢弃草稿"))]))

    def about(subject: str) -> tuple[str, str]:
        return tr("forms", "草稿指令"), told(hands, subject)

    def submit(subject: str, values: Values, reply: Reply) -> None:
        if values["deed"] == "discard":
            hands.asker.ask(app.DiscardDraft(order_id=subject), tr("forms", "丢弃草稿"), reply.done, reply.refused)
        else:
            hands.asker.ask(app.IssueDraft(order_id=subject), tr("forms", "下达草稿"), reply.done, reply.refused)

    return Form("draft", tr("forms", "确定"), build, about, submit)
