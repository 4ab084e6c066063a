"""The questions that a dispatcher answers in writing: which fields, what stands in them first, which command they become."""

from __future__ import annotations

import re
from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QLineEdit

from console.app import command, incidents
from console.app.alarms import REPORT_KINDS
from console.desk.fields import Choice, Lines, Picker
from console.desk.hands import Hands
from console.desk.sheets import DeskSheet, Form, Reply, Values
from console.domain.codes import CommandLevel, ForceKind, Grade, IncidentKind, OrderState, SectorKind
from console.domain.entities import Alarm, Force, Order, Report
from console.models import words
from console.models.timeline import alarm_words, report_words
from widgets.choices import Completion

tr = QCoreApplication.translate

SOURCES = ("phone", "radio", "village", "visit")
RECEIPTS = (OrderState.ACKNOWLEDGED, OrderState.UNDER_WAY, OrderState.DONE, OrderState.REFUSED, OrderState.CANCELLED)
HALL_LOG = "hall"
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


def combo(items: Iterable[tuple[str, str]]) -> QComboBox:
    """A closed list: value with its words."""
    box = Choice()
    for value, text in items:
        box.addItem(text, value)
    return box


def kinds() -> QComboBox:
    """Kinds of incident."""
    return combo((kind.value, words.incident_kind(kind)) for kind in IncidentKind)


def grades(none: str) -> QComboBox:
    """The four grades, and none of them."""
    return combo([("", none), *((str(int(g)), words.grade(g)) for g in Grade)])


def levels() -> QComboBox:
    """Levels of a command; the district's own first."""
    order = (CommandLevel.DISTRICT, CommandLevel.TOWN, CommandLevel.CITY, CommandLevel.PROVINCE)
    return combo((level.value, words.command_level(level)) for level in order)


def grade_of(value: object) -> Grade | None:
    """What was chosen."""
    return Grade(int(str(value))) if value else None


def coordinates(text: str) -> tuple[float, float] | None:
    """Latitude and longitude in degrees as people write them; None for nothing that could be one."""
    numbers = re.findall(r"-?\d+(?:\.\d+)?", text)
    if len(numbers) != 2:
        return None
    lat, lon = float(numbers[0]), float(numbers[1])
    return (lat, lon) if abs(lat) <= 90 and abs(lon) <= 180 else None


def coordinates_text(lat: float | None, lon: float | None) -> str:
    """The other way round."""
    return "" if lat is None or lon is None else f"{lat:.5f}, {lon:.5f}"


def report_form(hands: Hands) -> Form:
    def build(sheet: DeskSheet) -> None:
        sheet.add_field("source", tr("forms", "来源"), combo((s, words.report_source(s)) for s in SOURCES))
        sheet.add_field("kind", tr("forms", "类别"), kinds())
        sheet.add_field("place", tr("forms", "地点"), QLineEdit(), required=True)
        sheet.add_field("caller", tr("forms", "报告人"), QLineEdit())
        sheet.add_field("text", tr("forms", "内容"), Lines(hands.stage, 4))
        sheet.add_field("coordinates", tr("forms", "坐标"), _coordinate_line())

    def submit(subject: str, values: Values, reply: Reply) -> None:
        at = _at(values, reply)
        if at is None:
            return
        cmd = incidents.TakeReport(
            source=values["source"],
            kind=IncidentKind(values["kind"]),
            place=values["place"],
            text=values["text"],
            caller=values["caller"],
            lat=at[0],
            lon=at[1],
        )
        hands.asker.ask(cmd, tr("forms", "登记接报 {0}").format(values["place"]), reply.done, reply.refused)

    return Form("report", tr("forms", "登记"), build, lambda _s: (tr("forms", "新接报"), hands.seat.actor.seat), submit)


def incident_form(hands: Hands) -> Form:
    def build(sheet: DeskSheet) -> None:
        sheet.add_field("kind", tr("forms", "类别"), kinds())
        sheet.add_field("title", tr("forms", "名称"), QLineEdit(), required=True)
        sheet.add_field("place", tr("forms", "地点"), QLineEdit())
        sheet.add_field("coordinates", tr("forms", "坐标"), _coordinate_line())
        sheet.add_field("grade", tr("forms", "等级"), grades(tr("forms", "暂不定级")))

    def about(subject: str) -> tuple[str, str]:
        report, alarm = origin(hands, subject)
        if report is not None:
            return tr("forms", "立案"), report_words(report)
        return tr("forms", "立案"), alarm_words(alarm) if alarm else hands.seat.actor.seat

    def submit(subject: str, values: Values, reply: Reply) -> None:
        at = _at(values, reply)
        if at is None:
            return
        report, _ = origin(hands, subject)
        cmd = incidents.OpenIncident(
            kind=IncidentKind(values["kind"]),
            title=values["title"],
            place=values["place"],
            lat=at[0],
            lon=at[1],
            grade=grade_of(values["grade"]),
            report_id=report.id if report else None,
        )

        def done(incident_id: str) -> None:
            reply.done()
            hands.selection.choose_incident(incident_id)

        hands.asker.ask(cmd, tr("forms", "立案 {0}").format(values["title"]), done, reply.refused)

    return Form("incident", tr("forms", "立案"), build, about, submit)


def origin(hands: Hands, subject: str) -> tuple[Report | None, Alarm | None]:
    """What an incident is opened from: ``report:ID``, ``alarm:ID``, or out of hand."""
    kind, _, id = subject.partition(":")
    report = hands.picture.find(Report, id) if kind == "report" else None
    alarm = hands.picture.find(Alarm, id if kind == "alarm" else report.alarm_id if report else None)
    return report, alarm


def incident_fill(hands: Hands, subject: str) -> Values:
    """What stands in the incident sheet first, from the report or the alarm behind it."""
    report, alarm = origin(hands, subject)
    kind = report.kind if report else alarm_kind(alarm) if alarm else IncidentKind.OTHER
    place = (report.place if report else "") or (alarm.place if alarm else "")
    source = place or (report.caller if report else "") or (alarm.label if alarm else "")
    grade = (report.grade if report else None) or (alarm.grade if alarm else None)
    lat, lon = (report.lat, report.lon) if report else (alarm.lat, alarm.lon) if alarm else (None, None)
    return {
        "kind": kind.value,
        "title": f"{source}{words.incident_kind(kind)}" if source else "",
        "place": place,
        "coordinates": coordinates_text(lat, lon),
        "grade": str(int(grade)) if grade else "",
    }


def alarm_kind(alarm: Alarm) -> IncidentKind:
    """What an alarm points to, before a person says."""
    if alarm.event == "threshold":
        return IncidentKind.FLASH_FLOOD
    return REPORT_KINDS.get(alarm.event, IncidentKind.OTHER)


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
                box.addItem(f"{words.sector(sector.kind)} {sector.minimum}–{sector.maximum}", sector.id)
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


def order_form(hands: Hands) -> Form:
    def build(sheet: DeskSheet) -> None:
        def offered(typed: str) -> list[Completion]:
            here = hands.selection.incident_id
            return hands.names.forces(typed, lambda f: hands.held_by(here, f.id) is not None)

        sheet.add_field("force", tr("forms", "受令力量"), Picker(hands.stage, offered), required=True)
        sheet.add_field("text", tr("forms", "指令"), Lines(hands.stage, 4), required=True)

    def submit(subject: str, values: Values, reply: Reply) -> None:
        force = hands.picture.find(Force, values["force"])
        cmd = command.IssueOrder(incident_id=subject, force_id=values["force"], text=values["text"])
        hands.asker.ask(cmd, tr("forms", "指令 → {0}").format(force.name if force else "–"), reply.done, reply.refused)

    def about(subject: str) -> tuple[str, str]:
        return tr("forms", "下达指令"), hands.incident_title(subject)

    return Form("order", tr("forms", "下达"), build, about, submit)


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


def discard_form(hands: Hands) -> Form:
    def build(sheet: DeskSheet) -> None:
        sheet.add_field("why", tr("forms", "理由"), Lines(hands.stage, 2), required=True)

    def about(subject: str) -> tuple[str, str]:
        report = hands.picture.find(Report, subject)
        return tr("forms", "排除接报"), report_words(report) if report else "–"

    def submit(subject: str, values: Values, reply: Reply) -> None:
        cmd = incidents.DiscardReport(report_id=subject, why=values["why"])
        hands.asker.ask(cmd, tr("forms", "排除接报"), reply.done, reply.refused)

    return Form("discard", tr("forms", "排除"), build, about, submit)


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
        cmd = command.AdvanceOrder(order_id=subject, state=OrderState(values["state"]), words=values["words"])
        hands.asker.ask(cmd, tr("forms", "登记回执"), reply.done, reply.refused)

    return Form("receipt", tr("forms", "登记"), build, about, submit)


def log_form(hands: Hands) -> Form:
    def build(sheet: DeskSheet) -> None:
        sheet.add_field("text", tr("forms", "记录"), Lines(hands.stage, 4), required=True)

    def about(subject: str) -> tuple[str, str]:
        return tr("forms", "写入记录"), tr("forms", "大厅日志") if subject == HALL_LOG else hands.incident_title(subject)

    def submit(subject: str, values: Values, reply: Reply) -> None:
        cmd = incidents.WriteLog(text=values["text"], incident_id=None if subject == HALL_LOG else subject)
        hands.asker.ask(cmd, tr("forms", "写入记录"), reply.done, reply.refused)

    return Form("log", tr("forms", "写入"), build, about, submit)


def all_forms(hands: Hands) -> list[Form]:
    """Every form but the broadcast, which lives by itself."""
    makers = (
        *(report_form, incident_form, assign_form, order_form, grade_form, command_form),
        *(transfer_form, close_form, discard_form, receipt_form, log_form),
    )
    return [make(hands) for make in makers]


def _coordinate_line() -> QLineEdit:
    line = QLineEdit()
    line.setPlaceholderText(tr("forms", "纬度, 经度; 不明则留空"))
    return line


def _at(values: Values, reply: Reply) -> tuple[float | None, float | None] | None:
    """Coordinates as typed; None after a complaint."""
    text = values["coordinates"]
    if not text:
        return None, None
    at = coordinates(text)
    if at is None:
        reply.refused(tr("forms", "坐标应写作: 34.58800, 105.71200 (纬度, 经度), 不明则留空"))
    return at
