"""The relief of a pack, served by day and by night, below its last level too."""

from __future__ import annotations

from pathlib import Path

from maps.geo.mbtiles import MBTiles, Overzoom
from maps.geo.style import load_style
from maps.geo.tileserver import TileServer
from maps.geo.tone import Toned


class PackTiles:
    """One MBTiles file open, and its two tones on loopback, until they are stopped."""

    def __init__(self, relief: Path) -> None:
        self._tiles = MBTiles(relief)
        source = Overzoom(self._tiles, self._tiles.max_zoom)
        self._server = TileServer(
            {
                "day": Toned(source, load_style(night=False).tone),
                "night": Toned(source, load_style(night=True).tone),
            }
        )

    def url(self, *, night: bool) -> str:
        """Address of a tone up to its name; ``/z/x/y.png`` follows."""
        return self._server.url("night" if night else "day")

    def stop(self) -> None:
        """A second call does nothing."""
        self._server.stop()
        self._tiles.close()
