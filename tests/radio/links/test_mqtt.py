"""MQTT lines against a real broker on a loopback port."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from radio.links.base import Backoff, Chunk
from radio.links.factory import make_link, source_of
from radio.links.mqtt import MqttLink, broker_of
from radio.links.serial_link import SerialSettings
from tests.radio.broker import Broker, Forgetful, running_broker
from tests.radio.hall import Listener, wait_for

QUICK = (0.05,)


class Station(Listener):
    """A listener that keeps each chunk for itself."""

    def __init__(self, **how: Any) -> None:
        super().__init__(**how)
        self.chunks: list[Chunk] = []

    def received(self, chunks: Sequence[Chunk]) -> Sequence[Chunk]:
        self.chunks += chunks
        return super().received(chunks)

    @property
    def said(self) -> list[bytes]:
        """The payloads in order."""
        return [chunk.data for chunk in self.chunks]


def link_to(port: int, topic: str = "site/+/up", scheme: str = "mqtt", **options: Any) -> MqttLink:
    broker, topics = broker_of("wire", scheme, f"127.0.0.1:{port}/{topic}", {"client_id": "hall", **options})
    return MqttLink("wire", broker, topics, backoff=Backoff(QUICK))


@contextmanager
def running(sink: Listener, link: MqttLink) -> Iterator[MqttLink]:
    link.start(sink)
    wait_for(lambda: sink.state == "open", "the session open")
    try:
        yield link
    finally:
        begun = time.monotonic()
        ended = link.stop()
        assert time.monotonic() - begun < 1
    assert ended
    assert sink.state == "closed"


def test_stations_are_heard_by_topic_and_answered_each_on_its_own(tmp_path: Path) -> None:
    hall, station = Station(answer=lambda chunk: b"<" + chunk.data + b">"), Station()
    with (
        running_broker(tmp_path) as broker,
        running(hall, link_to(broker.port, command_topic="site/{1}/down")) as link,
        running(station, link_to(broker.port, "site/7/down", client_id="station")),
    ):
        broker.publish("site/7/up", b"\x00\x7e frame")
        broker.publish("site/8/up", b"other")
        broker.publish("site/8/down", b"not for the hall")
        wait_for(lambda: station.said == [b"<\x00\x7e frame>"], "the answer")
        wait_for(lambda: len(hall.chunks) == 2, "both stations")
        hall.outbox.append(Chunk("site/7/up", b"order"))
        link.wake()
        wait_for(lambda: station.said[1:] == [b"order"], "the order")
    assert hall.chunks == [Chunk("site/7/up", b"\x00\x7e frame", False), Chunk("site/8/up", b"other", False)]
    assert hall.opened == ["site/7/up", "site/8/up"] == hall.closed


def test_a_command_topic_that_all_share_is_a_far_end_from_the_start(tmp_path: Path) -> None:
    hall, station = Station(greeting=b"hello"), Station()
    with (
        running_broker(tmp_path) as broker,
        running(station, link_to(broker.port, "down", client_id="station")),
        running(hall, link_to(broker.port, "up", command_topic="down")),
    ):
        wait_for(lambda: station.said == [b"hello"], "the greeting")
    assert hall.opened == [""]


def test_what_was_not_made_safe_comes_again_and_is_marked(tmp_path: Path) -> None:
    first, second, third = Station(), Station(), Station()
    first.is_durable = False
    with running_broker(tmp_path) as broker:
        with running(first, link_to(broker.port)):
            broker.publish("site/1/up", b"frame")
            wait_for(lambda: first.said == [b"frame"], "the first time")
        with running(second, link_to(broker.port)):
            wait_for(lambda: second.said == [b"frame"], "the second time")
        with running(third, link_to(broker.port)):
            broker.publish("site/1/up", b"next")
            wait_for(lambda: third.said == [b"next"], "only what is new")
    assert [chunk.again for chunk in (*first.chunks, *second.chunks, *third.chunks)] == [False, True, False]


def test_what_is_published_while_we_are_away_is_delivered_when_we_are_back(tmp_path: Path) -> None:
    before, after = Station(), Station()
    with running_broker(tmp_path) as broker:
        with running(before, link_to(broker.port)):
            pass
        for number in range(30):
            broker.publish("site/1/up", b"%d" % number)
        with running(after, link_to(broker.port)):
            wait_for(lambda: len(after.chunks) == 30, "all thirty")
    assert after.said == [b"%d" % number for number in range(30)]


def test_a_broker_that_goes_is_said_and_its_return_noticed(tmp_path: Path) -> None:
    hall = Station()
    broker = Broker(tmp_path)
    broker.start()
    try:
        with running(hall, link_to(broker.port)):
            broker.stop()
            wait_for(lambda: hall.state == "failed" or "closed_by_peer" in hall.codes, "the end of the broker")
            wait_for(lambda: "refused" in hall.codes, "nobody there")
            broker.start()
            wait_for(lambda: hall.state == "open", "the broker's return")
            broker.publish("site/1/up", b"frame")
            wait_for(lambda: hall.said == [b"frame"], "a frame")
    finally:
        broker.stop()


def test_what_the_broker_retains_is_heard_once_a_session(tmp_path: Path) -> None:
    first, second = Station(), Station()
    with running_broker(tmp_path) as broker:
        broker.publish("site/1/up", b"kept", retain=True)
        with running(first, link_to(broker.port)):
            wait_for(lambda: first.said == [b"kept"], "what is retained")
        with running(second, link_to(broker.port)):
            broker.publish("site/2/up", b"new")
            wait_for(lambda: b"new" in second.said, "what is new")
    assert first.chunks[0].again and second.said == [b"new"]


def test_a_wrong_password_is_said(tmp_path: Path) -> None:
    passwords = tmp_path / "passwords"
    passwords.touch()
    hall = Station()
    with running_broker(tmp_path, "allow_anonymous false", f"password_file {passwords}") as broker:
        link = link_to(broker.port, user="hall", password="wrong")
        link.start(hall)
        wait_for(lambda: "forbidden" in hall.codes, "the refusal")
        assert link.stop()
    assert "wrong" not in repr(link._broker)


# paho leaves the socket of a handshake that failed to the collector, which closes it.
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl to make a certificate with")
def test_tls_with_the_hall_s_own_authority_and_not_without(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    wish = ["-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    files = ["-keyout", str(key), "-out", str(certificate)]
    subprocess.run(["openssl", "req", "-x509", *wish, *files], check=True, capture_output=True)
    hall, stranger = Station(), Station()
    lines = ("allow_anonymous true", f"certfile {certificate}", f"keyfile {key}")
    with running_broker(tmp_path, *lines) as broker:
        with running(hall, link_to(broker.port, scheme="mqtts", ca_file=str(certificate), command_topic="site/{1}/up")) as link:
            hall.outbox += [Chunk("site/1/up", b"%05d" % number * 4000) for number in range(20)]
            link.wake()
            wait_for(lambda: len(hall.chunks) == 20, "twenty large payloads over TLS")
        distrusting = link_to(broker.port, scheme="mqtts", client_id="stranger")
        distrusting.start(stranger)
        wait_for(lambda: "settings" in stranger.codes, "a certificate that nobody knows")
        assert distrusting.stop()
    assert hall.said == [b"%05d" % number * 4000 for number in range(20)]


def test_nobody_there_is_said_without_a_storm() -> None:
    broker, topics = broker_of("wire", "mqtt", "127.0.0.1:1/up", {})
    hall = Station()
    link = MqttLink("wire", broker, topics, backoff=Backoff((0.05, 60.0)))
    link.start(hall)
    wait_for(lambda: hall.codes.count("refused") == 2, "two refusals")
    begun = time.monotonic()
    assert link.stop()
    assert time.monotonic() - begun < 1


def test_an_acknowledgement_that_is_lost_brings_the_payload_again(tmp_path: Path) -> None:
    hall = Station()
    with running_broker(tmp_path) as broker, Forgetful(broker.port, times=2) as between, running(hall, link_to(between.port)):
        broker.publish("site/1/up", b"frame")
        wait_for(lambda: len(hall.chunks) == 3, "twice more")
        assert [chunk.again for chunk in hall.chunks] == [False, True, True]


@pytest.mark.parametrize(
    ("url", "options", "wrong"),
    [
        ("mqtt://h:1", {}, "no topic"),
        ("mqtt://h:x/up", {}, "no broker"),
        ("mqtt://h/up#", {}, "no topic filter"),
        ("mqtt://h/up", {"qos": 2}, "qos"),
        ("mqtt://h/up", {"command_topic": "{1}"}, "no wildcard"),
    ],
)
def test_settings_that_cannot_be(url: str, options: dict[str, Any], wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong):
        make_link("wire", SerialSettings(url=url), options)


def test_the_factory_knows_brokers_and_who_speaks_where() -> None:
    link = make_link("wire", SerialSettings(url="mqtts://[::1]/rain/+"), {})
    assert isinstance(link, MqttLink) and link.stop()
    assert (link._broker.host, link._broker.port, link._broker.tls, link._broker.qos) == ("::1", 8883, True, 1)
    assert source_of("mqtt://h/rain/+", {"topics": {"rain/7": "qinzhou"}})("rain/7") == "qinzhou"
    assert source_of("tcp://h:1", {})("anybody") == ""
