"""A UDP port: datagrams in and out, from one far end or from many, one of them perhaps a multicast group.

Every datagram reaches the sink as a chunk of its own, so a frame that is cut by its sender's bug is never continued with a
stranger's bytes; every chunk that goes out is one datagram. UDP has no calls: a far end begins with its first datagram and ends
after ``idle_s`` without one, and when there are too many the one that was silent for longest is forgotten.

That nobody is there is known only when the system says so after a datagram of ours. Then the line is told to have failed, yet it stays
open: whoever comes back is heard with the first word.
"""

from __future__ import annotations

import errno
import ipaddress
import select
import socket
import sys
import time
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

from radio.links.base import Backoff, Chunk, LinkError, LinkState, LinkThread, Sink, Waker

POLL_S = 0.2
READ_AT_ONCE = 64
"""Datagrams of one round, so that one commit can carry them and a flood does not keep the clock from ticking."""
LARGEST = 65535
BUFFER_BYTES = 1 << 20
WRITE_TIMEOUT_S = 1.0
PROVEN_AFTER_S = 1.0
"""A datagram that nobody refused for so long has arrived somewhere."""
_NOBODY = frozenset({errno.ECONNREFUSED, errno.ECONNRESET, errno.EHOSTUNREACH, errno.ENETUNREACH, errno.EHOSTDOWN})
_Address = tuple[Any, ...]


def is_group(host: str) -> bool:
    """Whether it is the address of a multicast group."""
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_multicast
    except ValueError:
        return False


class UdpLink:
    """Sends to one address (``listen`` false), or hears on a port whoever speaks.

    A far end is ``host:port``; "" is the address of the settings: the far end of a line that has one, or the group. ``bound``
    gives the real port once the link is open.

    Args:
        interface: own address (of IPv6: the network's name) where a group is joined and sent to; "" leaves it to the system.
        hops: how far datagrams to a group go; 1 is our own network.
    """

    def __init__(
        self,
        name: str,
        host: str,
        port: int,
        *,
        listen: bool,
        interface: str = "",
        hops: int = 1,
        idle_s: float = 600.0,
        max_peers: int = 2000,
        backoff: Backoff | None = None,
    ) -> None:
        self.name = name
        self.bound: tuple[str, int] | None = None
        self.lost_datagrams = 0
        self._host, self._port, self._listen = host, port, listen
        self._interface, self._hops = interface, hops
        self._idle_s, self._max_peers = idle_s, max_peers
        self._backoff = backoff or Backoff()
        self._thread = LinkThread(f"link-{name}", self._run)
        self._waker = Waker()
        self._peers: OrderedDict[str, tuple[_Address, float]] = OrderedDict()
        self._far: _Address | None = None
        self._refused = False
        self._sent_at = 0.0

    def start(self, sink: Sink) -> None:
        """Begin."""
        self._thread.start(sink)

    def wake(self) -> None:
        """End the wait for datagrams."""
        self._waker.wake()

    def stop(self, timeout_s: float = 3.0) -> bool:
        """Close the port and join."""
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
                sock = self._open()
            except LinkError as problem:
                sink.link_state(LinkState("failed", problem.code, problem.detail))
                until = time.monotonic() + self._backoff.next_s()
                while time.monotonic() < until and not self._thread.stopping.wait(POLL_S):
                    sink.tick()
                continue
            self._backoff.reset()
            self._refused = False
            sink.link_state(LinkState("open"))
            try:
                self._converse(sock, sink)
            except LinkError as problem:
                sink.link_state(LinkState("failed", problem.code, problem.detail))
                self._thread.stopping.wait(self._backoff.next_s())
            finally:
                sock.close()
                for peer in [*self._peers, *([""] if self._far is not None else [])]:
                    sink.peer_closed(peer)
                self._peers.clear()
                self._far = None
        sink.link_state(LinkState("closed"))

    # ---- the port ----

    def _open(self) -> socket.socket:
        flags = socket.AI_PASSIVE if self._listen else 0
        try:
            family, kind, proto, _, address = socket.getaddrinfo(self._host, self._port, type=socket.SOCK_DGRAM, flags=flags)[0]
            sock = socket.socket(family, kind, proto)
        except OSError as problem:
            raise LinkError("settings" if self._listen else "unreachable", str(problem)) from problem
        group = is_group(str(address[0]))
        try:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, BUFFER_BYTES)
            if group:
                self._set_group(sock)
            if self._listen:
                self._bind(sock, address, group)
            elif not group:
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
                sock.connect(address)
        except (OSError, ValueError) as problem:
            sock.close()
            codes = {errno.EADDRINUSE: "in_use", errno.EACCES: "forbidden"}
            fallback = "settings" if self._listen or isinstance(problem, ValueError) else "unreachable"
            raise LinkError(codes.get(getattr(problem, "errno", None) or 0, fallback), str(problem)) from problem
        sock.setblocking(False)
        self.bound = bound = sock.getsockname()[:2]
        port = bound[1] if self._listen else address[1]
        self._far = (address[0], port, *address[2:]) if group or not self._listen else None
        return sock

    def _bind(self, sock: socket.socket, address: _Address, group: bool) -> None:
        """Hear on the port; on one of a group together with other programs of this machine, which is what a group is for."""
        if not group:
            sock.bind(address)
            return
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        # Bound to the group itself no other group of the same port is heard; Windows knows only the bare port.
        sock.bind(("", *address[1:]) if sys.platform == "win32" else address)
        if sock.family == socket.AF_INET6:
            index = socket.if_nametoindex(self._interface) if self._interface else 0
            member = socket.inet_pton(socket.AF_INET6, address[0].partition("%")[0]) + index.to_bytes(4, sys.byteorder)
            sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_JOIN_GROUP, member)
        else:
            member = socket.inet_aton(address[0]) + socket.inet_aton(self._interface or "0.0.0.0")
            sock.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, member)

    def _set_group(self, sock: socket.socket) -> None:
        """How far what we send to the group goes, and on whose network."""
        if sock.family == socket.AF_INET6:
            sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_HOPS, self._hops)
            if self._interface:
                sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_IF, socket.if_nametoindex(self._interface))
            return
        sock.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL, self._hops)
        if self._interface:
            sock.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton(self._interface))

    # ---- the conversation ----

    def _converse(self, sock: socket.socket, sink: Sink) -> None:
        if self._far is not None:
            self._write(sock, sink.peer_opened(""), sink)
        while not self._thread.stopping.is_set():
            readable, _, _ = select.select([sock, self._waker.reader], [], [], POLL_S)
            if self._waker.reader in readable:
                self._waker.drain()
            if sock in readable:
                chunks = self._read(sock, sink)
                if chunks:
                    self._write(sock, sink.received(chunks), sink)
            self._write(sock, sink.tick(), sink)
            if self._refused and self._sent_at and time.monotonic() - self._sent_at >= PROVEN_AFTER_S:
                self._there(sink)
            self._forget_silent(sink)

    def _read(self, sock: socket.socket, sink: Sink) -> list[Chunk]:
        chunks: list[Chunk] = []
        for _ in range(READ_AT_ONCE):
            try:
                data, address = sock.recvfrom(LARGEST)
            except (BlockingIOError, InterruptedError):
                break
            except OSError as problem:
                self._failed(problem, sink)
                break
            if data:
                self._there(sink)
                chunks.append(Chunk(self._peer(sock, address, sink), data))
        return chunks

    def _peer(self, sock: socket.socket, address: _Address, sink: Sink) -> str:
        """The name of who sent it; a new one begins a conversation."""
        if self._far is not None and address[:2] == self._far[:2]:
            return ""
        name = f"{address[0]}:{address[1]}"
        known = name in self._peers
        self._peers[name] = (address, time.monotonic())
        self._peers.move_to_end(name)
        if not known:
            while len(self._peers) > self._max_peers:
                oldest, _ = self._peers.popitem(last=False)
                sink.peer_closed(oldest)
            self._write(sock, sink.peer_opened(name), sink)
        return name

    def _forget_silent(self, sink: Sink) -> None:
        limit = time.monotonic() - self._idle_s
        while self._idle_s > 0 and self._peers:
            name, (_, heard_at) = next(iter(self._peers.items()))
            if heard_at >= limit:
                return
            del self._peers[name]
            sink.peer_closed(name)

    def _write(self, sock: socket.socket, chunks: Sequence[Chunk], sink: Sink) -> None:
        for chunk in chunks:
            known = self._peers.get(chunk.peer)
            address = self._far if chunk.peer == "" else known[0] if known is not None else None
            if address is None:
                self.lost_datagrams += 1
                continue
            self._send(sock, chunk.data, address, sink)

    def _send(self, sock: socket.socket, data: bytes, address: _Address, sink: Sink) -> None:
        """One datagram. A refusal that the system reports now belongs to an earlier one: this one is tried once more."""
        until = time.monotonic() + WRITE_TIMEOUT_S
        connected = not self._listen and not is_group(address[0])
        refusals = 0
        while time.monotonic() < until and refusals < 2:
            try:
                if connected:
                    sock.send(data)
                else:
                    sock.sendto(data, address)
                self._sent_at = time.monotonic()
                return
            except BlockingIOError:
                select.select([], [sock], [], POLL_S)
            except OSError as problem:
                self._failed(problem, sink)
                refusals += 1 if problem.errno in _NOBODY else 2
        self.lost_datagrams += 1

    def _failed(self, problem: OSError, sink: Sink) -> None:
        """Said once: nobody is there, no route, or a datagram that is too large. On a port for many one of them is no news."""
        if problem.errno == errno.EMSGSIZE or self._listen:
            return
        self._sent_at = 0.0
        if not self._refused:
            self._refused = True
            nobody = problem.errno in (errno.ECONNREFUSED, errno.ECONNRESET)
            sink.link_state(LinkState("failed", "refused" if nobody else "unreachable", f"{self._host}:{self._port}: {problem}"))

    def _there(self, sink: Sink) -> None:
        """A sign of the far end."""
        if self._refused:
            self._refused = False
            sink.link_state(LinkState("open"))
