"""What an incident aims at and lacks, what ought to be sent, and what was recommended and chosen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from console.domain.codes import NeedState, ObjectiveState, SupportState
from console.domain.entities import (
    Entity,
    Need,
    Objective,
    OperationalPeriod,
    Recommendation,
    RunCard,
    SupportRequest,
)
from console.domain.facts.base import Body, World


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveSet(Body):
    """An objective was set, or set anew in other words."""

    kind: ClassVar[str] = "objective_set"
    objective: Objective

    def apply(self, world: World) -> tuple[Entity, ...]:
        return (self.objective,)

    def timeline(self) -> str | None:
        return self.objective.incident_id


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveEnded(Body):
    """An objective was reached, or dropped."""

    kind: ClassVar[str] = "objective_ended"
    incident_id: str
    objective_id: str
    state: ObjectiveState
    state_at: datetime

    def apply(self, world: World) -> tuple[Entity, ...]:
        return (replace(world.get(Objective, self.objective_id), state=self.state, state_at=self.state_at),)


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedStated(Body):
    """Something is lacking, in a quantity."""

    kind: ClassVar[str] = "need_stated"
    need: Need

    def apply(self, world: World) -> tuple[Entity, ...]:
        return (self.need,)

    def timeline(self) -> str | None:
        return self.need.incident_id


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedChanged(Body):
    """Some of a need came, the quantity wanted changed, or the need was dropped."""

    kind: ClassVar[str] = "need_changed"
    incident_id: str
    need_id: str
    wanted: float
    met: float
    state: NeedState
    state_at: datetime

    def apply(self, world: World) -> tuple[Entity, ...]:
        need = world.get(Need, self.need_id)
        return (replace(need, wanted=self.wanted, met=self.met, state=self.state, state_at=self.state_at),)


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodOpened(Body):
    """An operational period began; the one before ended with it."""

    kind: ClassVar[str] = "period_opened"
    period: OperationalPeriod
    previous_id: str | None = None

    def apply(self, world: World) -> tuple[Entity, ...]:
        if self.previous_id is None:
            return (self.period,)
        previous = world.get(OperationalPeriod, self.previous_id)
        return (replace(previous, ended_at=self.period.starts_at), self.period)

    def timeline(self) -> str | None:
        return self.period.incident_id


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodEnded(Body):
    """The last operational period ended."""

    kind: ClassVar[str] = "period_ended"
    incident_id: str
    period_id: str
    ended_at: datetime

    def apply(self, world: World) -> tuple[Entity, ...]:
        return (replace(world.get(OperationalPeriod, self.period_id), ended_at=self.ended_at),)


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportAsked(Body):
    """Support was asked of the level above or a neighbour, or a neighbour asked for ours."""

    kind: ClassVar[str] = "support_asked"
    request: SupportRequest

    def apply(self, world: World) -> tuple[Entity, ...]:
        return (self.request,)

    def timeline(self) -> str | None:
        return self.request.incident_id


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportAnswered(Body):
    """Support was agreed to, refused, arrived, or is no longer wanted."""

    kind: ClassVar[str] = "support_answered"
    incident_id: str
    request_id: str
    state: SupportState
    state_at: datetime
    words: str

    def apply(self, world: World) -> tuple[Entity, ...]:
        request = world.get(SupportRequest, self.request_id)
        return (replace(request, state=self.state, state_at=self.state_at, words=self.words),)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunCardSet(Body):
    """A run card was written or changed."""

    kind: ClassVar[str] = "run_card_set"
    card: RunCard

    def apply(self, world: World) -> tuple[Entity, ...]:
        return (self.card,)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationKept(Body):
    """What was recommended for an incident, and what was chosen of it or instead."""

    kind: ClassVar[str] = "recommendation_kept"
    recommendation: Recommendation

    def apply(self, world: World) -> tuple[Entity, ...]:
        return (self.recommendation,)

    def timeline(self) -> str | None:
        return self.recommendation.incident_id
