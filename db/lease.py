"""Who does the work that only one process of a hall may do: a named lease in the database, renewed by its holder, taken over when it ran out."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select

from console.domain.plain import to_plain
from db.journal import read_head
from db.schema import lease
from db.store import SqlStore
from db.upsert import upsert

TTL = timedelta(seconds=10)


class Lease:
    """One holder's hand on one lease. ``holder`` must differ between processes (a machine's name with the process id, say).

    Times are handed in: the machines of a hall need clocks that agree within a fraction of ``ttl``.
    """

    def __init__(self, store: SqlStore, name: str, holder: str, ttl: timedelta = TTL) -> None:
        self._store = store
        self._name = name
        self._holder = holder
        self._ttl = ttl
        self._renew_at: datetime | None = None

    def hold(self, now: datetime) -> bool:
        """Take or renew it; False while another holds it. Call it oftener than ``ttl`` – the database is asked each third of it.

        Raises:
            StoreDown: the database cannot be had. Then nobody may believe to hold it for longer than the last renewal said.
        """
        if self._renew_at is not None and self._renew_at - self._ttl / 3 <= now < self._renew_at:
            return True
        self._renew_at = None
        with self._store.writing() as connection:
            read_head(connection, lock=True)
            if not self._free(connection, now):
                return False
            words = {"name": self._name, "holder": self._holder, "expires": to_plain(now + self._ttl)}
            connection.execute(upsert(connection, lease, "name"), words)
        self._renew_at = now + self._ttl / 3
        return True

    def _free(self, connection: Connection, now: datetime) -> bool:
        """Whether it is ours, or nobody's, or was somebody's."""
        row = connection.execute(select(lease.c.holder, lease.c.expires).where(lease.c.name == self._name)).first()
        return row is None or row.holder == self._holder or row.expires <= to_plain(now)

    def release(self) -> None:
        """Let a standby take it at once; for an orderly end."""
        self._renew_at = None
        with self._store.writing() as connection:
            connection.execute(delete(lease).where(lease.c.name == self._name, lease.c.holder == self._holder))
