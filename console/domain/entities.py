"""What there is in a hall. Frozen: a fact makes a new one (see :mod:`console.domain.fold`).

Times are aware UTC. Places are WGS-84 degrees or ``None`` – a place without coordinates stays without (无坐标).
An entity is one row of the table of its name; the database keeps what must be unique (one open assignment a force, one active
command an incident).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from console.domain.codes import (
    AssignmentStatus,
    Channel,
    CommandLevel,
    CommandState,
    DeliveryState,
    DeviceRole,
    ForceDuty,
    ForceKind,
    Grade,
    IncidentKind,
    IncidentState,
    OrderState,
    ReportState,
    SectorKind,
    WarningState,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Anything with an identity of its own."""

    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Device(Entity):
    """Something on a wire that the district has named, or that was heard and waits for a name.

    ``protocol`` and ``address`` are what its frames say; ``force_id`` binds a tracker or a radio to its force. ``drill`` marks a
    place that was made up for the drill.
    """

    protocol: str
    address: str
    role: DeviceRole
    name: str
    place: str = ""
    lat: float | None = None
    lon: float | None = None
    drill: bool = False
    force_id: str | None = None
    wire: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold(Entity):
    """A limit on one element of one station: crossing ``limit`` raises an alarm of ``grade``.

    The alarm returns when the value falls ``hysteresis`` below the limit (IEC 62682, 5.3: return needs a dead band).
    """

    device_id: str
    element: str
    limit: float
    unit: str
    grade: Grade
    hysteresis: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm(Entity):
    """One alarm point of one source, after IEC 62682: ``active`` and ``acknowledged`` are two truths.

    ``key`` names the point (device, event, zone): while an alarm of that key is active or unacknowledged, hearing it again only
    counts.
    """

    key: str
    device_id: str | None
    event: str
    grade: Grade
    label: str
    place: str
    text: str
    lat: float | None
    lon: float | None
    active: bool
    acknowledged: bool
    raised_at: datetime
    last_at: datetime
    count: int = 1
    acknowledged_at: datetime | None = None
    acknowledged_by: str | None = None
    returned_at: datetime | None = None
    value: float | None = None
    unit: str | None = None
    report_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(Entity):
    """A report (接报): a pre-filled incident draft in the one intake queue."""

    source: str
    kind: IncidentKind
    grade: Grade | None
    place: str
    text: str
    lat: float | None
    lon: float | None
    caller: str
    received_at: datetime
    state: ReportState = ReportState.WAITING
    alarm_id: str | None = None
    claimed_by: str | None = None
    claimed_at: datetime | None = None
    incident_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident(Entity):
    """An incident (突发事件). ``response`` is the level of the response, ``basis`` what it rests on."""

    number: str
    kind: IncidentKind
    title: str
    place: str
    lat: float | None
    lon: float | None
    opened_at: datetime
    opened_by: str
    state: IncidentState = IncidentState.OPEN
    grade: Grade | None = None
    response: Grade | None = None
    basis: str = ""
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Command(Entity):
    """A command (指挥部): exactly one active per incident, exactly one commander."""

    incident_id: str
    level: CommandLevel
    name: str
    commander: str
    established_at: datetime
    state: CommandState = CommandState.ACTIVE
    previous_id: str | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sector(Entity):
    """A working group (工作组) of a command: a lane of the board with its wanted number of forces."""

    command_id: str
    kind: SectorKind
    minimum: int
    maximum: int
    order: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Force(Entity):
    """A force (力量): a crew that moves and is ordered as one."""

    name: str
    kind: ForceKind
    organisation: str = ""
    crew: int | None = None
    town: str = ""
    duty: ForceDuty = ForceDuty.AVAILABLE
    duty_since: datetime | None = None
    radio_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment(Entity):
    """A force committed to one command. While ``released_at`` is empty no other assignment of the force can exist."""

    force_id: str
    command_id: str
    incident_id: str
    sector_id: str | None
    status: AssignmentStatus
    assigned_at: datetime
    status_at: datetime
    released_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Order(Entity):
    """An order (指令) to one force, with its deadline for the receipt."""

    number: int
    command_id: str
    incident_id: str
    force_id: str
    text: str
    issued_at: datetime
    issued_by: str
    answer_by: datetime
    state: OrderState = OrderState.ISSUED
    state_at: datetime | None = None
    overdue: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Warning(Entity):
    """A warning or broadcast (预警发布): one text, many channels, released by a second person."""

    incident_id: str | None
    text: str
    area: tuple[str, ...]
    prepared_by: str
    prepared_at: datetime
    state: WarningState = WarningState.PREPARED
    released_by: str | None = None
    released_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery(Entity):
    """One text or signal to one addressee by one channel: the outbox and the board of receipts are this table.

    ``purpose`` is ``order`` or ``warning`` and ``purpose_id`` says which; ``wire`` and ``address`` say where it goes.
    """

    purpose: str
    purpose_id: str
    channel: Channel
    wire: str
    address: str
    label: str
    text: str
    created_at: datetime
    expires_at: datetime
    state: DeliveryState = DeliveryState.QUEUED
    state_at: datetime | None = None
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording(Entity):
    """One transmission on one radio channel, kept as a sound file under the hall's audio folder."""

    channel: str
    direction: str
    started_at: datetime
    duration_s: float
    file: str
    caller: str = ""
    peak_dbfs: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry(Entity):
    """What a person wrote into the log, with the incident it belongs to, if any."""

    incident_id: str | None
    text: str
    written_at: datetime
    written_by: str


ENTITIES: tuple[type[Entity], ...] = (
    Device,
    Threshold,
    Alarm,
    Report,
    Incident,
    Command,
    Sector,
    Force,
    Assignment,
    Order,
    Warning,
    Delivery,
    Recording,
    LogEntry,
)
