"""Orders (指令) and their receipts.

::

    issued ──► delivered ──► acknowledged ──► under_way ──► done
       └───────────┴──────────────┴──────────────┴──► refused | expired | cancelled

A receipt may skip a step (a crew answers before the network reports delivery) and never goes back: reports that come late or
twice change nothing.
"""

from __future__ import annotations

from datetime import datetime

from console.domain.codes import DeliveryState, OrderState
from console.domain.entities import Assignment, Command, Delivery, Order
from console.domain.facts import DeliveryAdvanced, OrderIssued, OrderStateChanged
from console.domain.refusal import Refused

LADDER: tuple[OrderState, ...] = (
    OrderState.ISSUED,
    OrderState.DELIVERED,
    OrderState.ACKNOWLEDGED,
    OrderState.UNDER_WAY,
    OrderState.DONE,
)
ENDED = frozenset({OrderState.DONE, OrderState.REFUSED, OrderState.EXPIRED, OrderState.CANCELLED})

# What a receipt of the wire means for the order that it carried.
FROM_DELIVERY: dict[DeliveryState, OrderState] = {
    DeliveryState.DELIVERED: OrderState.DELIVERED,
    DeliveryState.READ: OrderState.ACKNOWLEDGED,
    DeliveryState.CONFIRMED: OrderState.ACKNOWLEDGED,
}

# How far a delivery has come; CONFIRMED, FAILED, EXPIRED and UNCERTAIN end it.
DELIVERY_LADDER: tuple[DeliveryState, ...] = (
    DeliveryState.QUEUED,
    DeliveryState.ACCEPTED,
    DeliveryState.SENT,
    DeliveryState.DELIVERED,
    DeliveryState.READ,
    DeliveryState.CONFIRMED,
)
DELIVERY_ENDED = frozenset(
    {DeliveryState.READ, DeliveryState.CONFIRMED, DeliveryState.FAILED, DeliveryState.EXPIRED, DeliveryState.UNCERTAIN}
)


def issue(order: Order, command: Command | None, assignment: Assignment | None, deliveries: tuple[Delivery, ...]) -> OrderIssued:
    """An order to a force of one's own command.

    Raises:
        Refused: ``no_command``, ``text_missing``, ``not_under_this_command``.
    """
    if command is None:
        raise Refused("no_command")
    if not order.text.strip():
        raise Refused("text_missing")
    if assignment is None or assignment.command_id != command.id:
        raise Refused("not_under_this_command", force_id=order.force_id)
    return OrderIssued(order=order, deliveries=deliveries)


def advance(order: Order, state: OrderState, at: datetime) -> OrderStateChanged | None:
    """The order in its next state; None where that is no news.

    Raises:
        Refused: ``order_ended`` where a person tries to change an order that is over.
    """
    if state is order.state:
        return None
    if order.state in ENDED:
        raise Refused("order_ended", state=order.state.value)
    if state in LADDER and LADDER.index(state) < LADDER.index(order.state):
        return None
    return OrderStateChanged(incident_id=order.incident_id, order_id=order.id, state=state, state_at=at)


def receipt(delivery: Delivery, state: DeliveryState, at: datetime, evidence: str, incident_id: str | None) -> DeliveryAdvanced | None:
    """A delivery in its next state; None for a report that comes late or twice."""
    if delivery.state in (DeliveryState.FAILED, DeliveryState.EXPIRED) or state is delivery.state:
        return None
    if (
        state in DELIVERY_LADDER
        and delivery.state in DELIVERY_LADDER
        and DELIVERY_LADDER.index(state) <= DELIVERY_LADDER.index(delivery.state)
    ):
        return None
    return DeliveryAdvanced(incident_id=incident_id, delivery_id=delivery.id, state=state, state_at=at, evidence=evidence)


def overdue(order: Order, at: datetime) -> bool:
    """Whether the receipt should have been there by now and nobody has been told yet."""
    waiting = order.state in (OrderState.ISSUED, OrderState.DELIVERED)
    return waiting and not order.overdue and at >= order.answer_by
