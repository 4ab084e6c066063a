"""The chosen incident: graded, commanded, logged, closed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit

from console.app import command, incidents
from console.desk.actions import Deed
from console.desk.asking import NOBODY, Answer
from console.desk.fields import Lines
from console.desk.hands import Hands
from console.desk.inputs import combo, coordinate_line, coordinates_text, grade_of, grades, levels, place_of, read_grade
from console.desk.parts.base import Part
from console.desk.sheets import DeskSheet, Form, Reply, Values
from console.desk.times import quantity
from console.desk.verbs import Slot, Verb, incident_of
from console.domain.codes import CommandLevel, Grade
from console.domain.entities import Incident
from console.domain.rules import response
from console.models import words
from console.models.aims_boards import still_open

tr = QCoreApplication.translate

HALL_LOG = "hall"


class IncidentsPart(Part):
    """What is done about an incident as a whole."""

    def forms(self) -> Sequence[Form]:
        makers = (grade_form, command_form, transfer_form, close_form, log_form, scene_form)
        return tuple(make(self.hands) for make in makers)

    def deeds(self) -> Sequence[Deed]:
        return (
            Deed("log", self.tr("记录"), "F8", self.write_log),
            Deed("grade", self.tr("定级"), "Ctrl+G", self.grade, self.no_incident),
            Deed("command", self.tr("指挥部"), "Ctrl+J", self.command, self.no_incident),
            Deed("close", self.tr("结案"), "Ctrl+End", self.close, self.no_incident),
            Deed("place", self.tr("划定现场"), "Ctrl+Shift+G", self.place, self.no_incident),
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
            "decided_by": "",
        }
        sheet = self.tools.sheets.open("grade", incident.id, fill)
        if wanted is not None:
            sheet.set_values({"grade": str(int(wanted))})

    def set_grade(
        self,
        incident_id: str,
        grade: Grade,
        response: Grade | None,
        basis: str,
        answer: Answer = NOBODY,
        *,
        decided_by: str = "",
    ) -> None:
        """Grade and response in one go."""
        cmd = incidents.GradeIncident(
            incident_id=incident_id, grade=grade, response=response, basis=basis, decided_by=decided_by
        )
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
        wanted = response.wanted_level(incident.grade, self.hands.seat.settings.responses())
        if post is None:
            self.tools.sheets.open("command", incident.id)
            return
        level = max(post.level, wanted, key=lambda one: response.RANK[one])
        fill = {"level": level.value, "partners": "、".join(post.partners)}
        self.tools.sheets.open("transfer", incident.id, fill)

    def close(self, incident_id: str = "") -> None:
        """The sheet asks how it ended."""
        incident = self._incident(incident_id)
        if incident is not None:
            self.tools.sheets.open("close", incident.id)

    def place(self, incident_id: str = "") -> None:
        """Where the scene is and how far it reaches."""
        incident = self._incident(incident_id)
        if incident is not None:
            radius = "" if incident.radius_m is None else f"{incident.radius_m:g}"
            fill = {"coordinates": coordinates_text(incident.lat, incident.lon), "radius": radius}
            self.tools.sheets.open("place", incident.id, fill)

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
        level, rest = _response(values["words"])
        decided_by, basis = _decider(rest)
        self.set_grade(incident_id, grade, level, basis, answer, decided_by=decided_by)

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
        decider = QLineEdit()
        sheet.add_field("decided_by", tr("forms", "决定人"), decider)
        box = sheet.field("response")

        def hint() -> None:
            level = grade_of(sheet.values()["response"])
            office = response.decider(level, hands.seat.settings.responses()) if level else ""
            decider.setPlaceholderText(office or tr("forms", "初判和升级可不填"))

        if isinstance(box, QComboBox):
            box.currentIndexChanged.connect(hint)
        hint()

    def submit(subject: str, values: Values, reply: Reply) -> None:
        grade = grade_of(values["grade"])
        if grade is None:
            return reply.refused(tr("forms", "请选择等级"))
        cmd = incidents.GradeIncident(
            incident_id=subject,
            grade=grade,
            response=grade_of(values["response"]),
            basis=values["basis"],
            decided_by=values["decided_by"],
        )
        hands.asker.ask(cmd, tr("forms", "定级 {0}").format(hands.incident_title(subject)), reply.done, reply.refused)
        return None

    return Form("grade", tr("forms", "定级"), build, lambda s: (tr("forms", "事件定级"), hands.incident_title(s)), submit)


def command_form(hands: Hands) -> Form:
    def build(sheet: DeskSheet) -> None:
        sheet.add_field("level", tr("forms", "级别"), levels())
        sheet.add_field("commander", tr("forms", "指挥长"), QLineEdit(), required=True)
        sheet.add_field("name", tr("forms", "指挥部名称"), QLineEdit())
        sheet.add_field("partners", tr("forms", "联合地区"), partners_line())

    def submit(subject: str, values: Values, reply: Reply) -> None:
        cmd = command.EstablishCommand(
            incident_id=subject,
            level=CommandLevel(values["level"]),
            commander=values["commander"],
            name=values["name"],
            partners=partners_of(values["partners"]),
        )
        hands.asker.ask(cmd, tr("forms", "设立指挥部"), reply.done, reply.refused)

    return Form("command", tr("forms", "设立"), build, lambda s: (tr("forms", "设立指挥部"), hands.incident_title(s)), submit)


def transfer_form(hands: Hands) -> Form:
    def build(sheet: DeskSheet) -> None:
        sheet.add_field("level", tr("forms", "级别"), levels())
        sheet.add_field("commander", tr("forms", "新指挥长"), QLineEdit(), required=True)
        sheet.add_field("name", tr("forms", "指挥部名称"), QLineEdit())
        sheet.add_field("partners", tr("forms", "联合地区"), partners_line())
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
            partners=partners_of(values["partners"]),
        )
        hands.asker.ask(cmd, tr("forms", "移交指挥"), reply.done, reply.refused)

    return Form("transfer", tr("forms", "移交"), build, about, submit)


class StillOpen(QLabel):
    """What is open about the incident that a sheet closes. It does not hold the closing up; it is said, and stays on record as it is."""

    def __init__(self, hands: Hands) -> None:
        super().__init__()
        self._hands = hands
        self._incident_id = ""
        self.setWordWrap(True)

    def show_incident(self, incident_id: str) -> None:
        """Which one."""
        self._incident_id = incident_id
        self._tell()

    def _tell(self) -> None:
        left = still_open(self._hands.picture, self._incident_id)
        lines = [tr("forms", "▲ 尚未完成, 结案后如实留存:"), *(f"· {line}" for line in left)]
        self.setText("\n".join(lines) if left else tr("forms", "目标、需求、支援均已了结"))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tell()


def close_form(hands: Hands) -> Form:
    def build(sheet: DeskSheet) -> None:
        sheet.add_part(StillOpen(hands))
        sheet.add_field("why", tr("forms", "结案说明"), Lines(hands.stage, 3), required=True)

    def opened(sheet: DeskSheet, subject: str) -> None:
        for left in sheet.findChildren(StillOpen):
            left.show_incident(subject)

    def submit(subject: str, values: Values, reply: Reply) -> None:
        cmd = incidents.CloseIncident(incident_id=subject, why=values["why"])
        hands.asker.ask(cmd, tr("forms", "结案 {0}").format(hands.incident_title(subject)), reply.done, reply.refused)

    return Form("close", tr("forms", "结案"), build, lambda s: (tr("forms", "结案"), hands.incident_title(s)), submit, opened)


def scene_form(hands: Hands) -> Form:
    def build(sheet: DeskSheet) -> None:
        sheet.add_field("coordinates", tr("forms", "坐标"), coordinate_line())
        radius = QLineEdit()
        usual = hands.seat.settings.figures().scene_radius_m
        radius.setPlaceholderText(tr("forms", "米; 留空为 {0}").format(usual))
        sheet.add_field("radius", tr("forms", "现场半径"), radius)

    def submit(subject: str, values: Values, reply: Reply) -> None:
        at = place_of(values, reply)
        if at is None:
            return
        radius = quantity(values["radius"]) if values["radius"] else None
        if values["radius"] and (radius is None or radius[1] not in ("", "m", "米")):
            reply.refused(tr("forms", "半径应写作米数, 如 800"))
            return
        cmd = incidents.PlaceIncident(incident_id=subject, lat=at[0], lon=at[1], radius_m=radius[0] if radius else None)
        hands.asker.ask(cmd, tr("forms", "划定现场"), reply.done, reply.refused)

    return Form("place", tr("forms", "划定"), build, lambda s: (tr("forms", "划定现场"), hands.incident_title(s)), submit)


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


def _decider(text: str) -> tuple[str, str]:
    """A leading 由张副区长, and the basis after it."""
    first, _, rest = text.partition(" ")
    for word in ("由", "by:"):
        if first.lower().startswith(word) and len(first) > len(word):
            return first[len(word) :], rest.strip()
    return "", text


def partners_line() -> QLineEdit:
    """Where the neighbours of a joint command are written."""
    line = QLineEdit()
    line.setPlaceholderText(tr("forms", "跨界联合时填, 如 秦安县"))
    return line


def partners_of(text: str) -> tuple[str, ...]:
    """Their names, one by one."""
    return tuple(part.strip() for part in re.split(r"[、,，;；]", text) if part.strip())
