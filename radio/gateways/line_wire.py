"""One wire with a byte stream: link → decoder → disk → replies on the wire → the hall.

Everything here runs in the link's thread, so the order of the wire is kept by itself and a slow disk is back-pressure. While
the spool cannot take a batch the wire holds it, reads nothing more, acknowledges nothing, and says so by its light.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import count
from pathlib import Path

from radio.gateways.dialogue import Dialogue, Step
from radio.gateways.heard import Frame, Heard, Job, frames
from radio.gateways.monitor import MonitorRow, WireMonitor
from radio.gateways.spool import JobRecord, Spool, SpoolError
from radio.gateways.transient import FixKeeper, TransientBox
from radio.gateways.wires import WireConfig, WireStatus
from radio.links.base import Chunk, Link, LinkState, Sink
from radio.links.replay import LineRecorder
from radio.messages import Ack, Decoder, Message, Reply

TICK_S = 0.2
SPOOL_RETRY_S = 0.25


class LineWire:
    """A link's sink; see the module."""

    def __init__(
        self,
        config: WireConfig,
        link: Link,
        spool: Spool,
        box: TransientBox,
        wake: Callable[[], None],
        *,
        decoder: Callable[[], Decoder],
        clock: Callable[[], datetime],
        dialogue: Dialogue | None = None,
        source_of: Callable[[str], str] = lambda peer: "",
    ) -> None:
        self.config = config
        self._link = link
        self._spool = spool
        self._box = box
        self._wake = wake
        self._new_decoder = decoder
        self._clock = clock
        self._dialogue = dialogue
        self._source_of = source_of
        self._durable = True
        self._decoders: dict[str, Decoder] = {}
        self._fixes = FixKeeper()
        self._monitor = WireMonitor(config)
        self._jobs: queue.PriorityQueue[tuple[int, int, Job]] = queue.PriorityQueue()
        self._order = count()
        self._stopping = threading.Event()
        self._next_tick = 0.0
        self._down_since: datetime | None = None
        self._log = logging.getLogger(f"{__name__}.{config.name}")

    def start(self) -> None:
        """Open the line."""
        record_to = self.config.options.get("record_to")
        sink: Sink = LineRecorder(self, Path(record_to)) if record_to else self
        self._link.start(sink)

    def stop(self, timeout_s: float) -> bool:
        """Close the line and join its thread."""
        self._stopping.set()
        return self._link.stop(timeout_s)

    def submit(self, job: Job) -> None:
        """Have something sent. Any thread."""
        self._jobs.put((job.priority, next(self._order), job))
        self._link.wake()

    def status(self, now: datetime) -> WireStatus:
        """The wire's light and figures. Any thread."""
        return self._monitor.status(now)

    def monitor(self, after: int = 0) -> tuple[MonitorRow, ...]:
        """The last bytes in and out, the last frames and faults. Any thread."""
        return self._monitor.rows(after)

    def adopt(self, config: WireConfig) -> None:
        """A new label or patience, which need no new line. Any thread."""
        self.config = config
        self._monitor.configure(config)

    # ---- called by the link, in its thread ----

    def link_state(self, state: LinkState) -> None:
        """The link's state has changed."""
        now = self._clock()
        self._monitor.link_state(state, now)
        if state.state == "failed":
            self._down_since = self._down_since or now
        elif state.state == "open" and self._down_since is not None:
            try:
                self._spool.line_was_down(self.config.name, self._down_since, now)
            except SpoolError as problem:
                self._log.warning("time without the line is not remembered: %s", problem)
            self._down_since = None
        self._wake()

    def peer_opened(self, peer: str) -> Sequence[Chunk]:
        """A conversation begins with a fresh decoder."""
        self._decoders[peer] = self._new_decoder()
        self._monitor.peer_count(len(self._decoders))
        if self._dialogue is None:
            return ()
        return self._do(peer, self._dialogue.opened(self._clock()))

    def peer_closed(self, peer: str) -> None:
        """A conversation is over; half a frame of it is worth nothing."""
        self._decoders.pop(peer, None)
        self._monitor.peer_count(len(self._decoders))
        if self._dialogue is not None:
            self._do(peer, self._dialogue.closed(self._clock()))

    def received(self, chunks: Sequence[Chunk]) -> Sequence[Chunk]:
        """Bytes → frames → disk → replies."""
        now = self._clock()
        heard: list[tuple[str, Frame, bool | None]] = []
        for chunk in chunks:
            self._monitor.came(chunk.peer, chunk.data, now)
            heard += [(chunk.peer, frame, chunk.again) for frame in frames(self._decode(chunk.peer, chunk.data, now))]
        self._durable = True
        return self._settle(heard, now)

    def durable(self) -> bool:
        """Whether what was last received is on disk, as far as it belongs there."""
        return self._durable

    def tick(self) -> Sequence[Chunk]:
        """Time-outs of decoders and dialogue, jobs, figures."""
        out: list[Chunk] = []
        at = time.monotonic()
        waiting = not self._jobs.empty()
        if at < self._next_tick and not waiting:
            return out
        self._next_tick = at + TICK_S
        now = self._clock()
        heard = [(peer, frame, None) for peer in list(self._decoders) for frame in frames(self._decode(peer, None, now))]
        out += self._settle(heard, now)
        while not self._jobs.empty():
            out += self._take_job(self._jobs.get_nowait()[2], now)
        if self._dialogue is not None:
            out += self._do("", self._dialogue.tick(now, is_open="" in self._decoders))
        self._monitor.publish()
        return out

    # ---- inside ----

    def _decode(self, peer: str, data: bytes | None, now: datetime) -> list[Message]:
        """The decoder's items; a decoder that breaks is logged with its bytes and begun anew."""
        decoder = self._decoders.get(peer)
        if decoder is None:
            decoder = self._decoders[peer] = self._new_decoder()
        try:
            return decoder.tick(now) if data is None else decoder.feed(data, now)
        except Exception:
            self._log.exception("decoder %s broke on %s", self.config.protocol, (data or b"").hex())
            self._decoders[peer] = self._new_decoder()
            return []

    def _settle(self, heard: Sequence[tuple[str, Frame, bool | None]], now: datetime) -> list[Chunk]:
        """Store what must be stored, then say what is owed, then tell the hall."""
        store: list[Heard] = []
        records: list[JobRecord] = []
        pass_on: list[Heard] = []
        owed: list[tuple[str, Reply]] = []
        out: list[Chunk] = []
        for peer, frame, again in heard:
            for fault in frame.faults:
                self._monitor.fault(fault, peer, now)
            if frame.messages:
                self._monitor.means(frame.raw, frame.messages, peer, now)
            owed += [(peer, reply) for reply in frame.replies]
            told = True
            if self._dialogue is not None and frame.messages:
                mine, step = self._ask_dialogue(self._dialogue, frame, now)
                frame = replace(frame, messages=mine)
                told = bool(mine)
                records += step.records
                store += [self._own(message, now) for message in step.messages]
                if step.send:
                    out.append(Chunk(peer, step.send))
            if frame.durable and told:
                store.append(self._heard(peer, frame, now, again))
            elif frame.messages:
                pass_on.append(self._fixes.complete(self._heard(peer, frame, now, again)))
            if frame.messages or frame.replies:
                self._monitor.frame()
        if (store or records) and not self._commit(store, records):
            self._durable = False
            return []
        for item in pass_on:
            self._box.put(item)
        if store or pass_on:
            self._wake()
        for peer, reply in owed:
            if self._dialogue is None:
                out.append(Chunk(peer, reply.data))
            else:
                self._dialogue.owe(reply)
        return self._sent(out, now)

    def _ask_dialogue(self, dialogue: Dialogue, frame: Frame, now: datetime) -> tuple[tuple[Message, ...], Step]:
        """The dialogue's turn; while it cannot look something up, the line waits."""
        while True:
            try:
                return dialogue.heard(frame.messages, now)
            except SpoolError as problem:
                self._monitor.trouble(f"spool_{problem.code}", problem.detail)
                if problem.code == "closed" or self._stopping.wait(SPOOL_RETRY_S):
                    return (), Step()

    def _do(self, peer: str, step: Step) -> list[Chunk]:
        """One turn of the dialogue: remember first, send then."""
        if step.empty:
            return []
        now = self._clock()
        store = [self._own(message, now) for message in step.messages]
        if (store or step.records) and not self._commit(store, step.records):
            return []
        if store:
            self._wake()
        return self._sent([Chunk(peer, step.send)] if step.send else [], now)

    def _take_job(self, job: Job, now: datetime) -> list[Chunk]:
        if self._dialogue is not None and job.kind == "text":
            self._dialogue.submit(job)
            return []
        ack = Ack(protocol=self.config.protocol, source=job.address, time=now, ref=job.id, state="rejected", code="unsupported")
        record = JobRecord(job.id, self.config.name, "rejected", None, job.address)
        return self._do("", Step(messages=(ack,), records=(record,)))

    def _commit(self, store: Sequence[Heard], records: Sequence[JobRecord]) -> bool:
        """On disk, or False when the wire is closed before the disk comes back."""
        while True:
            try:
                self._spool.append(store, records)
            except SpoolError as problem:
                if problem.code == "refused" and len(store) + len(records) > 1:
                    kept = [self._commit([heard], ()) for heard in store] + [self._commit((), [job]) for job in records]
                    return all(kept)
                if problem.code == "refused":
                    self._log.error("a frame could not be stored and is not acknowledged: %s", store)
                    return False
                self._monitor.trouble(f"spool_{problem.code}", problem.detail)
                self._wake()
                if problem.code == "closed" or self._stopping.wait(SPOOL_RETRY_S):
                    return False
            else:
                self._monitor.trouble(None)
                return True

    def _heard(self, peer: str, frame: Frame, now: datetime, again: bool | None = None) -> Heard:
        """The frame as the hall gets it: messages that name no source are the far end's, or the line's."""
        named = next((m.source for m in (*frame.messages, *frame.replies, *frame.faults) if m.source), None)
        messages = frame.messages or frame.faults
        source = named or self._source_of(peer) or self.config.source
        if named is None:
            messages = tuple(replace(message, source=source) for message in messages)
        return Heard(self.config.name, self.config.protocol, source, now, messages, frame.raw, bool(frame.replies), again)

    def _own(self, message: Message, now: datetime) -> Heard:
        """Something that this gateway says by itself, as the progress of a job."""
        return Heard(self.config.name, self.config.protocol, message.source or self.config.source, now, (message,))

    def _sent(self, chunks: list[Chunk], now: datetime) -> list[Chunk]:
        if self.config.options.get("listen_only"):
            return []  # a tap on somebody else's line, or a trial: not a byte goes out
        for chunk in chunks:
            self._monitor.went(chunk.peer, chunk.data, now)
        return chunks
