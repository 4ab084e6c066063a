"""What the tests of the memory put into it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest

from console.domain.codes import (
    AssignmentStatus,
    Channel,
    CommandLevel,
    CommandState,
    DeviceRole,
    ForceKind,
    IncidentKind,
    SectorKind,
)
from console.domain.entities import Assignment, Command, Delivery, Device, Force, Incident, LogEntry, Order, Sector
from console.domain.facts import CommandEstablished, ForceAssigned, ForceRegistered, IncidentOpened, LogWritten
from console.domain.records import Actor, StoreDown
from db.engine import make_engine
from db.store import SqlStore

ON_SQLITE = pytest.mark.parametrize("url", ["sqlite"], indirect=True)
ON_POSTGRESQL = pytest.mark.parametrize("url", ["postgresql"], indirect=True)

NOW = datetime(2026, 7, 1, 8, 30, 0, 123456, tzinfo=UTC)
ACTOR = Actor(who="李调度", seat="desk-1", role=None)


def later(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def force(number: int) -> Force:
    return Force(id=f"force-{number}", name=f"森林消防{number}中队", kind=ForceKind.FIRE_RESCUE)


def incident(number: int) -> Incident:
    return Incident(
        id=f"incident-{number}",
        number=f"2026-{number:04}",
        kind=IncidentKind.FLASH_FLOOD,
        title="藉河涨水",
        place="太京镇",
        lat=None,
        lon=None,
        opened_at=NOW,
        opened_by=ACTOR.who,
    )


def command(number: int, *, of: int | None = None, state: CommandState = CommandState.ACTIVE) -> Command:
    return Command(
        id=f"command-{number}",
        incident_id=f"incident-{number if of is None else of}",
        level=CommandLevel.DISTRICT,
        name="区指挥部",
        commander="王指挥",
        established_at=NOW,
        state=state,
    )


def sector(number: int) -> Sector:
    return Sector(id=f"sector-{number}", command_id=f"command-{number}", kind=SectorKind.RESCUE, minimum=0, maximum=5, order=1)


def assignment(name: str, force_number: int, incident_number: int) -> Assignment:
    return Assignment(
        id=name,
        force_id=f"force-{force_number}",
        command_id=f"command-{incident_number}",
        incident_id=f"incident-{incident_number}",
        sector_id=f"sector-{incident_number}",
        status=AssignmentStatus.ASSIGNED,
        assigned_at=NOW,
        status_at=NOW,
    )


def order(name: str, force_number: int, incident_number: int) -> Order:
    return Order(
        id=name,
        number=1,
        command_id=f"command-{incident_number}",
        incident_id=f"incident-{incident_number}",
        force_id=f"force-{force_number}",
        text="转移群众",
        issued_at=NOW,
        issued_by=ACTOR.who,
        answer_by=later(120),
    )


def delivery(name: str, purpose: str, purpose_id: str) -> Delivery:
    return Delivery(
        id=name,
        purpose=purpose,
        purpose_id=purpose_id,
        channel=Channel.TETRA,
        wire="tetra",
        address="1001",
        label="一号车",
        text="转移群众",
        created_at=NOW,
        expires_at=later(600),
    )


def device(name: str, *, address: str = "1", wire: str | None = None) -> Device:
    return Device(id=name, protocol="sl651", address=address, role=DeviceRole.RAIN_STATION, name=name, wire=wire)


def log_written(number: int) -> LogWritten:
    return LogWritten(entry=LogEntry(id=f"log-{number}", incident_id=None, text=f"第{number}行", written_at=NOW, written_by=ACTOR.who))


def write_log(store: SqlStore, first: int, last: int) -> None:
    """One fact a transaction."""
    for number in range(first, last + 1):
        with store.transaction(ACTOR, later(number)) as unit:
            unit.record(log_written(number))


def set_scene(store: SqlStore, *, forces: int = 2, incidents: int = 2) -> None:
    """Forces, and incidents each with its command and one sector."""
    with store.transaction(ACTOR, NOW) as unit:
        for number in range(1, forces + 1):
            unit.record(ForceRegistered(force=force(number)))
        for number in range(1, incidents + 1):
            unit.record(IncidentOpened(incident=incident(number)))
            unit.record(CommandEstablished(command=command(number), sectors=(sector(number),)))


def assign(store: SqlStore, name: str, force_number: int, incident_number: int) -> None:
    with store.transaction(ACTOR, NOW) as unit:
        unit.record(ForceAssigned(assignment=assignment(name, force_number, incident_number)))


def meddle(url: str, *statements: str) -> None:
    """What somebody with a tool of their own does to the database."""
    with make_engine(url).begin() as connection:
        for statement in statements:
            assert connection.exec_driver_sql(statement).rowcount > 0, statement


@contextmanager
def says(code: str) -> Iterator[None]:
    """The hall's word for what happens inside."""
    with pytest.raises(StoreDown) as caught:
        yield
    assert caught.value.code == code, caught.value


Opener = Callable[..., SqlStore]
