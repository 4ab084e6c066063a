"""撤销: the last deed of this seat, taken back while it is fresh (60 s) and the world is still as it left it.

What was asked here is remembered with what stood there before. Taking back is a command of its own (:mod:`console.app.undo`), recorded
with why "撤销: …"; the hall decides whether it still can be. A deed that cannot be taken back says so and steps aside, so that the
next stroke reaches the one before it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Slot

from console.app import command as forces
from console.app import holding, incidents, merging, orders, undo
from console.app.context import Command
from console.desk.actions import Deed
from console.desk.hands import Hands
from console.domain.codes import ReportState
from console.domain.entities import Assignment, Force, Incident

KEPT = 20
FRESH = timedelta(seconds=60)
TakeBack = Callable[[str, str], Command]  # what the deed made, why → the compensating command


@dataclass(frozen=True, slots=True)
class Done:
    """A deed of this seat: its words, when, and how it is taken back, if it can be."""

    doing: str
    at: datetime
    back: Callable[[str], Command] | None
    kind: type[Command]


class Undo(QObject):
    """Remembers what this window asked for, and takes the last of it back."""

    def __init__(self, hands: Hands, tell: Callable[[str], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hands, self._tell = hands, tell
        self._before: dict[int, tuple[type[Command], TakeBack | None]] = {}
        self._done: deque[Done] = deque(maxlen=KEPT)
        hands.asker.asked.connect(self._asked)
        hands.asker.answered.connect(self._answered)

    def deed(self) -> Deed:
        """For palette, key and help; the palette names what it would take back."""
        return Deed("undo", self.tr("撤销"), "Ctrl+Z", self.run, self.nothing, self.about)

    def nothing(self) -> str:
        """Why there is nothing to take back, "" where there is something."""
        return "" if self._last() is not None else self.tr("60 s 内本席没有可撤销的操作")

    def about(self) -> str:
        """What would be taken back."""
        last = self._last()
        return last.doing if last is not None else ""

    def run(self) -> None:
        """Ctrl+Z."""
        last = self._last()
        if last is None:
            self._tell(self.nothing())
            return
        self._done.pop()
        if last.back is None:
            before = self._last()
            words = self.tr("「{0}」不能撤销 – {1}").format(last.doing, self._instead(last.kind))
            if before is not None and before.back is not None:
                words = self.tr("{0}; 再按 Ctrl+Z 撤销「{1}」").format(words, before.doing)
            self._tell(words)
            return
        doing = self.tr("撤销: {0}").format(last.doing)
        self._hands.asker.ask(last.back(doing), doing, lambda _id: self._tell(self.tr("已撤销「{0}」").format(last.doing)))

    def _last(self) -> Done | None:
        now = self._hands.stage.now()
        return self._done[-1] if self._done and now - self._done[-1].at <= FRESH else None

    # ---- remembering --------------------------------------------------------------------------------------------------

    @Slot(int, object)
    def _asked(self, number: int, command: Command) -> None:
        if not type(command).__name__.startswith("Undo"):
            self._before[number] = (type(command), self._way_back(command))

    @Slot(int, str, str)
    def _answered(self, number: int, value: str, doing: str) -> None:
        kind, back = self._before.pop(number, (None, None))
        if kind is not None and doing:
            self._done.append(Done(doing, self._hands.stage.now(), partial(back, value) if back else None, kind))

    def _way_back(self, command: Any) -> TakeBack | None:
        picture = self._hands.picture
        match command:
            case forces.AssignForce():
                return lambda made, why: undo.UndoAssign(assignment_id=made, why=why)
            case forces.MoveForce():
                held = picture.find(Assignment, command.assignment_id)
                if held is not None:
                    return lambda _made, why: undo.UndoMove(
                        assignment_id=held.id, now_sector_id=command.sector_id, before_sector_id=held.sector_id, why=why
                    )
            case forces.SetForceDuty():
                force = picture.find(Force, command.force_id)
                if force is not None:
                    return lambda _made, why: undo.UndoDuty(force_id=force.id, now=command.duty, before=force.duty, why=why)
            case incidents.GradeIncident():
                incident = picture.find(Incident, command.incident_id)
                if incident is not None:
                    return _regraded(command, incident)
            case incidents.ClaimReport() | incidents.DiscardReport() | incidents.MergeReport():
                return _report(command)
            case holding.ReserveForce():
                return lambda made, why: undo.UndoReserve(reservation_id=made, why=why)
            case merging.LinkIncidents():
                return lambda made, why: merging.UnlinkIncidents(link_id=made, why=why)
        return None

    def _instead(self, kind: type[Command]) -> str:
        """What can be done about a deed that is not taken back."""
        known = {
            incidents.OpenIncident: self.tr("请并案或结案"),
            incidents.CloseIncident: self.tr("请重开事件 (Ctrl+Shift+End)"),
            merging.MergeIncident: self.tr("两案已并, 请在并入的事件中处理"),
            forces.EstablishCommand: self.tr("请办理移交 (Ctrl+J)"),
            forces.TransferCommand: self.tr("请再次移交 (Ctrl+J)"),
            forces.ReportStatus: self.tr("状态只进不退, 请登记实际状态"),
            orders.IssueOrder: self.tr("指令已下达, 请另行取消指令"),
        }
        return known.get(kind, self.tr("请按现状处理"))


def _regraded(graded: incidents.GradeIncident, before: Incident) -> TakeBack:
    return lambda _made, why: undo.UndoGrade(
        incident_id=before.id,
        now_grade=graded.grade,
        now_response=graded.response,
        now_basis=graded.basis.strip(),
        grade=before.grade,
        response=before.response,
        basis=before.basis,
        decided_by=before.decided_by,
        why=why,
    )


def _report(taken: incidents.ClaimReport | incidents.DiscardReport | incidents.MergeReport) -> TakeBack:
    states = {
        incidents.ClaimReport: ReportState.CLAIMED,
        incidents.DiscardReport: ReportState.DISCARDED,
        incidents.MergeReport: ReportState.MERGED,
    }
    into = taken.incident_id if isinstance(taken, incidents.MergeReport) else None
    return lambda _made, why: undo.UndoReport(
        report_id=taken.report_id, state=states[type(taken)], incident_id=into, why=why
    )
