"""Two machines, one server: the second joins the hall, hears the first at once, and says when the server is lost."""

from __future__ import annotations

import argparse
import queue
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from console import bootstrap, doctor
from console.app.accounts import AddAccount
from console.app.incidents import WriteLog
from console.domain.codes import Role
from console.domain.records import Actor
from console.domain.refusal import Refused
from console.engine import Advanced, DatabaseState, Engine, Loaded, Outcome, utc_now
from console.founding import FOUNDER, LiveHall, found_live
from console.halls import Hall
from console.settings import load
from tests import postgres
from tests.halls import executor_of

LIMIT_S = 15.0
SAID_WITHIN_S = 3.0
PASSPHRASE = "right and long enough"


@pytest.fixture
def url() -> Iterator[str]:
    with postgres.empty_hall() as url:
        yield url


def machine(tmp_path: Path, name: str) -> Hall:
    return Hall("live", tmp_path / name)


def words(url: str, *, admin: str = "wang", passphrase: str = PASSPHRASE) -> LiveHall:
    return LiveHall(admin=admin, passphrase=passphrase, database_url=url)


@contextmanager
def seat(hall: Hall, name: str) -> Iterator[tuple[Engine, Callable[[type], Any]]]:
    """An engine of that machine, and how to wait for the next thing of a kind that it delivers."""
    bus, delivered = bootstrap.open_bus(hall), queue.Queue[object]()
    engine = Engine(
        open_executor=bootstrap.executor_opener(hall, load(hall.settings_file), bus),
        bus=bus,
        actor=Actor(who="wang", seat=name, role=Role.ADMINISTRATOR),
        deliver=delivered.put,
        clock=utc_now,
    )

    def wait_for(kind: type) -> Any:
        while True:
            found = delivered.get(timeout=LIMIT_S)
            if isinstance(found, kind):
                return found

    engine.start()
    try:
        yield engine, wait_for
    finally:
        engine.stop()
        bus.close()  # type: ignore[attr-defined]


def test_the_second_machine_joins_with_the_administrator_s_pass_phrase(url: str, tmp_path: Path) -> None:
    first, second = machine(tmp_path, "one"), machine(tmp_path, "two")
    found_live(first, words(url))
    before = executor_of(first).store
    facts = before.head().count
    with pytest.raises(Refused, match="passphrase_wrong"):
        found_live(second, words(url, passphrase="wrong but long enough"))
    with pytest.raises(Refused, match="passphrase_wrong"):
        found_live(second, words(url, admin="somebody"))
    assert not second.founded
    found_live(second, words(url))
    assert second.founded and before.head().count == facts, "joining changes nothing in the hall"
    before.close()


def test_only_an_administrator_joins_a_machine(url: str, tmp_path: Path) -> None:
    first, second = machine(tmp_path, "one"), machine(tmp_path, "two")
    found_live(first, words(url))
    executor = executor_of(first)
    executor.execute(FOUNDER, AddAccount(name="li", display_name="李", role=Role.DISPATCHER, passphrase=PASSPHRASE))
    executor.store.close()
    with pytest.raises(Refused, match="role_may_not"):
        found_live(second, words(url, admin="li"))


def test_a_live_hall_never_joins_the_drill(tmp_path: Path) -> None:
    from tests.halls import hall_on_postgresql

    with hall_on_postgresql(tmp_path / "drill") as drill, pytest.raises(ValueError, match="drill hall"):
        found_live(machine(tmp_path, "two"), words(drill.database_url))


def test_what_one_seat_does_the_other_hears_and_a_lost_server_is_said_to_both(url: str, tmp_path: Path) -> None:
    first, second = machine(tmp_path, "one"), machine(tmp_path, "two")
    for hall in (first, second):
        found_live(hall, words(url))
    server = postgres.server()
    with seat(first, "一席") as (one, one_says), seat(second, "二席") as (_, two_says):
        for says in (one_says, two_says):
            says(Loaded)
            assert says(DatabaseState).up
        one.submit(WriteLog(incident_id=None, text="二席听到了吗"))
        assert one_says(Outcome).done
        assert [fact.body.kind for fact in two_says(Advanced).facts] == ["log_written"]
        server.freeze()
        began = time.monotonic()
        try:
            one.submit(WriteLog(incident_id=None, text="服务器停了"))
            for says in (one_says, two_says):
                assert not says(DatabaseState).up
            assert time.monotonic() - began < SAID_WITHIN_S + 0.5  # and half a second for two machines on this one
        finally:
            server.thaw()
        for says in (one_says, two_says):
            loaded = says(Loaded)
            assert [fact.body.entry.text for fact in loaded.facts if fact.body.kind == "log_written"] == ["二席听到了吗"]


def test_the_doctor_looks_at_the_server(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ONEBOARD_DATABASE_URL", url)
    monkeypatch.setenv("ONEBOARD_HOME", str(tmp_path))
    monkeypatch.setattr(doctor, "CHECKS", (doctor.check_database,))
    assert doctor.run(argparse.Namespace(hall="live")) == 0
    out = capsys.readouterr().out
    assert "PostgreSQL " in out and "connections free" in out and "warn" not in out
    server, name = postgres.server(), postgres.database_of(url)
    server.do(f"ALTER DATABASE {name} SET synchronous_commit = off")
    try:
        doctor.run(argparse.Namespace(hall="live"))
        assert "does not keep what it commits" in capsys.readouterr().out
    finally:
        server.do(f"ALTER DATABASE {name} RESET synchronous_commit")
    server.stop()
    try:
        assert doctor.run(argparse.Namespace(hall="live")) == 1
        assert "gone" in capsys.readouterr().out
    finally:
        server.start()
