"""What forces can do, by the words of the run cards.

The list is closed for the cards that come with the program, and open for a district: a code that is not in it is kept and shown
as it is written. Where a force has none recorded, its kind gives the usual ones – said to be presumed (按类别推定) wherever they count.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from console.domain.codes import ForceKind
from console.domain.entities import Force


class Capability(StrEnum):
    """What a line of a run card can ask for."""

    FIRE_SUPPRESSION = "fire_suppression"
    WATER_SUPPLY = "water_supply"
    SEARCH_RESCUE = "search_rescue"
    SWIFT_WATER = "swift_water"
    FLOOD_DEFENCE = "flood_defence"
    MINE_RESCUE = "mine_rescue"
    MEDICAL = "medical"
    AMBULANCE = "ambulance"
    DISEASE_CONTROL = "disease_control"
    HAZMAT = "hazmat"
    HEAVY_MACHINERY = "heavy_machinery"
    ROAD_CLEARING = "road_clearing"
    POWER_REPAIR = "power_repair"
    TELECOM = "telecom"
    EVACUATION = "evacuation"
    TRAFFIC_CONTROL = "traffic_control"
    CROWD_CONTROL = "crowd_control"
    DRONE = "drone"
    LOGISTICS = "logistics"
    EXPERT = "expert"


C = Capability

# What a force of a kind can usually do. Deliberately little: what is rare or dangerous (swift water, mines, chemicals) is never presumed.
USUAL: Mapping[ForceKind, tuple[Capability, ...]] = {
    ForceKind.FIRE_RESCUE: (C.FIRE_SUPPRESSION, C.WATER_SUPPLY, C.SEARCH_RESCUE),
    ForceKind.PROFESSIONAL: (C.SEARCH_RESCUE, C.FLOOD_DEFENCE),
    ForceKind.SOCIAL: (C.SEARCH_RESCUE, C.EVACUATION, C.LOGISTICS),
    ForceKind.GRASSROOTS: (C.EVACUATION, C.LOGISTICS),
    ForceKind.MILITARY: (C.EVACUATION, C.FLOOD_DEFENCE, C.LOGISTICS),
    ForceKind.MEDICAL: (C.MEDICAL, C.AMBULANCE),
    ForceKind.POLICE: (C.TRAFFIC_CONTROL, C.CROWD_CONTROL, C.EVACUATION),
    ForceKind.TRAFFIC: (C.ROAD_CLEARING, C.TRAFFIC_CONTROL),
    ForceKind.POWER: (C.POWER_REPAIR,),
    ForceKind.TELECOM: (C.TELECOM,),
}


def of(force: Force) -> tuple[frozenset[str], bool]:
    """What a force can do, and whether that is only presumed from its kind."""
    if force.capabilities:
        return frozenset(force.capabilities), False
    return frozenset(USUAL[force.kind]), True
