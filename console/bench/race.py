"""Many seats want the same forces: how quick a commitment is, and that no force is ever committed twice and no fact lost.

Every seat is a process of its own with the desk's engine, bus and use cases, all of them on this machine; each asks ``rate`` times a
second for any force for any incident (0: as fast as it is answered) and releases what it got after 0.5 to 2 s. The bench founds its hall in
the database given, which must be empty and is left as it is afterwards; without one it uses an SQLite file in a temporary folder.
"""

from __future__ import annotations

import argparse
import json
import os
import queue
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sqlalchemy.engine import make_url

from console import bootstrap
from console.app.accounts import AddAccount, FoundHall
from console.app.command import EstablishCommand, RegisterForce
from console.app.execute import Executor
from console.app.incidents import OpenIncident
from console.bench import race_judge
from console.bench.hall import percentile
from console.bench.race_seat import FEED_WITHIN_S, Orders
from console.cli import UsageError
from console.domain.codes import CommandLevel, ForceKind, IncidentKind, Role
from console.domain.entities import Force
from console.domain.records import Actor, StoreDown
from console.halls import Hall
from console.settings import load
from db.engine import READING, database_file, make_engine
from db.migrate import revision_of

SEATS, SEATS_ON_SQLITE = 16, 4
FOUNDER = Actor(who="bench", seat="bench", role=None)
START_WITHIN_S = 120.0
LOOK_S = 0.25


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How many, how fast, how long, and where."""
    parser.add_argument("--seats", type=_count, default=None, help=f"processes ({SEATS}; on SQLite {SEATS_ON_SQLITE})")
    parser.add_argument("--rate", type=_rate, default=5.0, metavar="PER_S", help="tries a second of each seat; 0 is flat out (5)")
    parser.add_argument("--forces", type=_count, default=200, help="forces that all of them want (200)")
    parser.add_argument("--incidents", type=_count, default=50, help="incidents that want them (50)")
    parser.add_argument("--seconds", type=_rate, default=20.0, help="how long (20)")
    parser.add_argument("--database-url", default="", metavar="URL", help="an empty database (an SQLite file in a temporary folder)")


def _count(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 100_000:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 to 100000")
    return int(text)


def _rate(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 3600:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 0 to 3600")
    return value


def run(options: argparse.Namespace) -> dict[str, Any]:
    """The figures."""
    folder = Path(tempfile.mkdtemp(prefix="oneboard-race-"))
    try:
        url = options.database_url or f"sqlite:///{folder / 'race.sqlite'}"
        return Race(folder, url, options).run()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class Result:
    """What a seat said at its end."""

    cpu_s: float
    counts: Counter[str]
    times_s: dict[str, list[float]]


class Race:
    """One race on one database."""

    def __init__(self, folder: Path, url: str, options: argparse.Namespace) -> None:
        self._folder = folder
        self._url = url
        self._options = options
        self._file = _checked(url)
        self._seats: int = options.seats or (SEATS if self._file is None else SEATS_ON_SQLITE)
        self._live_doubles = 0
        self._busy = 0.0

    def run(self) -> dict[str, Any]:
        """Found, race, judge."""
        hall = Hall("drill", self._folder / "hall")
        hall.make_folders()
        hall.database_file.touch(mode=0o600)
        hall.database_file.write_text(self._url, "utf-8")
        executor = bootstrap.executor_opener(hall, load(hall.settings_file), None)()
        try:
            forces, incidents = self._found(executor)
            seats = [self._seat(number, forces, incidents) for number in range(1, self._seats + 1)]
            results = self._race(seats, executor)
            ledgers = [race_judge.read_ledger(seat.ledger, seat.name) for seat in seats]
            return self._figures(results, ledgers, executor)
        finally:
            executor.store.close()

    def _found(self, executor: Executor) -> tuple[list[str], list[str]]:
        executor.execute(FOUNDER, FoundHall(hall="drill", district="qinzhou"))
        for number in range(1, self._seats + 1):
            executor.execute(FOUNDER, AddAccount(name=_name(number), display_name="", role=Role.DISPATCHER, passphrase=None))
        forces = [f"force-{number:04}" for number in range(1, self._options.forces + 1)]
        for id in (*forces, *(_own_force(number) for number in range(1, self._seats + 1))):
            executor.execute(FOUNDER, RegisterForce(force=Force(id=id, name=id, kind=ForceKind.FIRE_RESCUE)))
        incidents = []
        for number in range(1, self._options.incidents + 1):
            id = executor.execute(FOUNDER, OpenIncident(kind=IncidentKind.RESCUE, title=f"race {number}", place="race"))
            assert id is not None
            executor.execute(FOUNDER, EstablishCommand(incident_id=id, level=CommandLevel.DISTRICT, commander=f"commander {number}"))
            incidents.append(id)
        return forces, incidents

    def _seat(self, number: int, forces: list[str], incidents: list[str]) -> SeatProcess:
        """On one SQLite file all seats are of one machine; on a server each is a machine with a folder of its own."""
        name = _name(number)
        home = self._folder / ("hall" if self._file is not None else name)
        orders = Orders(
            home=str(home),
            seat=name,
            ledger=str(self._folder / f"{name}.ledger"),
            own_force=_own_force(number),
            forces=forces,
            incidents=incidents,
            rate=self._options.rate,
            seconds=self._options.seconds,
            seed=random.randrange(1 << 30),
        )
        return SeatProcess(orders, self._url, self._folder / f"{name}.err")

    def _race(self, seats: Sequence[SeatProcess], executor: Executor) -> list[Result]:
        try:
            for seat in seats:
                seat.start()
            for seat in seats:
                seat.expect("ready", START_WITHIN_S)
            for seat in seats:
                seat.tell(f"go {time.monotonic() + 0.5}")
            limit = time.monotonic() + self._options.seconds + 2 * FEED_WITHIN_S
            self._watch(seats, limit)
            for seat in seats:
                seat.expect("done", limit - time.monotonic())
            newest = executor.store.last_facts(1)[-1].seq
            for seat in seats:
                seat.tell(f"until {newest}")
            return [seat.result(2 * FEED_WITHIN_S) for seat in seats]
        finally:
            for seat in seats:
                seat.stop()

    def _watch(self, seats: Sequence[SeatProcess], limit: float) -> None:
        """While they race, look again and again, by SQL and on a connection of its own, whether a force is committed twice."""
        import psutil

        engine = make_engine(self._url)
        pause = threading.Event()
        psutil.cpu_percent()
        with engine.connect() as connection:
            connection.info[READING] = True
            while time.monotonic() < limit and not all(seat.has_spoken() for seat in seats):
                with connection.begin():
                    self._live_doubles = max(self._live_doubles, race_judge.open_twice(connection))
                pause.wait(LOOK_S)
        self._busy = psutil.cpu_percent() / 100

    # --- the figures

    def _figures(self, results: Sequence[Result], ledgers: Sequence[race_judge.Ledger], executor: Executor) -> dict[str, Any]:
        engine = make_engine(self._url)
        with engine.connect() as connection:
            connection.info[READING] = True
            lines = race_judge.read_journal(connection)
            doubles = {
                "journal": race_judge.doubles_in_journal(lines),
                "tables": max(race_judge.doubles_in_tables(connection), self._live_doubles),
                "ledgers": race_judge.doubles_in_ledgers(ledgers),
                "feeds": max(ledger.doubles for ledger in ledgers),
            }
            amiss = race_judge.states_amiss(connection, lines)
        losses = race_judge.losses(lines, ledgers)
        flaw = executor.store.verify()
        counts = sum((result.counts for result in results), Counter())
        times_ms = {name: [1000 * wait for result in results for wait in result.times_s[name]] for name in ("commit", "refusal", "answer")}
        times_ms["feed"] = [1000 * wait for wait in race_judge.feed_waits_s(ledgers)]
        return {
            "database": make_url(self._url).get_backend_name(),
            "seats": self._seats,
            "rate": self._options.rate,
            "forces": self._options.forces,
            "incidents": self._options.incidents,
            "seconds": self._options.seconds,
            "attempts": counts["attempts"],
            "commits": counts["commits"],
            "refusals": counts["refusals"],
            "errors": counts["errors"],
            "error_kinds": {word.removeprefix("error "): n for word, n in sorted(counts.items()) if word.startswith("error ")},
            "releases": counts["releases"],
            "double_commitments": max(doubles.values()),
            "doubles_by_judge": doubles,
            "lost_facts": losses.journal + losses.feed,
            "untold_facts": losses.untold,
            "states_amiss": amiss,
            "journal": "ok" if flaw is None else f"{flaw.seq} {flaw.reason}",
            "facts": len(lines),
            "machine_busy": round(self._busy, 2),
            "seats_cores": round(sum(result.cpu_s for result in results) / self._options.seconds, 2),
            **_percentiles(times_ms),
        }


def _name(number: int) -> str:
    """Of a seat and of who sits there."""
    return f"seat-{number:02}"


def _own_force(number: int) -> str:
    """What a seat warms up with."""
    return f"own-{number:02}"


def _percentiles(times_ms: dict[str, list[float]]) -> dict[str, float | None]:
    """Of each kind, or None where there was none."""
    return {
        f"{name}_ms_p{share}": round(percentile(values, share / 100), 1) if values else None
        for name, values in times_ms.items()
        for share in (50, 99)
    }


def _checked(url: str) -> Path | None:
    """The SQLite file, if it is one.

    Raises:
        UsageError: the database cannot be had, or is not empty.
    """
    try:
        file = database_file(url)
        if file is not None and not file.exists():
            return file
        engine = make_engine(url)
        with engine.connect() as connection:
            connection.info[READING] = True
            if revision_of(connection) is not None and connection.exec_driver_sql("SELECT count(*) FROM journal").scalar():
                raise UsageError("the database holds a hall already; the race founds its own: give it an empty one")
    except (ValueError, StoreDown, OSError) as error:
        raise UsageError(f"the database cannot be used ({error})") from error
    return file


class SeatProcess:
    """The race's end of one seat."""

    def __init__(self, orders: Orders, url: str, errors: Path) -> None:
        self.name = orders.seat
        self.ledger = Path(orders.ledger)
        self._orders = orders
        self._url = url
        self._errors = errors
        self._said: queue.Queue[str] = queue.Queue()
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """The URL goes by the environment: it may hold a password, and arguments are for all to read."""
        command = [sys.executable, "-m", "console.bench.race_seat", json.dumps(asdict(self._orders))]
        with self._errors.open("wb") as errors:
            self._process = subprocess.Popen(
                command,
                env=os.environ | {"ONEBOARD_DATABASE_URL": self._url},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )
        self._hearing = threading.Thread(target=self._hear, args=(self._process,), name=self.name, daemon=True)
        self._hearing.start()

    def _hear(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            self._said.put(line.strip())
        self._said.put("")

    def has_spoken(self) -> bool:
        """Whether a line, or its end, waits to be read."""
        return not self._said.empty()

    def tell(self, line: str) -> None:
        """One order."""
        assert self._process is not None and self._process.stdin is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def expect(self, word: str, limit_s: float) -> str:
        """Its next line, which must begin so; the rest of it.

        Raises:
            RuntimeError: it said something else, nothing in time, or died.
        """
        try:
            line = self._said.get(timeout=max(0.0, limit_s))
        except queue.Empty:
            line = ""
        head, _, rest = line.partition(" ")
        if head != word:
            last = self._errors.read_text("utf-8", "replace").strip().splitlines()[-1:] or ["no word of why"]
            raise RuntimeError(f"{self.name} did not come to {word!r}: {last[0]}")
        return rest

    def result(self, limit_s: float) -> Result:
        """Its last line."""
        data = json.loads(self.expect("end", limit_s))
        return Result(data["cpu_s"], Counter(data["counts"]), data["times_s"])

    def stop(self) -> None:
        """It ends by itself with its standard input; what does not, is ended."""
        process = self._process
        if process is None:
            return
        assert process.stdin is not None and process.stdout is not None
        try:
            process.stdin.close()
        except BrokenPipeError:
            pass
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        self._hearing.join()
        process.stdout.close()
