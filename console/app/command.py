"""Use cases of the one command: command posts, forces and their commitment, orders."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from console.app import lapses
from console.app.context import DISPATCH, HALL, Command, Ctx, Handler
from console.domain.codes import AssignmentStatus, Channel, CommandLevel, DeviceRole, ForceDuty, OrderState, Role
from console.domain.entities import Assignment, Delivery, Device, Force, Grant, Incident, Order, Reservation, Sector
from console.domain.entities import Command as CommandPost
from console.domain.facts import CommandTransferred, ForceDutyChanged, ForceRegistered
from console.domain.refusal import Refused
from console.domain.rules import command as rules
from console.domain.rules import orders as order_rules
from console.domain.rules import people
from console.domain.rules.holding import FROM_ABOVE


@dataclass(frozen=True, slots=True, kw_only=True)
class EstablishCommand(Command):
    """Set up the one command over an incident."""

    incident_id: str
    level: CommandLevel
    commander: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferCommand(Command):
    """Pass the command to another commander or level, with a reason."""

    incident_id: str
    level: CommandLevel
    commander: str
    why: str
    name: str = ""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueOrder(Command):
    """Order something of a force of one's own command."""

    incident_id: str
    force_id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvanceOrder(Command):
    """A receipt that a person heard: by voice, on paper – with the words, if any."""

    order_id: str
    state: OrderState
    words: str = ""


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
    )
    sectors = tuple(
        Sector(id=ctx.new_id(), command_id=post.id, kind=kind, minimum=least, maximum=most, order=order)
        for order, (kind, least, most) in enumerate(rules.USUAL_SECTORS)
    )
    ctx.unit.record(rules.establish(incident, active_command(ctx, incident.id), post, sectors))
    return post.id


def transfer_command(ctx: Ctx, cmd: TransferCommand) -> str:
    old = active_command(ctx, cmd.incident_id)
    if old is None:
        raise Refused("no_command")
    if not cmd.why.strip():
        raise Refused("reason_missing")
    if not cmd.commander.strip():
        raise Refused("commander_missing")
    new = CommandPost(
        id=ctx.new_id(),
        incident_id=cmd.incident_id,
        level=cmd.level,
        name=cmd.name.strip(),
        commander=cmd.commander.strip(),
        established_at=ctx.now,
        previous_id=old.id,
    )
    sectors = tuple(replace(sector, command_id=new.id) for sector in ctx.unit.find(Sector, command_id=old.id))
    ctx.unit.record(
        CommandTransferred(
            incident_id=cmd.incident_id,
            from_id=old.id,
            command=new,
            sectors=sectors,
            assignment_ids=tuple(a.id for a in ctx.unit.find(Assignment, command_id=old.id, released_at=None)),
            order_ids=tuple(o.id for o in ctx.unit.find(Order, command_id=old.id) if o.state not in order_rules.ENDED),
        ),
        why=cmd.why.strip(),
    )
    return new.id


def register_force(ctx: Ctx, cmd: RegisterForce) -> str:
    if not cmd.force.name.strip():
        raise Refused("title_missing")
    ctx.unit.record(ForceRegistered(force=cmd.force))
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


def issue_order(ctx: Ctx, cmd: IssueOrder) -> str:
    force = ctx.unit.get(Force, cmd.force_id)
    post = active_command(ctx, cmd.incident_id)
    order = Order(
        id=ctx.new_id(),
        number=len(ctx.unit.find(Order, incident_id=cmd.incident_id)) + 1,
        command_id=post.id if post else "",
        incident_id=cmd.incident_id,
        force_id=force.id,
        text=cmd.text.strip(),
        issued_at=ctx.now,
        issued_by=ctx.actor.who,
        answer_by=ctx.now + timedelta(seconds=ctx.figures.order_answer_s),
        state_at=ctx.now,
    )
    ctx.unit.record(order_rules.issue(order, post, open_assignment(ctx, force.id), (_carrier(ctx, order, force),)))
    return order.id


def _carrier(ctx: Ctx, order: Order, force: Force) -> Delivery:
    """By what an order reaches its force: its radio on a data wire, else the voice of the radio operator."""
    radios = ctx.unit.find(Device, force_id=force.id, role=DeviceRole.RADIO)
    radio = next((device for device in radios if device.wire), None)
    return Delivery(
        id=ctx.new_id(),
        purpose="order",
        purpose_id=order.id,
        channel=Channel.TETRA if radio else Channel.VOICE,
        wire=(radio.wire or "") if radio else "",
        address=radio.address if radio else "",
        label=force.name,
        text=order.text,
        created_at=ctx.now,
        expires_at=ctx.now + timedelta(seconds=ctx.figures.delivery_expiry_s),
        state_at=ctx.now,
    )


def advance_order(ctx: Ctx, cmd: AdvanceOrder) -> str:
    fact = order_rules.advance(ctx.unit.get(Order, cmd.order_id), cmd.state, ctx.now)
    if fact is None:
        raise Refused("status_same", status=cmd.state.value)
    ctx.unit.record(fact, why=cmd.words.strip())
    return cmd.order_id


HANDLERS = (
    Handler(EstablishCommand, DISPATCH, establish_command),
    Handler(TransferCommand, DISPATCH, transfer_command),
    Handler(RegisterForce, DISPATCH, register_force),
    Handler(SetForceDuty, HALL, set_force_duty),
    Handler(AssignForce, DISPATCH, assign_force),
    Handler(MoveForce, DISPATCH, move_force),
    Handler(ReportStatus, HALL, report_status),
    Handler(IssueOrder, DISPATCH, issue_order),
    Handler(AdvanceOrder, HALL, advance_order),
)
