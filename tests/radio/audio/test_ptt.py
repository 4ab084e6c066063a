"""Control lines over RFC 2217: opening does not key, and what goes wrong is said."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import serial

from radio.audio.errors import AudioError
from radio.audio.ptt import NoPtt, SerialPtt
from tests.radio.audio.far_port import Server
from tests.radio.audio.hearing import until

# pyserial 3.5 still calls Thread.setDaemon and setName.
pytestmark = pytest.mark.filterwarnings("ignore:set(Daemon|Name):DeprecationWarning")


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
