"""Every entity goes through its table and comes back as it was."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone
from enum import Enum
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine, delete, select

from console.domain.codes import Role
from console.domain.entities import ENTITIES, Entity
from console.domain.plain import to_plain
from console.domain.records import Account
from db.engine import make_engine
from db.rows import from_row, to_row
from db.schema import TABLES, metadata
from db.schema import account as account_table
from db.upsert import upsert
from tests import postgres

ZONES = st.sampled_from([UTC, timezone(timedelta(hours=8))])
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)


def values(hint: Any) -> st.SearchStrategy[Any]:
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        inner = next(part for part in typing.get_args(hint) if part is not type(None))
        return st.none() | values(inner)
    if origin is tuple:
        return st.lists(values(typing.get_args(hint)[0]), max_size=4).map(tuple)
    if hint is datetime:
        return st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=ZONES)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    if hint is bool:
        return st.booleans()
    if hint is int:
        return st.integers(-(2**31), 2**31 - 1)
    if hint is float:
        return st.floats(allow_nan=False, allow_infinity=False)
    assert hint is str, hint
    return TEXTS


def records(kind: type[Any]) -> st.SearchStrategy[Any]:
    hints = typing.get_type_hints(kind)
    return st.builds(kind, **{item.name: values(hints[item.name]) for item in fields(kind)})


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def connection(request: pytest.FixtureRequest) -> Iterator[Connection]:
    """Inside a transaction that is never committed, without the foreign keys, which are another test's."""
    if request.param == "sqlite":
        with create_engine("sqlite://").connect() as connection:
            metadata.create_all(connection)
            yield connection
        return
    with postgres.empty_hall() as url, make_engine(url).connect() as connection:
        connection.exec_driver_sql("SET session_replication_role = replica")
        yield connection


@pytest.mark.parametrize("kind", ENTITIES, ids=lambda kind: kind.__name__)
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_an_entity_comes_back_and_is_replaced_whole(connection: Connection, kind: type[Entity], data: st.DataObject) -> None:
    table = TABLES[kind]
    first, second = data.draw(records(kind)), data.draw(records(kind))
    connection.execute(delete(table))
    for entity in (first, replace(second, id=first.id)):
        connection.execute(upsert(connection, table, "id"), to_row(entity))
        (row,) = connection.execute(select(table)).mappings()
        assert from_row(kind, row) == entity


def test_a_nul_from_a_wire_is_kept_as_its_sign_where_the_database_has_none(connection: Connection) -> None:
    account = Account(name="nul", display_name="a\0b", role=Role.WALL, passphrase_hash=None)
    connection.execute(upsert(connection, account_table, "name"), to_row(account))
    kept = connection.execute(select(account_table.c.display_name).where(account_table.c.name == "nul")).scalar()
    assert kept == ("a␀b" if connection.dialect.name == "postgresql" else "a\0b")


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(account=records(Account))
def test_an_account_comes_back(connection: Connection, account: Account) -> None:
    connection.execute(delete(account_table))
    connection.execute(upsert(connection, account_table, "name"), to_row(account))
    (row,) = connection.execute(select(account_table)).mappings()
    assert from_row(Account, row) == account


@settings(max_examples=200, deadline=None)
@given(one=values(datetime), other=values(datetime))
def test_times_sort_as_text(one: datetime, other: datetime) -> None:
    assert (one < other) == (to_plain(one) < to_plain(other))


@pytest.mark.parametrize("kind", ENTITIES, ids=lambda kind: kind.__name__)
def test_the_table_has_the_fields_of_the_entity_and_is_empty_only_where_it_may_be(kind: type[Entity]) -> None:
    hints = typing.get_type_hints(kind)
    wanted = [(item.name, type(None) in typing.get_args(hints[item.name])) for item in fields(kind)]
    assert [(column.name, column.nullable) for column in TABLES[kind].c] == wanted
