"""Use cases that take back a deed of a moment ago. Each asks of the world that it still is as the deed left it; see the rules."""

from __future__ import annotations

from dataclasses import dataclass, replace

from console.app import lapses
from console.app.command import open_assignment
from console.app.context import DISPATCH, HALL, Command, Ctx, Handler
from console.domain.codes import ForceDuty, Grade, ReportState
from console.domain.entities import Assignment, Force, Incident, Order, Report, Reservation
from console.domain.refusal import Refused
from console.domain.rules import undoing as rules


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoAssign(Command):
    """A force that was just committed is free again; nothing was ordered of it yet."""

    assignment_id: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoMove(Command):
    """Back into the lane where it was."""

    assignment_id: str
    now_sector_id: str | None
    before_sector_id: str | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoDuty(Command):
    """Back to the duty it had."""

    force_id: str
    now: ForceDuty
    before: ForceDuty
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoGrade(Command):
    """Grade and response as before; ``now_…`` is what the deed made of them."""

    incident_id: str
    now_grade: Grade | None
    now_response: Grade | None
    now_basis: str
    grade: Grade | None
    response: Grade | None
    basis: str
    decided_by: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoReport(Command):
    """A report that was claimed, discarded or merged waits again."""

    report_id: str
    state: ReportState
    incident_id: str | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoReserve(Command):
    """The force is reserved no more."""

    reservation_id: str
    why: str


def undo_assign(ctx: Ctx, cmd: UndoAssign) -> str:
    held = ctx.unit.get(Assignment, cmd.assignment_id)
    orders = ctx.unit.find(Order, incident_id=held.incident_id, force_id=held.force_id)
    ctx.unit.record(rules.assignment(held, orders, ctx.now), why=cmd.why)
    lapses.end_requests(ctx, held.force_id, lapses.RELEASED)
    return held.id


def undo_move(ctx: Ctx, cmd: UndoMove) -> str:
    held = ctx.unit.get(Assignment, cmd.assignment_id)
    ctx.unit.record(rules.move(held, cmd.now_sector_id, cmd.before_sector_id), why=cmd.why)
    return held.id


def undo_duty(ctx: Ctx, cmd: UndoDuty) -> str:
    force = ctx.unit.get(Force, cmd.force_id)
    ctx.unit.record(rules.duty(force, open_assignment(ctx, force.id), cmd.now, cmd.before, ctx.now), why=cmd.why)
    return force.id


def undo_grade(ctx: Ctx, cmd: UndoGrade) -> str:
    incident = ctx.unit.get(Incident, cmd.incident_id)
    before = replace(
        incident, grade=cmd.grade, response=cmd.response, basis=cmd.basis, decided_by=cmd.decided_by
    )
    ctx.unit.record(rules.graded(incident, (cmd.now_grade, cmd.now_response, cmd.now_basis), before), why=cmd.why)
    return incident.id


def undo_report(ctx: Ctx, cmd: UndoReport) -> str:
    if cmd.state is not ReportState.CLAIMED and ctx.actor.role not in (*DISPATCH, None):
        raise Refused("role_may_not", role=ctx.actor.role, command="RestoreReport")  # who may not decide it may not undo it
    report = ctx.unit.get(Report, cmd.report_id)
    ctx.unit.record(rules.report(report, cmd.state, ctx.actor.seat, cmd.incident_id), why=cmd.why)
    return report.id


def undo_reserve(ctx: Ctx, cmd: UndoReserve) -> str:
    reservation = ctx.unit.get(Reservation, cmd.reservation_id)
    ctx.unit.record(rules.reservation(reservation, ctx.now), why=cmd.why)
    return reservation.id


HANDLERS = (
    Handler(UndoAssign, DISPATCH, undo_assign),
    Handler(UndoMove, DISPATCH, undo_move),
    Handler(UndoDuty, HALL, undo_duty),
    Handler(UndoGrade, DISPATCH, undo_grade),
    Handler(UndoReport, HALL, undo_report),
    Handler(UndoReserve, DISPATCH, undo_reserve),
)
