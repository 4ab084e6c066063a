"""Forces: committed to an incident, moved between its sectors, brought along the ledger of their status."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox

from console.app import command
from console.desk.actions import Deed
from console.desk.asking import NOBODY, Answer
from console.desk.fields import Picker
from console.desk.hands import Hands
from console.desk.inputs import combo
from console.desk.parts.base import Part
from console.desk.sheets import DeskSheet, Form, Reply, Values
from console.desk.verbs import Misread, Together, Verb, incident_of, sector_key
from console.desk.verbs import Slot as Place
from console.domain.codes import AssignmentStatus, ForceDuty, ForceKind, SectorKind
from console.domain.entities import Assignment, Force
from console.domain.rules.command import LADDER
from console.models import incident_words, words

tr = QCoreApplication.translate

# Where a force of a kind usually works; the sheet offers it, the dispatcher decides.
USUAL_SECTOR = {
    ForceKind.FIRE_RESCUE: SectorKind.RESCUE,
    ForceKind.PROFESSIONAL: SectorKind.RESCUE,
    ForceKind.SOCIAL: SectorKind.RESCUE,
    ForceKind.GRASSROOTS: SectorKind.RESCUE,
    ForceKind.MILITARY: SectorKind.RESCUE,
    ForceKind.MEDICAL: SectorKind.MEDICAL,
    ForceKind.POLICE: SectorKind.SECURITY_TRAFFIC,
    ForceKind.TRAFFIC: SectorKind.SECURITY_TRAFFIC,
    ForceKind.POWER: SectorKind.LOGISTICS,
    ForceKind.TELECOM: SectorKind.LOGISTICS,
}


class ForcesPart(Part):
    """Who is sent where, and how far he is."""

    def forms(self) -> Sequence[Form]:
        return (assign_form(self.hands),)

    def deeds(self) -> Sequence[Deed]:
        chosen = self.hands.selection
        return (
            Deed("assign", self.tr("派遣"), "F4", self.assign_chosen, self.no_incident),
            Deed("next_status", self.tr("力量转下一状态"), "F9", lambda: self.next_status(chosen.force_id), self.no_force),
        )

    def verbs(self) -> Sequence[Verb]:
        force = Place("force", self.tr("力量"), many=True)
        incident = Place("incident", self.tr("事件"), optional=True)
        sector = Place("sector", self.tr("工作组"), optional=True)
        said = {
            AssignmentStatus.EN_ROUTE: self.tr("途中"),
            AssignmentStatus.ON_SCENE: self.tr("到场"),
            AssignmentStatus.WORKING: self.tr("作业"),
            AssignmentStatus.RELEASED: self.tr("归队"),
        }
        steps = (Verb(f"status_{step.value}", word, (force,), self._status_said(step)) for step, word in said.items())
        return (Verb("assign", self.tr("派"), (force, incident, sector), self._assign_said), *steps)

    def assign_chosen(self) -> None:
        """F4: the sheet, with the chosen force in it."""
        incident = self.hands.selection.incident()
        if incident is None:
            return self.tell(self.no_incident())
        if self.picture.active_command(incident.id) is None:
            self.tell(self.tr("该事件尚未设立指挥部 – 先设立指挥部 (Ctrl+J)"))
            return
        force = self.hands.selection.force_id
        fill = {"force": force} if force and self.picture.assignment_of(force) is None else {}
        chosen = self.picture.find(Force, fill.get("force"))
        if chosen is not None:
            lanes = self.hands.sectors(incident.id)
            fill["sector"] = next((lane.id for lane in lanes if lane.kind is USUAL_SECTOR[chosen.kind]), "")
        self.tools.sheets.open("assign", incident.id, fill, over=bool(fill))

    def assign(self, force_id: str, incident_id: str, sector_id: str | None, answer: Answer = NOBODY) -> None:
        """Commit a force."""
        force = self.picture.find(Force, force_id)
        doing = self.tr("派遣 {0} → {1}").format(force.name if force else "–", self.hands.incident_title(incident_id))
        cmd = command.AssignForce(force_id=force_id, incident_id=incident_id, sector_id=sector_id)
        self.ask(cmd, doing, answer.done, answer.refused)

    def move(self, force_id: str, incident_id: str, sector_id: str | None, refused: Callable[[str], None]) -> None:
        """A force put into a lane: committed if it was free, into another sector if it is here already."""
        held = self.hands.held_by(incident_id, force_id)
        if held is None:
            self.assign(force_id, incident_id, sector_id, Answer(refused=refused))
            return
        force = self.picture.find(Force, force_id)
        cmd = command.MoveForce(assignment_id=held.id, sector_id=sector_id)
        self.ask(cmd, self.tr("调整 {0}").format(force.name if force else "–"), None, refused)

    def set_status(self, force_id: str, status: AssignmentStatus, answer: Answer = NOBODY) -> None:
        """The next line of the ledger of a committed force."""
        held = self.committed(force_id)
        if held is not None:
            force = self.picture.find(Force, force_id)
            doing = f"{force.name if force else '–'} {words.assignment_status(status)}"
            self.ask(command.ReportStatus(assignment_id=held.id, status=status), doing, answer.done, answer.refused)

    def next_status(self, force_id: str) -> None:
        """One step on."""
        held = self.committed(force_id)
        if held is not None:
            self.set_status(force_id, LADDER[LADDER.index(held.status) + 1])

    def committed(self, force_id: str) -> Assignment | None:
        held = self.picture.assignment_of(force_id)
        if held is None:
            force = self.picture.find(Force, force_id)
            self.tell(self.tr("{0} 未派遣").format(force.name) if force else self.tr("先选中一支力量 (Alt+6)"))
        return held

    def set_duty(self, force_id: str, duty: ForceDuty) -> None:
        """Rests, is out of service, or can be had again."""
        force = self.picture.find(Force, force_id)
        if force is not None:
            self.ask(command.SetForceDuty(force_id=force_id, duty=duty), f"{force.name} {words.force_duty(duty)}")

    def _assign_said(self, values: dict[str, Any], answer: Answer) -> None:
        incident_id = incident_of(self.hands, values)
        sector_id = None
        if "sector" in values:
            wanted = values["sector"].id
            sector_id = next((s.id for s in self.hands.sectors(incident_id) if sector_key(s) == wanted), None)
        together = Together(len(values["force"]), answer)
        for force in values["force"]:
            self.assign(force.id, incident_id, sector_id, together.one(force.text))

    def _status_said(self, status: AssignmentStatus) -> Callable[[dict[str, Any], Answer], None]:
        def run(values: dict[str, Any], answer: Answer) -> None:
            free = [force.text for force in values["force"] if self.picture.assignment_of(force.id) is None]
            if free:
                raise Misread(self.tr("{0} 未派遣").format("、".join(free)))
            together = Together(len(values["force"]), answer)
            for force in values["force"]:
                self.set_status(force.id, status, together.one(force.text))

        return run


def assign_form(hands: Hands) -> Form:
    def build(sheet: DeskSheet) -> None:
        picker = Picker(hands.stage, hands.names.forces)
        sectors = combo(())
        sheet.add_field("force", tr("forms", "力量"), picker, required=True)
        sheet.add_field("sector", tr("forms", "工作组"), sectors)

        def suggest() -> None:
            force = hands.picture.find(Force, picker.chosen())
            lanes = hands.sectors(hands.selection.incident_id)
            usual = next((lane.id for lane in lanes if force is not None and lane.kind is USUAL_SECTOR[force.kind]), None)
            if usual is not None:
                sectors.setCurrentIndex(sectors.findData(usual))

        picker.chosen_by_hand.connect(suggest)

    def opened(sheet: DeskSheet, subject: str) -> None:
        box = sheet.field("sector")
        if isinstance(box, QComboBox):
            box.blockSignals(True)
            box.clear()
            for sector in hands.sectors(subject):
                box.addItem(f"{incident_words.sector(sector)} {sector.minimum}–{sector.maximum}", sector.id)
            box.addItem(tr("forms", "暂不分组"), "")
            box.blockSignals(False)

    def submit(subject: str, values: Values, reply: Reply) -> None:
        force = hands.picture.find(Force, values["force"])
        cmd = command.AssignForce(force_id=values["force"], incident_id=subject, sector_id=values["sector"] or None)
        doing = tr("forms", "派遣 {0} → {1}").format(force.name if force else "–", hands.incident_title(subject))
        hands.asker.ask(cmd, doing, reply.done, reply.refused)

    def about(subject: str) -> tuple[str, str]:
        return tr("forms", "派遣力量"), hands.incident_title(subject)

    return Form("assign", tr("forms", "派遣"), build, about, submit, opened)
