"""One seat of the race, a process of its own: a desk without a window, on the desk's own engine, bus and use cases.

It talks with the race on its standard streams, a line a time: ``ready`` out, ``go T`` in (a time of the monotonic clock, which all
processes of one machine share), ``done`` out when nothing of its own is open any more, ``until SEQ`` in, ``end`` and its figures out.
Standard input that ends, ends it too.
"""

from __future__ import annotations

import heapq
import json
import os
import queue
import random
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import IO, Any, TypeVar, cast

from sqlalchemy import Connection, event

from console import bootstrap
from console.app.command import AssignForce, ReportStatus
from console.app.context import Command
from console.app.execute import Executor
from console.bench.race_judge import ASSIGNED, REFUSED, RELEASED
from console.domain.codes import AssignmentStatus, Role
from console.domain.entities import Assignment, Entity
from console.domain.facts import AssignmentStatusChanged, CommitmentRefused, Fact, ForceAssigned
from console.domain.records import Actor
from console.engine import Advanced, DatabaseState, Engine, Loaded, Outcome, utc_now
from console.halls import Hall
from console.settings import load
from db.engine import READING

E = TypeVar("E", bound=Entity)

HOLD_S = (0.5, 2.0)
AGAIN_S = 0.1
FEED_WITHIN_S = 30.0
CERTAIN = ("locked", "full")  # the database said no before anything was committed


@dataclass(frozen=True, slots=True)
class Orders:
    """What the race wants of this seat."""

    home: str
    seat: str
    ledger: str
    own_force: str
    forces: list[str]
    incidents: list[str]
    rate: float
    seconds: float
    seed: int


@dataclass(slots=True)
class Watch:
    """Where the time of the command in hand went."""

    execute_s: float = 0.0
    committed_at: float = 0.0


@dataclass(frozen=True, slots=True)
class TimedExecutor(Executor):
    """The use cases with a watch round them."""

    watch: Watch = field(default_factory=Watch)

    def execute(self, actor: Actor, cmd: Command) -> str | None:
        began = time.monotonic()
        try:
            return Executor.execute(self, actor, cmd)
        finally:
            self.watch.execute_s = time.monotonic() - began


@dataclass(frozen=True, slots=True)
class Answered:
    """An outcome with its times."""

    outcome: Outcome
    execute_s: float
    committed_at: float


class Book:
    """The seat's ledger: a file outside the database, what it was told in it before anything else is done."""

    def __init__(self, file: Path) -> None:
        self._out: IO[str] = file.open("x", encoding="utf-8")

    def write(self, *words: object) -> None:
        """One line."""
        self._out.write(json.dumps(words, ensure_ascii=False) + "\n")

    def told(self, key: str, force_id: str, committed_at: float) -> None:
        """Something is committed, they say."""
        self.write("told", key, force_id, committed_at)
        self._out.flush()

    def close(self) -> None:
        """To the disk."""
        self._out.flush()
        os.fsync(self._out.fileno())
        self._out.close()


class World:
    """The seat's picture: entities by the facts of its feed, as ``console.models.picture`` has them."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._entities: dict[tuple[type[Entity], str], Entity] = {}
        self._held: dict[str, str] = {}
        self.seq = 0

    def get(self, kind: type[E], id: str) -> E:
        """For the facts."""
        return cast(E, self._entities[(kind, id)])

    def load(self, loaded: Loaded) -> None:
        """Begin here."""
        for entity in loaded.snapshot.entities:
            self._keep(entity)
        self.seq = loaded.snapshot.seq
        self._book.write("start", self.seq)

    def apply(self, fact: Fact) -> None:
        """One step on."""
        for entity in fact.body.apply(self):
            self._keep(entity)
        self.seq = fact.seq
        self._book.write("seen", fact.seq, fact.hash, _key(fact), time.monotonic())

    def _keep(self, entity: Entity) -> None:
        self._entities[(type(entity), entity.id)] = entity
        if isinstance(entity, Assignment):
            holder = self._held.get(entity.force_id)
            if entity.released_at is None:
                if holder not in (None, entity.id):
                    self._book.write("double", entity.force_id, holder, entity.id)
                self._held[entity.force_id] = entity.id
            elif holder == entity.id:
                del self._held[entity.force_id]


def _key(fact: Fact) -> str:
    body = fact.body
    if isinstance(body, ForceAssigned):
        return f"{ASSIGNED} {body.assignment.id}"
    if isinstance(body, AssignmentStatusChanged) and body.status is AssignmentStatus.RELEASED:
        return f"{RELEASED} {body.assignment_id}"
    if isinstance(body, CommitmentRefused):
        return f"{REFUSED} {fact.seat} {body.incident_id} {body.force_id}"
    return ""


class RacingSeat:
    """Asks, is answered, follows; everything but the engine's own thread happens in :meth:`run`."""

    def __init__(self, orders: Orders) -> None:
        self._orders = orders
        self._inbox: queue.Queue[object] = queue.Queue()
        self._book = Book(Path(orders.ledger))
        self._world = World(self._book)
        self._watch = Watch()
        self._random = random.Random(orders.seed)
        self._due: list[tuple[float, int, Callable[[], None]]] = []
        self._due_at = 0.0
        self._cpu_s = 0.0
        self._number = 0
        self._asked: dict[int, tuple[Command, float]] = {}
        self._held: dict[str, str] = {}
        self._ends_at = 0.0
        self._lines: list[str] = []
        self.counts: Counter[str] = Counter()
        self.times_s: dict[str, list[float]] = {"commit": [], "refusal": [], "answer": []}

    def run(self) -> None:
        """From ``ready`` to ``end``."""
        hall = Hall("drill", Path(self._orders.home))
        hall.make_folders()
        bus = bootstrap.open_bus(hall)
        actor = Actor(who=self._orders.seat, seat=self._orders.seat, role=Role.DISPATCHER)
        opener = bootstrap.executor_opener(hall, load(hall.settings_file), bus)
        engine = Engine(open_executor=lambda: self._timed(opener()), bus=bus, actor=actor, deliver=self._deliver, clock=utc_now)
        self._engine = engine
        threading.Thread(target=self._listen, name="orders", daemon=True).start()
        engine.start()
        try:
            self._until(lambda: self.counts["loaded"] > 0, FEED_WITHIN_S)
            self._warm()
            _say("ready")
            self._race(float(self._line("go")))
            _say("done")
            last = int(self._line("until"))
            self._until(lambda: self._world.seq >= last, FEED_WITHIN_S)
        finally:
            engine.stop()
            self._book.close()
        _say("end " + json.dumps({"cpu_s": self._cpu_s, "counts": self.counts, "times_s": self.times_s}))

    # --- the race

    def _warm(self) -> None:
        """A commitment, a refusal and a release on a force that nobody else wants: no seat's first command of the day is measured."""
        orders = self._orders
        for incident_id in (orders.incidents[0], orders.incidents[-1]):
            self._ask(AssignForce(force_id=orders.own_force, incident_id=incident_id))
            self._until(lambda: not self._asked, FEED_WITHIN_S)
        self._until(lambda: not self._asked and not self._held, FEED_WITHIN_S)
        self.counts = Counter(loaded=self.counts["loaded"])
        for times in self.times_s.values():
            times.clear()

    def _race(self, begin: float) -> None:
        self._ends_at = begin + self._orders.seconds
        cpu_s = time.process_time()
        if self._orders.rate > 0:
            self._at(begin + self._random.random() / self._orders.rate, self._steady_try)
        else:
            self._at(begin, self._try)
        limit_s = begin - time.monotonic() + self._orders.seconds + FEED_WITHIN_S
        self._until(lambda: time.monotonic() >= self._ends_at and not self._asked and not self._held, limit_s)
        self._cpu_s = time.process_time() - cpu_s

    def _steady_try(self) -> None:
        """Tries keep their rate whatever the answers take."""
        self._try()
        self._at(self._due_at + 1 / self._orders.rate, self._steady_try)

    def _try(self) -> None:
        if time.monotonic() >= self._ends_at:
            return
        self.counts["attempts"] += 1
        orders = self._orders
        self._ask(AssignForce(force_id=self._random.choice(orders.forces), incident_id=self._random.choice(orders.incidents)))

    def _release(self, assignment_id: str) -> None:
        self._ask(ReportStatus(assignment_id=assignment_id, status=AssignmentStatus.RELEASED))

    def _ask(self, command: Command) -> None:
        self._asked[self._engine.submit(command)] = command, time.monotonic()

    def _answered(self, answer: Answered) -> None:
        outcome = answer.outcome
        command, asked_at = self._asked.pop(outcome.ticket)
        self.times_s["answer"].append(time.monotonic() - asked_at)
        if outcome.done:
            self.times_s["commit"].append(answer.execute_s)
        if isinstance(command, AssignForce):
            self._assign_answered(command, answer)
            if self._orders.rate <= 0:
                self._try()
        elif isinstance(command, ReportStatus):
            self._release_answered(command, answer)

    def _assign_answered(self, command: AssignForce, answer: Answered) -> None:
        outcome = answer.outcome
        if outcome.done and outcome.value is not None:
            assignment_id = outcome.value
            self._book.told(f"{ASSIGNED} {assignment_id}", command.force_id, answer.committed_at)
            self.counts["commits"] += 1
            self._held[assignment_id] = command.force_id
            self._at(time.monotonic() + self._random.uniform(*HOLD_S), lambda: self._release(assignment_id))
        elif outcome.refused is not None:
            self.counts["refusals"] += 1
            self.times_s["refusal"].append(answer.execute_s)
            if outcome.refused.code == "already_committed":
                key = f"{REFUSED} {self._orders.seat} {command.incident_id} {command.force_id}"
                self._book.told(key, command.force_id, answer.committed_at)
        else:
            self.counts["errors"] += 1
            self._failed(outcome, f"{REFUSED} {self._orders.seat} {command.incident_id} {command.force_id}")

    def _release_answered(self, command: ReportStatus, answer: Answered) -> None:
        outcome, id = answer.outcome, command.assignment_id
        if outcome.done:
            self._book.told(f"{RELEASED} {id}", self._held.pop(id), answer.committed_at)
            self.counts["releases"] += 1
        elif outcome.refused is not None:
            # Released already: an earlier try was committed although it was not told so.
            self._held.pop(id)
            self.counts["release_errors"] += 1
        else:
            self.counts["release_errors"] += 1
            self._failed(outcome, f"{RELEASED} {id}")
            self._at(time.monotonic() + AGAIN_S, lambda: self._release(id))

    def _failed(self, outcome: Outcome, key: str) -> None:
        """The database or the program failed; the reason is counted, and what is not certain is written down as such."""
        reason = outcome.down.code if outcome.down is not None else outcome.bug or "nothing"
        self.counts[f"error {reason}"] += 1
        if reason not in CERTAIN:
            self._book.write("unknown", key)

    # --- one thread

    def _at(self, moment: float, deed: Callable[[], None]) -> None:
        self._number += 1
        heapq.heappush(self._due, (moment, self._number, deed))

    def _until(self, over: Callable[[], bool], limit_s: float) -> None:
        limit = time.monotonic() + limit_s
        while not over() and (now := time.monotonic()) < limit:
            if self._due and self._due[0][0] <= now:
                self._due_at, _, deed = heapq.heappop(self._due)
                deed()
                continue
            wait_s = min(0.05, self._due[0][0] - now if self._due else 0.05)
            try:
                thing = self._inbox.get(timeout=wait_s)
            except queue.Empty:
                continue
            self._take(thing)

    def _take(self, thing: object) -> None:
        if isinstance(thing, Advanced):
            for fact in thing.facts:
                self._world.apply(fact)
        elif isinstance(thing, Answered):
            self._answered(thing)
        elif isinstance(thing, Loaded):
            self.counts["loaded"] += 1
            self._world.load(thing)
        elif isinstance(thing, DatabaseState) and not thing.up:
            self.counts["outages"] += 1
        elif isinstance(thing, str):
            if not thing:
                raise EOFError("the race is over")
            self._lines.append(thing)

    def _line(self, word: str) -> str:
        """The next order, which must begin so."""
        while not self._lines:
            self._take(self._inbox.get())
        head, _, rest = self._lines.pop(0).partition(" ")
        if head != word:
            raise ValueError(f"{head!r} where {word!r} was to come")
        return rest

    # --- other threads

    def _listen(self) -> None:
        for line in sys.stdin:
            self._inbox.put(line.strip())
        self._inbox.put("")

    def _deliver(self, thing: Any) -> None:
        """In the engine's thread, right after the command."""
        if isinstance(thing, Outcome):
            thing = Answered(thing, self._watch.execute_s, self._watch.committed_at)
        self._inbox.put(thing)

    def _timed(self, plain: Executor) -> TimedExecutor:
        def committing(connection: Connection) -> None:
            if not connection.info.get(READING):
                self._watch.committed_at = time.monotonic()

        event.listen(cast(Any, plain.store).engine, "commit", committing)
        given = {item.name: getattr(plain, item.name) for item in fields(Executor)}
        return TimedExecutor(**given, watch=self._watch)


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    RacingSeat(Orders(**json.loads(sys.argv[1]))).run()
