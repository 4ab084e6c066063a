"""One command: what two seats may and may not do with the same force, and what the journal keeps of it."""

from __future__ import annotations

import pytest

from console.app.command import (
    AssignForce,
    EstablishCommand,
    MoveForce,
    ReportStatus,
    SetForceDuty,
    TransferCommand,
)
from console.app.incidents import CloseIncident, GradeIncident, OpenIncident
from console.app.orders import AdvanceOrder, IssueOrder
from console.app.warnings import AdvanceDelivery, ConfirmDelivery
from console.domain.codes import (
    AssignmentStatus,
    Channel,
    CommandLevel,
    DeliveryState,
    ForceDuty,
    Grade,
    IncidentKind,
    OrderState,
)
from console.domain.entities import Assignment, Command, Delivery, Incident, Order, Sector
from console.domain.refusal import Refused
from tests.app.conftest import OPERATOR, SECOND_SEAT, Scene
from tests.halls import GATEWAY


def incident(scene: Scene, title: str = "玉泉火情") -> str:
    id = scene.do(OpenIncident(kind=IncidentKind.FIRE, title=title, place="玉泉观"))
    scene.do(EstablishCommand(incident_id=id, level=CommandLevel.DISTRICT, commander="王指挥"))
    return id


def test_a_second_incident_cannot_have_a_committed_force_and_the_try_is_kept(scene: Scene) -> None:
    first, second = incident(scene), incident(scene, "娘娘坝滑坡")
    scene.do(AssignForce(force_id="f1", incident_id=first))
    with pytest.raises(Refused) as refused:
        scene.do(AssignForce(force_id="f1", incident_id=second), SECOND_SEAT)
    assert refused.value.code == "already_committed" and refused.value.details["holder_incident_id"] == first
    fact = scene.executor.store.last_facts(1)[0]
    assert (fact.body.kind, fact.who) == ("commitment_refused", "qian")
    assert [a.incident_id for a in scene.find(Assignment, force_id="f1", released_at=None)] == [first]


def test_a_released_force_can_be_had_again(scene: Scene) -> None:
    first, second = incident(scene), incident(scene, "娘娘坝滑坡")
    assignment = scene.do(AssignForce(force_id="f1", incident_id=first))
    scene.do(ReportStatus(assignment_id=assignment, status=AssignmentStatus.RELEASED))
    again = scene.do(AssignForce(force_id="f1", incident_id=second))
    assert scene.get(Assignment, assignment).incident_id == first, "the old ledger stays with the old incident"
    assert scene.get(Assignment, again).status is AssignmentStatus.ASSIGNED


def test_there_is_never_a_second_command(scene: Scene) -> None:
    id = incident(scene)
    with pytest.raises(Refused, match="command_exists"):
        scene.do(EstablishCommand(incident_id=id, level=CommandLevel.CITY, commander="别人"))


def test_transfer_takes_sectors_forces_and_open_orders_along(scene: Scene) -> None:
    id = incident(scene)
    old = scene.find(Command, incident_id=id, ended_at=None)[0]
    rescue = next(s for s in scene.find(Sector, command_id=old.id) if s.kind == "rescue")
    assignment = scene.do(AssignForce(force_id="f1", incident_id=id, sector_id=rescue.id))
    order = scene.do(IssueOrder(incident_id=id, force_id="f1", text="转移群众"))
    with pytest.raises(Refused, match="reason_missing"):
        scene.do(TransferCommand(incident_id=id, level=CommandLevel.CITY, commander="市长", why=" "))
    new = scene.do(TransferCommand(incident_id=id, level=CommandLevel.CITY, commander="市长", why="升级为较大"))
    assert [c.id for c in scene.find(Command, incident_id=id, ended_at=None)] == [new]
    assert scene.get(Assignment, assignment).command_id == new
    assert scene.get(Order, order).command_id == new
    assert scene.get(Sector, rescue.id).command_id == new
    assert scene.executor.store.last_facts(1)[0].why == "升级为较大"
    scene.do(MoveForce(assignment_id=assignment, sector_id=None))
    scene.do(IssueOrder(incident_id=id, force_id="f1", text="继续"))


def test_the_ledger_goes_one_way(scene: Scene) -> None:
    id = incident(scene)
    assignment = scene.do(AssignForce(force_id="f1", incident_id=id))
    scene.do(ReportStatus(assignment_id=assignment, status=AssignmentStatus.ON_SCENE), OPERATOR)
    with pytest.raises(Refused, match="status_backwards"):
        scene.do(ReportStatus(assignment_id=assignment, status=AssignmentStatus.EN_ROUTE))
    with pytest.raises(Refused, match="status_same"):
        scene.do(ReportStatus(assignment_id=assignment, status=AssignmentStatus.ON_SCENE))


def test_an_incident_with_forces_is_not_closed_and_its_command_ends_with_it(scene: Scene) -> None:
    id = incident(scene)
    assignment = scene.do(AssignForce(force_id="f1", incident_id=id))
    with pytest.raises(Refused, match="forces_committed"):
        scene.do(CloseIncident(incident_id=id, why="处置完毕"))
    scene.do(ReportStatus(assignment_id=assignment, status=AssignmentStatus.RELEASED))
    scene.do(CloseIncident(incident_id=id, why="处置完毕"))
    assert scene.get(Incident, id).closed_at == scene.now
    assert not scene.find(Command, incident_id=id, ended_at=None)
    with pytest.raises(Refused, match="incident_closed"):
        scene.do(GradeIncident(incident_id=id, grade=Grade.I, response=None, basis="x"))


def test_a_resting_force_is_not_sent_and_a_committed_one_does_not_rest(scene: Scene) -> None:
    id = incident(scene)
    scene.do(SetForceDuty(force_id="f2", duty=ForceDuty.RESTING))
    with pytest.raises(Refused, match="force_unavailable"):
        scene.do(AssignForce(force_id="f2", incident_id=id))
    scene.do(AssignForce(force_id="f1", incident_id=id))
    with pytest.raises(Refused, match="already_committed"):
        scene.do(SetForceDuty(force_id="f1", duty=ForceDuty.RESTING))


def test_the_receipts_of_the_radio_drive_the_order(scene: Scene) -> None:
    id = incident(scene)
    scene.do(AssignForce(force_id="f1", incident_id=id))
    order = scene.do(IssueOrder(incident_id=id, force_id="f1", text="转移群众"))
    delivery = scene.find(Delivery, purpose_id=order)[0]
    assert (delivery.channel, delivery.wire, delivery.address) == (Channel.TETRA, "tetra-1", "1001")
    steps = [
        (DeliveryState.ACCEPTED, OrderState.ISSUED),
        (DeliveryState.DELIVERED, OrderState.DELIVERED),
        (DeliveryState.READ, OrderState.ACKNOWLEDGED),
        (DeliveryState.DELIVERED, OrderState.ACKNOWLEDGED),
    ]
    for heard, expected in steps:
        scene.do(AdvanceDelivery(delivery_id=delivery.id, state=heard, evidence="sds"), GATEWAY)
        assert scene.get(Order, order).state is expected
    scene.do(AdvanceOrder(order_id=order, state=OrderState.DONE))
    scene.do(AdvanceDelivery(delivery_id=delivery.id, state=DeliveryState.CONFIRMED, evidence="sds"), GATEWAY)
    assert scene.get(Order, order).state is OrderState.DONE


def test_a_force_without_a_data_radio_is_ordered_by_voice_with_the_words_heard(scene: Scene) -> None:
    id = incident(scene)
    scene.do(AssignForce(force_id="f2", incident_id=id))
    order = scene.do(IssueOrder(incident_id=id, force_id="f2", text="封路"))
    delivery = scene.find(Delivery, purpose_id=order)[0]
    assert delivery.channel is Channel.VOICE
    with pytest.raises(Refused, match="text_missing"):
        scene.do(ConfirmDelivery(delivery_id=delivery.id, words=" "), OPERATOR)
    scene.do(ConfirmDelivery(delivery_id=delivery.id, words="二站明白，封路"), OPERATOR)
    assert scene.get(Delivery, delivery.id).evidence == "二站明白，封路"
    assert scene.get(Order, order).state is OrderState.ACKNOWLEDGED


def test_nobody_orders_a_force_of_another_command(scene: Scene) -> None:
    first, second = incident(scene), incident(scene, "娘娘坝滑坡")
    scene.do(AssignForce(force_id="f1", incident_id=first))
    with pytest.raises(Refused, match="not_under_this_command"):
        scene.do(IssueOrder(incident_id=second, force_id="f1", text="过来"))


def test_the_role_decides_at_the_use_case(scene: Scene) -> None:
    id = incident(scene)
    before = len(scene.kinds())
    with pytest.raises(Refused, match="role_may_not"):
        scene.do(AssignForce(force_id="f1", incident_id=id), OPERATOR)
    with pytest.raises(Refused, match="role_may_not"):
        scene.do(AdvanceDelivery(delivery_id="x", state=DeliveryState.READ, evidence=""))
    assert len(scene.kinds()) == before
