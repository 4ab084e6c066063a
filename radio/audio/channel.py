"""One radio channel: hears and records, keys and talks, plays prepared clips to the air, one direction at a time.

The caller says every few hundred milliseconds that the key is still down (:meth:`Channel.ptt`); a screen that hangs or
dies lets go of the transmitter by itself. What is recorded as ``tx`` is what was handed to the device, not what was meant.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from radio.audio.capture import Capture
from radio.audio.errors import AudioError
from radio.audio.keying import EndReason, Keyer, KeyingSettings, Phase
from radio.audio.levels import Level, LevelMeter, SquelchSettings
from radio.audio.player import LATENCY_S, LiveFeed, Outcome, Playback, Player, Priority
from radio.audio.ptt import NoPtt, PttDriver
from radio.audio.recorder import Recording, SquelchRecorder, Take, check_channel_key
from radio.audio.wav import RATE_HZ, Samples

_TURN_S = 0.01
_RX_GUARD_S = 0.2
_UNKEY_RETRY_S = 0.5
_CLOSE_LIMIT_S = 3.0


@dataclass(frozen=True, slots=True)
class ChannelConfig:
    """Names of devices as in :func:`radio.audio.devices.list_devices`; None = the machine's default, "" = there is none.

    ``input_device`` hears the radio, ``output_device`` feeds its microphone input, ``mic_device`` is the operator's.
    """

    key: str
    folder: Path
    input_device: str | None = None
    output_device: str | None = None
    mic_device: str | None = None
    input_side: int = 0
    rate_hz: int = RATE_HZ
    latency_s: float = LATENCY_S
    squelch: SquelchSettings = field(default_factory=SquelchSettings)
    keying: KeyingSettings = field(default_factory=KeyingSettings)
    pre_buffer_s: float = 2.0


@dataclass(frozen=True, slots=True)
class ChannelState:
    """What a channel strip shows."""

    channel: str
    phase: Phase
    on_air_s: float
    receiving: bool
    rx: Level
    tx: Level
    ended_by: EndReason | None
    locked: bool
    fault: AudioError | None


class Transmission:
    """A clip on its way to the air. ``reason`` says how it ended, ``handed_to_device_at`` when its sound began."""

    def __init__(self, clip: Samples) -> None:
        self.clip = clip
        self.reason: EndReason | None = None
        self.handed_to_device_at: float | None = None
        self._stop = False
        self._done = threading.Event()

    def stop(self) -> None:
        """End it early."""
        self._stop = True

    def wait_done(self, timeout_s: float) -> bool:
        """Wait until the transmitter is off again; then ``reason`` is known."""
        return self._done.wait(timeout_s)

    @property
    def done(self) -> bool:
        return self._done.is_set()


class Channel:
    """Use :meth:`start`, :meth:`ptt`, :meth:`play_clip`, :meth:`state`, :meth:`close`.

    ``on_recording`` and ``on_change`` are called from the channel's threads. ``mic`` is shared between channels and
    belongs to the caller; without one the channel opens ``config.mic_device`` itself. ``monitor`` is the hall's
    loudspeaker, also the caller's.

    Raises:
        ValueError: for a key that cannot be a folder's name.
    """

    def __init__(
        self,
        config: ChannelConfig,
        ptt: PttDriver | None = None,
        *,
        on_recording: Callable[[Recording], None],
        on_change: Callable[[ChannelState], None] | None = None,
        mic: Capture | None = None,
        monitor: Player | None = None,
    ) -> None:
        check_channel_key(config.key)
        self.config = config
        self._driver: PttDriver = ptt if ptt is not None else NoPtt()
        self._on_recording = on_recording
        self._on_change = on_change
        self._mic_is_ours = mic is None and config.mic_device != ""
        rate = config.rate_hz
        self._mic = Capture(config.mic_device, rate_hz=rate, latency_s=config.latency_s) if self._mic_is_ours else mic
        self._rx = None if config.input_device == "" else Capture(
            config.input_device, rate_hz=rate, side=config.input_side, latency_s=config.latency_s
        )  # fmt: skip
        self._handed: queue.SimpleQueue[Samples] = queue.SimpleQueue()
        self._out = None if config.output_device == "" else Player(
            config.output_device, rate_hz=rate, latency_s=config.latency_s, tap=self._tap
        )  # fmt: skip
        self._monitor = monitor.open_live() if monitor is not None else None
        self._squelch = SquelchRecorder(
            config.folder, config.key, self._recorded, self._now,
            settings=config.squelch, rate_hz=rate, pre_buffer_s=config.pre_buffer_s,
        )  # fmt: skip
        self._keyer = Keyer(config.keying)
        self._lock = threading.Lock()  # guards the keyer and the transmission
        self._transmission: Transmission | None = None
        self._playback: Playback | None = None
        self._feed: LiveFeed | None = None
        self._take: Take | None = None
        self._tx_meter = LevelMeter(rate)
        self._line_active = False
        self._unkey_at = 0.0
        self._deaf_until = 0.0
        self._fault: AudioError | None = None
        self._shown: tuple[object, ...] = ()
        self._wake = threading.Event()
        self._closing = False
        self._unsubscribe: list[Callable[[], None]] = []
        self._thread = threading.Thread(target=self._run, name=f"channel-{config.key}", daemon=True)

    # -- life ---------------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Open the devices.

        Raises:
            AudioError: why one of them cannot be opened; what was opened is closed again.
        """
        try:
            if self._out is not None:
                self._out.start()
                self._feed = self._out.open_live(prefill_s=0.02, limit_s=0.2)
            if self._rx is not None:
                self._unsubscribe.append(self._rx.subscribe(self._hear))
                self._rx.start()
            if self._mic is not None:
                self._unsubscribe.append(self._mic.subscribe(self._speak))
                if self._mic_is_ours:
                    self._mic.start()
        except AudioError:
            self._close_devices()
            raise
        self._thread.start()

    def close(self) -> None:
        """Unkey, finish the recordings, give the devices back.

        Raises:
            AudioError: ``ptt_failed`` when the transmitter could not be switched off.
        """
        self._closing = True
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join()
        self._close_devices()
        self._guarded(self._squelch.finish)
        self._driver.close()

    # -- commands -----------------------------------------------------------------------------------------------------

    def ptt(self, down: bool) -> bool:
        """The key's position; repeat ``True`` within the dead-man time. False: the key has no effect at the moment."""
        now = time.monotonic()
        with self._lock:
            if down and (self._closing or self._out is None):
                return False
            if down:
                accepted = self._keyer.press(now)
            else:
                accepted = True
                if self._transmission is None:
                    self._keyer.release(now, "released", self._drain_s())
        self._wake.set()
        return accepted

    def play_clip(self, clip: Samples) -> Transmission:
        """Key, play, unkey. Attention tone and speech are joined beforehand (:func:`radio.audio.tones.joined`).

        Raises:
            AudioError: ``busy`` while the channel transmits, ``too_long`` beyond the transmit limit, ``no_device``
                without an output, ``closed``.
        """
        settings = self.config.keying
        length_s = settings.lead_s + clip.size / self.config.rate_hz + settings.tail_s
        if length_s > settings.limit_s:
            raise AudioError("too_long", f"{length_s:.0f} s, the limit is {settings.limit_s:.0f} s")
        if self._out is None:
            raise AudioError("no_device", f"channel {self.config.key} has no output")
        with self._lock:
            if self._closing:
                raise AudioError("closed", self.config.key)
            if not self._keyer.begin_clip(time.monotonic()):
                raise AudioError("busy", self.config.key)
            self._transmission = Transmission(clip)
            transmission = self._transmission
        self._wake.set()
        return transmission

    def set_monitor(self, *, volume: float | None = None, muted: bool | None = None) -> None:
        """How loud this channel is in the hall."""
        if self._monitor is not None:
            self._monitor.volume = volume if volume is not None else self._monitor.volume
            self._monitor.muted = muted if muted is not None else self._monitor.muted

    def state(self) -> ChannelState:
        """A picture of now."""
        with self._lock:
            keyer = self._keyer
            return ChannelState(
                channel=self.config.key,
                phase=keyer.phase,
                on_air_s=keyer.on_air_s(time.monotonic()),
                receiving=self._squelch.receiving,
                rx=self._rx.meter.level if self._rx is not None else Level(),
                tx=self._tx_meter.level if keyer.keyed else Level(),
                ended_by=keyer.ended_by,
                locked=keyer.locked,
                fault=self._fault or next((part.fault for part in self._parts() if part.fault is not None), None),
            )

    def envelope(self) -> NDArray[np.float32]:
        """(n, 2) lows and highs of the last 60 s heard, 100 ms each, oldest first."""
        return self._rx.envelope.snapshot() if self._rx is not None else np.zeros((0, 2), dtype=np.float32)

    # -- audio threads ------------------------------------------------------------------------------------------------

    def _hear(self, block: Samples) -> None:
        if self._keyer.keyed or time.monotonic() < self._deaf_until:
            self._guarded(self._squelch.finish)
            return
        if self._monitor is not None:
            self._monitor.push(block)
        self._guarded(lambda: self._squelch.feed(block))
        self._show()

    def _speak(self, block: Samples) -> None:
        if self._feed is not None and self._keyer.phase == "air" and self._transmission is None:
            self._feed.push(block)

    def _tap(self, block: Samples) -> None:
        if self._line_active:
            self._handed.put(block)

    # -- transmit thread ----------------------------------------------------------------------------------------------

    def _run(self) -> None:
        give_up_at = float("inf")
        while True:
            now = time.monotonic()
            if self._closing:
                with self._lock:
                    self._keyer.release(now, "stopped", self._drain_s())
            self._turn(now)
            if self._closing:
                give_up_at = min(give_up_at, now + _CLOSE_LIMIT_S)
                if (not self._keyer.keyed and not self._line_active) or now >= give_up_at:
                    return
            self._wake.wait(_TURN_S if self._keyer.keyed or self._line_active else 0.25)
            self._wake.clear()

    def _turn(self, now: float) -> None:
        with self._lock:
            self._keyer.tick(now, self._drain_s())
            keyed, phase = self._keyer.keyed, self._keyer.phase
        if keyed and not self._line_active:
            self._go_on_air()
        elif keyed:
            self._serve_clip(now, phase)
        self._write_handed()
        if not keyed and self._line_active and now >= self._unkey_at:
            self._leave_air(now)
        self._show()

    def _go_on_air(self) -> None:
        try:
            self._driver.key()
        except AudioError as error:
            self._fault = error
            self._finish_clip("fault")
            with self._lock:
                self._keyer.release(time.monotonic(), "fault")
            return
        self._fault = None
        self._line_active = True
        if self._feed is not None:
            self._feed.drop()
        self._guarded(self._begin_take)

    def _begin_take(self) -> None:
        self._take = Take(self.config.folder, self.config.key, "tx", self._now(), self.config.rate_hz)

    def _serve_clip(self, now: float, phase: Phase) -> None:
        transmission, out = self._transmission, self._out
        if transmission is None or out is None:
            return
        if phase == "air" and self._playback is None and not transmission._stop:
            self._playback = out.play(transmission.clip, priority=Priority.BROADCAST)
        playback = self._playback
        if playback is not None:
            transmission.handed_to_device_at = playback.handed_to_device_at
        if phase == "tail":  # the limit ended it
            self._stop_playback()
        elif transmission._stop:
            self._stop_playback()
            self._end_clip(now, "stopped")
        elif playback is not None and playback.done:
            reasons: dict[Outcome | None, EndReason] = {"played": "clip_done", "stopped": "stopped"}
            self._end_clip(now, reasons.get(playback.outcome, "fault"))

    def _stop_playback(self) -> None:
        if self._playback is not None:
            self._playback.stop()

    def _end_clip(self, now: float, reason: EndReason) -> None:
        with self._lock:
            self._keyer.release(now, reason, self._drain_s())

    def _leave_air(self, now: float) -> None:
        try:
            self._driver.unkey()
        except AudioError as error:  # a transmitter that stays on is worth trying again for ever
            self._fault = error
            self._unkey_at = now + _UNKEY_RETRY_S
            return
        self._line_active = False
        self._deaf_until = now + _RX_GUARD_S
        self._stop_playback()
        self._write_handed()
        take, self._take = self._take, None
        if take is not None:
            self._guarded(lambda: self._recorded(take.close()))
        self._finish_clip(self._keyer.ended_by or "stopped")
        self._tx_meter.clear()

    def _finish_clip(self, reason: EndReason) -> None:
        with self._lock:
            transmission, self._transmission = self._transmission, None
        self._playback = None
        if transmission is not None:
            transmission.reason = reason
            transmission._done.set()

    def _write_handed(self) -> None:
        while True:
            try:
                block = self._handed.get_nowait()
            except queue.Empty:
                return
            self._tx_meter.feed(block)
            take = self._take
            if take is not None:
                self._guarded(lambda take=take, block=block: take.append(block))  # type: ignore[misc]

    # -- helpers ------------------------------------------------------------------------------------------------------

    def _guarded(self, work: Callable[[], None]) -> None:
        """Do something that may fail on a full disk without losing the channel; the fault shows in the state."""
        try:
            work()
        except AudioError as error:
            self._fault = error

    def _recorded(self, made: Recording) -> None:
        if self._fault is not None and self._fault.reason == "disk":
            self._fault = None
        self._on_recording(made)

    def _drain_s(self) -> float:
        """Sound that is on its way: in the feed and in the device."""
        if self._out is None:
            return 0.0
        waiting = self._feed.waiting_frames / self.config.rate_hz if self._feed is not None else 0.0
        return self._out.latency_s + waiting

    def _show(self) -> None:
        """Tell of a change that a person would see at once; levels are polled."""
        if self._on_change is None:
            return
        state = self.state()
        key = (state.phase, state.receiving, state.ended_by, state.locked, state.fault)
        if key != self._shown:
            self._shown = key
            self._on_change(state)

    def _parts(self) -> list[Capture | Player]:
        return [part for part in (self._out, self._rx, self._mic) if part is not None]

    def _close_devices(self) -> None:
        for unsubscribe in self._unsubscribe:
            unsubscribe()
        for part in self._parts():
            if part is not self._mic or self._mic_is_ours:
                part.close()
        if self._monitor is not None:
            self._monitor.close()

    @staticmethod
    def _now() -> datetime:
        return datetime.now(UTC)
