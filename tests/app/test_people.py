"""Who may do what, decided by the use cases: roles, lent roles, accounts, and the lock of a seat."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from console.app import roles
from console.app.accounts import AddAccount, ChangePassphrase, EnableAccount, SetPassphrase, SetRole
from console.app.execute import HANDLERS
from console.app.grants import GrantRole, RevokeGrant, watch_grants
from console.app.incidents import OpenIncident, WriteLog
from console.app.seats import LockSeat, TakeSeat, UnlockSeat
from console.app.warnings import PrepareWarning, ReleaseWarning
from console.domain.codes import IncidentKind, Role, WarningState
from console.domain.entities import Grant, Warning
from console.domain.records import Actor
from console.domain.refusal import Refused
from tests.app.conftest import DISPATCHER, OPERATOR, Scene
from tests.desk.bodies import sample
from tests.halls import GATEWAY, SECOND_PASSPHRASE

TABLE = Path(__file__).with_name("roles.txt")
ADMIN = Actor(who="admin", seat="管理席", role=Role.ADMINISTRATOR)
COMMANDER = Actor(who="wang", seat="指挥席", role=Role.COMMANDER)
NOBODYS = {role: Actor(who=f"a-{role.value}", seat="席", role=role) for role in Role}
INCIDENT = OpenIncident(kind=IncidentKind.FIRE, title="玉泉火情", place="玉泉观")


def lend(scene: Scene, role: Role = Role.DISPATCHER, minutes: int = 30, to: str = "zhao", by: Actor = COMMANDER) -> str:
    return scene.do(GrantRole(account=to, role=role, minutes=minutes, why="调度员在途"), by)


def refuse(scene: Scene, command: object, actor: Actor, code: str) -> Refused:
    with pytest.raises(Refused) as refused:
        scene.do(command, actor)
    assert refused.value.code == code
    return refused.value


# ---- roles ------------------------------------------------------------------------------------------------------------


def test_the_table_of_roles_is_the_one_that_was_judged() -> None:
    """A change of who may do what is seen here. Once it is judged right: write what ``roles.matrix`` gives into roles.txt."""
    assert roles.matrix(HANDLERS.values()) == TABLE.read_text("utf-8")


@pytest.mark.parametrize("role", list(Role))
def test_a_role_may_not_what_it_may_not(scene: Scene, role: Role) -> None:
    """Through the executor, for every command that the table does not give the role."""
    closed = [handler for handler in HANDLERS.values() if role not in handler.roles]
    assert closed, "each role is kept from something"
    before = len(scene.kinds())
    for handler in closed:
        refused = refuse(scene, sample(handler.command), NOBODYS[role], "role_may_not")
        assert refused.details == {"role": role.value, "command": handler.command.__name__}
    assert len(scene.kinds()) == before, "nothing was written"


def test_the_wall_sits_down_and_does_nothing_else() -> None:
    assert {handler.command for handler in HANDLERS.values() if Role.WALL in handler.roles} == {TakeSeat, LockSeat}


def test_the_role_is_the_one_the_hall_has_now_not_the_one_of_the_sign_in(scene: Scene) -> None:
    as_commander = replace(OPERATOR, role=Role.COMMANDER)
    refuse(scene, INCIDENT, as_commander, "role_may_not")
    scene.do(SetRole(name="zhao", role=Role.DISPATCHER), ADMIN)
    scene.do(INCIDENT, OPERATOR)


def test_a_disabled_account_acts_no_more(scene: Scene) -> None:
    scene.do(WriteLog(text="到岗"), OPERATOR)
    scene.do(EnableAccount(name="zhao", enabled=False), ADMIN)
    refuse(scene, WriteLog(text="又来"), OPERATOR, "account_disabled")
    scene.do(EnableAccount(name="zhao", enabled=True), ADMIN)
    scene.do(WriteLog(text="回来"), OPERATOR)


# ---- lent roles -----------------------------------------------------------------------------------------------------


def test_a_lent_role_allows_until_its_end_to_the_instant_without_the_watch(scene: Scene) -> None:
    refuse(scene, INCIDENT, OPERATOR, "role_may_not")
    id = lend(scene, minutes=30)
    scene.later(minutes=29, seconds=59.999)
    scene.do(INCIDENT, OPERATOR)
    scene.later(seconds=0.001)
    refused = refuse(scene, INCIDENT, OPERATOR, "grant_ran_out")
    assert refused.details["role"] == "dispatcher" and refused.details["at"] == scene.now
    assert scene.get(Grant, id).ended_at is None, "nobody has written it down yet"
    scene.later(hours=2)
    refuse(scene, INCIDENT, OPERATOR, "role_may_not")


def test_the_watch_writes_the_end_down_once_and_at_its_time(scene: Scene) -> None:
    id = lend(scene, minutes=10)
    scene.ctx_do(watch_grants)
    assert scene.get(Grant, id).ended_at is None
    scene.later(minutes=12)
    scene.ctx_do(watch_grants)
    scene.ctx_do(watch_grants)
    assert scene.get(Grant, id).ended_at == scene.get(Grant, id).until
    assert scene.kinds().count("grant_ended") == 1


def test_who_gave_it_and_why_stand_in_the_journal(scene: Scene) -> None:
    lend(scene)
    fact = scene.executor.store.last_facts(1)[0]
    assert (fact.body.kind, fact.who, fact.why) == ("grant_given", "wang", "调度员在途")
    assert fact.body.grant.account == "zhao" and fact.body.grant.role is Role.DISPATCHER  # type: ignore[attr-defined]


@pytest.mark.parametrize("actor", [DISPATCHER, OPERATOR])
def test_who_may_not_lend(scene: Scene, actor: Actor) -> None:
    refuse(scene, GrantRole(account="zhao", role=Role.RADIO_OPERATOR, minutes=5, why="x"), actor, "role_may_not")


def test_not_above_oneself_and_not_to_oneself(scene: Scene) -> None:
    refuse(scene, GrantRole(account="li", role=Role.ADMINISTRATOR, minutes=5, why="x"), COMMANDER, "grant_above")
    refuse(scene, GrantRole(account="wang", role=Role.COMMANDER, minutes=5, why="x"), COMMANDER, "grant_to_oneself")
    refuse(scene, GrantRole(account="nobody", role=Role.COMMANDER, minutes=5, why="x"), COMMANDER, "account_unknown")
    refuse(scene, GrantRole(account="li", role=Role.COMMANDER, minutes=10**12, why="x"), COMMANDER, "grant_minutes")


def test_what_is_lent_is_not_lent_on(scene: Scene) -> None:
    lend(scene, Role.COMMANDER, to="li")
    refuse(scene, GrantRole(account="zhao", role=Role.DISPATCHER, minutes=5, why="x"), DISPATCHER, "role_may_not")


def test_a_lent_administrator_makes_no_accounts(scene: Scene) -> None:
    """What he made would outlive the grant."""
    lend(scene, Role.ADMINISTRATOR, to="li", by=ADMIN)
    refuse(scene, AddAccount(name="new", display_name="", role=Role.WALL, passphrase="long enough"), DISPATCHER, "role_may_not")


def test_taken_back_and_given_back(scene: Scene) -> None:
    first = lend(scene)
    scene.do(RevokeGrant(grant_id=first), COMMANDER)
    refuse(scene, INCIDENT, OPERATOR, "grant_ran_out")
    refuse(scene, RevokeGrant(grant_id=first), COMMANDER, "grant_over")
    second = lend(scene)
    refuse(scene, RevokeGrant(grant_id=second), DISPATCHER, "grant_above")
    scene.do(RevokeGrant(grant_id=second), OPERATOR)
    assert scene.get(Grant, second).ended_at == scene.now
    refuse(scene, RevokeGrant(grant_id="none"), COMMANDER, "grant_unknown")


def test_giving_again_replaces_what_stands(scene: Scene) -> None:
    first = lend(scene, minutes=60)
    second = lend(scene, minutes=5)
    assert [g.id for g in scene.find(Grant, account="zhao", ended_at=None)] == [second]
    assert scene.get(Grant, first).ended_at == scene.now
    scene.later(minutes=6)
    refuse(scene, INCIDENT, OPERATOR, "grant_ran_out")


def test_disabling_an_account_ends_what_is_lent_to_it(scene: Scene) -> None:
    id = lend(scene)
    scene.do(EnableAccount(name="zhao", enabled=False), ADMIN)
    assert scene.get(Grant, id).ended_at == scene.now


def test_the_second_person_of_a_release_may_act_in_a_lent_role(scene: Scene) -> None:
    warning = scene.do(PrepareWarning(text="转移", area=("娘娘坝镇",), device_ids=("speaker",)))
    release = ReleaseWarning(warning_id=warning, second_name="zhao", passphrase="radio person here", device_ids=("speaker",))
    refuse(scene, release, DISPATCHER, "may_not_release")
    lend(scene, minutes=10)
    scene.do(release, DISPATCHER)
    assert scene.get(Warning, warning).state is WarningState.RELEASED


# ---- accounts -------------------------------------------------------------------------------------------------------


def test_one_changes_one_s_own_pass_phrase_against_the_old_one(scene: Scene) -> None:
    refuse(scene, ChangePassphrase(old="wrong one", new="a new long one"), DISPATCHER, "passphrase_wrong")
    assert scene.kinds()[-1] == "sign_in_failed"
    refuse(scene, ChangePassphrase(old="first person here", new="short"), DISPATCHER, "passphrase_short")
    refuse(scene, ChangePassphrase(old="first person here", new="first person here"), DISPATCHER, "passphrase_same")
    scene.do(ChangePassphrase(old="first person here", new="a new long one"), DISPATCHER)
    scene.do(unlock("li", "a new long one"), seat_of("li"))
    refuse(scene, unlock("li", "first person here"), seat_of("li"), "passphrase_wrong")
    refuse(scene, ChangePassphrase(old="x", new="a new long one"), NOBODYS[Role.DISPATCHER], "passphrase_none")


def test_the_journal_never_has_a_pass_phrase(scene: Scene) -> None:
    scene.do(ChangePassphrase(old="first person here", new="a new long one"), DISPATCHER)
    refuse(scene, unlock("a new long one", "li"), seat_of("li"), "passphrase_wrong")  # typed into the wrong fields
    told = "".join(str(fact.body) for fact in scene.executor.store.last_facts(1000))
    assert "long one" not in told and "argon2" not in told


def test_there_is_always_an_administrator(scene: Scene) -> None:
    scene.do(AddAccount(name="chen", display_name="陈", role=Role.ADMINISTRATOR, passphrase="the only one"), ADMIN)
    refuse(scene, EnableAccount(name="chen", enabled=False), ADMIN, "last_administrator")
    refuse(scene, SetRole(name="chen", role=Role.DISPATCHER), ADMIN, "last_administrator")
    refuse(scene, EnableAccount(name="chen", enabled=True), ADMIN, "account_as_it_is")
    refuse(scene, SetPassphrase(name="nobody", passphrase="long enough"), ADMIN, "account_unknown")


# ---- the lock of a seat -----------------------------------------------------------------------------------------------


def seat_of(name: str) -> Actor:
    """Before anybody has proved who he is there is no role."""
    return Actor(who=name, seat="调度一席", role=None)


def unlock(name: str, passphrase: str, holder: str = "li") -> UnlockSeat:
    return UnlockSeat(holder=holder, name=name, passphrase=passphrase)


def test_a_seat_is_locked_and_taken_back_by_its_person(scene: Scene) -> None:
    scene.do(LockSeat(by_itself=True))
    assert scene.do(unlock("li", "first person here"), seat_of("li")) == "li"
    assert scene.kinds()[-2:] == ["seat_locked", "seat_unlocked"]


def test_another_person_takes_the_seat_and_the_journal_says_so(scene: Scene) -> None:
    scene.do(LockSeat(by_itself=False))
    assert scene.do(unlock("wang", SECOND_PASSPHRASE), seat_of("li")) == "wang"
    facts = scene.executor.store.last_facts(2)
    assert [(fact.body.kind, fact.body.name) for fact in facts] == [("signed_in", "wang"), ("seat_unlocked", "wang")]  # type: ignore[attr-defined]


def test_a_wrong_pass_phrase_unlocks_nothing_and_is_written_down(scene: Scene) -> None:
    refuse(scene, unlock("li", ""), seat_of("li"), "passphrase_wrong")
    refuse(scene, unlock("wang", "first person here"), seat_of("li"), "passphrase_wrong")
    refuse(scene, unlock("nobody", "first person here"), seat_of("li"), "passphrase_wrong")
    facts = scene.executor.store.last_facts(3)
    assert [(fact.body.kind, fact.body.name) for fact in facts] == [  # type: ignore[attr-defined]
        ("sign_in_failed", "li"),
        ("sign_in_failed", "wang"),
        ("sign_in_failed", "–"),
    ]


def test_only_the_drill_s_own_person_unlocks_with_nothing(scene: Scene) -> None:
    for name in ("yanlian1", "yanlian3"):
        scene.do(AddAccount(name=name, display_name=name, role=Role.DISPATCHER, passphrase=None), ADMIN)
    scene.do(unlock("yanlian1", "", holder="yanlian1"), seat_of("yanlian1"))
    refuse(scene, unlock("yanlian3", "", holder="yanlian1"), seat_of("yanlian1"), "passphrase_wrong")


def test_a_disabled_person_does_not_unlock_and_his_seat_can_be_had(scene: Scene) -> None:
    scene.do(EnableAccount(name="li", enabled=False), ADMIN)
    refuse(scene, unlock("li", "first person here"), seat_of("li"), "passphrase_wrong")
    scene.do(unlock("wang", SECOND_PASSPHRASE), seat_of("li"))


def test_nobody_signs_another_in(scene: Scene) -> None:
    refuse(scene, TakeSeat(name="wang"), DISPATCHER, "not_oneself")
    scene.do(TakeSeat(name="li"), DISPATCHER)
    scene.do(TakeSeat(name="wang"), GATEWAY)
