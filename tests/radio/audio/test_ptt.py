"""Control lines over RFC 2217: opening does not key, and what goes wrong is said."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest
import serial
from serial import rfc2217

from radio.audio.errors import AudioError
from radio.audio.ptt import NoPtt, SerialPtt
from tests.radio.audio.hearing import until

# pyserial 3.5 still calls Thread.setDaemon and setName.
pytestmark = pytest.mark.filterwarnings("ignore:set(Daemon|Name):DeprecationWarning")


class KeyedPort:
    """The far end: a port whose lines are inactive until somebody sets them, and that remembers every change."""

    def __init__(self) -> None:
        self.port = serial.serial_for_url("loop://", do_not_open=True)
        self.port.rts = self.port.dtr = False
        self.port.open()
        self.seen: list[tuple[str, bool]] = []

    def __getattr__(self, name: str) -> object:
        return getattr(self.port, name)

    def __setattr__(self, name: str, value: object) -> None:
        if name in ("rts", "dtr"):
            self.seen.append((name, bool(value)))
            setattr(self.port, name, value)
        elif name in ("port", "seen"):
            super().__setattr__(name, value)
        else:
            setattr(self.port, name, value)

    @property
    def rts(self) -> bool:
        return bool(self.port.rts)

    @property
    def dtr(self) -> bool:
        return bool(self.port.dtr)


class Server:
    """One RFC 2217 client after another on a loopback port."""

    def __init__(self) -> None:
        self.far = KeyedPort()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"rfc2217://127.0.0.1:{self.listener.getsockname()[1]}"
        self.client: socket.socket | None = None
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def write(self, data: bytes) -> None:
        if self.client is not None:
            self.client.sendall(data)

    def close(self) -> None:
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.drop()
        self.thread.join(5)

    def drop(self) -> None:
        if self.client is not None:
            try:
                self.client.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass  # the client went first

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            with client:
                self.client = client
                manager = rfc2217.PortManager(self.far, self)
                try:
                    while data := client.recv(1024):
                        for _ in manager.filter(data):
                            pass
                except OSError:
                    pass  # dropped by the test
                self.client = None


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.close()


def test_opening_does_not_key(server: Server) -> None:
    driver = SerialPtt(server.url)
    driver.unkey()
    driver.close()
    assert server.far.seen and not any(value for _, value in server.far.seen)


def test_the_test_would_see_it(server: Server) -> None:
    """pyserial's own way of opening does key: the port above records it."""
    serial.serial_for_url(server.url).close()
    assert ("rts", True) in server.far.seen and ("dtr", True) in server.far.seen


@pytest.mark.parametrize("line", ["rts", "dtr"])
def test_keying_moves_its_line_alone(server: Server, line: str) -> None:
    driver = SerialPtt(server.url, line=line)  # type: ignore[arg-type]
    other = "dtr" if line == "rts" else "rts"
    driver.key()
    assert until(lambda: getattr(server.far, line))
    assert not getattr(server.far, other)
    driver.unkey()
    assert until(lambda: not getattr(server.far, line))
    driver.key()
    driver.close()
    assert until(lambda: not getattr(server.far, line))
    assert (other, True) not in server.far.seen


def test_an_inverted_line_rests_active(server: Server) -> None:
    driver = SerialPtt(server.url, inverted=True)
    assert until(lambda: server.far.rts)
    assert ("rts", False) not in server.far.seen
    driver.key()
    assert until(lambda: not server.far.rts)
    driver.close()
    assert until(lambda: server.far.rts)


def test_a_port_that_went_away_is_said_and_found_again(server: Server) -> None:
    driver = SerialPtt(server.url)
    server.drop()
    failures: list[str] = []

    def keyed() -> bool:
        try:
            driver.key()
        except AudioError as error:
            failures.append(error.reason)
            return False
        return bool(failures)  # a first success may have gone into a socket that was dying

    assert until(keyed)
    assert set(failures) == {"ptt_failed"}
    assert until(lambda: server.far.rts)
    driver.close()


@pytest.mark.parametrize("url", ["socket://127.0.0.1:1", "rfc2217://127.0.0.1:1", "/dev/no-such-port", "nonsense://x"])
def test_what_cannot_key_is_refused_at_once(url: str) -> None:
    with pytest.raises(AudioError) as caught:
        SerialPtt(url)
    assert caught.value.reason == "ptt_failed" and url in caught.value.detail


def test_no_ptt_does_nothing() -> None:
    driver = NoPtt()
    driver.key()
    driver.unkey()
    driver.close()
