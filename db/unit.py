"""One transaction: entities are read once, facts are sealed and appended, and the tables follow the facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from functools import cache
from itertools import groupby
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Select, bindparam, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from console.domain.codes import CommandState
from console.domain.entities import (
    Assignment,
    Command,
    Device,
    Entity,
    ForceRequest,
    Mayday,
    OperationalPeriod,
    ParRound,
    Presence,
    Reservation,
)
from console.domain.facts import Body, Fact, seal
from console.domain.plain import to_plain
from console.domain.records import Account, Actor, PositionRow, ReadingRow
from console.domain.refusal import Refused
from db import journal, telemetry
from db.errors import is_foreign, is_unique, told
from db.head import Head
from db.rows import from_row, to_row
from db.schema import TABLES, cursor
from db.schema import account as account_table
from db.upsert import upsert

E = TypeVar("E", bound=Entity)

_CURSOR = select(cursor.c.value).where(cursor.c.name == bindparam("name"))
_ACCOUNTS = select(account_table).order_by(account_table.c.name)
_ACCOUNT = select(account_table).where(account_table.c.name == bindparam("name"))


@cache
def _by_id(kind: type[Entity]) -> Select[Any]:
    table = TABLES[kind]
    return select(table).where(table.c.id == bindparam("id"))


@cache
def _by_fields(kind: type[Entity], names: tuple[tuple[str, bool], ...]) -> Select[Any]:
    """A select by the fields named; those marked True must be empty."""
    table = TABLES[kind]
    wanted = select(table).order_by(table.c.id)
    for name, empty in names:
        wanted = wanted.where(table.c[name].is_(None) if empty else table.c[name] == bindparam(name))
    return wanted


class SqlUnit:
    """``console.app.ports.Unit`` on a connection whose transaction has begun.

    Locking the head at the start puts transactions in a row: what is read here stays true until the commit. Entities live in a
    cache by kind and id, so that the facts of one transaction see each other's work without asking again.
    """

    def __init__(self, connection: Connection, actor: Actor, now: datetime) -> None:
        self._connection = connection
        self._actor = actor
        self._now = now
        self._cache: dict[tuple[type[Entity], str], Entity] = {}
        self._depth = 0
        self._server = _server_of(connection)
        self.began: Head = journal.head_of(self._rows(journal.HEAD_LOCKED, {}))
        self.head = self.began

    # --- entities

    def get(self, kind: type[E], id: str) -> E:
        """The entity as it stands inside this transaction; raises KeyError."""
        known = self._cache.get((kind, id))
        if known is not None:
            return cast(E, known)
        rows = self._rows(_by_id(cast(Any, kind)), {"id": id})
        if not rows:
            raise KeyError(f"{kind.__name__} {id}")
        return self._keep(from_row(kind, rows[0]))

    def find(self, kind: type[E], **equal: Any) -> list[E]:
        """Entities whose fields equal the values given (None matches empty), in order of id."""
        values = {name: to_plain(value) for name, value in equal.items()}
        wanted = _by_fields(cast(Any, kind), tuple((name, value is None) for name, value in values.items()))
        return [self._keep(from_row(kind, row)) for row in self._rows(wanted, values)]

    def _rows(self, wanted: Select[Any], values: Mapping[str, Any]) -> Sequence[Any]:
        """What a select of a fixed form finds, by the names of the columns."""
        with told():
            if self._server is not None:
                return cast(Sequence[Any], self._server.fetch(self._connection, wanted, values))
            return self._connection.execute(wanted, values).mappings().all()

    def _keep(self, entity: E) -> E:
        self._cache[(type(entity), entity.id)] = entity
        return entity

    # --- facts

    def record(self, body: Body, *, why: str = "") -> Fact:
        """Append the fact to the journal and put its entities into their tables: all of it, or none of it where this raises.

        Raises:
            Refused: where a unique index says no (``already_committed``, ``second_command`` …, see :func:`_only_one`).
            KeyError: an entity names another that is not there.
        """
        changed = body.apply(self)
        fact = seal(self.head.count + 1, self._now, self._actor.who, self._actor.seat, why, body, self.head.hash)
        if not self._recorded_together(changed, fact):
            with self.attempt():
                for _, entities in groupby(changed, type):
                    self._put_all(list(entities))
                journal.append(self._connection, fact)
        self.head = replace(self.head, count=fact.seq, hash=fact.hash)
        return fact

    def _recorded_together(self, changed: Sequence[Entity], fact: Fact) -> bool:
        """On a server all in one way there and back. False where it refuses a row: asked again one by one, it says which."""
        if self._server is None:
            return False
        rows = [(upsert(self._connection, TABLES[type(entity)], "id"), to_row(entity)) for entity in changed]
        with told():
            if not self._server.together(self._connection, [*rows, (journal.INSERT, journal.line(fact))]):
                return False
        for entity in changed:
            self._keep(entity)
        return True

    def _put_all(self, entities: list[Entity]) -> None:
        """Entities of one kind: many at once, and one by one where one of them is refused, for the refusal to name it."""
        if len(entities) > 1:
            with suppress(IntegrityError), self.attempt():
                table = TABLES[type(entities[0])]
                self._connection.execute(upsert(self._connection, table, "id"), [to_row(entity) for entity in entities])
                for entity in entities:
                    self._keep(entity)
                return
        for entity in entities:
            self._put(entity)

    def _put(self, entity: Entity) -> None:
        table = TABLES[type(entity)]
        try:
            self._connection.execute(upsert(self._connection, table, "id"), to_row(entity))
        except IntegrityError as error:
            raise _said_no(entity, error) from error
        self._keep(entity)

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """A savepoint: where the block raises, what it did is undone, and the transaction goes on as it was before."""
        before = self.head
        self._depth += 1
        name = f"attempt_{self._depth}"
        # Said directly: SQLAlchemy's own savepoints are compiled anew each time, which costs more than the work between them.
        run = self._connection.exec_driver_sql
        try:
            with told():
                run(f"SAVEPOINT {name}")
                try:
                    yield
                except BaseException:
                    self.head = before
                    self._cache.clear()
                    # A lost server or a full disk has rolled back the whole transaction already: the error on its way says so better.
                    if not self._connection.invalidated:
                        with suppress(DBAPIError):
                            run(f"ROLLBACK TO SAVEPOINT {name}")
                            run(f"RELEASE SAVEPOINT {name}")
                    raise
                run(f"RELEASE SAVEPOINT {name}")
        finally:
            self._depth -= 1

    # --- what stands beside the facts

    def add_positions(self, rows: Sequence[PositionRow]) -> None:
        """Telemetry in bulk, inside the same transaction."""
        with told():
            self.head = replace(self.head, positions=telemetry.add_positions(self._connection, rows, self.head.positions))

    def add_readings(self, rows: Sequence[ReadingRow]) -> None:
        """Telemetry in bulk, inside the same transaction."""
        with told():
            self.head = replace(self.head, readings=telemetry.add_readings(self._connection, rows, self.head.readings))

    def cursor(self, name: str) -> int:
        """How far a named reader of the spool has come (0 at first)."""
        with told():
            value = self._connection.execute(_CURSOR, {"name": name}).scalar()
        return int(value or 0)

    def set_cursor(self, name: str, value: int) -> None:
        """Move a named cursor in the same transaction as what was read."""
        with told():
            self._connection.execute(upsert(self._connection, cursor, "name"), {"name": name, "value": value})

    def account(self, name: str) -> Account | None:
        """An account by its sign-in name."""
        rows = self._rows(_ACCOUNT, {"name": name})
        return from_row(Account, rows[0]) if rows else None

    def accounts(self) -> list[Account]:
        """All accounts, by name."""
        with told():
            rows = self._connection.execute(_ACCOUNTS).mappings().all()
        return [from_row(Account, row) for row in rows]

    def put_account(self, account: Account) -> None:
        """Insert or replace an account."""
        with told():
            self._connection.execute(upsert(self._connection, account_table, "name"), to_row(account))

    # --- the end

    @property
    def has_facts(self) -> bool:
        """Whether the journal grew."""
        return self.head.count != self.began.count

    @property
    def has_telemetry(self) -> bool:
        """Whether positions or readings came."""
        return self.head.positions != self.began.positions or self.head.readings != self.began.readings

    def finish(self, word: str) -> None:
        """Write the head, just before the commit; a server tells ``word`` to its listeners with it."""
        if self.head == self.began:
            return
        with told():
            if self._server is None:
                journal.write_head(self._connection, self.head)
            else:
                self._server.run(self._connection, *journal.head_and_word(self.head, word))


def _server_of(connection: Connection) -> Any:
    """The short ways of ``db.postgres``, where it is a server's connection."""
    if connection.dialect.name != "postgresql":
        return None
    from db import postgres

    return postgres


def _said_no(entity: Entity, error: IntegrityError) -> Exception:
    """What the database's no means for the hall. Each of these entities has one unique index beside its id."""
    if is_unique(error):
        no = _only_one(entity)
        if no is not None:
            return no
    if is_foreign(error):
        return KeyError(f"{type(entity).__name__} {entity.id} names something that is not there")
    return error


def _only_one(entity: Entity) -> Refused | None:
    """The refusal of a second row where the hall allows one; None where an entity has no such index."""
    match entity:
        case Assignment(released_at=None):
            return Refused("already_committed", force_id=entity.force_id)
        case Command(state=CommandState.ACTIVE):
            return Refused("second_command", incident_id=entity.incident_id)
        case Device():
            return Refused("device_known", protocol=entity.protocol, address=entity.address, wire=entity.wire)
        case Reservation(ended_at=None):
            return Refused("reserved", force_id=entity.force_id)
        case ForceRequest(answered_at=None):
            return Refused("request_open", force_id=entity.force_id, incident_id=entity.incident_id)
        case Presence(left_at=None):
            return Refused("present", incident_id=entity.incident_id, device_id=entity.device_id)
        case ParRound(ended_at=None):
            return Refused("par_running", incident_id=entity.incident_id)
        case Mayday(ended_at=None):
            return Refused("mayday_open", force_id=entity.force_id)
        case OperationalPeriod(ended_at=None):
            return Refused("period_open", incident_id=entity.incident_id)
    return None
