"""A TCP line that we call: serial servers in raw mode, DTUs that listen, RTU over TCP.

An own socket, because pyserial's ``socket://`` throws away the bytes that arrive while it connects, and sets no keep-alive.
"""

from __future__ import annotations

import errno
import select
import socket
import time
from collections.abc import Sequence

from radio.links.base import Backoff, Chunk, LinkError, LinkState, LinkThread, Sink, Waker

POLL_S = 0.2
CONNECT_TIMEOUT_S = 5.0
WRITE_TIMEOUT_S = 5.0
GOOD_AFTER_S = 5.0


def keep_alive(sock: socket.socket, idle_s: int = 30, interval_s: int = 10, count: int = 3) -> None:
    """Notice a far end that vanished without a word within about a minute; and send at once."""
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for option, value in (("TCP_KEEPIDLE", idle_s), ("TCP_KEEPINTVL", interval_s), ("TCP_KEEPCNT", count)):
        number = getattr(socket, option, None)
        if number is not None:
            sock.setsockopt(socket.IPPROTO_TCP, number, value)
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


class TcpClientLink:
    """One outgoing TCP connection that comes back by itself."""

    def __init__(self, name: str, host: str, port: int, backoff: Backoff | None = None) -> None:
        self.name = name
        self._address = (host, port)
        self._backoff = backoff or Backoff()
        self._thread = LinkThread(f"link-{name}", self._run)
        self._waker = Waker()

    def start(self, sink: Sink) -> None:
        """Begin."""
        self._thread.start(sink)

    def wake(self) -> None:
        """End the wait for bytes."""
        self._waker.wake()

    def stop(self, timeout_s: float = 3.0) -> bool:
        """End, hang up, join."""
        self._thread.stopping.set()
        self._waker.wake()
        ended = self._thread.stop(timeout_s)
        if ended:
            self._waker.close()
        return ended

    def _run(self, sink: Sink) -> None:
        while not self._thread.stopping.is_set():
            sink.link_state(LinkState("opening"))
            try:
                sock = self._connect()
            except LinkError as problem:
                sink.link_state(LinkState("failed", problem.code, problem.detail))
                self._wait_to_retry(sink)
                continue
            sink.link_state(LinkState("open"))
            opened = time.monotonic()
            try:
                self._converse(sock, sink)
            except LinkError as problem:
                sink.link_state(LinkState("failed", problem.code, problem.detail))
            finally:
                sock.close()
                sink.peer_closed("")
            if self._thread.stopping.is_set():
                break
            if time.monotonic() - opened >= GOOD_AFTER_S:
                self._backoff.reset()
            self._wait_to_retry(sink)
        sink.link_state(LinkState("closed"))

    def _connect(self) -> socket.socket:
        """Connect without deafness to ``stop``: the wait is done in slices."""
        try:
            family, kind, proto, _, address = socket.getaddrinfo(*self._address, type=socket.SOCK_STREAM)[0]
        except OSError as problem:
            raise LinkError("unreachable", str(problem)) from problem
        sock = socket.socket(family, kind, proto)
        try:
            sock.setblocking(False)
            keep_alive(sock)
            code = sock.connect_ex(address)
            until = time.monotonic() + CONNECT_TIMEOUT_S
            while code in (errno.EINPROGRESS, errno.EWOULDBLOCK, errno.EALREADY):
                if self._thread.stopping.is_set() or time.monotonic() > until:
                    raise LinkError("unreachable", f"no answer within {CONNECT_TIMEOUT_S:g} s")
                _, writable, failed = select.select([], [sock], [sock], POLL_S)
                if writable or failed:
                    code = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
            if code == errno.ECONNREFUSED:
                raise LinkError("refused", f"nobody listens at {self._address[0]}:{self._address[1]}")
            if code:
                raise LinkError("unreachable", errno.errorcode.get(code, str(code)))
        except (LinkError, OSError) as problem:
            sock.close()
            if isinstance(problem, LinkError):
                raise
            raise LinkError("unreachable", str(problem)) from problem
        return sock

    def _converse(self, sock: socket.socket, sink: Sink) -> None:
        self._write(sock, sink.peer_opened(""))
        while not self._thread.stopping.is_set():
            readable, _, _ = select.select([sock, self._waker.reader], [], [], POLL_S)
            if self._waker.reader in readable:
                self._waker.drain()
            if sock in readable:
                try:
                    data = sock.recv(65536)
                except OSError as problem:
                    raise LinkError("unplugged", str(problem)) from problem
                if not data:
                    raise LinkError("closed_by_peer", "the far end hung up")
                self._write(sock, sink.received((Chunk("", data),)))
            self._write(sock, sink.tick())

    def _write(self, sock: socket.socket, chunks: Sequence[Chunk]) -> None:
        data = b"".join(chunk.data for chunk in chunks)
        until = time.monotonic() + WRITE_TIMEOUT_S
        while data:
            try:
                data = data[sock.send(data) :]
            except BlockingIOError:
                if time.monotonic() > until:
                    raise LinkError("unreachable", "the far end takes no bytes") from None
                select.select([], [sock], [], POLL_S)
            except OSError as problem:
                raise LinkError("unplugged", str(problem)) from problem

    def _wait_to_retry(self, sink: Sink) -> None:
        until = time.monotonic() + self._backoff.next_s()
        while time.monotonic() < until and not self._thread.stopping.wait(POLL_S):
            sink.tick()
