"""Which wires a hall has (``gateway.toml``) and how each of them is."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from radio.toml_places import place

PROTOCOLS: frozenset[str] = frozenset(
    {
        *("gbt26875", "sl651", "rdss", "nmea", "jt808", "kenwood", "tetra", "kiss", "aprs"),
        *("surgard", "dc09", "modbus", "hj212", "gsm", "cot", "cap"),
    }
)
LINK_SCHEMES: frozenset[str] = frozenset(
    {"tcp", "socket", "tcp-listen", "udp", "udp-listen", "mqtt", "mqtts", "rfc2217", "usb", "replay", "loop", "spy"}
)
NEEDS_PORT: frozenset[str] = frozenset({"tcp", "socket", "tcp-listen", "udp", "udp-listen"})
SILENT_AFTER_S: Mapping[str, float] = {"nmea": 5.0, "modbus": 10.0, "tetra": 90.0, "gbt26875": 90.0, "sl651": 4000.0}
"""After how long without a byte a wire counts as silent, unless its option ``silent_after_s`` says otherwise."""

WireState = Literal["ok", "silent", "opening", "dead"]


class WireConfigError(Exception):
    """The file cannot be used: what is wrong, and where.

    ``code`` is one of ``unreadable`` ``encoding`` ``toml`` ``table`` ``unknown_key`` ``type`` ``choice`` ``missing`` ``protocol``
    ``baud`` ``scheme`` ``port`` ``duplicate``; ``key`` and ``value`` are those it is about.
    """

    def __init__(self, reason: str, where: str, code: str, key: str = "", value: object = "") -> None:
        super().__init__(f"{where}: {reason}")
        self.reason = reason
        self.where = where
        self.code = code
        self.key = key
        self.value = value


@dataclass(frozen=True, slots=True)
class WireConfig:
    """One wire.

    ``link`` is a device path, ``COM5``, ``usb://SERIAL``, ``rfc2217://host:port``, ``tcp://host:port``,
    ``tcp-listen://host:port``, ``udp://host:port``, ``udp-listen://host:port`` (a multicast group is joined),
    ``mqtt://host:port/topic`` (``mqtts://`` with TLS) or ``replay:FILE``.
    ``source_hint`` is the source of messages that name none; without it, the wire's name is ("the line is the force").
    """

    name: str
    label: str
    protocol: str
    link: str
    baud: int = 9600
    bits: int = 8
    parity: str = "N"
    stopbits: float = 1
    source_hint: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def source(self) -> str:
        """Who speaks on this line when the frame does not say."""
        return self.source_hint or self.name

    @property
    def silent_after_s(self) -> float:
        """After how long without a byte the wire is silent."""
        return float(self.options.get("silent_after_s", SILENT_AFTER_S.get(self.protocol, 120.0)))


@dataclass(frozen=True, slots=True)
class BadWire:
    """A wire in the file whose settings cannot be used: ``detail`` says why, and where."""

    name: str
    label: str
    protocol: str
    detail: str


@dataclass(frozen=True, slots=True)
class WireStatus:
    """How a wire is, at one moment.

    ``error_code`` is a code of :data:`radio.links.base.ERROR_CODES`, ``spool_…`` with a code of the spool, ``no_answer``,
    ``no_codec``, ``settings``, or None.
    """

    name: str
    label: str
    protocol: str
    state: WireState
    last_byte_at: datetime | None = None
    bytes_in: int = 0
    bytes_out: int = 0
    frames: int = 0
    faults: int = 0
    error_code: str | None = None
    error_detail: str = ""
    fault_reasons: tuple[tuple[str, int], ...] = ()
    merged: int = 0
    dropped: int = 0
    peers: int = 0
    opened_at: datetime | None = None


_TYPES: Mapping[str, type | tuple[type, ...]] = {
    "name": str,
    "label": str,
    "protocol": str,
    "link": str,
    "baud": int,
    "bits": int,
    "parity": str,
    "stopbits": (int, float),
    "source_hint": str,
    "options": dict,
}
_ALLOWED: Mapping[str, tuple[Any, ...]] = {
    "bits": (5, 6, 7, 8),
    "parity": ("N", "E", "O", "M", "S"),
    "stopbits": (1, 1.5, 2),
}


def load_wires(path: Path) -> list[WireConfig]:
    """Read ``gateway.toml``: one ``[[wire]]`` table a wire.

    Raises:
        WireConfigError: naming the line and the key.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as problem:
        raise WireConfigError(problem.strerror or str(problem), str(path), "unreadable") from problem
    except UnicodeDecodeError as problem:
        raise WireConfigError("is not UTF-8 text", path.name, "encoding") from problem
    rows = wire_rows(text, path.name)
    wires: list[WireConfig] = []
    for index, row in enumerate(rows):
        wires.append(read_row(row, index, path.name, text))
        same = [wire for wire in wires[:-1] if wire.name == wires[-1].name]
        if same:
            where = place(path.name, text, "wire", index, "name")
            raise WireConfigError(f"a second wire named {same[0].name!r}", where, "duplicate", "name", same[0].name)
    return wires


def wire_rows(text: str, file: str) -> list[dict[str, Any]]:
    """The [[wire]] tables of a text, as they stand there.

    Raises:
        WireConfigError: it is no TOML, or there is something else in it.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise WireConfigError(f"is not TOML: {problem}", file, "toml", value=problem) from problem
    unknown = sorted(set(data) - {"wire"})
    if unknown:
        raise WireConfigError(f"unknown table or key {unknown[0]!r}; wires are [[wire]]", file, "table", unknown[0])
    rows = data.get("wire", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise WireConfigError("wires are [[wire]] tables", place(file, text, "wire"), "table", "wire")
    return rows


def read_row(row: Mapping[str, Any], index: int = 0, file: str = "", text: str = "") -> WireConfig:
    """One wire of its table.

    Raises:
        WireConfigError: what cannot be, and the key it stands at.
    """

    def fail(code: str, reason: str, key: str, value: object = "", *, whole: bool = False) -> WireConfigError:
        return WireConfigError(reason, place(file, text, "wire", index, None if whole else key), code, key, value)

    for key, value in row.items():
        if key not in _TYPES:
            raise fail("unknown_key", f"unknown key; known are {', '.join(_TYPES)}", key)
        if not isinstance(value, _TYPES[key]) or isinstance(value, bool):
            raise fail("type", f"{value!r} is not of the right type", key, value)
        if key in _ALLOWED and value not in _ALLOWED[key]:
            raise fail("choice", f"{value!r} is none of {', '.join(map(str, _ALLOWED[key]))}", key, value)
    for key in ("name", "protocol", "link"):
        if not row.get(key):
            raise fail("missing", f"{key} is missing", key, whole=True)
    if row["protocol"] not in PROTOCOLS:
        raise fail(
            "protocol", f"unknown protocol {row['protocol']!r}; known are {', '.join(sorted(PROTOCOLS))}", "protocol", row["protocol"]
        )
    if not 50 <= row.get("baud", 9600) <= 4_000_000:
        raise fail("baud", f"{row['baud']} is no speed of a serial line", "baud", row["baud"])
    scheme, separator, rest = row["link"].partition("://")
    if separator and (scheme not in LINK_SCHEMES or not rest):
        raise fail("scheme", f"{row['link']!r} is no link; schemes are {', '.join(sorted(LINK_SCHEMES))}", "link", row["link"])
    if scheme in NEEDS_PORT and separator and not rest.rpartition(":")[2].isdigit():
        raise fail("port", f"{row['link']!r} has no port number", "link", row["link"])
    return WireConfig(**{"label": row["name"], **row})
