"""One incident or several: reports that tell of what is known, incidents that are one, linked, or part of a larger event – and the chain
of command with all of that as a panel."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtCore import Slot as QtSlot

from console.app import incidents, merging
from console.desk import boards as views
from console.desk.actions import Deed
from console.desk.asking import NOBODY, Answer
from console.desk.fields import Lines, Picker
from console.desk.hands import INCIDENTS, Hands
from console.desk.parts.base import PanelOf, Part, Tools
from console.desk.sheets import DeskSheet, Form, Reply, Values
from console.desk.verbs import Slot, Verb, incident_of
from console.domain.codes import IncidentState
from console.domain.entities import Incident, IncidentLink, Report
from console.models import aims_boards, words
from console.models.likely import Likely
from console.models.names import NO_MATCH, Name
from console.models.timeline import report_words
from widgets import format as fmt
from widgets.choices import Completion
from widgets.roles import RowAction

tr = QCoreApplication.translate

CLOSED = "closed_incident"
OTHER = "other_incident"


class MergingPart(Part):
    """并案、关联、归属、重开."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.likely = Likely(self.picture, self.hands.seat.settings.figures(), self)
        self.table = aims_boards.relations(self.picture, self)
        self.board = views.two_line_board(self.hands.stage)
        self.board.setModel(self.table)
        self.board.set_empty_text(self.tr("未选事件, 或尚未设立指挥部"))
        self.board.set_row_actions([RowAction("unlink", self.tr("解除关联"), "Del")])
        self.board.activated_row.connect(self._row_opened)
        self.board.action_requested.connect(self._row_action)
        self.hands.selection.incident_changed.connect(self.table.show_incident)

    def forms(self) -> Sequence[Form]:
        makers = (merge_form, merge_report_form, link_form, parent_form, reopen_form)
        return tuple(make(self.hands) for make in makers)

    def deeds(self) -> Sequence[Deed]:
        def several() -> str:
            return self.no_incident() or ("" if len(self.picture.open_incidents()) > 1 else self.tr("没有另一个进行中的事件"))

        def closed() -> str:
            return "" if self.closed() else self.tr("近 12 小时没有结案的事件")

        return (
            Deed("merge", self.tr("并案"), "Ctrl+Shift+B", lambda: self._open("merge"), several),
            Deed("link", self.tr("关联事件"), "Ctrl+L", lambda: self._open("link"), several),
            Deed("parent", self.tr("归属上级事件"), "Ctrl+Shift+L", lambda: self._open("parent"), several),
            Deed("reopen", self.tr("重开事件"), "Ctrl+Shift+End", self.reopen, closed),
        )

    def verbs(self) -> Sequence[Verb]:
        other = Slot(OTHER, self.tr("并入的事件"))
        reason = Slot("words", self.tr("理由"))
        return (
            Verb("merge", self.tr("并案"), (other, reason), self._merge_said),
            Verb("link", self.tr("关联"), (Slot(OTHER, self.tr("另一事件")), reason), self._link_said),
            Verb("parent", self.tr("归属"), (Slot(OTHER, self.tr("上级事件"), optional=True),), self._parent_said),
            Verb("reopen", self.tr("重开"), (Slot(CLOSED, self.tr("已结案事件")), reason), self._reopen_said),
        )

    def choices(self) -> Mapping[str, Callable[[], Sequence[Name]]]:
        def closed() -> Sequence[Name]:
            return [Name("incident", i.id, i.title, i.number) for i in self.closed()]

        def others() -> Sequence[Name]:
            here = self.hands.selection.incident_id
            return [Name("incident", i.id, i.title, i.number) for i in self.picture.open_incidents() if i.id != here]

        return {CLOSED: closed, OTHER: others}

    def panels(self) -> Sequence[PanelOf]:
        return (PanelOf("relations", self.tr("指挥链"), "Alt+Shift+R", self.board, self.board, "incidents"),)

    def closed(self) -> list[Incident]:
        """Incidents that were closed lately, the last one first."""
        found = self.picture.all(Incident, lambda i: i.state is IncidentState.CLOSED)
        return sorted(found, key=lambda i: (i.closed_at or i.opened_at, i.id), reverse=True)

    # ---- reports --------------------------------------------------------------------------------------------------------

    def merge_report(self, report_id: str, incident_id: str = "", answer: Answer = NOBODY) -> None:
        """Into the incident named, else into the likeliest, else the sheet asks which."""
        report = self.picture.find(Report, report_id)
        if report is None:
            return
        best = self.likely.best_incident(report)
        into = incident_id or (best.id if best else "")
        if not into:
            if self.picture.open_incidents():
                self.tools.sheets.open("merge_report", report_id)
            else:
                self.tell(self.tr("没有进行中的事件可并入 – 请立案"))
            return
        title = self.hands.incident_title(into)
        doing = self.tr("接报并入「{0}」").format(title)

        def done(value: str) -> None:
            self.tools.sheets.finish("incident", f"report:{report_id}")
            self.tools.sheets.finish("merge_report", report_id)
            self.tell(self.tr("已并入「{0}」: {1} (Ctrl+Z 撤销)").format(title, report_words(report)))
            if answer.done is not None:
                answer.done(value)

        self.ask(incidents.MergeReport(report_id=report_id, incident_id=into), doing, done, answer.refused)

    # ---- incidents ------------------------------------------------------------------------------------------------------

    def _open(self, form: str) -> None:
        incident = self.hands.selection.incident()
        if incident is None:
            return self.tell(self.no_incident())
        self.tools.sheets.open(form, incident.id)

    def reopen(self) -> None:
        """The chosen one if it is closed, else the one that was closed last; the sheet lets choose another."""
        chosen = self.hands.selection.incident()
        closed = self.closed()
        if not closed:
            return self.tell(self.tr("近 12 小时没有结案的事件"))
        wanted = chosen if chosen is not None and chosen.state is IncidentState.CLOSED else closed[0]
        self.tools.sheets.open("reopen", "closed", {"incident": wanted.id}, over=True)

    @QtSlot(str)
    def _row_opened(self, row: str) -> None:
        other = aims_boards.other_incident(self.picture, self.hands.selection.incident_id, row)
        if not other:
            return
        if self.picture.find(Incident, other) is not None:
            self.hands.selection.choose_incident(other)
        else:
            self.tell(self.tr("该事件久已结案, 本席未载入"))

    @QtSlot(str, str)
    def _row_action(self, _key: str, row: str) -> None:
        kind, _, id = row.partition(":")
        link = self.picture.find(IncidentLink, id) if kind == "link" else None
        if link is None:
            self.tell(self.tr("只有关联可以解除"))
        else:
            self.ask(merging.UnlinkIncidents(link_id=link.id), self.tr("解除关联"))

    def _here(self, values: dict[str, Any]) -> str:
        return incident_of(self.hands, {key: value for key, value in values.items() if key == "incident"})

    def _merge_said(self, values: dict[str, Any], answer: Answer) -> None:
        cmd = merging.MergeIncident(incident_id=self._here(values), into_id=values[OTHER].id, why=values["words"])

        def done(into: str) -> None:
            self.hands.selection.choose_incident(into)
            if answer.done is not None:
                answer.done(into)

        self.ask(cmd, self.tr("并案 → {0}").format(values[OTHER].text), done, answer.refused)

    def _link_said(self, values: dict[str, Any], answer: Answer) -> None:
        cmd = merging.LinkIncidents(first_id=self._here(values), second_id=values[OTHER].id, why=values["words"])
        self.ask(cmd, self.tr("关联 {0}").format(values[OTHER].text), answer.done, answer.refused)

    def _parent_said(self, values: dict[str, Any], answer: Answer) -> None:
        above = values[OTHER].id if OTHER in values else None
        cmd = merging.SetParent(incident_id=self._here(values), parent_id=above)
        self.ask(cmd, self.tr("设定归属"), answer.done, answer.refused)

    def _reopen_said(self, values: dict[str, Any], answer: Answer) -> None:
        def done(incident_id: str) -> None:
            self.hands.selection.choose_incident(incident_id)
            if answer.done is not None:
                answer.done(incident_id)

        cmd = incidents.ReopenIncident(incident_id=values[CLOSED].id, why=values["words"])
        self.ask(cmd, self.tr("重开 {0}").format(values[CLOSED].text), done, answer.refused)


def _open_incidents(hands: Hands, typed: str, without: str) -> list[Completion]:
    """Open incidents to choose from, by Chinese, pinyin or initials."""
    made = []
    for name in hands.names.index.search(typed, (INCIDENTS,), limit=50):
        incident = hands.picture.find(Incident, name.id)
        if incident is not None and incident.id != without:
            detail = f"{words.incident_kind(incident.kind)} · {incident.place or '–'} · {fmt.clock(incident.opened_at)}"
            made.append(Completion(incident.id, incident.title, detail))
    return made


def _other(hands: Hands) -> Picker:
    return Picker(hands.stage, lambda typed: _open_incidents(hands, typed, hands.selection.incident_id))


def merge_form(hands: Hands) -> Form:
    def build(sheet: DeskSheet) -> None:
        sheet.add_field("into", tr("forms", "并入"), _other(hands), required=True)
        sheet.add_field("why", tr("forms", "理由"), Lines(hands.stage, 2), required=True)

    def about(subject: str) -> tuple[str, str]:
        held = len(hands.picture.committed_to(subject))
        what = tr("forms", "{0} · 力量 {1} 支随之转入").format(hands.incident_title(subject), held)
        return tr("forms", "并案"), what

    def submit(subject: str, values: Values, reply: Reply) -> None:
        def done(into: str) -> None:
            reply.done()
            hands.selection.choose_incident(into)

        cmd = merging.MergeIncident(incident_id=subject, into_id=values["into"], why=values["why"])
        hands.asker.ask(cmd, tr("forms", "并案 → {0}").format(hands.incident_title(values["into"])), done, reply.refused)

    return Form("merge", tr("forms", "并案"), build, about, submit)


def merge_report_form(hands: Hands) -> Form:
    def build(sheet: DeskSheet) -> None:
        picker = Picker(hands.stage, lambda typed: _open_incidents(hands, typed, ""))
        sheet.add_field("into", tr("forms", "并入"), picker, required=True)

    def about(subject: str) -> tuple[str, str]:
        report = hands.picture.find(Report, subject)
        return tr("forms", "接报并入事件"), report_words(report) if report else "–"

    def submit(subject: str, values: Values, reply: Reply) -> None:
        cmd = incidents.MergeReport(report_id=subject, incident_id=values["into"])
        hands.asker.ask(cmd, tr("forms", "接报并入「{0}」").format(hands.incident_title(values["into"])), reply.done, reply.refused)

    return Form("merge_report", tr("forms", "并入"), build, about, submit)


def link_form(hands: Hands) -> Form:
    def build(sheet: DeskSheet) -> None:
        sheet.add_field("other", tr("forms", "另一事件"), _other(hands), required=True)
        sheet.add_field("why", tr("forms", "有何关系"), Lines(hands.stage, 2), required=True)

    def submit(subject: str, values: Values, reply: Reply) -> None:
        cmd = merging.LinkIncidents(first_id=subject, second_id=values["other"], why=values["why"])
        hands.asker.ask(cmd, tr("forms", "关联 {0}").format(hands.incident_title(values["other"])), reply.done, reply.refused)

    return Form("link", tr("forms", "关联"), build, lambda s: (tr("forms", "关联事件"), hands.incident_title(s)), submit)


def parent_form(hands: Hands) -> Form:
    def build(sheet: DeskSheet) -> None:
        sheet.add_field("parent", tr("forms", "上级事件"), _other(hands))

    def about(subject: str) -> tuple[str, str]:
        return tr("forms", "归属上级事件 (留空则独立)"), hands.incident_title(subject)

    def submit(subject: str, values: Values, reply: Reply) -> None:
        cmd = merging.SetParent(incident_id=subject, parent_id=values["parent"] or None)
        hands.asker.ask(cmd, tr("forms", "设定归属"), reply.done, reply.refused)

    return Form("parent", tr("forms", "设定"), build, about, submit)


def reopen_form(hands: Hands) -> Form:
    def closed(typed: str) -> list[Completion]:
        found = hands.picture.all(Incident, lambda i: i.state is IncidentState.CLOSED)
        newest = sorted(found, key=lambda i: (i.closed_at or i.opened_at, i.id), reverse=True)
        wanted = hands.names.index
        fits = [i for i in newest if not typed.strip() or wanted.score(typed, i.title) < NO_MATCH]
        return [
            Completion(i.id, i.title, tr("forms", "{0} · 结案 {1}").format(i.number, fmt.clock(i.closed_at))) for i in fits
        ]

    def build(sheet: DeskSheet) -> None:
        sheet.add_field("incident", tr("forms", "事件"), Picker(hands.stage, closed), required=True)
        sheet.add_field("why", tr("forms", "重开理由"), Lines(hands.stage, 2), required=True)

    def submit(_subject: str, values: Values, reply: Reply) -> None:
        def done(incident_id: str) -> None:
            reply.done()
            hands.selection.choose_incident(incident_id)

        cmd = incidents.ReopenIncident(incident_id=values["incident"], why=values["why"])
        hands.asker.ask(cmd, tr("forms", "重开 {0}").format(hands.incident_title(values["incident"])), done, reply.refused)

    def about(_subject: str) -> tuple[str, str]:
        return tr("forms", "重开事件"), tr("forms", "重开后须重新设立指挥部")

    return Form("reopen", tr("forms", "重开"), build, about, submit)
