"""Ties the map to the picture: forces, incidents and stations go in, what a person points at comes out.

Telemetry is gathered and handed over ten times a second at most; the rate of the data never drives the rate of painting.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QTimer, Signal, Slot
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from console.desk.hands import Hands
from console.domain.entities import Alarm, Assignment, Device, Force, Incident, Threshold
from console.models.picture import Change

if TYPE_CHECKING:
    from maps.geo.pack import Pack
    from maps.view import MapView

GATHER_MS = 100
CLOSE_ZOOM = 13.0


class MapLink(QObject):
    """Makes the map and keeps it in step.

    Signals:
        incident_pointed, force_pointed, device_pointed: ids.
        report_wanted, incident_wanted: latitude, longitude, from the context menu.
    """

    incident_pointed = Signal(str)
    force_pointed = Signal(str)
    device_pointed = Signal(str)
    report_wanted = Signal(float, float)
    incident_wanted = Signal(float, float)

    def __init__(self, hands: Hands, holder: QWidget) -> None:
        super().__init__(holder)
        self._hands = hands
        self._holder = holder
        self.view: MapView | None = None
        self._moved: set[str] = set()
        self._units_changed = self._places_changed = True
        self._known: set[str] = set()
        self._gather = QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.setInterval(GATHER_MS)
        self._gather.timeout.connect(self._flush)
        hands.picture.changed.connect(self._follow)
        hands.selection.incident_changed.connect(self._select)
        hands.selection.force_changed.connect(self._select)
        hands.stage.themed.connect(self._theme)

    def start(self) -> None:
        """Make the map; it costs a third of a second, so it is made after the boards are in sight."""
        from maps.view import MapView

        theme = self._hands.stage.theme
        view = MapView(dict(theme.hex), self._holder, clock=lambda: self._hands.stage.now().timestamp())
        view.set_theme(dict(theme.hex), theme.scale)
        view.setAccessibleName(self.tr("地图"))
        view.unit_selected.connect(self._unit)
        view.place_selected.connect(self._place)
        view.context_requested.connect(self._menu)
        box = self._holder.layout()
        if isinstance(box, QVBoxLayout):
            box.addWidget(view)
        self.view = view
        self._flush()
        self._select()

    def set_pack(self, pack: Pack) -> None:
        """The district under everything."""
        if self.view is not None:
            self.view.set_pack(pack)

    @Slot(float, float)
    def look_at(self, lat: float, lon: float) -> None:
        """Put a place into the middle, near enough to be known."""
        if self.view is not None:
            self.view.go_to(lat, lon, max(CLOSE_ZOOM, self.view.viewport.zoom))

    # ---- in -----------------------------------------------------------------------------------------------------------

    @Slot(object)
    def _follow(self, change: Change) -> None:
        kinds = set(change.ids)
        if change.reset or kinds & {Force, Assignment, Device}:
            self._units_changed = True
        if change.reset or change.measured or kinds & {Incident, Alarm, Device, Threshold}:
            self._places_changed = True
        self._moved |= change.moved
        if (self._units_changed or self._places_changed or self._moved) and not self._gather.isActive():
            self._gather.start()

    @Slot()
    def _flush(self) -> None:
        """Hand over what has gathered."""
        if self.view is None:
            return
        from console.models import on_map
        from maps.model import UnitArrays

        picture, figures = self._hands.picture, self._hands.seat.settings.figures()
        moved = {force.id for device in self._moved if (force := picture.force_of(device)) is not None}
        self._moved = set()
        if self._units_changed or moved - self._known:
            located = [unit for unit in on_map.units(picture, figures) if unit.lat is not None]
            self._known = {unit.id for unit in located}
            self.view.set_units(UnitArrays.of(located))
            self._units_changed = False
        elif moved:
            self.view.update_units(on_map.moves(picture, moved))
        if self._places_changed:
            self.view.set_places(on_map.places(picture, figures, self._hands.seat.hall.drill))
            self._places_changed = False

    @Slot()
    def _select(self) -> None:
        if self.view is not None:
            self.view.select_place(self._hands.selection.incident_id or None)
            self.view.select_unit(self._hands.selection.force_id or None)

    @Slot()
    def _theme(self) -> None:
        if self.view is not None:
            self.view.set_theme(dict(self._hands.stage.theme.hex), self._hands.stage.theme.scale)

    # ---- out ----------------------------------------------------------------------------------------------------------

    @Slot(str)
    def _unit(self, id: str) -> None:
        self.force_pointed.emit(id)

    @Slot(str)
    def _place(self, id: str) -> None:
        kind = self.incident_pointed if self._hands.picture.find(Incident, id) is not None else self.device_pointed
        kind.emit(id)

    @Slot(float, float, QPoint)
    def _menu(self, lat: float, lon: float, at: QPoint) -> None:
        menu = QMenu(self._holder)
        deeds: Mapping[str, Signal] = {
            self.tr("在此登记接报"): self.report_wanted,  # type: ignore[dict-item]
            self.tr("在此立案"): self.incident_wanted,  # type: ignore[dict-item]
        }
        for text, signal in deeds.items():
            menu.addAction(text).triggered.connect(lambda _checked=False, s=signal: s.emit(lat, lon))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)  # not exec: what arrives goes on arriving
