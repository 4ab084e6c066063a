"""The live picture as the rules of recommendation want it: frozen, so that a thread beside the screen can work on it.

What is known of a force's radio: it was heard (a position, a transmission, a receipt) a moment ago, its wire is dead or the last delivery
to it failed – or nothing of the sort, and then it is unknown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from console.app.catalogue import default_cards
from console.app.plan_all import Wanting
from console.domain.codes import Channel, DeliveryState, Grade, IncidentKind
from console.domain.entities import Alarm, Delivery, Device, Force, Incident, Recording, Reservation, RunCard
from console.domain.figures import Figures
from console.domain.rules import run_cards
from console.domain.rules.run_cards import CardLine
from console.domain.rules.scoring import Aim, Candidate, Closure
from console.models.picture import Picture

# An incident that nobody has graded yet is served as the mildest.
UNGRADED = Grade.IV
PROVEN = frozenset({DeliveryState.DELIVERED, DeliveryState.READ, DeliveryState.CONFIRMED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The card that an incident is served by. ``own``: the hall's, not the program's; ``graded``: by its own level, not for want of one."""

    kind: IncidentKind
    level: Grade
    lines: tuple[CardLine, ...]
    own: bool
    graded: bool


def default_card(kind: IncidentKind, level: Grade) -> RunCard:
    """The program's own card."""
    return next(card for card in default_cards() if card.kind is kind and card.level is level)


def card_of(picture: Picture, incident: Incident, kind: IncidentKind | None = None, level: Grade | None = None) -> Card:
    """By the level of the response, else the grade, else the mildest; ``kind`` and ``level`` put others in their place."""
    kind = kind or incident.kind
    graded = level or incident.response or incident.grade
    level = graded or UNGRADED
    own = picture.find(RunCard, run_cards.card_id(kind, level))
    lines = run_cards.read_lines((own or default_card(kind, level)).lines)
    return Card(kind=kind, level=level, lines=lines, own=own is not None, graded=graded is not None)


def aim_at(incident: Incident, now: datetime, figures: Figures, closures: tuple[Closure, ...] | None = None) -> Aim:
    """Where forces would go."""
    return Aim(incident_id=incident.id, lat=incident.lat, lon=incident.lon, now=now, figures=figures, closures=closures)


def wanting(picture: Picture, now: datetime, figures: Figures, closures: tuple[Closure, ...] | None = None) -> tuple[Wanting, ...]:
    """Every open incident with its card."""
    return tuple(
        Wanting(aim=aim_at(incident, now, figures, closures), grade=incident.grade, lines=card_of(picture, incident).lines)
        for incident in picture.open_incidents()
    )


def candidates(picture: Picture, now: datetime, figures: Figures) -> tuple[Candidate, ...]:
    """Every force as it is now."""
    reserved = {item.force_id: item.incident_id for item in picture.all(Reservation, lambda r: r.ended_at is None and r.until > now)}
    radios = _Radios(picture, now, figures.position_lost_s)
    made = []
    for force in picture.all(Force):
        held = picture.assignment_of(force.id)
        tracker = picture.tracker_of(force.id)
        row = picture.positions.get(tracker.id) if tracker else None
        reached, heard_at = radios.of(force)
        made.append(
            Candidate(
                force=force,
                lat=row.lat if row else None,
                lon=row.lon if row else None,
                position_at=row.at if row else None,
                held_by=held.incident_id if held else None,
                reserved_for=reserved.get(force.id),
                reached=reached,
                heard_at=heard_at,
            )
        )
    return tuple(made)


class _Radios:
    """When each force was last heard, and what failed since."""

    def __init__(self, picture: Picture, now: datetime, fresh_s: float) -> None:
        self._now = now
        self._fresh_s = fresh_s
        self._heard: dict[str, datetime] = {}
        self._failed: dict[str, datetime] = {}
        self._dead: set[str] = set()
        dead = {alarm.device_id for alarm in picture.all(Alarm, lambda a: a.event == "wire_dead" and a.active)}
        for device in picture.all(Device, lambda d: d.force_id is not None):
            row = picture.positions.get(device.id)
            if row is not None:
                self._note(self._heard, [device.force_id], row.received_at)
            if f"wire:{device.wire}" in dead and device.force_id:
                self._dead.add(device.force_id)
        by_radio = {force.radio_id: force.id for force in picture.all(Force, lambda f: bool(f.radio_id))}
        for recording in picture.all(Recording, lambda r: r.direction == "rx" and r.caller in by_radio):
            self._note(self._heard, [by_radio[recording.caller]], recording.started_at)
        for delivery in picture.all(Delivery, lambda d: d.channel is Channel.TETRA and d.address in by_radio and d.state_at is not None):
            known = self._heard if delivery.state in PROVEN else self._failed if delivery.state is DeliveryState.FAILED else None
            if known is not None and delivery.state_at is not None:
                self._note(known, [by_radio[delivery.address]], delivery.state_at)

    @staticmethod
    def _note(known: dict[str, datetime], force_ids: Iterable[str | None], at: datetime) -> None:
        for id in force_ids:
            if id is not None and (id not in known or at > known[id]):
                known[id] = at

    def of(self, force: Force) -> tuple[bool | None, datetime | None]:
        """Whether it is reached, and when it was last heard."""
        heard, failed = self._heard.get(force.id), self._failed.get(force.id)
        if heard is not None and (failed is None or heard > failed) and (self._now - heard).total_seconds() <= self._fresh_s:
            return True, heard
        if force.id in self._dead or failed is not None:
            return False, heard
        return None, heard
