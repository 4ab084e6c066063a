"""What only the bus over PostgreSQL has to prove: two ways that do not say a word twice, and a database that comes and goes."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import psycopg
import pytest

from db import pgbus
from db.feed import FEED
from db.pgbus import FIRST_RETRY_S, FRESH_S, LAST_RETRY_S, PostgresBus
from db.postgres import PatientConnection
from db.words import PIECE, Unpacker, pack
from tests import postgres
from tests.db.making import ACTOR, NOW, ON_POSTGRESQL, Opener, log_written, write_log
from tests.postgres import Server

LIMIT_S = 15.0
Heard = "queue.Queue[tuple[str, Mapping[str, Any]]]"


@pytest.fixture
def server() -> Iterator[Server]:
    server = postgres.server()
    yield server
    server.thaw()
    if not server.runs():
        server.start()


@pytest.fixture
def place(url: str, tmp_path: Path) -> Iterator[Callable[[str], PostgresBus]]:
    """Opens a bus on the test's database at a machine of that name."""
    opened: list[PostgresBus] = []

    def open_one(machine: str) -> PostgresBus:
        opened.append(PostgresBus(url, tmp_path / machine))
        return opened[-1]

    yield open_one
    for bus in opened:
        bus.close()
    assert all(thread.name not in ("bus", "far bus") for thread in threading.enumerate())


def listen(bus: PostgresBus, *topics: str, far: bool = True) -> Any:
    heard: queue.Queue[tuple[str, Mapping[str, Any]]] = queue.Queue()
    bus.subscribe(topics, lambda topic, payload: heard.put((topic, payload)))
    assert not far or bus.wait_until_listening(LIMIT_S)
    return heard


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + LIMIT_S
    while not condition():
        assert time.monotonic() < deadline


def repeat_until(heard: Any, say: Callable[[], None]) -> tuple[str, Mapping[str, Any]]:
    """Say it again and again until it is heard: nobody knows when a listener is back."""
    deadline = time.monotonic() + LIMIT_S
    while time.monotonic() < deadline:
        say()
        try:
            return heard.get(timeout=0.05)  # type: ignore[no-any-return]
        except queue.Empty:
            continue
    raise AssertionError("never heard")


@ON_POSTGRESQL
def test_a_word_on_one_machine_goes_by_both_ways_and_is_heard_once(place: Callable[[str], PostgresBus]) -> None:
    one, two, away = place("here"), place("here"), place("there")
    near, far = listen(two, "t", "end"), listen(away, "t", "end")
    for number in range(20):
        one.publish("t", {"n": number})
    away.publish("end", {})
    for heard in (near, far):
        words = [heard.get(timeout=LIMIT_S) for _ in range(21)]
        assert sorted(payload["n"] for topic, payload in words if topic == "t") == list(range(20))
    one.publish("end", {})
    assert near.get(timeout=LIMIT_S) == far.get(timeout=LIMIT_S) == ("end", {})


@ON_POSTGRESQL
def test_a_commit_pokes_every_machine_and_never_before_it_can_be_read(place: Callable[[str], PostgresBus], opener: Opener) -> None:
    store, reader = opener(), opener()
    heard = listen(place("there"), FEED)
    write_log(store, 1, 1)
    assert heard.get(timeout=LIMIT_S) == (FEED, {"seq": 1, "facts": True, "telemetry": False})
    assert reader.head().count == 1
    with pytest.raises(ZeroDivisionError), store.transaction(ACTOR, NOW) as unit:
        unit.record(log_written(2))
        raise ZeroDivisionError
    write_log(store, 2, 2)
    assert heard.get(timeout=LIMIT_S)[1]["seq"] == 2


@ON_POSTGRESQL
def test_pokes_that_wait_together_are_one(place: Callable[[str], PostgresBus], opener: Opener) -> None:
    bus, store = place("there"), opener()
    heard: list[int] = []
    first, free, last = threading.Event(), threading.Event(), threading.Event()

    def hear(topic: str, payload: Mapping[str, Any]) -> None:
        heard.append(payload["seq"])
        first.set()
        if payload["seq"] == 50:
            last.set()
        free.wait(LIMIT_S)

    bus.subscribe((FEED,), hear)
    assert bus.wait_until_listening(LIMIT_S)
    write_log(store, 1, 1)
    assert first.wait(LIMIT_S)
    write_log(store, 2, 50)
    free.set()
    assert last.wait(LIMIT_S)
    assert heard == sorted(heard) and len(heard) < 10


@ON_POSTGRESQL
def test_while_the_server_is_away_one_s_own_machine_hears_and_nobody_is_held_up(
    place: Callable[[str], PostgresBus], server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    one, two, away = place("here"), place("here"), place("there")
    near, far = listen(two, "ptt", FEED), listen(away, "ptt", FEED)
    server.stop()
    began = time.monotonic()
    for number in range(2000):
        one.publish("ptt", {"n": number, "text": "a" * 100})
    assert time.monotonic() - began < LIMIT_S
    assert near.get(timeout=LIMIT_S)[1]["n"] == 0
    server.start()
    topic, payload = far.get(timeout=LIMIT_S)
    assert (topic, payload) == (FEED, {}), "who was away looks for himself what he missed"
    while near.get(timeout=LIMIT_S)[0] != FEED:
        pass
    while repeat_until(far, lambda: one.publish("ptt", {"n": -1}))[1]["n"] != -1:
        pass  # what was said within the last second is still worth hearing
    assert caplog.text.count("cannot be heard") == 3, "once a machine and outage"


@ON_POSTGRESQL
def test_an_old_word_is_not_said_when_the_server_is_back(
    place: Callable[[str], PostgresBus], server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pgbus, "LAST_RETRY_S", 0.3)
    one, away = place("here"), place("there")
    far = listen(away, "ptt")
    listen(one, "x")
    server.stop()
    wait_for(lambda: not one.wait_until_listening(0))  # a word that is on its way when the server goes is lost with it
    one.publish("ptt", {"key": "down"})
    now = time.monotonic
    monkeypatch.setattr(time, "monotonic", lambda: now() + 2 * FRESH_S)
    server.start()
    assert repeat_until(far, lambda: one.publish("ptt", {"key": "up"})) == ("ptt", {"key": "up"})


@ON_POSTGRESQL
@pytest.mark.parametrize("harm", ["ended", "frozen"])
def test_a_listener_whose_connection_is_of_no_use_finds_out_by_itself(
    place: Callable[[str], PostgresBus], server: Server, url: str, harm: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pgbus, "BEAT_S", 0.2)
    bus = place("here")
    heard = listen(bus, FEED)
    if harm == "ended":
        server.end_backends(url)
    else:
        server.freeze()
        wait_for(lambda: not bus.wait_until_listening(0))
        server.thaw()
    assert heard.get(timeout=LIMIT_S) == (FEED, {})
    assert bus.wait_until_listening(LIMIT_S)


@ON_POSTGRESQL
def test_it_asks_for_a_lost_server_with_growing_and_uneven_pauses(
    place: Callable[[str], PostgresBus], monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: queue.Queue[float] = queue.Queue()

    def refuse(**words: object) -> PatientConnection:
        raise psycopg.OperationalError("nobody there")

    monkeypatch.setattr(PatientConnection, "connect", refuse)
    monkeypatch.setattr(pgbus._Far, "_rest", lambda far, selector, pause_s: pauses.put(pause_s))
    place("here").subscribe(("t",), lambda topic, payload: None)
    seen = [pauses.get(timeout=LIMIT_S) for _ in range(300)]
    for number, pause in enumerate(seen):
        whole = min(FIRST_RETRY_S * 2 ** min(number, 20), LAST_RETRY_S)
        assert whole / 2 <= pause <= whole
    assert len(set(seen)) > 250


@ON_POSTGRESQL
def test_a_word_of_another_program_on_the_channel_harms_nobody(place: Callable[[str], PostgresBus], server: Server, url: str) -> None:
    bus = place("here")
    heard = listen(bus, "t")
    for payload in ("", "x", "a b c d", "a 1 0 {", "a 1 0 []", 'a 1 0 ["t", 5]', "a 1 1 [", "a 1 x ["):
        server.do(f"NOTIFY oneboard, '{payload}'", database=postgres.database_of(url))
    place("there").publish("t", {"n": 1})
    assert heard.get(timeout=LIMIT_S) == ("t", {"n": 1})


@ON_POSTGRESQL
def test_a_closed_bus_says_what_it_was_told_to_and_nothing_more(place: Callable[[str], PostgresBus]) -> None:
    heard = listen(place("there"), "t")
    one = place("here")
    listen(one, "t")
    one.publish("t", {"n": 1})
    one.close()
    assert heard.get(timeout=LIMIT_S) == ("t", {"n": 1})
    one.publish("t", {"n": 2})
    place("elsewhere").publish("t", {"n": 3})
    assert heard.get(timeout=LIMIT_S) == ("t", {"n": 3})


@ON_POSTGRESQL
def test_a_machine_whose_run_folder_cannot_be_written_still_speaks(place: Callable[[str], PostgresBus], tmp_path: Path) -> None:
    heard = listen(place("there"), "t")
    (tmp_path / "here").write_text("no folder")
    place("here").publish("t", {"n": 1})
    assert heard.get(timeout=LIMIT_S) == ("t", {"n": 1})


@pytest.mark.parametrize("size", [0, 1, PIECE - 20, PIECE, 3 * PIECE])
def test_a_word_of_any_length_comes_out_of_its_pieces(size: int) -> None:
    payload = {"x": "秦" * size}
    pieces = pack("here", 12345, "t", payload)
    assert all(len(piece.encode()) < 8000 for piece in pieces) and len(set(pieces)) == len(pieces)
    unpacker = Unpacker()
    assert [unpacker.feed(piece) for piece in pieces[:-1]] == [None] * (len(pieces) - 1)
    assert unpacker.feed(pieces[-1]) == ("here", "t", payload)
