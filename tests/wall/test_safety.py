"""People in danger, seen from ten metres: the band stands until the thing itself is over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from console.app.command import AssignForce, EstablishCommand, ReportStatus
from console.app.incidents import OpenIncident
from console.app.safety import CallPar, EndMayday, OpenMayday, watch_safety
from console.domain.codes import AssignmentStatus, CommandLevel, IncidentKind
from console.domain.entities import Alarm, Assignment, Mayday
from console.seat import Seat
from tests import halls
from tests.wall.conftest import Clock, Hand, OpenWall


def fire(hand: Hand) -> str:
    id = hand.do(OpenIncident(kind=IncidentKind.FIRE, title="玉泉火情", place="玉泉观"))
    hand.do(EstablishCommand(incident_id=id, level=CommandLevel.DISTRICT, commander="王建国"))
    for force in ("f1", "f2"):
        held = hand.do(AssignForce(force_id=force, incident_id=id))
        hand.do(ReportStatus(assignment_id=held, status=AssignmentStatus.ON_SCENE))
    return id


def test_a_mayday_stands_over_every_page_until_it_is_ended(open_wall: OpenWall, seat: Seat, hand: Hand, qtbot: Any) -> None:
    wall = open_wall()
    band = wall.safety_band
    assert not band.isVisible()
    fire(hand)
    mayday = hand.do(OpenMayday(force_id="f2"))
    qtbot.waitUntil(band.isVisible)
    assert "消防二站 紧急求救 · 呼救" in band.text() and "无定位" in band.detail()
    assert seat.picture.all(Alarm)[0].event == "mayday"
    assert wall.alarm_band.alarm() is None, "it is not said twice"
    for page in wall.pages:
        wall.rotation.choose(page, wall._stage.now())
        wall._show()
        assert band.isVisible()
    hand.do(EndMayday(mayday_id=mayday, outcome="人员安全"))
    qtbot.waitUntil(lambda: not band.isVisible())
    assert seat.picture.get(Mayday, mayday).ended_at is not None


def test_an_unheard_check_is_said_and_the_first_call_is_not(open_wall: OpenWall, seat: Seat, hand: Hand, qtbot: Any) -> None:
    wall = open_wall()
    band = wall.safety_band
    id = fire(hand)
    hand.do(CallPar(incident_id=id))
    qtbot.waitUntil(lambda: len(seat.picture.all(Assignment)) == 2)
    assert not band.isVisible()
    later = datetime.now(UTC) + timedelta(seconds=70)
    executor = hand._executor
    with executor.store.transaction(halls.GATEWAY, later) as unit:
        watch_safety(executor.at(unit, halls.GATEWAY, later))
    qtbot.waitUntil(band.isVisible)
    assert "2 支力量未应答" in band.text() and "消防二站" in band.detail()


def test_a_check_that_nobody_begins_is_said(open_wall: OpenWall, seat: Seat, hand: Hand, clock: Clock, qtbot: Any) -> None:
    """The gateway is gone: what should fire by itself does not, and the wall sees it by its own clock."""
    wall = open_wall()
    band = wall.safety_band
    fire(hand)
    qtbot.waitUntil(lambda: len([a for a in seat.picture.all(Assignment) if a.arrived_at]) == 2)
    clock.later(1200)
    band.judge()
    assert not band.isVisible()
    clock.later(60)
    band.judge()
    assert band.isVisible() and "人员清点逾期未发起" in band.text()
