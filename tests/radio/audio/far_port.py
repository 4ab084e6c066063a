"""The far end of a PTT line: pyserial's own RFC 2217 server on a loopback port that remembers what its lines did."""

from __future__ import annotations

import socket
import threading

import serial
from serial import rfc2217


class KeyedPort:
    """The far end: a port whose lines are inactive until somebody sets them, and that remembers every change."""

    def __init__(self) -> None:
        self.port = serial.serial_for_url("loop://", do_not_open=True)
        self.port.rts = self.port.dtr = False
        self.port.open()
        self.seen: list[tuple[str, bool]] = []

    def __getattr__(self, name: str) -> object:
        return getattr(self.port, name)

    def __setattr__(self, name: str, value: object) -> None:
        if name in ("rts", "dtr"):
            self.seen.append((name, bool(value)))
            setattr(self.port, name, value)
        elif name in ("port", "seen"):
            super().__setattr__(name, value)
        else:
            setattr(self.port, name, value)

    @property
    def rts(self) -> bool:
        return bool(self.port.rts)

    @property
    def dtr(self) -> bool:
        return bool(self.port.dtr)


class Server:
    """One RFC 2217 client after another on a loopback port."""

    def __init__(self) -> None:
        self.far = KeyedPort()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"rfc2217://127.0.0.1:{self.listener.getsockname()[1]}"
        self.client: socket.socket | None = None
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def write(self, data: bytes) -> None:
        if self.client is not None:
            self.client.sendall(data)

    def close(self) -> None:
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.drop()
        self.thread.join(5)

    def drop(self) -> None:
        if self.client is not None:
            try:
                self.client.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass  # the client went first

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            with client:
                self.client = client
                manager = rfc2217.PortManager(self.far, self)
                try:
                    while data := client.recv(1024):
                        for _ in manager.filter(data):
                            pass
                except OSError:
                    pass  # dropped by the test
                self.client = None
