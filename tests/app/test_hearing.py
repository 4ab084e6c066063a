"""What the wires say, and what the clock does, as facts."""

from __future__ import annotations

import pytest

from console.app import watch
from console.app.alarms import AcknowledgeAlarm
from console.app.command import AssignForce, EstablishCommand
from console.app.incidents import ClaimReport, DiscardReport, OpenIncident, ReleaseReport, TakeReport
from console.app.orders import IssueOrder
from console.app.warnings import PrepareWarning, ReleaseWarning
from console.domain.codes import CommandLevel, DeliveryState, DeviceRole, Grade, IncidentKind, ReportState, WarningState
from console.domain.entities import Alarm, Delivery, Device, Order, Report, Warning
from console.domain.refusal import Refused
from radio import messages
from tests.app.conftest import OPERATOR, SECOND_SEAT, Scene
from tests.halls import SECOND_PASSPHRASE

FIRE = messages.Alarm(protocol="gbt26875", source="000000000379", event="fire", zone="1/1/2/10", text="三楼感烟")


def level(value: float | None) -> messages.Reading:
    return messages.Reading(protocol="sl651", source="0011223344", element="water_level", value=value, unit="m")


def test_a_fire_frame_is_an_alarm_with_a_report_at_the_registered_place(scene: Scene) -> None:
    scene.hear("panel-1", FIRE)
    alarm = scene.find(Alarm)[0]
    report = scene.get(Report, alarm.report_id)
    assert (alarm.grade, alarm.place, alarm.text) == (Grade.I, "玉泉观（演练）", "三楼感烟")
    assert (report.kind, report.place, report.lat, report.alarm_id) == (IncidentKind.FIRE, "玉泉观（演练）", 34.588, alarm.id)
    incident = scene.do(OpenIncident(kind=report.kind, title="玉泉观火情", place=report.place, report_id=report.id))
    assert scene.get(Report, report.id).incident_id == incident
    assert scene.get(Alarm, alarm.id).acknowledged_by == "li", "opening the incident acknowledges its alarm"


def test_the_same_detector_again_makes_neither_a_second_alarm_nor_a_second_report(scene: Scene) -> None:
    scene.hear("panel-1", FIRE)
    scene.hear("panel-1", FIRE)
    assert [alarm.count for alarm in scene.find(Alarm)] == [2]
    assert len(scene.find(Report)) == 1


def test_a_reset_of_the_panel_returns_its_alarms(scene: Scene) -> None:
    scene.hear("panel-1", FIRE)
    restored = messages.Alarm(protocol="gbt26875", source="000000000379", event="fire", state="restored", zone="1/1/2/10")
    scene.hear("panel-1", restored)
    alarm = scene.find(Alarm)[0]
    assert not alarm.active and not alarm.acknowledged


def test_an_unknown_device_waits_for_its_name_and_keeps_what_it_said(scene: Scene) -> None:
    stranger = messages.Alarm(protocol="gbt26875", source="0000000000aa", event="fire", zone="1")
    scene.hear("panel-1", stranger)
    device = scene.find(Device, address="0000000000aa")[0]
    assert device.role is DeviceRole.UNKNOWN
    assert scene.find(Alarm)[0].device_id == device.id


def test_a_level_over_its_limit_alarms_once_and_returns_below_the_dead_band(scene: Scene) -> None:
    for value in (11.9, 12.4, 12.6, None, 11.9):
        scene.hear("river-1", level(value))
    alarm = scene.find(Alarm)[0]
    assert (alarm.event, alarm.grade, alarm.count, alarm.active, alarm.value) == ("threshold", Grade.I, 1, True, 12.4)
    scene.hear("river-1", level(11.7))
    assert scene.get(Alarm, alarm.id).active is False
    series = scene.executor.store.readings_of("river", "water_level", scene.now)
    assert [row.value for row in series] == [11.9, 12.4, 12.6, None, 11.9, 11.7]


def test_a_claimed_report_is_the_other_seats_to_see_and_lapses(scene: Scene) -> None:
    report = scene.do(TakeReport(source="phone", kind=IncidentKind.FLASH_FLOOD, place="娘娘坝", text="河水上涨"), OPERATOR)
    scene.do(ClaimReport(report_id=report))
    with pytest.raises(Refused) as refused:
        scene.do(ClaimReport(report_id=report), SECOND_SEAT)
    assert refused.value.code == "report_claimed" and refused.value.details["by"] == "调度一席"
    scene.later(seconds=301)
    scene.do(ClaimReport(report_id=report), SECOND_SEAT)
    assert scene.get(Report, report).claimed_by == "调度二席"
    scene.do(ReleaseReport(report_id=report), SECOND_SEAT)
    assert scene.get(Report, report).state is ReportState.WAITING
    with pytest.raises(Refused, match="reason_missing"):
        scene.do(DiscardReport(report_id=report, why=""))
    scene.do(DiscardReport(report_id=report, why="误报"))
    with pytest.raises(Refused, match="report_done"):
        scene.do(OpenIncident(kind=IncidentKind.OTHER, title="x", place="", report_id=report))


def test_a_warning_needs_a_second_person_and_ends_when_every_delivery_has(scene: Scene) -> None:
    targets = ("siren", "speaker")
    warning = scene.do(PrepareWarning(text="请立即转移", area=("娘娘坝镇",), device_ids=targets), OPERATOR)
    for name, phrase, code in (
        ("wang", "wrong phrase", "passphrase_wrong"),
        ("nobody", SECOND_PASSPHRASE, "passphrase_wrong"),
        ("zhao", "radio person here", "same_person"),
    ):
        with pytest.raises(Refused, match=code):
            scene.do(ReleaseWarning(warning_id=warning, second_name=name, passphrase=phrase, device_ids=targets), OPERATOR)
    assert not scene.find(Delivery), "nothing leaves the hall before the release"
    scene.do(ReleaseWarning(warning_id=warning, second_name="wang", passphrase=SECOND_PASSPHRASE, device_ids=targets), OPERATOR)
    assert scene.get(Warning, warning).released_by == "wang"
    siren, speaker = sorted(scene.find(Delivery), key=lambda d: d.channel.value)
    read = messages.Ack(protocol="modbus", ref=siren.id, state="read", code="closed and open again")
    scene.hear("relay-1", read)
    assert scene.get(Delivery, siren.id).state is DeliveryState.CONFIRMED
    assert scene.get(Warning, warning).state is WarningState.RELEASED
    scene.hear("relay-1", messages.Ack(protocol="modbus", ref=speaker.id, state="rejected", code="no_device"))
    assert scene.get(Delivery, speaker.id).state is DeliveryState.FAILED
    assert scene.get(Warning, warning).state is WarningState.FINISHED


def test_an_order_without_its_receipt_is_overdue_once(scene: Scene) -> None:
    id = scene.do(OpenIncident(kind=IncidentKind.FIRE, title="火", place=""))
    scene.do(EstablishCommand(incident_id=id, level=CommandLevel.DISTRICT, commander="王"))
    scene.do(AssignForce(force_id="f1", incident_id=id))
    order = scene.do(IssueOrder(incident_id=id, force_id="f1", text="转移"))
    scene.ctx_do(watch.watch_deadlines)
    assert not scene.get(Order, order).overdue
    scene.later(seconds=200)
    scene.ctx_do(watch.watch_deadlines)
    scene.ctx_do(watch.watch_deadlines)
    assert scene.get(Order, order).overdue
    assert scene.kinds().count("order_overdue") == 1
    scene.later(seconds=1000)
    scene.ctx_do(watch.watch_deadlines)
    assert scene.find(Delivery, purpose_id=order)[0].state is DeliveryState.EXPIRED


def test_a_dead_wire_names_what_hangs_on_it_and_its_alarm_ends_with_it(scene: Scene) -> None:
    scene.ctx_do(lambda ctx: watch.wire_changed(ctx, "panel-1", "消防主机线", "dead", "gone"))
    alarm = scene.find(Alarm, event="wire_dead")[0]
    assert "玉泉观消防主机" in alarm.text
    scene.ctx_do(lambda ctx: watch.wire_changed(ctx, "panel-1", "消防主机线", "ok", ""))
    assert not scene.get(Alarm, alarm.id).active


def test_a_silent_station_is_an_alarm_of_its_own(scene: Scene) -> None:
    heard = {"rain": scene.now}
    scene.later(seconds=901)
    scene.ctx_do(lambda ctx: watch.watch_stations(ctx, heard))
    scene.ctx_do(lambda ctx: watch.watch_stations(ctx, heard))
    alarm = scene.find(Alarm, event="stale")[0]
    assert alarm.count == 1
    scene.do(AcknowledgeAlarm(alarm_id=alarm.id))
    scene.ctx_do(lambda ctx: watch.watch_stations(ctx, {"rain": scene.now}))
    assert not scene.get(Alarm, alarm.id).active


def test_a_cry_for_help_says_where_it_comes_from_and_a_place_without_a_fix_is_none(scene: Scene) -> None:
    panic = messages.Alarm(protocol="tetra", source="1001", event="panic")
    place = messages.Position(protocol="tetra", source="1001", lat=34.5, lon=105.7, valid=True)
    scene.hear("tetra-1", panic, place)
    scene.hear("tetra-1", messages.Position(protocol="tetra", source="1001", lat=10.0, lon=10.0, valid=False))
    rows = scene.executor.store.positions_after(0)
    assert [(row.device_id, row.lat, row.lon) for row in rows] == [("radio-f1", 34.5, 105.7)]
    assert scene.find(Alarm, event="panic")
