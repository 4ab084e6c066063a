"""A real desk over a real hall in this process: real keys, real clicks; the gateway's work is done by another hand on the same memory."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QWidget

from console import bootstrap
from console.app import hear
from console.app.context import Ctx
from console.desk.sound import Player
from console.desk.window import DeskWindow
from console.domain.entities import Alarm
from console.halls import Hall
from console.seat import Seat
from console.settings import load
from radio import messages
from radio.audio.errors import AudioError
from tests import halls
from widgets import theme as look
from widgets.stage import Stage


class Other:
    """Another hand on the same memory: the gateway, or a second seat."""

    def __init__(self, hall: Hall) -> None:
        self._bus = bootstrap.open_bus(hall)
        self._executor = bootstrap.executor_opener(hall, load(hall.settings_file), self._bus)()

    def do(self, command: Any, actor: Any = halls.GATEWAY) -> str:
        return str(self._executor.execute(actor, command))

    def hear(self, wire: str, *said: messages.Message) -> None:
        now = datetime.now(UTC)
        with self._executor.store.transaction(halls.GATEWAY, now) as unit:
            ctx = Ctx(unit, halls.GATEWAY, now, self._executor.new_id, self._executor.figures)
            hear.Hearing(ctx).hear(hear.Heard(wire, now, said))

    def fire(self, zone: str = "1-3") -> None:
        """What the panel's frame means, as the codec says it."""
        alarm = messages.Alarm(
            protocol="gbt26875",
            source="000000000379",
            time=datetime.now(UTC),
            raw="",
            event="fire",
            state="active",
            code="",
            zone=zone,
            text=f"感烟探测器 {zone}",
        )
        self.hear("panel-1", alarm)

    def facts(self, kind: str) -> list[Any]:
        """Bodies of that kind in the journal, oldest first."""
        return [fact.body for fact in self._executor.store.last_facts(2000) if fact.body.kind == kind]

    def say(self, topic: str, **payload: Any) -> None:
        """A word to the screens, as the gateway says it."""
        self._bus.publish(topic, payload)

    def close(self) -> None:
        self._executor.store.close()
        self._bus.close()  # type: ignore[attr-defined]


def no_player(_on_fault: Callable[[object], None]) -> Player:
    """A machine without a sound card."""
    raise AudioError("no_device")


@pytest.fixture(autouse=True)
def collected_here(qapp: Any) -> Iterator[None]:
    """As in the program: the cycle collector destroys QObjects in whatever thread it runs in, so it runs here, between tests."""
    gc.disable()
    yield
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    gc.enable()


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hall founded once; each test gets a copy of its own."""
    home = tmp_path_factory.mktemp("founded")
    halls.make_hall(home)
    return home


@pytest.fixture
def hall(founded: Path, tmp_path: Path) -> Hall:
    shutil.copytree(founded / "drill", tmp_path / "drill")
    made = Hall("drill", tmp_path)
    made.make_folders()
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
    with halls.open_seat(hall) as made:
        yield made


@pytest.fixture
def other(hall: Hall) -> Iterator[Other]:
    made = Other(hall)
    yield made
    made.close()


OpenDesk = Callable[..., DeskWindow]


@pytest.fixture
def open_desk(qtbot: Any, stage: Stage) -> Iterator[OpenDesk]:
    """Opens desks, waits until they show the hall, and closes them."""
    opened: list[DeskWindow] = []

    def make(seat: Seat, *, open_player: Any = no_player, size: tuple[int, int] = (1600, 900)) -> DeskWindow:
        window = DeskWindow(seat, stage, None, open_player=open_player)
        window.resize(*size)
        opened.append(window)
        with qtbot.waitSignals([window.ready, window.learnt], timeout=20_000):
            window.show()
        window.activateWindow()
        qtbot.waitUntil(lambda: seat.picture.loaded and window.isActiveWindow(), timeout=10_000)
        return window

    yield make
    for window in opened:
        window.close()
        window.deleteLater()


@pytest.fixture
def desk(seat: Seat, open_desk: OpenDesk) -> DeskWindow:
    return open_desk(seat)


class Typist:
    """Strikes keys where the focus is, as a person does."""

    def __init__(self, qtbot: Any) -> None:
        self._qtbot = qtbot

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self._qtbot.keyClick(focus(), key, modifiers)

    def type(self, text: str) -> None:
        """Letters one by one; Chinese goes in at once, as an input method commits it."""
        for letter in text:
            if letter.isascii():
                self._qtbot.keyClick(focus(), letter)
            else:
                commit(focus(), letter)


def commit(widget: QWidget, text: str) -> None:
    """What an input method does when a candidate is chosen."""
    from PySide6.QtGui import QInputMethodEvent
    from PySide6.QtWidgets import QApplication

    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def focus() -> QWidget:
    from PySide6.QtWidgets import QApplication

    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the keyboard"
    return widget


@pytest.fixture
def typist(qtbot: Any) -> Typist:
    return Typist(qtbot)


def only_alarm(seat: Seat) -> Alarm:
    alarms = seat.picture.all(Alarm)
    assert len(alarms) == 1
    return alarms[0]
