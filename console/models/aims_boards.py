"""目标需求 and 指挥链: what an incident aims at, lacks and asked for; who commanded it from when to when, and what it belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt

from console.domain.codes import NeedState, ObjectiveState, SupportState
from console.domain.entities import Command, Incident, IncidentLink, Need, Objective, OperationalPeriod, SupportRequest
from console.domain.rules.support import ENDED
from console.domain.rules.transfer import chain, direction
from console.models import incident_words as said
from console.models import words
from console.models.mixed import Line, MixedList
from console.models.picture import Picture
from widgets import format as fmt
from widgets.roles import Glyph, Role

tr = QCoreApplication.translate
TEXT = int(Qt.ItemDataRole.DisplayRole)

OBJECTIVE_GLYPHS = {
    ObjectiveState.OPEN: (Glyph.RING, "yellow"),
    ObjectiveState.REACHED: (Glyph.TICK, "ok"),
    ObjectiveState.DROPPED: (Glyph.DASH, "dim"),
}
NEED_GLYPHS = {
    NeedState.OPEN: (Glyph.HALF, "yellow"),
    NeedState.MET: (Glyph.TICK, "ok"),
    NeedState.DROPPED: (Glyph.DASH, "dim"),
}
SUPPORT_GLYPHS = {
    SupportState.ASKED: (Glyph.ARROW, "yellow"),
    SupportState.AGREED: (Glyph.HALF, "live"),
    SupportState.REFUSED: (Glyph.CROSS, "orange"),
    SupportState.ARRIVED: (Glyph.TICK, "ok"),
    SupportState.WITHDRAWN: (Glyph.DASH, "dim"),
}


def aims(picture: Picture, parent: QObject | None = None) -> MixedList:
    """The current period, then open objectives, needs and support, then what is done."""

    def lines(incident_id: str) -> list[Line]:
        return [
            *_periods(picture, incident_id, current=True),
            *_objectives(picture, incident_id, done=False),
            *_needs(picture, incident_id, done=False),
            *_supports(picture, incident_id, done=False),
            *_objectives(picture, incident_id, done=True),
            *_needs(picture, incident_id, done=True),
            *_supports(picture, incident_id, done=True),
            *_periods(picture, incident_id, current=False),
        ]

    return MixedList(picture, lines, (Objective, Need, OperationalPeriod, SupportRequest), parent)


def _row(glyph: tuple[Glyph, str], text: str, sub: str, time: datetime | None) -> Mapping[int, Any]:
    return {TEXT: text, Role.SUB: sub, Role.TIME: time, Role.GLYPH: glyph[0], Role.TONE: glyph[1]}


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _objectives(picture: Picture, incident_id: str, *, done: bool) -> Iterator[Line]:
    found = picture.all(Objective, lambda o: o.incident_id == incident_id and (o.state is not ObjectiveState.OPEN) is done)
    for goal in sorted(found, key=lambda o: o.number):
        due = tr("aims", "时限 {0}").format(fmt.clock(goal.due_at)) if goal.due_at and not done else ""
        sub = _joined(tr("aims", "目标 {0}").format(goal.number), said.objective_state(goal.state), due, goal.set_by)
        yield Line(f"objective:{goal.id}", _row(OBJECTIVE_GLYPHS[goal.state], goal.text, sub, goal.state_at or goal.set_at))


def _needs(picture: Picture, incident_id: str, *, done: bool) -> Iterator[Line]:
    found = picture.all(Need, lambda n: n.incident_id == incident_id and (n.state is not NeedState.OPEN) is done)
    for need in sorted(found, key=lambda n: (n.stated_at, n.id)):
        text = f"{need.what} {said.need_figures(need)}"
        sub = _joined(tr("aims", "需求"), said.need_state(need.state), need.stated_by)
        yield Line(f"need:{need.id}", _row(NEED_GLYPHS[need.state], text, sub, need.state_at or need.stated_at))


def _supports(picture: Picture, incident_id: str, *, done: bool) -> Iterator[Line]:
    found = picture.all(SupportRequest, lambda s: s.incident_id == incident_id and (s.state in ENDED) is done)
    for asked in sorted(found, key=lambda s: (s.asked_at, s.id)):
        sub = _joined(said.support_direction(asked.direction), asked.party, said.support_state(asked.state), asked.words)
        yield Line(f"support:{asked.id}", _row(SUPPORT_GLYPHS[asked.state], asked.what, sub, asked.state_at or asked.asked_at))


def _periods(picture: Picture, incident_id: str, *, current: bool) -> Iterator[Line]:
    found = picture.all(OperationalPeriod, lambda p: p.incident_id == incident_id and (p.ended_at is None) is current)
    for period in sorted(found, key=lambda p: -p.number):
        span = f"{fmt.clock(period.starts_at)} – {fmt.clock(period.ended_at or period.ends_at)}"
        sub = _joined(tr("aims", "作战阶段 {0}").format(period.number), span)
        glyph = (Glyph.CLOCK, "live") if current else (Glyph.CLOCK, "dim")
        yield Line(f"period:{period.id}", _row(glyph, period.aims, sub, period.starts_at))


def relations(picture: Picture, parent: QObject | None = None) -> MixedList:
    """The chain of command, newest first, then the larger event, parts, links, and what was merged here."""

    def lines(incident_id: str) -> list[Line]:
        return [*_commands(picture, incident_id), *_kin(picture, incident_id), *_linked(picture, incident_id)]

    return MixedList(picture, lines, (Command, Incident, IncidentLink), parent)


def _commands(picture: Picture, incident_id: str) -> Iterator[Line]:
    posts = chain(picture.all(Command, lambda c: c.incident_id == incident_id))
    for number, post in reversed(list(enumerate(posts, 1))):
        until = fmt.clock(post.ended_at) if post.ended_at else tr("aims", "现在")
        old = picture.find(Command, post.previous_id)
        way = said.direction(direction(old, post)) if old is not None else tr("aims", "设立")
        sub = _joined(tr("aims", "第 {0} 任").format(number), f"{fmt.clock(post.established_at)} – {until}", way, post.name)
        glyph = (Glyph.BAR, "live") if post.ended_at is None else (Glyph.BAR, "dim")
        level = tr("aims", "{0}指挥部").format(words.command_level(post.level))
        joint = tr("aims", "与 {0} 联合").format("、".join(post.partners)) if post.partners else ""
        yield Line(f"command:{post.id}", _row(glyph, _joined(post.commander, level, joint), sub, post.established_at))


def _kin(picture: Picture, incident_id: str) -> Iterator[Line]:
    incident = picture.find(Incident, incident_id)
    if incident is None:
        return
    above, into = picture.find(Incident, incident.parent_id), picture.find(Incident, incident.merged_into)
    if into is not None:
        yield _incident(into, tr("aims", "已并入"))
    if above is not None:
        yield _incident(above, tr("aims", "上级事件"))
    for child in picture.all(Incident, lambda i: i.parent_id == incident_id):
        yield _incident(child, tr("aims", "下级事件"))
    for merged in picture.all(Incident, lambda i: i.merged_into == incident_id):
        yield _incident(merged, tr("aims", "并入本事件"))


def _linked(picture: Picture, incident_id: str) -> Iterator[Line]:
    links = picture.all(IncidentLink, lambda one: one.ended_at is None and incident_id in (one.first_id, one.second_id))
    for link in sorted(links, key=lambda one: (one.linked_at, one.id)):
        other = picture.find(Incident, link.second_id if link.first_id == incident_id else link.first_id)
        title = other.title if other else tr("aims", "久已结案的事件")
        sub = _joined(tr("aims", "关联"), link.why, link.linked_by)
        yield Line(f"link:{link.id}", _row((Glyph.DASH, "text"), title, sub, link.linked_at))


def _incident(incident: Incident, what: str) -> Line:
    grade = words.grade_short(incident.grade) if incident.grade else ""
    state = "" if incident.merged_into else said.state_of(incident)
    sub = _joined(what, incident.number, grade, state)
    return Line(f"incident:{incident.id}", _row((Glyph.SQUARE, "text"), incident.title, sub, incident.opened_at))


def other_incident(picture: Picture, incident_id: str, row_id: str) -> str:
    """The incident that a row of the relations leads to, "" for none."""
    kind, _, id = row_id.partition(":")
    if kind == "incident":
        return id
    link = picture.find(IncidentLink, id) if kind == "link" else None
    if link is None:
        return ""
    return link.second_id if link.first_id == incident_id else link.first_id


def count_open(picture: Picture, incident_id: str) -> tuple[int, int, int]:
    """How many objectives, needs and requests for support of an incident are open."""
    return (
        len(picture.all(Objective, lambda o: o.incident_id == incident_id and o.state is ObjectiveState.OPEN)),
        len(picture.all(Need, lambda n: n.incident_id == incident_id and n.state is NeedState.OPEN)),
        len(picture.all(SupportRequest, lambda s: s.incident_id == incident_id and s.state not in ENDED)),
    )


def still_open(picture: Picture, incident_id: str) -> list[str]:
    """What is open about an incident, each in words: for the sheet that closes it."""
    lines = [
        *_objectives(picture, incident_id, done=False),
        *_needs(picture, incident_id, done=False),
        *_supports(picture, incident_id, done=False),
    ]
    return [f"{line.says[TEXT]} ({line.says[Role.SUB]})" for line in lines]


def current_period(picture: Picture, incident_id: str) -> OperationalPeriod | None:
    """The operational period that goes on."""
    found = picture.all(OperationalPeriod, lambda p: p.incident_id == incident_id and p.ended_at is None)
    return found[0] if found else None
