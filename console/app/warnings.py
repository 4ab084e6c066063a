"""Use cases of warnings, deliveries and their receipts, and of what was said on the air."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from console.app.context import GATEWAY_ONLY, HALL, Command, Ctx, Handler
from console.domain.codes import Channel, DeliveryState, DeviceRole, OrderState
from console.domain.entities import Delivery, Device, Grant, Order, ParAnswer, Recording, Warning
from console.domain.facts import TransmissionRecorded
from console.domain.records import Account
from console.domain.refusal import Refused
from console.domain.rules import orders as order_rules
from console.domain.rules import people
from console.domain.rules import warnings as rules

ORDERS = frozenset({"order", "order_cancel"})  # deliveries that belong to an order; only the first carries it
CHANNEL_OF = {DeviceRole.LOUDSPEAKER: Channel.SPEECH, DeviceRole.RELAY: Channel.SIREN}


@dataclass(frozen=True, slots=True, kw_only=True)
class PrepareWarning(Command):
    """Compose a broadcast for the devices named; ``area`` says in words whom it is for."""

    text: str
    area: tuple[str, ...]
    device_ids: tuple[str, ...]
    incident_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseWarning(Command):
    """A second person lets the broadcast go, with name and pass-phrase, at the same seat or another."""

    warning_id: str
    second_name: str
    passphrase: str
    device_ids: tuple[str, ...]

    def __repr__(self) -> str:
        return f"ReleaseWarning(warning_id={self.warning_id!r}, second_name={self.second_name!r})"


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawWarning(Command):
    """Take back what was not released."""

    warning_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmDelivery(Command):
    """A person heard the receipt of a delivery by voice; ``words`` is what was heard."""

    delivery_id: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvanceDelivery(Command):
    """The wire says how far a delivery came, and what proves it (from the gateway)."""

    delivery_id: str
    state: DeliveryState
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepRecording(Command):
    """A transmission lies in the archive (from the gateway)."""

    recording: Recording


def prepare_warning(ctx: Ctx, cmd: PrepareWarning) -> str:
    warning = Warning(
        id=ctx.new_id(),
        incident_id=cmd.incident_id,
        text=cmd.text.strip(),
        area=cmd.area,
        prepared_by=ctx.actor.who,
        prepared_at=ctx.now,
    )
    ctx.unit.record(rules.prepare(warning, len(_targets(ctx, cmd.device_ids))))
    return warning.id


def release_warning(ctx: Ctx, cmd: ReleaseWarning) -> str:
    account = ctx.unit.account(cmd.second_name)
    known = account is not None and account.enabled and account.passphrase_hash is not None
    if not known or account is None or ctx.hasher is None or not ctx.hasher.verify(account.passphrase_hash or "", cmd.passphrase):
        raise Refused("passphrase_wrong", name=cmd.second_name)
    warning = ctx.unit.get(Warning, cmd.warning_id)
    deliveries = tuple(
        Delivery(
            id=ctx.new_id(),
            purpose="warning",
            purpose_id=warning.id,
            channel=CHANNEL_OF[device.role],
            wire=device.wire or "",
            address=device.address,
            label=device.name,
            text=warning.text,
            created_at=ctx.now,
            expires_at=ctx.now + timedelta(seconds=ctx.figures.delivery_expiry_s),
            state_at=ctx.now,
        )
        for device in _targets(ctx, cmd.device_ids)
    )
    ctx.unit.record(rules.release(warning, _in_lent_role(ctx, account), deliveries, ctx.now))
    return warning.id


def _in_lent_role(ctx: Ctx, account: Account) -> Account:
    """The second person in the role that lets him release, if one is lent to him."""
    grant = people.lent(ctx.unit.find(Grant, account=account.name), rules.MAY_RELEASE, ctx.now)
    return account if grant is None or account.role in rules.MAY_RELEASE else replace(account, role=grant.role)


def _targets(ctx: Ctx, device_ids: tuple[str, ...]) -> list[Device]:
    devices = [ctx.unit.get(Device, id) for id in device_ids]
    return [device for device in devices if device.role in CHANNEL_OF]


def withdraw_warning(ctx: Ctx, cmd: WithdrawWarning) -> str:
    ctx.unit.record(rules.withdraw(ctx.unit.get(Warning, cmd.warning_id)))
    return cmd.warning_id


def confirm_delivery(ctx: Ctx, cmd: ConfirmDelivery) -> str:
    if not cmd.words.strip():
        raise Refused("text_missing")
    return advance(ctx, cmd.delivery_id, DeliveryState.CONFIRMED, cmd.words.strip())


def advance_delivery(ctx: Ctx, cmd: AdvanceDelivery) -> str:
    return advance(ctx, cmd.delivery_id, cmd.state, cmd.evidence)


def advance(ctx: Ctx, delivery_id: str, state: DeliveryState, evidence: str) -> str:
    """One receipt, and what it means for the order or the warning that it belongs to."""
    delivery = ctx.unit.get(Delivery, delivery_id)
    order = ctx.unit.get(Order, delivery.purpose_id) if delivery.purpose in ORDERS else None
    warning = ctx.unit.get(Warning, delivery.purpose_id) if delivery.purpose == "warning" else None
    call = ctx.unit.get(ParAnswer, delivery.purpose_id) if delivery.purpose == "par" else None
    about = order or warning or call
    incident_id = about.incident_id if about else None
    receipt = order_rules.receipt(delivery, state, ctx.now, evidence, incident_id)
    if receipt is None:
        return delivery_id
    ctx.unit.record(receipt)
    if delivery.purpose == "order" and order is not None and order.state not in order_rules.ENDED:
        _advance_order(ctx, order, order_rules.FROM_DELIVERY.get(state))
    if warning is not None:
        end = rules.finished(warning, ctx.unit.find(Delivery, purpose="warning", purpose_id=warning.id))
        if end is not None:
            ctx.unit.record(end)
    return delivery_id


def _advance_order(ctx: Ctx, order: Order, state: OrderState | None) -> None:
    """What a receipt means for its order. Once it is heard, nobody need call it by voice or sign for it any more."""
    step = order_rules.advance(order, state, ctx.now) if state is not None else None
    if step is None:
        return
    ctx.unit.record(step)
    if step.state not in order_rules.UNHEARD:
        settle_by_hand(ctx, order.id, DeliveryState.EXPIRED, "answered")


def settle_by_hand(ctx: Ctx, order_id: str, state: DeliveryState, evidence: str) -> None:
    """What stands of an order on the operator's list, or as paper, ends with its receipt – whichever way that came."""
    for delivery in ctx.unit.find(Delivery, purpose="order", purpose_id=order_id, state=DeliveryState.QUEUED):
        if delivery.channel in order_rules.BY_HAND:
            advance(ctx, delivery.id, state, evidence)


def keep_recording(ctx: Ctx, cmd: KeepRecording) -> str:
    ctx.unit.record(TransmissionRecorded(recording=cmd.recording))
    return cmd.recording.id


HANDLERS = (
    Handler(PrepareWarning, HALL, prepare_warning),
    Handler(ReleaseWarning, HALL, release_warning),
    Handler(WithdrawWarning, HALL, withdraw_warning),
    Handler(ConfirmDelivery, HALL, confirm_delivery),
    Handler(AdvanceDelivery, GATEWAY_ONLY, advance_delivery),
    Handler(KeepRecording, GATEWAY_ONLY, keep_recording),
)
