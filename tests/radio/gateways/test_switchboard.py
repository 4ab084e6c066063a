"""The switchboard on real lines: what a line may suffer, and what must not be lost in it."""

from __future__ import annotations

import socket
import sqlite3
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from radio.codecs import decoder, gbt26875, gbt26875_build, nmea, sl651_build, tetra_modem, tetra_pdu
from radio.gateways.heard import Job, frames
from radio.gateways.spool import Spool, SpoolError
from radio.gateways.wires import WireConfig
from radio.messages import Alarm, Position, Reading
from radio.simulator.ledger import acknowledged, read_ledger
from radio.simulator.lines import PtyLine
from tests.radio.hall import PANEL_ADDRESS, PANEL_SOURCE, fire_panel, open_hall, pty_wire, wait_for

NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)


@pytest.fixture
def gps(tmp_path: Path) -> Iterator[PtyLine]:
    line = PtyLine(tmp_path / "lines" / "car")
    yield line
    line.close()


def frame(serial: int, data: bytes) -> bytes:
    return gbt26875.encode(gbt26875.Frame(serial=serial, time=NOW, source=PANEL_SOURCE, destination=1, command=gbt26875.SEND, data=data))


def fire(serial: int) -> bytes:
    return frame(serial, gbt26875_build.part_status(gbt26875_build.PartStatus(part_type=40, loop=1, point=serial, status=2, time=NOW)))


def test_an_alarm_is_stored_then_acknowledged_then_told(tmp_path: Path) -> None:
    with fire_panel(tmp_path) as panel, open_hall(tmp_path, pty_wire(tmp_path)) as hall:
        panel.raise_alarm("fire", loop=2, point=10, text="大殿东侧")
        wait_for(panel.idle, "the acknowledgement")
        assert hall.woken.is_set()
        (message,) = hall.messages()
        assert isinstance(message, Alarm)
        assert (message.event, message.state, message.source, message.text) == ("fire", "active", PANEL_ADDRESS, "大殿东侧")
        status = hall.status("panel-1")
        assert status.state == "ok" and status.frames == 1 and status.bytes_out == 30 and status.last_byte_at is not None


def test_no_acknowledgement_while_the_disk_refuses_and_the_light_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("radio.gateways.spool.BUSY_TIMEOUT_S", 0.05)
    spool = Spool(tmp_path / "spool.db")
    with fire_panel(tmp_path) as panel, open_hall(tmp_path, pty_wire(tmp_path), spool=spool) as hall:
        wait_for(lambda: hall.status("panel-1").state == "ok", "the line open")
        other = sqlite3.connect(tmp_path / "spool.db", isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        panel.raise_alarm()
        wait_for(lambda: hall.status("panel-1").error_code == "spool_locked", "the wire's light telling of the disk")
        assert hall.status("panel-1").state == "dead"
        wait_for(lambda: sum(row.event == "sent" for row in read_ledger(panel.ledger.path)) >= 2, "the panel repeating")
        assert hall.status("panel-1").bytes_out == 0 and not acknowledged(panel.ledger.path)
        other.execute("ROLLBACK")
        other.close()
        wait_for(panel.idle, "the acknowledgement once the disk is back")
        wait_for(lambda: hall.status("panel-1").state == "ok", "the light green again")
        assert hall.raws() == acknowledged(panel.ledger.path)


def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "spool.db", max_bytes=90_000)
    with fire_panel(tmp_path) as panel, open_hall(tmp_path, pty_wire(tmp_path), spool=spool) as hall:
        for number in range(300):
            panel.raise_alarm(point=number)
        wait_for(lambda: hall.status("panel-1").error_code == "spool_full", "the disk full")
        spool.set_limit(None)
        wait_for(panel.idle, "everything acknowledged once there is room", limit_s=20)
        assert hall.raws() == acknowledged(panel.ledger.path)
        assert len(hall.raws()) == 300


def test_what_nobody_repeats_is_held_until_the_disk_is_back(tmp_path: Path, gps: PtyLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("radio.gateways.spool.BUSY_TIMEOUT_S", 0.05)
    spool = Spool(tmp_path / "spool.db")
    with open_hall(tmp_path, pty_wire(tmp_path, "car", "nmea"), spool=spool) as hall:
        wait_for(lambda: hall.status("car").state == "ok", "the line open")
        other = sqlite3.connect(tmp_path / "spool.db", isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        gps.write(nmea.mwv(10, 1.0))
        wait_for(lambda: hall.status("car").error_code == "spool_locked", "the light telling of the disk")
        gps.write(nmea.mwv(20, 2.0))
        other.execute("ROLLBACK")
        other.close()
        wait_for(lambda: len(hall.spool.read(0)) == 2, "both readings")
        assert [r.value for r in hall.messages() if isinstance(r, Reading) and r.element == "wind_speed"] == [1.0, 2.0]


def test_a_flood_is_taken_in_order_and_every_acknowledged_frame_is_in_the_spool(tmp_path: Path) -> None:
    with fire_panel(tmp_path, ack_timeout_s=5) as panel, open_hall(tmp_path, pty_wire(tmp_path)) as hall:
        for number in range(2000):
            panel.raise_alarm(point=number)
        wait_for(panel.idle, "2,000 acknowledgements", limit_s=60)
        acked = acknowledged(panel.ledger.path)
        assert len(acked) == 2000
        assert hall.raws() == acked


def test_garbage_cut_frames_and_wrong_sums_are_counted_and_the_next_frame_is_heard(tmp_path: Path) -> None:
    with fire_panel(tmp_path) as panel, open_hall(tmp_path, pty_wire(tmp_path)) as hall:
        panel.line.garble(b"\x00\xff@@ noise ## \x7f" * 5)
        panel.raise_alarm(point=1)
        wait_for(panel.idle, "the frame behind the garbage")
        panel.line.cut_next()
        panel.raise_alarm(point=2)
        wait_for(panel.idle, "the repeat after half a frame")
        broken = bytearray(fire(77))
        broken[30] ^= 0x10
        panel.line.garble(bytes(broken))
        wait_for(lambda: "checksum" in dict(hall.status("panel-1").fault_reasons), "the wrong sum counted")
        panel.raise_alarm(point=3)
        wait_for(panel.idle, "the frame after the wrong sum")
        assert len(hall.messages()) == 3, "nothing of the broken bytes became a message"
        status = hall.status("panel-1")
        assert status.faults == sum(count for _, count in status.fault_reasons) >= 3
        notes = [row for row in hall.board.monitor("panel-1") if row.direction == "fault"]
        assert any("checksum" in row.note and row.data == bytes(broken) for row in notes)


def test_an_unplugged_line_is_said_in_time_and_what_was_raised_meanwhile_comes(tmp_path: Path) -> None:
    with fire_panel(tmp_path) as panel, open_hall(tmp_path, pty_wire(tmp_path)) as hall:
        wait_for(lambda: hall.status("panel-1").state == "ok", "the line open")
        panel.line.vanish()
        wait_for(lambda: hall.status("panel-1").state == "dead", "the dead line said", limit_s=3)
        assert hall.status("panel-1").error_code in ("unplugged", "missing")
        panel.raise_alarm()
        panel.line.come_back()
        wait_for(panel.idle, "the alarm after the return")
        assert hall.status("panel-1").state == "ok"
        assert hall.raws() == acknowledged(panel.ledger.path)


def test_a_second_program_on_the_port_is_told_and_the_first_goes_on(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    with fire_panel(tmp_path) as panel, open_hall(tmp_path, pty_wire(tmp_path)) as hall:
        wait_for(lambda: hall.status("panel-1").state == "ok", "the first has the line")
        with open_hall(tmp_path / "other", pty_wire(tmp_path)) as second:
            wait_for(lambda: second.status("panel-1").error_code == "busy", "the second told that it is busy")
            panel.raise_alarm()
            wait_for(panel.idle, "the acknowledgement from the first")
            assert len(hall.messages()) == 1 and second.messages() == []


def test_a_line_that_says_nothing_is_silent_not_ok(tmp_path: Path) -> None:
    with fire_panel(tmp_path) as panel, open_hall(tmp_path, pty_wire(tmp_path, silent_after_s=0.3)) as hall:
        wait_for(lambda: hall.status("panel-1").state == "ok", "the line open")
        wait_for(lambda: hall.status("panel-1").state == "silent", "the silence noticed")
        panel.raise_alarm()
        wait_for(lambda: hall.status("panel-1").state == "ok", "the voice noticed")


def test_a_repeat_of_the_sender_is_answered_again_and_stored_once(tmp_path: Path, gps: PtyLine) -> None:
    with open_hall(tmp_path, pty_wire(tmp_path, "car", "gbt26875")) as hall:
        wait_for(lambda: hall.status("car").state == "ok", "the line open")
        gps.write(fire(5) + fire(5))
        gps.write(fire(6) + fire(5))
        wait_for(lambda: hall.status("car").bytes_out == 4 * 30, "four acknowledgements")
        assert hall.raws() == [fire(5).hex(), fire(6).hex()]


def test_the_retry_window_does_not_run_while_the_line_is_cut(tmp_path: Path, gps: PtyLine) -> None:
    spool = Spool(tmp_path / "spool.db", retry_window_s=0.4)
    with open_hall(tmp_path, pty_wire(tmp_path, "car", "gbt26875"), spool=spool) as hall:

        def send(answers: int) -> None:
            wait_for(lambda: hall.status("car").state == "ok", "the line open")
            gps.write(fire(5))
            wait_for(lambda: hall.status("car").bytes_out == answers * 30, f"answer {answers}")

        def let_pass(seconds: float) -> None:
            until = time.monotonic() + seconds
            wait_for(lambda: time.monotonic() > until, "time to pass")

        send(1)
        gps.vanish()
        wait_for(lambda: hall.status("car").state == "dead", "the cut noticed")
        let_pass(0.8)
        gps.come_back()
        send(2)
        assert len(hall.raws()) == 1, "the panel could not have been answered: a repeat"
        let_pass(0.8)
        send(3)
        assert len(hall.raws()) == 2, "long after its answer: a panel that began anew"


def test_a_disk_that_is_away_at_the_start_stops_no_positions(tmp_path: Path, gps: PtyLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("radio.gateways.spool.BUSY_TIMEOUT_S", 0.05)
    path = tmp_path / "spool.db"
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with open_hall(tmp_path, pty_wire(tmp_path, "car", "nmea"), spool=Spool(path)) as hall:
        wait_for(lambda: hall.status("car").state == "ok", "the line open")
        gps.write(nmea.gga(NOW, 34.5, 105.5))
        wait_for(hall.board.take_transient, "the position")
        with pytest.raises(SpoolError):
            hall.board.dispatch(Job("a", "car", "text", "1", "hello"))
        other.execute("ROLLBACK")
        other.close()
        hall.board.dispatch(Job("a", "car", "text", "1", "hello"))
        wait_for(lambda: hall.progress("a") == [("rejected", "unsupported")], "the dispatch once the disk is back")


def test_heartbeats_that_are_acknowledged_are_kept_others_only_pass(tmp_path: Path, gps: PtyLine) -> None:
    with open_hall(tmp_path, pty_wire(tmp_path, "car", "gbt26875")) as hall:
        wait_for(lambda: hall.status("car").state == "ok", "the line open")
        gps.write(frame(1, b""))
        wait_for(lambda: hall.status("car").bytes_out == 30, "the acknowledgement")
        assert [message.type for message in hall.messages()] == ["heartbeat"]
    beat = sl651_build.heartbeat(station="0012345678", serial=1, sent=NOW)
    (tmp_path / "second").mkdir()
    with open_hall(tmp_path / "second", pty_wire(tmp_path, "car", "sl651")) as hall:
        wait_for(lambda: hall.status("car").state == "ok", "the line open")
        gps.write(beat)
        wait_for(lambda: hall.status("car").frames == 1, "the heartbeat")
        assert [heard.messages[0].type for heard in hall.board.take_transient()] == ["heartbeat"]
        assert hall.messages() == [] and hall.status("car").bytes_out == 0


def test_positions_are_merged_to_the_newest_and_belong_to_the_line(tmp_path: Path, gps: PtyLine) -> None:
    with open_hall(tmp_path, pty_wire(tmp_path, "car", "nmea")) as hall:
        wait_for(lambda: hall.status("car").state == "ok", "the line open")
        for second in range(30):
            at = NOW.replace(second=second)
            gps.write(nmea.gga(at, 34.5, 105.0 + second / 100, alt_m=1200) + nmea.rmc(at, 34.5, 105.0 + second / 100, speed_kmh=36))
        wait_for(lambda: hall.status("car").frames == 60, "60 sentences")
        (heard,) = hall.board.take_transient()
        (position,) = heard.messages
        assert isinstance(position, Position)
        assert heard.source == position.source == "car"
        assert position.lon == pytest.approx(105.29) and position.time == NOW.replace(second=29)
        assert position.alt_m == 1200 and position.speed_kmh == pytest.approx(36, abs=0.01)
        assert hall.board.take_transient() == []
        assert hall.board.transient_merged == 59 and hall.board.transient_dropped == 0
        assert hall.messages() == []


def test_readings_of_a_nameless_mast_are_kept_one_by_one_under_the_hint(tmp_path: Path, gps: PtyLine) -> None:
    wire = WireConfig("car", "mast", "nmea", str(tmp_path / "lines" / "car"), source_hint="mast 1")
    with open_hall(tmp_path, wire) as hall:
        wait_for(lambda: hall.status("car").state == "ok", "the line open")
        gps.write(nmea.mwv(120, 3.5) * 2)  # twice the same wind is two readings, not a repeat
        wait_for(lambda: len(hall.spool.read(0)) == 2, "two frames")
        readings = [message for message in hall.messages() if isinstance(message, Reading)]
        assert {reading.source for reading in readings} == {"mast 1"}


def test_terminals_of_one_port_are_answered_each_for_itself(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with open_hall(tmp_path, WireConfig("dtu", "dtu", "gbt26875", f"tcp-listen://127.0.0.1:{port}")) as hall:
        wait_for(lambda: hall.status("dtu").state == "ok", "the port open")
        callers = [socket.create_connection(("127.0.0.1", port), timeout=5) for _ in range(20)]
        for number, caller in enumerate(callers):
            caller.sendall(fire(number)[:20])  # every terminal stops in the middle of its frame
        wait_for(lambda: hall.status("dtu").peers == 20, "20 terminals")
        for number, caller in enumerate(callers):
            caller.sendall(fire(number)[20:])
        for number, caller in enumerate(callers):
            with caller.makefile("rb") as answers:
                answer = gbt26875.parse(answers.read(30))
            assert (answer.command, answer.serial, answer.destination) == (gbt26875.ACK, number, PANEL_SOURCE)
            caller.close()
        assert sorted(hall.raws()) == sorted(fire(number).hex() for number in range(20))
        wait_for(lambda: hall.status("dtu").peers == 0, "the hang-ups")


def test_a_wire_of_an_unknown_protocol_is_shown_dead_and_refuses_jobs(tmp_path: Path) -> None:
    with open_hall(tmp_path, WireConfig("x", "x", "nobody-speaks-this", "tcp://127.0.0.1:1")) as hall:
        assert (hall.status("x").state, hall.status("x").error_code) == ("dead", "no_codec")
        hall.board.dispatch(Job("a", "x", "text", "1", "hello"))
        hall.board.dispatch(Job("b", "not-there", "text", "1", "hello"))
        assert hall.progress("a") == [("rejected", "no_codec")]
        assert hall.progress("b") == [("rejected", "no_such_wire")]


def test_a_wire_that_cannot_send_says_so(tmp_path: Path, gps: PtyLine) -> None:
    with open_hall(tmp_path, pty_wire(tmp_path, "car", "nmea")) as hall:
        hall.board.dispatch(Job("a", "car", "text", "1", "hello"))
        wait_for(lambda: hall.progress("a") == [("rejected", "unsupported")], "the refusal")


def test_a_decoder_that_breaks_is_logged_and_the_line_goes_on(
    tmp_path: Path, gps: PtyLine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    real = gbt26875.Decoder.feed
    bombs = [RuntimeError("a bug of ours")]

    def feed(self: gbt26875.Decoder, data: bytes, now: datetime) -> object:
        if bombs and data == b"boom":
            raise bombs.pop()
        return real(self, data, now)

    monkeypatch.setattr(gbt26875.Decoder, "feed", feed)
    with open_hall(tmp_path, pty_wire(tmp_path, "car", "gbt26875")) as hall:
        wait_for(lambda: hall.status("car").state == "ok", "the line open")
        gps.write(b"boom")
        wait_for(lambda: not bombs, "the bug met")
        gps.write(fire(1))
        wait_for(lambda: hall.raws() == [fire(1).hex()], "the frame after the bug")
    assert b"boom".hex() in caplog.text


@pytest.mark.parametrize(
    ("protocol", "bytes_of_frame"),
    [
        ("gbt26875", fire(1)),
        (
            "sl651",
            sl651_build.report(station="0012345678", serial=1, sent=NOW, observed=NOW, values=[("rain_total", 1.0), ("rain_1h", 2.0)]),
        ),
        ("nmea", nmea.mwv(120, 3.5)),
        ("tetra", tetra_modem.short_data("1001", "9000", tetra_pdu.encode(tetra_pdu.Transfer(text="hi", ref=1, report="received")))),
    ],
)
def test_the_same_bytes_twice_are_two_frames_with_all_they_mean(protocol: str, bytes_of_frame: bytes) -> None:
    once = frames(decoder(protocol).feed(bytes_of_frame, NOW))
    twice = frames(decoder(protocol).feed(bytes_of_frame * 2, NOW))
    assert len(once) == 1
    assert [(f.messages, f.replies) for f in twice] == [(f.messages, f.replies) for f in once * 2]
