"""Times, ages and figures as people read them."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta, timezone

import pytest

from tests.widgets.samples import NOW, ago
from widgets import format as fmt

CHINA = timezone(timedelta(hours=8))


def test_a_time_is_local_and_has_its_date_on_another_day() -> None:
    assert fmt.clock(NOW, NOW, CHINA) == "14:05:32"
    assert fmt.clock(NOW - timedelta(days=1), NOW, CHINA) == "11-23 14:05:32"
    assert fmt.date_clock(NOW, CHINA) == "2026-11-24 14:05:32"
    assert fmt.weekday(NOW, CHINA) == "周二"
    assert fmt.clock(None) == "–"


def test_midnight_is_that_of_the_hall_not_of_greenwich() -> None:
    late, early = datetime(2026, 11, 23, 16, 30, tzinfo=UTC), datetime(2026, 11, 23, 15, 30, tzinfo=UTC)
    assert fmt.clock(early, late, CHINA) == "11-23 23:30:00"
    assert fmt.clock(late, late, CHINA) == "00:30:00"


def test_a_time_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        fmt.clock(datetime(2026, 11, 24))


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 s 前"),
        (12, "12 s 前"),
        (59.9, "59 s 前"),
        (60, "1 min 前"),
        (3599, "59 min 前"),
        (3600, "1 h 前"),
        (11520, "3 h 12 min 前"),
        (86400 * 2 + 4 * 3600, "2 d 4 h 前"),
        (-1, "0 s 前"),
        (-90, "快 1 min"),
    ],
)
def test_age(seconds: float, words: str) -> None:
    assert fmt.age(ago(seconds), NOW).replace("\u00a0", " ") == words


def test_no_age_without_a_time() -> None:
    assert fmt.age(None, NOW) == "–"
    assert fmt.short_age(None, NOW) == "–"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(48, "0:48"), (47.2, "0:48"), (0, "0:00"), (-80, "超 1:20"), (300, "5:00"), (3700, "1:01:40"), (None, "–")],
)
def test_countdown(seconds: float | None, words: str) -> None:
    assert fmt.countdown(seconds) == words


@pytest.mark.parametrize(("seconds", "words"), [(2472, "00:41:12"), (90061, "25:01:01"), (-5, "00:00:00"), (None, "–")])
def test_duration(seconds: float | None, words: str) -> None:
    assert fmt.duration(seconds) == words


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "words"),
    [
        (42.5, "mm", 1, "42.5 mm"),
        (0.0, "mm", 1, "0.0 mm"),
        (-0.04, "°C", 1, "0.0 °C"),
        (-0.06, "°C", 1, "-0.1 °C"),
        (1287.254, "m", 2, "1287.25 m"),
        (7, "", 0, "7"),
        (None, "mm", 1, "–"),
        (math.nan, "mm", 1, "–"),
        (math.inf, "mm", 1, "–"),
    ],
)
def test_number(value: float | None, unit: str, decimals: int, words: str) -> None:
    assert fmt.number(value, unit, decimals).replace("\u00a0", " ") == words
