"""Houses to run the scripts in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.packaging.house import House, build_house


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> House:
    """A house in which run.sh has been run once."""
    house = build_house(tmp_path_factory.mktemp("installed"))
    done = house.run("decode", "nmea")
    assert done.returncode == 0, done.stderr
    return house


@pytest.fixture
def house(installed: House) -> Iterator[House]:
    """The installed house, with tools of the test's own that go away after it."""
    before = dict(installed.env)
    yield installed
    installed.env = before
    for tool in installed.tools.iterdir():
        tool.unlink()
