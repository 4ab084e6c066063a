"""Which forces to send to an incident (A12): line by line of its run card, with the reason for each and every shortfall by name.

Pure: it reads what it is given and touches nothing, so a what-if is the same call with other inputs.

::

    who counts                              for this incident
    committed to it already                 fills a line first and is not sent again
    free, or reserved for it                candidate
    committed or reserved elsewhere         never sent; named at a shortfall, nearest first: can be asked for (商调)
    resting, out of service                 never sent; resting ones are named at a shortfall

Lines are filled in the order of the card, each place by the best score (console.domain.rules.scoring). A force fills one place only.
Where a place would stay empty although a force could be freed for it by another that fits as well, the chosen ones are rearranged
(augmenting paths), so a shortfall is never owed to the order of the lines.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from console.domain.codes import ForceDuty
from console.domain.rules.coverage import Uncovered, left_open
from console.domain.rules.run_cards import CardLine
from console.domain.rules.scoring import Aim, Base, Candidate, Key, Reason, base, key, line_min, reasons

RUNNERS_UP = 3
ELSEWHERE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """What one would like to know: without these forces; as if those were free."""

    without: frozenset[str] = frozenset()
    free: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A force for a line: its score and estimated way in minutes (None where the way is not known), and why."""

    force_id: str
    capability: str
    score_min: float
    way_min: float | None
    km: float | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """A force that could fill a shortfall but cannot be sent: ``state`` is committed, reserved or resting, ``incident_id`` who has it."""

    force_id: str
    state: str
    incident_id: str | None
    way_min: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the card: who is there already, who is recommended in order, who would be next, and how many are missing."""

    wanted: CardLine
    here: tuple[str, ...] = ()
    chosen: tuple[Choice, ...] = ()
    next_best: tuple[Choice, ...] = ()
    missing: int = 0
    elsewhere: tuple[Elsewhere, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """The recommendation. ``notes`` are codes of what could not be taken into account at all."""

    incident_id: str
    lines: tuple[Line, ...]
    uncovered: tuple[Uncovered, ...] = ()
    notes: tuple[str, ...] = ()

    def forces(self) -> tuple[str, ...]:
        """All that are recommended, in order."""
        return tuple(choice.force_id for line in self.lines for choice in line.chosen)


def free(candidate: Candidate, incident_id: str, what_if: WhatIf = WhatIf()) -> bool:
    """Whether it may be sent to the incident."""
    if candidate.force.id in what_if.without:
        return False
    if candidate.force.id in what_if.free:
        return candidate.held_by != incident_id
    return (
        candidate.held_by is None
        and candidate.reserved_for in (None, incident_id)
        and candidate.force.duty is ForceDuty.AVAILABLE
    )


def recommend(
    aim: Aim, lines: Sequence[CardLine], candidates: Iterable[Candidate], what_if: WhatIf = WhatIf(), runners_up: int = RUNNERS_UP
) -> Advice:
    """Who should go, why, who would be next, what is missing, and which town would be left without anybody."""
    everyone = list(candidates)
    known = [base(aim, candidate) for candidate in everyone]
    here = [one for one in known if one.candidate.held_by == aim.incident_id]
    able = [one for one in known if free(one.candidate, aim.incident_id, what_if)]
    filling = _Filling(lines)
    # Those who are there first: they fill as many places as they can, and stay in the game for rearranging.
    filling.offer([_ranked(aim, here, line) for line in lines])
    there = filling.taken()
    ranked = [_ranked(aim, able, line) for line in lines]
    filling.offer(ranked)
    chosen = frozenset(filling.taken() - there)
    by_id = {one.candidate.force.id: one for one in known}
    taken = there | chosen
    out = []
    for number, line in enumerate(lines):
        filled = filling.of_line(number)
        mine = sorted((by_id[id] for id in filled if id in chosen), key=lambda one: key(aim, one, line))
        rest = [by_id[id] for _, _, id in ranked[number] if id not in taken][:runners_up]
        missing = line.count - len(filled)
        out.append(
            Line(
                wanted=line,
                here=tuple(id for id in filled if id in there),
                chosen=tuple(_choice(aim, one, line) for one in mine),
                next_best=tuple(_choice(aim, one, line) for one in rest),
                missing=missing,
                elsewhere=_elsewhere(aim, known, line, taken, what_if) if missing else (),
            )
        )
    return Advice(
        incident_id=aim.incident_id,
        lines=tuple(out),
        uncovered=left_open(everyone, chosen | there, aim),
        notes=_notes(aim),
    )


def _ranked(aim: Aim, some: Sequence[Base], line: CardLine) -> list[Key]:
    return sorted(key(aim, one, line) for one in some if line.capability in one.can)


def _choice(aim: Aim, one: Base, line: CardLine) -> Choice:
    return Choice(
        force_id=one.candidate.force.id,
        capability=line.capability,
        score_min=one.minutes + line_min(aim, one, line),
        way_min=one.way.minutes,
        km=one.way.km,
        reasons=reasons(aim, one, line),
    )


def _elsewhere(
    aim: Aim, known: Sequence[Base], line: CardLine, taken: set[str] | frozenset[str], what_if: WhatIf
) -> tuple[Elsewhere, ...]:
    """Who could, and is held: the nearest first."""
    found = []
    for one in known:
        candidate = one.candidate
        if line.capability not in one.can or candidate.force.id in taken or candidate.force.id in what_if.without:
            continue
        state, holder = _state(candidate, aim.incident_id)
        if state:
            order = (one.way.minutes is None, one.way.minutes or 0.0, candidate.force.id)
            found.append((order, Elsewhere(force_id=candidate.force.id, state=state, incident_id=holder, way_min=one.way.minutes)))
    return tuple(item for _, item in sorted(found, key=lambda pair: pair[0])[:ELSEWHERE])


def _state(candidate: Candidate, incident_id: str) -> tuple[str, str | None]:
    if candidate.held_by not in (None, incident_id):
        return "committed", candidate.held_by
    if candidate.force.duty is ForceDuty.RESTING:
        return "resting", None
    if candidate.reserved_for not in (None, incident_id) and candidate.force.duty is ForceDuty.AVAILABLE:
        return "reserved", candidate.reserved_for
    return "", None


def _notes(aim: Aim) -> tuple[str, ...]:
    notes = [] if aim.lat is not None and aim.lon is not None else ["incident_unplaced"]
    return (*notes, "closures_unknown") if aim.closures is None else tuple(notes)


@dataclass(slots=True)
class _Filling:
    """Places and who fills them: the best first, rearranged where a place would stay empty for nothing (Kuhn's algorithm)."""

    lines: Sequence[CardLine]
    _places: list[int] = field(init=False)
    _fills: dict[str, int] = field(init=False, default_factory=dict)
    _filled: list[str | None] = field(init=False)
    _options: list[list[Key]] = field(init=False)

    def __post_init__(self) -> None:
        self._places = [number for number, line in enumerate(self.lines) for _ in range(line.count)]
        self._filled = [None] * len(self._places)
        self._options = [[] for _ in self.lines]

    def offer(self, options: Sequence[list[Key]]) -> None:
        """More forces for the lines, each list best first; places that are filled stay filled."""
        for number, more in enumerate(options):
            self._options[number] = self._options[number] + more
        for place, by in enumerate(self._filled):
            if by is None:
                self._find(place)

    def _find(self, place: int) -> bool:
        """Fill a place: with the best that is free, else with one that can be freed by the fewest moves."""
        came_from: dict[str, int] = {}
        waiting = deque([place])
        while waiting:
            at = waiting.popleft()
            options = self._options[self._places[at]]
            found = next((id for _, _, id in options if id not in self._fills), None)
            if found is not None:
                self._shift(place, at, found, came_from)
                return True
            for _, _, id in options:
                if id not in came_from:
                    came_from[id] = at
                    waiting.append(self._fills[id])
        return False

    def _shift(self, place: int, at: int, id: str, came_from: Mapping[str, int]) -> None:
        """``id`` takes the place ``at``; who was there goes one back, and so on to ``place``."""
        while True:
            before = self._filled[at]
            self._fills[id] = at
            self._filled[at] = id
            if at == place or before is None:
                return
            id, at = before, came_from[before]

    def taken(self) -> set[str]:
        """Everybody who fills a place."""
        return set(self._fills)

    def of_line(self, number: int) -> tuple[str, ...]:
        """Who fills the places of a line."""
        return tuple(by for place, by in zip(self._places, self._filled, strict=True) if place == number and by is not None)
