"""Alarm sounds follow the facts: at once for what is new, not for history, again while nobody acknowledges, silent on a key."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt

from console.app.alarms import AcknowledgeAlarm
from console.desk import sound as module
from console.desk.sound import AlarmSound
from console.domain.codes import Grade
from console.domain.entities import Alarm
from console.engine import Loaded
from console.seat import Seat
from tests.desk.conftest import OpenDesk, Other, Typist


class Clip:
    def __init__(self, grade: Grade, handed: bool = True) -> None:
        self.grade = grade
        self.handed_to_device_at: float | None = time.monotonic() if handed else None
        self.stopped = False

    def stop(self) -> None:
        self.stopped = True


class Ear:
    """A device that remembers what it was given."""

    def __init__(self, busy: bool = False) -> None:
        self.clips: list[Clip] = []
        self.busy = busy
        self.closed = False
        self.fault: Callable[[object], None] = lambda _fault: None

    def open(self, on_fault: Callable[[object], None]) -> Ear:
        self.fault = on_fault
        return self

    def play_alarm(self, grade: Grade) -> Clip:
        self.clips.append(Clip(grade, handed=not self.busy))
        return self.clips[-1]

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest.fixture
def sound(seat: Seat, ear: Ear, qtbot: Any) -> Any:
    qtbot.waitUntil(lambda: seat.picture.loaded)
    made = AlarmSound(seat, ear.open)
    with qtbot.waitSignal(made.state_changed):
        made.start()
    yield made
    made.close()


def test_a_new_alarm_sounds_at_once(sound: AlarmSound, ear: Ear, seat: Seat, other: Other, qtbot: Any) -> None:
    other.fire()
    qtbot.waitUntil(lambda: len(ear.clips) == 1)
    assert ear.clips[0].grade is Grade.I
    record = sound.records[0]
    assert record.alarm_id == seat.picture.all(Alarm)[0].id
    assert record.delay_s is not None and 0 <= record.delay_s < 0.1


def test_history_does_not_sound(sound: AlarmSound, ear: Ear, seat: Seat, other: Other, qtbot: Any) -> None:
    """After the database came back all facts come again: what sounded is not played a second time."""
    other.fire("1")
    qtbot.waitUntil(lambda: len(ear.clips) == 1)
    store = other._executor.store
    seat.picture.receive(Loaded(store.snapshot(), (), (), tuple(store.last_facts(500))))
    assert len(sound.records) == 1
    other.fire("2")
    qtbot.waitUntil(lambda: len(sound.records) == 2)


def test_what_nobody_acknowledges_is_heard_again(
    sound: AlarmSound, ear: Ear, other: Other, seat: Seat, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "NAG_S", dict.fromkeys(Grade, 0.2))
    other.fire()
    qtbot.waitUntil(lambda: len(ear.clips) >= 3, timeout=6000)
    other.do(AcknowledgeAlarm(alarm_id=seat.picture.all(Alarm)[0].id))
    qtbot.waitUntil(lambda: seat.picture.all(Alarm)[0].acknowledged)
    assert ear.clips[-1].stopped
    heard = len(ear.clips)
    sound._remind()
    assert len(ear.clips) == heard


def test_silence_lasts_until_the_next_new_alarm(
    open_desk: OpenDesk, seat: Seat, ear: Ear, other: Other, typist: Typist, qtbot: Any
) -> None:
    desk = open_desk(seat, open_player=ear.open)
    other.fire("1")
    qtbot.waitUntil(lambda: len(ear.clips) == 1)
    typist.key(Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert ear.clips[0].stopped
    assert "已消音" in desk.footer.sound.text()
    assert not seat.picture.all(Alarm)[0].acknowledged
    desk.sound._sounded_at.clear()
    desk.sound._remind()
    assert len(ear.clips) == 1
    other.fire("2")
    qtbot.waitUntil(lambda: len(ear.clips) == 2)


def test_a_storm_is_not_played_one_by_one(seat: Seat, other: Other, qtbot: Any) -> None:
    busy = Ear(busy=True)
    qtbot.waitUntil(lambda: seat.picture.loaded)
    made = AlarmSound(seat, busy.open)
    with qtbot.waitSignal(made.state_changed):
        made.start()
    for zone in range(20):
        other.fire(str(zone))
    qtbot.waitUntil(lambda: len(made.records) == 20)
    assert len(busy.clips) == 1
    made.close()
    assert busy.closed


def test_no_device_is_said_once_and_the_hall_works_on(open_desk: OpenDesk, seat: Seat, other: Other, qtbot: Any) -> None:
    desk = open_desk(seat)
    assert "本机没有音频设备" in desk.footer.sound.text()
    assert desk.banner.notices() == []
    other.fire()
    qtbot.waitUntil(lambda: len(seat.picture.all(Alarm)) == 1)


def test_a_device_that_goes_is_said_and_coming_back_too(open_desk: OpenDesk, seat: Seat, ear: Ear, qtbot: Any) -> None:
    from radio.audio.errors import AudioError

    desk = open_desk(seat, open_player=ear.open)
    ear.fault(AudioError("device_failed"))
    qtbot.waitUntil(lambda: "已断开" in desk.footer.sound.text())
    ear.fault(None)
    qtbot.waitUntil(lambda: desk.footer.sound.text() == "声音")


def test_the_four_sounds_differ() -> None:
    from radio.audio import patterns, tones

    alarms = patterns.load_patterns().alarms
    rhythms = {grade: alarms[colour] for grade, colour in module.COLOURS.items()}
    assert len({tuple(rhythm.beats) for rhythm in rhythms.values()}) == 4
    assert all(tones.rhythm(rhythm).size for rhythm in rhythms.values())
