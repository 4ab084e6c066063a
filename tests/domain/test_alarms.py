"""Stories of one alarm point, told to the rules and read back from the facts they give."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from console.domain.codes import Grade
from console.domain.entities import Alarm, Threshold
from console.domain.facts import AlarmRaised, AlarmRepeated
from console.domain.refusal import Refused
from console.domain.rules import alarms

T0 = datetime(2026, 7, 1, 3, 0, tzinfo=UTC)


class World:
    """The entities of one story."""

    def __init__(self, *alarms_: Alarm) -> None:
        self.held = {alarm.id: alarm for alarm in alarms_}

    def get(self, kind: type, id: str) -> Alarm:
        return self.held[id]

    def after(self, body: object) -> Alarm:
        for entity in body.apply(self):  # type: ignore[attr-defined]
            self.held[entity.id] = entity
        return self.held[entity.id]


def point(**changes: object) -> Alarm:
    alarm = Alarm(
        id="a1",
        key="panel|fire|1/1/2/10",
        device_id="panel",
        event="fire",
        grade=Grade.I,
        label="主机",
        place="玉泉观",
        text="感烟",
        lat=None,
        lon=None,
        active=True,
        acknowledged=False,
        raised_at=T0,
        last_at=T0,
    )
    return replace(alarm, **changes)  # type: ignore[arg-type]


def test_a_point_that_stands_never_makes_a_second_alarm() -> None:
    first = alarms.raise_or_repeat(None, point())
    assert isinstance(first, AlarmRaised)
    again = alarms.raise_or_repeat(point(), point(id="a2", last_at=T0 + timedelta(minutes=5)))
    assert isinstance(again, AlarmRepeated)
    after = World(point()).after(again)
    assert (after.id, after.count, after.raised_at, after.last_at) == ("a1", 2, T0, T0 + timedelta(minutes=5))


def test_an_acknowledged_point_that_speaks_again_stays_acknowledged() -> None:
    seen = point(acknowledged=True, acknowledged_by="li")
    after = World(seen).after(alarms.raise_or_repeat(seen, point(id="a2", last_at=T0 + timedelta(minutes=1))))
    assert after.acknowledged and after.count == 2


def test_returned_but_unacknowledged_comes_back_active() -> None:
    gone = point(active=False, returned_at=T0)
    after = World(gone).after(alarms.raise_or_repeat(gone, point(id="a2")))
    assert after.active and after.returned_at is None and not after.acknowledged


def test_acknowledging_twice_names_who_was_first() -> None:
    world = World(point())
    seen = world.after(alarms.acknowledge(point(), "li", T0 + timedelta(seconds=30)))
    assert (seen.acknowledged, seen.acknowledged_by, seen.active) == (True, "li", True)
    with pytest.raises(Refused) as refused:
        alarms.acknowledge(seen, "wang", T0 + timedelta(seconds=31))
    assert refused.value.code == "already_acknowledged" and refused.value.details["by"] == "li"


def test_return_is_said_once_and_keeps_a_value_of_zero() -> None:
    alarm = point(value=3.2, unit="m")
    fact = alarms.returned(alarm, T0, value=0.0)
    assert fact is not None
    quiet = World(alarm).after(fact)
    assert (quiet.active, quiet.value) == (False, 0.0)
    assert alarms.returned(quiet, T0) is None
    assert alarms.stands(quiet), "returned but nobody has acknowledged it"


LIMIT = Threshold(id="t", device_id="s", element="water_level", limit=2.5, unit="m", grade=Grade.II, hysteresis=0.1)


@pytest.mark.parametrize(
    ("value", "active", "step"),
    [
        (2.49, False, None),
        (2.5, False, "raise"),
        (2.45, True, None),
        (2.4, True, None),
        (2.39, True, "return"),
        (9.9, True, None),
        (None, False, None),
        (None, True, None),
    ],
)
def test_a_limit_has_a_dead_band_and_no_value_decides_nothing(value: float | None, active: bool, step: str | None) -> None:
    standing = point(active=True) if active else None
    assert alarms.crossing(LIMIT, value, standing) == step


def test_a_fire_is_always_the_worst_and_the_unknown_is_not_the_least() -> None:
    assert alarms.grade_of("fire") is Grade.I
    assert alarms.grade_of("never heard of") is Grade.III


@pytest.mark.parametrize(
    ("event", "zone", "ends"),
    [
        ("fire", "1/1/2/10", True),
        ("fault", "1/1/2/10", False),
        ("normal", "1/1/2/10", True),
        ("normal", "1/1", True),
        ("normal", "1/1/2/1", False),
        ("reset", None, True),
        ("fire", None, True),
        ("fault", None, False),
    ],
)
def test_a_restore_ends_what_lies_in_its_place(event: str, zone: str | None, ends: bool) -> None:
    assert alarms.ended_by(point(), event, zone) is ends
