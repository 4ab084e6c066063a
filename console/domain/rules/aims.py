"""What an incident aims at and lacks (A11): objectives, needs with quantities, operational periods.

::

    objective: open ──► reached | dropped
    need:      open ──(so much came)──► open … met ≥ wanted ──► met
                 └──► dropped
    period:    none ──► 1 ──► 2 ──► …    the next ends the one before in the same fact

A need counts in the unit that it was stated in: 200 件 are not made up by 200 箱. More than was wanted may come; less than nothing may not.
"""

from __future__ import annotations

from datetime import datetime
from math import isfinite

from console.domain.codes import NeedState, ObjectiveState
from console.domain.entities import Incident, Need, Objective, OperationalPeriod
from console.domain.facts import NeedChanged, NeedStated, ObjectiveEnded, ObjectiveSet, PeriodEnded, PeriodOpened
from console.domain.refusal import Refused
from console.domain.rules.incidents import require_open


def set_objective(incident: Incident, objective: Objective) -> ObjectiveSet:
    """Something to reach, by a time if there is one.

    Raises:
        Refused: ``incident_closed``, ``text_missing``, ``due_past``.
    """
    require_open(incident)
    if not objective.text.strip():
        raise Refused("text_missing")
    if objective.due_at is not None and objective.due_at <= objective.set_at:
        raise Refused("due_past")
    return ObjectiveSet(objective=objective)


def end_objective(objective: Objective, state: ObjectiveState, at: datetime, why: str) -> ObjectiveEnded:
    """Reached – or dropped, with a reason.

    Raises:
        Refused: ``objective_ended``, ``reason_missing``.
    """
    if objective.state is not ObjectiveState.OPEN or state is ObjectiveState.OPEN:
        raise Refused("objective_ended", state=objective.state.value)
    if state is ObjectiveState.DROPPED and not why.strip():
        raise Refused("reason_missing")
    return ObjectiveEnded(incident_id=objective.incident_id, objective_id=objective.id, state=state, state_at=at)


def state_need(incident: Incident, need: Need) -> NeedStated:
    """Something is lacking.

    Raises:
        Refused: ``incident_closed``, ``text_missing``, ``unit_missing``, ``quantity_bad``.
    """
    require_open(incident)
    if not need.what.strip():
        raise Refused("text_missing")
    if not need.unit.strip():
        raise Refused("unit_missing")
    if not (isfinite(need.wanted) and need.wanted > 0):
        raise Refused("quantity_bad")
    return NeedStated(need=need)


def came(need: Need, amount: float, unit: str, at: datetime) -> NeedChanged:
    """So much of it arrived; with the last of it the need is met.

    Raises:
        Refused: ``need_ended``, ``quantity_bad``, ``unit_differs`` where it was counted in something else.
    """
    _need_open(need)
    if not (isfinite(amount) and amount > 0):
        raise Refused("quantity_bad")
    if unit.strip() and unit.strip() != need.unit:
        raise Refused("unit_differs", unit=need.unit, said=unit.strip())
    return _need(need, need.wanted, need.met + amount, at)


def correct_need(need: Need, wanted: float, met: float, at: datetime) -> NeedChanged:
    """Other figures: more is wanted, or less came than was written.

    Raises:
        Refused: ``need_ended`` for one that was dropped, ``quantity_bad``, ``need_same``.
    """
    if need.state is NeedState.DROPPED:
        raise Refused("need_ended", state=need.state.value)
    if not (isfinite(wanted) and isfinite(met) and wanted > 0 and met >= 0):
        raise Refused("quantity_bad")
    if (wanted, met) == (need.wanted, need.met):
        raise Refused("need_same")
    return _need(need, wanted, met, at)


def drop_need(need: Need, at: datetime, why: str) -> NeedChanged:
    """It is not wanted any more.

    Raises:
        Refused: ``need_ended``, ``reason_missing``.
    """
    _need_open(need)
    if not why.strip():
        raise Refused("reason_missing")
    return NeedChanged(
        incident_id=need.incident_id, need_id=need.id, wanted=need.wanted, met=need.met, state=NeedState.DROPPED, state_at=at
    )


def open_period(incident: Incident, current: OperationalPeriod | None, period: OperationalPeriod) -> PeriodOpened:
    """The next span of time with its aims.

    Raises:
        Refused: ``incident_closed``, ``text_missing``, ``period_backwards``.
    """
    require_open(incident)
    if not period.aims.strip():
        raise Refused("text_missing")
    if period.ends_at <= period.starts_at:
        raise Refused("period_backwards")
    return PeriodOpened(period=period, previous_id=current.id if current else None)


def end_period(period: OperationalPeriod | None, at: datetime) -> PeriodEnded:
    """The last one ends without another.

    Raises:
        Refused: ``no_period``.
    """
    if period is None or period.ended_at is not None:
        raise Refused("no_period")
    return PeriodEnded(incident_id=period.incident_id, period_id=period.id, ended_at=at)


def _need(need: Need, wanted: float, met: float, at: datetime) -> NeedChanged:
    state = NeedState.MET if met >= wanted else NeedState.OPEN
    return NeedChanged(incident_id=need.incident_id, need_id=need.id, wanted=wanted, met=met, state=state, state_at=at)


def _need_open(need: Need) -> None:
    if need.state is not NeedState.OPEN:
        raise Refused("need_ended", state=need.state.value)
