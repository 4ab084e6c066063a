"""A relay board that sounds sirens: pulses only, each one read back closed and read back open again.

::

    dispatch → [sending on disk] → pulse registers → accepted → coil read closed → delivered "closed"
                                                                   → coil read open after the time → read "opened"

A pulse opens by itself in the board, so a hall that dies cannot leave a siren sounding. Boards disagree on which mode is the
pulse: one that does not close when told, or does not open when its time is over, is opened by force and the job is rejected.
No answer to the pulse itself is settled by reading the coil: only a channel that is surely open is pulsed a second time.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import count

from radio.gateways.heard import Heard, Job
from radio.gateways.monitor import MonitorRow, WireMonitor
from radio.gateways.relay_bus import NoAnswer, Refusal, RelayBus
from radio.gateways.relay_map import load_relay_map
from radio.gateways.spool import JobRecord, JobState, Spool, SpoolError
from radio.gateways.wires import WireConfig, WireStatus
from radio.links.base import Backoff, LinkError, LinkState
from radio.messages import Ack

POLL_S = 1.0
OPEN_MARGIN_S = 1.0
"""A relay may open this much later than asked."""
READ_BACK_TRIES = 4
READ_BACK_EVERY_S = 0.1
SPOOL_RETRY_S = 0.25
DEAD_AFTER_POLLS = 2


@dataclass(frozen=True, slots=True)
class _Pulse:
    """A pulse that has to end: when to look, and when to open by force."""

    job: Job
    channel: int
    look_at: float
    force_at: float
    closed_seen: bool


class RelayWire:
    """One board; its thread owns the bus."""

    def __init__(self, config: WireConfig, spool: Spool, wake: Callable[[], None], *, clock: Callable[[], datetime]) -> None:
        self.config = config
        self._spool = spool
        self._wake = wake
        self._clock = clock
        self._map = load_relay_map(str(config.options.get("map", "relay_fe")))
        self._monitor = WireMonitor(config)
        self._bus = RelayBus(config, self._map, self._trace)
        self._jobs: queue.PriorityQueue[tuple[int, int, Job]] = queue.PriorityQueue()
        self._order = count()
        self._pulses: list[_Pulse] = []
        self._backoff = Backoff((0.3, 1.0, 2.0, 2.0, 2.0, 5.0))
        self._poll_at = 0.0
        self._open_at = 0.0
        self._silent_polls = 0
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"relay-{config.name}", daemon=True)

    def start(self) -> None:
        """Open the bus and watch the board."""
        self._thread.start()

    def stop(self, timeout_s: float) -> bool:
        """Close the bus and join. A running pulse ends in the board."""
        self._stopping.set()
        if self._thread.ident is None:
            return True
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def submit(self, job: Job) -> None:
        """Have a channel pulsed. Any thread."""
        self._jobs.put((job.priority, next(self._order), job))

    def status(self, now: datetime) -> WireStatus:
        """The board's light and figures."""
        return self._monitor.status(now)

    def monitor(self, after: int = 0) -> tuple[MonitorRow, ...]:
        """The last frames."""
        return self._monitor.rows(after)

    def adopt(self, config: WireConfig) -> None:
        """A new label or patience, which need no new line. Any thread."""
        self.config = config
        self._monitor.configure(config)

    # ---- the bus thread ----

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._turn()
            except LinkError as problem:
                self._bus.close()
                self._monitor.link_state(LinkState("failed", problem.code, problem.detail), self._clock())
                self._open_at = time.monotonic() + self._backoff.next_s()
                self._wake()
        self._bus.close()
        self._monitor.link_state(LinkState("closed"), self._clock())

    def _turn(self) -> None:
        now = time.monotonic()
        if not self._bus.is_open:
            self._expire_waiting()
            if now < self._open_at:
                self._stopping.wait(min(0.1, self._open_at - now))
                return
            self._monitor.link_state(LinkState("opening"), self._clock())
            self._bus.open()
            self._backoff.reset()
            self._monitor.link_state(LinkState("open"), self._clock())
            self._wake()
        try:
            job = self._jobs.get(timeout=0.05)[2]
        except queue.Empty:
            job = None
        if job is not None:
            self._do(job)
        self._watch_pulses()
        if now >= self._poll_at:
            self._poll_at = now + float(self.config.options.get("poll_s", POLL_S))
            self._poll()

    def _poll(self) -> None:
        """Is the board there?"""
        try:
            self._bus.coils()
        except (NoAnswer, Refusal) as problem:
            self._silent_polls += 1
            if self._silent_polls >= DEAD_AFTER_POLLS:
                self._monitor.trouble("no_answer", str(problem))
        else:
            self._silent_polls = 0
            self._monitor.trouble(None)
        self._monitor.publish()

    def _do(self, job: Job) -> None:
        """One pulse, from the order to the closed coil."""
        channel, pulse_s = self._params(job)
        if job.expires_at is not None and self._clock() >= job.expires_at:
            self._report(job, "rejected", "expired")
        elif job.kind != "relay":
            self._report(job, "rejected", "unsupported")
        elif channel is None or pulse_s is None:
            self._report(job, "rejected", "bad_params")
        elif not self._remember(job, "sending"):
            self._jobs.put((job.priority, next(self._order), job))  # the disk is away: nothing sounds that is not on record
        else:
            self._pulse(job, channel, pulse_s)

    def _params(self, job: Job) -> tuple[int | None, float | None]:
        try:
            channel = int(job.params.get("channel") or job.address.rpartition("/")[2])
            pulse_s = float(job.params.get("pulse_s", 5.0))
        except (TypeError, ValueError):
            return None, None
        good = 1 <= channel <= self._map.channels and self._map.min_s <= pulse_s <= self._map.max_s
        return (channel, pulse_s) if good else (None, None)

    def _pulse(self, job: Job, channel: int, pulse_s: float) -> None:
        started = time.monotonic()
        try:
            self._write_pulse(channel, pulse_s)
        except NoAnswer as problem:
            self._monitor.trouble("no_answer", str(problem))
            self._report(job, "rejected", "no_answer")
            return
        except Refusal:
            self._report(job, "rejected", "refused")
            return
        except LinkError:
            # The order may or may not have reached the board before the bus broke.
            self._report(job, "uncertain", "bus_lost")
            raise
        self._report(job, "accepted", "pulse_set")
        closed = self._read_back(channel)
        end = started + pulse_s
        force_at = end + OPEN_MARGIN_S
        # A board whose mode is the other way round closes when the time is over: look at it then, not before.
        self._pulses.append(_Pulse(job, channel, end if closed else force_at, force_at, closed))
        if closed:
            self._report(job, "delivered", "closed")
        else:
            self._report(job, "rejected", "not_closed")

    def _write_pulse(self, channel: int, pulse_s: float) -> None:
        """Set the pulse; without an answer the coil says whether it was taken."""
        try:
            self._bus.pulse(channel, pulse_s)
        except NoAnswer:
            if not self._bus.coils()[channel - 1]:
                self._bus.pulse(channel, pulse_s)

    def _read_back(self, channel: int) -> bool:
        """Is the channel closed? A board may need a moment."""
        for _ in range(READ_BACK_TRIES):
            try:
                if self._bus.coils()[channel - 1]:
                    return True
            except (NoAnswer, Refusal):
                pass
            self._stopping.wait(READ_BACK_EVERY_S)
        return False

    def _watch_pulses(self) -> None:
        """Every channel that was pulsed must open again."""
        now = time.monotonic()
        for pulse in [pulse for pulse in self._pulses if now >= pulse.look_at]:
            try:
                open_again = not self._bus.coils()[pulse.channel - 1]
            except (NoAnswer, Refusal):
                if now < pulse.force_at + OPEN_MARGIN_S:
                    continue
                self._pulses.remove(pulse)
                if pulse.closed_seen:
                    self._report(pulse.job, "rejected", "no_answer")
                continue
            newer = any(other.channel == pulse.channel and other is not pulse for other in self._pulses)
            if open_again or newer:
                self._pulses.remove(pulse)
                if pulse.closed_seen:
                    self._report(pulse.job, "read", "opened" if open_again else "prolonged")
            elif now >= pulse.force_at:
                self._pulses.remove(pulse)
                self._report(pulse.job, "rejected", self._force_open(pulse.channel))

    def _force_open(self, channel: int) -> str:
        """The board did not open by itself: open it, and say whether that helped."""
        try:
            self._bus.open_channel(channel)
            return "stuck_closed" if self._bus.coils()[channel - 1] else "forced_open"
        except (NoAnswer, Refusal):
            return "stuck_closed"

    def _expire_waiting(self) -> None:
        """Jobs whose time is over while the bus is away."""
        waiting = []
        while not self._jobs.empty():
            waiting.append(self._jobs.get_nowait())
        for item in waiting:
            expires_at = item[2].expires_at
            if expires_at is not None and self._clock() >= expires_at:
                self._report(item[2], "rejected", "expired")
            else:
                self._jobs.put(item)

    def _remember(self, job: Job, state: JobState) -> bool:
        try:
            self._spool.append([], [JobRecord(job.id, self.config.name, state, None, job.address)])
        except SpoolError as problem:
            self._monitor.trouble(f"spool_{problem.code}", problem.detail)
            self._stopping.wait(SPOOL_RETRY_S)
            return False
        return True

    def _report(self, job: Job, state: JobState, code: str) -> None:
        """The progress of a job, on disk; waits for the disk, because what happened must not be lost."""
        now = self._clock()
        assert state != "sending"
        ack = Ack(protocol=self.config.protocol, source=job.address or self.config.source, time=now, ref=job.id, state=state, code=code)
        heard = Heard(self.config.name, self.config.protocol, ack.source or "", now, (ack,))
        entry = JobRecord(job.id, self.config.name, state, None, job.address)
        while True:
            try:
                self._spool.append([heard], [entry])
                break
            except SpoolError as problem:
                self._monitor.trouble(f"spool_{problem.code}", problem.detail)
                if problem.code == "closed" or self._stopping.wait(SPOOL_RETRY_S):
                    return
        self._monitor.frame()
        self._wake()

    def _trace(self, sending: bool, data: bytes) -> None:
        now = self._clock()
        if sending:
            self._monitor.went("", data, now)
        elif data:
            self._monitor.came("", data, now)
