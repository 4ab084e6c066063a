"""What stands in the panels: the boards over their models, with what can be done to a row, and why one is empty."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from console.desk import boards as views
from console.desk.charts import ChartsPanel
from console.desk.docks import Panel
from console.desk.hands import Hands
from console.desk.history import lines_of
from console.desk.incident_panel import IncidentPanel
from console.desk.parts import Parts
from console.desk.repeats import MERGE_KEY
from console.desk.timeline_panel import TimelinePanel
from console.domain.codes import AssignmentStatus, ForceDuty
from console.domain.entities import Alarm, Assignment, Force, Incident, Report
from console.engine import Found
from console.models import boards, words
from console.models.links import Links
from console.models.picture import Change
from console.models.story import TimelineTable
from widgets.lamps import WireState
from widgets.roles import RowAction
from widgets.shortcuts import KeyButton
from widgets.tables import BoardView

FIRST, HISTORY = 500, 20_000  # lines of one incident
STATUS_KEYS = (
    (AssignmentStatus.EN_ROUTE, "Ctrl+Shift+1"),
    (AssignmentStatus.ON_SCENE, "Ctrl+Shift+2"),
    (AssignmentStatus.WORKING, "Ctrl+Shift+3"),
    (AssignmentStatus.RELEASED, "Ctrl+Shift+4"),
)


@dataclass(frozen=True)
class Boards:
    """The parts that hold rows."""

    intake: BoardView
    incidents: BoardView
    alarms: BoardView
    forces: BoardView
    timeline: BoardView
    detail: IncidentPanel
    charts: ChartsPanel
    map_holder: QWidget


class Panels(QObject):
    """Makes them, and keeps their counts and their reasons for being empty."""

    def __init__(self, hands: Hands, parts: Parts, links: Links, buttons: list[KeyButton], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hands, self._parts, self._links = hands, parts, links
        self.timeline_table = TimelineTable(hands.picture, self)
        self._told_of: tuple[str, ...] = ()
        self.boards = self._make_boards(buttons)
        self.timeline_panel = TimelinePanel(hands, self.boards.timeline, self.timeline_table)
        self.docks = self._make_docks()
        self._connect()
        hands.picture.changed.connect(self._follow)
        links.changed.connect(self._why_empty)
        self._follow(Change(reset=True))

    # ---- making -------------------------------------------------------------------------------------------------------

    def _make_boards(self, buttons: list[KeyButton]) -> Boards:
        hands, stage, picture = self._hands, self._hands.stage, self._hands.picture
        made = Boards(
            intake=views.two_line_board(stage),
            incidents=views.two_line_board(stage),
            alarms=views.alarm_board(stage),
            forces=views.force_board(stage),
            timeline=views.timeline_board(stage),
            detail=IncidentPanel(hands, buttons),
            charts=ChartsPanel(hands),
            map_holder=QWidget(),
        )
        box = QVBoxLayout(made.map_holder)
        box.setContentsMargins(0, 0, 0, 0)
        models = (
            boards.intake(picture, self._parts.merging.likely.short),
            boards.incidents(picture),
            boards.alarms(picture),
            boards.forces(picture),
            self.timeline_table,
        )
        for view, model in zip((made.intake, made.incidents, made.alarms, made.forces, made.timeline), models, strict=True):
            model.setParent(view)
            view.setModel(model)
        made.forces.set_carry_kind("force")
        return made

    def _make_docks(self) -> dict[str, Panel]:
        stage, made = self._hands.stage, self.boards
        rows: tuple[tuple[str, str, str, QWidget, QWidget | None], ...] = (
            ("intake", self.tr("接报"), "Alt+1", made.intake, None),
            ("incidents", self.tr("事件"), "Alt+2", made.incidents, None),
            ("detail", self.tr("事件详情"), "Alt+4", made.detail, made.detail.lanes),
            ("alarms", self.tr("告警"), "Alt+5", made.alarms, None),
            ("forces", self.tr("力量"), "Alt+6", made.forces, None),
            ("charts", self.tr("图表"), "Alt+7", made.charts, made.charts.list),
            ("timeline", self.tr("时间线"), "Alt+8", self.timeline_panel, made.timeline),
        )
        docks = {name: Panel(stage, name, title, key, content, focus) for name, title, key, content, focus in rows}
        for name, dock in docks.items():
            dock.widget().setAccessibleName(dock.windowTitle())
            if name == "detail":
                made.detail.orders.setAccessibleName(self.tr("指令"))
        for extra in (panel for part in self._parts.all() for panel in part.panels()):
            docks[extra.name] = Panel(stage, extra.name, extra.title, extra.key, extra.content, extra.focus, extra.beside)
            extra.content.setAccessibleName(extra.title)
        return docks

    def _connect(self) -> None:
        parts, hands, made = self._parts, self._hands, self.boards
        made.intake.activated_row.connect(parts.reports.open_report)
        made.intake.set_row_actions(
            [
                RowAction("merge", self.tr("并入可能重复的事件"), MERGE_KEY),
                RowAction("discard", self.tr("排除…"), "Del"),
                RowAction("release", self.tr("退回队列"), "Ctrl+Backspace"),
            ]
        )
        made.intake.action_requested.connect(self._report_action)
        made.incidents.selected_row.connect(self._incident_row)
        made.incidents.activated_row.connect(self._incident_entered)
        made.alarms.activated_row.connect(parts.reports.open_alarm)
        made.alarms.set_row_actions(
            [
                RowAction("acknowledge", self.tr("确认"), "Ctrl+Space"),
                RowAction("show", self.tr("在地图上显示"), "Ctrl+F7"),
            ]
        )
        made.alarms.action_requested.connect(self._alarm_action)
        made.forces.selected_row.connect(self._force_row)
        made.forces.activated_row.connect(parts.places.show_force)
        made.forces.set_row_actions(self._force_actions())
        made.forces.action_requested.connect(self._force_action)
        made.detail.orders.activated_row.connect(parts.orders.receipt)
        made.detail.orders.set_row_actions([RowAction("cancel", self.tr("取消指令…"), "Del")])
        made.detail.orders.action_requested.connect(lambda _key, id: parts.orders.take_back(id))
        made.detail.strays.take_requested.connect(parts.scene.take_first)
        made.detail.move_requested.connect(self._move)
        made.detail.force_opened.connect(parts.places.show_force)
        hands.selection.incident_changed.connect(self._incident_chosen)
        hands.selection.force_changed.connect(self._force_chosen)

    def _force_actions(self) -> list[RowAction]:
        actions = [RowAction(status.value, words.assignment_status(status), key) for status, key in STATUS_KEYS]
        actions += [RowAction(f"duty_{duty.value}", self.tr("值勤: {0}").format(words.force_duty(duty))) for duty in ForceDuty]
        return [*actions, RowAction("show", self.tr("在地图上显示"), "Ctrl+F7")]

    # ---- what a person does --------------------------------------------------------------------------------------------

    @Slot(str, str)
    def _report_action(self, key: str, id: str) -> None:
        reports = self._parts.reports
        does = {"merge": self._parts.merging.merge_report, "discard": reports.discard_report, "release": reports.release_report}
        does[key](id)

    @Slot(str, str)
    def _alarm_action(self, key: str, id: str) -> None:
        if key == "acknowledge":
            self._parts.reports.acknowledge(id)
            return
        alarm = self._hands.picture.find(Alarm, id)
        if alarm is not None:
            self._parts.places.show_place(alarm.label, alarm.lat, alarm.lon)

    @Slot(str, str)
    def _force_action(self, key: str, id: str) -> None:
        if key == "show":
            self._parts.places.show_force(id)
        elif key.startswith("duty_"):
            self._parts.forces.set_duty(id, ForceDuty(key.removeprefix("duty_")))
        else:
            self._parts.forces.set_status(id, AssignmentStatus(key))

    @Slot(str)
    def _incident_row(self, id: str) -> None:
        """A row chosen by a person; rows that vanish choose nothing for him."""
        if id and self.boards.incidents.hasFocus():
            self._hands.selection.choose_incident(id)

    @Slot(str)
    def _incident_entered(self, id: str) -> None:
        self._hands.selection.choose_incident(id)
        self.docks["detail"].go()

    @Slot(str)
    def _force_row(self, id: str) -> None:
        if id and self.boards.forces.hasFocus():
            self._hands.selection.choose_force(id)

    @Slot(str, str)
    def _move(self, force_id: str, sector_id: str) -> None:
        incident_id = self._hands.selection.incident_id

        def refused(no: str) -> None:
            self.boards.detail.lanes.refuse_move(force_id)
            self._parts.forces.tell(no)

        self._parts.forces.move(force_id, incident_id, sector_id or None, refused)

    @Slot(str)
    def _incident_chosen(self, id: str) -> None:
        self.boards.incidents.select_id(id)
        self.timeline_table.show_incident(id or None)
        self._ask_history()
        incident = self._hands.picture.find(Incident, id)
        self.docks["detail"].head.set_note(incident.number if incident else "")
        self.docks["timeline"].head.set_note(incident.title if incident else "")

    def _ask_history(self) -> None:
        """What is older than this screen: the newest of it at once, the whole of it behind."""
        ids = self._told_of = self.timeline_table.incident_ids()
        if not ids or not self._hands.picture.loaded:
            return
        told = self._hands.picture.all(Report, lambda r: r.incident_id in ids)
        moments = tuple(report.received_at for report in told)
        for limit in (FIRST, HISTORY):
            self._hands.seat.look(partial(lines_of, incident_ids=ids, limit=limit, told_at=moments), self._history)

    def _history(self, found: Found) -> None:
        """Lines from before this screen was opened; those of an incident that is no longer chosen fit nowhere and fall away."""
        if found.down is None and isValid(self):
            self.timeline_table.load(found.value)

    @Slot(str)
    def _force_chosen(self, id: str) -> None:
        self.boards.forces.select_id(id)

    # ---- counts and reasons --------------------------------------------------------------------------------------------

    @Slot(object)
    def _follow(self, change: Change) -> None:
        picture = self._hands.picture
        if change.reset:
            self.boards.incidents.select_id(self._hands.selection.incident_id)
            self.boards.forces.select_id(self._hands.selection.force_id)
            self._ask_history()
        elif self.timeline_table.incident_ids() != self._told_of:  # another incident was merged into this one
            self._ask_history()
        if change.reset or Report in change.ids:
            self._note("intake", self.boards.intake.model().rowCount())
        if change.reset or Incident in change.ids:
            self._note("incidents", self.boards.incidents.model().rowCount())
            if self.boards.incidents.current_id() is None and self._hands.selection.incident_id:
                self.boards.incidents.select_id(self._hands.selection.incident_id)
        if change.reset or Alarm in change.ids:
            waiting = len(picture.all(Alarm, lambda a: not a.acknowledged))
            note = self.tr("未确认 {0}").format(waiting) if waiting else ""
            self.docks["alarms"].head.set_note(note)
        if change.reset or Assignment in change.ids or Force in change.ids:
            self.docks["forces"].head.set_note(self._force_counts())
        self._why_empty()

    def _note(self, name: str, count: int) -> None:
        self.docks[name].head.set_note(str(count) if count else "")

    def _force_counts(self) -> str:
        """备勤18 出动6 到场9 休整2."""
        forces = self._hands.picture.all(Force)
        out = here = ready = resting = 0
        for force in forces:
            held = self._hands.picture.assignment_of(force.id)
            if held is not None:
                arrived = held.status in (AssignmentStatus.ON_SCENE, AssignmentStatus.WORKING)
                here, out = here + arrived, out + (not arrived)
            elif force.duty is ForceDuty.AVAILABLE:
                ready += 1
            elif force.duty is ForceDuty.RESTING:
                resting += 1
        parts = (
            (self.tr("备勤 {0}").format(ready), True),
            (self.tr("出动 {0}").format(out), out > 0),
            (self.tr("到场 {0}").format(here), here > 0),
            (self.tr("休整 {0}").format(resting), resting > 0),
            (self._parts.towns.note(), bool(self._parts.towns.note())),
        )
        return " · ".join(text for text, shown in parts if shown) if forces else ""

    @Slot()
    def _why_empty(self) -> None:
        made, wires = self.boards, self._wires()
        loading = "" if self._hands.picture.loaded else self.tr("等待数据库")
        texts: tuple[tuple[BoardView, Callable[[], str]], ...] = (
            (made.intake, lambda: self.tr("暂无接报 – {0}").format(wires)),
            (made.alarms, lambda: self.tr("暂无告警 – {0}").format(wires)),
            (made.incidents, lambda: self.tr("暂无事件")),
            (made.forces, lambda: self.tr("尚未登记力量")),
            (made.timeline, lambda: self.tr("未选事件") if not self._hands.selection.incident_id else self.tr("暂无记录")),
        )
        for view, why in texts:
            view.set_empty_text(loading or why())

    def _wires(self) -> str:
        if not self._links.gateway_up:
            return self.tr("网关未接通, 线路状态不明")
        wires = self._links.wires()
        well = sum(wire.state is WireState.OK for wire in wires)
        if well == len(wires):
            return self.tr("{0} 路接入正常").format(well)
        return self.tr("接入正常 {0}/{1} 路").format(well, len(wires))
