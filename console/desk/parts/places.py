"""Where things are: the map is brought to an incident, a force, a station, a place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Slot

from console.desk.actions import Deed
from console.desk.asking import Answer
from console.desk.parts.base import Part
from console.desk.verbs import Slot as Place
from console.desk.verbs import Verb
from console.domain.entities import Device, Force, Incident
from console.models.names import Name


class PlacesPart(Part):
    """Go and see."""

    def deeds(self) -> Sequence[Deed]:
        chosen = self.hands.selection
        return (
            Deed("show_incident", self.tr("定位"), "F7", self.show_incident, self.no_incident),
            Deed("show_force", self.tr("定位力量"), "Shift+F7", lambda: self.show_force(chosen.force_id), self.no_force),
        )

    def verbs(self) -> Sequence[Verb]:
        return (Verb("go", self.tr("去"), (Place("anything", self.tr("事件、力量、测站、地名")),), self._go_said),)

    def go_to(self, name: Name) -> None:
        """``去``: to an incident, a force, a station or a place."""
        if name.kind == "incident":
            self.hands.selection.choose_incident(name.id)
            self.show_incident(name.id)
        elif name.kind == "force":
            self.go_to_force(name.id)
        else:
            self.show_place(name.text, name.lat, name.lon)

    def go_to_force(self, id: str) -> None:
        """Choose it, and see where it is."""
        self.hands.selection.choose_force(id)
        self.show_force(id)

    def goers(self) -> dict[str, Callable[[str], None]]:
        """What the palette does with a name that was chosen there, by its kind."""
        return {
            "incident": self.hands.selection.choose_incident,
            "force": self.go_to_force,
            "device": self.show_device,
            "place": self._go_place,
        }

    def _go_place(self, id: str) -> None:
        name = self.hands.names.place(id)
        if name is not None:
            self.show_place(name.text, name.lat, name.lon)

    def _go_said(self, values: dict[str, Any], answer: Answer) -> None:
        self.go_to(values["anything"])
        if answer.done is not None:
            answer.done("")

    def show_incident(self, incident_id: str = "") -> None:
        """F7."""
        incident = self.picture.find(Incident, incident_id) if incident_id else self.hands.selection.incident()
        if incident is None:
            self.tell(self.no_incident())
        else:
            self.show_place(incident.title, incident.lat, incident.lon)

    @Slot(str)
    def show_force(self, force_id: str) -> None:
        """Where a force is."""
        force = self.picture.find(Force, force_id)
        tracker = self.picture.tracker_of(force_id)
        row = self.picture.positions.get(tracker.id) if tracker else None
        if force is not None:
            self.show_place(force.name, row.lat if row else None, row.lon if row else None)

    def show_device(self, device_id: str) -> None:
        """Where a station or a panel is."""
        device = self.picture.find(Device, device_id)
        if device is not None:
            self.show_place(device.name, device.lat, device.lon)

    def show_place(self, name: str, lat: float | None, lon: float | None) -> None:
        """Anything with a place, or the word that it has none."""
        if lat is None or lon is None:
            self.tell(self.tr("{0}: 无坐标").format(name))
        else:
            self.tools.look_at(lat, lon)
