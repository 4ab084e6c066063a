"""All that is ours on the map, in one painted item above the tiles.

Ten thousand QML delegates take more than a second a pan; one picture takes milliseconds. It is drawn larger than the
view, so panning moves the finished picture and drawing happens only when its margin is used up, when something moved,
or when the hand rests. Zooming stretches it until then.
"""

from __future__ import annotations

import time
from dataclasses import replace

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem

from maps.base_layer import BaseLayer, TextBox
from maps.geo.projection import Viewport
from maps.labels import Occupancy
from maps.look import Look
from maps.place_layer import PlaceLayer
from maps.unit_layer import UnitLayer


class Overlay(QQuickPaintedItem):
    """The one picture: lines and names of the district, forces, places. Fed and steered by the view."""

    def __init__(self, parent: QQuickItem) -> None:
        super().__init__(parent)
        self.setTransformOrigin(QQuickItem.TransformOrigin.TopLeft)
        self.setSmooth(False)
        self.setZ(1)
        self.units = UnitLayer()
        self.places = PlaceLayer()
        self.now = 0.0
        self.paint_ms = 0.0  # what the last picture cost, for those who measure
        self._base: BaseLayer | None = None
        self._look: Look | None = None
        self._view: Viewport | None = None  # what the window shows
        self._drawn: Viewport | None = None  # what the picture holds, margin included
        self._margin = 0
        self._base_image: QImage | None = None
        self._base_boxes: tuple[TextBox, ...] = ()

    def set_base(self, base: BaseLayer | None) -> None:
        self._base = base
        self._base_image = None
        self.cover_stations()
        self.update()

    def cover_stations(self) -> None:
        """A station of the pack that the hall itself shows, with its readings, is not marked a second time."""
        if self._base is not None and self._base.cover(self.places.places):
            self._base_image = None

    def set_look(self, look: Look) -> None:
        self._look = look
        self._margin = int(look.style.symbol["margin"])
        self._base_image = None
        if self._view is not None:
            self.settle(self._view)

    def follow(self, view: Viewport) -> None:
        """Show what is drawn where it belongs in a moving view; draw anew only if the view has left it."""
        drawn = self._drawn
        if drawn is None or self._view is None or (view.width, view.height) != (self._view.width, self._view.height):
            self.settle(view)
            return
        self._view = view
        stretch = float(2.0 ** (view.zoom - drawn.zoom))
        left, top = drawn.origin_px
        view_left, view_top = view.origin_px
        x, y = left * stretch - view_left, top * stretch - view_top
        if stretch == 1.0 and not self._covers(x, y, view, drawn):
            self.settle(view)
            return
        self.setScale(stretch)
        self._put(x, y)

    def settle(self, view: Viewport) -> None:
        """Draw anew around a view that rests, if what is drawn is not good enough for it."""
        wide = replace(view, width=view.width + 2 * self._margin, height=view.height + 2 * self._margin)
        self._view, self._drawn = view, wide
        self._base_image = None
        self.setScale(1.0)
        self._put(-self._margin, -self._margin)
        self.setSize(QSizeF(wide.width, wide.height))
        self.update()

    def needs_settling(self, view: Viewport) -> bool:
        """Whether a resting view should be drawn anew: it was zoomed, or it used up half of the margin."""
        drawn = self._drawn
        if drawn is None or drawn.zoom != view.zoom:
            return True
        x, y = self.position_of(drawn, view)
        half = self._margin / 2
        return abs(x + self._margin) > half or abs(y + self._margin) > half

    @staticmethod
    def position_of(drawn: Viewport, view: Viewport) -> tuple[float, float]:
        left, top = drawn.origin_px
        view_left, view_top = view.origin_px
        return left - view_left, top - view_top

    @staticmethod
    def _covers(x: float, y: float, view: Viewport, drawn: Viewport) -> bool:
        return x <= 0 and y <= 0 and x + drawn.width >= view.width and y + drawn.height >= view.height

    def _put(self, x: float, y: float) -> None:
        self.setX(round(x))
        self.setY(round(y))

    def paint(self, painter: QPainter) -> None:
        look, view = self._look, self._drawn
        if look is None or view is None:
            return
        started = time.perf_counter()
        if self._base is not None:
            if self._base_image is None:
                self._base_image, self._base_boxes = self._base.render(view, look.style, look.ratio)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
            painter.drawImage(0, 0, self._base_image)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        room = Occupancy(view.width, view.height)
        for box in self._base_boxes:
            room.take(box.x, box.y, box.width, box.height)
        self.places.reserve(view, look, room)
        self.units.paint(painter, view, self.now, look, room)
        self.places.paint(painter, view, self.now, look, room)
        self.paint_ms = (time.perf_counter() - started) * 1000
