"""Towns that have nobody at hand, live from the picture (A12): what every screen may say, and nobody has to look for."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from console.domain.entities import Assignment, Force
from console.domain.rules.coverage import uncovered_now
from console.domain.rules.scoring import Candidate
from console.models.picture import Change, Picture


class Coverage(QObject):
    """Follows forces and their commitments.

    Signals:
        changed: other towns than before are uncovered (all of them by name, and those that have just become so).
    """

    changed = Signal(object, object)

    def __init__(self, picture: Picture, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._picture = picture
        self._towns: tuple[str, ...] = ()
        picture.changed.connect(self._follow)
        if picture.loaded:
            self._towns = self._look()

    def towns(self) -> tuple[str, ...]:
        """Towns with forces of their own of which none is at hand."""
        return self._towns

    def _look(self) -> tuple[str, ...]:
        held = self._picture.assignment_of
        return uncovered_now(
            Candidate(force=force, held_by=assignment.incident_id if (assignment := held(force.id)) else None)
            for force in self._picture.all(Force, lambda f: bool(f.town))
        )

    @Slot(object)
    def _follow(self, change: Change) -> None:
        if not (change.reset or Force in change.ids or Assignment in change.ids):
            return
        before, self._towns = self._towns, self._look()
        if self._towns != before:
            # What stood so when the screen began, or after the database came back, is no news.
            fresh = () if change.reset else tuple(town for town in self._towns if town not in before)
            self.changed.emit(self._towns, fresh)
