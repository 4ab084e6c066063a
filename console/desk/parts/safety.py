"""Accountability and mayday: checks called and answered, maydays worked and ended, and what the banner says of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtWidgets import QSplitter, QWidget

from console.alerts import SafetyNotices
from console.app import safety as app
from console.desk.actions import Deed
from console.desk.asking import Answer
from console.desk.docks import Panel
from console.desk.fields import Lines
from console.desk.hands import Hands
from console.desk.parts.base import PanelOf, Part, Tools
from console.desk.parts.orders import OrdersPart
from console.desk.parts.places import PlacesPart
from console.desk.sheets import DeskSheet, Form, Reply, Values
from console.desk.verbs import Slot as Place
from console.desk.verbs import Verb, incident_of
from console.domain.entities import Force, Mayday
from console.models import safety
from console.safety_panel import MaydayPanel, ParPanel

tr = QCoreApplication.translate


class SafetyPart(Part):
    """人员清点与紧急求救."""

    def __init__(self, tools: Tools, orders: OrdersPart, places: PlacesPart) -> None:
        super().__init__(tools)
        stage, seat = self.hands.stage, self.hands.seat
        self._places = places
        self.par = ParPanel(seat, stage, self.ask, lambda: self.hands.selection.incident_id)
        self.par.title.hide()  # the tab says it
        self.mayday = MaydayPanel(seat, stage, self.ask)
        self.mayday.place_wanted.connect(places.show_force)
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.addWidget(self.mayday)
        self._split.addWidget(self.par)
        self._split.setChildrenCollapsible(False)
        self._split.setStretchFactor(1, 1)
        self.hands.selection.incident_changed.connect(self._incident_chosen)
        self.notices = SafetyNotices(
            self.picture, tools.banner, orders=True, check_key="Alt+Shift+S", mayday_key="Ctrl+Alt+H"
        )
        self.notices.mayday_opened.connect(self.go_to_mayday)
        self.notices.check_opened.connect(self.go_to_check)
        self.notices.order_opened.connect(orders.receipt)

    @Slot(str)
    def _incident_chosen(self, _id: str) -> None:
        self.par.refill()

    def panels(self) -> Sequence[PanelOf]:
        return (PanelOf("safety", self.tr("清点求救"), "Alt+Shift+S", self._split, self.par.board),)

    def forms(self) -> Sequence[Form]:
        return (mayday_form(self.hands), par_cancel_form(self.hands))

    def deeds(self) -> Sequence[Deed]:
        return (
            Deed("par_call", self.tr("发起人员清点"), "Ctrl+Alt+P", self.call, self.no_incident),
            Deed("par_cancel", self.tr("取消人员清点"), "", self._cancel, self._no_check),
            Deed("mayday", self.tr("启动紧急求救 (所选力量)"), "Ctrl+Alt+M", self._open_mayday, self.no_force),
            Deed("mayday_place", self.tr("定位求救力量"), "Ctrl+Shift+F7", self._show_mayday, self._no_mayday),
            Deed("mayday_steps", self.tr("处置紧急求救"), "Ctrl+Alt+H", lambda: self.go_to_mayday(""), self._no_mayday),
        )

    def verbs(self) -> Sequence[Verb]:
        incident = Place("incident", self.tr("事件"), optional=True)
        force = Place("force", self.tr("力量"))
        rest = Place("words", self.tr("原话"), optional=True)
        return (
            Verb("par", self.tr("清点"), (incident,), self._par_said),
            Verb("par_answer", self.tr("应答"), (force, rest), self._answer_said),
            Verb("mayday", self.tr("求救"), (force, rest), self._mayday_said),
        )

    # ---- checks --------------------------------------------------------------------------------------------------------

    def call(self) -> None:
        """All forces on the scene of the chosen incident are called now."""
        incident = self.hands.selection.incident()
        if incident is not None:
            self.ask(app.CallPar(incident_id=incident.id), self.tr("发起人员清点 {0}").format(incident.title))

    def _no_check(self) -> str:
        check = safety.latest_check(self.picture, self.hands.selection.incident_id)
        return "" if check is not None and check.ended_at is None else self.tr("所选事件没有进行中的清点")

    def _cancel(self) -> None:
        self.tools.sheets.open("par_cancel", self.hands.selection.incident_id)

    @Slot(str)
    def go_to_check(self, _check_id: str) -> None:
        """The list of those who are waited for."""
        self._bring()

    def _bring(self) -> None:
        widget: QWidget | None = self._split
        while widget is not None and not isinstance(widget, Panel):
            widget = widget.parentWidget()
        if isinstance(widget, Panel):
            widget.go()

    # ---- maydays -------------------------------------------------------------------------------------------------------

    def _no_mayday(self) -> str:
        return "" if safety.standing_maydays(self.picture) else self.tr("没有紧急求救")

    def _open_mayday(self) -> None:
        self.tools.sheets.open("mayday", self.hands.selection.force_id)

    def _show_mayday(self) -> None:
        self._places.go_to_force(safety.standing_maydays(self.picture)[0].force_id)

    @Slot(str)
    def go_to_mayday(self, mayday_id: str) -> None:
        """Its steps, with the keyboard on them."""
        self._bring()
        self.mayday.setFocus(Qt.FocusReason.ShortcutFocusReason)
        standing = safety.standing_maydays(self.picture)
        mayday = self.picture.find(Mayday, mayday_id) or (standing[0] if standing else None)
        if mayday is not None:
            self.mayday.board.select_id(f"{mayday.id}|")

    # ---- the command bar -----------------------------------------------------------------------------------------------

    def _par_said(self, values: dict[str, Any], answer: Answer) -> None:
        id = incident_of(self.hands, values)
        doing = self.tr("发起人员清点 {0}").format(self.hands.incident_title(id))
        self.ask(app.CallPar(incident_id=id), doing, answer.done, answer.refused)

    def _answer_said(self, values: dict[str, Any], answer: Answer) -> None:
        force = values["force"]
        held = self.picture.assignment_of(force.id)
        cmd = app.AnswerPar(incident_id=held.incident_id if held else "", force_id=force.id, words=values.get("words", ""))
        self.ask(cmd, self.tr("清点应答 {0}").format(force.text), answer.done, answer.refused)

    def _mayday_said(self, values: dict[str, Any], answer: Answer) -> None:
        cmd = app.OpenMayday(force_id=values["force"].id, words=values.get("words", ""))
        self.ask(cmd, self.tr("紧急求救 {0}").format(values["force"].text), answer.done, answer.refused)


def mayday_form(hands: Hands) -> Form:
    def build(sheet: DeskSheet) -> None:
        sheet.add_field("words", tr("forms", "呼救原话"), Lines(hands.stage, 3))

    def about(subject: str) -> tuple[str, str]:
        force = hands.picture.find(Force, subject)
        return tr("forms", "启动紧急求救"), force.name if force else "–"

    def submit(subject: str, values: Values, reply: Reply) -> None:
        cmd = app.OpenMayday(force_id=subject, words=values["words"])
        hands.asker.ask(cmd, tr("forms", "紧急求救"), reply.done, reply.refused)

    return Form("mayday", tr("forms", "启动求救"), build, about, submit)


def par_cancel_form(hands: Hands) -> Form:
    def build(sheet: DeskSheet) -> None:
        sheet.add_field("why", tr("forms", "理由"), Lines(hands.stage, 2), required=True)

    def about(subject: str) -> tuple[str, str]:
        return tr("forms", "取消人员清点"), hands.incident_title(subject)

    def submit(subject: str, values: Values, reply: Reply) -> None:
        hands.asker.ask(app.CancelPar(incident_id=subject, why=values["why"]), tr("forms", "取消人员清点"), reply.done, reply.refused)

    return Form("par_cancel", tr("forms", "取消清点"), build, about, submit)
