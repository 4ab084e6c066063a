"""Turning, holding, obeying: the rules of the pages alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from console.wall.rotation import FORCES, PAGES, SITUATION, TIMELINE, WATER, Rotation, page_named

START = datetime(2026, 11, 24, 8, tzinfo=UTC)


def at(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


def made(page_s: float = 20, empty: tuple[str, ...] = ()) -> Rotation:
    return Rotation(page_s, 30, START, lambda page: page not in empty)


def test_turns_in_order_and_begins_again() -> None:
    rotation = made()
    seen = [rotation.page]
    for number in range(1, 6):
        rotation.tick(at(20 * number - 1))
        assert rotation.page == seen[-1]
        rotation.tick(at(20 * number))
        seen.append(rotation.page)
    assert seen == [*PAGES, SITUATION]


def test_a_page_without_content_is_left_out() -> None:
    rotation = made(empty=(FORCES, WATER))
    rotation.tick(at(20))
    assert rotation.page == "warnings"


def test_nought_seconds_keep_one_page() -> None:
    rotation = made(page_s=0)
    rotation.tick(at(10_000))
    assert rotation.page == SITUATION and not rotation.turning


def test_an_alarm_interrupts_and_gives_back() -> None:
    rotation = made()
    rotation.choose(WATER, at(0))
    rotation.alarm(at(5))
    assert rotation.page == SITUATION and rotation.alarmed(at(34))
    rotation.tick(at(34))
    assert rotation.page == SITUATION
    rotation.tick(at(35))
    assert rotation.page == WATER and not rotation.alarmed(at(35))


def test_acknowledged_it_goes_on_at_once() -> None:
    rotation = made()
    rotation.choose(TIMELINE, at(0))
    rotation.alarm(at(5))
    rotation.calm(at(8))
    assert rotation.page == TIMELINE


def test_a_lock_holds_against_an_alarm_and_against_turning() -> None:
    rotation = made()
    rotation.choose(FORCES, at(0))
    rotation.lock(True, at(0))
    rotation.alarm(at(5))
    assert rotation.page == FORCES and rotation.alarmed(at(6))
    rotation.tick(at(500))
    rotation.tick(at(1000))
    assert rotation.page == FORCES


def test_a_pause_holds_against_turning_alone() -> None:
    rotation = made()
    rotation.pause(at(0))
    rotation.tick(at(500))
    assert rotation.page == SITUATION
    rotation.pause(at(500))
    rotation.tick(at(520))
    assert rotation.page == FORCES


def test_a_clock_set_back_does_not_stop_it() -> None:
    rotation = made()
    rotation.tick(at(-86_400))
    rotation.tick(at(-86_400 + 20))
    assert rotation.page == FORCES


def test_pages_by_name_and_number() -> None:
    assert [page_named(str(number)) for number in range(7)] == [None, *PAGES, None]
    assert page_named("water") == WATER and page_named("video") is None and page_named("") is None
