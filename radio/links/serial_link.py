"""A serial line by any pyserial URL: ``/dev/ttyUSB0``, ``COM5``, ``rfc2217://host:port``, ``usb://SERIALNUMBER``.

DTR and RTS are set *before* the port opens: pyserial raises both by default, and either may key a transmitter. The port is
locked for us alone; one that another program holds is said to be busy, with the holder's name where the system tells it.
While a port is away its path is looked at four times a second, so a re-plugged adapter is back at once without a storm
of opens; a far end that refuses is tried again after 0.3, 1, 2, 5, 10, 30 s.
"""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from radio.links.base import Backoff, Chunk, LinkError, LinkState, LinkThread, Sink

POLL_S = 0.2
"""The longest time between two ticks of the sink."""
WRITE_TIMEOUT_S = 2.0
GOOD_AFTER_S = 5.0
"""A line that stayed open this long starts its back-off anew."""


@dataclass(frozen=True, slots=True)
class SerialSettings:
    """One port and its settings; ``dtr`` and ``rts`` are the levels from the first moment on."""

    url: str
    baud: int = 9600
    bits: int = 8
    parity: str = "N"
    stopbits: float = 1
    rtscts: bool = False
    dtr: bool = False
    rts: bool = False


def open_port(settings: SerialSettings) -> Any:
    """Open the port quietly (no DTR, no RTS) and for us alone.

    Raises:
        LinkError: with the reason as a code.
    """
    import serial

    url = _resolve(settings.url)
    try:
        port = serial.serial_for_url(url, do_not_open=True)
        port.baudrate = settings.baud
        port.bytesize = settings.bits
        port.parity = settings.parity
        port.stopbits = settings.stopbits
        port.rtscts = settings.rtscts
        port.timeout = POLL_S
        port.dtr = settings.dtr
        port.rts = settings.rts
        if "://" not in url:
            port.write_timeout = WRITE_TIMEOUT_S
            port.exclusive = True
        port.open()
    except (ValueError, NotImplementedError) as problem:
        raise LinkError("settings", str(problem)) from problem
    except (serial.SerialException, OSError) as problem:
        raise LinkError(*_explain(problem, url)) from problem
    return port


def _resolve(url: str) -> str:
    """``usb://SERIALNUMBER`` → the port that the adapter has now; everything else as it is."""
    if not url.startswith("usb://"):
        return url
    from serial.tools import list_ports

    wanted = url.removeprefix("usb://")
    for port in list_ports.comports():
        if port.serial_number == wanted:
            return str(port.device)
    raise LinkError("missing", f"no USB adapter with serial number {wanted}")


def _explain(problem: OSError, url: str) -> tuple[str, str]:
    """A code and a detail for what pyserial raised."""
    text = str(problem)
    number = getattr(problem, "errno", None)
    if number in (errno.EBUSY, errno.EAGAIN, errno.EWOULDBLOCK) or "exclusively lock" in text:
        holder = port_holder(url)
        return "busy", f"held by {holder}" if holder else text
    if number in (errno.EACCES, errno.EPERM):
        return "forbidden", text
    if "PermissionError" in text:  # Windows says this of a port that another program has open
        return "busy", text
    if number in (errno.ENOENT, errno.ENXIO, errno.ENODEV) or "FileNotFoundError" in text:
        return "missing", text
    if number == errno.EIO:
        return "unplugged", text
    if "://" in url:
        return "refused" if "refused" in text.lower() else "unreachable", text
    return "missing" if not Path(url).exists() else "settings", text


def port_holder(path: str) -> str | None:
    """Who has the port locked, as "name (pid)", where the system publishes its locks."""
    try:
        info = Path(path).stat()
        lines = Path("/proc/locks").read_text().splitlines()
    except OSError:
        return None
    wanted = f"{os.major(info.st_dev):02x}:{os.minor(info.st_dev):02x}:{info.st_ino}"
    for line in lines:
        parts = line.split()
        if wanted not in parts:
            continue
        pid = parts[parts.index(wanted) - 1]
        try:
            return f"{Path('/proc', pid, 'comm').read_text().strip()} ({pid})"
        except OSError:
            return f"process {pid}"
    return None


class SerialLink:
    """A serial line that opens, reads, writes, and comes back by itself."""

    def __init__(self, name: str, settings: SerialSettings, backoff: Backoff | None = None) -> None:
        self.name = name
        self.settings = settings
        self._backoff = backoff or Backoff()
        self._thread = LinkThread(f"link-{name}", self._run)
        self._port: Any = None

    def start(self, sink: Sink) -> None:
        """Begin."""
        self._thread.start(sink)

    def wake(self) -> None:
        """End the wait for bytes, so that the sink's tick comes soon."""
        cancel = getattr(self._port, "cancel_read", None)
        if cancel is not None:
            try:
                cancel()
            except (OSError, TypeError, AttributeError):
                return  # the port closed in this moment; the next tick comes within POLL_S anyway

    def stop(self, timeout_s: float = 3.0) -> bool:
        """End, close the port, join."""
        self._thread.stopping.set()
        self.wake()
        return self._thread.stop(timeout_s)

    def _run(self, sink: Sink) -> None:
        while not self._thread.stopping.is_set():
            sink.link_state(LinkState("opening"))
            try:
                self._port = open_port(self.settings)
            except LinkError as problem:
                sink.link_state(LinkState("failed", problem.code, problem.detail))
                self._wait_to_retry(sink)
                continue
            sink.link_state(LinkState("open"))
            opened = time.monotonic()
            try:
                self._converse(sink)
            except LinkError as problem:
                sink.link_state(LinkState("failed", problem.code, problem.detail))
            finally:
                self._close()
                sink.peer_closed("")
            if self._thread.stopping.is_set():
                break
            if time.monotonic() - opened >= GOOD_AFTER_S:
                self._backoff.reset()
            self._wait_to_retry(sink)
        sink.link_state(LinkState("closed"))

    def _converse(self, sink: Sink) -> None:
        self._write(sink.peer_opened(""))
        port = self._port
        while not self._thread.stopping.is_set():
            data = self._read(port)
            if data:
                self._write(sink.received((Chunk("", data),)))
            self._write(sink.tick())

    def _read(self, port: Any) -> bytes:
        import serial

        try:
            data: bytes = port.read(1)
            if data:
                waiting = port.in_waiting
                if waiting:
                    data += port.read(min(waiting, 65536))
            return data
        except (serial.SerialException, OSError, TypeError, ValueError) as problem:
            raise LinkError("unplugged", str(problem)) from problem

    def _write(self, chunks: Sequence[Chunk]) -> None:
        import serial

        if not chunks:
            return
        try:
            for chunk in chunks:
                self._port.write(chunk.data)
        except serial.SerialTimeoutException:
            # Nobody takes our bytes (flow control, or a far end that does not read). Its answers are lost, the line is not:
            # what we hear still counts, and a sender without its acknowledgement repeats.
            self._port.reset_output_buffer()
        except (serial.SerialException, OSError) as problem:
            raise LinkError("unplugged", str(problem)) from problem

    def _wait_to_retry(self, sink: Sink) -> None:
        """Wait for the next try; a port that appears or changes its device ends the wait at once."""
        until = time.monotonic() + self._backoff.next_s()
        before = _identity(self.settings.url)
        while time.monotonic() < until and not self._thread.stopping.wait(POLL_S):
            sink.tick()
            now = _identity(self.settings.url)
            if now is not None and now != before:
                self._backoff.reset()
                return

    def _close(self) -> None:
        port, self._port = self._port, None
        try:
            port.close()
        except OSError:
            return  # an unplugged adapter cannot be closed properly


def _identity(url: str) -> tuple[int, int, str] | None:
    """What is behind a path or a USB serial number now; None for other URLs, and for what is not there."""
    if url.startswith("usb://"):
        try:
            url = _resolve(url)
        except LinkError:
            return None
    if "://" in url or url.upper().startswith("COM"):
        return None
    try:
        info = os.stat(url)
    except OSError:
        return None
    return info.st_dev, info.st_ino, os.path.realpath(url)
