"""Forces as arrays: ages, unknowns, moves."""

from __future__ import annotations

import numpy as np
import pytest

from maps.model import KINDS, LIVE, LOST, STALE, STATES, MapPlace, Unit, UnitArrays, UnitMoves
from maps.unit_layer import UnitLayer

NOW = 1000.0


@pytest.mark.parametrize(("age_s", "face"), [(0, LIVE), (59.9, LIVE), (60, STALE), (599, STALE), (600, LOST), (-5, LIVE)])
def test_a_position_ages_by_the_limits_of_its_source(age_s: float, face: int) -> None:
    units = UnitArrays.of([Unit(id="a", name="a", at=NOW - age_s, stale_after_s=60, lost_after_s=600)])
    assert units.faces(NOW).tolist() == [face]


def test_a_position_without_a_time_is_never_live() -> None:
    assert UnitArrays.of([Unit(id="a", name="a", lat=34, lon=105)]).faces(NOW).tolist() == [LOST]


def test_codes_without_a_sign_of_their_own_are_other_and_unknown() -> None:
    units = UnitArrays.of([Unit(id="a", name="a", kind="circus", state="dancing")])
    assert (KINDS[units.kinds[0]], STATES[units.states[0]]) == ("other", "unknown")


def test_arrays_of_different_lengths_are_refused() -> None:
    one = UnitArrays.of([Unit(id="a", name="a")])
    with pytest.raises(ValueError, match="different lengths"):
        UnitArrays(**{name: getattr(one, name) for name in one.__slots__ if name != "lat"}, lat=np.zeros(2))


def moves(*ids: str, at: float = NOW) -> UnitMoves:
    count = len(ids)
    return UnitMoves(
        ids=ids,
        lat=np.full(count, 34.6),
        lon=np.full(count, 105.8),
        course_deg=np.full(count, 90.0),
        speed_kmh=np.full(count, 30.0),
        at=np.full(count, at),
        states=np.full(count, STATES.index("on_scene"), dtype=np.uint8),
    )


def test_moves_reach_their_forces_and_strangers_are_named() -> None:
    layer = UnitLayer()
    before = UnitArrays.of([Unit(id=name, name=name, lat=34.0, lon=105.0, at=1.0) for name in "abc"])
    layer.set_units(before)
    assert layer.move(moves("c", "x", "a")) == ("x",)
    assert layer.units.lat.tolist() == [34.6, 34.0, 34.6]
    assert [STATES[code] for code in layer.units.states] == ["on_scene", "unknown", "on_scene"]
    assert before.lat.tolist() == [34.0, 34.0, 34.0]  # what was handed in stays as it was
    assert layer.move(moves("a", "b", "c")) == ()
    assert layer.units.at.tolist() == [NOW] * 3


def test_a_place_that_should_have_spoken_is_stale() -> None:
    def place(at: float | None, limit: float | None) -> MapPlace:
        return MapPlace(id="p", name="p", kind="rain", lat=34, lon=105, at=at, stale_after_s=limit)

    assert not place(NOW - 299, 300).stale(NOW)
    assert place(NOW - 300, 300).stale(NOW)
    assert place(None, 300).stale(NOW)
    assert not place(None, None).stale(NOW)
