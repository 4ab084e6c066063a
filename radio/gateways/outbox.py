"""The texts that a wire is to send: who is next, what has expired, and how far each came – on disk before it is on the wire.

A job's ``ref`` in the spool is the far end's own number for it, so that a receipt finds its job even in the next life of the gateway.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from heapq import heapify, heappush
from itertools import count
from types import MappingProxyType
from typing import Literal

from radio.gateways.dialogue import Step
from radio.gateways.heard import Job
from radio.gateways.spool import JobRecord, JobState, Spool
from radio.messages import Ack

RANK: Mapping[str, int] = MappingProxyType({"sending": 0, "uncertain": 0, "accepted": 1, "delivered": 2, "read": 3, "rejected": 4})
"""How far a state is; a job never goes back."""
Progress = Literal["sent", "delivered", "read", "rejected", "uncertain"]
KEEP = 2000


class Outbox:
    """The jobs of one wire. Lives in the wire's thread."""

    def __init__(self, protocol: str, wire: str, spool: Spool) -> None:
        self._protocol = protocol
        self._wire = wire
        self._spool = spool
        self._waiting: list[tuple[int, int, Job]] = []
        self._order = count()
        self._records: dict[str, JobRecord] | None = None

    def __len__(self) -> int:
        return len(self._waiting)

    def submit(self, job: Job) -> None:
        """It waits for its turn."""
        heappush(self._waiting, (job.priority, next(self._order), job))

    def put_back(self, job: Job) -> None:
        """It is the next of its priority once more."""
        heappush(self._waiting, (job.priority, -next(self._order), job))

    def take(self, ready: Callable[[Job], bool] = lambda job: True) -> Job | None:
        """The most urgent job that is ready.

        Raises:
            SpoolError: what was sent before cannot be read now; nothing has changed.
        """
        self.records()
        for item in sorted(self._waiting, key=lambda item: item[:2]):
            if ready(item[2]):
                self._waiting.remove(item)
                heapify(self._waiting)
                return item[2]
        return None

    def expired(self, now: datetime) -> Step:
        """Jobs whose time is over before their turn came."""
        step = Step()
        over = [item for item in self._waiting if item[2].expires_at is not None and now >= item[2].expires_at]
        for item in over:
            self._waiting.remove(item)
            step = step.then(self.refuse(item[2], "expired", now))
        if over:
            heapify(self._waiting)
        return step

    def begin(self, job: Job, ref: str | None) -> JobRecord:
        """The record that must be on disk before the first byte is sent."""
        record = JobRecord(job.id, self._wire, "sending", ref, job.address)
        self.keep(record)
        return record

    def refuse(self, job: Job, code: str, now: datetime) -> Step:
        """It is not sent."""
        return self.progress(JobRecord(job.id, self._wire, "rejected", None, job.address), "rejected", code, now)

    def progress(self, record: JobRecord, state: Progress, code: str | None, now: datetime) -> Step:
        """How far it came, once for each step; nothing if it was further already."""
        reached: JobState = "accepted" if state == "sent" else state
        known = (self._records or {}).get(record.id)
        if known is not None and not _further(known.state, reached):
            return Step()
        fresh = replace(record, state=reached)
        self.keep(fresh)
        ack = Ack(protocol=self._protocol, source=record.address or None, time=now, ref=record.id, state=state, code=code)
        return Step(messages=(ack,), records=(fresh,))

    def keep(self, record: JobRecord) -> None:
        """Remember it; the caller puts it on disk (from where it is read if nothing was read yet)."""
        if self._records is None:
            return
        self._records.pop(record.id, None)
        self._records[record.id] = record
        while len(self._records) > KEEP:
            del self._records[next(iter(self._records))]

    def latest(self, record: JobRecord) -> JobRecord:
        """What is known of the job now."""
        return (self._records or {}).get(record.id, record)

    def records(self) -> list[JobRecord]:
        """What was sent, newest last; read from the spool once.

        Raises:
            SpoolError: it cannot be read now.
        """
        if self._records is None:
            self._records = {record.id: record for record in self._spool.jobs(self._wire)[-KEEP:]}
        return list(self._records.values())

    def find(self, fits: Callable[[JobRecord], bool]) -> JobRecord | None:
        """The newest job that fits.

        Raises:
            SpoolError: as :meth:`records`.
        """
        return next((record for record in reversed(self.records()) if fits(record)), None)


def _further(known: JobState, reached: JobState) -> bool:
    """Whether a job gets on; what was delivered can no longer fail, and what failed stays so."""
    if reached == "rejected":
        return RANK[known] < RANK["delivered"]
    return RANK[reached] > RANK[known] or (RANK[reached] == RANK[known] and reached != known)
