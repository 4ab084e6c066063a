"""A hall's memory with the use cases before it; time is handed in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from console import bootstrap
from console.app import hear
from console.app.context import Ctx
from console.app.execute import Executor
from console.domain.codes import Role
from console.domain.records import Actor
from console.guards import Argon2Hasher
from console.halls import Hall
from console.ids import new_id
from radio.messages import Message
from tests.halls import GATEWAY, hall_on_postgresql, make_hall

DISPATCHER = Actor(who="li", seat="调度一席", role=Role.DISPATCHER)
SECOND_SEAT = Actor(who="qian", seat="调度二席", role=Role.DISPATCHER)
OPERATOR = Actor(who="zhao", seat="话务席", role=Role.RADIO_OPERATOR)


class Scene:
    """One hall, its clock in the test's hands."""

    def __init__(self, executor: Executor, now: list[datetime]) -> None:
        self.executor = executor
        self._now = now

    @property
    def now(self) -> datetime:
        return self._now[0]

    def later(self, **span: float) -> None:
        self._now[0] += timedelta(**span)

    def do(self, command: object, actor: Actor = DISPATCHER) -> str:
        value = self.executor.execute(actor, command)  # type: ignore[arg-type]
        assert value is not None
        return value

    def hear(self, wire: str, *messages: Message) -> None:
        """As the gateway takes a frame from the spool."""
        with self.executor.store.transaction(GATEWAY, self.now) as unit:
            ctx = Ctx(unit, GATEWAY, self.now, new_id, self.executor.figures)
            hear.Hearing(ctx).hear(hear.Heard(wire, self.now, messages))

    def ctx_do(self, work) -> None:  # type: ignore[no-untyped-def]
        """Something the gateway does by the clock."""
        with self.executor.store.transaction(GATEWAY, self.now) as unit:
            work(Ctx(unit, GATEWAY, self.now, new_id, self.executor.figures))

    def get(self, kind: type, id: str):  # type: ignore[no-untyped-def]
        with self.executor.store.transaction(GATEWAY, self.now) as unit:
            return unit.get(kind, id)

    def find(self, kind: type, **equal: object):  # type: ignore[no-untyped-def]
        with self.executor.store.transaction(GATEWAY, self.now) as unit:
            return unit.find(kind, **equal)

    def kinds(self) -> list[str]:
        return [fact.body.kind for fact in self.executor.store.last_facts(1000)]


@pytest.fixture(params=["sqlite", "postgresql"])
def hall(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Hall]:
    """Each story is played on both kinds of memory."""
    with nullcontext(make_hall(tmp_path)) if request.param == "sqlite" else hall_on_postgresql(tmp_path) as hall:
        yield hall


@pytest.fixture
def scene(hall: Hall) -> Iterator[Scene]:
    now = [datetime(2026, 7, 1, 3, 0, tzinfo=UTC)]
    executor = Executor(store=bootstrap.open_store(hall, None), clock=lambda: now[0], new_id=new_id, hasher=Argon2Hasher())
    yield Scene(executor, now)
    executor.store.close()
