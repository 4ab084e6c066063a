"""Debian's mosquitto on a loopback port, for as long as a test wants it."""

from __future__ import annotations

import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest

from tests.radio.hall import wait_for

MOSQUITTO = shutil.which("mosquitto") or shutil.which("mosquitto", path="/usr/sbin:/usr/local/sbin")


class Broker:
    """One mosquitto; ``stop`` and ``start`` again on the same port, its sessions kept in a file."""

    def __init__(self, folder: Path, *lines: str) -> None:
        if MOSQUITTO is None:
            pytest.skip("mosquitto is not installed")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self._folder = folder / f"broker-{self.port}"
        self._folder.mkdir(parents=True)
        # Started by root it would give its rights away, and could not read what the test has made.
        config = ["user root", f"listener {self.port} 127.0.0.1", "persistence true", f"persistence_location {self._folder}/"]
        config += lines or ("allow_anonymous true",)
        (self._folder / "mosquitto.conf").write_text("\n".join(config) + "\n")
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Run it until it takes calls."""
        assert MOSQUITTO is not None
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen([MOSQUITTO, "-c", str(self._folder / "mosquitto.conf")], stdout=log, stderr=log)
        wait_for(self._answers, "the broker answering")

    def _answers(self) -> bool:
        assert self._process is not None and self._process.poll() is None, (self._folder / "log").read_text()
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        except OSError:
            return False
        return True

    def stop(self) -> None:
        """End it; sessions and what waits in them go to the file."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(10)
            self._process = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()

    def publish(self, topic: str, payload: bytes, qos: int = 1, retain: bool = False) -> None:
        """Say something as a station does; back when the broker has it."""
        from paho.mqtt import publish

        publish.single(topic, payload, qos, retain, hostname="127.0.0.1", port=self.port)


class Forgetful:
    """Between a client and the broker: hangs up instead of passing on the first acknowledgements (PUBACK) of the client."""

    def __init__(self, port: int, times: int) -> None:
        self._broker = port
        self.left = times
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(0.1)
        self.port = int(self._listener.getsockname()[1])
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="forgetful")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._stopping.set()
        self._thread.join()
        self._listener.close()

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                client, _ = self._listener.accept()
            except TimeoutError:
                continue
            with client, socket.create_connection(("127.0.0.1", self._broker)) as broker:
                self._pass_on(client, broker)

    def _pass_on(self, client: socket.socket, broker: socket.socket) -> None:
        for sock in (client, broker):
            sock.settimeout(0.02)
        while not self._stopping.is_set():
            for source, target in ((client, broker), (broker, client)):
                try:
                    data = source.recv(65536)
                except TimeoutError:
                    continue
                except OSError:
                    return
                if not data:
                    return
                if source is client and data[0] == 0x40 and self.left:
                    self.left -= 1
                    return
                target.sendall(data)


@contextmanager
def running_broker(folder: Path, *lines: str) -> Iterator[Broker]:
    """A broker with these lines of configuration."""
    with Broker(folder, *lines) as broker:
        yield broker
