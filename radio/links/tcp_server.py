"""A TCP port that terminals call: one link, one thread, one selector, however many terminals.

What came in one round of the selector goes to the sink together, so that one commit can carry the frames of many terminals.
A terminal that does not take its answers is hung up after 256 KiB; the others never wait for it.
"""

from __future__ import annotations

import errno
import os
import selectors
import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from radio.links.base import Backoff, Chunk, LinkError, LinkState, LinkThread, Sink, Waker
from radio.links.tcp_client import keep_alive

POLL_S = 0.2
READ_AT_ONCE = 16384
MAX_UNSENT = 256 * 1024


@dataclass(slots=True)
class _Peer:
    """One terminal. Lives in the link's thread only."""

    name: str
    sock: socket.socket
    unsent: bytearray = field(default_factory=bytearray)
    heard_at: float = 0.0


class TcpServerLink:
    """Listens, and talks with every terminal that calls.

    ``peer`` names are ``host:port``. ``bound`` gives the real port once the link is open (useful with port 0).
    """

    def __init__(
        self,
        name: str,
        host: str,
        port: int,
        *,
        max_peers: int = 2000,
        idle_s: float = 1800.0,
        backoff: Backoff | None = None,
    ) -> None:
        self.name = name
        self.bound: tuple[str, int] | None = None
        self.refused_peers = 0
        self._address = (host, port)
        self._max_peers = max_peers
        self._idle_s = idle_s
        self._backoff = backoff or Backoff()
        self._thread = LinkThread(f"link-{name}", self._run)
        self._waker = Waker()
        self._peers: dict[str, _Peer] = {}
        self._selector = selectors.DefaultSelector()

    def start(self, sink: Sink) -> None:
        """Begin."""
        self._thread.start(sink)

    def wake(self) -> None:
        """End the wait for bytes."""
        self._waker.wake()

    def stop(self, timeout_s: float = 3.0) -> bool:
        """Hang up on all, stop listening, join."""
        self._thread.stopping.set()
        self._waker.wake()
        ended = self._thread.stop(timeout_s)
        if ended:
            self._selector.close()
            self._waker.close()
        return ended

    def _run(self, sink: Sink) -> None:
        if self._waker.reader not in self._selector.get_map():
            self._selector.register(self._waker.reader, selectors.EVENT_READ, None)
        while not self._thread.stopping.is_set():
            sink.link_state(LinkState("opening"))
            try:
                listener = self._listen()
            except LinkError as problem:
                sink.link_state(LinkState("failed", problem.code, problem.detail))
                until = time.monotonic() + self._backoff.next_s()
                while time.monotonic() < until and not self._thread.stopping.wait(POLL_S):
                    sink.tick()
                continue
            self._backoff.reset()
            sink.link_state(LinkState("open"))
            try:
                while not self._thread.stopping.is_set():
                    self._round(listener, sink)
            finally:
                for peer in list(self._peers.values()):
                    self._hang_up(peer, sink)
                self._selector.unregister(listener)
                listener.close()
        sink.link_state(LinkState("closed"))

    def _listen(self) -> socket.socket:
        try:
            family, kind, proto, _, address = socket.getaddrinfo(*self._address, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
            listener = socket.socket(family, kind, proto)
        except OSError as problem:
            raise LinkError("settings", str(problem)) from problem
        try:
            if os.name == "posix":  # on Windows SO_REUSEADDR would let another program share the port
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
            listener.listen(512)
        except OSError as problem:
            listener.close()
            code = {errno.EADDRINUSE: "in_use", errno.EACCES: "forbidden"}.get(problem.errno or 0, "settings")
            raise LinkError(code, str(problem)) from problem
        listener.setblocking(False)
        self.bound = listener.getsockname()[:2]
        self._selector.register(listener, selectors.EVENT_READ, None)
        return listener

    def _round(self, listener: socket.socket, sink: Sink) -> None:
        """One turn of the selector: who calls, what came, what goes."""
        chunks: list[Chunk] = []
        gone: list[_Peer] = []
        for key, events in self._selector.select(POLL_S):
            if key.fileobj is listener:
                self._accept(listener, sink)
            elif key.fileobj is self._waker.reader:
                self._waker.drain()
            else:
                peer: _Peer = key.data
                if events & selectors.EVENT_WRITE and not self._flush(peer):
                    gone.append(peer)
                elif events & selectors.EVENT_READ:
                    data = self._read(peer)
                    if data:
                        chunks.append(Chunk(peer.name, data))
                    elif data is not None:
                        gone.append(peer)
        if chunks:
            gone += self._queue(sink.received(chunks))
        for peer in gone:
            self._hang_up(peer, sink)
        for peer in self._queue(sink.tick()):
            self._hang_up(peer, sink)
        self._hang_up_idle(sink)

    def _accept(self, listener: socket.socket, sink: Sink) -> None:
        while True:
            try:
                sock, address = listener.accept()
            except (BlockingIOError, InterruptedError):
                return
            except OSError:
                return  # the caller was gone before we answered, or we are out of descriptors: the next round tries again
            if len(self._peers) >= self._max_peers:
                self.refused_peers += 1
                sock.close()
                continue
            sock.setblocking(False)
            keep_alive(sock)
            peer = _Peer(f"{address[0]}:{address[1]}", sock, heard_at=time.monotonic())
            self._peers[peer.name] = peer
            self._selector.register(sock, selectors.EVENT_READ, peer)
            for lost in self._queue(sink.peer_opened(peer.name)):
                self._hang_up(lost, sink)

    def _read(self, peer: _Peer) -> bytes | None:
        """What came; b"" when the terminal hung up, None when nothing is there after all."""
        try:
            data = peer.sock.recv(READ_AT_ONCE)
        except (BlockingIOError, InterruptedError):
            return None
        except OSError:
            return b""
        peer.heard_at = time.monotonic()
        return data

    def _queue(self, chunks: Sequence[Chunk]) -> list[_Peer]:
        """Send or keep; gives the terminals that are lost."""
        touched: dict[str, _Peer] = {}
        for chunk in chunks:
            peer = self._peers.get(chunk.peer)
            if peer is not None:
                peer.unsent += chunk.data
                touched[peer.name] = peer
        return [peer for peer in touched.values() if not self._flush(peer)]

    def _flush(self, peer: _Peer) -> bool:
        """Send what the socket takes; False when the terminal is lost or takes nothing."""
        try:
            while peer.unsent:
                del peer.unsent[: peer.sock.send(peer.unsent)]
        except (BlockingIOError, InterruptedError):
            pass
        except OSError:
            return False
        events = selectors.EVENT_READ | (selectors.EVENT_WRITE if peer.unsent else 0)
        self._selector.modify(peer.sock, events, peer)
        return len(peer.unsent) <= MAX_UNSENT

    def _hang_up(self, peer: _Peer, sink: Sink) -> None:
        if self._peers.pop(peer.name, None) is None:
            return
        self._selector.unregister(peer.sock)
        peer.sock.close()
        sink.peer_closed(peer.name)

    def _hang_up_idle(self, sink: Sink) -> None:
        if self._idle_s <= 0:
            return
        limit = time.monotonic() - self._idle_s
        for peer in [peer for peer in self._peers.values() if peer.heard_at < limit]:
            self._hang_up(peer, sink)
