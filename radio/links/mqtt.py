"""An MQTT broker: stations publish raw frames, each on a topic of its own, and are answered on another.

A payload is bytes of the wire's protocol, a topic is a far end. With quality 1 the broker keeps a message until it is acknowledged, and
it is acknowledged only when the sink says that it is safe; what it repeats is marked as perhaps heard already. The session outlives us:
what is published while we are away is delivered when we are back, as far as the broker keeps it.

What a broker retains is given anew with every subscription. In a session that goes on it was heard before and is left alone.
"""

from __future__ import annotations

import logging
import re
import select
import socket
import ssl
import time
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from radio.links.base import Backoff, Chunk, LinkError, LinkState, LinkThread, Sink, Waker
from radio.links.topics import TopicMap

if TYPE_CHECKING:
    from paho.mqtt.client import Client, MQTTMessage

POLL_S = 0.2
CONNECT_TIMEOUT_S = 2.5
ANSWER_TIMEOUT_S = 10.0
READ_AT_ONCE = 64
GOOD_AFTER_S = 5.0
_FORBIDDEN = frozenset({"Not authorized", "Bad user name or password", "Banned"})
_AWAY = frozenset({"Server unavailable", "Server busy"})


@dataclass(frozen=True, slots=True)
class Broker:
    """Where the broker is and who we are there. ``client_id`` names the session, and no two may be alike."""

    host: str
    port: int
    client_id: str
    user: str = ""
    password: str = field(default="", repr=False)
    tls: bool = False
    ca_file: str = ""
    cert_file: str = ""
    key_file: str = ""
    keep_alive_s: int = 30
    qos: int = 1


class MqttLink:
    """One session with a broker that comes back by itself. Far ends are topics; "" is the command topic that all share."""

    def __init__(self, name: str, broker: Broker, topics: TopicMap, *, max_peers: int = 5000, backoff: Backoff | None = None) -> None:
        self.name = name
        self.unanswered = 0
        self._broker = broker
        self._topics = topics
        self._max_peers = max_peers
        self._backoff = backoff or Backoff()
        self._thread = LinkThread(f"link-{name}", self._run)
        self._waker = Waker()
        self._peers: OrderedDict[str, None] = OrderedDict()
        self._came: list[MQTTMessage] = []
        self._ready = self._resumed = False
        self._refusal: LinkError | None = None
        self._bad_keys: LinkError | None = None
        self._log = logging.getLogger(f"{__name__}.{name}")

    def start(self, sink: Sink) -> None:
        """Begin."""
        self._thread.start(sink)

    def wake(self) -> None:
        """End the wait for messages."""
        self._waker.wake()

    def stop(self, timeout_s: float = 3.0) -> bool:
        """Leave the broker and join; the session stays there."""
        self._thread.stopping.set()
        self._waker.wake()
        ended = self._thread.stop(timeout_s)
        if ended:
            self._waker.close()
        return ended

    def _run(self, sink: Sink) -> None:
        client = self._client()
        try:
            while not self._thread.stopping.is_set():
                sink.link_state(LinkState("opening"))
                begun = time.monotonic()
                try:
                    self._connect(client)
                    self._converse(client, sink)
                except LinkError as problem:
                    sink.link_state(LinkState("failed", problem.code, problem.detail))
                finally:
                    for peer in self._peers:
                        sink.peer_closed(peer)
                    self._peers.clear()
                if self._thread.stopping.is_set():
                    break
                if self._ready and time.monotonic() - begun >= GOOD_AFTER_S:
                    self._backoff.reset()
                until = time.monotonic() + self._backoff.next_s()
                while time.monotonic() < until and not self._thread.stopping.wait(POLL_S):
                    sink.tick()
        finally:
            client.disconnect()
        sink.link_state(LinkState("closed"))

    # ---- the session ----

    def _client(self) -> Client:
        """What speaks MQTT for us; it starts no thread of its own."""
        from paho.mqtt.client import Client
        from paho.mqtt.enums import CallbackAPIVersion

        broker = self._broker
        client = Client(CallbackAPIVersion.VERSION2, broker.client_id, clean_session=False, manual_ack=True)
        client.connect_timeout = CONNECT_TIMEOUT_S
        if broker.user:
            client.username_pw_set(broker.user, broker.password or None)
        if broker.tls:
            try:
                client.tls_set(broker.ca_file or None, broker.cert_file or None, broker.key_file or None)
            except (OSError, ValueError) as problem:
                self._bad_keys = LinkError("settings", str(problem))
        client.on_connect = self._connected
        client.on_subscribe = self._subscribed
        client.on_message = self._heard
        return client

    def _connect(self, client: Client) -> None:
        broker = self._broker
        if self._bad_keys is not None:
            raise self._bad_keys
        self._ready, self._refusal = False, None
        self._came.clear()
        where = f"{broker.host}:{broker.port}"
        try:
            client.connect(broker.host, broker.port, keepalive=broker.keep_alive_s)
        except ConnectionRefusedError as problem:
            raise LinkError("refused", f"nobody listens at {where}") from problem
        except ssl.SSLError as problem:
            raise LinkError("settings", str(problem)) from problem
        except (OSError, ValueError) as problem:
            raise LinkError("unreachable", f"{where}: {problem}") from problem

    def _connected(self, client: Client, userdata: Any, flags: Any, reason: Any, properties: Any) -> None:
        if reason.is_failure:
            said = str(reason)
            code = "forbidden" if said in _FORBIDDEN else "refused" if said in _AWAY else "settings"
            self._refusal = LinkError(code, said)
            return
        self._resumed = bool(flags.session_present)
        client.subscribe([(pattern, self._broker.qos) for pattern in self._topics.patterns])

    def _subscribed(self, client: Client, userdata: Any, mid: int, reasons: Any, properties: Any) -> None:
        refused = [pattern for pattern, reason in zip(self._topics.patterns, reasons, strict=False) if reason.is_failure]
        if refused:
            self._refusal = LinkError("forbidden", f"no right to hear {', '.join(refused)}")
        else:
            self._ready = True

    def _heard(self, client: Client, userdata: Any, message: MQTTMessage) -> None:
        self._came.append(message)

    # ---- the conversation ----

    def _converse(self, client: Client, sink: Sink) -> None:
        opened = False
        until = time.monotonic() + ANSWER_TIMEOUT_S
        while not self._thread.stopping.is_set():
            self._turn(client)
            if self._refusal is not None:
                client.disconnect()
                raise self._refusal
            if client.socket() is None:
                raise LinkError("closed_by_peer", "the broker hung up")
            if not opened and self._ready:
                opened = True
                sink.link_state(LinkState("open"))
                if self._topics.one_command:
                    self._open_peer(client, "", sink)
            if opened:
                self._take(client, sink)
                self._publish(client, sink.tick())
            elif time.monotonic() > until:
                client.disconnect()
                raise LinkError("unreachable", "the broker does not answer")
            else:
                sink.tick()

    def _turn(self, client: Client) -> None:
        """Wait for the socket, then read and write what it can."""
        sock = client.socket()
        if sock is None:
            return
        wait_s = 0.0 if self._buffered(sock) else POLL_S
        wants = [sock] if client.want_write() else []
        readable, writable, _ = select.select([sock, self._waker.reader], wants, [], wait_s)
        if self._waker.reader in readable:
            self._waker.drain()
        if sock in readable or self._buffered(sock):
            for _ in range(READ_AT_ONCE):
                client.loop_read()
                sock = client.socket()
                if sock is None or not (self._buffered(sock) or select.select([sock], [], [], 0.0)[0]):
                    break
        if sock is not None and (writable or client.want_write()):
            client.loop_write()
        client.loop_misc()

    @staticmethod
    def _buffered(sock: Any) -> bool:
        """Bytes that TLS has taken from the socket already."""
        return isinstance(sock, ssl.SSLSocket) and sock.pending() > 0

    def _take(self, client: Client, sink: Sink) -> None:
        """Hand over what came; when it is safe, the broker may forget it."""
        came, self._came = self._came, []
        if not came:
            return
        chunks: list[Chunk] = []
        for message in came:
            if not message.payload or (message.retain and self._resumed):
                continue
            topic = message.topic
            self._open_peer(client, topic, sink)
            chunks.append(Chunk(topic, bytes(message.payload), again=bool(message.dup or message.retain)))
        answers = sink.received(chunks) if chunks else ()
        if chunks and not sink.durable():
            return  # they come again with the next connection
        for message in came:
            client.ack(message.mid, message.qos)
        self._publish(client, answers)

    def _open_peer(self, client: Client, topic: str, sink: Sink) -> None:
        known = topic in self._peers
        self._peers[topic] = None
        self._peers.move_to_end(topic)
        if known:
            return
        while len(self._peers) > self._max_peers:
            oldest, _ = self._peers.popitem(last=False)
            sink.peer_closed(oldest)
        self._publish(client, sink.peer_opened(topic))

    def _publish(self, client: Client, chunks: Sequence[Chunk]) -> None:
        for chunk in chunks:
            topic = self._topics.command_for(chunk.peer)
            if topic is None:
                self.unanswered += 1
            else:
                client.publish(topic, chunk.data, self._broker.qos)


def broker_of(name: str, scheme: str, rest: str, options: Any) -> tuple[Broker, TopicMap]:
    """The broker and the topics of ``host:port/topic`` and the options of a wire.

    Options: ``topics`` (table: topic filter → station), ``command_topic``, ``qos`` (1), ``user``, ``password``, ``client_id``, ``ca_file``,
    ``cert_file``, ``key_file``, ``keep_alive_s`` (30).

    Raises:
        ValueError: what cannot be.
    """
    place, _, topic = rest.partition("/")
    found = re.fullmatch(r"(\[[^\]]+\]|[^:]*)(?::(\d+))?", place)
    if found is None:
        raise ValueError(f"{place!r} is no broker")
    topics = dict(options.get("topics") or {})
    if topic:
        topics.setdefault(topic, "")
    if not topics:
        raise ValueError("no topic to hear")
    qos = int(options.get("qos", 1))
    if qos not in (0, 1):
        raise ValueError("qos is 0 or 1")
    broker = Broker(
        host=(found[1] or "127.0.0.1").strip("[]"),
        port=int(found[2] or (8883 if scheme == "mqtts" else 1883)),
        client_id=str(options.get("client_id") or f"oneboard-{socket.gethostname()}-{name}"),
        tls=scheme == "mqtts",
        keep_alive_s=int(options.get("keep_alive_s", 30)),
        qos=qos,
        **{key: str(options.get(key) or "") for key in ("user", "password", "ca_file", "cert_file", "key_file")},
    )
    return broker, TopicMap(topics, str(options.get("command_topic") or ""))
