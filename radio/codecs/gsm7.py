"""The GSM 7-bit default alphabet (3GPP TS 23.038, clause 6.2.1) and its packing, for SMS and for TETRA's text coding 0."""

from __future__ import annotations

_BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = (
    (0x0A, "\f"),
    (0x14, "^"),
    (0x28, "{"),
    (0x29, "}"),
    (0x2F, "\\"),
    (0x3C, "["),
    (0x3D, "~"),
    (0x3E, "]"),
    (0x40, "|"),
    (0x65, "€"),
)
_ESCAPE = 0x1B


def unpack(data: bytes, count: int | None = None) -> list[int]:
    """The septets of packed octets; ``count`` of them if given, else as many as are whole."""
    bits = int.from_bytes(data, "little")
    whole = len(data) * 8 // 7
    return [bits >> 7 * place & 0x7F for place in range(whole if count is None else min(count, whole))]


def pack(septets: list[int]) -> bytes:
    """Septets packed into octets, low bits first."""
    bits = sum(septet << 7 * place for place, septet in enumerate(septets))
    return bits.to_bytes((len(septets) * 7 + 7) // 8, "little")


def decode(septets: list[int]) -> str:
    """Septets as text; an unknown escape is the character itself."""
    extended = dict(_EXTENDED)
    out: list[str] = []
    escaped = False
    for septet in septets:
        if escaped:
            out.append(extended.get(septet, _BASIC[septet]))
            escaped = False
        elif septet == _ESCAPE:
            escaped = True
        else:
            out.append(_BASIC[septet])
    return "".join(out)


def encode(text: str) -> list[int] | None:
    """Text as septets, or None if the alphabet lacks a character."""
    extended = {character: code for code, character in _EXTENDED}
    out: list[int] = []
    for character in text:
        if character in extended:
            out += (_ESCAPE, extended[character])
        elif (code := _BASIC.find(character)) >= 0 and code != _ESCAPE:
            out.append(code)
        else:
            return None
    return out
