"""What a screen starts from: what stands, and what ended or came lately."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from console.domain.codes import AssignmentStatus, CommandState, DeliveryState, Grade, IncidentKind, ReportState, WarningState
from console.domain.entities import Alarm, Assignment, Command, Delivery, Entity, Recording, Report, Sector, Threshold, Warning
from console.domain.facts import (
    AlarmAcknowledged,
    AlarmRaised,
    AlarmReturned,
    AssignmentStatusChanged,
    CommandClosed,
    DeliveryAdvanced,
    DeviceRegistered,
    IncidentClosed,
    OrderIssued,
    ReportClaimed,
    ReportDiscarded,
    ReportReceived,
    ThresholdSet,
    TransmissionRecorded,
    WarningEnded,
    WarningPrepared,
    WarningReleased,
)
from db.store import SqlStore
from db.unit import SqlUnit
from tests.db.making import ACTOR, NOW, assign, delivery, device, later, log_written, order, set_scene

LATE = 3600.0


def alarm(name: str) -> Alarm:
    return Alarm(
        id=name,
        key=name,
        device_id=None,
        event="fire",
        grade=Grade.II,
        label="烟感",
        place="华歧镇",
        text="",
        lat=None,
        lon=None,
        active=True,
        acknowledged=False,
        raised_at=NOW,
        last_at=NOW,
    )


def report(name: str) -> Report:
    return Report(
        id=name,
        source="person",
        kind=IncidentKind.FIRE,
        grade=None,
        place="",
        text="",
        lat=None,
        lon=None,
        caller="",
        received_at=NOW,
    )


def warning(name: str) -> Warning:
    return Warning(id=name, incident_id=None, text="山洪预警", area=("太京镇", "藉口镇"), prepared_by="李", prepared_at=NOW)


def release(unit: SqlUnit, name: str, at: datetime) -> None:
    deliveries = (delivery(f"{name}-delivery", "warning", name),)
    words = {"incident_id": None, "released_by": "王", "released_at": at}
    unit.record(WarningReleased(warning_id=name, deliveries=deliveries, **words))
    done = {"state": DeliveryState.CONFIRMED, "state_at": at, "evidence": "回执"}
    unit.record(DeliveryAdvanced(incident_id=None, delivery_id=f"{name}-delivery", **done))


@pytest.fixture
def lived(store: SqlStore) -> SqlStore:
    """A hall where everything stands once open and once ended an hour after ``NOW``."""
    set_scene(store)
    assign(store, "old", 1, 1)
    assign(store, "held", 2, 2)
    with store.transaction(ACTOR, NOW) as unit:
        unit.record(
            OrderIssued(
                order=order("order-1", 1, 1), deliveries=(delivery("sent-1", "order", "order-1"), delivery("stuck", "order", "order-1"))
            )
        )
        unit.record(OrderIssued(order=order("order-2", 2, 2), deliveries=(delivery("sent-2", "order", "order-2"),)))
        for name in ("sent-1", "sent-2"):
            words = {"incident_id": None, "state": DeliveryState.READ, "state_at": NOW, "evidence": "SDS-TL"}
            unit.record(DeliveryAdvanced(delivery_id=name, **words))
        unit.record(DeviceRegistered(device=device("rain")))
        limit = Threshold(id="limit", device_id="rain", element="rain_1h", limit=30.0, unit="mm", grade=Grade.III)
        unit.record(ThresholdSet(threshold=limit))
        for name in ("standing", "seen", "returned", "over"):
            unit.record(AlarmRaised(alarm=alarm(name)))
        for name in ("seen", "over"):
            unit.record(AlarmAcknowledged(alarm_id=name, by="李", acknowledged_at=NOW))
        unit.record(AlarmReturned(alarm_id="returned", returned_at=NOW))
        unit.record(AlarmReturned(alarm_id="over", returned_at=later(LATE)))
        for name in ("waiting", "claimed", "discarded"):
            unit.record(ReportReceived(report=report(name)))
        unit.record(ReportReceived(report=replace(report("opened"), state=ReportState.OPENED, incident_id="incident-2")))
        unit.record(ReportClaimed(report_id="claimed", by="李", claimed_at=NOW))
        unit.record(ReportDiscarded(report_id="discarded"))
        for name in ("prepared", "released", "finished"):
            unit.record(WarningPrepared(warning=warning(name)))
        release(unit, "released", NOW)
        release(unit, "finished", later(LATE))
        unit.record(WarningEnded(incident_id=None, warning_id="finished", state=WarningState.FINISHED))
        unit.record(WarningPrepared(warning=replace(warning("of-2"), incident_id="incident-2", state=WarningState.CANCELLED)))
        unit.record(log_written(1))
        recording = Recording(id="rec", channel="1", direction="in", started_at=NOW, duration_s=2.5, file="1.wav")
        unit.record(TransmissionRecorded(recording=recording))
        released = {"assignment_id": "old", "force_id": "force-1", "status_at": later(LATE)}
        unit.record(AssignmentStatusChanged(incident_id="incident-1", status=AssignmentStatus.RELEASED, **released))
        unit.record(CommandClosed(incident_id="incident-1", command_id="command-1", ended_at=later(LATE)))
        unit.record(IncidentClosed(incident_id="incident-1", closed_at=later(LATE)))
    return store


def ids(entities: tuple[Entity, ...]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for entity in entities:
        found.setdefault(type(entity).__name__, set()).add(entity.id)
    assert sum(map(len, found.values())) == len(entities), "nothing comes twice"
    return found


OPEN = {
    "Force": {"force-1", "force-2"},
    "Device": {"rain"},
    "Threshold": {"limit"},
    "Incident": {"incident-2"},
    "Command": {"command-2"},
    "Sector": {"sector-2"},
    "Assignment": {"held"},
    "Order": {"order-2"},
    "Alarm": {"standing", "seen", "returned"},
    "Report": {"waiting", "claimed", "opened"},
    "Warning": {"prepared", "released", "of-2"},
    "Delivery": {"sent-2", "released-delivery", "stuck"},
}


def test_without_a_time_what_stands_and_nothing_else(lived: SqlStore) -> None:
    snapshot = lived.snapshot()
    assert snapshot.seq == lived.head().count
    assert ids(snapshot.entities) == OPEN


def test_since_long_ago_all_of_it(lived: SqlStore) -> None:
    ended = {
        "Incident": {"incident-1"},
        "Command": {"command-1"},
        "Sector": {"sector-1"},
        "Assignment": {"old"},
        "Order": {"order-1"},
        "Alarm": {"over"},
        "Report": {"discarded"},
        "Warning": {"finished"},
        "Delivery": {"sent-1", "finished-delivery"},
        "LogEntry": {"log-1"},
        "Recording": {"rec"},
    }
    wanted = {name: OPEN.get(name, set()) | ended.get(name, set()) for name in OPEN | ended}
    assert ids(lived.snapshot(closed_since=NOW).entities) == wanted


def test_since_a_time_what_ended_after_it(lived: SqlStore) -> None:
    found = ids(lived.snapshot(closed_since=later(LATE / 2)).entities)
    assert found["Incident"] == {"incident-1", "incident-2"}
    assert found["Assignment"] == {"old", "held"}
    assert found["Alarm"] == {"standing", "seen", "returned", "over"}
    assert found["Report"] == OPEN["Report"]
    assert found["Warning"] == OPEN["Warning"] | {"finished"}
    assert found["Delivery"] == OPEN["Delivery"] | {"sent-1", "finished-delivery"}
    assert "LogEntry" not in found and "Recording" not in found
    assert ids(lived.snapshot(closed_since=later(2 * LATE)).entities) == OPEN


def test_entities_are_as_the_last_fact_left_them(lived: SqlStore) -> None:
    entities = {entity.id: entity for entity in lived.snapshot(closed_since=NOW).entities}
    assert isinstance(entities["command-1"], Command) and entities["command-1"].state is CommandState.CLOSED
    assert isinstance(entities["old"], Assignment) and entities["old"].released_at == later(LATE)
    assert isinstance(entities["finished"], Warning) and entities["finished"].area == ("太京镇", "藉口镇")
    assert isinstance(entities["sent-1"], Delivery) and entities["sent-1"].evidence == "SDS-TL"
    assert isinstance(entities["sector-2"], Sector) and entities["sector-2"].order == 1
