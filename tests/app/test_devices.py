"""What was heard and waits for a name: it gets one, and stays the same device with all that it has sent."""

from __future__ import annotations

import pytest

from console.app.devices import NameDevice
from console.app.incidents import ClaimReport
from console.domain.codes import DeviceRole, ForceKind
from console.domain.entities import Alarm, Device, Force, Report
from console.domain.refusal import Refused
from radio import messages
from tests.app.conftest import OPERATOR, Scene


def unknown(scene: Scene) -> Device:
    found: list[Device] = scene.find(Device, role=DeviceRole.UNKNOWN)
    assert len(found) == 1
    return found[0]


def level(value: float) -> messages.Reading:
    return messages.Reading(protocol="sl651", source="0099887766", element="water_level", value=value, unit="m")


def test_a_station_that_was_heard_keeps_its_readings_when_it_gets_its_name(scene: Scene) -> None:
    scene.hear("rain-1", level(3.1))
    device = unknown(scene)
    said = {"name": " 关子水位站 ", "role": DeviceRole.RIVER_STATION, "place": "关子镇", "lat": 34.6, "lon": 105.4}
    named = scene.do(NameDevice(device_id=device.id, **said))  # type: ignore[arg-type]
    scene.hear("rain-1", level(3.2))
    known = scene.get(Device, named)
    assert (known.id, known.name, known.role, known.place, known.lat) == (device.id, "关子水位站", DeviceRole.RIVER_STATION, "关子镇", 34.6)
    assert (known.protocol, known.address, known.wire) == (device.protocol, device.address, device.wire)
    assert [row.value for row in scene.executor.store.readings_of(device.id, "water_level", scene.now)] == [3.1, 3.2]
    assert scene.find(Device, role=DeviceRole.UNKNOWN) == []


def test_the_alarm_that_stands_and_the_report_that_waits_get_name_and_place(scene: Scene) -> None:
    scene.hear("panel-1", messages.Alarm(protocol="gbt26875", source="0000000000aa", event="fire", zone="1", text="一楼感烟"))
    device = unknown(scene)
    scene.do(ClaimReport(report_id=scene.find(Report)[0].id))
    scene.do(NameDevice(device_id=device.id, name="卦台山主机", role=DeviceRole.FIRE_PANEL, place="卦台山", lat=34.7, lon=105.9))
    alarm, report = scene.find(Alarm)[0], scene.find(Report)[0]
    assert (alarm.label, alarm.place, alarm.lat, alarm.device_id) == ("卦台山主机", "卦台山", 34.7, device.id)
    assert (report.caller, report.place, report.lat, report.text) == ("卦台山主机", "卦台山", 34.7, "卦台山主机 一楼感烟")
    assert report.claimed_by is not None, "who has it in hand stays"


def test_a_tracker_is_given_to_a_force_of_the_register_or_to_a_new_one(scene: Scene) -> None:
    place = messages.Position(protocol="jt808", source="13900000001", lat=34.5, lon=105.7, valid=True)
    scene.hear("gps-f1", place)
    device = unknown(scene)
    scene.do(NameDevice(device_id=device.id, name="消防一站 2 号车", role=DeviceRole.TRACKER, force_id="f1"))
    assert scene.get(Device, device.id).force_id == "f1"
    assert [row.device_id for row in scene.executor.store.latest_positions()] == [device.id]
    scene.do(NameDevice(device_id=device.id, name="", role=DeviceRole.TRACKER, force_name="曙光救援队", force_kind=ForceKind.SOCIAL))
    moved = scene.get(Device, device.id)
    force = scene.get(Force, moved.force_id)
    assert (force.name, force.kind, moved.name) == ("曙光救援队", ForceKind.SOCIAL, "曙光救援队")
    assert scene.kinds().count("force_registered") == 7


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"name": " ", "role": DeviceRole.RADIO}, "device_unnamed"),
        ({"name": "甲", "role": DeviceRole.UNKNOWN}, "device_role_missing"),
        ({"name": "甲", "role": DeviceRole.RELAY, "force_id": "f1"}, "device_not_carried"),
        ({"name": "甲", "role": DeviceRole.STATION, "lat": 34.0}, "place_half"),
        ({"name": "甲", "role": DeviceRole.RADIO, "force_id": "nobody"}, "force_gone"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(scene: Scene, said: dict[str, object], code: str) -> None:
    scene.hear("rain-1", level(3.1))
    device = unknown(scene)
    with pytest.raises(Refused, match=code):
        scene.do(NameDevice(device_id=device.id, **said))  # type: ignore[arg-type]
    assert scene.get(Device, device.id) == device
    with pytest.raises(Refused, match="role_may_not"):
        scene.do(NameDevice(device_id=device.id, name="甲", role=DeviceRole.STATION), OPERATOR)
    with pytest.raises(Refused, match="device_gone"):
        scene.do(NameDevice(device_id="nothing", name="甲", role=DeviceRole.STATION))


def test_whoever_speaks_waits_for_a_name_a_caller_a_terminal_and_a_sign_of_life(scene: Scene) -> None:
    scene.hear("tetra-1", messages.Call(protocol="tetra", caller_id="7001", called_id="9"))
    scene.hear("dtu", messages.Registration(protocol="jt808", source="13900000009"))
    scene.hear("panel-1", messages.Heartbeat(protocol="gbt26875", source="0000000000bb"))
    scene.hear("tetra-1", messages.Call(protocol="tetra", caller_id="1001"))
    scene.hear("tetra-1", messages.Call(protocol="tetra", caller_id="7001"))
    waiting = {(device.protocol, device.address) for device in scene.find(Device, role=DeviceRole.UNKNOWN)}
    assert waiting == {("tetra", "7001"), ("jt808", "13900000009"), ("gbt26875", "0000000000bb")}
