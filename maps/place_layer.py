"""Incidents, commands, stations and panels: few, and the ones in alarm are what the eye must meet first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPen

from maps.geo.projection import Viewport
from maps.labels import Occupancy
from maps.look import Look, age_text
from maps.model import MapPlace

_ORDER: Final = (None, "blue", "yellow", "orange", "red")  # the worst is drawn last and so lies on top


class PlaceLayer:
    """The places of the map in the order in which they are drawn."""

    def __init__(self) -> None:
        self.places: tuple[MapPlace, ...] = ()
        self.selected: str | None = None
        self.bright = True  # the half second in which what is unacknowledged is full

    def set_places(self, places: Iterable[MapPlace]) -> None:
        self.places = tuple(sorted(places, key=lambda p: (_ORDER.index(p.severity), not p.acknowledged)))

    @property
    def pulsing(self) -> bool:
        """Whether anything waits to be acknowledged."""
        return any(place.severity and not place.acknowledged for place in self.places)

    def near(self, view: Viewport, x: float, y: float, radius: float) -> list[MapPlace]:
        """Places that a click at (x, y) may mean, the nearest first."""
        found = []
        for place in self.places:
            px, py = view.to_screen(place.lat, place.lon)
            distance = float((px - x) ** 2 + (py - y) ** 2) ** 0.5
            if distance <= radius:
                found.append((distance, place))
        return [place for _, place in sorted(found, key=lambda pair: pair[0])]

    def reserve(self, view: Viewport, look: Look, room: Occupancy) -> None:
        """Keep the names of forces off the signs; the forces themselves lie beneath."""
        if not self.places:
            return
        x, y = view.to_screen([place.lat for place in self.places], [place.lon for place in self.places])
        room.take_points(x, y, look.style.symbol["alarm"] / 2 + look.style.symbol["label_gap"])

    def paint(self, painter: QPainter, view: Viewport, now: float, look: Look, room: Occupancy) -> None:
        names = []
        for place in self.places:
            x, y = (float(value) for value in view.to_screen(place.lat, place.lon))
            if not (-40 < x < view.width + 40 and -40 < y < view.height + 40):
                continue
            stale = place.stale(now)
            sign = look.places.sign(place, stale=stale, bright=self.bright)
            side = sign.width() / look.ratio
            painter.drawPixmap(QPointF(round(x - side / 2), round(y - side / 2)), sign)
            if place.id == self.selected:
                self._ring(painter, x, y, side / 2, look)
            names.append((place, x, y, stale))
        for place, x, y, stale in reversed(names):
            self._name(painter, place, x, y, now, look, room, stale=stale)

    def _ring(self, painter: QPainter, x: float, y: float, radius: float, look: Look) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(look.tokens["live"]), 2.4))
        painter.drawEllipse(QPointF(x, y), radius, radius)
        painter.restore()

    def _name(
        self,
        painter: QPainter,
        place: MapPlace,
        x: float,
        y: float,
        now: float,
        look: Look,
        room: Occupancy,
        *,
        stale: bool,
    ) -> None:
        """Incidents and alarms are always named, other places where there is room."""
        chosen = place.id == self.selected
        text = f"{place.name} {place.value}" if place.value else place.name
        age = ""
        if stale or (chosen and place.stale_after_s is not None):
            age = age_text(float("nan") if place.at is None else now - place.at)
        plate = look.labels.plate(text, age, strong=chosen)
        width, height = plate.width() / look.ratio, look.labels.height
        half = look.style.symbol["alarm"] / 2 + look.style.symbol["label_gap"]
        spots = (
            (x + half, y - height / 2),
            (x - half - width, y - height / 2),
            (x - width / 2, y + half),
            (x - width / 2, y - half - height),
        )
        free = [spot for spot in spots if room.free(*spot, width, height)]
        if not free and not (place.severity or chosen):
            return
        left, top = (free or spots)[0]
        room.take(left, top, width, height)
        painter.drawPixmap(round(left), round(top), plate)
