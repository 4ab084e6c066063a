"""Following the journal and the telemetry: new rows in order and without gaps, read behind a mark.

Pokes carry no data and may be lost; what is new is always read from the database behind what was read before. Writers come one after
the other (see ``journal_head``), so a seq that is seen has none below it that comes later.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from sqlalchemy import Connection

from console.domain.records import Mark, News, StoreDown
from db import journal, telemetry

FEED = "feed"
FACTS = 1000
ROWS = 20000


class Speaker(Protocol):
    """What poking needs of a bus."""

    def publish(self, topic: str, payload: Mapping[str, Any]) -> None:
        """Say it."""


def poke_over(bus: Speaker) -> Callable[[int, bool, bool], None]:
    """The ``poke`` for ``open_store``: after a commit, one word on the topic ``feed``."""

    def poke(seq: int, facts: bool, telemetry: bool) -> None:
        bus.publish(FEED, {"seq": seq, "facts": facts, "telemetry": telemetry})

    return poke


def news(connection: Connection, mark: Mark, with_telemetry: bool) -> News:
    """What came behind the mark. One question; two more where there is telemetry.

    Raises:
        StoreDown: ``broken`` where less is there than was read before: another database lies there.
    """
    head, facts = journal.head_and_facts_after(connection, mark.facts, FACTS)
    if head.count < mark.facts or head.positions < mark.positions or head.readings < mark.readings:
        raise StoreDown("broken", f"the journal has {head.count} facts where {mark.facts} were read: another database lies there")
    if head.count > mark.facts and not facts:
        raise StoreDown("broken", f"the journal's head says {head.count} facts, and behind {mark.facts} there is none")
    positions, readings = [], []
    if with_telemetry and head.positions > mark.positions:
        positions = telemetry.positions_after(connection, mark.positions, ROWS)
    if with_telemetry and head.readings > mark.readings:
        readings = telemetry.readings_after(connection, mark.readings, ROWS)
    reached = Mark(
        facts[-1].seq if facts else mark.facts,
        positions[-1].seq if positions else mark.positions,
        readings[-1].seq if readings else mark.readings,
    )
    more = len(facts) == FACTS or len(positions) == ROWS or len(readings) == ROWS
    return News(tuple(facts), tuple(positions), tuple(readings), reached, more)
