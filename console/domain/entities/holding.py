"""Who may have a force next: reservations, requests between incidents, and who is inside a scene."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from console.domain.codes import RequestState
from console.domain.entities.base import Entity


@dataclass(frozen=True, slots=True, kw_only=True)
class Reservation(Entity):
    """A force held for an incident for some minutes without being ordered (预留). It lapses at ``until`` by itself."""

    force_id: str
    incident_id: str
    reserved_at: datetime
    reserved_by: str
    until: datetime
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ForceRequest(Entity):
    """An incident wants a force that another holds (商调): asked for by the one, or offered by the other.

    It waits until ``answer_by``. GIVEN and TAKEN mean that the force went over in the same fact.
    """

    force_id: str
    incident_id: str
    holder_incident_id: str
    asked_at: datetime
    asked_by: str
    why: str
    answer_by: datetime
    state: RequestState = RequestState.ASKED
    answered_at: datetime | None = None
    answered_by: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence(Entity):
    """A force, or a tracker that no force owns yet, inside the scene of an incident. Whether it is under the incident's command
    stands in its assignment alone."""

    incident_id: str
    device_id: str
    force_id: str | None
    entered_at: datetime
    left_at: datetime | None = None
