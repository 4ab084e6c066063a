"""Write SL 651-2014 frames: a station's reports in both forms, its heartbeat, and a centre's queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from radio.codecs.bcd import clock_text
from radio.codecs.sl651 import ENQ, Frame, encode
from radio.codecs.sl651_elements import BY_NAME

CLASSES = frozenset("PHKZDTMGQIO")
"""Kinds of station: P rain, H river, K reservoir, Z gate, D pumps, T tide, M soil, G groundwater, Q quality, I intake, O outfall."""


def report(
    *,
    station: str,
    serial: int,
    sent: datetime,
    observed: datetime,
    values: Iterable[tuple[str, float | None]] = (),
    rain_5min: Sequence[float | None] | None = None,
    function: int = 0x32,
    station_class: str = "H",
    center: int = 1,
    password: int = 0,
    ascii: bool = False,
) -> bytes:
    """A report of one observation time: named elements (None is sent as missing), and the hour's twelve rains if given.

    Raises:
        KeyError: for an element without an identifier.
        ValueError: for a value that its element cannot hold, or a class that does not exist.
    """
    if station_class not in CLASSES:
        raise ValueError(f"no station class {station_class!r}")
    packed = None if rain_5min is None else bytes(0xFF if rain is None else round(rain * 10) for rain in rain_5min)
    if ascii:
        words = ["ST", station, station_class, "TT", clock_text(observed, seconds=False)]
        if packed is not None:
            words += ["DRP", packed.hex().upper()]
        for name, value in values:
            row = BY_NAME[name]
            words += [row.symbol, "M" if value is None else f"{value:.{row.decimals}f}"]
        body = f"{serial:04X}{clock_text(sent)}{' '.join(words)} ".encode("ascii")
    else:
        body = (
            _prefix(serial, sent)
            + b"\xf1\xf1"
            + bytes.fromhex(station)
            + station_class.encode()
            + b"\xf0\xf0"
            + bytes.fromhex(clock_text(observed, seconds=False))
            + (b"" if packed is None else bytes((0xF4, len(packed) << 3)) + packed)
            + b"".join(element(name, value) for name, value in values)
        )
    return encode(Frame(station=station, function=function, body=body, center=center, password=password, ascii=ascii))


def element(name: str, value: float | None) -> bytes:
    """Leader, definition and BCD of one value in the standard's width; a negative one grows by its FF.

    Raises:
        KeyError: for an element without an identifier.
        ValueError: if the value does not fit.
    """
    row = BY_NAME[name]
    size = (row.digits + 1) // 2
    if value is None:
        data = b"\xff" * size
    else:
        text = str(abs(round(value * 10**row.decimals)))
        if len(text) > row.digits:
            raise ValueError(f"{name} cannot hold {value}")
        data = bytes.fromhex(text.zfill(2 * size) if value >= 0 else "FF" + text.zfill(len(text) + len(text) % 2))
        data = data if value >= 0 or len(data) >= size else b"\xff" + data[1:].rjust(size - 1, b"\0")
    return bytes((row.leader, len(data) << 3 | row.decimals)) + data


def heartbeat(*, station: str, serial: int, sent: datetime, center: int = 1, password: int = 0, ascii: bool = False) -> bytes:
    """The sign of life 2F (M1, never answered)."""
    body = f"{serial:04X}{clock_text(sent)}".encode() if ascii else _prefix(serial, sent)
    return encode(Frame(station=station, function=0x2F, body=body, center=center, password=password, ascii=ascii))


def query(
    function: int, *, station: str, now: datetime, body: bytes = b"", center: int = 1, password: int = 0, ascii: bool = False
) -> bytes:
    """A centre's question or order (ENQ): 37 now, 38 a span, 3A elements, 4A set the clock to ``now``, …

    ``body`` is what follows serial number (0: begun by the centre) and clock, in the form of the frame.
    """
    head = f"0000{clock_text(now)}".encode() if ascii else _prefix(0, now)
    frame = Frame(
        station=station,
        function=function,
        body=head + body,
        down=True,
        center=center,
        password=password,
        end=ENQ,
        ascii=ascii,
    )
    return encode(frame)


def _prefix(serial: int, sent: datetime) -> bytes:
    return serial.to_bytes(2) + bytes.fromhex(clock_text(sent))
