"""The journal: facts as rows, rows as facts, and the walk along the chain that finds the first flaw."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import Connection, Executable, Integer, Row, bindparam, insert, select, text, update

from console.domain.facts import BODIES, FIRST_HASH, Body, Fact, body_from_plain, digest
from console.domain.plain import to_plain
from console.domain.records import Flaw, StoreDown
from db.head import Head, HeadCopy
from db.rows import dumps
from db.schema import journal, journal_head
from db.words import CHANNEL

PAGE = 2000

_COLUMNS = tuple(journal.c)
_FIRST_PAGE = select(*_COLUMNS).order_by(journal.c.seq).limit(PAGE)
_NEXT_PAGE = _FIRST_PAGE.where(journal.c.seq > bindparam("behind"))
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_AFTER = select(*_COLUMNS).where(journal.c.seq > bindparam("behind")).order_by(journal.c.seq).limit(bindparam("limit", type_=Integer()))
_HASH_AT = select(journal.c.hash).where(journal.c.seq == bindparam("seq"))
INSERT = insert(journal)
_OF_HEAD = tuple(journal_head.c[name] for name in ("count", "hash", "positions", "readings"))
_HEAD = select(*_OF_HEAD).where(journal_head.c.id == 1)
_HEAD_AND_AFTER = (
    select(*_OF_HEAD, *_COLUMNS)
    .select_from(journal_head.outerjoin(journal, journal.c.seq.between(bindparam("first"), bindparam("last"))))
    .where(journal_head.c.id == 1)
    .order_by(journal.c.seq)
)
HEAD_LOCKED = _HEAD.with_for_update()
_SET_HEAD = update(journal_head).where(journal_head.c.id == 1)
_SET_HEAD_AND_TELL = text(
    "WITH moved AS (UPDATE journal_head SET count = :count, hash = :hash, positions = :positions, readings = :readings WHERE id = 1) "
    f"SELECT pg_notify('{CHANNEL}', :word)"
)
"""The head is locked by everyone who writes: one way to the server less is waited for by all."""


def read_head(connection: Connection, *, lock: bool = False) -> Head:
    """The head as it stands; ``lock`` makes other writers wait until this transaction ends.

    Raises:
        StoreDown: ``broken`` where the row is missing.
    """
    return head_of(connection.execute(HEAD_LOCKED if lock else _HEAD).mappings().all())


def head_of(rows: Sequence[Any]) -> Head:
    """The head from what :data:`HEAD_LOCKED` found.

    Raises:
        StoreDown: ``broken`` where the row is missing.
    """
    if not rows:
        raise StoreDown("broken", "the head of the journal is missing")
    return Head(**rows[0])


def write_head(connection: Connection, head: Head) -> None:
    """Put the head back at the end of a transaction."""
    connection.execute(_SET_HEAD, _values(head))


def head_and_word(head: Head, word: str) -> tuple[Executable, dict[str, Any]]:
    """What puts the head back and has PostgreSQL tell those who listen, with the commit."""
    return _SET_HEAD_AND_TELL, _values(head) | {"word": word}


def _values(head: Head) -> dict[str, Any]:
    return {"count": head.count, "hash": head.hash, "positions": head.positions, "readings": head.readings}


def append(connection: Connection, fact: Fact) -> None:
    """The fact's line."""
    connection.execute(INSERT, line(fact))


def line(fact: Fact) -> dict[str, Any]:
    """The columns of the fact's line."""
    return {
        "seq": fact.seq,
        "at": to_plain(fact.at),
        "who": fact.who,
        "seat": fact.seat,
        "why": fact.why,
        "kind": fact.body.kind,
        "incident_id": fact.body.timeline(),
        "body": dumps(to_plain(fact.body)),
        "previous": fact.previous,
        "hash": fact.hash,
    }


def _fact(row: Sequence[Any]) -> Fact:
    """A fact from all columns of its row."""
    seq, at, who, seat, why, kind, _, body, previous, hash = row
    if kind not in BODIES:
        raise StoreDown("old", f"fact {seq} is of the kind {kind}, which this program does not know")
    try:
        made = body_from_plain(kind, json.loads(body))
    except (ValueError, TypeError, KeyError) as error:
        raise StoreDown("broken", f"fact {seq} cannot be read: {error}") from error
    return Fact(seq=seq, at=datetime.fromisoformat(at), who=who, seat=seat, why=why, body=made, previous=previous, hash=hash)


def hash_at(connection: Connection, seq: int) -> str | None:
    """The hash of one line; before the first there is a hash too."""
    if seq == 0:
        return FIRST_HASH
    found: str | None = connection.execute(_HASH_AT, {"seq": seq}).scalar()
    return found


def facts_after(connection: Connection, seq: int, limit: int) -> list[Fact]:
    """Facts from there on, oldest first."""
    return [_fact(row) for row in connection.execute(_AFTER, {"behind": seq, "limit": limit})]


def head_and_facts_after(connection: Connection, seq: int, limit: int) -> tuple[Head, list[Fact]]:
    """Both in one question, which every seat asks after every commit of all. The seqs of a journal have no gaps.

    Raises:
        StoreDown: as :func:`read_head`.
    """
    rows = connection.execute(_HEAD_AND_AFTER, {"first": seq + 1, "last": seq + limit}).all()
    if not rows:
        raise StoreDown("broken", "the head of the journal is missing")
    width = len(_OF_HEAD)
    return Head(*rows[0][:width]), [_fact(row[width:]) for row in rows if row[width] is not None]


def last_facts(connection: Connection, limit: int, incident_id: str | None) -> list[Fact]:
    """The newest facts, of one incident or of all, oldest of them first."""
    wanted = select(*_COLUMNS).order_by(journal.c.seq.desc()).limit(limit)
    if incident_id is not None:
        wanted = wanted.where(journal.c.incident_id == incident_id)
    return [_fact(row) for row in connection.execute(wanted)][::-1]


# --- verification ------------------------------------------------------------------------------------------------------------------


def verify(connection: Connection, copy: HeadCopy | None) -> Flaw | None:
    """Walk all rows inside one read transaction and hold both heads against what is there; the first flaw, or None.

    A row is wrong when it does not follow the row before it or is not what its seal says. ``copy`` may be older than the
    database – the file is written after the commit – but a newer one proves that facts are missing at the end.
    """
    last, count = FIRST_HASH, 0
    copied = FIRST_HASH
    for row in _rows(connection):
        if not _is_whole(row, count + 1, last):
            return _flaw(connection, row, count + 1, last)
        last, count = row[-1], count + 1
        if copy is not None and copy.count == count:
            copied = last
    head = connection.execute(_HEAD).first()
    for known in (None if head is None else head[0], None if copy is None else copy.count):
        if known is not None and known > count:
            return Flaw(count + 1, "truncated")
    if head is None or head[0] != count or head[1] != last:
        return Flaw(count, "head")
    if copy is not None and copy.hash != copied:
        return Flaw(copy.count, "head")
    return None


def _rows(connection: Connection) -> Iterator[Row[Any]]:
    """All rows in order of seq, a page at a time."""
    page = connection.execute(_FIRST_PAGE).all()
    while page:
        yield from page
        page = connection.execute(_NEXT_PAGE, {"behind": page[-1].seq}).all()


def _is_whole(row: Row[Any], expected: int, last: str) -> bool:
    """Whether the row is what was sealed after ``last``, to the letter, and is filed under the incident that its body names.

    A row holds its fact in the canonical form that was sealed (see :func:`append`), so its own text is what is hashed here: nothing is
    read and written anew, and whoever changes but a space of it is found.
    """
    seq, at, who, seat, why, kind, incident_id, body, previous, hash = cast(tuple[Any, ...], row)
    if seq != expected or previous != last:
        return False
    try:
        sealed = f"{last}{_ENCODE([seq, at, who, seat, why, kind])[:-1]},{body}]"
        if hashlib.sha256(sealed.encode()).hexdigest() != hash:
            return False
        plain = json.loads(body)
    except (ValueError, TypeError):
        return False
    return _timeline(kind, plain) == incident_id or _stands_in_its_timeline(row, plain)


class _Plain:
    """A body as the journal holds it, with the names of its fields: enough for ``timeline``, a tenth of the work of making it whole."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._data = data

    def __getattr__(self, name: str) -> Any:
        try:
            value = self._data[name]
        except KeyError:
            raise AttributeError(name) from None
        return _Plain(value) if isinstance(value, dict) else value


def _timeline(kind: str, plain: Any) -> str | None:
    """The incident that a body names, by the body's own rule; None too where that cannot be told so."""
    try:
        found: str | None = BODIES[kind].timeline(cast(Body, _Plain(plain)))
    except (KeyError, AttributeError, TypeError):
        return None
    return found


def _flaw(connection: Connection, row: Row[Any], seq: int, last: str) -> Flaw:
    """What is wrong with the first row that is not whole."""
    if row.seq != seq:
        return Flaw(seq, "missing") if row.seq > seq else Flaw(row.seq, "reordered")
    try:
        body = json.loads(row.body)
        at = datetime.fromisoformat(row.at).astimezone(UTC)
    except (ValueError, TypeError):
        return Flaw(seq, "edited")

    def sealed_after(previous: str) -> bool:
        return bool(digest(row.seq, at, row.who, row.seat, row.why, row.kind, body, previous) == row.hash)

    if row.previous == last or sealed_after(last):
        return Flaw(seq, "edited")  # the row itself, its timeline, or nothing but its link to the row before
    if sealed_after(row.previous):
        return Flaw(max(seq - 1, 1), "edited")  # this row is whole: the one before was changed and sealed anew
    follower = connection.execute(select(journal.c.seq).where(journal.c.previous == last).limit(1)).first()
    return Flaw(seq, "missing" if follower is None else "reordered")


def _stands_in_its_timeline(row: Row[Any], body: Any) -> bool:
    """Whether the incident that the row is filed under is the one that its sealed body names."""
    try:
        return row.kind not in BODIES or body_from_plain(row.kind, body).timeline() == row.incident_id
    except (ValueError, TypeError, KeyError, AttributeError):
        return False
