"""One sound server for the tests of this folder."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from radio.audio import devices
from tests.audio_server import NullSink, missing


@pytest.fixture(scope="session")
def sound_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NullSink]:
    """PulseAudio with null sinks, and PortAudio of this process on it."""
    reason = missing()
    if reason is not None:
        pytest.skip(reason)
    server = NullSink(tmp_path_factory.mktemp("sound"))
    with server as env:
        before = {key: os.environ.get(key) for key in env}
        os.environ.update(env)
        devices.rescan()  # another test may have loaded PortAudio already
        yield server
        for key, value in before.items():
            if value is None:
                os.environ.pop(key, None)
            else:
                os.environ[key] = value
