"""Write what a hall says to a BeiDou terminal, and what a terminal says back (for simulators): 2.1, BeiDou-3 and 4.0.

A message goes as mixed text (``A4`` + GB 18030), which every terminal reads whatever it holds. How much one message may hold is
the card's level, less the ``A4``: :func:`room`; a long text is split (``rdss_payload.split``), its parts sent at the card's rate.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from radio.codecs.checksums import xor8
from radio.codecs.rdss_binary import Frame, encode

_BITS: Mapping[int, int] = MappingProxyType({3: 628, 4: 1680, 5: 14_000})
_MIXED = b"\xa4"


def room(level: int) -> int:
    """Bytes of text that a message of a card's level holds. The levels 1 and 2 are given the 188 bits of an urgent message."""
    return _BITS.get(level, 188) // 8 - len(_MIXED)


def sentence(body: str | bytes) -> bytes:
    """A whole sentence from what stands between ``$`` and ``*``."""
    data = body.encode("gb18030") if isinstance(body, str) else body
    return b"$" + data + b"*%02X\r\n" % xor8(data)


def _card(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 1 << 31):
        raise ValueError(f"not a card number: {text!r}")
    return int(text)


def _mixed(text: str | bytes) -> bytes:
    return _MIXED + (text.encode("gb18030") if isinstance(text, str) else text)


def read_card(*, generation: int = 2) -> bytes:
    """Ask for the card (answered by ICI, by ICP of a BeiDou-3 module)."""
    return sentence("CCICA,0,00" if generation == 2 else "CCICR,0,00")


def output(name: str, every_s: int) -> bytes:
    """Let the terminal say a sentence (``BSI``) every so many seconds; 0 stops it; an empty name with 0 stops all."""
    return sentence(f"CCRMO,{name},2,{every_s}" if every_s else f"CCRMO,{name},3,")


def position_request() -> bytes:
    """Ask for one position by RDSS: normal, without height."""
    return sentence("CCDWA,0000000,V,1,L,,0,,,0")


def message(to: str, text: str | bytes, *, urgent: bool = False) -> bytes:
    """A 2.1 message (TXA); bytes are sent as they are (telemetry).

    Raises:
        ValueError: for an address that is no card number.
    """
    return sentence(f"CCTXA,{_card(to):07d},{0 if urgent else 1},2,{_mixed(text).hex().upper()}")


def message3(to: str, text: str | bytes, *, band: int = 2, confirm: bool = False) -> bytes:
    """A BeiDou-3 message (TCQ) on one of the bands 1 … 5.

    Raises:
        ValueError: for an address that is no card number, or a band that does not exist.
    """
    if not 1 <= band <= 5:
        raise ValueError(f"no band {band}")
    return sentence(f"CCTCQ,{_card(to)},{band},{2 if confirm else 1},3,{_mixed(text).hex().upper()},0")


def message4(own: str, to: str, text: str | bytes, *, urgent: bool = False) -> bytes:
    """A 4.0 message (TXSQ) from the terminal's own card."""
    payload = _mixed(text)
    category = 0x42 if urgent else 0x46
    content = bytes((category,)) + _card(to).to_bytes(3) + (len(payload) * 8).to_bytes(2) + b"\0" + payload
    return encode(Frame(command="TXSQ", user=_card(own), content=content))


def read_card4() -> bytes:
    """Ask for the card in 4.0 (ICJC, answered by ICXX)."""
    return encode(Frame(command="ICJC", user=0, content=b"\0"))


def self_check4(own: str, every_s: int = 0) -> bytes:
    """Ask for a self-check in 4.0 (XTZJ, answered by ZJXX with the beams); 0 once."""
    return encode(Frame(command="XTZJ", user=_card(own), content=every_s.to_bytes(2)))


def card_info(number: str, *, rate_s: int = 60, level: int = 3, kind: int = 6, broadcast: str = "11", subordinates: int = 0) -> bytes:
    """The terminal's answer ICI."""
    return sentence(f"BDICI,{_card(number):07d},{_card(number):08d},{_card(broadcast):07d},{kind},{rate_s},{level},N,{subordinates}")


def beam_info(powers: Sequence[int]) -> bytes:
    """The terminal's beams BSI, ten powers 0 … 4."""
    return sentence("BDBSI,01,03," + ",".join(str(power) for power in powers))


def feedback(command: str, *, done: bool = True, wait_s: int = 0, suppressed: int = 0) -> bytes:
    """The terminal's feedback FKI."""
    return sentence(f"BDFKI,{command},{'Y' if done else 'N'},Y,{suppressed},{wait_s // 60:02d}{wait_s % 60:02d}")


def received(sender: str, text: str | bytes, *, hhmm: str = "") -> bytes:
    """A message that a 2.1 terminal got (TXR)."""
    return sentence(f"BDTXR,1,{_card(sender):07d},2,{hhmm},{_mixed(text).hex().upper()}")


def received4(own: str, sender: str, text: str | bytes, *, hour: int = 0, minute: int = 0, damaged: bool = False) -> bytes:
    """A message that a 4.0 terminal got (TXXX)."""
    payload = _mixed(text)
    head = b"\x60" + _card(sender).to_bytes(3) + bytes((hour, minute)) + (len(payload) * 8).to_bytes(2)
    return encode(Frame(command="TXXX", user=_card(own), content=head + payload + bytes((damaged,))))
