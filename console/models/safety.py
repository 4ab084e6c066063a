"""Accountability checks and maydays as the screens show them: what runs, who is waited for, what has to be done, where a force was last."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt, Slot

from console.domain.codes import Channel, DeliveryState, DeviceRole, MaydayStep, ParAnswerState
from console.domain.entities import Assignment, Delivery, Device, Force, Incident, Mayday, ParAnswer, ParRound
from console.domain.figures import Figures
from console.domain.records import PositionRow
from console.domain.rules import safety as rules
from console.models import order_words
from console.models.picture import Change, Picture
from console.models.table import Board, EntityTable, Field
from widgets.roles import AlarmState, Face, Glyph, Role, Severity

tr = QCoreApplication.translate
TEXT = int(Qt.ItemDataRole.DisplayRole)
Index = QModelIndex | QPersistentModelIndex

ANSWER_GLYPHS = {
    ParAnswerState.WAITING: (Glyph.RING, "yellow"),
    ParAnswerState.ANSWERED: (Glyph.TICK, "ok"),
    ParAnswerState.PROXY: (Glyph.HALF, "ok"),
    ParAnswerState.MISSED: (Glyph.CROSS, "red"),
    ParAnswerState.LEFT: (Glyph.DASH, "dim"),
}


# ---- what there is -----------------------------------------------------------------------------------------------------------------


def standing_maydays(picture: Picture) -> list[Mayday]:
    """Those that nobody has ended, the oldest first."""
    return sorted(picture.all(Mayday, lambda m: m.ended_at is None), key=lambda m: (m.opened_at, m.id))


def running_checks(picture: Picture) -> list[ParRound]:
    """Checks that are not over, of all incidents; the one that runs out first on top."""
    return sorted(picture.all(ParRound, lambda r: r.ended_at is None), key=lambda r: (r.retry_at or r.answer_by, r.id))


def latest_check(picture: Picture, incident_id: str) -> ParRound | None:
    """The newest check of an incident."""
    return max(picture.all(ParRound, lambda r: r.incident_id == incident_id), key=lambda r: r.number, default=None)


def answers_of(picture: Picture, check: ParRound) -> list[ParAnswer]:
    """All that were asked in it."""
    return picture.all(ParAnswer, lambda a: a.round_id == check.id)


def next_check(picture: Picture, incident_id: str, figures: Figures) -> datetime | None:
    """When the next check of an incident begins by itself; None where none is due (nobody there, one runs, or none is wanted)."""
    here = rules.present(picture.committed_to(incident_id))
    return rules.due_at(here, latest_check(picture, incident_id), figures)


def last_place(picture: Picture, force_id: str) -> PositionRow | None:
    """Where a force was last seen."""
    tracker = picture.tracker_of(force_id)
    return picture.positions.get(tracker.id) if tracker is not None else None


def force_name(picture: Picture, force_id: str) -> str:
    """What a force is called."""
    force = picture.find(Force, force_id)
    return force.name if force is not None else "–"


def check_words(picture: Picture, check: ParRound) -> str:
    """A check in few words: 第 3 次清点 · 呼叫中 · 应答 2/5."""
    answers = answers_of(picture, check)
    asked = [one for one in answers if one.state is not ParAnswerState.LEFT]
    heard = sum(one.state in (ParAnswerState.ANSWERED, ParAnswerState.PROXY) for one in asked)
    state = order_words.par_state(check.state)
    if check.ended_at is None and check.retry_at is not None:
        state = tr("safety", "等待再次呼叫")
    return tr("safety", "第 {0} 次清点 · {1} · 应答 {2}/{3}").format(check.number, state, heard, len(asked))


def mayday_words(picture: Picture, mayday: Mayday) -> str:
    """消防二站 紧急求救 · 清点未应答."""
    return tr("safety", "{0} 紧急求救 · {1}").format(force_name(picture, mayday.force_id), order_words.mayday_cause(mayday.cause))


def place_words(place: PositionRow | None) -> str:
    """Coordinates as people read them out; their age stands beside them."""
    return tr("safety", "无定位") if place is None else f"{place.lat:.5f}, {place.lon:.5f}"


# ---- who is waited for -------------------------------------------------------------------------------------------------------------


def par_board(picture: Picture, wanted: Callable[[ParAnswer], bool]) -> EntityTable[ParAnswer]:
    """清点: those waited for on top, who was missed before first; then the others."""
    rank = {ParAnswerState.WAITING: 0, ParAnswerState.MISSED: 1, ParAnswerState.LEFT: 3}

    def state(one: ParAnswer) -> Mapping[int, Any]:
        glyph, tone = ANSWER_GLYPHS[one.state]
        text = order_words.par_answer(one.state)
        if one.state is ParAnswerState.WAITING and one.misses:
            tone, text = "orange", tr("safety", "{0} 次未应答").format(one.misses)
        return {TEXT: text, Role.GLYPH: glyph, Role.TONE: tone}

    def deadline(one: ParAnswer) -> Mapping[int, Any]:
        check = picture.find(ParRound, one.round_id)
        if check is None or check.ended_at is not None or one.state is not ParAnswerState.WAITING:
            return {}
        if check.retry_at is not None:
            return {Role.STARTED: check.answer_by, Role.DEADLINE: check.retry_at, Role.SEVERITY: Severity.ORANGE}
        return {Role.STARTED: check.called_at, Role.DEADLINE: check.answer_by, Role.SEVERITY: Severity.ORANGE}

    def heard(one: ParAnswer) -> Mapping[int, Any]:
        if one.state is ParAnswerState.WAITING:
            return {TEXT: called_by(picture, one)}
        if one.state is ParAnswerState.PROXY:
            return {TEXT: tr("safety", "{0} 代答: {1}").format(one.by, one.words)}
        return {TEXT: one.words or one.by or "–"}

    def crew(one: ParAnswer) -> Mapping[int, Any]:
        force = picture.find(Force, one.force_id)
        wanted_crew = force.crew if force is not None else None
        if one.crew is None:
            return {TEXT: "–", Role.GLYPH: Glyph.DASH, Role.TONE: "dim"}
        if wanted_crew is None:
            return {TEXT: str(one.crew), Role.GLYPH: Glyph.TICK, Role.TONE: "ok"}
        short = one.crew < wanted_crew
        return {
            TEXT: f"{one.crew}/{wanted_crew}",
            Role.GLYPH: Glyph.CROSS if short else Glyph.TICK,
            Role.TONE: "orange" if short else "ok",
        }

    def incident(one: ParAnswer) -> Mapping[int, Any]:
        found = picture.find(Incident, one.incident_id)
        return {TEXT: found.title if found is not None else "–"}

    return EntityTable(
        picture,
        Board(
            ParAnswer,
            wanted,
            lambda one: (rank.get(one.state, 2), -one.misses, force_name(picture, one.force_id)),
            (
                Field(tr("safety", "力量"), lambda one: {TEXT: force_name(picture, one.force_id)}),
                Field(tr("safety", "状态"), state),
                Field(tr("safety", "时限"), deadline),
                Field(tr("safety", "人数"), crew),
                Field(tr("safety", "应答"), heard),
                Field(tr("safety", "事件"), incident),
            ),
            follows=(ParRound, Force, Delivery),
        ),
    )


def called_by(picture: Picture, one: ParAnswer) -> str:
    """By what a force that is waited for was called, and how far that came: the operator calls those whom no text reaches."""
    calls = picture.all(Delivery, lambda d: d.purpose == "par" and d.purpose_id == one.id)
    if not calls:
        radio = picture.all(Device, lambda d: d.force_id == one.force_id and d.role is DeviceRole.RADIO)
        return tr("safety", "请用话音呼叫") if not radio else tr("safety", "请用话音呼叫 {0}").format(radio[0].address)
    newest = max(calls, key=lambda d: d.created_at)
    if newest.channel is not Channel.TETRA or newest.state in (DeliveryState.FAILED, DeliveryState.EXPIRED, DeliveryState.UNCERTAIN):
        return tr("safety", "短信未达, 请用话音呼叫")
    said = {
        DeliveryState.QUEUED: tr("safety", "短信排队"),
        DeliveryState.DELIVERED: tr("safety", "短信已到终端"),
        DeliveryState.READ: tr("safety", "短信已阅, 未应答"),
    }
    return said.get(newest.state, tr("safety", "短信已发出"))


# ---- what has to be done -----------------------------------------------------------------------------------------------------------


class MaydaySteps(QAbstractTableModel):
    """Every standing mayday with its steps: a row for the force, with where it was last, and one for each thing to do.

    The id of a row is ``mayday|step``; that of a force's own row ends with the bar.
    """

    def __init__(self, picture: Picture, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._picture = picture
        self._rows: list[tuple[Mayday, MaydayStep | None]] = []
        picture.changed.connect(self._follow)
        self._fill()

    def row_at(self, id: str) -> tuple[Mayday | None, MaydayStep | None]:
        """What a row's id means."""
        mayday_id, _, step = id.partition("|")
        return self._picture.find(Mayday, mayday_id), MaydayStep(step) if step else None

    def _fill(self) -> None:
        self.beginResetModel()
        self._rows = [(mayday, step) for mayday in standing_maydays(self._picture) for step in (None, *MaydayStep)]
        self.endResetModel()

    @Slot(object)
    def _follow(self, change: Change) -> None:
        if change.reset or Mayday in change.ids or Force in change.ids:
            self._fill()
        elif self._rows and change.moved:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, self.columnCount() - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == TEXT and 0 <= section < 3:
            return (tr("safety", "紧急求救"), tr("safety", "最后位置 / 何人"), tr("safety", "时间"))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        mayday, step = self._rows[index.row()]
        if role == Role.ID:
            return f"{mayday.id}|{step.value if step else ''}"
        if step is None:
            return self._force_row(mayday, index.column()).get(role)
        return self._step_row(mayday, step, index.column()).get(role)

    def _force_row(self, mayday: Mayday, column: int) -> Mapping[int, Any]:
        place = last_place(self._picture, mayday.force_id)
        match column:
            case 0:
                named = f"{force_name(self._picture, mayday.force_id)} · {order_words.mayday_cause(mayday.cause)}"
                return {TEXT: named, Role.SEVERITY: Severity.RED, Role.STATE: AlarmState.UNACKNOWLEDGED}
            case 1:
                return {TEXT: place_words(place)}
            case _:
                return {Role.TIME: place.at if place else None, Role.FACE: Face.VALUE if place else Face.UNKNOWN}

    def _step_row(self, mayday: Mayday, step: MaydayStep, column: int) -> Mapping[int, Any]:
        done = rules.steps_done(mayday).get(step)
        match column:
            case 0:
                glyph, tone = (Glyph.TICK, "ok") if done else (Glyph.RING, "orange")
                return {TEXT: order_words.mayday_step(step), Role.GLYPH: glyph, Role.TONE: tone}
            case 1:
                return {TEXT: done[1] if done else tr("safety", "未做")}
            case _:
                return {Role.TIME: done[0] if done else None}


def lone_incident(picture: Picture) -> str:
    """The incident with forces on its scene, where there is only one; "" else."""
    ids = {held.incident_id for held in picture.all(Assignment, lambda a: a.released_at is None) if held.status in rules.ON_SCENE}
    return ids.pop() if len(ids) == 1 else ""
