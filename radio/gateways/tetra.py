"""The dialogue with a TETRA terminal on its AT line (PEI): one command at a time, texts out, reports back.

::

    submit → [sending + reference on disk] → AT+CTSDS → OK → AT+CMGS pair → +CMGS, OK → "sent"
             REPORT received → "delivered", consumed → "read", 40…5F → "rejected"

An error or a silence repeats the whole pair with the same message reference: a terminal that has it already knows it by caller,
reference and content, and does not show it twice. Of a text in parts only the last part asks for reports.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from typing import Literal

from radio.codecs import tetra, tetra_pdu
from radio.gateways.dialogue import Step
from radio.gateways.heard import Job
from radio.gateways.spool import JobRecord, JobState, Spool
from radio.gateways.wires import WireConfig
from radio.messages import Ack, Message, Reply, Status

PROTOCOL = "tetra"
INIT = ("ATE0", "AT+CTSP=1,3,130", "AT+CTSP=1,3,10")
TRIES = 3
_RANK: dict[str, int] = {"sending": 0, "uncertain": 0, "accepted": 1, "delivered": 2, "read": 3, "rejected": 4}


@dataclass(slots=True)
class _Task:
    """Commands that belong together, and how far they are."""

    commands: list[bytes]
    record: JobRecord | None = None
    index: int = 0
    start: int = 0
    tries: int = 0
    sent_at: datetime | None = None
    not_before: datetime | None = None
    modem_ref: str | None = None


class TetraDialogue:
    """See the module. Lives in the wire's thread.

    Options of the wire: ``init`` (list of AT commands), ``command_timeout_s`` (8), ``send_timeout_s`` (30), ``poll_s`` (30),
    ``max_bits`` (1184).
    """

    def __init__(self, config: WireConfig, spool: Spool) -> None:
        options = config.options
        self._wire = config.name
        self._spool = spool
        self._init: Sequence[str] = options.get("init", INIT)
        self._command_timeout = timedelta(seconds=float(options.get("command_timeout_s", 8.0)))
        self._send_timeout = timedelta(seconds=float(options.get("send_timeout_s", 30.0)))
        self._pause = timedelta(seconds=float(options.get("retry_pause_s", 1.0)))
        self._poll = timedelta(seconds=float(options.get("poll_s", 30.0)))
        self._max_bits = int(options.get("max_bits", tetra_pdu.DEFAULT_MAX_BITS))
        self._jobs: list[tuple[int, int, Job]] = []
        self._order = count()
        self._housekeeping: deque[_Task] = deque()
        self._current: _Task | None = None
        self._again: _Task | None = None
        self._sent: dict[tuple[str, str], JobRecord] | None = None
        self._next_ref = 0
        self._spoke_at: datetime | None = None
        self._log = logging.getLogger(f"{__name__}.{config.name}")

    def opened(self, now: datetime) -> Step:
        """Set the terminal up."""
        self._housekeeping.extendleft(_Task([f"{line}\r\n".encode("ascii")]) for line in reversed(self._init))
        return self.tick(now, is_open=True)

    def closed(self, now: datetime) -> Step:
        """The line is gone: a text on its way is sent again, with its reference, when the line is back."""
        task, self._current = self._current, None
        if task is not None and task.record is not None:
            self._again = replace(task, index=task.start, sent_at=None, not_before=None)
        self._housekeeping.clear()
        return Step()

    def submit(self, job: Job) -> None:
        """A text waits for its turn."""
        heappush(self._jobs, (job.priority, next(self._order), job))

    def owe(self, reply: Reply) -> None:
        """A report that the far end asked for."""
        commands = tetra.commands(reply.data)
        self._housekeeping.append(_Task(commands))

    def heard(self, messages: Sequence[Message], now: datetime) -> tuple[tuple[Message, ...], Step]:
        """Answers to our commands move the dialogue; reports on our texts become the progress of jobs."""
        hall: list[Message] = []
        step = Step()
        for message in messages:
            if isinstance(message, Ack) and message.source is None:
                step = _join(step, self._answered(message, now))
            elif isinstance(message, Ack):
                said, records = self._reported(message)
                hall += said
                step = _join(step, Step(records=records))
            elif not (isinstance(message, Status) and message.source is None and self._internal(message)):
                hall.append(message)
        return tuple(hall), step

    def tick(self, now: datetime, *, is_open: bool) -> Step:
        """Time-outs, then the next command, then the next job."""
        expired = self._expired(now)
        if not is_open:
            return expired
        task = self._current
        if task is None:
            return _join(expired, self._begin(now))
        if task.sent_at is None:
            if task.not_before is None or now >= task.not_before:
                return _join(expired, Step(send=self._say(task, now)))
            return expired
        limit = self._send_timeout if task.commands[task.index].startswith(b"AT+CMGS") else self._command_timeout
        if now - task.sent_at < limit:
            return expired
        return _join(expired, self._failed(task, "no_answer", now))

    # ---- commands ----

    def _begin(self, now: datetime) -> Step:
        """The next task, housekeeping first: reports that we owe, then texts."""
        if self._again is not None and not self._housekeeping:
            task, self._again = self._again, None
        elif self._housekeeping:
            task = self._housekeeping.popleft()
        elif self._jobs:
            return self._begin_job(heappop(self._jobs)[2], now)
        elif self._spoke_at is None or now - self._spoke_at >= self._poll:
            task = _Task([b"AT+CSQ?\r\n"])
        else:
            return Step()
        self._current = task
        return Step(send=self._say(task, now))

    def _begin_job(self, job: Job, now: datetime) -> Step:
        sent = self._load()
        ref = self._next_ref
        try:
            parts = tetra_pdu.split(job.text, ref, "both", max_bits=self._max_bits)
            parts = [replace(part, report="none") for part in parts[:-1]] + parts[-1:]
            commands = [command for part in parts for command in tetra.send(job.address, tetra_pdu.encode(part))]
        except ValueError as problem:
            self._log.warning("job %s cannot be sent: %s", job.id, problem)
            record = JobRecord(job.id, self._wire, "rejected", None, job.address)
            return self._progress(record, "rejected", "bad_params", now)
        self._next_ref = (ref + len(parts)) & 0xFF
        record = JobRecord(job.id, self._wire, "sending", f"{(ref + len(parts) - 1) & 0xFF:02X}", job.address)
        sent[(job.address, record.ref or "")] = record
        self._current = _Task(commands, record)
        return Step(send=self._say(self._current, now), records=(record,))

    def _say(self, task: _Task, now: datetime) -> bytes:
        task.sent_at = self._spoke_at = now
        task.not_before = None
        return task.commands[task.index]

    def _answered(self, ack: Ack, now: datetime) -> Step:
        """OK, an error, or the number that the terminal gave a text."""
        task = self._current
        if task is None or task.sent_at is None:
            return Step()  # late or unasked: it answers nothing that we wait for
        if ack.state == "sent":
            task.modem_ref = ack.code
            return Step()
        if ack.state == "rejected":
            return self._failed(task, f"cme_{ack.code}" if ack.code else "error", now)
        task.index += 1
        if task.index < len(task.commands):
            if task.commands[task.index - 1].startswith(b"AT+CMGS"):
                task.start, task.tries = task.index, 0  # this part is through; only what follows may be repeated
            return Step(send=self._say(task, now))
        self._current = None
        done = Step()
        if task.record is not None and self._latest(task.record).state == "sending":
            done = self._progress(replace(task.record, state="accepted"), "sent", task.modem_ref, now)
        return _join(done, self._begin(now))

    def _failed(self, task: _Task, code: str, now: datetime) -> Step:
        """Repeat the pair after a pause, or give up."""
        task.tries += 1
        if task.tries < TRIES and (task.record is not None or len(task.commands) > 1):
            task.index, task.sent_at, task.not_before = task.start, None, now + self._pause
            return Step()
        self._current = None
        if task.record is None:
            self._log.info("command %r: %s", task.commands[task.index][:40], code)
            return Step()
        latest = self._latest(task.record)
        if _RANK[latest.state] >= _RANK["delivered"]:
            return Step()  # the report came although the terminal never confirmed
        return self._progress(replace(task.record, state="rejected"), "rejected", code, now)

    def _expired(self, now: datetime) -> Step:
        """Jobs whose time is over before their turn came."""
        step = Step()
        for item in [item for item in self._jobs if item[2].expires_at is not None and now >= item[2].expires_at]:
            self._jobs.remove(item)
            job = item[2]
            record = JobRecord(job.id, self._wire, "rejected", None, job.address)
            step = _join(step, self._progress(record, "rejected", "expired", now))
        self._jobs.sort()
        return step

    # ---- reports ----

    def _reported(self, ack: Ack) -> tuple[list[Message], tuple[JobRecord, ...]]:
        """A report on a text: as the progress of its job, once for each step; a stranger's report as it is."""
        sent = self._load()
        key = (ack.source or "", ack.ref or "")
        record = sent.get(key)
        if record is None:
            return [ack], ()
        state: JobState = "accepted" if ack.state == "sent" else ack.state
        if _RANK[state] <= _RANK[record.state]:
            return [], ()
        sent[key] = replace(record, state=state)
        return [replace(ack, ref=record.id)], (sent[key],)

    def _progress(self, record: JobRecord, state: Literal["sent", "rejected"], code: str | None, now: datetime) -> Step:
        if record.ref is not None:
            self._load()[(record.address, record.ref)] = record
        ack = Ack(protocol=PROTOCOL, source=record.address or None, time=now, ref=record.id, state=state, code=code)
        return Step(messages=(ack,), records=(record,))

    def _latest(self, record: JobRecord) -> JobRecord:
        return self._load().get((record.address, record.ref or ""), record)

    def _load(self) -> dict[tuple[str, str], JobRecord]:
        """What was sent and with which reference, by the newest; read from the spool once."""
        if self._sent is None:
            records = self._spool.jobs(self._wire)
            self._sent = {(job.address, job.ref): job for job in records if job.ref is not None}
            last = next((job.ref for job in reversed(records) if job.ref is not None), None)
            self._next_ref = 0 if last is None else (int(last, 16) + 1) & 0xFF
        return self._sent

    def _internal(self, status: Status) -> bool:
        """An echo, or the answer to a question of ours."""
        return status.code == "echo" or self._current is not None


def _join(first: Step, second: Step) -> Step:
    return Step(first.send + second.send, first.messages + second.messages, first.records + second.records)
