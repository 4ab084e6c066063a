"""The drill hall as it is founded: forces that can be recommended, and a card for whatever may happen."""

from __future__ import annotations

from pathlib import Path

from console import bootstrap
from console.app.catalogue import default_cards
from console.domain.capabilities import Capability
from console.domain.entities import Force, RunCard
from console.domain.records import Actor
from console.engine import utc_now
from console.founding import ensure_founded
from console.halls import Hall

READER = Actor(who="test", seat="test", role=None)


def stored(hall: Hall, kind: type) -> list:  # type: ignore[type-arg]
    store = bootstrap.open_store(hall, None)
    try:
        with store.transaction(READER, utc_now()) as unit:
            return unit.find(kind)
    finally:
        store.close()


def test_the_drill_s_forces_say_what_they_can_and_where_they_are_at_home(tmp_path: Path) -> None:
    hall = Hall("drill", tmp_path)
    ensure_founded(hall)
    forces = stored(hall, Force)
    known = {item.value for item in Capability}
    assert len(forces) == 6
    for force in forces:
        assert force.capabilities and set(force.capabilities) <= known, force.name
        assert force.crew and force.lat is not None and force.lon is not None
        assert force.town.endswith("（演练）"), "no made-up force is put into a real town"
    assert {card.id: card for card in stored(hall, RunCard)} == {card.id: card for card in default_cards()}


def test_founding_again_leaves_the_hall_s_own_card_alone(tmp_path: Path) -> None:
    from console.app.recommendations import SetRunCard
    from console.domain.codes import Grade, IncidentKind
    from console.settings import load

    hall = Hall("drill", tmp_path)
    ensure_founded(hall)
    executor = bootstrap.executor_opener(hall, load(hall.settings_file), None)()
    executor.execute(READER, SetRunCard(kind=IncidentKind.FIRE, level=Grade.IV, lines=("drone|1",)))
    executor.store.close()
    ensure_founded(hall, "default")
    assert next(card for card in stored(hall, RunCard) if card.id == "fire/4").lines == ("drone|1|",)
