"""A real wall over a real hall in this process; what happens in the hall is done by another hand on the same memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from console import bootstrap
from console.app import hear
from console.app.alarms import AcknowledgeAlarm
from console.app.command import AssignForce, EstablishCommand, ReportStatus
from console.app.context import Ctx
from console.app.incidents import GradeIncident, OpenIncident, WriteLog
from console.app.warnings import ConfirmDelivery, PrepareWarning, ReleaseWarning
from console.domain.codes import AssignmentStatus, CommandLevel, Grade, IncidentKind, Role
from console.domain.entities import Alarm
from console.domain.records import Actor
from console.halls import Hall
from console.seat import Seat
from console.settings import load
from console.wall.window import WallWindow
from radio import messages
from tests import halls
from widgets import theme as look
from widgets.stage import Stage

SIZE = (1920, 1080)
COMMANDER = "王建国"
DISPATCHER = Actor(who="li", seat="调度一席", role=Role.DISPATCHER)


class Clock:
    """The wall's clock, pushed on by a test."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def later(self, seconds: float) -> None:
        self.ahead += timedelta(seconds=seconds)


class Hand:
    """The gateway and the desk of the hall."""

    def __init__(self, hall: Hall) -> None:
        self._bus = bootstrap.open_bus(hall)
        self._executor = bootstrap.executor_opener(hall, load(hall.settings_file), self._bus)()

    def do(self, command: Any, actor: Actor = DISPATCHER) -> str:
        return str(self._executor.execute(actor, command))

    def hear(self, wire: str, *said: messages.Message) -> None:
        now = datetime.now(UTC)
        with self._executor.store.transaction(halls.GATEWAY, now) as unit:
            ctx = Ctx(unit, halls.GATEWAY, now, self._executor.new_id, self._executor.figures)
            hear.Hearing(ctx).hear(hear.Heard(wire, now, said))

    def fire(self, zone: str = "1-3") -> None:
        source = {"protocol": "gbt26875", "source": "000000000379", "time": datetime.now(UTC), "raw": ""}
        self.hear("panel-1", messages.Alarm(**source, event="fire", zone=zone, code="", text=f"感烟探测器 {zone}"))

    def trouble(self) -> None:
        """A fault of the panel: grade III."""
        source = {"protocol": "gbt26875", "source": "000000000379", "time": datetime.now(UTC), "raw": ""}
        self.hear("panel-1", messages.Alarm(**source, event="fault", zone="2-1", code="", text="回路故障"))

    def note(self, text: str, incident_id: str) -> None:
        self.do(WriteLog(text=text, incident_id=incident_id))

    def confirm(self, delivery_id: str) -> None:
        self.do(ConfirmDelivery(delivery_id=delivery_id, words="收到"))

    def measure(self, station: str, element: str, value: float, unit: str, at: datetime | None = None) -> None:
        address = {"rain": "0012345678", "river": "0011223344"}[station]
        reading = messages.Reading(
            protocol="sl651", source=address, time=at or datetime.now(UTC), raw="", element=element, value=value, unit=unit
        )
        self.hear(f"{station}-1", reading)

    def incident(self, title: str, grade: Grade | None = None, response: Grade | None = None) -> str:
        made = self.do(OpenIncident(kind=IncidentKind.LANDSLIDE, title=title, place="娘娘坝镇", lat=34.30, lon=105.83))
        if grade is not None:
            self.do(GradeIncident(incident_id=made, grade=grade, response=response, basis="现场核报", decided_by="张副区长"))
        return made

    def command(self, incident_id: str, commander: str = COMMANDER) -> str:
        return self.do(EstablishCommand(incident_id=incident_id, level=CommandLevel.DISTRICT, commander=commander))

    def send(self, force_id: str, incident_id: str, status: AssignmentStatus = AssignmentStatus.EN_ROUTE) -> None:
        """Needs a command, as everything that is sent."""
        assignment = self.do(AssignForce(force_id=force_id, incident_id=incident_id))
        for one in (AssignmentStatus.EN_ROUTE, AssignmentStatus.ON_SCENE, AssignmentStatus.WORKING):
            self.do(ReportStatus(assignment_id=assignment, status=one))
            if one is status:
                return

    def warn(self, text: str) -> str:
        made = self.do(PrepareWarning(text=text, area=("娘娘坝镇",), device_ids=("speaker", "siren")))
        release = ReleaseWarning(warning_id=made, second_name="wang", passphrase=halls.SECOND_PASSPHRASE, device_ids=("speaker", "siren"))
        self.do(release)
        return made

    def acknowledge(self, seat: Seat) -> None:
        for alarm in seat.picture.all(Alarm, lambda a: not a.acknowledged):
            self.do(AcknowledgeAlarm(alarm_id=alarm.id))

    def seq(self) -> int:
        """How far the journal has come."""
        return max(fact.seq for fact in self._executor.store.last_facts(1))

    def say(self, topic: str, **payload: Any) -> None:
        self._bus.publish(topic, payload)

    def close(self) -> None:
        self._executor.store.close()
        self._bus.close()  # type: ignore[attr-defined]


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    return halls.make_hall(tmp_path)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def stage(qapp: Any, clock: Clock) -> Iterator[Stage]:
    theme = look.wall_theme("dark", SIZE[0], 4.0, 10.0)
    look.apply(qapp, theme)
    made = Stage(theme, clock)
    yield made
    made.deleteLater()


@pytest.fixture
def seat(hall: Hall, qapp: Any) -> Iterator[Seat]:
    with halls.open_seat(hall, name="daping", role=Role.WALL, seat="大屏") as made:
        yield made


@pytest.fixture
def hand(hall: Hall) -> Iterator[Hand]:
    made = Hand(hall)
    yield made
    made.close()


OpenWall = Callable[..., WallWindow]


@pytest.fixture
def open_wall(qtbot: Any, stage: Stage, seat: Seat, hand: Hand) -> OpenWall:
    """Opens a wall on what the hall holds by then; settings may be given as ``wall_page_s=5``."""

    def make(page: str | None = None, **settings: Any) -> WallWindow:
        values = dict(seat.settings.values) | {key.replace("_", ".", 1): value for key, value in settings.items()}
        chair = replace(seat, settings=replace(seat.settings, values=values))
        qtbot.waitUntil(lambda: seat.picture.loaded and seat.picture.seq >= hand.seq(), timeout=10_000)
        window = WallWindow(chair, stage, None, page)
        qtbot.addWidget(window)
        window.resize(*SIZE)
        window.show()
        qtbot.waitExposed(window)
        return window

    return make
