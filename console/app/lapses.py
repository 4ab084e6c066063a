"""What comes to an end because something else did: requests about a force that went, what an incident still waited for, and what
is left of a force's old orders. A use case that ends something asks here in its own transaction; the clock looks again
(:func:`watch_holding`).
"""

from __future__ import annotations

from console.app import orders
from console.app.context import Ctx
from console.domain.entities import Assignment, ForceRequest, Incident, Order, Presence, Reservation
from console.domain.facts import SceneLeft
from console.domain.rules import holding as rules
from console.domain.rules import orders as order_rules
from console.domain.rules.holding import HOLDER_CHANGED, INCIDENT_OVER, RELEASED

__all__ = ["HOLDER_CHANGED", "INCIDENT_OVER", "RELEASED", "cancel_orders", "end_incident", "end_requests", "watch_holding"]


def end_requests(ctx: Ctx, force_id: str, why: str) -> None:
    """Nobody need answer any more who is to have this force: it is free, or another has it now."""
    for request in ctx.unit.find(ForceRequest, force_id=force_id, answered_at=None):
        ctx.unit.record(rules.expire(request, why, ctx.now))


def cancel_orders(ctx: Ctx, force_id: str, incident_id: str) -> None:
    """Orders of the command that a force has left for another are cancelled; what it may have heard is taken back aloud."""
    for order in ctx.unit.find(Order, incident_id=incident_id, force_id=force_id):
        if order.state not in order_rules.ENDED:
            orders.lapse(ctx, order, "force_handed_over")


def end_incident(ctx: Ctx, incident_id: str) -> None:
    """An incident that is over wants no force, reserves none, and has no scene."""
    for request in ctx.unit.find(ForceRequest, incident_id=incident_id, answered_at=None):
        ctx.unit.record(rules.expire(request, INCIDENT_OVER, ctx.now))
    for reservation in ctx.unit.find(Reservation, incident_id=incident_id, ended_at=None):
        ctx.unit.record(rules.end_reservation(reservation, ctx.now))
    for presence in ctx.unit.find(Presence, incident_id=incident_id, left_at=None):
        ctx.unit.record(SceneLeft(incident_id=incident_id, presence_id=presence.id, left_at=ctx.now))


def watch_holding(ctx: Ctx) -> None:
    """By the clock: requests that nobody answered, reservations whose time is out, and whatever an ended incident left behind."""
    unit = ctx.unit
    over: set[str] = set()
    for request in unit.find(ForceRequest, answered_at=None):
        held = unit.find(Assignment, force_id=request.force_id, released_at=None)
        why = rules.pointless(request, held[0] if held else None, unit.get(Incident, request.incident_id), ctx.now)
        if why is not None:
            unit.record(rules.expire(request, why, ctx.now))
    for reservation in unit.find(Reservation, ended_at=None):
        if ctx.now >= reservation.until:
            unit.record(rules.end_reservation(reservation, ctx.now))
        elif unit.get(Incident, reservation.incident_id).closed_at is not None:
            over.add(reservation.incident_id)
    for presence in unit.find(Presence, left_at=None):
        if unit.get(Incident, presence.incident_id).closed_at is not None:
            over.add(presence.incident_id)
    for incident_id in over:
        end_incident(ctx, incident_id)
