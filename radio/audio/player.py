"""One output that is always open: clips queue on it by priority, live sound mixes in, and every clip says when it was handed over.

Clips of the same priority wait for each other; different priorities sound together, the lower ones 12 dB down. All
preparation happens in the caller's thread; the audio callback only copies and adds samples that are ready.
"""

from __future__ import annotations

import queue
import threading
import time
from collections import deque
from collections.abc import Callable
from enum import IntEnum
from typing import Any, Literal, Protocol

import numpy as np

from radio.audio import tones
from radio.audio.devices import find_device
from radio.audio.errors import AudioError
from radio.audio.stream import KeptStream
from radio.audio.wav import RATE_HZ, Samples

Outcome = Literal["played", "stopped", "device_lost"]

BLOCK_FRAMES = 480
LATENCY_S = 0.06
DUCK = np.float32(0.25)
_FADE_FRAMES = 240
_WATCH_S = 0.2


class Priority(IntEnum):
    """What sounds over what. Alarms of the four severities are apart so that a red one never waits for a blue one."""

    RECALL = 0
    LIVE = 10
    NOTICE = 20
    BROADCAST = 30
    ALARM_BLUE = 40
    ALARM_YELLOW = 41
    ALARM_ORANGE = 42
    ALARM_RED = 43


class Playback:
    """One clip on its way. ``handed_to_device_at`` is the monotonic time at which its first samples went to the device."""

    def __init__(self, duration_s: float) -> None:
        self.duration_s = duration_s
        self.handed_to_device_at: float | None = None
        self.outcome: Outcome | None = None
        self._stop = False
        self._handed = threading.Event()
        self._done = threading.Event()

    def stop(self) -> None:
        """Fade out within 5 ms of sound and end."""
        self._stop = True

    def wait_handed(self, timeout_s: float) -> bool:
        """Wait until the device has the first samples."""
        return self._handed.wait(timeout_s)

    def wait_done(self, timeout_s: float) -> bool:
        """Wait until the last samples are handed over or the clip has ended otherwise."""
        return self._done.wait(timeout_s)

    @property
    def done(self) -> bool:
        """True once :attr:`outcome` is known."""
        return self._done.is_set()


class _Voice(Protocol):
    """What a lane holds; called from the audio callback only."""

    def add_to(self, out: Samples, gain: Samples) -> bool:
        """Add the next samples; False when this was the last block."""


class _Clip:
    """Samples that are played once, or over and over until stopped."""

    def __init__(self, samples: Samples, playback: Playback, loop: bool) -> None:
        self.samples = samples
        self.playback = playback
        self.loop = loop
        self.at = 0

    def add_to(self, out: Samples, gain: Samples) -> bool:
        if self.playback._stop:
            self._fade(out, gain)
            return False
        filled = 0
        while filled < out.size:
            take = min(out.size - filled, self.samples.size - self.at)
            out[filled : filled + take] += self.samples[self.at : self.at + take] * gain[filled : filled + take]
            filled += take
            self.at += take
            if self.at >= self.samples.size:
                if not self.loop:
                    return False
                self.at = 0
        return True

    def _fade(self, out: Samples, gain: Samples) -> None:
        if self.at:  # a clip that never began has nothing to fade
            size = min(_FADE_FRAMES, out.size, self.samples.size - self.at)
            fall = np.linspace(1.0, 0.0, size, dtype=np.float32)
            out[:size] += self.samples[self.at : self.at + size] * fall * gain[:size]


class LiveFeed:
    """Sound that arrives while it plays, such as a radio channel on the loudspeaker or the microphone on the air.

    It starts after ``prefill_s`` and drops its oldest sound beyond ``limit_s``, so delay never grows.
    """

    def __init__(self, rate_hz: int, prefill_s: float, limit_s: float) -> None:
        self.volume = 1.0
        self.muted = False
        self._prefill = int(prefill_s * rate_hz)
        self._limit = int(limit_s * rate_hz)
        self._blocks: deque[Samples] = deque()
        self._lock = threading.Lock()
        self._held = 0
        self._flowing = False
        self._closed = False
        self._gain = np.float32(1.0)

    def push(self, block: Samples) -> None:
        """Add sound at the end."""
        with self._lock:
            self._blocks.append(block)
            self._held += block.size
            while self._held > self._limit and len(self._blocks) > 1:
                self._held -= self._blocks.popleft().size

    def drop(self) -> None:
        """Forget what has not been played."""
        with self._lock:
            self._blocks.clear()
            self._held = 0
            self._flowing = False

    def close(self) -> None:
        """Play what is there, then leave the player."""
        self._closed = True

    @property
    def waiting_frames(self) -> int:
        """Frames that have not been played."""
        return self._held

    def add_to(self, out: Samples, gain: Samples) -> bool:
        """Called by the player."""
        with self._lock:
            target = np.float32(0.0 if self.muted else self.volume)
            if not self._flowing and self._held < self._prefill and not self._closed:
                self._gain = target  # nothing sounds, so there is nothing to fade
                return True
            self._flowing = self._held > 0
            filled = 0
            level = np.linspace(self._gain, target, out.size, dtype=np.float32) * gain
            self._gain = target
            while filled < out.size and self._blocks:
                block = self._blocks[0]
                take = min(out.size - filled, block.size)
                out[filled : filled + take] += block[:take] * level[filled : filled + take]
                filled += take
                self._held -= take
                if take == block.size:
                    self._blocks.popleft()
                else:
                    self._blocks[0] = block[take:]
            return bool(self._blocks) or not self._closed


class Player:
    """A persistent output.

    ``latency_s`` is what the device is asked to buffer: more rides out a busy machine. ``tap`` receives a copy of everything
    handed to the device, in the audio thread: it must only store it.
    """

    def __init__(
        self,
        device: str | None = None,
        *,
        rate_hz: int = RATE_HZ,
        latency_s: float = LATENCY_S,
        tap: Callable[[Samples], None] | None = None,
        on_fault: Callable[[AudioError | None], None] | None = None,
    ) -> None:
        self.rate_hz = rate_hz
        self.volume = 1.0
        self.underflows = 0
        self._device = device
        self._wanted_latency_s = latency_s
        self._tap = tap
        self._on_fault = on_fault
        self._fault: AudioError | None = None
        self._gain = np.float32(1.0)
        self._inbox: deque[tuple[int, _Voice]] = deque()
        self._lanes: dict[int, deque[_Voice]] = {}
        self._ducked: dict[int, np.float32] = {}
        self._events: queue.SimpleQueue[tuple[Literal["handed"] | Outcome, Playback] | None] = queue.SimpleQueue()
        self._pending: dict[Playback, int] = {}
        self._pending_lock = threading.Lock()
        self._stream = KeptStream(self._make_stream)
        self._watch = threading.Thread(target=self._watch_loop, name="audio-out", daemon=True)
        self._closed = False

    # -- life ---------------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Open the device; silence flows from now on.

        Raises:
            AudioError: when there is no such device or it cannot be opened.
        """
        self._stream.start()
        self._watch.start()

    def close(self) -> None:
        """Stop all sound and give the device back."""
        if self._closed:
            return
        self._closed = True
        self._stream.close()
        self._events.put(None)
        if self._watch.is_alive():
            self._watch.join()
        self._fail_pending("stopped")

    @property
    def fault(self) -> AudioError | None:
        """Why nothing can be heard at the moment, or None."""
        return self._fault

    @property
    def latency_s(self) -> float:
        """From handing over until it is heard, as the device says."""
        return self._stream.latency_s

    # -- sound --------------------------------------------------------------------------------------------------------

    def play(self, samples: Samples, *, priority: Priority = Priority.NOTICE, volume: float = 1.0, loop: bool = False) -> Playback:
        """Queue a clip behind those of its own priority; returns at once.

        Raises:
            AudioError: ``closed`` after :meth:`close`.
        """
        if self._closed:
            raise AudioError("closed", "the player has been closed")
        playback = Playback(samples.size / self.rate_hz)
        if self._fault is not None or samples.size == 0:
            playback.outcome = "played" if self._fault is None else "device_lost"
            playback._handed.set()
            playback._done.set()
            return playback
        ready = (samples * np.float32(volume)).astype(np.float32)
        with self._pending_lock:
            self._pending[playback] = int(priority)
        self._inbox.append((int(priority), _Clip(ready, playback, loop)))
        return playback

    def open_live(self, *, priority: Priority = Priority.LIVE, prefill_s: float = 0.04, limit_s: float = 0.4) -> LiveFeed:
        """A feed that sounds beside the clips, ducked by higher priorities, until it is closed."""
        feed = LiveFeed(self.rate_hz, prefill_s, limit_s)
        self._inbox.append((int(priority), feed))
        return feed

    def stop_all(self, below: Priority | None = None) -> None:
        """End every clip, or those of a lower priority than ``below``."""
        with self._pending_lock:
            for playback, priority in self._pending.items():
                if below is None or priority < below:
                    playback.stop()

    # -- audio callback -----------------------------------------------------------------------------------------------

    def _make_stream(self, sd: Any) -> Any:
        device = find_device(self._device, "output")
        return sd.OutputStream(
            device=device.index,
            channels=min(2, device.outputs),  # many cards refuse mono
            samplerate=self.rate_hz,
            blocksize=BLOCK_FRAMES,
            latency=self._wanted_latency_s,
            dtype="float32",
            callback=self._callback,
        )

    def _callback(self, out: Any, frames: int, _time: Any, status: Any) -> None:
        self._stream.beat()
        if status and status.output_underflow:
            self.underflows += 1
        mono = np.zeros(frames, dtype=np.float32)
        while self._inbox:
            priority, voice = self._inbox.popleft()
            self._lanes.setdefault(priority, deque()).append(voice)
        above = False
        for priority in sorted(self._lanes, reverse=True):
            above = self._play_lane(priority, mono, above) or above
        volume = np.float32(self.volume)
        mono *= volume if volume == self._gain else np.linspace(self._gain, volume, frames, dtype=np.float32)
        self._gain = volume
        mono = tones.soft_clip(mono)
        out[:] = mono[:, np.newaxis]
        if self._tap is not None:
            self._tap(mono)

    def _play_lane(self, priority: int, mono: Samples, above: bool) -> bool:
        """Add the lane's sound; True when a clip of it sounded."""
        lane = self._lanes[priority]
        target = DUCK if above else np.float32(1.0)
        gain = np.linspace(self._ducked.get(priority, target), target, mono.size, dtype=np.float32)
        self._ducked[priority] = target
        sounded = False
        for voice in list(lane):
            if isinstance(voice, _Clip):
                if voice.playback._stop and voice.at == 0:
                    lane.remove(voice)
                    self._events.put(("stopped", voice.playback))
                    continue
                if sounded:
                    continue  # clips of one lane wait for each other
                sounded = True
                if voice.playback.handed_to_device_at is None:
                    voice.playback.handed_to_device_at = time.monotonic()
                    self._events.put(("handed", voice.playback))
            if not voice.add_to(mono, gain):
                lane.remove(voice)
                if isinstance(voice, _Clip):
                    self._events.put(("stopped" if voice.playback._stop else "played", voice.playback))
        return sounded

    # -- watch thread -------------------------------------------------------------------------------------------------

    def _watch_loop(self) -> None:
        while not self._closed:
            try:
                event = self._events.get(timeout=_WATCH_S)
            except queue.Empty:
                event = None
            if event is not None:
                self._tell(*event)
            self._look()

    def _look(self) -> None:
        fault = self._stream.check()
        if fault is self._fault:
            return
        self._fault = fault
        if fault is not None:
            self._fail_pending("device_lost")
        if self._on_fault is not None:
            self._on_fault(fault)

    def _tell(self, what: Literal["handed"] | Outcome, playback: Playback) -> None:
        if what == "handed":
            playback._handed.set()
            return
        with self._pending_lock:
            if self._pending.pop(playback, None) is None:
                return  # already given up
        playback.outcome = what
        playback._handed.set()
        playback._done.set()

    def _fail_pending(self, outcome: Outcome) -> None:
        with self._pending_lock:
            left = list(self._pending)
        for playback in left:
            playback.stop()  # so that a callback that comes back to life does not start it late
            self._tell(outcome, playback)
