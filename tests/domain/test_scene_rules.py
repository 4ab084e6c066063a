"""The circle about an incident, measured and searched; whom a command knows."""

from __future__ import annotations

import math
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from console.domain.codes import AssignmentStatus, IncidentKind, IncidentState
from console.domain.entities import Assignment, Incident, Presence
from console.domain.rules import scene

T0 = datetime(2026, 7, 1, 3, 0, tzinfo=UTC)
INCIDENT = Incident(
    id="i", number="1", kind=IncidentKind.FIRE, title="x", place="x", lat=34.5, lon=105.7, opened_at=T0, opened_by="li"
)


def test_distances_over_the_sphere() -> None:
    """A degree of a great circle is a 360th of the earth; Beijing to Shanghai as the atlas has it, within half a percent."""
    degree = 2 * math.pi * scene.EARTH_M / 360
    assert scene.distance_m(0, 0, 1, 0) == pytest.approx(degree)
    assert scene.distance_m(0, 179.5, 0, -179.5) == pytest.approx(degree)
    assert scene.distance_m(60, 10, 60, 11) == pytest.approx(degree / 2, rel=1e-3)
    assert scene.distance_m(39.9042, 116.4074, 31.2304, 121.4737) == pytest.approx(1_068_000, rel=0.005)
    assert scene.distance_m(34.5, 105.7, 34.5, 105.7) == 0


@pytest.mark.parametrize("radius", [50, 500, 2600, 20_000])
@pytest.mark.parametrize("centre", [(34.5, 105.7), (34.5199, 105.7201), (-0.001, -0.001), (78.2, 15.6)])
def test_the_grid_forgets_nobody(radius: float, centre: tuple[float, float]) -> None:
    """What the cells let through is exactly what a tape measure says, on either side of both edges."""
    dice = random.Random(7)
    at = scene.Scene("i", *centre, radius)
    scenes = scene.Scenes((at, scene.Scene("far", centre[0] + 5, centre[1], radius)))
    seen = set()
    for _ in range(3000):
        degrees = radius * 1.5 / 111_000
        lat = centre[0] + dice.uniform(-degrees, degrees)
        lon = centre[1] + dice.uniform(-degrees, degrees) / math.cos(math.radians(centre[0]))
        away = scene.distance_m(*centre, lat, lon)
        expected = [("i", away <= radius)] if away <= radius * scene.LEAVING else []
        assert list(scenes.near(lat, lon)) == expected
        seen.add(tuple(expected))
    assert len(seen) == 3, "inside, at the edge and outside were all tried"


def test_an_incident_over_or_nowhere_has_no_scene() -> None:
    assert scene.scene_of(INCIDENT, 500) == scene.Scene("i", 34.5, 105.7, 500)
    assert scene.scene_of(replace(INCIDENT, radius_m=80.0), 500) == scene.Scene("i", 34.5, 105.7, 80)
    assert scene.scene_of(replace(INCIDENT, lat=None), 500) is None
    assert scene.scene_of(replace(INCIDENT, state=IncidentState.MERGED, closed_at=T0), 500) is None


@pytest.mark.parametrize(
    ("incident_id", "released_s", "known"),
    [("i", None, True), ("i", 60, True), ("i", -60, False), ("other", None, False)],
    ids=["commanded", "let go since it came", "let go before it came back", "another's"],
)
def test_whom_a_command_knows(incident_id: str, released_s: int | None, known: bool) -> None:
    presence = Presence(id="p", incident_id="i", device_id="d", force_id="f", entered_at=T0)
    assignment = Assignment(
        id="a",
        force_id="f",
        command_id="c",
        incident_id=incident_id,
        sector_id=None,
        status=AssignmentStatus.ON_SCENE,
        assigned_at=T0 - timedelta(hours=1),
        status_at=T0,
        released_at=None if released_s is None else T0 + timedelta(seconds=released_s),
    )
    assert scene.commanded(presence, [assignment]) is known
    assert not scene.commanded(presence, [])


def test_checking_in_goes_forward_only() -> None:
    en_route = AssignmentStatus.EN_ROUTE
    assignment = Assignment(
        id="a", force_id="f", command_id="c", incident_id="i", sector_id=None, status=en_route, assigned_at=T0, status_at=T0
    )
    step = scene.check_in(assignment, AssignmentStatus.ON_SCENE, T0, "geofence")
    assert step is not None and (step.status, step.by) == (AssignmentStatus.ON_SCENE, "geofence")
    assert scene.check_in(assignment, AssignmentStatus.EN_ROUTE, T0, "radio") is None
    assert scene.check_in(assignment, AssignmentStatus.ASSIGNED, T0, "radio") is None
    assert scene.check_in(replace(assignment, released_at=T0), AssignmentStatus.WORKING, T0, "radio") is None
