"""Use cases of orders: written, issued by data, voice or paper, received, taken back – and what the clock does with those unheard.

An order to a sector is one order for each of its forces, in one transaction: each has its own receipt, ``group_id`` keeps them together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from console.app import warnings
from console.app.context import DISPATCH, HALL, Command, Ctx, Handler
from console.domain.codes import Addressee, Channel, DeliveryState, DeviceRole, OrderState
from console.domain.entities import Assignment, Delivery, Device, Force, Order, Sector
from console.domain.entities import Command as CommandPost
from console.domain.facts import OrderEscalated, OrderNagged, OrderOverdue
from console.domain.refusal import Refused
from console.domain.rules import orders as rules

# Radios of these protocols get a text over their wire and report its receipt; those of the others are called by voice.
CARRIES_TEXT = frozenset({"tetra"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _NewOrder(Command):
    """What an order says, and to whom: a force, all forces of a sector, or a town or person by name.

    ``by`` is TETRA (data), VOICE or PAPER; None takes data where there is a way and voice else. ``done_by`` is a second deadline: until
    then it is to be carried out.
    """

    incident_id: str
    text: str
    force_id: str = ""
    sector_id: str = ""
    to: Addressee = Addressee.FORCE
    addressee: str = ""
    by: Channel | None = None
    done_by: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueOrder(_NewOrder):
    """Order something. Gives the id of the order; of an order to a sector the id of its group."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftOrder(_NewOrder):
    """Write an order that waits to be issued."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueDraft(Command):
    """Let a written order go; the drafts of its group go with it. The time for the receipt begins now."""

    order_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscardDraft(Command):
    """Throw a written order away, with the others of its group: nobody has heard of it."""

    order_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvanceOrder(Command):
    """A receipt that a person heard by voice, or has on paper – with the words, or the name who signed."""

    order_id: str
    state: OrderState
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelOrder(Command):
    """Take an order back, with a reason; whoever may have it is told."""

    order_id: str
    why: str


# ---- writing and issuing -------------------------------------------------------------------------------------------------------


def issue_order(ctx: Ctx, cmd: IssueOrder) -> str:
    post = _active(ctx, cmd.incident_id)
    orders = _written(ctx, cmd, post)
    for order in orders:
        _issue(ctx, order, post, cmd.by, strict=True)
    return orders[0].group_id or orders[0].id


def draft_order(ctx: Ctx, cmd: DraftOrder) -> str:
    post = _active(ctx, cmd.incident_id)
    orders = _written(ctx, cmd, post)
    for order in orders:
        by, _ = _way(ctx, order, cmd.by, strict=True)
        ctx.unit.record(rules.draft(replace(order, state=OrderState.DRAFTED, by=by), post, _held(ctx, order)))
    return orders[0].group_id or orders[0].id


def issue_draft(ctx: Ctx, cmd: IssueDraft) -> str:
    for draft in _drafts(ctx, cmd.order_id):
        order = replace(
            draft,
            state=OrderState.ISSUED,
            issued_at=ctx.now,
            issued_by=ctx.actor.who,
            answer_by=ctx.now + timedelta(seconds=ctx.figures.order_answer_s),
            state_at=ctx.now,
        )
        # A data way that was there when it was written may be gone: then the order is spoken, not refused.
        _issue(ctx, order, _active(ctx, order.incident_id), order.by, strict=False)
    return cmd.order_id


def discard_draft(ctx: Ctx, cmd: DiscardDraft) -> str:
    for draft in _drafts(ctx, cmd.order_id):
        fact = rules.advance(draft, OrderState.CANCELLED, ctx.now)
        if fact is not None:
            ctx.unit.record(fact)
    return cmd.order_id


def _drafts(ctx: Ctx, order_id: str) -> list[Order]:
    """The draft, and those that were written with it."""
    order = ctx.unit.get(Order, order_id)
    rules.require_draft(order)
    if order.group_id is None:
        return [order]
    group = ctx.unit.find(Order, incident_id=order.incident_id, group_id=order.group_id)
    return [one for one in group if one.state is OrderState.DRAFTED]


def _written(ctx: Ctx, cmd: _NewOrder, post: CommandPost | None) -> list[Order]:
    """The orders that a command means, numbered on from those of the incident (no two alike: transactions come one after the other)."""
    forces = _addressed(ctx, cmd, post)
    group_id = ctx.new_id() if cmd.sector_id else None
    number = max((order.number for order in ctx.unit.find(Order, incident_id=cmd.incident_id)), default=0)
    return [
        Order(
            id=ctx.new_id(),
            number=number + step,
            command_id=post.id if post else "",
            incident_id=cmd.incident_id,
            force_id=force_id or None,
            text=cmd.text.strip(),
            issued_at=ctx.now,
            issued_by=ctx.actor.who,
            answer_by=ctx.now + timedelta(seconds=ctx.figures.order_answer_s),
            state_at=ctx.now,
            to=Addressee.FORCE if force_id else cmd.to,
            addressee="" if force_id else cmd.addressee.strip(),
            group_id=group_id,
            by=cmd.by or Channel.VOICE,
            done_by=cmd.done_by,
        )
        for step, force_id in enumerate(forces, 1)
    ]


def _addressed(ctx: Ctx, cmd: _NewOrder, post: CommandPost | None) -> list[str]:
    """The forces that are ordered; one empty id for a town or person."""
    if cmd.sector_id:
        if post is None:
            raise Refused("no_command")
        sector = ctx.unit.get(Sector, cmd.sector_id)
        if sector.command_id != post.id:
            raise Refused("sector_of_another_command")
        found = ctx.unit.find(Assignment, command_id=post.id, sector_id=sector.id, released_at=None)
        if not found:
            raise Refused("sector_empty")
        return [assignment.force_id for assignment in sorted(found, key=lambda a: (a.assigned_at, a.id))]
    if cmd.to is Addressee.FORCE and not cmd.force_id:
        raise Refused("addressee_missing")
    return [cmd.force_id]


def _issue(ctx: Ctx, order: Order, post: CommandPost | None, wanted: Channel | None, *, strict: bool) -> None:
    by, device = _way(ctx, order, wanted, strict=strict)
    issued = replace(order, by=by)
    ctx.unit.record(rules.issue(issued, post, _held(ctx, issued), (_delivery(ctx, issued, by, device),)))


def _way(ctx: Ctx, order: Order, wanted: Channel | None, *, strict: bool) -> tuple[Channel, Device | None]:
    """By what an order goes, and the radio that carries it. ``strict``: a way that a person chose and that is not there is refused, never
    exchanged in silence."""
    if wanted in rules.BY_HAND:
        return Channel(wanted), None
    if wanted not in (None, Channel.TETRA):
        raise Refused("no_way_for_orders", channel=wanted.value)
    device = _data_way(ctx, order)
    if device is None and strict and wanted is Channel.TETRA:
        raise Refused("no_data_way", name=_label(ctx, order))
    return (Channel.VOICE, None) if device is None else (Channel.TETRA, device)


def _delivery(ctx: Ctx, order: Order, by: Channel, device: Device | None) -> Delivery:
    """An order on its way. A call on the operator's list, or a paper, stands as long as the order can wait for its receipt."""
    lives_s = ctx.figures.delivery_expiry_s if by is Channel.TETRA else ctx.figures.order_expire_s
    return Delivery(
        id=ctx.new_id(),
        purpose="order",
        purpose_id=order.id,
        channel=by,
        wire=(device.wire or "") if device else "",
        address=device.address if device else "",
        label=_label(ctx, order),
        text=order.text,
        created_at=ctx.now,
        expires_at=ctx.now + timedelta(seconds=lives_s),
        state_at=ctx.now,
    )


def _data_way(ctx: Ctx, order: Order) -> Device | None:
    """The radio that can carry a text to the addressee: the force's own, or one that stands at that town or bears that person's name."""
    if order.force_id is not None:
        found = ctx.unit.find(Device, force_id=order.force_id, role=DeviceRole.RADIO)
    else:
        radios = ctx.unit.find(Device, role=DeviceRole.RADIO, force_id=None)
        found = [device for device in radios if order.addressee in (device.place, device.name)]
    return next((device for device in found if device.wire and device.protocol in CARRIES_TEXT), None)


def data_radio(ctx: Ctx, force_id: str) -> Device | None:
    """The radio of a force that a text reaches."""
    found = ctx.unit.find(Device, force_id=force_id, role=DeviceRole.RADIO)
    return next((device for device in found if device.wire and device.protocol in CARRIES_TEXT), None)


def _label(ctx: Ctx, order: Order) -> str:
    return ctx.unit.get(Force, order.force_id).name if order.force_id is not None else order.addressee


def _active(ctx: Ctx, incident_id: str) -> CommandPost | None:
    found = ctx.unit.find(CommandPost, incident_id=incident_id, ended_at=None)
    return found[0] if found else None


def _held(ctx: Ctx, order: Order) -> Assignment | None:
    if order.force_id is None:
        return None
    found = ctx.unit.find(Assignment, force_id=order.force_id, released_at=None)
    return found[0] if found else None


# ---- receipts and taking back --------------------------------------------------------------------------------------------------


def advance_order(ctx: Ctx, cmd: AdvanceOrder) -> str:
    words = cmd.words.strip()
    fact = rules.receive(ctx.unit.get(Order, cmd.order_id), cmd.state, words, ctx.now)
    ctx.unit.record(fact, why=words)
    if fact.state is not OrderState.DELIVERED:
        warnings.settle_by_hand(ctx, cmd.order_id, DeliveryState.CONFIRMED, words)
    return cmd.order_id


def cancel_order(ctx: Ctx, cmd: CancelOrder) -> str:
    order = ctx.unit.get(Order, cmd.order_id)
    fact = rules.cancel(order, ctx.now, cmd.why)
    told = () if order.state is OrderState.DRAFTED else _cancel_texts(ctx, order)
    _recall(ctx, order.id, "cancelled")
    ctx.unit.record(replace(fact, deliveries=told), why=cmd.why.strip())
    return order.id


def _cancel_texts(ctx: Ctx, order: Order) -> tuple[Delivery, ...]:
    text = ctx.texts.order_cancelled.format(number=order.number, text=order.text)
    return tuple(
        replace(
            _delivery(ctx, order, before.channel, None),
            purpose="order_cancel",
            wire=before.wire,
            address=before.address,
            text=text,
        )
        for before in rules.tell_of_cancel(ctx.unit.find(Delivery, purpose="order", purpose_id=order.id))
    )


def _recall(ctx: Ctx, order_id: str, evidence: str) -> None:
    """What of an order has not left the hall stays here."""
    for delivery in ctx.unit.find(Delivery, purpose="order", purpose_id=order_id, state=DeliveryState.QUEUED):
        warnings.advance(ctx, delivery.id, DeliveryState.EXPIRED, evidence)


def lapse(ctx: Ctx, order: Order, cause: str) -> None:
    """An order binds nobody any more, though no person took it back (see the rule's causes). A force under another command now is told, so
    that it does not carry out two commands' orders; one that went home, or an incident that is over, need not be."""
    fact = rules.advance(order, OrderState.CANCELLED, ctx.now)
    if fact is None:
        return
    tell = cause == "force_handed_over" and order.state is not OrderState.DRAFTED
    told = _cancel_texts(ctx, order) if tell else ()
    _recall(ctx, order.id, "cancelled")
    ctx.unit.record(replace(fact, cause=cause, deliveries=told))


# ---- by the clock --------------------------------------------------------------------------------------------------------------


def watch_orders(ctx: Ctx) -> None:
    """Lapses, deadlines, reminders, escalation, expiry. Runs in the gateway that holds the lease, once for the whole hall."""
    drafts = ctx.unit.find(Order, state=OrderState.DRAFTED)
    in_hand = [order for state in (OrderState.ACKNOWLEDGED, OrderState.UNDER_WAY) for order in ctx.unit.find(Order, state=state)]
    unheard = [order for state in (OrderState.ISSUED, OrderState.DELIVERED) for order in ctx.unit.find(Order, state=state)]
    lapses = _lapse_those_that_bind_nobody(ctx, (*drafts, *in_hand, *unheard))
    for order in (*in_hand, *unheard):
        if order.id in lapses:
            continue
        if rules.void(order, ctx.now, ctx.figures):
            _expire(ctx, order)
            continue
        late = rules.late(order, ctx.now)
        if late is not None:
            ctx.unit.record(OrderOverdue(incident_id=order.incident_id, order_id=order.id, late=late))
        if rules.to_escalate(order, ctx.now, ctx.figures):
            _escalate(ctx, order)
        if rules.to_nag(order, ctx.now, ctx.figures):
            _nag(ctx, order)


def _lapse_those_that_bind_nobody(ctx: Ctx, orders: Iterable[Order]) -> set[str]:
    gone = set()
    for order in orders:
        over = ctx.unit.get(CommandPost, order.command_id).ended_at is not None
        cause = rules.lapsed(order, over, _held(ctx, order))
        if cause is not None:
            lapse(ctx, order, cause)
            gone.add(order.id)
    return gone


def _expire(ctx: Ctx, order: Order) -> None:
    fact = rules.advance(order, OrderState.EXPIRED, ctx.now)
    if fact is not None:
        _recall(ctx, order.id, "expired")
        ctx.unit.record(fact)


def _escalate(ctx: Ctx, order: Order) -> None:
    commander = ctx.unit.get(CommandPost, order.command_id).commander
    ctx.unit.record(OrderEscalated(incident_id=order.incident_id, order_id=order.id, commander=commander, at=ctx.now))


def _nag(ctx: Ctx, order: Order) -> None:
    """Ask again: by a new text where the wire can repeat it, on the operator's list where it cannot."""
    sent = ctx.unit.find(Delivery, purpose="order", purpose_id=order.id)
    by = rules.nag_by(sent)
    device = _data_way(ctx, order) if by is Channel.TETRA else None
    if by is Channel.TETRA and device is None:
        by = Channel.VOICE
    again = () if by is None else (_delivery(ctx, order, by, device),)
    fact = OrderNagged(incident_id=order.incident_id, order_id=order.id, nags=order.nags + 1, at=ctx.now, deliveries=again)
    ctx.unit.record(fact)


HANDLERS = (
    Handler(IssueOrder, DISPATCH, issue_order),
    Handler(DraftOrder, HALL, draft_order),
    Handler(IssueDraft, DISPATCH, issue_draft),
    Handler(DiscardDraft, DISPATCH, discard_draft),
    Handler(AdvanceOrder, HALL, advance_order),
    Handler(CancelOrder, DISPATCH, cancel_order),
)
