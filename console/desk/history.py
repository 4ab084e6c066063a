"""What a screen does not remember of an incident, read from the journal. Runs in the engine's thread, as a question."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from console.app.ports import Store
from console.domain.facts import Fact

BEFORE = timedelta(seconds=2)  # seats have clocks of their own
NEAR = 60  # lines about the moment at which a report came


def lines_of(store: Store, incident_ids: Iterable[str], limit: int, told_at: Iterable[datetime] = ()) -> tuple[Fact, ...]:
    """The newest lines that name the incidents, and – for reports that came at these moments – the lines about those: a report is older
    than the incident that grew from it and does not name it."""
    found = [fact for id in incident_ids for fact in store.last_facts(limit, incident_id=id)]
    for moment in told_at:
        found += store.facts_after(_seq_before(store, moment - BEFORE), NEAR)
    return tuple(found)


def _seq_before(store: Store, moment: datetime) -> int:
    """The last line of the journal before a moment, by halving: the journal is in the order of time."""
    newest = store.last_facts(1)
    low, high = 0, newest[0].seq if newest else 0
    while low < high:
        middle = (low + high) // 2
        line = store.facts_after(middle, 1)
        if line and line[0].at < moment:
            low = middle + 1
        else:
            high = middle
    return low
