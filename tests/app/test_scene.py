"""Who is on the scene: entering, staying at the edge, leaving; checking in by fence, radio and button; taking under command."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from console.app import hear, lapses, radio_status
from console.app.alarms import RegisterDevice
from console.app.command import AssignForce, EstablishCommand, ReportStatus, SetForceDuty
from console.app.context import Ctx
from console.app.holding import RequestForce, ReserveForce
from console.app.incidents import CloseIncident, OpenIncident
from console.app.scene import SceneWatch, TakeUnderCommand
from console.domain.codes import AssignmentStatus, CommandLevel, DeviceRole, ForceDuty, ForceKind, IncidentKind, RequestState
from console.domain.entities import Assignment, Device, Force, ForceRequest, Incident, Presence
from console.domain.facts import IncidentPlaced
from console.domain.records import PositionRow
from console.domain.refusal import Refused
from console.domain.rules.scene import EARTH_M
from console.ids import new_id
from radio import messages
from tests.app.conftest import SECOND_SEAT, Scene
from tests.halls import GATEWAY

LAT, LON = 34.588, 105.712
METRE = 360 / (2 * 3.141592653589793 * EARTH_M)  # degrees of latitude


@pytest.fixture
def watch(scene: Scene) -> SceneWatch:
    made = SceneWatch()
    made.look(scene.executor.store)
    return made


def incident(scene: Scene, title: str = "玉泉火情", *, command: bool = True, lat: float | None = LAT) -> str:
    id = scene.do(OpenIncident(kind=IncidentKind.FIRE, title=title, place=title, lat=lat, lon=LON))
    if command:
        scene.do(EstablishCommand(incident_id=id, level=CommandLevel.DISTRICT, commander=f"{title}指挥"))
    return id


def tick(scene: Scene, watch: SceneWatch, *seen: tuple[str, float], old_s: float = 0, step_s: float = 1) -> None:
    """A second goes by in which trackers are seen so many metres north of the incident; then the gateway looks."""
    scene.later(seconds=step_s)
    rows = [
        PositionRow(
            seq=0,
            device_id=device,
            at=scene.now if not old_s else scene.now.__class__.fromtimestamp(scene.now.timestamp() - old_s, scene.now.tzinfo),
            received_at=scene.now,
            lat=LAT + north_m * METRE,
            lon=LON,
            alt_m=None,
            speed_kmh=None,
            course_deg=None,
        )
        for device, north_m in seen
    ]
    with scene.executor.store.transaction(GATEWAY, scene.now) as unit:
        unit.add_positions(rows)
    watch.look(scene.executor.store)
    scene.ctx_do(watch.step)


def here(scene: Scene) -> list[str]:
    return [p.device_id for p in scene.find(Presence, left_at=None)]


def test_a_force_inside_the_scene_is_told_once_and_gone_when_it_is_seen_beyond_the_edge(scene: Scene, watch: SceneWatch) -> None:
    incident(scene)
    tick(scene, watch, ("t-f1", 501), ("t-f2", 5000))
    assert here(scene) == []
    tick(scene, watch, ("t-f1", 499))
    tick(scene, watch, ("t-f1", 300))
    assert [(p.device_id, p.force_id) for p in scene.find(Presence, left_at=None)] == [("t-f1", "f1")]
    for metres in (520, 480, 599):
        tick(scene, watch, ("t-f1", metres))
    assert here(scene) == ["t-f1"], "the edge has a width of a fifth"
    tick(scene, watch, ("t-f1", 601))
    assert here(scene) == []
    assert scene.kinds().count("scene_entered") == scene.kinds().count("scene_left") == 1


def test_a_silent_tracker_has_not_left_and_an_old_position_lets_nobody_in(scene: Scene, watch: SceneWatch) -> None:
    incident(scene)
    lost = scene.executor.figures.position_lost_s
    tick(scene, watch, ("t-f1", 100))
    tick(scene, watch, ("t-f2", 100), old_s=lost + 1)
    assert here(scene) == ["t-f1"]
    tick(scene, watch, step_s=lost * 3)
    assert here(scene) == ["t-f1"]
    tick(scene, watch, ("t-f1", 900), old_s=lost + 1)
    assert here(scene) == ["t-f1"], "where it was long ago proves nothing"
    tick(scene, watch, ("t-f1", 900))
    assert here(scene) == []


def test_a_late_position_does_not_bring_a_tracker_back(scene: Scene, watch: SceneWatch) -> None:
    incident(scene)
    tick(scene, watch, ("t-f1", 900))
    tick(scene, watch, ("t-f1", 100), old_s=20)
    assert here(scene) == []


def test_an_incident_that_opens_about_a_standing_force_sees_it_and_so_does_a_gateway_that_takes_over(
    scene: Scene, watch: SceneWatch
) -> None:
    tick(scene, watch, ("t-f1", 10))
    incident(scene)
    second = SceneWatch()
    second.look(scene.executor.store)
    scene.ctx_do(second.step)
    assert here(scene) == ["t-f1"]
    tick(scene, watch)
    assert scene.kinds().count("scene_entered") == 1
    watch.forget()
    tick(scene, watch)
    assert here(scene) == ["t-f1"]


def test_a_force_with_two_trackers_is_present_once_and_as_long_as_either_is(scene: Scene, watch: SceneWatch) -> None:
    incident(scene)
    tick(scene, watch, ("t-f1", 100), ("radio-f1", 110))
    assert len(here(scene)) == 1
    first = here(scene)[0]
    other = "radio-f1" if first == "t-f1" else "t-f1"
    tick(scene, watch, (first, 2000))
    assert here(scene) == [first]
    tick(scene, watch, (other, 2000))
    assert here(scene) == []


def test_each_incident_has_its_own_radius_and_one_without_a_place_has_no_scene(scene: Scene, watch: SceneWatch) -> None:
    wide, nowhere = incident(scene), incident(scene, "地点不明", lat=None)
    tick(scene, watch, ("t-f1", 1500))
    assert here(scene) == []
    placed = IncidentPlaced(incident_id=wide, lat=LAT, lon=LON, radius_m=2000.0, parent_id=None)
    scene.ctx_do(lambda ctx: ctx.unit.record(placed))
    tick(scene, watch)
    assert [p.incident_id for p in scene.find(Presence, left_at=None)] == [wide]
    scene.ctx_do(lambda ctx: ctx.unit.record(replace(placed, lat=None)))
    tick(scene, watch, ("t-f1", 1500))
    assert here(scene) == [] and scene.get(Incident, nowhere).closed_at is None


def test_the_scene_ends_with_the_incident(scene: Scene, watch: SceneWatch) -> None:
    id = incident(scene)
    tick(scene, watch, ("t-f1", 100))
    scene.do(CloseIncident(incident_id=id, why="解除"))
    scene.ctx_do(lapses.watch_holding)
    assert here(scene) == []
    assert scene.kinds().count("scene_left") == 1


# ---- under command ------------------------------------------------------------------------------------------------------


def present(scene: Scene, watch: SceneWatch, device: str = "t-f1") -> str:
    tick(scene, watch, (device, 100))
    return next(p.id for p in scene.find(Presence, left_at=None) if p.device_id == device)


def test_one_key_takes_a_free_force_under_command_as_one_that_has_arrived(scene: Scene, watch: SceneWatch) -> None:
    id = incident(scene)
    assignment = scene.get(Assignment, scene.do(TakeUnderCommand(presence_id=present(scene, watch))))
    assert (assignment.force_id, assignment.incident_id) == ("f1", id)
    assert (assignment.status, assignment.status_by) == (AssignmentStatus.ON_SCENE, "geofence")
    assert scene.kinds()[-2:] == ["force_assigned", "assignment_status_changed"]


def test_a_resting_force_that_stands_on_the_scene_is_at_work(scene: Scene, watch: SceneWatch) -> None:
    incident(scene)
    scene.do(SetForceDuty(force_id="f1", duty=ForceDuty.RESTING))
    scene.do(TakeUnderCommand(presence_id=present(scene, watch)))
    assert scene.get(Force, "f1").duty is ForceDuty.AVAILABLE


def test_a_force_of_another_incident_is_not_taken_but_can_be_asked_for(scene: Scene, watch: SceneWatch) -> None:
    id, other = incident(scene), incident(scene, "娘娘坝滑坡", lat=34.2)
    scene.do(AssignForce(force_id="f1", incident_id=other))
    with pytest.raises(Refused) as no:
        scene.do(TakeUnderCommand(presence_id=present(scene, watch)))
    assert no.value.code == "already_committed"
    assert (no.value.details["holder_incident_id"], no.value.details["commander"]) == (other, "娘娘坝滑坡指挥")
    assert scene.kinds()[-1] == "commitment_refused"
    wanted = {key: str(no.value.details[key]) for key in ("force_id", "incident_id")}
    request = scene.do(RequestForce(why="已在现场", **wanted))
    assert scene.get(ForceRequest, request).state is RequestState.ASKED and wanted["incident_id"] == id


def test_what_was_reserved_elsewhere_says_so(scene: Scene, watch: SceneWatch) -> None:
    incident(scene)
    other = incident(scene, "娘娘坝滑坡", lat=34.2)
    scene.do(ReserveForce(force_id="f1", incident_id=other), SECOND_SEAT)
    with pytest.raises(Refused, match="reserved"):
        scene.do(TakeUnderCommand(presence_id=present(scene, watch)))


def test_a_stranger_becomes_a_force_with_a_name(scene: Scene, watch: SceneWatch) -> None:
    id = incident(scene)
    scene.do(RegisterDevice(device=Device(id="x", protocol="jt808", address="1391", role=DeviceRole.UNKNOWN, name="jt808 1391")))
    presence = present(scene, watch, "x")
    assert scene.get(Presence, presence).force_id is None
    with pytest.raises(Refused) as no:
        scene.do(TakeUnderCommand(presence_id=presence))
    assert (no.value.code, no.value.details["device"]) == ("force_unnamed", "jt808 1391")
    assignment = scene.get(Assignment, scene.do(TakeUnderCommand(presence_id=presence, name="曙光救援队", kind=ForceKind.SOCIAL)))
    force, device = scene.get(Force, assignment.force_id), scene.get(Device, "x")
    assert (force.name, force.kind, assignment.incident_id, assignment.status) == (
        "曙光救援队",
        ForceKind.SOCIAL,
        id,
        AssignmentStatus.ON_SCENE,
    )
    assert (device.force_id, device.role, device.name) == (force.id, DeviceRole.TRACKER, "曙光救援队")
    tick(scene, watch, ("x", 50))
    assert scene.kinds().count("scene_entered") == 1


def test_who_has_left_is_not_taken_and_nobody_is_without_a_command(scene: Scene, watch: SceneWatch) -> None:
    incident(scene, command=False)
    presence = present(scene, watch)
    with pytest.raises(Refused, match="no_command"):
        scene.do(TakeUnderCommand(presence_id=presence))
    tick(scene, watch, ("t-f1", 3000))
    with pytest.raises(Refused, match="left_the_scene"):
        scene.do(TakeUnderCommand(presence_id=presence))


# ---- checking in --------------------------------------------------------------------------------------------------------


def ledger(scene: Scene, assignment: str) -> tuple[AssignmentStatus, str]:
    found = scene.get(Assignment, assignment)
    return found.status, found.status_by


def test_the_fence_checks_in_who_was_sent_and_who_was_there_already(scene: Scene, watch: SceneWatch) -> None:
    id = incident(scene)
    sent = scene.do(AssignForce(force_id="f1", incident_id=id))
    tick(scene, watch, ("t-f1", 2000), ("t-f2", 50))
    assert ledger(scene, sent) == (AssignmentStatus.ASSIGNED, "button")
    tick(scene, watch, ("t-f1", 200))
    assert ledger(scene, sent) == (AssignmentStatus.ON_SCENE, "geofence")
    there = scene.do(AssignForce(force_id="f2", incident_id=id))
    tick(scene, watch)
    assert ledger(scene, there) == (AssignmentStatus.ON_SCENE, "geofence")


def test_the_fence_moves_the_ledger_forward_only(scene: Scene, watch: SceneWatch) -> None:
    id = incident(scene)
    sent = scene.do(AssignForce(force_id="f1", incident_id=id))
    scene.do(ReportStatus(assignment_id=sent, status=AssignmentStatus.WORKING))
    tick(scene, watch, ("t-f1", 200))
    tick(scene, watch, ("t-f1", 210))
    assert ledger(scene, sent) == (AssignmentStatus.WORKING, "button")


def test_a_status_of_the_radio_moves_the_ledger_forward_and_twice_changes_nothing(scene: Scene) -> None:
    sent = scene.do(AssignForce(force_id="f1", incident_id=incident(scene)))

    def says(code: str, source: str = "1001") -> None:
        scene.hear("tetra-1", messages.Status(protocol="tetra", source=source, code=code))

    says("8003")
    assert ledger(scene, sent) == (AssignmentStatus.EN_ROUTE, "radio")
    says("8004")
    before = scene.get(Assignment, sent).status_at
    scene.later(seconds=30)
    says("8004")
    says("8003")
    says("8FFF")
    assert ledger(scene, sent) == (AssignmentStatus.ON_SCENE, "radio")
    assert scene.get(Assignment, sent).status_at == before
    assert scene.kinds().count("status_reported") == 5 and scene.kinds().count("assignment_status_changed") == 2


def test_a_radio_without_a_device_entry_is_known_by_the_register_of_forces(scene: Scene) -> None:
    from console.app.command import RegisterForce

    scene.do(RegisterForce(force=replace(scene.get(Force, "f2"), radio_id="000000101")))
    sent = scene.do(AssignForce(force_id="f2", incident_id=incident(scene)))
    scene.hear("kenwood-1", messages.Status(protocol="kenwood", source="000000101", code="0002"))
    assert ledger(scene, sent) == (AssignmentStatus.ON_SCENE, "radio")


def test_a_free_force_only_said_so(scene: Scene) -> None:
    scene.hear("tetra-1", messages.Status(protocol="tetra", source="1001", code="8004"))
    assert scene.find(Assignment) == [] and scene.kinds()[-1] == "status_reported"


def test_the_district_writes_its_own_table(scene: Scene, tmp_path: Path) -> None:
    file = tmp_path / "radio_status.toml"
    assert radio_status.load(file) is radio_status.catalogue()
    file.write_text('[tetra]\n"8010" = "working"\n"8011" = "released"\n', "utf-8")
    own = radio_status.load(file)
    id = incident(scene)
    sent = scene.do(AssignForce(force_id="f1", incident_id=id))
    request = scene.do(RequestForce(force_id="f1", incident_id=incident(scene, "娘娘坝滑坡"), why="x"))
    for code in ("8003", "8010", "8011"):
        with scene.executor.store.transaction(GATEWAY, scene.now) as unit:
            said = messages.Status(protocol="tetra", source="1001", code=code)
            hear.Hearing(Ctx(unit, GATEWAY, scene.now, new_id), own).hear(hear.Heard("tetra-1", scene.now, (said,)))
    ended = scene.get(Assignment, sent)
    assert (ended.status, ended.status_by, ended.released_at) == (AssignmentStatus.RELEASED, "radio", scene.now)
    assert scene.kinds().count("assignment_status_changed") == 2, "8003 is no status of this district"
    assert scene.get(ForceRequest, request).answer == "released"
    assert own.meaning("kenwood", "002") is AssignmentStatus.ON_SCENE, "protocols that it does not name stay as they are"


@pytest.mark.parametrize("text", ['[tetra]\n"8004" = "assigned"', '[tetra]\n"8004" = "flying"', 'tetra = 4', "[tetra"])
def test_a_table_that_cannot_be_used_says_why(tmp_path: Path, text: str) -> None:
    file = tmp_path / "radio_status.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(ValueError, match=r"."):
        radio_status.load(file)
