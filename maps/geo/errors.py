"""What can be wrong with map data, as codes: words for people belong to whoever shows them."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

Fault = Literal[
    "missing",  # there is no such file or folder
    "unreadable",  # the file is there and cannot be read as what it claims to be
    "not_geojson",
    "wrong_geometry",  # readable, but holds no line or area of the kind that is needed
    "out_of_range",  # coordinates that are no degrees
    "not_geotiff",
    "projected",  # the raster is not in degrees
    "no_overlap",  # the raster does not cover the district
    "not_mbtiles",
    "no_tiles",
    "not_divisions",
    "missing_columns",
    "bad_row",
    "bad_pack",  # pack.toml lacks something or holds something impossible
    "exists",  # the target folder already holds a pack
]


class MapDataError(Exception):
    """A file given to the map cannot be used; the environment is to blame, not this program."""

    def __init__(self, fault: Fault, path: Path, detail: str = "") -> None:
        super().__init__(f"{fault}: {path}" + (f" ({detail})" if detail else ""))
        self.fault: Fault = fault
        self.path = path
        self.detail = detail
