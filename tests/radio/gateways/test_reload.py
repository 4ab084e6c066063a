"""Other settings while the wires run: whoever did not change loses no byte, whoever did loses no frame, and a slip stops nobody."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from radio.gateways.heard import Job
from radio.gateways.spool import JobRecord
from radio.gateways.trial import try_wire
from radio.gateways.wires import BadWire, WireConfig, WireStatus
from radio.simulator.ledger import acknowledged, read_ledger
from radio.simulator.lines import PtyLine
from tests.radio.broker import running_broker
from tests.radio.gateways.test_switchboard import fire
from tests.radio.gateways.test_tetra import QUICK, modem, shown
from tests.radio.hall import fire_panel, open_hall, pty_wire, wait_for


@pytest.fixture
def car(tmp_path: Path) -> Iterator[PtyLine]:
    line = PtyLine(tmp_path / "lines" / "car")
    yield line
    line.close()


def test_a_wire_that_did_not_change_runs_on_while_others_come_and_go(tmp_path: Path, car: PtyLine) -> None:
    panel_wire, car_wire = pty_wire(tmp_path), pty_wire(tmp_path, "car", "gbt26875")
    with fire_panel(tmp_path, ack_timeout_s=5) as panel, open_hall(tmp_path, panel_wire, car_wire) as hall:
        wait_for(lambda: {s.state for s in hall.board.statuses()} == {"ok"}, "both lines open")
        opened = hall.status("panel-1").opened_at
        for number in range(600):
            panel.raise_alarm(point=number)
        for number in range(6):
            other = WireConfig(f"new-{number}", "new", "nmea", "tcp-listen://127.0.0.1:0")
            hall.board.reload([other, panel_wire] if number % 2 else [panel_wire, car_wire, other])
        wait_for(panel.idle, "every acknowledgement", limit_s=20)
        rows = read_ledger(panel.ledger.path)
        assert sum(row.event == "sent" for row in rows) == 600, "the panel had to repeat nothing"
        assert hall.raws() == acknowledged(panel.ledger.path)
        wait_for(lambda: hall.status("panel-1").frames == 600, "the figures of all frames")
        assert hall.status("panel-1").opened_at == opened
        assert [status.name for status in hall.board.statuses()] == ["new-5", "panel-1"], "in the order of the settings"


def test_a_wire_that_changed_is_opened_anew_and_no_acknowledged_frame_is_lost(tmp_path: Path) -> None:
    wire = pty_wire(tmp_path)
    with fire_panel(tmp_path, later_s=0.1) as panel, open_hall(tmp_path, wire) as hall:
        for number in range(400):
            panel.raise_alarm(point=number)
        for baud in (19200, 9600, 4800, 9600):
            before = len(acknowledged(panel.ledger.path))
            wait_for(lambda seen=before: len(acknowledged(panel.ledger.path)) > seen, "frames between two changes")
            hall.board.reload([replace(wire, baud=baud)])
        wait_for(panel.idle, "every acknowledgement", limit_s=30)
        acked = acknowledged(panel.ledger.path)
        assert hall.raws() == acked and len(acked) == 400


def test_another_label_needs_no_new_line(tmp_path: Path, car: PtyLine) -> None:
    wire = pty_wire(tmp_path, "car", "gbt26875")
    with open_hall(tmp_path, wire) as hall:
        wait_for(lambda: hall.status("car").state == "ok", "the line open")
        opened = hall.status("car").opened_at
        hall.board.reload([replace(wire, label="指挥车", options={"silent_after_s": 0.2})])
        wait_for(lambda: hall.status("car").state == "silent", "the new patience")
        assert (hall.status("car").label, hall.status("car").opened_at) == ("指挥车", opened)
        car.write(fire(1))
        wait_for(lambda: hall.status("car").frames == 1, "the frame")


def test_a_wire_that_is_gone_closes_its_line_and_takes_no_jobs(tmp_path: Path, car: PtyLine) -> None:
    with open_hall(tmp_path, pty_wire(tmp_path, "car", "nmea")) as hall:
        wait_for(lambda: hall.status("car").state == "ok", "the line open")
        hall.board.reload([])
        assert hall.board.statuses() == []
        hall.board.dispatch(Job("a", "car", "text", "1", "hello"))
        assert hall.progress("a") == [("rejected", "no_such_wire")]
        (tmp_path / "second").mkdir()
        with open_hall(tmp_path / "second", pty_wire(tmp_path, "car", "nmea")) as second:
            wait_for(lambda: second.status("car").state == "ok", "the line free for another")


def test_what_waited_on_a_changed_wire_is_sent_when_it_is_asked_for_again(tmp_path: Path) -> None:
    nowhere = replace(pty_wire(tmp_path, "tetra", "tetra", **QUICK), link=str(tmp_path / "lines" / "nobody"))
    with open_hall(tmp_path, nowhere) as hall:
        job = Job("order-1", "tetra", "text", "1001", "集合")
        hall.board.dispatch(job)
        wait_for(lambda: hall.status("tetra").state == "dead", "the dead line")
        with modem(tmp_path):
            hall.board.reload([pty_wire(tmp_path, "tetra", "tetra", **QUICK)])
            hall.board.dispatch(job)  # as the outbox does with all that is queued
            wait_for(lambda: [state for state, _ in hall.progress("order-1")] == ["sent", "delivered", "read"], "the text read")
            hall.board.dispatch(job)
            assert shown(tmp_path) == [("1001", "集合")]


def test_what_was_on_its_way_is_uncertain_and_never_sent_twice(tmp_path: Path, car: PtyLine) -> None:
    wire = pty_wire(tmp_path, "car", "tetra", send_timeout_s=30)
    with open_hall(tmp_path, wire) as hall:
        job = Job("order-1", "car", "text", "1001", "集合")
        wait_for(lambda: hall.status("car").state == "ok", "the line open")
        hall.spool.append([], [JobRecord("order-1", "car", "sending", "7", "1001")])
        hall.board.reload([replace(wire, baud=19200)])
        assert hall.progress("order-1") == [("uncertain", "gateway_restarted")]
        hall.board.dispatch(job)
        assert hall.progress("order-1") == [("uncertain", "gateway_restarted")]


def test_a_wire_that_cannot_be_made_is_dead_with_its_reason_and_the_others_run(tmp_path: Path, car: PtyLine) -> None:
    relay = WireConfig("relay", "继电器", "modbus", "tcp://127.0.0.1:1", options={"map": "no-such-map"})
    with open_hall(tmp_path, relay, pty_wire(tmp_path, "car", "gbt26875")) as hall:
        wait_for(lambda: hall.status("car").state == "ok", "the line open")
        assert (hall.status("relay").state, hall.status("relay").error_code) == ("dead", "settings")
        hall.board.reload([pty_wire(tmp_path, "car", "gbt26875")], [BadWire("gps", "指挥车", "nema", "line 18: unknown protocol")])
        bad = hall.status("gps")
        assert (bad.state, bad.error_code, bad.label, bad.error_detail) == ("dead", "settings", "指挥车", "line 18: unknown protocol")
        hall.board.dispatch(Job("a", "gps", "text", "1", "hello"))
        assert hall.progress("a") == [("rejected", "settings")]


# ---- on trial ----------------------------------------------------------------------------------------------------------


def test_a_trial_hears_and_says_nothing(tmp_path: Path) -> None:
    stop, seen = threading.Event(), []

    def heard(status: object) -> None:
        seen.append(status)
        if status.frames:  # type: ignore[attr-defined]
            stop.set()

    with fire_panel(tmp_path) as panel:
        panel.raise_alarm(text="大殿")
        found = try_wire(pty_wire(tmp_path), 8.0, stop, heard)
        assert found.status.state == "ok" and found.status.frames >= 1 and found.status.bytes_out == 0
        assert found.sources == ("000000620502",)
        assert {row.direction for row in found.rows} >= {"in", "frame"}
        assert not acknowledged(panel.ledger.path), "what was heard on trial was not taken"
        with open_hall(tmp_path, pty_wire(tmp_path)) as hall:
            wait_for(panel.idle, "the panel repeats it to the wire in service")
            assert len(hall.messages()) == 1
    assert len(seen) > 1


def test_a_trial_of_what_is_not_there_ends_soon_and_says_why(tmp_path: Path) -> None:
    began = time.monotonic()
    found = try_wire(pty_wire(tmp_path, "nobody"), 30.0, threading.Event())
    assert (found.status.state, found.status.error_code) == ("dead", "missing")
    assert time.monotonic() - began < 8


def test_a_trial_of_a_listening_port_answers_no_caller(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    stop, result = threading.Event(), []
    wire = WireConfig("dtu", "dtu", "gbt26875", f"tcp-listen://127.0.0.1:{port}")
    thread = threading.Thread(
        target=lambda: result.append(try_wire(wire, 10.0, stop, lambda s: stop.set() if s.frames == 2 else None))
    )
    thread.start()

    def call() -> socket.socket | None:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=5)
        except OSError:
            return None

    callers: list[socket.socket] = []
    wait_for(lambda: (made := call()) is not None and not callers.append(made), "the port open")
    callers[0].sendall(fire(1) + fire(2))
    thread.join(15)
    assert callers[0].recv(100) == b"", "hung up without an answer"
    callers[0].close()
    assert result[0].status.frames == 2 and result[0].status.peers == 1


def test_a_trial_takes_nothing_from_a_broker_that_keeps_it_for_the_wire(tmp_path: Path) -> None:
    with running_broker(tmp_path) as broker:
        wire = WireConfig("dtu", "dtu", "gbt26875", f"mqtt://127.0.0.1:{broker.port}/up")
        (tmp_path / "first").mkdir()
        with open_hall(tmp_path / "first", wire) as hall:
            wait_for(lambda: hall.status("dtu").state == "ok", "the session")
        broker.publish("up", fire(1))  # kept by the broker: the wire is out of service
        stop = threading.Event()
        found: list[int] = []

        def heard(status: WireStatus) -> None:
            if status.state == "ok" and not found:
                found.append(0)
                broker.publish("up", fire(2))
            if status.frames:
                stop.set()

        trial = try_wire(wire, 10.0, stop, heard)
        assert trial.status.frames == 1 and trial.status.bytes_out == 0, "what comes meanwhile, and not what was kept"
        with open_hall(tmp_path, wire) as hall:
            wait_for(lambda: hall.raws() == [fire(1).hex(), fire(2).hex()], "both, in service")
