"""Orders (指令), their receipts and their deadlines.

::

              issue                 wire                  heard, signed
    drafted ─────────► issued ─────────────► delivered ─────────────────► acknowledged ──► under_way ──► done
       │                 │                       │                             │               │
       │                 ├───────────────────────┼─────────────────────────────┴───────────────┴──► refused (with the words)
       │                 └──────────┬────────────┘
       │                            └─────────────────► expired      (no receipt for too long)
       └──► cancelled ◄──────── any of them that is not over       (the hall takes it back, with a reason)

A receipt may skip a step (a crew answers before the network reports delivery) and never goes back: reports that come late or
twice change nothing. An order is *unheard* while nobody has said that he has it: until then it is asked for again (催收), late at its
first deadline, put before the commander, and void at last. From the receipt on only its second deadline, if it has one, runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from console.domain.codes import Addressee, Channel, DeliveryState, OrderState
from console.domain.entities import Assignment, Command, Delivery, Order
from console.domain.facts import DeliveryAdvanced, OrderDrafted, OrderIssued, OrderStateChanged
from console.domain.figures import Figures
from console.domain.refusal import Refused

LADDER: tuple[OrderState, ...] = (
    OrderState.ISSUED,
    OrderState.DELIVERED,
    OrderState.ACKNOWLEDGED,
    OrderState.UNDER_WAY,
    OrderState.DONE,
)
UNHEARD = frozenset({OrderState.ISSUED, OrderState.DELIVERED})
ENDED = frozenset({OrderState.DONE, OrderState.REFUSED, OrderState.EXPIRED, OrderState.CANCELLED})
OPEN = frozenset(OrderState) - ENDED

# What a person can have heard or read of an order; the rest is the hall's own doing.
RECEIPTS = frozenset(
    {OrderState.DELIVERED, OrderState.ACKNOWLEDGED, OrderState.UNDER_WAY, OrderState.DONE, OrderState.REFUSED}
)

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
NOT_OUT = frozenset({DeliveryState.FAILED, DeliveryState.EXPIRED})
BY_HAND = frozenset({Channel.VOICE, Channel.PAPER})


def draft(order: Order, command: Command | None, assignment: Assignment | None) -> OrderDrafted:
    """An order that is written and waits to be issued; it must be one that could be.

    Raises:
        Refused: as :func:`issue`.
    """
    _require(order, command, assignment)
    return OrderDrafted(order=order)


def issue(order: Order, command: Command | None, assignment: Assignment | None, deliveries: tuple[Delivery, ...]) -> OrderIssued:
    """An order to a force of one's own command, or to a town or person.

    Raises:
        Refused: ``no_command``, ``text_missing``, ``addressee_missing``, ``not_under_this_command``, ``deadline_past``.
    """
    _require(order, command, assignment)
    return OrderIssued(order=order, deliveries=deliveries)


def _require(order: Order, command: Command | None, assignment: Assignment | None) -> None:
    if command is None:
        raise Refused("no_command")
    if not order.text.strip():
        raise Refused("text_missing")
    if order.to is Addressee.FORCE:
        if assignment is None or assignment.command_id != command.id:
            raise Refused("not_under_this_command", force_id=order.force_id)
    elif not order.addressee.strip():
        raise Refused("addressee_missing")
    if order.done_by is not None and order.done_by <= order.issued_at:
        raise Refused("deadline_past", at=order.done_by)


def require_draft(order: Order) -> None:
    """Only what was not issued yet can be issued, or thrown away without a word.

    Raises:
        Refused: ``not_a_draft`` with its state.
    """
    if order.state is not OrderState.DRAFTED:
        raise Refused("not_a_draft", state=order.state.value)


def advance(order: Order, state: OrderState, at: datetime) -> OrderStateChanged | None:
    """The order in its next state; None where that is no news.

    Raises:
        Refused: ``order_ended`` where a person tries to change an order that is over; ``order_not_issued`` for a draft.
    """
    if state is order.state:
        return None
    if order.state in ENDED:
        raise Refused("order_ended", state=order.state.value)
    if order.state is OrderState.DRAFTED and state is not OrderState.CANCELLED:
        raise Refused("order_not_issued")
    if state is OrderState.EXPIRED and order.state not in UNHEARD:
        return None
    if state in LADDER and LADDER.index(state) < LADDER.index(order.state):
        return None
    return OrderStateChanged(incident_id=order.incident_id, order_id=order.id, state=state, state_at=at)


def receive(order: Order, state: OrderState, words: str, at: datetime) -> OrderStateChanged:
    """A receipt that a person heard or read.

    Raises:
        Refused: ``not_a_receipt``, ``order_ended``, ``order_not_issued``; ``reason_missing`` – who refuses an order says why;
            ``status_same`` for what is known already.
    """
    if state not in RECEIPTS:
        raise Refused("not_a_receipt", state=state.value)
    if state is OrderState.REFUSED and not words.strip():
        raise Refused("reason_missing")
    fact = advance(order, state, at)
    if fact is None:
        raise Refused("status_same", status=order.state.value)
    return fact


def cancel(order: Order, at: datetime, why: str) -> OrderStateChanged:
    """A person takes an order back.

    Raises:
        Refused: ``reason_missing``, ``order_ended``.
    """
    if not why.strip():
        raise Refused("reason_missing")
    fact = advance(order, OrderState.CANCELLED, at)
    if fact is None:
        raise Refused("order_ended", state=order.state.value)
    return fact


def tell_of_cancel(deliveries: Sequence[Delivery]) -> tuple[Delivery, ...]:
    """The deliveries whose addressees must hear that the order is off: one a way, the newest, of those that may have brought it.

    What surely never left (failed, expired, a paper that nobody signed for) is not taken back from anybody. A voice order without a
    receipt may have been spoken and heard all the same.
    """
    newest: dict[tuple[Channel, str, str], Delivery] = {}
    for delivery in sorted(deliveries, key=lambda d: d.created_at):
        unsigned = delivery.channel is Channel.PAPER and delivery.state not in DELIVERY_ENDED
        if delivery.state not in NOT_OUT and not unsigned:
            newest[delivery.channel, delivery.wire, delivery.address] = delivery
    return tuple(newest.values())


def receipt(delivery: Delivery, state: DeliveryState, at: datetime, evidence: str, incident_id: str | None) -> DeliveryAdvanced | None:
    """A delivery in its next state; None for a report that comes late or twice."""
    if delivery.state in NOT_OUT or state is delivery.state:
        return None
    if (
        state in DELIVERY_LADDER
        and delivery.state in DELIVERY_LADDER
        and DELIVERY_LADDER.index(state) <= DELIVERY_LADDER.index(delivery.state)
    ):
        return None
    return DeliveryAdvanced(incident_id=incident_id, delivery_id=delivery.id, state=state, state_at=at, evidence=evidence)


# ---- by the clock ---------------------------------------------------------------------------------------------------------


def late(order: Order, at: datetime) -> str | None:
    """``receipt`` or ``done``: the deadline that has passed and that nobody has been told of yet."""
    if order.overdue or order.state is OrderState.DRAFTED or order.state in ENDED:
        return None
    if order.state in UNHEARD:
        first = order.answer_by if order.done_by is None else min(order.answer_by, order.done_by)
        return "receipt" if at >= first else None
    return "done" if order.done_by is not None and at >= order.done_by else None


def void(order: Order, at: datetime, figures: Figures) -> bool:
    """Whether the order has waited for its receipt too long to be still meant."""
    return order.state in UNHEARD and at >= order.issued_at + timedelta(seconds=figures.order_expire_s)


def to_escalate(order: Order, at: datetime, figures: Figures) -> bool:
    """Whether the commander has to be told, once, that the order has no receipt."""
    due = order.issued_at + timedelta(seconds=figures.order_escalate_s)
    return order.state in UNHEARD and order.escalated_at is None and at >= due


def to_nag(order: Order, at: datetime, figures: Figures) -> bool:
    """Whether the receipt has to be asked for again."""
    last = order.nagged_at or order.issued_at
    return order.state in UNHEARD and at >= last + timedelta(seconds=figures.order_nag_s)


def nag_by(deliveries: Sequence[Delivery]) -> Channel | None:
    """By what a nag goes out; None where what stands is enough.

    A call that stands on the radio operator's list, or a paper on its way, stays as it is and is only shown again. A text that went out is
    repeated. One that failed, or that has not left the hall since the last nag, is given to the radio operator – once.
    """
    if not deliveries:
        return None
    if any(d.channel in BY_HAND and d.state not in DELIVERY_ENDED for d in deliveries):
        return None
    newest = max(deliveries, key=lambda d: d.created_at)
    if newest.channel in BY_HAND:
        return newest.channel
    return Channel.VOICE if newest.state in NOT_OUT or newest.state is DeliveryState.QUEUED else newest.channel


def lapsed(order: Order, command_over: bool, held: Assignment | None) -> str | None:
    """Why an open order binds nobody any more: ``command_ended``, ``force_released`` or ``force_handed_over``; None where it does.

    Orders bind a force only under the command that gave them: after it went home nobody carries them out, and under another command it
    takes none but that one's (one force, one command). They are cancelled, never called done – nobody said that they were.
    """
    if command_over:
        return "command_ended"
    if order.to is not Addressee.FORCE or (held is not None and held.command_id == order.command_id):
        return None
    return "force_released" if held is None else "force_handed_over"
