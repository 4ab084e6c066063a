"""Orders from the desk to the receipt, and what the clock does with those that nobody receives."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from console.app import watch
from console.app.alarms import RegisterDevice
from console.app.command import AssignForce, EstablishCommand, MoveForce, ReportStatus
from console.app.holding import TakeForce
from console.app.incidents import CloseIncident, OpenIncident
from console.app.orders import AdvanceOrder, CancelOrder, DiscardDraft, DraftOrder, IssueDraft, IssueOrder
from console.app.texts import texts_in
from console.app.warnings import AdvanceDelivery, ConfirmDelivery
from console.domain.codes import (
    Addressee,
    AssignmentStatus,
    Channel,
    CommandLevel,
    DeliveryState,
    DeviceRole,
    IncidentKind,
    OrderState,
    Role,
)
from console.domain.entities import Assignment, Command, Delivery, Device, Order, Sector
from console.domain.records import Actor
from console.domain.refusal import Refused
from tests.app.conftest import OPERATOR, Scene
from tests.halls import GATEWAY


@pytest.fixture
def fire(scene: Scene) -> str:
    """An incident with its command; f1 (data radio) and f2 (voice) are committed to it."""
    id = scene.do(OpenIncident(kind=IncidentKind.FIRE, title="玉泉火情", place="玉泉观"))
    scene.do(EstablishCommand(incident_id=id, level=CommandLevel.DISTRICT, commander="王指挥"))
    for force in ("f1", "f2"):
        scene.do(AssignForce(force_id=force, incident_id=id))
    return id


def rescue_of(scene: Scene, incident_id: str) -> str:
    post = scene.find(Command, incident_id=incident_id, ended_at=None)[0]
    return str(next(s.id for s in scene.find(Sector, command_id=post.id) if s.kind == "rescue"))


def carried(scene: Scene, order_id: str, purpose: str = "order") -> list[Delivery]:
    found: list[Delivery] = scene.find(Delivery, purpose=purpose, purpose_id=order_id)
    return sorted(found, key=lambda d: d.created_at)


def tick(scene: Scene, seconds: float = 1) -> None:
    scene.later(seconds=seconds)
    scene.ctx_do(watch.watch_deadlines)


def test_an_order_to_a_sector_is_one_for_each_force_with_its_own_receipt(scene: Scene, fire: str) -> None:
    sector = rescue_of(scene, fire)
    before = scene.kinds()
    with pytest.raises(Refused, match="sector_empty"):
        scene.do(IssueOrder(incident_id=fire, sector_id=sector, text="搜救"))
    assert scene.kinds() == before
    for force in ("f1", "f2"):
        held = next(a for a in scene.find(Assignment, force_id=force, released_at=None))
        scene.do(MoveForce(assignment_id=held.id, sector_id=sector))
    scene.do(IssueOrder(incident_id=fire, force_id="f1", text="先行侦察"))
    group = scene.do(IssueOrder(incident_id=fire, sector_id=sector, text="搜救"))
    orders = sorted(scene.find(Order, group_id=group), key=lambda o: o.number)
    assert [(o.number, o.force_id, o.by) for o in orders] == [(2, "f1", Channel.TETRA), (3, "f2", Channel.VOICE)]
    scene.do(AdvanceOrder(order_id=orders[1].id, state=OrderState.ACKNOWLEDGED, words="明白"), OPERATOR)
    assert [scene.get(Order, o.id).state for o in orders] == [OrderState.ISSUED, OrderState.ACKNOWLEDGED]


def test_one_refusal_keeps_the_whole_group_from_going_out(scene: Scene, fire: str) -> None:
    sector = rescue_of(scene, fire)
    for held in scene.find(Assignment, released_at=None):
        scene.do(MoveForce(assignment_id=held.id, sector_id=sector))
    with pytest.raises(Refused, match="no_data_way") as refused:
        scene.do(IssueOrder(incident_id=fire, sector_id=sector, text="搜救", by=Channel.TETRA))
    assert refused.value.details["name"] == "消防二站"
    assert not scene.find(Order) and not scene.find(Delivery)


@pytest.mark.parametrize(
    ("device", "to", "name", "channel"),
    [
        (None, Addressee.TOWN, "太京镇", Channel.VOICE),
        ({"place": "太京镇"}, Addressee.TOWN, "太京镇", Channel.TETRA),
        ({"name": "张镇长"}, Addressee.PERSON, "张镇长", Channel.TETRA),
        ({"place": "太京镇", "wire": None}, Addressee.TOWN, "太京镇", Channel.VOICE),
        ({"place": "太京镇", "protocol": "kenwood"}, Addressee.TOWN, "太京镇", Channel.VOICE),
        ({"place": "太京镇", "role": DeviceRole.LOUDSPEAKER}, Addressee.TOWN, "太京镇", Channel.VOICE),
        ({"place": "太京镇", "force_id": "f3"}, Addressee.TOWN, "太京镇", Channel.VOICE),
    ],
)
def test_a_town_or_person_is_reached_by_its_own_radio_else_by_voice(
    scene: Scene, fire: str, device: dict[str, object] | None, to: Addressee, name: str, channel: Channel
) -> None:
    if device is not None:
        plain = Device(id="there", protocol="tetra", address="2001", role=DeviceRole.RADIO, name="电台", wire="tetra-1")
        scene.do(RegisterDevice(device=replace(plain, **device)))
    order = scene.do(IssueOrder(incident_id=fire, to=to, addressee=f" {name} ", text="组织转移"))
    sent = carried(scene, order)[0]
    assert (sent.channel, sent.label, sent.address) == (channel, name, "2001" if channel is Channel.TETRA else "")
    assert scene.get(Order, order).by is channel


def test_the_way_is_chosen_or_refused(scene: Scene, fire: str) -> None:
    for by in (Channel.VOICE, Channel.PAPER):
        order = scene.do(IssueOrder(incident_id=fire, force_id="f1", text="x", by=by))
        assert carried(scene, order)[0].channel is by
    with pytest.raises(Refused, match="no_way_for_orders"):
        scene.do(IssueOrder(incident_id=fire, force_id="f1", text="x", by=Channel.SIREN))
    with pytest.raises(Refused, match="addressee_missing"):
        scene.do(IssueOrder(incident_id=fire, text="x"))


def test_a_paper_is_received_by_the_name_who_signed(scene: Scene, fire: str) -> None:
    order = scene.do(IssueOrder(incident_id=fire, force_id="f2", text="封路", by=Channel.PAPER))
    paper = carried(scene, order)[0]
    scene.do(ConfirmDelivery(delivery_id=paper.id, words="李站长"), OPERATOR)
    assert scene.get(Delivery, paper.id).evidence == "李站长"
    assert scene.get(Order, order).state is OrderState.ACKNOWLEDGED


def test_a_receipt_by_voice_takes_the_call_off_the_operators_list(scene: Scene, fire: str) -> None:
    order = scene.do(IssueOrder(incident_id=fire, force_id="f2", text="封路"))
    scene.do(AdvanceOrder(order_id=order, state=OrderState.UNDER_WAY, words="已到路口"), OPERATOR)
    call = carried(scene, order)[0]
    assert (call.state, call.evidence) == (DeliveryState.CONFIRMED, "已到路口")


def test_a_draft_waits_and_goes_out_with_its_time_beginning_then(scene: Scene, fire: str) -> None:
    draft = scene.do(DraftOrder(incident_id=fire, force_id="f1", text="转移群众"), OPERATOR)
    tick(scene, 4000)
    assert scene.get(Order, draft).state is OrderState.DRAFTED, "no deadline runs for what nobody has heard of"
    assert not carried(scene, draft)
    with pytest.raises(Refused, match="role_may_not"):
        scene.do(IssueDraft(order_id=draft), OPERATOR)
    scene.do(IssueDraft(order_id=draft))
    order = scene.get(Order, draft)
    assert (order.state, order.issued_by, order.answer_by) == (OrderState.ISSUED, "li", scene.now + timedelta(seconds=180))
    assert carried(scene, draft)[0].channel is Channel.TETRA
    with pytest.raises(Refused, match="not_a_draft"):
        scene.do(IssueDraft(order_id=draft))
    with pytest.raises(Refused, match="not_a_draft"):
        scene.do(DiscardDraft(order_id=draft))


def test_a_draft_is_thrown_away_in_silence(scene: Scene, fire: str) -> None:
    draft = scene.do(DraftOrder(incident_id=fire, to=Addressee.TOWN, addressee="太京镇", text="转移"))
    scene.do(DiscardDraft(order_id=draft))
    assert scene.get(Order, draft).state is OrderState.CANCELLED
    assert not scene.find(Delivery)


def test_a_data_order_is_nagged_escalated_and_void_at_its_times(scene: Scene, fire: str) -> None:
    order = scene.do(IssueOrder(incident_id=fire, force_id="f1", text="转移群众"))
    scene.do(AdvanceDelivery(delivery_id=carried(scene, order)[0].id, state=DeliveryState.SENT, evidence="sent"), GATEWAY)
    tick(scene, 59)
    assert scene.get(Order, order).nags == 0
    tick(scene)
    again = carried(scene, order)
    assert [d.state for d in again] == [DeliveryState.SENT, DeliveryState.QUEUED]
    assert (again[1].text, again[1].address, scene.get(Order, order).nags) == ("转移群众", "1001", 1)
    tick(scene, 60)
    assert [d.channel for d in carried(scene, order)] == [Channel.TETRA, Channel.TETRA, Channel.VOICE], (
        "the repeat has not left the hall in a minute: the operator calls"
    )
    tick(scene, 60)
    assert len(carried(scene, order)) == 3 and scene.get(Order, order).nags == 3
    assert scene.get(Order, order).overdue
    tick(scene, 119)
    assert scene.get(Order, order).escalated_at is None
    tick(scene)
    fact = next(f for f in scene.executor.store.last_facts(50) if f.body.kind == "order_escalated")
    assert (fact.body.commander, scene.get(Order, order).escalated_at) == ("王指挥", scene.now)
    tick(scene, 1499)
    assert scene.get(Order, order).state is OrderState.ISSUED
    tick(scene)
    assert scene.get(Order, order).state is OrderState.EXPIRED
    assert not [d for d in carried(scene, order) if d.state is DeliveryState.QUEUED], "what is void does not go out any more"
    tick(scene, 120)
    kinds = scene.kinds()
    assert (kinds.count("order_overdue"), kinds.count("order_escalated")) == (1, 1)


def test_the_receipt_ends_the_nagging_and_being_late(scene: Scene, fire: str) -> None:
    order = scene.do(IssueOrder(incident_id=fire, force_id="f2", text="封路", done_by=scene.now + timedelta(seconds=900)))
    tick(scene, 200)
    assert (scene.get(Order, order).overdue, scene.get(Order, order).nags) == (True, 1)
    assert len(carried(scene, order)) == 1, "the call stands on the operator's list already"
    scene.do(ConfirmDelivery(delivery_id=carried(scene, order)[0].id, words="明白"), OPERATOR)
    tick(scene, 600)
    assert (scene.get(Order, order).overdue, scene.get(Order, order).nags) == (False, 1)
    tick(scene, 100)
    assert scene.get(Order, order).overdue, "its second deadline has passed"
    late = [f.body.late for f in scene.executor.store.last_facts(50) if f.body.kind == "order_overdue"]
    assert late == ["receipt", "done"]


def test_a_text_that_failed_is_called_by_voice(scene: Scene, fire: str) -> None:
    order = scene.do(IssueOrder(incident_id=fire, force_id="f1", text="转移"))
    scene.do(AdvanceDelivery(delivery_id=carried(scene, order)[0].id, state=DeliveryState.FAILED, evidence="rejected"), GATEWAY)
    tick(scene, 60)
    assert [d.channel for d in carried(scene, order)] == [Channel.TETRA, Channel.VOICE]
    scene.do(ConfirmDelivery(delivery_id=carried(scene, order)[1].id, words="一站明白"), OPERATOR)
    assert scene.get(Order, order).state is OrderState.ACKNOWLEDGED


def test_the_read_text_takes_the_call_off_the_list(scene: Scene, fire: str) -> None:
    order = scene.do(IssueOrder(incident_id=fire, force_id="f1", text="转移"))
    text = carried(scene, order)[0]
    tick(scene, 60)
    call = carried(scene, order)[1]
    assert call.channel is Channel.VOICE
    scene.do(AdvanceDelivery(delivery_id=text.id, state=DeliveryState.READ, evidence="read"), GATEWAY)
    assert scene.get(Delivery, call.id).state is DeliveryState.EXPIRED


def test_what_was_delivered_is_taken_back_aloud(scene: Scene, fire: str) -> None:
    order = scene.do(IssueOrder(incident_id=fire, force_id="f1", text="转移群众"))
    scene.do(AdvanceDelivery(delivery_id=carried(scene, order)[0].id, state=DeliveryState.DELIVERED, evidence="delivered"), GATEWAY)
    with pytest.raises(Refused, match="reason_missing"):
        scene.do(CancelOrder(order_id=order, why=" "))
    scene.do(CancelOrder(order_id=order, why="路线有误"))
    assert scene.get(Order, order).state is OrderState.CANCELLED
    (told,) = carried(scene, order, "order_cancel")
    assert (told.channel, told.address, told.text, told.state) == (
        Channel.TETRA,
        "1001",
        "取消指令1：转移群众",
        DeliveryState.QUEUED,
    )
    scene.do(AdvanceDelivery(delivery_id=told.id, state=DeliveryState.READ, evidence="read"), GATEWAY)
    assert scene.get(Order, order).state is OrderState.CANCELLED, "its receipt is not that of the order"
    assert scene.executor.store.last_facts(1)[0].body.timeline() == fire


def test_a_call_that_may_have_been_heard_is_taken_back_and_off_the_list(scene: Scene, fire: str) -> None:
    order = scene.do(IssueOrder(incident_id=fire, force_id="f2", text="封路"))
    scene.do(CancelOrder(order_id=order, why="误下"))
    assert carried(scene, order)[0].state is DeliveryState.EXPIRED
    assert [d.channel for d in carried(scene, order, "order_cancel")] == [Channel.VOICE]


def test_orders_and_their_cancelling_speak_the_language_of_the_hall(scene: Scene, fire: str) -> None:
    english = replace(scene.executor, texts=texts_in("en"))
    order = scene.do(IssueOrder(incident_id=fire, force_id="f2", text="close the road"))
    english.execute(GATEWAY, CancelOrder(order_id=order, why="wrong road"))
    assert carried(scene, order, "order_cancel")[0].text == "Order 1 is cancelled: close the road"


def test_a_force_that_went_home_owes_nothing_any_more(scene: Scene, fire: str) -> None:
    order = scene.do(IssueOrder(incident_id=fire, force_id="f2", text="封路"))
    draft = scene.do(DraftOrder(incident_id=fire, force_id="f2", text="再封一路"))
    town = scene.do(IssueOrder(incident_id=fire, to=Addressee.TOWN, addressee="太京镇", text="转移"))
    for held in scene.find(Assignment, released_at=None):
        scene.do(ReportStatus(assignment_id=held.id, status=AssignmentStatus.RELEASED))
    tick(scene)
    assert {scene.get(Order, id).state for id in (order, draft)} == {OrderState.CANCELLED}
    assert scene.get(Order, town).state is OrderState.ISSUED
    causes = [f.body.cause for f in scene.executor.store.last_facts(20) if f.body.kind == "order_state_changed"]
    assert causes == ["force_released", "force_released"]
    assert not carried(scene, order, "order_cancel"), "who is home need not be told"
    scene.do(CloseIncident(incident_id=fire, why="处置完毕"))
    tick(scene)
    assert scene.get(Order, town).state is OrderState.CANCELLED
    fact = scene.executor.store.last_facts(1)[0]
    assert (fact.body.cause, fact.who) == ("command_ended", "gateway")


def test_a_receipt_that_is_none_is_refused(scene: Scene, fire: str) -> None:
    order = scene.do(IssueOrder(incident_id=fire, force_id="f2", text="封路"))
    with pytest.raises(Refused, match="not_a_receipt"):
        scene.do(AdvanceOrder(order_id=order, state=OrderState.CANCELLED))
    with pytest.raises(Refused, match="reason_missing"):
        scene.do(AdvanceOrder(order_id=order, state=OrderState.REFUSED))
    scene.do(AdvanceOrder(order_id=order, state=OrderState.REFUSED, words="桥已断"))
    assert scene.executor.store.last_facts(2)[0].why == "桥已断"


def test_a_force_under_another_command_hears_that_the_old_orders_are_off(scene: Scene, fire: str) -> None:
    order = scene.do(IssueOrder(incident_id=fire, force_id="f1", text="封路"))
    scene.do(AdvanceDelivery(delivery_id=carried(scene, order)[0].id, state=DeliveryState.DELIVERED, evidence="delivered"), GATEWAY)
    other = scene.do(OpenIncident(kind=IncidentKind.LANDSLIDE, title="娘娘坝滑坡", place=""))
    scene.do(EstablishCommand(incident_id=other, level=CommandLevel.CITY, commander="市长"))
    scene.do(TakeForce(force_id="f1", incident_id=other, why="更急"), Actor(who="wang", seat="指挥席", role=Role.COMMANDER))
    assert scene.get(Order, order).state is OrderState.CANCELLED
    assert [d.text for d in carried(scene, order, "order_cancel")] == ["取消指令1：封路"]
    changed = next(f.body for f in scene.executor.store.last_facts(20) if f.body.kind == "order_state_changed" and f.body.cause)
    assert changed.cause == "force_handed_over"
