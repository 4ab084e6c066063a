"""The whole way of a stranger on the scene: sentences on a line, the gateway's own loop, a presence within five seconds."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from console import bootstrap
from console.app.command import AssignForce, EstablishCommand
from console.app.incidents import OpenIncident
from console.app.ports import Bus
from console.app.scene import TakeUnderCommand
from console.domain.codes import AssignmentStatus, CommandLevel, IncidentKind, Role
from console.domain.entities import Assignment, Presence
from console.domain.records import Actor
from console.halls import Hall
from tests.halls import executor_of, make_hall

DISPATCHER = Actor(who="li", seat="调度一席", role=Role.DISPATCHER)
WITHIN_S = 5.0


class Receiver:
    """A GNSS receiver at the far end of a TCP line: says where it is, five times a second, until told to stop."""

    def __init__(self) -> None:
        self._listen = socket.create_server(("127.0.0.1", 0))
        self.port = self._listen.getsockname()[1]
        self.place: tuple[float, float] | None = None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            line, _ = self._listen.accept()
        except OSError:
            return
        with line:
            while not self._stop.wait(0.2):
                if self.place is not None:
                    try:
                        line.sendall(rmc(*self.place))
                    except OSError:
                        return

    def close(self) -> None:
        self._stop.set()
        self._listen.close()
        self._thread.join(5)


def rmc(lat: float, lon: float) -> bytes:
    now = datetime.now(UTC)
    north, east = (f"{int(value):0{width}}{value % 1 * 60:07.4f}" for value, width in ((lat, 2), (lon, 3)))
    body = f"GPRMC,{now:%H%M%S}.00,A,{north},N,{east},E,0.0,0.0,{now:%d%m%y},,,A"
    check = 0
    for byte in body.encode():
        check ^= byte
    return f"${body}*{check:02X}\r\n".encode()


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


@pytest.fixture
def receivers(tmp_path: Path, buses: None) -> Iterator[tuple[Hall, dict[str, Receiver]]]:
    """A running gateway with the receivers of two forces on its lines."""
    hall = make_hall(tmp_path)
    found = {name: Receiver() for name in ("gps-f1", "gps-f2")}
    hall.wires_file.write_text(
        "".join(
            f'[[wire]]\nname = "{name}"\nlabel = "{name}"\nprotocol = "nmea"\nlink = "tcp://127.0.0.1:{receiver.port}"\n'
            for name, receiver in found.items()
        ),
        "utf-8",
    )
    hall.channels_file.write_text("", "utf-8")
    gateway = bootstrap.build_gateway(hall)
    thread = threading.Thread(target=gateway.run)
    thread.start()
    yield hall, found
    gateway.stop()
    thread.join(10)
    for receiver in found.values():
        receiver.close()
    assert not thread.is_alive()


def within(condition: Callable[[], bool], limit_s: float = WITHIN_S) -> float:
    """Seconds until it is so."""
    began, pause = time.monotonic(), threading.Event()
    while not condition():
        assert time.monotonic() - began < limit_s, f"not within {limit_s:g} s"
        pause.wait(0.02)
    return time.monotonic() - began


def test_a_force_that_drives_into_the_scene_is_shown_within_five_seconds_and_taken_with_one_command(
    receivers: tuple[Hall, dict[str, Receiver]],
) -> None:
    hall, found = receivers
    executor = executor_of(hall)

    def find(kind: type, **equal: object) -> list:  # type: ignore[type-arg]
        with executor.store.transaction(DISPATCHER, executor.clock()) as unit:
            return unit.find(kind, **equal)

    def do(command: object) -> str:
        return executor.execute(DISPATCHER, command)  # type: ignore[arg-type, return-value]

    incident = do(OpenIncident(kind=IncidentKind.FIRE, title="玉泉火情", place="玉泉观", lat=34.588, lon=105.712))
    do(EstablishCommand(incident_id=incident, level=CommandLevel.DISTRICT, commander="王指挥"))
    sent = do(AssignForce(force_id="f2", incident_id=incident))
    for receiver in found.values():
        receiver.place = (34.60, 105.712)  # 1.3 km off
    within(lambda: len(executor.store.latest_positions()) == 2)
    assert find(Presence) == []
    for receiver in found.values():
        receiver.place = (34.589, 105.712)
    within(lambda: len(find(Presence, left_at=None)) == 2)
    within(lambda: find(Assignment, id=sent)[0].status is AssignmentStatus.ON_SCENE)
    assert find(Assignment, id=sent)[0].status_by == "geofence"
    stranger = next(p for p in find(Presence, left_at=None) if p.force_id == "f1")
    taken = do(TakeUnderCommand(presence_id=stranger.id))
    assert find(Assignment, id=taken)[0].status is AssignmentStatus.ON_SCENE
    found["gps-f1"].place = (34.60, 105.712)
    within(lambda: [p.force_id for p in find(Presence, left_at=None)] == ["f2"])
    executor.store.close()
