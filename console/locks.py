"""One process of a kind per hall: a lock that the system lets go of when its holder dies, however it dies."""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType


class ProcessLock:
    """An exclusive lock on a file; the holder's process id stands in it for people."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._fd: int | None = None

    def acquire(self) -> bool:
        """Take it if nobody has it; never waits."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fd = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        if not _lock(fd):
            os.close(fd)
            return False
        os.ftruncate(fd, 0)
        os.write(fd, str(os.getpid()).encode())
        self._fd = fd
        return True

    def release(self) -> None:
        """Let it go."""
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None

    def __enter__(self) -> ProcessLock:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.release()


def held(path: Path) -> bool:
    """Whether some living process holds the lock."""
    if not path.exists():
        return False
    fd = os.open(path, os.O_RDWR)
    taken = not _lock(fd)
    os.close(fd)
    return taken


def holder(path: Path) -> int | None:
    """The process id in the lock file, if the lock is held."""
    if not held(path):
        return None
    text = path.read_text("ascii", errors="replace").strip()
    return int(text) if text.isdigit() else None


if os.name == "nt":  # pragma: no cover - the Windows side is not tested here
    import msvcrt

    def _lock(fd: int) -> bool:
        try:
            os.lseek(fd, 1 << 30, os.SEEK_SET)
            msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(fd: int) -> bool:
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
