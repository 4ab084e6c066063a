"""How smooth the desk's map is: a pan over the bare map, a pan with its forces, and all forces moving at once.

Everything is drawn as the desk draws it – kind, state, heading, age, names, the district beneath – on a map of the size
that a 1920 x 1080 desk has. A frame is timed from the wish to look elsewhere until its pixels stand in the window's
memory, drawn synchronously, so waiting for a timer neither helps nor harms. Bare and loaded frames alternate in one run.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PySide6.QtWidgets import QApplication

    from maps.model import UnitArrays, UnitMoves
    from maps.view import MapView

WIDTH_PX, HEIGHT_PX = 1100, 700
STEP_PX = 12  # of a brisk drag at 60 frames a second
TILES_S = 20.0  # for all tiles along the way to be there


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--units", type=_positive, default=10_000, help="forces on the map (10000)")
    parser.add_argument("--frames", type=_positive, default=240, help="frames of each kind (240)")


def _positive(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError(f"{text}: at least 1")
    return value


def run(args: argparse.Namespace) -> dict[str, float | int | str]:
    """Milliseconds a frame as a flat dictionary."""
    import os

    if sys.platform.startswith("linux") and not os.environ.get("DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    return _Bench(app, args.units, args.frames).result()


class _Bench:
    """The desk's map, filled, and the frames drawn on it."""

    def __init__(self, app: QApplication, units: int, frames: int) -> None:
        import resources
        from maps.geo.pack import load_pack
        from maps.view import MapView

        self._app = app
        self._frames = frames
        self._count = units
        self._now = 1_700_000_000.0
        self._view: MapView = MapView(resources.load_toml("theme", "tokens.toml")["dark"], clock=lambda: self._now)
        self._view.resize(WIDTH_PX, HEIGHT_PX)
        self._view.set_pack(load_pack(resources.path("map", "qinzhou")))
        self._bare: MapView = MapView(resources.load_toml("theme", "tokens.toml")["dark"], clock=lambda: self._now)
        self._bare.resize(WIDTH_PX, HEIGHT_PX)
        self._bare.set_pack(load_pack(resources.path("map", "qinzhou")))
        self._bare.bare()
        self._units = _fleet(units, self._now, self._view)
        self._view.set_units(self._units)

    def result(self) -> dict[str, float | int | str]:
        views = (self._bare, self._view)
        for view in views:
            view.show()
        self._wait_for_tiles()
        bare, loaded, moved = [], [], []
        for dx, dy in _drag(self._frames):
            bare.append(self._timed(self._bare, lambda: self._bare.pan_by(dx, dy)))
            loaded.append(self._timed(self._view, lambda: self._view.pan_by(dx, dy)))
        for moves in self._moves(self._frames // 2):
            moved.append(self._timed(self._view, lambda: self._view.update_units(moves)))
        for view in views:
            view.close_map()
        return self._figures(bare, loaded, moved)
