"""Incidents that turn out to be one, that have to do with one another, or that are part of a larger one.

::

    merge:  open A ──into──► open B        A: merged, readable for ever     B: tells both

- Both are open, so there are no cycles: what was merged is never open again and nothing can be merged into it.
- One force, one command, at every step: forces and open orders of A change to the command of B in the very fact that ends the
  command of A. Where B has no command and A has one, the merge goes the other way – else a force or the chain of command would be lost.
- Nobody may be missing (mayday) while the paper is moved.
- A parent is never among its own descendants.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from console.domain.entities import Assignment, Command, Incident, IncidentLink, Mayday, Order, Report
from console.domain.facts import IncidentLinked, IncidentMerged, IncidentPlaced, IncidentUnlinked
from console.domain.refusal import Refused
from console.domain.rules.incidents import require_open


def merge(
    incident: Incident,
    into: Incident,
    post: Command | None,
    into_post: Command | None,
    *,
    reports: Sequence[Report],
    held: Sequence[Assignment],
    orders: Sequence[Order],
    maydays: Sequence[Mayday],
    at: datetime,
    why: str,
) -> IncidentMerged:
    """One incident goes into another with its reports, forces and open orders.

    Raises:
        Refused: ``merge_itself``, ``incident_closed``, ``incident_merged``, ``reason_missing``, ``maydays_open``, ``merge_other_way`` where
            only the one that would go has a command.
    """
    if incident.id == into.id:
        raise Refused("merge_itself")
    require_open(incident)
    require_open(into)
    if not why.strip():
        raise Refused("reason_missing")
    if maydays:
        raise Refused("maydays_open", count=len(maydays))
    if post is not None and into_post is None:
        raise Refused("merge_other_way", incident_id=incident.id, into_id=into.id, forces=len(held))
    return IncidentMerged(
        incident_id=incident.id,
        into_id=into.id,
        merged_at=at,
        command_id=post.id if post else None,
        report_ids=tuple(report.id for report in reports),
        assignment_ids=tuple(assignment.id for assignment in held),
        order_ids=tuple(order.id for order in orders),
        into_command_id=into_post.id if into_post else None,
    )


def link(first: Incident, second: Incident, existing: Sequence[IncidentLink], fresh: IncidentLink) -> IncidentLinked:
    """Two incidents have to do with one another. A closed one may be linked: what was learnt there may matter here.

    Raises:
        Refused: ``link_itself``, ``linked_already``, ``reason_missing``.
    """
    if first.id == second.id:
        raise Refused("link_itself")
    if any(one.ended_at is None and {one.first_id, one.second_id} == {first.id, second.id} for one in existing):
        raise Refused("linked_already")
    if not fresh.why.strip():
        raise Refused("reason_missing")
    return IncidentLinked(link=fresh)


def unlink(link: IncidentLink, at: datetime) -> IncidentUnlinked:
    """They have not.

    Raises:
        Refused: ``link_ended``.
    """
    if link.ended_at is not None:
        raise Refused("link_ended")
    return IncidentUnlinked(incident_id=link.first_id, link_id=link.id, ended_at=at)


def part_of(incident: Incident, parent: Incident | None, find: Callable[[str], Incident | None]) -> IncidentPlaced:
    """An incident is part of a larger one, or (``parent`` None) stands by itself again. ``find`` gives an incident by its id.

    Raises:
        Refused: ``incident_closed``, ``parent_cycle``, ``parent_same``.
    """
    require_open(incident)
    if parent is not None:
        require_open(parent)
    if (parent.id if parent else None) == incident.parent_id:
        raise Refused("parent_same")
    above = parent
    while above is not None:
        if above.id == incident.id:
            raise Refused("parent_cycle")
        above = find(above.parent_id) if above.parent_id else None
    return IncidentPlaced(
        incident_id=incident.id,
        parent_id=parent.id if parent else None,
        lat=incident.lat,
        lon=incident.lon,
        radius_m=incident.radius_m,
    )
