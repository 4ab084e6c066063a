"""What the chosen incident aims at and lacks: objectives, needs with quantities, operational periods, support – and forces that come as
aid under its one command."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtCore import Slot as QtSlot

from console.app import aims, support
from console.desk import boards as views
from console.desk.actions import Deed
from console.desk.asking import Answer
from console.desk.parts.aims_sheets import aims_forms
from console.desk.parts.base import PanelOf, Part, Tools
from console.desk.parts.support_sheets import support_forms
from console.desk.sheets import Form
from console.desk.times import moment_to_come, quantity
from console.desk.verbs import Misread, Slot, Verb, incident_of
from console.domain.codes import NeedState, ObjectiveState, SupportDirection, SupportState
from console.domain.entities import Need, Objective, OperationalPeriod, SupportRequest
from console.models import aims_boards
from console.models import incident_words as said
from widgets.roles import RowAction

tr = QCoreApplication.translate


class AimsPart(Part):
    """目标、需求、作战阶段、支援."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.table = aims_boards.aims(self.picture, self)
        self.board = views.two_line_board(self.hands.stage)
        self.board.setModel(self.table)
        self.board.set_empty_text(self.tr("尚无目标和需求 – Ctrl+O 设定目标, Ctrl+D 提出需求, Ctrl+U 请求支援"))
        self.board.set_row_actions(
            [RowAction("drop", self.tr("放弃或取消…"), "Del"), RowAction("figures", self.tr("更正数量…"), "Ctrl+E")]
        )
        self.board.activated_row.connect(self._row_opened)
        self.board.action_requested.connect(self._row_action)
        self.hands.selection.incident_changed.connect(self.table.show_incident)

    def forms(self) -> Sequence[Form]:
        return (*aims_forms(self.hands), *support_forms(self.hands))

    def deeds(self) -> Sequence[Deed]:
        def on() -> str:
            incident = self.hands.selection.incident()
            if incident is None:
                return self.no_incident()
            return self.tr("该事件已结案") if incident.closed_at is not None else ""

        def commanded() -> str:
            incident = self.hands.selection.incident()
            if incident is not None and self.picture.active_command(incident.id) is None:
                return on() or self.tr("先设立指挥部 (Ctrl+J)")
            return on()

        return (
            Deed("objective", self.tr("设定目标"), "Ctrl+O", lambda: self._open("objective"), on),
            Deed("need", self.tr("提出需求"), "Ctrl+D", lambda: self._open("need"), on),
            Deed("period", self.tr("作战阶段"), "Ctrl+Shift+P", lambda: self._open("period"), on),
            Deed("support", self.tr("请求支援"), "Ctrl+U", lambda: self._open("support"), on),
            Deed("aid", self.tr("接收外援力量"), "Ctrl+Shift+U", lambda: self._open("aid"), commanded),
        )

    def verbs(self) -> Sequence[Verb]:
        incident = Slot("incident", self.tr("事件"), optional=True)
        return (
            Verb("objective", self.tr("目标"), (incident, Slot("words", self.tr("目标"))), self._objective_said),
            Verb("need", self.tr("需求"), (incident, Slot("words", self.tr("名称 数量单位"))), self._need_said),
            Verb("period", self.tr("阶段"), (incident, Slot("words", self.tr("结束时间 任务"))), self._period_said),
            Verb("support", self.tr("请求支援"), (incident, Slot("words", self.tr("单位 内容 理由"))), self._support_said),
        )

    def panels(self) -> Sequence[PanelOf]:
        return (PanelOf("aims", self.tr("目标需求"), "Alt+Shift+A", self.board, self.board),)

    def _open(self, form: str) -> None:
        incident = self.hands.selection.incident()
        if incident is None:
            return self.tell(self.no_incident())
        self.tools.sheets.open(form, incident.id)

    # ---- rows -----------------------------------------------------------------------------------------------------------

    @QtSlot(str)
    def _row_opened(self, row: str) -> None:
        """Enter: what comes next for it."""
        kind, _, id = row.partition(":")
        if kind == "objective" and self._is(Objective, id, ObjectiveState.OPEN):
            self.tools.sheets.open("objective_end", id)
        elif kind == "need" and self._is(Need, id, NeedState.OPEN):
            self.tools.sheets.open("need_came", id)
        elif kind == "support" and self._is(SupportRequest, id, SupportState.ASKED, SupportState.AGREED):
            self.tools.sheets.open("support_answer", id)
        elif kind == "period" and self._is_open(id):
            self._open("period")
        else:
            self.tell(self.tr("已结束 – 经过见时间线 (Alt+8)"))

    @QtSlot(str, str)
    def _row_action(self, key: str, row: str) -> None:
        kind, _, id = row.partition(":")
        need = self.picture.find(Need, id) if kind == "need" else None
        if key == "figures":
            if need is None or need.state is NeedState.DROPPED:
                return self.tell(self.tr("只有需求可以更正数量"))
            fill = {"wanted": said.amount(need.wanted), "met": said.amount(need.met)}
            self.tools.sheets.open("need_figures", id, fill)
        elif need is not None:
            self.tools.sheets.open("need_drop", id)
        elif kind == "objective":
            self.tools.sheets.open("objective_end", id, {"state": ObjectiveState.DROPPED.value}, over=True)
        elif kind == "support":
            self.tools.sheets.open("support_answer", id, {"state": SupportState.WITHDRAWN.value}, over=True)
        elif kind == "period" and self._is_open(id):
            self.ask(aims.EndPeriod(incident_id=self.hands.selection.incident_id), self.tr("结束作战阶段"))
        else:
            self.tell(self.tr("已结束 – 经过见时间线 (Alt+8)"))

    def _is(self, kind: type[Any], id: str, *states: object) -> bool:
        found = self.picture.find(kind, id)
        return found is not None and found.state in states

    def _is_open(self, id: str) -> bool:
        period = self.picture.find(OperationalPeriod, id)
        return period is not None and period.ended_at is None

    # ---- said -----------------------------------------------------------------------------------------------------------

    def _objective_said(self, values: dict[str, Any], answer: Answer) -> None:
        cmd = aims.SetObjective(incident_id=incident_of(self.hands, values), text=values["words"])
        self.ask(cmd, self.tr("设定目标"), answer.done, answer.refused)

    def _need_said(self, values: dict[str, Any], answer: Answer) -> None:
        what, _, last = values["words"].rpartition(" ")
        much = quantity(last)
        if not what or much is None:
            raise Misread(self.tr("写作: 需求 帐篷 200顶"))
        cmd = aims.StateNeed(incident_id=incident_of(self.hands, values), what=what, wanted=much[0], unit=much[1])
        self.ask(cmd, self.tr("提出需求 {0}").format(what), answer.done, answer.refused)

    def _support_said(self, values: dict[str, Any], answer: Answer) -> None:
        """Of the level above; a neighbour is asked by the sheet."""
        party, _, rest = values["words"].partition(" ")
        what, _, why = rest.partition(" ")
        if not (what and why):
            raise Misread(self.tr("写作: 请求支援 市应急局 排涝车2台 超出本区能力"))
        cmd = support.AskSupport(
            incident_id=incident_of(self.hands, values), direction=SupportDirection.FROM_ABOVE, party=party, what=what, why=why
        )
        self.ask(cmd, self.tr("请求支援 {0}").format(party), answer.done, answer.refused)

    def _period_said(self, values: dict[str, Any], answer: Answer) -> None:
        first, _, rest = values["words"].partition(" ")
        until = moment_to_come(first, self.hands.stage.now())
        if until is None or not rest:
            raise Misread(self.tr("写作: 阶段 18:00 搜救 (或 阶段 4h 搜救)"))
        cmd = aims.OpenPeriod(incident_id=incident_of(self.hands, values), aims=rest, ends_at=until)
        self.ask(cmd, self.tr("作战阶段"), answer.done, answer.refused)
