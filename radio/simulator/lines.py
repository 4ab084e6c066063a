"""The far ends of the wires: a pseudo-terminal with a stable name, or a terminal that calls a TCP port.

A line can be made to misbehave as lines do: vanish and come back, speak garbage, lose the second half of a frame. Each line is
used by one device thread; :meth:`vanish`, :meth:`come_back`, :meth:`garble` and :meth:`cut_next` may be called from any thread.
"""

from __future__ import annotations

import contextlib
import os
import select
import socket
import threading
import time
from pathlib import Path
from typing import Protocol

WRITE_PATIENCE_S = 0.5
CALL_AGAIN_S = 0.3


class Line(Protocol):
    """What a simulated device needs of its wire."""

    def read(self, timeout_s: float) -> bytes:
        """What came, b"" when nothing did or the line is away."""

    def write(self, data: bytes) -> bool:
        """Put bytes on the wire; False when it is away."""

    def vanish(self) -> None:
        """Pull the plug."""

    def come_back(self) -> None:
        """Put the plug in again."""

    def garble(self, data: bytes) -> None:
        """Have these bytes on the wire before the next frame."""

    def cut_next(self) -> None:
        """Let the next frame end in its middle."""

    def close(self) -> None:
        """Take the line away for good."""


class _Mischief:
    """What a test wants the next write to suffer."""

    def __init__(self) -> None:
        self._garbage = b""
        self._cut = False
        self._lock = threading.Lock()

    def garble(self, data: bytes) -> None:
        """See :meth:`Line.garble`."""
        with self._lock:
            self._garbage += data

    def cut_next(self) -> None:
        """See :meth:`Line.cut_next`."""
        with self._lock:
            self._cut = True

    def waiting(self) -> bytes:
        """Garbage that is due now."""
        with self._lock:
            garbage, self._garbage = self._garbage, b""
            return garbage

    def apply(self, data: bytes) -> bytes:
        """The bytes as they go on the wire."""
        with self._lock:
            cut, self._cut = self._cut, False
            return data[: len(data) // 2] if cut else data


class PtyLine(_Mischief):
    """A serial line: a pseudo-terminal behind a symbolic link that stays the same when the program at the other end changes.

    The slave is held open here too, so the line lives on while nobody listens. As on a real UART, what nobody reads is lost:
    the kernel's queue is emptied when it is nearly full.
    """

    def __init__(self, link: Path) -> None:
        super().__init__()
        self._link = link
        self._fds: tuple[int, int] | None = None
        self._guard = threading.Lock()
        self.come_back()

    def come_back(self) -> None:
        """A new pseudo-terminal under the old name."""
        import tty

        with self._guard:
            if self._fds is not None:
                return
            master, slave = os.openpty()
            tty.setraw(slave)
            os.set_blocking(master, False)
            self._fds = (master, slave)
            self._link.parent.mkdir(parents=True, exist_ok=True)
            fresh = self._link.with_name(self._link.name + ".new")
            fresh.unlink(missing_ok=True)
            fresh.symlink_to(os.ttyname(slave))
            os.replace(fresh, self._link)

    def vanish(self) -> None:
        """The adapter is pulled: its name is gone, and whoever has it open gets an error."""
        with self._guard:
            fds, self._fds = self._fds, None
            self._link.unlink(missing_ok=True)
            for fd in fds or ():
                os.close(fd)

    close = vanish

    def read(self, timeout_s: float) -> bytes:
        """See :class:`Line`."""
        garbage = self.waiting()
        if garbage:
            self._put(garbage)
        fds = self._fds
        if fds is None:
            time.sleep(min(timeout_s, 0.05))
            return b""
        try:
            if not select.select([fds[0]], [], [], timeout_s)[0]:
                return b""
            return os.read(fds[0], 65536)
        except (OSError, ValueError):
            return b""  # pulled in this moment

    def write(self, data: bytes) -> bool:
        """See :class:`Line`."""
        return self._put(self.waiting() + self.apply(data))

    def _put(self, data: bytes) -> bool:
        until = time.monotonic() + WRITE_PATIENCE_S
        while data:
            with self._guard:
                if self._fds is None:
                    return False
                master, slave = self._fds
                if _unread(slave) > 3500:
                    if time.monotonic() > until:
                        _forget_unread(slave)
                else:
                    with contextlib.suppress(BlockingIOError):
                        data = data[os.write(master, data[:512]) :]
                        continue
            time.sleep(0.002)
            if time.monotonic() > until + WRITE_PATIENCE_S:
                return True  # nobody reads: lost, as on a wire
        return True


def _unread(slave: int) -> int:
    """How many bytes wait at the other end."""
    import fcntl
    import struct
    import termios

    return int(struct.unpack("i", fcntl.ioctl(slave, termios.FIONREAD, b"\0\0\0\0"))[0])


def _forget_unread(slave: int) -> None:
    import termios

    termios.tcflush(slave, termios.TCIFLUSH)


class TcpCaller(_Mischief):
    """A terminal that calls the hall's TCP port, and calls again when it is cut off."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__()
        self._address = (host, port)
        self._sock: socket.socket | None = None
        self._away = False
        self._next_call = 0.0

    def come_back(self) -> None:
        """Call again."""
        self._away = False

    def vanish(self) -> None:
        """Hang up and stay away."""
        self._away = True

    def close(self) -> None:
        """Hang up for good."""
        self._away = True
        self._hang_up()

    def read(self, timeout_s: float) -> bytes:
        """See :class:`Line`."""
        sock = self._call(timeout_s)
        if sock is None:
            return b""
        garbage = self.waiting()
        if garbage:
            self._put(garbage)
        try:
            if not select.select([sock], [], [], timeout_s)[0]:
                return b""
            data = sock.recv(65536)
        except OSError:
            data = b""
        if not data:
            self._hang_up()
        return data

    def write(self, data: bytes) -> bool:
        """See :class:`Line`."""
        return self._put(self.waiting() + self.apply(data))

    def _put(self, data: bytes) -> bool:
        sock = self._call(0.0)
        if sock is None:
            return False
        try:
            sock.sendall(data)
        except OSError:
            self._hang_up()
            return False
        return True

    def _call(self, patience_s: float) -> socket.socket | None:
        """The connection, if it stands or can be made now."""
        if self._away:
            self._hang_up()
        elif self._sock is not None:
            return self._sock
        elif time.monotonic() >= self._next_call:
            self._next_call = time.monotonic() + CALL_AGAIN_S
            try:
                self._sock = socket.create_connection(self._address, timeout=2.0)
                self._sock.settimeout(2.0)
                return self._sock
            except OSError:
                self._sock = None
        if patience_s:
            time.sleep(min(patience_s, 0.05))
        return None

    def _hang_up(self) -> None:
        sock, self._sock = self._sock, None
        if sock is not None:
            sock.close()
