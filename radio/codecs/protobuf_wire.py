"""The wire form of protocol buffers, as much of it as a message of known fields needs.

::

    field: varint (number << 3 | type) | 0 varint | 1 eight bytes | 2 varint length, bytes | 5 four bytes
"""

from __future__ import annotations

from collections.abc import Mapping
from struct import Struct
from types import MappingProxyType

VARINT, FIXED64, BYTES, FIXED32 = 0, 1, 2, 5
_DOUBLE = Struct("<d")
_SIZES: Mapping[int, int] = MappingProxyType({FIXED64: 8, FIXED32: 4})

Fields = dict[int, tuple[int, int | bytes]]


class WireError(ValueError):
    """Bytes that are no fields."""


def varint(data: bytes | bytearray, at: int) -> tuple[int, int] | None:
    """A number and where it ends, or None if the bytes end first.

    Raises:
        WireError: if it is longer than 64 bits.
    """
    value = shift = 0
    while at < len(data):
        value |= (data[at] & 0x7F) << shift
        at += 1
        if not data[at - 1] & 0x80:
            if value >> 64:
                break
            return value, at
        shift += 7
        if shift > 63:
            break
    else:
        return None
    raise WireError("a number longer than 64 bits")


def fields(data: bytes) -> Fields:
    """The fields of a message by number, each with its type; of a repeated one the last, as the rules have it.

    Raises:
        WireError: if these bytes are no message.
    """
    out: Fields = {}
    at, end = 0, len(data)
    while at < end:
        key = data[at]
        at += 1
        if key > 0x7F:
            key, at = _number(data, at - 1)
        kind = key & 7
        if key < 8:
            raise WireError("field 0")
        if kind == BYTES:
            if at < end and data[at] < 0x80:
                size = data[at]
                at += 1
            else:
                size, at = _number(data, at)
        elif kind == VARINT:
            value, at = _number(data, at)
            out[key >> 3] = (kind, value)
            continue
        elif kind in _SIZES:
            size = _SIZES[kind]
        else:
            raise WireError(f"wire type {kind}")
        if at + size > end:
            raise WireError(f"field {key >> 3} is cut")
        out[key >> 3] = (kind, data[at : at + size])
        at += size
    return out


def _number(data: bytes, at: int) -> tuple[int, int]:
    found = varint(data, at)
    if found is None:
        raise WireError("cut")
    return found


def message(found: Fields, number: int) -> Fields:
    """A message in a message; an absent one is empty.

    Raises:
        WireError: if it is none.
    """
    return fields(_bytes(found, number))


def string(found: Fields, number: int) -> str:
    """A text; an absent one is empty.

    Raises:
        WireError: if it is none.
    """
    try:
        return _bytes(found, number).decode("utf-8")
    except UnicodeDecodeError as error:
        raise WireError(f"field {number} is no UTF-8") from error


def _bytes(found: Fields, number: int) -> bytes:
    kind, value = found.get(number, (BYTES, b""))
    if kind != BYTES or not isinstance(value, bytes):
        raise WireError(f"field {number} of type {kind}")
    return value


def integer(found: Fields, number: int) -> int:
    """An unsigned number; an absent one is 0.

    Raises:
        WireError: if it is none.
    """
    kind, value = found.get(number, (VARINT, 0))
    if kind != VARINT or not isinstance(value, int):
        raise WireError(f"field {number} of type {kind}")
    return value


def double(found: Fields, number: int) -> float:
    """A number; an absent one is 0.

    Raises:
        WireError: if it is none.
    """
    kind, value = found.get(number, (FIXED64, bytes(8)))
    if kind != FIXED64 or not isinstance(value, bytes):
        raise WireError(f"field {number} of type {kind}")
    return float(_DOUBLE.unpack(value)[0])


def pack_varint(value: int) -> bytes:
    """A number as it goes on the wire."""
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def pack(number: int, value: int | float | str | bytes) -> bytes:
    """One field; nothing for 0 and for what is empty, as absent means just that."""
    if not value:
        return b""
    if isinstance(value, float):
        return pack_varint(number << 3 | FIXED64) + _DOUBLE.pack(value)
    if isinstance(value, int):
        return pack_varint(number << 3 | VARINT) + pack_varint(value)
    data = value.encode("utf-8") if isinstance(value, str) else value
    return pack_varint(number << 3 | BYTES) + pack_varint(len(data)) + data
