"""Tiles: out of a file, beyond its last level, in two tones, and over HTTP."""

from __future__ import annotations

import http.client
import io
import sqlite3
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from maps.geo.errors import MapDataError
from maps.geo.mbtiles import MBTiles, Overzoom, decode, encode, write_mbtiles
from maps.geo.tileserver import TileServer
from maps.geo.tone import Tone, Toned

RED, BLUE, GREEN, GREY = (200, 30, 30), (30, 30, 200), (30, 160, 30), (120, 120, 120)


def png(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def quarters() -> Image.Image:
    """Red north-west, green north-east, blue south-west, grey south-east."""
    image = Image.new("RGB", (256, 256))
    for box, colour in (((0, 0), RED), ((128, 0), GREEN), ((0, 128), BLUE), ((128, 128), GREY)):
        image.paste(colour, (*box, box[0] + 128, box[1] + 128))
    return image


def pixel(picture: bytes | None, x: int, y: int) -> tuple[int, ...]:
    assert picture is not None
    return tuple(int(v) for v in np.asarray(decode(picture))[y, x])


@pytest.fixture
def tiles(tmp_path: Path) -> Iterator[MBTiles]:
    path = tmp_path / "t.mbtiles"
    metadata = {"name": "t", "format": "png", "bounds": "-180,0,0,85"}
    write_mbtiles(path, metadata, [(1, 0, 0, png(quarters())), (1, 1, 0, png(Image.new("RGB", (256, 256), (250, 250, 0))))])
    file = MBTiles(path)
    yield file
    file.close()


def test_rows_are_counted_from_the_north_here_and_from_the_south_in_the_file(tiles: MBTiles) -> None:
    assert pixel(tiles.tile(1, 0, 0), 10, 10)[:3] == RED
    assert tiles.tile(1, 0, 1) is None
    with sqlite3.connect(tiles.path) as db:
        assert db.execute("select tile_row from tiles where tile_column = 0").fetchall() == [(1,)]
    db.close()
    assert (tiles.min_zoom, tiles.max_zoom, tiles.count()) == (1, 1, 2)
    assert tiles.bounds is not None and tiles.bounds.west == -180


@pytest.mark.parametrize(("z", "x", "y"), [(-1, 0, 0), (1, 2, 0), (1, 0, -1), (99, 0, 0)])
def test_addresses_outside_the_world_have_no_tile(tiles: MBTiles, z: int, x: int, y: int) -> None:
    assert tiles.tile(z, x, y) is None


def test_below_the_last_level_the_parent_s_quarter_fills_the_tile(tiles: MBTiles) -> None:
    deeper = Overzoom(tiles, 1)
    for (x, y), colour in {(0, 0): RED, (1, 0): GREEN, (0, 1): BLUE, (1, 1): GREY}.items():
        assert pixel(deeper.tile(2, x, y), 128, 128)[:3] == pytest.approx(colour, abs=4)
    assert pixel(deeper.tile(5, 1, 1), 128, 128)[:3] == pytest.approx(RED, abs=4)
    assert deeper.tile(1, 0, 0) == tiles.tile(1, 0, 0)
    assert deeper.tile(2, 0, 3) is None


def test_enlarging_shows_no_seam_between_two_parents(tmp_path: Path) -> None:
    """A slope of grey that runs on through two tiles runs on through their enlarged edges as well."""
    path = tmp_path / "slope.mbtiles"
    grey = np.tile(np.linspace(0, 255, 512), (256, 1)).astype(np.uint8)
    halves = [(1, side, 0, png(Image.fromarray(grey[:, side * 256 : side * 256 + 256]))) for side in (0, 1)]
    write_mbtiles(path, {"name": "s"}, halves)
    source = MBTiles(path)
    deeper = Overzoom(source, 1)
    west, east = pixel(deeper.tile(3, 3, 1), 255, 100), pixel(deeper.tile(3, 4, 1), 0, 100)
    source.close()
    assert abs(west[0] - east[0]) <= 1
    assert west[3] == east[3] == 255  # without the neighbour the edge would fade
    assert west[0] == pytest.approx(127, abs=3)


def test_files_that_are_no_tiles_are_named(tmp_path: Path) -> None:
    text, empty = tmp_path / "text.mbtiles", tmp_path / "empty.mbtiles"
    text.write_text("these are no tiles, but long enough to look like something" * 20)
    write_mbtiles(empty, {"name": "nothing"}, [])
    for path, fault in ((tmp_path / "none", "missing"), (text, "not_mbtiles"), (empty, "no_tiles")):
        with pytest.raises(MapDataError) as caught:
            MBTiles(path)
        assert (caught.value.fault, caught.value.path) == (fault, path)


def test_a_tone_darkens_and_keeps_what_is_transparent(tiles: MBTiles) -> None:
    night = Tone(shadow="#101418", highlight="#505850", saturation=0.5, black=0.0, white=1.0)
    toned = pixel(Toned(tiles, night).tile(1, 1, 0), 5, 5)
    assert max(toned[:3]) <= 0x58 + 3
    hole = Image.new("RGBA", (256, 256), (255, 255, 255, 0))
    assert decode(encode(night.apply(hole))).getchannel("A").getextrema() == (0, 0)
    assert Toned(tiles, night).tile(1, 0, 1) is None


class Counting:
    """A source that counts how often it is asked."""

    def __init__(self, source: MBTiles) -> None:
        self.source, self.asked = source, 0

    def tile(self, z: int, x: int, y: int) -> bytes | None:
        self.asked += 1
        return self.source.tile(z, x, y)


def test_served_over_http_from_memory_the_second_time(tiles: MBTiles) -> None:
    source = Counting(tiles)
    server = TileServer({"ground": source})
    try:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
        for _ in range(3):
            connection.request("GET", "/ground/1/0/0.png")
            answer = connection.getresponse()
            assert (answer.status, answer.headers["Content-Type"]) == (200, "image/png")
            assert answer.read() == tiles.tile(1, 0, 0)
        assert source.asked == 1
        connection.close()
        with urllib.request.urlopen(f"{server.url('ground')}/1/0/1.png", timeout=5) as reply:
            assert pixel(reply.read(), 100, 100)[3] == 0  # nothing there: transparent
    finally:
        server.stop()


@pytest.mark.parametrize(
    "path", ["/", "/other/1/0/0.png", "/ground/1/0.png", "/ground/a/0/0.png", "/ground/1/0/0.jpg", "/ground/1/²/0.png"]
)
def test_other_addresses_are_not_found(tiles: MBTiles, path: str) -> None:
    server = TileServer({"ground": tiles})
    try:
        with pytest.raises(urllib.error.HTTPError) as caught:
            urllib.request.urlopen(f"http://127.0.0.1:{server.port}{urllib.request.quote(path)}", timeout=5)
        assert caught.value.code == 404
        caught.value.close()
    finally:
        server.stop()


def test_a_stopped_server_answers_nobody_and_lets_go_of_who_is_connected(tiles: MBTiles) -> None:
    server = TileServer({"ground": tiles})
    held = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
    held.request("GET", "/ground/1/0/0.png")
    held.getresponse().read()
    server.stop()
    server.stop()
    with pytest.raises((ConnectionError, http.client.HTTPException)):
        held.request("GET", "/ground/1/0/0.png")
        held.getresponse()
    held.close()
    late = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
    with pytest.raises(ConnectionError):
        late.request("GET", "/ground/1/0/0.png")
    late.close()
