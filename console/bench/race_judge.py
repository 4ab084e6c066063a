"""Who judges the race: the journal, the tables and the seats' own ledgers, each asked by itself, none believed alone.

Nothing here uses the hall's own reading code: the journal and the tables are read by plain SQL, the ledgers are files of lines that the
seats wrote outside the database. An interval of a commitment runs from the seq of its ``force_assigned`` to the seq of its release:
the order of the journal, for the clocks of two seats differ.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

ASSIGNED, RELEASED, REFUSED = "assigned", "released", "refused"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the journal as it lies there."""

    seq: int
    seat: str
    kind: str
    body: dict[str, Any]
    hash: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a seat was told was committed: its key (see :func:`key_of`), the force, and when its commit was sent."""

    key: str
    force_id: str
    committed_at: float


@dataclass(frozen=True, slots=True)
class Seen:
    """A fact as it was applied to a seat's picture."""

    seq: int
    hash: str
    key: str
    at: float


@dataclass(slots=True)
class Ledger:
    """What one seat wrote down. ``start`` is the seq of the picture that it began with – again after an outage, with ``before`` facts
    seen until then; ``unknown`` may have been committed or not; ``doubles`` are forces that its own picture saw committed twice."""

    seat: str
    start: int = 0
    before: int = 0
    told: list[Told] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    doubles: int = 0


def read_ledger(file: Path, seat: str) -> Ledger:
    """The lines of ``race_seat.Book``."""
    ledger = Ledger(seat)
    for text in file.read_text("utf-8").splitlines():
        word, *rest = json.loads(text)
        if word == "start":
            ledger.start, ledger.before = rest[0], len(ledger.seen)
        elif word == "told":
            ledger.told.append(Told(*rest))
        elif word == "unknown":
            ledger.unknown.append(rest[0])
        elif word == "seen":
            ledger.seen.append(Seen(*rest))
        elif word == "double":
            ledger.doubles += 1
    return ledger


def read_journal(connection: Connection) -> list[Line]:
    """All of it, by plain SQL."""
    rows = connection.exec_driver_sql("SELECT seq, seat, kind, body, hash FROM journal ORDER BY seq")
    return [Line(seq, seat, kind, json.loads(body), hash) for seq, seat, kind, body, hash in rows]


def key_of(line: Line) -> str:
    """By what a fact of the race is known again in the ledgers; empty for other facts."""
    body = line.body
    if line.kind == "force_assigned":
        return f"{ASSIGNED} {body['assignment']['id']}"
    if line.kind == "assignment_status_changed" and body["status"] == "released":
        return f"{RELEASED} {body['assignment_id']}"
    if line.kind == "commitment_refused":
        return f"{REFUSED} {line.seat} {body['incident_id']} {body['force_id']}"
    return ""


# --- two commitments of one force --------------------------------------------------------------------------------------------------


def doubles_in_journal(lines: Iterable[Line]) -> int:
    """Commitments that began while another of the same force stood, as the facts tell it."""
    steps = []
    for line in lines:
        word, _, id = key_of(line).partition(" ")
        if word == ASSIGNED:
            steps.append((line.seq, word, id, str(line.body["assignment"]["force_id"])))
        elif word == RELEASED:
            steps.append((line.seq, word, id, str(line.body["force_id"])))
    return _overlaps(steps)


def doubles_in_ledgers(ledgers: Sequence[Ledger]) -> int:
    """The same from what the seats were told, in the order in which their feeds brought it; no database is asked."""
    seq_of = {seen.key: seen.seq for ledger in ledgers for seen in ledger.seen if seen.key}
    steps = []
    for told in (told for ledger in ledgers for told in ledger.told):
        word, _, id = told.key.partition(" ")
        if word in (ASSIGNED, RELEASED) and told.key in seq_of:
            steps.append((seq_of[told.key], word, id, told.force_id))
    return _overlaps(sorted(steps))


def _overlaps(steps: Iterable[tuple[int, str, str, str]]) -> int:
    """Of (seq, word, assignment, force) in order of seq: how many began while another stood."""
    held: dict[str, set[str]] = defaultdict(set)
    doubles = 0
    for _, word, id, force_id in steps:
        if word == RELEASED:
            held[force_id].discard(id)
            continue
        doubles += bool(held[force_id])
        held[force_id].add(id)
    return doubles


_OPEN_TWICE = """
SELECT coalesce(sum(t.n - 1), 0) FROM (
    SELECT count(*) AS n FROM assignment WHERE released_at IS NULL GROUP BY force_id HAVING count(*) > 1
) AS t
"""

_OVERLAPPING = """
WITH begun AS (
    SELECT {assigned} AS id, min(seq) AS since FROM journal WHERE kind = 'force_assigned' GROUP BY 1
), freed AS (
    SELECT {freed} AS id, min(seq) AS until FROM journal
    WHERE kind = 'assignment_status_changed' AND {status} = 'released' GROUP BY 1
), held AS (
    SELECT a.force_id, b.since, coalesce(f.until, 9000000000000000000) AS until
    FROM assignment AS a JOIN begun AS b ON b.id = a.id LEFT JOIN freed AS f ON f.id = a.id
), ordered AS (
    SELECT since, max(until) OVER (
        PARTITION BY force_id ORDER BY since ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS busy_until
    FROM held
)
SELECT count(*) FROM ordered WHERE busy_until > since
"""

_JSON = {
    "sqlite": ("json_extract(body, '$.assignment.id')", "json_extract(body, '$.assignment_id')", "json_extract(body, '$.status')"),
    "postgresql": ("body::json #>> '{assignment,id}'", "body::json ->> 'assignment_id'", "body::json ->> 'status'"),
}


def open_twice(connection: Connection) -> int:
    """Open assignments too many at this moment."""
    return int(connection.exec_driver_sql(_OPEN_TWICE).scalar() or 0)


def doubles_in_tables(connection: Connection) -> int:
    """The rows of ``assignment`` that overlap: of those open now, and of all that there were, whichever is more."""
    assigned, freed, status = _JSON[connection.dialect.name]
    overlapping = connection.exec_driver_sql(_OVERLAPPING.format(assigned=assigned, freed=freed, status=status)).scalar()
    return max(int(overlapping or 0), open_twice(connection))


def states_amiss(connection: Connection, lines: Iterable[Line]) -> int:
    """Rows of ``assignment`` without their fact, facts without their row, and rows that are open or released against their facts."""
    told: dict[str, bool] = {}
    for line in lines:
        word, _, id = key_of(line).partition(" ")
        if word in (ASSIGNED, RELEASED):
            told[id] = word == RELEASED
    rows = dict(tuple(row) for row in connection.exec_driver_sql("SELECT id, released_at IS NOT NULL FROM assignment"))
    return sum(id not in rows or bool(rows[id]) != told.get(id) for id in told.keys() | rows.keys())


# --- facts that were lost ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Losses:
    """``journal``: told to a seat and not there exactly once. ``feed``: not applied at a seat, once and in order. ``untold``: there,
    but no seat knows of having done it."""

    journal: int
    feed: int
    untold: int


def losses(lines: Sequence[Line], ledgers: Sequence[Ledger]) -> Losses:
    """Every ledger against the journal, and every feed against it."""
    there = Counter(key for line in lines if (key := key_of(line)))
    told = Counter(told.key for ledger in ledgers for told in ledger.told)
    unknown = Counter(key for ledger in ledgers for key in ledger.unknown)
    lost = untold = 0
    for key in there.keys() | told.keys():
        difference = told[key] - there[key]
        if difference > 0:
            lost += difference
        elif key.startswith(REFUSED):
            untold += max(0, -difference - unknown[key])
        elif there[key] > 1:  # an assignment is made once and released once
            lost += there[key] - 1
        else:
            untold += max(0, -difference - unknown[key])
    return Losses(lost, sum(feed_losses(lines, ledger) for ledger in ledgers), untold)


def feed_losses(lines: Sequence[Line], ledger: Ledger) -> int:
    """Facts behind the seat's start that it did not apply, or not as the journal has them, or once too often, or after a later one."""
    wanted = {line.seq: line.hash for line in lines if line.seq > ledger.start}
    amiss, newest = 0, ledger.start
    for seen in ledger.seen[ledger.before :]:
        if wanted.pop(seen.seq, None) != seen.hash or seen.seq <= newest:
            amiss += 1
        newest = max(newest, seen.seq)
    return amiss + len(wanted)


def feed_waits_s(ledgers: Sequence[Ledger]) -> list[float]:
    """From the commit at one seat to its being applied at another, for each pair of seats and each assignment and release."""
    origin = {told.key: (ledger.seat, told.committed_at) for ledger in ledgers for told in ledger.told if not told.key.startswith(REFUSED)}
    waits = []
    for ledger in ledgers:
        for seen in ledger.seen:
            known = origin.get(seen.key)
            if known is not None and known[0] != ledger.seat:
                waits.append(seen.at - known[1])
    return waits
