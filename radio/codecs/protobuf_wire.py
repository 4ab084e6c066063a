"""The wire form of protocol buffers, as much of it as a message of known fields needs.

::

    field: varint (number << 3 | type) | 0 varint | 1 eight bytes | 2 varint length, bytes | 5 four bytes
"""

from __future__ import annotations

from struct import Struct

VARINT, FIXED64, BYTES, FIXED32 = 0, 1, 2, 5
_DOUBLE, _FLOAT = Struct("<d"), Struct("<f")

Fields = dict[int, int | float | bytes]
"""Field number → what it holds: a number of a varint, a float of four or eight bytes, bytes."""


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
    """The fields of a message by number; of a repeated one the last, as the rules have it.

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
            out[key >> 3] = data[at : at + size]
            at += size
        elif kind == VARINT:
            out[key >> 3], at = _number(data, at)
        elif kind == FIXED64 and at + 8 <= end:
            out[key >> 3] = _DOUBLE.unpack_from(data, at)[0]
            at += 8
        elif kind == FIXED32 and at + 4 <= end:
            out[key >> 3] = _FLOAT.unpack_from(data, at)[0]
            at += 4
        else:
            raise WireError(f"field {key >> 3} of type {kind} is cut or none")
    if at > end:
        raise WireError("the last field is cut")
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
    value = found.get(number, b"")
    if not isinstance(value, bytes):
        raise WireError(f"field {number} is a number")
    return value


def integer(found: Fields, number: int) -> int:
    """An unsigned number; an absent one is 0.

    Raises:
        WireError: if it is none.
    """
    value = found.get(number, 0)
    if not isinstance(value, int):
        raise WireError(f"field {number} is no integer")
    return value


def double(found: Fields, number: int) -> float:
    """A number; an absent one is 0.

    Raises:
        WireError: if it is none.
    """
    value = found.get(number, 0.0)
    if not isinstance(value, float):
        raise WireError(f"field {number} is no floating number")
    return value


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
