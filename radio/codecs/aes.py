"""AES in CBC mode (FIPS 197, SP 800-38A), for the encrypted messages of SIA DC-09.

Written here because the standard library has none, and a few blocks a minute are not worth a dependency. It is not hardened against
somebody who measures its time on this computer, and 200 microseconds a block are too slow for anything but messages.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

BLOCK = 16


def _double(value: int) -> int:
    return (value << 1 ^ 0x11B if value & 0x80 else value << 1) & 0xFF


def _times(value: int, factor: int) -> int:
    product = 0
    while factor:
        if factor & 1:
            product ^= value
        value, factor = _double(value), factor >> 1
    return product


def _substitutions() -> tuple[int, ...]:
    """The S-box: inverse in GF(2⁸), then the affine map; inverses by the powers of the generator 3."""
    powers = [1]
    for _ in range(254):
        powers.append(powers[-1] ^ _double(powers[-1]))
    place = {value: number for number, value in enumerate(powers)}
    box = []
    for value in range(256):
        inverse = powers[-place[value] % 255] if value else 0
        spread = inverse * 0x101
        box.append((inverse ^ spread >> 7 ^ spread >> 6 ^ spread >> 5 ^ spread >> 4 ^ 0x63) & 0xFF)
    return tuple(box)


_BOX = _substitutions()
_INVERSE_BOX = tuple(_BOX.index(value) for value in range(256))
_BY: Mapping[int, bytes] = MappingProxyType(
    {factor: bytes(_times(value, factor) for value in range(256)) for factor in (2, 3, 9, 11, 13, 14)}
)
_SHIFT = tuple((place + 4 * (place % 4)) % 16 for place in range(16))
_UNSHIFT = tuple((place - 4 * (place % 4)) % 16 for place in range(16))


class Aes:
    """One key of 16, 24 or 32 bytes."""

    def __init__(self, key: bytes) -> None:
        if len(key) not in (16, 24, 32):
            raise ValueError(f"AES key of {len(key)} bytes")
        words = len(key) // 4
        schedule = [key[at : at + 4] for at in range(0, len(key), 4)]
        constant = 1
        while len(schedule) < 4 * (words + 7):
            word = schedule[-1]
            if len(schedule) % words == 0:
                word = bytes(_BOX[byte] for byte in word[1:] + word[:1])
                word = bytes((word[0] ^ constant,)) + word[1:]
                constant = _double(constant)
            elif words > 6 and len(schedule) % words == 4:
                word = bytes(_BOX[byte] for byte in word)
            schedule.append(_xor(word, schedule[-words]))
        self._rounds = [b"".join(schedule[at : at + 4]) for at in range(0, len(schedule), 4)]

    def encrypt_block(self, block: bytes) -> bytes:
        """One block of 16 bytes."""
        state = _xor(block, self._rounds[0])
        for key in self._rounds[1:-1]:
            state = _xor(_mix(bytes(_BOX[state[place]] for place in _SHIFT), 2, 3, 1, 1), key)
        return _xor(bytes(_BOX[state[place]] for place in _SHIFT), self._rounds[-1])

    def decrypt_block(self, block: bytes) -> bytes:
        """The inverse of :meth:`encrypt_block`."""
        state = _xor(block, self._rounds[-1])
        for key in self._rounds[-2:0:-1]:
            state = _mix(_xor(bytes(_INVERSE_BOX[state[place]] for place in _UNSHIFT), key), 14, 11, 13, 9)
        return _xor(bytes(_INVERSE_BOX[state[place]] for place in _UNSHIFT), self._rounds[0])

    def encrypt(self, data: bytes, vector: bytes = bytes(BLOCK)) -> bytes:
        """CBC over whole blocks.

        Raises:
            ValueError: if the last block is not whole.
        """
        out = []
        for at in range(0, _whole(data), BLOCK):
            vector = self.encrypt_block(_xor(data[at : at + BLOCK], vector))
            out.append(vector)
        return b"".join(out)

    def decrypt(self, data: bytes, vector: bytes = bytes(BLOCK)) -> bytes:
        """The inverse of :meth:`encrypt`.

        Raises:
            ValueError: if the last block is not whole.
        """
        out = []
        for at in range(0, _whole(data), BLOCK):
            block = data[at : at + BLOCK]
            out.append(_xor(self.decrypt_block(block), vector))
            vector = block
        return b"".join(out)


def _whole(data: bytes) -> int:
    if len(data) % BLOCK:
        raise ValueError(f"{len(data)} bytes are not whole blocks")
    return len(data)


def _xor(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))


def _by(factor: int, value: int) -> int:
    return value if factor == 1 else _BY[factor][value]


def _mix(state: bytes, *row: int) -> bytes:
    """Each column times the circulant matrix whose first row is given."""
    out = bytearray(BLOCK)
    for column in range(0, BLOCK, 4):
        for place in range(4):
            value = 0
            for term in range(4):
                value ^= _by(row[(term - place) % 4], state[column + term])
            out[column + place] = value
    return bytes(out)
