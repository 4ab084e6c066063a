"""The register of forces: what may stand in it, and what a correction leaves alone.

::

    a correction changes   name, kind, organisation, crew, town, radio, capabilities, home, jurisdiction
    and never              duty, when it came back, fuel and water: those are reported, each by a fact of its own, and the sheet that
                           corrects a name may be older than they are
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from console.domain.entities import Force
from console.domain.facts import ForceRegistered, ForceSuppliesReported
from console.domain.refusal import Refused
from console.domain.rules.run_cards import CODE, MOST_CREW

MOST_WATER_L = 1_000_000.0


def register(force: Force, before: Force | None, same_radio: Iterable[Force]) -> ForceRegistered:
    """A force comes into the register, or its entry is corrected.

    Raises:
        Refused: ``title_missing``, ``place_bad``, ``crew_bad``, ``capability_bad`` with the word, ``radio_taken`` with who has it.
    """
    if not force.name.strip():
        raise Refused("title_missing")
    if (force.lat is None) != (force.lon is None) or abs(force.lat or 0.0) > 90 or abs(force.lon or 0.0) > 180:
        raise Refused("place_bad")
    if force.crew is not None and not 0 <= force.crew <= MOST_CREW:
        raise Refused("crew_bad", most=MOST_CREW)
    for capability in force.capabilities:
        if not CODE.fullmatch(capability):
            raise Refused("capability_bad", capability=capability)
    holder = next((other for other in same_radio if other.id != force.id), None) if force.radio_id else None
    if holder is not None:
        raise Refused("radio_taken", radio_id=force.radio_id, name=holder.name)
    tidy = replace(force, name=force.name.strip(), capabilities=tuple(dict.fromkeys(force.capabilities)))
    if before is None:
        return ForceRegistered(force=tidy)
    living = {name: getattr(before, name) for name in ("duty", "duty_since", "free_since", "fuel_percent", "water_l", "supplies_at")}
    return ForceRegistered(force=replace(tidy, **living))


def report_supplies(force: Force, fuel_percent: float | None, water_l: float | None, at: datetime) -> ForceSuppliesReported:
    """What a force has left; what was not said is unknown from now on, not as it was.

    Raises:
        Refused: ``supplies_missing`` where nothing was said, ``supplies_bad`` outside 0–100 % or below 0 L.
    """
    if fuel_percent is None and water_l is None:
        raise Refused("supplies_missing")
    if fuel_percent is not None and not 0 <= fuel_percent <= 100:
        raise Refused("supplies_bad")
    if water_l is not None and not 0 <= water_l <= MOST_WATER_L:
        raise Refused("supplies_bad")
    return ForceSuppliesReported(force_id=force.id, fuel_percent=fuel_percent, water_l=water_l, at=at)
