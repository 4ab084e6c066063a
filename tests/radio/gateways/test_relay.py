"""Sirens on a relay board: a pulse, read back closed, read back open; and every way in which a board can fail to."""

from __future__ import annotations

import select
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from radio.gateways.heard import Job
from radio.gateways.relay_map import load_relay_map
from radio.gateways.spool import JobRecord, Spool
from radio.gateways.wires import WireConfig
from radio.links.serial_link import SerialSettings, open_port
from radio.simulator.ledger import Ledger, read_ledger
from radio.simulator.lines import PtyLine
from radio.simulator.relay_board import BoardSettings, RelayBoard
from tests.radio.hall import Hall, open_hall, pty_wire, wait_for


@contextmanager
def board(folder: Path, **built: bool) -> Iterator[RelayBoard]:
    line = PtyLine(folder / "lines" / "siren")
    ledger = Ledger(folder / "siren.jsonl")
    device = RelayBoard("siren", line, ledger, BoardSettings(**built))  # type: ignore[arg-type]
    device.start()
    try:
        yield device
    finally:
        ended = device.stop()
        line.close()
        ledger.close()
    assert ended


def siren(folder: Path, **options: object) -> WireConfig:
    return pty_wire(folder, "siren", "modbus", **{"poll_s": 0.1, "answer_timeout_s": 0.2, **options})


def sound(job_id: str = "warn-1", channel: int = 1, pulse_s: float = 0.6) -> Job:
    return Job(job_id, "siren", "relay", f"siren/{channel}", params={"pulse_s": pulse_s})


def moves(folder: Path) -> list[tuple[str, str]]:
    """What the relays did, by the board's own book."""
    return [(row.event, row.serial) for row in read_ledger(folder / "siren.jsonl")]


def ok(hall: Hall) -> bool:
    return hall.status("siren").state == "ok"


def test_a_pulse_closes_is_read_back_and_opens_again(tmp_path: Path) -> None:
    with board(tmp_path), open_hall(tmp_path, siren(tmp_path)) as hall:
        hall.board.dispatch(sound(channel=3))
        hall.board.dispatch(sound(channel=3))
        wait_for(lambda: len(hall.progress("warn-1")) == 3, "the whole pulse")
        assert hall.progress("warn-1") == [("accepted", "pulse_set"), ("delivered", "closed"), ("read", "opened")]
        assert moves(tmp_path) == [("closed", "3"), ("opened", "3")]
        status = hall.status("siren")
        assert status.bytes_in > 0 and status.bytes_out > 0 and status.last_byte_at is not None


def test_two_channels_sound_at_once_and_each_has_its_receipt(tmp_path: Path) -> None:
    with board(tmp_path) as device, open_hall(tmp_path, siren(tmp_path)) as hall:
        hall.board.dispatch(sound("a", 1, 1.0))
        hall.board.dispatch(sound("b", 2, 1.0))
        wait_for(lambda: device.coils()[:2] == (True, True), "both closed")
        wait_for(lambda: [hall.progress(job)[-1:] for job in "ab"] == [[("read", "opened")]] * 2, "both open again")


def test_a_board_with_the_modes_swapped_is_found_out_and_opened_by_force(tmp_path: Path) -> None:
    with board(tmp_path, swapped=True) as device, open_hall(tmp_path, siren(tmp_path)) as hall:
        hall.board.dispatch(sound())
        wait_for(lambda: hall.progress("warn-1")[-1:] == [("rejected", "forced_open")], "the forced opening")
        assert ("rejected", "not_closed") in hall.progress("warn-1")
        assert device.coils()[0] is False


def test_a_relay_that_sticks_is_opened_by_force(tmp_path: Path) -> None:
    with board(tmp_path, sticky=True) as device, open_hall(tmp_path, siren(tmp_path)) as hall:
        hall.board.dispatch(sound())
        wait_for(lambda: hall.progress("warn-1")[-1:] == [("rejected", "forced_open")], "the forced opening")
        assert ("delivered", "closed") in hall.progress("warn-1")
        assert device.coils()[0] is False


def test_a_relay_that_cannot_be_opened_is_said_to_be_stuck(tmp_path: Path) -> None:
    with board(tmp_path, welded=True), open_hall(tmp_path, siren(tmp_path)) as hall:
        hall.board.dispatch(sound())
        wait_for(lambda: hall.progress("warn-1")[-1:] == [("rejected", "stuck_closed")], "the word that it still sounds")


def test_a_board_that_does_not_answer_rejects_and_its_light_says_so(tmp_path: Path) -> None:
    with board(tmp_path) as device, open_hall(tmp_path, siren(tmp_path)) as hall:
        wait_for(lambda: ok(hall), "the board there")
        device.silent = True
        wait_for(lambda: hall.status("siren").error_code == "no_answer", "the silence said", limit_s=3)
        assert hall.status("siren").state == "dead"
        hall.board.dispatch(sound())
        wait_for(lambda: hall.progress("warn-1") == [("rejected", "no_answer")], "the rejection")
        device.silent = False
        wait_for(lambda: ok(hall), "the board back")
        assert device.pulses == 0


def test_a_lost_answer_is_settled_by_the_coil_not_by_a_second_pulse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with board(tmp_path) as device, open_hall(tmp_path, siren(tmp_path)) as hall:
        wait_for(lambda: ok(hall), "the board there")
        answer = device.line.write

        def lose_one(data: bytes) -> bool:
            if data[1] == 0x10:
                monkeypatch.setattr(device.line, "write", answer)
                return True
            return answer(data)

        monkeypatch.setattr(device.line, "write", lose_one)
        hall.board.dispatch(sound(pulse_s=1.0))
        wait_for(lambda: hall.progress("warn-1")[-1:] == [("read", "opened")], "the whole pulse")
        assert device.pulses == 1


def test_an_unplugged_bus_waits_and_a_late_siren_does_not_sound(tmp_path: Path) -> None:
    with board(tmp_path) as device, open_hall(tmp_path, siren(tmp_path)) as hall:
        wait_for(lambda: ok(hall), "the board there")
        device.line.vanish()
        wait_for(lambda: hall.status("siren").state == "dead", "the dead bus said", limit_s=3)
        soon = datetime.now(UTC) + timedelta(seconds=0.3)
        hall.board.dispatch(Job("late", "siren", "relay", "siren/1", params={"pulse_s": 1}, expires_at=soon))
        hall.board.dispatch(sound("waits"))
        wait_for(lambda: hall.progress("late") == [("rejected", "expired")], "the expiry")
        device.line.come_back()
        wait_for(lambda: hall.progress("waits")[-1:] == [("read", "opened")], "the one that waited")
        assert device.pulses == 1


@pytest.mark.parametrize(
    ("job", "code"),
    [
        (Job("x", "siren", "relay", "siren/9", params={"pulse_s": 1}), "bad_params"),
        (Job("x", "siren", "relay", "siren/1", params={"pulse_s": 100000}), "bad_params"),
        (Job("x", "siren", "relay", "siren", params={"pulse_s": 1}), "bad_params"),
        (Job("x", "siren", "text", "siren/1", "hello"), "unsupported"),
    ],
)
def test_what_no_board_can_do_is_rejected(tmp_path: Path, job: Job, code: str) -> None:
    with board(tmp_path) as device, open_hall(tmp_path, siren(tmp_path)) as hall:
        hall.board.dispatch(job)
        wait_for(lambda: hall.progress("x") == [("rejected", code)], "the rejection")
        assert device.pulses == 0


def test_a_siren_that_was_being_sounded_when_the_gateway_died_does_not_sound_again(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "spool.db")
    spool.append([], [JobRecord("warn-1", "siren", "sending", None, "siren/1")])
    with board(tmp_path) as device, open_hall(tmp_path, siren(tmp_path), spool=spool) as hall:
        hall.board.dispatch(sound())
        hall.board.dispatch(sound("warn-2"))
        wait_for(lambda: hall.progress("warn-2")[-1:] == [("read", "opened")], "the next siren")
        assert hall.progress("warn-1") == [("uncertain", "gateway_restarted")]
        assert device.pulses == 1


def serial_server(listener: socket.socket, path: Path, stop: threading.Event) -> None:
    """A serial server in raw mode: one caller, bytes to and from a serial line."""
    port = open_port(SerialSettings(str(path)))
    caller, _ = listener.accept()
    with caller:
        while not stop.is_set():
            readable, _, _ = select.select([caller, port.fileno()], [], [], 0.02)
            if caller in readable:
                data = caller.recv(1024)
                if not data:
                    break
                port.write(data)
            if port.fileno() in readable:
                caller.sendall(port.read(port.in_waiting or 1))
    port.close()


def test_rtu_over_tcp_through_a_serial_server(tmp_path: Path) -> None:
    stop = threading.Event()
    with board(tmp_path), socket.create_server(("127.0.0.1", 0)) as listener:
        server = threading.Thread(target=serial_server, args=(listener, tmp_path / "lines" / "siren", stop))
        server.start()
        link = f"tcp://127.0.0.1:{listener.getsockname()[1]}"
        wire = WireConfig("siren", "siren", "modbus", link, options={"poll_s": 0.1})
        with open_hall(tmp_path, wire) as hall:
            hall.board.dispatch(sound(channel=2))
            wait_for(lambda: hall.progress("warn-1")[-1:] == [("read", "opened")], "the whole pulse")
            assert moves(tmp_path) == [("closed", "2"), ("opened", "2")]
        stop.set()
        server.join(3)
        assert not server.is_alive()


def test_the_frames_are_those_of_the_sheet(tmp_path: Path) -> None:
    """FE 10 00 03 00 02 04 00 04 00 0A 41 6B: relay 1, mode 4, 1.0 s."""
    with board(tmp_path), open_hall(tmp_path, siren(tmp_path)) as hall:
        hall.board.dispatch(sound(pulse_s=1.0))
        wait_for(lambda: len(hall.progress("warn-1")) >= 2, "the pulse set")
        sent = [row.data.hex(" ").upper() for row in hall.board.monitor("siren") if row.direction == "out"]
        assert "FE 10 00 03 00 02 04 00 04 00 0A 41 6B" in sent
        assert "FE 01 00 00 00 04 29 C6" in sent


def test_the_catalogue_s_map() -> None:
    relays = load_relay_map("relay_fe")
    assert [relays.pulse_register(channel) for channel in (1, 2, 3, 4)] == [0x03, 0x08, 0x0D, 0x12]
    assert relays.device_id == 0xFE and relays.coil(1) == 0
