"""A hall's memory as a dictionary: facts and what they make of the entities, nothing else – no unique index helps the rules here."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, TypeVar, cast

from console.domain.entities import Entity
from console.domain.facts import FIRST_HASH, Body, Fact, seal
from console.domain.records import Account, Actor, PositionRow, ReadingRow

E = TypeVar("E", bound=Entity)
State = dict[tuple[type[Entity], str], Entity]


class DictWorld:
    """Facts applied one after the other from nothing: what every screen does."""

    def __init__(self) -> None:
        self.state: State = {}

    def get(self, kind: type[E], id: str) -> E:
        return cast(E, self.state[kind, id])

    def take(self, body: Body) -> None:
        for entity in body.apply(self):
            self.state[type(entity), entity.id] = entity


class MemoryUnit(DictWorld):
    """``console.app.ports.Unit``, one endless transaction; :meth:`attempt` goes back where something fails."""

    def __init__(self) -> None:
        super().__init__()
        self.facts: list[Fact] = []
        self.accounts_known: dict[str, Account] = {}
        self.actor = Actor(who="li", seat="一席", role=None)
        self.now: datetime | None = None

    def find(self, kind: type[E], **equal: Any) -> list[E]:
        found = (entity for (of, _), entity in self.state.items() if of is kind)
        same = (e for e in found if all(getattr(e, name) == value for name, value in equal.items()))
        return cast("list[E]", sorted(same, key=lambda e: e.id))

    def record(self, body: Body, *, why: str = "") -> Fact:
        self.take(body)
        assert self.now is not None
        last = self.facts[-1].hash if self.facts else FIRST_HASH
        fact = seal(len(self.facts) + 1, self.now, self.actor.who, self.actor.seat, why, body, last)
        self.facts.append(fact)
        return fact

    @contextmanager
    def attempt(self) -> Iterator[None]:
        before, count = dict(self.state), len(self.facts)
        try:
            yield
        except BaseException:
            self.state = before
            del self.facts[count:]
            raise

    def add_positions(self, rows: Sequence[PositionRow]) -> None:
        """Telemetry is no state."""

    def add_readings(self, rows: Sequence[ReadingRow]) -> None:
        """Telemetry is no state."""

    def cursor(self, name: str) -> int:
        return 0

    def set_cursor(self, name: str, value: int) -> None:
        """Nobody reads a spool here."""

    def account(self, name: str) -> Account | None:
        return self.accounts_known.get(name)

    def accounts(self) -> list[Account]:
        return sorted(self.accounts_known.values(), key=lambda account: account.name)

    def put_account(self, account: Account) -> None:
        self.accounts_known[account.name] = dataclasses.replace(account)


class MemoryStore:
    """As much of ``console.app.ports.Store`` as an executor needs."""

    def __init__(self) -> None:
        self.unit = MemoryUnit()

    @contextmanager
    def transaction(self, actor: Actor, now: datetime) -> Iterator[MemoryUnit]:
        self.unit.actor, self.unit.now = actor, now
        with self.unit.attempt():
            yield self.unit


class PlainHasher:
    """No secrets here, and no half second for each."""

    def hash(self, passphrase: str) -> str:
        return f"hash of {passphrase}"

    def verify(self, hashed: str, passphrase: str) -> bool:
        return hashed == self.hash(passphrase)
