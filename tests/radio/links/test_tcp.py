"""TCP lines over loopback, both ways round."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager

from radio.links.base import Backoff
from radio.links.tcp_client import TcpClientLink
from radio.links.tcp_server import TcpServerLink
from tests.radio.hall import Listener, wait_for


@contextmanager
def server(sink: Listener, **options: float) -> Iterator[TcpServerLink]:
    link = TcpServerLink("port", "127.0.0.1", 0, **options)  # type: ignore[arg-type]
    link.start(sink)
    wait_for(lambda: sink.state == "open", "the port listening")
    try:
        yield link
    finally:
        ended = link.stop()
    assert ended


def call(link: TcpServerLink) -> socket.socket:
    assert link.bound is not None
    sock = socket.create_connection(link.bound, timeout=5)
    return sock


def test_the_first_bytes_after_connecting_are_not_lost() -> None:
    sink = Listener(answer=lambda chunk: b"heard")
    with socket.create_server(("127.0.0.1", 0)) as far_end:
        link = TcpClientLink("line", "127.0.0.1", far_end.getsockname()[1])
        link.start(sink)
        far_end.settimeout(5)
        caller, _ = far_end.accept()
        with caller:
            caller.sendall(b"greeting at once")
            assert caller.recv(5) == b"heard"
        assert link.stop()
    assert sink.heard[""] == b"greeting at once"


def test_a_far_end_that_hangs_up_is_called_again() -> None:
    sink = Listener()
    with socket.create_server(("127.0.0.1", 0)) as far_end:
        far_end.settimeout(5)
        link = TcpClientLink("line", "127.0.0.1", far_end.getsockname()[1], Backoff((0.05,)))
        link.start(sink)
        for text in (b"one", b"two"):
            caller, _ = far_end.accept()
            caller.sendall(text)
            caller.close()
        wait_for(lambda: sink.heard.get("") == b"onetwo", "both calls heard")
        wait_for(lambda: "closed_by_peer" in sink.codes, "the hanging up said")
        assert link.stop()


def test_nobody_there_is_said_without_a_storm() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        nobody = probe.getsockname()[1]
    sink = Listener()
    link = TcpClientLink("line", "127.0.0.1", nobody, Backoff((0.05, 60.0)))
    link.start(sink)
    wait_for(lambda: sink.codes.count("refused") == 2, "two refusals")
    begun = time.monotonic()
    assert link.stop()
    assert time.monotonic() - begun < 1, "stopping must not wait for the back-off"
    assert sink.codes.count("refused") == 2


def test_many_terminals_are_told_apart() -> None:
    sink = Listener(answer=lambda chunk: b"<" + chunk.data + b">")
    with server(sink) as link:
        callers = [call(link) for _ in range(60)]
        for number, caller in enumerate(callers):
            caller.sendall(b"terminal %d" % number)
        for number, caller in enumerate(callers):
            want = b"<terminal %d>" % number
            got = b""
            while len(got) < len(want):
                got += caller.recv(100)
            assert got == want
        names = {":".join(map(str, caller.getsockname())) for caller in callers}
        assert set(sink.opened) == names
        for caller in callers:
            caller.close()
        wait_for(lambda: set(sink.closed) == names, "all hang-ups noticed")


def test_a_terminal_that_takes_no_answers_does_not_hold_up_the_others() -> None:
    sink = Listener(answer=lambda chunk: b"x" * 65536 if chunk.data == b"flood" else chunk.data)
    with server(sink) as link:
        deaf, good = call(link), call(link)
        deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)

        def flooded() -> bool:
            try:
                deaf.sendall(b"flood")
            except OSError:
                return True
            good.sendall(b"ping")
            assert good.recv(4) == b"ping"
            return bool(sink.closed)

        wait_for(flooded, "the deaf terminal hung up")
        good.sendall(b"still")
        assert good.recv(5) == b"still"
        deaf.close()
        good.close()


def test_a_port_that_is_taken_is_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        sink = Listener()
        link = TcpServerLink("port", "127.0.0.1", other.getsockname()[1])
        link.start(sink)
        wait_for(lambda: "in_use" in sink.codes, "the port said to be in use")
        assert link.stop()


def test_more_terminals_than_allowed_are_refused() -> None:
    sink = Listener()
    with server(sink, max_peers=2) as link:
        first, second = call(link), call(link)
        wait_for(lambda: len(sink.opened) == 2, "two terminals")
        third = call(link)
        assert third.recv(1) == b""
        assert link.refused_peers == 1
        for caller in (first, second, third):
            caller.close()


def test_a_terminal_that_says_nothing_for_long_is_hung_up() -> None:
    sink = Listener()
    with server(sink, idle_s=0.2) as link:
        caller = call(link)
        assert caller.recv(1) == b""
        caller.close()
        wait_for(lambda: len(sink.closed) == 1, "the hanging up said")
