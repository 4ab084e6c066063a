"""The server is stopped, frozen, restarted, or ends our connection: said within three seconds, nothing half done, and rejoined."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event

from console.domain.entities import LogEntry
from console.domain.records import StoreDown
from db.postgres import SILENT_S, PatientConnection
from db.store import SqlStore
from tests import postgres
from tests.db.making import ACTOR, NOW, ON_POSTGRESQL, Opener, log_written, says, write_log
from tests.postgres import Server

pytestmark = ON_POSTGRESQL

ROOT = Path(__file__).parents[2]
SAID_WITHIN_S = 3.0
REJOINED_WITHIN_S = 10.0


@pytest.fixture
def server() -> Iterator[Server]:
    """Whatever a test did to it, it runs again behind it."""
    server = postgres.server()
    yield server
    server.thaw()
    if not server.runs():
        server.start()


@contextmanager
def in_time() -> Iterator[None]:
    began = time.monotonic()
    yield
    assert time.monotonic() - began < SAID_WITHIN_S


def rejoin(store: SqlStore) -> None:
    """The same store, as an engine does it: ask again until it is back."""
    deadline = time.monotonic() + REJOINED_WITHIN_S
    while True:
        try:
            store.head()
            return
        except StoreDown as down:
            assert down.code == "gone" and time.monotonic() < deadline, down


def is_whole(store: SqlStore, facts: int) -> None:
    """So many facts, each with its entry, and the chain without a flaw."""
    assert [fact.seq for fact in store.facts_after(0)] == list(range(1, facts + 1))
    with store.transaction(ACTOR, NOW) as unit:
        assert len(unit.find(LogEntry)) == facts
    assert store.verify() is None


def test_a_power_cut_of_the_server_loses_nothing_that_was_committed(store: SqlStore, server: Server) -> None:
    write_log(store, 1, 20)
    server.stop("immediate")
    for _ in range(2):
        with in_time(), says("gone"):
            store.snapshot()
        with in_time(), says("gone"):
            write_log(store, 21, 21)
    server.start()
    rejoin(store)
    write_log(store, 21, 21)
    is_whole(store, 21)


def test_a_restart_between_two_commands_is_said_once(store: SqlStore, server: Server) -> None:
    write_log(store, 1, 1)
    server.stop("fast")
    server.start()
    with in_time(), says("gone"):
        store.facts_after(0)
    write_log(store, 2, 2)
    is_whole(store, 2)


def test_a_frozen_server_is_said_in_time_and_holds_up_nobody_else(store: SqlStore, server: Server) -> None:
    """The limits are kept without the interpreter's lock: a screen paints on while its engine waits."""
    write_log(store, 1, 1)
    server.freeze()
    ended = threading.Event()

    def ask() -> None:
        with in_time(), says("gone"):
            store.head()  # over the connection that was open
        with in_time(), says("gone"):
            write_log(store, 2, 2)  # over none
        ended.set()

    with ThreadPoolExecutor(1) as pool:
        asking = pool.submit(ask)
        beats = 0
        while not ended.wait(0.01) and not asking.done():
            beats += 1
        asking.result()
    assert beats > 100
    server.thaw()
    rejoin(store)
    write_log(store, 2, 2)
    is_whole(store, 2)


def test_a_server_that_freezes_in_the_middle_of_a_command_keeps_none_of_it(store: SqlStore, server: Server) -> None:
    write_log(store, 1, 1)
    with in_time(), says("gone"), store.transaction(ACTOR, NOW) as unit:
        unit.record(log_written(2))
        server.freeze()
        unit.record(log_written(3))
    server.thaw()
    rejoin(store)
    write_log(store, 2, 2)
    is_whole(store, 2)


def test_a_server_that_stops_in_the_middle_of_a_command_keeps_none_of_it(store: SqlStore, server: Server) -> None:
    write_log(store, 1, 1)
    with in_time(), says("gone"), store.transaction(ACTOR, NOW) as unit:
        unit.record(log_written(2))
        server.stop("immediate")
    server.start()
    rejoin(store)
    is_whole(store, 1)


def test_an_ended_connection_is_said_once_and_taken_anew(store: SqlStore, server: Server, url: str) -> None:
    write_log(store, 1, 1)
    server.end_backends(url)
    with in_time(), says("gone"):
        write_log(store, 2, 2)
    write_log(store, 2, 2)
    is_whole(store, 2)


def test_an_ended_connection_takes_what_was_begun_on_it_along(store: SqlStore, server: Server, url: str) -> None:
    with in_time(), says("gone"), store.transaction(ACTOR, NOW) as unit:
        unit.record(log_written(1))
        with unit.attempt():
            server.end_backends(url)
            unit.record(log_written(2))
    is_whole(store, 0)


@pytest.mark.parametrize("kept", [True, False], ids=["kept", "not kept"])
def test_a_commit_whose_answer_was_lost_is_looked_up(store: SqlStore, server: Server, url: str, kept: bool) -> None:
    """The connection breaks just as it commits: before the server did it, or after."""
    write_log(store, 1, 1)

    @event.listens_for(store.engine, "commit", once=True)
    def cut(connection: object) -> None:
        raw = connection.connection.driver_connection  # type: ignore[attr-defined]
        assert isinstance(raw, PatientConnection)
        if kept:
            raw.commit()
            raw.execute("SELECT 1")  # so that our COMMIT, too, has something to end
        server.end_backends(url)

    if kept:
        write_log(store, 2, 2)
    else:
        with in_time(), says("gone"):
            write_log(store, 2, 2)
    is_whole(store, 2 if kept else 1)


def test_a_server_that_takes_nobody_more_is_said(opener: Opener, server: Server, url: str) -> None:
    store = opener()
    store.close()
    server.do(f"ALTER DATABASE {postgres.database_of(url)} ALLOW_CONNECTIONS false")
    with in_time(), says("gone"):
        store.head()
    server.do(f"ALTER DATABASE {postgres.database_of(url)} ALLOW_CONNECTIONS true")
    assert store.head().count == 0


def test_a_row_that_another_holds_is_waited_for_and_then_said(opener: Opener, url: str) -> None:
    holder, store = opener(), opener(busy_s=0.1)
    with holder.transaction(ACTOR, NOW) as unit:
        unit.record(log_written(1))
        with in_time(), says("locked"):
            write_log(store, 2, 2)
        assert store.head().count == 0, "who only reads does not wait"
    write_log(store, 2, 2)
    is_whole(store, 2)


SEAT = """
import sys
from db.store import open_store
from tests.db.making import ACTOR, NOW, log_written
store = open_store(sys.argv[1])
with store.transaction(ACTOR, NOW) as unit:
    unit.record(log_written(1))
    print("holding", flush=True)
    sys.stdin.read()
"""


def test_a_seat_that_falls_silent_in_a_command_does_not_stop_the_others_for_ever(opener: Opener, url: str) -> None:
    store = opener()
    with subprocess.Popen([sys.executable, "-c", SEAT, url], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as seat:
        assert seat.stdout is not None and seat.stdout.readline() == "holding\n"
        deadline = time.monotonic() + 2 * SILENT_S
        while True:
            try:
                write_log(store, 2, 2)
                break
            except StoreDown as down:
                assert down.code == "locked" and time.monotonic() < deadline
        seat.kill()
    is_whole(store, 1)
