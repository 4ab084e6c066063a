"""What a dispatcher can do at this desk. Keys, palette, context menus and the command bar all end here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from console.app import alarms, command, incidents
from console.desk.forms import HALL_LOG, USUAL_SECTOR, incident_fill
from console.desk.hands import Hands
from console.desk.sheets import NEW, SheetDesk
from console.domain.codes import AssignmentStatus, CommandLevel, ForceDuty, Grade, ReportState
from console.domain.entities import Alarm, Assignment, Device, Force, Incident, Order, Report
from console.domain.rules.command import LADDER
from console.models import words
from console.models.boards import alarm_order
from console.models.timeline import alarm_words, report_words


@dataclass(frozen=True, slots=True)
class Answer:
    """Where the words for a refusal go, when it is not the banner; see :meth:`Asker.ask`."""

    done: Callable[[str], None] | None = None
    refused: Callable[[str], None] | None = None


NOBODY = Answer()


class Deeds(QObject):
    """Every deed asks the hall or opens a sheet; what cannot be done now is said, never ignored.

    Signals:
        told: words for the person (what is missing, what to do).
        look_at: latitude, longitude, words – show it on the map.
    """

    told = Signal(str)
    look_at = Signal(float, float)

    def __init__(self, hands: Hands, sheets: SheetDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hands = hands
        self._sheets = sheets
        self._picture = hands.picture
        self._ask = hands.asker.ask

    # ---- reports and alarms -----------------------------------------------------------------------------------------

    def new_report(self) -> None:
        """F2."""
        self._sheets.open("report")

    def new_incident(self) -> None:
        """An incident out of hand."""
        self._sheets.open("incident", NEW)

    @Slot(float, float)
    def new_incident_at(self, lat: float, lon: float) -> None:
        """An incident at a place of the map."""
        self._sheets.open("incident", NEW, {"coordinates": f"{lat:.5f}, {lon:.5f}"}, over=True)

    @Slot(float, float)
    def new_report_at(self, lat: float, lon: float) -> None:
        """A report at a place of the map."""
        self._sheets.open("report", NEW, {"coordinates": f"{lat:.5f}, {lon:.5f}"}, over=True)

    @Slot(str)
    def open_report(self, report_id: str) -> None:
        """Take a report in hand, and write the incident that it is about; the sheet is there at once, the claim follows."""
        report = self._picture.find(Report, report_id)
        if report is None:
            return
        if report.state is ReportState.OPENED and report.incident_id:
            self._hands.selection.choose_incident(report.incident_id)
            return
        subject = f"report:{report_id}"
        self._sheets.open("incident", subject, incident_fill(self._hands, subject))
        self._ask(
            incidents.ClaimReport(report_id=report_id),
            self.tr("受理 {0}").format(report_words(report)),
            refused=lambda no: self._sheets.complain("incident", subject, no),
        )

    def release_report(self, report_id: str) -> None:
        """Put it back into the queue."""
        self._ask(incidents.ReleaseReport(report_id=report_id), self.tr("退回接报"))

    def discard_report(self, report_id: str) -> None:
        """Nothing to it – the sheet asks why."""
        self._sheets.open("discard", report_id)

    @Slot(str)
    def open_alarm(self, alarm_id: str) -> None:
        """The report of an alarm, or, where it made none, an incident out of the alarm itself."""
        alarm = self._picture.find(Alarm, alarm_id)
        if alarm is None:
            return
        report = self._picture.find(Report, alarm.report_id)
        if report is not None and report.state is not ReportState.DISCARDED:
            self.open_report(report.id)
            return
        subject = f"alarm:{alarm_id}"
        self._sheets.open("incident", subject, incident_fill(self._hands, subject))

    def acknowledge(self, alarm_id: str, answer: Answer = NOBODY) -> None:
        """A person has seen it."""
        alarm = self._picture.find(Alarm, alarm_id)
        if alarm is not None:
            doing = self.tr("确认 {0}").format(alarm_words(alarm))
            self._ask(alarms.AcknowledgeAlarm(alarm_id=alarm_id), doing, answer.done, answer.refused)

    def top_alarm(self) -> Alarm | None:
        """The one that F3 acknowledges: unacknowledged, the worst, the newest."""
        waiting = self._picture.all(Alarm, lambda a: not a.acknowledged)
        return min(waiting, key=alarm_order, default=None)

    def acknowledge_top(self) -> None:
        """F3."""
        alarm = self.top_alarm()
        if alarm is None:
            self.told.emit(self.tr("没有未确认的告警"))
        else:
            self.acknowledge(alarm.id)

    # ---- the chosen incident -----------------------------------------------------------------------------------------

    def _incident(self, id: str = "") -> Incident | None:
        incident = self._picture.find(Incident, id) if id else self._hands.selection.incident()
        if incident is None:
            self.told.emit(self.tr("先选中一个事件 (Alt+2)"))
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
        sheet = self._sheets.open("grade", incident.id, fill)
        if wanted is not None:
            sheet.set_values({"grade": str(int(wanted))})

    def set_grade(self, incident_id: str, grade: Grade, response: Grade | None, basis: str, answer: Answer = NOBODY) -> None:
        """Grade and response in one go."""
        cmd = incidents.GradeIncident(incident_id=incident_id, grade=grade, response=response, basis=basis)
        doing = self.tr("定级 {0}").format(self._hands.incident_title(incident_id))
        self._ask(cmd, doing, answer.done, answer.refused)

    def establish(self, incident_id: str, level: CommandLevel, commander: str, answer: Answer = NOBODY) -> None:
        """Set up the command."""
        cmd = command.EstablishCommand(incident_id=incident_id, level=level, commander=commander)
        self._ask(cmd, self.tr("设立指挥部 {0}").format(commander), answer.done, answer.refused)

    def end(self, incident_id: str, why: str, answer: Answer = NOBODY) -> None:
        """Close an incident."""
        cmd = incidents.CloseIncident(incident_id=incident_id, why=why)
        self._ask(cmd, self.tr("结案 {0}").format(self._hands.incident_title(incident_id)), answer.done, answer.refused)

    def log(self, text: str, answer: Answer = NOBODY) -> None:
        """A line into the log of the chosen incident, else of the hall."""
        cmd = incidents.WriteLog(text=text, incident_id=self._hands.selection.incident_id or None)
        self._ask(cmd, self.tr("写入记录"), answer.done, answer.refused)

    def command(self, incident_id: str = "") -> None:
        """Set up the command, or pass it on where there is one."""
        incident = self._incident(incident_id)
        if incident is None:
            return
        post = self._picture.active_command(incident.id)
        self._sheets.open("transfer" if post else "command", incident.id)

    def close(self, incident_id: str = "") -> None:
        """The sheet asks how it ended."""
        incident = self._incident(incident_id)
        if incident is not None:
            self._sheets.open("close", incident.id)

    def write_log(self) -> None:
        """F8: into the log of the incident, else of the hall."""
        self._sheets.open("log", self._hands.selection.incident_id or HALL_LOG)

    def broadcast(self) -> None:
        """F6."""
        self._sheets.open("broadcast", self._hands.selection.incident_id or NEW)

    def show_incident(self, incident_id: str = "") -> None:
        """F7."""
        incident = self._incident(incident_id)
        if incident is not None:
            self.show_place(incident.title, incident.lat, incident.lon)

    @Slot(str)
    def show_force(self, force_id: str) -> None:
        """Where a force is."""
        force = self._picture.find(Force, force_id)
        tracker = self._picture.tracker_of(force_id)
        row = self._picture.positions.get(tracker.id) if tracker else None
        if force is not None:
            self.show_place(force.name, row.lat if row else None, row.lon if row else None)

    def show_device(self, device_id: str) -> None:
        """Where a station or a panel is."""
        device = self._picture.find(Device, device_id)
        if device is not None:
            self.show_place(device.name, device.lat, device.lon)

    def show_place(self, name: str, lat: float | None, lon: float | None) -> None:
        """Anything with a place, or the word that it has none."""
        if lat is None or lon is None:
            self.told.emit(self.tr("{0}: 无坐标").format(name))
        else:
            self.look_at.emit(lat, lon)

    # ---- forces ------------------------------------------------------------------------------------------------------

    def assign_chosen(self) -> None:
        """F4: the sheet, with the chosen force in it."""
        incident = self._incident()
        if incident is None:
            return
        if self._picture.active_command(incident.id) is None:
            self.told.emit(self.tr("该事件尚未设立指挥部 – 先设立指挥部 (Ctrl+J)"))
            return
        force = self._hands.selection.force_id
        fill = {"force": force} if force and self._picture.assignment_of(force) is None else {}
        chosen = self._picture.find(Force, fill.get("force"))
        if chosen is not None:
            lanes = self._hands.sectors(incident.id)
            fill["sector"] = next((lane.id for lane in lanes if lane.kind is USUAL_SECTOR[chosen.kind]), "")
        self._sheets.open("assign", incident.id, fill, over=bool(fill))

    def assign(self, force_id: str, incident_id: str, sector_id: str | None, answer: Answer = NOBODY) -> None:
        """Commit a force."""
        force = self._picture.find(Force, force_id)
        doing = self.tr("派遣 {0} → {1}").format(force.name if force else "–", self._hands.incident_title(incident_id))
        cmd = command.AssignForce(force_id=force_id, incident_id=incident_id, sector_id=sector_id)
        self._ask(cmd, doing, answer.done, answer.refused)

    def move(self, force_id: str, incident_id: str, sector_id: str | None, refused: Callable[[str], None]) -> None:
        """A force put into a lane: committed if it was free, into another sector if it is here already."""
        held = self._hands.held_by(incident_id, force_id)
        if held is None:
            self.assign(force_id, incident_id, sector_id, Answer(refused=refused))
            return
        force = self._picture.find(Force, force_id)
        cmd = command.MoveForce(assignment_id=held.id, sector_id=sector_id)
        self._ask(cmd, self.tr("调整 {0}").format(force.name if force else "–"), None, refused)

    def set_status(self, force_id: str, status: AssignmentStatus, answer: Answer = NOBODY) -> None:
        """The next line of the ledger of a committed force."""
        held = self._committed(force_id)
        if held is not None:
            force = self._picture.find(Force, force_id)
            doing = f"{force.name if force else '–'} {words.assignment_status(status)}"
            self._ask(command.ReportStatus(assignment_id=held.id, status=status), doing, answer.done, answer.refused)

    def next_status(self, force_id: str) -> None:
        """One step on."""
        held = self._committed(force_id)
        if held is not None:
            self.set_status(force_id, LADDER[LADDER.index(held.status) + 1])

    def _committed(self, force_id: str) -> Assignment | None:
        held = self._picture.assignment_of(force_id)
        if held is None:
            force = self._picture.find(Force, force_id)
            self.told.emit(self.tr("{0} 未派遣").format(force.name) if force else self.tr("先选中一支力量 (Alt+6)"))
        return held

    def set_duty(self, force_id: str, duty: ForceDuty) -> None:
        """Rests, is out of service, or can be had again."""
        force = self._picture.find(Force, force_id)
        if force is not None:
            self._ask(command.SetForceDuty(force_id=force_id, duty=duty), f"{force.name} {words.force_duty(duty)}")

    # ---- orders ------------------------------------------------------------------------------------------------------

    def order_chosen(self, text: str = "") -> None:
        """F5: the sheet, with the chosen force in it."""
        incident = self._incident()
        if incident is None:
            return
        if not self._picture.committed_to(incident.id):
            self.told.emit(self.tr("该事件下还没有力量 – 先派遣 (F4)"))
            return
        force = self._hands.selection.force_id
        here = bool(force) and self._hands.held_by(incident.id, force) is not None
        fill = {"force": force} if here else {}
        if text:
            fill["text"] = text
        self._sheets.open("order", incident.id, fill, over=bool(fill))

    def issue(self, force_id: str, text: str, answer: Answer = NOBODY) -> None:
        """An order to a force of whatever incident holds it."""
        held = self._committed(force_id)
        if held is not None:
            force = self._picture.find(Force, force_id)
            doing = self.tr("指令 → {0}").format(force.name if force else "–")
            cmd = command.IssueOrder(incident_id=held.incident_id, force_id=force_id, text=text)
            self._ask(cmd, doing, answer.done, answer.refused)

    @Slot(str)
    def receipt(self, order_id: str) -> None:
        """What came back by voice or paper."""
        if self._picture.find(Order, order_id) is not None:
            self._sheets.open("receipt", order_id)
