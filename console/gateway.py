"""The gateway: owns the wires, turns what they say into facts, sends what the hall orders, and watches the clock. No Qt.

One loop, one database session. What a wire said is in the spool before its acknowledgement goes out; the loop reads the spool in
order and moves its cursor in the same transaction as the facts, so a kill at any moment loses nothing and doubles nothing.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from console.app import grants, hear, incidents, lapses, safety, watch
from console.app.context import Ctx
from console.app.execute import Executor
from console.app.ports import Bus, Unit
from console.app.radio_status import RadioStatuses
from console.app.scene import SceneWatch
from console.app.warnings import AdvanceDelivery
from console.domain.codes import Channel, DeliveryState
from console.domain.entities import Alarm, Delivery
from console.domain.records import Actor, StoreDown
from console.domain.rules.orders import BY_HAND
from console.wire_room import WireRoom, status_words
from radio.gateways.heard import Job
from radio.gateways.spool import Spool, SpooledFrame, SpoolError
from radio.gateways.switchboard import Switchboard
from radio.gateways.wires import WireStatus

log = logging.getLogger(__name__)

ACTOR = Actor(who="gateway", seat="gateway", role=None)
CURSOR = "spool"
BATCH = 200
WAIT_S = 0.1
POSITIONS_S = 0.1
STATUS_S = 0.5
WIRES_S = 0.1
WATCH_S = 1.0
RETRY_S = 0.5
SCREENS_GONE_S = 30.0
KEEP_SPOOL = timedelta(days=7)


class AudioSide(Protocol):
    """What the gateway needs of the radio channels and loudspeakers of its machine."""

    def step(self, execute: Callable[[Any], object]) -> None:
        """Bring recordings and finished broadcasts home as commands."""

    def speak(self, delivery: Delivery) -> None:
        """Say a delivery's text on the channel or loudspeaker that it names."""

    def hear(self, topic: str, payload: Mapping[str, Any]) -> None:
        """The PTT key, volume, monitor (called in the bus's thread)."""

    def status(self) -> list[dict[str, Any]]:
        """Each channel: name, keyed, receiving, level."""

    def stop(self) -> None:
        """Close the devices."""


class Lease(Protocol):
    """Who watches the clock, when several gateways share a database."""

    def hold(self, now: datetime) -> bool:
        """Take or renew it; False while another holds it."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What the gateway is made of; see console.bootstrap."""

    open_executor: Callable[[], Executor]
    spool: Spool
    switchboard: Switchboard
    bus: Bus
    lease: Callable[[Executor], Lease]
    audio: AudioSide | None
    statuses: RadioStatuses
    wake: threading.Event
    leave_with_screens: bool
    wires: WireRoom


class Gateway:
    """Runs in the main thread until stopped."""

    def __init__(self, parts: Parts, clock: Callable[[], datetime]) -> None:
        self._parts = parts
        self._clock = clock
        self._stop = threading.Event()
        self._executor: Executor | None = None
        self._lease: Lease | None = None
        self._cursor: int | None = None
        self._due = dict.fromkeys(("positions", "status", "watch", "scene", "prune", "retry", "wires"), 0.0)
        self._wire_states: dict[str, tuple[str, str]] = {}
        self._last_heard: dict[str, datetime] = {}
        self._screen_seen = time.monotonic()
        self._poked = True
        self._speech_taken_up = False
        self._scene = SceneWatch()

    def stop(self) -> None:
        """End soon; safe in a signal handler."""
        self._stop.set()
        self._parts.wake.set()

    def run(self) -> None:
        """The loop."""
        parts = self._parts
        unsubscribe = parts.bus.subscribe(("screen", "feed", "ptt", "volume", "monitor", "wires"), self._heard)
        parts.switchboard.start()
        log.info("gateway up with %d wires", len(parts.switchboard.statuses()))
        try:
            while not self._stop.is_set():
                parts.wake.wait(WAIT_S)
                parts.wake.clear()
                self._step()
        finally:
            unsubscribe()
            parts.wires.stop()
            parts.switchboard.stop()
            if parts.audio is not None:
                parts.audio.stop()
            if self._executor is not None:
                self._executor.store.close()
            parts.spool.close()
            log.info("gateway down")

    def _heard(self, topic: str, payload: Mapping[str, Any]) -> None:
        if topic == "screen":
            self._screen_seen = time.monotonic()
        elif topic == "feed":
            if payload.get("facts"):
                self._poked = True
                self._parts.wake.set()
        elif topic == "wires":
            self._parts.wires.heard(payload)
            self._parts.wake.set()
        elif self._parts.audio is not None:
            self._parts.audio.hear(topic, payload)

    def _step(self) -> None:
        self._say_status()
        self._attend_wires()
        if self._parts.leave_with_screens and time.monotonic() - self._screen_seen > SCREENS_GONE_S:
            log.info("no screen for %d s: the drill hall's gateway ends", SCREENS_GONE_S)
            self._stop.set()
            return
        if time.monotonic() < self._due["retry"]:
            return
        try:
            self._work()
        except StoreDown as down:
            log.warning("database away: %s", down)
            self._parts.wires.refuse_changes()
            self._due["retry"] = time.monotonic() + RETRY_S
            if down.code != "locked" and self._executor is not None:
                self._executor.store.close()
                self._executor = self._lease = None
        except SpoolError as error:
            log.error("spool: %s", error)
            self._due["retry"] = time.monotonic() + RETRY_S
        except Exception:
            log.exception("internal error; the loop goes on")
            self._due["retry"] = time.monotonic() + RETRY_S

    def _work(self) -> None:
        """One turn. A spool that cannot be used is told at its end: what fires by the clock needs none, and people depend on it."""
        executor = self._connected()
        self._parts.wires.settle(executor)
        troubles: list[SpoolError] = []
        more = self._or_note(troubles, lambda: self._take_spool(executor))
        if self._every("positions", POSITIONS_S):
            self._take_positions(executor)
        if self._poked or self._every("watch", WATCH_S):
            self._poked = False
            self._or_note(troubles, lambda: self._send(executor))
            self._watch(executor)
        if self._parts.audio is not None:
            self._parts.audio.step(lambda command: executor.execute(ACTOR, command))
        if self._every("prune", 3600.0):
            self._parts.spool.prune(self._clock() - KEEP_SPOOL)
        if more:
            self._parts.wake.set()
        if troubles:
            raise troubles[0]

    @staticmethod
    def _or_note(troubles: list[SpoolError], work: Callable[[], bool | None]) -> bool:
        """Do it, or note that the spool did not let it."""
        try:
            return bool(work())
        except SpoolError as error:
            troubles.append(error)
            return False

    def _connected(self) -> Executor:
        if self._executor is None:
            self._executor = self._parts.open_executor()
            self._lease = self._parts.lease(self._executor)
            with self._executor.store.transaction(ACTOR, self._clock()) as unit:
                self._cursor = unit.cursor(CURSOR)
                self._remember_dead_wires(unit)
            self._take_up_speech(self._executor)
        return self._executor

    def _take_up_speech(self, executor: Executor) -> None:
        """Broadcasts that an earlier process left: what had not begun is said now, what may have been heard is not said twice."""
        if self._speech_taken_up:
            return
        self._speech_taken_up = True
        with executor.store.transaction(ACTOR, self._clock()) as unit:
            begun = unit.find(Delivery, channel=Channel.SPEECH, state=DeliveryState.SENT)
            waiting = unit.find(Delivery, channel=Channel.SPEECH, state=DeliveryState.ACCEPTED)
        for delivery in begun:
            executor.execute(ACTOR, AdvanceDelivery(delivery_id=delivery.id, state=DeliveryState.UNCERTAIN, evidence="interrupted"))
        for delivery in waiting:
            if self._parts.audio is not None:
                self._parts.audio.speak(delivery)

    def _remember_dead_wires(self, unit: Unit) -> None:
        """A wire that an earlier process said was dead and that is well now must be told of as back."""
        own = {f"wire:{status.name}": status.name for status in self._parts.switchboard.statuses()}
        for alarm in unit.find(Alarm, event="wire_dead", active=True):
            if alarm.device_id in own:
                self._wire_states.setdefault(own[alarm.device_id], ("dead", ""))

    def _every(self, name: str, period_s: float) -> bool:
        now = time.monotonic()
        if now < self._due[name]:
            return False
        self._due[name] = now + period_s
        return True

    # ---- in ------------------------------------------------------------------------------------------------------

    def _take_spool(self, executor: Executor) -> bool:
        """Facts from the spool, a batch a transaction; True when more is waiting."""
        frames = self._parts.spool.read(self._cursor or 0, BATCH)
        if not frames:
            return False
        now = self._clock()
        with executor.store.transaction(ACTOR, now) as unit:
            ctx = executor.at(unit, ACTOR, now)
            hearing = hear.Hearing(ctx, self._parts.statuses)
            for frame in frames:
                hearing = self._take_frame(ctx, hearing, frame)
            unit.set_cursor(CURSOR, frames[-1].seq)
        self._cursor = frames[-1].seq
        return len(frames) == BATCH

    def _take_frame(self, ctx: Ctx, hearing: hear.Hearing, frame: SpooledFrame) -> hear.Hearing:
        """One frame; a bug in what it means must not stop the others. The frame stays in the spool for replay."""
        try:
            with ctx.unit.attempt():
                station = hearing.hear(hear.Heard(frame.wire, frame.received_at, frame.messages))
        except StoreDown:
            raise
        except Exception:
            log.exception("frame %d of wire %s could not be taken in; it is kept in the spool", frame.seq, frame.wire)
            return hear.Hearing(ctx, self._parts.statuses)  # what was looked up may have been undone with it
        if station is not None:
            self._last_heard[station.id] = frame.received_at
        return hearing

    def _take_positions(self, executor: Executor) -> None:
        transient = self._parts.switchboard.take_transient()
        heard = [hear.Heard(item.wire, item.received_at, item.messages) for item in transient]
        if not heard:
            return
        now = self._clock()
        with executor.store.transaction(ACTOR, now) as unit:
            hear.Hearing(executor.at(unit, ACTOR, now)).hear_positions(heard)

    # ---- out -----------------------------------------------------------------------------------------------------

    def _send(self, executor: Executor) -> None:
        """Everything in the outbox goes to its wire; a wire knows by the job's id what it has sent already."""
        now = self._clock()
        with executor.store.transaction(ACTOR, now) as unit:
            queued = unit.find(Delivery, state=DeliveryState.QUEUED)
        for delivery in queued:
            if delivery.channel in BY_HAND or now >= delivery.expires_at:
                continue
            if delivery.channel is Channel.SPEECH:
                self._speak(executor, delivery)
            else:
                self._parts.switchboard.dispatch(_job(delivery, executor.figures.siren_pulse_s))

    def _speak(self, executor: Executor, delivery: Delivery) -> None:
        if self._parts.audio is None:
            executor.execute(ACTOR, AdvanceDelivery(delivery_id=delivery.id, state=DeliveryState.FAILED, evidence="no_audio"))
            return
        executor.execute(ACTOR, AdvanceDelivery(delivery_id=delivery.id, state=DeliveryState.ACCEPTED, evidence="speech"))
        self._parts.audio.speak(delivery)

    # ---- by the clock ----------------------------------------------------------------------------------------------

    def _watch(self, executor: Executor) -> None:
        now = self._clock()
        statuses = self._parts.switchboard.statuses()
        changed = [status for status in statuses if self._changed(status)]
        there = {status.name for status in statuses}
        removed = [name for name, (state, _) in self._wire_states.items() if state == "dead" and name not in there]
        holds = self._lease is not None and self._lease.hold(now)
        if not changed and not removed and not holds:
            return
        self._look_at_scenes(executor, holds)
        with executor.store.transaction(ACTOR, now) as unit:
            ctx = executor.at(unit, ACTOR, now)
            for status in changed:
                watch.wire_changed(ctx, status.name, status.label, status.state, status.error_code or "")
            for name in removed:
                watch.wire_changed(ctx, name, name, "removed", "")
            if holds:
                self._by_the_clock(ctx)
        for status in changed:
            self._wire_states[status.name] = (_lasting(status), status.error_code or "")
        for name in removed:
            del self._wire_states[name]

    def _look_at_scenes(self, executor: Executor, holds: bool) -> None:
        """Positions that came since the last look, once a second; a gateway that does not watch forgets what it knew."""
        if not holds:
            self._scene.forget()
        elif self._every("scene", WATCH_S):
            self._scene.look(executor.store)

    def _by_the_clock(self, ctx: Ctx) -> None:
        """Each on its own: a bug in one must not silence the others – an accountability check least of all."""
        watches: tuple[Callable[[Ctx], None], ...] = (
            safety.watch_safety,
            watch.watch_deadlines,
            incidents.watch_claims,
            grants.watch_grants,
            lapses.watch_holding,
            self._scene.step,
            lambda c: watch.watch_stations(c, self._last_heard),
        )
        for fire in watches:
            try:
                with ctx.unit.attempt():
                    fire(ctx)
            except StoreDown:
                raise
            except Exception:
                log.exception("what fires by the clock: one of it failed, the others go on")

    def _changed(self, status: WireStatus) -> bool:
        """Whether a wire went dead or came back (being silent or opening is no news for the journal)."""
        if status.state == "opening":
            return False
        before, _ = self._wire_states.get(status.name, ("ok", ""))
        return before != _lasting(status)

    def _attend_wires(self) -> None:
        """Screens that watch or test a wire, and the file of wires; a bug in that must not stop the hall's loop."""
        if not self._every("wires", WIRES_S):
            return
        try:
            self._parts.wires.pump()
        except Exception:
            log.exception("internal error about the wires; the loop goes on")

    def _say_status(self) -> None:
        if not self._every("status", STATUS_S):
            return
        wires = [status_words(status) for status in self._parts.switchboard.statuses()]
        audio = self._parts.audio.status() if self._parts.audio is not None else []
        database = self._executor is not None
        self._parts.bus.publish("gateway", {"wires": wires, "channels": audio, "database": database, **self._parts.wires.words()})


def _lasting(status: WireStatus) -> str:
    return "dead" if status.state == "dead" else "ok"


def _job(delivery: Delivery, pulse_s: int) -> Job:
    if delivery.channel is Channel.SIREN:
        # The address of a relay is the name of its board and the number of its contact: relay-1/2.
        contact = delivery.address.rpartition("/")[2]
        parameters = {"channel": int(contact) if contact.isdigit() else 1, "pulse_s": float(pulse_s)}
        return Job(delivery.id, delivery.wire, "relay", "", "", parameters, delivery.expires_at, 0)
    return Job(delivery.id, delivery.wire, "text", delivery.address, delivery.text, {}, delivery.expires_at, 3)
