"""One assignment over all open incidents at once (全局方案), and how it differs from recommending one by one.

One by one, the worst incident takes the best force first, and the next one gets what is left. That can send a force past an incident
that only it can serve. Here every open place of every card is set against every free force in one matrix of the same minutes
(console.domain.rules.scoring), and the cheapest whole is taken.

::

    an empty place        counts more than any way: filling it goes before all minutes
    the grade             weighs minutes and empty places: I 4, II 3, III 2, IV and ungraded 1
    a way that is unknown  counts UNKNOWN_MIN, more than any that is known

A force that is at an incident already fills a place of it and costs nothing; it goes nowhere else. Where the whole gains nothing, the
one-by-one way stands: a difference is always a gain.

scipy's ``linear_sum_assignment`` solves it: exact, one call, a few milliseconds for 500 places and 1,000 forces, and a BSD library of
numpy's own kind. OR-tools would bring a larger solver whose strength – side conditions of every sort – is not needed here: a force fills
one place, a place wants one force. It is imported late; it costs the start of a screen nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from console.domain.codes import Grade
from console.domain.rules.recommend import WhatIf, free, recommend
from console.domain.rules.run_cards import CardLine
from console.domain.rules.scoring import Aim, Base, Candidate, base, line_min

UNKNOWN_MIN = 10_000.0
EMPTY_MIN = 1_000_000.0
# For a force that cannot fill a place at all: dearer than leaving it empty, so that the solver never gains by it.
NEVER_MIN = 10 * EMPTY_MIN
# Less than this is the rounding of sums.
GAIN_MIN = 1e-3
WEIGHT = {Grade.I: 4, Grade.II: 3, Grade.III: 2, Grade.IV: 1, None: 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanting:
    """An open incident with what its card asks for."""

    aim: Aim
    grade: Grade | None
    lines: tuple[CardLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place to be filled: the ``number``-th of a capability at an incident."""

    incident_id: str
    capability: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """A force in a place, with its score and its way in minutes (None where the way is not known). ``here``: it is there already."""

    place: Place
    force_id: str
    score_min: float
    way_min: float | None
    here: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A force that goes elsewhere than one by one: from a place, or from home; to a place, or nowhere."""

    force_id: str
    before: Put | None
    after: Put | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """Moves that only make sense together, and what they gain: ``filled`` more places, ``saved_min`` fewer minutes (scores, unweighted).

    ``worth_min`` is the gain in the plan's own cost; it is never below zero.
    """

    moves: tuple[Move, ...]
    filled: int
    saved_min: float
    worth_min: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Both ways of sharing out, and the difference taken apart into exchanges, the one that gains most first."""

    together: tuple[Put, ...]
    one_by_one: tuple[Put, ...]
    empty: tuple[Place, ...]
    empty_before: tuple[Place, ...]
    cost_min: float
    cost_before_min: float
    exchanges: tuple[Exchange, ...]


def plan_all(wanting: Sequence[Wanting], candidates: Sequence[Candidate], what_if: WhatIf = WhatIf()) -> Plan:
    """Who goes where over all open incidents. The worst first, then by id: so the same hall gives the same plan."""
    ordered = sorted(wanting, key=lambda one: (one.grade or 9, one.aim.incident_id))
    board = _Board.of(ordered, candidates, what_if)
    before = _one_by_one(board, ordered, candidates, what_if)
    after = _aligned(board, before, _together(board))
    exchanges = []
    for exchange, places in _exchanges(board, before, after):
        if exchange.worth_min > GAIN_MIN:
            exchanges.append(exchange)
            continue
        for number in places:
            after.pop(number, None)
            if number in before:
                after[number] = before[number]
    return Plan(
        together=board.sent(after),
        one_by_one=board.sent(before),
        empty=tuple(place for number, place in enumerate(board.places) if number not in after),
        empty_before=tuple(place for number, place in enumerate(board.places) if number not in before),
        cost_min=board.cost(after),
        cost_before_min=board.cost(before),
        exchanges=tuple(sorted(exchanges, key=lambda one: (-one.worth_min, one.moves[0].force_id))),
    )


Filled = dict[int, str]


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of one card: what each force that can fill it would cost."""

    incident_id: str
    line: CardLine
    weight: int
    puts: Mapping[str, tuple[float, float | None, bool]]

    def price(self, force_id: str | None) -> float:
        """What a place of it costs, filled by that force, or empty."""
        if force_id is None:
            return EMPTY_MIN * self.weight
        score, way, _ = self.puts[force_id]
        return self.weight * (score + (UNKNOWN_MIN if way is None else 0.0))


@dataclass(frozen=True, slots=True)
class _Board:
    """Every place of every card, each with the row of its line."""

    places: tuple[Place, ...]
    rows: tuple[_Row, ...]
    force_ids: tuple[str, ...]

    @classmethod
    def of(cls, ordered: Sequence[Wanting], candidates: Sequence[Candidate], what_if: WhatIf) -> _Board:
        places: list[Place] = []
        rows: list[_Row] = []
        ids: set[str] = set()
        for wanting in ordered:
            id = wanting.aim.incident_id
            here = [base(wanting.aim, one) for one in candidates if one.held_by == id]
            able = [base(wanting.aim, one) for one in candidates if free(one, id, what_if)]
            ids.update(one.candidate.force.id for one in (*here, *able))
            for line in wanting.lines:
                row = _Row(id, line, WEIGHT[wanting.grade], _puts(wanting.aim, line, here, able))
                places += [Place(incident_id=id, capability=line.capability, number=number + 1) for number in range(line.count)]
                rows += [row] * line.count
        return cls(tuple(places), tuple(rows), tuple(sorted(ids)))

    def put(self, number: int, force_id: str) -> Put:
        score, way, here = self.rows[number].puts[force_id]
        return Put(place=self.places[number], force_id=force_id, score_min=score, way_min=way, here=here)

    def sent(self, filled: Filled) -> tuple[Put, ...]:
        """Who is sent where; those who are there already are not."""
        return tuple(put for put in (self.put(number, filled[number]) for number in sorted(filled)) if not put.here)

    def cost(self, filled: Filled) -> float:
        return sum(row.price(filled.get(number)) for number, row in enumerate(self.rows))


def _puts(aim: Aim, line: CardLine, here: Sequence[Base], able: Sequence[Base]) -> dict[str, tuple[float, float | None, bool]]:
    found: dict[str, tuple[float, float | None, bool]] = {
        one.candidate.force.id: (one.minutes + line_min(aim, one, line), one.way.minutes, False)
        for one in able
        if line.capability in one.can
    }
    found.update({one.candidate.force.id: (0.0, 0.0, True) for one in here if line.capability in one.can})
    return found


def _one_by_one(board: _Board, ordered: Sequence[Wanting], candidates: Sequence[Candidate], what_if: WhatIf) -> Filled:
    """As a dispatcher would: incident after incident, each from what those before it left."""
    filled: Filled = {}
    gone: frozenset[str] = frozenset()
    number = 0
    for wanting in ordered:
        advice = recommend(wanting.aim, wanting.lines, candidates, replace(what_if, without=what_if.without | gone))
        gone |= frozenset(advice.forces())
        for line in advice.lines:
            for place, id in enumerate((*line.here, *(choice.force_id for choice in line.chosen)), start=number):
                filled[place] = id
            number += line.wanted.count
    return filled


def _together(board: _Board) -> Filled:
    """The cheapest whole."""
    if not board.places or not board.force_ids:
        return {}
    import numpy as np
    from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped]  # scipy brings no types

    # Each place may stay empty: it has a column of its own for that, beside those of the forces.
    wide = len(board.force_ids)
    column = {id: number for number, id in enumerate(board.force_ids)}
    price = np.full((len(board.places), wide + len(board.places)), NEVER_MIN)
    for number, row in enumerate(board.rows):
        if number and board.rows[number - 1] is row:
            price[number, :wide] = price[number - 1, :wide]
        else:
            for id in row.puts:
                price[number, column[id]] = row.price(id)
        price[number, wide + number] = row.price(None)
    places, columns = linear_sum_assignment(price)
    return {int(place): board.force_ids[int(at)] for place, at in zip(places, columns, strict=True) if int(at) < wide}


def _aligned(board: _Board, before: Filled, after: Filled) -> Filled:
    """The same sharing out, with each force in the place of its line that it had before: the places of a line are alike."""
    lines: dict[int, list[int]] = {}
    for number, row in enumerate(board.rows):
        lines.setdefault(id(row), []).append(number)
    aligned: Filled = {}
    for numbers in lines.values():
        mine = {after[number] for number in numbers if number in after}
        kept = {number: before[number] for number in numbers if before.get(number) in mine}
        others = sorted(mine - set(kept.values()))
        # Places that were filled before come first, so that a change of hands is seen as one.
        left = sorted((number for number in numbers if number not in kept), key=lambda number: (number not in before, number))
        aligned.update(kept)
        aligned.update(zip(left, others, strict=False))
    return aligned


def _exchanges(board: _Board, before: Filled, after: Filled) -> list[tuple[Exchange, tuple[int, ...]]]:
    """The difference as groups of moves that hang together – by a place that changes hands, or a force that changes place – each with
    its places."""
    groups = _Groups()
    for number in set(before) | set(after):
        if before.get(number) != after.get(number):
            for force_id in (before.get(number), after.get(number)):
                if force_id is not None:
                    groups.join(("place", str(number)), ("force", force_id))
    found = []
    for members in groups.all():
        places = tuple(sorted(int(name) for kind, name in members if kind == "place"))
        forces = sorted(name for kind, name in members if kind == "force")
        found.append((_exchange(board, before, after, places, forces), places))
    return found


def _exchange(board: _Board, before: Filled, after: Filled, places: Sequence[int], forces: Sequence[str]) -> Exchange:
    old = {before[number]: board.put(number, before[number]) for number in places if number in before}
    new = {after[number]: board.put(number, after[number]) for number in places if number in after}
    worth = sum(board.rows[number].price(before.get(number)) - board.rows[number].price(after.get(number)) for number in places)
    return Exchange(
        moves=tuple(Move(force_id=id, before=old.get(id), after=new.get(id)) for id in forces),
        filled=len(new) - len(old),
        saved_min=sum(put.score_min for put in old.values()) - sum(put.score_min for put in new.values()),
        worth_min=worth,
    )


class _Groups:
    """Things that hang together (union-find)."""

    def __init__(self) -> None:
        self._parent: dict[tuple[str, str], tuple[str, str]] = {}

    def join(self, one: tuple[str, str], other: tuple[str, str]) -> None:
        self._parent[self._root(one)] = self._root(other)

    def all(self) -> list[list[tuple[str, str]]]:
        groups: dict[tuple[str, str], list[tuple[str, str]]] = {}
        for one in self._parent:
            groups.setdefault(self._root(one), []).append(one)
        return list(groups.values())

    def _root(self, one: tuple[str, str]) -> tuple[str, str]:
        self._parent.setdefault(one, one)
        while self._parent[one] != one:
            one = self._parent[one]
        return one
