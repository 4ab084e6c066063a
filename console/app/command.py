"""Use cases of the one command: command posts, forces and their commitment."""

from __future__ import annotations

from dataclasses import dataclass

from console.app import lapses
from console.app.context import DISPATCH, HALL, Command, Ctx, Handler
from console.domain.codes import AssignmentStatus, CommandLevel, ForceDuty, Role
from console.domain.entities import Assignment, Force, Grant, Incident, Order, Reservation, Sector
from console.domain.entities import Command as CommandPost
from console.domain.facts import ForceDutyChanged
from console.domain.refusal import Refused
from console.domain.rules import command as rules
from console.domain.rules import forces as force_rules
from console.domain.rules import orders as order_rules
from console.domain.rules import people
from console.domain.rules import transfer as transfer_rules
from console.domain.rules.holding import FROM_ABOVE


@dataclass(frozen=True, slots=True, kw_only=True)
class EstablishCommand(Command):
    """Set up the one command over an incident."""

    incident_id: str
    level: CommandLevel
    commander: str
    name: str = ""
    partners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferCommand(Command):
    """Pass the command to another commander or level, with a reason. ``partners`` are the neighbours that stand under it together."""

    incident_id: str
    level: CommandLevel
    commander: str
    why: str
    name: str = ""
    partners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterForce(Command):
    """Put a force into the register or correct it."""

    force: Force


@dataclass(frozen=True, slots=True, kw_only=True)
class SetForceDuty(Command):
    """A force rests, is out of service, or can be had again."""

    force_id: str
    duty: ForceDuty


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignForce(Command):
    """Commit a force to the command of an incident."""

    force_id: str
    incident_id: str
    sector_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveForce(Command):
    """Another sector for a committed force."""

    assignment_id: str
    sector_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportStatus(Command):
    """The force said where it is: the next line of its status ledger."""

    assignment_id: str
    status: AssignmentStatus


def active_command(ctx: Ctx, incident_id: str) -> CommandPost | None:
    """The one command of an incident, if it has one."""
    found = ctx.unit.find(CommandPost, incident_id=incident_id, ended_at=None)
    return found[0] if found else None


def open_assignment(ctx: Ctx, force_id: str) -> Assignment | None:
    """What the force is committed to, if anything."""
    found = ctx.unit.find(Assignment, force_id=force_id, released_at=None)
    return found[0] if found else None


def open_reservation(ctx: Ctx, force_id: str) -> Reservation | None:
    """For whom the force is reserved, if for anybody; it may have run out a moment ago."""
    found = ctx.unit.find(Reservation, force_id=force_id, ended_at=None)
    return found[0] if found else None


def voice(ctx: Ctx, roles: frozenset[Role]) -> Role | None:
    """The actor's own or lent role among those; what a use case allows to some of its roles only is asked here."""
    if ctx.actor.role in roles:
        return ctx.actor.role
    grant = people.lent(ctx.unit.find(Grant, account=ctx.actor.who), roles, ctx.now)
    return grant.role if grant else None


def establish_command(ctx: Ctx, cmd: EstablishCommand) -> str:
    incident = ctx.unit.get(Incident, cmd.incident_id)
    post = CommandPost(
        id=ctx.new_id(),
        incident_id=incident.id,
        level=cmd.level,
        name=cmd.name.strip(),
        commander=cmd.commander.strip(),
        established_at=ctx.now,
        partners=_partners(cmd.partners),
    )
    sectors = tuple(
        Sector(id=ctx.new_id(), command_id=post.id, kind=kind, minimum=least, maximum=most, order=order)
        for order, (kind, least, most) in enumerate(rules.USUAL_SECTORS)
    )
    ctx.unit.record(rules.establish(incident, active_command(ctx, incident.id), post, sectors))
    return post.id


def transfer_command(ctx: Ctx, cmd: TransferCommand) -> str:
    incident = ctx.unit.get(Incident, cmd.incident_id)
    old = active_command(ctx, incident.id)
    new = CommandPost(
        id=ctx.new_id(),
        incident_id=cmd.incident_id,
        level=cmd.level,
        name=cmd.name.strip(),
        commander=cmd.commander.strip(),
        established_at=ctx.now,
        previous_id=old.id if old else None,
        partners=_partners(cmd.partners),
    )
    # By the incident too: that is what the tables are indexed by.
    its = {"incident_id": cmd.incident_id, "command_id": new.previous_id}
    fact = transfer_rules.transfer(
        incident,
        old,
        new,
        cmd.why,
        sectors=ctx.unit.find(Sector, command_id=old.id) if old else (),
        held=ctx.unit.find(Assignment, **its, released_at=None) if old else (),
        orders=[o for o in ctx.unit.find(Order, **its) if o.state not in order_rules.ENDED] if old else (),
    )
    ctx.unit.record(fact, why=cmd.why.strip())
    return new.id


def _partners(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip() for name in names if name.strip()))


def register_force(ctx: Ctx, cmd: RegisterForce) -> str:
    before = ctx.unit.find(Force, id=cmd.force.id)
    same_radio = ctx.unit.find(Force, radio_id=cmd.force.radio_id) if cmd.force.radio_id else ()
    ctx.unit.record(force_rules.register(cmd.force, before[0] if before else None, same_radio))
    return cmd.force.id


def set_force_duty(ctx: Ctx, cmd: SetForceDuty) -> str:
    force = ctx.unit.get(Force, cmd.force_id)
    held = open_assignment(ctx, force.id)
    if held is not None and cmd.duty is not ForceDuty.AVAILABLE:
        raise Refused("already_committed", force_id=force.id, holder_incident_id=held.incident_id)
    ctx.unit.record(ForceDutyChanged(force_id=force.id, duty=cmd.duty, since=ctx.now))
    return force.id


def assign_force(ctx: Ctx, cmd: AssignForce) -> str:
    return commit(ctx, cmd.force_id, cmd.incident_id, cmd.sector_id).id


def commit(ctx: Ctx, force_id: str, incident_id: str, sector_id: str | None = None) -> Assignment:
    """A free force comes under the command of an incident – the one way there, whoever asks for it."""
    force = ctx.unit.get(Force, force_id)
    post = active_command(ctx, incident_id)
    sector = ctx.unit.get(Sector, sector_id) if sector_id else None
    assignment = Assignment(
        id=ctx.new_id(),
        force_id=force.id,
        command_id=post.id if post else "",
        incident_id=incident_id,
        sector_id=sector_id,
        status=AssignmentStatus.ASSIGNED,
        assigned_at=ctx.now,
        status_at=ctx.now,
    )
    held, reserved = open_assignment(ctx, force.id), open_reservation(ctx, force.id)
    for fact in rules.assign(force, held, post, sector, assignment, reserved, voice(ctx, FROM_ABOVE) if reserved else None):
        ctx.unit.record(fact)
    return assignment


def move_force(ctx: Ctx, cmd: MoveForce) -> str:
    sector = ctx.unit.get(Sector, cmd.sector_id) if cmd.sector_id else None
    ctx.unit.record(rules.move(ctx.unit.get(Assignment, cmd.assignment_id), sector))
    return cmd.assignment_id


def report_status(ctx: Ctx, cmd: ReportStatus) -> str:
    assignment = ctx.unit.get(Assignment, cmd.assignment_id)
    ctx.unit.record(rules.report_status(assignment, cmd.status, ctx.now))
    if cmd.status is AssignmentStatus.RELEASED:
        lapses.end_requests(ctx, assignment.force_id, lapses.RELEASED)
    return cmd.assignment_id


HANDLERS = (
    Handler(EstablishCommand, DISPATCH, establish_command),
    Handler(TransferCommand, DISPATCH, transfer_command),
    Handler(RegisterForce, DISPATCH, register_force),
    Handler(SetForceDuty, HALL, set_force_duty),
    Handler(AssignForce, DISPATCH, assign_force),
    Handler(MoveForce, DISPATCH, move_force),
    Handler(ReportStatus, HALL, report_status),
)
