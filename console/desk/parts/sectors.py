"""The working groups of the chosen incident's command: other figures, another group – by keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox

from console.app import sectors
from console.desk.actions import Deed
from console.desk.hands import Hands
from console.desk.inputs import combo
from console.desk.parts.base import Part
from console.desk.sheets import DeskSheet, Form, Reply, Values
from console.domain.codes import SectorKind
from console.domain.entities import Sector
from console.domain.rules.sectors import MOST_FORCES
from console.models import incident_words as said
from console.models import words

tr = QCoreApplication.translate


class SectorsPart(Part):
    """工作组."""

    def forms(self) -> Sequence[Form]:
        return (sector_form(self.hands), sector_add_form(self.hands))

    def deeds(self) -> Sequence[Deed]:
        def commanded() -> str:
            incident = self.hands.selection.incident()
            if incident is None or self.picture.active_command(incident.id) is not None:
                return self.no_incident()
            return self.tr("先设立指挥部 (Ctrl+J)")

        return (
            Deed("sector", self.tr("调整工作组"), "Ctrl+Shift+J", self.change, commanded),
            Deed("sector_add", self.tr("增设工作组"), "Ctrl+Alt+J", self.add, commanded),
        )

    def change(self) -> None:
        """Figures of a group, the chosen force's first."""
        incident_id = self.hands.selection.incident_id
        held = self.hands.held_by(incident_id, self.hands.selection.force_id) if self.hands.selection.force_id else None
        groups = self.hands.sectors(incident_id)
        first = held.sector_id if held is not None and held.sector_id else groups[0].id if groups else ""
        self.tools.sheets.open("sector", incident_id, {"sector": first, **_figures(self.hands, first)})

    def add(self) -> None:
        """One more group."""
        fill = {"kind": SectorKind.RESCUE.value, "minimum": 1, "maximum": 3}
        self.tools.sheets.open("sector_add", self.hands.selection.incident_id, fill)


def _figures(hands: Hands, sector_id: str) -> Values:
    group = hands.picture.find(Sector, sector_id)
    return {"minimum": group.minimum, "maximum": group.maximum, "name": group.name} if group is not None else {}


def _number() -> QSpinBox:
    made = QSpinBox()
    made.setRange(0, MOST_FORCES)
    return made


def sector_form(hands: Hands) -> Form:
    def build(sheet: DeskSheet) -> None:
        box = combo(())
        sheet.add_field("sector", tr("forms", "工作组"), box)
        sheet.add_field("minimum", tr("forms", "最少"), _number())
        sheet.add_field("maximum", tr("forms", "最多"), _number())
        sheet.add_field("name", tr("forms", "组名"), QLineEdit())
        box.activated.connect(lambda _row: sheet.set_values(_figures(hands, str(box.currentData()))))

    def opened(sheet: DeskSheet, subject: str) -> None:
        box = sheet.field("sector")
        if isinstance(box, QComboBox):
            box.blockSignals(True)
            box.clear()
            for group in hands.sectors(subject):
                box.addItem(f"{said.sector(group)} {group.minimum}–{group.maximum}", group.id)
            box.blockSignals(False)

    def submit(subject: str, values: Values, reply: Reply) -> None:
        cmd = sectors.SetSector(
            incident_id=subject,
            sector_id=values["sector"] or "",
            minimum=values["minimum"],
            maximum=values["maximum"],
            name=values["name"],
        )
        hands.asker.ask(cmd, tr("forms", "调整工作组"), reply.done, reply.refused)

    return Form("sector", tr("forms", "调整"), build, lambda s: (tr("forms", "调整工作组"), hands.incident_title(s)), submit, opened)


def sector_add_form(hands: Hands) -> Form:
    def build(sheet: DeskSheet) -> None:
        sheet.add_field("kind", tr("forms", "类别"), combo((k.value, words.sector(k)) for k in SectorKind))
        sheet.add_field("name", tr("forms", "组名"), QLineEdit())
        sheet.add_field("minimum", tr("forms", "最少"), _number())
        sheet.add_field("maximum", tr("forms", "最多"), _number())

    def submit(subject: str, values: Values, reply: Reply) -> None:
        cmd = sectors.AddSector(
            incident_id=subject,
            kind=SectorKind(values["kind"]),
            minimum=values["minimum"],
            maximum=values["maximum"],
            name=values["name"],
        )
        hands.asker.ask(cmd, tr("forms", "增设工作组"), reply.done, reply.refused)

    return Form("sector_add", tr("forms", "增设"), build, lambda s: (tr("forms", "增设工作组"), hands.incident_title(s)), submit)
