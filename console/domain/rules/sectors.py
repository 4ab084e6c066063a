"""The working groups (工作组) of a command: their wanted numbers, and groups added to the usual ones.

A group's least and greatest number of forces light its lane; they never refuse a force – on the scene people count, not figures.
Groups are not removed: forces and journal name them.
"""

from __future__ import annotations

from collections.abc import Sequence

from console.domain.codes import CommandState, SectorKind
from console.domain.entities import Command, Sector
from console.domain.facts import SectorsSet
from console.domain.refusal import Refused

MOST_FORCES = 99


def set_figures(command: Command | None, sector: Sector) -> SectorsSet:
    """Other figures, or another name, for a group that is there.

    Raises:
        Refused: ``no_command``, ``sector_of_another_command``, ``figures_bad``.
    """
    if command is None or command.state is not CommandState.ACTIVE:
        raise Refused("no_command")
    if sector.command_id != command.id:
        raise Refused("sector_of_another_command")
    _check(sector)
    return SectorsSet(incident_id=command.incident_id, sectors=(sector,))


def add(command: Command | None, sectors: Sequence[Sector], fresh: Sector) -> SectorsSet:
    """One more group. A second one of a kind needs a name that tells them apart.

    Raises:
        Refused: ``no_command``, ``figures_bad``, ``sector_name_missing``, ``sector_exists``.
    """
    if command is None or command.state is not CommandState.ACTIVE:
        raise Refused("no_command")
    _check(fresh)
    alike = [sector for sector in sectors if sector.kind is fresh.kind]
    if alike and not fresh.name:
        raise Refused("sector_name_missing")
    if any(sector.name == fresh.name for sector in alike):
        raise Refused("sector_exists")
    return SectorsSet(incident_id=command.incident_id, sectors=(fresh,))


def next_order(sectors: Sequence[Sector], kind: SectorKind) -> int:
    """Where a new group stands: behind the last one of its kind, else at the end."""
    alike = [sector.order for sector in sectors if sector.kind is kind]
    return max(alike) if alike else max((sector.order for sector in sectors), default=-1) + 1


def _check(sector: Sector) -> None:
    if not (0 <= sector.minimum <= sector.maximum <= MOST_FORCES and sector.maximum >= 1):
        raise Refused("figures_bad", minimum=sector.minimum, maximum=sector.maximum, most=MOST_FORCES)
