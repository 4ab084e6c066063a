"""A hall for tests, in this process: real store, real engine, real picture; no gateway, no wires unless a test adds them."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from console import bootstrap
from console.app.accounts import AddAccount, FoundHall
from console.app.alarms import RegisterDevice, SetThreshold
from console.app.command import RegisterForce
from console.domain.codes import DeviceRole, ForceKind, Grade, Role
from console.domain.entities import Device, Force, Threshold
from console.domain.records import Account, Actor
from console.halls import Hall
from console.models.bridge import Bridge
from console.models.picture import Picture
from console.seat import Seat
from console.settings import load
from tests import postgres

GATEWAY = Actor(who="gateway", seat="gateway", role=None)
SECOND_PASSPHRASE = "second person here"

FORCES = (
    ("f1", "消防一站", ForceKind.FIRE_RESCUE, 12),
    ("f2", "消防二站", ForceKind.FIRE_RESCUE, 10),
    ("f3", "120急救03", ForceKind.MEDICAL, 3),
    ("f4", "交警七中队", ForceKind.POLICE, 6),
    ("f5", "蓝天救援二队", ForceKind.SOCIAL, 15),
    ("f6", "娘娘坝镇应急分队", ForceKind.GRASSROOTS, 20),
)


def make_hall(tmp_path: Path, name: str = "drill", *, database_url: str = "") -> Hall:
    """A founded hall with six forces, their trackers, two stations, a panel, a siren and a loudspeaker.

    Founded once a test run and copied from then on: pass-phrases and migrations take their time. Its database is a file of its own, or
    the one of ``database_url``, where that was founded already (see :func:`hall_on_postgresql`).
    """
    hall = Hall(name, tmp_path)  # type: ignore[arg-type]
    hall.make_folders()
    if database_url:
        hall.database_file.write_text(database_url, "utf-8")
    else:
        shutil.copytree(_founded(name).folder, hall.folder, dirs_exist_ok=True)
    return hall


@contextmanager
def hall_on_postgresql(tmp_path: Path) -> Iterator[Hall]:
    """The drill hall of :func:`make_hall`, on the tests' own server."""
    with _halls_on(postgres.server()).one() as url:
        yield make_hall(tmp_path, database_url=url)


@cache
def _halls_on(server: postgres.Server) -> postgres.Halls:
    def make(url: str) -> None:
        with tempfile.TemporaryDirectory(prefix="oneboard-test-") as folder:
            _found(make_hall(Path(folder), database_url=url))

    return postgres.Halls(server, make)


@cache
def _founded(name: str) -> Hall:
    folder = Path(tempfile.mkdtemp(prefix="oneboard-test-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    hall = Hall(name, folder)  # type: ignore[arg-type]
    hall.make_folders()
    _found(hall)
    return hall


def _found(hall: Hall) -> None:
    executor = bootstrap.executor_opener(hall, load(hall.settings_file), None)()

    def do(command: object) -> None:
        executor.execute(GATEWAY, command)  # type: ignore[arg-type]

    do(FoundHall(hall=hall.name, district="qinzhou"))
    do(AddAccount(name="li", display_name="李调度", role=Role.DISPATCHER, passphrase="first person here"))
    do(AddAccount(name="wang", display_name="王指挥", role=Role.COMMANDER, passphrase=SECOND_PASSPHRASE))
    do(AddAccount(name="zhao", display_name="赵话务", role=Role.RADIO_OPERATOR, passphrase="radio person here"))
    for id, label, kind, crew in FORCES:
        do(RegisterForce(force=Force(id=id, name=label, kind=kind, crew=crew)))
        do(
            RegisterDevice(
                device=Device(
                    id=f"t-{id}",
                    protocol="nmea",
                    address=f"gps-{id}",
                    role=DeviceRole.TRACKER,
                    name=label,
                    force_id=id,
                    wire=f"gps-{id}",
                    drill=True,
                )
            )
        )
    for device in (
        Device(
            id="panel",
            protocol="gbt26875",
            address="000000000379",
            role=DeviceRole.FIRE_PANEL,
            name="玉泉观消防主机",
            place="玉泉观（演练）",
            lat=34.588,
            lon=105.712,
            drill=True,
            wire="panel-1",
        ),
        Device(
            id="rain",
            protocol="sl651",
            address="0012345678",
            role=DeviceRole.RAIN_STATION,
            name="齐寿雨量站",
            place="齐寿",
            lat=34.36,
            lon=105.76,
            wire="rain-1",
        ),
        Device(
            id="river",
            protocol="sl651",
            address="0011223344",
            role=DeviceRole.RIVER_STATION,
            name="上磨水位站",
            place="上磨",
            lat=34.52,
            lon=105.37,
            wire="river-1",
        ),
        Device(
            id="siren", protocol="modbus", address="relay-1/1", role=DeviceRole.RELAY, name="娘娘坝警报器", place="娘娘坝镇", wire="relay-1"
        ),
        Device(
            id="speaker",
            protocol="audio",
            address="hall",
            role=DeviceRole.LOUDSPEAKER,
            name="娘娘坝村广播",
            place="娘娘坝镇",
            wire="broadcast",
        ),
        Device(id="radio-f1", protocol="tetra", address="1001", role=DeviceRole.RADIO, name="消防一站电台", force_id="f1", wire="tetra-1"),
    ):
        do(RegisterDevice(device=device))
    do(
        SetThreshold(
            threshold=Threshold(id="th-rain", device_id="rain", element="rain_1h", limit=30.0, unit="mm", grade=Grade.II, hysteresis=5.0)
        )
    )
    do(
        SetThreshold(
            threshold=Threshold(
                id="th-river", device_id="river", element="water_level", limit=12.0, unit="m", grade=Grade.I, hysteresis=0.2
            )
        )
    )
    executor.store.close()


@contextmanager
def open_seat(hall: Hall, *, name: str = "li", role: Role = Role.DISPATCHER, seat: str = "调度一席") -> Iterator[Seat]:
    """A running seat of that hall: wait for ``seat.picture.changed`` before reading. Needs a QApplication."""
    bridge, picture = Bridge(), Picture()
    bridge.arrived.connect(picture.receive)
    account = Account(name=name, display_name=name, role=role, passphrase_hash=None)
    made = bootstrap.build_seat(hall, load(hall.settings_file), account, seat, picture, bridge.deliver)
    made.engine.start()
    try:
        yield made
    finally:
        made.engine.stop()
        if hasattr(made.bus, "close"):
            made.bus.close()


def executor_of(hall: Hall):  # type: ignore[no-untyped-def]
    """Another hand on the same memory: for what the gateway or a second seat does in a test."""
    return bootstrap.executor_opener(hall, load(hall.settings_file), bootstrap.open_bus(hall))()
