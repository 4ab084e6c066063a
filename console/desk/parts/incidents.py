"""The chosen incident: graded, commanded, logged, closed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit

from console.app import command, incidents
from console.desk.actions import Deed
from console.desk.asking import NOBODY, Answer
from console.desk.fields import Lines
from console.desk.hands import Hands
from console.desk.inputs import combo, grade_of, grades, levels, read_grade
from console.desk.parts.base import Part
from console.desk.sheets import DeskSheet, Form, Reply, Values
from console.desk.verbs import Slot, Verb, incident_of
from console.domain.codes import CommandLevel, Grade
from console.domain.entities import Incident
from console.models import words

tr = QCoreApplication.translate

HALL_LOG = "hall"


class IncidentsPart(Part):
    """What is done about an incident as a whole."""

    def forms(self) -> Sequence[Form]:
        makers = (grade_form, command_form, transfer_form, close_form, log_form)
        return tuple(make(self.hands) for make in makers)

    def deeds(self) -> Sequence[Deed]:
        return (
            Deed("log", self.tr("记录"), "F8", self.write_log),
            Deed("grade", self.tr("定级"), "Ctrl+G", self.grade, self.no_incident),
            Deed("command", self.tr("指挥部"), "Ctrl+J", self.command, self.no_incident),
            Deed("close", self.tr("结案"), "Ctrl+End", self.close, self.no_incident),
        )

    def verbs(self) -> Sequence[Verb]:
        incident = Slot("incident", self.tr("事件"), optional=True)
        level = Slot("level", self.tr("级别"), optional=True)
        basis = Slot("words", self.tr("依据"), optional=True)
        return (
            Verb("grade", self.tr("定级"), (incident, Slot("grade", self.tr("等级")), basis), self._grade_said),
            Verb("command", self.tr("设指挥部"), (incident, level, Slot("words", self.tr("指挥长"))), self._command_said),
            Verb("close", self.tr("结案"), (incident, Slot("words", self.tr("说明"))), self._close_said),
            Verb("log", self.tr("记"), (Slot("words", self.tr("文字")),), self._log_said),
        )

    def _incident(self, id: str = "") -> Incident | None:
        incident = self.picture.find(Incident, id) if id else self.hands.selection.incident()
        if incident is None:
            self.tell(self.no_incident())
        return incident

    def grade(self, incident_id: str = "", wanted: Grade | None = None) -> None:
        """The sheet for grade and response with their basis; ``wanted`` is the grade already said."""
        incident = self._incident(incident_id)
        if incident is None:
            return
        fill = {
            "grade": str(int(incident.grade)) if incident.grade else str(int(Grade.IV)),
            "response": str(int(incident.response)) if incident.response else "",
            "basis": incident.basis,
        }
        sheet = self.tools.sheets.open("grade", incident.id, fill)
        if wanted is not None:
            sheet.set_values({"grade": str(int(wanted))})

    def set_grade(self, incident_id: str, grade: Grade, response: Grade | None, basis: str, answer: Answer = NOBODY) -> None:
        """Grade and response in one go."""
        cmd = incidents.GradeIncident(incident_id=incident_id, grade=grade, response=response, basis=basis)
        doing = self.tr("定级 {0}").format(self.hands.incident_title(incident_id))
        self.ask(cmd, doing, answer.done, answer.refused)

    def establish(self, incident_id: str, level: CommandLevel, commander: str, answer: Answer = NOBODY) -> None:
        """Set up the command."""
        cmd = command.EstablishCommand(incident_id=incident_id, level=level, commander=commander)
        self.ask(cmd, self.tr("设立指挥部 {0}").format(commander), answer.done, answer.refused)

    def end(self, incident_id: str, why: str, answer: Answer = NOBODY) -> None:
        """Close an incident."""
        cmd = incidents.CloseIncident(incident_id=incident_id, why=why)
        self.ask(cmd, self.tr("结案 {0}").format(self.hands.incident_title(incident_id)), answer.done, answer.refused)

    def log(self, text: str, answer: Answer = NOBODY) -> None:
        """A line into the log of the chosen incident, else of the hall."""
        cmd = incidents.WriteLog(text=text, incident_id=self.hands.selection.incident_id or None)
        self.ask(cmd, self.tr("写入记录"), answer.done, answer.refused)

    def command(self, incident_id: str = "") -> None:
        """Set up the command, or pass it on where there is one."""
        incident = self._incident(incident_id)
        if incident is None:
            return
        post = self.picture.active_command(incident.id)
        self.tools.sheets.open("transfer" if post else "command", incident.id)

    def close(self, incident_id: str = "") -> None:
        """The sheet asks how it ended."""
        incident = self._incident(incident_id)
        if incident is not None:
            self.tools.sheets.open("close", incident.id)

    def write_log(self) -> None:
        """F8: into the log of the incident, else of the hall."""
        self.tools.sheets.open("log", self.hands.selection.incident_id or HALL_LOG)

    def _grade_said(self, values: dict[str, Any], answer: Answer) -> None:
        incident_id = incident_of(self.hands, values)
        grade = Grade(int(values["grade"].id))
        if "words" not in values:
            self.grade(incident_id, grade)
            if answer.done is not None:
                answer.done("")
            return
        response, basis = _response(values["words"])
        self.set_grade(incident_id, grade, response, basis, answer)

    def _command_said(self, values: dict[str, Any], answer: Answer) -> None:
        level = CommandLevel(values["level"].id) if "level" in values else CommandLevel.DISTRICT
        self.establish(incident_of(self.hands, values), level, values["words"], answer)

    def _close_said(self, values: dict[str, Any], answer: Answer) -> None:
        self.end(incident_of(self.hands, values), values["words"], answer)

    def _log_said(self, values: dict[str, Any], answer: Answer) -> None:
        self.log(values["words"], answer)


def grade_form(hands: Hands) -> Form:
    def build(sheet: DeskSheet) -> None:
        sheet.add_field("grade", tr("forms", "等级"), combo((str(int(g)), words.grade(g)) for g in Grade))
        sheet.add_field("response", tr("forms", "响应"), grades(tr("forms", "不启动响应")))
        sheet.add_field("basis", tr("forms", "依据"), Lines(hands.stage, 3), required=True)

    def submit(subject: str, values: Values, reply: Reply) -> None:
        grade = grade_of(values["grade"])
        if grade is None:
            return reply.refused(tr("forms", "请选择等级"))
        cmd = incidents.GradeIncident(
            incident_id=subject, grade=grade, response=grade_of(values["response"]), basis=values["basis"]
        )
        hands.asker.ask(cmd, tr("forms", "定级 {0}").format(hands.incident_title(subject)), reply.done, reply.refused)
        return None

    return Form("grade", tr("forms", "定级"), build, lambda s: (tr("forms", "事件定级"), hands.incident_title(s)), submit)


def command_form(hands: Hands) -> Form:
    def build(sheet: DeskSheet) -> None:
        sheet.add_field("level", tr("forms", "级别"), levels())
        sheet.add_field("commander", tr("forms", "指挥长"), QLineEdit(), required=True)
        sheet.add_field("name", tr("forms", "指挥部名称"), QLineEdit())

    def submit(subject: str, values: Values, reply: Reply) -> None:
        cmd = command.EstablishCommand(
            incident_id=subject, level=CommandLevel(values["level"]), commander=values["commander"], name=values["name"]
        )
        hands.asker.ask(cmd, tr("forms", "设立指挥部"), reply.done, reply.refused)

    return Form("command", tr("forms", "设立"), build, lambda s: (tr("forms", "设立指挥部"), hands.incident_title(s)), submit)


def transfer_form(hands: Hands) -> Form:
    def build(sheet: DeskSheet) -> None:
        sheet.add_field("level", tr("forms", "级别"), levels())
        sheet.add_field("commander", tr("forms", "新指挥长"), QLineEdit(), required=True)
        sheet.add_field("name", tr("forms", "指挥部名称"), QLineEdit())
        sheet.add_field("why", tr("forms", "理由"), Lines(hands.stage, 2), required=True)

    def about(subject: str) -> tuple[str, str]:
        now = hands.picture.active_command(subject)
        led = now.commander if now else "–"
        return tr("forms", "移交指挥"), tr("forms", "{0} · 现任指挥长 {1}").format(hands.incident_title(subject), led)

    def submit(subject: str, values: Values, reply: Reply) -> None:
        cmd = command.TransferCommand(
            incident_id=subject,
            level=CommandLevel(values["level"]),
            commander=values["commander"],
            name=values["name"],
            why=values["why"],
        )
        hands.asker.ask(cmd, tr("forms", "移交指挥"), reply.done, reply.refused)

    return Form("transfer", tr("forms", "移交"), build, about, submit)


def close_form(hands: Hands) -> Form:
    def build(sheet: DeskSheet) -> None:
        sheet.add_field("why", tr("forms", "结案说明"), Lines(hands.stage, 3), required=True)

    def submit(subject: str, values: Values, reply: Reply) -> None:
        cmd = incidents.CloseIncident(incident_id=subject, why=values["why"])
        hands.asker.ask(cmd, tr("forms", "结案 {0}").format(hands.incident_title(subject)), reply.done, reply.refused)

    return Form("close", tr("forms", "结案"), build, lambda s: (tr("forms", "结案"), hands.incident_title(s)), submit)


def log_form(hands: Hands) -> Form:
    def build(sheet: DeskSheet) -> None:
        sheet.add_field("text", tr("forms", "记录"), Lines(hands.stage, 4), required=True)

    def about(subject: str) -> tuple[str, str]:
        return tr("forms", "写入记录"), tr("forms", "大厅日志") if subject == HALL_LOG else hands.incident_title(subject)

    def submit(subject: str, values: Values, reply: Reply) -> None:
        cmd = incidents.WriteLog(text=values["text"], incident_id=None if subject == HALL_LOG else subject)
        hands.asker.ask(cmd, tr("forms", "写入记录"), reply.done, reply.refused)

    return Form("log", tr("forms", "写入"), build, about, submit)


def _response(text: str) -> tuple[Grade | None, str]:
    """A leading 响应III (response III), and the basis after it."""
    first, _, rest = text.partition(" ")
    for word in ("响应", "response"):
        if first.lower() == word:  # the level stands apart
            first, _, rest = f"{word}{rest}".partition(" ")
        if first.lower().startswith(word) and read_grade(first[len(word) :]) is not None:
            return read_grade(first[len(word) :]), rest.strip()
    return None, text
