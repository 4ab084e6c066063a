"""The forces of the map: thousands of signs and the names that fit, drawn from arrays."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPen

from maps.fragments import Fragments
from maps.geo.projection import Viewport, to_world
from maps.labels import Occupancy, place_labels
from maps.look import Look, age_text
from maps.model import LIVE, LOST, MOVING_KMH, STATES, UnitArrays, UnitMoves

Rows = NDArray[np.intp]

# What is drawn last lies on top: an aged sign never hides a live one, a resting one never hides one at work.
_RANKS: Mapping[str, int] = {
    "out_of_service": 0,
    "unknown": 1,
    "resting": 2,
    "standby": 3,
    "assigned": 4,
    "en_route": 5,
    "on_scene": 6,
    "working": 6,
}


class UnitLayer:
    """Knows every force, where its sign stands in a view, and how to draw them all."""

    def __init__(self) -> None:
        self.units = UnitArrays.of(())
        self.selected: str | None = None
        self._rows: dict[str, int] = {}
        self._x, self._y = to_world([], [])
        self._rank_of = np.array([_RANKS[state] for state in STATES], dtype=np.uint8)
        self._widths: tuple[Look, NDArray[np.float64]] | None = None
        self._brushes: tuple[Look, tuple[Fragments, Fragments, Fragments]] | None = None

    def set_units(self, units: UnitArrays) -> None:
        same_names = units.names == self.units.names
        self.units = units
        self._rows = {unit_id: row for row, unit_id in enumerate(units.ids)}
        self._x, self._y = to_world(units.lat, units.lon)
        if not same_names:
            self._widths = None

    def move(self, moves: UnitMoves) -> tuple[str, ...]:
        """Take new positions over; ids that are not on the map are given back."""
        if moves.ids == self.units.ids:
            rows = np.arange(len(self.units))
        else:
            found = [self._rows.get(unit_id, -1) for unit_id in moves.ids]
            rows = np.array(found, dtype=np.intp)
        if (rows < 0).any():
            known = rows >= 0
            strangers = tuple(unit_id for unit_id, row in zip(moves.ids, found, strict=True) if row < 0)
            moves = _part(moves, known)
            rows = rows[known]
        else:
            strangers = ()
        self.units = self.units.moved(moves, rows)
        self._x[rows], self._y[rows] = to_world(moves.lat, moves.lon)
        return strangers

    def row(self, unit_id: str | None) -> int | None:
        return self._rows.get(unit_id) if unit_id is not None else None

    def screen(self, view: Viewport) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Pixels of all forces in a view; NaN for those of unknown place."""
        left, top = view.origin_px
        return self._x * view.world_px - left, self._y * view.world_px - top

    def near(self, view: Viewport, x: float, y: float, radius: float) -> list[int]:
        """Rows of the forces whose signs a click at (x, y) may mean, the nearest first."""
        px, py = self.screen(view)
        distance = np.hypot(px - x, py - y)
        rows = np.flatnonzero(distance <= radius)
        return [int(row) for row in rows[np.argsort(distance[rows], kind="stable")]]

    def paint(self, painter: QPainter, view: Viewport, now: float, look: Look, room: Occupancy) -> None:
        """Draw what lies in the view, then the names that do not cover anything in ``room``."""
        if not len(self.units):
            return
        px, py = self.screen(view)
        half = look.style.symbol["drill_cell"] / 2
        with np.errstate(invalid="ignore"):
            seen = (px > -half) & (py > -half) & (px < view.width + half) & (py < view.height + half)
        rows = np.flatnonzero(seen)
        faces = self.units.faces(now)
        rows = rows[self._order(rows, faces, py)]
        x, y = np.round(px[rows]), np.round(py[rows])
        self._draw_wedges(painter, rows, x, y, faces, look)
        cells = look.units.index(self.units.kinds[rows], self.units.states[rows], faces[rows])
        plain, marked, _ = self._fragments(look)
        drill = self.units.drill[rows]
        if drill.any():
            marked.draw(painter, cells[drill], x[drill], y[drill])
            plain.draw(painter, cells[~drill], x[~drill], y[~drill])
        else:
            plain.draw(painter, cells, x, y)
        room.take_points(x, y, look.style.symbol["body"] / 2 + look.style.symbol["label_gap"])
        self._draw_selected(painter, px, py, faces, now, look, room)
        self._draw_names(painter, rows[::-1], x[::-1], y[::-1], faces, now, look, room)

    def _order(self, rows: Rows, faces: NDArray[np.uint8], py: NDArray[np.float64]) -> Rows:
        """From the least to the most important; among equals down the screen, which also is the order of memory."""
        ranks = (LOST - faces[rows]).astype(np.uint16) * 8 + self._rank_of[self.units.states[rows]]
        bands = np.clip(py[rows] / 4, 0, 2047).astype(np.uint16)
        return np.argsort(ranks * np.uint16(2048) + bands, kind="stable")  # 16 bits: sorted in one sweep

    def _fragments(self, look: Look) -> tuple[Fragments, Fragments, Fragments]:
        """Buffers of plain bodies, bodies with the drill mark, and wedges; made anew with each look."""
        if self._brushes is None or self._brushes[0] is not look:
            sheets = look.units
            self._brushes = (look, (Fragments(sheets.plain), Fragments(sheets.drill), Fragments(sheets.pointers)))
        return self._brushes[1]

    def _draw_wedges(
        self,
        painter: QPainter,
        rows: Rows,
        x: NDArray[np.float64],
        y: NDArray[np.float64],
        faces: NDArray[np.uint8],
        look: Look,
    ) -> None:
        """A heading is shown only while it is true: fresh, known, and of something that moves."""
        course, speed = self.units.course_deg[rows], self.units.speed_kmh[rows]
        with np.errstate(invalid="ignore"):
            moving = (faces[rows] == LIVE) & np.isfinite(course) & (speed >= MOVING_KMH)
        course = course[moving]
        symbol = look.style.symbol
        reach = symbol["body"] / 2 + symbol["pointer"] / 2 + symbol["pointer_gap"]
        angle = np.radians(course)
        wedge_x, wedge_y = np.round(x[moving] + np.sin(angle) * reach), np.round(y[moving] - np.cos(angle) * reach)
        self._fragments(look)[2].draw(painter, look.units.heading_index(course), wedge_x, wedge_y)

    def _draw_selected(
        self,
        painter: QPainter,
        px: NDArray[np.float64],
        py: NDArray[np.float64],
        faces: NDArray[np.uint8],
        now: float,
        look: Look,
        room: Occupancy,
    ) -> None:
        row = self.row(self.selected)
        if row is None or not np.isfinite(px[row]):
            return
        x, y = float(px[row]), float(py[row])
        radius = look.style.symbol["body"] / 2 + 4.5
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(look.tokens["ground"]), 4.5))
        painter.drawEllipse(QPointF(x, y), radius, radius)
        painter.setPen(QPen(QColor(look.tokens["live"]), 2.4))
        painter.drawEllipse(QPointF(x, y), radius, radius)
        painter.restore()
        plate = look.labels.plate(self.units.names[row], age_text(now - float(self.units.at[row])), strong=True)
        left, top = round(x + radius + look.style.symbol["label_gap"]), round(y - look.labels.height / 2)
        painter.drawPixmap(left, top, plate)
        room.take(left, top, plate.width() / look.ratio, look.labels.height)

    def _draw_names(
        self,
        painter: QPainter,
        rows: Rows,
        x: NDArray[np.float64],
        y: NDArray[np.float64],
        faces: NDArray[np.uint8],
        now: float,
        look: Look,
        room: Occupancy,
    ) -> None:
        """Names of the most important first; an aged one says its age, or it is not named at all."""
        aged = faces[rows] != LIVE
        widths = self._name_widths(look)[rows] + np.where(aged, look.labels.width(age_text(59 * 60.0)), 0.0)
        symbol = look.style.symbol
        half, most = symbol["body"] / 2, int(symbol["labels_most"])
        for label in place_labels(room, x, y, widths, look.labels.height, half, symbol["label_gap"], most):
            row = int(rows[label.row])
            if self.units.ids[row] == self.selected:
                continue
            age = age_text(now - float(self.units.at[row])) if aged[label.row] else ""
            painter.drawPixmap(round(label.x), round(label.y), look.labels.plate(self.units.names[row], age))

    def _name_widths(self, look: Look) -> NDArray[np.float64]:
        if self._widths is None or self._widths[0] is not look:
            self._widths = (look, np.array([look.labels.width(name) for name in self.units.names]))
        return self._widths[1]


def _part(moves: UnitMoves, known: NDArray[np.bool_]) -> UnitMoves:
    return UnitMoves(
        ids=[unit_id for unit_id, keep in zip(moves.ids, known, strict=True) if keep],
        lat=moves.lat[known],
        lon=moves.lon[known],
        course_deg=moves.course_deg[known],
        speed_kmh=moves.speed_kmh[known],
        at=moves.at[known],
        states=None if moves.states is None else moves.states[known],
    )
