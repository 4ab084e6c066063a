"""What keys a transmitter: nothing (VOX, a loudspeaker) or a control line of a serial port.

A serial port's driver raises DTR and RTS when a port is opened, which would key a transmitter at every start; here both are
set to their resting level before the port is opened.
"""

from __future__ import annotations

from typing import Any, Literal, Protocol

from radio.audio.errors import AudioError

Line = Literal["rts", "dtr"]


class PttDriver(Protocol):
    """Keys a transmitter. Every call raises AudioError ``ptt_failed`` when the line does not obey."""

    def key(self) -> None:
        """Transmit."""

    def unkey(self) -> None:
        """Stop transmitting."""

    def close(self) -> None:
        """Stop transmitting and give the line back."""


class NoPtt:
    """A path that needs no key."""

    def key(self) -> None:
        """Nothing to do."""

    def unkey(self) -> None:
        """Nothing to do."""

    def close(self) -> None:
        """Nothing to do."""


class SerialPtt:
    """RTS or DTR of a port that pyserial can name (``/dev/ttyUSB0``, ``COM5``, ``rfc2217://host:port``).

    ``inverted`` is for interfaces that key on the inactive level. The other line stays inactive. A port that fails is
    opened anew with the next call.

    Raises:
        AudioError: ``ptt_failed`` when the port cannot be opened or has no control lines.
    """

    def __init__(self, url: str, *, line: Line = "rts", inverted: bool = False) -> None:
        if url.startswith("socket://"):
            raise AudioError("ptt_failed", f"{url}: a raw socket carries no control lines; use rfc2217://")
        self.url = url
        self.line: Line = line
        self.inverted = inverted
        self._port: Any = None
        self._open()

    def key(self) -> None:
        self._set(True)

    def unkey(self) -> None:
        self._set(False)

    def close(self) -> None:
        port, self._port = self._port, None
        if port is not None:
            try:
                setattr(port, self.line, self.inverted)
            except (OSError, ValueError) as error:
                raise AudioError("ptt_failed", f"{self.url}: {error}") from error
            finally:
                _shut(port)

    def _open(self) -> None:
        import serial

        try:
            port = serial.serial_for_url(self.url, do_not_open=True)
            port.rts = self.inverted if self.line == "rts" else False
            port.dtr = self.inverted if self.line == "dtr" else False
            port.open()
            self._port = port
            self._set(False)
        except (OSError, ValueError) as error:  # serial.SerialException is an OSError
            raise AudioError("ptt_failed", f"{self.url}: {error}") from error

    def _set(self, keyed: bool) -> None:
        if self._port is None:
            self._open()
        try:
            setattr(self._port, self.line, keyed != self.inverted)
        except (OSError, ValueError) as error:  # ValueError: an rfc2217 server refused
            port, self._port = self._port, None
            _shut(port)
            raise AudioError("ptt_failed", f"{self.url}: {error}") from error


def _shut(port: Any) -> None:
    """Close; pyserial's rfc2217 forgets to close the socket of a connection that died."""
    connection = getattr(port, "_socket", None)
    port.close()
    if connection is not None:
        connection.close()
