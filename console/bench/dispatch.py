"""What a dispatcher waits for in a hall of a million facts and a thousand forces on SQLite: to open it, to assign, to order, to hand over.

The hall is made with its past behind it (:mod:`console.bench.dispatch_past`), then opened as a screen opens it – by the desk's own engine,
up to the picture that it starts from – and worked with through the use cases as the desk does. Each measurement is a function from the
hall to its figures; :data:`MEASUREMENTS` names them in their order.
"""

from __future__ import annotations

import argparse
import queue
import shutil
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from console import bootstrap
from console.app.accounts import AddAccount, FoundHall
from console.app.command import AssignForce, EstablishCommand, ReportStatus, TransferCommand
from console.app.context import Command
from console.app.execute import Executor
from console.app.incidents import OpenIncident
from console.app.orders import IssueOrder
from console.bench.dispatch_past import Past, force_id, moments
from console.bench.hall import percentile, utc_now
from console.domain.codes import AssignmentStatus, CommandLevel, IncidentKind, Role
from console.domain.records import Actor
from console.engine import Engine, Loaded
from console.halls import Hall
from console.settings import load

FOUNDER = Actor(who="bench", seat="bench", role=None)
DISPATCHER = Actor(who="dispatcher", seat="desk-1", role=Role.DISPATCHER)
INCIDENTS = 40
TRANSFERS_EACH = 5
OPENINGS = 3
LOADED_WITHIN_S = 300.0

Figures = dict[str, Any]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How large the hall is."""
    parser.add_argument("--facts", type=_count, default=1_000_000, help="facts in the journal (1000000)")
    parser.add_argument("--forces", type=_count, default=1000, help="forces in the register (1000)")


def _count(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 20_000_000:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 to 20000000")
    return int(text)


def run(options: argparse.Namespace) -> Figures:
    """The figures."""
    folder = Path(tempfile.mkdtemp(prefix="oneboard-dispatch-"))
    try:
        hall = Hall("drill", folder)
        hall.make_folders()
        hall.database_file.touch(mode=0o600)
        hall.database_file.write_text(f"sqlite:///{folder / 'dispatch.sqlite'}", "utf-8")
        with founded(hall, options.facts, options.forces) as bench:
            figures = dict(bench.about)
            for measure in MEASUREMENTS:
                figures |= measure(bench)
        return figures
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@dataclass(slots=True)
class Bench:
    """The hall that is measured: its folder, its use cases, its open incidents."""

    hall: Hall
    executor: Executor
    forces: int
    about: Figures
    incidents: list[str] = field(default_factory=list)

    def do(self, command: Command, actor: Actor = DISPATCHER) -> str:
        """Through the one door."""
        id = self.executor.execute(actor, command)
        assert id is not None
        return id

    def timed(self, commands: list[Command]) -> tuple[list[str], list[float]]:
        """All of them, with the milliseconds that each was waited for."""
        ids, waits_ms = [], []
        for command in commands:
            began = time.perf_counter()
            ids.append(self.do(command))
            waits_ms.append((time.perf_counter() - began) * 1000)
        return ids, waits_ms


@contextmanager
def founded(hall: Hall, facts: int, forces: int):  # type: ignore[no-untyped-def]
    """A hall with its past and no incident open."""
    bus = bootstrap.open_bus(hall)
    executor = bootstrap.executor_opener(hall, load(hall.settings_file), bus)()
    try:
        executor.execute(FOUNDER, FoundHall(hall="drill", district="qinzhou"))
        executor.execute(FOUNDER, AddAccount(name=DISPATCHER.who, display_name="", role=Role.DISPATCHER, passphrase=None))
        began = time.perf_counter()
        store: Any = executor.store
        head = store.head()
        with store.writing() as connection:
            Past(connection, head).write(moments(facts - head.count, forces, utc_now()))
        about = {"facts": store.head().count, "forces": forces, "build_s": round(time.perf_counter() - began, 1)}
        yield Bench(hall, executor, forces, about)
    finally:
        executor.store.close()
        if hasattr(bus, "close"):
            bus.close()


# --- measurements ------------------------------------------------------------------------------------------------------------------


def opening(bench: Bench) -> Figures:
    """From the start of a screen's engine to the picture that it begins with: the slowest of a few starts."""
    waits_ms, entities = [], 0
    for _ in range(OPENINGS):
        delivered: queue.Queue[object] = queue.Queue()
        bus = bootstrap.open_bus(bench.hall)
        opener = bootstrap.executor_opener(bench.hall, load(bench.hall.settings_file), bus)
        began = time.perf_counter()
        engine = Engine(open_executor=opener, bus=bus, actor=DISPATCHER, deliver=delivered.put, clock=utc_now)
        engine.start()
        try:
            first = delivered.get(timeout=LOADED_WITHIN_S)
            waits_ms.append((time.perf_counter() - began) * 1000)
        finally:
            engine.stop()
            if hasattr(bus, "close"):
                bus.close()
        assert isinstance(first, Loaded), first
        entities = len(first.snapshot.entities)
    return {"open_ms": round(max(waits_ms), 1), "open_entities": entities}


def proving(bench: Bench) -> Figures:
    """The walk along the whole chain."""
    began = time.perf_counter()
    flaw = bench.executor.store.verify()
    return {"verify_s": round(time.perf_counter() - began, 1), "journal": "ok" if flaw is None else f"{flaw.seq} {flaw.reason}"}


def incidents(bench: Bench) -> Figures:
    """Opening incidents and setting up their commands."""
    bench.incidents, waits_ms = bench.timed(
        [OpenIncident(kind=IncidentKind.RESCUE, title=f"{number}", place="太京镇") for number in range(INCIDENTS)]
    )
    for id in bench.incidents:
        bench.do(EstablishCommand(incident_id=id, level=CommandLevel.TOWN, commander="commander"))
    return _figures("incident", waits_ms)


def assigning(bench: Bench) -> Figures:
    """Every force to one of the incidents."""
    wanted = [AssignForce(force_id=force, incident_id=id) for force, id in _pairs(bench)]
    assignments, waits_ms = bench.timed([*wanted])
    _, status_ms = bench.timed([ReportStatus(assignment_id=id, status=AssignmentStatus.EN_ROUTE) for id in assignments])
    return _figures("assign", waits_ms) | _figures("status", status_ms)


def ordering(bench: Bench) -> Figures:
    """An order to every force."""
    wanted = [IssueOrder(incident_id=id, force_id=force, text="请报告到场时间。") for force, id in _pairs(bench)]
    _, waits_ms = bench.timed([*wanted])
    return _figures("order", waits_ms)


def transferring(bench: Bench) -> Figures:
    """Each command goes from hand to hand, with all its forces and orders."""
    levels = (CommandLevel.DISTRICT, CommandLevel.CITY)
    wanted = [
        TransferCommand(incident_id=id, level=levels[turn % 2], commander=f"commander {turn}", why="grade raised")
        for turn in range(TRANSFERS_EACH)
        for id in bench.incidents
    ]
    _, waits_ms = bench.timed([*wanted])
    return _figures("transfer", waits_ms)


def recommending(bench: Bench) -> Figures:
    """A recommendation over as many forces as the hall has, from a screen's picture to the reasons; and one plan over many incidents."""
    from console.bench.recommend import measure_recommend

    return dict(measure_recommend(bench.forces))


MEASUREMENTS: tuple[Callable[[Bench], Figures], ...] = (
    opening,
    proving,
    incidents,
    assigning,
    ordering,
    transferring,
    recommending,
)


def _pairs(bench: Bench) -> list[tuple[str, str]]:
    return [(force_id(number), bench.incidents[number % len(bench.incidents)]) for number in range(bench.forces)]


def _figures(name: str, waits_ms: list[float]) -> Mapping[str, float]:
    return {f"{name}_ms_p50": round(percentile(waits_ms, 0.5), 1), f"{name}_ms_p99": round(percentile(waits_ms, 0.99), 1)}
