"""A check that nobody asks for, driven end to end: the real gateway's loop and lease, one gateway after the other, the clock pushed on."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from console import bootstrap
from console.app.command import AssignForce, EstablishCommand, ReportStatus
from console.app.incidents import OpenIncident
from console.app.orders import IssueOrder
from console.app.ports import Bus
from console.domain.codes import AssignmentStatus, Channel, CommandLevel, DeliveryState, IncidentKind, ParState, Role
from console.domain.entities import Delivery, Mayday, Order, ParRound
from console.domain.records import Actor
from console.halls import Hall
from tests.halls import executor_of, make_hall

DISPATCHER = Actor(who="li", seat="调度一席", role=Role.DISPATCHER)
WITHIN_S = 5.0


class Clock:
    """The time of this machine, and what a test adds to it."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def push(self, seconds: float) -> None:
        self.ahead += timedelta(seconds=seconds)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(bootstrap, "utc_now", made)
    return made


@pytest.fixture
def buses(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A process leaves its bus behind at its end; here there is only one process, so the test closes them."""
    opened, open_bus = [], bootstrap.open_bus

    def kept(hall: Hall) -> Bus:
        opened.append(open_bus(hall))
        return opened[-1]

    monkeypatch.setattr(bootstrap, "open_bus", kept)
    yield
    for bus in opened:
        bus.close()  # type: ignore[attr-defined]


@contextmanager
def gateway_on(hall: Hall) -> Iterator[None]:
    gateway = bootstrap.build_gateway(hall)
    thread = threading.Thread(target=gateway.run)
    thread.start()
    try:
        yield
    finally:
        gateway.stop()
        thread.join(10)
        assert not thread.is_alive()


def within(condition: Callable[[], bool]) -> None:
    began, pause = time.monotonic(), threading.Event()
    while not condition():
        assert time.monotonic() - began < WITHIN_S, "not within 5 s"
        pause.wait(0.02)


def test_a_spool_that_cannot_be_used_stops_no_check(tmp_path: Path, clock: Clock, buses: None) -> None:
    hall = make_hall(tmp_path)
    hall.wires_file.write_text("", "utf-8")
    hall.channels_file.write_text("", "utf-8")
    hall.spool_file.mkdir()
    executor = executor_of(hall)
    incident = executor.execute(DISPATCHER, OpenIncident(kind=IncidentKind.FIRE, title="火", place=""))
    assert incident is not None
    executor.execute(DISPATCHER, EstablishCommand(incident_id=incident, level=CommandLevel.DISTRICT, commander="王"))
    held = executor.execute(DISPATCHER, AssignForce(force_id="f2", incident_id=incident))
    assert held is not None
    executor.execute(DISPATCHER, ReportStatus(assignment_id=held, status=AssignmentStatus.WORKING))
    clock.push(1201)

    def called() -> bool:
        with executor.store.transaction(DISPATCHER, clock()) as unit:
            return bool(unit.find(ParRound))

    with gateway_on(hall):
        within(called)
    executor.store.close()


def test_a_check_fires_by_itself_and_goes_on_under_the_next_gateway(tmp_path: Path, clock: Clock, buses: None) -> None:
    hall = make_hall(tmp_path)
    hall.wires_file.write_text("", "utf-8")
    hall.channels_file.write_text("", "utf-8")
    executor = executor_of(hall)

    def find(kind: type, **equal: object) -> list:  # type: ignore[type-arg]
        with executor.store.transaction(DISPATCHER, clock()) as unit:
            return unit.find(kind, **equal)

    def do(command: object) -> str:
        return executor.execute(DISPATCHER, command)  # type: ignore[arg-type, return-value]

    incident = do(OpenIncident(kind=IncidentKind.FIRE, title="玉泉火情", place="玉泉观"))
    do(EstablishCommand(incident_id=incident, level=CommandLevel.DISTRICT, commander="王指挥"))
    held = do(AssignForce(force_id="f2", incident_id=incident))
    do(ReportStatus(assignment_id=held, status=AssignmentStatus.ON_SCENE))
    order = do(IssueOrder(incident_id=incident, force_id="f2", text="封路", by=Channel.PAPER))
    with gateway_on(hall):
        within(lambda: clock() is not None and find(ParRound) == [])
        clock.push(1201)
        within(lambda: len(find(ParRound)) == 1)
        assert find(ParRound)[0].called_by == "gateway"
        within(lambda: find(Order, id=order)[0].escalated_at is not None)
        clock.push(61)
        within(lambda: find(ParRound)[0].retry_at is not None)
    clock.push(121)
    assert find(ParRound)[0].state is ParState.CALLING, "nobody watches"
    with gateway_on(hall):
        within(lambda: find(ParRound)[0].state is ParState.RETRYING)
        clock.push(61)
        within(lambda: [m.force_id for m in find(Mayday)] == ["f2"])
        assert find(ParRound)[0].state is ParState.MISSED
    assert {d.state for d in find(Delivery, purpose_id=order)} == {DeliveryState.QUEUED}, "a paper goes over no wire"
    executor.store.close()
