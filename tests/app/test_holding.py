"""Who may have a force next: asked, offered, given, refused, taken, reserved – and what the clock and the end of things do to it."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from console.app import lapses
from console.app.command import AssignForce, EstablishCommand, ReportStatus, SetForceDuty, TransferCommand
from console.app.grants import GrantRole
from console.app.holding import (
    Answer,
    AnswerForceRequest,
    EndReservation,
    OfferForce,
    RequestForce,
    ReserveForce,
    TakeForce,
)
from console.app.incidents import CloseIncident, OpenIncident
from console.app.orders import IssueOrder
from console.domain.codes import (
    AssignmentStatus,
    CommandLevel,
    DeliveryState,
    ForceDuty,
    IncidentKind,
    OrderState,
    RequestState,
    Role,
)
from console.domain.entities import Assignment, Delivery, ForceRequest, Order, Reservation
from console.domain.records import Actor
from console.domain.refusal import Refused
from tests.app.conftest import OPERATOR, SECOND_SEAT, Scene
from tests.halls import executor_of, make_hall

COMMANDER = Actor(who="wang", seat="指挥席", role=Role.COMMANDER)


def incident(scene: Scene, title: str, level: CommandLevel = CommandLevel.DISTRICT) -> str:
    id = scene.do(OpenIncident(kind=IncidentKind.FIRE, title=title, place=title))
    scene.do(EstablishCommand(incident_id=id, level=level, commander=f"{title}指挥"))
    return id


@pytest.fixture
def held(scene: Scene) -> tuple[str, str, str]:
    """Two incidents and the assignment of f1 to the first."""
    first, second = incident(scene, "玉泉火情"), incident(scene, "娘娘坝滑坡")
    return first, second, scene.do(AssignForce(force_id="f1", incident_id=first))


def holders(scene: Scene, force_id: str = "f1") -> list[str]:
    return [a.incident_id for a in scene.find(Assignment, force_id=force_id, released_at=None)]


def ask(scene: Scene, incident_id: str, actor: Actor = SECOND_SEAT) -> str:
    return scene.do(RequestForce(force_id="f1", incident_id=incident_id, why="坝体开裂"), actor)


def refusal(scene: Scene, command: object, actor: Actor = SECOND_SEAT) -> Refused:
    with pytest.raises(Refused) as no:
        scene.do(command, actor)
    return no.value


def test_what_was_asked_for_is_given_in_one_fact(scene: Scene, held: tuple[str, str, str]) -> None:
    first, second, assignment = held
    request = scene.get(ForceRequest, ask(scene, second))
    assert (request.state, request.holder_incident_id, request.asked_by) == (RequestState.ASKED, first, "qian")
    assert (request.answer_by - request.asked_at).total_seconds() == scene.executor.figures.request_answer_s
    scene.do(AnswerForceRequest(request_id=request.id, answer=Answer.GIVE))
    assert holders(scene) == [second]
    assert scene.get(Assignment, assignment).status is AssignmentStatus.RELEASED
    assert scene.get(ForceRequest, request.id).state is RequestState.GIVEN
    assert scene.kinds()[-1] == "force_handed_over"
    assert scene.executor.store.verify() is None


def test_a_try_that_was_refused_says_who_holds_the_force_under_whom_and_since_when(scene: Scene, held: tuple[str, str, str]) -> None:
    first, second, assignment = held
    since = scene.get(Assignment, assignment).assigned_at
    scene.later(minutes=4)
    for wanted in (AssignForce(force_id="f1", incident_id=second), ReserveForce(force_id="f1", incident_id=second)):
        no = refusal(scene, wanted)
        assert no.code == "already_committed"
        assert no.details == {
            "force_id": "f1",
            "incident_id": second,
            "holder_incident_id": first,
            "commander": "玉泉火情指挥",
            "since": since,
        }
    assert scene.kinds()[-2:] == ["commitment_refused", "commitment_refused"]


def test_the_orders_of_the_old_command_are_cancelled_and_do_not_go_out_any_more(scene: Scene, held: tuple[str, str, str]) -> None:
    first, second, _ = held
    waiting = scene.do(IssueOrder(incident_id=first, force_id="f1", text="转移群众"))
    scene.do(AnswerForceRequest(request_id=ask(scene, second), answer=Answer.GIVE))
    assert scene.get(Order, waiting).state is OrderState.CANCELLED
    delivery = scene.find(Delivery, purpose_id=waiting)[0]
    assert (delivery.state, delivery.evidence) == (DeliveryState.EXPIRED, "cancelled")
    fresh = scene.do(IssueOrder(incident_id=second, force_id="f1", text="加固坝体"))
    assert scene.get(Order, fresh).state is OrderState.ISSUED


def test_what_was_offered_is_accepted_by_the_other(scene: Scene, held: tuple[str, str, str]) -> None:
    first, second, _ = held
    offer = scene.do(OfferForce(force_id="f1", holder_incident_id=first, incident_id=second, why="火已扑灭"))
    assert scene.get(ForceRequest, offer).state is RequestState.OFFERED
    assert refusal(scene, RequestForce(force_id="f1", incident_id=second, why="x")).details["state"] == "offered"
    scene.do(AnswerForceRequest(request_id=offer, answer=Answer.GIVE), SECOND_SEAT)
    assert holders(scene) == [second]


def test_only_the_holder_offers(scene: Scene, held: tuple[str, str, str]) -> None:
    _, second, _ = held
    third = incident(scene, "藉口车祸")
    assert refusal(scene, OfferForce(force_id="f1", holder_incident_id=second, incident_id=third, why="x")).code == "holder_changed"


def test_refusing_wants_a_reason_and_ends_it(scene: Scene, held: tuple[str, str, str]) -> None:
    first, second, _ = held
    request = ask(scene, second)
    assert refusal(scene, AnswerForceRequest(request_id=request, answer=Answer.REFUSE)).code == "reason_missing"
    scene.do(AnswerForceRequest(request_id=request, answer=Answer.REFUSE, words="火势未控制"))
    kept = scene.get(ForceRequest, request)
    assert (kept.state, kept.answer, kept.answered_by) == (RequestState.REFUSED, "火势未控制", "li")
    no = refusal(scene, AnswerForceRequest(request_id=request, answer=Answer.GIVE))
    assert (no.code, no.details["state"], no.details["by"]) == ("request_done", "refused", "li")
    assert holders(scene) == [first]
    scene.do(RequestForce(force_id="f1", incident_id=second, why="又涨水"), SECOND_SEAT)


def test_whoever_asks_and_gives_writes_down_who_agreed(scene: Scene, held: tuple[str, str, str]) -> None:
    first, second, _ = held
    request = ask(scene, second)
    assert refusal(scene, AnswerForceRequest(request_id=request, answer=Answer.GIVE, words=" ")).code == "agreement_missing"
    assert holders(scene) == [first]
    scene.do(AnswerForceRequest(request_id=request, answer=Answer.GIVE, words="玉泉现场王指挥同意"), SECOND_SEAT)
    assert holders(scene) == [second]
    assert scene.executor.store.last_facts(1)[0].why == "玉泉现场王指挥同意"


def test_one_request_a_force_and_incident(scene: Scene, held: tuple[str, str, str]) -> None:
    _, second, _ = held
    request = ask(scene, second)
    no = refusal(scene, RequestForce(force_id="f1", incident_id=second, why="还要"))
    assert (no.code, no.details["by"]) == ("request_open", "qian")
    scene.do(AnswerForceRequest(request_id=request, answer=Answer.WITHDRAW), SECOND_SEAT)
    assert scene.get(ForceRequest, request).state is RequestState.WITHDRAWN
    ask(scene, second)


def test_what_is_asked_for_must_be_held_by_another_and_wanted_by_a_command(scene: Scene, held: tuple[str, str, str]) -> None:
    first, second, _ = held
    bare = scene.do(OpenIncident(kind=IncidentKind.FIRE, title="新事件", place="x"))
    assert refusal(scene, RequestForce(force_id="f2", incident_id=second, why="x")).code == "force_not_held"
    assert refusal(scene, RequestForce(force_id="f1", incident_id=first, why="x")).code == "already_here"
    assert refusal(scene, RequestForce(force_id="f1", incident_id=second, why=" ")).code == "reason_missing"
    assert refusal(scene, RequestForce(force_id="f1", incident_id=bare, why="x")).code == "no_command"
    assert refusal(scene, RequestForce(force_id="f1", incident_id=second, why="x"), OPERATOR).code == "role_may_not"


def test_nobody_answers_in_time(scene: Scene, held: tuple[str, str, str]) -> None:
    _, second, _ = held
    request = ask(scene, second)
    scene.later(seconds=scene.executor.figures.request_answer_s)
    no = refusal(scene, AnswerForceRequest(request_id=request, answer=Answer.GIVE), COMMANDER)
    assert (no.code, no.details["state"]) == ("request_done", "expired"), "between its time and the clock's word"
    scene.ctx_do(lapses.watch_holding)
    kept = scene.get(ForceRequest, request)
    assert (kept.state, kept.answer) == (RequestState.EXPIRED, "time_out")
    scene.ctx_do(lapses.watch_holding)
    assert scene.kinds().count("force_request_answered") == 1


def test_a_late_second_request_does_not_wait_for_the_clock(scene: Scene, held: tuple[str, str, str]) -> None:
    _, second, _ = held
    old = ask(scene, second)
    scene.later(seconds=scene.executor.figures.request_answer_s)
    ask(scene, second)
    assert scene.get(ForceRequest, old).state is RequestState.EXPIRED


def test_a_force_let_go_ends_what_was_asked_about_it(scene: Scene, held: tuple[str, str, str]) -> None:
    _, second, assignment = held
    request = ask(scene, second)
    scene.do(ReportStatus(assignment_id=assignment, status=AssignmentStatus.RELEASED))
    kept = scene.get(ForceRequest, request)
    assert (kept.state, kept.answer) == (RequestState.EXPIRED, "released")


def test_others_who_wanted_it_ask_the_new_holder(scene: Scene, held: tuple[str, str, str]) -> None:
    _, second, _ = held
    third = incident(scene, "藉口车祸")
    other = ask(scene, third)
    scene.do(AnswerForceRequest(request_id=ask(scene, second), answer=Answer.GIVE))
    assert scene.get(ForceRequest, other).answer == "holder_changed"
    again = ask(scene, third)
    assert scene.get(ForceRequest, again).holder_incident_id == second


def test_an_incident_that_ends_wants_nothing_any_more(scene: Scene, held: tuple[str, str, str]) -> None:
    _, second, _ = held
    request = ask(scene, second)
    reservation = scene.do(ReserveForce(force_id="f2", incident_id=second))
    scene.do(CloseIncident(incident_id=second, why="险情解除"))
    scene.ctx_do(lapses.watch_holding)
    assert scene.get(ForceRequest, request).answer == "incident_over"
    assert scene.get(Reservation, reservation).ended_at is not None
    assert scene.kinds().count("reservation_ended") == scene.kinds().count("force_request_answered") == 1


def test_a_dispatcher_does_not_take_and_a_commander_does(scene: Scene, held: tuple[str, str, str]) -> None:
    first, second, _ = held
    request = ask(scene, second)
    no = refusal(scene, TakeForce(force_id="f1", incident_id=second, why="危急"))
    assert (no.code, no.details["commander"]) == ("may_not_take", "玉泉火情指挥")
    assert refusal(scene, TakeForce(force_id="f1", incident_id=second, why=" "), COMMANDER).code == "reason_missing"
    assert holders(scene) == [first]
    scene.do(TakeForce(force_id="f1", incident_id=second, why="坝体将溃"), COMMANDER)
    assert holders(scene) == [second]
    assert scene.get(ForceRequest, request).state is RequestState.TAKEN
    assert scene.executor.store.last_facts(1)[0].why == "坝体将溃"


def test_a_command_of_a_higher_level_takes(scene: Scene, held: tuple[str, str, str]) -> None:
    _, second, _ = held
    town = incident(scene, "藉口车祸", CommandLevel.TOWN)
    assert refusal(scene, TakeForce(force_id="f1", incident_id=town, why="x")).code == "may_not_take"
    scene.do(TransferCommand(incident_id=second, level=CommandLevel.CITY, commander="市长", why="升级"))
    scene.do(TakeForce(force_id="f1", incident_id=second, why="市指挥部调用"), SECOND_SEAT)
    assert holders(scene) == [second]


def test_a_lent_commander_takes(scene: Scene, held: tuple[str, str, str]) -> None:
    _, second, _ = held
    scene.do(GrantRole(account="li", role=Role.COMMANDER, minutes=30, why="指挥长在途"), COMMANDER)
    scene.do(TakeForce(force_id="f1", incident_id=second, why="坝体将溃"))
    assert holders(scene) == [second]


def test_a_free_force_is_not_taken_but_sent(scene: Scene, held: tuple[str, str, str]) -> None:
    _, second, _ = held
    assert refusal(scene, TakeForce(force_id="f2", incident_id=second, why="x"), COMMANDER).code == "force_not_held"


def test_two_answers_race_and_one_counts(tmp_path: Path) -> None:
    """Give and refuse at the same instant from two seats: the force went over and the request was given, or neither."""
    hall = make_hall(tmp_path)
    seats = [executor_of(hall) for _ in range(2)]
    li = Actor(who="li", seat="调度一席", role=Role.DISPATCHER)
    ids = []
    for title in ("玉泉火情", "娘娘坝滑坡"):
        ids.append(seats[0].execute(li, OpenIncident(kind=IncidentKind.FIRE, title=title, place=title)))
        seats[0].execute(li, EstablishCommand(incident_id=ids[-1], level=CommandLevel.DISTRICT, commander=title))
    start = threading.Barrier(2)

    def answer(number: int, request_id: str) -> str:
        start.wait(10)
        what = (Answer.GIVE, Answer.REFUSE)[number]
        try:
            seats[number].execute(COMMANDER, AnswerForceRequest(request_id=request_id, answer=what, words="听到"))
        except Refused as no:
            return no.code
        return what.value

    with ThreadPoolExecutor(2) as pool:
        for force_id in ("f1", "f2", "f3", "f4", "f5", "f6"):
            seats[0].execute(li, AssignForce(force_id=force_id, incident_id=ids[0]))
            request_id = seats[0].execute(li, RequestForce(force_id=force_id, incident_id=ids[1], why="x"))
            said = list(pool.map(answer, (0, 1), (request_id, request_id)))
            with seats[0].store.transaction(li, seats[0].clock()) as unit:
                state = unit.get(ForceRequest, request_id).state
                holder = [a.incident_id for a in unit.find(Assignment, force_id=force_id, released_at=None)]
            assert sorted(said) in (["give", "request_done"], ["refuse", "request_done"])
            assert (state, holder) == ((RequestState.GIVEN, [ids[1]]) if "give" in said else (RequestState.REFUSED, [ids[0]]))
    for seat in seats:
        seat.store.close()


# ---- reserved -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def two(scene: Scene) -> tuple[str, str]:
    return incident(scene, "玉泉火情"), incident(scene, "娘娘坝滑坡")


def test_a_reserved_force_goes_to_nobody_else(scene: Scene, two: tuple[str, str]) -> None:
    first, second = two
    reservation = scene.get(Reservation, scene.do(ReserveForce(force_id="f1", incident_id=first)))
    for wanted in (AssignForce(force_id="f1", incident_id=second), ReserveForce(force_id="f1", incident_id=second)):
        no = refusal(scene, wanted)
        assert no.code == "reserved"
        assert no.details == {"force_id": "f1", "holder_incident_id": first, "by": "li", "until": reservation.until}
    scene.do(AssignForce(force_id="f1", incident_id=first))
    assert scene.get(Reservation, reservation.id).ended_at == scene.now
    assert scene.kinds()[-2:] == ["reservation_ended", "force_assigned"]


def test_a_commander_passes_over_a_reservation(scene: Scene, two: tuple[str, str]) -> None:
    first, second = two
    reservation = scene.do(ReserveForce(force_id="f1", incident_id=first))
    scene.do(AssignForce(force_id="f1", incident_id=second), COMMANDER)
    assert holders(scene) == [second]
    assert scene.get(Reservation, reservation).ended_at == scene.now


def test_a_reservation_lapses_by_itself_and_stands_in_nobodys_way_before_the_clock_says_so(scene: Scene, two: tuple[str, str]) -> None:
    first, second = two
    lapsing = scene.do(ReserveForce(force_id="f1", incident_id=first))
    other = scene.do(ReserveForce(force_id="f2", incident_id=first))
    scene.later(seconds=scene.executor.figures.reservation_s - 1)
    scene.ctx_do(lapses.watch_holding)
    assert scene.get(Reservation, lapsing).ended_at is None
    scene.later(seconds=1)
    scene.do(AssignForce(force_id="f2", incident_id=second))
    assert scene.get(Reservation, other).ended_at == scene.now
    scene.ctx_do(lapses.watch_holding)
    assert scene.get(Reservation, lapsing).ended_at == scene.now


def test_reserving_again_begins_its_time_anew_and_giving_up_ends_it(scene: Scene, two: tuple[str, str]) -> None:
    first, second = two
    scene.do(ReserveForce(force_id="f1", incident_id=first))
    scene.later(minutes=5)
    again = scene.do(ReserveForce(force_id="f1", incident_id=first))
    open = scene.find(Reservation, force_id="f1", ended_at=None)
    assert [r.id for r in open] == [again] and open[0].reserved_at == scene.now
    scene.do(EndReservation(reservation_id=again))
    assert refusal(scene, EndReservation(reservation_id=again)).code == "reservation_over"
    scene.do(AssignForce(force_id="f1", incident_id=second))


def test_only_a_force_that_can_be_had_is_reserved(scene: Scene, two: tuple[str, str]) -> None:
    first, _ = two
    scene.do(SetForceDuty(force_id="f2", duty=ForceDuty.RESTING))
    assert refusal(scene, ReserveForce(force_id="f2", incident_id=first)).code == "force_unavailable"
    scene.do(CloseIncident(incident_id=first, why="x"))
    assert refusal(scene, ReserveForce(force_id="f1", incident_id=first)).code == "incident_closed"
