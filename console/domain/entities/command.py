"""The one command: command posts, sectors, forces and their commitment, orders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from console.domain.codes import (
    Addressee,
    AssignmentStatus,
    Channel,
    CommandLevel,
    CommandState,
    ForceDuty,
    ForceKind,
    OrderState,
    SectorKind,
)
from console.domain.entities.base import Entity


@dataclass(frozen=True, slots=True, kw_only=True)
class Command(Entity):
    """A command (指挥部): exactly one active per incident, exactly one commander.

    ``partners`` are the jurisdictions that stand under it together (a joint command over a boundary); the commander is still one.
    """

    incident_id: str
    level: CommandLevel
    name: str
    commander: str
    established_at: datetime
    state: CommandState = CommandState.ACTIVE
    previous_id: str | None = None
    ended_at: datetime | None = None
    partners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sector(Entity):
    """A working group (工作组) of a command: a lane of the board with its wanted number of forces.

    ``name`` tells two groups of one kind apart (抢险救援 东侧); the usual ones have none.
    """

    command_id: str
    kind: SectorKind
    minimum: int
    maximum: int
    order: int
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Force(Entity):
    """A force (力量): a crew that moves and is ordered as one.

    ``capabilities`` are what it can do, by the words of the run cards. ``fuel_percent`` and ``water_l`` are as of ``supplies_at``;
    unknown is None and stays unknown. ``free_since`` is when it last came back from an incident: from then on it rests.
    ``lat`` and ``lon`` are its home. ``jurisdiction`` is empty for the district's own, else the neighbour that it came from.
    """

    name: str
    kind: ForceKind
    organisation: str = ""
    crew: int | None = None
    town: str = ""
    duty: ForceDuty = ForceDuty.AVAILABLE
    duty_since: datetime | None = None
    radio_id: str | None = None
    capabilities: tuple[str, ...] = ()
    fuel_percent: float | None = None
    water_l: float | None = None
    supplies_at: datetime | None = None
    free_since: datetime | None = None
    lat: float | None = None
    lon: float | None = None
    jurisdiction: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment(Entity):
    """A force committed to one command. While ``released_at`` is empty no other assignment of the force can exist.

    ``status_by`` says how the newest status came: ``button``, ``radio`` or ``geofence``. ``arrived_at`` is when it was first on the
    scene, whatever it did since: accountability checks and work time count from there.
    """

    force_id: str
    command_id: str
    incident_id: str
    sector_id: str | None
    status: AssignmentStatus
    assigned_at: datetime
    status_at: datetime
    released_at: datetime | None = None
    status_by: str = "button"
    arrived_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Order(Entity):
    """An order (指令) to one addressee, with its deadline for the receipt.

    ``to`` says what ``addressee`` is; an order to a sector is one order for each of its forces (``group_id`` keeps them together), so
    that each has its own receipt. Orders to forces carry ``force_id``. ``by`` is how it goes: data, voice or paper. ``nags`` counts
    how often the receipt was asked for again; ``escalated_at`` is when the commander was told.
    """

    number: int
    command_id: str
    incident_id: str
    force_id: str | None
    text: str
    issued_at: datetime
    issued_by: str
    answer_by: datetime
    state: OrderState = OrderState.ISSUED
    state_at: datetime | None = None
    overdue: bool = False
    to: Addressee = Addressee.FORCE
    addressee: str = ""
    group_id: str | None = None
    by: Channel = Channel.VOICE
    done_by: datetime | None = None
    nags: int = 0
    nagged_at: datetime | None = None
    escalated_at: datetime | None = None
