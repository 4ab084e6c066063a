"""The register at the desk: forces are entered and corrected, their fuel and water reported, the run cards written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from console.app.command import RegisterForce
from console.app.recommendations import AdoptRunCards, ReportSupplies, SetRunCard
from console.desk.actions import Deed
from console.desk.asking import NOBODY, Answer
from console.desk.hands import Hands
from console.desk.inputs import combo, coordinate_line, coordinates_text, grades, kinds, place_of
from console.desk.parts.base import Part
from console.desk.sheets import NEW, DeskSheet, Form, Reply, Values
from console.desk.verbs import Misread, Verb
from console.desk.verbs import Slot as Place
from console.domain.codes import ForceKind, Grade, IncidentKind
from console.domain.entities import Force, RunCard
from console.domain.rules import run_cards
from console.ids import new_id
from console.models import advice_words, words
from console.models.situation import UNGRADED, default_card

tr = QCoreApplication.translate

CARD_ROWS = 9


class RegisterPart(Part):
    """What the hall has: forces, what is left in their tanks, and what it would send."""

    def forms(self) -> Sequence[Form]:
        return (force_form(self.hands), supplies_form(self.hands), card_form(self.hands))

    def deeds(self) -> Sequence[Deed]:
        chosen = self.hands.selection
        return (
            Deed("force_new", self.tr("登记力量"), "", self.new_force),
            Deed("force_edit", self.tr("修改力量"), "", lambda: self.edit_force(chosen.force_id), self.no_force),
            Deed("supplies", self.tr("报告油料和水"), "Ctrl+Shift+O", lambda: self.supplies(chosen.force_id), self.no_force),
            Deed("run_card", self.tr("调派方案"), "", self.run_card),
            Deed("adopt_cards", self.tr("采用默认调派方案 (只补缺)"), "", self.adopt),
        )

    def verbs(self) -> Sequence[Verb]:
        said = (Place("force", self.tr("力量")), Place("words", self.tr("油料% 水L")))
        return (Verb("supplies", self.tr("油水"), said, self._supplies_said),)

    def new_force(self) -> None:
        """A force that the hall does not know yet."""
        self.tools.sheets.open("force", NEW)

    def edit_force(self, force_id: str) -> None:
        """The chosen force as it stands in the register."""
        force = self.picture.find(Force, force_id)
        if force is not None:
            self.tools.sheets.open("force", force.id, force_fill(force))

    def supplies(self, force_id: str) -> None:
        """What the chosen force has left."""
        if self.picture.find(Force, force_id) is not None:
            self.tools.sheets.open("supplies", force_id)

    def run_card(self) -> None:
        """The card that serves the chosen incident, else any."""
        incident = self.hands.selection.incident()
        kind = incident.kind if incident else IncidentKind.FIRE
        level = (incident.response or incident.grade if incident else None) or UNGRADED
        fill = {"kind": kind.value, "level": str(int(level)), "lines": card_text(self.hands, kind, level)}
        self.tools.sheets.open("run_card", NEW, fill)

    def adopt(self, answer: Answer = NOBODY) -> None:
        """The program's cards where the hall has none."""
        there = len(self.picture.all(RunCard))
        self.tell(self.tr("采用默认调派方案: 已有 {0} 份不变, 其余补上").format(there))
        self.ask(AdoptRunCards(), self.tr("采用默认调派方案"), answer.done, answer.refused)

    def _supplies_said(self, values: dict[str, Any], answer: Answer) -> None:
        fuel, water = read_supplies(values["words"])
        if fuel is None and water is None:
            raise Misread(self.tr("写作: 油水 消防一站 60% 3000L"))
        cmd = ReportSupplies(force_id=values["force"].id, fuel_percent=fuel, water_l=water)
        self.ask(cmd, self.tr("登记油料和水 {0}").format(values["force"].text), answer.done, answer.refused)


def read_supplies(text: str) -> tuple[float | None, float | None]:
    """60% 3000L as it is heard: percent is fuel, litres (L, 升, 公升) or tonnes (t, 吨) are water."""
    fuel = re.search(r"(\d+(?:\.\d+)?)\s*[%％]", text)
    water = re.search(r"(\d+(?:\.\d+)?)\s*(t\b|吨|l\b|升|公升)", text, re.IGNORECASE)
    scale = 1000.0 if water and water.group(2).lower() in ("t", "吨") else 1.0
    return float(fuel.group(1)) if fuel else None, float(water.group(1)) * scale if water else None


# ---- forces ------------------------------------------------------------------------------------------------------------


def force_form(hands: Hands) -> Form:
    def build(sheet: DeskSheet) -> None:
        town, can = QLineEdit(), QLineEdit()
        town.setPlaceholderText(tr("forms", "驻地所属乡镇, 与地图上同名"))
        can.setPlaceholderText(tr("forms", "用顿号分开: 灭火、搜救; 空着则按类别推定"))
        sheet.add_field("name", tr("forms", "名称"), QLineEdit(), required=True)
        sheet.add_field("kind", tr("forms", "类别"), combo((kind.value, words.force_kind(kind)) for kind in ForceKind))
        sheet.add_field("organisation", tr("forms", "单位"), QLineEdit())
        sheet.add_field("crew", tr("forms", "人数"), QLineEdit())
        sheet.add_field("capabilities", tr("forms", "能力"), can)
        sheet.add_field("town", tr("forms", "乡镇"), town)
        sheet.add_field("radio_id", tr("forms", "电台号"), QLineEdit())
        sheet.add_field("coordinates", tr("forms", "驻地坐标"), coordinate_line())
        sheet.add_field("jurisdiction", tr("forms", "邻区名 (本区留空)"), QLineEdit())

    def about(subject: str) -> tuple[str, str]:
        force = hands.picture.find(Force, subject)
        return (tr("forms", "修改力量"), force.name) if force else (tr("forms", "登记力量"), hands.seat.actor.seat)

    def submit(subject: str, values: Values, reply: Reply) -> None:
        at = place_of(values, reply)
        if at is None:
            return
        crew = values["crew"].strip()
        if crew and not crew.isdigit():
            reply.refused(tr("forms", "人数写数字, 不明则留空"))
            return
        force = Force(
            id=subject if hands.picture.find(Force, subject) else new_id(),
            name=values["name"],
            kind=ForceKind(values["kind"]),
            organisation=values["organisation"],
            crew=int(crew) if crew else None,
            town=values["town"],
            radio_id=values["radio_id"] or None,
            capabilities=advice_words.capability_codes(values["capabilities"]),
            lat=at[0],
            lon=at[1],
            jurisdiction=values["jurisdiction"],
        )
        hands.asker.ask(RegisterForce(force=force), tr("forms", "登记力量 {0}").format(force.name), reply.done, reply.refused)

    return Form("force", tr("forms", "登记"), build, about, submit)


def force_fill(force: Force) -> Values:
    """A force of the register as its sheet shows it."""
    return {
        "name": force.name,
        "kind": force.kind.value,
        "organisation": force.organisation,
        "crew": "" if force.crew is None else str(force.crew),
        "capabilities": "、".join(advice_words.capability(code) for code in force.capabilities),
        "town": force.town,
        "radio_id": force.radio_id or "",
        "coordinates": coordinates_text(force.lat, force.lon),
        "jurisdiction": force.jurisdiction,
    }


def supplies_form(hands: Hands) -> Form:
    def build(sheet: DeskSheet) -> None:
        for key, label in (("fuel", tr("forms", "油料 %")), ("water", tr("forms", "水 L"))):
            line = QLineEdit()
            line.setPlaceholderText(tr("forms", "不明则留空"))
            sheet.add_field(key, label, line)

    def about(subject: str) -> tuple[str, str]:
        force = hands.picture.find(Force, subject)
        return tr("forms", "报告油料和水"), force.name if force else "–"

    def submit(subject: str, values: Values, reply: Reply) -> None:
        try:
            fuel, water = (float(values[key].strip()) if values[key].strip() else None for key in ("fuel", "water"))
        except ValueError:
            reply.refused(tr("forms", "写数字, 不明则留空"))
            return
        cmd = ReportSupplies(force_id=subject, fuel_percent=fuel, water_l=water)
        hands.asker.ask(cmd, tr("forms", "登记油料和水"), reply.done, reply.refused)

    return Form("supplies", tr("forms", "登记"), build, about, submit)


# ---- run cards ---------------------------------------------------------------------------------------------------------


def card_text(hands: Hands, kind: IncidentKind, level: Grade) -> str:
    """The lines of a card, the capabilities in words."""
    card = hands.picture.find(RunCard, run_cards.card_id(kind, level)) or default_card(kind, level)
    lines = (run_cards.read_line(line) for line in card.lines)
    return "\n".join(
        run_cards.write_line(run_cards.CardLine(advice_words.capability(line.capability), line.count, line.least_crew)) for line in lines
    )


def card_form(hands: Hands) -> Form:
    def build(sheet: DeskSheet) -> None:
        kind, level, lines = kinds(), grades(""), QPlainTextEdit()
        level.removeItem(0)
        lines.setTabChangesFocus(True)
        lines.setMinimumHeight(hands.stage.metrics().lineSpacing() * CARD_ROWS)
        lines.setPlaceholderText(tr("forms", "每行: 能力|支数|每支最少人数, 人数可省; 上面的先配"))
        sheet.add_field("kind", tr("forms", "类别"), kind)
        sheet.add_field("level", tr("forms", "级别"), level)
        sheet.add_field("lines", tr("forms", "方案"), lines, required=True)

        def other_card(_row: int) -> None:
            chosen = IncidentKind(kind.currentData()), Grade(int(level.currentData()))
            lines.setPlainText(card_text(hands, *chosen))
            sheet.set_owner(_whose(hands, *chosen))

        for box in (kind, level):
            box.activated.connect(other_card)

    def submit(_subject: str, values: Values, reply: Reply) -> None:
        kind, level = IncidentKind(values["kind"]), Grade(int(values["level"]))
        cmd = SetRunCard(kind=kind, level=level, lines=tuple(_in_codes(line) for line in values["lines"].splitlines()))
        doing = tr("forms", "调派方案 {0} {1}").format(words.incident_kind(kind), words.grade_short(level))
        hands.asker.ask(cmd, doing, reply.done, reply.refused)

    def about(_subject: str) -> tuple[str, str]:
        return tr("forms", "调派方案"), tr("forms", "每行: 能力|支数|每支最少人数")

    return Form("run_card", tr("forms", "保存方案"), build, about, submit)


def _whose(hands: Hands, kind: IncidentKind, level: Grade) -> str:
    own = hands.picture.find(RunCard, run_cards.card_id(kind, level)) is not None
    return tr("forms", "本区方案") if own else tr("forms", "程序默认方案, 保存后为本区方案")


def _in_codes(line: str) -> str:
    """A line with the capability by its code, whichever bar was typed."""
    word, bar, rest = line.replace("｜", "|").partition("|")
    codes = advice_words.capability_codes(word)
    return f"{codes[0]}{bar}{rest}" if len(codes) == 1 else line
