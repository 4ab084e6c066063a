"""GCJ-02 against figures that others published."""

from __future__ import annotations

import numpy as np
import pytest

from maps.geo.datum import gcj02_to_wgs84, wgs84_to_gcj02

# WGS-84 and GCJ-02 of places in 上海, 深圳 and 北京, from the test data of the public eviltransform project.
PUBLISHED = [
    (31.1774276, 121.5272106, 31.17530398364597, 121.531541859215),
    (22.543847, 113.912316, 22.540796131694766, 113.9171764808363),
    (39.911954, 116.377817, 39.91334545536069, 116.38404722455657),
]


@pytest.mark.parametrize(("lat", "lon", "gcj_lat", "gcj_lon"), PUBLISHED)
def test_published_places(lat: float, lon: float, gcj_lat: float, gcj_lon: float) -> None:
    assert wgs84_to_gcj02(lat, lon) == (pytest.approx(gcj_lat, abs=1e-9), pytest.approx(gcj_lon, abs=1e-9))
    assert gcj02_to_wgs84(gcj_lat, gcj_lon) == (pytest.approx(lat, abs=1e-8), pytest.approx(lon, abs=1e-8))


def test_the_district_is_shifted_by_389_metres() -> None:
    lat, lon = 34.58, 105.725  # the city
    there = wgs84_to_gcj02(lat, lon)
    north_m = float(there[0] - lat) * 110_940
    east_m = float(there[1] - lon) * 111_320 * np.cos(np.radians(lat))
    assert np.hypot(north_m, east_m) == pytest.approx(389, abs=8)


def test_the_way_back_is_exact_over_all_of_china() -> None:
    lat, lon = np.meshgrid(np.linspace(18, 53, 40), np.linspace(74, 135, 40))
    back_lat, back_lon = gcj02_to_wgs84(*wgs84_to_gcj02(lat, lon))
    assert np.abs(back_lat - lat).max() < 1e-8  # a millimetre
    assert np.abs(back_lon - lon).max() < 1e-8


def test_nothing_is_shifted_abroad() -> None:
    lat, lon = np.array([48.85, 35.0]), np.array([2.35, 139.7])
    assert np.array_equal(wgs84_to_gcj02(lat, lon), (lat, lon))
    assert np.array_equal(gcj02_to_wgs84(lat, lon), (lat, lon))
