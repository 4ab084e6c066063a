"""Use cases of the working groups of a command (A5)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from console.app.command import active_command
from console.app.context import DISPATCH, Command, Ctx, Handler
from console.domain.codes import SectorKind
from console.domain.entities import Sector
from console.domain.rules import sectors as rules


@dataclass(frozen=True, slots=True, kw_only=True)
class SetSector(Command):
    """Other figures or another name for a group."""

    incident_id: str
    sector_id: str
    minimum: int
    maximum: int
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddSector(Command):
    """One more group; a second one of a kind needs a name."""

    incident_id: str
    kind: SectorKind
    minimum: int
    maximum: int
    name: str = ""


def set_sector(ctx: Ctx, cmd: SetSector) -> str:
    sector = replace(ctx.unit.get(Sector, cmd.sector_id), minimum=cmd.minimum, maximum=cmd.maximum, name=cmd.name.strip())
    ctx.unit.record(rules.set_figures(active_command(ctx, cmd.incident_id), sector))
    return sector.id


def add_sector(ctx: Ctx, cmd: AddSector) -> str:
    post = active_command(ctx, cmd.incident_id)
    there = ctx.unit.find(Sector, command_id=post.id) if post else []
    fresh = Sector(
        id=ctx.new_id(),
        command_id=post.id if post else "",
        kind=cmd.kind,
        minimum=cmd.minimum,
        maximum=cmd.maximum,
        order=rules.next_order(there, cmd.kind),
        name=cmd.name.strip(),
    )
    ctx.unit.record(rules.add(post, there, fresh))
    return fresh.id


HANDLERS = (
    Handler(SetSector, DISPATCH, set_sector),
    Handler(AddSector, DISPATCH, add_sector),
)
