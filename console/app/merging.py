"""Use cases that make one incident of two, link them, or put one under another. Everything goes over or stays readable; nothing is lost."""

from __future__ import annotations

from dataclasses import dataclass, replace

from console.app import lapses
from console.app.command import active_command
from console.app.context import DISPATCH, Command, Ctx, Handler
from console.app.incidents import end_what_hangs, open_maydays
from console.domain.codes import NeedState, ObjectiveState, SupportState
from console.domain.entities import Assignment, Incident, IncidentLink, Need, Objective, Order, Report, SupportRequest
from console.domain.facts import IncidentPlaced, NeedStated, ObjectiveSet, SupportAsked
from console.domain.rules import merging as rules
from console.domain.rules import orders as order_rules


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeIncident(Command):
    """``incident_id`` turned out to be ``into_id``: reports, forces, open orders, aims and needs go over."""

    incident_id: str
    into_id: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkIncidents(Command):
    """Two incidents have to do with one another."""

    first_id: str
    second_id: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnlinkIncidents(Command):
    """They have not."""

    link_id: str
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetParent(Command):
    """An incident is part of a larger one; no parent lets it stand by itself again."""

    incident_id: str
    parent_id: str | None
    why: str = ""


def merge_incident(ctx: Ctx, cmd: MergeIncident) -> str:
    unit = ctx.unit
    incident, into = unit.get(Incident, cmd.incident_id), unit.get(Incident, cmd.into_id)
    held = unit.find(Assignment, incident_id=incident.id, released_at=None)
    fact = rules.merge(
        incident,
        into,
        active_command(ctx, incident.id),
        active_command(ctx, into.id),
        reports=unit.find(Report, incident_id=incident.id),
        held=held,
        orders=[order for order in unit.find(Order, incident_id=incident.id) if order.state not in order_rules.ENDED],
        maydays=open_maydays(ctx, incident.id),
        at=ctx.now,
        why=cmd.why,
    )
    unit.record(fact, why=cmd.why.strip())
    for assignment in held:
        lapses.end_requests(ctx, assignment.force_id, lapses.HOLDER_CHANGED)
    end_what_hangs(ctx, incident.id)
    _carry_over(ctx, incident, into)
    _carry_links(ctx, incident, into)
    return into.id


def _carry_over(ctx: Ctx, incident: Incident, into: Incident) -> None:
    """What was still to be reached, still lacking or still asked for is the other's now, said in its timeline."""
    unit = ctx.unit
    number = len(unit.find(Objective, incident_id=into.id))
    for objective in unit.find(Objective, incident_id=incident.id, state=ObjectiveState.OPEN):
        number += 1
        unit.record(ObjectiveSet(objective=replace(objective, incident_id=into.id, number=number, period_id=None)))
    for need in unit.find(Need, incident_id=incident.id, state=NeedState.OPEN):
        unit.record(NeedStated(need=replace(need, incident_id=into.id)))
    for state in (SupportState.ASKED, SupportState.AGREED):
        for request in unit.find(SupportRequest, incident_id=incident.id, state=state):
            unit.record(SupportAsked(request=replace(request, incident_id=into.id)))


def _carry_links(ctx: Ctx, incident: Incident, into: Incident) -> None:
    """Links and parts of the one are those of the other now."""
    unit = ctx.unit
    into = unit.get(Incident, into.id)
    if into.parent_id == incident.id:
        parent = incident.parent_id if incident.parent_id != into.id else None
        unit.record(_under(into, parent))
    for child in unit.find(Incident, parent_id=incident.id):
        if child.id != into.id:
            unit.record(_under(child, into.id))
    for link in _links(ctx, incident.id):
        unit.record(rules.unlink(link, ctx.now))
        other = unit.get(Incident, link.second_id if link.first_id == incident.id else link.first_id)
        known = _links(ctx, into.id)
        if other.id != into.id and not any(other.id in (one.first_id, one.second_id) for one in known):
            fresh = replace(link, id=ctx.new_id(), first_id=into.id, second_id=other.id, ended_at=None)
            unit.record(rules.link(into, other, known, fresh))


def _under(incident: Incident, parent_id: str | None) -> IncidentPlaced:
    return IncidentPlaced(
        incident_id=incident.id, parent_id=parent_id, lat=incident.lat, lon=incident.lon, radius_m=incident.radius_m
    )


def _links(ctx: Ctx, incident_id: str) -> list[IncidentLink]:
    unit = ctx.unit
    return [
        *unit.find(IncidentLink, first_id=incident_id, ended_at=None),
        *unit.find(IncidentLink, second_id=incident_id, ended_at=None),
    ]


def link_incidents(ctx: Ctx, cmd: LinkIncidents) -> str:
    first, second = ctx.unit.get(Incident, cmd.first_id), ctx.unit.get(Incident, cmd.second_id)
    fresh = IncidentLink(
        id=ctx.new_id(),
        first_id=first.id,
        second_id=second.id,
        why=cmd.why.strip(),
        linked_at=ctx.now,
        linked_by=ctx.actor.who,
    )
    ctx.unit.record(rules.link(first, second, _links(ctx, first.id), fresh), why=fresh.why)
    return fresh.id


def unlink_incidents(ctx: Ctx, cmd: UnlinkIncidents) -> str:
    ctx.unit.record(rules.unlink(ctx.unit.get(IncidentLink, cmd.link_id), ctx.now), why=cmd.why.strip())
    return cmd.link_id


def set_parent(ctx: Ctx, cmd: SetParent) -> str:
    incident = ctx.unit.get(Incident, cmd.incident_id)
    parent = ctx.unit.get(Incident, cmd.parent_id) if cmd.parent_id else None
    ctx.unit.record(rules.part_of(incident, parent, lambda id: ctx.unit.get(Incident, id)), why=cmd.why.strip())
    return incident.id


HANDLERS = (
    Handler(MergeIncident, DISPATCH, merge_incident),
    Handler(LinkIncidents, DISPATCH, link_incidents),
    Handler(UnlinkIncidents, DISPATCH, unlink_incidents),
    Handler(SetParent, DISPATCH, set_parent),
)
