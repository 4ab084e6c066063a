"""A real radio room over a real hall in this process; the gateway's words come over the real bus from another hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from console import bootstrap
from console.domain.codes import Role
from console.halls import Hall
from console.radioroom.window import RadioRoom
from console.seat import Seat
from console.settings import load
from tests import halls
from tests.radio.audio.conftest import sound_server  # noqa: F401 – a fixture of these tests too
from widgets import theme as look
from widgets.stage import Stage

LIMIT_MS = 10_000
CHANNELS = """
[[channel]]
key = "command"
label = "指挥信道"

[[channel]]
key = "rescue"
label = "救援信道"

[[channel]]
key = "broadcast"
label = "村广播"
kind = "loudspeaker"
"""


class Gateway:
    """What a gateway says and hears, by hand."""

    def __init__(self, hall: Hall) -> None:
        self.bus = bootstrap.open_bus(hall)
        self.executor = bootstrap.executor_opener(hall, load(hall.settings_file), self.bus)()
        self.ptt: list[tuple[str, bool]] = []
        self.volumes: list[dict[str, Any]] = []
        self._stop = self.bus.subscribe(("ptt", "volume"), self._hear)

    def _hear(self, topic: str, payload: Any) -> None:
        if topic == "ptt":
            self.ptt.append((payload["channel"], payload["down"]))
        else:
            self.volumes.append(dict(payload))

    def says(self, *channels: dict[str, Any], wires: tuple[dict[str, Any], ...] = ()) -> None:
        told = {channel["key"]: channel for channel in channels}
        rows = [{"key": key, "label": label, "kind": kind, "fault": "", **told.get(key, {})} for key, label, kind in ROWS]
        self.bus.publish("gateway", {"wires": list(wires), "channels": rows, "database": True})

    def levels(self, **channel: Any) -> None:
        self.bus.publish("levels", {"channels": [channel]})

    def do(self, command: Any, actor: Any = halls.GATEWAY) -> str:
        return str(self.executor.execute(actor, command))

    def facts(self, kind: str) -> list[Any]:
        """Bodies of that kind in the journal, oldest first."""
        return [fact.body for fact in self.executor.store.last_facts(2000) if fact.body.kind == kind]

    def close(self) -> None:
        self._stop()
        self.executor.store.close()
        self.bus.close()  # type: ignore[attr-defined]


ROWS = (("command", "指挥信道", "radio"), ("rescue", "救援信道", "radio"), ("broadcast", "村广播", "loudspeaker"))


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    made = halls.make_hall(tmp_path)
    made.channels_file.write_text(CHANNELS, "utf-8")
    return made


@pytest.fixture
def stage(qapp: Any) -> Iterator[Stage]:
    theme = look.load_theme("dark")
    look.apply(qapp, theme)
    made = Stage(theme)
    yield made
    made.deleteLater()


@pytest.fixture
def seat(hall: Hall, qapp: Any) -> Iterator[Seat]:
    with halls.open_seat(hall, name="zhao", role=Role.RADIO_OPERATOR, seat="话务席") as made:
        yield made


@pytest.fixture
def gateway(hall: Hall) -> Iterator[Gateway]:
    made = Gateway(hall)
    yield made
    made.close()


OpenRoom = Callable[[Seat], RadioRoom]


@pytest.fixture
def open_room(qtbot: QtBot, stage: Stage) -> Iterator[OpenRoom]:
    opened: list[RadioRoom] = []

    def make(seat: Seat) -> RadioRoom:
        room = RadioRoom(seat, stage)
        room.resize(1600, 900)
        opened.append(room)
        room.show()
        room.activateWindow()
        qtbot.waitUntil(lambda: seat.picture.loaded and room.isActiveWindow(), timeout=LIMIT_MS)
        return room

    yield make
    for room in opened:
        room.close()
        room.deleteLater()


@pytest.fixture
def room(seat: Seat, open_room: OpenRoom) -> RadioRoom:
    return open_room(seat)


def down(room: RadioRoom, key: Qt.Key) -> None:
    """A key goes down in the window, as the display server tells it."""
    QTest.keyPress(room.windowHandle(), key)


def up(room: RadioRoom, key: Qt.Key) -> None:
    QTest.keyRelease(room.windowHandle(), key)


def strike(room: RadioRoom, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(room.windowHandle(), key, modifiers)
