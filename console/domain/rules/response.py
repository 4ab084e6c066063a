"""Grades and response levels (A3): who decides them, and what level of command they want.

::

    no response ──start──► IV ◄──► III ◄──► II ◄──► I      raise: leftwards is never refused for want of rank
         ▲                  └────────┴───────┴──────┘
         └──────end─────────────────(with a new reason)

- 突发事件应对法 (2024) art. 3 knows four grades for what has happened; who starts which response is left to the plans. The
  settings bring the custom of county plans (IV and III by the one on duty or in charge, II and I by the head); a district's own
  plan replaces it there.
- 国家突发事件总体应急预案 (2025): I and II are led by the province, III by the city, IV by the county. The table of levels says so. A
  command below that is not refused – the place acts first (应对法 art. 17) – but the hall is told to ask for support.
- A first grade (初判) and a higher one without touching the response is the dispatcher's own duty: erring upwards is safe. Whatever starts,
  changes or ends a response, or lowers a grade, is decided by somebody who answers for it: a commander by himself, a dispatcher by the name
  of who decided. Lowering and ending rest on a reason of their own, not on the one that raised.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from console.domain.codes import CommandLevel, Grade
from console.domain.entities import Incident
from console.domain.facts import IncidentGraded
from console.domain.refusal import Refused
from console.domain.rules.incidents import require_open

RANK: Mapping[CommandLevel, int] = {level: rank for rank, level in enumerate(CommandLevel)}

USUAL_LEVELS: Mapping[Grade, CommandLevel] = {
    Grade.I: CommandLevel.PROVINCE,
    Grade.II: CommandLevel.PROVINCE,
    Grade.III: CommandLevel.CITY,
    Grade.IV: CommandLevel.DISTRICT,
}


@dataclass(frozen=True, slots=True)
class ResponseTable:
    """A district's table: which level of command a grade wants, and – in its own words – who decides a response of each level."""

    levels: Mapping[Grade, CommandLevel] = field(default_factory=lambda: USUAL_LEVELS)
    deciders: Mapping[Grade, str] = field(default_factory=dict)


USUAL = ResponseTable()


def decider(response: Grade, table: ResponseTable = USUAL) -> str:
    """The office that starts, changes or ends a response of this level, "" where the table does not say."""
    return table.deciders.get(response, "")


def wanted_level(grade: Grade | None, table: ResponseTable = USUAL) -> CommandLevel:
    """The level that ought to lead an incident of this grade; one without a grade is for the town where it happened."""
    return CommandLevel.TOWN if grade is None else table.levels[grade]


def carries(level: CommandLevel, grade: Grade | None, table: ResponseTable = USUAL) -> bool:
    """Whether a command of that level is high enough for the grade."""
    return RANK[level] >= RANK[wanted_level(grade, table)]


def step(before: Grade | None, after: Grade | None) -> str:
    """``same``, ``start``, ``raise``, ``lower`` or ``end``."""
    if before is after:
        return "same"
    if before is None:
        return "start"
    if after is None:
        return "end"
    return "raise" if after < before else "lower"


def needs_decider(incident: Incident, grade: Grade, response: Grade | None) -> bool:
    """Whether this change is more than a dispatcher's own first judgement."""
    return step(incident.response, response) != "same" or step(incident.grade, grade) == "lower"


def decide(incident: Incident, grade: Grade, response: Grade | None, basis: str, decided_by: str) -> IncidentGraded:
    """Set grade and response level. The response may be weaker or stronger than the grade; the basis says why.

    Raises:
        Refused: ``incident_closed``, ``basis_missing``, ``decider_missing``, ``grade_same``, ``reason_old`` where something is lowered or
            ended on the words that stood there before.
    """
    require_open(incident)
    basis, decided_by = basis.strip(), decided_by.strip()
    if not basis:
        raise Refused("basis_missing")
    if needs_decider(incident, grade, response) and not decided_by:
        raise Refused("decider_missing")
    steps = (step(incident.grade, grade), step(incident.response, response))
    if basis == incident.basis.strip():
        if steps == ("same", "same"):
            raise Refused("grade_same")
        if "lower" in steps or "end" in steps:
            raise Refused("reason_old")
    return IncidentGraded(incident_id=incident.id, grade=grade, response=response, basis=basis, decided_by=decided_by)
