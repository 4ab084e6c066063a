"""Towns that are left without anybody, and who could move up (A12).

A town is covered while one of its own forces can be had: available and not committed. A force that is only reserved is still there.

::

    its forces      all committed, resting or out of service  → uncovered
    its place       where its own forces are at home; not known → no way can be estimated, and the move-up is named without one
    who moves up    free, not chosen, and not the last of its own town: who can do what the town lost first, then the nearest
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from console.domain import capabilities
from console.domain.codes import ForceDuty
from console.domain.rules.scoring import Aim, Candidate, distance_km, start


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveUp:
    """A free force that could cover the town from now on, with its estimated way there in minutes."""

    force_id: str
    way_min: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Uncovered:
    """A town whose forces would all be away, and who could move up; nobody can where ``move_up`` is empty."""

    town: str
    force_ids: tuple[str, ...]
    move_up: MoveUp | None


def at_hand(candidate: Candidate) -> bool:
    """Whether a force covers its town now."""
    return candidate.held_by is None and candidate.force.duty is ForceDuty.AVAILABLE


def uncovered_now(candidates: Iterable[Candidate]) -> tuple[str, ...]:
    """Towns that have forces of their own, and none of them at hand; by name."""
    return tuple(sorted(town for town, own in _towns(candidates).items() if not any(at_hand(one) for one in own)))


def left_open(candidates: Sequence[Candidate], away: Collection[str], aim: Aim) -> tuple[Uncovered, ...]:
    """Towns that nobody covers any more once the forces in ``away`` have gone; a force moves up to one town only."""
    towns = _towns(candidates)
    left = {town: sum(at_hand(one) and one.force.id not in away for one in own) for town, own in towns.items()}
    spare = [one for one in candidates if at_hand(one) and one.force.id not in away]
    found = []
    for town in sorted(towns):
        gone = [one for one in towns[town] if one.force.id in away]
        if left[town] or not gone:
            continue
        best = _move_up(aim, gone, [one for one in spare if left.get(one.force.town, 2) > 1], towns[town])
        if best is not None:
            mover, spare = best[0], [one for one in spare if one is not best[0]]
            if mover.force.town:
                left[mover.force.town] -= 1
        move_up = MoveUp(force_id=best[0].force.id, way_min=best[1]) if best else None
        found.append(Uncovered(town=town, force_ids=tuple(sorted(one.force.id for one in gone)), move_up=move_up))
    return tuple(found)


def _towns(candidates: Iterable[Candidate]) -> dict[str, list[Candidate]]:
    towns: dict[str, list[Candidate]] = {}
    for one in candidates:
        if one.force.town:
            towns.setdefault(one.force.town, []).append(one)
    return towns


def _move_up(
    aim: Aim, gone: Sequence[Candidate], spare: Sequence[Candidate], own: Sequence[Candidate]
) -> tuple[Candidate, float | None] | None:
    lost = frozenset[str]().union(*(capabilities.of(one.force)[0] for one in gone))
    homes = [(one.force.lat, one.force.lon) for one in own if one.force.lat is not None and one.force.lon is not None]
    best: tuple[tuple[bool, bool, float, str], Candidate, float | None] | None = None
    for one in spare:
        minutes = _to_town_min(aim, one, homes)
        order = (lost.isdisjoint(capabilities.of(one.force)[0]), minutes is None, minutes or 0.0, one.force.id)
        if best is None or order < best[0]:
            best = (order, one, minutes)
    return (best[1], best[2]) if best else None


def _to_town_min(aim: Aim, candidate: Candidate, homes: Sequence[tuple[float | None, float | None]]) -> float | None:
    """To the nearest home of the town's own forces."""
    _, from_lat, from_lon = start(aim, candidate)
    if from_lat is None or from_lon is None:
        return None
    ways = [distance_km(from_lat, from_lon, lat, lon) for lat, lon in homes if lat is not None and lon is not None]
    return 60.0 * min(ways) / aim.scale.speed_kmh[candidate.force.kind] if ways else None
