"""A wire over a broker: named by topic, stored before the broker forgets, and once although it is delivered twice."""

from __future__ import annotations

import json
from functools import reduce
from operator import xor
from pathlib import Path
from typing import Any

from radio.gateways.spool import Spool
from radio.gateways.wires import WireConfig
from radio.messages import Reading
from tests.radio.broker import Forgetful, running_broker
from tests.radio.hall import open_hall, wait_for

FRAMES = Path(__file__).parents[2] / "frames"


def frame(name: str) -> bytes:
    """The bytes of a frame of the contract test."""
    return bytes.fromhex(json.loads((FRAMES / name).read_text(encoding="utf-8"))["hex"])


def celsius(value: int) -> bytes:
    """A sentence with a temperature."""
    body = f"YXXDR,C,{value},C".encode()
    return b"$%s*%02X\r\n" % (body, reduce(xor, body))


CLOCK = frame("hj212/CLOCK.json")


def wire(port: int, protocol: str = "hj212", **options: Any) -> WireConfig:
    return WireConfig("broker", "broker", protocol, f"mqtt://127.0.0.1:{port}/up/+", options={"client_id": "hall", **options})


def test_who_says_no_name_is_named_by_the_topic(tmp_path: Path) -> None:
    with running_broker(tmp_path) as broker, open_hall(tmp_path, wire(broker.port, "nmea", topics={"up/+": "mast-{1}"})) as hall:
        wait_for(lambda: hall.status("broker").state == "ok", "the wire")
        for topic in ("up/7", "up/8"):
            broker.publish(topic, frame("nmea/XDR1.json"))
        wait_for(lambda: len({m.source for m in hall.messages() if isinstance(m, Reading)}) == 2, "readings of both")
        assert {message.source for message in hall.messages()} == {"mast-7", "mast-8"}


def test_a_frame_that_the_broker_delivers_again_is_stored_once_but_the_same_words_said_twice_are_two(tmp_path: Path) -> None:
    with (
        running_broker(tmp_path) as broker,
        Forgetful(broker.port, times=2) as between,
        open_hall(tmp_path, wire(between.port)) as hall,
    ):
        wait_for(lambda: hall.status("broker").state == "ok", "the wire")
        broker.publish("up/1", CLOCK)
        wait_for(lambda: hall.status("broker").frames == 3, "the frame three times")
        assert len(hall.messages()) == 1
        broker.publish("up/1", CLOCK)
        wait_for(lambda: len(hall.messages()) == 2, "the same words, said anew")
        wait_for(lambda: hall.status("broker").frames == 4, "the figures")


def test_what_cannot_be_stored_stays_with_the_broker_until_the_next_life(tmp_path: Path) -> None:
    with running_broker(tmp_path) as broker:
        spool = Spool(tmp_path / "spool.db")
        with open_hall(tmp_path, wire(broker.port, "nmea"), spool=spool) as hall:
            wait_for(lambda: hall.status("broker").state == "ok", "the wire")
            spool.set_limit(1)
            for number in range(40):
                broker.publish(f"up/{number}", celsius(number))
            wait_for(lambda: hall.status("broker").error_code == "spool_full", "the disk full")
            before = len(hall.messages())
            assert before < 40
        with open_hall(tmp_path, wire(broker.port, "nmea")) as hall:
            wait_for(lambda: len(hall.messages()) == 40, "all of them in the next life")
            assert sorted(m.value or 0.0 for m in hall.messages() if isinstance(m, Reading)) == list(range(40))


def test_settings_that_cannot_be_are_said(tmp_path: Path) -> None:
    with open_hall(tmp_path, WireConfig("broker", "broker", "hj212", "mqtt://127.0.0.1")) as hall:
        status = hall.status("broker")
        assert (status.state, status.error_code, status.error_detail) == ("dead", "settings", "no topic to hear")
