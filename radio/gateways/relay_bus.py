"""A relay board over pymodbus: open the bus quietly, pulse a channel, read the coils back."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from radio.gateways.relay_map import RelayMap
from radio.gateways.wires import WireConfig
from radio.links.base import LinkError
from radio.links.serial_link import SerialSettings, open_port
from radio.links.tcp_client import CONNECT_TIMEOUT_S, keep_alive

if TYPE_CHECKING:
    from pymodbus.client import ModbusSerialClient, ModbusTcpClient

ANSWER_TIMEOUT_S = 0.5


class NoAnswer(Exception):
    """The board says nothing, or nothing that can be read."""


class Refusal(Exception):
    """The board answers with a Modbus exception."""


class RelayBus:
    """One board on one bus. Lives in one thread."""

    def __init__(self, config: WireConfig, board: RelayMap, trace: Callable[[bool, bytes], None]) -> None:
        self._config = config
        self._map = board
        self._device_id = int(config.options.get("device_id", board.device_id))
        self._trace = trace
        self._client: ModbusSerialClient | ModbusTcpClient | None = None

    @property
    def is_open(self) -> bool:
        """Is there a port or a connection?"""
        return self._client is not None and self._client.socket is not None

    def open(self) -> None:
        """Open the port or the connection.

        Raises:
            LinkError: why not.
        """
        config = self._config
        timeout_s = float(config.options.get("answer_timeout_s", ANSWER_TIMEOUT_S))
        scheme, _, rest = config.link.partition("://")
        if scheme in ("tcp", "socket"):
            self._client = self._open_tcp(rest, timeout_s)
        else:
            self._client = self._open_serial(timeout_s)

    def _open_tcp(self, rest: str, timeout_s: float) -> ModbusTcpClient:
        from pymodbus import FramerType
        from pymodbus.client import ModbusTcpClient

        host, _, port = rest.rpartition(":")
        try:
            sock = socket.create_connection((host, int(port)), timeout=CONNECT_TIMEOUT_S)
            keep_alive(sock)
        except ConnectionRefusedError as problem:
            raise LinkError("refused", str(problem)) from problem
        except OSError as problem:
            raise LinkError("unreachable", str(problem)) from problem
        sock.settimeout(timeout_s)
        client = ModbusTcpClient(host, port=int(port), framer=FramerType.RTU, timeout=timeout_s, retries=0, trace_packet=self._packet)
        client.socket = sock
        return client

    def _open_serial(self, timeout_s: float) -> ModbusSerialClient:
        """Our own opening, so that DTR and RTS stay low and the errors are told apart."""
        from pymodbus.client import ModbusSerialClient

        config = self._config
        settings = SerialSettings(config.link, config.baud, config.bits, config.parity, config.stopbits)
        port = open_port(settings)
        port.timeout = timeout_s
        client = ModbusSerialClient(
            config.link,
            baudrate=config.baud,
            timeout=timeout_s,
            retries=0,
            handle_local_echo=bool(config.options.get("local_echo", False)),
            trace_packet=self._packet,
        )
        port.inter_byte_timeout = client.inter_byte_timeout
        client.socket = port
        return client

    def close(self) -> None:
        """Give the port back."""
        client, self._client = self._client, None
        if client is not None:
            client.close()  # type: ignore[no-untyped-call]

    def coils(self) -> tuple[bool, ...]:
        """Which channels are closed.

        Raises:
            NoAnswer, Refusal, LinkError
        """
        count = self._map.channels
        answer = self._ask(lambda client: client.read_coils(self._map.coil_first, count=count, device_id=self._device_id))
        return tuple(bool(bit) for bit in answer.bits[:count])

    def pulse(self, channel: int, pulse_s: float) -> None:
        """Have the board close a channel and open it again by itself.

        Raises:
            NoAnswer, Refusal, LinkError
        """
        values = [self._map.pulse_mode, round(pulse_s / self._map.unit_s)]
        register = self._map.pulse_register(channel)
        self._ask(lambda client: client.write_registers(register, values, device_id=self._device_id))

    def open_channel(self, channel: int) -> None:
        """Open a channel now.

        Raises:
            NoAnswer, Refusal, LinkError
        """
        coil = self._map.coil(channel)
        self._ask(lambda client: client.write_coil(coil, False, device_id=self._device_id))

    def _ask(self, request: Callable[[ModbusSerialClient | ModbusTcpClient], Any]) -> Any:
        from pymodbus.exceptions import ConnectionException, ModbusException

        if self._client is None:
            raise LinkError("unplugged", "the port is closed")
        try:
            answer = request(self._client)
        except ConnectionException as problem:
            self.close()
            raise LinkError("unplugged", str(problem)) from problem
        except ModbusException as problem:
            if self._client.socket is None:  # pymodbus closed a connection that the far end had closed
                self.close()
                raise LinkError("closed_by_peer", str(problem)) from problem
            raise NoAnswer(str(problem)) from problem
        except OSError as problem:
            self.close()
            raise LinkError("unplugged", str(problem)) from problem
        if answer.isError():
            raise Refusal(str(answer))
        return answer

    def _packet(self, sending: bool, data: bytes) -> bytes:
        self._trace(sending, data)
        return data
