"""How long a dispatcher waits for a recommendation over many forces: from the live picture of a screen to the reasons, each run by itself,
for every card that comes with the program; and the one assignment over many incidents at once."""

from __future__ import annotations

import random
import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from console.app.catalogue import default_cards
from console.app.plan_all import Wanting, plan_all
from console.bench.hall import percentile, utc_now
from console.domain.codes import DeviceRole, ForceKind, Grade, IncidentKind
from console.domain.entities import Device, Force, Incident
from console.domain.figures import Figures
from console.domain.records import PositionRow, Snapshot
from console.domain.rules.recommend import recommend
from console.domain.rules.run_cards import read_lines
from console.domain.rules.scoring import Closure
from console.engine import Loaded
from console.models.picture import Picture
from console.models.situation import aim_at, candidates

INCIDENTS = 40
TOWNS = 80
SEED = 20260701
CLOSURES = tuple(Closure(label=str(number), lat=34.45 + number * 0.02, lon=105.7) for number in range(5))


def measure_recommend(forces: int = 1000) -> Mapping[str, Any]:
    """Figures in milliseconds: ``recommend`` for one incident, ``plan`` for all of them."""
    now, figures = utc_now(), Figures()
    picture = crowded(forces, now)
    waits_ms = []
    for card in default_cards():
        incident = replace(picture.open_incidents()[0], kind=card.kind, grade=card.level)
        began = time.perf_counter()
        recommend(aim_at(incident, now, figures, CLOSURES), read_lines(card.lines), candidates(picture, now, figures))
        waits_ms.append((time.perf_counter() - began) * 1000)
    wanted = _wanting(picture, now, figures)
    everyone = candidates(picture, now, figures)
    plan_all(wanted[:1], everyone)  # scipy comes in here, once a process
    began = time.perf_counter()
    plan = plan_all(wanted, everyone)
    plan_ms = (time.perf_counter() - began) * 1000
    return {
        "recommend_forces": forces,
        "recommend_ms_p50": round(percentile(waits_ms, 0.5), 1),
        "recommend_ms_p99": round(percentile(waits_ms, 0.99), 1),
        "plan_incidents": len(wanted),
        "plan_places": len(plan.together) + len(plan.empty),
        "plan_ms": round(plan_ms, 1),
    }


def crowded(forces: int, now: datetime) -> Picture:
    """The picture of a screen with many forces of all kinds, half of them tracked, and many open incidents. The same at every call."""
    dice = random.Random(SEED)
    kinds = list(ForceKind)
    entities: list[Any] = []
    positions = []
    for number in range(forces):
        lat, lon = 34.1 + dice.random() * 0.6, 105.4 + dice.random() * 0.6
        force = Force(
            id=f"force-{number:05}",
            name=f"force {number}",
            kind=kinds[number % len(kinds)],
            crew=dice.choice((None, 4, 8, 12, 20)),
            town=f"town {number % TOWNS}",
            free_since=dice.choice((None, now - timedelta(seconds=dice.randrange(9000)))),
            fuel_percent=dice.choice((None, dice.random() * 100)),
            water_l=dice.choice((None, dice.random() * 5000)),
            supplies_at=now - timedelta(seconds=dice.randrange(40_000)),
            lat=lat,
            lon=lon,
        )
        id = f"tracker-{number:05}"
        entities += [force, Device(id=id, protocol="nmea", address=id, role=DeviceRole.TRACKER, name=id, force_id=force.id, wire=id)]
        if number % 2:
            at = now - timedelta(seconds=dice.randrange(600))
            positions.append(PositionRow(number, id, at, at, lat + dice.random() * 0.02, lon, None, None, None))
    for number in range(INCIDENTS):
        entities.append(
            Incident(
                id=f"incident-{number:03}",
                number=str(number),
                kind=IncidentKind.FIRE,
                title=str(number),
                place="",
                lat=34.1 + dice.random() * 0.6,
                lon=105.4 + dice.random() * 0.6,
                opened_at=now,
                opened_by="bench",
                grade=Grade(1 + number % 4),
            )
        )
    picture = Picture()
    picture.receive(Loaded(Snapshot(1, tuple(entities)), tuple(positions), (), ()))
    return picture


def _wanting(picture: Picture, now: datetime, figures: Figures) -> list[Wanting]:
    """Every open incident with a card of its own kind, so that all of them are in play."""
    cards = default_cards()
    return [
        Wanting(aim=aim_at(incident, now, figures, CLOSURES), grade=incident.grade, lines=read_lines(cards[number % len(cards)].lines))
        for number, incident in enumerate(picture.open_incidents())
    ]
