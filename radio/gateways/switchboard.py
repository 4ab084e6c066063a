"""All wires of a hall behind one door: what came, how the wires are, and what is to be sent."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Literal, Protocol

from radio.gateways.broken_wire import BrokenWire
from radio.gateways.heard import Heard, Job
from radio.gateways.monitor import MonitorRow
from radio.gateways.spool import JobRecord, Spool, SpoolError
from radio.gateways.transient import TransientBox
from radio.gateways.wires import BadWire, WireConfig, WireStatus
from radio.messages import Ack

STOP_TIMEOUT_S = 5.0


class Wire(Protocol):
    """What the switchboard needs of a wire."""

    config: WireConfig

    def start(self) -> None:
        """Open it."""

    def stop(self, timeout_s: float) -> bool:
        """Close it."""

    def submit(self, job: Job) -> None:
        """Have something sent."""

    def status(self, now: datetime) -> WireStatus:
        """Its light and figures."""

    def monitor(self, after: int = 0) -> tuple[MonitorRow, ...]:
        """Its last bytes, behind that row."""

    def adopt(self, config: WireConfig) -> None:
        """Go on with settings that need no new line (see :func:`same_line`)."""


def _utc_now() -> datetime:
    return datetime.now(UTC)


def _broken(bad: Iterable[BadWire]) -> dict[str, Wire]:
    return {wire.name: BrokenWire(WireConfig(wire.name, wire.label, wire.protocol, ""), "settings", wire.detail) for wire in bad}


def same_line(one: WireConfig, other: WireConfig) -> bool:
    """Whether both are the same line, called otherwise or allowed to be silent for longer."""

    def line(config: WireConfig) -> WireConfig:
        return replace(config, label="", options={k: v for k, v in config.options.items() if k != "silent_after_s"})

    return line(one) == line(other)


class Switchboard:
    """Starts all wires, and is asked by one engine.

    Args:
        wires: from :func:`radio.gateways.wires.load_wires` or the drill.
        bad: wires whose settings cannot be used: shown dead with the reason, and no hindrance to the others.
        spool: where acknowledged frames and the progress of jobs go; the caller closes it after :meth:`stop`.
        wake: called from any wire's thread when something is new; must not block (set an event).
    """

    def __init__(
        self,
        wires: Iterable[WireConfig],
        spool: Spool,
        wake: Callable[[], None],
        *,
        bad: Iterable[BadWire] = (),
        clock: Callable[[], datetime] = _utc_now,
    ) -> None:
        self._spool = spool
        self._wake = wake
        self._clock = clock
        self._box = TransientBox()
        self._log = logging.getLogger(__name__)
        self._wires: dict[str, Wire] = {config.name: self._make(config) for config in wires} | _broken(bad)
        self._unsettled = set(self._wires)
        self._changing: frozenset[str] = frozenset()
        self._dispatched: dict[str, str] = {}
        self._jobs = threading.RLock()
        self._reloading = threading.Lock()

    def start(self) -> None:
        """Open all wires. What was being sent when the last process ended is said to be uncertain: it is not sent again."""
        try:
            self._settle_doubts()
        except SpoolError as problem:
            self._log.error("the spool cannot be used now (%s); the wires open, nothing is sent until it can", problem)
        for wire in self._wires.values():
            wire.start()

    def _settle_doubts(self) -> None:
        """Once a life of each wire, before anything is sent: what it was sending is uncertain, what only waited is dispatched anew."""
        with self._jobs:
            for name in sorted(self._unsettled):
                for job in self._spool.jobs_in_doubt(name):
                    self._log.warning("job %s was being sent when wire %s ended; it is not repeated", job.id, name)
                    wire = self._wires.get(name)
                    config = wire.config if wire is not None else WireConfig(name, name, "", "")
                    self._report(config, job.id, job.address, "gateway_restarted", doubt=job)
                for id in [id for id, where in self._dispatched.items() if where == name]:
                    if self._spool.job(id) is None:
                        del self._dispatched[id]
                self._unsettled.discard(name)

    def reload(self, wires: Iterable[WireConfig], bad: Iterable[BadWire] = ()) -> tuple[str, ...]:
        """Other settings: only the wires that changed are closed and opened, the others do not lose a byte. Gives the names of those.

        It waits for the lines that close, so a thread of its own calls it; meanwhile nothing is sent on them.
        """
        with self._reloading:
            before = self._wires
            broken = _broken(bad)
            order: list[str] = []
            kept: dict[str, Wire] = {}
            fresh: dict[str, WireConfig] = {}
            for config in wires:
                order.append(config.name)
                old = before.get(config.name)
                if old is None or isinstance(old, BrokenWire) or not same_line(old.config, config):
                    fresh[config.name] = config
                else:
                    old.adopt(config)
                    kept[config.name] = old
            closing = {name: wire for name, wire in before.items() if name not in kept}
            with self._jobs:
                self._changing = frozenset((*closing, *fresh))
            self._close(closing.values())
            made = {name: self._make(config) for name, config in fresh.items()}
            with self._jobs:
                self._wires = {name: kept.get(name) or made[name] for name in order} | broken
                self._unsettled |= set(closing)
                self._changing = frozenset()
            for wire in made.values():
                wire.start()
            try:
                self._settle_doubts()
            except SpoolError as problem:
                self._log.error("what the closed wires were sending is told once the spool can be used: %s", problem)
            self._wake()
            return tuple(sorted({*closing, *fresh, *broken}))

    def stop(self, timeout_s: float = STOP_TIMEOUT_S) -> bool:
        """Close all wires and join their threads; True if all ended within the time limit."""
        until = time.monotonic() + timeout_s
        results = [wire.stop(max(0.1, until - time.monotonic())) for wire in self._wires.values()]
        return all(results)

    def _close(self, wires: Iterable[Wire]) -> None:
        until = time.monotonic() + STOP_TIMEOUT_S
        for wire in wires:
            if not wire.stop(max(0.1, until - time.monotonic())):
                self._log.error("wire %s does not end; its line may be busy for some time", wire.config.name)

    def take_transient(self) -> list[Heard]:
        """Positions and signs of life since the last call, the newest per wire, source and kind."""
        return self._box.take()

    @property
    def transient_merged(self) -> int:
        """How many were replaced by a newer one before anybody took them."""
        return self._box.counts.merged

    @property
    def transient_dropped(self) -> int:
        """How many had to go because too many sources waited."""
        return self._box.counts.dropped

    def statuses(self) -> list[WireStatus]:
        """All wires, in the order of the settings."""
        now = self._clock()
        return [wire.status(now) for wire in self._wires.values()]

    def monitor(self, wire: str, after: int = 0) -> Sequence[MonitorRow]:
        """The last bytes in and out of a wire, its last frames and faults, oldest first, those behind row ``after``.

        Raises:
            KeyError: there is no such wire.
        """
        return self._wires[wire].monitor(after)

    def dispatch(self, job: Job) -> None:
        """Send something. Its progress comes through the spool as :class:`Ack` with ``ref`` = the job's id.

        States: ``accepted`` (the device took it), ``sent``, ``delivered``, ``read``, ``rejected`` with a code, or
        ``uncertain`` when nobody can know. A job that was
        dispatched before, in this process or in one that was killed, is not sent again.

        Raises:
            SpoolError: what is known of the job cannot be read now; dispatch it again later.
        """
        with self._jobs:
            self._dispatch(job)

    def _dispatch(self, job: Job) -> None:
        self._settle_doubts()
        if job.wire in self._changing or job.id in self._dispatched or self._spool.job(job.id) is not None:
            return
        wire = self._wires.get(job.wire)
        if wire is None:
            self._report(WireConfig(job.wire, job.wire, "", ""), job.id, job.address, "no_such_wire")
        elif isinstance(wire, BrokenWire):
            self._report(wire.config, job.id, job.address, wire.status(self._clock()).error_code or "no_codec")
        else:
            wire.submit(job)
        self._dispatched[job.id] = job.wire

    def _report(self, config: WireConfig, job_id: str, address: str, code: str, doubt: JobRecord | None = None) -> None:
        now = self._clock()
        state: Literal["uncertain", "rejected"] = "uncertain" if doubt else "rejected"
        ack = Ack(protocol=config.protocol, source=address or None, time=now, ref=job_id, state=state, code=code)
        heard = Heard(config.name, config.protocol, address or config.source, now, (ack,))
        record = JobRecord(job_id, config.name, state, doubt.ref if doubt else None, address)
        self._spool.append([heard], [record])
        self._wake()

    def _make(self, config: WireConfig) -> Wire:
        """The wire for a protocol; what its settings do not allow makes a wire that says so."""
        try:
            return self._made(config)
        except (KeyError, ValueError, TypeError, OSError, ImportError) as problem:
            self._log.error("wire %s cannot be made: %s", config.name, problem)
            return BrokenWire(config, "settings", str(problem))

    def _made(self, config: WireConfig) -> Wire:
        """Modules of device families are imported when a hall has one."""
        if config.protocol == "modbus":
            from radio.gateways.relay import RelayWire

            return RelayWire(config, self._spool, self._wake, clock=self._clock)
        return self._make_line(config)

    def _make_line(self, config: WireConfig) -> Wire:
        from radio import codecs
        from radio.gateways.line_wire import LineWire
        from radio.links.factory import make_link, source_of
        from radio.links.serial_link import SerialSettings

        try:
            codecs.decoder(config.protocol)
        except (KeyError, ImportError) as problem:
            return BrokenWire(config, "no_codec", str(problem))
        options = config.options
        serial = SerialSettings(
            url=config.link,
            baud=config.baud,
            bits=config.bits,
            parity=config.parity,
            stopbits=config.stopbits,
            rtscts=bool(options.get("rtscts", False)),
            dtr=bool(options.get("dtr", False)),
            rts=bool(options.get("rts", False)),
        )
        dialogue = None
        if config.protocol == "tetra":
            from radio.gateways.tetra import TetraDialogue

            dialogue = TetraDialogue(config, self._spool)
        return LineWire(
            config,
            make_link(config.name, serial, options),
            self._spool,
            self._box,
            self._wake,
            decoder=lambda: codecs.decoder(config.protocol),
            clock=self._clock,
            dialogue=dialogue,
            source_of=source_of(config.link, options),
        )
