"""How smooth the desk's map is: a pan over the bare map, a pan with its forces, and all forces moving at once.

Everything is drawn as the desk draws it – kind, state, heading, age, names, the district beneath – on a map of the size
that a 1920 x 1080 desk has. A frame is timed from the wish to look elsewhere until its pixels stand in the window's
memory, drawn synchronously, so that no timer's wait is counted. Drags over the bare and the full map take turns in one
run and are longer than the overlay's margin, so its drawing anew on the way is in the figures.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from maps.model import UnitArrays, UnitMoves
    from maps.view import MapView

WIDTH_PX, HEIGHT_PX = 1100, 700
STEP_PX = 12  # of a brisk drag, 60 times a second
DRAG_FRAMES = 60
DIRECTIONS = ((1, 0), (-1, 0), (0, 1), (0, -1), (0.7, 0.7), (-0.7, -0.7))
NOW = 1_700_000_000.0
TILES_MS = 4000  # for the tiles along the way to arrive


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of ``oneboard bench map``."""
    parser.add_argument("--units", type=_positive, default=10_000, help="forces on the map (10000)")
    parser.add_argument("--rounds", type=_positive, default=1, help=f"rounds of {len(DIRECTIONS)} drags each way (1)")


def _positive(text: str) -> int:
    if not (text.isdigit() and 1 <= int(text) <= 1_000_000):
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 to 1000000")
    return int(text)


def run(args: argparse.Namespace) -> dict[str, float | int | str]:
    """Milliseconds a frame, as a flat dictionary."""
    if sys.platform.startswith("linux") and not os.environ.get("DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    import resources
    from maps.geo.pack import load_pack
    from maps.view import MapView

    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    view = MapView(resources.load_toml("theme", "tokens.toml")["dark"], clock=lambda: NOW)
    view.resize(WIDTH_PX, HEIGHT_PX)
    view.set_pack(load_pack(resources.path("map", "qinzhou")))
    view.show()
    fleet = _fleet(args.units, view)
    view.set_units(fleet)
    frames = _Frames(view, fleet, args.rounds)
    steps = frames.steps()
    clock = QTimer()

    def step() -> None:
        pause_ms = next(steps, None)
        if pause_ms is None:
            app.quit()
        else:
            clock.setInterval(pause_ms)

    clock.timeout.connect(step)
    clock.start(0)
    app.exec()
    view.close()
    return {"units": args.units, "platform": app.platformName(), **frames.figures()}


def _fleet(count: int, view: MapView) -> UnitArrays:
    """Forces all over the view: every kind, state and age, two thirds of them under way."""
    import numpy as np

    from maps.model import KINDS, STATES, UnitArrays

    rng = np.random.default_rng(1)
    box = view.viewport.bounds()
    age_s = rng.choice([5.0, 30.0, 120.0, 900.0], size=count, p=[0.5, 0.35, 0.1, 0.05])
    return UnitArrays(
        ids=tuple(f"u{number}" for number in range(count)),
        names=tuple(f"力量{number:05d}" for number in range(count)),
        kinds=rng.integers(0, len(KINDS), count).astype(np.uint8),
        lat=rng.uniform(box.south, box.north, count),
        lon=rng.uniform(box.west, box.east, count),
        course_deg=rng.uniform(0, 360, count),
        speed_kmh=np.where(rng.random(count) < 2 / 3, 40.0, 0.0),
        at=NOW - age_s,
        states=rng.integers(0, len(STATES), count).astype(np.uint8),
        stale_after_s=np.full(count, 60.0),
        lost_after_s=np.full(count, 600.0),
        drill=np.ones(count, dtype=np.bool_),
    )


class _Frames:
    """The frames to be drawn, one each time the event loop is free, and what each cost."""

    def __init__(self, view: MapView, fleet: UnitArrays, rounds: int) -> None:
        self._view, self._fleet, self._rounds = view, fleet, rounds
        self._bare: list[float] = []
        self._pan: list[float] = []
        self._move: list[float] = []

    def steps(self) -> Iterator[int]:
        """Draws as it is asked; gives the milliseconds to leave the event loop alone before the next."""
        for direction in DIRECTIONS:
            for _ in self._drag(direction, []):
                yield 30
        yield TILES_MS
        for _ in range(self._rounds):
            for direction in DIRECTIONS:
                for shown, costs in ((False, self._bare), (True, self._pan)):
                    self._view.show_overlay(shown)
                    self._view.go_home()
                    self._view.frame()
                    yield from self._drag(direction, costs)
        self._view.go_home()
        self._view.frame()
        for moves in self._moves(60 * self._rounds):
            self._timed(partial(self._view.update_units, moves), self._move)
            yield 0

    def _drag(self, direction: tuple[float, float], costs: list[float]) -> Iterator[int]:
        dx, dy = round(direction[0] * STEP_PX), round(direction[1] * STEP_PX)
        for _ in range(DRAG_FRAMES):
            self._timed(partial(self._view.pan_by, dx, dy), costs)
            yield 0

    def _timed(self, change: Callable[[], object], costs: list[float]) -> None:
        started = time.perf_counter()
        change()
        self._view.frame()
        self._view.repaint()
        costs.append((time.perf_counter() - started) * 1000)

    def _moves(self, count: int) -> Iterator[UnitMoves]:
        """Every force reports anew, a few metres on."""
        import numpy as np

        from maps.model import UnitMoves

        rng = np.random.default_rng(2)
        lat, lon = self._fleet.lat, self._fleet.lon
        for _ in range(count):
            lat, lon = lat + rng.normal(0, 2e-4, len(lat)), lon + rng.normal(0, 2e-4, len(lon))
            yield UnitMoves(
                ids=self._fleet.ids,
                lat=lat,
                lon=lon,
                course_deg=rng.uniform(0, 360, len(lat)),
                speed_kmh=self._fleet.speed_kmh,
                at=self._fleet.at,
            )

    def figures(self) -> dict[str, float | int | str]:
        bare, pan = statistics.median(self._bare), statistics.median(self._pan)
        return {
            "bare_pan_ms_p50": round(bare, 2),
            "bare_pan_ms_p95": round(_p95(self._bare), 2),
            "pan_ms_p50": round(pan, 2),
            "pan_ms_p95": round(_p95(self._pan), 2),
            "move_ms_p50": round(statistics.median(self._move), 2),
            "move_ms_p95": round(_p95(self._move), 2),
            "ratio_pan": round(pan / bare, 3),
            "frames_each": len(self._pan),
        }


def _p95(costs: list[float]) -> float:
    return statistics.quantiles(costs, n=20)[-1]
