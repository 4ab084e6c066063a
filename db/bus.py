"""Short words between the processes of one machine, over loopback datagrams: quick, without memory, and lost when nobody listens.

Each process that listens has one socket and one thread, and a small file in ``run_dir/bus`` that names its port, a random token and
its topics. Who speaks reads those files, as often as the folder changes, and sends the word to each listener behind its token: a
datagram without the token is nobody's. The folder and its files are the user's alone, so no other user can speak or be heard.
"""

from __future__ import annotations

import contextlib
import hmac
import json
import logging
import os
import secrets
import socket
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db.ears import Ears, Hear, Subscription

LIMIT = 60_000
BUFFER = 1 << 20
LOOK_S = 1.0
FRESH_S = 0.1  # a folder changed this recently may change again within the same tick of its clock

log = logging.getLogger(__name__)


def encode(topic: str, payload: Mapping[str, Any]) -> bytes | None:
    """The word as it travels; None where it is too long, which is logged.

    Raises:
        TypeError: the payload is no JSON.
    """
    word = json.dumps([topic, payload], ensure_ascii=False, separators=(",", ":")).encode()
    if len(word) <= LIMIT:
        return word
    log.warning("a word of %d bytes on %s is too long for the bus and was dropped", len(word), topic)
    return None


@dataclass(slots=True)
class _Listener:
    """A listener as speakers see it."""

    file: Path
    stamp: tuple[int, int]
    token: bytes
    topics: frozenset[str]
    socket: socket.socket


class LocalBus:
    """``console.app.ports.Bus`` within one machine. Any thread may publish; ``hear`` is called in the bus's own thread."""

    def __init__(self, run_dir: Path) -> None:
        self.ears = Ears()
        self._folder = run_dir / "bus"
        self._speaking = threading.Lock()
        self._listening = threading.Lock()
        self._listeners: dict[str, _Listener] = {}
        self._seen: int | None = None
        self._receiver: _Receiver | None = None

    def publish(self, topic: str, payload: Mapping[str, Any]) -> None:
        """Say it to everyone who listens; never blocks, never raises for a listener that is gone.

        A word that is too long, or that finds a listener's buffer full, is lost.

        Raises:
            TypeError: the payload is no JSON.
        """
        word = encode(topic, payload)
        if word is not None:
            self.send(topic, word)

    def send(self, topic: str, word: bytes) -> None:
        """What :func:`encode` made of it, to everyone who listens."""
        with self._speaking:
            self._look()
            for listener in list(self._listeners.values()):
                if topic in listener.topics and not _send(listener, word):
                    self._forget(listener)

    def subscribe(self, topics: Iterable[str], hear: Hear) -> Callable[[], None]:
        """Call ``hear`` in the bus's own thread; the returned function ends it, and no call begins after it has returned.

        ``hear`` may publish, subscribe, and end its own subscription.

        Raises:
            OSError: the run folder is not writable.
        """
        with self._listening:
            subscription = self.ears.add(topics, hear)
            try:
                if self._receiver is None:
                    self._receiver = _Receiver(self._folder, self.ears)
                self._receiver.list_topics()
            except OSError:
                self.ears.remove(subscription)
                raise
        return lambda: self._stop(subscription)

    def close(self) -> None:
        """End all subscriptions and let go of every socket."""
        with self._listening:
            self.ears.clear()
            receiver, self._receiver = self._receiver, None
        with self._speaking:
            for listener in list(self._listeners.values()):
                listener.socket.close()
            self._listeners.clear()
            self._seen = None
        if receiver is not None:
            receiver.close()

    def _stop(self, subscription: Subscription) -> None:
        with self._listening:
            self.ears.remove(subscription)
            receiver = None
            if not self.ears:
                receiver, self._receiver = self._receiver, None
        self.ears.finish_word()
        if receiver is not None:
            receiver.close()

    # --- who listens

    def _look(self) -> None:
        """Read the folder again if it changed."""
        try:
            changed = os.stat(self._folder).st_mtime_ns
            if changed == self._seen:
                return
            stamps = _stamps(self._folder)
        except OSError:
            stamps, changed = {}, 0
        for name, known in list(self._listeners.items()):
            if stamps.get(name) != known.stamp:
                self._listeners.pop(name).socket.close()
        for name, stamp in stamps.items():
            if name not in self._listeners and (listener := _meet(self._folder / name, stamp)) is not None:
                self._listeners[name] = listener
        self._seen = changed if time.time_ns() - changed > FRESH_S * 1e9 else None

    def _forget(self, listener: _Listener) -> None:
        listener.socket.close()
        self._listeners.pop(listener.file.name, None)
        with contextlib.suppress(OSError):
            listener.file.unlink()


def _stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """The listeners' files, each with what changes when it is written anew."""
    with os.scandir(folder) as entries:
        files = [(entry.name, entry.stat()) for entry in entries if entry.name.endswith(".json")]
    return {name: (found.st_ino, found.st_mtime_ns) for name, found in files}


def _meet(file: Path, stamp: tuple[int, int]) -> _Listener | None:
    """The listener that the file names; a dead one's file is removed."""
    try:
        data = json.loads(file.read_text("utf-8"))
        pid, port, token = int(data["pid"]), int(data["port"]), str(data["token"]).encode("ascii")
        topics = frozenset(map(str, data["topics"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if not _lives(pid):
        with contextlib.suppress(OSError):
            file.unlink()
        return None
    try:
        link = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        link.setblocking(False)
        link.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, BUFFER)
        link.connect(("127.0.0.1", port))
    except OSError as error:
        log.warning("a listener on the bus cannot be reached: %s", error)
        return None
    return _Listener(file, stamp, token, topics, link)


def _send(listener: _Listener, word: bytes) -> bool:
    """False where nobody is at the other end any more."""
    try:
        listener.socket.send(listener.token + word)
    except ConnectionRefusedError:
        return False  # of an earlier word: nobody has the port. A process that lives after all lists itself again.
    except OSError:
        return True  # its buffer is full: this word is lost, the next may not be
    return True


def _lives(pid: int) -> bool:
    """Whether a process of that number runs."""
    if os.name == "nt":
        import psutil

        return bool(psutil.pid_exists(pid))
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


class _Receiver:
    """The socket, the thread and the file of a process that listens."""

    def __init__(self, folder: Path, ears: Ears) -> None:
        self._folder = folder
        self._ears = ears
        self._token = secrets.token_hex(16).encode("ascii")
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, BUFFER)
        self._socket.bind(("127.0.0.1", 0))
        self._socket.settimeout(LOOK_S)
        self._file = folder / f"{os.getpid()}-{secrets.token_hex(4)}.json"
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="bus", daemon=True)

    def list_topics(self) -> None:
        """Say what is listened for; the thread starts with the first."""
        self._register()
        if not self._thread.is_alive():
            self._thread.start()

    def close(self) -> None:
        """End the thread and remove the file."""
        self._closed = True
        with contextlib.suppress(OSError):
            self._file.unlink()
        with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as bell:
            bell.sendto(b"", self._socket.getsockname())
        if self._thread.is_alive() and threading.current_thread() is not self._thread:
            self._thread.join(2 * LOOK_S)
        self._socket.close()

    def _register(self) -> None:
        """Put the file in its place in one step, so that no speaker reads half of it."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        port = self._socket.getsockname()[1]
        words = {"pid": os.getpid(), "port": port, "token": self._token.decode(), "topics": self._ears.topics}
        fresh = self._file.with_suffix(".new")
        descriptor = os.open(fresh, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as out:
            json.dump(words, out)
        os.replace(fresh, self._file)

    def _run(self) -> None:
        looked = time.monotonic()
        while not self._closed:
            try:
                data = self._socket.recv(65535)
            except TimeoutError:
                data = b""
            except OSError:
                if self._closed:
                    return
                data = b""
            if data:
                self._hear(data)
            if time.monotonic() - looked >= LOOK_S:
                looked = time.monotonic()
                self._stay_listed()

    def _stay_listed(self) -> None:
        """Somebody may have cleaned the run folder."""
        if not self._closed and not self._file.exists():
            try:
                self._register()
            except OSError as error:
                log.warning("this process cannot be found on the bus: %s", error)

    def _hear(self, data: bytes) -> None:
        token, word = data[: len(self._token)], data[len(self._token) :]
        if not hmac.compare_digest(token, self._token):
            return
        try:
            topic, payload = json.loads(word)
        except ValueError:
            return
        self._ears.say(topic, payload)
