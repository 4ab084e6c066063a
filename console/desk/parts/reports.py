"""Reports and alarms: the one intake queue, and what wants to be acknowledged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QLineEdit

from console.app import alarms, incidents
from console.app.alarms import REPORT_KINDS
from console.desk.actions import Deed
from console.desk.asking import NOBODY, Answer
from console.desk.fields import Lines
from console.desk.hands import Hands
from console.desk.inputs import combo, coordinate_line, coordinates_text, grade_of, grades, kinds, place_of
from console.desk.parts.base import Part, Tools
from console.desk.parts.merging import MergingPart
from console.desk.repeats import RepeatNotice
from console.desk.sheets import NEW, DeskSheet, Form, Reply, Values
from console.desk.verbs import Misread, Verb
from console.desk.verbs import Slot as Place
from console.domain.codes import IncidentKind, ReportState
from console.domain.entities import Alarm, Report
from console.models import words
from console.models.boards import alarm_order
from console.models.timeline import alarm_words, report_words

tr = QCoreApplication.translate

SOURCES = ("phone", "radio", "village", "visit")


class ReportsPart(Part):
    """What reached the hall and waits for a person."""

    def __init__(self, tools: Tools, merging: MergingPart) -> None:
        super().__init__(tools)
        self._merging = merging
        self._touched: dict[str, datetime] = {}

    def forms(self) -> Sequence[Form]:
        return (report_form(self.hands), self._incident_form(), discard_form(self.hands))

    def _incident_form(self) -> Form:
        """Beside the incident to write: what the report likely tells of again. Writing keeps the claim of the report fresh."""
        plain = incident_form(self.hands)

        def build(sheet: DeskSheet) -> None:
            plain.build(sheet)
            sheet.add_part(RepeatNotice(self.hands, self._merging.likely, self._merging.merge_report))
            sheet.edited.connect(self._written)

        def opened(sheet: DeskSheet, subject: str) -> None:
            kind, _, id = subject.partition(":")
            for notice in sheet.findChildren(RepeatNotice):
                notice.show_report(id if kind == "report" else "")

        return replace(plain, build=build, opened=opened)

    @Slot()
    def _written(self) -> None:
        """A person writes about a report: its claim must not lapse under his hands (asked for at most once in a third of its time)."""
        kind, _, id = self.tools.sheets.current_subject().partition(":")
        report = self.picture.find(Report, id) if kind == "report" and self.tools.sheets.current_key() == "incident" else None
        seat, now = self.hands.seat.actor.seat, self.hands.stage.now()
        if report is None or report.claimed_by not in (None, seat) or report.state not in (ReportState.WAITING, ReportState.CLAIMED):
            return
        fresh = timedelta(seconds=self.hands.seat.settings.figures().claim_stale_s / 3)
        last = max(self._touched.get(id, now - fresh), report.claimed_at or now - fresh)
        if now - last >= fresh:
            self._touched[id] = now
            self.hands.seat.do(incidents.ClaimReport(report_id=id))

    def deeds(self) -> Sequence[Deed]:
        def alarm() -> str:
            return "" if self.top_alarm() is not None else self.tr("没有未确认的告警")

        return (
            Deed("report", self.tr("新接报"), "F2", self.new_report),
            Deed("acknowledge", self.tr("确认最急告警"), "F3", self.acknowledge_top, alarm),
            Deed("incident", self.tr("直接立案"), "Shift+F2", self.new_incident),
        )

    def verbs(self) -> Sequence[Verb]:
        alarm = Place("alarm", self.tr("告警"), optional=True)
        return (Verb("acknowledge", self.tr("确认"), (alarm,), self._acknowledge_said),)

    def new_report(self) -> None:
        """F2."""
        self.tools.sheets.open("report")

    def new_incident(self) -> None:
        """An incident out of hand."""
        self.tools.sheets.open("incident", NEW)

    @Slot(float, float)
    def new_incident_at(self, lat: float, lon: float) -> None:
        """An incident at a place of the map."""
        self.tools.sheets.open("incident", NEW, {"coordinates": f"{lat:.5f}, {lon:.5f}"}, over=True)

    @Slot(float, float)
    def new_report_at(self, lat: float, lon: float) -> None:
        """A report at a place of the map."""
        self.tools.sheets.open("report", NEW, {"coordinates": f"{lat:.5f}, {lon:.5f}"}, over=True)

    @Slot(str)
    def open_report(self, report_id: str) -> None:
        """Take a report in hand, and write the incident that it is about; the sheet is there at once, the claim follows."""
        report = self.picture.find(Report, report_id)
        if report is None:
            return
        if report.state is ReportState.OPENED and report.incident_id:
            self.hands.selection.choose_incident(report.incident_id)
            return
        subject = f"report:{report_id}"
        self.tools.sheets.open("incident", subject, incident_fill(self.hands, subject))
        self.ask(
            incidents.ClaimReport(report_id=report_id),
            self.tr("受理 {0}").format(report_words(report)),
            refused=lambda no: self.tools.sheets.complain("incident", subject, no),
        )

    def release_report(self, report_id: str) -> None:
        """Put it back into the queue."""
        self.ask(incidents.ReleaseReport(report_id=report_id), self.tr("退回接报"))

    def discard_report(self, report_id: str) -> None:
        """Nothing to it – the sheet asks why."""
        self.tools.sheets.open("discard", report_id)

    @Slot(str)
    def open_alarm(self, alarm_id: str) -> None:
        """The report of an alarm, or, where it made none, an incident out of the alarm itself."""
        alarm = self.picture.find(Alarm, alarm_id)
        if alarm is None:
            return
        report = self.picture.find(Report, alarm.report_id)
        if report is not None and report.state is not ReportState.DISCARDED:
            self.open_report(report.id)
            return
        subject = f"alarm:{alarm_id}"
        self.tools.sheets.open("incident", subject, incident_fill(self.hands, subject))

    def acknowledge(self, alarm_id: str, answer: Answer = NOBODY) -> None:
        """A person has seen it."""
        alarm = self.picture.find(Alarm, alarm_id)
        if alarm is not None:
            doing = self.tr("确认 {0}").format(alarm_words(alarm))
            self.ask(alarms.AcknowledgeAlarm(alarm_id=alarm_id), doing, answer.done, answer.refused)

    def top_alarm(self) -> Alarm | None:
        """The one that F3 acknowledges: unacknowledged, the worst, the newest."""
        waiting = self.picture.all(Alarm, lambda a: not a.acknowledged)
        return min(waiting, key=alarm_order, default=None)

    def acknowledge_top(self) -> None:
        """F3."""
        alarm = self.top_alarm()
        if alarm is None:
            self.tell(self.tr("没有未确认的告警"))
        else:
            self.acknowledge(alarm.id)

    def _acknowledge_said(self, values: dict[str, Any], answer: Answer) -> None:
        top = self.top_alarm()
        if "alarm" not in values and top is None:
            raise Misread(self.tr("没有未确认的告警"))
        self.acknowledge(values["alarm"].id if "alarm" in values else top.id if top else "", answer)


def report_form(hands: Hands) -> Form:
    def build(sheet: DeskSheet) -> None:
        sheet.add_field("source", tr("forms", "来源"), combo((s, words.report_source(s)) for s in SOURCES))
        sheet.add_field("kind", tr("forms", "类别"), kinds())
        sheet.add_field("place", tr("forms", "地点"), QLineEdit(), required=True)
        sheet.add_field("caller", tr("forms", "报告人"), QLineEdit())
        sheet.add_field("text", tr("forms", "内容"), Lines(hands.stage, 4))
        sheet.add_field("coordinates", tr("forms", "坐标"), coordinate_line())

    def submit(subject: str, values: Values, reply: Reply) -> None:
        at = place_of(values, reply)
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
        sheet.add_field("coordinates", tr("forms", "坐标"), coordinate_line())
        sheet.add_field("grade", tr("forms", "等级"), grades(tr("forms", "暂不定级")))

    def about(subject: str) -> tuple[str, str]:
        report, alarm = origin(hands, subject)
        if report is not None:
            return tr("forms", "立案"), report_words(report)
        return tr("forms", "立案"), alarm_words(alarm) if alarm else hands.seat.actor.seat

    def submit(subject: str, values: Values, reply: Reply) -> None:
        at = place_of(values, reply)
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
