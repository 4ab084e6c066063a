"""Requests between incidents as a table: from every state, every answer, and who may take from whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from console.domain.codes import AssignmentStatus, CommandLevel, CommandState, IncidentKind, RequestState, Role
from console.domain.entities import Assignment, Command, ForceRequest, Incident
from console.domain.refusal import Refused
from console.domain.rules import holding

T0 = datetime(2026, 7, 1, 3, 0, tzinfo=UTC)
LATER = T0 + timedelta(seconds=30)


def post(incident_id: str, level: CommandLevel = CommandLevel.DISTRICT) -> Command:
    return Command(id=f"c-{incident_id}", incident_id=incident_id, level=level, name="", commander=f"{incident_id}指挥", established_at=T0)


def held_by(incident_id: str) -> Assignment:
    return Assignment(
        id=f"a-{incident_id}",
        force_id="f",
        command_id=f"c-{incident_id}",
        incident_id=incident_id,
        sector_id=None,
        status=AssignmentStatus.WORKING,
        assigned_at=T0,
        status_at=T0,
    )


REQUEST = ForceRequest(
    id="r",
    force_id="f",
    incident_id="want",
    holder_incident_id="hold",
    asked_at=T0,
    asked_by="qian",
    why="水涨",
    answer_by=T0 + timedelta(seconds=180),
)
ENDED = tuple(state for state in RequestState if state not in (RequestState.ASKED, RequestState.OFFERED))


@pytest.mark.parametrize("state", [RequestState.ASKED, RequestState.OFFERED])
def test_what_waits_can_be_given_refused_and_withdrawn(state: RequestState) -> None:
    waiting = replace(REQUEST, state=state)
    given = holding.give(waiting, post("want"), held_by("hold"), held_by("want"), "li", "", LATER)
    assert (given.state, given.from_assignment_id, given.assignment.incident_id, given.request_id) == (
        RequestState.GIVEN,
        "a-hold",
        "want",
        "r",
    )
    refused = holding.refuse(waiting, "li", "走不开", LATER)
    assert (refused.state, refused.answer) == (RequestState.REFUSED, "走不开")
    assert holding.withdraw(waiting, "qian", "", LATER).state is RequestState.WITHDRAWN


@pytest.mark.parametrize("state", ENDED)
def test_what_has_ended_stays_ended(state: RequestState) -> None:
    over = replace(REQUEST, state=state, answered_at=LATER, answered_by="li")
    for attempt in (
        lambda: holding.give(over, post("want"), held_by("hold"), held_by("want"), "li", "x", LATER),
        lambda: holding.refuse(over, "li", "x", LATER),
        lambda: holding.withdraw(over, "li", "x", LATER),
    ):
        with pytest.raises(Refused) as no:
            attempt()
        assert (no.value.code, no.value.details["state"]) == ("request_done", state.value)


def test_the_last_instant_is_too_late() -> None:
    just = REQUEST.answer_by - timedelta(microseconds=1)
    assert holding.refuse(REQUEST, "li", "x", just).state is RequestState.REFUSED
    with pytest.raises(Refused, match="request_done"):
        holding.refuse(REQUEST, "li", "x", REQUEST.answer_by)


@pytest.mark.parametrize(
    ("held", "code"),
    [(None, "force_not_held"), (held_by("want"), "already_here"), (held_by("third"), "holder_changed")],
)
def test_only_the_holder_it_was_asked_of_can_give(held: Assignment | None, code: str) -> None:
    with pytest.raises(Refused, match=code):
        holding.give(REQUEST, post("want"), held, held_by("want"), "li", "", LATER)


def test_nothing_goes_to_a_command_that_ended() -> None:
    for gone in (None, replace(post("want"), state=CommandState.CLOSED)):
        with pytest.raises(Refused, match="no_command"):
            holding.give(REQUEST, gone, held_by("hold"), held_by("want"), "li", "", LATER)


LEVELS = (CommandLevel.TOWN, CommandLevel.DISTRICT, CommandLevel.CITY, CommandLevel.PROVINCE)


@pytest.mark.parametrize("role", [None, *Role])
@pytest.mark.parametrize("wanting", LEVELS)
@pytest.mark.parametrize("holder", LEVELS)
def test_who_may_take(role: Role | None, wanting: CommandLevel, holder: CommandLevel) -> None:
    def take() -> object:
        return holding.take(
            None, post("want", wanting), held_by("hold"), post("hold", holder), held_by("want"), role, "wang", "坝体将溃", LATER
        )

    may = role in (Role.COMMANDER, Role.ADMINISTRATOR) or LEVELS.index(wanting) > LEVELS.index(holder)
    if may:
        assert take().state is RequestState.TAKEN  # type: ignore[attr-defined]
    else:
        with pytest.raises(Refused, match="may_not_take"):
            take()


@pytest.mark.parametrize(
    ("held", "closed", "at_s", "why"),
    [
        (held_by("hold"), False, 179, None),
        (held_by("hold"), False, 180, "time_out"),
        (None, False, 0, "released"),
        (held_by("want"), False, 0, "holder_changed"),
        (held_by("hold"), True, 0, "incident_over"),
    ],
)
def test_when_a_request_ends_by_itself(held: Assignment | None, closed: bool, at_s: int, why: str | None) -> None:
    wanting = Incident(
        id="want", number="1", kind=IncidentKind.FIRE, title="x", place="x", lat=None, lon=None, opened_at=T0, opened_by="li"
    )
    if closed:
        wanting = replace(wanting, closed_at=T0)
    assert holding.pointless(REQUEST, held, wanting, T0 + timedelta(seconds=at_s)) == why
