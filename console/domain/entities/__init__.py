"""What there is in a hall. Frozen: a fact makes a new one.

Times are aware UTC. Places are WGS-84 degrees or ``None`` – a place without coordinates stays without (无坐标).
An entity is one row of the table of its name; the database keeps what must be unique (one open assignment a force, one active
command an incident).
"""

from __future__ import annotations

from console.domain.entities.base import Entity
from console.domain.entities.command import Assignment, Command, Force, Order, Sector
from console.domain.entities.holding import ForceRequest, Presence, Reservation
from console.domain.entities.incidents import Incident, IncidentLink, LogEntry, Need, Objective, OperationalPeriod, Report, SupportRequest
from console.domain.entities.people import Grant
from console.domain.entities.plans import Recommendation, RunCard
from console.domain.entities.safety import Mayday, ParAnswer, ParRound
from console.domain.entities.warnings import Delivery, Warning
from console.domain.entities.wires import Alarm, Device, Recording, Threshold

ENTITIES: tuple[type[Entity], ...] = (
    Device,
    Threshold,
    Alarm,
    Report,
    Incident,
    IncidentLink,
    Command,
    Sector,
    Force,
    Assignment,
    Order,
    Reservation,
    ForceRequest,
    Presence,
    ParRound,
    ParAnswer,
    Mayday,
    Objective,
    Need,
    OperationalPeriod,
    SupportRequest,
    RunCard,
    Recommendation,
    Grant,
    Warning,
    Delivery,
    Recording,
    LogEntry,
)

__all__ = [
    "ENTITIES",
    "Alarm",
    "Assignment",
    "Command",
    "Delivery",
    "Device",
    "Entity",
    "Force",
    "ForceRequest",
    "Grant",
    "Incident",
    "IncidentLink",
    "LogEntry",
    "Mayday",
    "Need",
    "Objective",
    "OperationalPeriod",
    "Order",
    "ParAnswer",
    "ParRound",
    "Presence",
    "Recommendation",
    "Recording",
    "Report",
    "Reservation",
    "RunCard",
    "Sector",
    "SupportRequest",
    "Threshold",
    "Warning",
]
