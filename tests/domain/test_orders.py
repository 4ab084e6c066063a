"""Receipts come late, twice, and out of order; an order only ever goes on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from console.domain.codes import Addressee, AssignmentStatus, Channel, CommandLevel, DeliveryState, OrderState
from console.domain.entities import Assignment, Command, Delivery, Order
from console.domain.facts import OrderStateChanged
from console.domain.figures import Figures
from console.domain.refusal import Refused
from console.domain.rules import orders

T0 = datetime(2026, 7, 1, 3, 0, tzinfo=UTC)


def after(seconds: float) -> datetime:
    return T0 + timedelta(seconds=seconds)


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


def delivery(state: DeliveryState, channel: Channel = Channel.TETRA, at_s: int = 0) -> Delivery:
    return Delivery(
        id=f"d{at_s}",
        purpose="order",
        purpose_id="o1",
        channel=channel,
        wire="tetra" if channel is Channel.TETRA else "",
        address="1001",
        label="消防一站",
        text="转移群众",
        created_at=after(at_s),
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


COMMAND = Command(id="c", incident_id="i", level=CommandLevel.DISTRICT, name="", commander="王", established_at=T0)
HELD = Assignment(
    id="a",
    force_id="f",
    command_id="c",
    incident_id="i",
    sector_id=None,
    status=AssignmentStatus.ASSIGNED,
    assigned_at=T0,
    status_at=T0,
)
TO_TOWN = replace(order(), to=Addressee.TOWN, force_id=None, addressee="太京镇")


@pytest.mark.parametrize(
    ("wanted", "command", "held", "code"),
    [
        (order(), COMMAND, HELD, None),
        (order(), None, HELD, "no_command"),
        (replace(order(), text=" "), COMMAND, HELD, "text_missing"),
        (order(), COMMAND, None, "not_under_this_command"),
        (order(), COMMAND, replace(HELD, command_id="other"), "not_under_this_command"),
        (TO_TOWN, COMMAND, None, None),
        (replace(TO_TOWN, to=Addressee.PERSON), COMMAND, None, None),
        (replace(TO_TOWN, addressee=" "), COMMAND, None, "addressee_missing"),
        (replace(order(), done_by=after(1)), COMMAND, HELD, None),
        (replace(order(), done_by=T0), COMMAND, HELD, "deadline_past"),
    ],
)
def test_what_may_be_ordered_of_whom(wanted: Order, command: Command | None, held: Assignment | None, code: str | None) -> None:
    for act in (lambda: orders.issue(wanted, command, held, ()), lambda: orders.draft(wanted, command, held)):
        if code is None:
            assert act().order is wanted
        else:
            with pytest.raises(Refused, match=code):
                act()


ALL = list(OrderState)


@pytest.mark.parametrize("state", ALL)
def test_a_draft_is_issued_or_thrown_away_and_nothing_else(state: OrderState) -> None:
    draft = order(OrderState.DRAFTED)
    if state in (OrderState.DRAFTED, OrderState.CANCELLED):
        assert (orders.advance(draft, state, T0) is None) == (state is OrderState.DRAFTED)
    else:
        with pytest.raises(Refused, match="order_not_issued"):
            orders.advance(draft, state, T0)
    if state is OrderState.DRAFTED:
        orders.require_draft(order(state))
    else:
        with pytest.raises(Refused, match="not_a_draft"):
            orders.require_draft(order(state))


@pytest.mark.parametrize("now", [s for s in ALL if s not in orders.ENDED and s is not OrderState.DRAFTED])
def test_only_an_unheard_order_becomes_void(now: OrderState) -> None:
    assert (orders.advance(order(now), OrderState.EXPIRED, T0) is not None) == (now in orders.UNHEARD)


@pytest.mark.parametrize("state", ALL)
def test_what_a_person_can_have_heard(state: OrderState) -> None:
    heard = {OrderState.DELIVERED, OrderState.ACKNOWLEDGED, OrderState.UNDER_WAY, OrderState.DONE, OrderState.REFUSED}
    if state in heard:
        assert orders.receive(order(), state, "一站明白", T0).state is state
    else:
        with pytest.raises(Refused, match="not_a_receipt"):
            orders.receive(order(), state, "x", T0)


def test_who_refuses_says_why_and_a_known_receipt_is_no_news() -> None:
    with pytest.raises(Refused, match="reason_missing"):
        orders.receive(order(), OrderState.REFUSED, " ", T0)
    with pytest.raises(Refused, match="status_same"):
        orders.receive(order(OrderState.UNDER_WAY), OrderState.ACKNOWLEDGED, "", T0)


@pytest.mark.parametrize("state", ALL)
def test_whatever_is_not_over_can_be_taken_back_with_a_reason(state: OrderState) -> None:
    with pytest.raises(Refused, match="reason_missing"):
        orders.cancel(order(state), T0, "")
    if state in orders.ENDED:
        with pytest.raises(Refused, match="order_ended"):
            orders.cancel(order(state), T0, "误下")
    else:
        assert orders.cancel(order(state), T0, "误下").state is OrderState.CANCELLED


@pytest.mark.parametrize(
    ("channel", "state", "told"),
    [
        *((Channel.TETRA, state, state not in (DeliveryState.FAILED, DeliveryState.EXPIRED)) for state in DeliveryState),
        (Channel.VOICE, DeliveryState.QUEUED, True),
        (Channel.VOICE, DeliveryState.CONFIRMED, True),
        (Channel.VOICE, DeliveryState.EXPIRED, False),
        (Channel.PAPER, DeliveryState.QUEUED, False),
        (Channel.PAPER, DeliveryState.CONFIRMED, True),
    ],
)
def test_whoever_may_have_the_order_hears_that_it_is_off(channel: Channel, state: DeliveryState, told: bool) -> None:
    assert bool(orders.tell_of_cancel([delivery(state, channel)])) is told


def test_one_way_hears_of_it_once() -> None:
    sent = [delivery(DeliveryState.SENT, at_s=60), delivery(DeliveryState.SENT), delivery(DeliveryState.QUEUED, Channel.VOICE, 120)]
    assert {d.id for d in orders.tell_of_cancel(sent)} == {"d60", "d120"}


FIGURES = Figures()


@pytest.mark.parametrize(
    ("state", "told", "done_s", "at_s", "late"),
    [
        (OrderState.ISSUED, False, None, 179, None),
        (OrderState.ISSUED, False, None, 180, "receipt"),
        (OrderState.DELIVERED, False, None, 181, "receipt"),
        (OrderState.DELIVERED, True, None, 500, None),
        (OrderState.ISSUED, False, 100, 99, None),
        (OrderState.ISSUED, False, 100, 100, "receipt"),
        (OrderState.ACKNOWLEDGED, False, None, 5000, None),
        (OrderState.ACKNOWLEDGED, False, 600, 599, None),
        (OrderState.ACKNOWLEDGED, False, 600, 600, "done"),
        (OrderState.UNDER_WAY, False, 600, 601, "done"),
        (OrderState.UNDER_WAY, True, 600, 900, None),
        (OrderState.DRAFTED, False, 600, 5000, None),
        *((ended, False, 600, 5000, None) for ended in orders.ENDED),
    ],
)
def test_late_is_said_once_a_deadline(state: OrderState, told: bool, done_s: int | None, at_s: int, late: str | None) -> None:
    late_order = replace(order(state, told), done_by=None if done_s is None else after(done_s))
    assert orders.late(late_order, after(at_s)) == late


class _World:
    def __init__(self, one: Order) -> None:
        self.one = one

    def get(self, kind: type, id: str) -> Order:
        return self.one


@pytest.mark.parametrize(
    ("now", "then", "late"),
    [
        (OrderState.ISSUED, OrderState.DELIVERED, True),
        (OrderState.ISSUED, OrderState.ACKNOWLEDGED, False),
        (OrderState.DELIVERED, OrderState.DONE, False),
        (OrderState.DELIVERED, OrderState.EXPIRED, True),
        (OrderState.ACKNOWLEDGED, OrderState.UNDER_WAY, True),
    ],
)
def test_with_the_receipt_an_order_is_late_no_longer(now: OrderState, then: OrderState, late: bool) -> None:
    fact = OrderStateChanged(incident_id="i", order_id="o1", state=then, state_at=T0)
    (changed,) = fact.apply(_World(order(now, overdue=True)))
    assert isinstance(changed, Order) and changed.overdue is late


@pytest.mark.parametrize("state", ALL)
def test_only_unheard_orders_are_nagged_escalated_and_void_each_at_its_time(state: OrderState) -> None:
    unheard = state in (OrderState.ISSUED, OrderState.DELIVERED)
    one = order(state)
    assert [orders.to_nag(one, after(s), FIGURES) for s in (59, 60)] == [False, unheard]
    assert [orders.to_nag(replace(one, nagged_at=after(60)), after(s), FIGURES) for s in (119, 120)] == [False, unheard]
    assert [orders.to_escalate(one, after(s), FIGURES) for s in (299, 300)] == [False, unheard]
    assert not orders.to_escalate(replace(one, escalated_at=after(300)), after(900), FIGURES)
    assert [orders.void(one, after(s), FIGURES) for s in (1799, 1800)] == [False, unheard]


@pytest.mark.parametrize(
    ("sent", "by"),
    [
        ([], None),
        ([delivery(DeliveryState.QUEUED)], Channel.VOICE),
        ([delivery(DeliveryState.ACCEPTED)], Channel.TETRA),
        ([delivery(DeliveryState.SENT)], Channel.TETRA),
        ([delivery(DeliveryState.DELIVERED)], Channel.TETRA),
        ([delivery(DeliveryState.UNCERTAIN)], Channel.TETRA),
        ([delivery(DeliveryState.FAILED)], Channel.VOICE),
        ([delivery(DeliveryState.EXPIRED)], Channel.VOICE),
        ([delivery(DeliveryState.SENT), delivery(DeliveryState.FAILED, at_s=60)], Channel.VOICE),
        ([delivery(DeliveryState.FAILED), delivery(DeliveryState.QUEUED, Channel.VOICE, 60)], None),
        ([delivery(DeliveryState.QUEUED, Channel.VOICE)], None),
        ([delivery(DeliveryState.EXPIRED, Channel.VOICE)], Channel.VOICE),
        ([delivery(DeliveryState.QUEUED, Channel.PAPER)], None),
        ([delivery(DeliveryState.EXPIRED, Channel.PAPER)], Channel.PAPER),
    ],
)
def test_a_nag_repeats_what_can_be_repeated_and_doubles_nothing(sent: list[Delivery], by: Channel | None) -> None:
    assert orders.nag_by(sent) is by


@pytest.mark.parametrize(
    ("one", "over", "held", "cause"),
    [
        (order(), False, HELD, None),
        (order(), False, None, "force_released"),
        (order(), False, replace(HELD, command_id="other"), "force_handed_over"),
        (order(), True, HELD, "command_ended"),
        (TO_TOWN, False, None, None),
        (TO_TOWN, True, None, "command_ended"),
    ],
)
def test_an_order_binds_under_its_own_command_alone(one: Order, over: bool, held: Assignment | None, cause: str | None) -> None:
    assert orders.lapsed(one, over, held) == cause
