"""From nothing to the form that the program knows and back, by whoever comes first."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import MetaData, inspect, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex

from console.domain.records import StoreDown
from db import schema
from db.engine import create_file, database_file, make_engine
from db.migrate import LOCK_KEY, downgrade, upgrade
from db.store import open_store
from tests import postgres
from tests.db.making import ON_SQLITE, Opener, meddle

ROOT = Path(__file__).parents[2]


POSTGRESQL_FORM = """
SELECT table_name || '.' || column_name, concat_ws(', ', data_type, is_nullable, collation_name, column_default)
FROM information_schema.columns WHERE table_schema = 'public'
UNION ALL SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL SELECT conname || ' on ' || conrelid::regclass, pg_get_constraintdef(oid) FROM pg_constraint
WHERE connamespace = 'public'::regnamespace
"""


def tables_of(url: str) -> dict[str, str]:
    """Every table and index as the database keeps it, spaces and quotes evened out."""
    with make_engine(url).connect() as connection:
        if connection.dialect.name == "postgresql":
            return dict(map(tuple, connection.exec_driver_sql(POSTGRESQL_FORM).all()))
        rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")).all()
    return {name: " ".join(sql.replace(chr(34), "").replace("(", " ( ").replace(")", " ) ").split()) for name, sql in rows}


@pytest.fixture(params=["sqlite", "postgresql"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], str]]:
    """Gives addresses of databases without a table."""
    made: list[str] = []

    def make_one() -> str:
        number = len(made)
        made.append(fresh(tmp_path, f"百分之%20 hall{number}.db") if request.param == "sqlite" else postgres.server().create())
        return made[-1]

    yield make_one
    if request.param == "postgresql":
        for url in made:
            postgres.server().drop(url)


def fresh(tmp_path: Path, name: str) -> str:
    url = f"sqlite:///{tmp_path / name}"
    file = database_file(url)
    assert file is not None
    create_file(file)
    return url


def test_migrations_lead_to_the_schema(make: Callable[[], str]) -> None:
    migrated, made = make(), make()
    upgrade(make_engine(migrated))
    with make_engine(made).begin() as connection:
        schema.metadata.create_all(connection)
    wanted, found = tables_of(made), tables_of(migrated)
    found = {name: form for name, form in found.items() if not name.startswith("alembic_version")}
    assert found.keys() == wanted.keys()
    for name, sql in wanted.items():
        assert _clauses(found[name]) == _clauses(sql), name


def _clauses(sql: str) -> list[str]:
    """The order of constraints says nothing."""
    return sorted(part.strip().rstrip(") ") for part in sql.split(","))


def test_alembic_itself_sees_no_difference(make: Callable[[], str]) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    url = make()
    upgrade(make_engine(url))
    with make_engine(url).connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), schema.metadata) == []


def test_the_newest_migration_is_the_revision_that_the_program_names() -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(ROOT / "db" / "migrations"))
    assert ScriptDirectory.from_config(config).get_heads() == [schema.REVISION]


def test_down_to_nothing_and_up_again(make: Callable[[], str]) -> None:
    url = make()
    engine = make_engine(url)
    upgrade(engine)
    before = {name: _clauses(sql) for name, sql in tables_of(url).items()}
    downgrade(engine, "base")
    assert all(name.startswith("alembic_version") for name in tables_of(url))
    upgrade(engine)
    assert {name: _clauses(sql) for name, sql in tables_of(url).items()} == before
    with engine.connect() as connection:
        assert connection.execute(text('SELECT id, "count", hash FROM journal_head')).all() == [(1, 0, "0" * 64)]


def test_a_migration_that_fails_leaves_nothing_behind(make: Callable[[], str], monkeypatch: pytest.MonkeyPatch) -> None:
    from alembic import op

    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError("half way")

    url = make()
    monkeypatch.setattr(op, "bulk_insert", fail)
    with pytest.raises(RuntimeError, match="half way"):
        upgrade(make_engine(url))
    assert tables_of(url) == {}


def test_several_processes_start_at_once(make: Callable[[], str]) -> None:
    url = make()
    code = "import sys; from db.store import open_store; s = open_store(sys.argv[1]); print(s.head().count); s.close()"
    children = [
        subprocess.Popen([sys.executable, "-c", code, url], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    assert [child.communicate(timeout=60) for child in children] == [("0\n", "")] * 4


def test_a_newer_database_is_left_alone_and_said(opener: Opener, url: str) -> None:
    opener().close()
    meddle(url, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreDown) as caught:
        opener()
    assert caught.value.code == "old"
    assert "9999" in caught.value.detail and schema.REVISION in caught.value.detail


def test_a_newer_database_is_seen_when_it_comes_under_an_open_store(opener: Opener, url: str) -> None:
    store = opener()
    store.close()
    meddle(url, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreDown) as caught:
        store.head()
    assert caught.value.code == "old"
    meddle(url, f"UPDATE alembic_version SET version_num = '{schema.REVISION}'")
    assert store.head().count == 0


@ON_SQLITE
def test_without_leave_to_create_an_absent_hall_stays_absent(opener: Opener, file: Path) -> None:
    with pytest.raises(StoreDown) as caught:
        opener(create=False)
    assert caught.value.code == "gone"
    assert not file.exists()


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://host/hall"])
def test_what_no_second_process_could_open_is_no_hall(url: str) -> None:
    with pytest.raises(ValueError):
        open_store(url)


@ON_SQLITE
def test_the_file_is_its_owner_s_alone(opener: Opener, file: Path) -> None:
    opener()
    assert file.stat().st_mode & 0o077 == 0


def test_both_databases_keep_what_may_be_there_once_by_partial_indexes() -> None:
    partial = {
        index.name: str(CreateIndex(index).compile(dialect=postgresql.dialect()))
        for table in schema.metadata.tables.values()
        for index in table.indexes
        if index.unique
    }
    assert partial["one_open_assignment_a_force"].endswith("ON assignment (force_id) WHERE released_at IS NULL")
    assert partial["one_active_command_an_incident"].endswith("ON command (incident_id) WHERE state = 'active'")
    assert all(" UNIQUE INDEX " in sql and " WHERE " in sql for sql in partial.values())


def test_the_journal_keeps_its_head_in_one_row(opener: Opener, url: str) -> None:
    opener()
    found = MetaData()
    with make_engine(url).connect() as connection:
        found.reflect(connection)
        assert inspect(connection).get_pk_constraint("journal_head")["constrained_columns"] == ["id"]
        assert connection.execute(text("SELECT count(*) FROM journal_head")).scalar() == 1


def test_the_work_waits_for_a_database_that_is_busy(tmp_path: Path) -> None:
    url = fresh(tmp_path, "hall.db")
    engine = make_engine(url, busy_s=0.0)
    with closing(sqlite3.connect(tmp_path / "hall.db", isolation_level=None)) as other, ThreadPoolExecutor(1) as pool:
        other.execute("PRAGMA journal_mode=WAL")
        other.execute("BEGIN IMMEDIATE")
        work = pool.submit(upgrade, engine)
        with pytest.raises(TimeoutError):
            work.result(0.1)
        other.execute("ROLLBACK")
        work.result(30)
    assert "journal" in tables_of(url)


def test_the_work_waits_for_another_who_does_it() -> None:
    server = postgres.server()
    url = server.create()
    engine = make_engine(url, busy_s=0.05)
    with engine.connect() as other, ThreadPoolExecutor(1) as pool:
        other.execute(text("SELECT pg_advisory_lock(:key)"), {"key": LOCK_KEY})
        other.commit()
        work = pool.submit(upgrade, engine)
        deadline = time.monotonic() + 30
        while not server.do("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"):
            assert not work.done() and time.monotonic() < deadline
        other.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": LOCK_KEY})
        other.commit()
        work.result(30)
    assert "ix_alarm_key" in tables_of(url)
    server.drop(url)
