"""Accountability checks (PAR) and mayday."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from console.domain.codes import MaydayStep, ParAnswerState, ParState
from console.domain.entities import Delivery, Entity, Mayday, ParAnswer, ParRound
from console.domain.facts.base import Body, World


@dataclass(frozen=True, slots=True, kw_only=True)
class ParCalled(Body):
    """All forces on a scene are called for their accountability check, by the clock or by a person.

    The calls that go by data stand in the outbox from the same moment; the others are called by voice.
    """

    kind: ClassVar[str] = "par_called"
    round: ParRound
    answers: tuple[ParAnswer, ...]
    deliveries: tuple[Delivery, ...] = ()

    def apply(self, world: World) -> tuple[Entity, ...]:
        return (self.round, *self.answers, *self.deliveries)

    def timeline(self) -> str | None:
        return self.round.incident_id


@dataclass(frozen=True, slots=True, kw_only=True)
class ParAnswered(Body):
    """A force was heard, or somebody who has it in sight answered for it (``proxy``) in the ``words`` kept here; or it left the scene
    before it was heard (``left``)."""

    kind: ClassVar[str] = "par_answered"
    incident_id: str
    answer_id: str
    state: ParAnswerState
    answered_at: datetime
    by: str
    words: str = ""
    crew: int | None = None

    def apply(self, world: World) -> tuple[Entity, ...]:
        answer = world.get(ParAnswer, self.answer_id)
        return (
            replace(answer, state=self.state, answered_at=self.answered_at, by=self.by, words=self.words, crew=self.crew),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ParMissed(Body):
    """A force was not heard within the window: its ``misses`` so far."""

    kind: ClassVar[str] = "par_missed"
    incident_id: str
    answer_id: str
    misses: int
    state: ParAnswerState

    def apply(self, world: World) -> tuple[Entity, ...]:
        return (replace(world.get(ParAnswer, self.answer_id), misses=self.misses, state=self.state),)


@dataclass(frozen=True, slots=True, kw_only=True)
class ParRoundChanged(Body):
    """A check goes on: those who were missed are to be called again at ``retry_at``, are being called, or the check is over."""

    kind: ClassVar[str] = "par_round_changed"
    incident_id: str
    round_id: str
    state: ParState
    answer_by: datetime
    retry_at: datetime | None = None
    ended_at: datetime | None = None
    deliveries: tuple[Delivery, ...] = ()

    def apply(self, world: World) -> tuple[Entity, ...]:
        found = world.get(ParRound, self.round_id)
        changed = replace(
            found, state=self.state, answer_by=self.answer_by, retry_at=self.retry_at, ended_at=self.ended_at
        )
        return (changed, *self.deliveries)


@dataclass(frozen=True, slots=True, kw_only=True)
class MaydayOpened(Body):
    """A force is not heard from, or called for help."""

    kind: ClassVar[str] = "mayday_opened"
    mayday: Mayday

    def apply(self, world: World) -> tuple[Entity, ...]:
        return (self.mayday,)

    def timeline(self) -> str | None:
        return self.mayday.incident_id


@dataclass(frozen=True, slots=True, kw_only=True)
class MaydayStepDone(Body):
    """One step of the mayday was done, by whom and when."""

    kind: ClassVar[str] = "mayday_step_done"
    incident_id: str
    mayday_id: str
    step: MaydayStep
    done_at: datetime
    by: str

    def apply(self, world: World) -> tuple[Entity, ...]:
        mayday = world.get(Mayday, self.mayday_id)
        line = f"{self.step.value}|{self.done_at.isoformat()}|{self.by}"
        return (replace(mayday, steps=(*mayday.steps, line)),)


@dataclass(frozen=True, slots=True, kw_only=True)
class MaydayEnded(Body):
    """A mayday is over, with how it ended."""

    kind: ClassVar[str] = "mayday_ended"
    incident_id: str
    mayday_id: str
    ended_at: datetime
    by: str
    outcome: str

    def apply(self, world: World) -> tuple[Entity, ...]:
        mayday = world.get(Mayday, self.mayday_id)
        return (replace(mayday, ended_at=self.ended_at, ended_by=self.by, outcome=self.outcome),)
