"""A relay board of the FE family: a Modbus RTU slave with coils and pulse registers (protocol sheet 08).

Made for faults as much as for work: it can fall silent, forget to open, or take the flash modes the other way round.
"""

from __future__ import annotations

import struct
import time
from dataclasses import dataclass

from radio.codecs.checksums import crc16_modbus
from radio.simulator.device import DeviceThread
from radio.simulator.ledger import Ledger
from radio.simulator.lines import Line

TURN_S = 0.02
CLOSE_THEN_OPEN, OPEN_THEN_CLOSE = 4, 2
_LENGTHS = {1: 8, 2: 8, 3: 8, 4: 8, 5: 8, 6: 8}


@dataclass(frozen=True, slots=True)
class BoardSettings:
    """The board as built: ``swapped`` takes mode 4 for mode 2, as some makers do; ``sticky`` never opens by itself;
    ``welded`` never opens at all once it has closed."""

    device_id: int = 0xFE
    channels: int = 4
    pulse_first: int = 3
    pulse_step: int = 5
    unit_s: float = 0.1
    swapped: bool = False
    sticky: bool = False
    welded: bool = False


class RelayBoard:
    """See the module."""

    def __init__(self, name: str, line: Line, ledger: Ledger, settings: BoardSettings | None = None) -> None:
        self.name = name
        self.line = line
        self.ledger = ledger
        self.settings = settings or BoardSettings()
        self.silent = False
        self._thread = DeviceThread(name, self._turn)
        self._buffer = bytearray()
        self._coils = [False] * self.settings.channels
        self._registers: dict[int, int] = {}
        self._flips: dict[int, tuple[float, bool]] = {}
        self.pulses = 0

    def start(self) -> None:
        """Switch it on."""
        self._thread.start()

    def stop(self, timeout_s: float = 3.0) -> bool:
        """Switch it off."""
        return self._thread.stop(timeout_s)

    def coils(self) -> tuple[bool, ...]:
        """Which channels are closed."""
        return tuple(self._coils)

    def _turn(self) -> None:
        data = self.line.read(TURN_S)
        now = time.monotonic()
        for channel, (at, closed) in list(self._flips.items()):
            if now >= at:
                del self._flips[channel]
                self._set(channel, closed, "by itself")
        if data:
            self._buffer += data
        elif self._buffer:
            self._buffer.clear()  # the pause that ends a frame: what is left is no request
        while (request := self._next_request()) is not None:
            if not self.silent:
                self._answer(request)

    def _next_request(self) -> bytes | None:
        """The next whole request with a right checksum; bytes before it are noise."""
        buffer = self._buffer
        while len(buffer) >= 8:
            function = buffer[1]
            length = _LENGTHS.get(function) or (9 + buffer[6] if function in (15, 16) else 0)
            if length and len(buffer) < length:
                return None
            frame = bytes(buffer[:length])
            if length and crc16_modbus(frame[:-2]) == int.from_bytes(frame[-2:], "little"):
                del buffer[:length]
                return frame
            del buffer[0]
        return None

    def _answer(self, request: bytes) -> None:
        device_id, function = request[0], request[1]
        if device_id != self.settings.device_id:
            return
        address, value = struct.unpack_from(">HH", request, 2)
        body = self._work(function, address, value, request)
        if isinstance(body, int):
            body = bytes((function | 0x80, body))
        frame = bytes((device_id,)) + body
        self.line.write(frame + crc16_modbus(frame).to_bytes(2, "little"))

    def _work(self, function: int, address: int, value: int, request: bytes) -> bytes | int:
        """The answer's function and data, or the number of a Modbus exception."""
        channels = self.settings.channels
        if function in (1, 2):
            if not 1 <= value <= 2000 or address + value > max(channels, 8):
                return 2
            bits = [*self._coils, *[False] * 8][address : address + value] if function == 1 else [False] * value
            packed = bytes(sum(bit << place for place, bit in enumerate(bits[start : start + 8])) for start in range(0, len(bits), 8))
            return bytes((function, len(packed))) + packed
        if function in (3, 4):
            registers = [self._registers.get(address + offset, 0) for offset in range(value)]
            return bytes((function, 2 * value)) + struct.pack(f">{value}H", *registers)
        if function == 5:
            if address >= channels or value not in (0x0000, 0xFF00):
                return 2 if address >= channels else 3
            self._flips.pop(address, None)
            self._set(address, value == 0xFF00, "by order")
        elif function == 6:
            self._write_registers(address, (value,))
        elif function == 15:
            if address + value > channels:
                return 2
            for offset in range(value):
                self._set(address + offset, bool(request[7 + offset // 8] >> (offset % 8) & 1), "by order")
        else:
            self._write_registers(address, struct.unpack_from(f">{value}H", request, 7))
        return request[1:6]

    def _write_registers(self, address: int, values: tuple[int, ...]) -> None:
        self._registers.update({address + offset: value for offset, value in enumerate(values)})
        settings = self.settings
        channel, odd = divmod(address - settings.pulse_first, settings.pulse_step)
        if odd or not 0 <= channel < settings.channels or len(values) != 2:
            return
        mode, ticks = values
        if settings.swapped:
            mode = {CLOSE_THEN_OPEN: OPEN_THEN_CLOSE, OPEN_THEN_CLOSE: CLOSE_THEN_OPEN}.get(mode, mode)
        if mode not in (CLOSE_THEN_OPEN, OPEN_THEN_CLOSE):
            return
        self.pulses += 1
        closed = mode == CLOSE_THEN_OPEN
        self._set(channel, closed, f"pulse {ticks * settings.unit_s:g} s")
        if not settings.sticky:
            self._flips[channel] = (time.monotonic() + ticks * settings.unit_s, not closed)

    def _set(self, channel: int, closed: bool, why: str) -> None:
        if self.settings.welded and not closed:
            return
        self._coils[channel] = closed
        self.ledger.write("closed" if closed else "opened", str(channel + 1), note=why)
