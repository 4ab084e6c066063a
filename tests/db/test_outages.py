"""The file is locked, full, gone, not writable, damaged or another: said in one word, and over when it is over."""

from __future__ import annotations

import os
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from console.domain.refusal import Refused
from db.engine import make_engine
from db.store import SqlStore
from tests.db.making import ACTOR, NOW, ON_SQLITE, Opener, assign, force, log_written, meddle, says, set_scene, write_log


@ON_SQLITE
def test_a_locked_database_is_said_in_time_and_read_on(opener: Opener, file: Path) -> None:
    store = opener(busy_s=0.05)
    write_log(store, 1, 1)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        for number in (2, 3):
            with says("locked"):
                write_log(store, number, number)
        assert [fact.seq for fact in store.facts_after(0)] == [1]
        other.execute("ROLLBACK")
    write_log(store, 2, 2)
    assert store.verify() is None


@ON_SQLITE
def test_a_lock_that_is_soon_over_is_only_waited_for(opener: Opener, file: Path) -> None:
    store = opener()
    with closing(sqlite3.connect(file, isolation_level=None)) as other, ThreadPoolExecutor(1) as pool:
        other.execute("BEGIN EXCLUSIVE")
        writing = pool.submit(write_log, store, 1, 1)
        with pytest.raises(TimeoutError):
            writing.result(0.1)
        other.execute("ROLLBACK")
        writing.result(10)
    assert store.head().count == 1


@ON_SQLITE
def test_a_full_disk_keeps_what_was_there_and_goes_on_when_there_is_room(opener: Opener) -> None:
    store = opener()
    write_log(store, 1, 1)
    store.close()
    limit = {"pages": 0}

    @event.listens_for(store.engine, "connect")
    def limit_pages(connection: sqlite3.Connection, record: object) -> None:
        limit["pages"] = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {limit['pages'] + 1}")

    with says("full"):
        for number in range(1, 1000):
            with store.transaction(ACTOR, NOW) as unit:
                for repeat in range(20):
                    unit.record(log_written(number * 100 + repeat))
    kept = store.head().count
    assert limit["pages"] and kept % 20 == 1
    assert store.verify() is None
    event.remove(store.engine, "connect", limit_pages)
    store.close()
    write_log(store, kept + 1, kept + 1)
    assert store.head().count == kept + 1


@ON_SQLITE
def test_a_full_disk_inside_an_attempt_is_said_as_such(opener: Opener) -> None:
    store = opener()

    @event.listens_for(store.engine, "connect")
    def limit_pages(connection: sqlite3.Connection, record: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")

    with says("full"), store.transaction(ACTOR, NOW) as unit, unit.attempt():
        for number in range(1000):
            unit.record(log_written(number))
    assert store.head().count == 0


@ON_SQLITE
def test_a_vanished_file_is_gone_and_never_made_anew(opener: Opener, file: Path, tmp_path: Path) -> None:
    store = opener()
    write_log(store, 1, 1)
    store.close()
    away = tmp_path / "away"
    away.mkdir()
    with store.transaction(ACTOR, NOW) as unit:
        unit.record(log_written(2))
    for part in file.parent.iterdir():
        shutil.move(part, away / part.name)
    for _ in range(2):
        with says("gone"):
            store.facts_after(0)
        with says("gone"):
            write_log(store, 3, 3)
    assert not file.exists()
    for part in away.iterdir():
        shutil.move(part, file.parent / part.name)
    write_log(store, 3, 3)
    assert [fact.seq for fact in store.facts_after(0)] == [1, 2, 3]


def test_a_connection_by_itself_makes_no_file(file: Path) -> None:
    file.parent.mkdir()
    with pytest.raises(OperationalError), make_engine(f"sqlite:///{file}").connect():
        pass
    assert not file.exists()


@ON_SQLITE
def test_another_file_in_its_place_is_seen_at_once(opener: Opener, file: Path, tmp_path: Path) -> None:
    store = opener()
    write_log(store, 1, 3)
    store.close()
    copy = tmp_path / "backup.sqlite"
    shutil.copy(file, copy)
    write_log(store, 4, 5)
    store.head()
    for rest in (file.with_name(file.name + "-wal"), file.with_name(file.name + "-shm")):
        rest.unlink(missing_ok=True)
    os.replace(copy, file)
    assert store.head().count == 3


@ON_SQLITE
def test_an_empty_file_in_its_place_is_no_hall(opener: Opener, file: Path) -> None:
    store = opener()
    write_log(store, 1, 1)
    store.close()
    for part in file.parent.iterdir():
        part.unlink()
    file.touch()
    with says("broken"):
        store.snapshot()
    assert file.stat().st_size == 0


@ON_SQLITE
def test_a_read_only_database_can_be_read(opener: Opener) -> None:
    store = opener()
    write_log(store, 1, 1)
    store.close()

    @event.listens_for(store.engine, "connect")
    def forbid(connection: sqlite3.Connection, record: object) -> None:
        connection.execute("PRAGMA query_only = ON")

    with says("readonly"):
        write_log(store, 2, 2)
    assert [fact.seq for fact in store.facts_after(0)] == [1]


@ON_SQLITE
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_file_without_leave_to_write_is_said(opener: Opener, file: Path) -> None:
    store = opener()
    write_log(store, 1, 1)
    store.close()
    file.chmod(0o400)
    with says("readonly"):
        write_log(store, 2, 2)


@ON_SQLITE
def test_a_damaged_file_is_said(opener: Opener, file: Path) -> None:
    store = opener()
    write_log(store, 1, 400)
    store.close()
    size = file.stat().st_size
    with file.open("r+b") as out:
        out.seek(4096)
        out.write(os.urandom(size - 4096))
    with says("broken"):
        store.facts_after(0)
    with says("broken"):
        write_log(store, 401, 401)


@ON_SQLITE
def test_a_file_of_something_else_is_no_database(opener: Opener, file: Path) -> None:
    file.parent.mkdir()
    file.write_text("这不是数据库\n" * 100, "utf-8")
    with says("broken"):
        opener()


def test_a_fact_of_a_newer_program_is_said(opener: Opener, url: str) -> None:
    store = opener()
    write_log(store, 1, 1)
    meddle(url, "UPDATE journal SET kind = 'teleported'")
    with says("old"):
        store.facts_after(0)


def test_the_rule_s_no_is_not_the_database_s(store: SqlStore) -> None:
    set_scene(store)
    assign(store, "a1", 1, 1)
    with pytest.raises(Refused):
        assign(store, "a2", 1, 2)
    with store.transaction(ACTOR, NOW) as unit:
        assert unit.get(type(force(1)), "force-1") == force(1)
