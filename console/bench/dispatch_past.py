"""A hall with a year behind it: closed incidents with their forces, orders, receipts and log, and alarms between them.

Every fact is one of the domain's, sealed onto the one before, and the tables hold what the facts fold to; only the writing is in bulk.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar, cast

from sqlalchemy import Connection, insert

from console.domain.codes import (
    AssignmentStatus,
    Channel,
    CommandLevel,
    DeliveryState,
    DeviceRole,
    ForceKind,
    Grade,
    IncidentKind,
    OrderState,
)
from console.domain.entities import Alarm, Assignment, Command, Delivery, Device, Entity, Force, Incident, LogEntry, Order, Sector
from console.domain.facts import (
    AlarmAcknowledged,
    AlarmRaised,
    AlarmRepeated,
    AlarmReturned,
    AssignmentStatusChanged,
    Body,
    CommandClosed,
    CommandEstablished,
    DeliveryAdvanced,
    DeviceRegistered,
    ForceAssigned,
    ForceRegistered,
    IncidentClosed,
    IncidentOpened,
    LogWritten,
    OrderIssued,
    OrderStateChanged,
    digest,
)
from console.domain.plain import to_plain
from console.domain.rules.command import USUAL_SECTORS
from db import journal
from db.head import Head
from db.rows import dumps, to_row
from db.schema import TABLES
from db.schema import journal as journal_table
from db.upsert import upsert

E = TypeVar("E", bound=Entity)

FORCES_EACH, ORDERS_EACH, LINES_EACH = 12, 20, 10
FACTS_AN_INCIDENT = 200  # about; what is left of the number wanted is alarms
REPEATS = 3
BATCH = 20_000
SPAN = timedelta(days=365)
WHO, SEAT = "dispatcher", "desk-1"
STEPS = (AssignmentStatus.EN_ROUTE, AssignmentStatus.ON_SCENE, AssignmentStatus.WORKING, AssignmentStatus.RELEASED)
RECEIPTS = (OrderState.DELIVERED, OrderState.ACKNOWLEDGED, OrderState.DONE)

Moment = tuple[datetime, Body]


@dataclass(slots=True)
class Past:
    """Writes the past behind ``head`` on one connection, in one transaction."""

    connection: Connection
    head: Head
    _now: dict[tuple[type[Entity], str], Entity] = field(default_factory=dict)
    _lines: list[dict[str, object]] = field(default_factory=list)

    def get(self, kind: type[E], id: str) -> E:
        """For the facts."""
        return cast(E, self._now[(kind, id)])

    def write(self, moments: Iterator[Moment]) -> None:
        """All of it; the head moves with the last."""
        for at, body in moments:
            for entity in body.apply(self):
                self._now[(type(entity), entity.id)] = entity
            self._seal(at, body)
            if len(self._lines) >= BATCH and isinstance(body, (IncidentClosed, AlarmReturned)):
                self._flush()
        self._flush()
        journal.write_head(self.connection, self.head)

    def _seal(self, at: datetime, body: Body) -> None:
        seq, plain = self.head.count + 1, to_plain(body)
        sealed = digest(seq, at, WHO, SEAT, "", body.kind, plain, self.head.hash)
        self._lines.append(
            {
                "seq": seq,
                "at": to_plain(at),
                "who": WHO,
                "seat": SEAT,
                "why": "",
                "kind": body.kind,
                "incident_id": body.timeline(),
                "body": dumps(plain),
                "previous": self.head.hash,
                "hash": sealed,
            }
        )
        self.head = Head(seq, sealed, self.head.positions, self.head.readings)

    def _flush(self) -> None:
        """What is over is written and forgotten; forces and devices are kept, for more will befall them."""
        for kind, table in TABLES.items():
            rows = [to_row(entity) for (of, _), entity in self._now.items() if of is kind]
            if rows and kind in (Force, Device):
                self.connection.execute(upsert(self.connection, table, "id"), rows)
            elif rows:
                self.connection.execute(insert(table), rows)
        self._now = {key: entity for key, entity in self._now.items() if key[0] in (Force, Device)}
        if self._lines:
            self.connection.execute(insert(journal_table), self._lines)
        self._lines = []


def moments(facts: int, forces: int, until: datetime) -> Iterator[Moment]:
    """So many facts, the last of them at about that time."""
    began = until - SPAN
    incidents = max(0, facts - 3 * forces) // FACTS_AN_INCIDENT
    count = 0
    for moment in _register(forces, began):
        count += 1
        yield moment
    span = SPAN / max(1, incidents)
    for number in range(incidents):
        for moment in _incident(number, forces, began + number * span):
            count += 1
            yield moment
        left = facts - count - (incidents - number - 1) * _facts_of_an_incident()
        alarms = left // (REPEATS + 3) // (incidents - number)
        for turn in range(alarms):
            for moment in _alarm(number, turn, began + number * span + turn * span / alarms):
                count += 1
                yield moment


def _facts_of_an_incident() -> int:
    return 4 + FORCES_EACH * (1 + len(STEPS)) + ORDERS_EACH * (2 + len(RECEIPTS)) + LINES_EACH


def _register(forces: int, at: datetime) -> Iterator[Moment]:
    kinds = tuple(ForceKind)
    for number in range(forces):
        id = force_id(number)
        yield at, ForceRegistered(force=Force(id=id, name=f"应急力量{number:04}", kind=kinds[number % len(kinds)], crew=6))
        for role, protocol, wire in ((DeviceRole.TRACKER, "jt808", "trackers"), (DeviceRole.RADIO, "tetra", "radios")):
            device = Device(
                id=f"{wire}-{number:05}", protocol=protocol, address=f"{number:05}", role=role, name=id, force_id=id, wire=wire, drill=True
            )
            yield at, DeviceRegistered(device=device)


def force_id(number: int) -> str:
    """Of the forces in the register."""
    return f"force-{number:05}"


def _incident(number: int, forces: int, at: datetime) -> Iterator[Moment]:
    id = f"past-{number:06}"
    incident = Incident(
        id=id,
        number=f"{at:%Y%m%d}-{number:05}",
        kind=tuple(IncidentKind)[number % len(IncidentKind)],
        title=f"太京镇第{number}号警情",
        place="太京镇（演练）",
        lat=34.5,
        lon=105.6,
        opened_at=at,
        opened_by=WHO,
    )
    yield at, IncidentOpened(incident=incident)
    post = Command(
        id=f"{id}-command", incident_id=id, level=CommandLevel.DISTRICT, name="现场指挥部", commander="值班指挥长", established_at=at
    )
    sectors = tuple(
        Sector(id=f"{post.id}-{order}", command_id=post.id, kind=kind, minimum=least, maximum=most, order=order)
        for order, (kind, least, most) in enumerate(USUAL_SECTORS)
    )
    yield at, CommandEstablished(command=post, sectors=sectors)
    held = [force_id((number * FORCES_EACH + place) % forces) for place in range(FORCES_EACH)]
    yield from _work(incident, post, sectors, held)
    end = at + timedelta(minutes=90)
    yield end, CommandClosed(incident_id=id, command_id=post.id, ended_at=end)
    yield end, IncidentClosed(incident_id=id, closed_at=end)


def _work(incident: Incident, post: Command, sectors: tuple[Sector, ...], held: list[str]) -> Iterator[Moment]:
    id, at = incident.id, incident.opened_at
    for place, force in enumerate(held):
        assignment = Assignment(
            id=f"{id}-{place}",
            force_id=force,
            command_id=post.id,
            incident_id=id,
            sector_id=sectors[place % len(sectors)].id,
            status=AssignmentStatus.ASSIGNED,
            assigned_at=at,
            status_at=at,
        )
        yield at, ForceAssigned(assignment=assignment)
    for turn in range(ORDERS_EACH):
        yield from _order(incident, post, turn, held[turn % len(held)], at + timedelta(minutes=turn))
    for turn in range(LINES_EACH):
        then = at + timedelta(minutes=20 + turn)
        entry = LogEntry(id=f"{id}-line-{turn}", incident_id=id, text="现场报告：水位平稳，继续观察。", written_at=then, written_by=WHO)
        yield then, LogWritten(entry=entry)
    for step, status in enumerate(STEPS, start=1):
        then = at + timedelta(minutes=20 * step)
        for place, force in enumerate(held):
            yield (
                then,
                AssignmentStatusChanged(incident_id=id, assignment_id=f"{id}-{place}", force_id=force, status=status, status_at=then),
            )


def _order(incident: Incident, post: Command, turn: int, force: str, at: datetime) -> Iterator[Moment]:
    order = Order(
        id=f"{incident.id}-order-{turn}",
        number=turn + 1,
        command_id=post.id,
        incident_id=incident.id,
        force_id=force,
        text="请转移沿河群众至安置点，完成后报告人数。",
        issued_at=at,
        issued_by=WHO,
        answer_by=at + timedelta(minutes=2),
        state_at=at,
    )
    delivery = Delivery(
        id=f"{order.id}-tetra",
        purpose="order",
        purpose_id=order.id,
        channel=Channel.TETRA,
        wire="radios",
        address=force,
        label=force,
        text=order.text,
        created_at=at,
        expires_at=at + timedelta(minutes=10),
        state_at=at,
    )
    yield at, OrderIssued(order=order, deliveries=(delivery,))
    then = at + timedelta(seconds=5)
    done = DeliveryState.CONFIRMED
    yield then, DeliveryAdvanced(incident_id=incident.id, delivery_id=delivery.id, state=done, state_at=then, evidence="+CTSDSR")
    for step, state in enumerate(RECEIPTS, start=1):
        then = at + timedelta(seconds=10 * step)
        yield then, OrderStateChanged(incident_id=incident.id, order_id=order.id, state=state, state_at=then)


def _alarm(number: int, turn: int, at: datetime) -> Iterator[Moment]:
    id = f"alarm-{number:06}-{turn:04}"
    alarm = Alarm(
        id=id,
        key=f"panel-{turn}|fault|{number}",
        device_id=f"panel-{turn}",
        event="fault",
        grade=Grade.III,
        label="玉泉观消防主机",
        place="玉泉观（演练）",
        text="感烟探测器故障",
        lat=34.588,
        lon=105.712,
        active=True,
        acknowledged=False,
        raised_at=at,
        last_at=at,
    )
    yield at, AlarmRaised(alarm=alarm)
    for again in range(1, REPEATS + 1):
        then = at + timedelta(seconds=20 * again)
        yield then, AlarmRepeated(alarm_id=id, last_at=then)
    then = at + timedelta(minutes=2)
    yield then, AlarmAcknowledged(alarm_id=id, by=WHO, acknowledged_at=then)
    then = at + timedelta(minutes=3)
    yield then, AlarmReturned(alarm_id=id, returned_at=then)
