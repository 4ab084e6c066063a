"""The map of the wall: shows everything, answers to nobody's hand, looks where it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QWidget

from console.domain.entities import Alarm, Assignment, Device, Force, Incident, Threshold
from console.models.picture import Change
from console.wall.hold import Hold

if TYPE_CHECKING:
    from maps.geo.pack import Pack
    from maps.view import MapView

GATHER_MS = 100
CLOSE_ZOOM = 12.0


class MapSide(QObject):
    """Gathers what changed and hands it over ten times a second at most."""

    def __init__(self, hold: Hold, pack: Pack | None, holder: QWidget) -> None:
        super().__init__(holder)
        self._hold = hold
        self._everything = True
        self._moved: set[str] = set()
        self._known: set[str] = set()
        self._looking: tuple[float, float] | None = None
        self.view = self._make(pack, holder)
        self._gather = QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.setInterval(GATHER_MS)
        self._gather.timeout.connect(self._flush)
        hold.picture.changed.connect(self._follow)
        hold.stage.themed.connect(self._theme)
        self._flush()

    def _make(self, pack: Pack | None, holder: QWidget) -> MapView:
        from maps.view import MapView
        from maps.zoom_keys import ZoomKeys

        stage = self._hold.stage
        view = MapView(dict(stage.theme.hex), holder, clock=lambda: stage.now().timestamp())
        view.set_theme(dict(stage.theme.hex), stage.theme.scale)
        view.setAccessibleName(self.tr("地图"))
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        for keys in view.findChildren(ZoomKeys):
            keys.hide()
        if pack is not None:
            view.set_pack(pack)
        return view

    def look(self, place: tuple[float, float] | None) -> None:
        """At a place, or at the whole district."""
        if place == self._looking:
            return
        self._looking = place
        if place is None:
            self.view.go_home()
        else:
            self.view.go_to(*place, CLOSE_ZOOM)

    def look_again(self) -> None:
        """The same, after the map has got another size."""
        if self._looking is None:
            self.view.go_home()
        else:
            self.view.go_to(*self._looking, CLOSE_ZOOM)

    def refit(self) -> None:
        """The whole district again, wherever somebody had it look."""
        self._looking = None
        self.view.go_home()

    def point_at(self, incident_id: str | None) -> None:
        """Which place is marked."""
        self.view.select_place(incident_id)

    @Slot(object)
    def _follow(self, change: Change) -> None:
        kinds = {Force, Assignment, Device, Incident, Alarm, Threshold}
        if change.reset or change.measured or kinds & set(change.ids):
            self._everything = True
        self._moved |= change.moved
        if (self._everything or self._moved) and not self._gather.isActive():
            self._gather.start()

    @Slot()
    def _flush(self) -> None:
        from console.models import on_map
        from maps.model import UnitArrays

        picture, figures = self._hold.picture, self._hold.seat.settings.figures()
        moved = {force.id for device in self._moved if (force := picture.force_of(device)) is not None}
        self._moved = set()
        if self._everything or moved - self._known:
            located = [unit for unit in on_map.units(picture, figures) if unit.lat is not None]
            self._known = {unit.id for unit in located}
            self.view.set_units(UnitArrays.of(located))
            self.view.set_places(on_map.places(picture, figures, self._hold.seat.hall.drill))
            self._everything = False
        elif moved:
            self.view.update_units(on_map.moves(picture, moved))

    @Slot()
    def _theme(self) -> None:
        theme = self._hold.stage.theme
        self.view.set_theme(dict(theme.hex), theme.scale)
