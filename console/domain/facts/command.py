"""The one command: command posts, sectors, forces, assignments, orders."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from console.domain.codes import AssignmentStatus, CommandState, ForceDuty, OrderState
from console.domain.entities import Assignment, Command, Delivery, Entity, Force, Order, Sector
from console.domain.facts.base import Body, World


@dataclass(frozen=True, slots=True, kw_only=True)
class ForceRegistered(Body):
    """A force got into the register, or its entry was corrected."""

    kind: ClassVar[str] = "force_registered"
    force: Force

    def apply(self, world: World) -> tuple[Entity, ...]:
        return (self.force,)


@dataclass(frozen=True, slots=True, kw_only=True)
class ForceDutyChanged(Body):
    """A force goes to rest, out of service, or can be had again."""

    kind: ClassVar[str] = "force_duty_changed"
    force_id: str
    duty: ForceDuty
    since: datetime

    def apply(self, world: World) -> tuple[Entity, ...]:
        return (replace(world.get(Force, self.force_id), duty=self.duty, duty_since=self.since),)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandEstablished(Body):
    """An incident got its one command, with its sectors."""

    kind: ClassVar[str] = "command_established"
    command: Command
    sectors: tuple[Sector, ...]

    def apply(self, world: World) -> tuple[Entity, ...]:
        return (self.command, *self.sectors)

    def timeline(self) -> str | None:
        return self.command.incident_id


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandTransferred(Body):
    """Command passed to another commander or level: one ends and the next begins in the same fact, so there is never none or two.

    The sectors and the open assignments go over with it.
    """

    kind: ClassVar[str] = "command_transferred"
    incident_id: str
    from_id: str
    command: Command
    sectors: tuple[Sector, ...]
    assignment_ids: tuple[str, ...]
    order_ids: tuple[str, ...]

    def apply(self, world: World) -> tuple[Entity, ...]:
        ended = replace(
            world.get(Command, self.from_id), state=CommandState.TRANSFERRED, ended_at=self.command.established_at
        )
        moved = (replace(world.get(Assignment, id), command_id=self.command.id) for id in self.assignment_ids)
        orders = (replace(world.get(Order, id), command_id=self.command.id) for id in self.order_ids)
        return (ended, self.command, *self.sectors, *moved, *orders)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandClosed(Body):
    """A command ended with its incident."""

    kind: ClassVar[str] = "command_closed"
    incident_id: str
    command_id: str
    ended_at: datetime

    def apply(self, world: World) -> tuple[Entity, ...]:
        return (replace(world.get(Command, self.command_id), state=CommandState.CLOSED, ended_at=self.ended_at),)


@dataclass(frozen=True, slots=True, kw_only=True)
class ForceAssigned(Body):
    """A force was committed to a command."""

    kind: ClassVar[str] = "force_assigned"
    assignment: Assignment

    def apply(self, world: World) -> tuple[Entity, ...]:
        return (self.assignment,)

    def timeline(self) -> str | None:
        return self.assignment.incident_id


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentMoved(Body):
    """A committed force changed its sector."""

    kind: ClassVar[str] = "assignment_moved"
    incident_id: str
    assignment_id: str
    sector_id: str | None

    def apply(self, world: World) -> tuple[Entity, ...]:
        return (replace(world.get(Assignment, self.assignment_id), sector_id=self.sector_id),)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentStatusChanged(Body):
    """A line of the status ledger: the force is en route, on scene, at work, released."""

    kind: ClassVar[str] = "assignment_status_changed"
    incident_id: str
    assignment_id: str
    force_id: str
    status: AssignmentStatus
    status_at: datetime
    by: str = "button"

    def apply(self, world: World) -> tuple[Entity, ...]:
        assignment = world.get(Assignment, self.assignment_id)
        here = self.status in (AssignmentStatus.ON_SCENE, AssignmentStatus.WORKING)
        arrived_at = self.status_at if here and assignment.arrived_at is None else assignment.arrived_at
        went_on = replace(
            assignment, status=self.status, status_at=self.status_at, status_by=self.by, arrived_at=arrived_at
        )
        if self.status is not AssignmentStatus.RELEASED:
            return (went_on,)
        force = replace(world.get(Force, self.force_id), free_since=self.status_at)
        return (replace(went_on, released_at=self.status_at), force)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentRefused(Body):
    """Somebody wanted a force that another incident holds. Nothing changed; the try is kept for the review."""

    kind: ClassVar[str] = "commitment_refused"
    incident_id: str
    force_id: str
    holder_incident_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorsSet(Body):
    """A command's sectors got other figures, or one was added."""

    kind: ClassVar[str] = "sectors_set"
    incident_id: str
    sectors: tuple[Sector, ...]

    def apply(self, world: World) -> tuple[Entity, ...]:
        return self.sectors


@dataclass(frozen=True, slots=True, kw_only=True)
class ForceSuppliesReported(Body):
    """What a force has left of fuel and water."""

    kind: ClassVar[str] = "force_supplies_reported"
    force_id: str
    fuel_percent: float | None
    water_l: float | None
    at: datetime

    def apply(self, world: World) -> tuple[Entity, ...]:
        force = world.get(Force, self.force_id)
        return (replace(force, fuel_percent=self.fuel_percent, water_l=self.water_l, supplies_at=self.at),)


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDrafted(Body):
    """An order was written and waits to be issued."""

    kind: ClassVar[str] = "order_drafted"
    order: Order

    def apply(self, world: World) -> tuple[Entity, ...]:
        return (self.order,)

    def timeline(self) -> str | None:
        return self.order.incident_id


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderIssued(Body):
    """An order left the commander's mouth; its deliveries stand in the outbox from the same moment."""

    kind: ClassVar[str] = "order_issued"
    order: Order
    deliveries: tuple[Delivery, ...]

    def apply(self, world: World) -> tuple[Entity, ...]:
        return (self.order, *self.deliveries)

    def timeline(self) -> str | None:
        return self.order.incident_id


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderStateChanged(Body):
    """An order went on: delivered, acknowledged, under way, done, refused, expired or cancelled.

    ``cause`` says by code why it ended where no person decided it. ``deliveries`` are texts that follow from it: what was delivered is
    not taken back in silence. With the receipt an order is late no longer; its second deadline may make it so again.
    """

    kind: ClassVar[str] = "order_state_changed"
    incident_id: str
    order_id: str
    state: OrderState
    state_at: datetime
    cause: str = ""
    deliveries: tuple[Delivery, ...] = ()

    def apply(self, world: World) -> tuple[Entity, ...]:
        order = world.get(Order, self.order_id)
        unheard = (OrderState.ISSUED, OrderState.DELIVERED)
        overdue = order.overdue and (order.state not in unheard or self.state in (*unheard, OrderState.EXPIRED))
        return (replace(order, state=self.state, state_at=self.state_at, overdue=overdue), *self.deliveries)


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderOverdue(Body):
    """The receipt of an order did not come in time, or (``late`` is ``done``) the order was not carried out in time."""

    kind: ClassVar[str] = "order_overdue"
    incident_id: str
    order_id: str
    late: str = "receipt"

    def apply(self, world: World) -> tuple[Entity, ...]:
        return (replace(world.get(Order, self.order_id), overdue=True),)


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderNagged(Body):
    """The receipt of an order was asked for again; a delivery that could be repeated stands in the outbox anew."""

    kind: ClassVar[str] = "order_nagged"
    incident_id: str
    order_id: str
    nags: int
    at: datetime
    deliveries: tuple[Delivery, ...] = ()

    def apply(self, world: World) -> tuple[Entity, ...]:
        order = world.get(Order, self.order_id)
        return (replace(order, nags=self.nags, nagged_at=self.at), *self.deliveries)


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderEscalated(Body):
    """An order without its receipt was put before the commander named here."""

    kind: ClassVar[str] = "order_escalated"
    incident_id: str
    order_id: str
    commander: str
    at: datetime

    def apply(self, world: World) -> tuple[Entity, ...]:
        return (replace(world.get(Order, self.order_id), escalated_at=self.at),)
