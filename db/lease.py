"""Who does what only one process of a hall may do: a named lease in the database, renewed by its holder, taken over when it ran out."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select

from console.domain.plain import to_plain
from db.journal import read_head
from db.schema import lease
from db.store import SqlStore
from db.upsert import upsert

TTL = timedelta(seconds=10)
STANDBY_ASKS = timedelta(seconds=1)


class Lease:
    """One holder's hand on one lease. ``holder`` must differ between processes (a machine's name with the process id, say).

    Times are handed in: the machines of a hall need clocks that agree within a fraction of ``ttl``.
    """

    def __init__(self, store: SqlStore, name: str, holder: str, ttl: timedelta = TTL) -> None:
        self._store = store
        self._name = name
        self._holder = holder
        self._ttl = ttl
        self._held = False
        self._asked_at: datetime | None = None

    def hold(self, now: datetime) -> bool:
        """Take or renew it; False while another holds it.

        Call it as often as you like, but oftener than ``ttl``: the holder asks the database each third of it, a standby each second.

        Raises:
            StoreDown: the database cannot be had; until it can, nobody knows that the lease is still theirs.
        """
        rest = self._ttl / 3 if self._held else STANDBY_ASKS
        if self._asked_at is not None and self._asked_at <= now < self._asked_at + rest:
            return self._held
        self._held, self._asked_at = False, None
        with self._store.writing() as connection:
            read_head(connection, lock=True)
            free = self._free(connection, now)
            if free:
                words = {"name": self._name, "holder": self._holder, "expires": to_plain(now + self._ttl)}
                connection.execute(upsert(connection, lease, "name"), words)
        self._held, self._asked_at = free, now
        return free

    def _free(self, connection: Connection, now: datetime) -> bool:
        """Whether it is ours, or nobody's, or was somebody's."""
        row = connection.execute(select(lease.c.holder, lease.c.expires).where(lease.c.name == self._name)).first()
        return row is None or row.holder == self._holder or bool(row.expires <= to_plain(now))

    def release(self) -> None:
        """Let a standby take it at once; for an orderly end."""
        self._held, self._asked_at = False, None
        with self._store.writing() as connection:
            connection.execute(delete(lease).where(lease.c.name == self._name, lease.c.holder == self._holder))
