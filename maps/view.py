"""The map of the desk and the wall: QtLocation carries the tiles, one painted overlay carries what lives on them.

It knows packs, arrays of forces and places, and colours; no database, no radio, no console. What a person does on it
leaves as a signal that says what was meant.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QImage, QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from maps.base_layer import BaseLayer
from maps.geo.pack import Pack
from maps.geo.projection import Bounds, Viewport, fit
from maps.geo.style import load_style
from maps.look import Look, age_text
from maps.model import MapPlace, UnitArrays, UnitMoves
from maps.overlay import Overlay
from maps.scene import Scene
from maps.symbols import Tokens
from maps.zoom_keys import ZoomKeys

_REST_MS = 120  # after so long without a movement the hand rests
_PULSE_MS = 500  # half of the 1 Hz in which what is unacknowledged beats
_WHEEL_STEP = 0.5  # zoom levels of one notch


class MapView(QWidget):
    """A map to look at, to move, and to point into.

    Signals: ``unit_selected(id)``, ``place_selected(id)``, ``map_clicked(lat, lon)`` where nothing was,
    ``context_requested(lat, lon, global position)``, ``view_changed(Viewport)``.
    """

    unit_selected = Signal(str)
    place_selected = Signal(str)
    map_clicked = Signal(float, float)
    context_requested = Signal(float, float, QPoint)
    view_changed = Signal(object)

    def __init__(self, tokens: Tokens, parent: QWidget | None = None, *, clock: Callable[[], float] = time.time) -> None:
        super().__init__(parent)
        self._clock = clock
        self._tokens = tokens
        self._scale = 1.0
        self._pack: Pack | None = None
        self._zooms = load_style(night=True).zooms
        self._view = Viewport(0.0, 0.0, 8.0, 1, 1)
        self._placed = False  # whether somebody said where to look
        self._wanted: Bounds | None = None
        self._drag: tuple[QPoint, QPoint, bool] | None = None
        self._scene = Scene(self)
        self._overlay = Overlay(self._scene.root())
        self._keys = ZoomKeys(self)
        self._keys.zoom_requested.connect(self._zoom_by_key)
        self._keys.home_requested.connect(self.go_home)
        self._rest = self._timer(_REST_MS, self._settle, single=True)
        self._pulse = self._timer(_PULSE_MS, self._beat)
        self._ages = self._timer(1000, self._age)
        self._ages.start()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(160, 120)
        self.set_theme(tokens)

    def _timer(self, interval_ms: int, slot: Callable[[], None], *, single: bool = False) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(interval_ms)
        timer.setSingleShot(single)
        timer.timeout.connect(slot)
        return timer

    # What is shown

    def set_pack(self, pack: Pack | None) -> None:
        """Lay a district under everything and, if nobody looked elsewhere yet, show all of it."""
        self._pack = pack
        self._scene.set_pack(pack)
        self._overlay.set_base(None if pack is None else BaseLayer(pack))
        if pack is not None and not self._placed:
            self.fit_bounds(pack.bounds)

    def set_units(self, units: UnitArrays) -> None:
        """These are all the forces there are."""
        self._overlay.units.set_units(units)
        self._repaint()

    def update_units(self, moves: UnitMoves) -> tuple[str, ...]:
        """Some of them moved; returns the ids that the map does not know."""
        strangers = self._overlay.units.move(moves)
        self._repaint()
        return strangers

    def set_places(self, places: Iterable[MapPlace]) -> None:
        """These are all incidents, commands, stations and panels with a known place."""
        self._overlay.places.set_places(places)
        if self._overlay.places.pulsing:
            self._pulse.start()
        else:
            self._pulse.stop()
            self._overlay.places.bright = True
        self._overlay.cover_stations()
        self._repaint()

    def select_unit(self, unit_id: str | None) -> None:
        self._overlay.units.selected = unit_id
        self._repaint()

    def select_place(self, place_id: str | None) -> None:
        self._overlay.places.selected = place_id
        self._repaint()

    def set_theme(self, tokens: Tokens, scale: float = 1.0) -> None:
        """Take on a theme's colours; whether it is day or night is read off its ground."""
        self._tokens, self._scale = tokens, scale
        self._look = Look.of(tokens, scale=scale, ratio=self.devicePixelRatioF())
        self._scene.set_look(self._look)
        self._overlay.set_look(self._look)
        self._keys.set_theme(tokens, scale)

    def show_overlay(self, shown: bool) -> None:
        """Take everything off the map but its tiles, or put it back."""
        self._overlay.setVisible(shown)

    def tile_address(self) -> str:
        """Where the tiles come from; empty without a relief."""
        return str(self._scene.root().property("host"))

    def frame(self) -> QImage:
        """The map as it is to be seen now, drawn before returning: for pictures and for those who measure."""
        return self._scene.grabFramebuffer()

    # Where to look

    @property
    def viewport(self) -> Viewport:
        return self._view

    def go_to(self, lat: float, lon: float, zoom: float | None = None) -> None:
        """Put a place into the middle."""
        self._placed, self._wanted = True, None
        level = self._view.zoom if zoom is None else self._clamped(zoom)
        self._look_at(replace(self._view, lat=lat, lon=lon, zoom=level), settle=True)

    def fit_bounds(self, bounds: Bounds) -> None:
        """Show all of a box; kept through changes of size until the map is moved by hand."""
        self._placed, self._wanted = True, bounds
        there = fit(bounds, self.width(), self.height())
        self._look_at(replace(there, zoom=self._clamped(there.zoom)), settle=True)

    @Slot()
    def go_home(self) -> None:
        """Show the whole district."""
        if self._pack is not None:
            self.fit_bounds(self._pack.bounds)

    def pan_by(self, dx: float, dy: float) -> None:
        """Look further east and south by so many pixels."""
        self._wanted = None
        self._look_at(self._view.panned(dx, dy))

    def zoom_to(self, zoom: float, anchor: QPointF | None = None) -> None:
        """Change the level; the place under the anchor, else the middle, stays where it is."""
        self._wanted = None
        at = anchor or QPointF(self.width() / 2, self.height() / 2)
        self._look_at(self._view.zoomed(self._clamped(zoom), at.x(), at.y()))

    def _clamped(self, zoom: float) -> float:
        return min(max(zoom, self._zooms["least"]), self._zooms["most"])

    def _look_at(self, view: Viewport, *, settle: bool = False) -> None:
        self._view = view = view.aligned()
        self._scene.look_at(view)
        if settle:
            self._overlay.settle(view)
        else:
            self._overlay.follow(view)
            self._rest.start()
        self.view_changed.emit(view)

    @Slot()
    def _settle(self) -> None:
        if self._drag is None and self._overlay.needs_settling(self._view):
            self._overlay.settle(self._view)

    # Time

    def _repaint(self) -> None:
        self._overlay.now = self._clock()
        self._overlay.update()

    @Slot()
    def _beat(self) -> None:
        self._overlay.places.bright = not self._overlay.places.bright
        self._repaint()

    @Slot()
    def _age(self) -> None:
        if self.isVisible() and (len(self._overlay.units.units) or self._overlay.places.places):
            self._repaint()

    # Pointing

    def _hits(self, at: QPointF) -> list[tuple[str, Callable[[], None]]]:
        """What a click may mean, each with the words for it and what choosing it does."""
        radius = self._look.style.symbol["pick_radius"]
        found: list[tuple[str, Callable[[], None]]] = []
        for place in self._overlay.places.near(self._view, at.x(), at.y(), radius):
            found.append((f"{place.name} {place.value}".strip(), partial(self._choose_place, place.id)))
        layer = self._overlay.units
        for row in layer.near(self._view, at.x(), at.y(), radius):
            unit_id, name = layer.units.ids[row], layer.units.names[row]
            age = age_text(self._clock() - float(layer.units.at[row]))
            found.append((f"{name}  {age}", partial(self._choose_unit, unit_id)))
        return found

    def _choose_unit(self, unit_id: str) -> None:
        self.select_place(None)
        self.select_unit(unit_id)
        self.unit_selected.emit(unit_id)

    def _choose_place(self, place_id: str) -> None:
        self.select_unit(None)
        self.select_place(place_id)
        self.place_selected.emit(place_id)

    def _click(self, at: QPointF, on_screen: QPoint) -> None:
        hits = self._hits(at)
        if not hits:
            self.select_unit(None)
            self.select_place(None)
            self.map_clicked.emit(*self._view.to_geo(at.x(), at.y()))
        elif len(hits) == 1:
            hits[0][1]()
        else:
            self._offer(hits, on_screen)

    def _offer(self, hits: list[tuple[str, Callable[[], None]]], on_screen: QPoint) -> None:
        """Signs lie on each other: let the person say which one is meant."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, choose in hits[:20]:
            action = menu.addAction(words.replace("&", "&&"))
            action.triggered.connect(partial(_chosen, choose))
        menu.popup(on_screen)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            at = event.position().toPoint()
            self._drag = (at, at, False)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is None:
            return
        start, last, moving = self._drag
        at = event.position().toPoint()
        moving = moving or (at - start).manhattanLength() >= QApplication.startDragDistance()
        if moving:
            self.pan_by(last.x() - at.x(), last.y() - at.y())
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            last = at
        self._drag = (start, last, moving)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or self._drag is None:
            return
        moving = self._drag[2]
        self._drag = None
        self.unsetCursor()
        if moving:
            self._rest.start()
        else:
            self._click(event.position(), event.globalPosition().toPoint())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.zoom_to(self._view.zoom + 1, event.position())

    def wheelEvent(self, event: QWheelEvent) -> None:
        notches = event.angleDelta().y() / 120
        if notches:
            self.zoom_to(self._view.zoom + notches * _WHEEL_STEP, event.position())
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        lat, lon = self._view.to_geo(event.pos().x(), event.pos().y())
        self.context_requested.emit(lat, lon, event.globalPos())

    # Keys, size and screen

    @Slot(float)
    def _zoom_by_key(self, steps: float) -> None:
        self.zoom_to(self._view.zoom + steps)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        part = self._look.style.symbol["step_pan_part"]
        dx, dy = round(self.width() * part), round(self.height() * part)
        pans = {
            Qt.Key.Key_Left: (-dx, 0),
            Qt.Key.Key_Right: (dx, 0),
            Qt.Key.Key_Up: (0, -dy),
            Qt.Key.Key_Down: (0, dy),
        }
        key = Qt.Key(event.key())
        if key in pans:
            self.pan_by(*pans[key])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._zoom_by_key(1)
        elif key == Qt.Key.Key_Minus:
            self._zoom_by_key(-1)
        elif key == Qt.Key.Key_Home:
            self.go_home()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._scene.setGeometry(self.rect())
        self._keys.settle_in(self.rect())
        view = replace(self._view, width=max(self.width(), 1), height=max(self.height(), 1))
        if self._wanted is not None:
            there = fit(self._wanted, view.width, view.height)
            view = replace(there, zoom=self._clamped(there.zoom))
        self._look_at(view, settle=True)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self.set_theme(self._tokens, self._scale)
        return super().event(event)


def _chosen(choose: Callable[[], None], _checked: bool = False) -> None:
    choose()
