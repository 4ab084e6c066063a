"""The main job, from a fire panel's frame to the journal: real processes, real lines, real windows, real sound on null sinks.

It plays the default drill. The test only hurries it where a person would have to wait, over the district's control line.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from console.domain.codes import (
    AssignmentStatus,
    Channel,
    DeliveryState,
    DeviceRole,
    OrderState,
)
from console.domain.entities import Alarm, Assignment, Delivery, Device, Force, Incident, Order, Recording, Report
from console.domain.facts import CommitmentRefused
from console.founding import DRILL_SECOND
from tests.audio_server import NullSink, missing
from tests.scenarios.stage_hall import StageHall
from tests.widgets.samples import write
from widgets.ptt import PttFace

pytestmark = [
    pytest.mark.scenario,
    pytest.mark.skipif(missing() is not None, reason=missing() or ""),
    pytest.mark.skipif(not hasattr(os, "openpty"), reason="no pseudo-terminals on this system"),
]


@pytest.fixture
def stage_hall(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StageHall]:
    with NullSink(tmp_path) as env:
        for key, value in env.items():
            monkeypatch.setenv(key, value)
        home = tmp_path / "home"
        monkeypatch.setenv("ONEBOARD_HOME", str(home))
        made = StageHall(qtbot, home, Path("default"))
        made.found()
        yield made
        made.close()


def current_sheet(desk):  # type: ignore[no-untyped-def]
    return desk.sheets.current()


def fill(desk, key: str, text: str) -> None:  # type: ignore[no-untyped-def]
    """Type into a field of the open sheet as a person does."""
    field: QWidget = current_sheet(desk).field(key)
    editor = field if isinstance(field, QLineEdit | QPlainTextEdit) else field.findChild(QLineEdit)
    editor.setFocus()
    editor.selectAll() if isinstance(editor, QLineEdit) else None
    write(editor, text)


def choose(desk, key: str, data: str) -> None:  # type: ignore[no-untyped-def]
    box = current_sheet(desk).field(key)
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData(data))


def test_from_the_fire_frame_to_the_journal(stage_hall: StageHall, qtbot: QtBot) -> None:
    seat, stage = stage_hall.seat("desk", "调度一席", keep=True)
    from console.desk import open_desk
    from console.radioroom import open_radio_room
    from maps.geo.pack import load_pack
    from resources import path

    desk = open_desk(seat, stage, load_pack(path("map", "qinzhou")))
    qtbot.addWidget(desk)
    desk.resize(1920, 1080)
    seat.engine.start()
    desk.show()
    picture = seat.picture
    wait = stage_hall.wait
    wait(stage_hall.processes_live, "the desk started neither gateway nor drill", 30)
    wait(lambda: len(picture.positions) >= 6, "six forces did not move onto the map", 30)

    # 5. The wall looks on from here: what the desk knows it shows within a second.
    wall_seat, wall_stage = stage_hall.seat("wall", "大屏")
    from console.wall import open_wall

    wall = open_wall(wall_seat, wall_stage, load_pack(path("map", "qinzhou")))
    qtbot.addWidget(wall)
    wall.resize(1920, 1080)
    wall_seat.engine.start()
    wall.show()
    wait(lambda: wall_seat.picture.loaded, "the wall has no picture")
    desk.activateWindow()
    wait(desk.isActiveWindow, "the desk is not in front")

    # 1. A fire frame: on disk, acknowledged, a row, a sound; Enter opens the pre-filled incident.
    stage_hall.order("alarm", "panel-1", event="fire", loop=3, point=7, text="大殿感烟（演练）")
    wait(lambda: any(a.event == "fire" for a in picture.all(Alarm)), "no alarm row")
    fire = next(a for a in picture.all(Alarm) if a.event == "fire")
    wait(lambda: "火警" in wall.alarm_band.text() and wall.alarm_band.isVisible(), "the wall does not show the alarm", 1)
    wait(lambda: stage_hall.acknowledged_frames("panel-1"), "the panel got no acknowledgement")
    assert set(stage_hall.acknowledged_frames("panel-1")) <= set(stage_hall.spooled("panel-1"))
    wait(lambda: any(record.delay_s is not None for record in desk.sound.records), "the alarm's sound reached no device")
    alarms = desk.panels.boards.alarms
    wait(lambda: alarms.model().rowCount() >= 1, "the board shows no alarm")
    wait(lambda: picture.find(Report, fire.report_id) is not None, "no report")
    intake = desk.panels.boards.intake
    intake.setFocus()
    intake.select_id(fire.report_id)
    qtbot.keyClick(intake, Qt.Key.Key_Return)
    wait(lambda: current_sheet(desk) is not None, "Enter opened no sheet")
    values = current_sheet(desk).values()
    assert values["place"] == "玉泉观（演练点）" and values["kind"] == "fire"
    qtbot.keyClick(current_sheet(desk).field("title"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wait(lambda: picture.all(Incident), "the incident was not opened")
    incident = picture.all(Incident)[0]
    wait(lambda: wall.situation.figures.figures()[0].text == "1", "the wall does not show the incident", 1)
    wait(lambda: picture.get(Alarm, fire.id).acknowledged, "its alarm was not acknowledged with it")

    # 2. Rain and river: rows, and a limit crossed.
    stage_hall.order("skip", "station-1", seconds=2400)
    stage_hall.order("skip", "station-2", seconds=3600)
    wait(lambda: {a.event for a in picture.all(Alarm)} >= {"fire", "threshold"}, "no limit was crossed", 40)
    stations = {d.role: d for d in picture.all(Device)}
    river = stations[DeviceRole.RIVER_STATION]
    rain = stations[DeviceRole.RAIN_STATION]
    wait(lambda: picture.newest_reading(river.id, "water_level"), "the river's binary reports are not there")
    wait(lambda: picture.newest_reading(rain.id, "rain_1h"), "the rain's ASCII reports are not there")
    before = {id: row.seq for id, row in picture.positions.items()}
    wait(lambda: all(picture.positions[id].seq > seq for id, seq in before.items()), "a force stands still on the map")

    # 3. Grade, command, two forces, an order by radio; a second seat is refused.
    desk.selection.choose_incident(incident.id)
    qtbot.keyClick(desk, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    choose(desk, "grade", "2")
    fill(desk, "decided_by", "王区长")  # the panel's frame said I: a lower grade is somebody's decision
    fill(desk, "basis", "火势较大")
    qtbot.keyClick(current_sheet(desk).field("basis"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wait(lambda: picture.get(Incident, incident.id).grade == 2, "not graded")
    qtbot.keyClick(desk, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    fill(desk, "commander", "王指挥")
    qtbot.keyClick(current_sheet(desk).field("commander"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wait(lambda: picture.active_command(incident.id) is not None, "no command")
    assert picture.active_command(incident.id).commander == "王指挥"  # type: ignore[union-attr]
    for typed, name in (("xfyd", "消防一队"), ("jjyz", "急救一组")):
        force = next(f for f in picture.all(Force) if f.name == name)
        desk.bar.open()
        line = desk.bar.findChild(QLineEdit)
        write(line, f"派 {typed} {incident.title}")
        qtbot.keyClick(line, Qt.Key.Key_Return)
        wait(lambda f=force: picture.assignment_of(f.id) is not None, f"{name} was not assigned by {typed}")
    assert len(picture.committed_to(incident.id)) == 2

    engine = next(f for f in picture.all(Force) if f.name == "消防一队")
    second, _stage = stage_hall.seat("desk", "调度二席")
    second.engine.start()
    wait(lambda: second.picture.loaded, "the second seat has no picture")
    from console.app.command import AssignForce, EstablishCommand
    from console.app.incidents import OpenIncident
    from console.domain.codes import CommandLevel, IncidentKind

    outcomes: list[object] = []
    second.do(OpenIncident(kind=IncidentKind.LANDSLIDE, title="娘娘坝滑坡（演练）", place="娘娘坝镇"), outcomes.append)
    wait(lambda: outcomes, "no answer to the second seat")
    other = outcomes[0].value  # type: ignore[attr-defined]
    second.do(EstablishCommand(incident_id=other, level=CommandLevel.TOWN, commander="李镇长"))
    second.do(AssignForce(force_id=engine.id, incident_id=other), outcomes.append)
    wait(lambda: len(outcomes) == 2, "no answer to the grab")
    refused = outcomes[1].refused  # type: ignore[attr-defined]
    assert refused.code == "already_committed" and refused.details["holder_incident_id"] == incident.id
    wait(lambda: any(isinstance(f.body, CommitmentRefused) for f in picture.facts), "the try is not in the journal")
    # The same grab at the first desk is explained in words on its screen.
    wait(lambda: picture.active_command(other) is not None, "the second command did not arrive")
    desk.selection.choose_incident(other)
    desk.bar.open()
    line = desk.bar.findChild(QLineEdit)
    write(line, f"派 xfyd {picture.get(Incident, other).title}")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    wait(lambda: any(incident.title in text for text in _texts(desk)), "the screen does not say who holds the force")

    desk.selection.choose_incident(incident.id)
    desk.panels.boards.forces.select_id(engine.id)
    qtbot.keyClick(desk, Qt.Key.Key_F5)
    wait(lambda: current_sheet(desk) is not None, "F5 opened no sheet")
    current_sheet(desk).set_values({"to": f"force:{engine.id}"})
    fill(desk, "text", "疏散大殿群众，到场报告")
    qtbot.keyClick(current_sheet(desk).field("text"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wait(lambda: picture.all(Order), "no order")
    order = picture.all(Order)[0]
    wait(lambda: picture.get(Order, order.id).state is OrderState.ACKNOWLEDGED, "the radio's read report did not come", 30)
    carried = next(d for d in picture.all(Delivery) if d.purpose_id == order.id)
    assert (carried.channel, carried.state) == (Channel.TETRA, DeliveryState.READ)
    steps = [f.body.state for f in picture.facts if f.body.kind == "order_state_changed"]  # type: ignore[attr-defined]
    assert steps == [OrderState.DELIVERED, OrderState.ACKNOWLEDGED]
    from console.app.command import ReportStatus

    held = picture.assignment_of(engine.id)
    assert held is not None
    seat.do(ReportStatus(assignment_id=held.id, status=AssignmentStatus.ON_SCENE))
    wait(lambda: picture.get(Assignment, held.id).status is AssignmentStatus.ON_SCENE, "the ledger does not run")

    # 4. The radio room: PTT recorded and recalled; a broadcast released by a second person; a siren read back.
    radio_seat, radio_stage = stage_hall.seat("radio", "话务席")
    room = open_radio_room(radio_seat, radio_stage)
    qtbot.addWidget(room)
    room.resize(1920, 1080)
    radio_seat.engine.start()
    room.show()
    wait(lambda: radio_seat.picture.loaded, "the radio room has no picture")
    wait(lambda: [key.face() for key in room.rack.chosen_keys()] == [PttFace.IDLE], "the chosen channel cannot be keyed", 20)
    _talk(stage_hall, qtbot, room, radio_seat)
    tx = next(r for r in picture.all(Recording) if r.direction == "tx")
    assert (stage_hall.hall.audio_dir / tx.file).stat().st_size > 10_000

    speaker = next(d for d in picture.all(Device) if d.role is DeviceRole.LOUDSPEAKER)
    siren = next(d for d in picture.all(Device) if d.role is DeviceRole.RELAY)
    from console.app.warnings import PrepareWarning, ReleaseWarning

    answers: list[object] = []
    targets = (speaker.id, siren.id)
    text = "演练：娘娘坝镇群众请立即转移，报警电话119。"
    radio_seat.do(PrepareWarning(text=text, area=("娘娘坝镇",), device_ids=targets, incident_id=incident.id), answers.append)
    wait(lambda: answers, "the broadcast was not prepared")
    prepared = answers[0].value  # type: ignore[attr-defined]
    for phrase in ("not the phrase", DRILL_SECOND[2]):
        radio_seat.do(
            ReleaseWarning(warning_id=prepared, second_name=DRILL_SECOND[0], passphrase=phrase, device_ids=targets), answers.append
        )
    wait(lambda: len(answers) == 3, "no answer to the release")
    assert answers[1].refused.code == "passphrase_wrong" and answers[2].done  # type: ignore[attr-defined]
    wait(lambda: len([d for d in picture.all(Delivery) if d.purpose_id == prepared]) == 2, "no deliveries")

    def proven() -> bool:
        sent = [d for d in picture.all(Delivery) if d.purpose_id == prepared]
        return all(d.state is DeliveryState.CONFIRMED for d in sent)

    wait(proven, "speech and siren have no receipts", 60)
    evidence = {d.channel: d.evidence for d in picture.all(Delivery) if d.purpose_id == prepared}
    assert "played" in evidence[Channel.SPEECH]

    # 6. kill -9 of the gateway in the middle: it comes back, nothing acknowledged is missing, nothing doubled.
    for point in range(1, 6):
        stage_hall.order("alarm", "panel-1", event="fire", loop=9, point=point, text=f"第{point}点（演练）")
    killed = stage_hall.kill_gateway()
    for point in range(6, 11):
        stage_hall.order("alarm", "panel-1", event="fire", loop=9, point=point, text=f"第{point}点（演练）")
    wait(lambda: stage_hall.gateway_pid() not in (None, killed), "the gateway did not come back", 30)
    wait(lambda: len(_loop_nine(picture)) == 10, "a frame got lost", 60)
    wait(lambda: len(stage_hall.acknowledged_frames("panel-1")) >= 11, "the panel still waits", 60)
    spooled = stage_hall.spooled("panel-1")
    acknowledged = stage_hall.acknowledged_frames("panel-1")
    assert set(acknowledged) <= set(spooled), "acknowledged, and not there"
    assert all(alarm.count == 1 for alarm in _loop_nine(picture)), "a repeat was taken for another alarm"
    assert len({alarm.key for alarm in _loop_nine(picture)}) == 10

    # kill -9 of a desk: it reopens with the half-typed entry.
    _half_typed_survives(stage_hall, qtbot)

    verified = stage_hall.journal("verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr


def _loop_nine(picture) -> list[Alarm]:  # type: ignore[no-untyped-def]
    return [a for a in picture.all(Alarm) if a.event == "fire" and "（演练）" in a.text and a.text.startswith("第")]


def _texts(window: QWidget) -> list[str]:
    """Every word that the window's parts say of themselves."""
    out = []
    for part in window.findChildren(QWidget):
        for name in ("text", "toPlainText"):
            read = getattr(part, name, None)
            if callable(read) and part.isVisible():
                out.append(str(read()))
    shown = window.banner.shown()
    return [*out, f"{shown.what} {shown.advice}" if shown else "", window.bar.property("result") or ""]


def _talk(stage_hall: StageHall, qtbot: QtBot, room, seat) -> None:  # type: ignore[no-untyped-def]
    """Hold the key for a while, as an operator does, and let go."""
    room.activateWindow()
    phases: list[str] = []
    stop = seat.bus.subscribe(("levels",), lambda _t, p: phases.extend(c["phase"] for c in p["channels"]))
    try:
        stage_hall.wait(room.isActiveWindow, "the radio room is not in front")
        room.recall.board.setFocus()
        QTest.keyPress(room.windowHandle(), Qt.Key.Key_F12)
        stage_hall.wait(lambda: "air" in phases, "the channel did not go on air", 20)
        started = len(phases)
        stage_hall.wait(lambda: len(phases) > started + 8, "the transmission ended by itself")
        QTest.keyRelease(room.windowHandle(), Qt.Key.Key_F12)
        stage_hall.wait(lambda: any(r.direction == "tx" for r in seat.picture.all(Recording)), "nothing was recorded", 20)
    finally:
        stop()
    recording = next(r for r in seat.picture.all(Recording) if r.direction == "tx")
    room.recall.board.select_id(recording.id)
    room.recall.board.setFocus()
    qtbot.keyClick(room.recall.board, Qt.Key.Key_Return)
    stage_hall.wait(lambda: room.replay.key == recording.id, "the recall does not play")


def _half_typed_survives(stage_hall: StageHall, qtbot: QtBot) -> None:
    child = subprocess.run(
        [sys.executable, "-c", HALF_TYPED], env=dict(os.environ), capture_output=True, text=True, timeout=90, check=False
    )
    assert child.returncode == -9, child.stderr
    seat, stage = stage_hall.seat("desk", "调度三席")
    from console.desk import open_desk

    again = open_desk(seat, stage, None)
    qtbot.addWidget(again)
    seat.engine.start()
    again.show()
    stage_hall.wait(lambda: current_sheet(again) is not None, "the sheet is not open again")
    assert current_sheet(again).values()["text"] == "half typed entry"


HALF_TYPED = """
import os, signal
from pathlib import Path
from PySide6.QtCore import QTimer, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from console import bootstrap
from console.desk import open_desk
from console.founding import drill_account
from console.halls import Hall
from console.models.bridge import Bridge
from console.models.picture import Picture
from console.settings import load
from widgets import theme as look
from widgets.stage import Stage

app = QApplication([])
hall = Hall("drill", Path(os.environ["ONEBOARD_HOME"]))
theme = look.load_theme("dark", 1.0)
look.apply(app, theme)
stage = Stage(theme, parent=app)
bridge, picture = Bridge(), Picture()
bridge.arrived.connect(picture.receive)
seat = bootstrap.build_seat(hall, load(hall.settings_file), drill_account("desk"), "调度三席", picture, bridge.deliver)
desk = open_desk(seat, stage, None)
seat.engine.start()
desk.show()

def type_it():
    QTest.keyClick(desk, Qt.Key.Key_F8)
    field = desk.sheets.current().field("text")
    field.setFocus()
    QTest.keyClicks(field, "half typed entry")
    QTimer.singleShot(1500, lambda: os.kill(os.getpid(), signal.SIGKILL))

QTimer.singleShot(1500, type_it)
app.exec()
"""
