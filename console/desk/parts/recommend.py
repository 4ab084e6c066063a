"""Recommendation: who should go and why, ticked and sent in one go; the plan over all incidents.

It is worked out beside the screen's thread from a frozen copy of the picture, when a person asks and when the hall changes. Positions
alone do not start it anew: rows must not move under a person's hand, so it says when it was worked out instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from PySide6.QtCore import QTimer, Slot
from shiboken6 import isValid

from console.app.plan_all import Plan, plan_all
from console.app.recommendations import DispatchRecommended, Sent
from console.desk.actions import Deed
from console.desk.advice_panel import AdvicePanel
from console.desk.asking import Answer
from console.desk.docks import Panel
from console.desk.hands import DEVICES, INCIDENTS, PLACES
from console.desk.inputs import coordinates
from console.desk.parts.base import PanelOf, Part, Tools
from console.desk.parts.forces import USUAL_SECTOR
from console.desk.supposed import Supposed
from console.desk.verbs import Misread, Verb, incident_of
from console.desk.verbs import Slot as Place
from console.domain.entities import Assignment, Force, Incident, Recommendation, Reservation, RunCard
from console.domain.rules import kept
from console.domain.rules.coverage import left_open
from console.domain.rules.recommend import Advice, recommend
from console.domain.rules.scoring import Aim, Candidate, Closure
from console.jobs import Answer as JobAnswer
from console.models import advice_rows, advice_told, advice_words
from console.models.names import NO_MATCH, plain
from console.models.picture import Change
from console.models.situation import Card, aim_at, candidates, card_of, wanting
from widgets import format as fmt

SEARCHED = 200  # how many of each line can be found by the filter
SETTLE_MS = 250
WATCHED = (Force, Assignment, Reservation, Incident, RunCard)


class RecommendPart(Part):
    """推荐派遣 and 全局方案."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.view = AdvicePanel(self.hands.stage)
        self._supposed = Supposed()
        self._incident_id = ""
        self._advice: Advice | None = None
        self._card: Card | None = None
        self._aim: Aim | None = None
        self._everyone: tuple[Candidate, ...] = ()
        self._worked_at: datetime | None = None
        self._plan: Plan | None = None
        self._plan_at: datetime | None = None
        self._asked = 0
        self._adopt: tuple[str, frozenset[str]] | None = None
        self._sent_as = ""
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._connect()

    def _connect(self) -> None:
        view = self.view
        view.dispatch_requested.connect(self.dispatch)
        view.toggled.connect(self.toggle)
        view.without.connect(self._without)
        view.as_free.connect(self._as_free)
        view.more.connect(self._more)
        view.cleared.connect(self._suppose_nothing)
        view.supposed.connect(self.work)
        view.filtered.connect(self._show)
        view.incident_opened.connect(self._adopt_plan)
        view.shown.connect(self._shown)
        self._settle.timeout.connect(self._again)
        view.plan_wanted.connect(self.toggle_plan)
        self.picture.changed.connect(self._follow)
        self.hands.selection.incident_changed.connect(self._incident_chosen)
        self.hands.stage.second.connect(self._tell_about)

    # ---- what the part brings -----------------------------------------------------------------------------------------

    def deeds(self) -> Sequence[Deed]:
        return (
            Deed("recommend", self.tr("推荐派遣"), "Ctrl+R", self.open, self.no_incident),
            Deed("plan_all", self.tr("全局方案"), "Ctrl+Shift+R", self.toggle_plan, self._no_open),
        )

    def panels(self) -> Sequence[PanelOf]:
        return (PanelOf("advice", self.tr("推荐"), "Alt+Shift+F", self.view, self.view.list),)

    def verbs(self) -> Sequence[Verb]:
        return (Verb("recommend", self.tr("推荐"), (Place("incident", self.tr("事件"), optional=True),), self._recommend_said),)

    def _no_open(self) -> str:
        return "" if self.picture.open_incidents() else self.tr("没有未结事件")

    def open(self) -> None:
        """Ctrl+R: the panel, worked out anew."""
        self.view.show_plan(False)
        self.work()
        self._go()

    def _go(self) -> None:
        panel = self.view.parentWidget()
        if isinstance(panel, Panel):
            panel.go()

    def _recommend_said(self, values: dict[str, Any], answer: Answer) -> None:
        incident_id = incident_of(self.hands, values)
        if self.picture.find(Incident, incident_id) is None:
            raise Misread(self.no_incident())
        self.hands.selection.choose_incident(incident_id)
        self.open()
        if answer.done is not None:
            answer.done("")

    # ---- working it out -----------------------------------------------------------------------------------------------

    @Slot()
    def work(self) -> None:
        """Work out what is in sight from the picture as it is now."""
        if not self.picture.loaded:
            return
        if self.view.plan_in_sight():
            self._work_plan()
        else:
            self._work_advice()

    def _work_advice(self) -> None:
        incident = self.hands.selection.incident()
        if incident is None or incident.closed_at is not None:
            self._advice = self._card = None
            self._show()
            return
        now, figures = self.hands.stage.now(), self.hands.seat.settings.figures()
        card = card_of(self.picture, incident, *self.view.case())
        lines = self._supposed.lines(card.lines)
        aim = aim_at(incident, now, figures, self._closures())
        what_if = self._supposed.what_if()
        everyone = candidates(self.picture, now, figures)
        self._asked += 1
        asked = self._asked

        def worked(answer: JobAnswer) -> None:
            if not isValid(self) or asked != self._asked:
                return  # the hall or the question has changed since: the newer answer is on its way
            if answer.error is not None:
                self.tell(self.tr("推荐没有算成: {0}").format(answer.error))
                return
            self._advice, self._card, self._worked_at = answer.value, card, now
            self._aim, self._everyone = aim, everyone
            self._take_over()
            self._show()

        self.tools.jobs.run(lambda: recommend(aim, lines, everyone, what_if, SEARCHED), worked)

    def _work_plan(self) -> None:
        now, figures = self.hands.stage.now(), self.hands.seat.settings.figures()
        wanted = wanting(self.picture, now, figures, self._closures())
        everyone = candidates(self.picture, now, figures)
        self._asked += 1
        asked = self._asked

        def worked(answer: JobAnswer) -> None:
            if not isValid(self) or asked != self._asked:
                return
            if answer.error is not None:
                self.tell(self.tr("全局方案没有算成: {0}").format(answer.error))
                return
            self._plan, self._plan_at = answer.value, now
            self._show()

        self.tools.jobs.run(lambda: plan_all(wanted, everyone), worked)

    def _closures(self) -> tuple[Closure, ...] | None:
        """Closed roads as a person supposes them: places by name, or coordinates; None where nothing was said."""
        typed = self.view.roads.text().strip()
        if not typed:
            return None
        at = coordinates(typed)
        if at is not None:
            return (Closure(label=typed, lat=at[0], lon=at[1]),)
        found, unknown = [], []
        for word in typed.replace("、", " ").replace(",", " ").replace("，", " ").split():
            name = self.hands.names.index.one(word, (PLACES, DEVICES, INCIDENTS))
            if name is None or name.lat is None or name.lon is None:
                unknown.append(word)
            else:
                found.append(Closure(label=name.text, lat=name.lat, lon=name.lon))
        if unknown:
            self.tell(self.tr("封路: {0} 没有坐标, 未计").format("、".join(unknown)))
        return tuple(found) or None

    def _take_over(self) -> None:
        """The ticks of the plan, where they were asked for."""
        if self._adopt is None or self._advice is None or self._adopt[0] != self._advice.incident_id:
            return
        wanted = self._adopt[1]
        self._supposed.ticks = {id: id in wanted for id in self._choosable()}
        self._adopt = None

    # ---- showing ------------------------------------------------------------------------------------------------------

    @Slot()
    def _show(self) -> None:
        now = self.hands.stage.now()
        self.view.set_plan(advice_rows.plan_rows(self._plan, self.picture) if self._plan else [], self._why_no_plan())
        rows = []
        if self._advice is not None and self._aim is not None:
            ticked = self.ticked()
            there = (id for line in self._advice.lines for id in line.here)
            chosen = replace(self._advice, uncovered=left_open(self._everyone, {*ticked, *there}, self._aim))
            rows = advice_rows.advice_rows(chosen, ticked, self.picture, self._worked_at or now, self._matcher())
        self.view.set_rows(rows, self._why_empty())
        self.view.set_send(0 if self.view.plan_in_sight() else len(self.ticked()))
        self.view.set_supposition("" if self.view.plan_in_sight() else self._supposition())
        self._tell_about()

    def _matcher(self) -> Any:
        wanted = plain(self.view.filter.text())
        index = self.hands.names.index
        return (lambda name: index.score(wanted, name) < NO_MATCH) if wanted else None

    def _why_empty(self) -> str:
        if self.hands.selection.incident() is None:
            return self.tr("先选中一个事件 (Alt+2)")
        if self._advice is None:
            return self.tr("正在计算")
        return self.tr("没有这样的力量") if self.view.filter.text().strip() else self.tr("方案没有要求力量")

    def _why_no_plan(self) -> str:
        return self.tr("正在计算") if self._plan is None else self.tr("没有未结事件")

    @Slot()
    def _tell_about(self) -> None:
        """Which card, what could not be counted, and how old it is."""
        if not self.view.isVisible():
            return
        now = self.hands.stage.now()
        if self.view.plan_in_sight():
            parts = [advice_words.plan(self._plan)] if self._plan else []
            parts.append(self._age(self._plan_at, now))
        else:
            parts = [advice_words.card(self._card)] if self._card else []
            parts += [advice_words.note(code) for code in self._advice.notes] if self._advice else []
            if self._advice is not None and self.view.roads.text().strip() and "closures_unknown" not in self._advice.notes:
                parts.append(self.tr("只计所填封路"))
            parts.append(self._age(self._worked_at if self._advice else None, now))
        self.view.set_about(" · ".join(part for part in parts if part))

    def _age(self, at: datetime | None, now: datetime) -> str:
        return self.tr("算于 {0} ({1})").format(fmt.clock(at, now), fmt.age(at, now)) if at else ""

    def _supposition(self) -> str:
        """What is only supposed, so that nobody takes it for the hall."""
        return self._supposed.words(self._names, any(self.view.case()))

    def _names(self, ids: set[str]) -> str:
        found = (self.picture.find(Force, id) for id in sorted(ids))
        return "、".join(force.name for force in found if force is not None)

    # ---- what a person does -------------------------------------------------------------------------------------------

    def _choosable(self) -> list[str]:
        """Everybody who may be ticked, in the order of the list; who is only supposed to be free cannot be sent."""
        if self._advice is None:
            return []
        ids = [choice.force_id for line in self._advice.lines for choice in (*line.chosen, *line.next_best)]
        return [id for id in dict.fromkeys(ids) if id not in self._supposed.free]

    def ticked(self) -> list[str]:
        """Who would be sent: what is recommended, changed by what a person ticked."""
        recommended = set(self._advice.forces()) if self._advice else set()
        return [id for id in self._choosable() if self._supposed.ticks.get(id, id in recommended)]

    @Slot(str)
    def toggle(self, force_id: str) -> None:
        """Space."""
        force = self.picture.find(Force, force_id)
        if force_id in self._choosable():
            self._supposed.ticks[force_id] = force_id not in self.ticked()
            self._show()
        elif force is not None:
            self.tell(self.tr("{0} 现在不能派 – 先商调或待其归队").format(force.name))

    @Slot(str)
    def _without(self, force_id: str) -> None:
        self._supposed.take_away(force_id)
        self.work()

    @Slot(str)
    def _as_free(self, force_id: str) -> None:
        self._supposed.set_free(force_id)
        self.work()

    @Slot(str, int)
    def _more(self, capability: str, step: int) -> None:
        self._supposed.count(capability, step)
        self.work()

    @Slot()
    def _suppose_nothing(self) -> None:
        self._supposed = Supposed(ticks=self._supposed.ticks)
        self.view.suppose_nothing()
        self.work()

    @Slot()
    def dispatch(self) -> None:
        """Enter: all that is ticked, in one go."""
        incident, advice, ticked = self.hands.selection.incident(), self._advice, self.ticked()
        if incident is None or advice is None or advice.incident_id != incident.id:
            return self.tell(self.no_incident() or self.tr("正在计算"))
        if self.picture.active_command(incident.id) is None:
            return self.tell(self.tr("该事件尚未设立指挥部 – 先设立指挥部 (Ctrl+J)"))
        if not ticked:
            return self.tell(self.tr("没有勾选力量 – 用空格勾选后再派"))
        cmd = DispatchRecommended(
            incident_id=incident.id,
            made_at=self._worked_at or self.hands.stage.now(),
            forces=advice.forces(),
            reasons=tuple(kept.write(choice) for choice in kept.choices(advice)),
            shortfalls=tuple(kept.write(short) for short in kept.shortfalls(advice)),
            sent=tuple(Sent(force_id=id, sector_id=self._sector(incident.id, id)) for id in ticked),
        )
        self.ask(cmd, self.tr("派遣 {0} 支 → {1}").format(len(ticked), incident.title), self._sent)

    def _sector(self, incident_id: str, force_id: str) -> str | None:
        force = self.picture.find(Force, force_id)
        lanes = self.hands.sectors(incident_id)
        return next((lane.id for lane in lanes if force is not None and lane.kind is USUAL_SECTOR[force.kind]), None)

    def _sent(self, recommendation_id: str) -> None:
        """Done: what became of it comes with the picture."""
        self._supposed.ticks.clear()
        self._sent_as = recommendation_id
        self._tell_sent()

    def _tell_sent(self) -> None:
        item = self.picture.find(Recommendation, self._sent_as)
        if item is None:
            return
        self._sent_as = ""
        said = self.tr("已派 {0} 支").format(len(item.chosen))
        if item.refused:
            lost = (kept.read_refused(line) for line in item.refused)
            named = "、".join(f"{self._names({id})} ({advice_told.why(code)})" for id, code in lost)
            said = self.tr("{0}; 未派成: {1}").format(said, named)
        self.tell(said)

    # ---- the plan over all incidents ----------------------------------------------------------------------------------

    @Slot()
    def toggle_plan(self) -> None:
        """Ctrl+Shift+R: the plan, or back to the recommendation of the chosen incident."""
        self.view.show_plan(not (self.view.plan_in_sight() and self.view.isVisible()))
        self.work()
        self._show()
        self._go()
        (self.view.plan if self.view.plan_in_sight() else self.view.list).setFocus()

    @Slot(str)
    def _adopt_plan(self, incident_id: str) -> None:
        """Enter on an incident of the plan: its recommendation, ticked as the plan has it."""
        if self._plan is None:
            return
        wanted = frozenset(put.force_id for put in self._plan.together if put.place.incident_id == incident_id)
        self.view.show_plan(False)
        self.hands.selection.choose_incident(incident_id)
        self._adopt = (incident_id, wanted)
        self.work()
        self.view.list.setFocus()

    # ---- what arrives -------------------------------------------------------------------------------------------------

    @Slot(str)
    def _incident_chosen(self, incident_id: str) -> None:
        if incident_id != self._incident_id:
            self._incident_id = incident_id
            self._supposed = Supposed()
            self._advice = self._card = None
            self.view.suppose_nothing()
            self._show()
            if self.view.isVisible():
                self.work()

    @Slot(object)
    def _follow(self, change: Change) -> None:
        if self._sent_as and Recommendation in change.ids:
            self._tell_sent()
        if change.reset or any(kind in change.ids for kind in WATCHED):
            self._settle.start()

    @Slot()
    def _again(self) -> None:
        if self.view.isVisible():
            self.work()

    @Slot()
    def _shown(self) -> None:
        self.work()
