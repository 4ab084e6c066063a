"""The sheets of requests: ask for a force, offer one, answer, take by order from above."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QLabel

from console.app import holding as app
from console.desk.fields import Lines, Picker
from console.desk.hands import Hands
from console.desk.inputs import combo
from console.desk.sheets import DeskSheet, Form, Reply, Values
from console.domain.codes import RequestState
from console.domain.entities import Force, ForceRequest
from console.models import words
from widgets.choices import Completion

tr = QCoreApplication.translate


def _name(hands: Hands, force_id: str) -> str:
    force = hands.picture.find(Force, force_id)
    return force.name if force else "–"


def _words() -> QLabel:
    """What the hall knows about the matter, in as many lines as it takes."""
    label = QLabel()
    label.setWordWrap(True)
    label.setProperty("tone", "dim")
    return label


def _holder(hands: Hands, force_id: str) -> str:
    """Who has the force, under whom, since when, and how far it is."""
    held = hands.picture.assignment_of(force_id)
    if held is None:
        return ""
    post = hands.picture.active_command(held.incident_id)
    return tr("forms", "现归「{0}」 · {3}\n指挥长 {1} · 自 {2}").format(
        hands.incident_title(held.incident_id),
        post.commander if post else "–",
        words.local_time(held.assigned_at),
        words.assignment_status(held.status),
    )


def _elsewhere(hands: Hands, incident_id: Callable[[], str]) -> Callable[[str], list[Completion]]:
    """Forces that another incident holds."""

    def offered(typed: str) -> list[Completion]:
        def wanted(force: Force) -> bool:
            held = hands.picture.assignment_of(force.id)
            return held is not None and held.incident_id != incident_id()

        return hands.names.forces(typed, wanted)

    return offered


def _wanting_form(
    hands: Hands, key: str, label: str, title: str, say: str, make: Callable[[str, str, str], app.RequestForce | app.TakeForce]
) -> Form:
    """A force that another incident holds, and why this one wants it."""
    about_incident = [""]

    def build(sheet: DeskSheet) -> None:
        picker, holder = Picker(hands.stage, _elsewhere(hands, lambda: about_incident[0])), _words()
        sheet.add_field("force", tr("forms", "力量"), picker, required=True)
        sheet.add_part(holder)
        sheet.add_field("why", tr("forms", "理由"), Lines(hands.stage, 3), required=True)
        picker.edited.connect(lambda: holder.setText(_holder(hands, picker.chosen())))

    def opened(_sheet: DeskSheet, subject: str) -> None:
        about_incident[0] = subject

    def about(subject: str) -> tuple[str, str]:
        return title, hands.incident_title(subject)

    def submit(subject: str, values: Values, reply: Reply) -> None:
        cmd = make(values["force"], subject, values["why"])
        hands.asker.ask(cmd, say.format(_name(hands, values["force"]), hands.incident_title(subject)), reply.done, reply.refused)

    return Form(key, label, build, about, submit, opened)


def request_form(hands: Hands) -> Form:
    return _wanting_form(
        hands,
        "request",
        tr("forms", "商调"),
        tr("forms", "商调力量"),
        tr("forms", "商调 {0} → {1}"),
        lambda force, incident, why: app.RequestForce(force_id=force, incident_id=incident, why=why),
    )


def take_form(hands: Hands) -> Form:
    return _wanting_form(
        hands,
        "take",
        tr("forms", "强调"),
        tr("forms", "强调力量 (上级调用)"),
        tr("forms", "强调 {0} → {1}"),
        lambda force, incident, why: app.TakeForce(force_id=force, incident_id=incident, why=why),
    )


def offer_form(hands: Hands) -> Form:
    def build(sheet: DeskSheet) -> None:
        def offered(typed: str) -> list[Completion]:
            here = hands.picture.assignment_of
            return hands.names.forces(typed, lambda f: (held := here(f.id)) is not None and held.incident_id == from_incident[0])

        sheet.add_field("force", tr("forms", "力量"), Picker(hands.stage, offered), required=True)
        sheet.add_field("to", tr("forms", "给哪个事件"), combo(()), required=True)
        sheet.add_field("why", tr("forms", "理由"), Lines(hands.stage, 3), required=True)

    from_incident = [""]

    def opened(sheet: DeskSheet, subject: str) -> None:
        from_incident[0] = subject
        box = sheet.field("to")
        if isinstance(box, QComboBox):
            box.blockSignals(True)
            box.clear()
            for incident in hands.picture.open_incidents():
                if incident.id != subject and hands.picture.active_command(incident.id) is not None:
                    box.addItem(f"{incident.title} · {words.grade_short(incident.grade)}", incident.id)
            box.blockSignals(False)

    def about(subject: str) -> tuple[str, str]:
        return tr("forms", "提供力量"), hands.incident_title(subject)

    def submit(subject: str, values: Values, reply: Reply) -> None:
        cmd = app.OfferForce(force_id=values["force"], holder_incident_id=subject, incident_id=values["to"], why=values["why"])
        doing = tr("forms", "提供 {0} → {1}").format(_name(hands, values["force"]), hands.incident_title(values["to"]))
        hands.asker.ask(cmd, doing, reply.done, reply.refused)

    return Form("offer", tr("forms", "提供"), build, about, submit, opened)


def answer_form(hands: Hands) -> Form:
    def build(sheet: DeskSheet) -> None:
        asked = _words()
        asked.setObjectName("asked")
        sheet.add_part(asked)
        sheet.add_field("answer", tr("forms", "答复"), combo(()))
        sheet.add_field("words", tr("forms", "理由或原话"), Lines(hands.stage, 3))

    def opened(sheet: DeskSheet, subject: str) -> None:
        request = hands.picture.find(ForceRequest, subject)
        offered = request is not None and request.state is RequestState.OFFERED
        asked, box = sheet.findChild(QLabel, "asked"), sheet.field("answer")
        if isinstance(asked, QLabel) and request is not None:
            told = tr("forms", "{0} – {1}, {2} 前答复")
            asked.setText(told.format(request.why, request.asked_by, words.local_time(request.answer_by)))
        if isinstance(box, QComboBox):
            box.blockSignals(True)
            box.clear()
            box.addItem(tr("forms", "接受") if offered else tr("forms", "同意, 移交指挥"), app.Answer.GIVE.value)
            box.addItem(tr("forms", "拒绝"), app.Answer.REFUSE.value)
            box.addItem(tr("forms", "撤回"), app.Answer.WITHDRAW.value)
            box.blockSignals(False)

    def about(subject: str) -> tuple[str, str]:
        request = hands.picture.find(ForceRequest, subject)
        if request is None:
            return tr("forms", "答复商调"), "–"
        holder, wanting = hands.incident_title(request.holder_incident_id), hands.incident_title(request.incident_id)
        return tr("forms", "答复商调: {0}").format(_name(hands, request.force_id)), f"{holder} → {wanting}"

    def submit(subject: str, values: Values, reply: Reply) -> None:
        cmd = app.AnswerForceRequest(request_id=subject, answer=app.Answer(values["answer"]), words=values["words"])
        hands.asker.ask(cmd, tr("forms", "答复商调"), reply.done, reply.refused)

    return Form("answer_request", tr("forms", "答复"), build, about, submit, opened)
