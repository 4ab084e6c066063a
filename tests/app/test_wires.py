"""Who may change the wires: the administrator; in the drill hall, whoever dispatches there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from console.app.accounts import AddAccount
from console.app.wires import ChangeWire, cursor_of
from console.domain.codes import Role
from console.domain.records import Actor
from console.domain.refusal import Refused
from tests.app.conftest import DISPATCHER, OPERATOR, Scene
from tests.halls import GATEWAY

CHANGE = ChangeWire(gateway="hall-1", wire="dtu", change="added", digest=4711, label="车载终端", protocol="jt808", link="COM5")
NOBODY = Actor(who="mallory", seat="x", role=Role.WALL)


def test_in_the_drill_hall_who_dispatches_may_in_the_live_hall_the_administrator_alone(scene: Scene) -> None:
    with pytest.raises(Refused, match="role_may_not"):
        scene.do(CHANGE)
    scene.executor = replace(scene.executor, drill=True)
    assert scene.do(CHANGE) == "dtu"
    for person in (OPERATOR, NOBODY):
        with pytest.raises(Refused, match="role_may_not"):
            scene.do(CHANGE, person)
    scene.executor = replace(scene.executor, drill=False)
    scene.do(AddAccount(name="chen", display_name="陈管理", role=Role.ADMINISTRATOR, passphrase="keeper of the hall"), GATEWAY)
    with pytest.raises(Refused, match="role_may_not"):
        scene.do(CHANGE, DISPATCHER)
    scene.do(CHANGE, Actor(who="chen", seat="管理席", role=Role.WALL))  # the table says what he is, not the word of a screen


def test_it_stands_in_the_journal_with_the_digest_of_the_file(scene: Scene) -> None:
    scene.do(CHANGE, GATEWAY)
    assert scene.kinds()[-1] == "wire_settings_changed"
    with scene.executor.store.transaction(GATEWAY, scene.now) as unit:
        assert unit.cursor(cursor_of("hall-1")) == 4711 and unit.cursor(cursor_of("hall-2")) == 0
