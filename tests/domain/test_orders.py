"""Receipts come late, twice, and out of order; an order only ever goes on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from console.domain.codes import Channel, DeliveryState, OrderState
from console.domain.entities import Delivery, Order
from console.domain.refusal import Refused
from console.domain.rules import orders

T0 = datetime(2026, 7, 1, 3, 0, tzinfo=UTC)


def order(state: OrderState = OrderState.ISSUED, overdue: bool = False) -> Order:
    return Order(
        id="o1",
        number=1,
        command_id="c",
        incident_id="i",
        force_id="f",
        text="转移群众",
        issued_at=T0,
        issued_by="li",
        answer_by=T0 + timedelta(seconds=180),
        state=state,
        overdue=overdue,
    )


def delivery(state: DeliveryState) -> Delivery:
    return Delivery(
        id="d1",
        purpose="order",
        purpose_id="o1",
        channel=Channel.TETRA,
        wire="tetra",
        address="1001",
        label="消防一站",
        text="转移群众",
        created_at=T0,
        expires_at=T0 + timedelta(minutes=15),
        state=state,
    )


LADDER = [OrderState.ISSUED, OrderState.DELIVERED, OrderState.ACKNOWLEDGED, OrderState.UNDER_WAY, OrderState.DONE]


@pytest.mark.parametrize("now", LADDER[:-1])
@pytest.mark.parametrize("then", LADDER)
def test_an_order_goes_on_and_never_back(now: OrderState, then: OrderState) -> None:
    fact = orders.advance(order(now), then, T0)
    assert (fact is not None) == (LADDER.index(then) > LADDER.index(now))


@pytest.mark.parametrize("ended", [OrderState.DONE, OrderState.REFUSED, OrderState.EXPIRED, OrderState.CANCELLED])
def test_what_has_ended_stays_ended(ended: OrderState) -> None:
    with pytest.raises(Refused, match="order_ended"):
        orders.advance(order(ended), OrderState.UNDER_WAY, T0)


def test_a_late_delivered_report_after_read_is_no_news() -> None:
    assert orders.receipt(delivery(DeliveryState.READ), DeliveryState.DELIVERED, T0, "", "i") is None
    assert orders.receipt(delivery(DeliveryState.DELIVERED), DeliveryState.DELIVERED, T0, "", "i") is None


def test_a_failed_delivery_is_not_revived_by_a_stray_report() -> None:
    assert orders.receipt(delivery(DeliveryState.FAILED), DeliveryState.READ, T0, "", "i") is None


def test_a_doubtful_delivery_is_cleared_up_by_its_report() -> None:
    fact = orders.receipt(delivery(DeliveryState.UNCERTAIN), DeliveryState.DELIVERED, T0, "sds", "i")
    assert fact is not None and fact.state is DeliveryState.DELIVERED


@pytest.mark.parametrize(
    ("state", "told", "at_s", "late"),
    [
        (OrderState.ISSUED, False, 179, False),
        (OrderState.ISSUED, False, 180, True),
        (OrderState.DELIVERED, False, 181, True),
        (OrderState.DELIVERED, True, 500, False),
        (OrderState.ACKNOWLEDGED, False, 500, False),
    ],
)
def test_overdue_is_said_once_and_only_of_orders_without_a_receipt(state: OrderState, told: bool, at_s: int, late: bool) -> None:
    assert orders.overdue(order(state, told), T0 + timedelta(seconds=at_s)) is late
