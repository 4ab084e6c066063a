"""Which incident and which force the desk is about: one truth for boards, map, sheets and the command bar."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from console.domain.entities import Force, Incident
from console.models.picture import Picture


class Selection(QObject):
    """Ids, not rows. Changed by a person alone; what arrives never moves it, save that a closed incident is let go.

    Signals:
        incident_changed: the id, "" for none.
        force_changed: the id, "" for none.
    """

    incident_changed = Signal(str)
    force_changed = Signal(str)

    def __init__(self, picture: Picture, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._picture = picture
        self._incident_id = ""
        self._force_id = ""

    @property
    def incident_id(self) -> str:
        """The chosen incident, "" for none."""
        return self._incident_id

    @property
    def force_id(self) -> str:
        """The chosen force, "" for none."""
        return self._force_id

    def incident(self) -> Incident | None:
        """The chosen incident as it is now."""
        return self._picture.find(Incident, self._incident_id)

    def force(self) -> Force | None:
        """The chosen force as it is now."""
        return self._picture.find(Force, self._force_id)

    @Slot(str)
    def choose_incident(self, id: str) -> None:
        """A person chose an incident."""
        if id != self._incident_id:
            self._incident_id = id
            self.incident_changed.emit(id)

    @Slot(str)
    def choose_force(self, id: str) -> None:
        """A person chose a force."""
        if id != self._force_id:
            self._force_id = id
            self.force_changed.emit(id)
