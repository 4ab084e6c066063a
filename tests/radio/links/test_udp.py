"""UDP ports over loopback: one far end, many far ends, and a group."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest

from radio.links.base import Backoff, Chunk
from radio.links.factory import make_link
from radio.links.serial_link import SerialSettings
from radio.links.udp import UdpLink, is_group
from tests.radio.hall import Listener, wait_for

GROUP = "239.2.3.1"


class Datagrams(Listener):
    """A listener that keeps each chunk for itself."""

    def __init__(self, **how: Any) -> None:
        super().__init__(**how)
        self.chunks: list[Chunk] = []

    def received(self, chunks: Sequence[Chunk]) -> Sequence[Chunk]:
        self.chunks += chunks
        return super().received(chunks)


@contextmanager
def running(sink: Listener, host: str = "127.0.0.1", port: int = 0, **options: Any) -> Iterator[UdpLink]:
    link = UdpLink("port", host, port, **{"listen": True, **options})
    link.start(sink)
    wait_for(lambda: any(state.state == "open" for state in sink.states), "the port open")
    try:
        yield link
    finally:
        begun = time.monotonic()
        ended = link.stop()
        assert time.monotonic() - begun < 1
    assert ended
    assert sink.state == "closed"


@contextmanager
def far_end(port: int = 0) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.bind(("127.0.0.1", port))
        sock.settimeout(5)
        yield sock


def test_each_datagram_is_a_chunk_and_the_answer_goes_to_its_sender() -> None:
    sink = Datagrams(answer=lambda chunk: b"<" + chunk.data + b">")
    with running(sink) as link, far_end() as one, far_end() as other:
        assert link.bound is not None
        names = [f"127.0.0.1:{sock.getsockname()[1]}" for sock in (one, other)]
        for text in (b"half a fr", b"ame", b"x" * 9000):
            one.sendto(text, link.bound)
            assert one.recv(65535) == b"<" + text + b">"
        other.sendto(b"other", link.bound)
        assert other.recv(100) == b"<other>"
    assert [(chunk.peer, chunk.data[:9]) for chunk in sink.chunks] == [
        (names[0], b"half a fr"),
        (names[0], b"ame"),
        (names[0], b"x" * 9),
        (names[1], b"other"),
    ]
    assert sink.opened == names and sorted(sink.closed) == sorted(names)


def test_many_terminals_are_told_apart() -> None:
    sink = Datagrams(answer=lambda chunk: chunk.data)
    with running(sink) as link:
        assert link.bound is not None
        socks = [socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(60)]
        for number, sock in enumerate(socks):
            sock.settimeout(5)
            sock.sendto(b"terminal %d" % number, link.bound)
        for number, sock in enumerate(socks):
            assert sock.recv(100) == b"terminal %d" % number
            sock.close()
    assert len(set(sink.opened)) == 60


def test_the_greeting_and_what_the_far_end_says() -> None:
    sink = Datagrams(greeting=b"hello")
    with far_end() as there, running(sink, port=there.getsockname()[1], listen=False):
        data, address = there.recvfrom(100)
        assert data == b"hello"
        there.sendto(b"one", address)
        there.sendto(b"two", address)
        wait_for(lambda: len(sink.chunks) == 2, "both datagrams")
        with far_end() as stranger:
            stranger.sendto(b"not for you", address)
            there.sendto(b"three", address)
            wait_for(lambda: len(sink.chunks) == 3, "the third")
    assert [(chunk.peer, chunk.data) for chunk in sink.chunks] == [("", b"one"), ("", b"two"), ("", b"three")]


def test_nobody_there_is_said_once_and_whoever_comes_back_is_heard() -> None:
    with far_end() as gone:
        port = gone.getsockname()[1]
    sink = Datagrams(greeting=b"hello")
    with running(sink, port=port, listen=False) as link:
        wait_for(lambda: "refused" in sink.codes, "nobody there")
        assert link.bound is not None
        for _ in range(5):
            sink.outbox.append(Chunk("", b"are you there?"))
            link.wake()
        with far_end(port) as back:
            back.sendto(b"here I am", link.bound)
            wait_for(lambda: sink.heard.get("") == b"here I am", "the far end that came back")
            assert sink.state == "open" and sink.codes.count("refused") == 1
            sink.outbox.append(Chunk("", b"welcome"))
            link.wake()
            while back.recv(100) != b"welcome":
                continue


def test_a_far_end_that_takes_what_we_send_is_there_again_though_it_says_nothing() -> None:
    with far_end() as gone:
        port = gone.getsockname()[1]
    sink = Datagrams(greeting=b"hello")
    with running(sink, port=port, listen=False) as link:
        wait_for(lambda: sink.state == "failed", "nobody there")
        with far_end(port):
            sink.outbox.append(Chunk("", b"are you there?"))
            link.wake()
            wait_for(lambda: sink.state == "open", "no refusal any more")


def test_a_port_that_is_taken_is_said() -> None:
    with far_end() as other:
        sink = Listener()
        link = UdpLink("port", "127.0.0.1", other.getsockname()[1], listen=True, backoff=Backoff((0.05, 60.0)))
        link.start(sink)
        wait_for(lambda: sink.codes.count("in_use") == 2, "the port said to be in use, twice")
        assert link.stop()


def test_a_name_that_is_none_is_said() -> None:
    sink = Listener()
    link = UdpLink("line", "no.such.host.invalid", 9, listen=False, backoff=Backoff((60.0,)))
    link.start(sink)
    wait_for(lambda: "unreachable" in sink.codes, "the name not found")
    assert link.stop()


def test_of_too_many_far_ends_the_one_silent_for_longest_is_forgotten() -> None:
    sink = Datagrams(answer=lambda chunk: chunk.data)
    with running(sink, max_peers=2) as link, far_end() as a, far_end() as b, far_end() as c:
        assert link.bound is not None
        names = {sock: f"127.0.0.1:{sock.getsockname()[1]}" for sock in (a, b, c)}
        for sock in (a, b, a, c):
            sock.sendto(b"x", link.bound)
            assert sock.recv(10) == b"x"
        assert sink.closed == [names[b]]
        sink.outbox.append(Chunk(names[b], b"lost"))
        link.wake()
        wait_for(lambda: link.lost_datagrams == 1, "a datagram to the forgotten one")


def test_a_far_end_that_says_nothing_for_long_is_forgotten() -> None:
    sink = Datagrams()
    with running(sink, idle_s=0.2) as link, far_end() as sock:
        assert link.bound is not None
        sock.sendto(b"x", link.bound)
        wait_for(lambda: len(sink.closed) == 1, "the end of it")
        sock.sendto(b"y", link.bound)
        wait_for(lambda: len(sink.opened) == 2, "its new beginning")


def test_a_datagram_too_large_is_dropped_and_the_next_goes_out() -> None:
    sink = Datagrams(answer=lambda chunk: b"x" * 70000 if chunk.data == b"large" else chunk.data)
    with running(sink) as link, far_end() as sock:
        assert link.bound is not None
        sock.sendto(b"large", link.bound)
        sock.sendto(b"small", link.bound)
        assert sock.recv(65535) == b"small"
        assert link.lost_datagrams == 1


def test_a_group_is_joined_heard_beside_others_and_spoken_to() -> None:
    first, second = Datagrams(), Datagrams()
    with running(first, GROUP, interface="127.0.0.1") as link:
        assert link.bound is not None
        port = link.bound[1]
        with running(second, GROUP, port, interface="127.0.0.1"), far_end() as member:
            member.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton("127.0.0.1"))
            member.sendto(b"<event/>", (GROUP, port))
            name = f"127.0.0.1:{member.getsockname()[1]}"
            wait_for(lambda: first.heard.get(name) == second.heard.get(name) == b"<event/>", "both programs of the machine")
            first.outbox.append(Chunk(name, b"to you alone"))
            link.wake()
            assert member.recv(100) == b"to you alone"
            first.outbox.append(Chunk("", b"to all"))
            link.wake()
            wait_for(lambda: b"to all" in b"".join(second.heard.values()), "the other program")


@pytest.mark.parametrize(("host", "group"), [(GROUP, True), ("10.0.0.1", False), ("ff02::1%eth0", True), ("hall", False)])
def test_what_a_group_is(host: str, group: bool) -> None:
    assert is_group(host) is group


def test_the_factory_knows_both_ways() -> None:
    sink = Datagrams()
    link = make_link("port", SerialSettings(url="udp-listen://127.0.0.1:0"), {"max_peers": 5})
    assert isinstance(link, UdpLink)
    link.start(sink)
    wait_for(lambda: sink.state == "open", "the port open")
    assert link.bound is not None
    there = make_link("line", SerialSettings(url=f"udp://127.0.0.1:{link.bound[1]}"), {})
    there.start(Listener(greeting=b"hello"))
    wait_for(lambda: list(sink.heard.values()) == [b"hello"], "the greeting")
    assert there.stop() and link.stop()
