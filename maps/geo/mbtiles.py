"""Raster MBTiles: reading, writing, and going on where its levels end.

Tiles are addressed here as the web does (row 0 in the north); MBTiles counts rows from the south.
"""

from __future__ import annotations

import io
import sqlite3
import threading
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Protocol

from PIL import Image

from maps.geo.errors import MapDataError
from maps.geo.projection import TILE_PX, Bounds

BLEED_PX = 2  # of the neighbours, so that enlarging one tile shows no seam at its edge


class TileSource(Protocol):
    """Anything that has pictures by tile address; None where it has nothing."""

    def tile(self, z: int, x: int, y: int) -> bytes | None: ...


class MBTiles:
    """A read-only MBTiles file; safe to ask from several threads."""

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise MapDataError("missing", path)
        self.path = path
        self._lock = threading.Lock()
        self._db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        try:
            self.metadata = {str(k): str(v) for k, v in self._db.execute("select name, value from metadata")}
            levels = self._db.execute("select min(zoom_level), max(zoom_level) from tiles").fetchone()
        except sqlite3.DatabaseError as error:
            self._db.close()
            raise MapDataError("not_mbtiles", path, str(error)) from error
        if levels[0] is None:
            self._db.close()
            raise MapDataError("no_tiles", path)
        self.min_zoom, self.max_zoom = int(levels[0]), int(levels[1])

    @property
    def bounds(self) -> Bounds | None:
        """The box of degrees that the file claims to cover, if it says one."""
        parts = self.metadata.get("bounds", "").split(",")
        try:
            west, south, east, north = (float(part) for part in parts)
        except ValueError:
            return None
        return Bounds(west, south, east, north)

    def tile(self, z: int, x: int, y: int) -> bytes | None:
        if not (0 <= z <= 30 and 0 <= x < 2**z and 0 <= y < 2**z):
            return None
        with self._lock:
            row = self._db.execute(
                "select tile_data from tiles where zoom_level = ? and tile_column = ? and tile_row = ?",
                (z, x, 2**z - 1 - y),
            ).fetchone()
        return bytes(row[0]) if row else None

    def count(self) -> int:
        with self._lock:
            return int(self._db.execute("select count(*) from tiles").fetchone()[0])

    def close(self) -> None:
        with self._lock:
            self._db.close()


def write_mbtiles(path: Path, metadata: Mapping[str, str], tiles: Iterable[tuple[int, int, int, bytes]]) -> int:
    """Write ``(z, x, y, picture)`` as a new file and say how many there were."""
    with sqlite3.connect(path) as db:
        db.execute("create table metadata (name text, value text)")
        db.execute("create table tiles (zoom_level integer, tile_column integer, tile_row integer, tile_data blob)")
        db.execute("create unique index tile_index on tiles (zoom_level, tile_column, tile_row)")
        db.executemany("insert into metadata values (?, ?)", metadata.items())
        rows = ((z, x, 2**z - 1 - y, picture) for z, x, y, picture in tiles)
        written = db.executemany("insert into tiles values (?, ?, ?, ?)", rows).rowcount
    db.close()
    return max(written, 0)


def decode(picture: bytes) -> Image.Image:
    """A tile picture as RGBA of the usual size."""
    image = Image.open(io.BytesIO(picture)).convert("RGBA")
    return image if image.size == (TILE_PX, TILE_PX) else image.resize((TILE_PX, TILE_PX), Image.Resampling.LANCZOS)


def encode(image: Image.Image) -> bytes:
    """JPEG where nothing shines through, PNG where something does: both quick to make and to read."""
    buffer = io.BytesIO()
    if image.mode == "RGBA" and image.getchannel("A").getextrema() != (255, 255):
        image.save(buffer, "PNG", compress_level=1)
    else:
        image.convert("RGB").save(buffer, "JPEG", quality=88)
    return buffer.getvalue()


class Overzoom:
    """Goes on below the last level by enlarging a part of the parent tile, and its neighbours' edges, smoothly."""

    def __init__(self, source: TileSource, max_zoom: int) -> None:
        self._source = source
        self._max_zoom = max_zoom

    def tile(self, z: int, x: int, y: int) -> bytes | None:
        if z <= self._max_zoom:
            return self._source.tile(z, x, y)
        steps = z - self._max_zoom
        parent_x, parent_y = x >> steps, y >> steps
        if self._source.tile(self._max_zoom, parent_x, parent_y) is None:
            return None
        board = self._with_neighbours(parent_x, parent_y)
        size = TILE_PX / 2**steps
        left = BLEED_PX + (x - (parent_x << steps)) * size
        top = BLEED_PX + (y - (parent_y << steps)) * size
        part = board.resize((TILE_PX, TILE_PX), Image.Resampling.BICUBIC, box=(left, top, left + size, top + size))
        return encode(part)

    def _with_neighbours(self, x: int, y: int) -> Image.Image:
        side = TILE_PX + 2 * BLEED_PX
        board = Image.new("RGBA", (side, side))
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                picture = self._source.tile(self._max_zoom, x + dx, y + dy)
                if picture is not None:
                    board.paste(decode(picture), (BLEED_PX + dx * TILE_PX, BLEED_PX + dy * TILE_PX))
        return board
