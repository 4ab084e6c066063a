"""Warnings, deliveries and their receipts, and what was said on the air."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from console.domain.codes import DeliveryState, WarningState
from console.domain.entities import Delivery, Entity, Recording, Warning
from console.domain.facts.base import Body, World


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningPrepared(Body):
    """A broadcast was composed; nothing has left the hall."""

    kind: ClassVar[str] = "warning_prepared"
    warning: Warning

    def apply(self, world: World) -> tuple[Entity, ...]:
        return (self.warning,)

    def timeline(self) -> str | None:
        return self.warning.incident_id


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningReleased(Body):
    """A second person released it; its deliveries stand in the outbox from the same moment."""

    kind: ClassVar[str] = "warning_released"
    incident_id: str | None
    warning_id: str
    released_by: str
    released_at: datetime
    deliveries: tuple[Delivery, ...]

    def apply(self, world: World) -> tuple[Entity, ...]:
        warning = replace(
            world.get(Warning, self.warning_id),
            state=WarningState.RELEASED,
            released_by=self.released_by,
            released_at=self.released_at,
        )
        return (warning, *self.deliveries)


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningEnded(Body):
    """Every delivery has come to its end, or the warning was withdrawn before release."""

    kind: ClassVar[str] = "warning_ended"
    incident_id: str | None
    warning_id: str
    state: WarningState

    def apply(self, world: World) -> tuple[Entity, ...]:
        return (replace(world.get(Warning, self.warning_id), state=self.state),)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryAdvanced(Body):
    """A receipt: how far one delivery came, and what proves it."""

    kind: ClassVar[str] = "delivery_advanced"
    incident_id: str | None
    delivery_id: str
    state: DeliveryState
    state_at: datetime
    evidence: str

    def apply(self, world: World) -> tuple[Entity, ...]:
        delivery = world.get(Delivery, self.delivery_id)
        return (replace(delivery, state=self.state, state_at=self.state_at, evidence=self.evidence),)


@dataclass(frozen=True, slots=True, kw_only=True)
class TransmissionRecorded(Body):
    """A transmission on a radio channel ended and lies in the archive."""

    kind: ClassVar[str] = "transmission_recorded"
    recording: Recording

    def apply(self, world: World) -> tuple[Entity, ...]:
        return (self.recording,)
