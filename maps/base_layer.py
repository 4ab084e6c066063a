"""The lines and names of the district, drawn once into a picture that is kept until the view leaves it.

Every line is a path in pixels of one deep zoom, counted from the middle of the pack; a view only scales and shifts it, so
panning and zooming build nothing anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPainterPath, QPen, QPolygonF, QTransform

from maps.geo.pack import Pack, Station
from maps.geo.projection import TILE_PX, Viewport, to_world
from maps.geo.style import MapStyle
from maps.geo.vectors import Line, Shape
from maps.labels import Occupancy
from maps.model import MapPlace

_DEEP_ZOOM = 16
_SAME_DEG = 0.006  # published places of stations are rounded to a hundredth of a degree
_DEEP_PX = float(TILE_PX * 2**_DEEP_ZOOM)


@dataclass(frozen=True, slots=True)
class TextBox:
    """Room that a name of the base map takes, in pixels of its picture."""

    x: float
    y: float
    width: float
    height: float


def rounded(line: Line, rounds: int = 2) -> Line:
    """Corners cut off (Chaikin), ends kept: streams derived from a grid run in steps of 45° that no river has."""
    for _ in range(rounds):
        near, far = 0.75 * line[:-1] + 0.25 * line[1:], 0.25 * line[:-1] + 0.75 * line[1:]
        line = np.concatenate([line[:1], np.stack([near, far], axis=1).reshape(-1, 2), line[-1:]])
    return line


class BaseLayer:
    """A pack's vectors made ready, and their picture for a view."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        x, y = to_world(*pack.centre)
        self._centre = np.array([float(x), float(y)])
        self._boundary = self._areas(pack.boundary)
        self._neighbours = self._areas(pack.neighbours)
        self._rivers = {rank: self._path((s for s in pack.rivers if s.rank == rank), smooth=True) for rank in (1, 2, 3)}
        self._roads = self._path(pack.roads)
        self._rails = self._path(pack.rails)
        self._contours = self._path(pack.contours, smooth=True)
        self._stations = pack.stations

    def cover(self, places: Iterable[MapPlace]) -> bool:
        """Leave out the stations beside which one of the places stands; whether that changed anything."""
        taken = [(place.lat, place.lon) for place in places]
        free = tuple(
            station
            for station in self._pack.stations
            if not any(abs(station.lat - lat) < _SAME_DEG and abs(station.lon - lon) < _SAME_DEG for lat, lon in taken)
        )
        changed = free != self._stations
        self._stations = free
        return changed

    def _deep(self, line: Line) -> QPolygonF:
        x, y = to_world(line[:, 1], line[:, 0])
        points = (np.stack([x, y], axis=1) - self._centre) * _DEEP_PX
        return QPolygonF([QPointF(px, py) for px, py in points.tolist()])

    def _path(self, shapes: Iterable[Shape], *, smooth: bool = False) -> QPainterPath:
        path = QPainterPath()
        for shape in shapes:
            for line in shape.lines:
                path.addPolygon(self._deep(rounded(line) if smooth and len(line) > 2 else line))
        return path

    def _areas(self, shapes: Iterable[Shape]) -> QPainterPath:
        path = self._path(shapes)
        path.setFillRule(Qt.FillRule.OddEvenFill)
        return path

    def render(self, view: Viewport, style: MapStyle, ratio: float) -> tuple[QImage, tuple[TextBox, ...]]:
        """The picture for a view, transparent where the ground shall show, and where its names stand."""
        image = QImage(round(view.width * ratio), round(view.height * ratio), QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(ratio)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_lines(painter, view, style)
        boxes = _Names(painter, view, style, self._pack, self._stations).draw()
        painter.end()
        return image, boxes

    def _transform(self, view: Viewport) -> QTransform:
        left, top = view.origin_px
        x, y = self._centre * view.world_px
        scale = view.world_px / _DEEP_PX
        return QTransform.fromTranslate(x - left, y - top).scale(scale, scale)

    def _draw_lines(self, painter: QPainter, view: Viewport, style: MapStyle) -> None:
        to_view = self._transform(view)
        self._draw_mask(painter, view, style, to_view)
        painter.setTransform(to_view, True)
        colour = {key: QColor(value) for key, value in style.colours.items()}
        widths, zooms = style.widths, style.zooms
        if view.zoom >= zooms["contours_from"]:
            colour["contour"].setAlphaF(style.alphas["contour_alpha"])
            _stroke(painter, self._contours, colour["contour"], widths["contour"])
        for rank, path in self._rivers.items():
            if rank > 1 or view.zoom >= zooms["brooks_from"]:
                _stroke(painter, path, colour["water"], widths["river"][rank - 1])
        _stroke(painter, self._neighbours, colour["neighbour"], widths["neighbour"], dashes=(7, 3, 1.5, 3))
        _stroke(painter, self._roads, colour["road_casing"], widths["road_casing"])
        _stroke(painter, self._roads, colour["road"], widths["road"])
        if view.zoom >= zooms["rails_from"]:
            _stroke(painter, self._rails, colour["rail"], widths["rail"] * 1.6)
            _stroke(painter, self._rails, colour["halo"], widths["rail"] * 0.8, dashes=(6, 6))
        slim = min(max((view.zoom - 6) / 3.5, 0.6), 1.0)
        _stroke(painter, self._boundary, colour["boundary_halo"], widths["boundary_halo"] * slim)
        _stroke(painter, self._boundary, colour["boundary"], widths["boundary"] * slim)
        painter.resetTransform()

    def _draw_mask(self, painter: QPainter, view: Viewport, style: MapStyle, to_view: QTransform) -> None:
        """Everything outside the district steps back."""
        if self._boundary.isEmpty():
            return
        outside = to_view.map(self._boundary)
        outside.addRect(QRectF(0, 0, view.width, view.height).united(outside.boundingRect()).adjusted(-9, -9, 9, 9))
        outside.setFillRule(Qt.FillRule.OddEvenFill)
        mask = QColor(style.colours["mask"])
        mask.setAlphaF(style.alphas["mask_alpha"])
        painter.fillPath(outside, mask)


def _stroke(painter: QPainter, path: QPainterPath, colour: QColor, width: float, dashes: tuple[float, ...] = ()) -> None:
    pen = QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.RoundJoin)
    pen.setCosmetic(True)
    if dashes:
        pen.setDashPattern([dash / max(width, 1.0) for dash in dashes])
    painter.strokePath(path, pen)


class _Names:
    """The names of one picture, the most important first; what would cover another is left out."""

    def __init__(self, painter: QPainter, view: Viewport, style: MapStyle, pack: Pack, stations: tuple[Station, ...]) -> None:
        self._painter, self._view, self._style, self._pack = painter, view, style, pack
        self._stations_shown = stations
        self._room = Occupancy(view.width, view.height)
        self._boxes: list[TextBox] = []

    def draw(self) -> tuple[TextBox, ...]:
        if self._view.zoom >= self._style.zooms["stations_from"]:
            self._stations()
        if self._view.zoom <= self._style.zooms["neighbour_names_until"]:
            self._areas()
        self._rivers()
        return tuple(self._boxes)

    def _stations(self) -> None:
        stations = self._stations_shown
        if not stations:
            return
        x, y = self._view.to_screen([s.lat for s in stations], [s.lon for s in stations])
        mark = self._style.symbol["mark"]
        self._room.take_points(x, y, mark)
        for station, px, py in zip(stations, x.tolist(), y.tolist(), strict=True):
            if self._write(station.name, px + mark + 1, py, "mark_text", "place", anchor=0.0):
                self._mark(QPointF(px, py), mark / 2)

    def _mark(self, at: QPointF, half: float) -> None:
        self._painter.setPen(QPen(QColor(self._style.colours["halo"]), 1.2))
        self._painter.setBrush(QColor(self._style.colours["mark"]))
        self._painter.drawPolygon(QPolygonF([at + QPointF(0, -half), at + QPointF(half, half * 0.8), at + QPointF(-half, half * 0.8)]))

    def _areas(self) -> None:
        own = {shape.name for shape in self._pack.boundary}
        for shape in self._pack.neighbours:
            if shape.name in own and self._view.zoom > self._style.zooms["own_name_until"]:
                continue
            largest = max(shape.lines, key=len)
            lat, lon = _middle(largest)
            x, y = self._view.to_screen(lat, lon)
            self._write(shape.name, float(x), float(y), "area_text", "area", anchor=0.5, spacing=3)

    def _rivers(self) -> None:
        """A river's name about every 500 pixels along its course."""
        used: dict[str, list[tuple[float, float]]] = {}
        for shape in sorted((s for s in self._pack.rivers if s.name), key=lambda s: -s.rank):
            for line in shape.lines:
                x, y = self._view.to_screen(line[:, 1], line[:, 0])
                middle = len(line) // 2
                at = (float(x[middle]), float(y[middle]))
                near = used.setdefault(shape.name, [])
                if all(abs(at[0] - ox) + abs(at[1] - oy) > 500 for ox, oy in near) and self._write(
                    shape.name, at[0], at[1] - 11, "water_text", "water", anchor=0.5, italic=True
                ):
                    near.append(at)

    def _write(
        self,
        text: str,
        x: float,
        y: float,
        colour: str,
        size: str,
        *,
        anchor: float,
        spacing: float = 0.0,
        italic: bool = False,
    ) -> bool:
        """Write a line whose part ``anchor`` (0 left … 1 right) is at x and whose middle is at y, if there is room."""
        if not (-200 < x < self._view.width + 200 and -50 < y < self._view.height + 50):
            return False
        font = QFont(self._painter.font())
        font.setPixelSize(self._style.text_px[size])
        font.setItalic(italic)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing)
        metrics = QFontMetricsF(font)
        width, height = metrics.horizontalAdvance(text), metrics.height()
        left, top = x - anchor * width, y - height / 2
        if not self._room.free(left, top, width, height):
            return False
        self._room.take(left - 4, top - 2, width + 8, height + 4)
        self._boxes.append(TextBox(left, top, width, height))
        path = QPainterPath()
        path.addText(QPointF(left, top + metrics.ascent()), font, text)
        halo = QColor(self._style.colours["halo"])
        halo.setAlphaF(0.85)
        pen = QPen(halo, 3.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        self._painter.strokePath(path, pen)
        self._painter.fillPath(path, QColor(self._style.colours[colour]))
        return True


def _middle(ring: Line) -> tuple[float, float]:
    """(lat, lon) of an area's centre of mass, where its name belongs."""
    lon, lat = ring.mean(axis=0).tolist()
    x, y = ring[:, 0] - lon, ring[:, 1] - lat
    cross = x * np.roll(y, -1) - np.roll(x, -1) * y
    area = 3 * cross.sum()
    if abs(area) < 1e-12:
        return lat, lon
    dx, dy = ((x + np.roll(x, -1)) * cross).sum() / area, ((y + np.roll(y, -1)) * cross).sum() / area
    return lat + float(dy), lon + float(dx)
