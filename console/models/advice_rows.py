"""A recommendation and a plan as rows: a line of the card with its shortfall, under it who is there, who is recommended, who is next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from console.app.plan_all import Plan, Put
from console.domain.entities import Force, Incident
from console.domain.rules.kept import Shortfall
from console.domain.rules.recommend import Advice, Choice, Line
from console.models import advice_words as say
from console.models.picture import Picture
from console.models.rows import TEXT, TIP, Row
from widgets.roles import AlarmState, Glyph, Role, Severity

tr = QCoreApplication.translate

# Who would be next in each line while nobody searches; the filter goes through all of them.
NEXT_SHOWN = 3
# What a row is stands before its id: line, force, here, town, incident, exchange, move, put.
LINE, FORCE, HERE, HELD, TOWN, INCIDENT = "line", "force", "here", "held", "town", "incident"

# A line that has what it wants, and one that lacks something: shape and colour beside the word.
WELL = {Role.GLYPH: Glyph.BAR, Role.TONE: "live"}
SHORT = {Role.SEVERITY: Severity.ORANGE, Role.STATE: AlarmState.ACKNOWLEDGED}


def row_key(kind: str, *parts: str) -> str:
    """The id of a row."""
    return "\t".join((kind, *parts))


def read_key(id: str) -> tuple[str, ...]:
    """Its parts."""
    return tuple(id.split("\t"))


def force_of(id: str | None) -> str:
    """The force that a row is about, "" for none."""
    parts = read_key(id or "")
    return parts[2] if parts[0] in (FORCE, HELD) and len(parts) == 3 else ""


def line_of(id: str | None) -> str:
    """The capability that a row stands under, "" for none."""
    parts = read_key(id or "")
    return parts[1] if parts[0] in (LINE, FORCE, HERE, HELD) and len(parts) > 1 else ""


def advice_rows(
    advice: Advice,
    ticked: Collection[str],
    picture: Picture,
    now: datetime,
    matches: Callable[[str], bool] | None = None,
) -> list[Row]:
    """The rows of a recommendation. ``matches``: a name is searched for among all who could go; lines where none fits are left out."""
    rows: list[Row] = []
    for line in advice.lines:
        block = _block(line, ticked, picture, now, matches)
        if matches is None or block:
            rows += [_line_row(line, ticked, picture), *block]
    if matches is None:
        rows += [
            Row(
                row_key(TOWN, item.town),
                {
                    TEXT: item.town,
                    Role.SUB: say.uncovered(item, picture),
                    TIP: say.uncovered(item, picture),
                    Role.MARKED: True,
                    **SHORT,
                },
            )
            for item in advice.uncovered
        ]
    return rows


def _name(picture: Picture, force_id: str) -> str:
    force = picture.find(Force, force_id)
    return force.name if force else "–"


def _line_row(line: Line, ticked: Collection[str], picture: Picture) -> Row:
    wanted = line.wanted
    name = say.capability(wanted.capability)
    title = tr("advice", "{0} × {1}").format(name, wanted.count)
    if wanted.least_crew:
        title = tr("advice", "{0} · 每支至少 {1} 人").format(title, wanted.least_crew)
    if line.missing:
        short = say.shortfall(Shortfall(capability=wanted.capability, missing=line.missing, elsewhere=line.elsewhere), picture)
        says = {
            TEXT: tr("advice", "{0} · 缺 {1}").format(title, line.missing),
            Role.SUB: short,
            TIP: short,
            **SHORT,
        }
    else:
        chosen = sum(choice.force_id in ticked for choice in (*line.chosen, *line.next_best))
        parts = [tr("advice", "已派 {0}").format(len(line.here))] if line.here else []
        parts.append(tr("advice", "推荐 {0}, 已勾选 {1}").format(len(line.chosen), chosen))
        says = {TEXT: title, Role.SUB: " · ".join(parts), **WELL}
    return Row(row_key(LINE, wanted.capability), {**says, Role.MARKED: True})


def _block(
    line: Line, ticked: Collection[str], picture: Picture, now: datetime, matches: Callable[[str], bool] | None
) -> list[Row]:
    """Who stands under a line."""

    def wanted(force_id: str) -> bool:
        return matches is None or matches(_name(picture, force_id))

    capability = line.wanted.capability
    rows = [
        Row(
            row_key(HERE, capability, id),
            {TEXT: _name(picture, id), Role.SUB: tr("advice", "已在本事件"), Role.GLYPH: Glyph.DISC, Role.TONE: "live"},
        )
        for id in line.here
        if wanted(id)
    ]
    hand_picked = [choice for choice in line.next_best[NEXT_SHOWN:] if choice.force_id in ticked]
    shown = [*line.chosen, *(line.next_best if matches else (*line.next_best[:NEXT_SHOWN], *hand_picked))]
    rows += [_choice_row(choice, choice.force_id in ticked, picture, now) for choice in shown if wanted(choice.force_id)]
    if line.missing:
        rows += [
            Row(
                row_key(HELD, capability, item.force_id),
                {
                    TEXT: _name(picture, item.force_id),
                    Role.SUB: say.elsewhere(item, picture),
                    Role.GLYPH: Glyph.DASH,
                    Role.TONE: "dim",
                },
            )
            for item in line.elsewhere
            if wanted(item.force_id)
        ]
    return rows


def _choice_row(choice: Choice, ticked: bool, picture: Picture, now: datetime) -> Row:
    reasons = say.reasons(choice, now)
    way = tr("advice", "估算 {0}").format(say.minutes(choice.way_min))
    return Row(
        row_key(FORCE, choice.capability, choice.force_id),
        {
            TEXT: f"{_name(picture, choice.force_id)} · {way}",
            Role.SUB: say.short(choice, now),
            TIP: reasons,
            Role.GLYPH: Glyph.TICK if ticked else Glyph.RING,
            Role.TONE: "live" if ticked else "dim",
        },
    )


def plan_rows(plan: Plan, picture: Picture) -> list[Row]:
    """The plan: what is different and what that gains, then each incident with who goes there and what stays empty."""
    rows = []
    for number, exchange in enumerate(plan.exchanges):
        title = tr("advice", "差别 {0}: {1}").format(number + 1, say.exchange(exchange))
        below = tr("advice", "{0} 支力量换去处").format(len(exchange.moves))
        rows.append(Row(row_key("exchange", str(number)), {TEXT: title, Role.SUB: below, Role.MARKED: True, **WELL}))
        rows += [
            Row(
                row_key("move", str(number), move.force_id),
                {
                    TEXT: _name(picture, move.force_id),
                    Role.SUB: say.moved(move, picture),
                    TIP: say.move(move, picture),
                    Role.GLYPH: Glyph.ARROW if move.after else Glyph.DASH,
                    Role.TONE: "text" if move.after else "dim",
                },
            )
            for move in exchange.moves
        ]
    return rows + _incident_rows(plan, picture)


def _incident_rows(plan: Plan, picture: Picture) -> list[Row]:
    rows = []
    ids = list(dict.fromkeys([put.place.incident_id for put in plan.together] + [place.incident_id for place in plan.empty]))
    for id in ids:
        incident = picture.find(Incident, id)
        sent = [put for put in plan.together if put.place.incident_id == id]
        empty = Counter(place.capability for place in plan.empty if place.incident_id == id)
        named = "、".join(f"{say.capability(code)} {count}" for code, count in empty.items())
        lacking = tr("advice", "缺: {0}").format(named) if named else tr("advice", "无缺口")
        title = tr("advice", "{0} · 派 {1} 支").format(incident.title if incident else "–", len(sent))
        mark = SHORT if empty else WELL
        rows.append(Row(row_key(INCIDENT, id), {TEXT: title, Role.SUB: lacking, TIP: lacking, Role.MARKED: True, **mark}))
        rows += [_put_row(put, picture) for put in sent]
    return rows


def _put_row(put: Put, picture: Picture) -> Row:
    way = tr("advice", "估算 {0}").format(say.minutes(put.way_min))
    return Row(
        row_key("put", put.place.incident_id, put.force_id),
        {
            TEXT: f"{_name(picture, put.force_id)} · {way}",
            Role.SUB: say.capability(put.place.capability),
            Role.GLYPH: Glyph.ARROW,
            Role.TONE: "text",
        },
    )
