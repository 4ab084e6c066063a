"""Short words between the seats of a hall on several machines: PostgreSQL's LISTEN and NOTIFY, beside the loopback of each machine.

What is new in the journal is told by the writing transaction itself (see ``db.store``). What people and wires say – the PTT key, lights,
levels – goes over the machine's own loopback first, so that a radio keys while the database is away, and over the database to all
other machines. One thread and one connection a process, from the first subscription or far word on.
"""

from __future__ import annotations

import contextlib
import logging
import os
import random
import secrets
import selectors
import socket
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy.engine import make_url

from db.bus import LocalBus, encode
from db.ears import Ears, Hear
from db.feed import FEED
from db.words import CHANNEL, DATABASE, Unpacker, Word, pack

if TYPE_CHECKING:
    from db.postgres import PatientConnection

WAITING = 1000  # words that wait for the connection; of more the oldest are lost
FRESH_S = 1.0  # a word is for now: nobody keys a radio with a key pressed a minute ago
BEAT_S = 5.0
BREATH_S = 0.02
CLOSE_S = 1.0
FIRST_RETRY_S = 0.2
LAST_RETRY_S = 5.0

log = logging.getLogger(__name__)


class PostgresBus:
    """``console.app.ports.Bus`` for all machines on one database. ``hear`` is called by one thread at a time."""

    def __init__(self, url: str, run_dir: Path) -> None:
        self._near = LocalBus(run_dir)
        self._far = _Far(url, _origin(run_dir / "bus"), self._near.ears)

    def publish(self, topic: str, payload: Mapping[str, Any]) -> None:
        """Say it to everyone who listens; never blocks, never raises for a listener or a database that is gone.

        A word that is too long, that finds no room, or that cannot go out within a second is lost.

        Raises:
            TypeError: the payload is no JSON.
        """
        word = encode(topic, payload)
        if word is not None:
            self._near.send(topic, word)
            self._far.publish(topic, payload)

    def subscribe(self, topics: Iterable[str], hear: Hear) -> Callable[[], None]:
        """Call ``hear`` in the bus's own threads; the returned function ends it, and no call begins after it has returned.

        After each loss of the database one word on ``feed`` says that there may be something new.

        Raises:
            OSError: the run folder is not writable.
        """
        stop = self._near.subscribe(topics, hear)
        self._far.start()
        return stop

    def wait_until_listening(self, limit_s: float) -> bool:
        """Whether other machines can be heard; a subscription alone waits for no database."""
        return self._far.listening.wait(limit_s)

    def close(self) -> None:
        """End all subscriptions, and let go of sockets and connection."""
        self._near.close()
        self._far.close()


class _Far:
    """The thread with the connection."""

    def __init__(self, url: str, origin: str, ears: Ears) -> None:
        self._url = make_url(url)
        self._origin = origin
        self._ears = ears
        self._outbox: deque[tuple[float, list[str]]] = deque(maxlen=WAITING)
        self._number = 0
        self._changing = threading.Lock()
        self._thread: threading.Thread | None = None
        self._bell: tuple[socket.socket, socket.socket] | None = None
        self._closed = False
        self._away = False
        self.listening = threading.Event()

    def publish(self, topic: str, payload: Mapping[str, Any]) -> None:
        """Put it in the row of what goes out."""
        with self._changing:
            self._number += 1
            pieces = pack(self._origin, self._number, topic, payload)
        self._outbox.append((time.monotonic(), pieces))
        self.start()

    def start(self) -> None:
        """There is something to do for the thread, which begins with the first of it."""
        with self._changing:
            if self._closed:
                return
            if self._thread is None:
                self._bell = socket.socketpair()
                for end in self._bell:
                    end.setblocking(False)
                self._thread = threading.Thread(target=self._run, name="far bus", daemon=True)
                self._thread.start()
        self._ring()

    def close(self) -> None:
        """End the thread, after what is fresh has gone out."""
        with self._changing:
            self._closed = True
            thread = self._thread
        self._ring()
        if thread is not None and thread is not threading.current_thread():
            thread.join(CLOSE_S)

    def _ring(self) -> None:
        if self._bell is not None:
            with contextlib.suppress(OSError):  # full of rings already
                self._bell[0].send(b"!")

    # --- in the thread

    def _run(self) -> None:
        import psycopg

        retry_s = 0.0
        assert self._bell is not None
        with self._bell[0], self._bell[1], selectors.DefaultSelector() as selector:
            selector.register(self._bell[1], selectors.EVENT_READ)
            while not self._closed:
                began = time.monotonic()
                try:
                    self._serve(selector)
                except (psycopg.Error, OSError) as error:
                    self._lost(error)
                # Who was served for a while asks again soon; who finds nobody waits longer each time, and not in step with the others.
                retry_s = FIRST_RETRY_S if time.monotonic() - began > BEAT_S else min(max(2 * retry_s, FIRST_RETRY_S), LAST_RETRY_S)
                self._rest(selector, retry_s * random.uniform(0.5, 1.0))

    def _rest(self, selector: selectors.BaseSelector, pause_s: float) -> None:
        until = time.monotonic() + pause_s
        while not self._closed and (left := until - time.monotonic()) > 0:
            selector.select(left)
            self._hush()

    def _hush(self) -> None:
        assert self._bell is not None
        with contextlib.suppress(BlockingIOError):
            self._bell[1].recv(4096)

    def _lost(self, error: Exception) -> None:
        if not self._away:
            log.warning("the other machines cannot be heard: %s", str(error).strip())
        self._away = True

    def _serve(self, selector: selectors.BaseSelector) -> None:
        """Listen and speak until the connection is lost or the bus is closed."""
        from db.postgres import PatientConnection, connect_words

        unpacker = Unpacker()
        with contextlib.closing(PatientConnection.connect(**connect_words(self._url), autocommit=True)) as connection:
            handle = connection.fileno()
            selector.register(handle, selectors.EVENT_READ)
            try:
                while not self._closed:
                    if self._ears and not self.listening.is_set():
                        connection.execute(f"LISTEN {CHANNEL}")
                        self.listening.set()
                        if self._away:
                            self._ears.say(FEED, {})
                    self._away = False
                    self._speak(connection)
                    if self._listen(connection, unpacker):
                        self._breathe()
                    elif not selector.select(BEAT_S):
                        connection.execute("SELECT 1")  # a frozen server is found out by who asks it something
                    self._hush()
                self._speak(connection)
            finally:
                self.listening.clear()
                selector.unregister(handle)

    def _speak(self, connection: PatientConnection) -> None:
        """All fresh words that wait, in one transaction."""
        batch: list[str] = []
        while True:
            try:
                at, pieces = self._outbox.popleft()
            except IndexError:
                break
            if time.monotonic() - at <= FRESH_S:
                batch.extend(pieces)
        if batch:
            connection.execute("SELECT pg_notify(%s, word) FROM unnest(%s::text[]) AS word", (CHANNEL, batch))

    def _breathe(self) -> None:
        """A moment in which more words may gather: where sixteen seats commit, hearing each poke by itself is what a seat does most.

        What this machine has to say is not held up.
        """
        assert self._bell is not None
        with selectors.DefaultSelector() as bell:
            bell.register(self._bell[1], selectors.EVENT_READ)
            bell.select(BREATH_S)

    def _listen(self, connection: PatientConnection, unpacker: Unpacker) -> bool:
        """All that has come; of the pokes of the journal only the newest is told. Whether a poke was among it."""
        poke: Word | None = None
        for notification in connection.notifies(timeout=0):
            word = unpacker.feed(notification.payload)
            if word is None or word[0] == self._origin:
                continue
            if word[:2] == (DATABASE, FEED):
                poke = word
            else:
                self._ears.say(word[1], word[2])
        if poke is not None:
            self._ears.say(poke[1], poke[2])
        return poke is not None


def _origin(folder: Path) -> str:
    """What all processes of this machine that share a run folder say of themselves; made by the first."""
    name = secrets.token_hex(8)
    with contextlib.suppress(OSError, UnicodeDecodeError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = folder / f"origin.{name}"
        fresh.write_text(name, "ascii")
        try:
            with contextlib.suppress(FileExistsError):
                os.link(fresh, folder / "origin")
            known = (folder / "origin").read_text("ascii")
            name = known if known.isalnum() else name
        finally:
            fresh.unlink()
    return name
