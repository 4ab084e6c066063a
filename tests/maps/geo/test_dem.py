"""Heights out of a GeoTIFF, and light on them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from maps.geo.dem import read_dem
from maps.geo.errors import MapDataError
from maps.geo.projection import to_world
from maps.geo.relief import Shader, relief_tiles, tile_range
from maps.geo.style import load_relief_style
from tests.maps.conftest import NORTH, STEP, WEST, WriteTiff


def test_a_cell_s_height_stands_at_its_middle(ramp: Path) -> None:
    dem = read_dem(ramp)
    lat = NORTH - 20.5 * STEP
    assert float(dem.height_m(lat, WEST + 10.5 * STEP)) == pytest.approx(1200)
    assert float(dem.height_m(lat, WEST + 11.0 * STEP)) == pytest.approx(1210)  # half way to the next
    assert np.isnan(dem.height_m(NORTH + 1, WEST))
    assert np.isnan(dem.height_m(lat, WEST))  # the outer half of the first cell


def test_a_raster_of_points_has_them_at_the_tie_point(write_tiff: WriteTiff) -> None:
    dem = read_dem(write_tiff(np.tile(np.arange(8.0), (8, 1)), point=True))
    assert float(dem.height_m(NORTH - STEP, WEST + 3 * STEP)) == pytest.approx(3)


def test_unknown_cells_are_unknown(write_tiff: WriteTiff) -> None:
    heights = np.full((8, 8), 500.0)
    heights[4, 4], heights[1, 1] = -32768, -999
    dem = read_dem(write_tiff(heights, no_data="-999"))
    assert np.isnan(dem.heights_m[4, 4]) and np.isnan(dem.heights_m[1, 1])
    assert np.isfinite(dem.heights_m).sum() == 62


def test_rasters_that_cannot_be_used_are_named(write_tiff: WriteTiff, tmp_path: Path) -> None:
    flat = np.zeros((8, 8))
    text = tmp_path / "text.tif"
    text.write_text("no picture")
    cases = {
        tmp_path / "none.tif": "missing",
        text: "not_geotiff",
        write_tiff(flat, "projected.tif", model=1): "projected",
        write_tiff(flat, "nowhere.tif", place=False): "not_geotiff",
        write_tiff(np.zeros((2, 2)), "tiny.tif"): "not_geotiff",
    }
    for path, fault in cases.items():
        with pytest.raises(MapDataError) as caught:
            read_dem(path)
        assert caught.value.fault == fault, path


def test_a_western_slope_is_brighter_than_an_eastern_one(write_tiff: WriteTiff) -> None:
    """A ridge from north to south under light from the north-west."""
    column = np.abs(np.arange(60) - 30)
    dem = read_dem(write_tiff(np.tile(5000.0 - 120.0 * column, (60, 1))))
    x, y = to_world(NORTH - 30 * STEP, WEST + 30.5 * STEP)
    picture = Shader.of(dem, load_relief_style()).tile(8, int(x * 256), int(y * 256))
    assert picture is not None
    grey = np.asarray(picture.convert("L"), dtype=float)
    px, py = int(x * 256 * 256) % 256, int(y * 256 * 256) % 256
    assert grey[py, px - 8] > grey[py, px + 8] + 30


def test_the_relief_fades_out_at_the_end_of_what_is_known(ramp: Path) -> None:
    dem = read_dem(ramp)
    style = load_relief_style()
    columns, rows = tile_range(dem, 8)
    pictures = [Shader.of(dem, style).tile(8, x, y) for x in columns for y in rows]
    alphas = np.concatenate([np.asarray(p.getchannel("A")).ravel() for p in pictures if p is not None])
    assert alphas.min() == 0 and alphas.max() == 255
    assert ((alphas > 10) & (alphas < 245)).any()
    assert Shader.of(dem, style).tile(8, columns[-1] + 2, rows[0]) is None


def test_every_level_of_the_pyramid_has_tiles(ramp: Path) -> None:
    levels = [z for z, _, _, _ in relief_tiles(read_dem(ramp), load_relief_style(), 7, 8)]
    assert set(levels) == {7, 8}
    assert levels.count(8) >= levels.count(7)
