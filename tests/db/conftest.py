"""A database of its own for each test, of both kinds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from db.store import SqlStore, open_store
from tests import postgres
from tests.db.making import Opener


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "hall" / "oneboard.sqlite"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, file: Path) -> Iterator[str]:
    """The address of an empty hall; with ``ON_SQLITE`` and ``ON_POSTGRESQL`` a test asks for one kind alone."""
    if request.param == "sqlite":
        yield f"sqlite:///{file}"
    else:
        with postgres.empty_hall() as found:
            yield found


@pytest.fixture
def head_file(tmp_path: Path) -> Path:
    return tmp_path / "journal.head"


@pytest.fixture
def opener(url: str) -> Iterator[Opener]:
    """Opens stores on the test's database and closes them at its end."""
    opened: list[SqlStore] = []

    def open_one(**options: Any) -> SqlStore:
        store = open_store(url, **options)
        opened.append(store)
        return store

    yield open_one
    for store in opened:
        store.close()


@pytest.fixture
def store(opener: Opener, head_file: Path) -> SqlStore:
    return opener(head_file=head_file)
