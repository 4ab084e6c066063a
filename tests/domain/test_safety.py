"""Who is asked, when, how often – and what follows for who is not heard."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from console.domain.codes import AssignmentStatus, MaydayStep, ParAnswerState, ParState
from console.domain.entities import Assignment, Mayday, ParAnswer, ParRound
from console.domain.facts import AssignmentStatusChanged
from console.domain.figures import Figures
from console.domain.refusal import Refused
from console.domain.rules import safety

T0 = datetime(2026, 7, 1, 3, 0, tzinfo=UTC)
FIGURES = Figures()


def after(seconds: float) -> datetime:
    return T0 + timedelta(seconds=seconds)


def held(status: AssignmentStatus, at_s: float = 0, arrived_s: float | None = None) -> Assignment:
    return Assignment(
        id="a",
        force_id="f",
        command_id="c",
        incident_id="i",
        sector_id=None,
        status=status,
        assigned_at=T0,
        status_at=after(at_s),
        released_at=after(at_s) if status is AssignmentStatus.RELEASED else None,
        arrived_at=None if arrived_s is None else after(arrived_s),
    )


def check(**changes: object) -> ParRound:
    made = ParRound(id="r", incident_id="i", number=1, called_at=T0, called_by="li", answer_by=after(60))
    return replace(made, **changes)  # type: ignore[arg-type]


def asked(state: ParAnswerState = ParAnswerState.WAITING, misses: int = 0) -> ParAnswer:
    return ParAnswer(id="pa", round_id="r", incident_id="i", force_id="f", state=state, misses=misses)


MAYDAY = Mayday(id="m", incident_id="i", force_id="f", cause="par", opened_at=T0)


@pytest.mark.parametrize("status", list(AssignmentStatus))
def test_only_those_on_the_scene_are_asked(status: AssignmentStatus) -> None:
    wanted = status in (AssignmentStatus.ON_SCENE, AssignmentStatus.WORKING)
    assert bool(safety.present([held(status)])) is wanted


@pytest.mark.parametrize(
    ("here", "last", "cadence_s", "due_s"),
    [
        ([], None, 1200, None),
        ([held(AssignmentStatus.ON_SCENE, 100, 100)], None, 1200, 1300),
        ([held(AssignmentStatus.ON_SCENE, 100, 100)], None, 0, None),
        ([held(AssignmentStatus.ON_SCENE, 100)], None, 1200, 1300),
        # what a force does after its arrival does not put the check off
        ([held(AssignmentStatus.WORKING, 900, 100)], None, 1200, 1300),
        ([held(AssignmentStatus.ON_SCENE, 500, 500), held(AssignmentStatus.WORKING, 900, 100)], None, 1200, 1300),
        ([held(AssignmentStatus.WORKING, 100, 100)], check(), 1200, None),
        ([held(AssignmentStatus.WORKING, 100, 100)], check(ended_at=after(1400)), 1200, 2600),
        # all went home, and one comes hours later
        ([held(AssignmentStatus.ON_SCENE, 9000, 9000)], check(ended_at=after(1400)), 1200, 10200),
    ],
)
def test_when_a_check_is_due(here: list[Assignment], last: ParRound | None, cadence_s: int, due_s: int | None) -> None:
    due = safety.due_at(here, last, replace(FIGURES, par_cadence_s=cadence_s))
    assert due == (None if due_s is None else after(due_s))


def test_the_time_of_arrival_outlasts_what_a_force_does_then() -> None:
    class World:
        def __init__(self, one: Assignment) -> None:
            self.one = one

        def get(self, kind: type, id: str) -> Assignment:
            return self.one

    def step(one: Assignment, status: AssignmentStatus, at_s: float) -> Assignment:
        fact = AssignmentStatusChanged(incident_id="i", assignment_id="a", force_id="f", status=status, status_at=after(at_s))
        changed = fact.apply(World(one))[0]
        assert isinstance(changed, Assignment)
        return changed

    one = step(held(AssignmentStatus.ASSIGNED), AssignmentStatus.EN_ROUTE, 60)
    assert one.arrived_at is None
    one = step(one, AssignmentStatus.ON_SCENE, 600)
    one = step(one, AssignmentStatus.WORKING, 900)
    assert (one.arrived_at, one.status_at) == (after(600), after(900))
    assert step(held(AssignmentStatus.ASSIGNED), AssignmentStatus.WORKING, 300).arrived_at == after(300)


def test_one_check_at_a_time_and_none_of_nobody() -> None:
    with pytest.raises(Refused, match="par_running"):
        safety.call(check(number=2), (asked(),), check())
    with pytest.raises(Refused, match="nobody_on_scene"):
        safety.call(check(), (), None)


@pytest.mark.parametrize("state", list(ParAnswerState))
def test_only_who_is_waited_for_can_answer(state: ParAnswerState) -> None:
    if state is ParAnswerState.WAITING:
        assert safety.answer(asked(state), at=T0, by="li", crew=0).state is ParAnswerState.ANSWERED
        return
    with pytest.raises(Refused, match="par_answered"):
        safety.answer(asked(state), at=T0, by="li")


@pytest.mark.parametrize(
    ("by", "words", "crew", "code"),
    [
        ("消防二站", "看到一站六人在水枪阵地", None, None),
        (" ", "看到一站", None, "proxy_missing"),
        ("消防二站", " ", None, "words_missing"),
        ("消防二站", "六人", -1, "headcount_bad"),
    ],
)
def test_a_proxy_has_a_name_and_words(by: str, words: str, crew: int | None, code: str | None) -> None:
    if code is None:
        fact = safety.answer(asked(), at=T0, by=by, words=words, crew=crew, proxy=True)
        assert (fact.state, fact.by, fact.words) == (ParAnswerState.PROXY, by, words)
        return
    with pytest.raises(Refused, match=code):
        safety.answer(asked(), at=T0, by=by, words=words, crew=crew, proxy=True)


def test_who_was_not_asked_cannot_answer() -> None:
    with pytest.raises(Refused, match="par_not_asked"):
        safety.answer(None, at=T0, by="li")


@pytest.mark.parametrize(
    ("round", "at_s", "window", "again"),
    [
        (check(), 59, False, False),
        (check(), 60, True, False),
        (check(retry_at=after(180)), 179, False, False),
        (check(retry_at=after(180)), 180, False, True),
        (check(state=ParState.RETRYING, answer_by=after(240)), 239, False, False),
        (check(state=ParState.RETRYING, answer_by=after(240)), 240, True, False),
        (check(state=ParState.MISSED, ended_at=after(240)), 9999, False, False),
    ],
)
def test_window_and_pause_follow_each_other(round: ParRound, at_s: int, window: bool, again: bool) -> None:
    assert (safety.window_over(round, after(at_s)), safety.retry_due(round, after(at_s))) == (window, again)


def test_the_pause_counts_from_the_window_and_the_new_window_from_the_call() -> None:
    assert safety.wait_for_retry(check(), FIGURES).retry_at == after(180)
    late = safety.retry(check(retry_at=after(180)), after(700), FIGURES)
    assert (late.state, late.answer_by, late.retry_at) == (ParState.RETRYING, after(760), None)


@pytest.mark.parametrize(("before", "allowed", "state"), [(0, 2, "waiting"), (1, 2, "missed"), (0, 1, "missed"), (1, 3, "waiting")])
def test_the_last_miss_that_is_allowed_is_the_end(before: int, allowed: int, state: str) -> None:
    fact = safety.missed(asked(misses=before), replace(FIGURES, par_misses=allowed))
    assert (fact.misses, fact.state) == (before + 1, state)


@pytest.mark.parametrize(
    ("states", "end"),
    [
        (["answered", "waiting"], None),
        (["answered", "proxy", "left"], ParState.COMPLETE),
        (["left"], ParState.COMPLETE),
        (["answered", "missed"], ParState.MISSED),
        (["waiting", "missed"], None),
    ],
)
def test_a_check_is_over_when_nobody_is_waited_for(states: list[str], end: ParState | None) -> None:
    fact = safety.over(check(), [asked(ParAnswerState(state)) for state in states], after(70))
    assert (fact and fact.state) == end
    assert safety.over(check(ended_at=T0), [], after(70)) is None, "it does not end twice"


def test_a_check_is_cancelled_with_a_reason() -> None:
    with pytest.raises(Refused, match="reason_missing"):
        safety.cancel(check(), T0, " ")
    for none in (None, check(ended_at=T0)):
        with pytest.raises(Refused, match="no_par"):
            safety.cancel(none, T0, "撤离")
    assert safety.cancel(check(), after(5), "撤离").state is ParState.CANCELLED


def test_a_mayday_open_once_a_force_and_ends_in_words() -> None:
    with pytest.raises(Refused, match="mayday_open"):
        safety.open_mayday(replace(MAYDAY, id="m2"), MAYDAY)
    with pytest.raises(Refused, match="outcome_missing"):
        safety.end_mayday(MAYDAY, T0, "li", " ")
    ended = replace(MAYDAY, ended_at=T0)
    with pytest.raises(Refused, match="mayday_over"):
        safety.end_mayday(ended, T0, "li", "找到")
    with pytest.raises(Refused, match="mayday_over"):
        safety.do_step(ended, MaydayStep.CALL_AGAIN, T0, "li")


def test_the_steps_are_done_in_any_order_each_once_by_somebody_named() -> None:
    class World:
        one = MAYDAY

        def get(self, kind: type, id: str) -> Mayday:
            return self.one

    world = World()
    for number, step in enumerate(reversed(MaydayStep)):
        fact = safety.do_step(world.one, step, after(number), f"人{number}|x")
        (world.one,) = fact.apply(world)  # type: ignore[assignment]
    done = safety.steps_done(world.one)
    assert list(done) == list(reversed(MaydayStep))
    assert done[MaydayStep.CALL_AGAIN] == (after(4), "人4|x")
    with pytest.raises(Refused, match="step_done") as refused:
        safety.do_step(world.one, MaydayStep.SEND_RESCUE, T0, "王")
    assert refused.value.details["by"] == "人0|x"
