"""Degrees and pixels."""

from __future__ import annotations

import numpy as np
import pytest

from maps.geo.projection import MAX_LAT, Bounds, Viewport, fit, from_world, to_world


def test_a_published_place_lies_where_the_publisher_says() -> None:
    # Google's developer guide to map coordinates gives Chicago's world coordinate on a 256-pixel world.
    x, y = to_world(41.85, -87.65)
    assert (float(x) * 256, float(y) * 256) == pytest.approx((65.67111111, 95.17492655), abs=1e-6)


def test_the_square_ends_where_mercator_is_cut() -> None:
    x, y = to_world([MAX_LAT, 0, -90], [-180, 0, 180])
    assert x == pytest.approx([0, 0.5, 1])
    assert y == pytest.approx([0, 0.5, 1], abs=1e-12)


def test_back_and_forth_over_arrays_and_nan() -> None:
    lat, lon = np.array([34.58, -12.0, np.nan]), np.array([105.75, 179.0, 10.0])
    back_lat, back_lon = from_world(*to_world(lat, lon))
    assert back_lat[:2] == pytest.approx(lat[:2], abs=1e-10)
    assert np.isnan(back_lat[2])
    assert back_lon == pytest.approx(lon, abs=1e-10)


def test_a_pixel_is_half_as_long_at_sixty_degrees() -> None:
    equator, north = Viewport(0, 0, 0, 10, 10), Viewport(60, 0, 0, 10, 10)
    assert equator.metres_per_px == pytest.approx(156543.034, abs=0.01)  # the figure of every tile server's table
    assert north.metres_per_px == pytest.approx(equator.metres_per_px / 2)


def test_the_centre_is_in_the_middle_and_east_is_right() -> None:
    view = Viewport(34.5, 105.7, 11, 800, 600)
    x, y = view.to_screen([34.5, 34.5, 34.6], [105.7, 105.8, 105.7])
    assert (x[0], y[0]) == pytest.approx((400, 300))
    assert x[1] > 400 and y[1] == pytest.approx(300)
    assert y[2] < 300


def test_zooming_keeps_the_place_under_the_pointer() -> None:
    view = Viewport(34.5, 105.7, 11, 800, 600)
    before = view.to_geo(100, 80)
    assert view.zoomed(13.5, 100, 80).to_geo(100, 80) == pytest.approx(before, abs=1e-9)


def test_a_pan_shifts_by_exactly_its_pixels() -> None:
    view = Viewport(34.5, 105.7, 11, 800, 600)
    place = view.to_geo(300, 200)
    x, y = view.panned(37, -12).to_screen(*place)
    assert (float(x), float(y)) == pytest.approx((263, 212))


def test_an_aligned_view_has_a_whole_pixel_in_its_corner() -> None:
    view = Viewport(34.51234, 105.76543, 11.3, 801, 600).aligned()
    left, top = view.origin_px
    assert left == pytest.approx(round(left), abs=1e-5) and top == pytest.approx(round(top), abs=1e-5)


def test_fitting_shows_the_whole_box_and_fills_one_side() -> None:
    box = Bounds(105.2, 34.0, 106.0, 34.7)
    view = fit(box, 800, 600, margin_px=20)
    x, y = view.to_screen([34.7, 34.0], [105.2, 106.0])
    assert x[0] >= 19.99 and x[1] <= 780.01 and y[0] >= 19.99 and y[1] <= 580.01
    assert x[1] - x[0] == pytest.approx(760) or y[1] - y[0] == pytest.approx(560)
    seen = view.bounds()
    assert seen.contains(34.0, 105.2) and seen.contains(34.7, 106.0)
