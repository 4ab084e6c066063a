"""Texts over a TETRA terminal: sent, delivered, read; repeated in pairs; never sent twice by two lives of a gateway."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from radio.gateways.heard import Job
from radio.gateways.spool import JobRecord, Spool
from radio.messages import Ack, Alarm, Status, Text
from radio.simulator.ledger import Ledger, read_ledger
from radio.simulator.lines import PtyLine
from radio.simulator.tetra_modem import ModemSettings, Terminal, TetraModem
from tests.radio.hall import Hall, open_hall, pty_wire, wait_for

CREWS = {
    "1001": Terminal("1001", deliver_after_s=0.05, reads_after_s=0.1),
    "1002": Terminal("1002", deliver_after_s=0.05, reads_after_s=None),
    "1003": Terminal("1003", reachable=False),
}
QUICK = {"command_timeout_s": 0.4, "send_timeout_s": 0.6, "retry_pause_s": 0.05}


@contextmanager
def modem(folder: Path, fail_first: int = 0) -> Iterator[TetraModem]:
    line = PtyLine(folder / "lines" / "tetra")
    ledger = Ledger(folder / "tetra.jsonl")
    device = TetraModem("tetra", line, ledger, ModemSettings("9000", CREWS, fail_first))
    device.start()
    try:
        yield device
    finally:
        ended = device.stop()
        line.close()
        ledger.close()
    assert ended


def shown(folder: Path) -> list[tuple[str, str]]:
    """What the crews' terminals showed: who, what."""
    return [(row.serial, row.note) for row in read_ledger(folder / "tetra.jsonl") if row.event == "received"]


def states(hall: Hall, job: str) -> list[str]:
    return [state for state, _ in hall.progress(job)]


def test_a_text_is_sent_delivered_and_read(tmp_path: Path) -> None:
    with modem(tmp_path), open_hall(tmp_path, pty_wire(tmp_path, "tetra", "tetra", **QUICK)) as hall:
        hall.board.dispatch(Job("order-1", "tetra", "text", "1001", "立即转移沿川村群众"))
        hall.board.dispatch(Job("order-2", "tetra", "text", "1002", "stand by"))
        wait_for(lambda: states(hall, "order-1") == ["sent", "delivered", "read"], "order 1 read")
        wait_for(lambda: states(hall, "order-2") == ["sent", "delivered"], "order 2 delivered")
        assert shown(tmp_path) == [("1001", "立即转移沿川村群众"), ("1002", "stand by")]
        acks = [message for message in hall.messages() if isinstance(message, Ack)]
        assert {ack.source for ack in acks if ack.ref == "order-1"} == {"1001"}
        kept = hall.spool.job("order-1")
        assert kept is not None and kept.state == "read"


def test_a_long_text_goes_in_parts_and_reports_once(tmp_path: Path) -> None:
    with modem(tmp_path), open_hall(tmp_path, pty_wire(tmp_path, "tetra", "tetra", **QUICK)) as hall:
        hall.board.dispatch(Job("long", "tetra", "text", "1001", "汛" * 180))
        wait_for(lambda: states(hall, "long") == ["sent", "delivered", "read"], "the long text read")
        assert "".join(text for _, text in shown(tmp_path)) == "汛" * 180
        assert len(shown(tmp_path)) == 3


def test_an_unreachable_terminal_rejects(tmp_path: Path) -> None:
    with modem(tmp_path), open_hall(tmp_path, pty_wire(tmp_path, "tetra", "tetra", **QUICK)) as hall:
        hall.board.dispatch(Job("a", "tetra", "text", "1003", "hello"))
        wait_for(lambda: hall.progress("a")[-1:] == [("rejected", "5A")], "the network's refusal")


def test_after_an_error_the_whole_pair_is_repeated(tmp_path: Path) -> None:
    with modem(tmp_path, fail_first=2), open_hall(tmp_path, pty_wire(tmp_path, "tetra", "tetra", **QUICK)) as hall:
        hall.board.dispatch(Job("a", "tetra", "text", "1001", "hello"))
        wait_for(lambda: states(hall, "a") == ["sent", "delivered", "read"], "the text read at the third try")
        sent = [row.data for row in hall.board.monitor("tetra") if row.direction == "out"]
        pairs = [data[:8] for data in sent if data.startswith((b"AT+CTSDS", b"AT+CMGS"))]
        assert pairs == [b"AT+CTSDS", b"AT+CMGS="] * 3
        assert len(shown(tmp_path)) == 1


def test_errors_without_end_reject(tmp_path: Path) -> None:
    with modem(tmp_path, fail_first=99), open_hall(tmp_path, pty_wire(tmp_path, "tetra", "tetra", **QUICK)) as hall:
        hall.board.dispatch(Job("a", "tetra", "text", "1001", "hello"))
        wait_for(lambda: hall.progress("a") == [("rejected", "cme_35")], "the rejection")


def test_a_terminal_that_does_not_answer_rejects(tmp_path: Path) -> None:
    with modem(tmp_path) as device, open_hall(tmp_path, pty_wire(tmp_path, "tetra", "tetra", **QUICK)) as hall:
        device.deaf = True
        hall.board.dispatch(Job("a", "tetra", "text", "1001", "hello"))
        wait_for(lambda: hall.progress("a") == [("rejected", "no_answer")], "the rejection", limit_s=15)


@pytest.mark.parametrize("address", ["", "abc", "10 01"])
def test_an_address_that_is_none_rejects(tmp_path: Path, address: str) -> None:
    with modem(tmp_path), open_hall(tmp_path, pty_wire(tmp_path, "tetra", "tetra", **QUICK)) as hall:
        hall.board.dispatch(Job("a", "tetra", "text", address, "hello"))
        wait_for(lambda: hall.progress("a") == [("rejected", "bad_params")], "the rejection")


def test_a_job_whose_time_is_over_is_not_sent_even_when_the_line_is_away(tmp_path: Path) -> None:
    with open_hall(tmp_path, pty_wire(tmp_path, "tetra", "tetra", **QUICK)) as hall:
        soon = datetime.now(UTC) + timedelta(seconds=0.3)
        hall.board.dispatch(Job("a", "tetra", "text", "1001", "too late", expires_at=soon))
        wait_for(lambda: hall.progress("a") == [("rejected", "expired")], "the expiry")
        with modem(tmp_path):
            wait_for(lambda: hall.status("tetra").state == "ok", "the line open")
            hall.board.dispatch(Job("b", "tetra", "text", "1001", "in time"))
            wait_for(lambda: states(hall, "b")[-1:] == ["read"], "the second text read")
        assert shown(tmp_path) == [("1001", "in time")]


def test_urgent_texts_go_first(tmp_path: Path) -> None:
    with open_hall(tmp_path, pty_wire(tmp_path, "tetra", "tetra", **QUICK)) as hall:
        for number, priority in enumerate((5, 9, 0, 5)):
            hall.board.dispatch(Job(f"j{number}", "tetra", "text", "1001", f"p{priority} {number}", priority=priority))
        with modem(tmp_path):
            wait_for(lambda: len(shown(tmp_path)) == 4, "all four texts")
        assert [text for _, text in shown(tmp_path)] == ["p0 2", "p5 0", "p5 3", "p9 1"]


def test_dispatching_again_does_not_send_again_in_this_life_or_the_next(tmp_path: Path) -> None:
    job = Job("once", "tetra", "text", "1002", "only once")
    with modem(tmp_path) as device:
        with open_hall(tmp_path, pty_wire(tmp_path, "tetra", "tetra", **QUICK)) as hall:
            hall.board.dispatch(job)
            hall.board.dispatch(job)
            wait_for(lambda: states(hall, "once") == ["sent", "delivered"], "the delivery")
        with open_hall(tmp_path, pty_wire(tmp_path, "tetra", "tetra", **QUICK)) as hall:
            hall.board.dispatch(job)
            hall.board.dispatch(Job("next", "tetra", "text", "1001", "the next one"))
            wait_for(lambda: states(hall, "next")[-1:] == ["read"], "the next text")
            sent = hall.spool.job("once")
            assert sent is not None and sent.ref is not None
            # A report that comes after the restart still finds its job: the crew reads at last.
            device._report_at(0.0, "1002", 0x02, int(sent.ref, 16), "read")
            wait_for(lambda: states(hall, "once") == ["sent", "delivered", "read"], "the late report")
    assert shown(tmp_path) == [("1002", "only once"), ("1001", "the next one")]


def test_a_text_that_was_being_sent_when_the_gateway_died_is_uncertain_and_not_repeated(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "spool.db")
    spool.append([], [JobRecord("doubt", "tetra", "sending", "07", "1001")])
    with modem(tmp_path) as device, open_hall(tmp_path, pty_wire(tmp_path, "tetra", "tetra", **QUICK), spool=spool) as hall:
        assert hall.progress("doubt") == [("uncertain", "gateway_restarted")]
        hall.board.dispatch(Job("doubt", "tetra", "text", "1001", "perhaps sent"))
        hall.board.dispatch(Job("after", "tetra", "text", "1001", "surely sent"))
        wait_for(lambda: states(hall, "after")[-1:] == ["read"], "the next text read")
        assert hall.progress("doubt") == [("uncertain", "gateway_restarted")]
        device._report_at(0.0, "1001", 0x00, 0x07, "delivered")  # it had gone out after all: the report says so
        wait_for(lambda: states(hall, "doubt") == ["uncertain", "delivered"], "the late report")
    assert shown(tmp_path) == [("1001", "surely sent")]


def test_a_line_that_breaks_while_sending_repeats_with_the_same_reference(tmp_path: Path) -> None:
    with modem(tmp_path) as device, open_hall(tmp_path, pty_wire(tmp_path, "tetra", "tetra", send_timeout_s=30)) as hall:
        wait_for(lambda: hall.status("tetra").state == "ok", "the line open")
        wait_for(lambda: hall.status("tetra").bytes_in > 20, "the set-up")
        device.deaf = True
        hall.board.dispatch(Job("a", "tetra", "text", "1001", "hello"))
        wait_for(lambda: any(b"AT+CTSDS" in row.data for row in hall.board.monitor("tetra")), "the pair begun")
        device.line.vanish()
        wait_for(lambda: hall.status("tetra").state == "dead", "the line away")
        device.deaf = False
        device.line.come_back()
        wait_for(lambda: states(hall, "a") == ["sent", "delivered", "read"], "the text read after the return")
        assert len(shown(tmp_path)) == 1


def test_what_crews_send_is_stored_and_then_reported(tmp_path: Path) -> None:
    with modem(tmp_path) as device, open_hall(tmp_path, pty_wire(tmp_path, "tetra", "tetra", **QUICK)) as hall:
        wait_for(lambda: hall.status("tetra").state == "ok", "the line open")
        device.say("1001", "已到达现场")
        device.status("1002", 0x8004)
        device.emergency("1003")
        wait_for(lambda: len(hall.messages()) == 3, "three messages")
        by_kind = {message.type: message for message in hall.messages()}
        text, status, alarm = by_kind["text"], by_kind["status"], by_kind["alarm"]
        assert isinstance(text, Text) and (text.source, text.text) == ("1001", "已到达现场")
        assert isinstance(status, Status) and (status.source, status.code) == ("1002", "8004")
        assert isinstance(alarm, Alarm) and (alarm.source, alarm.event) == ("1003", "panic")
        report = b"AT+CMGS=1001,32\r\n82100001\x1a"
        wait_for(lambda: any(row.data == report for row in hall.board.monitor("tetra")), "the report that the crew asked for")
