"""Serial lines on real pseudo-terminals, and over RFC 2217."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import serial
from serial.rfc2217 import PortManager

from radio.links.base import Backoff, Chunk, LinkError
from radio.links.serial_link import SerialLink, SerialSettings, open_port
from radio.simulator.lines import PtyLine
from tests.radio.hall import Listener, wait_for


@pytest.fixture
def line(tmp_path: Path) -> Iterator[PtyLine]:
    far_end = PtyLine(tmp_path / "tty")
    yield far_end
    far_end.close()


@contextmanager
def linked(settings: SerialSettings, sink: Listener) -> Iterator[SerialLink]:
    link = SerialLink("line", settings, Backoff((0.05, 0.1)))
    link.start(sink)
    try:
        yield link
    finally:
        ended = link.stop()
    assert ended
    assert sink.state == "closed"


def far_reads(line: PtyLine, size: int) -> bytes:
    got = b""

    def enough() -> bool:
        nonlocal got
        got += line.read(0.05)
        return len(got) >= size

    wait_for(enough, f"{size} bytes at the far end")
    return got


def test_bytes_pass_both_ways_unchanged(tmp_path: Path, line: PtyLine) -> None:
    every_byte = bytes(range(256))
    sink = Listener(answer=lambda chunk: chunk.data)
    with linked(SerialSettings(str(tmp_path / "tty"), baud=115200), sink):
        wait_for(lambda: sink.state == "open", "the line open")
        line.write(every_byte)
        assert far_reads(line, 256) == every_byte
    assert sink.heard[""] == every_byte


def test_what_the_sink_wants_to_say_goes_out_at_the_next_tick(tmp_path: Path, line: PtyLine) -> None:
    sink = Listener(greeting=b"hello ")
    with linked(SerialSettings(str(tmp_path / "tty")), sink) as link:
        assert far_reads(line, 6) == b"hello "
        sink.outbox = [Chunk("", b"world")]
        link.wake()
        assert far_reads(line, 5) == b"world"


def test_an_unplugged_adapter_is_said_and_comes_back(tmp_path: Path, line: PtyLine) -> None:
    sink = Listener()
    with linked(SerialSettings(str(tmp_path / "tty")), sink):
        wait_for(lambda: sink.state == "open", "the line open")
        line.vanish()
        wait_for(lambda: "unplugged" in sink.codes, "the unplugging noticed", limit_s=3)
        wait_for(lambda: "missing" in sink.codes, "the port said to be missing")
        line.come_back()
        wait_for(lambda: sink.state == "open", "the line open again", limit_s=3)
        line.write(b"again")
        wait_for(lambda: sink.heard.get("") == b"again", "bytes after the return")


def test_a_port_that_is_not_there_yet_is_opened_when_it_appears(tmp_path: Path) -> None:
    sink = Listener()
    link = SerialLink("line", SerialSettings(str(tmp_path / "tty")), Backoff((60.0,)))
    link.start(sink)
    wait_for(lambda: "missing" in sink.codes, "the port said to be missing")
    far_end = PtyLine(tmp_path / "tty")
    wait_for(lambda: sink.state == "open", "the line open long before the back-off is over", limit_s=3)
    assert link.stop()
    far_end.close()


def test_a_port_of_another_program_is_said_to_be_busy_and_by_whom(tmp_path: Path, line: PtyLine) -> None:
    first, second = Listener(), Listener()
    settings = SerialSettings(str(tmp_path / "tty"))
    with linked(settings, first):
        wait_for(lambda: first.state == "open", "the first program has the port")
        with linked(settings, second):
            wait_for(lambda: "busy" in second.codes, "the second program told that the port is busy")
            assert str(os.getpid()) in next(state.detail for state in second.states if state.error_code == "busy")
            line.write(b"for the first")
            wait_for(lambda: first.heard.get("") == b"for the first", "the first goes on undisturbed")
            assert second.heard == {}


def test_settings_that_no_port_has_are_said(tmp_path: Path, line: PtyLine) -> None:
    with pytest.raises(LinkError) as refused:
        open_port(SerialSettings(str(tmp_path / "tty"), parity="X"))
    assert refused.value.code == "settings"


def test_a_usb_adapter_is_found_by_its_serial_number_only() -> None:
    with pytest.raises(LinkError) as refused:
        open_port(SerialSettings("usb://NO-SUCH-ADAPTER"))
    assert refused.value.code == "missing"


class Rfc2217Server:
    """A serial server of one port, by pyserial's own PortManager over a looped port."""

    def __init__(self) -> None:
        self.port = serial.serial_for_url("loop://", timeout=0.05)
        self.port.dtr = self.port.rts = True
        self.levels: list[tuple[bool, bool]] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"rfc2217://127.0.0.1:{self._listener.getsockname()[1]}"
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def write(self, data: bytes) -> None:
        self._caller.sendall(data)

    def _serve(self) -> None:
        self._caller, _ = self._listener.accept()
        self._caller.settimeout(0.05)
        manager = PortManager(self.port, self)
        while True:
            try:
                data = self._caller.recv(1024)
                if not data:
                    break
                self.port.write(b"".join(manager.filter(data)))
            except TimeoutError:
                pass
            except OSError:
                break
            self.levels.append((self.port.dtr, self.port.rts))
            waiting = self.port.read(self.port.in_waiting)
            if waiting:
                self._caller.sendall(b"".join(manager.escape(waiting)))
        self._caller.close()

    def close(self) -> None:
        self._listener.close()
        self._thread.join(3)
        self.port.close()


# pyserial 3.5 still uses two old names of the threading module.
@pytest.mark.filterwarnings("ignore:set(Daemon|Name)\\(\\) is deprecated:DeprecationWarning")
def test_rfc2217_is_transparent_and_never_keys_a_transmitter() -> None:
    server = Rfc2217Server()
    sink = Listener()
    data = b"\x00\xff\xff~~\x00end"
    with linked(SerialSettings(server.url, baud=4800), sink) as link:
        wait_for(lambda: sink.state == "open", "the remote port open")
        seen = len(server.levels)
        sink.outbox = [Chunk("", data)]
        link.wake()
        wait_for(lambda: sink.heard.get("") == data, "the looped bytes back")
        assert server.port.baudrate == 4800
        assert set(server.levels[seen:]) == {(False, False)}
    server.close()


def test_backoff_is_quick_once_and_never_a_storm() -> None:
    backoff = Backoff()
    assert [backoff.next_s() for _ in range(8)] == [0.3, 1, 2, 5, 10, 30, 30, 30]
    backoff.reset()
    assert backoff.next_s() == 0.3
