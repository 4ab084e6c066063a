"""Who may have a force next: asked for, offered, given, refused, taken by order from above – and reserved for some minutes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from console.app import holding as app
from console.desk.actions import Deed
from console.desk.asking import NOBODY, Answer
from console.desk.boards import request_board
from console.desk.docks import Panel
from console.desk.parts.base import PanelOf, Part, Tools
from console.desk.parts.holding_forms import answer_form, offer_form, request_form, take_form
from console.desk.sheets import Form
from console.desk.verbs import Misread, Together, Verb, incident_of
from console.desk.verbs import Slot as Place
from console.domain.codes import RequestState
from console.domain.entities import Force, ForceRequest
from console.domain.facts import Fact, ForceHandedOver, ForceRequestAnswered, ForceRequested
from console.engine import Outcome
from console.models import holding_boards, holding_words, strays, words
from console.models.names import Name
from console.models.picture import Change
from widgets.banner import Notice
from widgets.roles import RowAction, Severity

NOTICE = "request:"


class HoldingPart(Part):
    """Requests between incidents, and reservations."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self._refused: tuple[str, str] | None = None  # force and incident of the last try that another holds
        self.table = holding_boards.requests(self.picture)
        self.board = request_board(self.hands.stage)
        self.table.setParent(self.board)
        self.board.setModel(self.table)
        self.board.set_empty_text(self.tr("暂无商调 – 选中其他事件的力量后按 Ctrl+T"))
        self.board.set_row_actions(
            [
                RowAction("give", self.tr("同意 / 接受"), "Ctrl+Space"),
                RowAction("refuse", self.tr("拒绝…"), "Del"),
                RowAction("withdraw", self.tr("撤回"), "Ctrl+Backspace"),
            ]
        )
        self.board.action_requested.connect(self._row_action)
        self.board.activated_row.connect(self._entered)
        self.picture.outcome.connect(self._heard)
        self.picture.changed.connect(self._follow)
        tools.banner.action_requested.connect(self._notice_acted)

    # ---- what it brings -----------------------------------------------------------------------------------------------

    def forms(self) -> Sequence[Form]:
        return (request_form(self.hands), offer_form(self.hands), answer_form(self.hands), take_form(self.hands))

    def deeds(self) -> Sequence[Deed]:
        return (
            Deed("request", self.tr("商调力量"), "Ctrl+T", self.request_chosen, self._no_place),
            Deed("offer", self.tr("提供力量给其他事件"), "Ctrl+Shift+T", self.offer_chosen, self._not_held),
            Deed("take", self.tr("强调 (上级调用)"), "Ctrl+Shift+Q", self.take_chosen, self.no_incident),
            Deed("reserve", self.tr("预留 / 解除预留"), "Ctrl+Shift+Y", self.reserve_chosen, self.no_force),
        )

    def verbs(self) -> Sequence[Verb]:
        force, many = Place("force", self.tr("力量")), Place("force", self.tr("力量"), many=True)
        incident, there = Place("incident", self.tr("事件"), optional=True), Place("incident", self.tr("给哪个事件"))
        why = Place("words", self.tr("理由"))
        request, maybe = Place("request", self.tr("商调")), Place("request", self.tr("商调"), optional=True)
        heard = Place("words", self.tr("何人同意"), optional=True)
        return (
            Verb("request", self.tr("商调"), (force, incident, why), self._said(self.request)),
            Verb("offer", self.tr("提供"), (force, there, why), self._offer_said),
            Verb("take", self.tr("强调"), (force, incident, why), self._said(self.take)),
            Verb("give", self.tr("同意"), (maybe, heard), self._answer_said(app.Answer.GIVE)),
            Verb("refuse", self.tr("拒绝"), (request, why), self._answer_said(app.Answer.REFUSE)),
            Verb("withdraw", self.tr("撤回"), (maybe,), self._answer_said(app.Answer.WITHDRAW)),
            Verb("reserve", self.tr("预留"), (many, incident), self._reserve_said),
            Verb("unreserve", self.tr("解除预留"), (many,), self._unreserve_said),
        )

    def choices(self) -> Mapping[str, Callable[[], Sequence[Name]]]:
        return {"request": self._waiting_names}

    def panels(self) -> Sequence[PanelOf]:
        return (PanelOf("requests", self.tr("商调"), "Alt+Shift+D", self.board, self.board, "forces"),)

    # ---- asking and offering ------------------------------------------------------------------------------------------

    def _no_place(self) -> str:
        return "" if self._refused is not None else self.no_incident()

    def _not_held(self) -> str:
        force = self.hands.selection.force()
        if force is None:
            return self.no_force()
        return "" if self.picture.assignment_of(force.id) else self.tr("{0} 没有任务, 不必提供").format(force.name)

    @Slot(object)
    def _heard(self, outcome: Outcome) -> None:
        """A try that met another's force: Ctrl+T asks for just that, whatever is chosen on the boards."""
        no = outcome.refused
        if no is not None and no.code == "already_committed" and no.details.get("incident_id"):
            self._refused = str(no.details["force_id"]), str(no.details["incident_id"])

    def request_chosen(self) -> None:
        """Ctrl+T: the sheet, with the force that was just refused, else the chosen one."""
        force_id, incident_id = self._refused or (self.hands.selection.force_id, self.hands.selection.incident_id)
        held = self.picture.assignment_of(force_id)
        if held is None or held.incident_id == incident_id:
            self._refused = None
            force_id, incident_id = self.hands.selection.force_id, self.hands.selection.incident_id
        self.open_request(force_id, incident_id)

    def open_request(self, force_id: str, incident_id: str) -> None:
        """The sheet of a request, the force in it if another holds it."""
        if not incident_id:
            return self.tell(self.no_incident())
        held = self.picture.assignment_of(force_id)
        elsewhere = held is not None and held.incident_id != incident_id
        self._refused = None
        self.tools.sheets.open("request", incident_id, {"force": force_id} if elsewhere else {}, over=elsewhere)

    def offer_chosen(self) -> None:
        """Ctrl+Shift+T."""
        force_id = self.hands.selection.force_id
        held = self.picture.assignment_of(force_id)
        if held is not None:
            self.tools.sheets.open("offer", held.incident_id, {"force": force_id}, over=True)

    def take_chosen(self) -> None:
        """Ctrl+Shift+Q."""
        incident_id, force_id = self.hands.selection.incident_id, self.hands.selection.force_id
        held = self.picture.assignment_of(force_id)
        elsewhere = held is not None and held.incident_id != incident_id
        self.tools.sheets.open("take", incident_id, {"force": force_id} if elsewhere else {}, over=elsewhere)

    def request(self, force_id: str, incident_id: str, why: str, answer: Answer = NOBODY) -> None:
        """Ask the holder."""
        doing = self.tr("商调 {0}").format(self._force(force_id))
        self.ask(app.RequestForce(force_id=force_id, incident_id=incident_id, why=why), doing, answer.done, answer.refused)

    def take(self, force_id: str, incident_id: str, why: str, answer: Answer = NOBODY) -> None:
        """By order from above."""
        doing = self.tr("强调 {0}").format(self._force(force_id))
        self.ask(app.TakeForce(force_id=force_id, incident_id=incident_id, why=why), doing, answer.done, answer.refused)

    # ---- answering ----------------------------------------------------------------------------------------------------

    @Slot(str, str)
    def _row_action(self, key: str, id: str) -> None:
        if key == "refuse":
            self.open_answer(id, app.Answer.REFUSE)
        else:
            self.answer(id, app.Answer(key))

    @Slot(str)
    def _entered(self, id: str) -> None:
        self.open_answer(id, app.Answer.GIVE)

    def open_answer(self, id: str, answer: app.Answer) -> None:
        """The sheet of an answer, for words."""
        request = self.picture.find(ForceRequest, id)
        if request is None or request.answered_at is not None:
            return self.tell(self.tr("该商调已有结果"))
        self.tools.sheets.open("answer_request", id, {"answer": answer.value}, over=True)

    def answer(self, id: str, answer: app.Answer, words: str = "", told: Answer = NOBODY) -> None:
        """One key. Who answers his own request is asked for the words of the other side first."""
        request = self.picture.find(ForceRequest, id)
        if request is None:
            return
        own = request.asked_by == self.hands.seat.account.name
        if answer is app.Answer.GIVE and own and not words and request.answered_at is None and told is NOBODY:
            return self.open_answer(id, answer)
        cmd = app.AnswerForceRequest(request_id=id, answer=answer, words=words)
        doing = self.tr("答复商调 {0}").format(self._force(request.force_id))
        self.ask(cmd, doing, told.done, told.refused)

    # ---- reserving ----------------------------------------------------------------------------------------------------

    def reserve_chosen(self) -> None:
        """Ctrl+Shift+Y: the chosen force for the chosen incident – or free again, if it is reserved for it."""
        force_id, incident_id = self.hands.selection.force_id, self.hands.selection.incident_id
        reserved = self.picture.reservation_of(force_id)
        if reserved is not None and reserved.incident_id in (incident_id, ""):
            self.unreserve(force_id)
        elif not incident_id:
            self.tell(self.no_incident())
        else:
            self.reserve(force_id, incident_id)

    def reserve(self, force_id: str, incident_id: str, answer: Answer = NOBODY) -> None:
        """Hold it for some minutes."""
        doing = self.tr("预留 {0}").format(self._force(force_id))
        self.ask(app.ReserveForce(force_id=force_id, incident_id=incident_id), doing, answer.done, answer.refused)

    def unreserve(self, force_id: str, answer: Answer = NOBODY) -> None:
        """Give a reservation up."""
        reserved = self.picture.reservation_of(force_id)
        if reserved is not None:
            doing = self.tr("解除预留 {0}").format(self._force(force_id))
            self.ask(app.EndReservation(reservation_id=reserved.id), doing, answer.done, answer.refused)

    # ---- the command bar ----------------------------------------------------------------------------------------------

    def _said(self, run: Callable[[str, str, str, Answer], None]) -> Callable[[dict[str, Any], Answer], None]:
        def said(values: dict[str, Any], answer: Answer) -> None:
            run(values["force"].id, incident_of(self.hands, values), values["words"], answer)

        return said

    def _offer_said(self, values: dict[str, Any], answer: Answer) -> None:
        force_id = values["force"].id
        held = self.picture.assignment_of(force_id)
        if held is None:
            raise Misread(self.tr("{0} 没有任务, 不必提供").format(self._force(force_id)))
        cmd = app.OfferForce(
            force_id=force_id, holder_incident_id=held.incident_id, incident_id=values["incident"].id, why=values["words"]
        )
        self.ask(cmd, self.tr("提供 {0}").format(self._force(force_id)), answer.done, answer.refused)

    def _answer_said(self, what: app.Answer) -> Callable[[dict[str, Any], Answer], None]:
        def said(values: dict[str, Any], answer: Answer) -> None:
            own = self.hands.seat.account.name
            mine = [r for r in holding_boards.waiting(self.picture) if (r.asked_by == own) is (what is app.Answer.WITHDRAW)]
            if "request" in values:
                id = values["request"].id
            elif len(mine) == 1:
                id = mine[0].id
            else:
                raise Misread(self.tr("哪一条商调? 写出力量名称") if mine else self.tr("没有等待答复的商调"))
            self.answer(id, what, values.get("words", ""), answer)

        return said

    def _reserve_said(self, values: dict[str, Any], answer: Answer) -> None:
        incident_id = incident_of(self.hands, values)
        together = Together(len(values["force"]), answer)
        for force in values["force"]:
            self.reserve(force.id, incident_id, together.one(force.text))

    def _unreserve_said(self, values: dict[str, Any], answer: Answer) -> None:
        free = [force.text for force in values["force"] if self.picture.reservation_of(force.id) is None]
        if free:
            raise Misread(self.tr("{0} 没有预留").format("、".join(free)))
        together = Together(len(values["force"]), answer)
        for force in values["force"]:
            self.unreserve(force.id, together.one(force.text))

    def _waiting_names(self) -> Sequence[Name]:
        return [
            Name("request", r.id, self._force(r.force_id), strays.title(self.picture, r.incident_id))
            for r in holding_boards.waiting(self.picture)
        ]

    def _force(self, force_id: str) -> str:
        force = self.picture.find(Force, force_id)
        return force.name if force else "–"

    # ---- what arrives -------------------------------------------------------------------------------------------------

    @Slot(object)
    def _follow(self, change: Change) -> None:
        """A request of another seat stands in the banner until it is answered; how one's own ended is told there, too."""
        if change.reset:
            self._announce_anew()
        for fact in change.facts if not change.reset else ():
            if isinstance(fact.body, ForceRequested):
                self._announce(self.picture.get(ForceRequest, fact.body.request.id), fact.seat != self.hands.seat.actor.seat)
            elif isinstance(fact.body, ForceRequestAnswered | ForceHandedOver):
                self._tell_end(fact, self.picture.find(ForceRequest, fact.body.request_id))
                self._tell_taken(fact)
        if change.reset or ForceRequest in change.ids:
            self._count()

    def _announce_anew(self) -> None:
        """After the picture came as a whole: what was answered meanwhile goes, what waits is told."""
        waiting = {request.id: request for request in holding_boards.waiting(self.picture)}
        for notice in self.tools.banner.notices():
            if notice.key.startswith(NOTICE) and notice.key.removeprefix(NOTICE) not in waiting:
                self.tools.banner.withdraw(notice.key)
        for request in waiting.values():
            self._announce(request, request.asked_by != self.hands.seat.account.name)

    def _announce(self, request: ForceRequest, others: bool) -> None:
        if request.answered_at is not None or not others:
            return
        wanting, holder = (strays.title(self.picture, id) for id in (request.incident_id, request.holder_incident_id))
        if request.state is RequestState.OFFERED:
            what = self.tr("「{0}」提供 {1} 给「{2}」: {3}").format(holder, self._force(request.force_id), wanting, request.why)
        else:
            what = self.tr("「{0}」商调 {1} (现属「{2}」): {3}").format(wanting, self._force(request.force_id), holder, request.why)
        advice = self.tr("{0} 前答复").format(words.local_time(request.answer_by))
        notice = Notice(NOTICE + request.id, Severity.ORANGE, what, advice, self.tr("答复 Alt+Shift+D"), request.asked_at, lasting=True)
        self.tools.banner.show_notice(notice)

    def _tell_end(self, fact: Fact, request: ForceRequest | None) -> None:
        if request is None:
            return
        self.tools.banner.withdraw(NOTICE + request.id)
        own = request.asked_by == self.hands.seat.account.name
        if not own or fact.seat == self.hands.seat.actor.seat or request.state is RequestState.TAKEN:
            return
        said = holding_words.answer_words(request)
        text = self.tr("商调 {0}: {1}").format(self._force(request.force_id), holding_words.request_state(request.state))
        severity = Severity.BLUE if request.state is RequestState.GIVEN else Severity.YELLOW
        self.tools.banner.show_notice(Notice(f"answer:{request.id}", severity, text, said, since=fact.at))

    def _tell_taken(self, fact: Fact) -> None:
        """Whoever had the force must hear that it was taken by order: nobody at that desk said yes."""
        over = fact.body
        if not isinstance(over, ForceHandedOver) or over.state is not RequestState.TAKEN or fact.seat == self.hands.seat.actor.seat:
            return
        places = (strays.title(self.picture, id) for id in (over.incident_id, over.from_incident_id))
        what = self.tr("{0} 被强调 → 「{1}」 (原属「{2}」)").format(self._force(over.assignment.force_id), *places)
        notice = Notice(f"taken:{over.assignment.id}", Severity.ORANGE, what, f"{over.by}: {over.answer}", since=fact.at)
        self.tools.banner.show_notice(notice)

    def _count(self) -> None:
        panel = panel_of(self.board)
        if panel is not None:
            waiting = len(holding_boards.waiting(self.picture))
            panel.head.set_note(self.tr("待答 {0}").format(waiting) if waiting else "")

    @Slot(str)
    def _notice_acted(self, key: str) -> None:
        if not key.startswith(NOTICE):
            return
        panel = panel_of(self.board)
        if panel is not None:
            panel.go()
        self.board.select_id(key.removeprefix(NOTICE))


def panel_of(content: QWidget) -> Panel | None:
    """The panel in which a part's content lies."""
    above: Any = content
    while above is not None and not isinstance(above, Panel):
        above = above.parentWidget()
    return above
