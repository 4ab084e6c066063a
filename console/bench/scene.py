"""``oneboard bench scene``: what the geofences of all open incidents cost the gateway each second.

Trackers report once a second in bulk, as the gateway stores them; then the gateway's own watch looks and steps. A tenth of the
trackers stands on scenes, one in a hundred belongs to nobody. Told apart: storing the positions (the gateway does so anyway), reading
them, and judging them in the transaction.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from console import bootstrap
from console.app.execute import Executor
from console.app.incidents import OpenIncident
from console.app.scene import SceneWatch
from console.domain.codes import DeviceRole, ForceKind, IncidentKind
from console.domain.entities import Device, Force, Presence
from console.domain.facts import DeviceRegistered, ForceRegistered, SceneEntered
from console.domain.records import Actor, PositionRow
from console.engine import utc_now
from console.halls import Hall
from console.ids import new_id
from console.settings import load

ACTOR = Actor(who="gateway", seat="gateway", role=None)
BOX = (34.1, 105.2, 34.8, 106.1)  # about the district


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How much there is."""
    parser.add_argument("--trackers", type=int, default=10_000)
    parser.add_argument("--incidents", type=int, default=50)
    parser.add_argument("--seconds", type=int, default=10)


def run(options: argparse.Namespace) -> Mapping[str, object]:
    """The figures, in ms a second."""
    with tempfile.TemporaryDirectory(prefix="oneboard-bench-") as folder:
        hall = Hall("drill", Path(folder))
        hall.make_folders()
        executor = bootstrap.executor_opener(hall, load(hall.settings_file), None)()
        try:
            return _measure(executor, options)
        finally:
            executor.store.close()


def _measure(executor: Executor, options: argparse.Namespace) -> Mapping[str, object]:
    dice = random.Random(1)
    places = _open_incidents(executor, options.incidents, dice)
    devices = _register(executor, options.trackers)
    homes = [places[n // 10 % len(places)] if n % 10 == 0 else _somewhere(dice) for n in range(options.trackers)]
    watch, now = SceneWatch(), utc_now()
    store_ms, look_ms, step_ms, entered = [], [], [], 0
    for second in range(options.seconds + 1):
        now += timedelta(seconds=1)
        rows = [_seen(device, home, now, dice) for device, home in zip(devices, homes, strict=True)]
        began = time.perf_counter()
        with executor.store.transaction(ACTOR, now) as unit:
            unit.add_positions(rows)
        stored = time.perf_counter()
        watch.look(executor.store)
        looked = time.perf_counter()
        with executor.store.transaction(ACTOR, now) as unit:
            watch.step(executor.at(unit, ACTOR, now))
        stepped = time.perf_counter()
        if second == 0:  # everybody arrives at once: told for itself
            first_ms, entered = (stepped - looked) * 1000, _entered(executor)
            continue
        store_ms.append((stored - began) * 1000)
        look_ms.append((looked - stored) * 1000)
        step_ms.append((stepped - looked) * 1000)
    with executor.store.transaction(ACTOR, now) as unit:
        present = len(unit.find(Presence, left_at=None))
    return {
        "trackers": options.trackers,
        "incidents": options.incidents,
        "present": present,
        "store_ms": round(statistics.median(store_ms), 1),
        "look_ms": round(statistics.median(look_ms), 1),
        "step_ms": round(statistics.median(step_ms), 1),
        "step_ms_worst": round(max(step_ms), 1),
        "all_arrive_ms": round(first_ms, 1),
        "all_arrive": entered,
    }


def _open_incidents(executor: Executor, count: int, dice: random.Random) -> list[tuple[float, float]]:
    places = [_somewhere(dice) for _ in range(count)]
    for number, (lat, lon) in enumerate(places):
        executor.execute(ACTOR, OpenIncident(kind=IncidentKind.RESCUE, title=f"事件{number}", place="", lat=lat, lon=lon))
    return places


def _register(executor: Executor, count: int) -> list[str]:
    with executor.store.transaction(ACTOR, utc_now()) as unit:
        for number in range(count):
            device = Device(id=new_id(), protocol="jt808", address=f"{number:012}", role=DeviceRole.TRACKER, name=f"终端{number}")
            if number % 100:  # one in a hundred is a stranger's
                force = Force(id=new_id(), name=f"力量{number}", kind=ForceKind.SOCIAL)
                unit.record(ForceRegistered(force=force))
                device = replace(device, force_id=force.id)
            unit.record(DeviceRegistered(device=device))
        return [device.id for device in unit.find(Device)]


def _somewhere(dice: random.Random) -> tuple[float, float]:
    return dice.uniform(BOX[0], BOX[2]), dice.uniform(BOX[1], BOX[3])


def _seen(device: str, home: tuple[float, float], now: datetime, dice: random.Random) -> PositionRow:
    """Within 300 m of where it belongs."""
    lat, lon = home[0] + dice.uniform(-0.002, 0.002), home[1] + dice.uniform(-0.002, 0.002)
    return PositionRow(0, device, now, now, lat, lon, None, None, None)


def _entered(executor: Executor) -> int:
    return sum(isinstance(fact.body, SceneEntered) for fact in executor.store.last_facts(100_000))
