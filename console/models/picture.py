"""The live picture of the hall in the GUI thread: entities by the same facts that the database holds, and the newest telemetry."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar, cast

from PySide6.QtCore import QObject, Signal, Slot

from console.domain.entities import ENTITIES, Assignment, Command, Device, Entity, Force, Incident, Reservation, Sector
from console.domain.facts import Fact
from console.domain.records import PositionRow, ReadingRow
from console.engine import Advanced, DatabaseState, Found, Loaded, Outcome, Word

E = TypeVar("E", bound=Entity)

FACTS_KEPT = 5000
READINGS_KEPT = 4000


@dataclass(frozen=True, slots=True)
class Change:
    """What became different: ids by kind, the facts that did it, devices with new telemetry. ``reset`` means everything."""

    ids: dict[type[Entity], frozenset[str]] = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()
    moved: frozenset[str] = frozenset()
    measured: frozenset[tuple[str, str]] = frozenset()
    reset: bool = False


class Picture(QObject):
    """Read by models and windows, changed only by what the engine delivers.

    Signals:
        changed(Change): after each delivery.
        database(DatabaseState): the memory went or came.
        word(Word): something from the bus.
        outcome(Outcome): the answer to a command of this seat.
        gap: a fact changed something that this picture does not hold (it was over when the screen began, and goes on now): everything
            must be loaded anew.
    """

    changed = Signal(object)
    database = Signal(object)
    word = Signal(object)
    outcome = Signal(object)
    gap = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entities: dict[type[Entity], dict[str, Entity]] = {kind: {} for kind in ENTITIES}
        self.facts: deque[Fact] = deque(maxlen=FACTS_KEPT)
        self.positions: dict[str, PositionRow] = {}
        self.readings: dict[tuple[str, str], deque[ReadingRow]] = defaultdict(lambda: deque(maxlen=READINGS_KEPT))
        self._open_assignments: dict[str, Assignment] = {}
        self._assignments_of: dict[str, set[str]] = defaultdict(set)
        self._reservations: dict[str, Reservation] = {}
        self._active_commands: dict[str, Command] = {}
        self._devices_of: dict[str, set[str]] = defaultdict(set)
        self._newest: dict[tuple[str, str], ReadingRow] = {}
        self.seq = 0
        self.loaded = False
        self.database_state = DatabaseState(up=False, code="opening")
        self._waiting: dict[int, Callable[[Outcome], None]] = {}
        self._looking: dict[int, Callable[[Found], None]] = {}

    # ---- reading ------------------------------------------------------------------------------------------------

    def get(self, kind: type[E], id: str) -> E:
        """The entity; raises KeyError (this makes the picture a World for facts)."""
        return cast(E, self._entities[kind][id])

    def find(self, kind: type[E], id: str | None) -> E | None:
        """The entity, or None."""
        return cast("E | None", self._entities[kind].get(id)) if id else None

    def all(self, kind: type[E], where: Callable[[E], bool] | None = None) -> list[E]:
        """All entities of a kind, those that fulfil ``where``."""
        values = cast("Iterable[E]", self._entities[kind].values())
        return [item for item in values if where is None or where(item)]

    def active_command(self, incident_id: str) -> Command | None:
        """The one command of an incident."""
        return self._active_commands.get(incident_id)

    def sectors(self, command_id: str) -> list[Sector]:
        """The lanes of a command, in order."""
        return sorted(self.all(Sector, lambda s: s.command_id == command_id), key=lambda s: s.order)

    def assignment_of(self, force_id: str) -> Assignment | None:
        """What a force is committed to – the one truth that every view reads."""
        return self._open_assignments.get(force_id)

    def assignments_of(self, force_id: str) -> list[Assignment]:
        """All commitments of a force that this screen knows of, ended ones too."""
        return [self.get(Assignment, id) for id in self._assignments_of.get(force_id, ())]

    def reservation_of(self, force_id: str) -> Reservation | None:
        """For whom a free force is held, if for anybody."""
        return self._reservations.get(force_id)

    def committed_to(self, incident_id: str) -> list[Assignment]:
        """The open assignments of an incident."""
        return [a for a in self._open_assignments.values() if a.incident_id == incident_id]

    def tracker_of(self, force_id: str) -> Device | None:
        """The tracker of a force whose position is the newest."""
        located = [id for id in self._devices_of.get(force_id, ()) if id in self.positions]
        newest = max(located, key=lambda id: self.positions[id].at, default=None)
        return self.find(Device, newest)

    def newest_reading(self, device_id: str, element: str) -> ReadingRow | None:
        """The newest reading by the station's own time, and of one time the one that came last."""
        return self._newest.get((device_id, element))

    def force_of(self, device_id: str) -> Force | None:
        """The force that carries a device."""
        device = self.find(Device, device_id)
        return self.find(Force, device.force_id) if device else None

    def open_incidents(self) -> list[Incident]:
        """Open incidents, the worst and then the oldest first."""
        items = self.all(Incident, lambda i: i.closed_at is None)
        return sorted(items, key=lambda i: (i.grade or 9, i.opened_at))

    # ---- changing -----------------------------------------------------------------------------------------------

    def expect(self, ticket: int, then: Callable[[Outcome], None]) -> None:
        """Call ``then`` with the outcome of a command of this seat."""
        self._waiting[ticket] = then

    def expect_found(self, ticket: int, then: Callable[[Found], None]) -> None:
        """Call ``then`` with the answer to a question of this seat."""
        self._looking[ticket] = then

    @Slot(object)
    def receive(self, thing: Any) -> None:
        """Take what the engine delivered."""
        if isinstance(thing, Advanced):
            self._advance(thing)
        elif isinstance(thing, Loaded):
            self._load(thing)
        elif isinstance(thing, Outcome):
            then = self._waiting.pop(thing.ticket, None)
            if then is not None:
                then(thing)
            self.outcome.emit(thing)
        elif isinstance(thing, Found):
            look = self._looking.pop(thing.ticket, None)
            if look is not None:
                look(thing)
        elif isinstance(thing, DatabaseState):
            self.database_state = thing
            self.database.emit(thing)
        elif isinstance(thing, Word):
            self.word.emit(thing)

    def _load(self, loaded: Loaded) -> None:
        for table in self._entities.values():
            table.clear()
        self._open_assignments.clear()
        self._assignments_of.clear()
        self._reservations.clear()
        self._active_commands.clear()
        self._devices_of.clear()
        for entity in loaded.snapshot.entities:
            self._put(entity)
        self.seq = loaded.snapshot.seq
        self.facts.clear()
        self.facts.extend(loaded.facts)
        self.positions = {row.device_id: row for row in loaded.positions}
        self.readings.clear()
        self._newest.clear()
        for row in loaded.readings:
            self._take_reading(row)
        self.loaded = True
        self.changed.emit(Change(reset=True, facts=loaded.facts))

    def _advance(self, news: Advanced) -> None:
        ids: dict[type[Entity], set[str]] = defaultdict(set)
        whole = True
        for fact in news.facts:
            try:
                entities = fact.body.apply(self)
            except KeyError:
                entities, whole = (), False
            for entity in entities:
                self._put(entity)
                ids[type(entity)].add(entity.id)
            self.facts.append(fact)
            self.seq = fact.seq
        for position in news.positions:
            self.positions[position.device_id] = position
        for reading in news.readings:
            self._take_reading(reading)
        self.changed.emit(
            Change(
                ids={kind: frozenset(some) for kind, some in ids.items()},
                facts=news.facts,
                moved=frozenset(row.device_id for row in news.positions),
                measured=frozenset((row.device_id, row.element) for row in news.readings),
            )
        )
        if not whole:
            self.gap.emit()

    def _put(self, entity: Entity) -> None:
        before = self._entities[type(entity)].get(entity.id)
        self._entities[type(entity)][entity.id] = entity
        if isinstance(entity, Assignment):
            self._assignments_of[entity.force_id].add(entity.id)
            if entity.released_at is None:
                self._open_assignments[entity.force_id] = entity
            elif self._open_assignments.get(entity.force_id, entity).id == entity.id:
                self._open_assignments.pop(entity.force_id, None)
        elif isinstance(entity, Reservation):
            if entity.ended_at is None:
                self._reservations[entity.force_id] = entity
            elif self._reservations.get(entity.force_id, entity).id == entity.id:
                self._reservations.pop(entity.force_id, None)
        elif isinstance(entity, Command):
            if entity.ended_at is None:
                self._active_commands[entity.incident_id] = entity
            elif self._active_commands.get(entity.incident_id, entity).id == entity.id:
                self._active_commands.pop(entity.incident_id, None)
        elif isinstance(entity, Device):
            if isinstance(before, Device) and before.force_id:
                self._devices_of[before.force_id].discard(entity.id)
            if entity.force_id:
                self._devices_of[entity.force_id].add(entity.id)

    def _take_reading(self, row: ReadingRow) -> None:
        key = (row.device_id, row.element)
        self.readings[key].append(row)
        newest = self._newest.get(key)
        if newest is None or (row.at, row.seq) >= (newest.at, newest.seq):
            self._newest[key] = row

    def newest_time(self) -> datetime | None:
        """When the newest fact or datum was taken in: what the age of a screen is measured from."""
        times = [self.facts[-1].at] if self.facts else []
        times += [row.received_at for row in self.positions.values()]
        return max(times, default=None)
