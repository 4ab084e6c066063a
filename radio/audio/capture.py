"""One input that is always open, shared by everybody who listens to it."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from radio.audio.devices import find_device
from radio.audio.errors import AudioError
from radio.audio.levels import Envelope, LevelMeter
from radio.audio.stream import KeptStream
from radio.audio.wav import RATE_HZ, Samples

BLOCK_FRAMES = 960
LATENCY_S = 0.06
_BACKLOG_BLOCKS = 1500
_WATCH_S = 0.2

Listener = Callable[[Samples], None]


class Capture:
    """Sound from a device to listeners, which run in this capture's own thread and may write to disk.

    ``side`` picks a channel of a stereo card (0 left, 1 right). When listeners fall 30 s behind, blocks are dropped and
    counted in :attr:`dropped`: memory is bounded, and the loss is known.
    """

    def __init__(
        self,
        device: str | None = None,
        *,
        rate_hz: int = RATE_HZ,
        side: int = 0,
        latency_s: float = LATENCY_S,
        on_fault: Callable[[AudioError | None], None] | None = None,
    ) -> None:
        self.rate_hz = rate_hz
        self.dropped = 0
        self.meter = LevelMeter(rate_hz)
        self.envelope = Envelope(rate_hz)
        self._device = device
        self._side = side
        self._wanted_latency_s = latency_s
        self._on_fault = on_fault
        self._fault: AudioError | None = None
        self._listeners: tuple[Listener, ...] = ()
        self._blocks: queue.SimpleQueue[Samples | None] = queue.SimpleQueue()
        self._stream = KeptStream(self._make_stream)
        self._worker = threading.Thread(target=self._work, name="audio-in", daemon=True)
        self._closed = False

    def start(self) -> None:
        """Open the device.

        Raises:
            AudioError: when there is no such device or it cannot be opened.
        """
        self._stream.start()
        self._worker.start()

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Add a listener; the answer takes it away again."""
        self._listeners = (*self._listeners, listener)

        def unsubscribe() -> None:
            self._listeners = tuple(other for other in self._listeners if other is not listener)

        return unsubscribe

    def close(self) -> None:
        """Give the device back; listeners have had everything when this returns."""
        if self._closed:
            return
        self._closed = True
        self._stream.close()
        self._blocks.put(None)
        if self._worker.is_alive():
            self._worker.join()

    @property
    def fault(self) -> AudioError | None:
        """Why nothing is heard at the moment, or None."""
        return self._fault

    def _make_stream(self, sd: Any) -> Any:
        device = find_device(self._device, "input")
        channels = min(2, device.inputs)
        self._side = min(self._side, channels - 1)
        return sd.InputStream(
            device=device.index,
            channels=channels,
            samplerate=self.rate_hz,
            blocksize=BLOCK_FRAMES,
            latency=self._wanted_latency_s,
            dtype="float32",
            callback=self._callback,
        )

    def _callback(self, data: Any, _frames: int, _time: Any, _status: Any) -> None:
        self._stream.beat()
        if self._blocks.qsize() < _BACKLOG_BLOCKS:
            self._blocks.put(np.array(data[:, self._side], dtype=np.float32))
        else:
            self.dropped += 1

    def _work(self) -> None:
        checked_at = 0.0
        while True:
            try:
                block = self._blocks.get(timeout=_WATCH_S)
                if block is None:
                    return
                self._hear(block)
            except queue.Empty:
                pass
            now = time.monotonic()
            if now - checked_at >= _WATCH_S and not self._closed:
                checked_at = now
                self._look()

    def _hear(self, block: Samples) -> None:
        self.meter.feed(block)
        self.envelope.feed(block)
        for listener in self._listeners:
            listener(block)

    def _look(self) -> None:
        fault = self._stream.check()
        if fault is self._fault:
            return
        self._fault = fault
        if fault is not None:
            self.meter.clear()
        if self._on_fault is not None:
            self._on_fault(fault)
