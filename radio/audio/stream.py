"""A stream that is kept running: PortAudio streams can stall without an error, so somebody has to listen for their beat."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

from radio.audio.devices import portaudio
from radio.audio.errors import AudioError

STALL_S = 1.0
RETRY_S = 2.0


class KeptStream:
    """Opens one stream, notices when its callback goes silent, and opens it again.

    The audio callback calls :meth:`beat`; a thread of the owner calls :meth:`check` a few times a second.
    ``opener`` is called with sounddevice and returns a stream that has not been started.
    """

    def __init__(self, opener: Callable[[Any], Any]) -> None:
        self._opener = opener
        self._stream: Any = None
        self._lock = threading.Lock()
        self._beat_at = 0.0
        self._opened_at = 0.0
        self._fault_at = 0.0
        self._retry_at = 0.0
        self._closed = False
        self.fault: AudioError | None = None
        self.latency_s = 0.0
        self.restarts = 0

    def start(self) -> None:
        """Open and start.

        Raises:
            AudioError: why it cannot be.
        """
        with self._lock:
            self._open()

    def beat(self) -> None:
        """The callback was called."""
        self._beat_at = time.monotonic()

    def check(self) -> AudioError | None:
        """Look after the stream; the fault that it has now, or None. A fault is over when the callback beats again."""
        with self._lock:
            now = time.monotonic()
            if self.fault is not None and self._beat_at > max(self._opened_at, self._fault_at):
                self.fault = None
            quiet_s = now - max(self._beat_at, self._opened_at)
            if self._closed or quiet_s < STALL_S or now < self._retry_at:
                return self.fault
            if self.fault is None:
                # Said first, mended with the next look: closing and opening may hang as the device does.
                self._fault_at = now
                self.fault = AudioError("device_failed", f"no sound moved for {quiet_s:.1f} s")
                return self.fault
            self._retry_at = now + RETRY_S
            self._release()
            try:
                self._open()
            except AudioError as error:
                self.fault = error
            else:
                self.restarts += 1
            return self.fault

    def close(self) -> None:
        """End the stream for good."""
        with self._lock:
            self._closed = True
            self._release()

    def _open(self) -> None:
        with portaudio() as sd:
            stream = self._opener(sd)
            try:
                stream.start()
            except sd.PortAudioError:
                stream.close(ignore_errors=True)
                raise
        latency = stream.latency
        self.latency_s = float(latency[1] if isinstance(latency, tuple) else latency)
        self._stream = stream
        self._opened_at = time.monotonic()

    def _release(self) -> None:
        stream, self._stream = self._stream, None
        if stream is not None:
            with portaudio():
                stream.abort(ignore_errors=True)
                stream.close(ignore_errors=True)
