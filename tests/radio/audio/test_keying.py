"""No sequence of presses keeps a transmitter on beyond its limits."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from radio.audio.keying import Keyer, KeyingSettings

SETTINGS = KeyingSettings(lead_s=0.3, tail_s=0.15, limit_s=10.0, deadman_s=1.0)


def test_lead_air_tail() -> None:
    keyer = Keyer(SETTINGS)
    assert keyer.press(0.0) and keyer.phase == "lead" and keyer.keyed
    keyer.tick(0.29)
    assert keyer.phase == "lead"
    keyer.tick(0.3)
    assert keyer.phase == "air"
    keyer.release(0.8, drain_s=0.05)
    assert keyer.phase == "tail" and keyer.ended_by == "released"
    keyer.tick(0.99)
    assert keyer.keyed
    keyer.tick(1.01)
    assert keyer.phase == "idle" and not keyer.keyed


def test_a_tap_on_the_key_is_off_at_once() -> None:
    keyer = Keyer(SETTINGS)
    keyer.press(0.0)
    keyer.release(0.1)
    keyer.tick(0.1)
    assert not keyer.keyed


def test_pressing_again_in_the_tail_goes_on_without_a_lead() -> None:
    keyer = Keyer(SETTINGS)
    keyer.press(0.0)
    keyer.tick(0.3)
    keyer.release(0.5)
    assert keyer.press(0.6) and keyer.phase == "air"


def test_a_key_that_is_not_refreshed_drops() -> None:
    keyer = Keyer(SETTINGS)
    keyer.press(0.0)
    for tick in range(1, 10):
        keyer.press(tick / 2)
        keyer.tick(tick / 2)
    assert keyer.phase == "air"
    keyer.tick(5.49)
    assert keyer.phase == "air"
    keyer.tick(5.5)
    assert keyer.phase == "tail" and keyer.ended_by == "dead_man"


def test_after_the_limit_only_a_release_unlocks() -> None:
    keyer = Keyer(SETTINGS)
    for tick in range(101):
        keyer.press(tick / 10)
        keyer.tick(tick / 10)
    assert keyer.ended_by == "tx_limit" and keyer.locked
    assert not keyer.press(10.1)
    keyer.tick(11.0)
    assert not keyer.keyed
    keyer.release(11.1)
    assert keyer.press(11.2)


def test_a_line_that_failed_is_not_tried_again_by_a_held_key() -> None:
    keyer = Keyer(SETTINGS)
    keyer.press(0.0)
    keyer.release(0.0, "fault")
    assert not keyer.press(0.1)
    keyer.release(0.2)
    assert keyer.press(0.3)


def test_a_clip_needs_no_refresh_has_the_limit_and_keeps_the_key_out() -> None:
    keyer = Keyer(SETTINGS)
    assert keyer.begin_clip(0.0)
    assert not keyer.press(0.5) and not keyer.begin_clip(0.5)
    keyer.tick(9.9)
    assert keyer.phase == "lead" or keyer.phase == "air"
    keyer.tick(10.0)
    assert keyer.ended_by == "tx_limit"
    keyer.tick(10.2)
    assert keyer.press(10.3)  # nobody held a key, so none is locked


_ACTIONS = st.lists(st.tuples(st.floats(0.01, 2.0), st.sampled_from(["press", "release", "clip", "tick"])), max_size=60)


@given(_ACTIONS)
def test_never_keyed_beyond_the_limit_nor_by_hand_without_refresh(actions: list[tuple[float, str]]) -> None:
    keyer, now, keyed_since, refreshed = Keyer(SETTINGS), 0.0, 0.0, 0.0
    for wait_s, action in actions:
        for _ in range(round(wait_s / 0.05) + 1):  # the channel ticks all the time
            now += 0.05
            keyer.tick(now)
            if not keyer.keyed:
                keyed_since = now
            assert now - keyed_since <= SETTINGS.limit_s + 1.1
            if keyer.phase in ("lead", "air") and keyer._by_hand:
                assert now - refreshed <= SETTINGS.deadman_s + 0.06
        if action == "press" and keyer.press(now):
            refreshed = now
        elif action == "release":
            keyer.release(now)
        elif action == "clip":
            keyer.begin_clip(now)
