"""Who on a scene was heard from (PAR, 人员清点), and what is done for a force that was not (紧急求救).

A check, by the figures of the hall (usual: cadence 20 min, window 60 s, retry 120 s, two misses):

::

                                    all heard, or gone from the scene
               ┌──────────────────────────────────────────────────────────────► complete
               │                        window over                  ▲
    due ──► calling ──► window over ──► (waits until retry_at) ──► retrying ──► … ──► missed
               │                         │                           │
               └─────────────────────────┴───────────────────────────┴──────────────► cancelled (with a reason)

    one force:   waiting ──► answered | proxy | left
                    └── window over: misses + 1, called again; at par_misses ──► missed, and its mayday opens

Asked are the forces on scene or at work, and no others; a force that is released or handed over meanwhile drops out. Between two calls a
late answer counts: it is heard, and that is what is asked for. The next check is due a cadence after the last one ended, or after the
first force of those present arrived, whichever is later.

A mayday opens once a force: by the clock (``par``) or because it called for help (``call``). Its steps are done in any order by persons
who are named; it stands until a person ends it and says how it ended. An answer to a later check does not end it: whoever went out to
look must be told, too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from console.domain.codes import AssignmentStatus, MaydayStep, ParAnswerState, ParState
from console.domain.entities import Assignment, Mayday, ParAnswer, ParRound
from console.domain.facts import (
    MaydayEnded,
    MaydayOpened,
    MaydayStepDone,
    ParAnswered,
    ParCalled,
    ParMissed,
    ParRoundChanged,
)
from console.domain.figures import Figures
from console.domain.refusal import Refused

CRIES = frozenset({"panic", "emergency"})  # alarms by which a radio or a tracker says that its people need help
ON_SCENE = frozenset({AssignmentStatus.ON_SCENE, AssignmentStatus.WORKING})


def present(assignments: Sequence[Assignment]) -> list[Assignment]:
    """Those whose forces are on the scene, and so have to be accounted for."""
    return [held for held in assignments if held.released_at is None and held.status in ON_SCENE]


def due_at(here: Sequence[Assignment], last: ParRound | None, figures: Figures) -> datetime | None:
    """When the next check begins by itself; None while nobody is on the scene, a check runs, or the cadence is 0."""
    if not here or not figures.par_cadence_s or (last is not None and last.ended_at is None):
        return None
    since = min(held.arrived_at or held.status_at for held in here)
    if last is not None and last.ended_at is not None:
        since = max(since, last.ended_at)
    return since + timedelta(seconds=figures.par_cadence_s)


def call(round: ParRound, answers: tuple[ParAnswer, ...], running: ParRound | None) -> ParCalled:
    """A check begins.

    Raises:
        Refused: ``par_running`` with its number, ``nobody_on_scene``.
    """
    if running is not None:
        raise Refused("par_running", number=running.number)
    if not answers:
        raise Refused("nobody_on_scene")
    return ParCalled(round=round, answers=answers)


def answer(
    asked: ParAnswer | None, *, at: datetime, by: str, words: str = "", crew: int | None = None, proxy: bool = False
) -> ParAnswered:
    """A force was heard, or another answered for it in the words kept.

    Raises:
        Refused: ``par_not_asked``; ``par_answered`` with who and when; ``proxy_missing``, ``words_missing`` for a proxy without name or
            words.
    """
    if asked is None:
        raise Refused("par_not_asked")
    if asked.state is not ParAnswerState.WAITING:
        raise Refused("par_answered", state=asked.state.value, by=asked.by, at=asked.answered_at)
    if proxy and not by.strip():
        raise Refused("proxy_missing")
    if proxy and not words.strip():
        raise Refused("words_missing")
    if crew is not None and crew < 0:
        raise Refused("headcount_bad")
    return ParAnswered(
        incident_id=asked.incident_id,
        answer_id=asked.id,
        state=ParAnswerState.PROXY if proxy else ParAnswerState.ANSWERED,
        answered_at=at,
        by=by.strip(),
        words=words.strip(),
        crew=crew,
    )


def left(asked: ParAnswer, at: datetime) -> ParAnswered:
    """The force is on the scene no more: it is asked no more."""
    return ParAnswered(
        incident_id=asked.incident_id, answer_id=asked.id, state=ParAnswerState.LEFT, answered_at=at, by=""
    )


def window_over(round: ParRound, at: datetime) -> bool:
    """Whether those who still wait were not heard in their window."""
    return round.ended_at is None and round.retry_at is None and at >= round.answer_by


def retry_due(round: ParRound, at: datetime) -> bool:
    """Whether those who were not heard are to be called again."""
    return round.ended_at is None and round.retry_at is not None and at >= round.retry_at


def missed(asked: ParAnswer, figures: Figures) -> ParMissed:
    """One more miss; with the last one that is allowed the force counts as missed and nobody calls it again."""
    misses = asked.misses + 1
    state = ParAnswerState.MISSED if misses >= figures.par_misses else ParAnswerState.WAITING
    return ParMissed(incident_id=asked.incident_id, answer_id=asked.id, misses=misses, state=state)


def wait_for_retry(round: ParRound, figures: Figures) -> ParRoundChanged:
    """The pause before the second call, counted from the end of the window."""
    return ParRoundChanged(
        incident_id=round.incident_id,
        round_id=round.id,
        state=round.state,
        answer_by=round.answer_by,
        retry_at=round.answer_by + timedelta(seconds=figures.par_retry_s),
    )


def retry(round: ParRound, at: datetime, figures: Figures) -> ParRoundChanged:
    """They are called again. The window begins when the call goes out, however late: a gateway that was down takes nobody's time."""
    return ParRoundChanged(
        incident_id=round.incident_id,
        round_id=round.id,
        state=ParState.RETRYING,
        answer_by=at + timedelta(seconds=figures.par_window_s),
    )


def over(round: ParRound, answers: Sequence[ParAnswer], at: datetime) -> ParRoundChanged | None:
    """The end of a check, once nobody is waited for; None before."""
    if round.ended_at is not None or any(one.state is ParAnswerState.WAITING for one in answers):
        return None
    somebody = any(one.state is ParAnswerState.MISSED for one in answers)
    return _ended(round, ParState.MISSED if somebody else ParState.COMPLETE, at)


def cancel(round: ParRound | None, at: datetime, why: str) -> ParRoundChanged:
    """A person ends a check before it is over; the next one is due a cadence later.

    Raises:
        Refused: ``no_par``, ``reason_missing``.
    """
    if round is None or round.ended_at is not None:
        raise Refused("no_par")
    if not why.strip():
        raise Refused("reason_missing")
    return _ended(round, ParState.CANCELLED, at)


def _ended(round: ParRound, state: ParState, at: datetime) -> ParRoundChanged:
    return ParRoundChanged(
        incident_id=round.incident_id, round_id=round.id, state=state, answer_by=round.answer_by, ended_at=at
    )


# ---- mayday ------------------------------------------------------------------------------------------------------------------------


def open_mayday(mayday: Mayday, standing: Mayday | None) -> MaydayOpened:
    """A force needs help.

    Raises:
        Refused: ``mayday_open`` with since when: it is not opened a second time.
    """
    if standing is not None:
        raise Refused("mayday_open", force_id=standing.force_id, at=standing.opened_at)
    return MaydayOpened(mayday=mayday)


def steps_done(mayday: Mayday) -> Mapping[MaydayStep, tuple[datetime, str]]:
    """Which steps were done, when and by whom."""
    parts = (line.split("|", 2) for line in mayday.steps)
    return {MaydayStep(code): (datetime.fromisoformat(moment), who) for code, moment, who in parts}


def do_step(mayday: Mayday, step: MaydayStep, at: datetime, by: str) -> MaydayStepDone:
    """A named person has done a step.

    Raises:
        Refused: ``mayday_over``; ``step_done`` with who and when.
    """
    if mayday.ended_at is not None:
        raise Refused("mayday_over", at=mayday.ended_at)
    done = steps_done(mayday).get(step)
    if done is not None:
        raise Refused("step_done", step=step.value, at=done[0], by=done[1])
    return MaydayStepDone(incident_id=mayday.incident_id, mayday_id=mayday.id, step=step, done_at=at, by=by)


def end_mayday(mayday: Mayday, at: datetime, by: str, outcome: str) -> MaydayEnded:
    """It is over, and how.

    Raises:
        Refused: ``mayday_over``, ``outcome_missing``.
    """
    if mayday.ended_at is not None:
        raise Refused("mayday_over", at=mayday.ended_at)
    if not outcome.strip():
        raise Refused("outcome_missing")
    return MaydayEnded(incident_id=mayday.incident_id, mayday_id=mayday.id, ended_at=at, by=by, outcome=outcome.strip())
