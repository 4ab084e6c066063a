"""Who may have a force next: reservations, requests between incidents, handing over, and who is inside a scene."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from console.domain.codes import AssignmentStatus, RequestState
from console.domain.entities import Assignment, Entity, ForceRequest, Presence, Reservation
from console.domain.facts.base import Body, World


@dataclass(frozen=True, slots=True, kw_only=True)
class ForceReserved(Body):
    """A force is held for an incident for some minutes; nothing was ordered yet."""

    kind: ClassVar[str] = "force_reserved"
    reservation: Reservation

    def apply(self, world: World) -> tuple[Entity, ...]:
        return (self.reservation,)

    def timeline(self) -> str | None:
        return self.reservation.incident_id


@dataclass(frozen=True, slots=True, kw_only=True)
class ReservationEnded(Body):
    """A reservation lapsed, was given up, or became an assignment."""

    kind: ClassVar[str] = "reservation_ended"
    incident_id: str
    reservation_id: str
    ended_at: datetime

    def apply(self, world: World) -> tuple[Entity, ...]:
        return (replace(world.get(Reservation, self.reservation_id), ended_at=self.ended_at),)


@dataclass(frozen=True, slots=True, kw_only=True)
class ForceRequested(Body):
    """One incident asks for a force of another, or is offered one."""

    kind: ClassVar[str] = "force_requested"
    request: ForceRequest

    def apply(self, world: World) -> tuple[Entity, ...]:
        return (self.request,)

    def timeline(self) -> str | None:
        return self.request.incident_id


@dataclass(frozen=True, slots=True, kw_only=True)
class ForceRequestAnswered(Body):
    """A request ended without the force going over: refused, expired or withdrawn. The words stand in ``answer``."""

    kind: ClassVar[str] = "force_request_answered"
    incident_id: str
    request_id: str
    state: RequestState
    answered_at: datetime
    answered_by: str
    answer: str

    def apply(self, world: World) -> tuple[Entity, ...]:
        request = world.get(ForceRequest, self.request_id)
        return (
            replace(request, state=self.state, answered_at=self.answered_at, answered_by=self.answered_by, answer=self.answer),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ForceHandedOver(Body):
    """A force went from one command to another in one fact, so that it is never without one and never under two.

    ``state`` is GIVEN or TAKEN; a force may be taken without a request (``request_id`` empty).
    """

    kind: ClassVar[str] = "force_handed_over"
    incident_id: str
    from_incident_id: str
    from_assignment_id: str
    assignment: Assignment
    state: RequestState
    at: datetime
    by: str
    request_id: str | None = None
    answer: str = ""

    def apply(self, world: World) -> tuple[Entity, ...]:
        old = world.get(Assignment, self.from_assignment_id)
        ended = replace(old, status=AssignmentStatus.RELEASED, status_at=self.at, released_at=self.at)
        if self.request_id is None:
            return (ended, self.assignment)
        request = world.get(ForceRequest, self.request_id)
        answered = replace(request, state=self.state, answered_at=self.at, answered_by=self.by, answer=self.answer)
        return (ended, self.assignment, answered)


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneEntered(Body):
    """A tracker came into the scene of an incident."""

    kind: ClassVar[str] = "scene_entered"
    presence: Presence

    def apply(self, world: World) -> tuple[Entity, ...]:
        return (self.presence,)

    def timeline(self) -> str | None:
        return self.presence.incident_id


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneLeft(Body):
    """A tracker left the scene."""

    kind: ClassVar[str] = "scene_left"
    incident_id: str
    presence_id: str
    left_at: datetime

    def apply(self, world: World) -> tuple[Entity, ...]:
        return (replace(world.get(Presence, self.presence_id), left_at=self.left_at),)
