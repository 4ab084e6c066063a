"""What every part of the desk has in its hands, and the names that it can be asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from console.desk.asking import Asker
from console.desk.selection import Selection
from console.domain.entities import Assignment, Device, Force, Incident, Sector
from console.memory import Memory
from console.models import words
from console.models.boards import force_state
from console.models.names import Name, NameIndex, Speller, Spelling
from console.models.picture import Change, Picture
from console.models.table import TEXT_ROLE
from console.seat import Seat
from widgets.choices import Completion
from widgets.stage import Stage

FORCES, INCIDENTS, DEVICES, PLACES = "forces", "incidents", "devices", "places"
EVERYTHING = (INCIDENTS, FORCES, DEVICES, PLACES)


class Names(QObject):
    """The name index of this window, kept in step with the picture.

    Signals:
        changed: other names, or pinyin has come.
    """

    changed = Signal()

    def __init__(self, picture: Picture, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._picture = picture
        self.index = NameIndex()
        self._places: dict[str, Name] = {}
        picture.changed.connect(self._follow)
        self._fill()

    def set_places(self, places: Iterable[Name]) -> None:
        """Towns and villages of the district."""
        self._places = {name.id: name for name in places}
        self.index.put(PLACES, self._places.values())
        self.changed.emit()

    def place(self, id: str) -> Name | None:
        """A town, a village, a public station."""
        return self._places.get(id)

    def set_speller(self, spell: Speller, known: dict[str, Spelling]) -> None:
        """Pinyin has been learnt."""
        self.index.set_speller(spell, known)
        self.changed.emit()

    def forces(self, typed: str, wanted: Callable[[Force], bool] = lambda _f: True, limit: int = 8) -> list[Completion]:
        """Forces to pick from, each with its state and its incident."""
        made = []
        for name in self.index.search(typed, (FORCES,), limit=200):
            force = self._picture.find(Force, name.id)
            if force is not None and wanted(force):
                made.append(Completion(force.id, force.name, force_detail(self._picture, force)))
        return made if not typed.strip() else made[:limit]

    @Slot(object)
    def _follow(self, change: Change) -> None:
        if change.reset or Force in change.ids or Incident in change.ids or Device in change.ids:
            self._fill()
            self.changed.emit()

    def _fill(self) -> None:
        picture = self._picture
        forces = sorted(picture.all(Force), key=lambda f: (picture.assignment_of(f.id) is not None, f.name))
        self.index.put(FORCES, (Name("force", f.id, f.name, words.force_kind(f.kind)) for f in forces))
        self.index.put(
            INCIDENTS,
            (Name("incident", i.id, i.title, words.grade_short(i.grade), i.lat, i.lon) for i in picture.open_incidents()),
        )
        fixed = picture.all(Device, lambda d: d.force_id is None and bool(d.place or d.lat is not None))
        self.index.put(DEVICES, (Name("device", d.id, d.name, d.place, d.lat, d.lon) for d in fixed))


def force_detail(picture: Picture, force: Force) -> str:
    """State of a force and what holds it, for a list to choose from."""
    state = str(force_state(picture, force)[TEXT_ROLE])
    held = picture.assignment_of(force.id)
    incident = picture.find(Incident, held.incident_id) if held else None
    return f"{state} · {incident.title}" if incident else state


@dataclass(frozen=True)
class Hands:
    """Shared by the sheets, the actions and the panels of one window."""

    seat: Seat
    stage: Stage
    memory: Memory
    asker: Asker
    selection: Selection
    names: Names

    @property
    def picture(self) -> Picture:
        """The live picture."""
        return self.seat.picture

    def incident_title(self, incident_id: str) -> str:
        """What an incident is called."""
        incident = self.picture.find(Incident, incident_id)
        return incident.title if incident else "–"

    def sectors(self, incident_id: str) -> Sequence[Sector]:
        """The lanes of an incident's command."""
        command = self.picture.active_command(incident_id)
        return self.picture.sectors(command.id) if command else ()

    def held_by(self, incident_id: str, force_id: str) -> Assignment | None:
        """The commitment of a force to that incident."""
        held = self.picture.assignment_of(force_id)
        return held if held is not None and held.incident_id == incident_id else None
